// entente cover: from options and the record to the answer.

#include "cli/cover.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "entente/assess/assess.hpp"
#include "entente/assess/cover_request.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"
#include "entente/base/text.hpp"
#include "entente/basing/demand.hpp"
#include "entente/basing/grid.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/exit.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace entente::cli {
namespace {

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    parts.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

double number_of(std::string_view text, const std::string& what, const std::string& option) {
  text = trimmed(text);
  const auto value = parse_number(text);
  if (!value)
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is no number for the {}", text, what),
                "write it with a point, such as 16.95", {"", 0, option});
  return *value;
}

// "name,lat,lon", "name,lat,lon,runway_ft" or the key of a site of the record.
basing::Site named_site(const std::string& text, const std::string& option, const record::View& view,
                        const geo::RegionIndex& countries, double runway_ft, std::vector<std::string>& notes) {
  if (text.find(',') == std::string::npos) {
    for (const record::Site& s : view.sites)
      if (s.key == text && s.position) return assess::basing_site(s);
    throw Error(ErrorCode::not_found, fmt::format("the record holds no site \"{}\" with a position on the day", text),
                "`entente record show sites` lists them; another place is written \"name,lat,lon\"", {"", 0, option});
  }
  const std::vector<std::string> parts = split(text);
  if (parts.size() < 3 || parts.size() > 4 || parts[0].empty())
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is no place", text),
                "write \"name,lat,lon\" or \"name,lat,lon,runway_ft\"", {"", 0, option});
  basing::Site site;
  site.id = parts[0];
  site.name = parts[0];
  site.position = {number_of(parts[1], "latitude", option), number_of(parts[2], "longitude", option)};
  if (std::abs(site.position.lat_deg) > 90 || std::abs(site.position.lon_deg) > 180)
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" does not lie on the earth", text),
                "latitude from -90 to 90 comes first, longitude from -180 to 180 second", {"", 0, option});
  if (const auto at = countries.country_at(site.position)) site.country = countries.countries()[*at].code;
  if (parts.size() == 4) {
    site.runway_ft = number_of(parts[3], "runway", option);
  } else {
    site.runway_ft = runway_ft;
    notes.push_back(
        fmt::format("The runway of {} is not given and taken as long enough, since it is in use.", site.name));
  }
  return site;
}

// Low, middle and high, or one number for all three.
std::optional<basing::Figure> figure_of(const std::string& text, const std::string& what, const std::string& option) {
  if (text.empty()) return std::nullopt;
  std::vector<double> values;
  for (const std::string& part : split(text)) values.push_back(number_of(part, what, option));
  if (values.size() == 1) values.resize(3, values.front());
  if (values.size() != 3 || values[0] < 0 || values[0] > values[1] || values[1] > values[2])
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is no {}", text, what),
                "write one number, or low, middle and high in this order: 14,20,27", {"", 0, option});
  return basing::Figure{values[0], values[1], values[2], true, "planning choice: given as " + option};
}

// The states of the airspace that --closed names.
std::vector<assess::AirspaceScenario> closings(const CoverOptions& o) {
  std::vector<assess::AirspaceScenario> out;
  for (const std::string& text : o.closed) {
    const std::vector<std::string> codes = split(text);
    out.push_back({fmt::format("{} closed", fmt::join(codes, ", ")), codes, o.border_watch_km});
  }
  return out;
}

// The case, or one made of options for another region, with what options say in its place.
assess::Case case_of(const CoverOptions& o) {
  assess::Case of;
  if (!o.name.empty()) {
    of = load_case(o.name);
  } else {
    of.name = "cover";
    of.counterpart = o.counterpart;
    of.alternatives.hosts = o.hosts;
    of.alternatives.violence_in = o.watch;
    of.region = o.watch;
    of.region.insert(of.region.end(), o.hosts.begin(), o.hosts.end());
  }
  assess::Alternatives& a = of.alternatives;
  if (!o.closed.empty()) a.airspace = closings(o);
  if (!o.aircraft.empty()) {
    a.aircraft = o.aircraft;
    a.figures = {};
  }
  if (a.aircraft.empty()) a.aircraft = "MQ-9A";
  if (o.min_hours > 0) a.min_hours = o.min_hours;
  if (o.months > 0) a.violence_months = o.months;
  if (o.within_km > 0) a.within_km = o.within_km;
  if (o.lengthen_ft > 0) a.lengthen_ft = o.lengthen_ft;
  if (o.line_of_sight) a.satellite_link = false;
  if (!o.surface.empty()) a.surfaces = *basing::surfaces_named(o.surface);
  const auto take = [](std::optional<basing::Figure>& into, std::optional<basing::Figure> given) {
    if (given) into = std::move(given);
  };
  take(a.figures.endurance_h, figure_of(o.endurance, "endurance in hours", "--endurance"));
  take(a.figures.cruise_kmh, figure_of(o.cruise, "cruise speed in km/h", "--cruise"));
  take(a.figures.reserve_h, figure_of(o.reserve, "reserve in hours", "--reserve"));
  take(a.figures.turn_h, figure_of(o.turn, "time on the ground in hours", "--turn"));
  take(a.figures.runway_ft, figure_of(o.runway, "runway in feet", "--runway"));
  take(a.figures.link_radius_km, figure_of(o.link, "radius of the data link in km", "--link"));
  return of;
}

void check_form(const CoverOptions& o) {
  const auto fail = [](const std::string& what, const std::string& remedy) {
    throw Error(ErrorCode::bad_request, what, remedy);
  };
  if (!o.demand_file.empty() && o.demand != "auto")
    fail("both --demand and --demand-file say what is watched", "give one of them");
  if (!o.stream.empty() && o.demand != "events") fail("--stream says whose events are watched", "add --demand events");
  if (!o.name.empty()) {
    if (!o.hosts.empty() || !o.watch.empty() || !o.lost.empty() || !o.kept.empty())
      fail("a case says itself what is lost, kept, watched and who may host",
           "leave out --hosts, --watch, --lost and --kept, or leave out the case");
    return;
  }
  if (o.hosts.empty() || (o.watch.empty() && o.demand_file.empty()))
    fail("without a case the hosts and the states to watch are needed",
         "write for example `entente cover --hosts KEN,UGA --watch SOM --lost \"Camp,1.7,44.8\" --on 2024-03-17`");
  if (o.watch.empty() && o.within_km > 0)
    fail("--within is measured from the states to watch", "name them with --watch");
}

void check_actors(const record::View& view, const assess::Case& of, const std::string& counterpart) {
  std::vector<std::string> codes = of.alternatives.hosts;
  codes.insert(codes.end(), of.alternatives.violence_in.begin(), of.alternatives.violence_in.end());
  for (const auto& a : of.alternatives.airspace) codes.insert(codes.end(), a.closed.begin(), a.closed.end());
  for (const std::string& code : {of.counterpart, counterpart})
    if (!code.empty()) codes.push_back(code);
  for (const std::string& code : codes)
    if (!view.actors.contains(code))
      throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is no known actor", code),
                  "use an ISO 3166 alpha-3 code (NER is Niger, NGA Nigeria); `entente record show actors` lists them");
}

void keep_only(basing::CoverRequest& request, const std::vector<std::string>& ids) {
  if (ids.empty()) return;
  for (const std::string& id : ids)
    if (std::none_of(request.candidates.begin(), request.candidates.end(), [&](const auto& s) { return s.id == id; }))
      throw Error(ErrorCode::not_found, fmt::format("\"{}\" is no candidate field of the hosts", id),
                  "run the command without --from: it lists the codes", {"", 0, "--from"});
  std::erase_if(request.candidates,
                [&](const basing::Site& s) { return std::find(ids.begin(), ids.end(), s.id) == ids.end(); });
}

// What the record says of the chance that a host ends such an access within a year; options have the last word.
std::map<std::string, double> risks_of(const CoverOptions& o, const assess::Case& of, const record::View& view,
                                       std::vector<std::string>& notes) {
  std::map<std::string, double> risks;
  const std::string& counterpart = o.counterpart.empty() ? of.counterpart : o.counterpart;
  if (!counterpart.empty()) {
    const assess::Models models = load_models(o.models);
    for (const std::string& host : of.alternatives.hosts) {
      const outlook::Situation s = outlook::situation(view, host, counterpart);
      risks[host] = s.state == outlook::State::demanded ? outlook::exit_ladder(view, s, models.ladder).probability
                                                        : outlook::asks_ladder(view, s, models.ladder).probability;
    }
    notes.push_back(fmt::format(
        "Host risk: the chance that a host asks forces of {} to leave within twelve months, from reference classes over the record.",
        view.in_sentence(counterpart)));
  }
  for (const std::string& text : o.risks) {
    const std::size_t equals = text.find('=');
    const std::string host = text.substr(0, equals);
    if (equals == std::string::npos ||
        std::find(of.alternatives.hosts.begin(), of.alternatives.hosts.end(), host) == of.alternatives.hosts.end())
      throw Error(ErrorCode::bad_request, fmt::format("\"{}\" gives no risk of a host", text), "write HOST=0.1",
                  {"", 0, "--host-risk"});
    const double risk = number_of(std::string_view(text).substr(equals + 1), "risk", "--host-risk");
    if (risk < 0 || risk > 1)
      throw Error(ErrorCode::bad_request, fmt::format("a risk of {:g} is no probability", risk), "give 0 to 1",
                  {"", 0, "--host-risk"});
    risks[host] = risk;
  }
  if (risks.empty()) notes.emplace_back("Host risk is not given (--for or --host-risk): every host counts the same.");
  return risks;
}

// Sites the best p are chosen from: kept ones, which are in every set, then candidates.
std::vector<ChosenFields> choose(const CoverOptions& o, const CoverAnswer& a, const geo::RegionIndex& index,
                                 const Executor& executor) {
  std::vector<ChosenFields> out;
  if (a.request.candidates.empty()) return out;
  std::vector<basing::Site> sites = a.request.kept;
  sites.insert(sites.end(), a.request.candidates.begin(), a.request.candidates.end());
  basing::ChoiceOptions options;
  for (std::size_t i = 0; i < a.request.kept.size(); ++i) options.fixed.push_back(i);
  options.choose = a.request.kept.size() + o.choose;
  const double needed_ft = basing::values_at(a.request.profile, basing::Level::mid).runway_ft;
  std::vector<basing::SiteTraits> traits;
  for (const basing::Site& s : a.request.candidates) {
    const auto risk = a.host_risk.find(s.country);
    traits.push_back(
        {risk == a.host_risk.end() ? 0 : risk->second, s.lengthened_ft + std::max(0.0, needed_ft - s.runway_ft)});
  }
  constexpr double kUnserved_km = 2000;
  constexpr std::size_t kFrontWork = 400'000'000;  // sets times points, some seconds
  for (const basing::Airspace& airspace : a.request.airspaces) {
    ChosenFields chosen;
    const auto matrix = basing::reach_matrix(sites, a.request.demand, index, airspace, executor);
    const auto covering = basing::covering_of(matrix, sites, a.request.demand, a.request.profile, basing::Level::mid,
                                              a.request.min_hours);
    chosen.covering = basing::maximal_covering(covering, options);
    chosen.median = basing::p_median(basing::median_problem_of(matrix, a.request.demand, kUnserved_km), options);
    const auto alone = basing::reach_matrix(a.request.candidates, a.request.demand, index, airspace, executor);
    basing::ParetoOptions pareto;
    pareto.unserved_km = kUnserved_km;
    pareto.most_sets = std::max<std::size_t>(1000, kFrontWork / std::max<std::size_t>(1, a.request.demand.size()));
    const auto covering_alone = basing::covering_of(alone, a.request.candidates, a.request.demand, a.request.profile,
                                                    basing::Level::mid, a.request.min_hours);
    pareto.choose = o.choose;
    chosen.front = basing::pareto_front(covering_alone, alone, a.request.candidates, traits, a.request.demand, pareto);
    out.push_back(std::move(chosen));
  }
  return out;
}

// Profiles of the aircraft that are compared: the one that is asked about first.
std::vector<basing::AircraftProfile> compared(const CoverOptions& o, const assess::Case& of, const record::View& view,
                                              const basing::AircraftProfile& first) {
  std::vector<basing::AircraftProfile> out;
  if (o.compare.empty()) return out;
  out.push_back(first);
  for (const std::string& name : o.compare) {
    if (std::ranges::find(out, name, &basing::AircraftProfile::name) != out.end()) continue;
    assess::Alternatives other = of.alternatives;
    other.aircraft = name;
    other.figures = {};
    out.push_back(assess::profile_of(other, view));
  }
  return out;
}

// Deaths of loaded streams at their places: of one reader, since two may tell the same.
std::vector<basing::DemandPoint> stream_points(const CoverOptions& o, const store::Store& store, const assess::Case& of,
                                               Day as_of, const geo::RegionIndex& countries,
                                               std::vector<std::string>& notes) {
  std::set<std::string> readers;
  for (const store::LoadAccount& load : store.loads())
    if (load.counts == "deaths" && (o.stream.empty() || load.reader == o.stream)) readers.insert(load.reader);
  if (readers.empty())
    throw Error(
        ErrorCode::not_found,
        o.stream.empty() ? std::string("the record holds no stream that counts deaths")
                         : fmt::format("the record holds no stream \"{}\" that counts deaths", o.stream),
        "import one, such as a UCDP or ACLED file: `entente record import FILE`; `entente record loads` lists them",
        {"", 0, o.stream.empty() ? "--demand" : "--stream"});
  if (readers.size() > 1)
    throw Error(ErrorCode::bad_request,
                fmt::format("several streams count deaths ({}), and they tell the same of many events",
                            fmt::join(readers, ", ")),
                "name one of them with --stream", {"", 0, "--demand"});
  store::EventQuery query;
  query.known_on = as_of;
  query.from = add_months(as_of, -of.alternatives.violence_months);
  query.to = as_of;
  query.readers = {*readers.begin()};
  const std::set<std::string> watched(of.alternatives.violence_in.begin(), of.alternatives.violence_in.end());
  std::vector<basing::DemandPoint> points;
  std::size_t nowhere = 0;
  store.each_event(query, [&](const store::EventRow& row) {
    if (!row.count || *row.count <= 0) return;
    if (!row.latitude_deg || !row.longitude_deg) {
      nowhere += watched.contains(std::string(row.country)) ? 1 : 0;
      return;
    }
    const geo::LatLon at{*row.latitude_deg, *row.longitude_deg};
    const auto country = basing::state_at(countries, at);
    if (!country || !watched.contains(countries.countries()[*country].code)) return;
    points.push_back(
        {std::string(row.id), at, static_cast<double>(*row.count), countries.countries()[*country].name, 0});
  });
  notes.push_back(
      fmt::format("The demand is {} events of {} in the {} months before the day, weighted by deaths{}.", points.size(),
                  *readers.begin(), of.alternatives.violence_months,
                  nowhere == 0 ? std::string() : fmt::format("; {} more without a position are left out", nowhere)));
  return points;
}

// What is watched, its unit and what was taken as given. The request holds the attacks of the record.
void choose_demand(const CoverOptions& o, const store::Store& store, const assess::Case& of,
                   const geo::RegionIndex& index, CoverAnswer& a) {
  const std::vector<std::string>& watched = of.alternatives.violence_in;
  const bool attacks = !a.request.demand.empty();
  if (!o.demand_file.empty()) {
    a.unit = "weight";
    a.request.demand = basing::read_demand(read_file(o.demand_file), o.demand_file, index);
    a.notes.push_back(
        fmt::format("The demand is {} places of {}, weighted as there.", a.request.demand.size(), o.demand_file));
  } else if (o.demand == "grid" || (o.demand == "auto" && o.name.empty() && !attacks)) {
    a.unit = "grid points";
    a.request.demand = basing::grid_points(index, watched, o.step_km);
    a.notes.push_back(fmt::format(
        "The demand is a grid of {:g} km over the states, every point the same: shares are shares of area.{}",
        o.step_km, attacks ? "" : " The record holds no located attack there."));
  } else if (o.demand == "places") {
    a.unit = "people";
    std::vector<geo::PopulatedPlace> places;
    for (const geo::LayerPart& part :
         store.layer(geo::kPlacesLayer, std::set<std::string>(watched.begin(), watched.end())))
      for (geo::PopulatedPlace& place : geo::parse_places(part.text, "populated-places-10m.geojson"))
        places.push_back(std::move(place));
    a.request.demand = basing::place_points(places, index, watched);
    a.notes.push_back(fmt::format(
        "The demand is {} populated places, weighted by population: rough figures of about 2017, towns only.",
        a.request.demand.size()));
  } else if (o.demand == "events") {
    a.unit = "deaths";
    a.request.demand = stream_points(o, store, of, a.as_of, index, a.notes);
  } else {
    a.unit = "deaths";
    a.notes.push_back(fmt::format(
        "The demand is {} located attacks of the {} months before the day, weighted by deaths: large ones only, no census.",
        a.request.demand.size(), of.alternatives.violence_months));
  }
  double weight = 0;
  for (const basing::DemandPoint& point : a.request.demand) weight += point.weight;
  if (a.request.demand.empty())
    throw Error(
        ErrorCode::not_found,
        fmt::format("no located {} of {} in the {} months before the day is in the record",
                    o.demand == "events" ? "deaths" : "attack", fmt::join(watched, ", "),
                    of.alternatives.violence_months),
        "--demand grid spreads points over the states, --demand places takes their towns, --demand-file FILE your own places");
  if (!(weight > 0))
    throw Error(ErrorCode::bad_data, "all places of the demand weigh nothing", "give one a weight above 0",
                {o.demand_file, 0, "weight"});
}

}  // namespace

CoverAnswer compute_cover(const CoverOptions& o) {
  check_form(o);
  const auto store = store::Store::open(o.record);
  const assess::Case of = case_of(o);
  if (o.on.empty() && o.name.empty())
    throw Error(ErrorCode::bad_request, "the day is missing", "give --on YYYY-MM-DD", {"", 0, "--on"});
  CoverAnswer a;
  a.as_of = o.on.empty() ? of.as_of : day_of(o.on, "--on");
  const record::View view = view_of(store, a.as_of, o.vintage);
  a.view_hash = view.hash;
  check_actors(view, of, o.counterpart);
  a.watched = of.alternatives.violence_in;
  a.within_km = of.alternatives.within_km;
  a.reference = load_reference(store, of);
  const assess::Reference& reference = a.reference;
  for (const geo::Country& country : reference.countries) a.names[country.code] = view.actor_name(country.code);
  const geo::RegionIndex index(reference.countries);
  a.title = !o.name.empty() ? of.question
                            : fmt::format("Cover of {} from fields of {}",
                                          o.watch.empty() ? o.demand_file : fmt::format("{}", fmt::join(o.watch, ", ")),
                                          fmt::join(o.hosts, ", "));
  try {
    assess::CoverQuestion question = assess::cover_question(of, view, reference);
    a.request = std::move(question.request);
    a.left_out = std::move(question.left_out);
    a.aircraft = compared(o, of, view, a.request.profile);
  } catch (const Error& e) {
    // The rooms below know figures, not options.
    const std::string& figure = e.place().field;
    if (e.code() != ErrorCode::not_found || (figure != "endurance_h" && figure != "link_radius_km")) throw;
    throw Error(e.code(), e.message(),
                e.remedy() + ": " + (figure == "link_radius_km" ? "--link 150" : "--endurance 14,20,27 --cruise 313"));
  }
  const basing::Figure& runway = a.request.profile.runway_ft;
  const double enough_ft = std::max({runway.low, runway.mid, runway.high});
  for (const std::string& text : o.lost)
    a.request.lost.push_back(named_site(text, "--lost", view, index, enough_ft, a.notes));
  for (const std::string& text : o.kept)
    a.request.kept.push_back(named_site(text, "--kept", view, index, enough_ft, a.notes));
  keep_only(a.request, o.from);
  choose_demand(o, store, of, index, a);
  if (!a.request.profile.link_radius_km)
    if (const auto link = basing::link_in_table(assess::aircraft_figures(view), a.request.profile.name))
      a.notes.push_back(fmt::format(
          "A satellite link is assumed; without one (--line-of-sight) nothing beyond {:g} km of a field is watched.",
          link->mid));
  if (a.request.lost.empty())
    a.notes.emplace_back("No site is lost: nothing stands under \"before\" but what is kept.");
  if (a.request.candidates.empty())
    a.notes.push_back(fmt::format("No airfield of {} passes the rule; --format csv --table left-out says why.",
                                  fmt::join(of.alternatives.hosts, ", ")));
  const ThreadExecutor executor(o.threads);
  a.result = basing::cover(a.request, index, executor);
  a.host_risk = risks_of(o, of, view, a.notes);
  a.chosen = choose(o, a, index, executor);
  if (!a.aircraft.empty()) {
    std::vector<basing::Site> sites = a.request.kept;
    sites.insert(sites.end(), a.request.candidates.begin(), a.request.candidates.end());
    if (!sites.empty())
      a.compared = basing::wide_cover(sites, a.request.demand, index, a.request.airspaces, a.aircraft,
                                      a.request.min_hours, executor);
  }
  const bool of_attacks = o.demand_file.empty() && (o.demand == "auto" || o.demand == "attacks") && a.unit == "deaths";
  if (of_attacks && !of.counterpart.empty() && o.years > 0)
    a.series =
        basing::cover_series(assess::cover_series_request(of, view, a.request.profile, o.years), index, executor);
  return a;
}

}  // namespace entente::cli

// entente cover: what can be watched from where, what is lost with a base, and which fields could stand in.

#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"
#include "entente/assess/assess.hpp"
#include "entente/assess/cover_request.hpp"
#include "entente/base/error.hpp"
#include "entente/basing/choice.hpp"
#include "entente/basing/export.hpp"
#include "entente/basing/grid.hpp"
#include "entente/basing/series.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/exit.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace entente::cli {
namespace {

using basing::kMid;

using Json = nlohmann::ordered_json;

constexpr std::size_t kFrontRows = 12;  // of an airspace, in text

struct CoverOptions {
  std::string name;
  std::string on;
  std::string record;
  std::string vintage;
  std::string models;
  std::string format;
  std::string table;
  std::vector<std::string> hosts;
  std::vector<std::string> lost;
  std::vector<std::string> kept;
  std::vector<std::string> watch;
  std::vector<std::string> closed;
  std::vector<std::string> from;
  std::vector<std::string> risks;
  std::string aircraft;
  std::string counterpart;
  std::string demand = "auto";
  double border_watch_km = 0;
  double min_hours = 0;
  double step_km = 50;
  int months = 0;
  int years = 6;
  std::size_t choose = 2;
  std::size_t airspace = 0;
  bool airspace_given = false;
  std::size_t threads = 0;
};

// The best sets of fields under one state of the airspace, kept sites in all of them.
struct Chosen {
  basing::Choice covering;
  basing::Choice median;
  basing::ParetoFront front;
};

struct Answer {
  std::string title;
  Day as_of{};
  std::string view_hash;
  basing::CoverRequest request;
  basing::CoverResult result;
  std::vector<Chosen> chosen;  // as the airspaces; empty without candidates
  std::vector<basing::SeriesPoint> series;
  std::map<std::string, double> host_risk;
  std::string unit;                // of the weights: "deaths", "grid points"
  std::vector<std::string> notes;  // sentences on what was taken as given
};

double number_of(std::string_view text, const std::string& what, const std::string& option) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is no number for the {}", text, what),
                "write it with a point, such as 16.95", {"", 0, option});
  return value;
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
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    parts.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
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

// A case made of options, for another region.
assess::Case case_of(const CoverOptions& o) {
  assess::Case of;
  of.name = "cover";
  of.alternatives.hosts = o.hosts;
  of.alternatives.aircraft = o.aircraft;
  of.alternatives.violence_in = o.watch;
  if (!o.closed.empty())
    of.alternatives.airspace.push_back(
        {fmt::format("{} closed", fmt::join(o.closed, ", ")), o.closed, o.border_watch_km});
  return of;
}

void check_form(const CoverOptions& o) {
  const auto fail = [](const std::string& what, const std::string& remedy) {
    throw Error(ErrorCode::bad_request, what, remedy);
  };
  if (!o.name.empty()) {
    if (!o.hosts.empty() || !o.watch.empty() || !o.lost.empty() || !o.kept.empty())
      fail("a case says itself what is lost, kept, watched and who may host",
           "leave out --hosts, --watch, --lost and --kept, or leave out the case");
    return;
  }
  if (o.hosts.empty() || o.watch.empty())
    fail("without a case the hosts and the states to watch are needed",
         "write for example `entente cover --hosts KEN,UGA --watch SOM --lost \"Camp,1.7,44.8\" --on 2024-03-17`");
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
std::vector<Chosen> choose(const CoverOptions& o, const Answer& a, const geo::RegionIndex& index) {
  std::vector<Chosen> out;
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
    traits.push_back({risk == a.host_risk.end() ? 0 : risk->second, std::max(0.0, needed_ft - s.runway_ft)});
  }
  constexpr double kUnserved_km = 2000;
  constexpr std::size_t kFrontWork = 400'000'000;  // sets times points, some seconds
  for (const basing::Airspace& airspace : a.request.airspaces) {
    Chosen chosen;
    const auto matrix = basing::reach_matrix(sites, a.request.demand, index, airspace, {o.threads});
    const auto covering = basing::covering_of(matrix, sites, a.request.demand, a.request.profile, basing::Level::mid,
                                              a.request.min_hours);
    chosen.covering = basing::maximal_covering(covering, options);
    chosen.median = basing::p_median(basing::median_problem_of(matrix, a.request.demand, kUnserved_km), options);
    const auto alone = basing::reach_matrix(a.request.candidates, a.request.demand, index, airspace, {o.threads});
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

Answer compute(const CoverOptions& o) {
  check_form(o);
  const auto store = store::Store::open(o.record);
  assess::Case of = o.name.empty() ? case_of(o) : load_case(o.name);
  if (!o.aircraft.empty()) of.alternatives.aircraft = o.aircraft;
  if (o.min_hours > 0) of.alternatives.min_hours = o.min_hours;
  if (o.months > 0) of.alternatives.violence_months = o.months;
  if (o.on.empty() && o.name.empty())
    throw Error(ErrorCode::bad_request, "the day is missing", "give --on YYYY-MM-DD", {"", 0, "--on"});
  Answer a;
  a.as_of = o.on.empty() ? of.as_of : day_of(o.on, "--on");
  const record::View view = view_of(store, a.as_of, o.vintage);
  a.view_hash = view.hash;
  check_actors(view, of, o.counterpart);
  const assess::Reference reference = load_reference(store, of);
  const geo::RegionIndex index(reference.countries);
  a.title = o.name.empty()
                ? fmt::format("Cover of {} from fields of {}", fmt::join(o.watch, ", "), fmt::join(o.hosts, ", "))
                : of.question;
  a.request = assess::cover_request(of, view, reference);
  const basing::Figure& runway = a.request.profile.runway_ft;
  const double enough_ft = std::max({runway.low, runway.mid, runway.high});
  for (const std::string& text : o.lost)
    a.request.lost.push_back(named_site(text, "--lost", view, index, enough_ft, a.notes));
  for (const std::string& text : o.kept)
    a.request.kept.push_back(named_site(text, "--kept", view, index, enough_ft, a.notes));
  keep_only(a.request, o.from);

  a.unit = "deaths";
  const bool attacks = !a.request.demand.empty();
  if (o.demand == "grid" || (o.demand == "auto" && o.name.empty() && !attacks)) {
    a.unit = "grid points";
    a.request.demand = basing::grid_points(index, of.alternatives.violence_in, o.step_km);
    a.notes.push_back(fmt::format(
        "The demand is a grid of {:g} km over the states, every point the same: shares are shares of area.{}",
        o.step_km, attacks ? "" : " The record holds no located attack there."));
  } else {
    a.notes.push_back(fmt::format(
        "The demand is {} located attacks of the {} months before the day, weighted by deaths: large ones only, no census.",
        a.request.demand.size(), of.alternatives.violence_months));
  }
  if (a.request.demand.empty())
    throw Error(ErrorCode::not_found,
                fmt::format("no located attack of {} in the {} months before the day is in the record",
                            fmt::join(of.alternatives.violence_in, ", "), of.alternatives.violence_months),
                "--demand grid spreads points over the states");
  if (a.request.lost.empty())
    a.notes.emplace_back("No site is lost: nothing stands under \"before\" but what is kept.");
  if (a.request.candidates.empty())
    a.notes.push_back(fmt::format("No airfield of {} passes the runway rule.", fmt::join(of.alternatives.hosts, ", ")));
  a.result = basing::cover(a.request, index, {o.threads});
  a.host_risk = risks_of(o, of, view, a.notes);
  a.chosen = choose(o, a, index);
  if (!o.name.empty() && a.unit == "deaths" && o.years > 0)
    a.series =
        basing::cover_series(assess::cover_series_request(of, view, a.request.profile, o.years), index, {o.threads});
  return a;
}

// ---- words -----------------------------------------------------------------------------------------------------

std::string swept(const std::array<double, 3>& v) {
  std::string mid = percent_words(v[kMid]);
  if (percent_words(v[0]) == mid && percent_words(v[2]) == mid) return mid;
  return fmt::format("{} ({}-{})", percent_words(v[kMid]), percent_words(std::min(v[0], v[2])),
                     percent_words(std::max(v[0], v[2])));
}

std::string range(const basing::Figure& f) {
  return f.low == f.high ? fmt::format("{:g}", f.mid)
                         : fmt::format("{:g} ({:g}-{:g})", f.mid, std::min(f.low, f.high), std::max(f.low, f.high));
}

std::string verdict_of(const Answer& a) {
  if (a.result.candidates == 0) return "There are no candidate fields, so nothing could stand in.";
  if (a.result.lost == 0 && a.result.kept == 0)
    return "Nothing is lost or kept, so \"too far\" has nothing to be measured against.";
  switch (basing::too_far(a.result)) {
    case basing::TooFar::no_by_distance_no_by_airspace:
      if (a.result.scenarios.size() == 1)
        return "By distance the candidate fields are not too far: kept and candidate fields together watch nine tenths of what was watched before. Closed airspace was not asked about.";
      return "The candidate fields are not too far: kept and candidate fields together watch nine tenths of what was watched before, whatever the airspace.";
    case basing::TooFar::no_by_distance_yes_by_airspace:
      return "Distance does not rule out the candidate fields; closed airspace does.";
    case basing::TooFar::yes_by_distance: return "The candidate fields are too far even with all airspace open.";
  }
  return {};
}

// Whole hours; adding 0 turns a rounded -0 into 0.
std::string hours_words(const std::array<double, 3>& v) {
  return fmt::format("{:.0f} ({:.0f} to {:.0f})", std::round(v[kMid]) + 0.0, std::round(v[0]) + 0.0,
                     std::round(v[2]) + 0.0);
}

// The zone that weighs most, among those of a site.
const basing::ZoneReach* heaviest_of(const Answer& a, const basing::SiteReach& reach) {
  const basing::ZoneReach* best = nullptr;
  double most = -1;
  for (const basing::ZoneReach& z : reach.zones)
    for (const basing::Zone& zone : a.result.zones)
      if (zone.name == z.zone && zone.weight > most) {
        most = zone.weight;
        best = &z;
      }
  return best;
}

std::vector<std::size_t> ids_of_candidates(const Answer& a, const std::vector<std::size_t>& set) {
  // Kept sites stand in every set and are not named.
  std::vector<std::size_t> out;
  for (const std::size_t s : set)
    if (s >= a.result.kept) out.push_back(s + a.result.lost);
  return out;
}

std::string names_of(const Answer& a, const std::vector<std::size_t>& sites) {
  std::string out;
  for (const std::size_t s : sites)
    out += fmt::format("{}{} [{}]", out.empty() ? "" : " + ", a.result.sites[s].name, a.result.sites[s].id);
  return out.empty() ? "none" : out;
}

double total_weight(const Answer& a) {
  double sum = 0;
  for (const basing::Zone& z : a.result.zones) sum += z.weight;
  return sum;
}

// ---- tables ----------------------------------------------------------------------------------------------------

ResultTable zones_table(const Answer& a) {
  ResultTable t{"zones",
                fmt::format("Share of {} watched {:g} hours or more, by state: middle figures (lowest-highest)", a.unit,
                            a.request.min_hours),
                {},
                {"zone", a.unit, "before", "without the lost"},
                {}};
  for (const auto& s : a.result.scenarios) t.columns.push_back("with candidates, " + s.airspace.name);
  const auto& open = a.result.scenarios.front();
  for (std::size_t z = 0; z < open.net_loss.size(); ++z) {
    const basing::ZoneChange& c = open.net_loss[z];
    std::vector<std::string> row{c.zone.empty() ? "all" : c.zone, fmt::format("{:.0f}", c.weight),
                                 swept(c.share_before), swept(open.loss[z].share_after)};
    for (const auto& s : a.result.scenarios) row.push_back(swept(s.net_loss[z].share_after));
    t.rows.push_back(std::move(row));
  }
  t.notes.push_back(verdict_of(a));
  return t;
}

ResultTable hours_table(const Answer& a) {
  ResultTable t{"hours",
                "Mean hours on station of one sortie, weighted; points out of reach count 0",
                {},
                {"zone", "before", "without the lost"},
                {}};
  const auto hours = [](const std::array<double, 3>& v) {
    return fmt::format("{:.1f} ({:.1f}-{:.1f})", v[kMid], std::min(v[0], v[2]), std::max(v[0], v[2]));
  };
  for (const auto& s : a.result.scenarios) t.columns.push_back("with candidates, " + s.airspace.name);
  const auto& open = a.result.scenarios.front();
  for (std::size_t z = 0; z < open.net_loss.size(); ++z) {
    const basing::ZoneChange& c = open.net_loss[z];
    std::vector<std::string> row{c.zone.empty() ? "all" : c.zone, hours(c.hours_before),
                                 hours(open.loss[z].hours_after)};
    for (const auto& s : a.result.scenarios) row.push_back(hours(s.net_loss[z].hours_after));
    t.rows.push_back(std::move(row));
  }
  return t;
}

ResultTable fields_table(const Answer& a) {
  ResultTable t{"fields",
                fmt::format("{} candidate fields that pass the runway rule, best first", a.result.ranking.size()),
                {},
                {"code", "field", "host", "runway ft"},
                {}};
  for (const auto& s : a.result.scenarios) t.columns.push_back("alone, " + s.airspace.name);
  for (const auto& s : a.result.scenarios) t.columns.push_back("adds, " + s.airspace.name);
  for (const char* c : {"km to", "zone", "hours there", "aircraft an orbit", "direct line over, km"})
    t.columns.emplace_back(c);
  for (const std::size_t i : a.result.ranking) {
    const basing::Site& site = a.result.sites[i];
    const basing::SiteReach& reach = a.result.reach[i];
    std::vector<std::string> row{
        site.id, site.name, site.country,
        site.runway_ft > 0 ? fmt::format("{:.0f} {}", site.runway_ft, geo::name(site.surface)) : "not known"};
    for (std::size_t s = 0; s < a.result.scenarios.size(); ++s) row.push_back(swept(reach.share[s]));
    for (const auto& s : a.result.scenarios) {
      const auto gain = std::find_if(s.gains.begin(), s.gains.end(), [&](const auto& g) { return g.site == i; });
      row.push_back(gain == s.gains.end() ? "" : percent_words(gain->share[kMid]));
    }
    if (const basing::ZoneReach* z = heaviest_of(a, reach)) {
      std::string over;
      for (const auto& o : z->overflown) over += fmt::format("{}{} {:.0f}", over.empty() ? "" : ", ", o.code, o.km);
      row.insert(row.end(), {fmt::format("{:.0f}", z->km), z->zone, hours_words(z->hours),
                             z->aircraft[kMid] ? std::to_string(*z->aircraft[kMid]) : "none keeps it",
                             over.empty() ? "none" : over});
    } else {
      row.insert(row.end(), 5, "");
    }
    t.rows.push_back(std::move(row));
  }
  t.notes.emplace_back(
      "Airfields and runways: public tables of August 2026, no evidence for earlier years. That a line flies over a state says nothing of whether it permits it.");
  return t;
}

ResultTable choice_table(const Answer& a, std::size_t choose) {
  ResultTable t{"choice",
                fmt::format("The best {} of {} candidate fields, kept sites with them, by middle figures",
                            std::min(choose, a.result.candidates), a.result.candidates),
                {},
                {"airspace", "rule", "fields", "value", "proof"},
                {}};
  const double weight = total_weight(a);
  for (std::size_t s = 0; s < a.chosen.size(); ++s) {
    const auto proof = [&](const basing::Choice& c) {
      return c.proven
                 ? std::string("proven best")
                 : fmt::format("gap {:.1f}%", 100 * std::abs(c.bound - c.value) / std::max(1e-9, std::abs(c.value)));
    };
    const Chosen& c = a.chosen[s];
    const std::string& name = a.result.scenarios[s].airspace.name;
    t.rows.push_back({name, "most watched", names_of(a, ids_of_candidates(a, c.covering.sets.front())),
                      percent_words(c.covering.value / weight) + " watched", proof(c.covering)});
    t.rows.push_back({name, "nearest", names_of(a, ids_of_candidates(a, c.median.sets.front())),
                      fmt::format("{:.0f} km on average", c.median.value / weight), proof(c.median)});
  }
  t.notes.emplace_back(
      "A point that no field may serve counts 2,000 km. Where one field more changes nothing, any may stand in the set.");
  return t;
}

// The front of one airspace may hold hundreds of sets: `most` are shown, those that lie evenly along it.
ResultTable front_table(const Answer& a, std::size_t most) {
  ResultTable t{"front",
                "Sets of fields that no other beats in one respect without losing in another",
                {},
                {"airspace", "fields", "watched", "mean km", "host risk", "runway missing ft"},
                {}};
  for (std::size_t s = 0; s < a.chosen.size(); ++s) {
    const basing::ParetoFront& front = a.chosen[s].front;
    const std::string& name = a.result.scenarios[s].airspace.name;
    const std::size_t n = front.sets.size();
    const std::size_t shown = std::min(n, most);
    for (std::size_t k = 0; k < shown; ++k) {
      const basing::ParetoSet& p = front.sets[shown == n ? k : k * (n - 1) / std::max<std::size_t>(1, shown - 1)];
      std::vector<std::size_t> sites;
      for (const std::size_t i : p.sites) sites.push_back(i + a.result.lost + a.result.kept);
      t.rows.push_back({name, names_of(a, sites), percent_words(p.share), fmt::format("{:.0f}", p.mean_km),
                        percent_words(p.host_risk), fmt::format("{:.0f}", p.runway_cost)});
    }
    t.notes.push_back(fmt::format(
        "{}: sets of up to {} fields compared; {}.", name, front.largest,
        shown == n ? fmt::format("all {} shown", n) : fmt::format("{} of {} shown, --format csv has all", shown, n)));
  }
  t.notes.emplace_back("Differences below 0.1%, 1 km or 1 ft count as none; of equal sets the smallest stands.");
  return t;
}

ResultTable series_table(const Answer& a) {
  ResultTable t{
      "series",
      "Cover by the sites open on each day, airspace open, attacks of the twelve months before it",
      {},
      {"day", "sites open", "attacks", "deaths", "watched", "mean hours", "watched, attacks of the first year"},
      {}};
  for (const basing::SeriesPoint& p : a.series)
    t.rows.push_back({to_string(p.day), std::to_string(p.sites_open), std::to_string(p.points),
                      fmt::format("{:.0f}", p.weight), p.points == 0 ? "" : swept(p.share),
                      p.points == 0 ? "" : fmt::format("{:.1f}", p.mean_hours[kMid]),
                      a.series.front().points == 0 ? "" : swept(p.share_of_first_demand)});
  t.notes.emplace_back("The last column holds the demand fixed, so it moves only as sites open and close.");
  return t;
}

std::vector<ResultTable> tables_of(const Answer& a, const CoverOptions& o) {
  std::vector<ResultTable> out{zones_table(a), hours_table(a), fields_table(a)};
  if (!a.chosen.empty()) {
    out.push_back(choice_table(a, o.choose));
    out.push_back(front_table(a, o.format == "text" ? kFrontRows : a.request.candidates.size() + 1000000));
  }
  if (!a.series.empty()) out.push_back(series_table(a));
  return out;
}

std::string as_text(const Answer& a, const CoverOptions& o) {
  const basing::AircraftProfile& p = a.request.profile;
  std::string out = fmt::format(
      "{}\nas of {}; view {}\n{}: endurance {} h, cruise {} km/h, reserve {} h, runway {} ft; {:g} hours on station count as watched\n",
      a.title, to_string(a.as_of), a.view_hash.substr(0, 12), p.name, range(p.endurance_h), range(p.cruise_kmh),
      range(p.reserve_h), range(p.runway_ft), a.request.min_hours);
  const auto list = [&](const std::string& word, std::size_t from, std::size_t n) {
    std::vector<std::string> names;
    for (std::size_t i = from; i < from + n; ++i)
      names.push_back(fmt::format("{} ({})", a.result.sites[i].name,
                                  a.result.sites[i].country.empty() ? "at sea" : a.result.sites[i].country));
    out += fmt::format("{}: {}\n", word, names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", ")));
  };
  list("lost", 0, a.result.lost);
  list("kept", a.result.lost, a.result.kept);
  for (const std::string& note : a.notes) out += note + "\n";
  return out + "\n" + text_of(tables_of(a, o)) +
         "\nPlanning-level, from public figures; one aircraft watches one place.\n";
}

Json json_of(const basing::Sweep& s) {
  Json out = Json::object();
  for (std::size_t l = 0; l < basing::kLevels.size(); ++l)
    out[std::string(basing::name(basing::kLevels[l]))] = {{"share", s[l].share}, {"mean_hours", s[l].mean_hours}};
  return out;
}

std::string as_json(const Answer& a) {
  const basing::CoverResult& r = a.result;
  const auto figure = [](const basing::Figure& f) {
    return Json{
        {"low", f.low}, {"mid", f.mid}, {"high", f.high}, {"planning_choice", f.planning_choice}, {"basis", f.basis}};
  };
  const auto& p = a.request.profile;
  Json out{{"question", a.title},
           {"as_of", to_string(a.as_of)},
           {"view", a.view_hash},
           {"aircraft",
            {{"name", p.name},
             {"endurance_h", figure(p.endurance_h)},
             {"cruise_kmh", figure(p.cruise_kmh)},
             {"reserve_h", figure(p.reserve_h)},
             {"turn_h", figure(p.turn_h)},
             {"runway_ft", figure(p.runway_ft)}}},
           {"min_hours", a.request.min_hours},
           {"unit", a.unit},
           {"notes", a.notes},
           {"verdict", verdict_of(a)}};
  const auto id = [&](std::size_t s) { return s == basing::kNoSite ? Json(nullptr) : Json(r.sites[s].id); };
  out["zones"] = Json::array();
  for (const auto& z : r.zones)
    out["zones"].push_back({{"name", z.name},
                            {"points", z.points},
                            {"weight", z.weight},
                            {"lat", z.centre.lat_deg},
                            {"lon", z.centre.lon_deg}});
  out["sites"] = Json::array();
  for (std::size_t i = 0; i < r.sites.size(); ++i) {
    const auto& s = r.sites[i];
    Json site{{"id", s.id},
              {"name", s.name},
              {"country", s.country},
              {"role", i < r.lost            ? "lost"
                       : i < r.lost + r.kept ? "kept"
                                             : "candidate"},
              {"lat", s.position.lat_deg},
              {"lon", s.position.lon_deg},
              {"runway_ft", s.runway_ft},
              {"surface", geo::name(s.surface)}};
    site["share_alone"] = Json::array();
    for (const auto& share : r.reach[i].share) site["share_alone"].push_back(share);
    site["zones"] = Json::array();
    for (const auto& z : r.reach[i].zones) {
      Json zone{
          {"zone", z.zone}, {"km", z.km}, {"hours", z.hours}, {"access", Json::array()}, {"overflown", Json::array()}};
      for (const auto& x : z.access) {
        Json aircraft = Json::array();
        for (const auto& n : x.aircraft) aircraft.push_back(n ? Json(*n) : Json(nullptr));
        zone["access"].push_back({{"permission", basing::name(x.permission)},
                                  {"km", x.km},
                                  {"hours", x.hours},
                                  {"aircraft", std::move(aircraft)}});
      }
      for (const auto& x : z.overflown) zone["overflown"].push_back({{"country", x.code}, {"km", x.km}});
      site["zones"].push_back(std::move(zone));
    }
    out["sites"].push_back(std::move(site));
  }
  out["ranking"] = Json::array();
  for (const std::size_t s : r.ranking) out["ranking"].push_back(id(s));
  out["before"] = json_of(r.before);
  out["airspaces"] = Json::array();
  for (std::size_t k = 0; k < r.scenarios.size(); ++k) {
    const auto& s = r.scenarios[k];
    Json one{{"name", s.airspace.name},
             {"closed", s.airspace.closed},
             {"border_watch_km", s.airspace.border_watch_km},
             {"without_lost", json_of(s.after)},
             {"with_candidates", json_of(s.replaced)}};
    one["by_zone"] = Json::array();
    for (std::size_t z = 0; z < s.net_loss.size(); ++z) {
      const auto& c = s.net_loss[z];
      one["by_zone"].push_back({{"zone", c.zone},
                                {"weight", c.weight},
                                {"share_before", c.share_before},
                                {"share_without_lost", s.loss[z].share_after},
                                {"share_with_candidates", c.share_after},
                                {"hours_before", c.hours_before},
                                {"hours_without_lost", s.loss[z].hours_after},
                                {"hours_with_candidates", c.hours_after}});
    }
    one["ways"] = Json::array();
    for (const auto& w : s.routes)
      one["ways"].push_back(
          {{"zone", w.zone}, {"site", id(w.site)}, {"km", w.site == basing::kNoSite ? Json(nullptr) : Json(w.km)}});
    one["adds"] = Json::array();
    for (const auto& g : s.gains) one["adds"].push_back({{"site", id(g.site)}, {"share", g.share}});
    if (k < a.chosen.size()) {
      const auto choice = [&](const basing::Choice& c) {
        Json ids = Json::array();
        for (const std::size_t i : ids_of_candidates(a, c.sets.front())) ids.push_back(id(i));
        return Json{{"fields", std::move(ids)},
                    {"value", c.value},
                    {"bound", c.bound},
                    {"proven", c.proven},
                    {"nodes", c.nodes}};
      };
      one["best"] = {{"most_watched", choice(a.chosen[k].covering)}, {"nearest", choice(a.chosen[k].median)}};
      one["front_compared_up_to"] = a.chosen[k].front.largest;
      one["front"] = Json::array();
      for (const auto& f : a.chosen[k].front.sets) {
        Json ids = Json::array();
        for (const std::size_t i : f.sites) ids.push_back(id(i + r.lost + r.kept));
        one["front"].push_back({{"fields", std::move(ids)},
                                {"share", f.share},
                                {"mean_km", f.mean_km},
                                {"host_risk", f.host_risk},
                                {"runway_missing_ft", f.runway_cost}});
      }
    }
    out["airspaces"].push_back(std::move(one));
  }
  out["host_risk"] = a.host_risk;
  out["series"] = Json::array();
  for (const auto& s : a.series)
    out["series"].push_back({{"day", to_string(s.day)},
                             {"sites_open", s.sites_open},
                             {"points", s.points},
                             {"weight", s.weight},
                             {"share", s.share},
                             {"mean_hours", s.mean_hours},
                             {"share_of_first_demand", s.share_of_first_demand}});
  return out.dump(2) + "\n";
}

void run_cover(const CoverOptions& o) {
  const Answer a = compute(o);
  const std::size_t last = a.result.scenarios.size() - 1;
  const std::size_t airspace = o.airspace_given ? o.airspace : last;
  if (o.format == "text") return print(as_text(a, o));
  if (o.format == "json") return print(as_json(a));
  if (o.format == "geojson") return print(basing::geojson_of(a.result, airspace, a.request.profile));
  if (o.format == "kml") return print(basing::kml_of(a.result, airspace, a.request.profile));
  if (o.table == "reach") return print(basing::csv_of(a.result));
  print(csv_of(
      table_named(tables_of(a, o), o.table, "there is nothing to choose or no year to go through; ask for zones")));
}

}  // namespace

void setup_cover(CLI::App& program) {
  auto o = std::make_shared<CoverOptions>();
  CLI::App* verb = program.add_subcommand(
      "cover", "What can be watched from where, what a lost base costs, and which fields could stand in");
  verb->footer(
      "Of a case:         entente cover niger-2024 --on 2024-03-17\n"
      "Of another region: entente cover --hosts KEN,UGA --lost \"Baidoa,3.10,43.63\" --watch SOM --aircraft MQ-9A --closed ETH --on 2024-03-17\n"
      "Pages: docs/verbs.md, docs/methods/basing.md");
  verb->add_option("case", o->name, "A case: its name in cases/, or the path of its case.toml");
  verb->add_option("--on", o->on, "The day; what became known later is not used (default: the case's)")
      ->type_name("DAY");
  verb->add_option("--hosts", o->hosts, "Candidate hosts, separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("STATE");
  verb->add_option("--watch", o->watch, "States to be watched, separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("STATE");
  verb->add_option("--lost", o->lost,
                   "A site that is lost: its key in the record, or \"name,lat,lon[,runway_ft]\"; may be repeated")
      ->type_name("SITE")
      ->allow_extra_args(false);
  verb->add_option("--kept", o->kept, "A site that is kept, written the same way; may be repeated")
      ->type_name("SITE")
      ->allow_extra_args(false);
  verb->add_option("--from", o->from, "Only these candidate fields, by code, separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CODE");
  verb->add_option("--closed", o->closed, "States whose airspace is closed in the second scenario")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("STATE");
  verb->add_option("--border-watch", o->border_watch_km,
                   "How far inside closed airspace a point may be watched from its border, km")
      ->check(CLI::Range(0.0, 1000.0))
      ->capture_default_str();
  verb->add_option(
      "--aircraft", o->aircraft,
      "An aircraft of the record; `entente record show aircraft` lists them (default: the case's, else MQ-9A)");
  verb->add_option("--hours", o->min_hours,
                   "Hours on station from which a point counts as watched (default: the case's, else 8)")
      ->check(CLI::Range(0.1, 72.0));
  verb->add_option("--months", o->months, "Months of attacks before the day (default: the case's, else 36)")
      ->check(CLI::Range(1, 600));
  verb->add_option("--demand", o->demand,
                   "attacks of the record, a grid over the states, or auto: attacks where there are any")
      ->check(CLI::IsMember({"auto", "attacks", "grid"}))
      ->capture_default_str();
  verb->add_option("--step", o->step_km, "Step of the grid, km")->check(CLI::Range(5.0, 1000.0))->capture_default_str();
  verb->add_option("--choose", o->choose, "How many candidate fields may be chosen")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
  verb->add_option(
          "--for", o->counterpart,
          "Whose forces would come, for the risk that a host asks them to leave (default: the case's counterpart)")
      ->type_name("STATE");
  verb->add_option("--host-risk", o->risks, "HOST=0.1, that risk as you see it; separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false);
  verb->add_option("--years", o->years, "Years of the series; 0 = none")
      ->check(CLI::Range(0, 60))
      ->capture_default_str();
  CLI::Option* airspace = verb->add_option(
      "--airspace", o->airspace, "State of the airspace drawn as geojson or kml: 0 = open (default: the last one)");
  verb->add_option("--table", o->table, "Which table csv gives")
      ->check(CLI::IsMember({"reach", "zones", "hours", "fields", "choice", "front", "series"}))
      ->default_val("reach");
  add_models_option(*verb, o->models);
  add_threads_option(*verb, o->threads);
  add_record_option(*verb, o->record);
  add_vintage_option(*verb, o->vintage);
  add_format_option(*verb, o->format, "text json csv geojson kml");
  verb->callback([o, airspace] {
    o->airspace_given = airspace->count() > 0;
    if (o->name.empty() && o->aircraft.empty()) o->aircraft = "MQ-9A";
    run_cover(*o);
  });
}

}  // namespace entente::cli

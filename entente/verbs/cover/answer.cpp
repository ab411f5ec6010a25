// cover: from the request and the record to the answer.

#include "entente/verbs/cover/answer.hpp"

#include "entente/assess/cover_request.hpp"
#include "entente/base/error.hpp"
#include "entente/basing/given.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace entente::verbs {
namespace {

void check_actors(const record::View& view, const assess::Case& of, const std::string& whose) {
  std::vector<std::string> codes = of.alternatives.hosts;
  codes.insert(codes.end(), of.alternatives.violence_in.begin(), of.alternatives.violence_in.end());
  for (const auto& a : of.alternatives.airspace) codes.insert(codes.end(), a.closed.begin(), a.closed.end());
  for (const std::string& code : {of.counterpart, whose})
    if (!code.empty()) codes.push_back(code);
  for (const std::string& code : codes)
    if (!view.actors.contains(code))
      throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is not a known actor", code),
                  "use an ISO 3166 alpha-3 code (NER is Niger, NGA Nigeria); `entente record show actors` lists them");
}

// A place by hand, or the key of a site of the record.
basing::Site site_of(const std::string& text, const std::string& option, const record::View& view,
                     const geo::RegionIndex& countries, CoverAnswer& a) {
  if (text.find(',') == std::string::npos) {
    for (const record::Site& s : view.sites)
      if (s.key == text && s.position) return assess::basing_site(s);
    throw Error(ErrorCode::not_found, fmt::format("the record holds no site \"{}\" with a position on the day", text),
                "`entente record show sites` lists them; another place is written \"name,lat,lon\"", {"", 0, option});
  }
  basing::GivenSite given = basing::parse_site(text, countries, option);
  if (!given.runway_given) {
    const basing::Figure& runway = a.request.profile.runway_ft;
    given.site.runway_ft = std::max({runway.low, runway.mid, runway.high});
    a.notes.push_back(
        fmt::format("The runway of {} is not given and taken as long enough, since it is in use.", given.site.name));
  }
  return std::move(given.site);
}

// Profiles of the aircraft that are compared: the one that is asked about first.
std::vector<basing::AircraftProfile> compared(const CoverRequest& r, const assess::Case& of, const record::View& view,
                                              const basing::AircraftProfile& first) {
  std::vector<basing::AircraftProfile> out;
  if (r.compare.empty()) return out;
  out.push_back(first);
  for (const std::string& name : r.compare) {
    if (std::ranges::find(out, name, &basing::AircraftProfile::name) != out.end()) continue;
    assess::Alternatives other = of.alternatives;
    other.aircraft = name;
    other.figures = {};
    out.push_back(assess::profile_of(other, view));
  }
  return out;
}

// Sites, candidates and aircraft.
void ask(const CoverRequest& r, const assess::Case& of, const record::View& view, CoverAnswer& a) {
  try {
    assess::CoverQuestion question = assess::cover_question(of, view, a.reference);
    a.request = std::move(question.request);
    a.left_out = std::move(question.left_out);
    a.aircraft = compared(r, of, view, a.request.profile);
  } catch (const Error& e) {
    // The rooms below know figures, not parameters.
    const std::string& figure = e.place().field;
    if (e.code() != ErrorCode::not_found || (figure != "endurance_h" && figure != "link_radius_km")) throw;
    throw Error(e.code(), e.message(),
                e.remedy() + ": " + (figure == "link_radius_km" ? "--link 150" : "--endurance 14,20,27 --cruise 313"));
  }
}

void keep_only(basing::CoverRequest& request, const std::vector<std::string>& ids) {
  if (ids.empty()) return;
  for (const std::string& id : ids)
    if (std::none_of(request.candidates.begin(), request.candidates.end(), [&](const auto& s) { return s.id == id; }))
      throw Error(ErrorCode::not_found, fmt::format("\"{}\" is not a candidate field of the hosts", id),
                  "run the command without --fields: it lists the codes", {"", 0, "--fields"});
  std::erase_if(request.candidates,
                [&](const basing::Site& s) { return std::find(ids.begin(), ids.end(), s.id) == ids.end(); });
}

// What the record says of the chance that a host ends such an access within a year; the request has the last word.
void weigh_hosts(const Engine& engine, const CoverRequest& r, const assess::Case& of, const record::View& view,
                 CoverAnswer& a) {
  const std::string& whose = r.whose.empty() ? of.counterpart : r.whose;
  if (!whose.empty()) {
    const assess::Models models = engine.load_models();
    a.basis.model = models.hash();
    for (const std::string& host : of.alternatives.hosts) {
      const outlook::Situation s = outlook::situation(view, host, whose);
      a.host_risk[host] = s.state == outlook::State::demanded
                              ? outlook::exit_ladder(view, s, models.ladder).probability
                              : outlook::asks_ladder(view, s, models.ladder).probability;
    }
    a.notes.push_back(fmt::format(
        "Host risk: the chance that a host asks forces of {} to leave within twelve months, from reference classes "
        "over the record.",
        view.in_sentence(whose)));
  }
  for (const std::string& text : r.host_risk) {
    const auto [host, risk] = basing::parse_host_risk(text, of.alternatives.hosts, "--host-risk");
    a.host_risk[host] = risk;
  }
  if (a.host_risk.empty())
    a.notes.emplace_back("Host risk is not given (--for or --host-risk): every host counts the same.");
}

void note_what_is_missing(const assess::Case& of, const record::View& view, CoverAnswer& a) {
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
  for (const auto* sites : {&a.request.lost, &a.request.kept})
    for (const basing::Site& s : *sites)
      if (s.runway_ft <= 0)
        a.notes.push_back(fmt::format(
            "{} cannot be judged as a base: the tables hold no runway of it, so it counts at the highest figures only.",
            s.name));
  for (const std::string& host : of.alternatives.hosts)
    if (std::string words = basing::unjudged_words(a.left_out, host, view.in_sentence(host)); !words.empty())
      a.notes.push_back(std::move(words));
}

std::string title_of(const CoverRequest& r, const assess::Case& of) {
  if (!r.of_case.empty()) return of.question;
  return fmt::format("Cover of {} from fields of {}",
                     r.watch.empty() ? r.demand_file : fmt::format("{}", fmt::join(r.watch, ", ")),
                     fmt::join(r.hosts, ", "));
}

}  // namespace

CoverAnswer cover_answer(const Engine& engine, const CoverRequest& r) {
  check_cover(r);
  const auto store = engine.open();
  const assess::Case of = cover_case(engine, r);
  if (!r.as_of && r.of_case.empty())
    throw Error(ErrorCode::bad_request, "the day is missing", "give --as-of YYYY-MM-DD", {"", 0, "--as-of"});
  const Day as_of = r.as_of.value_or(of.as_of);
  const record::View view = view_of(*store, as_of, r.vintage);
  check_actors(view, of, r.whose);
  CoverAnswer a;
  a.name = of.name;
  a.title = title_of(r, of);
  a.basis = basis_of(view);
  a.watched = of.alternatives.violence_in;
  a.within_km = of.alternatives.within_km;
  a.reference = load_reference(*store, of);
  for (const geo::Country& country : a.reference.countries) a.names[country.code] = view.actor_name(country.code);
  const geo::RegionIndex countries(a.reference.countries);
  ask(r, of, view, a);
  for (const std::string& text : r.lost) a.request.lost.push_back(site_of(text, "--lost", view, countries, a));
  for (const std::string& text : r.kept) a.request.kept.push_back(site_of(text, "--kept", view, countries, a));
  keep_only(a.request, r.fields);
  basing::Demand demand = cover_demand(r, *store, of, as_of, countries, std::move(a.request.demand));
  a.request.demand = std::move(demand.points);
  a.unit = demand.unit;
  a.vague = demand.vague;
  a.notes.push_back(std::move(demand.words));
  note_what_is_missing(of, view, a);
  a.result = basing::cover(a.request, countries, engine.executor());
  weigh_hosts(engine, r, of, view, a);
  a.chosen = basing::choose_fields(a.request, a.host_risk, r.choose, countries, engine.executor());
  a.compared = basing::compare_aircraft(a.request, a.aircraft, countries, engine.executor());
  const bool of_attacks = r.demand_file.empty() && a.unit == "deaths" && r.demand != DemandKind::events;
  if (of_attacks && !of.counterpart.empty() && r.years > 0)
    a.series = basing::cover_series(assess::cover_series_request(of, view, a.request.profile, r.years), countries,
                                    engine.executor());
  return a;
}

}  // namespace entente::verbs

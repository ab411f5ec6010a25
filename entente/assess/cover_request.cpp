#include "entente/assess/cover_request.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/record/fold.hpp"

#include <algorithm>

namespace entente::assess {
namespace {

constexpr int kRecentMonths = 24;
constexpr double kSameField_km = 5;

bool holds(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool flies(const record::Site& site) { return site.kind == "air-base" || site.kind == "drone-site"; }

std::optional<double> deaths_of(const record::Attack& attack) {
  if (!attack.deaths_low && !attack.deaths_high) return std::nullopt;
  const double low = attack.deaths_low ? *attack.deaths_low : *attack.deaths_high;
  return (low + attack.deaths_high.value_or(low)) / 2;
}

// Nothing where the attack has no position, no toll, or lies elsewhere.
std::optional<basing::DemandPoint> point_of(const Case& of, const record::View& view, const record::Attack& attack) {
  const auto deaths = deaths_of(attack);
  if (!attack.position || !deaths || !holds(of.alternatives.violence_in, attack.country)) return std::nullopt;
  return basing::DemandPoint{attack.id,           *attack.position, *deaths, view.actor_name(attack.country),
                             attack.precision_km, attack.country};
}

}  // namespace

CoverSites cover_sites(const Case& of, const record::View& view, const outlook::Situation& situation) {
  CoverSites out;
  for (const record::Site& s : view.sites) {
    if (s.operated_by != of.counterpart || of.host.empty() || !s.position || !flies(s)) continue;
    if (s.host == of.host) {
      const bool recently = situation.state == outlook::State::ended &&
                            (!s.closed_on || s.closed_on->last >= add_months(view.as_of, -kRecentMonths));
      if (recently || record::is_open(view, s)) out.lost.push_back(&s);
    } else if (holds(of.region, s.host) && record::is_open(view, s)) {
      out.kept.push_back(&s);
    }
  }
  return out;
}

bool watches(const record::Site& site) {
  const std::string mission = lowered(site.mission);
  return site.kind == "drone-site" || mission.find("drone") != std::string::npos ||
         mission.find("surveillance") != std::string::npos;
}

basing::Site basing_site(const record::Site& s) {
  const std::string& surface = s.runway_surface;
  geo::Surface kind = geo::surface_named(surface);
  if (kind == geo::Surface::unknown && !surface.empty()) kind = geo::parse_surface(surface);
  return {s.key, s.name, s.host, *s.position, s.runway_ft.value_or(0), kind};
}

std::vector<basing::DemandPoint> demand_points(const Case& of, const record::View& view) {
  std::vector<basing::DemandPoint> points;
  const Day from = add_months(view.as_of, -of.alternatives.violence_months);
  for (const record::Attack& a : view.attacks) {
    if (a.on.last < from) continue;
    if (auto point = point_of(of, view, a)) points.push_back(std::move(*point));
  }
  return points;
}

std::vector<basing::AircraftFigureRow> aircraft_figures(const record::View& view) {
  std::vector<basing::AircraftFigureRow> rows;
  for (const record::AircraftFigure& f : view.aircraft)
    rows.push_back({f.aircraft, f.figure, f.low, f.mid, f.high, f.source.publisher, f.source.verified.value_or(false)});
  return rows;
}

basing::AircraftProfile profile_of(const Alternatives& alternatives, const record::View& view) {
  basing::PlanningChoices choices;
  choices.satellite_link = alternatives.satellite_link;
  return basing::profile_of(aircraft_figures(view), alternatives.aircraft, choices, alternatives.figures);
}

CoverQuestion cover_question(const Case& of, const record::View& view, const Reference& reference) {
  if (of.alternatives.hosts.empty())
    throw Error(ErrorCode::bad_request, "the case names no candidate hosts", "give it a table [alternatives]",
                {"case " + of.name, 0, "alternatives.hosts"});
  CoverQuestion question;
  basing::CoverRequest& request = question.request;
  request.profile = profile_of(of.alternatives, view);
  request.min_hours = of.alternatives.min_hours;
  request.demand = demand_points(of, view);
  const CoverSites sites = cover_sites(of, view, outlook::situation(view, of.host, of.counterpart));
  for (const record::Site* s : sites.lost) request.lost.push_back(basing_site(*s));
  for (const record::Site* s : sites.kept)
    if (watches(*s)) request.kept.push_back(basing_site(*s));

  basing::CandidateRule rule;
  rule.hosts = of.alternatives.hosts;
  rule.surfaces = of.alternatives.surfaces;
  rule.within_km = of.alternatives.within_km;
  rule.lengthen_ft = of.alternatives.lengthen_ft;
  if (rule.within_km > 0)
    for (const std::string& code : of.alternatives.violence_in) {
      const auto country = std::ranges::find(reference.countries, code, &geo::Country::code);
      if (country == reference.countries.end())
        throw Error(ErrorCode::not_found, "the layer of countries has no " + code, "leave out how near fields must be");
      rule.near.push_back(*country);
    }
  basing::CandidateList found = basing::find_candidates(reference.airfields, rule, request.profile);
  for (const basing::Candidate& c : found.candidates) {
    const bool kept = std::any_of(request.kept.begin(), request.kept.end(), [&](const basing::Site& s) {
      return geo::distance_km(s.position, c.airfield.position) < kSameField_km;
    });
    if (!kept) request.candidates.push_back(basing::site_of(c));
  }
  question.left_out = std::move(found.rejections);
  request.airspaces.push_back({"all airspace open", {}, 0, false});
  for (const AirspaceScenario& a : of.alternatives.airspace)
    request.airspaces.push_back({a.name, a.closed, a.border_watch_km, true});
  return question;
}

basing::SeriesRequest cover_series_request(const Case& of, const record::View& view,
                                           const basing::AircraftProfile& profile, int years) {
  basing::SeriesRequest request;
  request.profile = profile;
  request.airspace = {"all airspace open", {}, 0, false};
  request.min_hours = of.alternatives.min_hours;
  for (const record::Site& s : view.sites) {
    if (s.operated_by != of.counterpart || !s.position || !flies(s) || !watches(s)) continue;
    if (s.host != of.host && !holds(of.region, s.host)) continue;
    if (!s.closed_on && !record::is_open(view, s)) continue;
    basing::DatedSite site{basing_site(s), std::nullopt, std::nullopt};
    if (s.opened_on) site.opened = s.opened_on->first;
    if (s.closed_on) site.closed = s.closed_on->first;
    request.sites.push_back(std::move(site));
  }
  for (const record::Attack& a : view.attacks)
    if (auto point = point_of(of, view, a)) request.demand.push_back({std::move(*point), midpoint(a.on)});
  for (int year = years - 1; year >= 0; --year) request.days.push_back(add_months(view.as_of, -12 * year));
  return request;
}

}  // namespace entente::assess

#include "entente/assess/cover_maps.hpp"

#include "entente/assess/cover_figure.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/record/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente::assess {
namespace {

using basing::kMid;

constexpr std::size_t kHostRows = 4;  // of the table of ways, for each zone

MapFigure ground(const Given& given) {
  MapFigure map;
  map.lands = given.reference.countries;
  map.disputed = given.reference.disputed;
  map.lakes = given.reference.lakes;
  map.highlighted = {given.of.host};
  map.highlighted.insert(map.highlighted.end(), given.of.alternatives.hosts.begin(), given.of.alternatives.hosts.end());
  return map;
}

void mark_sites(MapFigure& map, Register& evidence, const MapSites& sites) {
  for (const record::Site* s : sites.lost)
    map.marks.push_back({*s->position, s->name, "lost-base", evidence.row(s->id)});
  for (const record::Site* s : sites.kept)
    map.marks.push_back({*s->position, s->name, "other-base", evidence.row(s->id)});
}

// The main base: the last one opened that has a runway, since the newest site is what was built for the purpose.
const record::Site* main_base(const Given& given, const MapSites& sites) {
  const record::Site* main = nullptr;
  for (const record::Site* s : sites.lost) {
    if (main != nullptr && s->runway_ft.value_or(0) <= 0) continue;
    if (main == nullptr || (s->opened_on && main->opened_on && s->opened_on->first > main->opened_on->first)) main = s;
  }
  if (main != nullptr) return main;
  for (const record::Site& s : given.view.sites)
    if (s.host == given.of.host && s.operated_by == given.of.counterpart && s.position) main = &s;
  return main;
}

std::vector<Table::Cell> way_row(const Given& given, const std::string& zone, const std::string& watched,
                                 const basing::ZoneRoute& way, const basing::CoverResult& cover,
                                 const basing::AircraftProfile& profile) {
  const basing::Site& site = cover.sites[way.site];
  std::array<double, 3> hours{};
  for (std::size_t l = 0; l < hours.size(); ++l)
    hours[l] = std::max(0.0, basing::time_on_station_h(basing::values_at(profile, basing::kLevels[l]), way.km));
  const auto aircraft = basing::aircraft_per_orbit(basing::values_at(profile, basing::Level::mid), way.km);
  const double round_km = way.km - way.direct_km;
  return {{zone, {}},
          {watched, {}},
          {fmt::format("{}, {}", site.name, given.view.actor_name(site.country)), {}},
          {fmt::format("{:.0f}", way.km), {}},
          {round_km < 0.5 ? "–" : fmt::format("{:.0f}", round_km), {}},
          {fmt::format("{:.0f} ({:.0f}–{:.0f})", hours[kMid], hours[0], hours[2]), {}},
          {aircraft ? fmt::format("{}", *aircraft) : "none keeps it", {}}};
}

// For each zone the nearest field of each host, nearest first; the nearest of all may be a site that is kept.
Table ways_table(const Given& given, const basing::CoverResult& cover, const basing::ScenarioCover& scenario,
                 const basing::AircraftProfile& profile) {
  Table table;
  table.columns = {{"State", false},     {"Watched", true},     {"Nearest field of a host", false}, {"Way, km", true},
                   {"Detour, km", true}, {"Hours there", true}, {"Aircraft an orbit", true}};
  for (std::size_t z = 0; z < scenario.routes.size(); ++z) {
    const std::string& zone = scenario.routes[z].zone;
    std::vector<const basing::ZoneRoute*> ways;
    if (scenario.routes[z].site != basing::kNoSite) ways.push_back(&scenario.routes[z]);
    for (const auto& host : scenario.by_host)
      if (host.routes[z].site != basing::kNoSite && host.routes[z].site != scenario.routes[z].site)
        ways.push_back(&host.routes[z]);
    std::ranges::stable_sort(ways, {}, &basing::ZoneRoute::km);
    const std::string watched = swept(scenario.net_loss[z].share_after);
    if (ways.empty())
      table.rows.push_back({{zone, {}}, {watched, {}}, {"none may", {}}, {"–", {}}, {"–", {}}, {"–", {}}, {"–", {}}});
    for (std::size_t w = 0; w < std::min(ways.size(), kHostRows); ++w)
      table.rows.push_back(way_row(given, w == 0 ? zone : "", w == 0 ? watched : "", *ways[w], cover, profile));
  }
  return table;
}

}  // namespace

std::string swept(const std::array<double, 3>& share) {
  std::string mid = percent(share[kMid]);
  if (percent(share[0]) == mid && percent(share[2]) == mid) return mid;
  return fmt::format("{} ({}–{})", mid, percent(share[0]), percent(share[2]));
}

std::string swept(const basing::Sweep& sweep) { return swept({sweep[0].share, sweep[1].share, sweep[2].share}); }

namespace {

// Sites of powers that may come, where they are open and military.
void mark_rivals(MapFigure& map, const Given& given, Register& evidence) {
  for (const record::Site& s : given.view.sites) {
    if (!s.position || !record::is_military(s) || !record::is_open(given.view, s)) continue;
    if (std::ranges::find(given.of.arrivals, s.operated_by) != given.of.arrivals.end())
      map.marks.push_back({*s.position, s.name, "rival-base", evidence.row(s.id)});
  }
}

// Returns how far the farthest lies from the centre.
double mark_candidates(MapFigure& map, const Given& given, const basing::CoverResult& cover) {
  double farthest_km = 0;
  for (const std::size_t i : marked_fields(cover)) {
    const basing::Site& site = cover.sites[i];
    map.marks.push_back({site.position, map_name(given.reference, site), "candidate", ""});
    farthest_km = std::max(farthest_km, geo::distance_km(map.centre, site.position));
  }
  return farthest_km;
}

// Rings of the hours asked for and four more; returns three quarters of the larger radius, which the map shows.
double draw_rings(MapFigure& map, double min_hours, const basing::AircraftProfile& profile) {
  double shown_km = 0;
  for (const double hours : {min_hours, min_hours + 4}) {
    const double radius_km = basing::reach_km(basing::values_at(profile, basing::Level::mid), hours);
    if (radius_km <= 0) continue;
    map.rings.push_back({map.centre, radius_km, fmt::format("{:.0f} h on station, {:.0f} km", hours, radius_km),
                         geo::ring(map.centre, radius_km)});
    shown_km = std::max(shown_km, 0.75 * radius_km);
  }
  return shown_km;
}

}  // namespace

void add_map(Contribution& out, const Given& given, const MapSites& sites, const basing::CoverResult* cover,
             const basing::AircraftProfile* profile, const std::vector<basing::DemandPoint>& demand) {
  const record::Site* centre = main_base(given, sites);
  if (centre == nullptr) {
    out.gap(fmt::format("No site of {} in {} has a position, so no map is drawn.", given.counterpart(), given.host()));
    return;
  }
  const Alternatives& asked = given.of.alternatives;
  MapFigure map = ground(given);
  map.centre = *centre->position;
  map.lost_label = centre->name;
  if (!asked.airspace.empty()) map.closed_states = asked.airspace.back().closed;
  mark_sites(map, out.evidence, sites);
  mark_rivals(map, given, out.evidence);
  double shown_km = 0;
  if (cover != nullptr) shown_km = mark_candidates(map, given, *cover);
  if (profile != nullptr) shown_km = std::max(shown_km, draw_rings(map, asked.min_hours, *profile));
  for (const basing::DemandPoint& p : demand) map.violence.push_back({p.position, p.weight, p.precision_km, {}});
  map.radius_km = std::clamp(1.12 * shown_km, 900.0, 2200.0);
  Figure figure;
  figure.id = "map";
  figure.finding = cover == nullptr
                       ? fmt::format("Sites of {} in {}", given.counterpart(), given.host())
                       : fmt::format("Sites at stake in {}, and the fields that could stand in", given.host());
  figure.description = fmt::format(
      "Map centred on {}; rings are true geodesic circles about it. Sites of {}, candidate airfields and recorded large attacks of the last {}, sized by deaths.",
      centre->name, given.counterpart(), counted(asked.violence_months, "month"));
  figure.source_line =
      "Boundaries: Natural Earth, as drawn there and no statement of law; disputed lines dashed. Attacks: a small list of large reported ones. Planning-level, from public figures.";
  figure.data = std::move(map);
  Section section{"map", "Where", Part::front, {}};
  section.blocks.emplace_back(std::move(figure));
  out.add(std::move(section));
}

namespace {

Figure airspace_figure(const Given& given, MapFigure map, const basing::CoverResult& cover,
                       const basing::CoverRequest& request, std::size_t airspace) {
  const basing::ScenarioCover& scenario = cover.scenarios[airspace];
  draw_airspace(map, given.reference, request, cover, airspace);
  Figure figure;
  figure.id = fmt::format("map-airspace-{}", airspace + 1);
  figure.finding = fmt::format("{}: candidate and kept fields watch {} of the deaths", capital(scenario.airspace.name),
                               swept(scenario.replaced));
  figure.description = fmt::format(
      "Map with {}. Filled dots are watched {} or more by middle figures, hollow ones are not. Thick lines are the shortest permitted ways to the middle of each state's violence, thin ones those from the nearest field of each other host. Rings are geodesic, around the field that watches most alone, by distance only.",
      scenario.airspace.name, counted(unrounded(request.min_hours), "hour"));
  figure.source_line = fmt::format(
      "Boundaries: Natural Earth, no statement of law. Rings by distance only, around {}, the field that watches most alone. {} by middle figures.",
      cover.sites[best_alone(cover, airspace)].name, request.profile.name);
  figure.data = std::move(map);
  return figure;
}

}  // namespace

Section airspace_section(const Given& given, Register& evidence, const MapSites& sites,
                         const basing::CoverResult& cover, const basing::CoverRequest& request,
                         const std::string& computed) {
  Section section{"airspace", kAirspaceHeading, Part::annex, {}};
  MapFigure base = ground(given);
  mark_sites(base, evidence, sites);
  mark_candidates(base, given, cover);
  frame_all(base, request, cover);
  for (std::size_t s = 0; s < cover.scenarios.size(); ++s) {
    MapFigure map = base;
    if (s > 0) map.ground_of = "map-airspace-1";
    section.blocks.emplace_back(airspace_figure(given, std::move(map), cover, request, s));
    Table table = ways_table(given, cover, cover.scenarios[s], request.profile);
    table.id = fmt::format("ways-airspace-{}", s + 1);
    table.finding = fmt::format("{}: the shortest permitted ways to the middle of each state's violence",
                                capital(cover.scenarios[s].airspace.name));
    table.source_line =
        "Whether a way is permitted is a matter of this state of the airspace only. Where the middle lies in closed airspace the way ends at its border. Shares are of single places, so that a state is watched in part where its middle is not.";
    if (!table.rows.empty()) table.rows.front()[0].evidence = {computed};
    section.blocks.emplace_back(std::move(table));
  }
  return section;
}

}  // namespace entente::assess

#include "entente/assess/cover_maps.hpp"

#include "entente/assess/cover_figure.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/record/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente::assess {
namespace {

using basing::kMid;

constexpr std::size_t kHostRows = 4;  // of the table of ways, for each zone

MapFigure ground(const Draft& d) {
  MapFigure map;
  map.lands = d.reference.countries;
  map.disputed = d.reference.disputed;
  map.lakes = d.reference.lakes;
  map.highlighted = {d.of.host};
  map.highlighted.insert(map.highlighted.end(), d.of.alternatives.hosts.begin(), d.of.alternatives.hosts.end());
  return map;
}

void mark_sites(Draft& d, MapFigure& map, const MapSites& sites) {
  for (const record::Site* s : sites.lost)
    map.marks.push_back({*s->position, s->name, "lost-base", d.evidence.row(s->id)});
  for (const record::Site* s : sites.kept)
    map.marks.push_back({*s->position, s->name, "other-base", d.evidence.row(s->id)});
}

// The main base: the last one opened that has a runway, since the newest site is what was built for the purpose.
const record::Site* main_base(const Draft& d, const MapSites& sites) {
  const record::Site* main = nullptr;
  for (const record::Site* s : sites.lost) {
    if (main != nullptr && s->runway_ft.value_or(0) <= 0) continue;
    if (main == nullptr || (s->opened_on && main->opened_on && s->opened_on->first > main->opened_on->first)) main = s;
  }
  if (main != nullptr) return main;
  for (const record::Site& s : d.view.sites)
    if (s.host == d.of.host && s.operated_by == d.of.counterpart && s.position) main = &s;
  return main;
}

std::vector<Table::Cell> way_row(const Draft& d, const std::string& zone, const std::string& watched,
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
          {fmt::format("{}, {}", site.name, d.view.actor_name(site.country)), {}},
          {fmt::format("{:.0f}", way.km), {}},
          {round_km < 0.5 ? "–" : fmt::format("{:.0f}", round_km), {}},
          {fmt::format("{:.0f} ({:.0f}–{:.0f})", hours[kMid], hours[0], hours[2]), {}},
          {aircraft ? fmt::format("{}", *aircraft) : "none keeps it", {}}};
}

// For each zone the nearest field of each host, nearest first; the nearest of all may be a site that is kept.
Table ways_table(const Draft& d, const basing::CoverResult& cover, const basing::ScenarioCover& scenario,
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
      table.rows.push_back(way_row(d, w == 0 ? zone : "", w == 0 ? watched : "", *ways[w], cover, profile));
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

void add_map(Draft& d, const MapSites& sites, const basing::CoverResult* cover, const basing::AircraftProfile* profile,
             const std::vector<basing::DemandPoint>& demand) {
  const record::Site* centre = main_base(d, sites);
  if (centre == nullptr) {
    d.gap(fmt::format("No site of {} in {} has a position, so no map is drawn.", d.counterpart(), d.host()));
    return;
  }
  MapFigure map = ground(d);
  map.centre = *centre->position;
  map.lost_label = centre->name;
  if (!d.of.alternatives.airspace.empty()) map.closed_states = d.of.alternatives.airspace.back().closed;
  mark_sites(d, map, sites);
  for (const record::Site& s : d.view.sites) {
    if (!s.position || !record::is_military(s) || !record::is_open(d.view, s)) continue;
    if (std::find(d.of.arrivals.begin(), d.of.arrivals.end(), s.operated_by) != d.of.arrivals.end())
      map.marks.push_back({*s.position, s.name, "rival-base", d.evidence.row(s.id)});
  }
  double farthest_km = 0;
  if (cover != nullptr)
    for (const std::size_t i : marked_fields(*cover)) {
      const basing::Site& site = cover->sites[i];
      map.marks.push_back({site.position, map_name(d.reference, site), "candidate", ""});
      farthest_km = std::max(farthest_km, geo::distance_km(map.centre, site.position));
    }
  if (profile != nullptr)
    for (const double hours : {d.of.alternatives.min_hours, d.of.alternatives.min_hours + 4}) {
      const double radius_km = basing::reach_km(basing::values_at(*profile, basing::Level::mid), hours);
      if (radius_km <= 0) continue;
      map.rings.push_back({map.centre, radius_km, fmt::format("{:.0f} h on station, {:.0f} km", hours, radius_km),
                           geo::ring(map.centre, radius_km)});
      farthest_km = std::max(farthest_km, 0.75 * radius_km);
    }
  for (const basing::DemandPoint& p : demand) map.violence.push_back({p.position, p.weight, p.precision_km, {}});
  map.radius_km = std::clamp(1.12 * farthest_km, 900.0, 2200.0);
  Figure f;
  f.id = "map";
  f.finding = cover == nullptr ? fmt::format("Sites of {} in {}", d.counterpart(), d.host())
                               : fmt::format("Sites at stake in {}, and the fields that could stand in", d.host());
  f.description = fmt::format(
      "Map centred on {}; rings are true geodesic circles about it. Sites of {}, candidate airfields and recorded large attacks of the last {} months, sized by deaths.",
      centre->name, d.counterpart(), d.of.alternatives.violence_months);
  f.source_line =
      "Boundaries: Natural Earth, as drawn there and no statement of law; disputed lines dashed. Attacks: a small list of large reported ones. Planning-level, from public figures.";
  f.data = std::move(map);
  d.section("map", "Where").blocks.emplace_back(std::move(f));
}

void add_airspace_maps(Draft& d, const MapSites& sites, const basing::CoverResult& cover,
                       const basing::CoverRequest& request, const std::string& computed) {
  Section section{"airspace", "The airspace, open and closed", Part::annex, {}};
  MapFigure base = ground(d);
  mark_sites(d, base, sites);
  for (const std::size_t i : marked_fields(cover))
    base.marks.push_back({cover.sites[i].position, map_name(d.reference, cover.sites[i]), "candidate", ""});
  frame_all(base, request, cover);

  for (std::size_t s = 0; s < cover.scenarios.size(); ++s) {
    const basing::ScenarioCover& scenario = cover.scenarios[s];
    const std::string name = capital(scenario.airspace.name);
    MapFigure map = base;
    if (s > 0) map.ground_of = "map-airspace-1";
    draw_airspace(map, d.reference, request, cover, s);

    Figure f;
    f.id = fmt::format("map-airspace-{}", s + 1);
    f.finding = fmt::format("{}: candidate and kept fields watch {} of the deaths", name, swept(scenario.replaced));
    f.description = fmt::format(
        "Map with {}. Filled dots are watched {:g} hours or more by middle figures, hollow ones are not. Thick lines are the shortest permitted ways to the middle of each state's violence, thin ones those from the nearest field of each other host. Rings are geodesic, around the field that watches most alone, by distance only.",
        scenario.airspace.name, request.min_hours);
    f.source_line = fmt::format(
        "Boundaries: Natural Earth, no statement of law. Rings by distance only, around {}, the field that watches most alone. {} by middle figures.",
        cover.sites[best_alone(cover, s)].name, request.profile.name);
    f.data = std::move(map);
    Table table = ways_table(d, cover, scenario, request.profile);
    table.id = fmt::format("ways-airspace-{}", s + 1);
    table.finding = fmt::format("{}: the shortest permitted ways to the middle of each state's violence", name);
    table.source_line =
        "Whether a way is permitted is a matter of this state of the airspace only. Where the middle lies in closed airspace the way ends at its border. Shares are of single places, so that a state is watched in part where its middle is not.";
    if (!table.rows.empty()) table.rows.front()[0].evidence = {computed};
    section.blocks.emplace_back(std::move(f));
    section.blocks.emplace_back(std::move(table));
  }
  d.out.sections.push_back(std::move(section));
}

}  // namespace entente::assess

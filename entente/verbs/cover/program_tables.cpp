// cover: the answer as programs read it, one row for each thing told and each state of the airspace.
//
// Low, middle and high are the levels of the aircraft's figures: the low ones give the least.

#include "entente/base/counted.hpp"
#include "entente/verbs/cover/answer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace entente::verbs {
namespace {

using basing::kMid;

// Aircraft for one orbit, level by level: none keeps it where a cell is empty.
void add_aircraft(std::vector<Column>& columns) {
  for (const char* level : {"low", "mid", "high"})
    columns.push_back(count_column(fmt::format("aircraft_{}", level)).in("aircraft"));
}
void add_aircraft(std::vector<Cell>& row, const std::array<std::optional<int>, 3>& aircraft) {
  for (const auto& n : aircraft) row.push_back(cell(n));
}

Cell countries_of(const std::vector<geo::Overflight>& overflown) {
  std::string codes;
  for (const auto& o : overflown) codes += (codes.empty() ? "" : " ") + o.code;
  return text(std::move(codes));
}

// Sites, zones and airspaces: the three numbers of each.
Table reach_table(const CoverAnswer& a) {
  Table t{.name = "reach",
          .title =
              "Every site and zone under every state of the airspace: the way, hours on station, aircraft for one "
              "permanent orbit",
          .in_text = false};
  t.columns = {text_column("airspace"),   text_column("site"),          text_column("site_name"),
               text_column("role"),       text_column("country"),       text_column("zone"),
               text_column("permission"), number_column("km").in("km"), interval_column("hours").in("hours")};
  add_aircraft(t.columns);
  t.columns.push_back(text_column("overflown"));
  t.columns.push_back(number_column("direct_km").in("km"));
  t.columns.push_back(interval_column("direct_hours").in("hours"));
  t.columns.push_back(text_column("direct_overflown"));
  for (std::size_t s = 0; s < a.result.scenarios.size(); ++s)
    for (const auto& reach : a.result.reach)
      for (const auto& zone : reach.zones) {
        const basing::Site& site = a.result.sites[reach.site];
        const basing::ZoneAccess& access = zone.access[s];
        std::vector<Cell> row{a.result.scenarios[s].airspace.name,
                              site.id,
                              site.name,
                              std::string(basing::role_of(a.result, reach.site)),
                              text(site.country),
                              zone.zone,
                              std::string(basing::name(access.permission)),
                              access.km,
                              swept(access.hours)};
        add_aircraft(row, access.aircraft);
        row.insert(row.end(),
                   {countries_of(access.overflown), zone.km, swept(zone.hours), countries_of(zone.overflown)});
        t.rows.push_back(std::move(row));
      }
  return t;
}

Table zones_table(const CoverAnswer& a) {
  Table t{.name = "zones",
          .title = fmt::format("Share of {} watched {} or more", a.unit,
                               counted(fmt::format("{:g}", a.request.min_hours), "hour")),
          .notes = {verdict_of(a)},
          .in_text = false};
  t.columns = {text_column("airspace"),
               text_column("zone"),
               count_column("points"),
               number_column("weight").in(a.unit),
               number_column("latitude").in("degrees"),
               number_column("longitude").in("degrees"),
               interval_column("before").in("share"),
               interval_column("without_lost").in("share"),
               interval_column("with_candidates").in("share")};
  for (const basing::ScenarioCover& s : a.result.scenarios)
    for (std::size_t z = 0; z < s.net_loss.size(); ++z) {
      const basing::ZoneChange& c = s.net_loss[z];
      const auto zone = std::find_if(a.result.zones.begin(), a.result.zones.end(),
                                     [&](const basing::Zone& one) { return one.name == c.zone; });
      const bool all = c.zone.empty() || zone == a.result.zones.end();
      t.rows.push_back({s.airspace.name, all ? "all" : c.zone, count(all ? a.request.demand.size() : zone->points),
                        c.weight, all ? Cell(None{}) : Cell(zone->centre.lat_deg),
                        all ? Cell(None{}) : Cell(zone->centre.lon_deg), swept(c.share_before),
                        swept(s.loss[z].share_after), swept(c.share_after)});
    }
  return t;
}

Table hours_table(const CoverAnswer& a) {
  Table t{.name = "hours",
          .title = "Mean hours on station of one sortie, weighted; points out of reach count 0",
          .in_text = false};
  t.columns = {text_column("airspace"), text_column("zone"), interval_column("before").in("hours"),
               interval_column("without_lost").in("hours"), interval_column("with_candidates").in("hours")};
  for (const basing::ScenarioCover& s : a.result.scenarios)
    for (std::size_t z = 0; z < s.net_loss.size(); ++z) {
      const basing::ZoneChange& c = s.net_loss[z];
      t.rows.push_back({s.airspace.name, c.zone.empty() ? "all" : c.zone, swept(c.hours_before),
                        swept(s.loss[z].hours_after), swept(c.hours_after)});
    }
  return t;
}

void add_runway(std::vector<Cell>& row, const basing::Site& site) {
  const bool known = site.runway_ft > 0;
  row.insert(row.end(), {known ? Cell(site.runway_ft - site.lengthened_ft) : Cell(None{"not known"}),
                         std::string(geo::name(site.surface)), site.lengthened_ft});
}

// Candidates, best first: what each watches alone, and what it adds to the kept sites.
Table fields_table(const CoverAnswer& a) {
  Table t{
      .name = "fields",
      .title =
          fmt::format("{} the runway rule, best first",
                      counted(a.result.ranking.size(), "candidate field that passes", "candidate fields that pass")),
      .notes = {"km_to, hours, aircraft and overflown are of the permitted way to the heaviest zone under the state of "
                "the airspace of the row; where there is none, they are empty and permission says why."},
      .in_text = false};
  t.columns = {text_column("airspace"),
               count_column("rank"),
               text_column("code"),
               text_column("field"),
               text_column("host"),
               number_column("runway_ft").in("ft"),
               text_column("surface"),
               number_column("to_build_ft").in("ft"),
               interval_column("alone").in("share"),
               number_column("adds_low").in("share"),
               number_column("adds_mid").in("share"),
               number_column("adds_high").in("share"),
               text_column("zone"),
               text_column("permission"),
               number_column("km_to").in("km"),
               interval_column("hours").in("hours")};
  add_aircraft(t.columns);
  t.columns.push_back(text_column("overflown"));
  for (std::size_t s = 0; s < a.result.scenarios.size(); ++s) {
    const auto& gains = a.result.scenarios[s].gains;
    for (std::size_t rank = 0; rank < a.result.ranking.size(); ++rank) {
      const std::size_t field = a.result.ranking[rank];
      const basing::Site& site = a.result.sites[field];
      std::vector<Cell> row{a.result.scenarios[s].airspace.name, count(rank + 1), site.id, site.name, site.country};
      add_runway(row, site);
      row.push_back(swept(a.result.reach[field].share[s]));
      const auto gain = std::find_if(gains.begin(), gains.end(), [&](const auto& g) { return g.site == field; });
      for (std::size_t level = 0; level < 3; ++level)
        row.push_back(gain == gains.end() ? Cell(None{}) : Cell(gain->share[level]));
      if (const basing::ZoneReach* z = basing::heaviest_zone(a.result, a.result.reach[field])) {
        const basing::ZoneAccess& way = z->access[s];
        const bool permitted = way.permission == basing::Permission::permitted;
        row.insert(row.end(), {z->zone, std::string(basing::name(way.permission)),
                               permitted ? Cell(way.km) : Cell(None{}), permitted ? swept(way.hours) : Cell(None{})});
        add_aircraft(row, way.aircraft);
        row.push_back(countries_of(way.overflown));
      } else {
        row.insert(row.end(), 8, None{});
      }
      t.rows.push_back(std::move(row));
    }
  }
  return t;
}

Table question_table(const CoverAnswer& a) {
  Table t{.name = "question", .title = "What was asked, and the verdict", .notes = a.notes, .in_text = false};
  t.columns = {text_column("question"), text_column("aircraft"), number_column("min_hours").in("hours"),
               text_column("unit"), text_column("verdict")};
  t.rows.push_back({a.title, a.request.profile.name, a.request.min_hours, a.unit, verdict_of(a)});
  return t;
}

Table figures_table(const CoverAnswer& a) {
  Table t{.name = "figures", .title = "Figures of the aircraft", .in_text = false};
  t.columns = {text_column("figure"), text_column("unit"), interval_column("value"), flag_column("planning_choice"),
               text_column("basis")};
  const auto add = [&](const char* name, const char* unit, const basing::Figure& f) {
    t.rows.push_back({name, unit, swept({f.low, f.mid, f.high}), f.planning_choice, text(f.basis)});
  };
  const basing::AircraftProfile& p = a.request.profile;
  add("endurance_h", "hours", p.endurance_h);
  add("cruise_kmh", "km/h", p.cruise_kmh);
  add("reserve_h", "hours", p.reserve_h);
  add("turn_h", "hours", p.turn_h);
  add("runway_ft", "ft", p.runway_ft);
  if (p.link_radius_km) add("link_radius_km", "km", *p.link_radius_km);
  return t;
}

Table airspaces_table(const CoverAnswer& a) {
  Table t{.name = "airspaces", .title = "States of the airspace", .in_text = false};
  t.columns = {count_column("number"), text_column("airspace"), text_column("closed"),
               number_column("border_watch_km").in("km"), count_column("front_compared_up_to").in("fields")};
  for (std::size_t s = 0; s < a.result.scenarios.size(); ++s) {
    const basing::Airspace& airspace = a.result.scenarios[s].airspace;
    t.rows.push_back({count(s), airspace.name, text(fmt::format("{}", fmt::join(airspace.closed, " "))),
                      airspace.border_watch_km, s < a.chosen.size() ? count(a.chosen[s].front.largest) : Cell(None{})});
  }
  return t;
}

Table sites_table(const CoverAnswer& a) {
  Table t{.name = "sites", .title = "Sites lost and kept, and the candidates", .in_text = false};
  t.columns = {text_column("site"),
               text_column("name"),
               text_column("country"),
               text_column("role"),
               number_column("latitude").in("degrees"),
               number_column("longitude").in("degrees"),
               number_column("runway_ft").in("ft"),
               text_column("surface"),
               number_column("to_build_ft").in("ft"),
               count_column("rank")};
  const auto& ranking = a.result.ranking;
  for (std::size_t i = 0; i < a.result.sites.size(); ++i) {
    const basing::Site& site = a.result.sites[i];
    std::vector<Cell> row{site.id,
                          site.name,
                          text(site.country),
                          std::string(basing::role_of(a.result, i)),
                          site.position.lat_deg,
                          site.position.lon_deg};
    add_runway(row, site);
    const auto rank = std::find(ranking.begin(), ranking.end(), i);
    row.push_back(rank == ranking.end() ? Cell(None{}) : count(rank - ranking.begin() + 1));
    t.rows.push_back(std::move(row));
  }
  return t;
}

Table alone_table(const CoverAnswer& a) {
  Table t{.name = "alone", .title = "What each site watches alone", .in_text = false};
  t.columns = {text_column("airspace"), text_column("site"), text_column("role"),
               interval_column("watched").in("share")};
  for (std::size_t s = 0; s < a.result.scenarios.size(); ++s)
    for (const basing::SiteReach& reach : a.result.reach)
      t.rows.push_back({a.result.scenarios[s].airspace.name, a.result.sites[reach.site].id,
                        std::string(basing::role_of(a.result, reach.site)), swept(reach.share[s])});
  return t;
}

Table overflown_table(const CoverAnswer& a) {
  Table t{.name = "overflown",
          .title = "States under the permitted way from a site to a zone, in the order of the way",
          .in_text = false};
  t.columns = {text_column("airspace"), text_column("site"), text_column("zone"), text_column("state"),
               number_column("km").in("km")};
  for (std::size_t s = 0; s < a.result.scenarios.size(); ++s)
    for (const basing::SiteReach& reach : a.result.reach)
      for (const basing::ZoneReach& zone : reach.zones)
        for (const geo::Overflight& o : zone.access[s].overflown)
          t.rows.push_back(
              {a.result.scenarios[s].airspace.name, a.result.sites[reach.site].id, zone.zone, o.code, o.km});
  return t;
}

Table ways_table(const CoverAnswer& a) {
  Table t{.name = "ways",
          .title = "The shortest permitted way to each zone, from kept and candidate fields",
          .in_text = false};
  t.columns = {text_column("airspace"), text_column("zone"), text_column("site"), number_column("km").in("km")};
  for (const basing::ScenarioCover& s : a.result.scenarios)
    for (const basing::ZoneRoute& way : s.routes) {
      const bool any = way.site != basing::kNoSite;
      t.rows.push_back({s.airspace.name, way.zone, any ? Cell(a.result.sites[way.site].id) : Cell(None{}),
                        any ? Cell(way.km) : Cell(None{})});
    }
  return t;
}

Table aircraft_alone_table(const CoverAnswer& a) {
  Table t{.name = "aircraft-alone",
          .title = "What each aircraft watches from each of the sites kept and the candidates",
          .in_text = false};
  t.columns = {text_column("airspace"), text_column("aircraft"), text_column("site"),
               interval_column("watched").in("share")};
  for (const basing::AircraftCover& c : a.compared)
    for (std::size_t i = 0; i < c.sites.size(); ++i)
      t.rows.push_back({a.result.scenarios[c.airspace].airspace.name, a.aircraft[c.profile].name,
                        a.result.sites[c.sites[i]].id, swept(c.alone[i])});
  return t;
}

Table host_risk_table(const CoverAnswer& a) {
  Table t{.name = "host-risk",
          .title = "The chance that a host asks such forces to leave within twelve months",
          .in_text = false};
  t.columns = {text_column("host"), number_column("risk").in("probability")};
  for (const auto& [host, risk] : a.host_risk) t.rows.push_back({host, risk});
  return t;
}

}  // namespace

std::vector<Table> cover_program_tables(const CoverAnswer& a) {
  std::vector<Table> out{reach_table(a),    zones_table(a),     hours_table(a),     fields_table(a),
                         question_table(a), figures_table(a),   airspaces_table(a), sites_table(a),
                         alone_table(a),    overflown_table(a), ways_table(a),      host_risk_table(a)};
  if (!a.compared.empty()) out.push_back(aircraft_alone_table(a));
  return out;
}

}  // namespace entente::verbs

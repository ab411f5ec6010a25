// entente cover: the answer as JSON.

#include "cli/cover.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const basing::Sweep& s) {
  Json out = Json::object();
  for (std::size_t l = 0; l < basing::kLevels.size(); ++l)
    out[std::string(basing::name(basing::kLevels[l]))] = {{"share", s[l].share}, {"mean_hours", s[l].mean_hours}};
  return out;
}

}  // namespace

std::string cover_json(const CoverAnswer& a) {
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
             {"runway_ft", figure(p.runway_ft)},
             {"link_radius_km", p.link_radius_km ? figure(*p.link_radius_km) : Json(nullptr)}}},
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
              {"runway_ft", s.runway_ft - s.lengthened_ft},
              {"lengthened_ft", s.lengthened_ft},
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
        for (const std::size_t i : candidates_in(a, c.sets.front())) ids.push_back(id(i));
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
  out["left_out"] = Json::array();
  for (const auto& field : a.left_out)
    out["left_out"].push_back(
        {{"id", field.icao}, {"name", field.name}, {"country", field.country}, {"reason", field.reason}});
  out["aircraft_compared"] = Json::array();
  for (const auto& c : a.compared) {
    Json alone = Json::array();
    for (std::size_t s = 0; s < c.alone.size(); ++s) alone.push_back({{"site", id(s + r.lost)}, {"share", c.alone[s]}});
    out["aircraft_compared"].push_back({{"airspace", r.scenarios[c.airspace].airspace.name},
                                        {"aircraft", a.aircraft[c.profile].name},
                                        {"share", c.together},
                                        {"alone", std::move(alone)}});
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

}  // namespace entente::cli

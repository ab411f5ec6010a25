#include "entente/assess/alternatives_tables.hpp"

#include "entente/assess/cover_maps.hpp"
#include "entente/assess/net_loss.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace entente::assess {
namespace {

using basing::kMid;

constexpr std::size_t kHeaviest = 4;  // states in front

std::string overflown(const basing::ZoneReach& zone, const record::View& view) {
  std::string out;
  for (const geo::Overflight& o : zone.overflown)
    out += fmt::format("{}{} {:.0f}", out.empty() ? "" : ", ", view.actor_name(o.code), o.km);
  return out.empty() ? "none" : out;
}

std::string source_line_of(const Given& given, const Covered& covered, std::string_view values) {
  return fmt::format("{} of {} before {}: large ones only, no census. {} by public planning figures; {}.",
                     counted(covered.request.demand.size(), "located attack"),
                     counted(given.of.alternatives.violence_months, "month"), to_words(given.view.as_of),
                     given.of.alternatives.aircraft, values);
}

// The states with most deaths; the empty zone is all of them and is none.
std::vector<std::string> by_deaths(const basing::CoverResult& cover) {
  std::vector<std::pair<double, std::string>> ranked;
  for (const basing::ZoneChange& change : cover.scenarios.front().net_loss)
    if (!change.zone.empty()) ranked.emplace_back(-change.weight, change.zone);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> out;
  for (auto& [weight, zone] : ranked) out.push_back(std::move(zone));
  return out;
}

Table::Cell zone_cell(const basing::ZoneChange& change, const Covered& covered) {
  return {change.zone.empty() ? "All" : change.zone, {covered.attacks}};
}

// Aircraft for one orbit, and at the lowest figures where they differ.
std::string orbit_words(const basing::ZoneReach& zone) {
  const auto& n = zone.aircraft;
  if (!n[kMid]) return "none keeps it";
  return fmt::format("{}{}", *n[kMid], n[0] && *n[0] != *n[kMid] ? fmt::format(" (to {})", *n[0]) : "");
}

std::vector<Table::Cell> field_row(const Given& given, const Covered& covered, std::size_t field) {
  const basing::CoverResult& cover = covered.cover;
  const basing::Site& site = cover.sites[field];
  const basing::SiteReach& reach = cover.reach[field];
  std::vector<Table::Cell> row{
      {site.name, {}},
      {given.view.actor_name(site.country), {}},
      {access_words(access_of(given, site.country).stage), {}},
      {site.runway_ft > 0 ? fmt::format("{:.0f} {}", site.runway_ft - site.lengthened_ft, geo::name(site.surface))
                          : "not known",
       {}},
      {swept(reach.share.front()), {}}};
  if (covered.has_closed()) row.push_back({swept(reach.share.back()), {}});
  const basing::ZoneReach* heaviest = basing::heaviest_zone(cover, reach);
  if (heaviest == nullptr) return row;
  row.push_back({fmt::format("{:.0f} ({})", heaviest->km, heaviest->zone), {}});
  row.push_back(
      {fmt::format("{:.0f} ({:.0f}–{:.0f})", heaviest->hours[kMid], heaviest->hours[0], heaviest->hours[2]), {}});
  row.push_back({orbit_words(*heaviest), {}});
  row.push_back({overflown(*heaviest, given.view), {}});
  return row;
}

}  // namespace

Table zones_in_front(const Given& given, const Covered& covered) {
  const basing::CoverResult& cover = covered.cover;
  const basing::ScenarioCover& open = cover.scenarios.front();
  const basing::ScenarioCover& closed = cover.scenarios.back();
  const auto middle = [](const std::array<double, 3>& share) { return percent(share[kMid]); };
  const std::vector<std::string> ranked = by_deaths(cover);
  const std::size_t shown = std::min(kHeaviest, ranked.size());
  const std::set<std::string> heavy(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(shown));
  Table table;
  table.id = "zones";
  table.columns = {{"State", false}, {"Before", true}, {"Without", true}, {"With fields", true}};
  if (covered.has_closed()) table.columns.push_back({"and closed airspace", true});
  for (std::size_t z = 0; z < open.net_loss.size(); ++z) {
    const basing::ZoneChange& change = open.net_loss[z];
    if (!change.zone.empty() && !heavy.contains(change.zone)) continue;
    std::vector<Table::Cell> row{zone_cell(change, covered),
                                 {middle(change.share_before), {}},
                                 {middle(open.loss[z].share_after), {}},
                                 {middle(change.share_after), {}}};
    if (covered.has_closed()) row.push_back({middle(closed.net_loss[z].share_after), {}});
    table.rows.push_back(std::move(row));
  }
  table.finding = fmt::format(
      "Share of deaths in large attacks watched {} or more: {} {}, {} with fields{}",
      counted(unrounded(covered.request.min_hours), "hour"), percent(cover.before[kMid].share),
      given.situation.state == outlook::State::ended ? "before the exit" : "now", percent(open.replaced[kMid].share),
      covered.has_closed() ? fmt::format(", {} with closed airspace", percent(closed.replaced[kMid].share)) : "");
  table.source_line = source_line_of(given, covered, "middle values");
  if (ranked.size() > heavy.size())
    table.source_line += fmt::format(" The {} states with most deaths of {}.", heavy.size(), ranked.size());
  if (covered.has_closed()) table.source_line += fmt::format(" Last column: {}.", closed.airspace.name);
  return table;
}

Table all_zones(const Given& given, const Covered& covered) {
  const basing::CoverResult& cover = covered.cover;
  const basing::ScenarioCover& open = cover.scenarios.front();
  Table table;
  table.id = "zones-all";
  table.finding = fmt::format(
      "Share of deaths in large attacks watched {} or more, by state: what is lost and what fields could bring back",
      counted(unrounded(covered.request.min_hours), "hour"));
  table.columns = {{"State", false},
                   {"Deaths", true},
                   {"Before", true},
                   {"Without the sites", true},
                   {"With candidate fields", true}};
  for (std::size_t s = 1; s < cover.scenarios.size(); ++s)
    table.columns.push_back({cover.scenarios[s].airspace.name, true});
  for (std::size_t z = 0; z < open.net_loss.size(); ++z) {
    const basing::ZoneChange& change = open.net_loss[z];
    std::vector<Table::Cell> row{zone_cell(change, covered),
                                 {rounded(change.weight), {}},
                                 {swept(change.share_before), {}},
                                 {swept(open.loss[z].share_after), {}},
                                 {swept(change.share_after), {}}};
    for (std::size_t s = 1; s < cover.scenarios.size(); ++s)
      row.push_back({swept(cover.scenarios[s].net_loss[z].share_after), {}});
    table.rows.push_back(std::move(row));
  }
  table.source_line = source_line_of(given, covered, "middle value, then lowest and highest");
  return table;
}

Table all_fields(const Given& given, const Covered& covered) {
  Table table;
  table.id = "fields-all";
  table.columns = {{"Field", false},
                   {"Host", false},
                   {"Access on the day", false},
                   {"Runway, ft", true},
                   {"Watches alone, open", true}};
  if (covered.has_closed()) table.columns.push_back({"with " + covered.cover.scenarios.back().airspace.name, true});
  table.columns.push_back({"km to the middle of the violence in", true});
  table.columns.push_back({"Hours there", true});
  table.columns.push_back({"Aircraft an orbit", true});
  table.columns.push_back({"Direct line over, km", false});
  for (const std::size_t field : covered.cover.ranking) table.rows.push_back(field_row(given, covered, field));
  table.finding = "Every field that passes the runway rule";
  table.source_line =
      "Airfields and runways: public tables of August 2026, no evidence for earlier years. Access is folded from dated events and agreements." +
      covered.unjudged;
  return table;
}

}  // namespace entente::assess

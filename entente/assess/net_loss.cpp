#include "entente/assess/net_loss.hpp"

#include "entente/assess/exposure.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace entente::assess {
namespace {

using basing::kMid;
using record::PartnerStage;

constexpr int kAccessMonths = 36;

// "12 (7–21)": whole hours, middle, lowest and highest.
std::string hours_words(std::array<double, 3> hours) {
  for (double& h : hours) h = std::round(h) + 0.0;  // no -0
  const auto [low, high] = std::minmax(hours[0], hours[2]);
  return low == high && low == hours[kMid] ? fmt::format("{:.0f}", hours[kMid])
                                           : fmt::format("{:.0f} ({:.0f}–{:.0f})", hours[kMid], low, high);
}

// What stood as permission on the day: which agreements had ended, and what was said of the missions.
Table::Cell permitted(const Given& given, Register& evidence) {
  std::vector<std::string> words;
  Table::Cell cell;
  for (const auto& state : record::agreements_between(given.view, given.of.host, given.of.counterpart)) {
    const record::Agreement& a = *state.agreement;
    const bool denounced = state.status == record::AgreementStatus::denounced;
    if (!denounced && state.status != record::AgreementStatus::ended) continue;
    words.push_back(fmt::format("{} {} {}", a.title, a.denounced_on ? "denounced" : "ended",
                                to_words(a.denounced_on ? *a.denounced_on : *a.ended_on)));
    cell.evidence.push_back(evidence.row(a.id));
  }
  for (const record::Event* e : mission_statements(given, evidence).side_by_side) {
    words.push_back(fmt::format("{}: {}", to_words(e->on), e->summary));
    cell.evidence.push_back(evidence.row(e->id));
  }
  cell.text = words.empty() ? "not told" : fmt::format("{}", fmt::join(words, "; "));
  return cell;
}

// What stands between a field and its use for a zone.
std::string blocks(const basing::CoverRequest& request, const basing::CoverResult& cover, std::size_t site,
                   std::size_t zone, PartnerStage stage) {
  std::vector<std::string> out;
  const auto& access = cover.reach[site].zones[zone].access;
  for (std::size_t s = 1; s < access.size(); ++s) {
    const bool may = access[s].permission == basing::Permission::permitted;
    if (!may || access[s].hours[kMid] < request.min_hours)
      out.push_back(fmt::format("airspace: {}{}", cover.scenarios[s].airspace.name,
                                may ? fmt::format(", {} h left", hours_words(access[s].hours)) : ""));
  }
  if (stage == PartnerStage::none) out.emplace_back("accord: none, no talks known");
  if (stage == PartnerStage::talks) out.emplace_back("accord: talks only");
  const basing::Site& field = cover.sites[site];
  const double needed_ft = basing::values_at(request.profile, basing::Level::low).runway_ft;
  if (field.runway_ft <= 0)
    out.emplace_back("runway: length not known");
  else if (field.runway_ft < needed_ft)
    out.push_back(fmt::format("runway: {:.0f} of {:.0f} ft", field.runway_ft, needed_ft));
  if (field.lengthened_ft > 0) out.push_back(fmt::format("runway: {:.0f} ft to build", field.lengthened_ft));
  if (field.surface == geo::Surface::unknown) out.emplace_back("runway: surface not known");
  return out.empty() ? "nothing that is known" : fmt::format("{}", fmt::join(out, "; "));
}

// The agreement or step by which a host's access stands where it does.
Table::Cell access_basis(const Given& given, Register& evidence, const std::string& host,
                         const record::PartnerState& access) {
  for (const auto& state : record::agreements_between(given.view, host, given.of.counterpart))
    if (access.stage >= PartnerStage::agreed &&
        (state.status == record::AgreementStatus::in_force || state.status == record::AgreementStatus::ending))
      return {fmt::format("{}{}", state.agreement->title, state.since ? ", " + to_words(*state.since) : ""),
              {evidence.row(state.agreement->id)}};
  for (auto step = access.steps.rbegin(); step != access.steps.rend(); ++step)
    if (step->stage == access.stage || access.stage >= PartnerStage::agreed)
      return {fmt::format("{}: {}", to_words(step->on), step->summary), {evidence.row(step->evidence)}};
  return {access.stage == PartnerStage::none ? "nothing in the record" : "forces or sites there", {}};
}

}  // namespace

record::PartnerState access_of(const Given& given, const std::string& host) {
  return record::partner_state(given.view, host, given.of.counterpart, kAccessMonths);
}

std::string access_words(PartnerStage stage) {
  switch (stage) {
    case PartnerStage::none: return "none known";
    case PartnerStage::talks: return "talks";
    case PartnerStage::agreed: return "accord";
    case PartnerStage::delivered: return "accord, deliveries";
    case PartnerStage::forces: return "accord, forces there";
  }
  return {};
}

std::size_t earliest_replacement(const basing::CoverRequest& request, const basing::CoverResult& cover,
                                 std::size_t zone, const std::map<std::string, PartnerStage>& access) {
  std::size_t best = basing::kNoSite;
  const auto rank = [&](std::size_t s) {
    const auto stage = access.find(cover.sites[s].country);
    return std::tuple(stage == access.end() ? PartnerStage::none : stage->second,
                      cover.reach[s].zones[zone].access.front().hours[kMid]);
  };
  const basing::AircraftValues mid = basing::values_at(request.profile, basing::Level::mid);
  for (std::size_t s = cover.lost + cover.kept; s < cover.sites.size(); ++s) {
    const basing::ZoneAccess& open = cover.reach[s].zones[zone].access.front();
    if (open.permission != basing::Permission::permitted || open.hours[kMid] < request.min_hours) continue;
    if (!basing::link_reaches(mid, open.km) || cover.sites[s].runway_ft < mid.runway_ft) continue;
    if (best == basing::kNoSite || rank(s) > rank(best) ||
        (rank(s) == rank(best) && cover.sites[s].id < cover.sites[best].id))
      best = s;
  }
  return best;
}

namespace {

Table hosts_table(const Given& given, Register& evidence, const basing::CoverResult& cover,
                  const std::map<std::string, record::PartnerState>& access) {
  Table table;
  table.id = "hosts";
  table.finding = "How far the access of each candidate host has gone on the day";
  table.columns = {{"Host", false}, {"Access", false}, {"By what", false}, {"Fields that pass", true}};
  const auto candidates = cover.sites.begin() + static_cast<std::ptrdiff_t>(cover.lost + cover.kept);
  for (const std::string& host : given.of.alternatives.hosts) {
    const record::PartnerState& state = access.at(host);
    table.rows.push_back(
        {{given.view.actor_name(host), {}},
         {access_words(state.stage), {}},
         access_basis(given, evidence, host, state),
         {fmt::format("{}", std::ranges::count(candidates, cover.sites.end(), host, &basing::Site::country)), {}}});
  }
  table.source_line =
      "Folded from dated events, agreements and presences. Whether an accord covers such flights is not in the record.";
  return table;
}

// Hours on station of one sortie that are lost over a zone.
std::string lost_words(const basing::CoverResult& cover, std::size_t zone) {
  const auto change =
      std::ranges::find(cover.scenarios.front().loss, cover.zones[zone].name, &basing::ZoneChange::zone);
  std::array<double, 3> lost{};
  for (std::size_t l = 0; l < lost.size(); ++l) lost[l] = change->hours_before[l] - change->hours_after[l];
  return hours_words(lost);
}

// The earliest replacement of a zone: which, its hours there, what blocks it.
std::array<std::string, 3> replacement_words(const Given& given, const basing::CoverRequest& request,
                                             const basing::CoverResult& cover, std::size_t zone,
                                             const std::map<std::string, PartnerStage>& stages) {
  const std::size_t site = earliest_replacement(request, cover, zone, stages);
  if (site == basing::kNoSite)
    return {"none reaches " + counted(unrounded(request.min_hours), "hour"), "–", "distance or runway"};
  const basing::Site& field = cover.sites[site];
  const PartnerStage stage = stages.at(field.country);
  return {fmt::format("{}, {} ({})", field.name, given.view.actor_name(field.country), access_words(stage)),
          hours_words(cover.reach[site].zones[zone].access.front().hours), blocks(request, cover, site, zone, stage)};
}

Table loss_table(const Given& given, Register& evidence, const basing::CoverRequest& request,
                 const basing::CoverResult& cover, const std::map<std::string, PartnerStage>& stages,
                 const std::string& computed) {
  Table table;
  table.id = "net-loss";
  table.finding = "Net loss: hours, what was permitted, what could stand in first, and what blocks it";
  table.columns = {
      {"State", false},      {"Hours lost", true},     {"Permitted on the day", false}, {"Earliest replacement", false},
      {"Hours there", true}, {"What blocks it", false}};
  const Table::Cell permission = permitted(given, evidence);
  for (std::size_t z = 0; z < cover.zones.size(); ++z) {
    auto [which, hours, blocked] = replacement_words(given, request, cover, z, stages);
    table.rows.push_back(
        {{cover.zones[z].name, z == 0 ? std::vector<std::string>{computed} : std::vector<std::string>{}},
         {lost_words(cover, z), {}},
         z == 0 ? permission : Table::Cell{},
         {std::move(which), {}},
         {std::move(hours), {}},
         {std::move(blocked), {}}});
  }
  table.source_line = fmt::format(
      "Hours on station of one sortie, weighted by deaths, middle value, then lowest and highest. Permission is one for all states. Earliest: of the fields that leave {} over the middle of the state's violence, one of the host whose access has gone farthest.",
      counted(unrounded(request.min_hours), "hour"));
  return table;
}

}  // namespace

std::vector<Table> net_loss_tables(const Given& given, Register& evidence, const basing::CoverRequest& request,
                                   const basing::CoverResult& cover, const std::string& computed) {
  std::map<std::string, record::PartnerState> access;
  std::map<std::string, PartnerStage> stages;
  for (const std::string& host : given.of.alternatives.hosts) {
    access[host] = access_of(given, host);
    stages[host] = access[host].stage;
  }
  return {loss_table(given, evidence, request, cover, stages, computed), hosts_table(given, evidence, cover, access)};
}

}  // namespace entente::assess

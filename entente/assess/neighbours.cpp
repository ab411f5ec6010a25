// Third parties, as far as the record counts them: whether a neighbour of the host makes the same demand within a year.

#include "entente/assess/part.hpp"
#include "entente/assess/presence_told.hpp"
#include "entente/assess/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::assess {
namespace {

constexpr int kYear_days = 365;
constexpr const char* kOthers = "How others react is not computed: no stream of events covers the case.";

const std::vector<std::string>& neighbours_of(const Given& given, const std::string& host) {
  static const std::vector<std::string> none;
  const auto found = given.reference.neighbours.find(host);
  return found == given.reference.neighbours.end() ? none : found->second;
}

bool hosts_on(const Given& given, const std::string& host, const std::string& sender, Day day) {
  return std::ranges::any_of(given.view.presences, [&](const record::Presence& p) {
    return p.host == host && p.sender == sender && p.from.first <= day && (!p.to || p.to->last > day);
  });
}

// Neighbours of a host that had forces of the sender on a day.
std::vector<std::string> next_door(const Given& given, const std::string& host, const std::string& sender, Day day) {
  std::vector<std::string> out;
  for (const std::string& neighbour : neighbours_of(given, host))
    if (hosts_on(given, neighbour, sender, day)) out.push_back(neighbour);
  return out;
}

bool is_followed(const Given& given, const record::Demand& demand, const std::vector<std::string>& neighbours) {
  return std::ranges::any_of(given.view.demands, [&](const record::Demand& later) {
    const int days = days_between(demand.on.last, later.on.first);
    return later.sender == demand.sender && days > 0 && days <= kYear_days &&
           std::ranges::find(neighbours, later.host) != neighbours.end();
  });
}

}  // namespace

Contribution neighbours_part(const Given& given) {
  Contribution out(given.view);
  if (!given.wanted.front || given.situation.state == outlook::State::ended) return out;
  const auto at_risk = next_door(given, given.of.host, given.of.counterpart, given.view.as_of);
  if (at_risk.empty()) {
    out.not_told(On::third, fmt::format("No neighbour of {} has forces of {} on record, so none can follow.",
                                        given.view.in_sentence(given.of.host), given.counterpart()));
    out.not_told(On::third, kOthers);
    out.lines.back().spare = 3;
    return out;
  }
  Ratio ratio{0, 0, "earlier demands on a power with forces next door",
              "earlier demand on a power with forces next door"};
  std::vector<std::string> ids;
  for (const record::Demand& demand : given.view.demands) {
    if (demand.id == given.situation.demand || days_between(demand.on.last, given.view.as_of) < kYear_days) continue;
    const auto neighbours = next_door(given, demand.host, demand.sender, demand.on.first);
    if (neighbours.empty()) continue;
    ++ratio.n;
    if (!is_followed(given, demand, neighbours)) continue;
    ++ratio.k;
    ids.push_back(demand.id);
  }
  if (ratio.n > 0) {
    const std::string cited = out.evidence.query(
        "neighbours", "Demands that a neighbour followed within a year",
        "demands of more than a year before the day whose sender had forces in a neighbour of the host (borders of today)",
        ratio.n, ids, rows_of("demands", given.view.as_of));
    const Told told{.says = Says::count,
                    .acts = {{.verb = "follow", .what = "within a year by a neighbour's", .passive = true}},
                    .of = ratio};
    out.tell(given, On::third, told, {cited}, Status::computed);
    point_that_fits(out, given, On::third, {told}, {cited}, Status::computed);
  }
  out.not_told(On::third, kOthers);
  out.lines.back().spare = 3;
  return out;
}

}  // namespace entente::assess

#include "entente/outlook/watch_summary.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/situation.hpp"

#include <algorithm>

namespace entente::outlook {
namespace {

// Time after the newest demand that may pass before the record must be called old.
constexpr int kQuiet_days = 400;

std::vector<AskedRate> asked_rates(const record::View& view) {
  std::vector<AskedRate> out{{"years of a presence, all", 0, 0, {}},
                             {"of them with a successful coup in the host that year or the year before", 0, 0, {}},
                             {"of them without such a coup", 0, 0, {}}};
  for (const Trial& t : presence_years(view, AskEvent::asked))
    for (AskedRate* rate : {out.data(), &out[t.traits.coup ? 1 : 2]}) {
      rate->k += t.hit ? 1 : 0;
      ++rate->n;
    }
  for (AskedRate& rate : out) rate.interval = stats::jeffreys(rate.k, rate.n);
  return out;
}

OpenDemand open_demand(const record::View& view, const record::Demand& d, const LadderFile& file) {
  OpenDemand out{&d, days_between(midpoint(d.on), view.as_of), std::nullopt};
  const Situation s = situation(view, d.host, d.sender);
  try {
    if (s.demand == d.id) out.exit = exit_ladder(view, s, file);
  } catch (const Error& error) {
    // Early days hold no case that can be counted; the demand is listed without a number.
    if (error.code() != ErrorCode::bad_request) throw;
  }
  return out;
}

}  // namespace

bool WatchFilter::wants(const std::string& host, const std::string& sender) const {
  const auto in = [](const std::vector<std::string>& codes, const std::string& code) {
    return codes.empty() || std::find(codes.begin(), codes.end(), code) != codes.end();
  };
  return in(hosts, host) && in(senders, sender);
}

WatchSummary watch_summary(const record::View& view, const Neighbours& neighbours, const LadderFile& file,
                           const WatchFilter& filter, std::uint64_t seed, WatchDesign design) {
  WatchSummary out;
  out.list = watch_list(view, neighbours, seed, design);
  out.rates = asked_rates(view);
  for (const record::Demand& d : view.demands) {
    out.newest_demand = std::max(out.newest_demand, std::optional(d.known_on));
    if (!is_resolved(d) && is_state(view, d.sender) && filter.wants(d.host, d.sender))
      out.open.push_back(open_demand(view, d, file));
  }
  out.stale = out.newest_demand && days_between(*out.newest_demand, view.as_of) > kQuiet_days;
  return out;
}

std::vector<std::pair<std::size_t, const Watched*>> wanted(const WatchList& list, const WatchFilter& filter,
                                                           std::size_t most) {
  std::vector<std::pair<std::size_t, const Watched*>> out;
  for (std::size_t i = 0; i < list.ranked.size(); ++i)
    if (filter.wants(list.ranked[i].host, list.ranked[i].sender) && (most == 0 || out.size() < most))
      out.emplace_back(i + 1, &list.ranked[i]);
  return out;
}

}  // namespace entente::outlook

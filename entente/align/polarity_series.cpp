#include "entente/align/polarity_series.hpp"

#include "entente/align/concentration.hpp"
#include "entente/align/hosting.hpp"
#include "entente/align/polarity.hpp"
#include "entente/base/error.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace entente::align {
namespace {

constexpr int kYearsBefore = 10;

struct Years {
  int first = 0;
  int last = 0;
};

// The years asked for, of a series that ends with `last`.
Years years_of(const PolarityRequest& request, int last) { return {request.from.value_or(last - kYearsBefore), last}; }

void add_positions(std::vector<IndexSeries>& out, const Positions& positions, const PolarityRequest& request,
                   const Years& years) {
  IndexSeries spread{.index = "spread of positions, over that of all states"};
  std::vector<IndexSeries> distances;
  for (const std::string& pole : request.poles) distances.push_back({.index = "mean distance to " + pole});
  for (const AlignmentSpread& s : alignment_spread(positions, request.region, request.poles)) {
    if (s.year < years.first || s.year > years.last) continue;
    spread.add(s.year, s.deviation);
    for (std::size_t k = 0; k < distances.size(); ++k)
      if (s.distances[k] >= 0) distances[k].add(s.year, s.distances[k]);
  }
  if (!request.region.empty()) out.push_back(std::move(spread));  // over all states the spread is its own unit
  for (IndexSeries& series : distances) out.push_back(std::move(series));
}

IndexSeries senders_of_forces(const record::View& view, const PolarityRequest& request, const Years& years) {
  IndexSeries out{.index = "effective number of senders of forces, by hosts"};
  std::vector<std::string> hosts = request.region;
  if (hosts.empty()) {
    std::set<std::string> all;
    for (const record::Presence& p : view.presences) all.insert(p.host);
    hosts.assign(all.begin(), all.end());
  }
  for (const HostingYear& row : hosting_by_year(view, hosts, years.first, years.last)) {
    std::vector<double> counts;
    for (const SenderHosts& s : row.senders)
      if (s.census) counts.push_back(static_cast<double>(s.hosts.size()));
    if (!counts.empty()) out.add(row.year, concentration(counts).effective_number);
  }
  return out;
}

}  // namespace

PolaritySeries polarity_series(const record::View& view, const Positions& positions, const PolarityRequest& request,
                               const Executor& executor) {
  const std::vector<int> placed = positions.years();
  check(!placed.empty(), "polarity from positions of no year");
  const int last = request.to.value_or(year_of(view.as_of));
  PolaritySeries out;
  add_positions(out.indices, positions, request, years_of(request, std::min(last, placed.back())));
  out.indices.push_back(senders_of_forces(view, request, years_of(request, last)));

  const auto session = last_session(view);
  if (!session) return out;
  const Years voted = years_of(request, std::min(last, record::kYearOfSessionZero + session->number));
  auto networks = vote_networks(view, request.region, voted.first - record::kYearOfSessionZero,
                                voted.last - record::kYearOfSessionZero);
  const ModularityOptions chance{.seed = request.seed};
  auto found = map_each(executor, networks.size(), 1,
                        [&](std::size_t i) { return modularity_against_chance(networks[i].network, chance); });
  IndexSeries modularity{.index = "modularity of the network of votes"};
  IndexSeries excess{.index = "modularity above chance"};
  for (std::size_t i = 0; i < networks.size(); ++i) {
    const int year = record::kYearOfSessionZero + networks[i].session;
    modularity.add(year, found[i].value);
    excess.add(year, found[i].excess);
    out.camps.push_back({std::move(networks[i]), std::move(found[i])});
  }
  out.indices.push_back(std::move(modularity));
  out.indices.push_back(std::move(excess));
  return out;
}

std::vector<IndexSeries> capability_series(const Capabilities& capabilities, const PolarityRequest& request, int last) {
  check(!capabilities.empty(), "capabilities of no year");
  const Years years = years_of(request, std::min(request.to.value_or(last), capabilities.rbegin()->first));
  IndexSeries con{.index = "CON of capabilities"};
  IndexSeries hhi{.index = "HHI of capabilities"};
  IndexSeries effective{.index = "effective number of holders of capabilities"};
  bool any = false;
  for (const auto& [year, by_state] : capabilities) {
    if (year < years.first || year > years.last) continue;
    std::vector<double> amounts;
    for (const auto& [state, amount] : by_state)
      if (request.region.empty() ||
          std::find(request.region.begin(), request.region.end(), state) != request.region.end())
        amounts.push_back(amount);
    any = any || !amounts.empty();
    if (std::none_of(amounts.begin(), amounts.end(), [](double x) { return x > 0; })) continue;
    const Concentration c = concentration(amounts);
    con.add(year, c.con);
    hhi.add(year, c.hhi);
    effective.add(year, c.effective_number);
  }
  if (!any) return {};
  return {std::move(con), std::move(hhi), std::move(effective)};
}

}  // namespace entente::align

#include "entente/align/moves.hpp"

#include "entente/align/edges.hpp"
#include "entente/base/error.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace entente::align {
namespace {

bool between_poles(const GapPoints& p) {
  return std::min(p.pole_a, p.pole_b) <= p.own && p.own <= std::max(p.pole_a, p.pole_b);
}

// Rank of each value, 1 = lowest; equal values share the better rank.
std::vector<int> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<int> out(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool same = i > 0 && values[order[i]] == values[order[i - 1]];
    out[order[i]] = same ? out[order[i - 1]] : static_cast<int>(i) + 1;
  }
  return out;
}

}  // namespace

std::vector<Move> rank_moves(const std::vector<TwoPositions>& positions) {
  const std::size_t n = positions.size();
  std::vector<double> changes;
  for (const TwoPositions& p : positions) changes.push_back(p.to - p.from);
  const std::vector<int> rank = ranks(changes);
  const std::size_t draws = n > 0 ? positions[0].change_draws.size() : 0;
  const bool same = std::all_of(positions.begin(), positions.end(),
                                [&](const TwoPositions& p) { return p.change_draws.size() == draws; });
  std::vector<std::vector<double>> rank_draws(n);
  if (same && draws > 0) {
    std::vector<double> one(n);
    for (std::size_t d = 0; d < draws; ++d) {
      for (std::size_t i = 0; i < n; ++i) one[i] = positions[i].change_draws[d];
      const std::vector<int> r = ranks(one);
      for (std::size_t i = 0; i < n; ++i) rank_draws[i].push_back(r[i]);
    }
  }
  std::vector<Move> moves;
  for (std::size_t i = 0; i < n; ++i) {
    const TwoPositions& p = positions[i];
    Move move{p.state, p.from, p.to, changes[i], rank[i], static_cast<int>(n), {}, {}};
    if (!rank_draws[i].empty()) {
      move.change_interval = holding(stats::middle_80(p.change_draws), move.change);
      move.rank_interval = holding(stats::middle_80(rank_draws[i]), move.rank);
    }
    moves.push_back(std::move(move));
  }
  std::sort(moves.begin(), moves.end(),
            [](const Move& a, const Move& b) { return a.rank != b.rank ? a.rank < b.rank : a.state < b.state; });
  return moves;
}

double gap(const GapPoints& p) { return std::abs(p.own - p.pole_a) - std::abs(p.own - p.pole_b); }

GapSplit split_gap(const GapPoints& from, const GapPoints& to) {
  GapSplit out;
  out.gap_from = gap(from);
  out.gap_to = gap(to);
  out.change = out.gap_to - out.gap_from;
  constexpr double GapPoints::*kMovers[] = {&GapPoints::own, &GapPoints::pole_a, &GapPoints::pole_b};
  double parts[3] = {};
  std::array<std::size_t, 3> order{0, 1, 2};
  do {
    GapPoints now = from;
    for (const std::size_t mover : order) {
      const double before = gap(now);
      now.*kMovers[mover] = to.*kMovers[mover];
      parts[mover] += (gap(now) - before) / 6;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  out.own_part = parts[0];
  out.pole_a_part = parts[1];
  out.pole_b_part = parts[2];
  out.identified = between_poles(from) && between_poles(to);
  out.own_move_leads = out.identified && std::abs(out.change) > kRounding && out.own_part / out.change >= 0.5;
  return out;
}

}  // namespace entente::align

#include "entente/align/positions.hpp"

#include "entente/align/edges.hpp"
#include "entente/states/states.hpp"

#include <algorithm>
#include <cstddef>
#include <set>

namespace entente::align {
namespace {

constexpr double kHazard = 1.0 / 50;

// Under its own code, else under that of a state whose seat it has: Russia's are those of the Soviet Union too.
template <class Map>
auto of_seat(const Map& of, const std::string& state) {
  const auto own = of.find(state);
  if (own != of.end()) return own;
  const std::string_view seat = states::States::all().seat(state);
  return std::find_if(of.begin(), of.end(),
                      [&](const auto& one) { return states::States::all().seat(one.first) == seat; });
}

std::optional<GapPoints> gap_points(const Positions& positions, const WithPoles& states, int year) {
  std::array<const Position*, 3> found{};
  for (std::size_t i = 0; i < states.size(); ++i) {
    found[i] = positions.find(states[i], year);
    if (found[i] == nullptr) return std::nullopt;
  }
  return GapPoints{found[0]->mean, found[1]->mean, found[2]->mean};
}

}  // namespace

const Position* Positions::find(const std::string& state, int year) const {
  const auto it = of_seat(of, state);
  if (it == of.end()) return nullptr;
  const auto at = it->second.find(year);
  if (at == it->second.end() || (at->second.votes > 0 && at->second.votes < least_votes)) return nullptr;
  return &at->second;
}

int Positions::votes(const std::string& state, int year) const {
  const auto it = of_seat(of, state);
  if (it == of.end()) return 0;
  const auto at = it->second.find(year);
  return at == it->second.end() ? 0 : at->second.votes;
}

std::vector<int> Positions::years() const {
  std::set<int> years;
  for (const auto& [state, by_year] : of)
    for (const auto& [year, position] : by_year) years.insert(year);
  return {years.begin(), years.end()};
}

Positions positions_of(const IdealPoints& estimate) {
  Positions out;
  for (std::size_t p = 0; p < estimate.points.size(); ++p) {
    const IdealPoint& point = estimate.points[p];
    const auto draws = estimate.draws_of(p);
    out.of[estimate.voters[point.voter]][record::kYearOfSessionZero + point.session] = {
        point.mean, point.interval, point.votes, {draws.begin(), draws.end()}};
  }
  return out;
}

std::vector<TwoPositions> positions_in(const Positions& positions, int from, int to) {
  std::vector<TwoPositions> out;
  for (const auto& [state, by_year] : positions.of) {
    const Position* a = positions.find(state, from);
    const Position* b = positions.find(state, to);
    if (a == nullptr || b == nullptr) continue;
    TwoPositions& two = out.emplace_back(TwoPositions{state, a->mean, b->mean, {}});
    for (std::size_t d = 0; d < std::min(a->draws.size(), b->draws.size()); ++d)
      two.change_draws.push_back(static_cast<double>(b->draws[d]) - static_cast<double>(a->draws[d]));
  }
  return out;
}

std::optional<GapSplit> split_of(const Positions& positions, const WithPoles& states, int from, int to) {
  const auto first = gap_points(positions, states, from);
  const auto second = gap_points(positions, states, to);
  if (!first || !second) return std::nullopt;
  return split_gap(*first, *second);
}

GapChanges gap_changes(const Positions& positions, const WithPoles& states, std::optional<int> first,
                       std::optional<int> last) {
  GapChanges out;
  std::vector<double> gaps;
  for (const int year : positions.years()) {
    if ((first && year < *first) || (last && year > *last)) continue;
    const auto points = gap_points(positions, states, year);
    if (!points) continue;
    gaps.push_back(gap(*points));
    out.years.push_back({.year = year, .gap = gaps.back()});
  }
  out.constant = constant(gaps);
  if (out.constant || gaps.size() < kLeastSwept) return out;
  out.walks = walk_rates(gaps.size(), kHazard);
  const auto recent = recent_change_probability(in_units_of_noise(gaps), kHazard, kWideLevel);
  for (std::size_t i = kRecentRun; i < gaps.size(); ++i) out.years[i].recent = recent[i];
  for (const SweptChange& change : sweep_changes(gaps)) {
    GapYear& year = out.years[change.after];
    year.share_of_penalties = change.share_of_penalties;
    year.in_walks = out.walks->found_by(change.share_of_penalties);
  }
  return out;
}

}  // namespace entente::align

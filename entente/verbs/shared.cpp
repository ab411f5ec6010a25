#include "entente/verbs/shared.hpp"

#include <sstream>

namespace entente::verbs {

Cell estimate(double value, const stats::Interval& interval) { return Range{value, interval.lo, interval.hi}; }

Cell estimate(std::optional<double> value, const stats::Interval& interval) {
  return Range{value, interval.lo, interval.hi};
}

std::optional<double> share_of(double k, double n) { return n == 0 ? std::nullopt : std::optional(k / n); }

Cell share_cell(double k, double n, const stats::Interval& interval) {
  return n == 0 ? Cell(None{}) : estimate(k / n, interval);
}

Basis basis_of(const record::View& view, std::optional<std::uint64_t> seed, std::string model) {
  return {view.as_of, view.hash, std::move(model), seed};
}

void add_neighbours(outlook::Neighbours& to, const geo::LayerPart& part) {
  std::istringstream words(part.text);
  for (std::string code; words >> code;) to[part.key].push_back(code);
}

outlook::Neighbours load_neighbours(const store::Facts& facts) {
  outlook::Neighbours out;
  for (const geo::LayerPart& part : facts.layer(store::kNeighboursLayer)) add_neighbours(out, part);
  return out;
}

}  // namespace entente::verbs

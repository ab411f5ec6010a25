#include "entente/align/session_scale.hpp"

#include <algorithm>
#include <cmath>

namespace entente::align {
namespace {

constexpr double kNoSpread = 1e-6;
constexpr double kLeastInCommon = 10;  // of a few states hardly a move would be left

// Mean and spread of what was added.
class Moments {
 public:
  void add(double x) {
    ++n_;
    sum_ += x;
    squares_ += x * x;
  }
  double n() const { return n_; }
  double mean() const { return sum_ / n_; }
  double spread() const { return std::sqrt(std::max(0.0, squares_ / n_ - mean() * mean())); }

 private:
  double n_ = 0;
  double sum_ = 0;
  double squares_ = 0;
};

}  // namespace

std::vector<SessionScale> session_scales(const VoteTable& votes, const std::vector<double>& theta) {
  std::vector<SessionScale> scales(votes.sessions.size());
  Moments all;
  for (std::size_t s = 0; s < scales.size(); ++s) {
    Moments before;
    Moments now;
    for (std::size_t v = 0; s > 0 && v < votes.voters; ++v) {
      const std::size_t cell = s * votes.voters + v;
      if (votes.votes_of_cell[cell] == 0 || votes.votes_of_cell[cell - votes.voters] == 0) continue;
      before.add((theta[cell - votes.voters] - scales[s - 1].shift) / scales[s - 1].stretch);
      now.add(theta[cell]);
    }
    if (now.n() >= kLeastInCommon && now.spread() > kNoSpread && before.spread() > kNoSpread) {
      scales[s].stretch = now.spread() / before.spread();
      scales[s].shift = now.mean() - before.mean() * scales[s].stretch;
    } else if (s > 0) {
      scales[s] = scales[s - 1];
    }
    for (std::size_t v = 0; v < votes.voters; ++v)
      if (const std::size_t cell = s * votes.voters + v; votes.votes_of_cell[cell] > 0)
        all.add((theta[cell] - scales[s].shift) / scales[s].stretch);
  }
  const double spread = std::max(all.spread(), kNoSpread);
  for (SessionScale& scale : scales) {
    scale.shift += all.mean() * scale.stretch;
    scale.stretch *= spread;
  }
  return scales;
}

void rescale(const VoteTable& votes, const std::vector<SessionScale>& scales, std::vector<double>& theta) {
  for (std::size_t s = 0; s < scales.size(); ++s)
    for (std::size_t v = 0; v < votes.voters; ++v) {
      double& t = theta[s * votes.voters + v];
      t = (t - scales[s].shift) / scales[s].stretch;
    }
}

}  // namespace entente::align

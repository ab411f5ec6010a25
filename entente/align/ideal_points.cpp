#include "entente/align/ideal_points.hpp"

#include "entente/align/edges.hpp"
#include "entente/align/similarity.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/normal.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace entente::align {
namespace {

// Symbols as in docs/methods/alignment.md, section 2:
//   theta  position of a state in a session (a cell)
//   beta   slope of a roll call;  g1, g2 its cut points;  delta = log(g2 - g1)
//   z      latent vote beta theta + e, e ~ N(0, 1); yes below g1, abstain up to g2, no above

// Priors. The slope's is the paper's; the cut points' are wide and keep a roll call on which nobody abstained finite.
constexpr double kCutDeviation = 3;
constexpr double kDeltaMean = -0.5;
constexpr double kDeltaDeviation = 1;
constexpr double kFirstVariance = 1;     // of a state's first position
constexpr double kProposalScale = 1.15;  // deviations of the proposal over those of the Gaussian approximation
constexpr int kModeRounds = 3;
constexpr std::size_t kItemsPerBlock = 64;
constexpr std::size_t kPointsPerBlock = 256;

struct Item {
  double beta = 0;
  double g1 = 0;
  double delta = 0;
};

using Vector3 = std::array<double, 3>;
Vector3 vector_of(const Item& item) { return {item.beta, item.g1, item.delta}; }
Item item_of(const Vector3& v) { return {v[0], v[1], v[2]}; }

// Lower triangle of a symmetric 3 x 3 matrix, and its Cholesky factor.
struct Symmetric3 {
  double m00 = 0, m10 = 0, m11 = 0, m20 = 0, m21 = 0, m22 = 0;
};

struct Cholesky3 {
  double l00, l10, l11, l20, l21, l22;
  explicit Cholesky3(const Symmetric3& s) {
    constexpr double kLeast = 1e-9;
    l00 = std::sqrt(std::max(s.m00, kLeast));
    l10 = s.m10 / l00;
    l20 = s.m20 / l00;
    l11 = std::sqrt(std::max(s.m11 - l10 * l10, kLeast));
    l21 = (s.m21 - l20 * l10) / l11;
    l22 = std::sqrt(std::max(s.m22 - l20 * l20 - l21 * l21, kLeast));
  }
  // L^T x = b
  Vector3 solve_transposed(const Vector3& b) const {
    const double x2 = b[2] / l22;
    const double x1 = (b[1] - l21 * x2) / l11;
    return {(b[0] - l10 * x1 - l20 * x2) / l00, x1, x2};
  }
  // L L^T x = b
  Vector3 solve(const Vector3& b) const {
    const double y0 = b[0] / l00;
    const double y1 = (b[1] - l10 * y0) / l11;
    return solve_transposed({y0, y1, (b[2] - l20 * y0 - l21 * y1) / l22});
  }
  // |L^T x|^2
  double quadratic(const Vector3& x) const {
    const double a = l00 * x[0] + l10 * x[1] + l20 * x[2];
    const double b = l11 * x[1] + l21 * x[2];
    const double c = l22 * x[2];
    return a * a + b * b + c * c;
  }
};

// The votes twice: by item for the items' step, by state for the positions' step. Cells are session * voters + voter.
struct Votes {
  std::size_t voters = 0;
  std::vector<int> sessions;
  std::vector<std::uint32_t> cells;              // by (item, choice, cell)
  std::vector<std::array<std::size_t, 4>> item;  // where the yes, abstain, no of an item begin, and its end
  struct Stretch {
    std::size_t cell = 0;
    std::array<std::size_t, 4> from{};  // into `items`: yes, abstain, no, end; empty where absent
  };
  std::vector<std::uint32_t> items;         // by (voter, session, choice)
  std::vector<std::vector<Stretch>> voter;  // from the first to the last session in which it voted
  std::vector<int> votes_of_cell;
  long total = 0;
  int roll_calls = 0;
};

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

// Whether each roll call divides and is not of a session that is left out for its age.
std::vector<char> dividing_roll_calls(const record::View& view, const IdealPointOptions& options) {
  std::vector<std::array<int, 3>> counts(view.roll_calls.size());
  for (const record::Ballot& b : view.ballots)
    ++counts[static_cast<std::size_t>(b.roll_call)][static_cast<std::size_t>(b.choice) - 1];
  std::vector<char> out(counts.size());
  for (std::size_t r = 0; r < counts.size(); ++r)
    out[r] =
        std::count(counts[r].begin(), counts[r].end(), 0) < 2 && view.roll_calls[r].session >= options.first_session;
  return out;
}

// Sessions with roll calls enough that divide, ascending.
std::vector<int> sessions_used(const record::View& view, const std::vector<char>& divides,
                               const IdealPointOptions& options) {
  std::map<int, int> number_of;  // roll calls that divide, by session
  for (std::size_t r = 0; r < divides.size(); ++r)
    if (divides[r] != 0) ++number_of[view.roll_calls[r].session];
  std::vector<int> out;
  for (const auto& [session, number] : number_of)
    if (number >= options.least_roll_calls) out.push_back(session);
  return out;
}

Votes arrange(const record::View& view, const IdealPointOptions& options) {
  const std::size_t n = view.roll_calls.size();
  std::vector<char> used = dividing_roll_calls(view, options);
  Votes out;
  out.voters = view.voters.size();
  out.sessions = sessions_used(view, used, options);
  std::map<int, std::size_t> index_of;
  for (std::size_t s = 0; s < out.sessions.size(); ++s) index_of[out.sessions[s]] = s;
  if (out.sessions.empty())
    throw Error(ErrorCode::not_found, "no session known on the day has enough roll calls that divide",
                "take a later day or import votes");
  for (std::size_t r = 0; r < n; ++r) {
    used[r] = used[r] != 0 && index_of.contains(view.roll_calls[r].session);
    out.roll_calls += used[r];
  }

  // Items: roll calls, those on the same matter joined, numbered by their first roll call.
  std::vector<std::size_t> parent(n);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  for (const record::Bridge& bridge : view.bridges) {
    const auto a = static_cast<std::size_t>(bridge.first);
    const auto b = static_cast<std::size_t>(bridge.second);
    if (used[a] == 0 || used[b] == 0) continue;
    const std::size_t root_a = root_of(parent, a);
    const std::size_t root_b = root_of(parent, b);
    parent[std::max(root_a, root_b)] = std::min(root_a, root_b);
  }
  std::vector<std::uint32_t> item_of_roll_call(n);
  std::uint32_t items = 0;
  for (std::size_t r = 0; r < n; ++r)
    if (used[r] != 0) item_of_roll_call[r] = root_of(parent, r) == r ? items++ : item_of_roll_call[root_of(parent, r)];

  struct Vote {
    std::uint32_t item;
    std::uint32_t cell;
    std::uint8_t choice;
  };
  std::vector<Vote> votes;
  out.votes_of_cell.resize(out.voters * out.sessions.size());
  for (const record::Ballot& b : view.ballots) {
    const auto r = static_cast<std::size_t>(b.roll_call);
    if (used[r] == 0) continue;
    const std::size_t cell = index_of[view.roll_calls[r].session] * out.voters + b.voter;
    votes.push_back({item_of_roll_call[r], static_cast<std::uint32_t>(cell),
                     static_cast<std::uint8_t>(static_cast<int>(b.choice) - 1)});
    ++out.votes_of_cell[cell];
  }
  out.total = static_cast<long>(votes.size());

  std::sort(votes.begin(), votes.end(), [](const Vote& a, const Vote& b) {
    return std::tie(a.item, a.choice, a.cell) < std::tie(b.item, b.choice, b.cell);
  });
  out.item.resize(items);
  std::size_t at = 0;
  for (std::uint32_t j = 0; j < items; ++j)
    for (std::uint8_t choice = 0; choice < 4; ++choice) {
      out.item[j][choice] = at;
      while (choice < 3 && at < votes.size() && votes[at].item == j && votes[at].choice == choice) ++at;
    }
  out.cells.resize(votes.size());
  for (std::size_t i = 0; i < votes.size(); ++i) out.cells[i] = votes[i].cell;

  std::sort(votes.begin(), votes.end(), [&](const Vote& a, const Vote& b) {
    return std::tuple(a.cell % out.voters, a.cell, a.choice, a.item) <
           std::tuple(b.cell % out.voters, b.cell, b.choice, b.item);
  });
  out.items.resize(votes.size());
  for (std::size_t i = 0; i < votes.size(); ++i) out.items[i] = votes[i].item;
  out.voter.resize(out.voters);
  at = 0;
  for (std::size_t v = 0; v < out.voters; ++v) {
    if (at >= votes.size() || votes[at].cell % out.voters != v) continue;
    std::size_t end = at;
    while (end < votes.size() && votes[end].cell % out.voters == v) ++end;
    const std::size_t last_session = votes[end - 1].cell / out.voters;
    for (std::size_t s = votes[at].cell / out.voters; s <= last_session; ++s) {
      Votes::Stretch stretch;
      stretch.cell = s * out.voters + v;
      for (std::uint8_t choice = 0; choice < 4; ++choice) {
        stretch.from[choice] = at;
        while (choice < 3 && at < end && votes[at].cell == stretch.cell && votes[at].choice == choice) ++at;
      }
      out.voter[v].push_back(stretch);
    }
  }
  return out;
}

// ---- an item given the positions -------------------------------------------------------------------------------

double log_prior(const Item& item) {
  const double cut = item.g1 / kCutDeviation;
  const double delta = (item.delta - kDeltaMean) / kDeltaDeviation;
  return -0.5 * (item.beta * item.beta + cut * cut + delta * delta);
}

double log_posterior(const Votes& votes, std::size_t j, const std::vector<double>& theta, const Item& item) {
  const stats::LogNormalCdf& cdf = stats::LogNormalCdf::table();
  const auto& from = votes.item[j];
  const double g2 = item.g1 + std::exp(item.delta);
  double sum = log_prior(item);
  for (std::size_t i = from[0]; i < from[1]; ++i) sum += cdf.value(item.g1 - item.beta * theta[votes.cells[i]]);
  for (std::size_t i = from[1]; i < from[2]; ++i) {
    const double m = item.beta * theta[votes.cells[i]];
    sum += stats::log_interval_mass(item.g1 - m, g2 - m);
  }
  for (std::size_t i = from[2]; i < from[3]; ++i) sum += cdf.value(item.beta * theta[votes.cells[i]] - g2);
  return sum;
}

struct Expansion {
  Vector3 gradient{};
  Symmetric3 precision;  // minus the second derivatives, made positive
};

Expansion expand(const Votes& votes, std::size_t j, const std::vector<double>& theta, const Item& item) {
  const stats::LogNormalCdf& cdf = stats::LogNormalCdf::table();
  const auto& from = votes.item[j];
  const double width = std::exp(item.delta);
  const double g2 = item.g1 + width;
  // With respect to beta, g1, g2.
  double gb = 0, g_1 = 0, g_2 = 0, bb = 0, b1 = 0, b2 = 0, h11 = 0, h12 = 0, h22 = 0;
  for (std::size_t i = from[0]; i < from[1]; ++i) {
    const double t = theta[votes.cells[i]];
    const double a = item.g1 - item.beta * t;
    const double slope = cdf.at(a).slope;
    const double curve = slope * (slope + a);
    gb -= slope * t;
    g_1 += slope;
    bb += curve * t * t;
    b1 -= curve * t;
    h11 += curve;
  }
  for (std::size_t i = from[1]; i < from[2]; ++i) {
    const double t = theta[votes.cells[i]];
    const double a = item.g1 - item.beta * t;
    const double b = g2 - item.beta * t;
    const stats::IntervalMass mass = stats::interval_mass(a, b);
    const double pa = mass.density_a;
    const double pb = mass.density_b;
    const double aa = pa * pa - a * pa;
    const double ab = -pa * pb;
    const double b_b = pb * pb + b * pb;
    gb -= (pb - pa) * t;
    g_1 -= pa;
    g_2 += pb;
    bb += (aa + 2 * ab + b_b) * t * t;
    b1 -= (aa + ab) * t;
    b2 -= (ab + b_b) * t;
    h11 += aa;
    h12 += ab;
    h22 += b_b;
  }
  for (std::size_t i = from[2]; i < from[3]; ++i) {
    const double t = theta[votes.cells[i]];
    const double b = item.beta * t - g2;
    const double slope = cdf.at(b).slope;
    const double curve = slope * (slope + b);
    gb += slope * t;
    g_2 -= slope;
    bb += curve * t * t;
    b2 -= curve * t;
    h22 += curve;
  }
  // From g2 to delta: g2 = g1 + exp(delta).
  Expansion out;
  const double cut = 1 / (kCutDeviation * kCutDeviation);
  const double wide = 1 / (kDeltaDeviation * kDeltaDeviation);
  out.gradient = {gb - item.beta, g_1 + g_2 - item.g1 * cut, g_2 * width - (item.delta - kDeltaMean) * wide};
  out.precision.m00 = bb + 1;
  out.precision.m10 = b1 + b2;
  out.precision.m11 = h11 + 2 * h12 + h22 + cut;
  out.precision.m20 = b2 * width;
  out.precision.m21 = (h12 + h22) * width;
  out.precision.m22 = h22 * width * width + std::max(0.0, -g_2 * width) + wide;
  return out;
}

// One Newton step, at most so far that the Gaussian approximation is still worth something.
Item newton_step(const Votes& votes, std::size_t j, const std::vector<double>& theta, const Item& item) {
  const Expansion e = expand(votes, j, theta, item);
  Vector3 step = Cholesky3(e.precision).solve(e.gradient);
  double longest = 0;
  for (const double s : step) longest = std::max(longest, std::abs(s));
  const double shrink = longest > 1 ? 1 / longest : 1;
  Vector3 to = vector_of(item);
  for (std::size_t k = 0; k < 3; ++k) to[k] += shrink * step[k];
  return item_of(to);
}

// ---- positions given the items ---------------------------------------------------------------------------------

// What the votes of one cell say of its position: a normal likelihood of this precision times mean.
struct Evidence {
  double precision = 0;
  double weighted = 0;
};

// Second-order expansion of the log likelihood at `theta`.
Evidence expand_cell(const Votes& votes, const Votes::Stretch& s, const std::vector<Item>& items, double theta) {
  const stats::LogNormalCdf& cdf = stats::LogNormalCdf::table();
  double gradient = 0;
  double precision = 0;
  for (std::size_t i = s.from[0]; i < s.from[1]; ++i) {
    const Item& item = items[votes.items[i]];
    const double a = item.g1 - item.beta * theta;
    const double slope = cdf.at(a).slope;
    gradient -= item.beta * slope;
    precision += item.beta * item.beta * slope * (slope + a);
  }
  for (std::size_t i = s.from[1]; i < s.from[2]; ++i) {
    const Item& item = items[votes.items[i]];
    const double a = item.g1 - item.beta * theta;
    const double b = a + std::exp(item.delta);
    const stats::IntervalMass mass = stats::interval_mass(a, b);
    const double pa = mass.density_a;
    const double pb = mass.density_b;
    gradient -= item.beta * (pb - pa);
    precision += item.beta * item.beta * ((pb - pa) * (pb - pa) + b * pb - a * pa);
  }
  for (std::size_t i = s.from[2]; i < s.from[3]; ++i) {
    const Item& item = items[votes.items[i]];
    const double b = item.beta * theta - item.g1 - std::exp(item.delta);
    const double slope = cdf.at(b).slope;
    gradient += item.beta * slope;
    precision += item.beta * item.beta * slope * (slope + b);
  }
  return {precision, precision * theta + gradient};
}

struct Cuts {
  double beta;
  double g1;
  double g2;
};

// Draws the latent votes of one cell and gathers them.
Evidence draw_cell(const Votes& votes, const Votes::Stretch& s, const std::vector<Cuts>& items, double theta,
                   RandomStream& random) {
  Evidence out;
  double noise = 0;
  for (std::size_t i = s.from[0]; i < s.from[1]; ++i) {
    const Cuts& item = items[votes.items[i]];
    out.precision += item.beta * item.beta;
    noise += item.beta * stats::draw_normal_below(random, item.g1 - item.beta * theta);
  }
  for (std::size_t i = s.from[1]; i < s.from[2]; ++i) {
    const Cuts& item = items[votes.items[i]];
    const double m = item.beta * theta;
    out.precision += item.beta * item.beta;
    noise += item.beta * stats::draw_normal_between(random, item.g1 - m, item.g2 - m);
  }
  for (std::size_t i = s.from[2]; i < s.from[3]; ++i) {
    const Cuts& item = items[votes.items[i]];
    out.precision += item.beta * item.beta;
    noise -= item.beta * stats::draw_normal_below(random, item.beta * theta - item.g2);
  }
  out.weighted = out.precision * theta + noise;
  return out;
}

// Positions along the path of a state. Forward filter, then backward: means where `random` is empty, else a draw of the
// whole path.
std::vector<double> walk(const std::vector<Votes::Stretch>& path, const std::vector<Evidence>& evidence,
                         const std::vector<int>& sessions, std::size_t voters, double innovation_variance,
                         RandomStream* random) {
  const std::size_t n = path.size();
  std::vector<double> mean(n);
  std::vector<double> variance(n);
  const auto step = [&](std::size_t i) {  // variance of the walk from i to i + 1
    return innovation_variance * (sessions[path[i + 1].cell / voters] - sessions[path[i].cell / voters]);
  };
  for (std::size_t i = 0; i < n; ++i) {
    const double before_mean = i == 0 ? 0 : mean[i - 1];
    const double before_variance = i == 0 ? kFirstVariance : variance[i - 1] + step(i - 1);
    variance[i] = 1 / (1 / before_variance + evidence[i].precision);
    mean[i] = variance[i] * (before_mean / before_variance + evidence[i].weighted);
  }
  std::vector<double> theta(n);
  for (std::size_t i = n; i-- > 0;) {
    double m = mean[i];
    double v = variance[i];
    if (i + 1 < n) {
      const double gain = v / (v + step(i));
      m += gain * (theta[i + 1] - m);
      v *= 1 - gain;
    }
    theta[i] = random == nullptr ? m : m + std::sqrt(v) * stats::draw_normal(*random);
  }
  return theta;
}

void set_paths(const Votes& votes, const std::vector<std::vector<double>>& paths, std::vector<double>& theta) {
  for (std::size_t v = 0; v < votes.voters; ++v)
    for (std::size_t i = 0; i < paths[v].size(); ++i) theta[votes.voter[v][i].cell] = paths[v][i];
}

// Mean 0 and variance 1 over the cells with votes; the items move along so that no probability changes.
void normalise(const Votes& votes, std::vector<double>& theta, std::vector<Item>& items) {
  double n = 0;
  double sum = 0;
  double squares = 0;
  for (std::size_t c = 0; c < theta.size(); ++c)
    if (votes.votes_of_cell[c] > 0) {
      ++n;
      sum += theta[c];
      squares += theta[c] * theta[c];
    }
  const double mean = sum / n;
  const double deviation = std::sqrt(std::max(squares / n - mean * mean, 1e-12));
  for (double& t : theta) t = (t - mean) / deviation;
  for (Item& item : items) {
    item.g1 -= item.beta * mean;
    item.beta *= deviation;
  }
}

// First positions: how far a state votes along the line from the low anchors to the high ones.
std::vector<double> first_positions(const record::View& view, const Votes& votes, const IdealPointOptions& options) {
  std::vector<int> side(votes.voters);
  for (std::size_t v = 0; v < votes.voters; ++v) {
    const auto in = [&](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), view.voters[v]) != list.end();
    };
    side[v] = in(options.high) ? 1 : in(options.low) ? -1 : 0;
  }
  for (const int wanted : {1, -1})
    if (std::find(side.begin(), side.end(), wanted) == side.end())
      throw Error(ErrorCode::bad_request, "no state that tells the direction of the scale has voted",
                  "name states that voted for both ends of the scale");
  std::vector<double> along(view.roll_calls.size());
  std::vector<double> centre(view.roll_calls.size());
  {
    std::vector<std::array<double, 6>> sums(view.roll_calls.size());
    for (const record::Ballot& b : view.ballots) {
      auto& s = sums[static_cast<std::size_t>(b.roll_call)];
      const double code = static_cast<double>(b.choice);
      s[0] += 1;
      s[1] += code;
      if (side[b.voter] == 0) continue;
      const std::size_t k = side[b.voter] > 0 ? 2 : 4;
      s[k] += 1;
      s[k + 1] += code;
    }
    for (std::size_t r = 0; r < sums.size(); ++r) {
      const auto& s = sums[r];
      if (s[0] > 0) centre[r] = s[1] / s[0];
      if (s[2] > 0 && s[4] > 0) along[r] = s[3] / s[2] - s[5] / s[4];
    }
  }
  std::map<int, std::size_t> index_of;
  for (std::size_t s = 0; s < votes.sessions.size(); ++s) index_of[votes.sessions[s]] = s;
  const std::size_t cells = votes.votes_of_cell.size();
  std::vector<double> dot(cells);
  std::vector<double> weight(cells, 1.0);
  for (const record::Ballot& b : view.ballots) {
    const auto r = static_cast<std::size_t>(b.roll_call);
    const auto session = index_of.find(view.roll_calls[r].session);
    if (session == index_of.end()) continue;
    const std::size_t cell = session->second * votes.voters + b.voter;
    dot[cell] += (static_cast<double>(b.choice) - centre[r]) * along[r];
    weight[cell] += along[r] * along[r];
  }
  for (std::size_t c = 0; c < cells; ++c) dot[c] /= weight[c];
  return dot;
}

struct State {
  std::vector<double> theta;
  std::vector<Item> items;
};

State mode(const record::View& view, const Votes& votes, const IdealPointOptions& options, const Executor& executor) {
  State state;
  state.theta = first_positions(view, votes, options);
  state.items.resize(votes.item.size());
  normalise(votes, state.theta, state.items);
  for (std::size_t j = 0; j < state.items.size(); ++j) {
    const auto& from = votes.item[j];
    const double n = static_cast<double>(from[3] - from[0]);
    const double yes = (static_cast<double>(from[1] - from[0]) + 0.5) / (n + 1);
    // The cut point of the share of yes, by a logistic approximation to the normal stats::quantile.
    state.items[j] = {0, std::log(yes / (1 - yes)) / 1.7, kDeltaMean};
  }
  for (int round = 0; round < kModeRounds; ++round) {
    state.items = map_each(executor, state.items.size(), kItemsPerBlock, [&](std::size_t j) {
      Item item = state.items[j];
      for (int k = 0; k < (round == 0 ? 4 : 1); ++k) item = newton_step(votes, j, state.theta, item);
      return item;
    });
    const auto paths = map_each(executor, votes.voters, 1, [&](std::size_t v) {
      std::vector<Evidence> evidence;
      for (const auto& stretch : votes.voter[v])
        evidence.push_back(expand_cell(votes, stretch, state.items, state.theta[stretch.cell]));
      return walk(votes.voter[v], evidence, votes.sessions, votes.voters, options.innovation_variance, nullptr);
    });
    set_paths(votes, paths, state.theta);
    normalise(votes, state.theta, state.items);
  }
  return state;
}

// ---- one sweep of the sampler ----------------------------------------------------------------------------------

// A draw of an item, by an independent proposal around the posterior's Gaussian approximation, which depends on the
// positions and on a point that is fixed after the burn-in, never on the item's present value.
struct ItemDraw {
  Item item;
  Item centre;  // of the approximation
  double g2 = 0;
  bool taken = false;  // the proposal
};

ItemDraw draw_item(const Votes& votes, std::size_t j, const State& state, const Item& expansion_at,
                   RandomStream random) {
  const Expansion e = expand(votes, j, state.theta, expansion_at);
  const Cholesky3 root(e.precision);
  Vector3 centre = root.solve(e.gradient);
  double longest = 0;
  for (const double s : centre) longest = std::max(longest, std::abs(s));
  const double shrink = longest > 1 ? 1 / longest : 1;
  const Vector3 base = vector_of(expansion_at);
  for (std::size_t k = 0; k < 3; ++k) centre[k] = base[k] + shrink * centre[k];
  const double n0 = stats::draw_normal(random);
  const double n1 = stats::draw_normal(random);
  const double n2 = stats::draw_normal(random);
  const Vector3 noise = root.solve_transposed({n0, n1, n2});
  Vector3 proposed;
  for (std::size_t k = 0; k < 3; ++k) proposed[k] = centre[k] + kProposalScale * noise[k];
  Vector3 away = vector_of(state.items[j]);
  for (std::size_t k = 0; k < 3; ++k) away[k] -= centre[k];
  const double log_forward = -0.5 * (n0 * n0 + n1 * n1 + n2 * n2);
  const double log_back = -0.5 * root.quadratic(away) / (kProposalScale * kProposalScale);
  const Item candidate = item_of(proposed);
  const double ratio = log_posterior(votes, j, state.theta, candidate) -
                       log_posterior(votes, j, state.theta, state.items[j]) + log_back - log_forward;
  ItemDraw out{state.items[j], item_of(centre)};
  out.taken = ratio >= 0 || random.uniform() < std::exp(ratio);
  if (out.taken) out.item = candidate;
  out.g2 = out.item.g1 + std::exp(out.item.delta);
  return out;
}

// ---- what the draws say ----------------------------------------------------------------------------------------

struct Convergence {
  double r_hat = 1;
  double effective = 0;
};

// Split chains: potential scale reduction, and effective draws by Geyer's initial positive sequence.
Convergence convergence(std::span<const float> draws, int chains) {
  const std::size_t half = draws.size() / static_cast<std::size_t>(chains) / 2;
  const std::size_t parts = static_cast<std::size_t>(chains) * 2;
  Convergence out;
  if (half < 4) return out;
  const std::size_t per_chain = draws.size() / static_cast<std::size_t>(chains);
  std::vector<double> means(parts);
  std::vector<std::span<const float>> part(parts);
  double within = 0;
  for (std::size_t p = 0; p < parts; ++p) {
    part[p] = draws.subspan(p / 2 * per_chain + (p % 2) * (per_chain - half), half);
    for (const float x : part[p]) means[p] += x;
    means[p] /= static_cast<double>(half);
    double squares = 0;
    for (const float x : part[p]) squares += (x - means[p]) * (x - means[p]);
    within += squares / static_cast<double>(half - 1) / static_cast<double>(parts);
  }
  const double grand = std::accumulate(means.begin(), means.end(), 0.0) / static_cast<double>(parts);
  double between = 0;
  for (const double m : means) between += (m - grand) * (m - grand) / static_cast<double>(parts - 1);
  const double n = static_cast<double>(half);
  const double pooled = (n - 1) / n * within + between;
  if (within <= 0) return {1, n * static_cast<double>(parts)};
  out.r_hat = std::sqrt(pooled / within);
  double sum = 0;
  for (std::size_t lag = 1; lag + 1 < half; lag += 2) {
    double pair = 0;
    for (const std::size_t k : {lag, lag + 1}) {
      double variogram = 0;
      for (std::size_t p = 0; p < parts; ++p) {
        double squares = 0;
        for (std::size_t i = k; i < half; ++i) squares += (part[p][i] - part[p][i - k]) * (part[p][i] - part[p][i - k]);
        variogram += squares / static_cast<double>(half - k) / static_cast<double>(parts);
      }
      pair += 1 - variogram / (2 * pooled);
    }
    if (pair < 0) break;
    sum += pair;
  }
  const double total = n * static_cast<double>(parts);
  out.effective = std::min(total, total / (1 + 2 * sum));
  return out;
}

}  // namespace

std::span<const float> IdealPoints::draws_of(std::size_t point) const {
  return std::span<const float>(draw_values)
      .subspan(point * static_cast<std::size_t>(draws), static_cast<std::size_t>(draws));
}

std::size_t IdealPoints::find(std::string_view voter, int session) const {
  const auto name = std::find(voters.begin(), voters.end(), voter);
  if (name == voters.end()) return npos;
  const auto index = static_cast<std::uint16_t>(name - voters.begin());
  const auto it =
      std::lower_bound(points.begin(), points.end(), std::pair(index, session),
                       [](const IdealPoint& p, const auto& key) { return std::pair(p.voter, p.session) < key; });
  if (it == points.end() || it->voter != index || it->session != session) return npos;
  return static_cast<std::size_t>(it - points.begin());
}

bool can_estimate(const record::View& view, const IdealPointOptions& options) {
  const auto voted = [&](const std::vector<std::string>& anchors) {
    return std::any_of(anchors.begin(), anchors.end(), [&](const std::string& state) {
      return std::find(view.voters.begin(), view.voters.end(), state) != view.voters.end();
    });
  };
  return !sessions_used(view, dividing_roll_calls(view, options), options).empty() && voted(options.high) &&
         voted(options.low);
}

IdealPoints ideal_points(const record::View& view, const IdealPointOptions& options, const Executor& executor) {
  check(options.chains >= 1 && options.burn_in >= 0 && options.draws >= 1 && options.innovation_variance > 0,
        "the sampler needs chains, draws and a walk");
  const Votes votes = arrange(view, options);
  const State start = mode(view, votes, options, executor);

  IdealPoints out;
  out.voters = view.voters;
  out.sessions = votes.sessions;
  out.votes_used = votes.total;
  out.roll_calls_used = votes.roll_calls;
  out.items = static_cast<int>(votes.item.size());
  out.seed = options.seed;
  out.draws = options.chains * options.draws;
  std::vector<std::size_t> cell_of;
  for (std::size_t v = 0; v < votes.voters; ++v)
    for (const auto& stretch : votes.voter[v])
      if (votes.votes_of_cell[stretch.cell] > 0) {
        IdealPoint point;
        point.voter = static_cast<std::uint16_t>(v);
        point.session = votes.sessions[stretch.cell / votes.voters];
        point.votes = votes.votes_of_cell[stretch.cell];
        out.points.push_back(point);
        cell_of.push_back(stretch.cell);
      }
  out.draw_values.resize(out.points.size() * static_cast<std::size_t>(out.draws));

  const std::size_t items = votes.item.size();
  const int sweeps = options.burn_in + options.draws;
  long taken = 0;
  for (int chain = 0; chain < options.chains; ++chain) {
    State state = start;
    {
      // Chains begin apart, further than the posterior is wide.
      RandomStream random(options.seed, "ideal points: start", static_cast<std::uint64_t>(chain));
      for (double& t : state.theta) t += 0.2 * stats::draw_normal(random);
    }
    std::vector<Item> expansion_at = start.items;
    std::vector<Cuts> cuts(items);
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      const auto turn =
          static_cast<std::uint64_t>(chain) * static_cast<std::uint64_t>(sweeps) + static_cast<std::uint64_t>(sweep);
      const auto drawn = map_each(executor, items, kItemsPerBlock, [&](std::size_t j) {
        return draw_item(votes, j, state, expansion_at[j],
                         RandomStream(options.seed, "ideal points: items", turn * items + j));
      });
      for (std::size_t j = 0; j < items; ++j) {
        state.items[j] = drawn[j].item;
        if (sweep >= options.burn_in)
          taken += drawn[j].taken ? 1 : 0;
        else
          expansion_at[j] = drawn[j].centre;
        cuts[j] = {drawn[j].item.beta, drawn[j].item.g1, drawn[j].g2};
      }
      // Positions: latent votes, then the whole path of a state at once.
      const auto paths = map_each(executor, votes.voters, 1, [&](std::size_t v) {
        RandomStream random(options.seed, "ideal points: positions", turn * votes.voters + v);
        std::vector<Evidence> evidence;
        evidence.reserve(votes.voter[v].size());
        for (const auto& stretch : votes.voter[v])
          evidence.push_back(draw_cell(votes, stretch, cuts, state.theta[stretch.cell], random));
        return walk(votes.voter[v], evidence, votes.sessions, votes.voters, options.innovation_variance, &random);
      });
      set_paths(votes, paths, state.theta);
      normalise(votes, state.theta, state.items);
      if (sweep < options.burn_in) continue;
      const auto draw = static_cast<std::size_t>(chain * options.draws + sweep - options.burn_in);
      for (std::size_t p = 0; p < cell_of.size(); ++p)
        out.draw_values[p * static_cast<std::size_t>(out.draws) + draw] = static_cast<float>(state.theta[cell_of[p]]);
    }
  }

  out.points = map_each(executor, out.points.size(), kPointsPerBlock, [&](std::size_t p) {
    const auto draws = out.draws_of(p);
    IdealPoint point = out.points[p];
    const std::vector<double> values(draws.begin(), draws.end());
    for (const double x : values) point.mean += x / static_cast<double>(values.size());
    double squares = 0;
    for (const double x : values) squares += (x - point.mean) * (x - point.mean);
    point.deviation = values.size() > 1 ? std::sqrt(squares / static_cast<double>(values.size() - 1)) : 0;
    point.interval = holding(stats::middle_80(values), point.mean);
    const Convergence c = convergence(draws, options.chains);
    point.r_hat = c.r_hat;
    point.effective_draws = c.effective;
    return point;
  });
  std::vector<double> r_hats;
  std::vector<double> effective;
  for (const IdealPoint& p : out.points) {
    r_hats.push_back(p.r_hat);
    effective.push_back(p.effective_draws);
  }
  out.r_hat_median = stats::quantile(r_hats, 0.5);
  out.r_hat_99 = stats::quantile(r_hats, 0.99);
  out.effective_draws_median = stats::quantile(effective, 0.5);
  out.item_acceptance = static_cast<double>(taken) / static_cast<double>(items) / static_cast<double>(out.draws);
  return out;
}

std::vector<TwoPositions> positions_at(const IdealPoints& estimate, int session_from, int session_to) {
  std::vector<TwoPositions> out;
  for (const std::string& voter : estimate.voters) {
    const std::size_t from = estimate.find(voter, session_from);
    const std::size_t to = estimate.find(voter, session_to);
    if (from == IdealPoints::npos || to == IdealPoints::npos) continue;
    const IdealPoint& a = estimate.points[from];
    const IdealPoint& b = estimate.points[to];
    if (a.votes < kEnoughVotes || b.votes < kEnoughVotes) continue;
    TwoPositions two{voter, a.mean, b.mean, {}};
    const auto draws_a = estimate.draws_of(from);
    const auto draws_b = estimate.draws_of(to);
    for (std::size_t d = 0; d < draws_a.size(); ++d)
      two.change_draws.push_back(static_cast<double>(draws_b[d]) - draws_a[d]);
    out.push_back(std::move(two));
  }
  return out;
}

}  // namespace entente::align

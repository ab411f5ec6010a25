#include "entente/align/ideal_points.hpp"

#include "entente/align/edges.hpp"
#include "entente/align/session_scale.hpp"
#include "entente/align/similarity.hpp"
#include "entente/align/vote_model.hpp"
#include "entente/align/vote_table.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/states/states.hpp"
#include "entente/stats/convergence.hpp"
#include "entente/stats/normal.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace entente::align {
namespace {

// Symbols as in docs/methods/alignment.md, section 2: theta is the position of a state in a session (a cell).

constexpr double kFirstVariance = 1;  // of a state's first position
constexpr double kStartApart = 0.2;   // how far chains begin from the mode, more than the posterior is wide
constexpr int kModeRounds = 3;        // more of them follow noise: see docs/methods/alignment.md, section 2.4
constexpr int kFirstSteps = 4;        // of a roll call, from a start that knows its share of yes alone
constexpr std::size_t kItemsPerBlock = 64;
constexpr std::size_t kPointsPerBlock = 256;

// ---- the path of a state ---------------------------------------------------------------------------------------

class Path {
 public:
  // The filter over a random walk: what is known of each cell from it and those before.
  Path(const VoteTable& votes, std::size_t voter, const std::vector<Evidence>& evidence, double walk_variance)
      : steps_(evidence.size()), mean_(evidence.size()), variance_(evidence.size()) {
    const auto session = [&](std::size_t i) { return votes.sessions[votes.path[voter][i].cell / votes.voters]; };
    for (std::size_t i = 0; i < evidence.size(); ++i) {
      if (i > 0) steps_[i - 1] = walk_variance * (session(i) - session(i - 1));
      const double before_mean = i == 0 ? 0 : mean_[i - 1];
      const double before_variance = i == 0 ? kFirstVariance : variance_[i - 1] + steps_[i - 1];
      variance_[i] = 1 / (1 / before_variance + evidence[i].precision);
      mean_[i] = variance_[i] * (before_mean / before_variance + evidence[i].weighted);
    }
  }

  // Backward: adds means to `out` where `random` is null, else a draw of the whole path.
  void add_to(std::vector<double>& out, RandomStream* random) const {
    const std::size_t n = mean_.size();
    const std::size_t first = out.size();
    out.resize(first + n);
    for (std::size_t i = n; i-- > 0;) {
      double mean = mean_[i];
      double variance = variance_[i];
      if (i + 1 < n) {
        const double gain = variance / (variance + steps_[i]);
        mean += gain * (out[first + i + 1] - mean);
        variance *= 1 - gain;
      }
      out[first + i] = random == nullptr ? mean : mean + std::sqrt(variance) * stats::draw_normal(*random);
    }
  }

 private:
  std::vector<double> steps_;  // variance of the walk to the next cell
  std::vector<double> mean_;
  std::vector<double> variance_;
};

// The Soviet Union and Russia are one voter.
bool one_seat(std::string_view a, std::string_view b) { return states::States::all().one_seat(a, b); }

// First positions: how far a state votes along the line from the low anchors to the high ones.
std::vector<double> first_positions(const record::View& view, const VoteTable& votes,
                                    const IdealPointOptions& options) {
  std::vector<int> side(votes.voters);
  for (std::size_t v = 0; v < votes.voters; ++v) {
    const auto in = [&](const std::vector<std::string>& list) {
      return std::any_of(list.begin(), list.end(), [&](const std::string& c) { return one_seat(c, view.voters[v]); });
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
      if (!record::is_vote(b.choice)) continue;
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
    if (!record::is_vote(b.choice)) continue;
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

// ---- the sampler -----------------------------------------------------------------------------------------------

// Where a chain is: a draw, and the places at which votes are expanded, the means of the sweep before.
struct State {
  std::vector<double> theta;
  std::vector<double> theta_centre;
  std::vector<Item> items;
  std::vector<Item> item_centre;
};

struct Sampler {
  const VoteTable& votes;
  const IdealPointOptions& options;
  const Executor& executor;

  // Roll calls given the positions: a Newton step each, and a draw around it, where `turn` numbers the draws.
  void move_items(State& state, int steps, std::optional<std::uint64_t> turn) const {
    const std::size_t n = state.items.size();
    const auto moved = map_each(executor, n, kItemsPerBlock, [&](std::size_t j) {
      std::optional<RandomStream> random;
      if (turn) random.emplace(options.seed, "ideal points: items", *turn * n + j);
      ItemStep step{state.item_centre[j], {}};
      for (int k = 0; k < steps; ++k)
        step = newton_step(expand(votes, j, state.theta, step.centre, options.slope_variance), step.centre,
                           random ? &*random : nullptr);
      return step;
    });
    for (std::size_t j = 0; j < n; ++j) {
      state.item_centre[j] = moved[j].centre;
      state.items[j] = moved[j].draw;
    }
  }

  // Positions given the roll calls: means of every path, then `draws` draws of it, in this order by cell.
  std::vector<std::vector<double>> paths(const State& state, int draws, std::optional<std::uint64_t> turn) const {
    std::vector<Cuts> cuts;
    cuts.reserve(state.items.size());
    for (const Item& item : state.items) cuts.push_back(cuts_of(item));
    const auto found = map_each(executor, votes.voters, 1, [&](std::size_t v) {
      std::vector<Evidence> evidence;
      evidence.reserve(votes.path[v].size());
      for (const VoteTable::Cell& cell : votes.path[v])
        evidence.push_back(expand(votes, cell, cuts, state.theta_centre[cell.cell]));
      const Path path(votes, v, evidence, options.innovation_variance);
      std::vector<double> out;
      out.reserve(evidence.size() * static_cast<std::size_t>(draws + 1));
      path.add_to(out, nullptr);
      if (!turn) return out;
      RandomStream random(options.seed, "ideal points: positions", *turn * votes.voters + v);
      for (int draw = 0; draw < draws; ++draw) path.add_to(out, &random);
      return out;
    });
    std::vector<std::vector<double>> by_cell(static_cast<std::size_t>(draws) + 1, state.theta_centre);
    for (std::size_t v = 0; v < votes.voters; ++v) {
      std::size_t at = 0;
      for (std::size_t k = 0; at < found[v].size(); ++k)
        for (const VoteTable::Cell& cell : votes.path[v]) by_cell[k][cell.cell] = found[v][at++];
    }
    return by_cell;
  }

  // The scale of the state's own positions for all of it.
  void tie(State& state) const {
    const std::vector<SessionScale> scales = session_scales(votes, state.theta);
    rescale(votes, scales, state.theta);
    rescale(votes, scales, state.theta_centre);
    for (std::vector<Item>* items : {&state.items, &state.item_centre})
      for (std::size_t j = 0; j < items->size(); ++j) {
        const SessionScale& scale = scales[votes.session_of[j]];
        Item& item = (*items)[j];
        item.g1 -= item.beta * scale.shift;
        item.beta *= scale.stretch;
      }
  }

  State mode(std::vector<double> first) const {
    State state{std::move(first), {}, std::vector<Item>(votes.roll_call.size()), {}};
    for (std::size_t j = 0; j < state.items.size(); ++j) {
      const VoteTable::Stretches& from = votes.roll_call[j];
      const double yes = (static_cast<double>(from[1] - from[0]) + 0.5) / (static_cast<double>(from[3] - from[0]) + 1);
      // The cut point of the share of yes, by a logistic approximation to the normal quantile.
      state.items[j] = {0, std::log(yes / (1 - yes)) / 1.7, kDeltaMean};
    }
    state.theta_centre = state.theta;
    state.item_centre = state.items;
    tie(state);
    for (int round = 0; round < kModeRounds; ++round) {
      move_items(state, round == 0 ? kFirstSteps : 1, std::nullopt);
      state.items = state.item_centre;
      state.theta = state.theta_centre = paths(state, 0, std::nullopt).front();
      tie(state);
    }
    return state;
  }

  // One chain from the mode; calls keep(theta) for each draw that is kept.
  template <class Keep>
  void run(int chain, State state, const Keep& keep) const {
    RandomStream random(options.seed, "ideal points: start", static_cast<std::uint64_t>(chain));
    for (double& t : state.theta) t += kStartApart * stats::draw_normal(random);
    const int sweeps = options.burn_in + options.draws;
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      const auto turn =
          static_cast<std::uint64_t>(chain) * static_cast<std::uint64_t>(sweeps) + static_cast<std::uint64_t>(sweep);
      const bool kept = sweep >= options.burn_in;
      move_items(state, 1, turn);
      std::vector<std::vector<double>> found = paths(state, kept ? kPathsPerSweep : 1, turn);
      state.theta_centre = std::move(found.front());
      state.theta = std::move(found.back());
      for (std::size_t k = 1; kept && k + 1 < found.size(); ++k) {
        rescale(votes, session_scales(votes, found[k]), found[k]);
        keep(found[k]);
      }
      tie(state);
      if (kept) keep(state.theta);
    }
  }
};

// ---- what the draws say ----------------------------------------------------------------------------------------

IdealPoint summary_of(IdealPoint point, std::span<const float> draws, int chains) {
  const std::vector<double> values(draws.begin(), draws.end());
  for (const double x : values) point.mean += x / static_cast<double>(values.size());
  double squares = 0;
  for (const double x : values) squares += (x - point.mean) * (x - point.mean);
  point.deviation = values.size() > 1 ? std::sqrt(squares / static_cast<double>(values.size() - 1)) : 0;
  point.interval = holding(stats::middle_80(values), point.mean);
  const stats::Convergence c = stats::convergence(draws, chains);
  point.r_hat = c.r_hat;
  point.effective_draws = c.effective;
  return point;
}

void summarise(IdealPoints& out, int chains, const Executor& executor) {
  out.points = map_each(executor, out.points.size(), kPointsPerBlock,
                        [&](std::size_t p) { return summary_of(out.points[p], out.draws_of(p), chains); });
  std::vector<double> r_hats;
  std::vector<double> effective;
  for (const IdealPoint& p : out.points) {
    r_hats.push_back(p.r_hat);
    effective.push_back(p.effective_draws);
  }
  out.r_hat_median = stats::quantile(r_hats, 0.5);
  out.r_hat_99 = stats::quantile(r_hats, 0.99);
  out.effective_draws_median = stats::quantile(effective, 0.5);
}

}  // namespace

std::span<const float> IdealPoints::draws_of(std::size_t point) const {
  return std::span<const float>(draw_values)
      .subspan(point * static_cast<std::size_t>(draws), static_cast<std::size_t>(draws));
}

std::size_t IdealPoints::find(std::string_view voter, int session) const {
  auto name = std::find(voters.begin(), voters.end(), voter);
  if (name == voters.end())
    name = std::find_if(voters.begin(), voters.end(), [&](const std::string& v) { return one_seat(v, voter); });
  if (name == voters.end()) return npos;
  const auto index = static_cast<std::uint16_t>(name - voters.begin());
  const auto it =
      std::lower_bound(points.begin(), points.end(), std::pair(index, session),
                       [](const IdealPoint& p, const auto& key) { return std::pair(p.voter, p.session) < key; });
  if (it == points.end() || it->voter != index || it->session != session) return npos;
  return static_cast<std::size_t>(it - points.begin());
}

bool has_sessions(const record::View& view, const IdealPointOptions& options) {
  return has_sessions(view, options.first_session, options.least_roll_calls);
}

bool can_estimate(const record::View& view, const IdealPointOptions& options) {
  const auto voted = [&](const std::vector<std::string>& anchors) {
    return std::any_of(anchors.begin(), anchors.end(), [&](const std::string& state) {
      return std::any_of(view.voters.begin(), view.voters.end(),
                         [&](const std::string& voter) { return one_seat(voter, state); });
    });
  };
  return has_sessions(view, options) && voted(options.high) && voted(options.low);
}

IdealPoints ideal_points(const record::View& view, const IdealPointOptions& options, const Executor& executor) {
  check(options.chains >= 1 && options.burn_in >= 0 && options.draws >= 1 && options.innovation_variance > 0 &&
            options.slope_variance > 0,
        "the sampler needs chains, draws, a walk and slopes");
  const VoteTable votes = vote_table(view, options.first_session, options.least_roll_calls);
  const Sampler sampler{votes, options, executor};
  const State start = sampler.mode(first_positions(view, votes, options));

  IdealPoints out;
  out.voters = view.voters;
  out.sessions = votes.sessions;
  out.votes_used = votes.votes;
  out.roll_calls_used = static_cast<int>(votes.roll_call.size());
  out.seed = options.seed;
  out.draws = options.chains * options.draws * kPathsPerSweep;
  std::vector<std::size_t> cell_of;
  for (std::size_t v = 0; v < votes.voters; ++v)
    for (const VoteTable::Cell& cell : votes.path[v])
      if (votes.votes_of_cell[cell.cell] > 0) {
        IdealPoint point;
        point.voter = static_cast<std::uint16_t>(v);
        point.session = votes.sessions[cell.cell / votes.voters];
        point.votes = votes.votes_of_cell[cell.cell];
        out.points.push_back(point);
        cell_of.push_back(cell.cell);
      }
  const auto draws = static_cast<std::size_t>(out.draws);
  out.draw_values.resize(out.points.size() * draws);
  std::size_t draw = 0;
  for (int chain = 0; chain < options.chains; ++chain)
    sampler.run(chain, start, [&](const std::vector<double>& theta) {
      for (std::size_t p = 0; p < cell_of.size(); ++p)
        out.draw_values[p * draws + draw] = static_cast<float>(theta[cell_of[p]]);
      ++draw;
    });
  summarise(out, options.chains, executor);
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

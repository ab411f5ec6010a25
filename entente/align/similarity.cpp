#include "entente/align/similarity.hpp"

#include "entente/base/error.hpp"
#include "entente/states/states.hpp"
#include "entente/stats/normal.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace entente::align {
namespace {

constexpr int kVoteCodes = 3;

std::size_t voter_index(const record::View& view, std::string_view voter) {
  const auto it = std::find(view.voters.begin(), view.voters.end(), states::States::all().holder(voter, view.as_of));
  return static_cast<std::size_t>(it - view.voters.begin());
}

// Ballots are by roll call: only those between the first and the last roll call of the span are looked at.
template <class Each>
void each_ballot(const record::View& view, SessionSpan span, const Each& each) {
  std::int32_t first_call = std::numeric_limits<std::int32_t>::max();
  std::int32_t last_call = -1;
  for (std::size_t r = 0; r < view.roll_calls.size(); ++r) {
    const int session = view.roll_calls[r].session;
    if (session < span.first || session > span.last) continue;
    first_call = std::min(first_call, static_cast<std::int32_t>(r));
    last_call = static_cast<std::int32_t>(r);
  }
  const auto from = std::lower_bound(view.ballots.begin(), view.ballots.end(), first_call,
                                     [](const record::Ballot& x, std::int32_t call) { return x.roll_call < call; });
  for (auto it = from; it != view.ballots.end() && it->roll_call <= last_call; ++it) {
    const int session = view.roll_calls[static_cast<std::size_t>(it->roll_call)].session;
    if (session >= span.first && session <= span.last) each(*it);
  }
}

// Half width of the interval: sqrt((sum p g^2 - (sum p g)^2) / n), with p smoothed so that a table of agreements
// only does not claim certainty.
double half_width(const CrossTable& counts, const std::vector<double>& gradient) {
  const auto k = static_cast<std::size_t>(counts.codes());
  const double n = static_cast<double>(counts.total());
  const double extra = 0.5 / static_cast<double>(k * k);
  double first = 0;
  double second = 0;
  for (std::size_t c = 0; c < k * k; ++c) {
    const double p =
        (static_cast<double>(counts.at(static_cast<int>(c / k), static_cast<int>(c % k))) + extra) / (n + 0.5);
    first += p * gradient[c];
    second += p * gradient[c] * gradient[c];
  }
  return stats::kNormal80 * std::sqrt(std::max(0.0, second - first * first) / n);
}

stats::Interval around(double value, double half, double lowest) {
  return {std::max(lowest, value - half), std::min(1.0, value + half)};
}

// (i - j)^2 of a cell.
double squared_distance(std::size_t cell, std::size_t codes) {
  const std::size_t row = cell / codes;
  const double d = static_cast<double>(row) - static_cast<double>(cell % codes);
  return d * d;
}

// Expected squared distance of two independent draws, and its derivative with respect to each share.
struct Chance {
  double expected = 0;
  std::vector<double> slope_p;
  std::vector<double> slope_q;
};

Chance chance_of(const std::vector<double>& p, const std::vector<double>& q) {
  Chance out{0, std::vector<double>(p.size()), std::vector<double>(q.size())};
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = 0; j < q.size(); ++j) {
      const double d = squared_distance(i * q.size() + j, q.size());
      out.expected += p[i] * q[j] * d;
      out.slope_p[i] += q[j] * d;
      out.slope_q[j] += p[i] * d;
    }
  return out;
}

// 1 - squared / expected with its interval; nothing where nothing is expected. `slope(i, j)` is the derivative of what
// is expected with respect to a cell's share.
template <class Slope>
void correct(const CrossTable& counts, double squared, double expected, const Slope& slope,
             std::optional<double>& value, std::optional<stats::Interval>& interval) {
  if (expected <= 0) return;
  const auto codes = static_cast<std::size_t>(counts.codes());
  value = 1 - squared / expected;
  std::vector<double> gradient(codes * codes);
  for (std::size_t c = 0; c < gradient.size(); ++c)
    gradient[c] =
        -squared_distance(c, codes) / expected + squared / (expected * expected) * slope(c / codes, c % codes);
  const double half = half_width(counts, gradient);
  interval = stats::Interval{*value - half, std::min(1.0, *value + half)};
}

}  // namespace

std::vector<Session> sessions(const record::View& view) {
  std::map<int, Session> by_number;
  for (const record::RollCall& roll_call : view.roll_calls) {
    Session& s = by_number[roll_call.session];
    if (s.roll_calls == 0) s = {roll_call.session, roll_call.on, roll_call.on, 0};
    s.first = std::min(s.first, roll_call.on);
    s.last = std::max(s.last, roll_call.on);
    ++s.roll_calls;
  }
  std::vector<Session> all;
  for (const auto& [number, session] : by_number) all.push_back(session);
  return all;
}

std::optional<Session> last_session(const record::View& view) {
  const auto all = sessions(view);
  if (all.empty()) return std::nullopt;
  return all.back();
}

CrossTable::CrossTable(int codes) : codes_(codes) {
  check(codes >= 2, "a portfolio needs at least two codes");
  counts_.resize(static_cast<std::size_t>(codes) * static_cast<std::size_t>(codes));
}

long CrossTable::total() const {
  long sum = 0;
  for (const long c : counts_) sum += c;
  return sum;
}

CrossTable cross(const std::vector<int>& a, const std::vector<int>& b, int codes) {
  check(a.size() == b.size(), "two portfolios differ in length");
  CrossTable counts(codes);
  for (std::size_t i = 0; i < a.size(); ++i) {
    check(a[i] < codes && b[i] < codes, "a code lies outside its portfolio");
    if (a[i] >= 0 && b[i] >= 0) ++counts.at(a[i], b[i]);
  }
  return counts;
}

CrossTable votes_in_common(const record::View& view, std::string_view a, std::string_view b, SessionSpan span) {
  const std::size_t first = voter_index(view, a);
  const std::size_t second = voter_index(view, b);
  std::vector<int> choices_a(view.roll_calls.size(), -1);
  std::vector<int> choices_b(view.roll_calls.size(), -1);
  each_ballot(view, span, [&](const record::Ballot& ballot) {
    if (!record::is_vote(ballot.choice)) return;
    const auto r = static_cast<std::size_t>(ballot.roll_call);
    const int code = static_cast<int>(ballot.choice) - 1;
    if (ballot.voter == first) choices_a[r] = code;
    if (ballot.voter == second) choices_b[r] = code;
  });
  return cross(choices_a, choices_b, kVoteCodes);
}

std::optional<Absences> absences(const record::View& view, std::string_view state, SessionSpan span) {
  const std::size_t voter = voter_index(view, state);
  const auto session_of = [&](const record::Ballot& b) {
    return view.roll_calls[static_cast<std::size_t>(b.roll_call)].session;
  };
  std::set<int> telling;  // sessions
  each_ballot(view, span, [&](const record::Ballot& ballot) {
    if (!record::is_vote(ballot.choice)) telling.insert(session_of(ballot));
  });
  if (telling.empty()) return std::nullopt;
  Absences out;
  out.roll_calls = static_cast<int>(std::count_if(view.roll_calls.begin(), view.roll_calls.end(),
                                                  [&](const auto& r) { return telling.contains(r.session); }));
  each_ballot(view, span, [&](const record::Ballot& ballot) {
    if (ballot.voter != voter || !telling.contains(session_of(ballot))) return;
    out.absent += ballot.choice == record::Choice::absent ? 1 : 0;
    out.abstained += ballot.choice == record::Choice::abstain ? 1 : 0;
  });
  return out;
}

Similarity similarity(const CrossTable& counts) {
  Similarity out;
  out.n = counts.total();
  out.enough = out.n >= kEnoughVotes;
  if (out.n == 0) return out;
  const int k = counts.codes();
  const auto codes = static_cast<std::size_t>(k);
  const std::size_t cells = codes * codes;
  const double n = static_cast<double>(out.n);
  std::vector<double> row(codes);
  std::vector<double> column(codes);
  double equal = 0;
  double absolute = 0;
  double squared = 0;
  for (int i = 0; i < k; ++i)
    for (int j = 0; j < k; ++j) {
      const double p = static_cast<double>(counts.at(i, j)) / n;
      const double d = std::abs(i - j);
      row[static_cast<std::size_t>(i)] += p;
      column[static_cast<std::size_t>(j)] += p;
      equal += i == j ? p : 0;
      absolute += p * d;
      squared += p * d * d;
    }
  const double widest = k - 1;
  // Sums of shares reach past their ends by rounding.
  out.agreement = std::min(1.0, equal);
  out.s_absolute = std::max(-1.0, 1 - 2 * absolute / widest);
  out.s_squared = std::max(-1.0, 1 - 2 * squared / (widest * widest));

  std::vector<double> gradient(cells);
  for (std::size_t c = 0; c < cells; ++c) gradient[c] = c / codes == c % codes ? 1 : 0;
  out.agreement_interval = around(out.agreement, half_width(counts, gradient), 0);
  for (std::size_t c = 0; c < cells; ++c) gradient[c] = -2 * squared_distance(c, codes) / (widest * widest);
  out.s_squared_interval = around(out.s_squared, half_width(counts, gradient), -1);

  const Chance own = chance_of(row, column);
  correct(
      counts, squared, own.expected, [&](std::size_t i, std::size_t j) { return own.slope_p[i] + own.slope_q[j]; },
      out.kappa, out.kappa_interval);
  std::vector<double> pooled(codes);
  for (std::size_t i = 0; i < codes; ++i) pooled[i] = (row[i] + column[i]) / 2;
  const Chance both = chance_of(pooled, pooled);
  // A cell's share enters the pooled shares of its row and of its column by half each, and each of them twice.
  correct(
      counts, squared, both.expected, [&](std::size_t i, std::size_t j) { return both.slope_p[i] + both.slope_p[j]; },
      out.pi, out.pi_interval);
  return out;
}

std::vector<PairSession> similarities(const record::View& view) {
  // Per session and voter three bit sets over the session's roll calls, one a choice.
  std::map<int, std::vector<std::size_t>> roll_calls_of;
  std::vector<std::size_t> position(view.roll_calls.size());
  for (std::size_t r = 0; r < view.roll_calls.size(); ++r) {
    auto& list = roll_calls_of[view.roll_calls[r].session];
    position[r] = list.size();
    list.push_back(r);
  }
  const std::size_t voters = view.voters.size();
  struct Sets {
    std::size_t words = 0;
    std::vector<std::uint64_t> bits;  // [voter][choice][word]
    std::vector<char> voted;
  };
  std::map<int, Sets> sets;
  for (const auto& [session, list] : roll_calls_of) {
    Sets& s = sets[session];
    s.words = (list.size() + 63) / 64;
    s.bits.resize(voters * kVoteCodes * s.words);
    s.voted.resize(voters);
  }
  for (const record::Ballot& ballot : view.ballots) {
    if (!record::is_vote(ballot.choice)) continue;
    const auto r = static_cast<std::size_t>(ballot.roll_call);
    Sets& s = sets[view.roll_calls[r].session];
    const std::size_t at =
        (std::size_t{ballot.voter} * kVoteCodes + static_cast<std::size_t>(ballot.choice) - 1) * s.words;
    s.bits[at + position[r] / 64] |= std::uint64_t{1} << (position[r] % 64);
    s.voted[ballot.voter] = 1;
  }
  std::vector<PairSession> out;
  for (const auto& [session, s] : sets)
    for (std::size_t a = 0; a < voters; ++a) {
      if (s.voted[a] == 0) continue;
      for (std::size_t b = a + 1; b < voters; ++b) {
        if (s.voted[b] == 0) continue;
        CrossTable counts(kVoteCodes);
        for (int i = 0; i < kVoteCodes; ++i)
          for (int j = 0; j < kVoteCodes; ++j) {
            const std::uint64_t* x = &s.bits[(a * kVoteCodes + static_cast<std::size_t>(i)) * s.words];
            const std::uint64_t* y = &s.bits[(b * kVoteCodes + static_cast<std::size_t>(j)) * s.words];
            long common = 0;
            for (std::size_t w = 0; w < s.words; ++w) common += std::popcount(x[w] & y[w]);
            counts.at(i, j) = common;
          }
        out.push_back({static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(b), session, similarity(counts)});
      }
    }
  return out;
}

}  // namespace entente::align

#include "entente/align/vote_table.hpp"

#include "entente/base/error.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace entente::align {
namespace {

constexpr std::size_t kChoices = 3;
constexpr std::uint32_t kLeftOut = 0xFFFFFFFF;

std::size_t choice_of(const record::Ballot& ballot) { return static_cast<std::size_t>(ballot.choice) - 1; }

// The number of each roll call among those used, in order, or kLeftOut; fills what the table says of them.
std::vector<std::uint32_t> number_roll_calls(const record::View& view, int first_session, int least_roll_calls,
                                             VoteTable& table) {
  const std::size_t n = view.roll_calls.size();
  std::vector<std::array<int, kChoices>> counts(n);
  for (const record::Ballot& b : view.ballots)
    if (record::is_vote(b.choice)) ++counts[static_cast<std::size_t>(b.roll_call)][choice_of(b)];
  const auto divides = [&](std::size_t r) {
    return std::count(counts[r].begin(), counts[r].end(), 0) < 2 && view.roll_calls[r].session >= first_session;
  };
  std::map<int, int> dividing;  // by session
  for (std::size_t r = 0; r < n; ++r)
    if (divides(r)) ++dividing[view.roll_calls[r].session];
  std::map<int, std::size_t> index_of;
  for (const auto& [session, number] : dividing)
    if (number >= least_roll_calls) {
      index_of[session] = table.sessions.size();
      table.sessions.push_back(session);
    }
  std::vector<std::uint32_t> number_of(n, kLeftOut);
  for (std::size_t r = 0; r < n; ++r) {
    const auto session = index_of.find(view.roll_calls[r].session);
    if (!divides(r) || session == index_of.end()) continue;
    number_of[r] = static_cast<std::uint32_t>(table.session_of.size());
    table.session_of.push_back(session->second);
  }
  return number_of;
}

// Places for values that come in any order of their keys and go by key: where the next value of each key belongs, and
// behind them the end.
template <class EachKey>
std::vector<std::size_t> starts_of(std::size_t keys, const EachKey& each_key) {
  std::vector<std::size_t> starts(keys + 1);
  each_key([&](std::size_t key) { ++starts[key + 1]; });
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  return starts;
}

VoteTable::Stretches stretches_at(const std::vector<std::size_t>& starts, std::size_t key) {
  return {starts[key], starts[key + 1], starts[key + 2], starts[key + 3]};
}

}  // namespace

bool has_sessions(const record::View& view, int first_session, int least_roll_calls) {
  VoteTable table;
  number_roll_calls(view, first_session, least_roll_calls, table);
  return !table.sessions.empty();
}

VoteTable vote_table(const record::View& view, int first_session, int least_roll_calls) {
  VoteTable out;
  out.voters = view.voters.size();
  const std::vector<std::uint32_t> number_of = number_roll_calls(view, first_session, least_roll_calls, out);
  if (out.sessions.empty())
    throw Error(ErrorCode::not_found, "no session known on the day has enough roll calls that divide",
                "import more votes; docs/events.md says how");

  const auto each_vote = [&](auto&& take) {
    for (const record::Ballot& b : view.ballots)
      if (const auto r = number_of[static_cast<std::size_t>(b.roll_call)]; r != kLeftOut && record::is_vote(b.choice))
        take(std::size_t{r}, out.session_of[r] * out.voters + b.voter, choice_of(b));
  };
  // By roll call and choice, then from there by voter, session and choice.
  auto next = starts_of(out.session_of.size() * kChoices, [&](auto&& key) {
    each_vote([&](std::size_t r, std::size_t, std::size_t choice) { key(r * kChoices + choice); });
  });
  for (std::size_t r = 0; r < out.session_of.size(); ++r) out.roll_call.push_back(stretches_at(next, r * kChoices));
  out.cells.resize(next.back());
  out.votes = static_cast<long>(next.back());
  out.votes_of_cell.resize(out.voters * out.sessions.size());
  each_vote([&](std::size_t r, std::size_t cell, std::size_t choice) {
    out.cells[next[r * kChoices + choice]++] = static_cast<std::uint32_t>(cell);
    ++out.votes_of_cell[cell];
  });

  const std::size_t sessions = out.sessions.size();
  const auto key_of = [&](std::size_t cell, std::size_t choice) {
    return (cell % out.voters * sessions + cell / out.voters) * kChoices + choice;
  };
  const auto starts = starts_of(out.votes_of_cell.size() * kChoices, [&](auto&& key) {
    each_vote([&](std::size_t, std::size_t cell, std::size_t choice) { key(key_of(cell, choice)); });
  });
  next = starts;
  out.roll_calls.resize(out.cells.size());
  for (std::size_t r = 0; r < out.roll_call.size(); ++r)
    for (std::size_t choice = 0; choice < kChoices; ++choice)
      for (std::size_t i = out.roll_call[r][choice]; i < out.roll_call[r][choice + 1]; ++i)
        out.roll_calls[next[key_of(out.cells[i], choice)]++] = static_cast<std::uint32_t>(r);

  out.path.resize(out.voters);
  for (std::size_t v = 0; v < out.voters; ++v) {
    const auto voted = [&](std::size_t s) { return out.votes_of_cell[s * out.voters + v] > 0; };
    std::size_t first = 0;
    while (first < sessions && !voted(first)) ++first;
    std::size_t end = sessions;
    while (end > first && !voted(end - 1)) --end;
    for (std::size_t s = first; s < end; ++s)
      out.path[v].push_back({s * out.voters + v, stretches_at(starts, key_of(s * out.voters + v, 0))});
  }
  return out;
}

}  // namespace entente::align

#include "entente/outlook/asked_nearest.hpp"

#include "entente/outlook/asked_window.hpp"
#include "entente/outlook/situation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

namespace entente::outlook {
namespace {

constexpr int kLongestDays = 1830;

struct Pair {
  std::string host;
  std::string counterpart;
};

// What pose would refuse is left out.
std::string usable(const std::optional<Asked::Window>& window, const record::View& view, bool demanded) {
  if (!window || (window->of_the_demand && !demanded)) return {};
  const Day last = window->by ? *window->by : end_of(*window, view.as_of);
  if (last <= view.as_of || days_between(view.as_of, last) > kLongestDays) return {};
  return window_words(window);
}

std::string question_of(const record::View& view, const Situation& s, const std::optional<Asked::Window>& window) {
  const std::string theirs = forces_of(view, s.counterpart);
  const std::string host = view.in_sentence(s.host);
  if (s.state == State::demanded) return fmt::format("will {} leave {}{}", theirs, host, usable(window, view, true));
  if (s.state == State::no_demand)
    return fmt::format("will {} ask {} to leave{}", host, theirs, usable(window, view, false));
  return {};
}

// Open demands last, the newest of them at the end; presences before, the largest at the end.
std::vector<Pair> pairs_with(const record::View& view, const std::string& actor) {
  std::vector<std::pair<int, Pair>> found;
  for (const record::Presence& p : view.presences)
    if (p.host == actor || p.sender == actor) found.push_back({p.size_class, {p.host, p.sender}});
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Pair> out;
  for (const auto& [size, pair] : found) out.push_back(pair);
  for (const record::Demand& d : view.demands)
    if ((d.host == actor || d.sender == actor) && !is_resolved(d)) out.push_back({d.host, d.sender});
  return out;
}

}  // namespace

std::string question_of_pair(const record::View& view, const std::string& host, const std::string& counterpart,
                             const std::optional<Asked::Window>& window) {
  const Situation here = situation(view, host, counterpart);
  const Situation there = situation(view, counterpart, host);
  for (const State state : {State::demanded, State::no_demand})
    for (const Situation* s : {&here, &there})
      if (s->state == state) return question_of(view, *s, window);
  return {};
}

std::string nearest_question(const std::vector<Word>& words, const Lexicon& lexicon, const record::View& view,
                             const std::optional<Asked::Window>& window) {
  std::vector<std::string> actors;
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < words.size();) {
    const auto base = lexicon.longest_base(words, i);
    const auto actor = lexicon.longest_actor(words, i);
    if (base && (!actor || base->second >= actor->second)) {
      for (const std::string& sender : base->first.senders) pairs.push_back({base->first.host, sender});
      i += base->second;
    } else if (actor) {
      if (std::find(actors.begin(), actors.end(), actor->first) == actors.end()) actors.push_back(actor->first);
      i += actor->second;
    } else {
      ++i;
    }
  }
  for (const std::string& a : actors)
    for (const std::string& b : actors)
      if (a != b) pairs.push_back({a, b});
  for (const State state : {State::demanded, State::no_demand})
    for (const Pair& p : pairs)
      if (const Situation s = situation(view, p.host, p.counterpart); s.state == state)
        return question_of(view, s, window);
  for (const State state : {State::demanded, State::no_demand})
    for (const std::string& a : actors) {
      const std::vector<Pair> known = pairs_with(view, a);
      for (const Pair& p : std::views::reverse(known))
        if (const Situation s = situation(view, p.host, p.counterpart); s.state == state)
          return question_of(view, s, window);
    }
  return {};
}

}  // namespace entente::outlook

#include "entente/assess/ladder_words.hpp"

#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace entente::assess {

void add_base_rate(Judgement& judgement, const outlook::Ladder& ladder, const std::string& unit) {
  constexpr int kFewest = 10;  // without a wider class beside it
  const outlook::Rung& nearest = ladder.nearest();
  BaseRate base{
      nearest.words, static_cast<double>(nearest.k), static_cast<double>(nearest.n), unit, nearest.interval, "", 0, 0};
  for (const outlook::Rung& wider : ladder.rungs) {
    if (&wider == &nearest) break;
    base.parent_class = wider.words;
    base.parent_k = wider.k;
    base.parent_n = wider.n;
  }
  if (nearest.n < kFewest && base.parent_class.empty()) {
    judgement.no_base_rate_because =
        fmt::format("too few cases are known on the day: {} of {} in the widest class", nearest.k, nearest.n);
    return;
  }
  judgement.base_rate = std::move(base);
}

Confidence confidence_of(const outlook::Ladder& ladder) {
  constexpr int kEnoughEpisodes = 20;
  double lo = 1;
  double hi = 0;
  for (const auto* list : {&ladder.rungs, &ladder.sides})
    for (const outlook::Rung& rung : *list) {
      if (rung.n < outlook::kSmallestClass) continue;
      const double rate = static_cast<double>(rung.k) / rung.n;
      lo = std::min(lo, rate);
      hi = std::max(hi, rate);
    }
  const int n = ladder.last().n_units;  // of an empty class too: what is near the case decides
  const std::string spread = percent(lo) == percent(hi)
                                 ? fmt::format("the reference classes all stand at {}", percent(lo))
                                 : fmt::format("the reference classes run from {} to {}", percent(lo), percent(hi));
  // Years of a presence are cases of their own, and no episodes.
  const bool episodes = n != ladder.last().n;
  const std::string cases = n == 0 ? std::string("no case of the nearest class is known on the day")
                                   : "the nearest class holds " + counted(n, episodes ? "independent episode" : "case");
  if (ladder.confidence_capped)
    return {"low to moderate", spread + ", so another choice of class would give another number; " + cases};
  if (n < kEnoughEpisodes) return {"low to moderate", cases};
  return {"moderate", spread + "; " + cases};
}

namespace {

// Nothing where the class says the same as the number: that is no dissent.
std::string farthest_words(const outlook::Rung& rung, double number) {
  if (chance(static_cast<double>(rung.k) / std::max(1, rung.n)) == chance(number)) return {};
  return fmt::format("The class farthest from this number is {}: {} of {} ({})", rung.words, rung.k, rung.n,
                     percent(static_cast<double>(rung.k) / std::max(1, rung.n)));
}

}  // namespace

std::string dissent_of(const outlook::Ladder& ladder) {
  for (const auto* list : {&ladder.sides, &ladder.rungs})
    for (const outlook::Rung& rung : *list)
      if (rung.name == ladder.dissent) return farthest_words(rung, ladder.probability);
  return {};
}

std::string dissent_of(const outlook::Ladder& ladder, double number) {
  const outlook::Rung* farthest = nullptr;
  const auto distance = [&](const outlook::Rung& rung) {
    return std::abs(static_cast<double>(rung.k) / rung.n - number);
  };
  for (const auto* list : {&ladder.rungs, &ladder.sides})
    for (const outlook::Rung& rung : *list)
      if (rung.n >= outlook::kSmallestClass && (farthest == nullptr || distance(rung) > distance(*farthest)))
        farthest = &rung;
  return farthest == nullptr ? std::string{} : farthest_words(*farthest, number);
}

double move_between(double from, double to) {
  const auto log_odds = [](double p) {
    const double bounded = std::clamp(p, 0.001, 0.999);
    return std::log(bounded / (1 - bounded));
  };
  return std::abs(log_odds(to) - log_odds(from));
}

namespace {

// The class at which the number moved farthest from the wider one; the widest where none did.
std::size_t driver_of(const outlook::Ladder& ladder) {
  std::size_t farthest = 0;
  double move = 0;
  for (std::size_t i = 1; i < ladder.rungs.size(); ++i) {
    if (ladder.rungs[i].n == 0) continue;
    const double here = move_between(ladder.rungs[i - 1].pooled, ladder.rungs[i].pooled);
    if (here > move) {
      farthest = i;
      move = here;
    }
  }
  return farthest;
}

}  // namespace

double farthest_move(const outlook::Ladder& ladder) {
  const std::size_t at = driver_of(ladder);
  return at == 0 ? 0 : move_between(ladder.rungs[at - 1].pooled, ladder.rungs[at].pooled);
}

std::string because_of(const outlook::Ladder& ladder, const std::string& ended, const outlook::Rung** driver) {
  const std::size_t at = driver_of(ladder);
  const outlook::Rung& rung = ladder.rungs[at];
  if (driver != nullptr) *driver = &rung;
  const bool lower = at > 0 && rung.pooled < ladder.rungs[at - 1].pooled;
  if (rung.n == 1)
    return fmt::format("the only case known among {} {}", rung.words, rung.k == 1 ? ended : "did not go that way");
  if (rung.k == 0) return fmt::format("none of {} {} {}", rung.n, rung.words, ended);
  return fmt::format("{}{} of {} {} {}", lower ? "only " : "", rung.k, rung.n, rung.words, ended);
}

std::vector<std::string> trials_of(const outlook::Ladder& ladder, const outlook::Rung& rung) {
  std::vector<std::string> ids;
  std::set<std::string> seen;
  for (const std::size_t i : rung.trials)
    if (seen.insert(ladder.trials[i].id).second) ids.push_back(ladder.trials[i].id);
  return ids;
}

std::string cite_class(const Given& given, Register& evidence, const std::string& question,
                       const outlook::Ladder& ladder, const outlook::Rung& rung) {
  std::vector<std::string> ids;
  std::set<std::string> seen;
  for (const bool hit : {true, false})
    for (const std::size_t i : rung.trials) {
      const outlook::Trial& trial = ladder.trials[i];
      if (ids.size() < kShownRows && trial.hit == hit && seen.insert(trial.id).second) ids.push_back(trial.id);
    }
  return evidence.query(
      question + "/" + rung.name, fmt::format("{}: {} of {}", capital(rung.words), rung.k, rung.n),
      fmt::format("class {} of the {} ladder, as known on {}", rung.name, question, to_string(given.view.as_of)),
      rung.n, ids, given.call("outlook " + question));
}

}  // namespace entente::assess

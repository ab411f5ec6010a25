#include "entente/outlook/asks.hpp"

#include "entente/outlook/known_to.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace entente::outlook {
namespace {

constexpr int kFirstYear = 1950;

bool host_ended(const record::Presence& p) {
  return p.end_cause == "host-demanded" || p.end_cause == "host-non-renewal";
}

}  // namespace

std::vector<Trial> presence_years(const record::View& view, AskEvent event) {
  const int last_full_year = year_of(silence_counts_until(view) + std::chrono::days(1)) - 1;
  std::set<std::pair<std::string, int>> coup_years;
  for (const record::Coup& c : view.coups)
    if (c.success.value_or(false)) coup_years.insert({c.host, year_of(c.on.first)});
  std::map<std::string, std::vector<const record::Demand*>> on_presence;
  std::map<std::pair<std::string, int>, std::set<std::string>> senders_asked;
  for (const record::Demand& d : view.demands) {
    if (!d.presence_id.empty()) on_presence[d.presence_id].push_back(&d);
    senders_asked[{d.host, year_of(d.on.first)}].insert(d.sender);
  }

  std::vector<Trial> trials;
  for (const record::Presence& p : view.presences) {
    if (!p.systematic) continue;
    const bool over = p.to && p.end_cause != "continuing";
    const int ended_in = over ? year_of(p.to->last) : std::numeric_limits<int>::max();
    const auto found = on_presence.find(p.key);
    const auto demands = found == on_presence.end() ? std::vector<const record::Demand*>{} : found->second;
    for (int year = std::max(kFirstYear, year_of(p.from.first)); year <= std::min(ended_in, last_full_year); ++year) {
      const bool ended = year == ended_in && host_ended(p);
      bool hit = ended;
      if (event != AskEvent::ended) {
        const bool open_before = std::any_of(demands.begin(), demands.end(), [&](const record::Demand* d) {
          return year_of(d->on.first) < year && !(is_resolved(*d) && year_of(d->outcome_on->last) < year);
        });
        if (open_before) continue;
        hit = hit ||
              (event == AskEvent::asked && std::any_of(demands.begin(), demands.end(), [&](const record::Demand* d) {
                 return year_of(d->on.first) == year;
               }));
      }
      Trial t;
      t.id = p.id;
      t.year = year;
      t.unit = fmt::format("{}/{}", p.key, year);
      t.group = p.host;
      t.group_words = view.actor_name(p.host);
      t.below = p.sender;
      t.hit = hit;
      t.traits.sender = p.sender;
      t.traits.coup = coup_years.contains({p.host, year}) || coup_years.contains({p.host, year - 1});
      t.traits.former_territory = p.former_territory;
      if (const auto it = senders_asked.find({p.host, year - 1}); it != senders_asked.end())
        t.traits.other_asked = it->second.size() > (it->second.contains(p.sender) ? 1U : 0U);
      if (hit) {
        t.label = fmt::format("{} and {}, {}", view.actor_name(p.host), view.in_sentence(p.sender), year);
        t.outcome = ended ? p.end_cause : "asked";
      }
      trials.push_back(std::move(t));
    }
  }
  return trials;
}

OrWhyNot<Ladder> try_asks_ladder(const record::View& view, const Situation& s, const LadderFile& file, AskEvent event) {
  std::vector<Trial> years = presence_years(view, event);
  if (years.empty()) return no_case_counted();
  Ladder ladder = climb(file.asks, std::move(years), s.traits, view.in_sentence(s.counterpart), "");
  if (event != AskEvent::asked) ladder.question = "the presence has ended at the host's demand within twelve months";
  ladder.to_day = file.asks.horizon_days;
  ladder.horizon_on = view.as_of + std::chrono::days(file.asks.horizon_days);
  ladder.model_hash = file.hash;
  ladder.evidence.clear();
  for (const std::size_t i : ladder.nearest().trials)
    if (ladder.trials[i].hit) ladder.evidence.push_back(ladder.trials[i].id);
  ladder.notes.emplace_back(
      "A trial is a year of one presence; the year of a coup is counted whole, so part of it lies "
      "before the coup. Presences that ended quietly are easier to miss, so shares are upper-end.");
  return ladder;
}

Ladder asks_ladder(const record::View& view, const Situation& s, const LadderFile& file, AskEvent event) {
  return or_throw(try_asks_ladder(view, s, file, event));
}

}  // namespace entente::outlook

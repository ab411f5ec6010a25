#include "entente/verbs/remedy.hpp"

#include "entente/outlook/situation.hpp"
#include "entente/verbs/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace entente::verbs {

record::View whole_record(const store::Facts& facts, record::Vintage vintage) {
  return view_of(facts, Day(std::chrono::year(2199) / 12 / 31), vintage);
}

std::string day_with_forces(const store::Facts& facts, const record::View& view, const std::string& host,
                            const std::string& sender) {
  const auto of_the_two = [&](const record::Presence& p) { return p.host == host && p.sender == sender; };
  std::set<Day> starts;
  std::optional<Day> left;
  for (const record::Presence& p : whole_record(facts, record::Vintage::latest).presences) {
    if (!of_the_two(p)) continue;
    if (p.from.last > view.as_of) starts.insert(p.from.last);
    if (p.to && p.to->first <= view.as_of && (!left || p.to->first > *left)) left = p.to->first;
  }
  const std::string forces = fmt::format("forces of {} in {}", view.in_sentence(sender), view.in_sentence(host));
  for (const Day day : starts)
    if (std::ranges::any_of(view_of(facts, day, record::Vintage::latest).presences, of_the_two))
      return fmt::format("ask as of {} or later, when the record knows of {}", to_string(day), forces);
  if (left) return fmt::format("ask as of a day before {}, when there were {}", to_string(*left), forces);
  return fmt::format("no day is known to help, the record tells of no other {}", forces);
}

std::string day_with_demand(const store::Facts& facts, const record::View& view, const std::string& host,
                            const std::string& sender) {
  std::set<Day> known;
  for (const record::Demand& d : whole_record(facts, record::Vintage::latest).demands)
    if (d.host == host && d.sender == sender) known.insert(std::max(d.known_on, d.on.last));
  const auto open_on = [&](Day day) {
    return outlook::situation(view_of(facts, day, record::Vintage::latest), host, sender).state ==
           outlook::State::demanded;
  };
  std::optional<Day> before;
  for (const Day day : known)
    if (day <= view.as_of && open_on(day)) before = day;
  for (const Day day : known)
    if (day > view.as_of && open_on(day)) return fmt::format("ask as of {}, when one was", to_string(day));
  if (before) return fmt::format("ask as of {}, when one was", to_string(*before));
  return "no day helps, the record holds no such demand that was open for a day";
}

}  // namespace entente::verbs

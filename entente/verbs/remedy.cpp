#include "entente/verbs/remedy.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/verbs/command.hpp"
#include "entente/verbs/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace entente::verbs {

record::View whole_record(const store::Facts& facts, record::Vintage vintage) {
  return view_of(facts, Day(std::chrono::year(2199) / 12 / 31), vintage);
}

std::optional<Day> first_day_on_which(const store::Facts& facts, record::Vintage vintage, const std::set<Day>& days,
                                      const std::function<bool(const record::View&)>& wanted) {
  const auto day = std::ranges::find_if(days, [&](Day d) { return wanted(view_of(facts, d, vintage)); });
  return day == days.end() ? std::nullopt : std::optional(*day);
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
  const auto known = [&](const record::View& then) { return std::ranges::any_of(then.presences, of_the_two); };
  if (const auto day = first_day_on_which(facts, record::Vintage::latest, starts, known))
    return fmt::format("ask as of {} or later, when the record knows of {}", to_string(*day), forces);
  if (left) return fmt::format("ask as of a day before {}, when there were {}", to_string(*left), forces);
  return fmt::format("no day is known to help, the record tells of no other {}", forces);
}

std::string day_with_demand(const store::Facts& facts, const record::View& view, const std::string& host,
                            const std::string& sender) {
  std::set<Day> later;
  std::set<Day> earlier;
  for (const record::Demand& d : whole_record(facts, record::Vintage::latest).demands) {
    if (d.host != host || d.sender != sender) continue;
    const Day known = std::max(d.known_on, d.on.last);
    (known > view.as_of ? later : earlier).insert(known);
  }
  const auto open = [&](const record::View& then) {
    return outlook::situation(then, host, sender).state == outlook::State::demanded;
  };
  std::optional<Day> day = first_day_on_which(facts, record::Vintage::latest, later, open);
  for (auto last = earlier.rbegin(); !day && last != earlier.rend(); ++last)
    day = first_day_on_which(facts, record::Vintage::latest, {*last}, open);
  return day ? fmt::format("ask as of {}, when one was", to_string(*day))
             : "no day helps, the record holds no such demand that was open for a day";
}

std::string day_with_session(const store::Facts& facts, Day after) {
  std::map<int, Day> ends;
  for (const record::RollCall& r : whole_record(facts, record::Vintage::latest).roll_calls)
    ends[r.session] = std::max(ends[r.session], r.on);
  std::optional<Day> next;
  for (const auto& [session, end] : ends)
    if (end > after && (!next || end < *next)) next = end;
  return next ? fmt::format("ask as of {} or later, when a further session is over, or import votes", to_string(*next))
              : std::string("no later day of the record helps: import votes");
}

void require_judgements(const assess::Assessment& a, const record::View& view, const store::Facts& facts) {
  if (!a.judgements.empty()) return;
  throw Error(ErrorCode::bad_request,
              fmt::format("on {} the record holds nothing by which a question about {} and {} could be judged",
                          to_words(a.as_of), view.actor_name(a.host), view.in_sentence(a.counterpart)),
              fmt::format("{}; `{}` shows what was known", day_with_forces(facts, view, a.host, a.counterpart),
                          command_of(assess::call_of("record state", a.host, a.counterpart).on(a.as_of))),
              {"case " + a.case_name, 0, ""});
}

}  // namespace entente::verbs

#include "entente/verbs/record/follows.hpp"

#include "entente/outlook/situation.hpp"
#include "entente/record/fold.hpp"
#include "entente/record/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace entente::verbs {
namespace {

using store::cell;

std::vector<std::string> parts_of(const std::string& codes) {
  std::vector<std::string> out{""};
  for (const char c : codes) {
    if (c == '+' || c == ';') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

// Host and other side of the pairs that the row is about.
std::vector<std::pair<std::string, std::string>> pairs_of(const store::Entry& entry, const record::View& view) {
  const store::Cells& c = entry.cells;
  std::vector<std::pair<std::string, std::string>> out;
  const auto add = [&](const std::string& host, const std::string& other) {
    if (!host.empty() && !other.empty() && host != other) out.emplace_back(host, other);
  };
  add(cell(c, "host"), cell(c, "sender"));
  add(cell(c, "host"), cell(c, "operator"));
  add(cell(c, "target"), cell(c, "actor"));
  add(cell(c, "actor"), cell(c, "target"));
  const std::vector<std::string> parties = parts_of(cell(c, "parties"));
  for (std::size_t i = 1; i < parties.size(); ++i) add(parties[0], parties[i]);
  if (out.empty())
    for (const char* column : {"case_id", "demand_id"})
      for (const record::Demand& d : view.demands)
        if (record::key_of(d.id) == cell(c, column)) add(d.host, d.sender);
  return out;
}

std::string on_words(const std::string& text) {
  const auto date = parse_date(text);
  return date ? to_words(*date) : text;
}

std::string plain(std::string words) {
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

std::string first_sentence(const store::Entry& entry, const record::View& view) {
  const store::Cells& c = entry.cells;
  if (entry.table == "demands")
    return fmt::format("This makes a demand of {} on {}, of {}: {}.", view.in_sentence(cell(c, "host")),
                       view.in_sentence(cell(c, "sender")), on_words(cell(c, "demand_on")),
                       plain(cell(c, "demand_kind")));
  if (entry.table == "events")
    return fmt::format("This makes an event of {}: {}, {}.", on_words(cell(c, "happened_on")), plain(cell(c, "type")),
                       cell(c, "summary"));
  if (entry.table == "agreements")
    return fmt::format("This makes an agreement: {} ({}).", cell(c, "title"), plain(cell(c, "kind")));
  if (entry.table == "steps")
    return fmt::format("This makes a step of {}: {}, {}.", on_words(cell(c, "happened_on")), plain(cell(c, "step")),
                       cell(c, "summary"));
  return fmt::format("This makes a row of {}: {}.", entry.table,
                     store::words_of_row(record::table(entry.table), entry.key, c));
}

// What the record knows of the pair in one phrase: "asked to leave since 30 November 2026".
std::string state_words(const record::View& view, const std::string& host, const std::string& other) {
  const outlook::Situation s = outlook::situation(view, host, other);
  std::string out(outlook::name(s.state));
  if (s.state == outlook::State::demanded && s.demand_on) out += " since " + to_words(*s.demand_on);
  if (s.state == outlook::State::ended && s.ended_on) out += " on " + to_words(*s.ended_on);
  return out;
}

// Where the demand stands in the view: "committed".
std::string stage_words(const record::View& view, const record::Demand& demand) {
  const auto state = record::demand_state(demand, record::steps_of(view, demand), view.as_of);
  return state ? std::string(record::name(state->stage)) : "not known";
}

// The size of what is asked to leave moves the chance of an exit, and is easily left out.
std::vector<std::string> without_people(const store::Entry& entry, const record::View& view) {
  if (entry.table != "demands") return {};
  const outlook::Situation s = outlook::situation(view, cell(entry.cells, "host"), cell(entry.cells, "sender"));
  if (s.demand != "demands:" + entry.key || s.traits.people) return {};
  return {
      "Nothing says how many people it is about, so it counts as fewer than 300; larger forces have left less often, "
      "so give --personnel-low where it is known."};
}

// A step behind the end of its demand changes nothing: told, since another demand, or an event, was probably meant.
std::vector<std::string> late_steps(const store::Entry& entry, const record::View& view) {
  std::vector<std::string> out;
  const auto on = parse_date(cell(entry.cells, "happened_on"));
  if (entry.table != "steps" || !on) return out;
  for (const record::Demand& d : view.demands)
    if (record::key_of(d.id) == cell(entry.cells, "case_id") && outlook::is_resolved(d) &&
        on->first > d.outcome_on->last)
      out.push_back(fmt::format(
          "The demand of {} on {} is over since {} ({}), so the step counts for nothing; a new demand or an event may "
          "be meant.",
          view.in_sentence(d.host), view.in_sentence(d.sender), to_words(*d.outcome_on), plain(d.outcome)));
  return out;
}

}  // namespace

std::vector<std::string> what_follows(const store::Entry& entry, const record::View& before,
                                      const record::View& after) {
  std::vector<std::string> out{first_sentence(entry, after)};
  bool staged = false;
  for (const auto& [host, other] : pairs_of(entry, after)) {
    const std::string was = state_words(before, host, other);
    const std::string is = state_words(after, host, other);
    const std::string whose = fmt::format("forces of {} in {}", after.in_sentence(other), after.in_sentence(host));
    if (was != is) out.push_back(fmt::format("The state of the day of {} becomes: {} (before: {}).", whose, is, was));
    const auto stage_before = record::partner_state(before, host, other, 24).stage;
    const auto stage = record::partner_state(after, host, other, 24).stage;
    if (stage == stage_before || staged) continue;
    staged = true;  // an event is told from one side
    out.push_back(fmt::format("As a partner of {}, {} is now at: {} (before: {}).", after.in_sentence(host),
                              after.in_sentence(other), record::name(stage), record::name(stage_before)));
  }
  for (const record::Demand& d : after.demands) {
    const std::string stage = stage_words(after, d);
    const std::string was = stage_words(before, d);
    if (entry.table != "steps" || record::key_of(d.id) != cell(entry.cells, "case_id") || was == stage) continue;
    out.push_back(fmt::format("The demand of {} on {} now stands at: {} (before: {}).", after.in_sentence(d.host),
                              after.in_sentence(d.sender), stage, was));
  }
  for (std::string& line : late_steps(entry, after)) out.push_back(std::move(line));
  for (std::string& line : without_people(entry, after)) out.push_back(std::move(line));
  if (out.size() == 1) out.emplace_back("No state of the day changes by it.");
  return out;
}

std::vector<record::Finding> new_findings(const std::vector<record::Finding>& before,
                                          const std::vector<record::Finding>& after) {
  const auto key = [](const record::Finding& f) { return f.rule + "\n" + f.id + "\n" + f.text; };
  std::set<std::string> known;
  for (const record::Finding& f : before) known.insert(key(f));
  std::vector<record::Finding> out;
  for (const record::Finding& f : after)
    if (!known.contains(key(f))) out.push_back(f);
  return out;
}

}  // namespace entente::verbs

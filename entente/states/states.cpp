#include "entente/states/states.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/split.hpp"
#include "entente/base/text.hpp"
#include "entente/states/embedded.hpp"
#include "entente/states/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace entente::states {
namespace {

constexpr std::array<std::string_view, kLists> kListNames{"",   "iso3", "iso2", "iso_number", "cameo", "fips",
                                                          "gw", "cow",  "name", "in_name",    "icews"};

std::size_t place(List how) { return static_cast<std::size_t>(how); }

bool is_number(List how) { return how == List::iso_number || how == List::gw || how == List::cow; }

bool is_name(List how) { return how == List::name || how == List::in_name || how == List::icews; }

// Numbers are compared without leading zeros, as sources lose them, and without the point (or comma) that others add.
std::string plain_code(List how, std::string_view text) {
  std::string out = lowered(std::string(trimmed(text)));
  if (!is_number(how)) return out;
  if (out.ends_with(".0") || out.ends_with(",0")) out.resize(out.size() - 2);
  out.erase(0, out.find_first_not_of('0'));
  return out;
}

Day day_or(const std::string& text, Day otherwise) { return parse_day(text).value_or(otherwise); }

// A table with these columns first, in this order.
DelimitedTable table_of(std::string_view text, const char* file, const std::vector<std::string_view>& columns) {
  DelimitedTable table = read_delimited(text, file);
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (table.column(columns[c]) != c)
      throw Error(ErrorCode::bad_data, fmt::format("column {} is not {}", c + 1, columns[c]),
                  "keep the columns in their order", {file, 1, std::string(columns[c])});
  return table;
}

[[noreturn]] void refuse(const DelimitedTable& table, const DelimitedRow& row, std::string what) {
  throw Error(ErrorCode::bad_data, std::move(what), "name one that the tables of states have",
              {table.file, row.line, ""});
}

void add_once(std::vector<std::string_view>& codes, std::string_view code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
}

// One code where there is one, else all.
Answer settled(Answer answer) {
  if (answer.several.size() == 1) {
    answer.code = answer.several.front();
    answer.several.clear();
  }
  return answer;
}

// "Niger" of "Police (Niger)".
std::string_view inside_bracket(std::string_view text) {
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return text;
  return text.substr(open + 1, text.size() - open - 2);
}

}  // namespace

const States& States::all() {
  static const States all(states_csv(), names_csv(), called_csv());
  return all;
}

States::States(std::string_view states, std::string_view names, std::string_view called) {
  read_states(states);
  read_names(names);
  read_called(called);
  for (std::vector<Meaning>& list : lists_)
    std::stable_sort(list.begin(), list.end(), [](const Meaning& a, const Meaning& b) {
      return std::tie(a.text, a.code, a.from) < std::tie(b.text, b.code, b.from);
    });
}

void States::add(List how, std::string_view text, const std::string& code, Day from, Day until) {
  std::string key = is_name(how) ? folded_name(text) : plain_code(how, text);
  if (!key.empty()) lists_[place(how)].push_back({std::move(key), code, from, until});
}

void States::read_states(std::string_view text) {
  const DelimitedTable table = table_of(text, "data/states/states.csv",
                                        {"code", "kind", "name", "in_sentence", "iso2", "number", "fips", "gw", "cow",
                                         "from", "until", "became", "goes_on_in", "source", "other_names"});
  for (const DelimitedRow& row : table.rows) {
    const auto& c = row.cells;
    State state;
    state.code = c[0];
    state.former = c[1] == "former-state";
    state.name = c[2];
    state.in_sentence = c[3];
    state.from = day_or(c[9], Day::min());
    state.until = day_or(c[10], Day::max());
    for (const std::string_view code : split(c[11], " ")) state.became.emplace_back(code);
    state.goes_on_in = c[12];
    // Codes of former states are given anew; sources use those of states of today for the time before them too.
    const Day from = state.former ? state.from : Day::min();
    const auto put = [&](List how, std::string_view code) { add(how, code, c[0], from, state.until); };
    put(List::iso3, c[0]);
    put(List::cameo, c[0]);
    put(List::iso2, c[4]);
    put(List::iso_number, c[5]);
    put(List::fips, c[6]);
    put(List::gw, c[7]);
    put(List::cow, c[8]);
    put(List::name, c[2]);
    for (const std::string_view name : split(c[14], ";")) put(List::name, name);
    states_.emplace(c[0], std::move(state));
  }
  for (const DelimitedRow& row : table.rows) {
    const State& state = states_.find(row.cells[0])->second;
    for (const std::string& code : state.became)
      if (!states_.contains(code)) refuse(table, row, fmt::format("{} became {}, which is no state", state.code, code));
    if (const auto next = states_.find(state.goes_on_in); next != states_.end()) next->second.goes_on = state.code;
  }
}

void States::read_names(std::string_view text) {
  const DelimitedTable table =
      table_of(text, "data/states/names.csv", {"how", "text", "code", "from", "until", "source"});
  for (const DelimitedRow& row : table.rows) {
    const auto& c = row.cells;
    const auto* const list = std::find(kListNames.begin() + 1, kListNames.end(), c[0]);
    if (list == kListNames.end()) refuse(table, row, fmt::format("\"{}\" is no list of codes", c[0]));
    const State* state = find(c[2]);
    if (state == nullptr && c[2] != "-") refuse(table, row, fmt::format("\"{}\" is no state", c[2]));
    const Day end = state == nullptr ? Day::max() : state->until;
    add(static_cast<List>(list - kListNames.begin()), c[1], c[2], day_or(c[3], Day::min()),
        std::min(end, day_or(c[4], end)));
  }
}

void States::read_called(std::string_view text) {
  const DelimitedTable table =
      table_of(text, "data/states/called.csv", {"code", "name", "in_sentence", "until", "source"});
  for (const DelimitedRow& row : table.rows) {
    const auto& c = row.cells;
    const auto until = parse_day(c[3]);
    if (find(c[0]) == nullptr || !until) refuse(table, row, fmt::format("{} has no state or no day", c[1]));
    std::vector<Called>& older = called_[c[0]];
    if (!older.empty() && older.back().until >= *until) refuse(table, row, fmt::format("{} is out of order", c[1]));
    older.push_back({c[1], c[2], *until});
    add(List::name, c[1], c[0], Day::min(), *until);
  }
}

const State* States::find(std::string_view code) const {
  const auto it = states_.find(code);
  return it == states_.end() ? nullptr : &it->second;
}

Answer States::on(std::string_view code, Day day) const {
  const State* state = find(code);
  Answer answer;
  answer.code = state == nullptr ? code : std::string_view(state->code);
  if (state == nullptr) return answer;
  // Each step goes to another state, so a table that led in a circle ends as well.
  for (std::size_t steps = 0; steps < states_.size() && !state->lives(day); ++steps) {
    const bool ended = day >= state->until;
    if (ended && state->goes_on_in.empty() && state->became.size() != 1) {
      answer.code = {};
      answer.out_of_time = true;
      for (const std::string& next : state->became) add_once(answer.several, next);
      return answer;
    }
    const std::string& next = !ended                      ? state->goes_on
                              : state->goes_on_in.empty() ? state->became.front()
                                                          : state->goes_on_in;
    if (next.empty()) break;
    state = find(next);
    check(state != nullptr, "a state that took the place of another is not in the table");
    answer.code = state->code;
    answer.out_of_time = true;
  }
  return answer;
}

std::string States::successor_of(std::string_view code, Day day) const {
  const State* state = find(code);
  if (state == nullptr || day < state->until) return std::string(code);
  const Answer answer = on(code, day);
  return std::string(answer.code.empty() ? code : answer.code);
}

// The state, or before its first day the one that it goes on; never one that came after.
const State* States::begun(std::string_view code, Day day) const {
  const State* state = find(code);
  while (state != nullptr && day < state->from && !state->goes_on.empty()) state = find(state->goes_on);
  return state;
}

std::string States::holder(std::string_view code, Day day) const {
  const State* state = begun(code, day);
  while (state != nullptr && day >= state->until && !state->goes_on_in.empty()) state = find(state->goes_on_in);
  return std::string(state == nullptr ? code : std::string_view(state->code));
}

std::string_view States::seat(std::string_view code) const {
  const State* state = find(code);
  while (state != nullptr && !state->goes_on_in.empty()) state = find(state->goes_on_in);
  return state == nullptr ? code : std::string_view(state->code);
}

bool States::one_seat(std::string_view a, std::string_view b) const { return a == b || seat(a) == seat(b); }

std::vector<const States::Meaning*> States::meanings(List how, std::string_view text) const {
  const auto of_key = [this](List list, const std::string& key) {
    std::vector<const Meaning*> found;
    const std::vector<Meaning>& all = lists_[place(list)];
    auto it = std::lower_bound(all.begin(), all.end(), key,
                               [](const Meaning& m, const std::string& k) { return m.text < k; });
    for (; it != all.end() && it->text == key; ++it) found.push_back(&*it);
    return found;
  };
  if (!is_name(how)) return of_key(how, plain_code(how, text));
  if (how == List::in_name) text = inside_bracket(text);
  for (const std::string& form : forms_of_name(text)) {
    std::vector<const Meaning*> found;
    if (how != List::name) found = of_key(List::icews, form);
    if (found.empty()) found = of_key(List::name, form);
    if (!found.empty()) return found;
  }
  return {};
}

Answer States::of_day(const std::vector<const Meaning*>& found, std::optional<Day> day) const {
  Answer answer;
  bool in_time = !day;
  const auto take = [&](const Meaning& m) {
    if (m.code == "-") {
      answer.no_state = true;
      return;
    }
    if (!day) return add_once(answer.several, m.code);
    const Answer then = on(m.code, *day);
    in_time = in_time || !then.out_of_time;
    if (!then.code.empty()) add_once(answer.several, then.code);
    for (const std::string_view code : then.several) add_once(answer.several, code);
  };
  for (const Meaning* m : found)
    if (!day || (*day >= m->from && *day < m->until)) take(*m);
  if (!day || !answer.several.empty() || answer.no_state || found.empty()) {
    answer.out_of_time = !answer.several.empty() && !in_time;
    return settled(std::move(answer));
  }

  // Nothing holds on the day: what held last before it, or else first after it.
  const Meaning* nearest = nullptr;
  for (const Meaning* m : found)
    if (m->until <= *day && (nearest == nullptr || m->until > nearest->until)) nearest = m;
  if (nearest == nullptr)
    for (const Meaning* m : found)
      if (nearest == nullptr || m->from < nearest->from) nearest = m;
  take(*nearest);
  answer.out_of_time = true;
  return settled(std::move(answer));
}

Answer States::meaning(List how, std::string_view text, std::optional<Day> day) const {
  Answer answer = of_day(meanings(how, text), day);
  // A person or a group is of no state that its name tells.
  if (how == List::in_name && answer.several.empty() && answer.code.empty()) answer.no_state = true;
  return answer;
}

// Where what stands in a state's place may change: its own days, and those of what goes before and comes after it.
void States::add_days(std::string_view code, std::vector<Day>& days) const {
  std::vector<std::string_view> codes{code};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const State* state = find(codes[i]);
    if (state == nullptr) continue;
    days.insert(days.end(), {state->from, state->until});
    for (const std::string* other : {&state->goes_on, &state->goes_on_in}) add_once(codes, *other);
    if (state->became.size() == 1) add_once(codes, state->became.front());
  }
}

std::vector<Span> States::over_time(List how, std::string_view text) const {
  std::vector<Span> out{{Day::min(), meaning(how, text, Day::min())}};
  const std::vector<const Meaning*> found = meanings(how, text);
  std::vector<Day> days;
  for (const Meaning* m : found) {
    days.insert(days.end(), {m->from, m->until});
    add_days(m->code, days);
  }
  std::sort(days.begin(), days.end());
  for (const Day day : days) {
    if (day == Day::min() || day == Day::max() || day == out.back().from) continue;
    Answer answer = of_day(found, day);
    if (answer != out.back().answer) out.push_back({day, std::move(answer)});
  }
  return out;
}

States::Names States::names_on(std::string_view code, Day day) const {
  const State* state = begun(code, day);
  if (state == nullptr) return {};
  if (const auto older = called_.find(state->code); older != called_.end())
    for (const Called& c : older->second)
      if (day < c.until) return {c.name, c.in_sentence};
  return {state->name, state->in_sentence};
}

std::string_view States::name(std::string_view code, Day day) const { return names_on(code, day).name; }

std::string_view States::in_sentence(std::string_view code, Day day) const { return names_on(code, day).in_sentence; }

std::vector<std::string_view> States::names(std::string_view code) const {
  std::vector<std::string_view> out;
  const State* state = find(code);
  if (state == nullptr) return out;
  out.emplace_back(state->name);
  if (const auto it = called_.find(code); it != called_.end())
    for (auto older = it->second.rbegin(); older != it->second.rend(); ++older) add_once(out, older->name);
  return out;
}

std::string States::why_not(std::string_view code, Day day) const {
  const State* state = find(code);
  if (state == nullptr || state->lives(day)) return {};
  const auto named = [&](std::string_view other) { return fmt::format("{} ({})", in_sentence(other, day), other); };
  const Answer then = on(code, day);
  if (day < state->from)
    return fmt::format("began on {}{}", to_words(state->from),
                       then.code == code ? "" : fmt::format("; on the day it was {}", named(then.code)));
  std::string places;
  for (const std::string_view other : then.several) places += (places.empty() ? "" : ", ") + named(other);
  return fmt::format("ended on {}; {}", to_words(state->until),
                     then.code.empty() ? "in its place are " + places : named(then.code) + " took its place");
}

}  // namespace entente::states

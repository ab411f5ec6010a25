#include "entente/stream/state_list.hpp"

#include "entente/base/text.hpp"
#include "entente/stream/cells.hpp"
#include "entente/stream/mapping_words.hpp"
#include "entente/stream/missing.hpp"
#include "entente/stream/states.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace entente::stream {
namespace {

using Rows = std::span<const std::vector<std::string>>;

constexpr double kMostCells = 0.9;
constexpr double kHalf = 0.5;

// What one list makes of a column.
struct Reading {
  const Word<StateCode>* word = nullptr;
  std::vector<std::string_view> states;  // a row; empty = none
  double known = 0;                      // share of the cells that are there
  int agree = 0;                         // rows whose place or position says the same, and those that say another
  int against = 0;
  int weight() const { return agree - against; }
};

// The list that a column's name tells: a format's own name for it, or a part of it that names the list.
std::string_view list_by_name(std::string_view column_name) {
  const std::string plain = plain_name(column_name.substr(column_name.rfind('.') + 1));
  std::optional<StateCode> of_formats;
  for (const Format& format : formats())
    for (const FormatColumn& column : format.columns) {
      if (!is_state(column.field) || plain_name(column.names) != plain) continue;
      // What ICEWS means by a name holds in its own files.
      const StateCode state = column.state == StateCode::icews ? StateCode::name : column.state;
      if (of_formats && *of_formats != state) return "";  // "country" is a name in one, a code in another
      of_formats = state;
    }
  if (of_formats)
    for (const Word<StateCode>& word : kCodes)
      if (word.value == *of_formats) return word.word;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kParts{{{"fips", "fips"},
                                                                                  {"iso3", "iso3"},
                                                                                  {"isoa3", "iso3"},
                                                                                  {"alpha3", "iso3"},
                                                                                  {"iso2", "iso2"},
                                                                                  {"isoa2", "iso2"},
                                                                                  {"alpha2", "iso2"},
                                                                                  {"gwno", "gw"},
                                                                                  {"gwcode", "gw"},
                                                                                  {"cow", "cow"},
                                                                                  {"ccode", "cow"},
                                                                                  {"cameo", "cameo"},
                                                                                  {"countryname", "name"}}};
  for (const auto& [part, list] : kParts)
    if (plain.find(part) != std::string::npos) return list;
  return "";
}

// The state that a name in words tells: "Niger", "Police (Niger)", "Borgou, Borgou, Benin".
std::string_view state_in_words(std::string_view text) {
  if (const StateAnswer whole = state_of(StateCode::in_name, text); !whole.code.empty()) return whole.code;
  const auto comma = text.rfind(',');
  return comma == std::string_view::npos ? std::string_view{}
                                         : state_of(StateCode::name, trimmed(text.substr(comma + 1))).code;
}

std::string_view cell_of(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? std::string_view(row[column]) : std::string_view{};
}

// 1: what stands beside says the same state; -1: another; 0: nothing.
int verdict(const std::vector<std::string>& row, std::string_view state, const Beside& beside,
            const StateAt& state_at) {
  for (const std::size_t column : beside.names)
    if (const std::string_view told = state_in_words(cell_of(row, column)); !told.empty())
      return told == state ? 1 : -1;
  if (!state_at || beside.latitude < 0 || beside.longitude < 0) return 0;
  const auto latitude = parse_number(cell_of(row, static_cast<std::size_t>(beside.latitude)));
  const auto longitude = parse_number(cell_of(row, static_cast<std::size_t>(beside.longitude)));
  if (!latitude || !longitude) return 0;
  const std::optional<bool> there = state_at(state, *latitude, *longitude);
  return !there ? 0 : *there ? 1 : -1;
}

Reading read_as(const Word<StateCode>& word, std::size_t column, Rows rows, const Beside& beside,
                const StateAt& state_at) {
  Reading out;
  out.word = &word;
  double filled = 0;
  double known = 0;
  for (const std::vector<std::string>& row : rows) {
    const std::string_view cell = cell_of(row, column);
    out.states.emplace_back();
    if (cell.empty() || is_missing(cell)) continue;
    ++filled;
    const StateAnswer answer = state_of(word.value, cell);
    if (answer.code.empty() && !answer.no_state) continue;
    ++known;
    if (answer.code.empty()) continue;
    out.states.back() = answer.code;
    const int v = verdict(row, answer.code, beside, state_at);
    out.agree += v > 0 ? 1 : 0;
    out.against += v < 0 ? 1 : 0;
  }
  out.known = filled == 0 ? 0 : known / filled;
  return out;
}

std::string_view named(std::string_view code) {
  const states::State* state = states::States::all().find(code);
  return state == nullptr ? code : std::string_view(state->name);
}

// A cell that two readings take for different states, with both: "NG: Nigeria (iso2) or Niger (fips)".
std::string difference(const Reading& a, const Reading& b, std::size_t column, Rows rows) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!a.states[i].empty() && !b.states[i].empty() && a.states[i] != b.states[i])
      return fmt::format("{}: {} ({}) or {} ({})", cell_of(rows[i], column), named(a.states[i]), a.word->word,
                         named(b.states[i]), b.word->word);
  return "";
}

}  // namespace

StateList state_list_of(std::string_view column_name, std::size_t column, Rows rows, const Beside& beside,
                        const StateAt& state_at) {
  std::vector<Reading> fits;
  const std::string_view told = list_by_name(column_name);
  StateList out;
  for (const Word<StateCode>& word : kCodes) {
    if (word.word == "in-name" || word.word == "icews") continue;
    Reading reading = read_as(word, column, rows, beside, state_at);
    if (word.word == told && reading.known >= kHalf) out.word = told;
    if (reading.known >= kMostCells) fits.push_back(std::move(reading));
  }
  // What stands beside weighs most, then how many cells are known; of equals the order of the lists.
  std::stable_sort(fits.begin(), fits.end(), [](const Reading& a, const Reading& b) {
    return std::pair(a.weight(), a.known) > std::pair(b.weight(), b.known);
  });
  const auto add_others = [&](std::string_view but) {
    for (const Reading& reading : fits)
      if (reading.word->word != but) out.others.push_back(reading.word->word);
  };
  if (fits.empty() || !out.word.empty()) {
    add_others(out.word);
    return out;
  }
  const Reading& best = fits.front();
  for (std::size_t i = 1; i < fits.size(); ++i) {
    if (fits[i].weight() < best.weight() || fits[i].known < best.known) break;
    out.example = difference(best, fits[i], column, rows);
    if (!out.example.empty()) break;
  }
  // A list that what stands beside speaks against is no better than none.
  if (out.example.empty() && best.against > best.agree) out.example = "places and positions beside it say other states";
  if (out.example.empty()) out.word = best.word->word;
  add_others(out.word);
  return out;
}

}  // namespace entente::stream

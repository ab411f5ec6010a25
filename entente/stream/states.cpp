#include "entente/stream/states.hpp"

#include "entente/base/delimited.hpp"
#include "entente/stream/embedded.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace entente::stream {
namespace {

constexpr std::size_t kWays = static_cast<std::size_t>(StateCode::in_name) + 1;
constexpr std::array<std::string_view, kWays> kWayNames{"",     "iso3", "iso2", "iso_number", "cameo",
                                                        "fips", "gw",   "cow",  "name",       "in_name"};

struct Meaning {
  std::string text;  // plain
  std::string code;  // "-" = rightly no state
  Day from = Day::min();
  Day until = Day::max();  // the first day on which it does not hold
};

struct Tables {
  std::array<std::vector<Meaning>, kWays> ways;  // each ordered by text, code
  std::map<std::string, std::string, std::less<>> names;
};

// Small letters, spaces for underscores, "and" for "&", no "the" in front.
std::string plain(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '_')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '_')) text.remove_suffix(1);
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (c == '&') {
      out += "and";
    } else {
      out += c == '_' ? ' ' : c;
    }
  }
  if (out.starts_with("the ")) out.erase(0, 4);
  return out;
}

// Numbers are compared without leading zeros, as sources lose them.
std::string plain_number(std::string_view text) {
  std::string out = plain(text);
  const std::size_t digits = out.find_first_not_of('0');
  if (digits != std::string::npos) out.erase(0, digits);
  if (out.ends_with(".0")) out.resize(out.size() - 2);
  return out;
}

bool is_number(StateCode how) { return how == StateCode::iso_number || how == StateCode::gw || how == StateCode::cow; }

std::string key_of(StateCode how, std::string_view text) { return is_number(how) ? plain_number(text) : plain(text); }

Day day_or(const std::string& text, Day otherwise) { return parse_day(text).value_or(otherwise); }

Tables read_tables() {
  Tables tables;
  const DelimitedTable states = read_delimited(states_csv(), "data/ontology/states.csv");
  const auto cell = [&](const DelimitedRow& row, std::string_view column) { return row.cells[states.column(column)]; };
  std::map<std::string, std::pair<Day, Day>, std::less<>> life;
  const auto add = [&](StateCode how, std::string_view text, const std::string& code, Day from, Day until) {
    if (!text.empty()) tables.ways[static_cast<std::size_t>(how)].push_back({key_of(how, text), code, from, until});
  };
  for (const DelimitedRow& row : states.rows) {
    const std::string code = row.cells[0];
    const Day from = day_or(cell(row, "from"), Day::min());
    const Day until = day_or(cell(row, "until"), Day::max());
    life[code] = {from, until};
    tables.names[code] = cell(row, "name");
    add(StateCode::iso3, code, code, from, until);
    add(StateCode::cameo, code, code, from, until);
    add(StateCode::iso2, cell(row, "iso2"), code, from, until);
    add(StateCode::iso_number, cell(row, "number"), code, from, until);
    add(StateCode::fips, cell(row, "fips"), code, from, until);
    add(StateCode::gw, cell(row, "gw"), code, from, until);
    add(StateCode::cow, cell(row, "cow"), code, from, until);
    add(StateCode::name, cell(row, "name"), code, from, until);
    const std::string others = cell(row, "other_names");
    for (std::string_view rest = others; !rest.empty();) {
      const std::string_view name = rest.substr(0, rest.find(';'));
      add(StateCode::name, name, code, from, until);
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
  }
  const DelimitedTable names = read_delimited(state_names_csv(), "data/ontology/state-names.csv");
  for (const DelimitedRow& row : names.rows) {
    const auto way = std::find(kWayNames.begin(), kWayNames.end(), row.cells[0]);
    const auto how = static_cast<StateCode>(way - kWayNames.begin());
    const std::string& code = row.cells[2];
    const auto alive = life.find(code);
    const Day first = alive == life.end() ? Day::min() : alive->second.first;
    const Day last = alive == life.end() ? Day::max() : alive->second.second;
    add(how, row.cells[1], code, std::max(first, day_or(row.cells[3], Day::min())),
        std::min(last, day_or(row.cells[4], Day::max())));
  }
  for (std::vector<Meaning>& way : tables.ways)
    std::sort(way.begin(), way.end(),
              [](const Meaning& a, const Meaning& b) { return std::tie(a.text, a.code) < std::tie(b.text, b.code); });
  return tables;
}

const Tables& tables() {
  static const Tables all = read_tables();
  return all;
}

}  // namespace

StateAnswer state_of(StateCode how, std::string_view text, std::optional<Day> on) {
  bool in_name = false;
  if (how == StateCode::in_name) {
    in_name = true;
    how = StateCode::name;
    const std::size_t open = text.rfind('(');
    if (open != std::string_view::npos && text.ends_with(')')) text = text.substr(open + 1, text.size() - open - 2);
  }
  StateAnswer answer;
  const std::vector<Meaning>& way = tables().ways[static_cast<std::size_t>(how)];
  const std::string key = key_of(how, text);
  auto it =
      std::lower_bound(way.begin(), way.end(), key, [](const Meaning& m, const std::string& k) { return m.text < k; });
  for (; it != way.end() && it->text == key; ++it) {
    if (on && (*on < it->from || *on >= it->until)) continue;
    if (it->code == "-") {
      answer.no_state = true;
    } else if (answer.several.empty() || answer.several.back() != it->code) {
      answer.several.push_back(it->code);
    }
  }
  if (answer.several.size() == 1) {
    answer.code = answer.several.front();
    answer.several.clear();
  }
  // A person or a group is of no state that its name tells.
  if (in_name && answer.several.empty() && answer.code.empty()) answer.no_state = true;
  return answer;
}

std::optional<std::string_view> state_name(std::string_view code) {
  const auto it = tables().names.find(code);
  return it == tables().names.end() ? std::nullopt : std::optional<std::string_view>(it->second);
}

}  // namespace entente::stream

#include "entente/store/entry.hpp"

#include "entente/base/day_words.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/record/lives.hpp"
#include "entente/states/states.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

namespace entente::store {
namespace {

using record::CellKind;
using record::Column;
using record::find_column;
using record::Table;

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    if (const auto part = trimmed(text.substr(0, end)); !part.empty()) out.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

[[noreturn]] void refuse(const std::string& option, std::string what, std::string remedy,
                         ErrorCode code = ErrorCode::bad_request) {
  throw Error(code, std::move(what), std::move(remedy), {"", 0, "--" + option});
}

// ---- values -----------------------------------------------------------------------------------------------------

// Names of actors in small letters, with their codes: those of actors.csv before those of the states.
std::map<std::string, std::string> names_of_actors(const EntryWorld& world) {
  std::map<std::string, std::string> out;
  if (const auto actors = world.rows.find("actors"); actors != world.rows.end())
    for (const auto& [code, cells] : actors->second)
      for (const char* column : {"name", "in_sentence"}) out.emplace(lowered(cell(cells, column)), code);
  for (const auto& [code, name] : world.states) out.emplace(lowered(name.name), code);
  return out;
}

bool is_actor(const std::string& code, const EntryWorld& world) {
  const auto actors = world.rows.find("actors");
  return world.states.contains(code) || (actors != world.rows.end() && actors->second.contains(code));
}

std::string read_actor(const std::string& option, std::string_view written, const EntryWorld& world) {
  std::string text(trimmed(written));
  std::string upper = text;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  if (is_actor(text, world)) return text;
  if (is_actor(upper, world)) return upper;
  const states::Answer answer = states::States::all().meaning(states::List::name, text);
  if (!answer.several.empty())
    refuse(option, fmt::format("\"{}\" names several states", text),
           fmt::format("write one of {}", fmt::join(answer.several, ", ")));
  const auto names = names_of_actors(world);
  if (const auto named = names.find(lowered(text)); named != names.end()) return named->second;
  if (!answer.code.empty() && is_actor(std::string(answer.code), world)) return std::string(answer.code);
  std::vector<std::string> known;
  for (const auto& [name, code] : names) known.push_back(name);
  const std::string near = nearest(lowered(text), known);
  refuse(option, fmt::format("\"{}\" is not an actor that the record knows", text),
         near.empty() ? "write its name or ISO 3166 alpha-3 code, or add it with `entente record add actor`"
                      : fmt::format("did you mean {} ({})?", name_of(names.at(near), world), names.at(near)));
}

std::string read_choice(const std::string& option, const Column& column, const std::string& text) {
  const std::vector<std::string> words = split(column.choices, " ");
  std::string wanted = lowered(text);
  std::replace(wanted.begin(), wanted.end(), ' ', '-');
  for (const std::string& word : words)
    if (lowered(word) == wanted) return word;
  const std::string near = nearest(wanted, words);
  refuse(option, fmt::format("\"{}\" is none of the choices", text),
         near.empty() ? fmt::format("choose from {}", fmt::join(words, ", ")) : fmt::format("did you mean {}?", near));
}

// Dates that may lie ahead although they tell what happens: the fact becomes known when it does.
constexpr std::array<std::string_view, 4> kComing{"in_force_on", "ended_on", "to_on", "until"};

// "on Friday" and "in March 2026" without the word that leads up to the day.
std::string bare_day(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view word : {"on ", "in ", "since "})
    if (lowered(std::string(text.substr(0, word.size()))) == word)
      return std::string(trimmed(text.substr(word.size())));
  return std::string(text);
}

std::string read_date(const std::string& option, const Column& column, const std::string& text, Day today) {
  const std::string bare = bare_day(text);
  const auto date = read_date_words(bare, today);
  if (!date) {
    // Which year is meant is not guessed: "March" may be one that is past, or one that is planned.
    const std::string with_year = fmt::format("{} {}", bare, year_of(today));
    if (read_date_words(with_year, today))
      refuse(option, fmt::format("\"{}\" names no year", text), fmt::format("write {}, or another year", with_year));
    refuse(option, fmt::format("\"{}\" is not a day", text),
           "write 2026-03-16, 16 March 2026, March 2026, yesterday, Friday or 3 days ago");
  }
  const bool may_lie_ahead =
      column.kind == CellKind::plan || std::find(kComing.begin(), kComing.end(), column.name) != kComing.end();
  if (!may_lie_ahead && date->first > today)
    refuse(option, fmt::format("{} lies ahead of today, {}", to_words(*date), to_words(today)),
           "only plans and deadlines may; mend the day");
  return to_string(*date);
}

// ---- the row ----------------------------------------------------------------------------------------------------

// A cell that names a row of another table.
struct Reference {
  std::string_view table;
  std::string_view column;
  std::string_view target;
};
constexpr std::array kReferences{
    Reference{"demands", "presence_id", "presences"},   Reference{"pages", "id", "events"},
    Reference{"agreements", "opening_event", "events"}, Reference{"agreements", "ending_event", "events"},
    Reference{"agreements", "sites", "sites"},          Reference{"sites", "agreement_id", "agreements"},
};

const std::map<std::string, Cells, std::less<>>& rows_in(std::string_view table, const EntryWorld& world) {
  static const std::map<std::string, Cells, std::less<>> none;
  const auto it = world.rows.find(table);
  return it == world.rows.end() ? none : it->second;
}

// The table whose rows a column names; a table of steps names demands by `case_id`.
std::string_view target_of(const Table& table, const Column& column) {
  for (const Reference& r : kReferences)
    if (r.table == table.name && r.column == column.name) return r.target;
  const bool own_key = table.key == column.name;
  if (!own_key && (column.name == "case_id" || column.name == "demand_id") && table.name != "demands") return "demands";
  return {};
}

bool is_open(const Cells& demand) {
  const std::string outcome = cell(demand, "outcome");
  return outcome.empty() || outcome == "pending";
}

// "TCD/FRA" or "Chad and France" for the demand of that pair: the newest that is open, else the newest. Empty where the
// text names no pair.
std::string demand_of_pair(const std::string& option, const std::string& text, const EntryWorld& world) {
  std::vector<std::string> ends = split(text, "/");
  if (const auto joined = text.find(" and "); ends.size() != 2 && joined != std::string::npos)
    ends = {text.substr(0, joined), text.substr(joined + 5)};
  if (ends.size() != 2) return {};
  const std::string host = read_actor("host", ends[0], world);
  const std::string sender = read_actor("sender", ends[1], world);
  std::string found;
  const auto rank = [](const Cells& demand) { return std::pair(is_open(demand), cell(demand, "demand_on")); };
  const auto& demands = rows_in("demands", world);
  for (const auto& [key, cells] : demands)
    if (cell(cells, "host") == host && cell(cells, "sender") == sender &&
        (found.empty() || rank(cells) > rank(demands.at(found))))
      found = key;
  if (found.empty())
    refuse(option, fmt::format("the record knows no demand of {} on {}", name_of(host, world), name_of(sender, world)),
           "add it first, with `entente record add demand`; `entente record show demands` lists those there are",
           ErrorCode::not_found);
  return found;
}

void check_references(const Table& table, Entry& entry, const EntryWorld& world) {
  for (const Column& column : table.columns) {
    const std::string_view target = target_of(table, column);
    const auto it = entry.cells.find(column.name);
    if (target.empty() || it == entry.cells.end()) continue;
    const auto& rows = rows_in(target, world);
    if (target == "demands" && !rows.contains(it->second))
      if (const std::string found = demand_of_pair(option_of(table, column.name), it->second, world); !found.empty())
        it->second = found;
    for (const std::string& id : column.name == "sites" ? split(it->second, "+") : std::vector{it->second}) {
      if (rows.contains(id)) continue;
      std::vector<std::string> keys;
      for (const auto& [key, cells] : rows) keys.push_back(key);
      const std::string near = nearest(id, keys);
      refuse(option_of(table, column.name), fmt::format("there is no row {} in {}", id, target),
             near.empty() ? fmt::format("`entente record show {}` lists them; add it first where it is new", target)
                          : fmt::format("did you mean {}? `entente record show {}` lists them", near, target),
             ErrorCode::not_found);
    }
  }
}

bool is_stated(const Table& table, std::string_view fact, const Entry& entry) {
  if (fact == table.clocks.front().fact) return true;
  return std::ranges::any_of(
      table.columns, [&](const Column& column) { return column.fact == fact && entry.cells.contains(column.name); });
}

void supply(Entry& entry, std::string_view column, std::string value, std::string why) {
  if (value.empty() || entry.cells.contains(column)) return;
  entry.cells.emplace(column, std::move(value));
  entry.supplied.push_back({std::string(column), std::move(why)});
}

// The next free number behind the layer's name and the table's letter.
std::string new_id(const Table& table, const EntryWorld& world) {
  const char letter = static_cast<char>(table.name.front() - 'a' + 'A');
  const auto& rows = rows_in(table.name, world);
  for (int n = 1;; ++n)
    if (std::string id = fmt::format("{}-{}{}", world.layer, letter, n); !rows.contains(id)) return id;
}

// The key, where it is one label that says nothing else.
void supply_key(const Table& table, Entry& entry, const EntryWorld& world) {
  const Column* key = find_column(table, table.key);
  if (key == nullptr || key->kind != CellKind::id || !target_of(table, *key).empty()) return;
  if (table.key == "code" || table.key == "domain") return;
  supply(entry, table.key, new_id(table, world), "the next free label of the layer");
}

// Days since when each told fact is known: today where nothing else is said.
void supply_known_on(const Table& table, Entry& entry, const EntryWorld& world) {
  for (const Column& column : table.columns) {
    if (column.kind != CellKind::date || column.name.find("known_on") == std::string_view::npos) continue;
    if (column.name == "source_known_on") continue;
    const bool anchor = column.fact == table.clocks.front().fact;
    const bool of_the_anchor = std::string_view(table.clocks.front().rule).starts_with(column.name);
    if (!is_stated(table, column.fact, entry) || (anchor && !of_the_anchor && !column.required)) continue;
    supply(entry, column.name, to_string(world.today), "known since today where nothing else is said");
  }
}

// A page that tells of several days is no older than the last of them.
void supply_page_day(const Table& table, Entry& entry) {
  if (find_column(table, "source_known_on") == nullptr || cell(entry.cells, "source_url").empty()) return;
  std::set<Day> days;
  for (const Column& column : table.columns)
    if (column.name.find("known_on") != std::string_view::npos)
      if (const auto date = parse_date(cell(entry.cells, column.name))) days.insert(date->last);
  if (days.size() > 1)
    supply(entry, "source_known_on", to_string(*days.rbegin()), "the page tells all of it, the last of its days too");
}

void supply_verified(const Table& table, Entry& entry) {
  if (find_column(table, "verified") == nullptr) return;
  if (cell(entry.cells, "source_url").empty()) {
    if (cell(entry.cells, "verified") == "yes") entry.cells.erase("verified");
    supply(entry, "verified", "no", "no address is given, so nobody can look it up");
  } else {
    supply(entry, "verified", "yes", "it is entered from the page");
  }
}

// The last successful coup in the host in the 24 months before the day.
std::string coup_before(const std::string& host, Day day, const EntryWorld& world) {
  std::string found;
  for (const auto& [key, cells] : rows_in("coups", world)) {
    const auto on = parse_date(cell(cells, "on"));
    if (cell(cells, "host") != host || cell(cells, "success") != "yes" || !on) continue;
    if (on->first > day || on->last < add_months(day, -24)) continue;
    if (found.empty() || cell(cells, "on") > cell(rows_in("coups", world).at(found), "on")) found = key;
  }
  return found;
}

// The largest presence of the sender in the host that has not ended.
std::string presence_of(const std::string& host, const std::string& sender, const EntryWorld& world) {
  std::string found;
  for (const auto& [key, cells] : rows_in("presences", world)) {
    if (cell(cells, "host") != host || cell(cells, "sender") != sender) continue;
    if (!cell(cells, "to_on").empty() || !cell(cells, "to_year").empty()) continue;
    if (found.empty() || cell(cells, "size_class") > cell(rows_in("presences", world).at(found), "size_class"))
      found = key;
  }
  return found;
}

void supply_demand(Entry& entry, const EntryWorld& world) {
  const std::string host = cell(entry.cells, "host");
  const std::string sender = cell(entry.cells, "sender");
  const std::string presence = presence_of(host, sender, world);
  supply(entry, "presence_id", presence, "the sender's largest presence in the host that has not ended");
  if (!sender.empty())
    supply(entry, "presence", "forces of " + name_of(sender, world), "nothing else is said of the forces");
  supply(entry, "demand_kind", "withdrawal-demanded", "where nothing else is said");
  const auto on = parse_date(cell(entry.cells, "demand_on"));
  if (!on || host.empty()) return;
  const std::string coup = coup_before(host, on->last, world);
  if (coup.empty()) {
    supply(entry, "coup_within_24m", "no", "the record knows no successful coup in the 24 months before");
    return;
  }
  const std::string coup_on = cell(rows_in("coups", world).at(coup), "on");
  supply(entry, "coup_within_24m", "yes", fmt::format("the coup of {} (coups:{})", coup_on, coup));
  supply(entry, "coup_on", coup_on, fmt::format("coups:{}", coup));
  for (const auto& [key, cells] : rows_in("demands", world))
    if (cell(cells, "host") == host && cell(cells, "coup_on") == coup_on)
      supply(entry, "episode", cell(cells, "episode"), fmt::format("that of demands:{}", key));
  supply(entry, "episode", fmt::format("{}-{}", host, coup_on.substr(0, 7)), "the host and its coup");
}

void supply_presence(Entry& entry, const EntryWorld& world) {
  supply(entry, "systematic", "no", "a row by itself; rates are counted over hosts that were gone through one by one");
  supply(entry, "from_year", cell(entry.cells, "from_on").substr(0, 4), "the year of from_on");
  for (const auto& [key, cells] : rows_in("presences", world))
    if (cell(cells, "host") == cell(entry.cells, "host") && cell(cells, "sender") == cell(entry.cells, "sender"))
      supply(entry, "former_territory", cell(cells, "former_territory"), fmt::format("as in presences:{}", key));
  supply(entry, "former_territory", "no", "no presence of the pair says otherwise");
}

std::string domain_of(std::string_view url) {
  const auto scheme = url.find("://");
  std::string_view host = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
  host = host.substr(0, std::min(host.find_first_of("/?#:"), host.size()));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host);
}

void supply_publisher(const Table& table, Entry& entry, const EntryWorld& world) {
  for (const char* column : {"source_publisher", "publisher", "source"}) {
    const Column* declared = find_column(table, column);
    if (declared == nullptr || declared->kind != CellKind::text || table.name == "sources") continue;
    const std::string domain = domain_of(cell(entry.cells, "source_url"));
    const auto& sources = rows_in("sources", world);
    if (const auto it = sources.find(domain); it != sources.end())
      supply(entry, column, cell(it->second, "publisher"), fmt::format("sources:{}", domain));
  }
}

void supply_rest(const Table& table, Entry& entry, const EntryWorld& world) {
  supply_publisher(table, entry, world);
  if (table.name == "demands") supply_demand(entry, world);
  if (table.name == "presences") supply_presence(entry, world);
  if (table.name == "pages") supply(entry, "independent", "unknown", "where nothing else is said");
  if (table.name == "pages") supply(entry, "supports", "date-and-fact", "where nothing else is said");
  if (table.name == "sources") supply(entry, "grade", "F", "not graded yet");
  if (table.name == "members") supply(entry, "status", "member", "where nothing else is said");
  if (table.name == "actors") supply(entry, "in_sentence", cell(entry.cells, "name"), "the name");
  if (table.name == "security" && !cell(entry.cells, "signed_on").empty())
    supply(entry, "signed_known_on", to_string(world.today), "known since today where nothing else is said");
}

// A state makes no demand on itself and has no forces abroad in itself.
void refuse_one_state(const Entry& entry) {
  for (const char* other : {"sender", "power"})
    if (!cell(entry.cells, other).empty() && cell(entry.cells, other) == cell(entry.cells, "host"))
      refuse(other, fmt::format("the host and the {} are one, {}", other, cell(entry.cells, "host")),
             "name two states");
}

// One of these must be given where the anchor's clock has alternatives and none has a day.
void note_missing(const Table& table, Entry& entry) {
  for (const Column& column : table.columns) {
    if (!column.required || column.fact == "-" || !is_stated(table, column.fact, entry)) continue;
    // What follows from other cells is not asked for while those are missing.
    const bool follows = table.name == "demands" && (column.name == "presence" || column.name == "coup_within_24m");
    if (!entry.cells.contains(column.name) && !follows) entry.missing.emplace_back(column.name);
  }
  const std::string outcome = cell(entry.cells, "outcome");
  if (table.name == "demands" && !outcome.empty() && outcome != "pending" && !entry.cells.contains("outcome_on"))
    entry.missing.emplace_back("outcome_on");  // without its day it would not count
  bool dated = false;
  std::string first;
  for (const std::string& part : split(table.clocks.front().rule, "|,")) {
    std::string column = part.substr(0, part.find('+'));
    if (column.starts_with("event(")) column = column.substr(6, column.size() - 7);
    dated = dated || column == "start" || entry.cells.contains(column);
    if (first.empty()) first = column;
  }
  if (!dated && std::find(entry.missing.begin(), entry.missing.end(), first) == entry.missing.end())
    entry.missing.push_back(first);
}

}  // namespace

std::string cell(const Cells& cells, std::string_view column) {
  const auto it = cells.find(column);
  return it == cells.end() ? std::string() : it->second;
}

std::string name_of(std::string_view code, const EntryWorld& world) {
  if (const auto& actors = rows_in("actors", world); actors.contains(code))
    return cell(actors.find(code)->second, "in_sentence");
  const auto state = world.states.find(code);
  return state == world.states.end() ? std::string(code) : state->second.in_sentence;
}

const Column* column_called(const Table& table, std::string_view written) {
  std::string name(written);
  std::replace(name.begin(), name.end(), '-', '_');
  if (const Column* column = find_column(table, name)) return column;
  if (name == "demand" && table.name != "demands") name = "case_id";
  for (const Column& column : table.columns) {
    std::string option = option_of(table, column.name);
    std::replace(option.begin(), option.end(), '-', '_');
    if (option == name) return &column;
  }
  return nullptr;
}

std::string option_of(const Table& table, std::string_view column) {
  if (column == "on") return word_of(table) + "-on";
  if (column == "step") return "kind";
  if (column == "counterpart") return word_of(table) + "-counterpart";
  std::string out(column);
  std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

std::string word_of(const Table& table) {
  std::string word(table.name);
  if (word.starts_with("exit-")) word = word.substr(5);
  if (word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y";
  if (word.ends_with("s")) word.pop_back();
  return word;
}

const Table& table_of(std::string_view word) {
  std::vector<std::string> words;
  for (const Table& table : record::tables()) {
    if (word == table.name || word == word_of(table)) return table;
    words.push_back(word_of(table));
  }
  const std::string near = nearest(word, words);
  throw Error(
      ErrorCode::not_found, fmt::format("there is no table for \"{}\"", word),
      near.empty() ? fmt::format("choose from {}", fmt::join(words, ", ")) : fmt::format("did you mean {}?", near));
}

std::string read_value(const Column& column, std::string_view written, const EntryWorld& world) {
  std::string text(trimmed(written));
  std::string option(column.name);
  std::replace(option.begin(), option.end(), '_', '-');
  switch (column.kind) {
    case CellKind::id:
    case CellKind::text:
      if (text.find_first_of("\n\r") != std::string::npos && column.kind == CellKind::id)
        refuse(option, "an id is one line of text", "leave the line end out");
      return text;
    case CellKind::code: return read_actor(option, text, world);
    case CellKind::codes: {
      std::string out;
      for (const std::string& part : split(text, "+;,"))
        out += (out.empty() ? "" : "+") + read_actor(option, part, world);
      return out;
    }
    case CellKind::choice: return read_choice(option, column, text);
    case CellKind::date:
    case CellKind::plan: return read_date(option, column, text, world.today);
    case CellKind::number:
    case CellKind::latitude:
    case CellKind::longitude: {
      std::string plain = text;
      std::erase(plain, ',');
      const auto value = parse_number(plain);
      const double limit = column.kind == CellKind::latitude ? 90 : column.kind == CellKind::longitude ? 180 : 1e18;
      if (!value) refuse(option, fmt::format("\"{}\" is not a number", text), "write it with a decimal point");
      if (*value > limit || *value < -limit)
        refuse(option, fmt::format("{} is out of range", text), fmt::format("give -{} to {}", limit, limit));
      return plain;
    }
    case CellKind::url:
      if (text.find("://") == std::string::npos || text.find(' ') != std::string::npos)
        refuse(option, fmt::format("\"{}\" is not an address", text), "write it whole, with https:// in front");
      return text;
  }
  return text;
}

Entry understand(const Table& table, const Cells& written, const EntryWorld& world) {
  Entry entry{std::string(table.name), {}, {}, {}, {}};
  for (const Column& column : table.columns)
    if (const std::string text = cell(written, column.name); !trimmed(text).empty())
      entry.cells.emplace(column.name, read_value(column, text, world));
  refuse_one_state(entry);
  for (const auto& o : record::out_of_days(table.name, [&](std::string_view c) { return cell(entry.cells, c); }))
    if (o.ended && !o.at_end)
      refuse(option_of(table, o.column), fmt::format("{} ({}) {}", name_of(o.code, world), o.code, o.because),
             "name the state that was there on the day, or mend the day");
  // A publisher is found by the domain of a page, so that is what is kept, whatever was copied.
  if (table.name == "sources")
    if (const auto domain = entry.cells.find("domain"); domain != entry.cells.end())
      domain->second = domain_of(domain->second);
  for (const auto& [name, value] : written)
    if (find_column(table, name) == nullptr) {
      std::vector<std::string> names;
      for (const Column& column : table.columns) names.emplace_back(column.name);
      const std::string near = nearest(name, names);
      refuse(name, fmt::format("the table {} has no column {}", table.name, name),
             near.empty() ? "docs/data-tables.md lists the columns" : fmt::format("did you mean {}?", near));
    }
  check_references(table, entry, world);
  supply_key(table, entry, world);
  supply_rest(table, entry, world);
  supply_known_on(table, entry, world);
  supply_page_day(table, entry);
  supply_verified(table, entry);
  note_missing(table, entry);
  for (const std::string& column : split(table.key, " "))
    entry.key += (entry.key.empty() ? "" : "/") + cell(entry.cells, column);
  return entry;
}

std::string words_of_row(const Table& table, std::string_view key, const Cells& cells) {
  std::string out;
  for (const Column& column : table.columns) {
    const std::string value = cell(cells, column.name);
    const bool choice = column.kind == CellKind::choice && column.choices != "yes no";
    const bool shown = column.kind == CellKind::code || choice || column.kind == CellKind::date ||
                       column.name == "summary" || column.name == "name";
    if (value.empty() || !shown || column.name.find("known_on") != std::string_view::npos) continue;
    std::string name(column.name);
    std::replace(name.begin(), name.end(), '_', ' ');
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", name, value);
  }
  return fmt::format("{}  [{}:{}]", out, table.name, key);
}

}  // namespace entente::store

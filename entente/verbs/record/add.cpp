#include "entente/verbs/record/add.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/geo/layers.hpp"
#include "entente/record/check.hpp"
#include "entente/store/own_folder.hpp"
#include "entente/verbs/record/column_words.hpp"
#include "entente/verbs/record/entries.hpp"
#include "entente/verbs/record/follows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace entente::verbs {
namespace {

namespace fs = std::filesystem;

// The record as its folders give it today, and the folder that rows go to.
struct Desk {
  RecordFolders folders;
  record::FolderReading reading;
  geo::RegionIndex countries;
  std::string to;
  Day today{};
};

Desk desk_of(const Engine& engine, const std::string& asked, std::optional<Day> today) {
  const auto store = engine.open();
  RecordFolders folders = folders_of(*store);
  const std::string to = folder_to_write(folders, asked);
  // The folder may lie there and not be in the record yet.
  if (!has_layer(folders, to) && fs::exists(fs::path(to) / record::kLayerFile)) folders.layers.push_back(to);
  std::vector<geo::Country> countries;
  for (const geo::LayerPart& part : store->layer(geo::kCountriesLayer))
    countries.push_back(geo::parse_country(part.text));
  record::FolderReading reading = record::read_folder(folders.data, folders.layers);
  return {std::move(folders), std::move(reading), geo::RegionIndex(std::move(countries)), to,
          today ? *today : engine.today()};
}

std::vector<record::Finding> findings_of(const record::FolderReading& reading, const geo::RegionIndex& countries) {
  std::vector<std::string> undated;
  for (const RowFault& fault : reading.undated) undated.push_back(fault.field);
  return record::check_record(reading.facts, undated, countries);
}

// The record with the addition, read as it would be from the files.
record::FolderReading reading_after(const Desk& desk, const store::OwnAddition& addition) {
  std::vector<record::LayerTexts> layers;
  bool placed = false;
  for (const std::string& folder : desk.folders.layers) {
    const bool same = is_same_folder(folder, addition.folder);
    layers.push_back(same ? store::texts_after(addition) : record::read_layer(folder));
    placed = placed || same;
  }
  if (!placed) layers.push_back(store::texts_after(addition));
  return record::read_folder(desk.folders.data, layers);
}

// Throws at the first fault that the own rows bring; nothing was written yet.
void refuse_faults(const record::FolderReading& before, const record::FolderReading& after) {
  for (const auto* faults : {&after.faults, &after.undated})
    for (const RowFault& fault : *faults) {
      const auto known = [&](const std::vector<RowFault>& list) {
        return std::find(list.begin(), list.end(), fault) != list.end();
      };
      if (known(before.faults) || known(before.undated)) continue;
      throw Error(ErrorCode::bad_data, fault.reason, "mend it; nothing was written",
                  {fault.file, fault.line, fault.field});
    }
}

// An empty answer is a yes, as the prompt says; what is neither yes nor no is asked again. Who ends the input says no.
bool agreed(const Engine& engine, const std::string& question) {
  for (;;) {
    const auto answer = engine.ask(question);
    if (!answer) return false;
    const std::string word = lowered(std::string(trimmed(*answer)));
    if (word.empty() || word == "y" || word == "yes") return true;
    if (word == "n" || word == "no") return false;
    engine.log(fmt::format("\"{}\" is neither yes nor no; write y or n", trimmed(*answer)));
  }
}

// Tells what is written where, asks where somebody can be asked, writes and reads the record anew. The lines say what
// was done.
std::vector<std::string> write(const Engine& engine, Desk& desk, const store::OwnAddition& addition,
                               const std::string& words, bool dry_run) {
  std::vector<std::string> files;
  for (const auto& [file, text] : addition.after)
    if (file.ends_with(".csv")) files.push_back((fs::path(addition.folder) / file).string());
  if (dry_run) return {"Nothing was written, as --dry-run asks."};
  if (engine.can_ask() && !agreed(engine, fmt::format("Write it to {}? [Y/n] ", fmt::join(files, ", "))))
    return {"Nothing was written."};
  const auto record = engine.open_for_writing();  // where somebody else holds it, it is told before a file is touched
  store::write_addition(addition, words);
  if (!has_layer(desk.folders, addition.folder)) desk.folders.layers.push_back(addition.folder);
  rebuild(engine, *record, desk.folders);
  return {fmt::format("Written to {}, and the record is read anew; `entente record undo` takes it back.",
                      fmt::join(files, ", "))};
}

// ---- what is shown ----------------------------------------------------------------------------------------------

Table understood_table() {
  Table t{.name = "understood", .in_text = false};
  t.columns = {text_column("table"), text_column("key"), text_column("column"), text_column("value"),
               text_column("because")};
  return t;
}

void show_entry(const store::Entry& entry, const store::EntryWorld& world, Table& understood, Table& lines) {
  const record::Table& table = record::table(entry.table);
  lines.rows.push_back({fmt::format("{}:{}", entry.table, entry.key)});
  for (const record::Column& column : table.columns) {
    const auto value = entry.cells.find(column.name);
    if (value == entry.cells.end()) continue;
    std::string shown = value->second;
    if (column.kind == record::CellKind::code) shown += fmt::format(" ({})", store::name_of(shown, world));
    const auto supplied = std::find_if(entry.supplied.begin(), entry.supplied.end(),
                                       [&](const store::Supplied& s) { return s.column == column.name; });
    std::string why = supplied == entry.supplied.end() ? "" : supplied->why;
    lines.rows.push_back({fmt::format("  {:<18} {}{}", column.name, shown, why.empty() ? "" : "   <- " + why)});
    understood.rows.push_back({entry.table, entry.key, std::string(column.name), value->second, text(why)});
  }
}

Table lines_table() {
  Table t{.name = "lines", .for_programs = false, .apart = false, .line = "{line}"};
  t.columns = {text_column("line")};
  return t;
}

// Text leaves out the first `shown` lines, which a person at a terminal has seen.
Table follows_table(const std::vector<std::string>& lines, std::size_t shown = 0) {
  Table t{.name = "follows", .line = "{line}"};
  t.columns = {text_column("line")};
  for (const std::string& line : lines) t.rows.push_back({line});
  if (shown > 0) {
    t.text_rows.emplace();
    for (std::size_t i = shown; i < lines.size(); ++i) t.text_rows->push_back(i);
  }
  return t;
}

std::vector<std::string> finding_lines(const std::vector<record::Finding>& findings) {
  std::vector<std::string> out;
  for (const record::Finding& f : findings)
    out.push_back(
        fmt::format("{}: {}: {}: {}", f.severity == record::Severity::fault ? "Fault" : "Note", f.rule, f.id, f.text));
  return out;
}

// Throws where a row's days contradict themselves: what cannot have been so would move every number that looks at it.
void refuse_impossible_days(const std::vector<record::Finding>& findings) {
  for (const record::Finding& f : findings)
    if (f.severity == record::Severity::fault && (f.rule == "impossible-date" || f.rule == "known-before"))
      throw Error(ErrorCode::bad_request, fmt::format("{}: {}", f.id, f.text), "mend the day; nothing was written");
}

// Throws where rows that may tell the same are there already.
void refuse_doubles(const store::Entry& entry, const store::EntryWorld& world) {
  const record::Table& table = record::table(entry.table);
  const std::vector<std::string> near = store::nearest_rows(table, entry, world);
  if (near.empty()) return;
  std::string rows;
  for (const std::string& key : near)
    rows += (rows.empty() ? " " : "; ") + store::words_of_row(table, key, world.rows.at(entry.table).at(key));
  const bool same_key = std::find(near.begin(), near.end(), entry.key) != near.end();
  throw Error(ErrorCode::conflict, fmt::format("this may be there already:{}", rows),
              same_key
                  ? fmt::format("`entente record correct {} {}` changes that row", entry.table, entry.key)
                  : fmt::format("give --anyway where it is another; `entente record correct {} {}` changes that row",
                                entry.table, near.front()));
}

// What an addition would make of the record; throws where it may not be made.
struct Effect {
  record::FolderReading reading;
  record::View before;
  record::View after;
  std::vector<record::Finding> findings;  // those that it brings
};

Effect effect_of(const Desk& desk, const store::OwnAddition& addition) {
  record::FolderReading after = reading_after(desk, addition);
  refuse_faults(desk.reading, after);
  auto findings = new_findings(findings_of(desk.reading, desk.countries), findings_of(after, desk.countries));
  record::View view = record::view_of(after, desk.today);
  return {std::move(after), record::view_of(desk.reading, desk.today), std::move(view), std::move(findings)};
}

// Shows what follows, writes where that is agreed, and tells what was written.
Table conclude(const Engine& engine, Desk& desk, const store::OwnAddition& addition, const std::string& words,
               std::vector<std::string> follows, bool dry_run) {
  std::size_t shown = 0;
  if (engine.can_ask() && !dry_run) {  // what is asked about stands above the question, and is not told twice
    for (const std::string& line : follows) engine.log(line);
    shown = follows.size();
  }
  for (std::string& line : write(engine, desk, addition, words, dry_run)) follows.push_back(std::move(line));
  return follows_table(follows, shown);
}

// Shows, checks and writes what was made; the entries are those that are new.
Result finish(const Engine& engine, Desk& desk, const std::vector<store::Entry>& entries,
              const store::OwnAddition& addition, const std::string& words, bool dry_run, const char* verb) {
  const Effect effect = effect_of(desk, addition);
  refuse_impossible_days(effect.findings);
  const store::Rows rows = store::rows_of(effect.reading);
  const store::EntryWorld world{rows, effect.reading.states, desk.today, addition.name};
  Table understood = understood_table();
  Table lines = lines_table();
  std::vector<std::string> follows;
  for (const store::Entry& entry : entries) {
    show_entry(entry, world, understood, lines);
    for (std::string& line : what_follows(entry, effect.before, effect.after))
      if (std::find(follows.begin(), follows.end(), line) == follows.end()) follows.push_back(std::move(line));
  }
  for (std::string& line : finding_lines(effect.findings)) follows.push_back(std::move(line));
  if (engine.can_ask() && !dry_run) {
    for (const auto& row : lines.rows) engine.log(std::get<std::string>(row[0]));
    lines.in_text = false;
  }
  Table told = conclude(engine, desk, addition, words, std::move(follows), dry_run);
  return {.verb = verb, .tables = {std::move(understood), std::move(lines), std::move(told)}};
}

// The row as it stands; nothing where there is none.
const store::Cells* row_of(const store::Rows& rows, const record::Table& table, const std::string& key) {
  const auto of_table = rows.find(table.name);
  if (of_table == rows.end()) return nullptr;
  const auto row = of_table->second.find(key);
  return row == of_table->second.end() ? nullptr : &row->second;
}

// A row that was withdrawn is there no more, but was: who, when and why is known.
void refuse_withdrawn(const record::FolderReading& reading, const record::Table& table, const std::string& key) {
  const auto last = std::find_if(reading.changes.rbegin(), reading.changes.rend(), [&](const auto& change) {
    return change.table == table.name && change.key == key && change.kind == "withdraw";
  });
  if (last == reading.changes.rend()) return;
  throw Error(ErrorCode::bad_request,
              fmt::format("{}:{} was withdrawn{} by the layer {}: {}", table.name, key,
                          last->on ? " on " + to_words(*last->on) : "", last->layer, last->reason),
              "take the withdrawal back with `entente record undo`, or add the row anew", {last->file, last->line, ""});
}

// A correction or withdrawal as a row of an own file, and as what is shown of it.
Result change(const Engine& engine, Desk& desk, const store::Rows& rows, const record::Table& table,
              const std::string& key, store::Cells cells, const std::string& kind, const std::string& reason,
              std::optional<Day> on, bool dry_run, const char* verb) {
  const store::Cells* row = row_of(rows, table, key);
  if (row == nullptr) {
    refuse_withdrawn(desk.reading, table, key);
    throw Error(ErrorCode::not_found, fmt::format("there is no row {} in {}", key, table.name),
                fmt::format("`entente record show {}` lists them", table.name));
  }
  if (reason.empty()) throw Error(ErrorCode::bad_request, "no reason is given", "say why", {"", 0, "--reason"});
  if (on.value_or(desk.today) > desk.today)
    throw Error(ErrorCode::bad_request, fmt::format("{} lies ahead of today, {}", to_words(*on), to_words(desk.today)),
                "mend the day", {"", 0, "--change-on"});
  for (const record::Fact& fact : desk.reading.facts)
    if (on && fact.table == table.name && fact.key == key && fact.fact == table.clocks.front().fact &&
        *on < fact.known_on)
      throw Error(ErrorCode::bad_request,
                  fmt::format("{}:{} became known on {}, and is changed from {} on", table.name, key,
                              to_words(fact.known_on), to_words(*on)),
                  fmt::format("give a day from {} on", to_string(fact.known_on)), {"", 0, "--change-on"});
  const store::Cells& before = *row;
  store::Entry shown{std::string(table.name), key, cells, {}, {}};
  for (const record::Column& column : table.columns)
    if (record::in_key(table, column.name)) cells[std::string(column.name)] = before.at(std::string(column.name));
  cells["change"] = kind;
  cells["change_on"] = to_string(on.value_or(desk.today));
  cells["reason"] = reason;
  const store::OwnAddition addition = store::add_rows(desk.to, {{std::string(table.name), cells}});
  const Effect effect = effect_of(desk, addition);
  if (kind == "correct") refuse_impossible_days(effect.findings);
  std::vector<std::string> follows{fmt::format("{}:{} is {} from {}: {}", table.name, key,
                                               kind == "correct" ? "corrected" : "withdrawn",
                                               to_words(*parse_day(cells.at("change_on"))), reason)};
  for (const auto& [column, value] : shown.cells) {
    const auto old = before.find(column);
    follows.push_back(fmt::format("  {}: {} -> {}", column, old == before.end() ? "(empty)" : old->second,
                                  value == "-" ? "(empty)" : value));
  }
  store::Entry whole{std::string(table.name), key, before, {}, {}};
  const auto states = what_follows(whole, effect.before, effect.after);
  follows.insert(follows.end(), states.begin() + 1, states.end());
  for (std::string& line : finding_lines(effect.findings)) follows.push_back(std::move(line));
  const std::string words = follows.front();
  return {.verb = verb, .tables = {conclude(engine, desk, addition, words, std::move(follows), dry_run)}};
}

}  // namespace

Result record_add(const Engine& engine, const RecordAddRequest& request) {
  if (request.table.empty() && request.file.empty())
    throw Error(ErrorCode::bad_request, "it is not said what is added",
                "`entente record add demand`, or another table's word; or --from FILE", {"", 0, "--from"});
  if (!request.file.empty() && !request.cells.empty())
    throw Error(ErrorCode::bad_request, "rows come from a file or from options, not from both", "leave one of them out",
                {"", 0, "--from"});
  Desk desk = desk_of(engine, request.to, request.today);
  std::vector<Written> written;
  if (!request.file.empty()) {
    written = read_entries(request.file, request.table);
  } else {
    written.push_back({&record::table(request.table), request.cells});
  }
  if (written.empty())
    throw Error(ErrorCode::bad_data, "the file holds no row", "docs/layers.md shows an example", {request.file, 0, ""});
  const std::string name = store::add_rows(desk.to, {}).name;
  store::Rows rows = store::rows_of(desk.reading);
  const store::EntryWorld world{rows, desk.reading.states, desk.today, name};
  std::vector<store::Entry> entries;
  std::vector<store::OwnRow> own;
  for (const Written& one : written) {
    store::Entry entry = complete(engine, one, world);
    if (!request.anyway) refuse_doubles(entry, world);
    rows[entry.table][entry.key] = entry.cells;  // those behind it may name it
    own.push_back({entry.table, entry.cells});
    entries.push_back(std::move(entry));
  }
  const std::string first = fmt::format("{}:{}", entries.front().table, entries.front().key);
  const std::string words =
      fmt::format("{} added, {}{}", counted(entries.size(), "row"), entries.size() == 1 ? "" : "the first ", first);
  return finish(engine, desk, entries, store::add_rows(desk.to, own), words, request.dry_run, "record add");
}

Result record_correct(const Engine& engine, const RecordCorrectRequest& request) {
  Desk desk = desk_of(engine, request.to, request.today);
  const record::Table& table = store::table_of(request.of);
  const store::Rows rows = store::rows_of(desk.reading);
  const store::EntryWorld world{rows, desk.reading.states, desk.today, ""};
  store::Cells cells;
  for (const std::string& one : request.set) {
    const auto equals = one.find('=');
    const std::string name = one.substr(0, equals);
    const record::Column* column = store::column_called(table, name);
    if (equals == std::string::npos || column == nullptr)
      throw Error(ErrorCode::bad_request,
                  equals == std::string::npos ? fmt::format("\"{}\" sets nothing", one)
                                              : fmt::format("the table {} has no column {}", table.name, name),
                  "write --set column=value; docs/data-tables.md lists the columns", {"", 0, "--set"});
    if (record::in_key(table, column->name))
      throw Error(ErrorCode::bad_request, fmt::format("{} is what a row is found by, and stays", column->name),
                  "withdraw the row and add another", {"", 0, "--set"});
    const std::string value = one.substr(equals + 1);
    cells[std::string(column->name)] = value.empty() || value == "-" ? "-" : store::read_value(*column, value, world);
  }
  if (cells.empty())
    throw Error(ErrorCode::bad_request, "nothing is corrected", "give --set column=value", {"", 0, "--set"});
  const store::Cells* row = row_of(rows, table, request.key);
  const std::string outcome = store::cell(cells, "outcome");
  if (table.name == "demands" && !outcome.empty() && outcome != "-" && outcome != "pending" &&
      !cells.contains("outcome_on") && row != nullptr && !row->contains("outcome_on"))
    throw Error(ErrorCode::bad_request, "the outcome has no day, so it would not count",
                "give --set outcome-on=DAY as well", {"", 0, "--set"});
  // What is told for the first time is known since today where nothing else is said.
  for (const record::Column& column : table.columns) {
    if (column.name.find("known_on") == std::string_view::npos || cells.contains(column.name)) continue;
    if (row != nullptr && row->contains(std::string(column.name))) continue;
    if (std::ranges::any_of(table.columns, [&](const record::Column& other) {
          return other.fact == column.fact && cells.contains(other.name);
        }))
      cells.emplace(column.name, to_string(desk.today));
  }
  return change(engine, desk, rows, table, request.key, std::move(cells), "correct", request.reason, request.change_on,
                request.dry_run, "record correct");
}

Result record_withdraw(const Engine& engine, const RecordWithdrawRequest& request) {
  Desk desk = desk_of(engine, request.to, request.today);
  return change(engine, desk, store::rows_of(desk.reading), store::table_of(request.of), request.key, {}, "withdraw",
                request.reason, request.change_on, request.dry_run, "record withdraw");
}

}  // namespace entente::verbs

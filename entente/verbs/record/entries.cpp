#include "entente/verbs/record/entries.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/base/toml_fields.hpp"
#include "entente/verbs/record/column_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

namespace entente::verbs {
namespace {

namespace fs = std::filesystem;

std::string text_of(const TomlValue& value) {
  switch (value.kind) {
    case TomlValue::Kind::text: return value.text;
    case TomlValue::Kind::whole: return std::to_string(value.whole);
    case TomlValue::Kind::real: return fmt::format("{}", value.real);
    case TomlValue::Kind::flag: return value.flag ? "yes" : "no";
    case TomlValue::Kind::day: return to_string(value.day);
    case TomlValue::Kind::list: {
      std::string out;
      for (const TomlValue& item : value.items) out += (out.empty() ? "" : "+") + text_of(item);
      return out;
    }
    default: return {};
  }
}

// In files a column may be written as on the command line, with hyphens.
std::string column_name(const record::Table& table, std::string name) {
  if (const record::Column* column = store::column_called(table, name)) return std::string(column->name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::vector<Written> from_toml(const std::string& file) {
  const TomlFields all = TomlFields::parse(read_file(file), file, {.remedy = "docs/layers.md shows an example"});
  std::vector<Written> out;
  for (const std::string& kind : all.names()) {
    const record::Table* table = nullptr;
    try {
      table = &store::table_of(kind);
    } catch (const Error& error) {
      throw Error(ErrorCode::bad_data, error.message(), error.remedy(), {file, all.find(kind)->line, kind});
    }
    for (const TomlFields& row : all.optional_tables(kind)) {
      Written& one = out.emplace_back(Written{table, {}, file, row.line()});
      for (const std::string& name : row.names()) one.cells[column_name(*table, name)] = text_of(*row.find(name));
    }
  }
  // In the order of the file, so that a row may name one above it.
  std::stable_sort(out.begin(), out.end(), [](const Written& a, const Written& b) { return a.line < b.line; });
  return out;
}

std::vector<Written> from_csv(const std::string& file, const std::string& table_name) {
  const record::Table& table = store::table_of(table_name.empty() ? fs::path(file).stem().string() : table_name);
  const DelimitedTable text = read_delimited(read_file(file), file);
  if (!text.faults.empty())
    throw Error(ErrorCode::bad_data, text.faults.front().reason, "mend the line; nothing was written",
                {file, text.faults.front().line, text.faults.front().field});
  std::vector<Written> out;
  for (const DelimitedRow& row : text.rows) {
    Written& one = out.emplace_back(Written{&table, {}, file, row.line});
    for (std::size_t c = 0; c < text.header.size(); ++c)
      if (!row.cells[c].empty()) one.cells[column_name(table, text.header[c])] = row.cells[c];
  }
  return out;
}

// ---- asking -----------------------------------------------------------------------------------------------------

std::string question_of(const record::Table& table, const record::Column& column, const std::string& supplied) {
  std::string out = fmt::format("{}: {}", store::option_of(table, column.name), meaning_of(table, column));
  if (column.kind == record::CellKind::choice) {
    std::string choices(column.choices);
    std::replace(choices.begin(), choices.end(), ' ', '/');
    out += fmt::format(" ({})", choices);
  }
  if (!supplied.empty()) out += fmt::format(" [{}]", supplied);
  if (supplied.empty() && !column.required) out += " (may stay empty)";
  return out + ": ";
}

// One value, asked until it can be read; an empty answer keeps what is supplied.
void ask_for(const Engine& engine, const record::Table& table, const record::Column& column,
             const store::EntryWorld& world, const std::string& supplied, bool needed, store::Cells& cells) {
  for (;;) {
    const auto answer = engine.ask(question_of(table, column, supplied));
    if (!answer) throw Error(ErrorCode::bad_request, "the input ended", "nothing was written");
    const std::string text(trimmed(*answer));
    if (text.empty() && (!needed || !supplied.empty())) return;
    if (text.empty()) continue;
    try {
      store::read_value(column, text, world);
      // Also as a part of the row: it may name a row that is not there, or the same state twice.
      store::Cells tried = cells;
      tried[std::string(column.name)] = text;
      store::understand(table, tried, world);
      cells = std::move(tried);
      return;
    } catch (const Error& error) {
      engine.log(fmt::format("{}; {}", error.message(), error.remedy()));
    }
  }
}

// Everything that tells the row's first fact, and its page.
store::Cells asked_whole(const Engine& engine, const record::Table& table, const store::EntryWorld& world) {
  store::Cells cells;
  for (const record::Column& column : table.columns) {
    const bool wanted = column.fact == table.clocks.front().fact || column.name == "source_url";
    const bool label = record::in_key(table, column.name) && column.kind == record::CellKind::id &&
                       table.key == column.name && table.key != "code" && table.key != "domain";
    if (!wanted || label || column.name == "verified") continue;
    const store::Entry so_far = store::understand(table, cells, world);
    const auto supplied = so_far.cells.find(column.name);
    ask_for(engine, table, column, world, supplied == so_far.cells.end() ? "" : supplied->second, column.required,
            cells);
  }
  return cells;
}

}  // namespace

std::vector<Written> read_entries(const std::string& file, const std::string& table) {
  return fs::path(file).extension() == ".toml" ? from_toml(file) : from_csv(file, table);
}

store::Entry complete(const Engine& engine, const Written& written, const store::EntryWorld& world) {
  const record::Table& table = *written.table;
  const auto where = [&](const std::string& field) { return Place{written.file, written.line, field}; };
  try {
    store::Cells cells = written.cells;
    if (cells.empty() && written.file.empty() && engine.can_ask()) cells = asked_whole(engine, table, world);
    store::Entry entry = store::understand(table, cells, world);
    while (!entry.missing.empty() && written.file.empty() && engine.can_ask()) {
      const record::Column* column = record::find_column(table, entry.missing.front());
      check(column != nullptr, "a column that its table does not have");
      ask_for(engine, table, *column, world, "", true, cells);
      entry = store::understand(table, cells, world);
    }
    if (entry.missing.empty()) return entry;
    std::vector<std::string> options;
    for (const std::string& column : entry.missing) options.push_back("--" + store::option_of(table, column));
    throw Error(ErrorCode::bad_request, fmt::format("a row of {} needs {}", table.name, fmt::join(options, ", ")),
                fmt::format("give them; `entente record add {} --help` tells what each is", store::word_of(table)),
                {"", 0, options.front()});
  } catch (const Error& error) {
    if (written.file.empty()) throw;
    throw Error(error.code(), error.message(), error.remedy(), where(error.place().field));
  }
}

}  // namespace entente::verbs

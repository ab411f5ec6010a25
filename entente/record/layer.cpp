#include "entente/record/layer.hpp"

#include "entente/base/error.hpp"
#include "entente/base/split.hpp"
#include "entente/base/text.hpp"
#include "entente/base/toml_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <tuple>

namespace entente::record {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kChange = "change";
constexpr std::string_view kChangeOn = "change_on";
constexpr std::string_view kReason = "reason";
constexpr std::array kChangeColumns{kChange, kChangeOn, kReason};
constexpr std::string_view kEmptied = "-";

// The declared fact that a fact belongs to: the page of a fact may be a fact of its own.
std::string_view group_of(const Table& table, std::string_view fact) {
  for (const Clock& clock : table.clocks)
    if (clock.fact == fact) return clock.fact;
  constexpr std::string_view kPage = "-page";
  return fact.ends_with(kPage) ? fact.substr(0, fact.size() - kPage.size()) : fact;
}

// An own file with all columns of its table, and what each row does.
struct OwnRow {
  DelimitedRow cells;  // in the table's order of columns
  std::string key;
  std::string change;
  std::string reason;
  std::optional<Day> on;
};

struct OwnFile {
  std::string file;
  std::vector<OwnRow> adds{};
  std::vector<OwnRow> changes{};  // by (day, line)
};

void fault(LayeredTable& out, const std::string& file, long line, std::string_view field, std::string reason) {
  out.faults.push_back({file, line, 0, std::string(field), std::move(reason)});
}

// Where each column of the table stands in the file; columns that are no table's are reported once, in the header.
std::optional<std::vector<std::size_t>> positions(const Table& table, const DelimitedTable& text, LayeredTable& out) {
  std::vector<std::string> known;
  std::vector<std::size_t> at;
  for (const Column& column : table.columns) {
    at.push_back(text.column(column.name));
    known.emplace_back(column.name);
  }
  for (const std::string_view column : kChangeColumns) known.emplace_back(column);
  for (const std::string& name : text.header)
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const std::string near = nearest(name, known);
      fault(out, text.file, 1, name,
            fmt::format("the table {} has no such column, so it is not read{}", table.name,
                        near.empty() ? "" : "; did you mean " + near + "?"));
    }
  for (const std::string_view name : split(table.key, " "))
    if (text.column(name) == DelimitedTable::npos) {
      fault(out, text.file, 1, name, "the column is missing, and rows are found by it; no row of the file is taken");
      return std::nullopt;
    }
  return at;
}

// The day and the reason of a correction or withdrawal; false where a fault was reported.
bool read_change(const std::string& file, OwnRow& row, const std::string& on, LayeredTable& out) {
  if (row.change != "correct" && row.change != "withdraw") {
    fault(out, file, row.cells.line, kChange,
          fmt::format("\"{}\" is not one of: add correct withdraw; leave it empty for a row of your own", row.change));
    return false;
  }
  row.on = parse_day(on);
  if (!row.on)
    fault(out, file, row.cells.line, kChangeOn,
          on.empty() ? "the day is missing from which the change is known" : fmt::format("\"{}\" is not a day", on));
  if (row.reason.empty()) fault(out, file, row.cells.line, kReason, "the cell is empty; say why");
  return row.on && !row.reason.empty();
}

OwnFile read_own_file(const Table& table, const std::string& text, const std::string& file, LayeredTable& out) {
  OwnFile own{file};
  DelimitedTable raw;
  try {
    raw = read_delimited(text, file);
  } catch (const Error& error) {
    fault(out, file, 1, "", error.message());
    ++out.refused;
    return own;
  }
  out.faults.insert(out.faults.end(), raw.faults.begin(), raw.faults.end());
  out.refused += static_cast<long>(raw.faults.size());
  const auto at = positions(table, raw, out);
  if (!at) {
    out.rows += static_cast<long>(raw.rows.size());
    out.refused += static_cast<long>(raw.rows.size());
    return own;
  }
  const auto cell = [&](const DelimitedRow& row, std::string_view name) {
    const std::size_t c = raw.column(name);
    return c == DelimitedTable::npos ? std::string() : row.cells[c];
  };
  for (const DelimitedRow& row : raw.rows) {
    ++out.rows;
    OwnRow one;
    one.cells.line = row.line;
    for (const std::size_t c : *at) one.cells.cells.push_back(c == DelimitedTable::npos ? "" : row.cells[c]);
    for (const std::string_view name : split(table.key, " ")) one.key += (one.key.empty() ? "" : "/") + cell(row, name);
    one.change = cell(row, kChange);
    one.reason = cell(row, kReason);
    if (one.change.empty() || one.change == "add") {
      own.adds.push_back(std::move(one));
    } else if (read_change(file, one, cell(row, kChangeOn), out)) {
      own.changes.push_back(std::move(one));
    } else {
      ++out.refused;
    }
  }
  std::stable_sort(own.changes.begin(), own.changes.end(), [](const OwnRow& a, const OwnRow& b) {
    return std::tie(*a.on, a.cells.line) < std::tie(*b.on, b.cells.line);
  });
  return own;
}

DelimitedTable as_table(const Table& table, const std::string& file, std::vector<DelimitedRow> rows) {
  DelimitedTable out;
  out.file = file;
  for (const Column& column : table.columns) out.header.emplace_back(column.name);
  out.rows = std::move(rows);
  return out;
}

// The facts of one row, among those of its table.
class Versions {
 public:
  explicit Versions(std::vector<Fact>& facts) : facts_(facts) {
    for (std::size_t i = 0; i < facts.size(); ++i) of_key_[facts[i].key].push_back(i);
  }
  bool has(const std::string& key) const { return of_key_.contains(key); }
  const std::vector<std::size_t>& of(const std::string& key) const { return of_key_.at(key); }
  void add(Fact fact) {
    of_key_[fact.key].push_back(facts_.size());
    facts_.push_back(std::move(fact));
  }
  std::string layer_of(const std::string& key) const {
    const std::string& layer = facts_[of(key).front()].layer;
    return layer.empty() ? std::string(kShippedLayer) : layer;
  }

 private:
  std::vector<Fact>& facts_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> of_key_;
};

void add_rows(const Table& table, const OwnFile& own, const LayerTexts& layer, ReadingContext& context,
              Versions& versions, LayeredTable& out) {
  std::vector<DelimitedRow> rows;
  std::map<std::string, long> line_of;
  for (const OwnRow& row : own.adds) {
    if (versions.has(row.key)) {
      fault(out, own.file, row.cells.line, table.key,
            fmt::format("{} is there already, in the layer {}; write change = correct with change_on and reason, or "
                        "give the row another id",
                        row.key, versions.layer_of(row.key)));
      ++out.refused;
      continue;
    }
    rows.push_back(row.cells);
    line_of.emplace(row.key, row.cells.line);
  }
  TableReading reading = read_table(table, as_table(table, own.file, std::move(rows)), context);
  out.faults.insert(out.faults.end(), reading.faults.begin(), reading.faults.end());
  out.undated.insert(out.undated.end(), reading.undated.begin(), reading.undated.end());
  out.refused += reading.rows_refused;
  std::map<std::string, long> facts_of;
  for (Fact& fact : reading.facts) {
    ++facts_of[fact.key];
    fact.layer = layer.name;
    versions.add(std::move(fact));
  }
  for (const auto& [key, facts] : facts_of)
    out.changes.push_back(
        {layer.name, std::string(table.name), key, "add", std::nullopt, "", own.file, line_of[key], facts});
}

using Cells = std::map<std::string, std::string, std::less<>>;

// The row as it stands before the correction.
Cells cells_before(const std::vector<Fact>& facts, const std::vector<std::size_t>& of) {
  Cells out;
  for (const std::size_t i : of)
    if (!facts[i].until)
      for (const auto& [column, value] : facts[i].cells) out[column] = value;
  return out;
}

Cells cells_of(const Table& table, std::string_view group, const std::vector<const Fact*>& facts) {
  Cells out;
  for (const Fact* fact : facts)
    if (group_of(table, fact->fact) == group) out.insert(fact->cells.begin(), fact->cells.end());
  return out;
}

void end_on(Fact& fact, Day day) { fact.until = fact.until ? std::min(*fact.until, day) : day; }

// Sets the new facts of one group in the place of the old; how many facts that adds, changes or ends.
long replace_group(const Table& table, std::string_view group, const std::vector<Fact>& corrected,
                   const std::string& key, Day on, const std::string& layer, std::vector<Fact>& facts,
                   Versions& versions) {
  std::vector<const Fact*> before;
  std::vector<const Fact*> after;
  const std::vector<std::size_t> of = versions.of(key);
  for (const std::size_t i : of)
    if (!facts[i].until && group_of(table, facts[i].fact) == group) before.push_back(&facts[i]);
  for (const Fact& fact : corrected)
    if (group_of(table, fact.fact) == group) after.push_back(&fact);
  if (cells_of(table, group, before) == cells_of(table, group, after)) return 0;
  bool known_before = false;
  long changed = 0;
  for (const std::size_t i : of)
    if (group_of(table, facts[i].fact) == group) {
      known_before = true;
      changed += facts[i].until ? 0 : 1;
      end_on(facts[i], on);
    }
  for (const Fact* fact : after) {
    Fact now = *fact;
    now.layer = layer;
    // A page that is found for a row without one, and has no day of its own, was not known before it was entered.
    const bool dayless = group == "source" && std::ranges::none_of(now.cells, [](const auto& cell) {
                           return cell.first == "source_known_on";
                         });
    if (known_before || dayless) now.known_on = std::max(now.known_on, on);
    versions.add(std::move(now));
  }
  return std::max(changed, static_cast<long>(after.size()));
}

void correct_row(const Table& table, const OwnFile& own, const OwnRow& row, const LayerTexts& layer,
                 const ReadingContext& context, Versions& versions, LayeredTable& out) {
  const Cells before = cells_before(out.facts, versions.of(row.key));
  if (before.empty()) {
    fault(out, own.file, row.cells.line, table.key, fmt::format("{} is withdrawn and cannot be corrected", row.key));
    ++out.refused;
    return;
  }
  DelimitedRow merged{row.cells.line, {}};
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::string& own_cell = row.cells.cells[c];
    const auto old = before.find(table.columns[c].name);
    merged.cells.push_back(own_cell == kEmptied  ? std::string()
                           : !own_cell.empty()   ? own_cell
                           : old == before.end() ? std::string()
                                                 : old->second);
    // The mark of a row without a page is no fact, so it is not among the cells before.
    if (table.columns[c].name == "verified" && merged.cells.back().empty()) merged.cells.back() = "no";
  }
  ReadingContext unchanged = context;
  TableReading reading = read_table(table, as_table(table, own.file, {merged}), unchanged);
  out.faults.insert(out.faults.end(), reading.faults.begin(), reading.faults.end());
  if (!reading.undated.empty())
    fault(out, own.file, row.cells.line, table.key, "with the correction no date says since when the row is known");
  if (!reading.faults.empty() || !reading.undated.empty()) {
    ++out.refused;
    return;
  }
  // A correction is not known before one that it builds on.
  Day on = *row.on;
  for (const std::size_t i : versions.of(row.key)) on = std::max(on, out.facts[i].until.value_or(on));
  long changed = 0;
  for (const Clock& clock : table.clocks)
    changed += replace_group(table, clock.fact, reading.facts, row.key, on, layer.name, out.facts, versions);
  out.changes.push_back(
      {layer.name, std::string(table.name), row.key, "correct", on, row.reason, own.file, row.cells.line, changed});
}

void withdraw_row(const Table& table, const OwnFile& own, const OwnRow& row, const LayerTexts& layer,
                  const Versions& versions, LayeredTable& out) {
  long ended = 0;
  for (const std::size_t i : versions.of(row.key)) {
    ended += out.facts[i].until ? 0 : 1;
    end_on(out.facts[i], *row.on);
  }
  out.changes.push_back(
      {layer.name, std::string(table.name), row.key, "withdraw", row.on, row.reason, own.file, row.cells.line, ended});
}

}  // namespace

bool is_layer_name(std::string_view name) {
  return !name.empty() && name != kShippedLayer && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

LayerTexts read_layer(const std::string& folder) {
  const std::string file = (fs::path(folder) / kLayerFile).string();
  if (!fs::exists(folder))
    throw Error(ErrorCode::not_found, "the folder of this layer is not here",
                "run where it lies, bring it back, or leave it out with `entente record import --layers`",
                {folder, 0, ""});
  if (!fs::exists(file))
    throw Error(ErrorCode::not_found, fmt::format("the folder holds no {}, so it is not a layer", kLayerFile),
                "`entente record add` makes one; docs/layers.md tells what stands in it", {folder, 0, ""});
  const TomlFields fields = TomlFields::parse(read_file(file), file, {.remedy = "docs/layers.md shows an example"});
  fields.only({"name", "layout"});
  LayerTexts out{fields.text("name"), folder, {}};
  if (!is_layer_name(out.name))
    fields.fail("name", fmt::format("\"{}\" is not a name of a layer", out.name),
                fmt::format("use letters, digits, - and _, and not \"{}\"", kShippedLayer));
  if (const int layout = fields.whole("layout", 1); layout > kLayerLayout)
    throw Error(ErrorCode::unsupported,
                fmt::format("this folder has layout {}, and this program knows layouts up to {}", layout, kLayerLayout),
                "use the program that wrote it, or a newer one", {file, 0, "layout"});
  for (const Table& table : tables()) {
    const std::string path = (fs::path(folder) / fmt::format("{}.csv", table.name)).string();
    if (fs::exists(path)) out.texts[std::string(table.name)] = read_file(path);
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() != ".csv" || out.texts.contains(name)) continue;
    std::vector<std::string> names;
    for (const Table& table : tables()) names.emplace_back(table.name);
    const std::string near = nearest(name, names);
    throw Error(ErrorCode::bad_data, fmt::format("there is no table {}", name),
                near.empty() ? "name the file by its table; docs/data-tables.md lists them"
                             : fmt::format("did you mean {}.csv?", near),
                {entry.path().string(), 0, ""});
  }
  return out;
}

std::string layer_file_text(std::string_view name) {
  return fmt::format(
      "# A layer: rows of your own on top of Entente's data. docs/layers.md tells how it is read.\n"
      "name = \"{}\"\nlayout = {}\n",
      name, kLayerLayout);
}

LayeredTable apply_layer(const Table& table, std::vector<Fact> facts, const LayerTexts& layer,
                         ReadingContext& context) {
  LayeredTable out;
  out.facts = std::move(facts);
  const auto text = layer.texts.find(table.name);
  if (text == layer.texts.end()) return out;
  const std::string file = (fs::path(layer.folder) / fmt::format("{}.csv", table.name)).string();
  const OwnFile own = read_own_file(table, text->second, file, out);
  Versions versions(out.facts);
  add_rows(table, own, layer, context, versions, out);
  for (const OwnRow& row : own.changes) {
    if (!versions.has(row.key)) {
      fault(out, own.file, row.cells.line, table.key,
            fmt::format("there is no {} in the layers before, so there is nothing to {}", row.key, row.change));
      ++out.refused;
    } else if (row.change == "correct") {
      correct_row(table, own, row, layer, context, versions, out);
    } else {
      withdraw_row(table, own, row, layer, versions, out);
    }
  }
  std::stable_sort(out.faults.begin(), out.faults.end(),
                   [](const RowFault& a, const RowFault& b) { return a.line < b.line; });
  std::stable_sort(out.changes.begin(), out.changes.end(),
                   [](const LayerChange& a, const LayerChange& b) { return a.line < b.line; });
  return out;
}

std::vector<Contradiction> contradictions(std::span<const Fact> facts) {
  std::vector<Contradiction> out;
  for (std::size_t begin = 0; begin < facts.size();) {
    std::size_t end = begin;
    while (end < facts.size() && id_of(facts[end]) == id_of(facts[begin])) ++end;
    for (std::size_t a = begin; a < end; ++a)
      for (std::size_t b = begin; b < end; ++b) {
        const Fact& one = facts[a];
        const Fact& later = facts[b];
        if (!one.until || later.until || one.layer.empty() || later.layer.empty() || one.layer == later.layer) continue;
        for (const auto& [column, value] : one.cells)
          for (const auto& [other, later_value] : later.cells)
            if (column == other && value != later_value)
              out.push_back({id_of(one), column, one.layer, value, later.layer, later_value});
      }
    begin = end;
  }
  return out;
}

}  // namespace entente::record

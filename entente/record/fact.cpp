#include "entente/record/fact.hpp"

#include "entente/base/error.hpp"
#include "entente/base/split.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <tuple>

namespace entente::record {
namespace {

// Why a cell cannot be taken, or nothing.
std::string fault_of(const Column& column, const std::string& cell, const ReadingContext& context) {
  if (cell.empty()) return column.required ? "the cell is empty" : "";
  switch (column.kind) {
    case CellKind::text: return {};
    case CellKind::id: return cell.find_first_of("\n\r\t") == std::string::npos ? "" : "an id must be one line of text";
    case CellKind::code:
      return context.actors.contains(cell)
                 ? ""
                 : fmt::format("\"{}\" is not a known actor; use ISO 3166 alpha-3 or add it to actors.csv", cell);
    case CellKind::codes:
      for (const auto part : split(cell, "+;"))
        if (!context.actors.contains(part))
          return fmt::format("\"{}\" is not a known actor; use ISO 3166 alpha-3 or add it to actors.csv", part);
      return {};
    case CellKind::choice: {
      const auto words = split(column.choices, " ");
      return std::find(words.begin(), words.end(), cell) != words.end()
                 ? ""
                 : fmt::format("\"{}\" is not one of: {}", cell, column.choices);
    }
    case CellKind::number: return parse_number(cell) ? "" : fmt::format("\"{}\" is not a number", cell);
    case CellKind::date:
    case CellKind::plan:
      return parse_date(cell) ? "" : fmt::format("\"{}\" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD", cell);
    case CellKind::latitude: {
      const auto value = parse_number(cell);
      return value && std::abs(*value) <= 90 ? "" : fmt::format("\"{}\" is not a latitude in [-90, 90]", cell);
    }
    case CellKind::longitude: {
      const auto value = parse_number(cell);
      return value && std::abs(*value) <= 180 ? "" : fmt::format("\"{}\" is not a longitude in [-180, 180]", cell);
    }
    case CellKind::url:
      return cell.find("://") != std::string::npos ? "" : fmt::format("\"{}\" is not an address", cell);
  }
  return {};
}

// One row while its facts are dated.
struct Row {
  const Table& table;
  const DelimitedTable& text;
  const DelimitedRow& cells;
  const std::vector<std::size_t>& position;  // of each column of the table in the file

  const std::string& cell(std::size_t column) const { return cells.cells[position[column]]; }
  const std::string& cell(std::string_view name) const {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (table.columns[i].name == name) return cell(i);
    throw Error(ErrorCode::internal, fmt::format("the rules of table {} name no column {}", table.name, name));
  }
};

struct Dating {
  std::optional<Day> day;
  bool faulty = false;  // a cell that the rule needs cannot be read
};

// One alternative of a rule; neither a day nor a fault where the row does not say. `first`: the day of its first fact.
Dating date_part(const Row& row, std::string_view part, std::optional<Day> first, const ReadingContext& context) {
  if (part == "start") return {Day::min(), false};
  if (part == "row") return {first, false};
  if (part.starts_with("event(")) {
    const std::string& id = row.cell(part.substr(6, part.size() - 7));
    if (id.empty()) return {};
    const auto it = context.events_known.find(id);
    return it == context.events_known.end() ? Dating{std::nullopt, true} : Dating{it->second, false};
  }
  if (part.starts_with("agreement(")) {
    // A site may name an agreement that no date places: then another alternative counts.
    const auto it = context.agreements_known.find(row.cell(part.substr(10, part.size() - 11)));
    return it == context.agreements_known.end() ? Dating{} : Dating{it->second, false};
  }
  int plus_days = 0;
  if (const auto plus = part.find('+'); plus != std::string_view::npos) {
    std::from_chars(part.data() + plus + 1, part.data() + part.size(), plus_days);
    part = part.substr(0, plus);
  }
  const std::string& cell = row.cell(part);
  if (cell.empty()) return {};
  const auto date = parse_date(cell);
  if (!date) return {std::nullopt, true};
  return {date->last + std::chrono::days{plus_days}, false};
}

Dating date_fact(const Row& row, std::string_view rule, std::optional<Day> first, const ReadingContext& context) {
  const bool with_row = rule.ends_with("|row");
  for (const std::string_view alternative : split(rule, "|")) {
    Dating earliest;
    for (const std::string_view part : split(alternative, ",")) {
      const Dating one = date_part(row, part, first, context);
      earliest.faulty = earliest.faulty || one.faulty;
      if (one.day) earliest.day = earliest.day ? std::min(*earliest.day, *one.day) : *one.day;
    }
    // One that cannot be read may be of a later day, and takes nothing from the others.
    if (earliest.day) earliest.faulty = false;
    // What belongs to a row is not known before the row is.
    if (earliest.day && with_row && first) earliest.day = std::max(*earliest.day, *first);
    if (earliest.day || earliest.faulty) return earliest;
  }
  return {};
}

std::string key_of(const Row& row) {
  std::string key;
  for (const auto name : split(row.table.key, " ")) {
    const std::string& part = row.cell(name);
    if (!key.empty()) key += '/';
    key += part;
  }
  return key;
}

}  // namespace

std::optional<Day> page_day(std::string_view address) {
  std::optional<Day> latest;
  const auto digits = [&](std::size_t at, std::size_t count) {
    if (at + count > address.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      if (address[i] < '0' || address[i] > '9') return -1;
      value = value * 10 + (address[i] - '0');
    }
    return value;
  };
  const auto is_separator = [&](std::size_t at) {
    return at < address.size() && (address[at] == '/' || address[at] == '-' || address[at] == '_');
  };
  for (std::size_t at = 0; at + 4 <= address.size(); ++at) {
    if (at > 0 && address[at - 1] >= '0' && address[at - 1] <= '9') continue;
    const int year = digits(at, 4);
    if (year < 1990 || year > 2100) continue;
    std::size_t next = at + 4;
    if (is_separator(next)) ++next;
    const int month = digits(next, 2);
    if (month < 1 || month > 12) continue;
    std::size_t last = next + 2;
    const bool has_separator = is_separator(last);
    if (has_separator) ++last;
    int day = digits(last, 2);
    // "2024/05/" and "2024-05-title" name a month only; digits that run on without a separator must make a day.
    if (day < 1 || day > 31) {
      if (!is_separator(at + 4)) continue;
      day = 1;
    }
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    if (!ymd.ok()) continue;
    latest = latest ? std::max(*latest, Day{ymd}) : Day{ymd};
  }
  return latest;
}

std::optional<std::string> future_column(const Fact& fact) {
  for (const Column& column : table(fact.table).columns) {
    if (column.kind != CellKind::date || column.fact != fact.fact) continue;
    for (const auto& [name, value] : fact.cells) {
      if (name != column.name) continue;
      const auto date = parse_date(value);
      if (date && date->first > fact.known_on) return name;
    }
  }
  return std::nullopt;
}

bool comes_before(const Fact& a, const Fact& b) {
  const auto key = [](const Fact& f) {
    return std::tuple<const std::string&, const std::string&, const std::string&, Day, bool, Day, const std::string&>(
        f.table, f.key, f.fact, f.known_on, !f.until, f.until.value_or(Day::max()), f.layer);
  };
  return key(a) < key(b);
}

std::string id_of(const Fact& fact) { return fact.table + ":" + fact.key + "/" + fact.fact; }

namespace {

// What the cells of a row are worth by themselves.
struct CellFaults {
  std::set<std::string_view> facts;  // that hold a faulty cell
  std::set<std::size_t> dropped;     // cells without which their fact stands
};

// The facts of a row, or why it has none.
struct DatedRow {
  std::vector<Fact> facts;
  bool refused = false;
  bool undated = false;
};

// One table while it is read.
class TableReader {
 public:
  TableReader(const Table& table, const DelimitedTable& text, ReadingContext& context)
      : table_(table), text_(text), context_(context) {
    for (const Column& column : table.columns) {
      position_.push_back(text.column(column.name));
      if (position_.back() == DelimitedTable::npos)
        throw Error(ErrorCode::bad_data, "the column is missing", "add it; docs/data-tables.md lists the columns",
                    {text.file, 1, std::string(column.name)});
    }
    reading_.faults = text.faults;
    reading_.rows_refused = static_cast<long>(text.faults.size());
  }

  TableReading read() {
    for (const DelimitedRow& cells : text_.rows) take(cells);
    std::sort(reading_.facts.begin(), reading_.facts.end(),
              [](const Fact& a, const Fact& b) { return std::tie(a.key, a.fact) < std::tie(b.key, b.fact); });
    return std::move(reading_);
  }

 private:
  void take(const DelimitedRow& cells) {
    ++reading_.rows;
    const Row row{table_, text_, cells, position_};
    DatedRow dated = dated_row(row, cell_faults(row));
    if (dated.undated) {
      reading_.undated.push_back({text_.file, cells.line, 0, fmt::format("{}:{}", table_.name, key_of(row)),
                                  "no date says since when this is known, so no view shows it"});
      return;
    }
    if (dated.refused) {
      ++reading_.rows_refused;
      return;
    }
    const std::string key = key_of(row);
    const auto [other, is_new] = lines_of_keys_.emplace(key, cells.line);
    if (!is_new) {
      fault(row, 0, table_.key, fmt::format("{} stands in line {} already", key, other->second));
      ++reading_.rows_refused;
      return;
    }
    part_later_pages(dated.facts);
    for (Fact& fact : dated.facts) keep(std::move(fact), key);
  }

  void fault(const Row& row, long column, std::string_view field, std::string why) {
    reading_.faults.push_back({text_.file, row.cells.line, column, std::string(field), std::move(why)});
  }

  CellFaults cell_faults(const Row& row) {
    CellFaults out;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const Column& column = table_.columns[i];
      // An empty cell is a fault only where its fact is told at all, which the clock decides later.
      if (column.fact == "-" || row.cell(i).empty()) continue;
      std::string why = fault_of(column, row.cell(i), context_);
      if (why.empty()) continue;
      fault(row, static_cast<long>(i) + 1, column.name, std::move(why));
      // A broken address costs the address: the fact stands without its page, unless the address is the row's key.
      if (column.kind == CellKind::url && !in_key(table_, column.name))
        out.dropped.insert(i);
      else
        out.facts.insert(column.fact);
    }
    return out;
  }

  DatedRow dated_row(const Row& row, const CellFaults& faults) {
    DatedRow out;
    std::optional<Day> first;  // the day of the row's first fact
    for (std::size_t c = 0; c < table_.clocks.size() && !out.refused && !out.undated; ++c) {
      const Clock& clock = table_.clocks[c];
      const bool anchor = c == 0;
      const Dating dating = date_fact(row, clock.rule, first, context_);
      bool bad = faults.facts.contains(clock.fact) || dating.faulty;
      Fact fact = fact_of(row, clock, dating, faults, bad);
      if (anchor) first = dating.day;
      if (bad) {
        out.refused = anchor;
      } else if (!dating.day) {
        out.undated = anchor;
      } else if (!fact.cells.empty() && !says_nothing(fact)) {
        if (clock.rule != "start" && knows_its_future(row, fact))
          out.refused = anchor;
        else
          out.facts.push_back(std::move(fact));
      }
    }
    return out;
  }

  // The cells of the fact; `bad` becomes true where one is empty that it needs.
  Fact fact_of(const Row& row, const Clock& clock, const Dating& dating, const CellFaults& faults, bool& bad) {
    Fact fact{std::string(table_.name), {}, std::string(clock.fact), dating.day.value_or(Day{}), {}};
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const Column& column = table_.columns[i];
      if (column.fact != clock.fact || faults.dropped.contains(i)) continue;
      if (!row.cell(i).empty()) {
        fact.cells.emplace_back(column.name, row.cell(i));
      } else if (column.required && dating.day && !bad) {
        fault(row, static_cast<long>(i) + 1, column.name, "the cell is empty");
        bad = true;
      }
    }
    return fact;
  }

  // A mark without a page is no fact: otherwise a page that is found later, with its own day, would take it away.
  static bool says_nothing(const Fact& fact) {
    return fact.fact == "source" && fact.cells.size() == 1 && fact.cells.front().first == "verified";
  }

  bool knows_its_future(const Row& row, const Fact& fact) {
    const auto name = future_column(fact);
    if (name)
      fault(row, 0, *name,
            fmt::format("\"{}\" lies after {}, the day on which it was known; a day that was planned has a column of "
                        "its own",
                        row.cell(*name), to_string(fact.known_on)));
    return name.has_value();
  }

  // A page whose address names a later day is not shown before it, though the fact it supports was known: the page of a
  // row, with its mark, is known from then; that of a fact becomes a fact of its own.
  void part_later_pages(std::vector<Fact>& facts) const {
    for (std::size_t f = 0, count = facts.size(); f < count; ++f) {
      auto& own = facts[f].cells;
      for (std::size_t i = 0; i < own.size(); ++i) {
        const Column* column = find_column(table_, own[i].first);
        if (column->kind != CellKind::url || in_key(table_, column->name)) continue;
        const auto day = page_day(own[i].second);
        if (!day || *day <= facts[f].known_on) continue;
        if (facts[f].fact == "source") {
          facts[f].known_on = *day;  // the mark is that of the page
          break;
        }
        facts.push_back({facts[f].table, {}, facts[f].fact + "-page", *day, {facts[f].cells[i]}});
        facts[f].cells.erase(facts[f].cells.begin() + static_cast<std::ptrdiff_t>(i));
        break;  // a fact has one page
      }
    }
  }

  // Tables that are read later name these rows.
  void keep(Fact fact, const std::string& key) {
    fact.key = key;
    if (fact.table == "agreements" && fact.fact == table_.clocks.front().fact)
      context_.agreements_known[key] = fact.known_on;
    if (fact.table == "events") context_.events_known[key] = fact.known_on;
    if (fact.table == "actors") context_.actors.insert(key);
    reading_.facts.push_back(std::move(fact));
  }

  const Table& table_;
  const DelimitedTable& text_;
  ReadingContext& context_;
  std::vector<std::size_t> position_;  // of each column of the table in the file
  std::map<std::string, long> lines_of_keys_;
  TableReading reading_;
};

}  // namespace

TableReading read_table(const Table& table, const DelimitedTable& text, ReadingContext& context) {
  return TableReader(table, text, context).read();
}

}  // namespace entente::record

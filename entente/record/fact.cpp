#include "entente/record/fact.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <tuple>

namespace entente::record {
namespace {

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

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

Dating date_fact(const Row& row, std::string_view rule, const ReadingContext& context) {
  for (std::string_view part : split(rule, "|")) {
    if (part == "start") return {Day::min(), false};
    if (part.starts_with("event(")) {
      const std::string& id = row.cell(part.substr(6, part.size() - 7));
      if (id.empty()) continue;
      const auto it = context.events_known.find(id);
      if (it == context.events_known.end()) return {std::nullopt, true};
      return {it->second, false};
    }
    if (part.starts_with("agreement(")) {
      // A site may name an agreement that no date places: then the next alternative counts.
      const auto it = context.agreements_known.find(row.cell(part.substr(10, part.size() - 11)));
      if (it == context.agreements_known.end()) continue;
      return {it->second, false};
    }
    int plus_days = 0;
    if (const auto plus = part.find('+'); plus != std::string_view::npos) {
      std::from_chars(part.data() + plus + 1, part.data() + part.size(), plus_days);
      part = part.substr(0, plus);
    }
    const std::string& cell = row.cell(part);
    if (cell.empty()) continue;
    const auto date = parse_date(cell);
    if (!date) return {std::nullopt, true};
    return {date->last + std::chrono::days{plus_days}, false};
  }
  return {};
}

bool in_key(const Table& table, std::string_view column) {
  const auto names = split(table.key, " ");
  return std::find(names.begin(), names.end(), column) != names.end();
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

TableReading read_table(const Table& table, const DelimitedTable& text, ReadingContext& context) {
  std::vector<std::size_t> position;
  for (const Column& column : table.columns) {
    position.push_back(text.column(column.name));
    if (position.back() == DelimitedTable::npos)
      throw Error(ErrorCode::bad_data, "the column is missing", "add it; docs/data-tables.md lists the columns",
                  {text.file, 1, std::string(column.name)});
  }

  TableReading reading;
  reading.faults = text.faults;
  reading.rows_refused = static_cast<long>(text.faults.size());
  std::map<std::string, long> lines_of_keys;

  for (const DelimitedRow& cells : text.rows) {
    ++reading.rows;
    const Row row{table, text, cells, position};
    std::map<std::string_view, bool> faulty;
    std::set<std::size_t> dropped;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      if (column.fact == "-") continue;
      // An empty cell is a fault only where its fact is told at all, which the clock decides below.
      if (row.cell(i).empty()) continue;
      if (std::string why = fault_of(column, row.cell(i), context); !why.empty()) {
        reading.faults.push_back(
            {text.file, cells.line, static_cast<long>(i) + 1, std::string(column.name), std::move(why)});
        // A broken address costs the address: the fact stands without its page, unless the address is the row's key.
        if (column.kind == CellKind::url && !in_key(table, column.name)) {
          dropped.insert(i);
        } else {
          faulty[column.fact] = true;
        }
      }
    }

    std::vector<Fact> facts;
    std::optional<Day> latest;
    bool latest_is_known = true;
    bool refused = false;
    bool undated = false;
    for (std::size_t c = 0; c < table.clocks.size() && !refused && !undated; ++c) {
      const Clock& clock = table.clocks[c];
      const bool anchor = c == 0;
      const Dating dating = clock.rule == "latest" ? Dating{latest_is_known ? latest : std::nullopt, !latest_is_known}
                                                   : date_fact(row, clock.rule, context);
      bool bad = faulty[clock.fact] || dating.faulty;
      Fact fact{std::string(table.name), {}, std::string(clock.fact), dating.day.value_or(Day{}), {}};
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (column.fact != clock.fact) continue;
        if (dropped.contains(i)) continue;
        if (!row.cell(i).empty()) {
          fact.cells.emplace_back(column.name, row.cell(i));
        } else if (column.required && dating.day && !bad) {
          reading.faults.push_back(
              {text.file, cells.line, static_cast<long>(i) + 1, std::string(column.name), "the cell is empty"});
          bad = true;
        }
      }
      if (dating.faulty) latest_is_known = false;
      if (dating.day && clock.rule != "latest") latest = latest ? std::max(*latest, *dating.day) : *dating.day;
      if (bad) {
        refused = anchor;
        continue;
      }
      if (!dating.day) {
        undated = anchor;
        continue;
      }
      if (fact.cells.empty()) continue;
      if (clock.rule != "start") {
        if (const auto name = future_column(fact)) {
          reading.faults.push_back({text.file, cells.line, 0, *name,
                                    fmt::format("\"{}\" lies after {}, the day on which it was known; a day that was "
                                                "planned has a column of its own",
                                                row.cell(*name), to_string(fact.known_on))});
          refused = anchor;
          continue;
        }
      }
      facts.push_back(std::move(fact));
    }
    if (undated) {
      reading.undated.push_back({text.file, cells.line, 0, fmt::format("{}:{}", table.name, key_of(row)),
                                 "no date says since when this is known, so no view shows it"});
      continue;
    }
    if (refused) {
      ++reading.rows_refused;
      continue;
    }
    const std::string key = key_of(row);
    const auto [other, is_new] = lines_of_keys.emplace(key, cells.line);
    if (!is_new) {
      reading.faults.push_back({text.file, cells.line, 0, std::string(table.key),
                                fmt::format("{} stands in line {} already", key, other->second)});
      ++reading.rows_refused;
      continue;
    }
    // A page whose address names a later day is not shown before it, though the fact it supports was known.
    for (std::size_t f = 0, count = facts.size(); f < count; ++f) {
      auto& own = facts[f].cells;
      for (std::size_t i = 0; i < own.size(); ++i) {
        const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                         [&](const Column& c) { return c.name == own[i].first; });
        if (column->kind != CellKind::url || in_key(table, column->name)) continue;
        const auto day = page_day(own[i].second);
        if (!day || *day <= facts[f].known_on) continue;
        facts.push_back({facts[f].table, {}, facts[f].fact + "-page", *day, {own[i]}});
        facts[f].cells.erase(facts[f].cells.begin() + static_cast<std::ptrdiff_t>(i));
        break;  // a fact has one page
      }
    }
    for (Fact& fact : facts) {
      fact.key = key;
      if (fact.table == "agreements" && fact.fact == table.clocks.front().fact)
        context.agreements_known[key] = fact.known_on;
      if (fact.table == "events") context.events_known[key] = fact.known_on;
      if (fact.table == "actors") context.actors.insert(key);
      reading.facts.push_back(std::move(fact));
    }
  }
  std::sort(reading.facts.begin(), reading.facts.end(),
            [](const Fact& a, const Fact& b) { return std::tie(a.key, a.fact) < std::tie(b.key, b.fact); });
  return reading;
}

}  // namespace entente::record

// Rows that may tell the same.

#include "entente/store/entry.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <sstream>

namespace entente::store {
namespace {

using record::Table;

Rows rows_of_facts(std::span<const record::Fact> facts) {
  Rows rows;
  for (const record::Fact& fact : facts) {
    if (fact.until) continue;
    Cells& cells = rows[fact.table][fact.key];
    for (const auto& [column, value] : fact.cells) cells[column] = value;
  }
  return rows;
}

const std::map<std::string, Cells, std::less<>>& rows_in(std::string_view table, const Rows& rows) {
  static const std::map<std::string, Cells, std::less<>> none;
  const auto it = rows.find(table);
  return it == rows.end() ? none : it->second;
}

struct Likeness {
  std::string_view table;
  std::string_view same;  // columns, separated by spaces
  std::string_view on;
  int window_days;
};
constexpr std::array kLikenesses{
    Likeness{"demands", "host sender", "demand_on", 60},
    Likeness{"events", "actor target type", "happened_on", 3},
    Likeness{"coups", "host", "on", 7},
    Likeness{"agreements", "parties kind", "signed_on", 31},
    Likeness{"presences", "host sender", "from_year", 366},
    Likeness{"sites", "host operator name", "", 0},
    Likeness{"attacks", "country place", "date", 2},
    Likeness{"steps", "case_id step", "happened_on", 7},
};

}  // namespace

Rows rows_of(const record::FolderReading& reading) { return rows_of_facts(reading.facts); }

std::vector<std::string> nearest_rows(const Table& table, const Entry& entry, const EntryWorld& world) {
  std::vector<std::string> out;
  const auto& rows = rows_in(table.name, world.rows);
  const auto* like =
      std::find_if(kLikenesses.begin(), kLikenesses.end(), [&](const auto& l) { return l.table == table.name; });
  for (const auto& [key, cells] : rows) {
    bool near = key == entry.key;
    if (!near && like != kLikenesses.end()) {
      near = true;
      std::istringstream same{std::string(like->same)};
      for (std::string column; same >> column;) near = near && cell(cells, column) == cell(entry.cells, column);
      const auto a = parse_date(cell(cells, like->on));
      const auto b = parse_date(cell(entry.cells, like->on));
      if (near && a && b) near = std::abs(days_between(midpoint(*a), midpoint(*b))) <= like->window_days;
      // A demand that is still open is told again, not made again.
      if (table.name == "demands" && !near && cell(cells, "host") == cell(entry.cells, "host") &&
          cell(cells, "sender") == cell(entry.cells, "sender"))
        near = cell(cells, "outcome").empty() || cell(cells, "outcome") == "pending";
    }
    if (near) out.push_back(key);
  }
  return out;
}

std::vector<ToldAgain> told_again(std::span<const record::Fact> facts) {
  const Rows rows = rows_of_facts(facts);
  const std::map<std::string, record::ActorName, std::less<>> no_states;
  const EntryWorld world{rows, no_states, Day{}, ""};
  std::map<std::string, std::string, std::less<>> layer_of;  // of the row, by id
  std::set<std::pair<std::string, std::string>> own;         // table and key
  for (const record::Fact& fact : facts) {
    const auto [it, first] = layer_of.emplace(fact.table + ":" + fact.key, fact.layer);
    if (first && !fact.layer.empty()) own.emplace(fact.table, fact.key);
  }
  std::vector<ToldAgain> out;
  for (const auto& [name, key] : own) {
    const auto& of_table = rows_in(name, rows);
    const auto row = of_table.find(key);
    if (row == of_table.end()) continue;  // withdrawn
    const std::string id = name + ":" + key;
    for (const std::string& near : nearest_rows(record::table(name), {name, key, row->second, {}, {}}, world)) {
      const std::string other = name + ":" + near;
      const std::string& layer = layer_of.at(other);
      if (layer.empty() || layer < layer_of.at(id)) out.push_back({id, other});
    }
  }
  return out;
}

}  // namespace entente::store

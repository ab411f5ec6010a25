#include "entente/record/withdrawn.hpp"

#include "entente/base/error.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace entente::record {
namespace {

std::map<std::string, std::string, std::less<>> cells_on(std::span<const Fact> row, Day day) {
  std::map<std::string, std::string, std::less<>> out;
  for (const Fact& fact : row)
    if (counts_on(fact, day)) out.insert(fact.cells.begin(), fact.cells.end());
  return out;
}

// What a row of several facts said, and what it says from the end of the first of them on; nothing where none ends.
void add_row(std::span<const Fact> row, std::span<const LayerChange> changes, Day day, Day known,
             std::vector<Withdrawn>& out) {
  Withdrawn one;
  bool ends = false;
  for (const Fact& fact : row) {
    if (!counts_on(fact, day) || !fact.until || *fact.until > known) continue;
    one.on = ends ? std::min(one.on, *fact.until) : *fact.until;
    one.known_on = ends ? std::min(one.known_on, fact.known_on) : fact.known_on;
    ends = true;
  }
  if (!ends) return;
  one.id = row.front().table + ":" + row.front().key;
  one.cells = cells_on(row, day);
  const auto after = cells_on(row, one.on);
  one.kind = after.empty() ? "withdrawn" : "corrected";
  if (!after.empty())
    for (const auto& [column, value] : one.cells) {
      const auto at = after.find(column);
      if (at == after.end() || at->second != value) one.now[column] = at == after.end() ? "" : at->second;
    }
  for (const LayerChange& change : changes)
    if (change.on == one.on && change.table == row.front().table && change.key == row.front().key) {
      one.layer = change.layer;
      one.reason = change.reason;
    }
  out.push_back(std::move(one));
}

}  // namespace

std::vector<Withdrawn> withdrawn_between(std::span<const Fact> facts, std::span<const LayerChange> changes, Day day,
                                         Day known) {
  check(day < known, "what became of facts is asked for a day that is not later");
  std::vector<Withdrawn> out;
  for (std::size_t begin = 0; begin < facts.size();) {
    std::size_t end = begin;
    while (end < facts.size() && facts[end].table == facts[begin].table && facts[end].key == facts[begin].key) ++end;
    add_row(facts.subspan(begin, end - begin), changes, day, known, out);
    begin = end;
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Withdrawn& a, const Withdrawn& b) { return std::tie(a.on, a.id) < std::tie(b.on, b.id); });
  return out;
}

}  // namespace entente::record

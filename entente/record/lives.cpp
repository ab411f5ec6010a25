#include "entente/record/lives.hpp"

#include "entente/base/split.hpp"
#include "entente/record/table.hpp"
#include "entente/states/states.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace entente::record {
namespace {

// The columns of a table that say when its row begins and ends: the first that has a date counts.
struct Lasting {
  std::string_view table;
  std::array<std::string_view, 3> begins;
  std::array<std::string_view, 2> ends;
};
constexpr std::array kLasting{
    Lasting{"events", {"happened_on"}, {}},
    Lasting{"agreements", {"signed_on", "in_force_on"}, {}},  // go on under who takes a party's place
    Lasting{"sites", {"opened_on", "there_by_on"}, {"closed_on"}},
    Lasting{"demands", {"demand_on"}, {}},
    Lasting{"presences", {"from_on", "from_year"}, {"to_on", "to_year"}},
    Lasting{"coups", {"on"}, {}},
    Lasting{"members", {"from_on"}, {"to_on"}},
    Lasting{"attacks", {"date"}, {}},
    Lasting{"security", {"signed_on", "forces_on"}, {}},
    Lasting{"arrivals", {"context_on"}, {}},
};

}  // namespace

std::string successor_of(const View& view, std::string_view code) {
  std::string next = states::States::all().successor_of(code, view.as_of);
  if (next != code) return next;
  for (const auto& [successor, actor] : view.actors)
    if (actor.formerly == code && actor.since && *actor.since <= view.as_of) return successor;
  return next;
}

std::vector<OutOfDays> out_of_days(std::string_view table_name,
                                   const std::function<std::string(std::string_view)>& cell) {
  std::vector<OutOfDays> out;
  const auto* const lasting =
      std::find_if(kLasting.begin(), kLasting.end(), [&](const Lasting& l) { return l.table == table_name; });
  if (lasting == kLasting.end()) return out;
  const states::States& all = states::States::all();
  struct Dated {
    std::string_view column;
    Date date;
  };
  const auto first_of = [&](const auto& columns) -> std::optional<Dated> {
    for (const std::string_view column : columns)
      if (const auto date = column.empty() ? std::nullopt : parse_date(cell(column))) return Dated{column, *date};
    return std::nullopt;
  };
  const auto begin = first_of(lasting->begins);
  const auto end = first_of(lasting->ends);
  for (const Column& column : table(table_name).columns) {
    if (column.kind != CellKind::code && column.kind != CellKind::codes) continue;
    const std::string codes = cell(column.name);
    for (const std::string_view code : split(codes, "+")) {
      const states::State* state = all.find(code);
      if (state == nullptr) continue;
      const auto tell = [&](const Dated& dated, Day day, bool ended, bool at_end) {
        out.push_back({std::string(column.name), std::string(code), std::string(dated.column), dated.date, ended,
                       at_end, all.why_not(code, day)});
      };
      if (begin && begin->date.first >= state->until) {
        tell(*begin, begin->date.first, true, false);
      } else if (begin && begin->date.last < state->from) {
        tell(*begin, begin->date.last, false, false);
      } else if (end && end->date.first > state->until) {
        tell(*end, end->date.first, true, true);
      }
    }
  }
  return out;
}

}  // namespace entente::record

#include "entente/store/table_rows.hpp"

#include "entente/base/error.hpp"
#include "entente/record/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace entente::store {
namespace {

// The two ends of what a table tells as an edge.
struct Ends {
  std::string_view table;
  std::string_view from;
  std::string_view to;
};
constexpr Ends kEnds[] = {{"events", "actor", "target"}, {"presences", "sender", "host"}, {"demands", "host", "sender"},
                          {"members", "member", "body"}, {"security", "sender", "host"},  {"sites", "operator", "host"},
                          {"arrivals", "power", "host"}};

// -1 where the table has no such column.
int position_of(const TableRows& rows, std::string_view name) {
  const auto it = std::find_if(rows.columns.begin(), rows.columns.end(), [&](const auto& c) { return c.name == name; });
  return it == rows.columns.end() ? -1 : static_cast<int>(it - rows.columns.begin());
}

bool is_number(record::CellKind kind) {
  return kind == record::CellKind::number || kind == record::CellKind::latitude || kind == record::CellKind::longitude;
}

}  // namespace

TableRows rows_of_table(std::span<const record::Fact> facts, std::string_view table, std::optional<Day> known_on) {
  const record::Table& declared = record::table(table);
  TableRows out{std::string(table), {}, {}};
  std::map<std::string_view, std::size_t> position;
  for (const record::Column& column : declared.columns) {
    if (column.fact == "-") continue;
    position[column.name] = out.columns.size();
    out.columns.push_back({std::string(column.name), is_number(column.kind)});
  }
  // Facts come by key; a row is there where its first fact, the anchor, is.
  std::string key;
  bool anchored = false;
  const auto close = [&] {
    if (!out.rows.empty() && !anchored) out.rows.pop_back();
  };
  for (const record::Fact& fact : facts) {
    if (fact.table != declared.name || (known_on ? !record::counts_on(fact, *known_on) : fact.until.has_value()))
      continue;
    if (out.rows.empty() || key != fact.key) {
      close();
      out.rows.emplace_back(out.columns.size());
      key = fact.key;
      anchored = false;
    }
    anchored = anchored || fact.fact == declared.clocks.front().fact;
    for (const auto& [column, cell] : fact.cells) out.rows.back()[position.at(column)] = cell;
  }
  close();
  return out;
}

std::vector<Edge> edges_of(const TableRows& rows) {
  const auto* ends =
      std::find_if(std::begin(kEnds), std::end(kEnds), [&](const Ends& e) { return e.table == rows.table; });
  if (ends == std::end(kEnds))
    throw Error(ErrorCode::bad_request, fmt::format("the table {} does not join two actors", rows.table),
                "export events, presences, demands, members, security, arrivals, sites or streams as a network");
  const auto from = static_cast<std::size_t>(position_of(rows, ends->from));
  const auto to = static_cast<std::size_t>(position_of(rows, ends->to));
  std::map<std::pair<std::string, std::string>, double> pairs;
  for (const auto& row : rows.rows)
    if (!row[from].empty() && !row[to].empty()) pairs[{row[from], row[to]}] += 1;
  std::vector<Edge> edges;
  for (const auto& [pair, count] : pairs) edges.push_back({pair.first, pair.second, {count}});
  return edges;
}

std::int64_t write_rows(const TableRows& rows, RowFormat format, const Sink& sink) {
  const int latitude = position_of(rows, "lat");
  const int longitude = position_of(rows, "lon");
  if (format == RowFormat::geojson && latitude < 0)
    throw Error(ErrorCode::bad_request, fmt::format("the table {} has no coordinates", rows.table),
                "export sites, attacks, events or streams as GeoJSON");
  RowWriter writer(format, rows.columns, latitude, longitude, rows.table, sink);
  for (const auto& row : rows.rows) writer.row({row.begin(), row.end()});
  writer.finish();
  return writer.left_out();
}

}  // namespace entente::store

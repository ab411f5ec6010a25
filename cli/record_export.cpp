// entente record export

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"
#include "entente/base/error.hpp"
#include "entente/record/table.hpp"
#include "entente/store/duck/open.hpp"
#include "entente/store/duck/parquet.hpp"
#include "entente/store/export.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

namespace entente::cli {
namespace {

struct ExportOptions {
  std::string what = "streams";
  std::string on;
  std::string from;
  std::string to;
  std::string actor;
  std::string target;
  std::vector<std::string> readers;
  bool states = false;
  std::string out;
  std::string record;
  std::string format = "csv";
};

constexpr std::pair<std::string_view, store::RowFormat> kRowFormats[] = {
    {"csv", store::RowFormat::csv}, {"jsonl", store::RowFormat::json_lines}, {"geojson", store::RowFormat::geojson}};
constexpr std::pair<std::string_view, store::NetworkFormat> kNetworkFormats[] = {
    {"graphml", store::NetworkFormat::graphml}, {"gexf", store::NetworkFormat::gexf}};

template <class T, std::size_t N>
std::optional<T> find(const std::pair<std::string_view, T> (&table)[N], std::string_view name) {
  for (const auto& [word, value] : table)
    if (word == name) return value;
  return std::nullopt;
}

// The two ends of what a table tells as an edge.
struct Ends {
  std::string_view table;
  std::string_view from;
  std::string_view to;
};
constexpr Ends kEnds[] = {{"events", "actor", "target"},  {"presences", "sender", "host"},
                          {"demands", "host", "sender"},  {"members", "member", "body"},
                          {"security", "sender", "host"}, {"sites", "operator", "host"}};

std::string period_of(const ExportOptions& o) {
  std::string out;
  if (!o.from.empty()) out += " from " + o.from;
  if (!o.to.empty()) out += " to " + o.to;
  if (!o.on.empty()) out += ", as known on " + o.on;
  return out;
}

// A Parquet file is written by the store itself, beside its place, and then put there.
void put_parquet(const ExportOptions& o, const std::function<void(const std::string&)>& write) {
  if (o.out.empty())
    throw Error(ErrorCode::bad_request, "a Parquet file cannot go to the standard output", "name a file with --out");
  const std::string temporary = fmt::format("{}.{}.tmp", o.out, getpid());
  try {
    write(temporary);
    std::filesystem::rename(temporary, o.out);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    throw;
  }
}

store::Sink sink_of(Output& out) {
  return [&out](std::string_view piece) { out.write(piece); };
}

void tell_left_out(std::int64_t left_out) {
  if (left_out > 0) tell(fmt::format("{} rows have no position and are left out", left_out));
}

void export_streams(const ExportOptions& o, const store::Store& store) {
  store::EventQuery query;
  if (!o.on.empty()) query.known_on = day_of(o.on, "--on");
  if (!o.from.empty()) query.from = day_of(o.from, "--from");
  if (!o.to.empty()) query.to = day_of(o.to, "--to");
  query.readers = o.readers;
  query.actor = o.actor;
  query.target = o.target;
  if (o.format == "parquet") {
    put_parquet(o, [&](const std::string& path) { store.write_parquet(query, path); });
    return;
  }
  Output out(o.out);
  if (const auto network = find(kNetworkFormats, o.format)) {
    const auto ties = store.ties(query, o.states ? store::ActorsAs::states : store::ActorsAs::written);
    store::write_network(store::tie_columns(), store::edges_of(ties), "Events of streams" + period_of(o), *network,
                         sink_of(out));
  } else {
    const auto written = store::write_events([&](const auto& each) { store.each_event(query, each); },
                                             find(kRowFormats, o.format).value_or(store::RowFormat::csv), sink_of(out));
    tell_left_out(written.left_out);
  }
  out.finish();
}

void export_table(const ExportOptions& o, const store::Store& store) {
  if (!o.from.empty() || !o.to.empty() || !o.actor.empty() || !o.target.empty() || !o.readers.empty() || o.states)
    throw Error(ErrorCode::bad_request, "a table is exported as known on a day, without other choices",
                "leave out all but --on, --format and --out");
  const record::Table& table = record::table(o.what);
  const std::optional<Day> day = o.on.empty() ? std::nullopt : std::optional(day_of(o.on, "--on"));
  std::vector<store::RowWriter::Column> columns;
  std::map<std::string_view, std::size_t> position;
  for (const record::Column& column : table.columns) {
    if (column.fact == "-") continue;
    const bool numeric = column.kind == record::CellKind::number || column.kind == record::CellKind::latitude ||
                         column.kind == record::CellKind::longitude;
    position[column.name] = columns.size();
    columns.push_back({std::string(column.name), numeric});
  }
  // Facts come by key; a row is there where its first fact, the anchor, is.
  std::vector<std::vector<std::string>> rows;
  std::string key;
  bool anchored = false;
  const auto close = [&] {
    if (!rows.empty() && !anchored) rows.pop_back();
  };
  for (const record::Fact& fact : store.facts()) {
    if (fact.table != table.name || (day && fact.known_on > *day)) continue;
    if (rows.empty() || key != fact.key) {
      close();
      rows.emplace_back(columns.size());
      key = fact.key;
      anchored = false;
    }
    anchored = anchored || fact.fact == table.clocks.front().fact;
    for (const auto& [column, cell] : fact.cells) rows.back()[position.at(column)] = cell;
  }
  close();

  if (o.format == "parquet") {
    std::vector<std::string> names;
    for (const auto& column : columns) names.push_back(column.name);
    put_parquet(o, [&](const std::string& path) { store::duck::write_parquet(path, names, rows); });
    return;
  }
  Output out(o.out);
  if (const auto network = find(kNetworkFormats, o.format)) {
    const auto* ends =
        std::find_if(std::begin(kEnds), std::end(kEnds), [&](const Ends& e) { return e.table == o.what; });
    if (ends == std::end(kEnds))
      throw Error(ErrorCode::bad_request, fmt::format("the table {} does not join two actors", o.what),
                  "export events, presences, demands, members, security, sites or streams as a network");
    std::map<std::pair<std::string, std::string>, std::int64_t> pairs;
    for (const auto& row : rows) {
      const std::string& from = row[position.at(ends->from)];
      const std::string& to = row[position.at(ends->to)];
      if (!from.empty() && !to.empty()) ++pairs[{from, to}];
    }
    std::vector<store::Edge> edges;
    for (const auto& [pair, count] : pairs) edges.push_back({pair.first, pair.second, {count}});
    store::write_network({"weight"}, edges, fmt::format("Rows of the table {}{}", o.what, period_of(o)), *network,
                         sink_of(out));
  } else {
    const store::RowFormat format = find(kRowFormats, o.format).value_or(store::RowFormat::csv);
    const auto at = [&](std::string_view name) {
      const auto it = position.find(name);
      return it == position.end() ? -1 : static_cast<int>(it->second);
    };
    if (format == store::RowFormat::geojson && at("lat") < 0)
      throw Error(ErrorCode::bad_request, fmt::format("the table {} has no coordinates", o.what),
                  "export sites, attacks, events or streams as GeoJSON");
    store::RowWriter writer(format, columns, at("lat"), at("lon"), o.what, sink_of(out));
    for (const auto& row : rows) writer.row({row.begin(), row.end()});
    writer.finish();
    tell_left_out(writer.left_out());
  }
  out.finish();
}

void run_export(const ExportOptions& o) {
  const auto store = store::duck::open(o.record);
  o.what == "streams" ? export_streams(o, *store) : export_table(o, *store);
}

}  // namespace

void setup_record_export(CLI::App& verb) {
  auto o = std::make_shared<ExportOptions>();
  CLI::App* out = verb.add_subcommand("export", "Write events of streams, or a table, for other programs");
  out->add_option("what", o->what, "streams, or a table such as sites")->capture_default_str();
  out->add_option("--format", o->format,
                  "csv, jsonl, parquet; geojson of rows with a position; graphml, gexf: networks")
      ->check(CLI::IsMember({"csv", "jsonl", "parquet", "geojson", "graphml", "gexf"}))
      ->capture_default_str();
  out->add_option("--out", o->out, "The file; without it, the standard output")->type_name("FILE");
  out->add_option("--on", o->on, "Only what was known on this day")->type_name("DAY");
  out->add_option("--from", o->from, "Only what happened on or after this day")->type_name("DAY");
  out->add_option("--to", o->to, "Only what happened on or before this day")->type_name("DAY");
  out->add_option("--actor", o->actor, "Only what this state or actor did")->type_name("CODE");
  out->add_option("--target", o->target, "Only what was done to this state or actor")->type_name("CODE");
  out->add_option("--readers", o->readers, "Only these readers")->delimiter(',');
  out->add_flag("--states", o->states, "Networks: states instead of actors as their streams write them");
  add_record_option(*out, o->record);
  out->callback([o] { run_export(*o); });
}

}  // namespace entente::cli

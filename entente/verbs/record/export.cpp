#include "entente/verbs/record/export.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/store/export.hpp"
#include "entente/store/table_rows.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <utility>

namespace entente::verbs {
namespace {

constexpr std::array kRowFormats{std::pair{"csv", store::RowFormat::csv},
                                 std::pair{"jsonl", store::RowFormat::json_lines},
                                 std::pair{"geojson", store::RowFormat::geojson}};
constexpr std::array kNetworkFormats{std::pair{"graphml", store::NetworkFormat::graphml},
                                     std::pair{"gexf", store::NetworkFormat::gexf}};
constexpr const char* kParquet = "parquet";

std::string title_of(const std::string& what, const RecordExportRequest& request) {
  std::string out = what;
  if (request.from) out += " from " + to_string(*request.from);
  if (request.to) out += " to " + to_string(*request.to);
  if (request.as_of) out += ", as known on " + to_string(*request.as_of);
  return out;
}

void log_left_out(const Engine& engine, std::int64_t rows) {
  if (rows > 0)
    engine.log(
        fmt::format("{} left out", counted(rows, "row has no position and is", "rows have no position and are")));
}

store::EventQuery query_of(const RecordExportRequest& request) {
  store::EventQuery query;
  if (request.as_of) query.known_on = *request.as_of;
  query.from = request.from;
  query.to = request.to;
  query.readers = request.readers;
  query.actor = request.actor;
  query.target = request.target;
  query.checked_only = request.checked;
  return query;
}

std::vector<Document> stream_documents(const Engine& engine, const RecordExportRequest& request) {
  const std::shared_ptr<const store::Store> store = engine.open();
  const store::EventQuery query = query_of(request);
  std::vector<Document> out;
  for (const auto& [format, rows] : kRowFormats)
    out.push_back({.format = format,
                   .name = fmt::format("streams.{}", format),
                   .write = [&engine, store, query, rows = rows](const Sink& sink) {
                     const auto each = [&](const auto& take) { store->each_event(query, take); };
                     log_left_out(engine, store::write_events(each, rows, sink).left_out);
                   }});
  const auto actors = request.by_state ? store::ActorsAs::states : store::ActorsAs::written;
  const std::string title = title_of("Events of streams", request);
  for (const auto& [format, network] : kNetworkFormats)
    out.push_back({.format = format,
                   .name = fmt::format("streams.{}", format),
                   .write = [store, query, actors, title, network = network](const Sink& sink) {
                     const auto edges = store::edges_of(store->ties(query, actors));
                     store::write_network(
                         store::tie_columns(), edges, title, network, sink,
                         query.from || query.to ? store::EdgeNumbers::shares : store::EdgeNumbers::whole);
                   }});
  out.push_back({.format = kParquet, .name = "streams.parquet", .write_file = [store, query](const std::string& path) {
                   store->write_parquet(query, path);
                 }});
  return out;
}

std::vector<Document> table_documents(const Engine& engine, const RecordExportRequest& request) {
  if (request.from || request.to || !request.actor.empty() || !request.target.empty() || !request.readers.empty() ||
      request.by_state || request.checked)
    throw Error(ErrorCode::bad_request, "a table is exported as known on a day, without other choices",
                "leave out all but --as-of, --format and --out");
  const std::shared_ptr<const store::TableRows> table =
      std::make_shared<store::TableRows>(store::rows_of_table(engine.open()->facts(), request.what, request.as_of));
  std::vector<Document> out;
  for (const auto& [format, rows] : kRowFormats)
    out.push_back({.format = format,
                   .name = fmt::format("{}.{}", request.what, format),
                   .write = [&engine, table, rows = rows](const Sink& sink) {
                     log_left_out(engine, store::write_rows(*table, rows, sink));
                   }});
  const std::string title = title_of("Rows of the table " + request.what, request);
  for (const auto& [format, network] : kNetworkFormats)
    out.push_back({.format = format,
                   .name = fmt::format("{}.{}", request.what, format),
                   .write = [table, title, network = network](const Sink& sink) {
                     store::write_network({"weight"}, store::edges_of(*table), title, network, sink);
                   }});
  out.push_back(
      {.format = kParquet, .name = request.what + ".parquet", .write_file = [&engine, table](const std::string& path) {
         std::vector<std::string> names;
         for (const auto& column : table->columns) names.push_back(column.name);
         engine.parquet().write(path, names, table->rows);
       }});
  return out;
}

}  // namespace

Result record_export(const Engine& engine, const RecordExportRequest& request) {
  Result out{.verb = "record export", .basis = {.as_of = request.as_of}};
  out.documents = request.what == "streams" ? stream_documents(engine, request) : table_documents(engine, request);
  return out;
}

Verb record_export_verb() {
  Parameters<RecordExportRequest> p;
  p.add("what", &RecordExportRequest::what, "streams, or a table such as sites").positional();
  add_as_of(p, &RecordExportRequest::as_of);
  p.group("Of streams");
  p.add("from-day", &RecordExportRequest::from, "Only what happened on or after this day").alias("from");
  p.add("to-day", &RecordExportRequest::to, "Only what happened on or before this day").alias("to");
  p.add("actor", &RecordExportRequest::actor, "Only what this state or actor did").called("CODE");
  p.add("target", &RecordExportRequest::target, "Only what was done to this state or actor").called("CODE");
  p.add("readers", &RecordExportRequest::readers, "Only these readers").called("NAME,...");
  p.add("checked", &RecordExportRequest::checked, "Without rows that their source marks as still to be checked");
  p.add("by-state", &RecordExportRequest::by_state, "Networks: states instead of actors as their streams write them")
      .alias("states");
  Verb verb = make_verb("record export", "Write events of streams, or a table, for other programs", std::move(p),
                        record_export);
  verb.examples = {{"Sites as known on a day, for a map", "record export sites --format geojson --as-of 2024-03-17"},
                   {"Who has forces where, as a network", "record export presences --format gexf"}};
  verb.pages = {"docs/events.md"};
  // Rows; geojson those with a position; the last two are networks.
  verb.formats = {"csv", "jsonl", kParquet, "geojson", "graphml", "gexf"};
  return verb;
}

}  // namespace entente::verbs

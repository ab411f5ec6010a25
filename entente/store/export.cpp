#include "entente/store/export.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/text.hpp"
#include "entente/base/visible.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <numeric>
#include <set>

namespace entente::store {
namespace {

// A piece for the sink: large enough that calls cost nothing, small enough to be no memory.
constexpr std::size_t kPiece = std::size_t{1} << 18U;

void add_json(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20U) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

// The name of each node as a page shows it, which is its id. Two that would then read the same stay two.
std::map<std::string_view, std::string> ids_of(const std::vector<Edge>& edges) {
  std::map<std::string_view, std::string> out;
  for (const Edge& edge : edges)
    for (const std::string_view name : {std::string_view(edge.from), std::string_view(edge.to)}) out[name];
  std::set<std::string> taken;
  for (auto& [name, id] : out) {
    const std::string shown = visible(name);
    for (int n = 2; !taken.insert(id.empty() ? id = shown : id).second; ++n) id = fmt::format("{} ({})", shown, n);
    id = escape_xml(id);
  }
  return out;
}

}  // namespace

RowWriter::RowWriter(RowFormat format, std::vector<Column> columns, int latitude, int longitude, std::string_view name,
                     Sink sink)
    : format_(format),
      columns_(std::move(columns)),
      latitude_(latitude),
      longitude_(longitude),
      sink_(std::move(sink)) {
  if (format == RowFormat::csv) {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (c > 0) text_ += ',';
      append_csv_cell(text_, columns_[c].name);
    }
    text_ += '\n';
  } else if (format == RowFormat::geojson) {
    text_ = "{\"type\":\"FeatureCollection\",\"name\":";
    add_json(text_, name);
    text_ += ",\"features\":[";
  }
}

void RowWriter::flush() {
  sink_(text_);
  text_.clear();
}

void RowWriter::row(const std::vector<std::string_view>& cells) {
  if (format_ == RowFormat::csv) {
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (c > 0) text_ += ',';
      append_csv_cell(text_, cells[c]);
    }
    text_ += '\n';
  } else {
    const bool map = format_ == RowFormat::geojson;
    const auto cell_at = [&](int c) { return c < 0 ? std::string_view{} : cells[static_cast<std::size_t>(c)]; };
    if (map && (cell_at(latitude_).empty() || cell_at(longitude_).empty())) {
      ++left_out_;
      return;
    }
    if (map) {
      text_ += first_ ? "\n" : ",\n";
      fmt::format_to(
          std::back_inserter(text_),
          "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{},{}]}},\"properties\":",
          cell_at(longitude_), cell_at(latitude_));
    }
    text_ += '{';
    bool first_cell = true;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (cells[c].empty() || (map && (static_cast<int>(c) == latitude_ || static_cast<int>(c) == longitude_)))
        continue;
      if (!first_cell) text_ += ',';
      first_cell = false;
      add_json(text_, columns_[c].name);
      text_ += ':';
      if (columns_[c].numeric) {
        text_ += cells[c];
      } else {
        add_json(text_, cells[c]);
      }
    }
    text_ += map ? "}}" : "}\n";
  }
  first_ = false;
  if (text_.size() >= kPiece) flush();
}

void RowWriter::finish() {
  if (format_ == RowFormat::geojson) text_ += "\n]}\n";
  flush();
}

std::vector<RowWriter::Column> event_columns() {
  return {{"source"},
          {"id"},
          {"day"},
          {"known_on"},
          {"actor"},
          {"actor_state"},
          {"actor_sector"},
          {"target"},
          {"target_state"},
          {"target_sector"},
          {"type"},
          {"mode"},
          {"context"},
          {"place"},
          {"country"},
          {"latitude", true},
          {"longitude", true},
          {"count", true},
          {"last_day"},
          {"place_precision"},
          {"day_precision"},
          {"status"}};
}

Written write_events(const std::function<void(const std::function<void(const EventRow&)>&)>& each, RowFormat format,
                     const Sink& sink) {
  RowWriter writer(format, event_columns(), 15, 16, "events of streams: counts with coverage, no single facts", sink);
  Written written;
  std::vector<std::string_view> cells;
  each([&](const EventRow& e) {
    const std::string day = to_string(e.day);
    const std::string known_on = to_string(e.known_on);
    const std::string latitude = e.latitude_deg ? fmt::format("{}", *e.latitude_deg) : "";
    const std::string longitude = e.longitude_deg ? fmt::format("{}", *e.longitude_deg) : "";
    const std::string count = e.count ? fmt::format("{}", *e.count) : "";
    const std::string last_day = to_string(e.last_day);
    cells = {e.reader,
             e.id,
             day,
             known_on,
             e.actor,
             e.actor_state,
             e.actor_sector,
             e.target,
             e.target_state,
             e.target_sector,
             e.type,
             e.mode,
             e.context,
             e.place,
             e.country,
             latitude,
             longitude,
             count,
             last_day,
             word_of(e.place_precision),
             word_of(e.day_precision),
             e.status};
    writer.row(cells);
    ++written.rows;
  });
  writer.finish();
  written.left_out = writer.left_out();
  written.rows -= written.left_out;
  return written;
}

std::vector<std::string> tie_columns() {
  std::vector<std::string> out{"weight", "rows"};
  for (std::size_t c = 0; c < stream::kQuads; ++c) out.emplace_back(stream::name(static_cast<stream::Quad>(c)));
  return out;
}

std::vector<Edge> edges_of(const std::vector<Tie>& ties) {
  std::vector<Edge> out;
  for (const Tie& tie : ties) {
    Edge edge{tie.actor, tie.target, {}};
    edge.numbers.push_back(std::accumulate(tie.claims.begin(), tie.claims.end(), 0.0));
    edge.numbers.push_back(std::accumulate(tie.rows.begin(), tie.rows.end(), 0.0));
    edge.numbers.insert(edge.numbers.end(), tie.claims.begin(), tie.claims.end());
    out.push_back(std::move(edge));
  }
  return out;
}

void write_network(const std::vector<std::string>& columns, const std::vector<Edge>& edges, const std::string& title,
                   NetworkFormat format, const Sink& sink, EdgeNumbers numbers) {
  const char* const type = numbers == EdgeNumbers::whole ? "long" : "double";
  const std::map<std::string_view, std::string> nodes = ids_of(edges);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const auto add = [&](const std::string& piece) {
    text += piece;
    if (text.size() < kPiece) return;
    sink(text);
    text.clear();
  };
  if (format == NetworkFormat::graphml) {
    add("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
        "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
        "<key id=\"title\" for=\"graph\" attr.name=\"title\" attr.type=\"string\"/>\n");
    for (std::size_t c = 0; c < columns.size(); ++c)
      add(fmt::format("<key id=\"e{}\" for=\"edge\" attr.name=\"{}\" attr.type=\"{}\"/>\n", c, escape_xml(columns[c]),
                      type));
    add(fmt::format("<graph edgedefault=\"directed\">\n<data key=\"title\">{}</data>\n", escape_xml(title)));
    for (const auto& [name, id] : nodes)
      add(fmt::format("<node id=\"{0}\"><data key=\"label\">{0}</data></node>\n", id));
    for (const Edge& edge : edges) {
      add(fmt::format("<edge source=\"{}\" target=\"{}\">", nodes.at(edge.from), nodes.at(edge.to)));
      for (std::size_t c = 0; c < columns.size(); ++c)
        add(fmt::format("<data key=\"e{}\">{}</data>", c, edge.numbers[c]));
      add("</edge>\n");
    }
    add("</graph>\n</graphml>\n");
  } else {
    add("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n");
    add(fmt::format("<meta><creator>Entente</creator><description>{}</description></meta>\n", escape_xml(title)));
    add("<graph defaultedgetype=\"directed\" mode=\"static\">\n<attributes class=\"edge\">\n");
    for (std::size_t c = 0; c < columns.size(); ++c)
      add(fmt::format("<attribute id=\"{}\" title=\"{}\" type=\"{}\"/>\n", c, escape_xml(columns[c]), type));
    add("</attributes>\n<nodes>\n");
    for (const auto& [name, id] : nodes) add(fmt::format("<node id=\"{0}\" label=\"{0}\"/>\n", id));
    add("</nodes>\n<edges>\n");
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const Edge& edge = edges[i];
      add(fmt::format("<edge id=\"{}\" source=\"{}\" target=\"{}\" weight=\"{}\"><attvalues>", i, nodes.at(edge.from),
                      nodes.at(edge.to), edge.numbers.front()));
      for (std::size_t c = 0; c < columns.size(); ++c)
        add(fmt::format("<attvalue for=\"{}\" value=\"{}\"/>", c, edge.numbers[c]));
      add("</attvalues></edge>\n");
    }
    add("</edges>\n</graph>\n</gexf>\n");
  }
  sink(text);
}

}  // namespace entente::store

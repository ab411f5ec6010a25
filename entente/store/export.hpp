#pragma once
// Events, rows of tables and networks as files that other programs read: CSV, JSON Lines, GeoJSON, GraphML, GEXF.
//
// Same input, same bytes. A number is written with as few digits as give it back. Every row names its reader, so that
// rows of machine-coded streams are seen to be that.

#include "entente/store/events.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::store {

/// Takes the bytes of a file one piece after the other.
using Sink = std::function<void(std::string_view)>;

enum class RowFormat { csv, json_lines, geojson };

/// Writes rows of cells. In CSV (RFC 4180, LF) every row has all cells; in JSON Lines and GeoJSON an empty cell is left
/// out, and cells of numeric columns are numbers. GeoJSON takes rows with a latitude and a longitude and leaves out the
/// others, which `left_out` counts.
class RowWriter {
 public:
  struct Column {
    std::string name;
    bool numeric = false;
  };
  /// `latitude` and `longitude` are positions of columns, -1 where there are none. `name` titles a GeoJSON.
  RowWriter(RowFormat format, std::vector<Column> columns, int latitude, int longitude, std::string_view name,
            Sink sink);
  void row(const std::vector<std::string_view>& cells);
  void finish();
  std::int64_t left_out() const { return left_out_; }

 private:
  void flush();
  RowFormat format_;
  std::vector<Column> columns_;
  int latitude_;
  int longitude_;
  Sink sink_;
  std::string text_;
  bool first_ = true;
  std::int64_t left_out_ = 0;
};

/// The columns of an event, in the order that all formats and the Parquet file have.
std::vector<RowWriter::Column> event_columns();

/// What write_events did.
struct Written {
  std::int64_t rows = 0;
  std::int64_t left_out = 0;  // rows without a position, in GeoJSON
};

/// All events that `each` gives, see Events::each_event.
Written write_events(const std::function<void(const std::function<void(const EventRow&)>&)>& each, RowFormat format,
                     const Sink& sink);

enum class NetworkFormat { graphml, gexf };

/// One directed edge; `numbers` are those that the network's columns name, the first of them its weight.
struct Edge {
  std::string from;
  std::string to;
  std::vector<double> numbers;
};

/// Whole numbers, or with parts: of events that last beyond the days that are asked for.
enum class EdgeNumbers { whole, shares };

/// A directed network: nodes are all ends of edges, by text. `title` says what it shows and of which period.
void write_network(const std::vector<std::string>& columns, const std::vector<Edge>& edges, const std::string& title,
                   NetworkFormat format, const Sink& sink, EdgeNumbers numbers = EdgeNumbers::whole);

/// Ties as edges: weight (claims), rows, and the claims of each class.
std::vector<Edge> edges_of(const std::vector<Tie>& ties);
std::vector<std::string> tie_columns();

}  // namespace entente::store

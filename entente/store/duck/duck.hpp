#pragma once
// A thin owner of DuckDB's C handles, for this room only. A connection is for one thread at a time; several of one
// database work beside each other.

#include "entente/base/date.hpp"
#include "entente/base/error.hpp"

#include <duckdb.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::store::duck {

/// A text between marks, those in it doubled: a literal of SQL, or a name where the mark is '"'.
std::string sql_quoted(std::string_view text, char mark = '\'');
/// The table function that reads the one Parquet file of this path.
std::string sql_parquet(const std::string& path);

using Value = std::variant<std::monostate, std::int64_t, double, std::string, Day>;

/// One chunk's row; columns count from 0. Text is a view into the chunk, valid during the call.
class DuckRow {
 public:
  DuckRow(duckdb_data_chunk chunk, idx_t row) : chunk_(chunk), row_(row) {}
  bool is_null(idx_t column) const;
  std::string_view text(idx_t column) const;
  std::int32_t integer(idx_t column) const;
  std::int64_t big(idx_t column) const;
  double number(idx_t column) const;
  Day day(idx_t column) const;

 private:
  const void* data(idx_t column) const;
  duckdb_data_chunk chunk_;
  idx_t row_;
};

/// A column of texts; an empty one where there is none. Views into the chunk.
class DuckTexts {
 public:
  DuckTexts(duckdb_string_t* strings, std::uint64_t* validity) : strings_(strings), validity_(validity) {}
  std::string_view operator[](std::size_t i) const {
    if (validity_ != nullptr && !duckdb_validity_row_is_valid(validity_, i)) return {};
    return {duckdb_string_t_data(&strings_[i]), duckdb_string_t_length(strings_[i])};
  }

 private:
  duckdb_string_t* strings_;
  std::uint64_t* validity_;
};

/// A chunk of rows in columns, up to 2,048 of them. Holds during the call it is given to.
class DuckChunk {
 public:
  explicit DuckChunk(duckdb_data_chunk chunk) : chunk_(chunk) {}
  std::size_t size() const { return duckdb_data_chunk_get_size(chunk_); }
  DuckRow row(std::size_t i) const { return {chunk_, i}; }
  /// The values of a column, in the type that the query gives it.
  template <class T>
  const T* column(idx_t column) const {
    return static_cast<const T*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, column)));
  }
  DuckTexts texts(idx_t column) const {
    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk_, column);
    return {static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector)), duckdb_vector_get_validity(vector)};
  }

 private:
  duckdb_data_chunk chunk_;
};

class Duck {
 public:
  Duck(const std::string& path, bool read_only);
  /// In memory, for work on other files; errors name no place.
  Duck();
  /// A further connection to the database that `other` has open, which must outlive it.
  static Duck beside(const Duck& other) { return {other.path_, other.database_}; }
  ~Duck();
  Duck(const Duck&) = delete;
  Duck& operator=(const Duck&) = delete;

  void run(const std::string& sql);
  void query(const std::string& sql, const std::vector<Value>& parameters,
             const std::function<void(const DuckRow&)>& each);

  /// The same in chunks, without ever holding the whole result. `each` may not use this connection.
  void scan(const std::string& sql, const std::vector<Value>& parameters,
            const std::function<void(const DuckChunk&)>& each);

  /// Appends rows to a table; `row(i, append)` gives the values of row i in the table's order of columns.
  class Append;
  void append(const std::string& table, std::size_t rows, const std::function<void(std::size_t, Append&)>& row);

  /// Lets the queries of the whole database run on all cores from here on; one opened for reading begins with one.
  void all_threads();

  duckdb_connection connection() { return connection_; }
  const std::string& path() const { return path_; }
  /// What DuckDB says as an error of ours, with a remedy.
  Error error(std::string_view message) const;

 private:
  Duck(std::string path, duckdb_database database);
  void open(const std::string& database, bool read_only);
  void connect(duckdb_database database);

  std::string path_;
  duckdb_database database_ = nullptr;  // nullptr where another connection owns it
  duckdb_connection connection_ = nullptr;
};

/// Gives the rows of a query one after the other, without ever holding the whole result. The connection may not be used
/// for anything else as long as it lives.
class DuckReader {
 public:
  DuckReader(Duck& duck, const std::string& sql, const std::vector<Value>& parameters = {});
  ~DuckReader();
  DuckReader(const DuckReader&) = delete;
  DuckReader& operator=(const DuckReader&) = delete;

  /// Nothing at the end. A chunk holds until the next call.
  std::optional<DuckChunk> next_chunk();
  /// nullptr at the end. Not to be mixed with next_chunk.
  const DuckRow* next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Appends chunks of columns on a thread of its own, so that a reader can go on meanwhile. The connection may not be
/// used for anything else until `finish` or the destructor.
class ChunkWriter {
 public:
  ChunkWriter(Duck& duck, const std::string& table);
  ~ChunkWriter();
  ChunkWriter(const ChunkWriter&) = delete;
  ChunkWriter& operator=(const ChunkWriter&) = delete;

  /// An empty chunk to be filled, then given to `put`. Waits while too many are under way. Throws what went wrong
  /// with earlier chunks.
  duckdb_data_chunk take();
  void put(duckdb_data_chunk chunk, std::size_t rows);
  /// All is in the table. Throws Error{io} where it is not.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Duck::Append {
 public:
  explicit Append(duckdb_appender appender) : appender_(appender) {}
  Append& text(std::string_view value);
  Append& integer(std::int64_t value);
  Append& number(double value);
  Append& day(Day value);
  Append& null();

 private:
  duckdb_appender appender_;
};

}  // namespace entente::store::duck

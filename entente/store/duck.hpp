#pragma once
// A thin owner of DuckDB's C handles, for this room only.

#include "entente/base/date.hpp"

#include <duckdb.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::store {

using Value = std::variant<std::monostate, std::int64_t, double, std::string, Day>;

/// One chunk's row; columns count from 0. Text is a view into the chunk, valid during the call.
class DuckRow {
 public:
  DuckRow(duckdb_data_chunk chunk, idx_t row) : chunk_(chunk), row_(row) {}
  bool is_null(idx_t column) const;
  std::string_view text(idx_t column) const;
  std::int32_t integer(idx_t column) const;
  double number(idx_t column) const;
  Day day(idx_t column) const;

 private:
  const void* data(idx_t column) const;
  duckdb_data_chunk chunk_;
  idx_t row_;
};

class Duck {
 public:
  Duck(const std::string& path, bool read_only);
  ~Duck();
  Duck(const Duck&) = delete;
  Duck& operator=(const Duck&) = delete;

  void run(const std::string& sql);
  void query(const std::string& sql, const std::vector<Value>& parameters,
             const std::function<void(const DuckRow&)>& each);

  /// Appends rows to a table; `row(i, append)` gives the values of row i in the table's order of columns.
  class Append;
  void append(const std::string& table, std::size_t rows, const std::function<void(std::size_t, Append&)>& row);

 private:
  std::string path_;
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
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

}  // namespace entente::store

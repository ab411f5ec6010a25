#include "entente/store/duck/parquet.hpp"

#include "entente/base/error.hpp"
#include "entente/store/duck/duck.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

namespace entente::store::duck {
namespace {

void require_file(const std::string& path) {
  if (!std::filesystem::is_regular_file(path))
    throw Error(ErrorCode::not_found, "there is no such file", "check the path", {path, 0, ""});
}

// DuckDB's words about a Parquet file are about that file, not about a record.
template <class F>
auto about(const std::string& path, F f) {
  try {
    return f();
  } catch (const Error& error) {
    if (!error.place().file.empty()) throw;
    throw Error(error.code() == ErrorCode::io ? ErrorCode::io : ErrorCode::bad_data, error.message(),
                "check that it is a whole Parquet file", {path, 0, ""});
  }
}

}  // namespace

std::vector<std::string> ParquetFiles::columns(const std::string& path) const {
  require_file(path);
  return about(path, [&] {
    std::vector<std::string> names;
    Duck duck;
    duck.query(fmt::format("select column_name from (describe select * from {})", sql_parquet(path)), {},
               [&](const DuckRow& row) { names.emplace_back(row.text(0)); });
    return names;
  });
}

void ParquetFiles::read(const std::string& path, std::span<const std::string> columns,
                        const std::function<void(const stream::NextRow&)>& read) const {
  require_file(path);
  about(path, [&] {
    Duck duck;
    std::vector<std::string> cells;
    for (const std::string& column : columns) cells.push_back(fmt::format("{}::varchar", sql_quoted(column, '"')));
    DuckReader rows(duck, fmt::format("select {} from {}", fmt::join(cells, ", "), sql_parquet(path)));
    read([&](std::vector<std::string_view>& row) {
      const DuckRow* next = rows.next();
      if (next == nullptr) return false;
      row.clear();
      for (std::size_t c = 0; c < columns.size(); ++c) row.push_back(next->text(c));
      return true;
    });
  });
}

void ParquetFiles::write(const std::string& path, std::span<const std::string> columns,
                         std::span<const std::vector<std::string>> rows) const {
  about(path, [&] {
    Duck duck;
    duck.run("set threads = 1");
    std::string declared;
    for (const std::string& column : columns)
      declared += fmt::format("{}{} varchar", declared.empty() ? "" : ", ", sql_quoted(column, '"'));
    duck.run(fmt::format("create table t({})", declared));
    duck.append("t", rows.size(), [&](std::size_t i, Duck::Append& row) {
      for (const std::string& cell : rows[i]) cell.empty() ? row.null() : row.text(cell);
    });
    duck.run(fmt::format("copy t to {} (format parquet, compression zstd)", sql_quoted(path)));
  });
}

}  // namespace entente::store::duck

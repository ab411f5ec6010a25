#pragma once
// Parquet files as rows of text: what the readers of streams and the export of tables need of them. The room of a store
// that knows the format implements it; doors choose one.

#include "entente/stream/reader.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace entente::store {

/// Safe to call from several threads at once.
class ParquetFiles {
 public:
  ParquetFiles() = default;
  virtual ~ParquetFiles() = default;
  ParquetFiles(const ParquetFiles&) = delete;
  ParquetFiles& operator=(const ParquetFiles&) = delete;

  /// The names of its columns, in the file's order. Throws Error{not_found, bad_data}.
  virtual std::vector<std::string> columns(const std::string& path) const = 0;

  /// Calls `read` once with a supplier of rows: the cells of `columns` as text, empty where they are null, in the
  /// file's order of rows. Memory is a few chunks. What `read` throws passes through. Throws Error{not_found,
  /// bad_data}.
  virtual void read(const std::string& path, std::span<const std::string> columns,
                    const std::function<void(const stream::NextRow&)>& read) const = 0;

  /// Writes rows of text; an empty cell is null. The same rows give the same bytes. Throws Error{io}.
  virtual void write(const std::string& path, std::span<const std::string> columns,
                     std::span<const std::vector<std::string>> rows) const = 0;
};

}  // namespace entente::store

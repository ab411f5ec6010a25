#pragma once
// Parquet files: read as rows of text for the readers of streams, and written from rows of text.

#include "entente/stream/reader.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::store::duck {

/// The names of its columns, in the file's order. Throws Error{not_found, bad_data}.
std::vector<std::string> parquet_columns(const std::string& path);

/// Calls `read` with a supplier of rows: the cells of `columns` as text, empty where they are null, in the file's order
/// of rows. Memory is a few chunks. Throws Error{not_found, bad_data}.
void read_parquet(const std::string& path, std::span<const std::string> columns,
                  const std::function<void(const stream::NextRow&)>& read);

/// Writes rows of text; an empty cell is null. The same rows give the same bytes. Throws Error{io}.
void write_parquet(const std::string& path, std::span<const std::string> columns,
                   std::span<const std::vector<std::string>> rows);

}  // namespace entente::store::duck

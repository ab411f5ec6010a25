#pragma once
// Parquet files, read and written by DuckDB in memory.

#include "entente/store/parquet.hpp"

namespace entente::store::duck {

class ParquetFiles final : public store::ParquetFiles {
 public:
  std::vector<std::string> columns(const std::string& path) const override;
  void read(const std::string& path, std::span<const std::string> columns,
            const std::function<void(const stream::NextRow&)>& read) const override;
  void write(const std::string& path, std::span<const std::string> columns,
             std::span<const std::vector<std::string>> rows) const override;
};

}  // namespace entente::store::duck

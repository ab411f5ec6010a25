#include "entente/store/duck/open.hpp"

#include "entente/store/duck/store.hpp"

#include <filesystem>
#include <system_error>

namespace entente::store::duck {

std::unique_ptr<store::Store> open(const std::string& path) {
  auto connection = std::make_unique<Connection>(path, true);
  connection->look();
  connection->require_layout();
  return std::make_unique<Store>(std::move(connection));
}

std::unique_ptr<store::Store> open_for_writing(const std::string& path) {
  const bool made = !std::filesystem::exists(path);
  auto connection = std::make_unique<Connection>(path, false);
  connection->look();
  connection->require_ours();
  return std::make_unique<Store>(std::move(connection), made);
}

Store::~Store() {
  const bool only_begun = made_ && connection_->layout == 0;
  const std::string path = connection_->path;
  connection_.reset();  // closes the file
  if (!only_begun) return;
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  std::filesystem::remove(path + ".wal", ignored);
}

std::string library_version() { return duckdb_library_version(); }

}  // namespace entente::store::duck

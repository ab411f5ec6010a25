#include "entente/store/duck/open.hpp"

#include "entente/store/duck/store.hpp"

namespace entente::store::duck {

std::unique_ptr<store::Store> open(const std::string& path) {
  auto connection = std::make_unique<Connection>(path, true);
  connection->look();
  connection->require_layout();
  return std::make_unique<Store>(std::move(connection));
}

std::unique_ptr<store::Store> open_for_writing(const std::string& path) {
  auto connection = std::make_unique<Connection>(path, false);
  connection->look();
  return std::make_unique<Store>(std::move(connection));
}

std::string library_version() { return duckdb_library_version(); }

}  // namespace entente::store::duck

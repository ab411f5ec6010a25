#include "entente/store/releases.hpp"

#include "entente/base/error.hpp"
#include "entente/store/store.hpp"

namespace entente::store {
namespace {

[[noreturn]] void none() {
  throw Error(ErrorCode::unsupported, "this store keeps no releases of series side by side", "use a record in a file");
}

}  // namespace

Releases& releases_of(Store& store) {
  auto* releases = dynamic_cast<Releases*>(&store);
  if (releases == nullptr) none();
  return *releases;
}

const Releases& releases_of(const Store& store) {
  const auto* releases = dynamic_cast<const Releases*>(&store);
  if (releases == nullptr) none();
  return *releases;
}

}  // namespace entente::store

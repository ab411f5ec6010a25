#include "entente/assess/models.hpp"

#include "entente/base/hash.hpp"

namespace entente::assess {

std::string Models::hash() const {
  Sha256 all;
  all.field(ladder.hash);
  all.field(deaths.hash);
  all.field(precedents.hash);
  all.field(course.hash);
  all.field(signals.hash);
  all.field(rules.hash);
  all.field(powers.hash);
  return all.hex();
}

}  // namespace entente::assess

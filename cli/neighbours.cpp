#include "cli/neighbours.hpp"

#include <sstream>

namespace entente::cli {

outlook::Neighbours load_neighbours(const store::Store& store) {
  outlook::Neighbours out;
  for (const geo::LayerPart& part : store.layer("neighbours")) {
    std::istringstream words(part.text);
    for (std::string code; words >> code;) out[part.key].push_back(code);
  }
  return out;
}

}  // namespace entente::cli

#pragma once
// States that border each state, from the record's layers.

#include "entente/outlook/watch_list.hpp"
#include "entente/store/store.hpp"

namespace entente::cli {

/// Empty where the record holds no such layer.
outlook::Neighbours load_neighbours(const store::Store& store);

}  // namespace entente::cli

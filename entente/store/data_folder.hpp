#pragma once
// A data folder as one load: tables, series, votes and reference layers.

#include "entente/base/delimited.hpp"
#include "entente/store/facts.hpp"

#include <string>
#include <vector>

namespace entente::store {

struct DataFolder {
  Load load;
  std::vector<RowFault> faults;           // of tables, series and layers
  std::vector<RowFault> airfield_faults;  // runways of fields without an entry and the like: many, and known
  std::size_t airfields = 0;
};

/// Reads everything that a record is made of. Faulty rows are reported and left out; a missing or unreadable file
/// throws. Which states border which is derived here, once, and kept as a layer ("neighbours").
///
/// `layers` are the user's own folders on top, in their order; record::read_folder tells what they may hold.
DataFolder read_data_folder(const std::string& folder, const std::vector<std::string>& layers = {});

}  // namespace entente::store

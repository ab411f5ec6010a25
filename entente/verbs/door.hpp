#pragma once
// What the person at the command line decides before a verb runs, the same for every verb: which store, which models,
// how many threads, and in which form the answer comes. Other doors decide it in their own way.

#include "entente/verbs/verb.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace entente::verbs {

struct DoorRequest {
  std::string record = "entente.duckdb";
  std::string models;
  std::size_t threads = 0;
  std::string format;
  std::string table;
  std::string out;
  bool for_spreadsheets = false;
};

/// Bound to DoorRequest.
const std::vector<Parameter>& door_parameters();

}  // namespace entente::verbs

#pragma once
// record vintages: the releases of a series side by side, and what changed from one to the next.

#include "entente/verbs/verb.hpp"

#include <string>
#include <vector>

namespace entente::verbs {

struct RecordVintagesRequest {
  std::string series = "deaths";
  std::vector<std::string> states;  // empty: all
  std::string from;                 // "2023-10"; empty: from the first
  std::string to;
};

/// Throws Error: not_found (the record holds no release of the series), bad_request (no month), and as the store does.
Result record_vintages(const Engine& engine, const RecordVintagesRequest& request);

Verb record_vintages_verb();

}  // namespace entente::verbs

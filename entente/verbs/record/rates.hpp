#pragma once
// record rates: events of streams by class and month, with what each stream covers.

#include "entente/verbs/verb.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::verbs {

struct RecordRatesRequest {
  std::string actor;
  std::string target;  // empty: all events of the actor
  std::optional<Day> as_of;
  int months = 24;
  bool one_way = false;
  std::vector<std::string> readers;
  bool checked = false;  // without rows that their source has still to check
  bool precise = false;  // without rows whose place or day is vague
};

/// Throws Error as the store does.
Result record_rates(const Engine& engine, const RecordRatesRequest& request);

Verb record_rates_verb();

}  // namespace entente::verbs

#pragma once
// What is watched by state and by field, as tables. Only for this room.

#include "entente/assess/part.hpp"
#include "entente/basing/cover.hpp"

#include <string>

namespace entente::assess {

/// What the tables are made from.
struct Covered {
  const basing::CoverRequest& request;
  const basing::CoverResult& cover;
  std::string attacks;     // id of the evidence of the demand
  std::string unjudged{};  // hosts with fields that cannot be judged beside those that pass; begins with a blank
  bool has_closed() const { return cover.scenarios.size() > 1; }
};

/// In front: the states with most deaths, middle values, before, without the sites, with fields, and with the last
/// state of the airspace.
Table zones_in_front(const Given& given, const Covered& covered);

/// All states, every state of the airspace, with the range of the figures.
Table all_zones(const Given& given, const Covered& covered);

/// Every field that passes the runway rule, by what it watches alone.
Table all_fields(const Given& given, const Covered& covered);

}  // namespace entente::assess

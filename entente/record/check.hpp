#pragma once
// What is wrong with the record, for `entente record check`.

#include "entente/geo/region.hpp"
#include "entente/record/fact.hpp"

#include <span>
#include <string>
#include <vector>

namespace entente::record {

/// `fault`: it contradicts itself or the map. `note`: worth a look, may be right.
enum class Severity { fault, note };

struct Finding {
  Severity severity = Severity::note;
  std::string rule;  // dangling-id, impossible-date, known-before, knows-its-future, tells-ahead, outside-country,
                     // told-twice, unsourced, undated, page-undated, layers-differ
  std::string id;    // evidence id of the fact
  std::string text;
};

/// Dates after the day on which their fact was known (plans apart), texts that name such a day, ids that name no row,
/// ends before starts, known_on before the thing happened, coordinates outside the country that the row names (by more
/// than `geo::kBorderTolerance_km` plus the row's own precision), happenings told twice and not linked, rows without a
/// page. `facts` are all facts, by (table, key, fact); `undated` the ids of rows that no date places
/// ("sites:GAB-FRA-AIR"): naming one of them is a note, since it is there but in no view. Findings come in order of
/// severity, rule, id.
std::vector<Finding> check_record(std::span<const Fact> facts, std::span<const std::string> undated,
                                  const geo::RegionIndex& countries);

}  // namespace entente::record

#pragma once
// How far the first figure of a month was from the newest, by its size and its age, from the releases at hand.
//
// Method and what it cannot carry: docs/methods/two-clocks.md, section 5.

#include "entente/record/vintages.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace entente::record {

/// Fewer months than this, or fewer pairs in a class, carry no model: months of one release share its mistakes, so that
/// a hundred states of one month are one case and not a hundred.
inline constexpr std::size_t kFewestMonths = 24;
inline constexpr long kFewestInClass = 10;

struct RevisionRatio {
  double median = 0;
  double low = 0;  // of the middle 80%
  double high = 0;
};

struct RevisionClass {
  std::string size;  // of the first figure: "0", "1 to 9", "10 to 99", "100 and more"
  std::string age;   // whole months from the month's end to the first release: "under 3", "3 to 11", "12 and more"
  long n = 0;
  long changed = 0;
  long up = 0;
  long down = 0;
  std::optional<RevisionRatio> ratio;  // newest to first; none where the first is 0, or there are too few
};

struct Revisions {
  std::vector<RevisionClass> classes;  // by size, then age; those without a pair are left out
  long n = 0;
  std::size_t months = 0;  // different ones
  bool carries_a_model = false;
};

Revisions revisions_of(std::span<const Revised> all);

/// What the releases at hand can carry, in a sentence.
std::string why_no_model(const Revisions& found, std::size_t releases);

}  // namespace entente::record

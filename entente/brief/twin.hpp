#pragma once
// The text twin of a figure: its data as a table, for readers who do not see it and for those who want the numbers.

#include "entente/assess/assessment.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace entente::brief {

/// A table of at most kTwinRows rows; `left_out` counts the rest, which the JSON holds.
struct Twin {
  std::vector<assess::Table::Column> columns;
  std::vector<std::vector<assess::Table::Cell>> rows;
  std::size_t left_out = 0;
};

inline constexpr std::size_t kTwinRows = 40;

Twin twin_of(const assess::Assessment& assessment, const assess::Figure& figure);

/// "FRA-MLI 2022" as "France in Mali 2022" where both codes have names, else as it is.
std::string case_words(const assess::Assessment& assessment, const std::string& label);

/// The name of a state, or its code.
const std::string& name_of(const assess::Assessment& assessment, const std::string& code);

}  // namespace entente::brief

#pragma once
// The times of a series' panel in words: years, or months where its times lie within years.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace entente::brief {

/// Whether the panel's times, in years, are months.
inline bool is_monthly(const std::vector<double>& years) {
  return std::any_of(years.begin(), years.end(), [](double x) { return std::abs(x - std::round(x)) > 0.01; });
}

/// "2023", or "2023-10".
inline std::string time_words(double year, bool monthly) {
  if (!monthly) return fmt::format("{:.0f}", year);
  const long months = std::lround(year * 12);
  return fmt::format("{}-{:02}", months / 12, months % 12 + 1);
}

}  // namespace entente::brief

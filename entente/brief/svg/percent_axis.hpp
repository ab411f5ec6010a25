#pragma once
// The axis from 0 to 100% with the bands of the likelihood words, shared by the strip and the ladder.

#include "entente/assess/assessment.hpp"
#include "entente/brief/svg/canvas.hpp"

#include <string_view>

namespace entente::brief::svg {

struct PercentAxis {
  double left = 0;
  double right = 0;
  double x(double p) const { return left + p * (right - left); }
};

/// Draws bands, grid, percents under `bottom` and, where asked, the words over `top`.
PercentAxis percent_axis(Canvas& canvas, double left, double right, double top, double bottom, bool words);

/// A bar with caps at both ends.
void interval_bar(Canvas& canvas, const PercentAxis& axis, const stats::Interval& interval, double y,
                  std::string_view colour);

}  // namespace entente::brief::svg

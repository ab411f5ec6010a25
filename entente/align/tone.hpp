#pragma once
// The tone between two states in a stream of machine-coded events: rates by class and month, set against how much the
// stream told in that month at all.
//
// Method: docs/methods/alignment.md, section 6. A stream tells more of what is watched more, so counts alone show
// coverage. Rows are coded by machines and not verified: a rate and its change may be read, a single row never.

#include "entente/stats/interval.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::align {

/// The four classes of acts, in the order of PLOVER's quadrants.
enum class ToneClass { verbal_cooperation, material_cooperation, verbal_conflict, material_conflict };
inline constexpr std::size_t kToneClasses = 4;
std::string_view name(ToneClass tone);

/// A month of one stream: acts of the pair by class, and all rows of the stream. Of an act that lasts several days it
/// has the share of its days. A month that the stream does not cover has no row.
struct ToneMonth {
  int month = 0;  // since January 1970
  int days = 0;   // of the month, up to the day of the view
  int days_covered = 0;
  double all_rows = 0;
  std::array<double, kToneClasses> acts{};
};

/// Acts in 10,000 rows of the stream: count ~ Poisson(rate x rows), Jeffreys' prior, so rate ~ Gamma(count + 1/2,
/// rows). The interval is central; where no act was seen it begins at 0, so that it holds the rate.
struct ToneRate {
  double acts = 0;
  double per_10000 = 0;  // acts over rows
  stats::Interval interval;
};

/// Requires acts >= 0 and rows > 0.
ToneRate tone_rate(double acts, double rows);

/// The last months against those before: ratio of the rates.
struct ToneChange {
  double acts_before = 0;
  double acts_after = 0;
  double ratio = 0;  // median of the posterior
  stats::Interval interval;
  double p_rise = 0;  // that the rate rose
};

/// The last `recent` months of `months` against the others, by class. Nothing where either side covers no month.
/// `recent` counts months of the calendar, the last row's month the last. Requires months in order, recent >= 1.
std::optional<std::array<ToneChange, kToneClasses>> tone_change(const std::vector<ToneMonth>& months, int recent);

}  // namespace entente::align

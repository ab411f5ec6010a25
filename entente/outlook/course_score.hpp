#pragma once
// The track record of the course of a demand: the multi-state model month by month, against what it must beat.
//
// On the first of each month every open demand younger than a year is forecast, "left within 365 days of the demand",
// from what was known on that day: by the model, by the model without steps, by the ladder and by its widest class.
// Each demand weighs one, however many months it stood; intervals resample hosts.
//
// Method: docs/methods/outlook-stages.md, section 5.

#include "entente/outlook/backtest.hpp"
#include "entente/outlook/course.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::outlook {

struct CourseForecast {
  Day on{};
  std::string demand{};
  std::string host{};
  double probability = 0;
  double without_steps = 0;  // the same model that sees no step, neither of this demand nor of those it is fitted to
  double widest = 0;         // the base rate to beat: the widest class of the same age
  double ladder = 0;
  bool occurred = false;
  bool has_step = false;    // one that was ever told of this demand
  double day_score = 0;     // CRPS of the day of leaving within the year, in days
  double day_base = 0;      // the same of Aalen-Johansen, of demands still open at that age
  bool day_scored = false;  // the curve reaches the end of the year
};

/// How one set of forecasts did against another: 1 - score / reference, with the 80% interval of resampled hosts.
struct PairedSkill {
  std::string what{};     // "all steps", "verified steps only", ...
  std::string against{};  // "the widest class", "the model without steps", "the ladder", "Aalen-Johansen"
  std::string score{};    // "Brier", "log loss", "CRPS of the day"
  int demands = 0;
  int left = 0;
  double ours = 0;
  double theirs = 0;
  double skill = 0;
  stats::Interval interval{0, 1};
  bool can_be_judged = false;  // ten demands of each outcome, of more than one host
  /// Better where the interval lies above 0.
  bool better() const { return can_be_judged && interval.lo > 0; }
};

/// One test for all bands: the outcomes drawn again demand by demand from their mean forecasts.
struct CalibrationTest {
  std::vector<stats::CalibrationBin> bins{};  // of the mean forecast of each demand
  double statistic = 0;                       // sum over bands of (came - expected)^2 / variance
  double share_beyond = 1;                    // of the draws: below 0.1 the forecasts are not calibrated
  int draws = 0;
};

struct CourseRecord {
  int from_year = 0;
  int to_year = 0;
  std::vector<CourseForecast> forecasts{};  // of all steps
  std::vector<PairedSkill> skills{};
  CalibrationTest calibration{};
};

/// Cost: two fits a month, some seconds for fourteen years. Draws depend on the seed alone.
CourseRecord course_record(const record::View& view, const CourseSpec& spec, const LadderFile& file, int from_year,
                           int to_year, std::uint64_t seed = 1);

}  // namespace entente::outlook

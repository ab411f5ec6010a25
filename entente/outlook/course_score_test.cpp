#include "entente/outlook/course_score.hpp"

#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::outlook;

TEST_CASE("the track record of the course of a demand, 2012 to 2025, month by month") {
  const record::View view = shipped::view(2026, 6, 1);
  const CourseSpec spec = read_course_spec(shipped::model_text("stages.toml"), "data/model/stages.toml");
  const CourseRecord record = course_record(view, spec, shipped::ladder_file(), 2012, 2025);
  for (const PairedSkill& s : record.skills) {
    MESSAGE(s.what << ", " << s.score << ", against " << s.against << ": " << s.demands << " demands, " << s.left
                   << " left; " << s.ours << " against " << s.theirs << ", skill " << s.skill << " (" << s.interval.lo
                   << " to " << s.interval.hi << ")");
    CHECK(s.interval.lo <= s.skill);
    CHECK(s.skill <= s.interval.hi);
  }
  for (const stats::CalibrationBin& b : record.calibration.bins)
    MESSAGE(b.lo << "-" << b.hi << ": n " << b.n << ", mean " << b.mean_probability << ", came " << b.occurred);
  MESSAGE("calibration " << record.calibration.statistic << ", beyond " << record.calibration.share_beyond);
  // The floor: better than the widest class of the same age by more than chance.
  const auto floor = std::find_if(record.skills.begin(), record.skills.end(), [](const PairedSkill& s) {
    return s.what == "all steps" && s.against == "the widest class" && s.score == "Brier";
  });
  REQUIRE(floor != record.skills.end());
  CHECK(floor->better());
  // The same demands as in the record of the ladder.
  const Backtest ladder = backtest_exit(view, shipped::ladder_file(), 2012, 2025);
  CHECK(floor->demands == ladder.demands);
  CHECK(floor->left == ladder.demands_left);
  CHECK(record.forecasts.size() == ladder.forecasts.size());
}

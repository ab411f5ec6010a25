// score --backtest: the course of a demand, and arrivals among public signals.

#include "entente/base/counted.hpp"
#include "entente/verbs/score/tables.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::verbs {
namespace {

using outlook::Finding;

std::string of_skill(double skill, const stats::Interval& interval) {
  return fmt::format("{:.3f} ({:.3f} to {:.3f})", skill, interval.lo, interval.hi);
}

Finding finding_of(bool can_be_judged, const stats::Interval& interval) {
  return !can_be_judged ? Finding::cannot_be_judged : interval.lo > 0 ? Finding::held : Finding::failed;
}

}  // namespace

std::vector<Table> course_record_tables(const outlook::CourseRecord& record) {
  Table skills{.name = "course",
               .title = fmt::format("The course of a demand: left within 365 days? {} to {}, month by month",
                                    record.from_year, record.to_year)};
  skills.columns = {text_column("steps"),
                    text_column("against"),
                    text_column("score"),
                    count_column("demands"),
                    count_column("left"),
                    number_column("ours", look::kThree).headed("model"),
                    number_column("theirs", look::kThree).headed("other"),
                    interval_column("skill", look::kThree).ends("80% of the skill")};
  for (const outlook::PairedSkill& s : record.skills)
    skills.rows.push_back({s.what, s.against, s.score, count(s.demands), count(s.left), s.ours, s.theirs,
                           skill_cell(s.can_be_judged, s.skill, s.interval)});
  skills.notes.emplace_back(
      "Chosen on demands before 2012; the years since were looked at by whoever coded the table and by earlier models, "
      "so they are a development window, scored once after the choice. Each demand weighs one; intervals resample "
      "hosts. Steps were coded in hindsight: their skill is an upper end.");
  std::vector<Table> out{std::move(skills)};
  out.push_back(
      calibration_table("course-bands", "The course of a demand: the mean forecast of each", record.calibration.bins));
  Table test{.name = "course-test",
             .title = "Are the bands of the course calibrated?",
             .line = "  distance {statistic}; {share_beyond} of {draws} draws are farther off"};
  test.columns = {number_column("statistic", look::kTwo), number_column("share_beyond", look::kShare).in("share"),
                  count_column("draws")};
  test.rows.push_back({record.calibration.statistic, record.calibration.share_beyond, count(record.calibration.draws)});
  test.notes.emplace_back("Outcomes are drawn again demand by demand from the mean forecasts.");
  out.push_back(std::move(test));
  return out;
}

Table signal_scores_table(const std::vector<outlook::SignalScore>& scores) {
  Table t{.name = "signals", .title = "Arrivals among public signals: the class and the power against all signals"};
  t.columns = {count_column("from_year").headed("years"),
               count_column("to_year").joined("-"),
               count_column("days").headed("within days"),
               count_column("episodes"),
               count_column("arrived"),
               number_column("brier", look::kThree),
               number_column("base_brier", look::kThree).headed("all signals"),
               interval_column("skill", look::kThree).ends("80% of the skill")};
  for (const outlook::SignalScore& s : scores) {
    const auto score_of_some = [&](double score) { return s.episodes > 0 ? Cell(score) : Cell(None{}); };
    t.rows.push_back({count(s.from_year), count(s.to_year), count(s.days), count(s.episodes), count(s.arrived),
                      score_of_some(s.brier), score_of_some(s.base_brier),
                      skill_cell(s.can_be_judged, s.skill, s.interval)});
  }
  t.notes.emplace_back(
      "A sample of what was noticed, no census: rates are among public signals. Weights were chosen on what was known "
      "at the end of 2011. Each episode weighs one; intervals resample hosts.");
  return t;
}

std::vector<outlook::Conclusion> course_conclusions(const outlook::CourseRecord& record,
                                                    const std::vector<outlook::SignalScore>& signals) {
  std::vector<outlook::Conclusion> out;
  for (const outlook::PairedSkill& s : record.skills) {
    if (s.score == "log loss" || s.against == "the ladder") continue;
    const Finding finding = finding_of(s.can_be_judged, s.interval);
    const std::string subject =
        fmt::format("The course of a demand, {}, {} to {},", s.what, record.from_year, record.to_year);
    if (finding == Finding::cannot_be_judged)
      out.push_back(
          {finding, fmt::format("{} cannot be judged against {}: of {} {} led to an exit and {} did not, and "
                                "ten of each are needed, of more than one host.",
                                subject, s.against, counted(s.demands, "demand"), s.left, s.demands - s.left)});
    else
      out.push_back({finding, fmt::format("{} is {} than {} by more than chance: {} skill {}.", subject,
                                          finding == Finding::held ? "better" : "not better", s.against, s.score,
                                          of_skill(s.skill, s.interval))});
  }
  for (const outlook::SignalScore& s : signals) {
    const Finding finding = finding_of(s.can_be_judged, s.interval);
    const std::string subject =
        fmt::format("Arrivals within {} days by class of signal and power, {} to {},", s.days, s.from_year, s.to_year);
    if (finding == Finding::cannot_be_judged)
      out.push_back(
          {finding, fmt::format("{} cannot be judged: {} of {} episodes saw an arrival and {} did not, and ten of each "
                                "are needed, of more than one host.",
                                subject, s.arrived, s.episodes, s.episodes - s.arrived)});
    else
      out.push_back(
          {finding, fmt::format("{} are {} than the share of all signals by more than chance: Brier skill {}.", subject,
                                finding == Finding::held ? "better" : "not better", of_skill(s.skill, s.interval))});
  }
  return out;
}

}  // namespace entente::verbs

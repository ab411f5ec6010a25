// score --backtest: the methods over past years.

#include "entente/base/counted.hpp"
#include "entente/record/series.hpp"
#include "entente/verbs/score/tables.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <map>

namespace entente::verbs {
namespace {

constexpr const char* kNotJudged = "cannot be judged";

// A score of `n` forecasts: none where there is no forecast.
Cell score_cell(std::size_t n, double score) { return n == 0 ? Cell(None{"no forecast"}) : number(score, "infinite"); }

Table misses_table(const outlook::Backtest& b) {
  Table t{.name = "misses", .title = "Demands: the largest misses, by the mean of their monthly forecasts"};
  t.columns = {text_column("demand_id").only_for_programs(), text_column("demand"),
               number_column("mean_forecast", look::kShare).in("share"), text_column("came").headed("what came"),
               flag_column("left").only_for_programs()};
  for (const outlook::BacktestMiss& m : b.misses)
    t.rows.push_back({m.demand, m.label, m.mean_probability, m.occurred ? "left" : "did not leave", m.occurred});
  if (b.misses.empty()) t.notes.emplace_back("No demand was forecast.");
  return t;
}

Table exit_table(const outlook::ExitRecord& exit) {
  const outlook::Backtest& b = exit.own;
  const outlook::Backtest& r = exit.without_region;
  Table t{.name = "exit",
          .title = fmt::format("Does the presence leave within 365 days of the demand? {} to {}, month by month",
                               exit.from_year, exit.to_year)};
  t.columns = {text_column("score"), number_column("ladder", look::kThree), number_column("widest_class", look::kThree),
               interval_column("skill", look::kThree).ends("80% of the skill")};
  const auto add = [&](const char* words, const outlook::Backtest& of, double ladder, double widest, double skill,
                       const stats::Interval& interval) {
    t.rows.push_back({words, score_cell(of.forecasts.size(), ladder), score_cell(of.forecasts.size(), widest),
                      skill_cell(of.can_be_judged, skill, interval)});
  };
  add("Brier", b, b.score.score, b.base.score, b.skill, b.skill_interval);
  add("log loss", b, b.log_loss, b.base_log_loss, b.log_skill, b.log_skill_interval);
  add("Brier, without its region", r, r.score.score, r.base.score, r.skill, r.skill_interval);
  add("log loss, without its region", r, r.log_loss, r.base_log_loss, r.log_skill, r.log_skill_interval);
  t.notes.push_back(fmt::format(
      "{} of {}, {} of which led to an exit; {} not resolved by the end of the record and not scored. Each demand weighs one; its own host-coup episode is left out; without its region also every demand of the host, of "
      "the states it borders and of those that they border. Intervals resample hosts.",
      counted(b.forecasts.size(), "forecast"), counted(b.demands, "demand"), b.demands_left,
      counted(b.pending, "further demand is", "further demands are")));
  if (!b.can_be_judged)
    t.notes.push_back(
        fmt::format("The record cannot be judged: {} led to an exit and {} did not, and ten of each are needed, of "
                    "more than one host.",
                    counted(b.demands_left, "demand"), b.demands - b.demands_left));
  t.notes.emplace_back(
      "The classes were declared by people who had seen these cases; only the weights were kept from what came after "
      "they were chosen.");
  return t;
}

Table exit_counts_table(const outlook::ExitRecord& exit) {
  const outlook::Backtest& b = exit.own;
  Table t{.name = "exit-counts", .title = "Behind the exit question's record", .in_text = false};
  t.columns = {count_column("from_year"), count_column("to_year"), count_column("forecasts"),   count_column("demands"),
               count_column("left"),      count_column("pending"), flag_column("can_be_judged")};
  t.rows.push_back({count(exit.from_year), count(exit.to_year), count(b.forecasts.size()), count(b.demands),
                    count(b.demands_left), count(b.pending), b.can_be_judged});
  return t;
}

// Every forecast of the exit question's record, so that the scores can be made again from it.
Table exit_forecasts_table(const outlook::ExitRecord& exit) {
  Table t{.name = "exit-forecasts",
          .title = "Every forecast of the exit question's record: its day, what was known, what came",
          .in_text = false};
  t.columns = {text_column("left_out"),
               day_column("on"),
               text_column("demand_id"),
               text_column("demand"),
               text_column("host"),
               count_column("from_day").in("days"),
               count_column("to_day").in("days"),
               text_column("class"),
               number_column("k").in("episodes"),
               number_column("n").in("episodes"),
               interval_column("probability").in("probability").ends("80%"),
               number_column("widest_class").in("probability"),
               number_column("weight"),
               flag_column("left_within_horizon"),
               text_column("outcome"),
               day_column("outcome_on")};
  const auto add = [&t](const char* left_out, const outlook::Backtest& of) {
    std::map<std::string, double> months;
    for (const outlook::BacktestForecast& f : of.forecasts) months[f.demand] += 1;
    for (const outlook::BacktestForecast& f : of.forecasts)
      t.rows.push_back({left_out, f.on, f.demand, f.label, f.host, count(f.from_day), count(f.to_day), f.nearest, f.k,
                        f.n, estimate(f.probability, f.interval), f.base, 1 / months[f.demand], f.occurred, f.outcome,
                        cell(f.came_on)});
  };
  add("own episode", exit.own);
  add("own episode and region", exit.without_region);
  return t;
}

Table coverage_table(const outlook::CoverageRecord& c) {
  Table t{.name = "coverage",
          .title = fmt::format("Does the 80% interval of the exit question hold, on cases known by {}?",
                               to_string(c.known_by))};
  t.columns = {text_column("left_out"),
               text_column("by").headed("put together by"),
               count_column("groups"),
               count_column("episodes"),
               count_column("inside").headed("groups inside"),
               count_column("of_groups").joined(" of ").only_in_text()};
  for (const outlook::CoverageCut* cut : c.cuts())
    t.rows.push_back({cut->left_out, cut->by, count(cut->blocks.size()), count(cut->episodes), count(cut->inside),
                      count(cut->blocks.size())});
  const outlook::Block& all = c.all.blocks.front();
  t.notes.push_back(fmt::format(
      "One after the other each of {} ({} of them of several demands) is left out and forecast from all "
      "others. One episode is a hit or none, so no interval can be checked against it alone: the hits of a group are "
      "compared with the central 80% of what its forecasts expect. {:g} of {} had left within the year, {:.1f} were "
      "expected. Groups of class and sender or decade have four episodes or more.",
      counted(c.episodes, "episode"), c.several, all.k, all.n, all.expected));
  t.notes.emplace_back(
      "With an episode alone left out, the others of its sender still speak for it; with the whole group left out they "
      "do not, which is the harder test.");
  return t;
}

Table coverage_groups_table(const outlook::CoverageRecord& c) {
  Table t{.name = "coverage-groups", .title = "The groups of episodes behind it"};
  t.columns = {text_column("left_out"),
               text_column("by").only_for_programs(),
               text_column("group"),
               count_column("episodes"),
               number_column("left"),
               number_column("expected", {.digits = 1}),
               number_column("position", look::kTwo).headed("place among what was expected"),
               flag_column("inside")};
  for (const outlook::CoverageCut* cut : c.cuts())
    for (const outlook::Block& b : cut->blocks)
      t.rows.push_back({cut->left_out, cut->by, b.name, count(b.n), b.k, b.expected, b.position, b.inside});
  t.notes.emplace_back("Inside is a place from 0.1 to 0.9.");
  return t;
}

Table coverage_counts_table(const outlook::CoverageRecord& c) {
  Table t{.name = "coverage-counts", .title = "Behind the test of the interval", .in_text = false};
  t.columns = {day_column("known_by"), count_column("episodes"), count_column("episodes_of_several_demands")};
  t.rows.push_back({c.known_by, count(c.episodes), count(c.several)});
  return t;
}

// The hazard with covariates against the one that knows the time since the demand alone.
Table hazard_table(const std::vector<outlook::HazardScore>& scores) {
  constexpr Look kFour{.digits = 4};
  Table t{
      .name = "hazard",
      .title =
          "When does a demand end, and how? The hazard with covariates, each year from what was known on 1 January"};
  t.columns = {count_column("from_year").headed("years"),
               count_column("to_year").joined("-"),
               count_column("exits_known_before").only_for_programs(),
               count_column("months").headed("months forecast"),
               count_column("demands"),
               count_column("left"),
               count_column("kept"),
               number_column("log_loss", kFour).headed("log loss a month"),
               number_column("base_log_loss", kFour).headed("time alone"),
               interval_column("skill", look::kThree).ends("80%"),
               flag_column("better_than_chance").headed("better than time alone by more than chance"),
               flag_column("can_be_judged").only_for_programs()};
  for (const outlook::HazardScore& s : scores)
    t.rows.push_back({count(s.from_year), count(s.to_year), count(s.known_before), count(s.months), count(s.demands),
                      count(s.left), count(s.kept), number(s.log_loss, "infinite"), number(s.base_log_loss, "infinite"),
                      skill_cell(s.can_be_judged, s.skill, s.skill_interval),
                      s.can_be_judged ? Cell(s.better_than_chance) : Cell(None{kNotJudged}), s.can_be_judged});
  t.notes.push_back(fmt::format(
      "Forecast are months of demands that were known when the month began; each ends with the forces gone, kept, or "
      "the demand still open. A year is forecast from {} known exits on; a brief uses this hazard from {} on. Intervals "
      "resample hosts.",
      outlook::kFewestToRoll, outlook::kFewestExits));
  return t;
}

Table watch_table(const std::vector<outlook::WatchRecord>& records) {
  Table t{.name = "watch",
          .title = "Which host asks next within twelve months? The watch list, each year from the years before it"};
  t.columns = {text_column("panel"),
               count_column("from_year").headed("years"),
               count_column("to_year").joined("-"),
               count_column("forecasts"),
               count_column("came"),
               number_column("log_loss").only_for_programs(),
               number_column("base_log_loss").only_for_programs(),
               interval_column("skill", look::kThree).headed("log-score skill").ends("80%"),
               number_column("auc", look::kTwo).headed("AUC"),
               count_column("in_yearly_top_ten").headed("among the ten highest of 1 January"),
               count_column("january_events").joined(" of "),
               flag_column("better_than_chance").headed("better than the base rate by more than chance")};
  for (const outlook::WatchRecord& w : records) {
    const outlook::WatchScore& s = w.score;
    t.rows.push_back({w.panel == outlook::Panel::monthly ? "monthly" : "yearly", count(s.from_year), count(s.to_year),
                      count(s.rows), count(s.events), number(s.log_loss), number(s.base_log_loss),
                      skill_cell(s.can_be_judged, s.skill, s.skill_interval),
                      s.can_be_judged ? number(s.auc) : Cell(None{kNotJudged}), count(s.in_yearly_top_ten),
                      count(s.january_events), s.can_be_judged ? Cell(s.better_than_chance) : Cell(None{kNotJudged})});
  }
  t.notes.push_back(fmt::format(
      "The penalty was chosen on {}-{}; the years after were looked at once. A yearly panel forecasts on 1 January, a "
      "monthly one on the first of each month, so its windows overlap; intervals resample hosts.",
      outlook::kTrackFrom, outlook::kWatchChosenTo));
  return t;
}

// ---- deaths ----------------------------------------------------------------------------------------------------

constexpr Look kHeld{.scale = Look::Scale::percent, .digits = 1};

// A score of a check of deaths: none where it rests on too few origins.
Cell scored(const outlook::DeathsCheck& c, double score) {
  return c.can_be_judged ? number(score) : Cell(None{kNotJudged});
}

Table bands_table(const outlook::DeathsRecord& record) {
  Table t{.name = "deaths", .title = "Conflict deaths over twelve months: do the bands hold?"};
  t.columns = {number_column("band", look::kPercent).in("share"), number_column("held", kHeld).in("share"),
               flag_column("within_ten_points")};
  for (std::size_t i = 0; i < outlook::kBandLevels.size(); ++i)
    t.rows.push_back({outlook::kBandLevels[i], scored(record.busy, record.busy.coverage[i]),
                      record.busy.can_be_judged ? Cell(record.busy.printable[i]) : Cell(None{kNotJudged})});
  t.notes.push_back(fmt::format("Countries with at least {:.0f} deaths in the twelve months before.", record.minimum));
  for (const auto& group : record.same)
    t.notes.push_back(fmt::format("One series under several codes is counted once: {}.", fmt::join(group, ", ")));
  return t;
}

// The scores that a line of both tables has.
void add_score_columns(std::vector<Column>& columns) {
  for (Column& column :
       std::vector<Column>{count_column("forecasts"), number_column("crps", look::kThree).headed("CRPS"),
                           number_column("crps_same_again", look::kThree).headed("the same again"),
                           number_column("crps_own_months", look::kThree).headed("own months"),
                           number_column("ignorance", look::kTwo).headed("log score, bits").in("bits"),
                           number_column("interval_score_90", look::kCount).headed("interval score, 90%").in("deaths"),
                           number_column("held_50", kHeld).headed("50% held").in("share"),
                           number_column("held_80", kHeld).headed("80% held").in("share"),
                           number_column("held_90", kHeld).headed("90% held").in("share")})
    columns.push_back(std::move(column));
}

void add_scores(std::vector<Cell>& row, const outlook::DeathsCheck& c) {
  for (Cell& cell : std::vector<Cell>{count(c.n), scored(c, c.crps), scored(c, c.crps_same_again),
                                      scored(c, c.crps_own_months), scored(c, c.ignorance), scored(c, c.interval_score),
                                      scored(c, c.coverage[0]), scored(c, c.coverage[1]), scored(c, c.coverage[2])})
    row.push_back(std::move(cell));
}

Table deaths_scores_table(const outlook::DeathsRecord& record) {
  Table t{.name = "deaths-scores",
          .title = record.busy.n == 0 ? "Scores of these forecasts: none was made whose twelve months are over"
                                      : fmt::format("Scores of these forecasts, last months {} to {}",
                                                    record::month_text(record.busy.first_month),
                                                    record::month_text(record.busy.last_month))};
  t.columns = {text_column("which").headed("countries").only_in_text(), count_column("countries").only_for_programs(),
               number_column("least_deaths").in("deaths").only_for_programs()};
  add_score_columns(t.columns);
  t.columns.push_back(number_column("own_months_held_80", kHeld).headed("own months' 80% held").in("share"));
  const auto add = [&](const std::string& words, double least, const outlook::DeathsCheck& c) {
    std::vector<Cell> row{words, count(c.countries), least};
    add_scores(row, c);
    row.emplace_back(scored(c, c.coverage_own_months_80));
    t.rows.push_back(std::move(row));
  };
  add(fmt::format("{} with {:.0f} deaths or more", record.busy.countries, record.minimum), record.minimum, record.busy);
  add(fmt::format("all {}", record.every.countries), 0, record.every);
  t.notes.emplace_back(
      "CRPS is of ln(1 + deaths), the interval score of deaths; own months are twelve draws from a country's last 36. "
      "Where next to nobody dies, most forecasts are of 0 and bands hold more often than their level.");
  return t;
}

Table deaths_months_table(const outlook::DeathsRecord& record) {
  Table t{.name = "deaths-months",
          .title = fmt::format("The same for the total of one to twelve months ahead, countries with {:.0f} deaths or "
                               "more in the twelve months before",
                               record.minimum)};
  t.columns = {count_column("months")};
  add_score_columns(t.columns);
  for (std::size_t i = 0; i < record.months.size(); ++i) {
    std::vector<Cell> row{count(i + 1)};
    add_scores(row, record.months[i]);
    t.rows.push_back(std::move(row));
  }
  t.notes.emplace_back("The same again is that share of the twelve months before.");
  return t;
}

}  // namespace

Cell skill_cell(bool can_be_judged, double skill, const stats::Interval& interval) {
  if (!can_be_judged) return None{kNotJudged};
  if (!std::isfinite(skill)) return None{"infinite"};
  return estimate(skill, interval);
}

Table calibration_table(std::string name, std::string title, const std::vector<stats::CalibrationBin>& bins) {
  Table t{.name = std::move(name), .title = std::move(title)};
  t.columns = {interval_column("forecast", look::kPercent).in("share"), count_column("n"),
               number_column("mean_forecast", look::kShare).in("share"), count_column("came"),
               interval_column("share", look::kPercent).in("share").ends("80% of the share")};
  if (bins.empty()) t.notes.emplace_back("There is no forecast, so there is no calibration.");
  for (const stats::CalibrationBin& b : bins)
    t.rows.push_back({Range{.low = b.lo, .high = b.hi}, count(b.n), b.n == 0 ? Cell(None{}) : Cell(b.mean_probability),
                      count(b.occurred), b.n == 0 ? Cell(None{}) : estimate(share_of(b.occurred, b.n), b.share)});
  return t;
}

std::vector<Table> track_record_tables(const outlook::TrackRecord& record) {
  std::vector<Table> out{
      misses_table(record.exit.own), exit_table(record.exit),
      calibration_table("exit-calibration", "The first forecast of each demand", record.exit.own.bins)};
  if (record.coverage) {
    out.push_back(coverage_table(*record.coverage));
    out.push_back(coverage_groups_table(*record.coverage));
  }
  if (!record.hazard.empty()) out.push_back(hazard_table(record.hazard));
  out.push_back(watch_table(record.watch));
  out.push_back(exit_counts_table(record.exit));
  out.push_back(exit_forecasts_table(record.exit));
  if (record.coverage) out.push_back(coverage_counts_table(*record.coverage));
  return out;
}

std::vector<Table> deaths_record_tables(const outlook::DeathsRecord& record) {
  return {bands_table(record), deaths_scores_table(record), deaths_months_table(record)};
}

}  // namespace entente::verbs

#include "entente/outlook/track_record.hpp"

#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::outlook;

namespace {

Backtest backtest(bool judged, double lowest_skill) {
  Backtest b;
  b.can_be_judged = judged;
  b.skill = 0.2;
  b.skill_interval = {lowest_skill, 0.3};
  b.log_skill_interval = {lowest_skill, 0.3};
  return b;
}

CoverageCut cut(int inside, int blocks) {
  CoverageCut out;
  out.inside = inside;
  out.blocks.resize(static_cast<std::size_t>(blocks));
  return out;
}

HazardScore hazard(bool judged, bool better) {
  HazardScore s;
  s.from_year = 1985;
  s.to_year = 2014;
  s.skill = 0.05;
  s.skill_interval = {0.01, 0.09};
  s.can_be_judged = judged;
  s.better_than_chance = better;
  return s;
}

std::vector<std::string> words(const TrackRecord& record, Finding finding) {
  std::vector<std::string> out;
  for (const Conclusion& c : conclusions_of(record))
    if (c.finding == finding) out.push_back(c.words);
  return out;
}

}  // namespace

TEST_CASE("a region is the host, the states it borders and those that they border, and no further") {
  record::View view;
  view.demands.resize(2);
  view.demands[0].host = "A";
  view.demands[1].host = "X";  // an island
  const Regions regions = regions_of(view, {{"A", {"B"}}, {"B", {"A", "C"}}, {"C", {"B", "D"}}, {"D", {"C"}}});
  CHECK(regions == Regions{{"A", {"A", "B", "C"}}, {"X", {"X"}}});
}

TEST_CASE("a skill whose interval holds 0, or too few demands of one outcome, is a failure and is said to be one") {
  TrackRecord record{.exit = {2012, 2025, backtest(true, 0.1), backtest(true, 0.05)}};
  CHECK(words(record, Finding::failed).empty());
  CHECK(words(record, Finding::held) ==
        std::vector<std::string>{
            "The exit question is better than its widest class by more than chance, 2012 to 2025: Brier skill 0.200 "
            "(0.100 to 0.300).",
            "Forecast without the demands of its region, the exit question is still better than its widest class by "
            "more than chance: Brier skill 0.200 (0.050 to 0.300)."});
  record.exit.own = backtest(false, 0.1);
  record.exit.without_region = backtest(true, -0.1);
  CHECK(words(record, Finding::held).empty());
  CHECK(words(record, Finding::failed) ==
        std::vector<std::string>{
            "Forecast without the demands of its region, the exit question is not better than its widest class by "
            "more than chance: Brier skill 0.200 (-0.100 to 0.300)."});
}

TEST_CASE("an interval that held in fewer than six of ten groups failed") {
  TrackRecord record{.exit = {2012, 2025, backtest(true, 0.1), backtest(true, 0.1)}};
  CoverageRecord& c = record.coverage.emplace();
  c.known_by = shipped::day(2019, 12, 31);
  c.sender = cut(6, 10);
  c.decade = cut(9, 9);
  c.sender_apart = cut(5, 10);
  c.decade_apart = cut(9, 9);
  CHECK(words(record, Finding::held).back() ==
        "The 80% interval of the exit question, each episode known by 2019-12-31 left out in turn, held in 6 of 10 "
        "groups of one sender and 9 of 9 of one decade.");
  CHECK(
      words(record, Finding::failed) ==
      std::vector<std::string>{
          "The 80% interval of the exit question, the whole group left out, held in 5 of 10 groups of one sender and 9 "
          "of 9 of one decade."});
  // Of no group at all nothing held.
  for (CoverageCut* each : {&c.sender, &c.decade, &c.sender_apart, &c.decade_apart}) *each = cut(0, 0);
  const auto unjudged = words(record, Finding::cannot_be_judged);
  CHECK(words(record, Finding::failed).empty());
  CHECK(words(record, Finding::held).size() == 2);
  CHECK(unjudged.front() ==
        "The 80% interval of the exit question, each episode known by 2019-12-31 left out in turn, cannot be judged: "
        "0 groups of one sender and 0 of one decade are known, and five of each are needed.");
}

TEST_CASE("the hazard, the lists and the bands say which of them held, each with its years") {
  TrackRecord record{.exit = {2012, 2025, backtest(true, 0.1), backtest(true, 0.1)}};
  record.hazard = {hazard(true, true), hazard(true, false), hazard(false, false)};
  record.watch.resize(2);
  record.watch[0] = {Panel::yearly, {}};
  record.watch[0].score.from_year = 1985;
  record.watch[0].score.to_year = kWatchChosenTo;
  record.watch[0].score.better_than_chance = true;
  record.watch[1] = {Panel::monthly, {}};
  record.watch[1].score.from_year = 2015;
  record.watch[1].score.to_year = 2025;
  for (WatchRecord& w : record.watch) w.score.can_be_judged = true;
  for (WatchRecord& w : record.watch) w.score.skill_interval = {-0.1, 0.1};
  DeathsRecord& deaths = record.deaths.emplace();
  deaths.busy.can_be_judged = true;
  deaths.busy.coverage = {0.534, 0.816, 0.7};
  deaths.busy.printable = {true, true, false};
  deaths.busy.crps = 0.7;
  deaths.busy.crps_same_again = 0.9;
  deaths.busy.crps_own_months = 0.7;
  const auto held = words(record, Finding::held);
  const auto failed = words(record, Finding::failed);
  CHECK(held == std::vector<std::string>{
                    held[0], held[1],
                    // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): sentences of more than a line
                    "The hazard with covariates told more than the time since the demand alone by more than chance in "
                    "1985-2014: log-score skill 0.050 (0.010 to 0.090).",
                    "The watch list was better than the base rate by more than chance in 1985-2014, the years its "
                    "penalty was chosen on: log-score skill 0.000 (-0.100 to 0.100).",
                    "The 50% band of deaths held 53.4% of the time.",
                    "The 80% band of deaths held 81.6% of the time."});
  CHECK(failed ==
        std::vector<std::string>{
            "The hazard with covariates told no more than the time since the demand alone by more than chance in "
            "1985-2014: log-score skill 0.050 (0.010 to 0.090).",
            "The watch list by months was not better than the base rate by more than chance in 2015-2025: log-score "
            "skill 0.000 (-0.100 to 0.100).",
            "A plainer forecast of deaths was at least as good.", "The 90% band of deaths held 70.0% of the time."});
  CHECK(
      words(record, Finding::cannot_be_judged).back() ==
      "The hazard with covariates cannot be judged against the time since the demand alone in 1985-2014: in 0 months under risk 0 "
      "presences left and 0 were kept, and ten of each are needed.");
}

TEST_CASE("a record without a single forecast has no result: nothing held and nothing failed") {
  const record::View view = shipped::view(1952, 1, 1);
  const LadderFile ladder = shipped::ladder_file();
  const DeathsModel deaths = read_deaths_model(shipped::model_text("deaths.toml"), "deaths.toml");
  const TrackRecord record = track_record({view, view, {}, ladder, deaths}, 2012, 2025);
  CHECK(record.exit.own.forecasts.empty());
  CHECK(words(record, Finding::failed).empty());
  CHECK(words(record, Finding::held).empty());
  const auto unjudged = words(record, Finding::cannot_be_judged);
  REQUIRE(unjudged.size() >= 6);
  CHECK(
      unjudged.front() ==
      "The exit question cannot be judged against its widest class, 2012 to 2025: of 0 demands 0 led to an exit and 0 "
      "did not, and ten of each are needed, of more than one host.");
  CHECK(
      unjudged.back() ==
      "The bands of deaths cannot be judged: 0 past origins have their twelve months in the record, and 30 are needed.");
}

TEST_CASE("the record of an early day has what can be told then, and only years before it") {
  const record::View view = shipped::view(2014, 6, 1);
  const LadderFile ladder = shipped::ladder_file();
  const DeathsModel deaths = read_deaths_model(shipped::model_text("deaths.toml"), "deaths.toml");
  // The weights were chosen later: of them the day uses nothing.
  const record::View& when_chosen = view;
  const TrackRecord record = track_record({view, when_chosen, {}, ladder, deaths}, 2010, 2013);
  CHECK(record.exit.own.demands > 0);
  // Without neighbours a region is the host alone, so no more than its own demands are left out.
  CHECK(record.exit.without_region.demands == record.exit.own.demands);
  REQUIRE(record.coverage);
  CHECK(record.coverage->known_by == view.as_of);
  CHECK(record.coverage->all.episodes == record.coverage->episodes);
  for (const CoverageCut* c : record.coverage->cuts()) {
    CHECK(c->inside == std::count_if(c->blocks.begin(), c->blocks.end(), [](const Block& b) { return b.inside; }));
    CHECK(c->episodes <= record.coverage->episodes);
  }
  REQUIRE(record.watch.size() == 2);  // the years that begin with 2015 have not come
  CHECK(record.watch[0].panel == Panel::yearly);
  CHECK(record.watch[1].panel == Panel::monthly);
  for (const HazardScore& s : record.hazard) CHECK(s.to_year == 2013);
  // Bands are checked on origins of later years: there is nothing to check them on, and that is not a success.
  REQUIRE(record.deaths);
  CHECK(record.deaths->busy.n == 0);
  for (const bool printable : record.deaths->busy.printable) CHECK_FALSE(printable);
}

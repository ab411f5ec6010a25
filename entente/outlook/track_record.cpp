#include "entente/outlook/track_record.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/known_to.hpp"
#include "entente/stats/interval.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace entente::outlook {
namespace {

// The years that models were chosen on, and those that were looked at once.
std::vector<std::pair<int, int>> spans(const record::View& view) {
  const int last = year_of(told_to(view) + std::chrono::days(1)) - 1;
  std::vector<std::pair<int, int>> out{{kTrackFrom, std::min(kWatchChosenTo, last)}, {kWatchChosenTo + 1, last}};
  std::erase_if(out, [](const auto& span) { return span.first > span.second; });
  return out;
}

CoverageCut cut_of(std::string left_out, std::string by, std::vector<Block> blocks) {
  CoverageCut out{std::move(left_out), std::move(by), std::move(blocks)};
  for (const Block& b : out.blocks) {
    out.episodes += b.n;
    out.inside += b.inside ? 1 : 0;
  }
  return out;
}

std::optional<CoverageRecord> coverage_record(const record::View& when_chosen, const LadderSpec& spec) {
  const std::vector<Trial> trials = exit_trials(when_chosen, "", 0, spec.horizon_days).trials;
  EpisodeCoverage e = check_episodes(spec, trials);
  if (e.episodes < 2) return std::nullopt;
  Coverage c = check_coverage(spec, trials);
  return CoverageRecord{when_chosen.as_of,
                        e.episodes,
                        e.several,
                        cut_of("one episode", "all", {e.all}),
                        cut_of("one episode", "class", std::move(e.rungs)),
                        cut_of("one episode", "class and sender", std::move(e.by_below.blocks)),
                        cut_of("one episode", "class and decade", std::move(e.by_decade.blocks)),
                        cut_of("the whole group", "class and sender", std::move(c.by_below.blocks)),
                        cut_of("the whole group", "class and decade", std::move(c.by_decade.blocks))};
}

DeathsRecord deaths_record(const record::View& view, const DeathsModel& model, std::uint64_t seed) {
  DeathsModel every = model;
  every.minimum = 0;
  DeathsRecord out{model.minimum, {}, check_deaths(view, every, seed), {}};
  for (int months = 1; months <= 12; ++months)
    out.months[static_cast<std::size_t>(months - 1)] = check_deaths(view, model, seed, months);
  out.busy = out.months.back();
  return out;
}

// ---- sentences -------------------------------------------------------------------------------------------------

std::string skill_words(double skill, const stats::Interval& interval) {
  const std::string value = std::isfinite(skill) ? fmt::format("{:.3f}", skill) : "infinite";
  return fmt::format("{} ({:.3f} to {:.3f})", value, interval.lo, interval.hi);
}

bool better(const Backtest& b) { return b.can_be_judged && b.skill_interval.lo > 0 && b.log_skill_interval.lo > 0; }

void conclude_exit(std::vector<Conclusion>& out, const ExitRecord& exit) {
  const Backtest& b = exit.own;
  out.push_back(
      {better(b), fmt::format("The exit question is {}, {} to {}: Brier skill {}.",
                              better(b)          ? "better than its widest class by more than chance"
                              : !b.can_be_judged ? "not to be judged, there are too few demands of one outcome"
                                                 : "not better than its widest class by more than chance",
                              exit.from_year, exit.to_year, skill_words(b.skill, b.skill_interval))});
  const Backtest& r = exit.without_region;
  out.push_back(
      {better(r), fmt::format("Forecast without the demands of its region, the exit question is {}: Brier skill {}.",
                              better(r) ? "still better than its widest class by more than chance"
                                        : "not better than its widest class by more than chance",
                              skill_words(r.skill, r.skill_interval))});
}

void conclude_coverage(std::vector<Conclusion>& out, const CoverageRecord& c) {
  const auto share = [](const CoverageCut& cut) { return fmt::format("{} of {}", cut.inside, cut.blocks.size()); };
  // Of that many groups 80% should hold; fewer than 60% is out of line with it even for few.
  const auto good = [](const CoverageCut& cut) { return cut.inside * 10 >= static_cast<int>(cut.blocks.size()) * 6; };
  out.push_back(
      {good(c.sender) && good(c.decade),
       fmt::format("The 80% interval of the exit question, each episode known by {} left out in turn, held in "
                   "{} groups of one sender and {} of one decade.",
                   to_string(c.known_by), share(c.sender), share(c.decade))});
  out.push_back({good(c.sender_apart) && good(c.decade_apart),
                 fmt::format("With the whole group left out it held in {} of one sender and {} of one decade.",
                             share(c.sender_apart), share(c.decade_apart))});
}

Conclusion conclusion_of(const HazardScore& s) {
  const char* verdict = !s.can_be_judged ? "cannot be judged against the time since the demand alone"
                        : s.better_than_chance
                            ? "told more than the time since the demand alone by more than chance"
                            : "told no more than the time since the demand alone by more than chance";
  return {s.better_than_chance, fmt::format("The hazard with covariates {} in {}-{}: log-score skill {}.", verdict,
                                            s.from_year, s.to_year, skill_words(s.skill, s.skill_interval))};
}

Conclusion conclusion_of(const WatchRecord& w) {
  const WatchScore& s = w.score;
  return {s.better_than_chance,
          fmt::format("{} was {}better than the base rate by more than chance in {}-{}{}: log-score skill {}.",
                      w.panel == Panel::monthly ? "The watch list by months" : "The watch list",
                      s.better_than_chance ? "" : "not ", s.from_year, s.to_year,
                      s.to_year <= kWatchChosenTo ? ", the years its penalty was chosen on" : "",
                      skill_words(s.skill, s.skill_interval))};
}

void conclude_deaths(std::vector<Conclusion>& out, const DeathsCheck& c) {
  if (c.crps >= std::min(c.crps_same_again, c.crps_own_months))
    out.push_back({false, "A plainer forecast of deaths was at least as good."});
  for (std::size_t i = 0; i < kBandLevels.size(); ++i)
    out.push_back({c.printable[i], fmt::format("The {:.0f}% band of deaths held {:.1f}% of the time.",
                                               100 * kBandLevels[i], 100 * c.coverage[i])});
}

}  // namespace

Regions regions_of(const record::View& view, const Neighbours& neighbours) {
  Regions out;
  for (const record::Demand& d : view.demands) {
    std::set<std::string>& near = out[d.host];
    near.insert(d.host);
    const auto borders = neighbours.find(d.host);
    if (borders == neighbours.end()) continue;
    for (const std::string& next : borders->second) {
      near.insert(next);
      if (const auto further = neighbours.find(next); further != neighbours.end())
        near.insert(further->second.begin(), further->second.end());
    }
  }
  return out;
}

TrackRecord track_record(const TrackSources& in, int from_year, int to_year, std::uint64_t seed) {
  check(in.when_chosen.as_of <= in.view.as_of, "a track record uses nothing that became known after its day");
  TrackRecord out{
      .exit = {from_year, to_year, backtest_exit(in.view, in.ladder, from_year, to_year, seed),
               backtest_exit(in.view, in.ladder, from_year, to_year, seed, regions_of(in.view, in.neighbours))}};
  out.coverage = coverage_record(in.when_chosen, in.ladder.exit);
  for (const auto& [from, to] : spans(in.view)) {
    HazardScore s = roll_exit_hazard(in.view, from, to, seed);
    if (s.months > 0) out.hazard.push_back(std::move(s));
  }
  for (const Panel panel : {Panel::yearly, Panel::monthly}) {
    const std::vector<WatchRow> rows = watch_panel(in.view, in.neighbours, {panel, false});
    for (const auto& [from, to] : spans(in.view)) {
      const WatchScore s = roll_watch_list(rows, from, to, kWatchRidge, 1000, seed);
      if (s.rows > 0) out.watch.push_back({panel, s});
    }
  }
  if (!in.view.deaths.empty()) out.deaths = deaths_record(in.view, in.deaths, seed);
  return out;
}

std::vector<Conclusion> conclusions_of(const TrackRecord& record) {
  std::vector<Conclusion> out;
  conclude_exit(out, record.exit);
  if (record.coverage) conclude_coverage(out, *record.coverage);
  for (const HazardScore& s : record.hazard) out.push_back(conclusion_of(s));
  for (const WatchRecord& w : record.watch) out.push_back(conclusion_of(w));
  if (record.deaths) conclude_deaths(out, record.deaths->busy);
  return out;
}

}  // namespace entente::outlook

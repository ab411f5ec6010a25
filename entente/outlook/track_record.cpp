#include "entente/outlook/track_record.hpp"

#include "entente/base/counted.hpp"
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
  const int last = year_of(silence_counts_until(view) + std::chrono::days(1)) - 1;
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
  DeathsRecord out{
      .minimum = model.minimum, .every = check_deaths(view, model, seed, 12, Level::any), .same = same_series(view)};
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

Finding finding(bool can_be_judged, bool held) {
  if (!can_be_judged) return Finding::cannot_be_judged;
  return held ? Finding::held : Finding::failed;
}

// `still` stands before "better".
Conclusion conclude_backtest(const Backtest& b, const std::string& subject, const std::string& years,
                             const char* still) {
  if (!b.can_be_judged)
    return {
        Finding::cannot_be_judged,
        fmt::format("{} cannot be judged against its widest class{}: of {} {} led to an exit and {} did not, and ten "
                    "of each are needed, of more than one host.",
                    subject, years, counted(b.demands, "demand"), b.demands_left, b.demands - b.demands_left)};
  return {finding(true, better(b)),
          fmt::format("{} is {}better than its widest class by more than chance{}: Brier skill {}.", subject,
                      better(b) ? still : "not ", years, skill_words(b.skill, b.skill_interval))};
}

void conclude_exit(std::vector<Conclusion>& out, const ExitRecord& exit) {
  out.push_back(
      conclude_backtest(exit.own, "The exit question", fmt::format(", {} to {}", exit.from_year, exit.to_year), ""));
  out.push_back(conclude_backtest(exit.without_region, "Forecast without the demands of its region, the exit question",
                                  "", "still "));
}

// Of that many groups 80% should hold; fewer than 60% is out of line with it even for few, and of fewer than five
// nothing is.
Conclusion conclude_groups(const CoverageCut& sender, const CoverageCut& decade, const std::string& subject) {
  constexpr std::size_t kFewestGroups = 5;
  const auto enough = [](const CoverageCut& cut) { return cut.blocks.size() >= kFewestGroups; };
  const auto good = [](const CoverageCut& cut) { return cut.inside * 10 >= static_cast<int>(cut.blocks.size()) * 6; };
  if (!enough(sender) || !enough(decade))
    return {Finding::cannot_be_judged,
            fmt::format(
                "{}, cannot be judged: {} of one sender and {} of one decade are known, and five of each are needed.",
                subject, counted(sender.blocks.size(), "group"), decade.blocks.size())};
  return {finding(true, good(sender) && good(decade)),
          fmt::format("{}, held in {} of {} groups of one sender and {} of {} of one decade.", subject, sender.inside,
                      sender.blocks.size(), decade.inside, decade.blocks.size())};
}

void conclude_coverage(std::vector<Conclusion>& out, const std::optional<CoverageRecord>& c) {
  if (!c) {
    out.push_back(
        {Finding::cannot_be_judged,
         "The 80% interval of the exit question cannot be judged: at most one episode is known, and two are needed."});
    return;
  }
  out.push_back(
      conclude_groups(c->sender, c->decade,
                      fmt::format("The 80% interval of the exit question, each episode known by {} left out in turn",
                                  to_string(c->known_by))));
  out.push_back(conclude_groups(c->sender_apart, c->decade_apart,
                                "The 80% interval of the exit question, the whole group left out"));
}

Conclusion conclusion_of(const HazardScore& s) {
  if (!s.can_be_judged)
    return {Finding::cannot_be_judged,
            fmt::format("The hazard with covariates cannot be judged against the time since the demand alone in {}-{}: "
                        "in {} under risk {} left and {} were kept, and ten of each are needed.",
                        s.from_year, s.to_year, counted(s.months, "month"), counted(s.left, "presence"), s.kept)};
  return {finding(true, s.better_than_chance),
          fmt::format("The hazard with covariates told {} than the time since the demand alone by more than chance in "
                      "{}-{}: log-score skill {}.",
                      s.better_than_chance ? "more" : "no more", s.from_year, s.to_year,
                      skill_words(s.skill, s.skill_interval))};
}

Conclusion conclusion_of(const WatchRecord& w) {
  const WatchScore& s = w.score;
  const char* subject = w.panel == Panel::monthly ? "The watch list by months" : "The watch list";
  const char* chosen = s.to_year <= kWatchChosenTo ? ", the years its penalty was chosen on" : "";
  if (!s.can_be_judged)
    return {Finding::cannot_be_judged,
            fmt::format("{} cannot be judged against the base rate in {}-{}{}: of {} {} came, {} behind them, and ten "
                        "are needed, of more than one host.",
                        subject, s.from_year, s.to_year, chosen, counted(s.rows, "forecast"), s.events,
                        counted(s.january_events, "demand stands", "demands stand"))};
  return {finding(true, s.better_than_chance),
          fmt::format("{} was {}better than the base rate by more than chance in {}-{}{}: log-score skill {}.", subject,
                      s.better_than_chance ? "" : "not ", s.from_year, s.to_year, chosen,
                      skill_words(s.skill, s.skill_interval))};
}

void conclude_deaths(std::vector<Conclusion>& out, const std::optional<DeathsRecord>& record) {
  if (!record || !record->busy.can_be_judged) {
    out.push_back(
        {Finding::cannot_be_judged,
         fmt::format("The bands of deaths cannot be judged: {} their twelve months in the record, and {} are needed.",
                     counted(record ? record->busy.n : 0, "past origin has", "past origins have"), kFewestOrigins)});
    return;
  }
  const DeathsCheck& c = record->busy;
  if (c.crps >= std::min(c.crps_same_again, c.crps_own_months))
    out.push_back({Finding::failed, "A plainer forecast of deaths was at least as good."});
  for (std::size_t i = 0; i < kBandLevels.size(); ++i)
    out.push_back({finding(true, c.printable[i]), fmt::format("The {:.0f}% band of deaths held {:.1f}% of the time.",
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
    if (const HazardScore s = roll_exit_hazard(in.view, from, to, seed); s.months > 0) out.hazard.push_back(s);
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

std::string_view name(Finding finding) {
  constexpr std::array<std::string_view, 3> kNames{"failed", "held", "cannot be judged"};
  return kNames.at(static_cast<std::size_t>(finding));
}

std::vector<Conclusion> conclusions_of(const TrackRecord& record) {
  std::vector<Conclusion> out;
  conclude_exit(out, record.exit);
  conclude_coverage(out, record.coverage);
  for (const HazardScore& s : record.hazard) out.push_back(conclusion_of(s));
  if (record.hazard.empty())
    out.push_back({Finding::cannot_be_judged,
                   fmt::format("The hazard with covariates cannot be judged: no year from {} on begins with {} known "
                               "exits, so it made 0 forecasts.",
                               kTrackFrom, kFewestToRoll)});
  for (const WatchRecord& w : record.watch) out.push_back(conclusion_of(w));
  if (record.watch.empty())
    out.push_back({Finding::cannot_be_judged,
                   fmt::format("The watch list cannot be judged: no full year from {} on is over, so it made 0 "
                               "forecasts.",
                               kTrackFrom)});
  conclude_deaths(out, record.deaths);
  return out;
}

}  // namespace entente::outlook

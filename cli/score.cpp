// entente score: what became of forecasts that were issued, and of forecasts as they would have been issued.

#include "cli/files.hpp"
#include "cli/neighbours.hpp"
#include "cli/options.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"
#include "entente/assess/assess.hpp"
#include "entente/assess/hindcast.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"
#include "entente/outlook/backtest.hpp"
#include "entente/outlook/coverage.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/exit_hazard.hpp"
#include "entente/outlook/watch_list.hpp"
#include "entente/record/series.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <utility>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct ScoreOptions {
  std::string ledger;
  std::string hindcast;
  std::vector<std::string> days;
  std::string on;
  std::string record;
  std::string vintage;
  std::string models;
  std::string format;
  std::string table;
  bool backtest = false;
  int from = 2012;
  int to = 2025;
  std::uint64_t seed = 1;
  std::size_t threads = 0;
};

// The first year of the watch list's record.
constexpr int kWatchFrom = 1985;

std::string decimals(double x) { return std::isfinite(x) ? fmt::format("{:.3f}", x) : "infinite"; }
std::string percents(const outlook::Interval& i) { return fmt::format("{:.0f}-{:.0f}%", 100 * i.lo, 100 * i.hi); }
std::string range(const outlook::Interval& i) { return fmt::format("{:.3f} to {:.3f}", i.lo, i.hi); }
Json json_of(const outlook::Interval& i) { return {{"lo", i.lo}, {"hi", i.hi}}; }
Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

ResultTable bins_table(const std::string& name, const std::string& title,
                       const std::vector<outlook::CalibrationBin>& bins) {
  ResultTable t{name, title, {}, {"forecast", "n", "mean forecast", "came", "share", "80% of the share"}, {}};
  for (const auto& b : bins)
    t.rows.push_back({fmt::format("{:.0f}-{:.0f}%", 100 * b.lo, 100 * b.hi), std::to_string(b.n),
                      b.n == 0 ? "" : percent_words(b.mean_probability), std::to_string(b.occurred),
                      b.n == 0 ? "" : fmt::format("{:.0f}%", 100.0 * b.occurred / b.n),
                      b.n == 0 ? "" : percents(b.share)});
  return t;
}

Json json_of(const std::vector<outlook::CalibrationBin>& bins) {
  Json out = Json::array();
  for (const auto& b : bins)
    out.push_back({{"lo", b.lo},
                   {"hi", b.hi},
                   {"n", b.n},
                   {"occurred", b.occurred},
                   {"mean_p", b.mean_probability},
                   {"share", json_of(b.share)}});
  return out;
}

struct Result {
  std::vector<ResultTable> tables;
  std::vector<std::string> failed;  // sentences, for the head of the record
  std::vector<std::string> held;
  Json json = Json::object();
};

// ---- a ledger --------------------------------------------------------------------------------------------------

void add_ledger(Result& out, const ScoreOptions& o, const record::View& view) {
  const auto entries = outlook::read_ledger(read_file(o.ledger), o.ledger);
  const outlook::LedgerScore s = outlook::score_ledger(view, entries);
  ResultTable forecasts{
      "forecasts",
      fmt::format("{} forecasts issued: {} came, {} did not, {} pending, {} whose condition was not met, {} cannot be "
                  "resolved",
                  s.issued, s.yes, s.no, s.pending, s.not_met, s.cannot_resolve),
      {},
      {"verdict", "sort", "forecast", "80%", "base rate", "question", "issued", "horizon", "because", "id"},
      {}};
  // Misses first, then what is open.
  std::vector<std::size_t> order = s.misses;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (std::find(s.misses.begin(), s.misses.end(), i) == s.misses.end()) order.push_back(i);
  Json list = Json::array();
  for (const std::size_t i : order) {
    const outlook::LedgerEntry& e = entries[i];
    const outlook::Question& q = e.question;
    const outlook::Resolution r = outlook::resolve(view, e);
    forecasts.rows.push_back({std::string(outlook::name(r.verdict)), std::string(outlook::group_of(e)),
                              percent_words(e.probability), percents(e.interval), percent_words(e.base_rate), q.words,
                              to_string(q.asked_on), to_string(q.horizon_on), r.because, e.id});
    list.push_back({{"id", e.id},
                    {"kind", outlook::name(q.event)},
                    {"sort", outlook::group_of(e)},
                    {"question", q.words},
                    {"resolution", q.resolution},
                    {"source", q.source},
                    {"issued_on", to_string(q.asked_on)},
                    {"horizon_on", to_string(q.horizon_on)},
                    {"p", e.probability},
                    {"interval", json_of(e.interval)},
                    {"base_rate", e.base_rate},
                    {"verdict", outlook::name(r.verdict)},
                    {"outcome", r.outcome ? Json(*r.outcome) : Json(nullptr)},
                    {"because", r.because},
                    {"evidence", r.evidence}});
  }
  forecasts.notes.emplace_back(
      "Resolved by the rule each was issued with, from the record as known on the day; the largest misses first.");
  out.json["ledger"] = {{"issued", s.issued},      {"yes", s.yes},          {"no", s.no},
                        {"pending", s.pending},    {"not_met", s.not_met},  {"cannot_resolve", s.cannot_resolve},
                        {"groups", Json::array()}, {"crps", Json::array()}, {"forecasts", std::move(list)}};
  out.tables.push_back(std::move(forecasts));
  const auto optional = [](const std::optional<double>& x) { return x ? number(*x) : Json(nullptr); };
  for (const outlook::LedgerGroup& g : s.groups) {
    const bool any = g.yes + g.no > 0;
    const bool own = g.name == "forecasts";
    ResultTable scores{own ? "scores" : "scores-" + g.name,
                       fmt::format("Scores of {}: {} came, {} did not",
                                   own                       ? "what was forecast"
                                   : g.name == "observables" ? "what indicators watch for"
                                                             : "what was to follow if a condition was met",
                                   g.yes, g.no),
                       {},
                       {"score", "forecasts", "base rates"},
                       {}};
    if (any) {
      scores.rows.push_back({"Brier", decimals(g.score.score), decimals(g.base.score)});
      scores.rows.push_back(
          {"of it reliability (0 is best)", decimals(g.score.reliability), decimals(g.base.reliability)});
      scores.rows.push_back(
          {"of it resolution (more is better)", decimals(g.score.resolution), decimals(g.base.resolution)});
      scores.rows.push_back({"of it uncertainty", decimals(g.score.uncertainty), decimals(g.base.uncertainty)});
      scores.rows.push_back({"log loss", decimals(g.log_loss), decimals(g.base_log_loss)});
    }
    const auto words = [](const std::optional<double>& x) { return x ? decimals(*x) : std::string("not defined"); };
    scores.notes.push_back(
        !any ? "Nothing is resolved yet, so there is no score."
        : !g.can_be_judged
            ? fmt::format("Skill cannot be judged: {} came and {} did not, and ten of each are needed.", g.yes, g.no)
            : fmt::format("Skill against the base rates they were issued with: Brier {}, log loss {}; against "
                          "persistence, Brier {}.",
                          words(g.skill), words(g.log_skill), words(g.persistence_skill)));
    out.json["ledger"]["groups"].push_back(
        {{"sort", g.name},
         {"yes", g.yes},
         {"no", g.no},
         {"can_be_judged", g.can_be_judged},
         {"brier", any ? Json(g.score.score) : Json(nullptr)},
         {"base_brier", any ? Json(g.base.score) : Json(nullptr)},
         {"log_loss", any ? number(g.log_loss) : Json(nullptr)},
         {"base_log_loss", any ? number(g.base_log_loss) : Json(nullptr)},
         {"skill", g.can_be_judged ? optional(g.skill) : Json(nullptr)},
         {"log_skill", g.can_be_judged ? optional(g.log_skill) : Json(nullptr)},
         {"persistence_skill", g.can_be_judged ? optional(g.persistence_skill) : Json(nullptr)},
         {"bins", json_of(g.bins)}});
    out.tables.push_back(std::move(scores));
    if (any)
      out.tables.push_back(bins_table(own ? "calibration" : "calibration-" + g.name,
                                      own ? "Calibration" : "Calibration of the " + g.name + " ones", g.bins));
  }
  if (!s.crps.empty()) {
    ResultTable t{"crps",
                  "When and how much: CRPS of the distributions (0 is best)",
                  {},
                  {"of", "n", "forecasts", "widest class, or the same again", "skill"},
                  {}};
    for (const outlook::LedgerCrps& c : s.crps) {
      t.rows.push_back({c.name, std::to_string(c.n), decimals(c.crps), decimals(c.base_crps),
                        !c.can_be_judged ? "cannot be judged"
                        : c.skill        ? decimals(*c.skill)
                                         : "not defined"});
      out.json["ledger"]["crps"].push_back({{"of", c.name},
                                            {"n", c.n},
                                            {"crps", c.crps},
                                            {"base_crps", c.base_crps},
                                            {"can_be_judged", c.can_be_judged},
                                            {"skill", c.can_be_judged ? optional(c.skill) : Json(nullptr)}});
    }
    t.notes.emplace_back(
        "Days run from the issue to the horizon, where whatever has not come stands; ten that came and ten that did "
        "not are needed to judge, and ten totals of deaths.");
    out.tables.push_back(std::move(t));
  }
}

// ---- the record of the methods ---------------------------------------------------------------------------------

void add_exit(Result& out, const ScoreOptions& o, const store::Store& store, const record::View& view,
              const assess::Models& models) {
  const outlook::Backtest b = outlook::backtest_exit(view, models.ladder, o.from, o.to, o.seed);
  ResultTable misses{"misses",
                     "Demands: the largest misses, by the mean of their monthly forecasts",
                     {},
                     {"demand", "mean forecast", "what came"},
                     {}};
  Json list = Json::array();
  for (const auto& m : b.misses) {
    misses.rows.push_back({m.label, percent_words(m.mean_probability), m.occurred ? "left" : "did not leave"});
    list.push_back({{"demand", m.demand}, {"label", m.label}, {"mean_p", m.mean_probability}, {"left", m.occurred}});
  }
  ResultTable scores{
      "exit",
      fmt::format("Does the presence leave within 365 days of the demand? {} to {}, month by month", o.from, o.to),
      {},
      {"score", "ladder", "widest class", "skill", "80% of the skill"},
      {}};
  scores.rows.push_back(
      {"Brier", decimals(b.score.score), decimals(b.base.score), decimals(b.skill), range(b.skill_interval)});
  scores.rows.push_back({"log loss", decimals(b.log_loss), decimals(b.base_log_loss), decimals(b.log_skill),
                         range(b.log_skill_interval)});
  // The same without the region: the host, the states it borders, and those that they border.
  const outlook::Neighbours neighbours = load_neighbours(store);
  outlook::Regions regions;
  for (const record::Demand& d : view.demands) {
    std::set<std::string>& near = regions[d.host];
    near.insert(d.host);
    const auto borders = neighbours.find(d.host);
    if (borders == neighbours.end()) continue;
    for (const std::string& next : borders->second) {
      near.insert(next);
      if (const auto further = neighbours.find(next); further != neighbours.end())
        near.insert(further->second.begin(), further->second.end());
    }
  }
  const outlook::Backtest r = outlook::backtest_exit(view, models.ladder, o.from, o.to, o.seed, regions);
  scores.rows.push_back({"Brier, without its region", decimals(r.score.score), decimals(r.base.score),
                         decimals(r.skill), range(r.skill_interval)});
  scores.rows.push_back({"log loss, without its region", decimals(r.log_loss), decimals(r.base_log_loss),
                         decimals(r.log_skill), range(r.log_skill_interval)});
  scores.notes.push_back(fmt::format(
      "{} forecasts of {} demands, {} of which led to an exit; {} further demands are not resolved and not scored. Each demand weighs one; its own host-coup episode is left out; without its region also every demand of the host, of the states it borders and of those that they border. Intervals resample hosts.",
      b.forecasts.size(), b.demands, b.demands_left, b.pending));
  if (!b.can_be_judged)
    scores.notes.emplace_back("There are fewer than ten demands of one outcome: the record cannot be judged.");
  scores.notes.emplace_back(
      "The classes were declared by people who had seen these cases; only the weights were kept from what came after they were chosen.");
  out.json["exit"] = {{"from", o.from},
                      {"to", o.to},
                      {"forecasts", b.forecasts.size()},
                      {"demands", b.demands},
                      {"left", b.demands_left},
                      {"pending", b.pending},
                      {"brier", b.score.score},
                      {"base_brier", b.base.score},
                      {"skill", b.skill},
                      {"skill_interval", json_of(b.skill_interval)},
                      {"log_loss", number(b.log_loss)},
                      {"base_log_loss", number(b.base_log_loss)},
                      {"log_skill", number(b.log_skill)},
                      {"log_skill_interval", json_of(b.log_skill_interval)},
                      {"without_region",
                       {{"brier", r.score.score},
                        {"base_brier", r.base.score},
                        {"skill", r.skill},
                        {"skill_interval", json_of(r.skill_interval)},
                        {"log_skill", r.log_skill},
                        {"log_skill_interval", json_of(r.log_skill_interval)}}},
                      {"can_be_judged", b.can_be_judged},
                      {"bins", json_of(b.bins)},
                      {"misses", std::move(list)}};
  const bool better = b.can_be_judged && b.skill_interval.lo > 0 && b.log_skill_interval.lo > 0;
  (better ? out.held : out.failed)
      .push_back(fmt::format("The exit question is {}, {} to {}: Brier skill {} ({}).",
                             better             ? "better than its widest class by more than chance"
                             : !b.can_be_judged ? "not to be judged, there are too few demands of one outcome"
                                                : "not better than its widest class by more than chance",
                             o.from, o.to, decimals(b.skill), range(b.skill_interval)));
  const bool held = r.can_be_judged && r.skill_interval.lo > 0 && r.log_skill_interval.lo > 0;
  (held ? out.held : out.failed)
      .push_back(
          fmt::format("Forecast without the demands of its region, the exit question is {}: Brier skill {} ({}).",
                      held ? "still better than its widest class by more than chance"
                           : "not better than its widest class by more than chance",
                      decimals(r.skill), range(r.skill_interval)));
  out.tables.push_back(std::move(misses));
  out.tables.push_back(std::move(scores));
  out.tables.push_back(bins_table("exit-calibration", "The first forecast of each demand", b.bins));
}

// Did the printed interval hold, on what was known when the weights were chosen?
void add_coverage(Result& out, const store::Store& store, const assess::Models& models) {
  const outlook::LadderSpec& spec = models.ladder.exit;
  const record::View before = view_of(store, spec.chosen_as_of, "latest");
  const std::vector<outlook::Trial> trials = outlook::exit_trials(before, "", 0, spec.horizon_days).trials;
  const outlook::EpisodeCoverage e = outlook::check_episodes(spec, trials);
  const outlook::Coverage c = outlook::check_coverage(spec, trials);
  if (e.episodes < 2) return;
  ResultTable t{"coverage",
                fmt::format("Does the 80% interval of the exit question hold, on cases known by {}?",
                            to_string(spec.chosen_as_of)),
                {},
                {"left out", "put together by", "groups", "episodes", "groups inside"},
                {}};
  ResultTable groups{"coverage-groups",
                     "The groups of episodes behind it",
                     {},
                     {"left out", "group", "episodes", "left", "expected", "place among what was expected", "inside"},
                     {}};
  out.json["coverage"] = {{"known_by", to_string(spec.chosen_as_of)},
                          {"episodes", e.episodes},
                          {"episodes_of_several_demands", e.several},
                          {"groups", Json::array()}};
  const auto add = [&](const std::string& left_out, const std::string& by, const std::vector<outlook::Block>& blocks) {
    int episodes = 0;
    int inside = 0;
    for (const outlook::Block& b : blocks) {
      episodes += b.n;
      inside += b.inside ? 1 : 0;
      groups.rows.push_back({left_out, b.name, std::to_string(b.n), fmt::format("{:g}", b.k),
                             fmt::format("{:.1f}", b.expected), fmt::format("{:.2f}", b.position),
                             b.inside ? "yes" : "no"});
      out.json["coverage"]["groups"].push_back({{"left_out", left_out},
                                                {"by", by},
                                                {"group", b.name},
                                                {"episodes", b.n},
                                                {"left", b.k},
                                                {"expected", b.expected},
                                                {"position", b.position},
                                                {"inside", b.inside}});
    }
    t.rows.push_back({left_out, by, std::to_string(blocks.size()), std::to_string(episodes),
                      fmt::format("{} of {}", inside, blocks.size())});
  };
  add("one episode", "all", {e.all});
  add("one episode", "class", e.rungs);
  add("one episode", "class and sender", e.by_below.blocks);
  add("one episode", "class and decade", e.by_decade.blocks);
  add("the whole group", "class and sender", c.by_below.blocks);
  add("the whole group", "class and decade", c.by_decade.blocks);
  t.notes.push_back(fmt::format(
      "One after the other each of {} episodes ({} of them of several demands) is left out and forecast from all others. One episode is a hit or none, so no interval can be checked against it alone: the hits of a group are compared with the central 80% of what its forecasts expect. {} of {} had left within the year, {:.1f} were expected. Groups of class and sender or decade have four episodes or more.",
      e.episodes, e.several, fmt::format("{:g}", e.all.k), e.all.n, e.all.expected));
  t.notes.emplace_back(
      "With an episode alone left out, the others of its sender still speak for it; with the whole group left out they do not, which is the harder test.");
  groups.notes.emplace_back("Inside is a place from 0.1 to 0.9.");
  const auto share = [](const outlook::Blocks& b) { return fmt::format("{} of {}", b.inside, b.blocks.size()); };
  // Of that many groups 80% should hold; fewer than 60% is out of line with it even for few.
  const auto good = [](const outlook::Blocks& b) { return b.inside * 10 >= static_cast<int>(b.blocks.size()) * 6; };
  (good(e.by_below) && good(e.by_decade) ? out.held : out.failed)
      .push_back(fmt::format(
          "The 80% interval of the exit question, each episode known by {} left out in turn, held in {} groups of one sender and {} of one decade.",
          to_string(spec.chosen_as_of), share(e.by_below), share(e.by_decade)));
  (good(c.by_below) && good(c.by_decade) ? out.held : out.failed)
      .push_back(fmt::format("With the whole group left out it held in {} of one sender and {} of one decade.",
                             share(c.by_below), share(c.by_decade)));
  out.tables.push_back(std::move(t));
  out.tables.push_back(std::move(groups));
}

// The hazard with covariates against the one that knows the time since the demand alone.
void add_hazard(Result& out, const ScoreOptions& o, const record::View& view) {
  ResultTable t{
      "hazard",
      "When does a demand end, and how? The hazard with covariates, each year from what was known on 1 January",
      {},
      {"years", "months forecast", "demands", "left", "kept", "log loss a month", "time alone", "skill", "80%",
       "better than time alone by more than chance"},
      {}};
  out.json["hazard"] = Json::array();
  const int last = year_of(view.as_of) - 1;
  for (const auto& [from, to] :
       {std::pair{kWatchFrom, outlook::kWatchChosenTo}, std::pair{outlook::kWatchChosenTo + 1, last}}) {
    if (from > to) continue;
    const outlook::HazardScore s = outlook::roll_exit_hazard(view, from, to, o.seed);
    if (s.months == 0) continue;
    const std::string verdict = !s.can_be_judged ? "cannot be judged" : s.better_than_chance ? "yes" : "no";
    t.rows.push_back({fmt::format("{}-{}", from, to), std::to_string(s.months), std::to_string(s.demands),
                      std::to_string(s.left), std::to_string(s.kept), fmt::format("{:.4f}", s.log_loss),
                      fmt::format("{:.4f}", s.base_log_loss), decimals(s.skill), range(s.skill_interval), verdict});
    out.json["hazard"].push_back({{"from", from},
                                  {"to", to},
                                  {"exits_known_before", s.known_before},
                                  {"months", s.months},
                                  {"demands", s.demands},
                                  {"left", s.left},
                                  {"kept", s.kept},
                                  {"log_loss", s.log_loss},
                                  {"base_log_loss", s.base_log_loss},
                                  {"skill", s.skill},
                                  {"skill_interval", json_of(s.skill_interval)},
                                  {"can_be_judged", s.can_be_judged},
                                  {"better_than_chance", s.better_than_chance}});
    (s.better_than_chance ? out.held : out.failed)
        .push_back(fmt::format(
            "The hazard with covariates {} the time since the demand alone {} in {}-{}: log-score skill {} ({}).",
            s.can_be_judged ? s.better_than_chance ? "told more than" : "told no more than"
                            : "cannot be judged against",
            s.can_be_judged ? "by more than chance" : "", from, to, decimals(s.skill), range(s.skill_interval)));
  }
  if (t.rows.empty()) return;
  t.notes.push_back(fmt::format(
      "Forecast are months of demands that were known when the month began; each ends with the forces gone, kept, or the demand still open. A year is forecast from {} known exits on; a brief uses this hazard from {} on. Intervals resample hosts.",
      outlook::kFewestToRoll, outlook::kFewestExits));
  out.tables.push_back(std::move(t));
}

void add_watch(Result& out, const ScoreOptions& o, const store::Store& store, const record::View& view) {
  ResultTable t{"watch",
                "Which host asks next within twelve months? The watch list, each year from the years before it",
                {},
                {"panel", "years", "forecasts", "came", "log-score skill", "80%", "AUC",
                 "among the ten highest of 1 January", "better than the base rate by more than chance"},
                {}};
  out.json["watch"] = Json::array();
  const int last = year_of(view.as_of) - 1;
  struct Row {
    outlook::WatchDesign design;
    const char* name;
    const char* words;
  };
  for (const Row& row : {Row{{outlook::Panel::yearly, false}, "yearly", "The watch list"},
                         Row{{outlook::Panel::monthly, false}, "monthly", "The watch list by months"}}) {
    const auto panel = outlook::watch_panel(view, load_neighbours(store), row.design);
    for (const auto& [from, to] :
         {std::pair{kWatchFrom, outlook::kWatchChosenTo}, std::pair{outlook::kWatchChosenTo + 1, last}}) {
      if (from > to) continue;
      const outlook::WatchScore s = outlook::roll_watch_list(panel, from, to, outlook::kWatchRidge, 1000, o.seed);
      if (s.rows == 0) continue;
      t.rows.push_back({row.name, fmt::format("{}-{}", from, to), std::to_string(s.rows), std::to_string(s.events),
                        decimals(s.skill), range(s.skill_interval), fmt::format("{:.2f}", s.auc),
                        fmt::format("{} of {}", s.in_yearly_top_ten, s.january_events),
                        s.better_than_chance ? "yes" : "no"});
      (s.better_than_chance ? out.held : out.failed)
          .push_back(
              fmt::format("{} was {}better than the base rate by more than chance in {}-{}{}: log-score skill {} ({}).",
                          row.words, s.better_than_chance ? "" : "not ", from, to,
                          to == outlook::kWatchChosenTo ? ", the years its penalty was chosen on" : "",
                          decimals(s.skill), range(s.skill_interval)));
      out.json["watch"].push_back({{"panel", row.name},
                                   {"from", from},
                                   {"to", to},
                                   {"forecasts", s.rows},
                                   {"came", s.events},
                                   {"log_loss", s.log_loss},
                                   {"base_log_loss", s.base_log_loss},
                                   {"skill", s.skill},
                                   {"skill_interval", json_of(s.skill_interval)},
                                   {"auc", s.auc},
                                   {"january_events", s.january_events},
                                   {"in_yearly_top_ten", s.in_yearly_top_ten},
                                   {"better_than_chance", s.better_than_chance}});
    }
  }
  t.notes.push_back(fmt::format(
      "The penalty was chosen on {}-{}; the years after were looked at once. A yearly panel forecasts on 1 January, a monthly one on the first of each month, so its windows overlap; intervals resample hosts.",
      kWatchFrom, outlook::kWatchChosenTo));
  out.tables.push_back(std::move(t));
}

void add_deaths(Result& out, const ScoreOptions& o, const record::View& view, const assess::Models& models) {
  if (view.deaths.empty()) return;
  const outlook::DeathsCheck c = outlook::check_deaths(view, models.deaths, o.seed);
  ResultTable t{"deaths",
                "Conflict deaths over twelve months: do the bands hold?",
                {},
                {"band", "held", "within ten points"},
                {}};
  for (std::size_t i = 0; i < outlook::kBandLevels.size(); ++i)
    t.rows.push_back({fmt::format("{:.0f}%", 100 * outlook::kBandLevels[i]),
                      fmt::format("{:.1f}%", 100 * c.coverage[i]), c.printable[i] ? "yes" : "no"});
  t.notes.push_back(
      fmt::format("Countries with at least {:.0f} deaths in the twelve months before.", models.deaths.minimum));
  // The same for every country, quiet ones too.
  outlook::DeathsModel every = models.deaths;
  every.minimum = 0;
  const outlook::DeathsCheck all = outlook::check_deaths(view, every, o.seed);
  ResultTable scores{"deaths-scores",
                     fmt::format("Scores of these forecasts, last months {} to {}", record::month_text(c.first_month),
                                 record::month_text(c.last_month)),
                     {},
                     {"countries", "forecasts", "CRPS", "the same again", "own months", "log score, bits",
                      "interval score, 90%", "50% held", "80% held", "90% held", "own months' 80% held"},
                     {}};
  const auto held = [](double share) { return fmt::format("{:.1f}%", 100 * share); };
  for (const auto& [words, check] :
       {std::pair{fmt::format("{} with {:.0f} deaths or more", c.countries, models.deaths.minimum), &c},
        std::pair{fmt::format("all {}", all.countries), &all}})
    scores.rows.push_back({words, std::to_string(check->n), decimals(check->crps), decimals(check->crps_same_again),
                           decimals(check->crps_own_months), fmt::format("{:.2f}", check->ignorance),
                           fmt::format("{:.0f}", check->interval_score), held(check->coverage[0]),
                           held(check->coverage[1]), held(check->coverage[2]), held(check->coverage_own_months_80)});
  scores.notes.emplace_back(
      "CRPS is of ln(1 + deaths), the interval score of deaths; own months are twelve draws from a country's last 36. "
      "Where next to nobody dies, most forecasts are of 0 and bands hold more often than their level.");
  if (c.crps >= std::min(c.crps_same_again, c.crps_own_months))
    out.failed.emplace_back("A plainer forecast of deaths was at least as good.");
  for (std::size_t i = 0; i < outlook::kBandLevels.size(); ++i)
    (c.printable[i] ? out.held : out.failed)
        .push_back(fmt::format("The {:.0f}% band of deaths held {:.1f}% of the time.", 100 * outlook::kBandLevels[i],
                               100 * c.coverage[i]));
  out.json["deaths"] = {{"origins", c.n},
                        {"countries", c.countries},
                        {"coverage", c.coverage},
                        {"crps", c.crps},
                        {"crps_same_again", c.crps_same_again},
                        {"crps_own_months", c.crps_own_months},
                        {"ignorance_bits", c.ignorance},
                        {"interval_score_90", c.interval_score},
                        {"all_countries",
                         {{"origins", all.n},
                          {"countries", all.countries},
                          {"coverage", all.coverage},
                          {"crps", all.crps},
                          {"crps_same_again", all.crps_same_again},
                          {"crps_own_months", all.crps_own_months},
                          {"ignorance_bits", all.ignorance},
                          {"interval_score_90", all.interval_score}}}};
  // And by how many months are forecast.
  ResultTable ahead{"deaths-months",
                    fmt::format("The same for the total of one to twelve months ahead, countries with {:.0f} deaths or "
                                "more in the twelve months before",
                                models.deaths.minimum),
                    {},
                    {"months", "forecasts", "CRPS", "the same again", "own months", "log score, bits",
                     "interval score, 90%", "50% held", "80% held", "90% held"},
                    {}};
  out.json["deaths"]["months_ahead"] = Json::array();
  for (int months = 1; months <= 12; ++months) {
    const outlook::DeathsCheck m = months == 12 ? c : outlook::check_deaths(view, models.deaths, o.seed, months);
    ahead.rows.push_back({std::to_string(months), std::to_string(m.n), decimals(m.crps), decimals(m.crps_same_again),
                          decimals(m.crps_own_months), fmt::format("{:.2f}", m.ignorance),
                          fmt::format("{:.0f}", m.interval_score), held(m.coverage[0]), held(m.coverage[1]),
                          held(m.coverage[2])});
    out.json["deaths"]["months_ahead"].push_back({{"months", months},
                                                  {"origins", m.n},
                                                  {"coverage", m.coverage},
                                                  {"crps", m.crps},
                                                  {"crps_same_again", m.crps_same_again},
                                                  {"crps_own_months", m.crps_own_months},
                                                  {"ignorance_bits", m.ignorance},
                                                  {"interval_score_90", m.interval_score}});
  }
  ahead.notes.emplace_back("The same again is that share of the twelve months before.");
  out.tables.push_back(std::move(t));
  out.tables.push_back(std::move(scores));
  out.tables.push_back(std::move(ahead));
}

// ---- a case as it would have been told -------------------------------------------------------------------------

void add_hindcast(Result& out, const ScoreOptions& o, const store::Store& store, const record::View& now,
                  const assess::Models& models) {
  const assess::Case of = load_case(o.hindcast);
  const assess::Reference reference = load_reference(store, of);
  ResultTable t{"hindcast",
                fmt::format("{}: what would have been said on each day, and what came", of.name),
                {},
                {"day", "state", "question", "forecast", "80%", "base rate", "strict vintage", "what came", "because"},
                {}};
  std::vector<outlook::BinaryForecast> ours;
  std::vector<outlook::BinaryForecast> bases;
  Json list = Json::array();
  const ThreadExecutor executor(o.threads);
  for (const std::string& text : o.days) {
    const Day day = day_of(text, "--days");
    if (day >= now.as_of)
      throw Error(ErrorCode::bad_request, fmt::format("{} is not before the day of the score", text),
                  "give earlier days, or a later --on", {"", 0, "--days"});
    const auto on_day = [&](const char* vintage) {
      return assess::forecasts(of, view_of(store, day, vintage), reference, models, executor, o.seed);
    };
    const assess::Assessment a = on_day("latest");
    const std::vector<assess::Told> told = assess::told_on(a, on_day("strict"), now);
    for (const assess::Told& one : told) {
      const outlook::LedgerEntry& e = one.forecast;
      const outlook::Resolution& r = one.came;
      if (r.verdict == outlook::Verdict::yes || r.verdict == outlook::Verdict::no) {
        ours.push_back({e.probability, r.verdict == outlook::Verdict::yes});
        bases.push_back({e.base_rate, r.verdict == outlook::Verdict::yes});
      }
      t.rows.push_back({to_string(day), one.state, e.question.words, percent_words(e.probability), percents(e.interval),
                        percent_words(e.base_rate), one.strict ? percent_words(*one.strict) : "not computed",
                        std::string(outlook::name(r.verdict)), r.because});
      list.push_back({{"on", to_string(day)},
                      {"state", one.state},
                      {"kind", outlook::name(e.question.event)},
                      {"question", e.question.words},
                      {"p", e.probability},
                      {"interval", json_of(e.interval)},
                      {"base_rate", e.base_rate},
                      {"p_strict", one.strict ? Json(*one.strict) : Json(nullptr)},
                      {"verdict", outlook::name(r.verdict)},
                      {"because", r.because}});
    }
    if (told.empty())
      t.rows.push_back({to_string(day), a.state, "nothing that can be resolved was forecast", "", "", "", "", "", ""});
  }
  t.notes.emplace_back(
      "Each row uses only what was known on its day. Series of deaths stand as revised later, except under the strict vintage, where they are left out if they were released later. One case is no score.");
  if (!ours.empty())
    t.notes.push_back(
        fmt::format("Brier over the {} rows that are resolved: {}, of their base rates {}; the rows are one story told "
                    "on several days, not so many cases.",
                    ours.size(), decimals(outlook::brier(ours).score), decimals(outlook::brier(bases).score)));
  out.json["hindcast"] = {{"case", of.name}, {"forecasts", std::move(list)}};
  out.tables.push_back(std::move(t));
}

void run_score(const ScoreOptions& o) {
  if (o.ledger.empty() && !o.backtest && o.hindcast.empty())
    throw Error(ErrorCode::bad_request, "there is nothing to score",
                "give --ledger FILE, --backtest or --hindcast CASE");
  if (!o.hindcast.empty() && o.days.empty())
    throw Error(ErrorCode::bad_request, "a hindcast needs the days on which it is told",
                "give --days 2023-06-01,2024-03-17", {"", 0, "--days"});
  if (o.from > o.to)
    throw Error(ErrorCode::bad_request, "the first year lies after the last", "turn them round", {"", 0, "--from"});
  const auto store = store::Store::open(o.record);
  const record::View view = view_of(store, day_of(o.on, "--on"), o.vintage);
  Result out;
  out.json["as_of"] = to_string(view.as_of);
  out.json["view"] = view.hash;
  if (!o.ledger.empty()) add_ledger(out, o, view);
  if (o.backtest || !o.hindcast.empty()) {
    const assess::Models models = load_models(o.models);
    out.json["model"] = models.hash();
    if (o.backtest) {
      add_exit(out, o, store, view, models);
      add_coverage(out, store, models);
      add_hazard(out, o, view);
      add_watch(out, o, store, view);
      add_deaths(out, o, view, models);
    }
    if (!o.hindcast.empty()) add_hindcast(out, o, store, view, models);
  }
  if (!out.failed.empty() || !out.held.empty()) {
    ResultTable head{"summary", "What failed, and what held", {}, {"verdict", "what"}, {}};
    for (const std::string& text : out.failed) head.rows.push_back({"failed", text});
    for (const std::string& text : out.held) head.rows.push_back({"held", text});
    out.json["failed"] = out.failed;
    out.json["held"] = out.held;
    out.tables.insert(out.tables.begin(), std::move(head));
  }
  if (o.format == "json") return print(out.json.dump(2) + "\n");
  const std::string basis = fmt::format("as of {}; view {}", to_string(view.as_of), view.hash.substr(0, 12));
  if (o.format == "text") return print(text_of(out.tables) + "\n" + basis + "\n");
  if (o.format == "markdown")
    return print(fmt::format("# Track record\n\nComputed from the record {}. Intervals hold 80%.\n\n", basis) +
                 markdown_of(out.tables));
  if (o.table.empty()) return print(csv_of(out.tables.front()));
  std::string names;
  for (const ResultTable& t : out.tables) names += (names.empty() ? "" : ", ") + t.name;
  print(csv_of(table_named(out.tables, o.table, "name one of: " + names)));
}

}  // namespace

void setup_score(CLI::App& program) {
  auto o = std::make_shared<ScoreOptions>();
  CLI::App* verb = program.add_subcommand(
      "score", "What became of forecasts: of a ledger, of the methods over past years, of a case told on past days");
  verb->footer(
      "A ledger:    entente score --ledger forecasts.jsonl --on 2025-06-01\n"
      "The methods: entente score --backtest --on 2026-06-01\n"
      "A case:      entente score --hindcast niger-2024 --days 2023-09-01,2024-03-17 --on 2026-06-01\n"
      "Pages: docs/verbs.md, docs/track-record.md, docs/methods/outlook-ledger.md, docs/methods/outlook-backtest.md");
  verb->add_option("--ledger", o->ledger,
                   "Forecasts that were issued, one a line, as `entente brief --issue` writes them")
      ->type_name("FILE");
  verb->add_flag("--backtest", o->backtest, "Exit question, watch list and deaths, rolled through past years");
  verb->add_option("--hindcast", o->hindcast, "A case, told on the days of --days")->type_name("CASE");
  verb->add_option("--days", o->days, "Days of the hindcast, separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("DAY");
  verb->add_option("--on", o->on, "The day from which it is judged; what became known later is not used")
      ->type_name("DAY")
      ->required();
  verb->add_option("--from", o->from, "First year of the exit question's backtest")
      ->type_name("YEAR")
      ->check(CLI::Range(1950, 2200))
      ->capture_default_str();
  verb->add_option("--to", o->to, "Last year of it")
      ->type_name("YEAR")
      ->check(CLI::Range(1950, 2200))
      ->capture_default_str();
  verb->add_option(
      "--table", o->table,
      "Which table csv gives (default: the first): summary, forecasts, scores, scores-observables, scores-conditional, calibration, crps, misses, exit, exit-calibration, coverage, coverage-groups, hazard, watch, deaths, deaths-scores, deaths-months, hindcast");
  add_seed_option(*verb, o->seed);
  add_threads_option(*verb, o->threads);
  add_models_option(*verb, o->models);
  add_record_option(*verb, o->record);
  add_vintage_option(*verb, o->vintage);
  add_format_option(*verb, o->format, "text json csv markdown");
  verb->callback([o] { run_score(*o); });
}

}  // namespace entente::cli

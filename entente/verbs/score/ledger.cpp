// score --ledger: what became of forecasts that were issued.

#include "entente/base/counted.hpp"
#include "entente/verbs/score/tables.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace entente::verbs {
namespace {

Table forecasts_table(const record::View& view, const std::vector<outlook::LedgerEntry>& entries,
                      const outlook::LedgerScore& s) {
  Table t{.name = "forecasts",
          .title = fmt::format("{} issued: {} came, {} did not, {} pending, {} whose condition was not met, "
                               "{} cannot be resolved",
                               counted(s.issued, "forecast"), s.yes, s.no, s.pending, s.not_met, s.cannot_resolve)};
  t.columns = {text_column("verdict"),
               text_column("sort"),
               text_column("kind").only_for_programs(),
               interval_column("probability", look::kChance).headed("forecast").in("share").ends("80%"),
               number_column("base_rate", look::kShare).in("share"),
               text_column("question"),
               text_column("resolution").only_for_programs(),
               text_column("source").only_for_programs(),
               day_column("issued_on").headed("issued"),
               day_column("horizon_on").headed("horizon"),
               number_column("outcome").in("days or deaths").only_for_programs(),
               text_column("because"),
               text_column("evidence").only_for_programs(),
               text_column("id")};
  for (const std::size_t i : misses_first(s)) {
    const outlook::LedgerEntry& e = entries[i];
    const outlook::Question& q = e.question;
    const outlook::Resolution r = outlook::resolve(view, e);
    t.rows.push_back({std::string(outlook::name(r.verdict)), std::string(outlook::group_of(e)),
                      std::string(outlook::name(q.event)), estimate(e.probability, e.interval), e.base_rate, q.words,
                      text(q.resolution), text(q.source), q.asked_on, q.horizon_on, cell(r.outcome), r.because,
                      text(fmt::format("{}", fmt::join(r.evidence, " "))), e.id});
  }
  t.notes.emplace_back(
      "Resolved by the rule each was issued with, from the record as known on the day; the largest misses first.");
  return t;
}

bool any(const outlook::LedgerGroup& g) { return g.yes + g.no > 0; }

// A skill that can be infinite, or undefined where the reference is 0.
std::string skill_words(const std::optional<double>& skill) {
  if (!skill) return "not defined";
  return std::isfinite(*skill) ? fmt::format("{:.3f}", *skill) : "infinite";
}

Table scores_table(const outlook::LedgerGroup& g) {
  const bool own = g.name == "forecasts";
  Table t{.name = own ? "scores" : "scores-" + g.name,
          .title = fmt::format("Scores of {}: {} came, {} did not",
                               own                       ? "what was forecast"
                               : g.name == "observables" ? "what indicators watch for"
                                                         : "what was to follow if a condition was met",
                               g.yes, g.no)};
  t.columns = {text_column("score"), number_column("forecasts", look::kThree),
               number_column("base_rates", look::kThree)};
  if (!any(g)) {
    t.notes.emplace_back("Nothing is resolved yet, so there is no score.");
    return t;
  }
  t.rows = {{"Brier", g.score.score, g.base.score}};
  // Of fewer every bin holds next to nothing, and the parts would be noise.
  if (g.can_be_judged) {
    t.rows.push_back({"of it reliability (0 is best)", g.score.reliability, g.base.reliability});
    t.rows.push_back({"of it resolution (more is better)", g.score.resolution, g.base.resolution});
    t.rows.push_back({"of it uncertainty", g.score.uncertainty, g.base.uncertainty});
    t.rows.push_back({"of it within bins", g.score.within, g.base.within});
    t.notes.push_back(
        fmt::format("Brier = reliability - resolution + uncertainty + within bins, over {} bins of equal "
                    "width.",
                    stats::kBrierBins));
  }
  t.rows.push_back({"log loss", number(g.log_loss, "infinite"), number(g.base_log_loss, "infinite")});
  t.notes.push_back(
      g.can_be_judged
          ? fmt::format("Skill against the base rates they were issued with: Brier {}, log loss {}; against "
                        "persistence, Brier {}.",
                        skill_words(g.skill), skill_words(g.log_skill), skill_words(g.persistence_skill))
          : fmt::format("Skill cannot be judged: {} came and {} did not, and ten of each are needed.", g.yes, g.no));
  return t;
}

Table crps_table(const std::vector<outlook::LedgerCrps>& crps) {
  Table t{.name = "crps", .title = "When and how much: CRPS of the distributions (0 is best)"};
  t.columns = {text_column("of"),
               count_column("n"),
               number_column("crps", look::kThree).headed("forecasts"),
               number_column("base_crps", look::kThree).headed("widest class, or the same again"),
               number_column("skill", look::kThree),
               flag_column("can_be_judged").only_for_programs()};
  for (const outlook::LedgerCrps& c : crps)
    t.rows.push_back({c.name, count(c.n), c.crps, c.base_crps,
                      !c.can_be_judged ? Cell(None{"cannot be judged"})
                      : c.skill        ? number(*c.skill, "infinite")
                                       : Cell(None{"not defined"}),
                      c.can_be_judged});
  t.notes.emplace_back(
      "Days run from the issue to the horizon, where whatever has not come stands; ten that came and ten that did not "
      "are needed to judge, and ten totals of deaths.");
  return t;
}

Table counts_table(const outlook::LedgerScore& s) {
  Table t{.name = "ledger", .title = "What became of all that was issued", .in_text = false};
  t.columns = {count_column("issued"),  count_column("yes"),     count_column("no"),
               count_column("pending"), count_column("not_met"), count_column("cannot_resolve")};
  t.rows.push_back(
      {count(s.issued), count(s.yes), count(s.no), count(s.pending), count(s.not_met), count(s.cannot_resolve)});
  return t;
}

Table sorts_table(const std::vector<outlook::LedgerGroup>& groups) {
  Table t{.name = "sorts", .title = "Scores of each sort", .in_text = false};
  t.columns = {text_column("sort"),
               count_column("yes"),
               count_column("no"),
               flag_column("can_be_judged"),
               number_column("brier"),
               number_column("base_brier"),
               number_column("log_loss"),
               number_column("base_log_loss"),
               number_column("skill"),
               number_column("log_skill"),
               number_column("persistence_skill")};
  for (const outlook::LedgerGroup& g : groups) {
    const auto scored = [&](double x) { return any(g) ? number(x) : Cell(None{}); };
    const auto judged = [&](const std::optional<double>& x) {
      return g.can_be_judged && x ? number(*x) : Cell(None{});
    };
    t.rows.push_back({g.name, count(g.yes), count(g.no), g.can_be_judged, scored(g.score.score), scored(g.base.score),
                      scored(g.log_loss), scored(g.base_log_loss), judged(g.skill), judged(g.log_skill),
                      judged(g.persistence_skill)});
  }
  return t;
}

}  // namespace

std::vector<std::size_t> misses_first(const outlook::LedgerScore& score) {
  std::vector<std::size_t> out = score.misses;
  std::vector<bool> placed(static_cast<std::size_t>(score.issued));
  for (const std::size_t i : out) placed[i] = true;
  for (std::size_t i = 0; i < placed.size(); ++i)
    if (!placed[i]) out.push_back(i);
  return out;
}

std::vector<Table> ledger_score_tables(const record::View& view, const std::vector<outlook::LedgerEntry>& entries) {
  const outlook::LedgerScore s = outlook::score_ledger(view, entries);
  std::vector<Table> out{forecasts_table(view, entries, s)};
  for (const outlook::LedgerGroup& g : s.groups) {
    out.push_back(scores_table(g));
    const bool own = g.name == "forecasts";
    if (any(g))
      out.push_back(calibration_table(own ? "calibration" : "calibration-" + g.name,
                                      own ? "Calibration" : "Calibration of the " + g.name + " ones", g.bins));
  }
  if (!s.crps.empty()) out.push_back(crps_table(s.crps));
  out.push_back(counts_table(s));
  out.push_back(sorts_table(s.groups));
  return out;
}

}  // namespace entente::verbs

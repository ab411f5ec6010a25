#include "entente/verbs/ladder_tables.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::verbs {
namespace {

constexpr int kMostListed = 500;  // cases of a class that programs get
constexpr int kMostNamed = 60;    // of the nearest class that people get
constexpr Look kWhole{.scale = Look::Scale::percent, .digits = 0, .to = "–", .unit_once = true};

// Fewer than two classes of enough cases have no span.
bool has_span(const outlook::Ladder& l) {
  const auto large = [](const outlook::Rung& r) { return r.n >= outlook::kSmallestClass; };
  return std::ranges::count_if(l.rungs, large) + std::ranges::count_if(l.sides, large) > 1;
}

Table answer_table(const outlook::Ladder& l, const std::string& suffix) {
  Table t{.name = "answer" + suffix, .title = l.question, .in_text = false};
  t.columns = {text_column("question"),
               interval_column("p").in("probability"),
               day_column("horizon_on"),
               number_column("weight").in("cases"),
               number_column("weight_below").in("cases"),
               number_column("spread").in("share"),
               flag_column("confidence_capped"),
               text_column("dissent")};
  t.rows.push_back({l.question, estimate(l.probability, l.interval),
                    l.horizon_on == Day{} ? Cell(None{}) : Cell(l.horizon_on), l.weight, l.weight_below,
                    has_span(l) ? Cell(l.spread) : Cell(None{}), l.confidence_capped, text(l.dissent)});
  t.notes = l.notes;
  return t;
}

std::vector<Column> class_columns() {
  return {text_column("class"),
          text_column("words"),
          flag_column("beside"),
          number_column("k").in("cases"),
          number_column("n").in("cases"),
          interval_column("share").in("share"),
          number_column("k_units").in("episodes"),
          number_column("n_units").in("episodes"),
          interval_column("pooled").in("share")};
}

std::vector<Cell> class_row(const outlook::Rung& r, bool beside) {
  return {r.name,     r.words,          beside,
          count(r.k), count(r.n),       share_cell(r.k, r.n, r.interval),
          r.k_units,  count(r.n_units), estimate(r.pooled, r.interval_pooled)};
}

Table cases_table(const outlook::Ladder& l, const std::string& suffix) {
  Table t{.name = "cases" + suffix, .title = "The cases of each class", .in_text = false};
  t.columns = {text_column("class"),
               flag_column("came"),
               text_column("case"),
               text_column("outcome"),
               number_column("days").in("days"),
               text_column("evidence")};
  for (const auto* rungs : {&l.rungs, &l.sides})
    for (const outlook::Rung& r : *rungs) {
      if (r.n > kMostListed) continue;
      for (const std::size_t i : r.trials) {
        const outlook::Trial& trial = l.trials[i];
        t.rows.push_back({r.name, trial.hit, text(trial.label), text(trial.outcome), cell(trial.days), trial.id});
      }
    }
  return t;
}

// A class as a line. `k` and `n` by episode stand only where they differ.
Table class_lines(const std::vector<outlook::Rung>& rungs, bool beside, const std::string& suffix) {
  Table t{.name = (beside ? "lines-beside" : "lines") + suffix,
          .for_programs = false,
          .apart = !beside,
          .line = "{label} {k:>4} of {n:<5} {share:>4} ({interval})  {words}{k_units}{n_units}{mean}{pooled}"};
  t.columns = {text_column("label"),
               count_column("k"),
               count_column("n"),
               number_column("share", kWhole),
               interval_column("interval", kWhole),
               text_column("words"),
               number_column("k_units").joined("; by episode "),
               count_column("n_units").joined(" of "),
               number_column("mean", look::kPercent).joined("; mean "),
               number_column("pooled", look::kPercent).joined("; drawn to its parent ")};
  for (const outlook::Rung& r : rungs) {
    const bool episodes = r.n_units != r.n;
    t.rows.push_back({beside ? "side " : "class", count(r.k), count(r.n), cell(share_of(r.k, r.n), "–"),
                      r.n == 0 ? Cell(None{"nothing counted"}) : estimate(std::nullopt, r.interval), r.words,
                      episodes ? Cell(r.k_units) : Cell(None{}), episodes ? count(r.n_units) : Cell(None{}),
                      !beside && r.parent.empty() ? Cell(r.pooled) : Cell(None{}),
                      !beside && !r.parent.empty() ? Cell(r.pooled) : Cell(None{})});
  }
  return t;
}

Table case_lines(const outlook::Ladder& l, const std::string& suffix) {
  Table t{.name = "lines-cases" + suffix,
          .for_programs = false,
          .apart = false,
          .line = "        {came:<3} {case:<40} {outcome}{days} [{evidence}]"};
  t.columns = {flag_column("came"), text_column("case"), text_column("outcome"), text_column("days").joined(", "),
               text_column("evidence")};
  for (const std::size_t i : l.nearest().trials) {
    const outlook::Trial& trial = l.trials[i];
    t.rows.push_back({trial.hit, text(trial.label), text(trial.outcome),
                      trial.days ? Cell(counted(*trial.days, "day")) : Cell(None{}), trial.id});
  }
  return t;
}

}  // namespace

std::vector<Table> ladder_tables(const outlook::Ladder& l, const std::string& suffix) {
  Table classes{.name = "classes" + suffix,
                .title = "Reference classes, widest first",
                .columns = class_columns(),
                .in_text = false};
  for (const outlook::Rung& r : l.rungs) classes.rows.push_back(class_row(r, false));
  for (const outlook::Rung& r : l.sides) classes.rows.push_back(class_row(r, true));
  Table sensitivity{.name = "sensitivity" + suffix, .title = "The number when something is left out", .in_text = false};
  sensitivity.columns = {text_column("left_out"), number_column("low").in("probability"), text_column("low_without"),
                         number_column("high").in("probability"), text_column("high_without")};
  for (const auto& s : l.sensitivity)
    sensitivity.rows.push_back({s.what, s.lo, text(s.lo_without), s.hi, text(s.hi_without)});
  Table left_out{.name = "left-out" + suffix, .title = "Cases that are not counted", .in_text = false};
  left_out.columns = {text_column("evidence"), text_column("why")};
  for (const std::string& id : l.censored) left_out.rows.push_back({id, "too young and not resolved"});
  for (const std::string& id : l.past) left_out.rows.push_back({id, "resolved before the time that has passed here"});
  return {answer_table(l, suffix), std::move(classes), cases_table(l, suffix), std::move(sensitivity),
          std::move(left_out)};
}

std::vector<Table> ladder_lines(const outlook::Ladder& l, const std::string& who, const std::string& suffix) {
  Table head{.name = "lines-head" + suffix,
             .title = fmt::format("{}: {}", who, l.question),
             .for_programs = false,
             .note_indent = 0};
  head.notes.push_back(fmt::format("probability {}% (80% interval {}–{}%)", rounded(100 * l.probability),
                                   rounded(100 * l.interval.lo), rounded(100 * l.interval.hi)));
  Table foot{.name = "lines-foot" + suffix, .for_programs = false, .note_indent = 0};
  foot.notes.push_back(fmt::format(
      "{} left out; {}{}", counted(l.censored.size(), "case too young and open is", "cases too young and open are"),
      has_span(l) ? "the classes span " + counted(rounded(100 * l.spread), "point")
                  : fmt::format("fewer than two classes hold {} cases, so they have no span", outlook::kSmallestClass),
      l.confidence_capped ? ", so confidence is low to moderate at most" : ""));
  for (const auto& s : l.sensitivity)
    foot.notes.push_back(s.lo == s.hi
                             ? fmt::format("{}: {}%", s.what, rounded(100 * s.lo))
                             : fmt::format("{}: {}% (without {}) to {}% (without {})", s.what, rounded(100 * s.lo),
                                           s.lo_without, rounded(100 * s.hi), s.hi_without));
  foot.notes.insert(foot.notes.end(), l.notes.begin(), l.notes.end());
  foot.notes.push_back(fmt::format("model {}", l.model_hash.substr(0, 12)));
  std::vector<Table> out{std::move(head), class_lines(l.rungs, false, suffix)};
  if (l.nearest().n <= kMostNamed) out.push_back(case_lines(l, suffix));
  out.push_back(class_lines(l.sides, true, suffix));
  out.push_back(std::move(foot));
  return out;
}

}  // namespace entente::verbs

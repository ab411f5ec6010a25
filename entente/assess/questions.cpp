// Further questions of the case, written as sentences: each with its answer, base rate and what it would be under its
// conditions.

#include "entente/assess/ladder_words.hpp"
#include "entente/assess/part.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/outlook/answer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::assess {
namespace {

constexpr const char* kHeading = "Further questions";

// A sentence that is not a question is a fault of the case, which is named.
outlook::Asked read(const Case& of, const CaseQuestion& question, const record::View& view) {
  try {
    return outlook::read_question(question.ask, view);
  } catch (const Error& error) {
    throw Error(error.code(), error.message(), error.remedy(),
                {"case " + of.name, 0, "questions." + question.id + ".ask"});
  }
}

// Conditions are for the page; a ledger keeps the question alone.
outlook::OrWhyNot<outlook::Answer> answer_to(const Given& given, const CaseQuestion& question,
                                             const outlook::Asked& asked) {
  outlook::Situation situation = outlook::situation_of(asked, given.view);
  auto posed = outlook::try_pose(asked, given.view, situation, given.models.ladder);
  if (auto* none = std::get_if<outlook::WhyNot>(&posed)) return std::move(*none);
  outlook::Question& one = std::get<outlook::Question>(posed);
  one.resolution = question.resolution;
  return outlook::try_answer(given.view, one, situation,
                             {given.models.ladder, given.models.deaths, given.models.precedents, &given.models.course},
                             given.wanted.annex ? asked.branches : std::vector<outlook::Branch>{}, given.seed,
                             given.executor);
}

std::string range_of(const stats::Interval& i) { return fmt::format("{}–{}", chance(i.lo), chance(i.hi)); }

void add_rows(Table& table, Contribution& out, const Given& given, const CaseQuestion& question,
              const outlook::Answer& answer) {
  std::vector<std::string> ids;
  std::string base = "none: like levels in all countries";
  if (answer.ladder) {
    const outlook::Rung& nearest = answer.ladder->nearest();
    base = fmt::format("{} of {} {}", nearest.k, nearest.n, nearest.words);
    ids = trials_of(*answer.ladder, nearest);
  }
  const std::string cited =
      out.evidence.query("asked/" + question.id, answer.question.words, "the nearest class of the question",
                         answer.ladder ? answer.ladder->nearest().n : answer.deaths->pairs, ids,
                         Call{"outlook"}.with("question", question.ask).on(given.view.as_of));
  table.rows.push_back({{answer.question.words, {cited}},
                        {chance(answer.probability), {}},
                        {range_of(answer.interval), {}},
                        {base, {}}});
  for (const outlook::BranchResult& branch : answer.branches) {
    if (!branch.why_not.empty())
      out.gap(fmt::format("The condition “{}” is not computed: {}.", branch.words, branch.why_not));
    else
      table.rows.push_back({{fmt::format("– if {}", branch.words), {cited}},
                            {chance(branch.probability), {}},
                            {range_of(branch.interval), {}},
                            {counted(branch.last_n, "case"), {}}});
  }
}

}  // namespace

Contribution questions_part(const Given& given) {
  Contribution out(given.view);
  const auto further = [](const CaseQuestion& q) { return q.kind == QuestionKind::asked; };
  if (std::ranges::none_of(given.of.questions, further)) return out;
  if (!given.wanted.annex) out.leave_out("asked", kHeading);
  Table table;
  table.id = "asked";
  table.columns = {{"Question", false}, {"Chance", true}, {"80% interval", true}, {"Base rate", false}};
  for (const CaseQuestion& question : given.of.questions) {
    if (!further(question)) continue;
    const outlook::Asked asked = read(given.of, question, given.view);
    if (!given.wanted.annex && !given.wanted.ledger) continue;
    const auto answered = answer_to(given, question, asked);
    if (const auto* none = std::get_if<outlook::WhyNot>(&answered)) {
      out.gap(fmt::format("The question “{}” has no answer: {}.", question.ask, none->why));
      continue;
    }
    const auto& answer = std::get<outlook::Answer>(answered);
    if (given.wanted.annex) add_rows(table, out, given, question, answer);
    // What follows a demand that was not made cannot be decided later.
    if (given.wanted.ledger && !asked.asked_today)
      out.forecasts.push_back({"", answer.question, answer.probability, answer.interval, answer.base_rate,
                               answer.members, answer.base_members});
  }
  if (table.rows.empty()) return out;
  table.finding = "Further questions of the case, answered by the same models";
  table.source_line =
      "Each is resolved by the rule of the case; the base rate is that of the nearest class; conditions compare cases and "
      "are not effects.";
  Section section{"asked", kHeading, Part::annex, {}};
  section.blocks.emplace_back(std::move(table));
  out.add(std::move(section));
  return out;
}

}  // namespace entente::assess

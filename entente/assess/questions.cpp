// Further questions of the case, written as sentences: each with its answer, base rate and what it would be under its
// conditions.

#include "entente/assess/draft.hpp"
#include "entente/base/error.hpp"
#include "entente/outlook/answer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::assess {
namespace {

outlook::Asked read(const Draft& d, const CaseQuestion& q) {
  try {
    return outlook::read_question(q.ask, d.view);
  } catch (const Error& error) {
    throw Error(error.code(), error.message(), error.remedy(), {"case " + d.of.name, 0, "questions." + q.id + ".ask"});
  }
}

std::string range_of(const stats::Interval& i) { return fmt::format("{}–{}", chance(i.lo), chance(i.hi)); }

}  // namespace

void add_asked(Draft& d) {
  Table table;
  table.id = "asked";
  table.columns = {{"Question", false}, {"Chance", true}, {"80% interval", true}, {"Base rate", false}};
  for (const CaseQuestion& q : d.of.questions) {
    if (q.kind != QuestionKind::asked) continue;
    const outlook::Asked asked = read(d, q);
    outlook::Situation situation = outlook::situation_of(asked, d.view);
    std::optional<outlook::Answer> answer;
    try {
      outlook::Question question = outlook::pose(asked, d.view, situation, d.models.ladder);
      question.resolution = q.resolution;
      answer = outlook::answer(d.view, question, situation, {d.models.ladder, d.models.deaths, d.models.precedents},
                               d.forecasts_only ? std::vector<outlook::Branch>{} : asked.branches, d.seed, d.executor);
    } catch (const Error& error) {
      // The state of the day does not allow it, or nothing can be counted.
      if (error.code() != ErrorCode::bad_request && error.code() != ErrorCode::not_found) throw;
      d.gap(fmt::format("The question “{}” has no answer: {}.", q.ask, error.message()));
      continue;
    }
    std::vector<std::string> ids;
    std::string base = "none: like levels in all countries";
    if (answer->ladder) {
      const outlook::Rung& nearest = answer->ladder->nearest();
      base = fmt::format("{} of {} {}", nearest.k, nearest.n, nearest.words);
      for (const std::size_t i : nearest.trials)
        if (ids.size() < 10 && std::find(ids.begin(), ids.end(), answer->ladder->trials[i].id) == ids.end())
          ids.push_back(answer->ladder->trials[i].id);
    }
    const std::string cited =
        d.evidence.query("asked/" + q.id, answer->question.words, "the nearest class of the question",
                         answer->ladder ? answer->ladder->nearest().n : answer->deaths->pairs, ids,
                         fmt::format("entente outlook \"{}\" --as-of {}", q.ask, to_string(d.view.as_of)));
    table.rows.push_back({{answer->question.words, {cited}},
                          {chance(answer->probability), {}},
                          {range_of(answer->interval), {}},
                          {base, {}}});
    for (const outlook::BranchResult& b : answer->branches) {
      if (!b.why_not.empty()) {
        d.gap(fmt::format("The condition “{}” is not computed: {}.", b.words, b.why_not));
        continue;
      }
      table.rows.push_back({{fmt::format("– if {}", b.words), {cited}},
                            {chance(b.probability), {}},
                            {range_of(b.interval), {}},
                            {fmt::format("{} cases", b.last_n), {}}});
    }
    // What follows a demand that was not made cannot be decided later.
    if (!asked.asked_today)
      d.out.forecasts.push_back({"", answer->question, answer->probability, answer->interval, answer->base_rate,
                                 answer->members, answer->base_members});
  }
  if (table.rows.empty()) return;
  table.finding = "Further questions of the case, answered from the same classes";
  table.source_line =
      "Each is resolved by the rule of the case; conditions compare classes of cases and are no effects.";
  d.section("asked", "Further questions", Part::annex).blocks.emplace_back(std::move(table));
}

}  // namespace entente::assess

#include "entente/assess/futures.hpp"

#include "entente/assess/words.hpp"
#include "entente/outlook/scenario.hpp"

#include <fmt/format.h>

#include <cmath>

namespace entente::assess {
namespace {

constexpr int kReplicates = 10000;
constexpr const char* kHeading = "Futures";

std::vector<Table::Cell> row_of(const outlook::BranchResult& branch) {
  const auto whole = [](double share) { return fmt::format("{:+.0f}", std::round(100 * share) + 0.0); };  // no -0
  if (branch.assumed)
    return {{capital(branch.words), {}},
            {percent(branch.probability), {}},
            {whole(branch.difference), {}},
            {"assumed, not counted", {}}};
  return {{capital(branch.words), {}},
          {in_brackets(branch.probability, branch.interval.lo, branch.interval.hi), {}},
          {fmt::format("{} ({} to {})", whole(branch.difference), whole(branch.difference_interval.lo),
                       whole(branch.difference_interval.hi)),
           {}},
          {fmt::format("{}", branch.last_n), {}}};
}

std::vector<outlook::BranchResult> results_of(const Given& given, const DemandCourse* course) {
  if (course != nullptr)
    return outlook::course_branches(course->model, course->standing, given.of.branches, course->to_day(),
                                    given.executor);
  // Which branches can be computed is told in front, and needs no replicates.
  const int replicates = given.wanted.annex ? kReplicates : 1;
  return outlook::run_branches(given.view, given.situation, given.models.ladder, given.of.branches, replicates,
                               given.seed, given.executor);
}

}  // namespace

void add_futures(Contribution& out, const Given& given, const Judgement& judgement, const DemandCourse* course) {
  Table table;
  table.id = "futures";
  table.columns = {{"If", false}, {"Then", true}, {"Difference, points", true}, {"Cases", true}};
  for (const outlook::BranchResult& branch : results_of(given, course)) {
    if (branch.assumed && given.situation.state != outlook::State::demanded)
      out.gap(fmt::format("Branch “{}” is not computed: its number is assumed of an open demand, and there is none.",
                          branch.words));
    else if (!branch.why_not.empty())
      out.gap(fmt::format("Branch “{}” is not computed: {}", branch.words, branch.why_not));
    else if (branch.same_classes && !branch.assumed)
      out.gap(fmt::format("Branch “{}” changes nothing that the {} at.", branch.words,
                          course != nullptr ? "course looks" : "classes look"));
    else
      table.rows.push_back(row_of(branch));
  }
  if (table.rows.empty()) return;
  if (!given.wanted.annex) {
    out.leave_out("futures", kHeading);
    return;
  }
  const std::string cited = out.evidence.query(
      "futures",
      course != nullptr ? "Branches as interventions on the course of the demand"
                        : "Branches as interventions on the ladder",
      course != nullptr
          ? "draws of the model's coefficients with the seed of the brief, each used for both runs"
          : "10,000 replicates with the seed of the brief; classes that both runs share are drawn once for both",
      static_cast<long>(table.rows.size()), {},
      Call{"brief"}.with("case", given.of.name).on(given.view.as_of).with("full", "true"));
  for (auto& row : table.rows) row[0].evidence = {cited};
  table.finding = fmt::format("What would move {} from {}, and by how much", judgement.id, chance(*judgement.p));
  table.source_line = fmt::format(
      "Differences with 80% intervals; cases are {}. An assumed probability is printed as given in the case and is not a "
      "finding.",
      course != nullptr ? "all demands that the model is fitted to" : "those of the nearest class");
  Section section{"futures", kHeading, Part::annex, {}};
  section.blocks.emplace_back(std::move(table));
  out.add(std::move(section));
}

}  // namespace entente::assess

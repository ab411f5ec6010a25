// score --hindcast: a case as it would have been told on past days.

#include "entente/base/counted.hpp"
#include "entente/verbs/score/tables.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

namespace entente::verbs {

Table hindcast_table(const std::string& case_name, const std::vector<std::pair<Day, PastDay>>& days) {
  Table t{.name = "hindcast",
          .title = fmt::format("{}: what would have been said on each day, and what came", case_name)};
  t.columns = {text_column("case").only_for_programs(),
               day_column("day"),
               text_column("state"),
               text_column("kind").only_for_programs(),
               text_column("question"),
               interval_column("probability", look::kChance).headed("forecast").in("share").ends("80%"),
               number_column("base_rate", look::kShare).in("share"),
               number_column("strict_vintage", look::kShare).in("share"),
               text_column("verdict").headed("what came"),
               text_column("because")};
  std::vector<assess::PastForecast> all;
  for (const auto& [day, one_day] : days) {
    for (const assess::PastForecast& one : one_day.forecasts) {
      const outlook::LedgerEntry& e = one.forecast;
      t.rows.push_back({case_name, day, one.state, std::string(outlook::name(e.question.event)), e.question.words,
                        estimate(e.probability, e.interval), e.base_rate, cell(one.strict, "not computed"),
                        std::string(outlook::name(one.came.verdict)), one.came.because});
      all.push_back(one);
    }
    if (one_day.forecasts.empty())
      t.rows.push_back({case_name, day, one_day.state, None{}, None{"nothing that can be resolved was forecast"},
                        None{}, None{}, None{}, None{}, None{}});
  }
  t.notes.emplace_back(
      "Each row uses only what was known on its day. Series of deaths stand as revised later, except under the strict "
      "vintage, where they are left out if they were released later. One case is not a score.");
  if (const assess::PastScore score = assess::score_of(all); score.resolved > 0)
    t.notes.push_back(
        fmt::format("Brier over the {} resolved: {:.3f}, of the base rates {:.3f}; all rows are one story told on "
                    "several days, not so many cases.",
                    counted(score.resolved, "row that is", "rows that are"), score.brier, score.base_brier));
  return t;
}

}  // namespace entente::verbs

#pragma once
// The tables of score: what the rooms computed, as cells.

#include "entente/assess/hindcast.hpp"
#include "entente/outlook/course_score.hpp"
#include "entente/outlook/ledger.hpp"
#include "entente/outlook/signals.hpp"
#include "entente/outlook/track_record.hpp"
#include "entente/stats/interval.hpp"
#include "entente/stats/scores.hpp"
#include "entente/verbs/past_forecasts.hpp"
#include "entente/verbs/result.hpp"

#include <string>
#include <utility>
#include <vector>

namespace entente::verbs {

/// "forecasts"; for each sort that has an entry its scores and calibration; "crps". For programs "ledger", the counts,
/// and "sorts", the scores of each sort in a row.
std::vector<Table> ledger_score_tables(const record::View& view, const std::vector<outlook::LedgerEntry>& entries);

/// Which entries are told first, by their places: the largest misses, then what is not scored as it was issued.
std::vector<std::size_t> misses_first(const outlook::LedgerScore& score);

/// "misses", "exit", "exit-calibration", "coverage", "coverage-groups", "hazard", "watch". For programs "exit-counts",
/// "exit-forecasts" and "coverage-counts".
std::vector<Table> track_record_tables(const outlook::TrackRecord& record);

/// "deaths", "deaths-scores", "deaths-months".
std::vector<Table> deaths_record_tables(const outlook::DeathsRecord& record);

/// "course", "course-bands", "course-test".
std::vector<Table> course_record_tables(const outlook::CourseRecord& record);

/// "signals".
Table signal_scores_table(const std::vector<outlook::SignalScore>& scores);

/// What held and what did not of both, for the summary.
std::vector<outlook::Conclusion> course_conclusions(const outlook::CourseRecord& record,
                                                    const std::vector<outlook::SignalScore>& signals);

/// "hindcast": a row for each forecast of each day.
Table hindcast_table(const std::string& case_name, const std::vector<std::pair<Day, PastDay>>& days);

/// A reliability diagram: a row a bin.
Table calibration_table(std::string name, std::string title, const std::vector<stats::CalibrationBin>& bins);

/// A skill with its interval; none where it is infinite or too little was forecast to judge it by.
Cell skill_cell(bool can_be_judged, double skill, const stats::Interval& interval);

}  // namespace entente::verbs

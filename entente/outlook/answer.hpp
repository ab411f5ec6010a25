#pragma once
// The answer to a question: one number or a distribution, its 80% interval, the base rates, what happened before in
// named cases, and how the number came about in sentences.
//
// Method: docs/methods/outlook-questions.md. An answer is a function of the view, the question and the model files.

#include "entente/base/executor.hpp"
#include "entente/outlook/asked.hpp"
#include "entente/outlook/course.hpp"
#include "entente/outlook/deaths.hpp"
#include "entente/outlook/ladder.hpp"
#include "entente/outlook/precedents.hpp"
#include "entente/outlook/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entente::outlook {

/// What the models are read from.
struct AnswerModels {
  const LadderFile& ladder;
  const DeathsModel& deaths;
  const PrecedentsModel& precedents;
  const CourseSpec* course = nullptr;  // with it an open demand is answered by its course, the ladder beside it
};

/// The chance that the event has come by a day, never falling, and the same from the widest class alone.
struct DayShare {
  Day by{};
  double probability = 0;
  double widest = 0;
};

struct Answer {
  Question question;
  Situation situation;
  double probability = 0;
  stats::Interval interval{0, 1};
  double base_rate = 0;            // of the widest class, for the score
  std::optional<Ladder> ladder{};  // all but deaths
  std::optional<Course> course{};  // of an open demand, where the model was given
  std::optional<DeathsOutlook> deaths{};
  std::vector<DayShare> days{};        // exit and arrival: weekly, up to the horizon
  std::optional<Day> half_by{};        // the first of them with a chance of half or more
  std::vector<double> members{};       // twenty equally likely outcomes: days from the question, or deaths
  std::vector<double> base_members{};  // the same from the widest class; deaths: the last total again
  std::vector<BranchResult> branches{};
  std::optional<Precedents> precedents{};  // sequences since the host's coup, where it had one
  std::vector<std::string> explanation{};  // whole sentences, in the order of the reckoning
};

/// Weekly chances of the exit, or of the arrival of a power, from the day to the horizon in days after the demand.
/// Requires an open demand and a horizon after the elapsed time.
std::vector<DayShare> exit_days(const record::View& view, const Situation& situation, const LadderFile& file,
                                int to_day);
std::vector<DayShare> arrival_days(const record::View& view, const Situation& situation, const LadderFile& file,
                                   std::string_view power, int to_day);

/// The weekly chances of a course; beside them those of the widest class from `ladder`, on the first day that is no
/// earlier. Requires days in both.
std::vector<DayShare> course_days(const Course& course, const std::vector<DayShare>& ladder);

/// Twenty equally likely numbers of days from `start`; the mass that does not come by the last day stands on it.
std::vector<double> day_members(const std::vector<DayShare>& days, Day start, bool widest);

/// `question` and `situation` are those of pose; `branches` are computed on the question itself. Throws
/// Error{bad_request} where nothing can be counted on the day or the power's forces are there already, not_found where
/// the record holds no deaths of the host.
Answer answer(const record::View& view, const Question& question, const Situation& situation,
              const AnswerModels& models, const std::vector<Branch>& branches, std::uint64_t seed,
              const Executor& executor);
OrWhyNot<Answer> try_answer(const record::View& view, const Question& question, const Situation& situation,
                            const AnswerModels& models, const std::vector<Branch>& branches, std::uint64_t seed,
                            const Executor& executor);

}  // namespace entente::outlook

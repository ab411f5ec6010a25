#pragma once
// The course of a demand: a multi-state model from the day on which it is made to its end.
//
// A demand is open, committed, softened or half gone (record/stage.hpp), until the forces have left, have left in part
// or stay on terms. Between these it moves at rates that are fitted to all demands known on the day, with priors that
// pool partially and are centred on the ladder's classes. One forward product of the rates gives every probability of a
// demand: left by any day, the distribution of the day, an observable by its day and both of its branches. So the
// branches add up to the whole by construction.
//
// Method: docs/methods/outlook-stages.md. What was fixed beforehand: data/model/stages.toml.

#include "entente/base/executor.hpp"
#include "entente/outlook/ladder.hpp"
#include "entente/outlook/scenario.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/stage.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"
#include "entente/stats/rates.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

/// Where a demand can go next. `leave_dated` is the rate of leaving while a day is named for the exit, `leave_later`
/// that of a commitment that is not made yet.
enum class Move { leave, leave_dated, leave_later, keep, commit, soften, halve, reopen };
inline constexpr std::size_t kMoves = 8;
std::string_view name(Move move);

/// data/model/stages.toml: the same for every case.
struct CourseSpec {
  Day chosen_as_of{};
  double base_days = 0;          // the prior mean of a move that no class is known for: once in so many days
  std::vector<int> bands_days;   // since the demand, where the rates of open and softened demands change
  std::vector<int> since_days;   // since the stage was reached, where those of commitments change
  std::vector<int> phases_days;  // from the day named for the exit, where those of dated commitments change: four
  int deadline_days = 0;         // so near to the host's deadline is near
  double level = 0, stage = 0, band = 0, phase = 0, condition = 0, sender = 0;  // standard deviations of the priors
  std::vector<double> phase_means;                                              // prior means of the five phases
  int sender_demands = 0;  // a sender of so many demands has a rate of its own
  int draws = 0;
  std::array<std::vector<std::string>, kMoves> conditions{};  // by move: names of columns
  std::string hash{};
};

/// Reads the text of data/model/stages.toml. Throws Error{bad_data} with file, line and field.
CourseSpec read_course_spec(std::string_view text, const std::string& file);

/// What of the steps is believed, for scoring.
struct StepUse {
  bool none = false;           // as if nothing had become public
  bool verified_only = false;  // steps whose page was seen
  int delay_days = 0;          // each known so many days later
};

/// A demand on a day, as the model sees it. Days are counted from the demand.
struct Standing {
  std::string demand{};
  Day demand_on{};
  record::DemandStage stage = record::DemandStage::open;
  int day = 0;        // of the view
  int since_day = 0;  // the stage
  std::optional<int> planned_day{};
  std::optional<int> deadline_day{};
  std::uint64_t conditions = 0;  // of the demand and of what has happened, as columns
  double leave_offset = 0;       // log rates a day of its class
  double keep_offset = 0;
};

/// k moves in n demands that were ever at the stage, over so many years at it.
struct MoveCount {
  record::DemandStage from = record::DemandStage::open;
  record::DemandStage to = record::DemandStage::open;
  int k = 0;
  int n = 0;
  double years = 0;
};

/// What a move's rate is multiplied by where a condition holds, with its 80% interval; printed, so that the fit shows
/// what it decided.
struct Effect {
  Move move = Move::leave;
  std::string condition{};
  double factor = 1;
  stats::Interval interval{0, 1};
};

/// Rates fitted to what was known on a day. Built once for a view, const after that, safe to share among threads.
class CourseModel {
 public:
  /// Cost: some ten milliseconds for the record that ships. `seed` draws the coefficients behind the intervals.
  CourseModel(const record::View& view, const CourseSpec& spec, const LadderFile& file, std::uint64_t seed,
              const StepUse& use = {});

  /// Where an open demand stands; nothing where the demand is unknown or resolved in the view.
  std::optional<Standing> standing(const record::View& view, std::string_view demand) const;

  /// The same for a demand that would be made on the day, by what is known of the host: see Situation.
  Standing standing_of_new(const Situation& situation) const;

  /// The same demand as if the host had had a coup, or none, or as if it were of another kind.
  Standing altered(Standing standing, std::optional<bool> coup, const std::optional<std::string>& kind) const;

  const std::vector<MoveCount>& counts() const { return counts_; }
  std::vector<Effect> effects() const;
  int demands() const { return demands_; }
  const CourseSpec& spec() const { return spec_; }
  const std::string& kept_words() const { return kept_words_; }

  using Coefficients = std::array<std::vector<double>, kMoves>;
  const Coefficients& coefficients() const { return coefficients_; }
  const std::vector<Coefficients>& draws() const { return draws_; }
  double partly_share() const { return partly_share_; }  // of demands that ended without an exit

 private:
  friend class CourseRun;
  Standing standing_of(const record::View& view, const record::Demand& demand) const;
  void offsets_of(const Traits& traits, Standing& standing) const;
  std::string_view lineage(std::string_view sender) const;
  std::uint64_t sender_column(std::string_view sender) const;

  CourseSpec spec_;
  StepUse use_;
  std::map<std::string, std::string, std::less<>> successors_;          // a state before -> the one that took its place
  std::map<std::string, int, std::less<>> senders_;                     // with a rate of their own -> column
  std::map<std::pair<bool, bool>, std::pair<double, double>> offsets_;  // (coup, firm) -> log rates of leaving, keeping
  std::array<std::vector<int>, kMoves> columns_{};                      // of each regression
  std::array<stats::RateFit, kMoves> fits_{};
  Coefficients coefficients_{};
  std::vector<Coefficients> draws_;
  std::vector<MoveCount> counts_;
  int demands_ = 0;
  double partly_share_ = 0.5;
  std::string kept_words_;
};

/// Chances of where the demand stands at the end of a day. They add up to 1.
struct CourseDay {
  Day on{};
  double left = 0;
  double partly_left = 0;
  double stays = 0;
  double open = 0;
  double committed = 0;
  double softened = 0;
  double half_gone = 0;
  double live() const { return open + committed + softened + half_gone; }
};

/// What is seen, or not, on a day.
enum class Observed {
  unresolved,  // no outcome
  committed,   // committed, half gone or left: the exit is on its way or over
  half_gone,   // half gone or left
  softened,    // softened, or staying on terms
};
std::string_view name(Observed observed);

/// P(left by the horizon) = chance x seen + (1 - chance) x unseen, exactly.
struct CourseBranches {
  Observed what = Observed::unresolved;
  Day by{};
  double chance = 0;
  double seen = 0;    // P(left by the horizon | seen on the day)
  double unseen = 0;  // and where not seen; equal to the whole where the chance is 1 (and `seen` where it is 0)
};

/// Forecast of one demand by the horizon.
struct Course {
  Standing standing{};
  Day horizon_on{};
  double probability = 0;  // left by the horizon
  stats::Interval interval{0, 1};
  std::vector<CourseDay> days{};                // weekly, and the horizon
  std::array<std::optional<Day>, 3> left_by{};  // days by which the chance of having left is 10, 50 and 90%
  int demands = 0;                              // fitted to
};

/// So far ahead of its day a course is carried: 20 years.
inline constexpr int kLongestCourseDays = 7305;

/// `to_day` counts from the demand and lies after the standing's day, at most `kLongestCourseDays`. Cost: 0.1 ms and as
/// much again for each draw. The same seed gives the same bytes on any number of threads.
Course course(const CourseModel& model, const Standing& standing, int to_day, const Executor& executor);

/// The number alone, for loops over many cases, and the chance at each of `days` (sorted, after the standing's day).
std::vector<double> chances_of_leaving(const CourseModel& model, const Standing& standing, std::span<const int> days);

/// Branches of the exit question (scenario.hpp) by the model: a coup, a kind of demand, a silence of so many days.
/// Assumed branches keep their number. Differences are paired draw by draw.
std::vector<BranchResult> course_branches(const CourseModel& model, const Standing& standing,
                                          const std::vector<Branch>& branches, int to_day, const Executor& executor);

/// An observable on `by_day` and its branches for the horizon `to_day`; both are days after the demand, the first
/// before the second.
CourseBranches branches_of(const CourseModel& model, const Standing& standing, Observed what, int by_day, int to_day);

}  // namespace entente::outlook

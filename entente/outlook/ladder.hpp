#pragma once
// Reference classes and the one number that is drawn from them.
//
// A *trial* is something that happened or did not: a demand after which the presence left within a year, a year in
// which a host asked a presence to leave. A *class* is a declared set of trials (data/model/ladder.toml). Classes that
// are nested form the ladder of a case: from all trials down to the class nearest to the case. Each class is drawn
// towards its parent as if the parent added `weight` trials; the last rung gives the number. The interval says where
// the case's own rate may lie: the last rung's posterior, spread further as senders are spread within a class; every
// verb prints that one.
//
// Method: docs/methods/outlook-ladder.md. k = hits, n = trials, w = weight.

#include "entente/base/date.hpp"
#include "entente/outlook/why_not.hpp"
#include "entente/stats/interval.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace entente::outlook {

/// What the conditions of a class can ask of a trial. Never what came of it: talks are coded from their result.
struct Traits {
  std::string sender{};
  std::string kind{};
  bool coup = false;
  std::optional<double> people{};
  bool former_territory = false;
  bool other_asked = false;
};

/// A class as declared. A condition that is not set does not restrict. `words` may hold {sender}.
struct ClassSpec {
  std::string name{};
  std::string words{};
  std::string parent{};  // empty for the root and for side classes
  std::optional<bool> coup{};
  std::vector<std::string> kinds{};
  std::string sender{};  // a code, or "same" for the sender of the case
  std::optional<double> people_at_least{};
  std::optional<double> people_below{};
  std::optional<bool> former_territory{};
  std::optional<bool> other_asked{};
};

/// The ladder of one question as declared.
struct LadderSpec {
  std::string name{};                // "exit", "asks", "arrival"
  std::string words{};               // the event, "the presence leaves within a year of the demand"
  std::vector<ClassSpec> classes{};  // parents before children
  std::vector<ClassSpec> sides{};
  double weight = 0;
  double weight_below = 0;
  Day chosen_as_of{};
  int horizon_days = 365;
  int landmark_days = 7;
};

/// The model files of the room as read. `hash` is the SHA-256 of the file's bytes.
struct LadderFile {
  LadderSpec exit;
  LadderSpec asks;
  LadderSpec arrival;
  std::vector<std::vector<std::string>> camps{};  // powers that come in the place of a power of another camp
  std::string hash{};
};

struct Trial {
  std::string id{};           // evidence: "demands:B054"
  std::string label{};        // "Mali and France, February 2022"
  std::string unit{};         // trials of one unit count as one where the effective n is taken: a host-coup episode
  std::string group{};        // left out together when weights are chosen: an episode, a host
  std::string group_words{};  // for a reader: "Madagascar and France, January 1973", "Mali"
  std::string below{};        // what scatters within a class: the sender, the host
  int year = 0;
  Traits traits{};
  bool hit = false;
  std::string outcome{};      // "left", "partial", "stayed-renegotiated", "not resolved"
  std::optional<int> days{};  // to the outcome
};

/// One class counted for one case.
struct Rung {
  std::string name{};
  std::string words{};  // for a sentence, sender filled in
  std::string parent{};
  int k = 0;  // hits and trials, by case
  int n = 0;
  stats::Interval interval{0, 1};  // Jeffreys, by case
  double k_units = 0;              // the same by unit; a unit whose trials disagree counts a fraction
  int n_units = 0;
  stats::Interval interval_units{0, 1};
  double pooled = 0;  // drawn towards the parent; for a side class its own Jeffreys mean by unit
  stats::Interval interval_pooled{0, 1};
  std::vector<std::size_t> trials{};  // indices into Ladder::trials
};

/// Probability when something is left out.
struct Sensitivity {
  std::string what{};  // "the case's own host-coup episode", "each single case", "each episode"
  double lo = 0;
  double hi = 0;
  std::string lo_without{};  // label of what was left out to get `lo`; empty where only one thing can be
  std::string hi_without{};
};

struct Ladder {
  std::string question{};               // words of the event
  int from_day = 0;                     // counted are trials not resolved by this day after the demand (0: all)
  int to_day = 0;                       // and a hit is the event by this day after the demand
  Day horizon_on{};                     // the last day on which the event would count, for the case
  double probability = 0;               // mean of the last rung, drawn towards its parents
  stats::Interval interval{0, 1};       // 80%, of the case's own rate; holds `probability`
  std::vector<Rung> rungs{};            // nested, widest first
  std::vector<Rung> sides{};            // not nested; never enter the number
  std::vector<Trial> trials{};          // all that were counted, in order of the record
  std::vector<std::string> censored{};  // ids: too young and not resolved
  std::vector<std::string> past{};      // ids: resolved before the case's elapsed time, so not comparable any more
  std::string left_out{};               // id of the case itself; empty where it is not in the record
  double spread = 0;  // largest minus smallest share among all classes with at least `kSmallestClass` trials
  bool confidence_capped = false;          // spread above 30 points: "low to moderate" at most
  std::string dissent{};                   // name of the class whose share lies farthest from the number
  std::vector<Sensitivity> sensitivity{};  // of the nearest rung's trials
  double weight = 0;
  double weight_below = 0;
  std::string model_hash{};
  std::vector<std::string> notes{};     // whole sentences that belong beside the number
  std::vector<std::string> evidence{};  // ids of the nearest rung's trials

  /// The class that the number is drawn from. It may hold no case.
  const Rung& last() const { return rungs.back(); }
  /// The last class that holds a case: base rate, evidence and sensitivity speak of it.
  const Rung& nearest() const;
};

inline constexpr int kSmallestClass = 10;  // trials, for the spread and the dissent
inline constexpr double kSpreadForCap = 0.30;

/// Whether a trial with `traits` belongs to `spec` alone (its parent is not asked); "same" means `of_case.sender`.
bool fits(const ClassSpec& spec, const Traits& traits, const Traits& of_case);

/// Counts the classes and draws the number. `trials` must not hold the case. `own_unit` = the case's own unit, left
/// out as a sensitivity; empty where it has none. Throws Error{bad_request} where there is no trial at all.
/// Cost: O(trials x classes) and again for each sensitivity. Safe to call from many threads.
Ladder climb(const LadderSpec& spec, std::vector<Trial> trials, const Traits& of_case, const std::string& sender_words,
             const std::string& own_unit);

/// The number alone, as climb gives it, and the number of its widest class: for loops over many cases. Requires trials.
struct Estimate {
  double probability = 0;
  double widest = 0;  // the root class, the base rate to beat
};
Estimate estimate(const LadderSpec& spec, std::span<const Trial> trials, const Traits& of_case);

/// Counts by unit of the nested classes of a case, widest first: what the number is drawn from.
struct ClassCount {
  std::string name{};
  double k = 0;
  double n = 0;
  int trials = 0;
};
std::vector<ClassCount> class_counts(const LadderSpec& spec, std::span<const Trial> trials, const Traits& of_case);

/// The number with what was known for it: its interval as climb gives it, and the narrowest class that holds a case.
struct FullEstimate {
  Estimate number;
  stats::Interval interval{0, 1};
  ClassCount nearest;
};
FullEstimate full_estimate(const LadderSpec& spec, std::span<const Trial> trials, const Traits& of_case);

/// What a pair of weights is worth: the log score per unit (natural logarithm, higher is better) when each group is
/// forecast from the others.
struct WeightScore {
  double weight = 0;
  double score = 0;
};

struct WeightChoice {
  std::vector<WeightScore> between{};  // every candidate for `weight`: the ladder alone
  std::vector<WeightScore> below{};    // every candidate for `weight_below`: one more rung, the trial's own `below`
  double weight = 0;
  double weight_below = 0;
};

/// Tries the powers of two from 1 to 4,096 and takes the best of each. Trials should be those of `chosen_as_of`.
WeightChoice choose_weights(const LadderSpec& spec, std::span<const Trial> trials);

}  // namespace entente::outlook

#pragma once
// What if: the same ladder under an intervention, compared with the run as things stand.
//
// A branch changes what the classes look at (the host has a coup, the demand becomes a denunciation, nothing happens
// until a day) and the number is drawn again from the same trials. What no class can condition on, such as "mediation
// succeeds", is an assumption: it carries the probability its author gave it and is marked so.
//
// Method: docs/methods/outlook-scenario.md.

#include "entente/base/executor.hpp"
#include "entente/outlook/ladder.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entente::outlook {

struct Branch {
  std::string id{};
  std::string words{};                // "the airspace is closed to American aircraft"
  std::optional<bool> coup{};         // the host has had a coup within 24 months, or has not
  std::optional<std::string> kind{};  // the demand's kind
  std::optional<int> silent_days{};   // no outcome for so many days from the day of the view
  std::optional<double> assumed{};    // a probability that is assumed, not counted
};

struct BranchResult {
  std::string id{};
  std::string words{};
  bool assumed = false;            // printed as an assumption, never as a finding
  double unconditional = 0;        // the number as things stand
  double probability = 0;          // under the branch
  stats::Interval interval{0, 1};  // of the case's own rate under the branch, 80%, as the ladder's
  double difference = 0;           // probability - unconditional
  stats::Interval difference_interval{
      0, 1};  // 80%, over the replicates; what both runs share, classes and sender, is drawn once for both
  std::string last_class{};  // name of the class nearest to the case under the branch
  int last_n = 0;
  bool same_classes = false;  // the branch changes nothing that the classes look at
  std::string why_not{};      // set where the branch cannot be computed, in one sentence; the numbers are then 0
};

/// Another question than that of the state: how far ahead, and with which event.
struct BranchWindow {
  std::optional<int> to_day{};  // exit: days after the demand, instead of the file's horizon
  double years = 1;             // before a demand: length of the window, at the yearly rate
  bool ended = false;           // before a demand: the host ends the presence, instead of asking
};

/// Branches of the exit question where a demand is open, else of the question whether the host asks. Throws
/// Error{bad_request} where the question itself cannot be counted, or where an assumed probability is not in [0, 1].
/// Same bytes for the same seed on any executor. Cost: replicates x classes for each branch.
std::vector<BranchResult> run_branches(const record::View& view, const Situation& situation, const LadderFile& file,
                                       const std::vector<Branch>& branches, int replicates, std::uint64_t seed,
                                       const Executor& executor, const BranchWindow& window = {});

/// The chance over `years` at a yearly chance `p` that does not change: 1 - (1 - p)^years.
double over_years(double p, double years);

}  // namespace entente::outlook

#pragma once
// Does another power's force come after the demand?
//
// Episodes are counted, not rows: one arrival in a host stands in several rows of demands. An episode is at risk only
// where no forces of the rival camp were there before a demand of it. Negatives count: states that signed with the
// same power and got nobody, hosts of coups without an arrival. Few cases: wide intervals, low confidence.
//
// Method: docs/methods/outlook-arrival.md.

#include "entente/outlook/ladder.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

struct ArrivalCase {
  std::string id{};  // evidence
  std::string label{};
  bool arrived = false;
  std::optional<Date> on{};
};

/// A side class of hosts, printed beside the ladder.
struct ArrivalClass {
  std::string name{};   // "coup-hosts", "broken-with", "signed"
  std::string words{};  // "hosts of a successful coup in the five years before, other than the case's"
  int k = 0;
  int n = 0;
  stats::Interval interval{};
  std::vector<ArrivalCase> cases{};
};

struct Arrival {
  std::string power{};
  bool already_there = false;  // the question does not arise
  std::string there_evidence{};
  Ladder within_90;  // P(rival forces arrive by day 90 after the demand | none so far)
  Ladder within_365;
  std::vector<ArrivalClass> classes{};
  int signed_states = 0;  // states with a dated agreement with the power
  int forces_after_agreement = 0;
  int forces_at_any_time = 0;              // among the states with an agreement
  std::vector<std::string> not_at_risk{};  // ids of demands whose episodes had rival forces before
  std::vector<std::string> notes{};
};

/// Episodes of demands to a sender whose camp is not `power`'s, as trials of the horizon; see exit_trials for the
/// meaning of from_day, to_day, censored and past. The episode `leave_out` is left out. A demand without an episode
/// label is an episode of its own.
struct ArrivalTrials {
  std::vector<Trial> trials{};
  std::vector<std::string> censored{};
  std::vector<std::string> past{};
  std::vector<std::string> not_at_risk{};
};
ArrivalTrials arrival_trials(const record::View& view, const LadderFile& file, std::string_view power,
                             const std::string& leave_out, int from_day, int to_day);

/// P(forces of `power` or of its camp have come by `to_day` after the demand | none so far), `to_day` later than the
/// elapsed days. Throws Error{bad_request} where no episode can be counted on the day.
Ladder arrival_ladder(const record::View& view, const Situation& situation, const LadderFile& file,
                      std::string_view power, int to_day);
OrWhyNot<Ladder> try_arrival_ladder(const record::View& view, const Situation& situation, const LadderFile& file,
                                    std::string_view power, int to_day);

/// Evidence that forces of a power are in a host on the day; nothing where the record has none there.
std::optional<std::string> forces_there(const record::View& view, std::string_view host, std::string_view power);

/// The first day on which forces of a power are known to have been in a host: from agreements and presences.
std::optional<Date> forces_since(const record::View& view, std::string_view host, std::string_view power);

/// `region` limits the two classes of recent hosts ("coup-hosts", "broken-with"); empty = the world.
/// Throws Error{bad_request} where no episode can be counted on the day.
Arrival arrival(const record::View& view, const Situation& situation, const LadderFile& file, std::string_view power,
                const std::vector<std::string>& region = {});
OrWhyNot<Arrival> try_arrival(const record::View& view, const Situation& situation, const LadderFile& file,
                              std::string_view power, const std::vector<std::string>& region = {});

}  // namespace entente::outlook

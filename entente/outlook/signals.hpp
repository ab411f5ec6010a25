#pragma once
// Do a power's forces come, among hosts and powers of which something became public?
//
// An episode is a host, a power and a first public signal. It stands in the furthest class whose signal is known on the
// day: a request for forces, else an agreement, else the context alone (a coup, a war, another power's expulsion). The
// table is a sample of what was noticed and no census: rates are "among public signals", and upper-end figures. Without
// a signal of the case nothing is said here, and the number stays that of outlook/arrival.hpp.
//
// Method: docs/methods/outlook-arrival.md. What was fixed beforehand: data/model/signals.toml.

#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

struct SignalSpec {
  Day chosen_as_of{};
  double weight = 0;        // episodes that all signals count for within one class
  double weight_power = 0;  // episodes that a class counts for within one power
  int longest_days = 0;     // after that an old signal says nothing of a case
  std::string hash{};
};
SignalSpec read_signal_spec(std::string_view text, const std::string& file);

enum class SignalClass { context, agreement, request };
std::string_view name(SignalClass cls);

/// The state that a company or group belongs to, as the record names it: "RUS" for "WAGNER"; else the code itself.
std::string principal_of(const record::View& view, std::string_view power);

struct SignalRung {
  std::string name{};  // "all", "request", "power"
  std::string words{};
  int k = 0;
  int n = 0;
  stats::Interval interval{0, 1};
  double pooled = 0;  // drawn to the rung above
};

struct SignalHorizon {
  int days = 0;  // from the signal
  double probability = 0;
  double widest = 0;  // of all signals
  stats::Interval interval{0, 1};
  std::vector<SignalRung> rungs{};
};

struct SignalOutlook {
  std::string episode{};  // evidence: "arrivals:A096"
  SignalClass cls = SignalClass::context;
  Day signal_on{};  // the day on which it became known
  int elapsed_days = 0;
  std::array<SignalHorizon, 2>
      horizons{};  // 90 and 365 days; those that are over speak of as many days from the view's
};

/// Of the newest open episode of the host and the power (or its company) that is not too old; nothing where none is
/// public on the day or the forces are there. Cost: linear in the table.
std::optional<SignalOutlook> signal_outlook(const record::View& view, std::string_view host, std::string_view power,
                                            const SignalSpec& spec);

/// One horizon, year by year: each episode forecast on the day on which its furthest class changed, from what was known
/// then; against the share of all signals of the day. Each episode weighs one, intervals resample hosts.
struct SignalScore {
  int from_year = 0;
  int to_year = 0;
  int days = 0;
  int episodes = 0;
  int arrived = 0;
  double brier = 0;
  double base_brier = 0;
  double skill = 0;
  stats::Interval interval{0, 1};
  bool can_be_judged = false;  // ten of each outcome, of more than one host
};
SignalScore score_signals(const record::View& view, const SignalSpec& spec, int days, int from_year, int to_year,
                          std::uint64_t seed = 1);

}  // namespace entente::outlook

#pragma once
// Forecasts that were issued, kept as lines of JSON, and what became of them.
//
// A line is written once and never changed. Its id is the hash of question, day, view and model, so issuing the same
// again adds nothing; its seal is the hash of the rest of the line, and names the seal of the line before, so that none
// can be taken out unseen. A forecast is resolved later from the record alone, by the rule it was issued with.
//
// Method: docs/methods/outlook-ledger.md.

#include "entente/outlook/question.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/scores.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

struct LedgerEntry {
  std::string id{};  // set by ledger_id
  Question question{};
  double probability = 0;
  stats::Interval interval{0, 1};
  double base_rate = 0;                // the widest class, for skill
  std::vector<double> members{};       // equally likely outcomes: days from the issue up to the horizon, or deaths
  std::vector<double> base_members{};  // the same of the widest class, or the last total again
  std::string view_hash{};
  std::string model_hash{};
  std::string seal{};  // of its line, where it was read from one
};

/// The id that an entry with these contents has.
std::string ledger_id(const LedgerEntry& entry);

/// One line of JSON without the line end; keys in a fixed order. `after` is the seal of the line before it.
std::string ledger_line(const LedgerEntry& entry, std::string_view after = {});

/// Reads a ledger. Throws Error{bad_data} with file and line at the first line that is not an entry, was changed,
/// stands there twice, or does not follow the line that it was issued behind: one was taken out, put in or moved.
std::vector<LedgerEntry> read_ledger(std::string_view text, const std::string& file);

/// `text` with the entries added that are not in it yet; entries without an id get one. A last line that a run which
/// was ended has left half written is taken out.
struct LedgerAddition {
  std::string text;
  int added = 0;
  bool cut_short = false;
};
LedgerAddition add_to_ledger(std::string_view text, const std::string& file, std::vector<LedgerEntry> entries);

enum class Verdict {
  pending,
  yes,
  no,
  cannot_resolve,
  not_met,  // the condition of the forecast did not come about: it is not scored
};

std::string_view name(Verdict verdict);

struct Resolution {
  Verdict verdict = Verdict::pending;
  std::string because{};  // one sentence
  std::vector<std::string> evidence{};
  /// What came, on the scale of the members: days from the issue, the horizon where it did not come; or deaths.
  std::optional<double> outcome{};
};

/// From the record as known on the view's day:
/// exit: yes when the demand's outcome is "left" by the horizon; no when it is resolved otherwise, or the horizon is
/// over; ended: yes when the host ended the presence, or made a demand after the issue and it has left; asks: yes when
/// a demand or an end by the host falls after the issue and by the horizon; arrival: yes when the power's forces came
/// by the horizon; deaths: when the twelve months to the horizon are published; open: yes when the demand has no
/// outcome by the horizon; coup, deadline, firm: yes when one is in the record by then; early: when the six months are
/// published; committed, half-gone, softened, partly-left, stays: by where the demand stood when the horizon was over
/// (stage_question.hpp). Under a condition: only where it is met. That something did not come is told only by a record
/// that knows something of a day after the horizon (known_to.hpp).
Resolution resolve(const record::View& view, const LedgerEntry& entry);

/// Scores of forecasts of one sort.
struct LedgerGroup {
  std::string name{};  // "forecasts", "observables", "conditional"
  int yes = 0;
  int no = 0;
  stats::Brier score{};
  stats::Brier base{};
  double log_loss = 0;
  double base_log_loss = 0;
  std::optional<double> skill{};              // Brier against the entries' base rates
  std::optional<double> log_skill{};          // log loss against them
  std::optional<double> persistence_skill{};  // Brier against no exit, demand, arrival or rise, and the same stage
  std::vector<stats::CalibrationBin> bins{};
  bool can_be_judged = false;  // at least ten of each outcome
};

/// CRPS of forecasts that say when or how much.
struct LedgerCrps {
  std::string name{};  // "days to the exit", "days to the arrival", "ln(1 + deaths)"
  int n = 0;
  double crps = 0;
  double base_crps = 0;
  std::optional<double> skill{};
  bool can_be_judged = false;  // at least ten that came and ten that did not; deaths: at least ten
};

struct LedgerScore {
  int issued = 0;
  int yes = 0;
  int no = 0;
  int pending = 0;
  int cannot_resolve = 0;
  int not_met = 0;
  std::vector<LedgerGroup> groups{};  // those that have an entry, in the order forecasts, observables, conditional
  std::vector<LedgerCrps> crps{};     // those with a resolved entry
  std::vector<std::size_t> misses{};  // indices of resolved entries, worst first
};

/// "forecasts", "observables" (what indicators watch for) or "conditional".
std::string_view group_of(const LedgerEntry& entry);

LedgerScore score_ledger(const record::View& view, const std::vector<LedgerEntry>& entries);

}  // namespace entente::outlook

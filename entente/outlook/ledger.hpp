#pragma once
// Forecasts that were issued, kept as lines of JSON, and what became of them.
//
// A line is written once and never changed. Its id is the hash of question, day, view and model, so issuing the same
// again adds nothing. A forecast is resolved later from the record alone, by the rule it was issued with.
//
// Method: docs/methods/outlook-ledger.md.

#include "entente/outlook/scores.hpp"
#include "entente/record/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

enum class LedgerKind { exit, asks, arrival, deaths };

struct LedgerEntry {
  std::string id{};  // set by ledger_id
  LedgerKind kind = LedgerKind::exit;
  std::string question{};    // in words
  std::string resolution{};  // the rule, in words
  std::string host{};
  std::string counterpart{};  // exit and asks: the sender; arrival: the power; deaths: empty
  std::string demand{};       // exit: id of the demand
  Day issued_on{};            // the view's day
  Day horizon_on{};           // the last day that counts
  double probability = 0;     // deaths: P(the total of the last twelve months is exceeded)
  Interval interval{};
  double base_rate = 0;               // the widest class, for skill
  std::optional<double> threshold{};  // deaths: the total to exceed
  std::string view_hash{};
  std::string model_hash{};
};

std::string_view name(LedgerKind kind);

/// The id that an entry with these contents has.
std::string ledger_id(const LedgerEntry& entry);

/// One line of JSON without the line end; keys in a fixed order.
std::string ledger_line(const LedgerEntry& entry);

/// Reads a ledger. Throws Error{bad_data} with file and line where a line is not an entry or its id does not fit its
/// contents.
std::vector<LedgerEntry> read_ledger(std::string_view text, const std::string& file);

/// `text` with the entries added that are not in it yet; entries without an id get one.
std::string add_to_ledger(std::string_view text, const std::string& file, std::vector<LedgerEntry> entries);

enum class Verdict { pending, yes, no, cannot_resolve };

std::string_view name(Verdict verdict);

struct Resolution {
  Verdict verdict = Verdict::pending;
  std::string because{};  // one sentence
  std::vector<std::string> evidence{};
};

/// From the record as known on the view's day:
/// exit: yes when the demand's outcome is "left" by the horizon; no when it is resolved otherwise, or the horizon is
/// over; asks: yes when a demand or an end by the host falls after the issue and by the horizon; arrival: yes when the
/// power's forces came by the horizon; deaths: when the twelve months to the horizon are published.
Resolution resolve(const record::View& view, const LedgerEntry& entry);

struct LedgerScore {
  int issued = 0;
  int yes = 0;
  int no = 0;
  int pending = 0;
  int cannot_resolve = 0;
  Brier score{};
  Brier base{};
  double log_loss = 0;
  std::optional<double> skill{};  // Brier against the entries' base rates
  std::vector<CalibrationBin> bins{};
  bool can_be_judged = false;         // at least ten of each outcome
  std::vector<std::size_t> misses{};  // indices of resolved entries, worst first
};

LedgerScore score_ledger(const record::View& view, const std::vector<LedgerEntry>& entries);

}  // namespace entente::outlook

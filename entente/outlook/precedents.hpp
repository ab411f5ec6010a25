#pragma once
// Precedents: what happened after other coups, matched on the sequence of events up to the same time since the coup.
//
// The pool is made by rule, so that negatives are in it: every successful coup of another host, from the model's year
// on, in a host where a power of the counterpart's camp then had forces. Sequences are letters generated from tables,
// as known on the day; the case and every precedent are cut at the same number of days since the coup.
//
// Method: docs/methods/outlook-precedents.md.

#include "entente/outlook/ladder.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

enum class LetterFact { coup, suspended, asked_state, asked_mission, left, kept, joined, quit, rival_arrived };

struct PrecedentsModel {
  struct Letter {
    char letter = '?';
    LetterFact fact = LetterFact::coup;
    std::string words{};
  };
  std::vector<Letter> letters{};
  double insert_or_delete = 1;
  double substitute = 2;
  int merge_days = 30;
  int chain_months = 24;
  int nearest = 7;
  int follow_months = 12;
  int pool_from = 1990;
  std::string hash{};
};

/// Reads the text of data/model/precedents.toml. Throws Error{bad_data} with file, line and field.
PrecedentsModel read_precedents_model(std::string_view toml, const std::string& file);

/// The least total cost of insertions, deletions and substitutions that turn one sequence into the other.
/// Cost O(length x length).
double matching_distance(std::string_view a, std::string_view b, double insert_or_delete, double substitute);

struct Step {
  char letter = '?';
  Day on{};
  std::string id{};     // evidence
  std::string label{};  // "asks France's forces to leave or change"
};

/// The letters of a host from `origin` (the day of a coup) to `until`, in order of day, merged. What is announced
/// before it takes effect, an exit from a body of states, is dated by the announcement.
std::vector<Step> sequence_of(const record::View& view, const LadderFile& file, const PrecedentsModel& model,
                              std::string_view host, std::string_view counterpart, Day origin, Day until);

struct Precedent {
  std::string coup{};  // id
  std::string host{};
  Day coup_on{};
  std::vector<Step> steps{};  // up to the cut
  std::string letters{};
  double distance = 0;
  double weight = 0;             // 1 / (1 + distance), 0 beyond the nearest
  std::vector<Step> followed{};  // in the follow months after the cut
  bool complete = false;         // the record tells of all follow months; else not counted in the shares
  bool asked = false;            // within the follow months: a state of the camp was asked to leave or change,
  bool left = false;             // its forces left after a demand,
  bool rival_came = false;       // forces of a rival power came
};

/// A weighted share over the nearest precedents: Beta(1/2 + w-scaled hits), with effective n = (sum w)^2 / sum w^2.
struct PrecedentShare {
  double k = 0;
  double n = 0;  // effective
  double share = 0;
  stats::Interval interval{0, 1};
};

struct Precedents {
  std::string letters{};  // of the case
  std::vector<Step> steps{};
  std::string origin{};  // id of the coup that starts it
  int days_since_coup = 0;
  std::vector<Precedent> nearest{};  // by distance, then newest first; those at the last distance all taken
  int pool = 0;                      // coups compared
  int pool_negatives = 0;            // among the complete ones: no state of the camp asked in the follow months
  int pool_complete = 0;
  PrecedentShare asked, left, rival_came;  // over the nearest that are complete
  std::string model_hash{};

  /// Whether no coup of the pool is left out as farther: "nearest" then chooses nothing, and must not be said.
  bool whole_pool() const { return static_cast<int>(nearest.size()) == pool; }
};

/// Nothing where the host has had no successful coup in the chain months before the day: there is then no time since
/// a coup to cut at.
std::optional<Precedents> precedents(const record::View& view, const Situation& situation, const LadderFile& file,
                                     const PrecedentsModel& model);

}  // namespace entente::outlook

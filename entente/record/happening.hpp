#pragma once
// One happening told by several tables is linked and counted once.
//
// A coup stands in coups and among the events; a demand among the demands, the events and the agreements; an exit in
// three places. Claims of one kind about the same two actors whose days lie within the kind's window are one
// happening. docs/methods/two-clocks.md, section 4.

#include "entente/record/view.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

enum class HappeningKind { coup, demand, exit, arrival, left_body };

std::string_view name(HappeningKind kind);

struct Happening {
  HappeningKind kind = HappeningKind::coup;
  std::string host;              // the state, or the member that left
  std::string other;             // sender, arriving power, body; empty for a coup
  Date on;                       // of the claim with the finest date, the earliest among equals
  std::vector<std::string> ids;  // evidence ids, by table and key
};

/// All happenings of a view, by (first day, kind, host, other). Cost: n log n.
std::vector<Happening> happenings(const View& view);

/// Pairs of happenings of one kind and the same actors, told by different tables and one to three windows apart:
/// probably one thing with two dates, not linked. For `record check`.
struct SuspectPair {
  Happening first;
  Happening second;
  int days_apart = 0;
};
std::vector<SuspectPair> suspect_pairs(const std::vector<Happening>& happenings);

}  // namespace entente::record

#pragma once
// A ladder of reference classes in the words of a judgement: base rate, confidence, dissent, evidence. Only for this
// room.

#include "entente/assess/part.hpp"
#include "entente/outlook/ladder.hpp"

#include <string>

namespace entente::assess {

/// The base rate of a judgement drawn from a ladder: that of the nearest class that holds a case, beside the next wider
/// one; where the widest alone holds any, and fewer than ten, the reason why there is none.
void add_base_rate(Judgement& judgement, const outlook::Ladder& ladder, const std::string& unit);

/// From the spread of the classes and the number of cases, by one table.
Confidence confidence_of(const outlook::Ladder& ladder);

/// One sentence on the class farthest from the number; empty where there is none.
std::string dissent_of(const outlook::Ladder& ladder);

/// The same of a number that is not the ladder's own, among classes of at least kSmallestClass cases.
std::string dissent_of(const outlook::Ladder& ladder, double number);

/// What moved the number most, as a clause: the class at which it moved farthest, with its k of n. `ended` says what
/// the k did, in the past: "ended in an exit". `driver` is set to that class, where it is asked for.
std::string because_of(const outlook::Ladder& ladder, const std::string& ended, const outlook::Rung** driver = nullptr);

/// How far a number moved, on the scale of log odds.
double move_between(double from, double to);

/// The farthest such move between two classes of a ladder.
double farthest_move(const outlook::Ladder& ladder);

/// Cites the trials of a class as one query, hits first. `question` is "exit" or "asks".
std::string cite_class(const Given& given, Register& evidence, const std::string& question,
                       const outlook::Ladder& ladder, const outlook::Rung& rung);

/// Ids of the trials of a class, each once, in order.
std::vector<std::string> trials_of(const outlook::Ladder& ladder, const outlook::Rung& rung);

}  // namespace entente::assess

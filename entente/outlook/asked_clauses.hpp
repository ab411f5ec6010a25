#pragma once
// What a sentence asks: who does what to whom, without its window and its conditions. For asked.cpp.
//
// Each reader takes its clause and fills the question, or takes nothing. Verbs may stand in any form ("leave", "left",
// "leaving"); words that change nothing ("fully", "still", "formally") may stand between.

#include "entente/outlook/asked.hpp"
#include "entente/outlook/asked_reader.hpp"

namespace entente::outlook {

/// "will", "is ... going to", "how likely is it that", "what are the chances of"; false where the sentence begins
/// otherwise.
bool read_lead(Reader& in);

/// A host that asks, expels, denounces, lets stay, receives; forces that leave, stay, come, are expelled; a base that
/// closes; deaths.
bool read_clause(Reader& in, Asked& q);

/// The parts of read_clause by their subject.
bool host_first(Reader& in, Asked& q);
bool forces_first(Reader& in, Asked& q);
bool base_first(Reader& in, Asked& q);

/// One condition behind "if".
bool read_if(Reader& in, Branch& branch, bool& asked_today);

}  // namespace entente::outlook

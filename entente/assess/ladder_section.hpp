#pragma once
// The ladder of the presence's question as a figure, and what else was looked at. Only for this room.

#include "entente/assess/part.hpp"
#include "entente/outlook/ladder.hpp"

#include <string>

namespace entente::assess {

/// How the ladder of a question is shown.
struct LadderCaption {
  std::string question;   // "exit" or "asks"
  std::string judgement;  // id
  std::string finding;
  std::string unit;  // what the shares are of: "of demands that became public"
};

/// Adds the section "ladder", and "ladder-notes" to the annex.
void add_ladder_sections(Contribution& out, const Given& given, const outlook::Ladder& ladder,
                         const LadderCaption& caption);

}  // namespace entente::assess

#pragma once
// Page 1, joined from what the parts told: passages in their order, cut to the words there are, and the key points.
// Only for this room.

#include "entente/assess/part.hpp"

#include <string>
#include <vector>

namespace entente::assess {

/// The passages in their order, at most kNarrativeWords words together as long as what can be spared allows it. A
/// passage that no part told anything of says in half a sentence that it is not asked.
std::vector<Passage> narrative(const Given& given, std::vector<Line> lines);

/// At most kMostPoints, in the order of the passages. Points that are too long are left out.
std::vector<Statement> key_points(std::vector<Point> points);

/// Three lines on what to watch, of the indicators that move their judgements most, one of each observable.
std::vector<Line> watch_lines(const std::vector<Indicator>& indicators, const std::vector<Judgement>& judgements);

}  // namespace entente::assess

#pragma once
// Page 1, joined from what the parts told: passages in their order, cut to the words there are, and the key points.
// Only for this room.

#include "entente/assess/part.hpp"

#include <string>
#include <vector>

namespace entente::assess {

/// Leaves out what can be spared and is too long; then adds half a sentence for each passage of which nothing is told.
void fill_passages(const Given& given, std::vector<Line>& lines);

/// The passages in their order, at most kNarrativeWords words together: what can be spared goes first, and one sentence
/// of each passage stays. Passages are filled first.
std::vector<Passage> narrative(const Given& given, std::vector<Line> lines);

/// At most kMostPoints, in the order of the passages. Points that are too long are left out. Where fewer than
/// kFewestPoints remain, sentences of the passages that no point is about are added.
std::vector<Statement> key_points(std::vector<Point> points, const std::vector<Line>& lines);

/// Three lines on what to watch, of the indicators that move their judgements most, one of each observable.
std::vector<Line> watch_lines(const std::vector<Indicator>& indicators, const std::vector<Judgement>& judgements);

}  // namespace entente::assess

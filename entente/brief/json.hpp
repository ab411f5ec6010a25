#pragma once
// An assessment as JSON, by docs/schema/assessment.schema.json.

#include "entente/assess/assessment.hpp"
#include "entente/brief/style.hpp"

#include <string>

namespace entente::brief {

/// One JSON object, indented by two blanks, with a line end behind it. Keys stand in a fixed order; probabilities have
/// at most four digits behind the point, positions three, other numbers as many as they deserve (four significant
/// digits or all before the point). Numbers that are not finite are null. Geometry is left out: a map names its states.
/// What the assessment holds is written, the annex where it was computed; `left_out` names what was not. A note has no
/// sections, hypotheses, indicators and assumptions, and the evidence that it cites.
/// Each judgement carries the rendered sentence and word beside the numbers. Same assessment, same bytes. Cost: linear.
std::string to_json(const assess::Assessment& assessment, Style style = Style::brief);

}  // namespace entente::brief

#pragma once
// Draws the figures of an assessment. Rules of drawing: docs/methods/brief.md, section 3.

#include "entente/assess/assessment.hpp"
#include "entente/brief/svg/canvas.hpp"

#include <string>

namespace entente::brief::svg {

/// What a drawing needs besides its data. `id` is unique in the page for each figure and layout.
struct Frame {
  const assess::Assessment& assessment;
  std::string id;
  Layout layout = Layout::wide;
};

Canvas draw(const assess::ForecastStrip& strip, const Frame& frame);
Canvas draw(const assess::LadderFigure& ladder, const Frame& frame);
Canvas draw(const assess::CurveFigure& curve, const Frame& frame);
Canvas draw(const assess::FanFigure& fan, const Frame& frame);
Canvas draw(const assess::TimelineFigure& timeline, const Frame& frame);
Canvas draw(const assess::MapFigure& map, const Frame& frame);
Canvas draw(const assess::SeriesFigure& series, const Frame& frame);

/// One svg element with title (the finding), description and the class "wide" or "narrow".
std::string svg_element(const assess::Assessment& assessment, const assess::Figure& figure, Layout layout);

/// The figure in its wide form as a file of its own (SVG 1.1, its style inside), for programs and pages elsewhere.
std::string svg_document(const assess::Assessment& assessment, const assess::Figure& figure);

}  // namespace entente::brief::svg

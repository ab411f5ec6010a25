#include "entente/brief/likelihood.hpp"
#include "entente/brief/series_time.hpp"
#include "entente/brief/svg/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente::brief::svg {

namespace {

constexpr double kGap = 18;  // between two panels
constexpr double kHeight = 140;
constexpr double kRowHeight = kHeight + 62;

// The values that all panels share on their axis, both signs apart.
struct Values {
  std::vector<double> up;
  std::vector<double> down;
  double top() const { return up.back(); }
  double bottom() const { return -down.back(); }
};

Values values_of(const assess::SeriesFigure& series) {
  double min = 0;
  double max = 0;
  for (const auto& panel : series.panels)
    for (const auto& line : panel.lines)
      for (const double y : line.y) {
        if (!std::isfinite(y)) continue;
        min = std::min(min, y);
        max = std::max(max, y);
      }
  return {axis_steps(std::max(max, 1e-9), 4), min < 0 ? axis_steps(-min, 3) : std::vector<double>{0}};
}

// One key for all panels, in order of first use.
std::vector<std::string> names_of(const assess::SeriesFigure& series) {
  std::vector<std::string> names;
  for (const auto& panel : series.panels)
    for (const auto& line : panel.lines)
      if (std::ranges::find(names, line.label) == names.end()) names.push_back(line.label);
  return names;
}

// A panel's place, and where its values stand in it.
struct PanelPlane {
  double left, right, top, bottom;
  double first, last;  // of x
  const Values& values;
  double x(double v) const { return left + (v - first) / (last - first) * (right - left); }
  double y(double v) const {
    return bottom - (v - values.bottom()) / (values.top() - values.bottom()) * (bottom - top);
  }
};

void draw_axes(Canvas& canvas, const assess::SeriesFigure::Panel& panel, const PanelPlane& plane) {
  const auto grid = [&](double v) {
    canvas.line(plane.left, plane.y(v), plane.right, plane.y(v), v == 0 ? "axis" : "grid");
    canvas.text(plane.left - 5, plane.y(v) + 4, number_words(v), "t10 mut", Anchor::end);
  };
  for (const double v : plane.values.up) grid(v);
  for (const double v : plane.values.down)
    if (v > 0) grid(-v);
  for (const double v : panel.breaks) {
    canvas.line(plane.x(v), plane.top, plane.x(v), plane.bottom, "today");
    canvas.text(plane.x(v) - 3, plane.top + 8, fmt::format("{:.0f}", v), "t10", Anchor::end);
  }
  const bool monthly = is_monthly(panel.x);
  canvas.text(plane.x(plane.first), plane.bottom + 15, time_words(plane.first, monthly), "t10 mut");
  canvas.text(plane.x(plane.last), plane.bottom + 15, time_words(plane.last, monthly), "t10 mut", Anchor::end);
}

// What is not known leaves a gap; what is known alone between two gaps is a dash.
void draw_line(Canvas& canvas, const std::vector<double>& x, const std::vector<double>& y, const PanelPlane& plane,
               std::size_t style) {
  std::vector<Point> points;
  const auto flush = [&] {
    if (points.size() == 1) {
      const Point at = points.front();
      points = {{at.x - 3, at.y}, {at.x + 3, at.y}};
    }
    canvas.path(path_data(points, false), fmt::format("line d{0} c{0}", style));
    points.clear();
  };
  for (std::size_t k = 0; k < std::min(x.size(), y.size()); ++k) {
    if (std::isfinite(y[k]))
      points.push_back({plane.x(x[k]), plane.y(y[k])});
    else
      flush();
  }
  flush();
}

// The names of the lines from `y` on; the y of the last row.
double draw_key(Canvas& canvas, const std::vector<std::string>& names, double y) {
  double x = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double needed = 44 + text_width(names[i], 11.5);
    if (x > 0 && x + needed > canvas.width()) {
      x = 0;
      y += 18;
    }
    canvas.path(fmt::format("M{} {}h28", number(x), number(y - 4)), fmt::format("line d{0} c{0}", i % 4 + 1));
    canvas.text(x + 34, y, names[i], "t115");
    x += needed + 10;
  }
  return y;
}

}  // namespace

Canvas draw(const assess::SeriesFigure& series, const Frame& frame) {
  Canvas canvas(width_of(frame.layout));
  const std::size_t columns = frame.layout == Layout::wide ? std::clamp<std::size_t>(series.panels.size(), 1, 3) : 1;
  const double width = (canvas.width() - kGap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  const Values values = values_of(series);
  const std::vector<std::string> names = names_of(series);
  double end_y = 0;
  for (std::size_t i = 0; i < series.panels.size(); ++i) {
    const auto& panel = series.panels[i];
    const double x0 = static_cast<double>(i % columns) * (width + kGap);
    const auto row = i / columns;
    const double y0 = 18 + static_cast<double>(row) * kRowHeight;
    const double first = panel.x.empty() ? 0 : panel.x.front();
    const double last = panel.x.empty() ? 1 : std::max(panel.x.back(), first + (is_monthly(panel.x) ? 1 / 12.0 : 1));
    const PanelPlane plane{x0 + 26, x0 + width - 8, y0 + 20, y0 + kHeight, first, last, values};
    end_y = std::max(end_y, plane.bottom + 24);
    canvas.text(x0, y0 + 8, panel.label, "t125 b");
    draw_axes(canvas, panel, plane);
    for (const auto& line : panel.lines) {
      const auto name = static_cast<std::size_t>(std::ranges::find(names, line.label) - names.begin());
      draw_line(canvas, panel.x, line.y, plane, name % 4 + 1);
    }
  }
  const double y = draw_key(canvas, names, end_y + 12);
  canvas.text(0, 10, series.y_label, "t11 mut");
  canvas.set_height(y + 10);
  return canvas;
}

}  // namespace entente::brief::svg

#include "entente/brief/likelihood.hpp"
#include "entente/brief/svg/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente::brief::svg {

Canvas draw(const assess::SeriesFigure& series, const Frame& frame) {
  const bool wide = frame.layout == Layout::wide;
  Canvas canvas(width_of(frame.layout));
  const std::size_t columns = wide ? std::clamp<std::size_t>(series.panels.size(), 1, 3) : 1;
  const double gap = 18;
  const double width = (canvas.width() - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  const double height = 140;
  const double row_height = height + 62;

  double min = 0;
  double max = 0;
  bool any = false;
  for (const auto& panel : series.panels) {
    for (const auto& line : panel.lines) {
      for (const double y : line.y) {
        if (!std::isfinite(y)) continue;
        min = any ? std::min(min, y) : std::min(0.0, y);
        max = any ? std::max(max, y) : std::max(0.0, y);
        any = true;
      }
    }
  }
  const auto up = axis_steps(std::max(max, 1e-9), 4);
  const auto down = min < 0 ? axis_steps(-min, 3) : std::vector<double>{0};
  const double top_value = up.back();
  const double bottom_value = -down.back();

  std::vector<std::string> names;  // one key for all panels, in order of first use
  for (const auto& panel : series.panels) {
    for (const auto& line : panel.lines) {
      if (std::ranges::find(names, line.label) == names.end()) names.push_back(line.label);
    }
  }

  double end_y = 0;
  for (std::size_t i = 0; i < series.panels.size(); ++i) {
    const auto& panel = series.panels[i];
    const double x0 = static_cast<double>(i % columns) * (width + gap);
    const std::size_t row = i / columns;
    const double y0 = 18 + static_cast<double>(row) * row_height;
    const double left = x0 + 26;
    const double right = x0 + width - 8;
    const double top = y0 + 20;
    const double bottom = top + height - 20;
    end_y = std::max(end_y, bottom + 24);
    const auto at_y = [&](double v) {
      return bottom - (v - bottom_value) / (top_value - bottom_value) * (bottom - top);
    };
    const double first = panel.x.empty() ? 0 : panel.x.front();
    const double last = panel.x.empty() ? 1 : std::max(panel.x.back(), first + 1);
    const auto at_x = [&](double v) { return left + (v - first) / (last - first) * (right - left); };
    canvas.text(x0, y0 + 8, panel.label, "t125 b");
    const auto grid = [&](double v) {
      canvas.line(left, at_y(v), right, at_y(v), v == 0 ? "axis" : "grid");
      canvas.text(left - 5, at_y(v) + 4, number_words(v), "t10 mut", Anchor::end);
    };
    for (const double v : up) grid(v);
    for (const double v : down) {
      if (v > 0) grid(-v);
    }
    for (const double v : panel.breaks) {
      canvas.line(at_x(v), top, at_x(v), bottom, "today");
      canvas.text(at_x(v) - 3, top + 8, fmt::format("{:.0f}", v), "t10", Anchor::end);
    }
    canvas.text(at_x(first), bottom + 15, fmt::format("{:.0f}", first), "t10 mut");
    canvas.text(at_x(last), bottom + 15, fmt::format("{:.0f}", last), "t10 mut", Anchor::end);
    for (const auto& line : panel.lines) {
      const auto style = static_cast<std::size_t>(std::ranges::find(names, line.label) - names.begin()) % 4 + 1;
      std::vector<Point> points;
      const auto flush = [&] {
        if (points.size() == 1) {  // known alone between two gaps: a dash
          const Point at = points.front();
          points = {{at.x - 3, at.y}, {at.x + 3, at.y}};
        }
        canvas.path(path_data(points, false), fmt::format("line d{0} c{0}", style));
        points.clear();
      };
      for (std::size_t k = 0; k < std::min(panel.x.size(), line.y.size()); ++k) {
        if (std::isfinite(line.y[k])) {
          points.push_back({at_x(panel.x[k]), at_y(line.y[k])});
        } else {
          flush();  // what is not known leaves a gap
        }
      }
      flush();
    }
  }
  double x = 0;
  double y = end_y + 12;
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
  canvas.text(0, 10, series.y_label, "t11 mut");
  canvas.set_height(y + 10);
  return canvas;
}

}  // namespace entente::brief::svg

#include "entente/brief/likelihood.hpp"
#include "entente/brief/svg/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace entente::brief::svg {

Canvas draw(const assess::CurveFigure& curve, const Frame& frame) {
  const bool wide = frame.layout == Layout::wide;
  Canvas canvas(width_of(frame.layout));
  const double left = 40;
  const double right = canvas.width() - (wide ? 130 : 10);
  const double top = 26;
  const double bottom = top + (wide ? 230 : 190);
  double max_x = 1;
  for (const auto& line : curve.lines) {
    for (const double x : line.x) max_x = std::max(max_x, x);
  }
  const auto steps = axis_steps(max_x, wide ? 6 : 4);
  max_x = std::max(max_x, steps.back() <= max_x * 1.1 ? steps.back() : max_x);
  const auto at_x = [&](double x) { return left + std::clamp(x / max_x, 0.0, 1.0) * (right - left); };
  const auto at_y = [&](double y) { return bottom - std::clamp(y, 0.0, 1.0) * (bottom - top); };

  canvas.text(0, 12, curve.y_label, "t11 mut");
  for (int percent = 0; percent <= 100; percent += 25) {
    const double y = at_y(percent / 100.0);
    canvas.line(left, y, right, y, "grid");
    canvas.text(left - 6, y + 4, fmt::format("{}%", percent), "t11 mut", Anchor::end);
  }
  for (const double x : steps) {
    if (x > max_x) continue;
    canvas.line(at_x(x), bottom, at_x(x), bottom + 4, "axis");
    canvas.text(at_x(x), bottom + 17, number_words(x), "t11 mut", Anchor::middle);
  }
  canvas.line(left, bottom, right, bottom, "axis");
  canvas.text((left + right) / 2, bottom + 34, curve.x_label, "t11 mut", Anchor::middle);

  const auto stairs = [&](const std::vector<double>& x, const std::vector<double>& y, double until) {
    std::vector<Point> points;
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) {
      if (i > 0) points.push_back({at_x(x[i]), at_y(y[i - 1])});
      points.push_back({at_x(x[i]), at_y(y[i])});
    }
    if (!points.empty()) points.push_back({at_x(until), points.back().y});
    return points;
  };

  struct Label {
    double y;
    double line_y;
    std::size_t line;
  };
  std::vector<Label> labels;
  for (std::size_t i = 0; i < curve.lines.size(); ++i) {
    const auto& line = curve.lines[i];
    if (line.x.empty() || line.y.empty()) continue;
    const double until = line.x.back();
    if (line.lo.size() == line.x.size() && line.hi.size() == line.x.size()) {
      auto band = stairs(line.x, line.hi, until);
      auto under = stairs(line.x, line.lo, until);
      band.insert(band.end(), under.rbegin(), under.rend());
      canvas.polygon(band, fmt::format("area c{}", i % 4 + 1));
    }
    labels.push_back({at_y(line.y.back()), at_y(line.y.back()), i});
  }
  for (const auto& label : labels) {
    const auto& line = curve.lines[label.line];
    canvas.path(path_data(stairs(line.x, line.y, line.x.back()), false),
                fmt::format("line d{0} c{0}", label.line % 4 + 1));
  }

  double key = bottom + 34;
  if (wide) {
    std::ranges::sort(labels, {}, &Label::y);
    for (std::size_t i = 1; i < labels.size(); ++i) labels[i].y = std::max(labels[i].y, labels[i - 1].y + 30);
    for (const auto& label : labels) {
      double y = label.y + 4;
      for (const auto& text : wrap_to(curve.lines[label.line].label, canvas.width() - right - 12, 12, 2)) {
        canvas.text(right + 10, y, text, fmt::format("t12 b f{}", label.line % 4 + 1));
        y += 14;
      }
    }
  } else {
    for (const auto& label : labels) {
      key += 19;
      canvas.path(fmt::format("M6 {}h26", number(key - 4)), fmt::format("line d{0} c{0}", label.line % 4 + 1));
      canvas.text(40, key, curve.lines[label.line].label, "t12");
    }
  }
  if (curve.today) {
    const double x = at_x(*curve.today);
    canvas.line(x, top - 6, x, bottom, "today");
    const bool flip = x > right - 90;
    canvas.text(x + (flip ? -5 : 5), top + 2, "this case today", "t11 b halo", flip ? Anchor::end : Anchor::start);
  }
  canvas.set_height(key + 10);
  return canvas;
}

}  // namespace entente::brief::svg

#include "entente/brief/likelihood.hpp"
#include "entente/brief/svg/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace entente::brief::svg {

namespace {

// Where days and shares stand.
struct CurvePlane {
  double left, right, top, bottom;
  double max_x;
  double x(double days) const { return left + std::clamp(days / max_x, 0.0, 1.0) * (right - left); }
  double y(double share) const { return bottom - std::clamp(share, 0.0, 1.0) * (bottom - top); }
};

void draw_axes(Canvas& canvas, const assess::CurveFigure& curve, const CurvePlane& plane,
               const std::vector<double>& steps) {
  canvas.text(0, 12, curve.y_label, "t11 mut");
  for (int percent = 0; percent <= 100; percent += 25) {
    const double y = plane.y(percent / 100.0);
    canvas.line(plane.left, y, plane.right, y, "grid");
    canvas.text(plane.left - 6, y + 4, fmt::format("{}%", percent), "t11 mut", Anchor::end);
  }
  for (const double x : steps) {
    if (x > plane.max_x) continue;
    canvas.line(plane.x(x), plane.bottom, plane.x(x), plane.bottom + 4, "axis");
    canvas.text(plane.x(x), plane.bottom + 17, number_words(x), "t11 mut", Anchor::middle);
  }
  canvas.line(plane.left, plane.bottom, plane.right, plane.bottom, "axis");
  canvas.text((plane.left + plane.right) / 2, plane.bottom + 34, curve.x_label, "t11 mut", Anchor::middle);
}

// A curve that holds each value until the next one; the last value until `until`.
std::vector<Point> stairs(const CurvePlane& plane, const std::vector<double>& x, const std::vector<double>& y,
                          double until) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) {
    if (i > 0) points.push_back({plane.x(x[i]), plane.y(y[i - 1])});
    points.push_back({plane.x(x[i]), plane.y(y[i])});
  }
  if (!points.empty()) points.push_back({plane.x(until), points.back().y});
  return points;
}

struct Label {
  double y;
  std::size_t line;
};

// The bands lie under all lines. A label for each line, where it ends.
std::vector<Label> draw_lines(Canvas& canvas, const assess::CurveFigure& curve, const CurvePlane& plane) {
  std::vector<Label> labels;
  for (std::size_t i = 0; i < curve.lines.size(); ++i) {
    const auto& line = curve.lines[i];
    if (line.x.empty() || line.y.empty()) continue;
    const double until = line.x.back();
    if (line.lo.size() == line.x.size() && line.hi.size() == line.x.size()) {
      auto band = stairs(plane, line.x, line.hi, until);
      auto under = stairs(plane, line.x, line.lo, until);
      band.insert(band.end(), under.rbegin(), under.rend());
      canvas.polygon(band, fmt::format("area c{}", i % 4 + 1));
    }
    labels.push_back({plane.y(line.y.back()), i});
  }
  for (const auto& label : labels) {
    const auto& line = curve.lines[label.line];
    canvas.path(path_data(stairs(plane, line.x, line.y, line.x.back()), false),
                fmt::format("line d{0} c{0}", label.line % 4 + 1));
  }
  return labels;
}

// Beside the ends of the lines, one under the other where two ends are close.
void label_ends(Canvas& canvas, const assess::CurveFigure& curve, const CurvePlane& plane, std::vector<Label> labels) {
  std::ranges::sort(labels, {}, &Label::y);
  for (std::size_t i = 1; i < labels.size(); ++i) labels[i].y = std::max(labels[i].y, labels[i - 1].y + 30);
  for (const auto& label : labels) {
    double y = label.y + 4;
    for (const auto& text : wrap_to(curve.lines[label.line].label, canvas.width() - plane.right - 12, 12, 2)) {
      canvas.text(plane.right + 10, y, text, fmt::format("t12 b f{}", label.line % 4 + 1));
      y += 14;
    }
  }
}

}  // namespace

Canvas draw(const assess::CurveFigure& curve, const Frame& frame) {
  const bool wide = frame.layout == Layout::wide;
  Canvas canvas(width_of(frame.layout));
  double max_x = 1;
  for (const auto& line : curve.lines)
    for (const double x : line.x) max_x = std::max(max_x, x);
  const auto steps = axis_steps(max_x, wide ? 6 : 4);
  max_x = std::max(max_x, steps.back() <= max_x * 1.1 ? steps.back() : max_x);
  constexpr double kTop = 26;
  const CurvePlane plane{40, canvas.width() - (wide ? 130 : 10), kTop, kTop + (wide ? 230 : 190), max_x};
  draw_axes(canvas, curve, plane, steps);
  const std::vector<Label> labels = draw_lines(canvas, curve, plane);
  double key = plane.bottom + 34;
  if (wide) {
    label_ends(canvas, curve, plane, labels);
  } else {
    for (const auto& label : labels) {
      key += 19;
      canvas.path(fmt::format("M6 {}h26", number(key - 4)), fmt::format("line d{0} c{0}", label.line % 4 + 1));
      canvas.text(40, key, curve.lines[label.line].label, "t12");
    }
  }
  if (curve.today) {
    const double x = plane.x(*curve.today);
    canvas.line(x, kTop - 6, x, plane.bottom, "today");
    const bool flip = x > plane.right - 90;
    canvas.text(x + (flip ? -5 : 5), kTop + 2, "this case today", "t11 b halo", flip ? Anchor::end : Anchor::start);
  }
  canvas.set_height(key + 10);
  return canvas;
}

}  // namespace entente::brief::svg

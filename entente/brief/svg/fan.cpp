#include "entente/brief/likelihood.hpp"
#include "entente/brief/svg/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace entente::brief::svg {
namespace {

void months(Canvas& canvas, const assess::FanFigure::Panel& panel, double left, double right, double top,
            double bottom) {
  const auto n = std::min(panel.month.size(), panel.deaths.size());
  double max = 1;
  for (std::size_t i = 0; i < n; ++i) max = std::max(max, panel.deaths[i]);
  const double step = n > 0 ? (right - left) / static_cast<double>(n) : 0;
  std::string data;
  int last_year = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double x = left + step * static_cast<double>(i);
    const double y = bottom - panel.deaths[i] / max * (bottom - top);
    data += fmt::format("M{} {}V{}", number(x + step / 2), number(bottom), number(y));
    const int year = year_of(panel.month[i]);
    const bool january = panel.month[i] == *parse_day(fmt::format("{}-01-01", year));
    if (january && year != last_year) {
      canvas.line(x, bottom, x, bottom + 4, "axis");
      if (n <= 80 || year % 5 == 0) canvas.text(x + 2, bottom + 13, fmt::format("{}", year), "t10 mut");
      last_year = year;
    }
  }
  canvas.path(data, "months", fmt::format("stroke-width=\"{}\"", number(std::max(0.8, step * 0.7))));
  canvas.line(left, bottom, right, bottom, "axis");
  canvas.text(left, top - 3, fmt::format("deaths a month, up to {}", number_words(max)), "t10 mut");
}

void coming(Canvas& canvas, const assess::FanFigure::Panel& panel, double left, double right, double top,
            double bottom) {
  if (!panel.printable) {
    double y = top + 18;
    for (const auto& line :
         wrap("The range is not printed: in the backtest its coverage is off by more than ten points.", right - left,
              11.5)) {
      canvas.text(left, y, line, "t115 it");
      y += 15;
    }
    return;
  }
  double max = std::max({panel.band80.hi, panel.last_twelve, 1.0});
  for (const double dot : panel.quantile_dots) max = std::max(max, dot);
  const auto steps = axis_steps(max, 4);
  max = steps.back();
  const auto at = [&](double value) { return left + std::clamp(value / max, 0.0, 1.0) * (right - left); };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    canvas.line(at(steps[i]), top, at(steps[i]), bottom, "grid");
    canvas.text(at(steps[i]), bottom + 13, number_words(steps[i]), "t10 mut",
                i == 0                  ? Anchor::start
                : i + 1 == steps.size() ? Anchor::end
                                        : Anchor::middle);
  }
  canvas.line(at(panel.band80.lo), bottom - 5, at(panel.band80.hi), bottom - 5, "bar thin c1");
  canvas.line(at(panel.band50.lo), bottom - 5, at(panel.band50.hi), bottom - 5, "bar c1");
  canvas.line(at(panel.median), bottom - 10, at(panel.median), bottom, "cap c1");
  // Each dot is one chance in twenty; they are stacked in columns, so that the shape of the whole is seen.
  const double column_width = (right - left) / 26;
  std::map<int, int> stacks;
  int highest = 1;
  for (const double dot : panel.quantile_dots) {
    highest = std::max(highest, ++stacks[static_cast<int>(std::floor((at(dot) - left) / column_width))]);
  }
  const double room = bottom - 13 - top;
  const double radius = std::min({4.2, column_width / 2 - 0.4, room / highest / 2 - 0.2});
  for (const auto& [column, dots] : stacks) {
    for (int i = 0; i < dots; ++i) {
      canvas.circle(left + (column + 0.5) * column_width, bottom - 13 - radius - i * (2 * radius + 0.4), radius,
                    "dot c1");
    }
  }
  canvas.line(at(panel.last_twelve), top, at(panel.last_twelve), bottom, "today");
}

}  // namespace

Canvas draw(const assess::FanFigure& fan, const Frame& frame) {
  const bool wide = frame.layout == Layout::wide;
  Canvas canvas(width_of(frame.layout));
  double y = 4;
  for (const auto& panel : fan.panels) {
    const auto finding = panel.printable ? fmt::format("next twelve months: 80% band {} to {}",
                                                       number_words(std::round(panel.band80.lo)),
                                                       number_words(std::round(panel.band80.hi)))
                                         : std::string("next twelve months: not printed");
    canvas.text(0, y + 12, panel.label, "t13 b");
    if (wide) {
      canvas.text(300, y + 12, finding, "t11 mut");
      months(canvas, panel, 0, 270, y + 34, y + 84);
      coming(canvas, panel, 300, canvas.width() - 10, y + 22, y + 84);
      y += 118;
    } else {
      months(canvas, panel, 0, canvas.width() - 6, y + 34, y + 76);
      canvas.text(0, y + 110, finding, "t11 mut");
      coming(canvas, panel, 4, canvas.width() - 10, y + 116, y + 178);
      y += panel.printable ? 212 : 174;
    }
  }
  double x = 0;
  const auto place = [&](double width) {
    if (x + width > canvas.width()) {
      x = 0;
      y += 18;
    }
    const double at = x;
    x += width;
    return at;
  };
  double at = place(150);
  canvas.circle(at + 4, y + 6, 3.4, "dot c1");
  canvas.text(at + 13, y + 10, "one chance in twenty", "t11 mut");
  at = place(150);
  canvas.line(at, y + 6, at + 30, y + 6, "bar thin c1");
  canvas.line(at + 8, y + 6, at + 22, y + 6, "bar c1");
  canvas.text(at + 36, y + 10, "80% and 50% band", "t11 mut");
  at = place(160);
  canvas.line(at + 4, y, at + 4, y + 13, "today");
  canvas.text(at + 13, y + 10, "total of the last twelve", "t11 mut");
  canvas.set_height(y + 20);
  return canvas;
}

}  // namespace entente::brief::svg

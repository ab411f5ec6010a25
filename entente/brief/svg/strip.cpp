#include "entente/brief/likelihood.hpp"
#include "entente/brief/svg/figure.hpp"
#include "entente/brief/svg/percent_axis.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::brief::svg {
namespace {

constexpr double kIdWidth = 34;  // of "KJ1" before a label

}  // namespace

PercentAxis percent_axis(Canvas& canvas, double left, double right, double top, double bottom, bool words) {
  const PercentAxis axis{left, right};
  const auto& terms = icd203().terms;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    // Half way between two bands, so that the edges lie where the words change.
    const double from = i == 0 ? 0 : (terms[i - 1].last_percent + terms[i].first_percent) / 200.0;
    const double to = i + 1 == terms.size() ? 1 : (terms[i].last_percent + terms[i + 1].first_percent) / 200.0;
    if (i % 2 == 1) canvas.rect(axis.x(from), top, axis.x(to) - axis.x(from), bottom - top, "band");
    if (!words) continue;
    const auto lines = wrap(terms[i].words, 1, 10.5);  // one word a line
    const double middle = (axis.x(from) + axis.x(to)) / 2;
    double widest = 0;
    for (const auto& line : lines) widest = std::max(widest, text_width(line, 10.5));
    if (widest > axis.x(to) - axis.x(from) + 8) continue;  // the outer bands are too narrow for their words
    for (std::size_t k = 0; k < lines.size(); ++k) {
      canvas.text(middle, top - 6 - 11.5 * static_cast<double>(lines.size() - 1 - k), lines[k], "t10 mut",
                  Anchor::middle);
    }
  }
  for (int percent = 0; percent <= 100; percent += 25) {
    canvas.line(axis.x(percent / 100.0), top, axis.x(percent / 100.0), bottom, "grid");
    canvas.text(axis.x(percent / 100.0), bottom + 14, fmt::format("{}%", percent), "t11 mut",
                percent == 0     ? Anchor::start
                : percent == 100 ? Anchor::end
                                 : Anchor::middle);
  }
  return axis;
}

void interval_bar(Canvas& canvas, const PercentAxis& axis, const stats::Interval& interval, double y,
                  std::string_view colour) {
  const double lo = axis.x(interval.lo);
  const double hi = axis.x(interval.hi);
  canvas.line(lo, y, hi, y, fmt::format("bar {}", colour));
  canvas.line(lo, y - 4, lo, y + 4, fmt::format("cap {}", colour));
  canvas.line(hi, y - 4, hi, y + 4, fmt::format("cap {}", colour));
}

Canvas draw(const assess::ForecastStrip& strip, const Frame& frame) {
  const bool wide = frame.layout == Layout::wide;
  Canvas canvas(width_of(frame.layout));
  const double label_width = wide ? 214 : canvas.width() - 92;
  const double left = wide ? 224 : 6;
  const double right = wide ? canvas.width() - 92 : canvas.width() - 6;
  const double top = 46;

  std::vector<std::vector<std::string>> labels;
  std::vector<double> rows;  // y of the bars
  double y = top;
  for (const auto& row : strip.rows) {
    labels.push_back(wrap_to(row.label, label_width - kIdWidth, 12.5, 4));
    const double lines = static_cast<double>(labels.back().size());
    if (wide) {
      const double height = std::max(32.0, 15 * lines + 10);
      rows.push_back(y + height / 2);
      y += height;
    } else {
      y += 15 * lines + 8;
      rows.push_back(y + 7);
      y += 22;
    }
  }
  const double bottom = y + (wide ? 2 : 0);
  const auto axis = percent_axis(canvas, left, right, top, bottom, true);

  for (std::size_t i = 0; i < strip.rows.size(); ++i) {
    const auto& row = strip.rows[i];
    const double at = rows[i];
    const double lines = static_cast<double>(labels[i].size());
    double text_y = wide ? at - 7.5 * (lines - 1) + 4.5 : at - 10 - 15 * (lines - 1);
    canvas.text(wide ? 0 : left, text_y, row.judgement, "t12 b f2");
    for (const auto& line : labels[i]) {
      canvas.text((wide ? 0 : left) + kIdWidth, text_y, line, "t125 halo");
      text_y += 15;
    }
    interval_bar(canvas, axis, row.interval, at, "c1");
    if (row.base_rate) {
      const double x = axis.x(*row.base_rate);
      canvas.rect(x - 2.5, at - 8, 5, 16, "tick");
    }
    canvas.circle(axis.x(row.p), at, 5.5, "dot c1");
    const double number_x = wide ? canvas.width() - 84 : canvas.width() - 6;
    const double number_y = wide ? at + 4.5 : at - 10 - 15 * (lines - 1);
    const auto percent = fmt::format("{}%", whole_percent(row.p));
    if (wide) {
      canvas.text(number_x, number_y, percent, "t13 b");
      canvas.text(number_x + 36, number_y, interval_words(row.interval), "t11 mut");
    } else {
      canvas.text(number_x, number_y, percent, "t13 b", Anchor::end);
    }
  }

  // How to read it.
  const double key = bottom + 34;
  double x = wide ? left : 6;
  canvas.circle(x + 5, key - 4, 5, "dot c1");
  canvas.text(x + 15, key, "estimate", "t11 mut");
  x += 76;
  canvas.line(x, key - 4, x + 22, key - 4, "bar c1");
  canvas.text(x + 28, key, "80% interval", "t11 mut");
  x += 110;
  canvas.rect(x, key - 11, 5, 14, "tick");
  canvas.text(x + 11, key, "base rate", "t11 mut");
  canvas.set_height(key + 8);
  return canvas;
}

}  // namespace entente::brief::svg

#include "entente/brief/likelihood.hpp"
#include "entente/brief/svg/figure.hpp"
#include "entente/brief/svg/percent_axis.hpp"
#include "entente/brief/twin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace entente::brief::svg {
namespace {

constexpr double kNamedClass = 30;  // a larger class is not named in the figure; its cases stand in the table

/// As many names as fit into so many lines, and how many more there are.
std::vector<std::string> named(const assess::Assessment& assessment, std::string_view word,
                               const std::vector<std::string>& cases, double width, std::size_t lines) {
  std::vector<std::string> best;
  std::string text(word);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    text += (i > 0 ? ", " : "") + case_words(assessment, cases[i]);
    const auto left = cases.size() - i - 1;
    auto laid = wrap(left > 0 ? fmt::format("{} and {} more", text, left) : text, width, 10.5);
    if (laid.size() > lines) break;
    best = std::move(laid);
  }
  return best;
}

/// A label begins with a capital.
std::string capital(std::string text) {
  if (!text.empty()) text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

void diamond(Canvas& canvas, double x, double y, double size, std::string_view classes) {
  canvas.polygon({{x, y - size}, {x + size, y}, {x, y + size}, {x - size, y}}, classes);
}

}  // namespace

Canvas draw(const assess::LadderFigure& ladder, const Frame& frame) {
  const bool wide = frame.layout == Layout::wide;
  Canvas canvas(width_of(frame.layout));
  const double left = wide ? 224 : 6;
  const double right = canvas.width() - 8;
  const double top = 46;
  const double label_width = wide ? left - 14 : right - left - 4;
  const double case_left = wide ? left : 6;
  const double case_width = right - case_left;

  struct Laid {
    std::vector<std::string> label;
    std::string count;  // on a line of its own where there is room
    std::vector<std::string> cases;
    double bar_y = 0;
    double label_y = 0;
    double case_y = 0;
  };
  std::vector<Laid> rows;
  double y = top + 4;
  for (const auto& rung : ladder.rungs) {
    Laid laid;
    const auto share = share_words(rung.k, rung.n);
    laid.count =
        count_words(rung.k, rung.n) + (share.empty() ? "" : ", " + share) + (rung.side_class ? "; not pooled" : "");
    laid.label = wrap_to(capital(rung.label), label_width, 12.5, 3);
    for (const auto& [word, cases] : {std::pair{"Yes: ", &rung.cases_yes}, {"No: ", &rung.cases_no}}) {
      if (cases->empty()) continue;
      if (rung.n > kNamedClass) continue;
      for (auto& line : named(frame.assessment, word, *cases, case_width, wide ? 2 : 1))
        laid.cases.push_back(std::move(line));
    }
    const double label_height = 15.0 * static_cast<double>(laid.label.size() + (wide ? 1 : 0));
    if (wide) {
      laid.label_y = y + 14;
      laid.bar_y = y + 14;
      laid.case_y = y + 36;
      y += std::max(label_height + 10, 30 + 12.5 * static_cast<double>(laid.cases.size()) + 6);
    } else {
      laid.label_y = y + 13;
      laid.bar_y = y + label_height + 12;
      laid.case_y = laid.bar_y + 18;
      y = laid.bar_y + 8 + 12.5 * static_cast<double>(laid.cases.size()) + 4;
    }
    rows.push_back(std::move(laid));
  }
  const double result_y = y + 16;
  const double bottom = y + 32;
  const auto axis = percent_axis(canvas, left, right, top, bottom, true);

  // The one number and its interval run through all rungs.
  canvas.rect(axis.x(ladder.interval.lo), top, axis.x(ladder.interval.hi) - axis.x(ladder.interval.lo), bottom - top,
              "through");
  canvas.line(axis.x(ladder.p), top, axis.x(ladder.p), bottom, "result c1");

  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& rung = ladder.rungs[i];
    const auto& laid = rows[i];
    double text_y = laid.label_y;
    for (const auto& line : laid.label) {
      canvas.text(wide ? 0 : left, text_y + 4, line, rung.side_class ? "t125 it halo" : "t125 b halo");
      text_y += 15;
    }
    // A narrow figure has the count on the line of the bar, at the end where the bar is not.
    if (wide)
      canvas.text(0, text_y + 4, laid.count, "t11 mut");
    else if (rung.rate.value_or(0) < .5)
      canvas.text(right, laid.bar_y + 4, laid.count, "t11 mut halo", Anchor::end);
    else
      canvas.text(left, laid.bar_y + 4, laid.count, "t11 mut halo");
    const std::string_view colour = rung.side_class ? "c2" : "c1";
    if (rung.rate) {
      interval_bar(canvas, axis, rung.interval, laid.bar_y, colour);
      canvas.circle(axis.x(*rung.rate), laid.bar_y, 4.5, rung.side_class ? "ring c2" : "dot c1");
    }
    if (rung.pooled) diamond(canvas, axis.x(*rung.pooled), laid.bar_y, 5.5, "ring c3");
    double case_y = laid.case_y;
    for (const auto& line : laid.cases) {
      canvas.text(case_left, case_y, line, "t10 mut halo");
      case_y += 12.5;
    }
  }

  interval_bar(canvas, axis, ladder.interval, result_y, "c1");
  canvas.circle(axis.x(ladder.p), result_y, 6, "dot c1");
  const auto result =
      fmt::format("{}: {}% ({})", ladder.judgement, whole_percent(ladder.p), interval_words(ladder.interval));
  if (wide) {
    canvas.text(0, result_y + 4, result, "t13 b");
  } else {
    canvas.text(left, result_y - 12, result, "t13 b halo");
  }

  double key = bottom + 34;
  double x = wide ? left : 6;
  const auto entry = [&](double width, std::string_view words) {
    if (x + 16 + text_width(words, 11) > canvas.width()) {
      x = wide ? left : 6;
      key += 18;
    }
    const double at = x;
    canvas.text(at + 15, key, words, "t11 mut");
    x += width;
    return at + 5;
  };
  const double class_x = entry(wide ? 130 : 124, "class, 80% interval");
  canvas.circle(class_x, key - 4, 4.5, "dot c1");
  const double pooled_x = entry(wide ? 98 : 92, "after pooling");
  diamond(canvas, pooled_x, key - 4, 5, "ring c3");
  const double side_x = entry(160, "side class, not pooled");
  canvas.circle(side_x, key - 4, 4.5, "ring c2");
  canvas.set_height(key + 8);
  return canvas;
}

}  // namespace entente::brief::svg

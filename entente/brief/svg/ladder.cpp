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

struct LaidRung {
  std::vector<std::string> label;
  std::string count;  // on a line of its own where there is room
  std::vector<std::string> cases;
  double bar_y = 0;
  double label_y = 0;
  double case_y = 0;
};

class LadderDrawing {
 public:
  LadderDrawing(const assess::LadderFigure& ladder, const Frame& frame)
      : ladder_(ladder),
        frame_(frame),
        wide_(frame.layout == Layout::wide),
        canvas_(width_of(frame.layout)),
        left_(wide_ ? 224 : 6),
        right_(canvas_.width() - 8),
        case_left_(wide_ ? left_ : 6) {}

  Canvas draw() {
    double y = kTop + 4;
    for (const auto& rung : ladder_.rungs) rows_.push_back(laid(rung, y));
    const double bottom = y + 32;
    axis_ = percent_axis(canvas_, left_, right_, kTop, bottom, true);
    // The one number and its interval run through all rungs.
    const auto& interval = ladder_.interval;
    canvas_.rect(axis_.x(interval.lo), kTop, axis_.x(interval.hi) - axis_.x(interval.lo), bottom - kTop, "through");
    canvas_.line(axis_.x(ladder_.p), kTop, axis_.x(ladder_.p), bottom, "result c1");
    for (std::size_t i = 0; i < rows_.size(); ++i) draw_rung(ladder_.rungs[i], rows_[i]);
    draw_result(y + 16);
    draw_key(bottom + 34);
    return std::move(canvas_);
  }

 private:
  static constexpr double kTop = 46;

  // A rung from `y` on, which moves to where the next one begins.
  LaidRung laid(const assess::LadderFigure::Rung& rung, double& y) const {
    LaidRung out;
    const auto share = share_words(rung.k, rung.n);
    out.count =
        count_words(rung.k, rung.n) + (share.empty() ? "" : ", " + share) + (rung.side_class ? "; not pooled" : "");
    out.label = wrap_to(capital(rung.label), wide_ ? left_ - 14 : right_ - left_ - 4, 12.5, 3);
    for (const auto& [word, cases] : {std::pair{"Yes: ", &rung.cases_yes}, {"No: ", &rung.cases_no}}) {
      if (cases->empty() || rung.n > kNamedClass) continue;
      for (auto& line : named(frame_.assessment, word, *cases, right_ - case_left_, wide_ ? 2 : 1))
        out.cases.push_back(std::move(line));
    }
    const double label_height = 15.0 * static_cast<double>(out.label.size() + (wide_ ? 1 : 0));
    if (wide_) {
      out.label_y = y + 14;
      out.bar_y = y + 14;
      out.case_y = y + 36;
      y += std::max(label_height + 10, 30 + 12.5 * static_cast<double>(out.cases.size()) + 6);
    } else {
      out.label_y = y + 13;
      out.bar_y = y + label_height + 12;
      out.case_y = out.bar_y + 18;
      y = out.bar_y + 8 + 12.5 * static_cast<double>(out.cases.size()) + 4;
    }
    return out;
  }

  void draw_rung(const assess::LadderFigure::Rung& rung, const LaidRung& laid) {
    double text_y = laid.label_y;
    for (const auto& line : laid.label) {
      canvas_.text(wide_ ? 0 : left_, text_y + 4, line, rung.side_class ? "t125 it halo" : "t125 b halo");
      text_y += 15;
    }
    // A narrow figure has the count on the line of the bar, at the end where the bar is not.
    if (wide_)
      canvas_.text(0, text_y + 4, laid.count, "t11 mut");
    else if (rung.rate.value_or(0) < .5)
      canvas_.text(right_, laid.bar_y + 4, laid.count, "t11 mut halo", Anchor::end);
    else
      canvas_.text(left_, laid.bar_y + 4, laid.count, "t11 mut halo");
    if (rung.rate) {
      interval_bar(canvas_, axis_, rung.interval, laid.bar_y, rung.side_class ? "c2" : "c1");
      canvas_.circle(axis_.x(*rung.rate), laid.bar_y, 4.5, rung.side_class ? "ring c2" : "dot c1");
    }
    if (rung.pooled) diamond(canvas_, axis_.x(*rung.pooled), laid.bar_y, 5.5, "ring c3");
    double case_y = laid.case_y;
    for (const auto& line : laid.cases) {
      canvas_.text(case_left_, case_y, line, "t10 mut halo");
      case_y += 12.5;
    }
  }

  void draw_result(double y) {
    interval_bar(canvas_, axis_, ladder_.interval, y, "c1");
    canvas_.circle(axis_.x(ladder_.p), y, 6, "dot c1");
    // The judgement itself may take its number from the course of the demand.
    const auto result = fmt::format("Pooled: {}% ({})", whole_percent(ladder_.p), interval_words(ladder_.interval));
    if (wide_)
      canvas_.text(0, y + 4, result, "t13 b");
    else
      canvas_.text(left_, y - 12, result, "t13 b halo");
  }

  void draw_key(double y) {
    double x = case_left_;
    // Words behind a symbol, and where the symbol stands.
    const auto entry = [&](double width, std::string_view words) {
      if (x + 16 + text_width(words, 11) > canvas_.width()) {
        x = case_left_;
        y += 18;
      }
      const double at = x;
      canvas_.text(at + 15, y, words, "t11 mut");
      x += width;
      return at + 5;
    };
    const double class_x = entry(wide_ ? 130 : 124, "class, 80% interval");
    canvas_.circle(class_x, y - 4, 4.5, "dot c1");
    const double pooled_x = entry(wide_ ? 98 : 92, "after pooling");
    diamond(canvas_, pooled_x, y - 4, 5, "ring c3");
    const double side_x = entry(160, "side class, not pooled");
    canvas_.circle(side_x, y - 4, 4.5, "ring c2");
    canvas_.set_height(y + 8);
  }

  const assess::LadderFigure& ladder_;
  const Frame& frame_;
  bool wide_;
  Canvas canvas_;
  double left_;
  double right_;
  double case_left_;
  PercentAxis axis_;
  std::vector<LaidRung> rows_;
};

}  // namespace

Canvas draw(const assess::LadderFigure& ladder, const Frame& frame) { return LadderDrawing(ladder, frame).draw(); }

}  // namespace entente::brief::svg

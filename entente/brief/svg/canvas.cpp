#include "entente/brief/svg/canvas.hpp"

#include "entente/brief/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace entente::brief::svg {
namespace {

// Advance widths of Helvetica in thousandths of the size, from blank to tilde. Arial and Liberation Sans have the same.
constexpr std::array<int, 95> kAdvance = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

// System fonts differ; text is taken a little wider than Helvetica so that nothing touches in the others.
constexpr double kSafety = 1.04;

const char* name(Anchor anchor) {
  switch (anchor) {
    case Anchor::start: return "";
    case Anchor::middle: return " text-anchor=\"middle\"";
    case Anchor::end: return " text-anchor=\"end\"";
  }
  return "";
}

}  // namespace

double text_width(std::string_view text, double size_px, bool bold) {
  double sum = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 32 && byte < 127) {
      sum += kAdvance[byte - 32U];
    } else if ((byte & 0xC0U) != 0x80) {
      sum += 556;
    }
  }
  return sum / 1000 * size_px * kSafety * (bold ? 1.07 : 1);
}

std::vector<std::string> wrap(std::string_view text, double width, double size_px, bool bold) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find(' ', begin), text.size());
    const auto word = text.substr(begin, end - begin);
    if (!word.empty()) {
      auto longer = line.empty() ? std::string(word) : fmt::format("{} {}", line, word);
      if (!line.empty() && text_width(longer, size_px, bold) > width) {
        lines.push_back(std::move(line));
        line = std::string(word);
      } else {
        line = std::move(longer);
      }
    }
    begin = end + 1;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::vector<std::string> wrap_to(std::string_view text, double width, double size_px, std::size_t lines) {
  auto result = wrap(text, width, size_px);
  if (result.size() <= lines) return result;
  result.resize(lines);
  auto& last = result.back();
  while (!last.empty() && text_width(last + "…", size_px) > width) {
    const auto blank = last.rfind(' ');
    last.resize(blank == std::string::npos ? 0 : blank);
  }
  while (!last.empty() && (last.back() == ',' || last.back() == ' ' || last.back() == ';')) last.pop_back();
  last += "…";
  return result;
}

std::string number(double value) {
  if (!std::isfinite(value)) return "0";
  auto text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

std::string path_data(const std::vector<Point>& points, bool close) {
  // Tenths of a pixel as whole numbers, so that rounding does not add up along the path.
  const auto tenths = [](double value) { return std::llround(value * 10); };
  const auto write = [](std::string& out, long long value, bool separate) {
    const bool negative = value < 0;
    const auto size = negative ? -value : value;
    if (negative) {
      out += '-';
    } else if (separate) {
      out += ' ';
    }
    if (size >= 10 || size == 0) out += std::to_string(size / 10);
    if (size % 10 != 0) {
      out += '.';
      out += static_cast<char>('0' + size % 10);
    }
  };
  if (points.size() < 2) return {};
  long long x = tenths(points.front().x);
  long long y = tenths(points.front().y);
  std::string data = "M";
  write(data, x, false);
  write(data, y, true);
  // A letter stands for all steps that follow it; steps along an axis need one number only.
  char letter = 'M';
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto by_x = tenths(points[i].x) - x;
    const auto by_y = tenths(points[i].y) - y;
    if (by_x == 0 && by_y == 0) continue;
    const char next = by_y == 0 ? 'h' : by_x == 0 ? 'v' : 'l';
    if (next != letter) data += next;
    if (next != 'v') write(data, by_x, next == letter);
    if (next != 'h') write(data, by_y, next == letter || next == 'l');
    letter = next;
    x += by_x;
    y += by_y;
  }
  if (letter == 'M') return {};
  if (close) data += 'z';
  return data;
}

void Canvas::line(double x1, double y1, double x2, double y2, std::string_view classes) {
  // A path says the same in fewer bytes than a line element.
  const std::string to = number(y1) == number(y2)   ? "H" + number(x2)
                         : number(x1) == number(x2) ? "V" + number(y2)
                                                    : fmt::format("L{} {}", number(x2), number(y2));
  body_ += fmt::format("<path d=\"M{} {}{}\" class=\"{}\"/>", number(x1), number(y1), to, classes);
}

void Canvas::rect(double x, double y, double width, double height, std::string_view classes, double radius) {
  body_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{} class=\"{}\"/>", number(x), number(y),
                       number(std::max(0.0, width)), number(std::max(0.0, height)),
                       radius > 0 ? fmt::format(" rx=\"{}\"", number(radius)) : "", classes);
}

void Canvas::circle(double x, double y, double radius, std::string_view classes) {
  body_ +=
      fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" class=\"{}\"/>", number(x), number(y), number(radius), classes);
}

void Canvas::path(std::string_view data, std::string_view classes, std::string_view attributes) {
  if (data.empty()) return;
  body_ += fmt::format("<path d=\"{}\" class=\"{}\"{}{}/>", data, classes, attributes.empty() ? "" : " ", attributes);
}

void Canvas::text(double x, double y, std::string_view text, std::string_view classes, Anchor anchor) {
  body_ += fmt::format("<text x=\"{}\" y=\"{}\"{} class=\"{}\">{}</text>", number(x), number(y), name(anchor), classes,
                       escape_html(text));
}

std::string Canvas::element(std::string_view id, std::string_view title, std::string_view description,
                            std::string_view classes) const {
  return fmt::format(
      "<svg class=\"{0}\" role=\"img\" viewBox=\"0 0 {1} {2}\" width=\"{1}\" height=\"{2}\" aria-labelledby=\"{3}-t "
      "{3}-d\"><title id=\"{3}-t\">{4}</title><desc id=\"{3}-d\">{5}</desc>{6}</svg>\n",
      classes, number(width_), number(height_), id, escape_html(title), escape_html(description), body_);
}

std::vector<double> axis_steps(double max, int most) {
  if (!(max > 0) || !std::isfinite(max)) return {0, 1};
  const double rough = max / std::max(1, most);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (factor * power >= rough * (1 - 1e-9)) {
      step = factor * power;
      break;
    }
  }
  std::vector<double> steps;
  for (int i = 0; steps.empty() || steps.back() < max * (1 - 1e-9); ++i) steps.push_back(i * step);
  return steps;
}

}  // namespace entente::brief::svg

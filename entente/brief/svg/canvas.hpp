#pragma once
// A small writer of SVG and the width of text.
//
// Units are CSS pixels at the size the drawing is made for. Colours and fonts come from the style sheet of the page by
// class names, so that dark mode, print and grey paper need no second drawing. Coordinates have one decimal.

#include <string>
#include <string_view>
#include <vector>

namespace entente::brief::svg {

/// Wide: for columns of about 680 pixels and for paper. Narrow: for 350 pixels, a telephone or half a page.
enum class Layout { wide, narrow };

inline constexpr double kWide = 680;
inline constexpr double kNarrow = 350;
inline double width_of(Layout layout) { return layout == Layout::wide ? kWide : kNarrow; }

enum class Anchor { start, middle, end };

/// Width in pixels in a sans-serif like Helvetica, a little on the safe side.
double text_width(std::string_view text, double size_px, bool bold = false);

/// Lines no wider than `width`, broken at blanks; a longer word stands alone.
std::vector<std::string> wrap(std::string_view text, double width, double size_px, bool bold = false);

/// At most `lines` lines; what does not fit is replaced by an ellipsis.
std::vector<std::string> wrap_to(std::string_view text, double width, double size_px, std::size_t lines);

/// "12.5", "12", "-3": one decimal at most.
std::string number(double value);

struct Point {
  double x = 0;
  double y = 0;
};

/// Path data of lines through the points, in relative steps (l, h, v); `close` ends with z. Empty for fewer than two
/// points.
std::string path_data(const std::vector<Point>& points, bool close);

class Canvas {
 public:
  explicit Canvas(double width) : width_(width) {}

  double width() const { return width_; }
  void set_height(double height) { height_ = height; }
  double height() const { return height_; }

  void line(double x1, double y1, double x2, double y2, std::string_view classes);
  void rect(double x, double y, double width, double height, std::string_view classes, double radius = 0);
  void circle(double x, double y, double radius, std::string_view classes);
  void path(std::string_view data, std::string_view classes, std::string_view attributes = {});
  void polygon(const std::vector<Point>& points, std::string_view classes) { path(path_data(points, true), classes); }
  void text(double x, double y, std::string_view text, std::string_view classes, Anchor anchor = Anchor::start);
  /// Raw markup that is already well-formed, such as definitions.
  void raw(std::string_view markup) { body_ += markup; }

  /// The whole element with role, title and description. `id` makes the ids of both unique in the page.
  std::string element(std::string_view id, std::string_view title, std::string_view description,
                      std::string_view classes) const;

 private:
  double width_;
  double height_ = 0;
  std::string body_;
};

/// Round steps for an axis from 0 to `max`, both ends covered: {0, 500, 1000}.
std::vector<double> axis_steps(double max, int most);

}  // namespace entente::brief::svg

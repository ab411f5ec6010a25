#include "entente/brief/likelihood.hpp"
#include "entente/brief/svg/figure.hpp"
#include "entente/brief/text.hpp"
#include "entente/brief/twin.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/projection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <ranges>
#include <span>
#include <tuple>

namespace entente::brief::svg {
namespace {

using geo::LatLon;

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  bool touches(const Box& other) const {
    return left < other.right && right > other.left && top < other.bottom && bottom > other.top;
  }
  bool holds(const Box& other) const {
    return other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom;
  }
};

/// The plane of the map in pixels.
class Plane {
 public:
  Plane(geo::MapKind kind, LatLon centre, double radius_km, double width, double height)
      : projection_(kind, centre), middle_{width / 2, height / 2} {
    // How far the radius reaches in the plane, to the farthest side.
    double reach_km = 1;
    for (const double azimuth_deg : {0.0, 90.0, 180.0, 270.0}) {
      const auto at = projection_.forward(geo::direct(centre, azimuth_deg, radius_km));
      reach_km = std::max(reach_km, std::hypot(at.x_km, at.y_km));
    }
    pixels_per_km_ = std::min(width, height) / 2 / reach_km;
    constexpr double kBeyond = 4;
    window_ = geo::PlaneWindow::box((width / 2 + kBeyond) / pixels_per_km_, (height / 2 + kBeyond) / pixels_per_km_);
  }

  double pixels_per_km() const { return pixels_per_km_; }
  Point operator()(LatLon at) const { return pixel(projection_.forward(at)); }

  /// What is seen of a line or of rings, simplified to `tolerance` pixels.
  std::vector<std::vector<Point>> line(std::span<const LatLon> positions, double tolerance) const {
    return pixels(geo::trace(positions, projection_, window_, tolerance / pixels_per_km_));
  }
  template <class Shape>
  std::vector<std::vector<Point>> rings(const Shape& shape, double tolerance) const {
    auto rings = pixels(geo::outline(shape, projection_, window_, tolerance / pixels_per_km_));
    for (auto& ring : rings) ring.pop_back();  // the first point again
    return rings;
  }

 private:
  Point pixel(geo::PlanePoint at) const {
    return {middle_.x + at.x_km * pixels_per_km_, middle_.y - at.y_km * pixels_per_km_};
  }
  std::vector<std::vector<Point>> pixels(const std::vector<geo::PlaneLine>& lines) const {
    std::vector<std::vector<Point>> out;
    for (const auto& line : lines) {
      auto& points = out.emplace_back();
      for (const auto& at : line) points.push_back(pixel(at));
    }
    return out;
  }

  geo::Projection projection_;
  Point middle_;
  double pixels_per_km_ = 1;
  geo::PlaneWindow window_;
};

double area(const std::vector<Point>& points) {
  double sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& a = points[i];
    const auto& b = points[(i + 1) % points.size()];
    sum += a.x * b.y - b.x * a.y;
  }
  return std::abs(sum) / 2;
}

bool inside(const std::vector<Point>& ring, Point p) {
  bool result = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if ((ring[i].y > p.y) != (ring[j].y > p.y) &&
        p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x) {
      result = !result;
    }
  }
  return result;
}

/// How mark kinds look and in which order they are labelled and explained.
struct Kind {
  std::string_view name;
  std::string_view words;
};
constexpr std::array<Kind, 5> kKinds = {{{"lost-base", "base at stake or left"},
                                         {"candidate", "candidate field"},
                                         {"rival-base", "base of a rival"},
                                         {"other-base", "other base"},
                                         {"capital", "capital"}}};

std::size_t rank_of(const std::string& kind) {
  const auto found = std::ranges::find(kKinds, kind, &Kind::name);
  return static_cast<std::size_t>(found - kKinds.begin());
}

void mark(Canvas& canvas, const std::string& kind, Point at) {
  const double x = at.x;
  const double y = at.y;
  switch (rank_of(kind)) {
    case 0:  // a filled square with a cross through it
      canvas.rect(x - 5, y - 5, 10, 10, "mk mk2");
      canvas.path(fmt::format("M{} {}l10 10m0-10l-10 10", number(x - 5), number(y - 5)), "mkx");
      break;
    case 1: canvas.polygon({{x, y - 6.5}, {x + 6, y + 4.5}, {x - 6, y + 4.5}}, "mk mk1"); break;
    case 2: canvas.polygon({{x, y - 6}, {x + 6, y}, {x, y + 6}, {x - 6, y}}, "mk mk3"); break;
    case 3: canvas.rect(x - 4, y - 4, 8, 8, "mk mk0"); break;
    default: canvas.circle(x, y, 2.6, "mk mk5");
  }
}

constexpr double kDotFactor = 0.62;  // radius in pixels of a dot for one death, times its root
double dot_radius(double deaths) { return std::min(16.0, std::max(1.3, kDotFactor * std::sqrt(deaths))); }

/// A round length for the scale bar, about `wanted` km.
double round_length(double wanted) {
  const double power = std::pow(10.0, std::floor(std::log10(std::max(wanted, 1.0))));
  for (const double factor : {5.0, 2.0, 1.0}) {
    if (factor * power <= wanted) return factor * power;
  }
  return power;
}

struct Land {
  const geo::Country* country = nullptr;
  std::vector<Point> largest;  // its largest ring
  double largest_area = 0;
};

constexpr double kVague_km = 100;  // a position that may be farther off stands for an area, and its dot is dashed
constexpr const char* kDashes = " stroke-dasharray=\"2 2\"";

struct Dot {
  double deaths = 0;
  Point at;
  bool watched = true;
  bool vague = false;  // the position stands for an area
};

struct PlacedMark {
  const assess::MapFigure::Mark* mark = nullptr;
  Point at;
};

struct Label {
  double x, y;
  std::string text;
  std::string_view classes;
  Anchor anchor;
};

// Where a label may stand: from the mark to its anchor and to the middle of the text.
struct Offset {
  double dx, dy;
  Anchor anchor;
};

// Right, left, above, below, the corners, above and below to one side.
std::array<Offset, 12> offsets_around(double reach, double width, double height) {
  const double d = reach;
  const double up = d - 3 + height / 2;
  return {{{d, 0, Anchor::start},
           {-d, 0, Anchor::end},
           {0, -up, Anchor::middle},
           {0, up, Anchor::middle},
           {d - 2, -up + 3, Anchor::start},
           {d - 2, up - 3, Anchor::start},
           {-d + 2, -up + 3, Anchor::end},
           {-d + 2, up - 3, Anchor::end},
           {-0.3 * width, up, Anchor::middle},
           {0.3 * width, up, Anchor::middle},
           {-0.3 * width, -up, Anchor::middle},
           {0.3 * width, -up, Anchor::middle}}};
}

Box bounds_of(const std::vector<Point>& points) {
  Box box{std::numeric_limits<double>::max(), std::numeric_limits<double>::max(), -std::numeric_limits<double>::max(),
          -std::numeric_limits<double>::max()};
  for (const auto& p : points) {
    box.left = std::min(box.left, p.x);
    box.right = std::max(box.right, p.x);
    box.top = std::min(box.top, p.y);
    box.bottom = std::max(box.bottom, p.y);
  }
  return box;
}

bool within(const std::vector<Point>& ring, const Box& box) {
  const double middle = (box.left + box.right) / 2;
  const double width = box.right - box.left;
  return std::ranges::all_of(std::array{-0.5, -0.25, 0.0, 0.25, 0.5}, [&](double part) {
    return inside(ring, {middle + part * width, box.top}) && inside(ring, {middle + part * width, box.bottom});
  });
}

// A map while it is drawn: from the ground up, then the names that find room, then the key under it.
class MapDrawing {
 public:
  MapDrawing(const assess::MapFigure& map, const Frame& frame)
      : map_(map),
        frame_(frame),
        wide_(frame.layout == Layout::wide),
        width_(wide_ ? 580 : kNarrow),
        height_(wide_ ? 540 : 350),
        // Maps of the annex are coarser: there are several of them, and the page has a limit of size.
        tolerance_((wide_ ? 0.7 : 0.8) * (map.ways.empty() ? 1.0 : 2.2)),
        hatch_id_(frame.id + "-h"),
        canvas_(width_),
        plane_(map.kind, map.centre, map.radius_km, width_, height_) {}

  Canvas draw() {
    open();
    draw_ground();
    draw_disputed();
    draw_violence();
    draw_ways();
    draw_rings();
    draw_limits();
    place_marks();
    name_marks();
    name_rings();
    name_states();
    for (const auto& m : std::views::reverse(marks_)) mark(canvas_, m.mark->kind, m.at);
    for (const auto& label : labels_) canvas_.text(label.x, label.y, label.text, label.classes, label.anchor);
    canvas_.raw("</g>");
    canvas_.rect(0.5, 0.5, width_ - 1, height_ - 1, "frame");
    draw_key();
    return std::move(canvas_);
  }

 private:
  void open() {
    const auto clip_id = frame_.id + "-c";
    canvas_.raw(fmt::format(
        "<defs><clipPath id=\"{}\"><rect width=\"{}\" height=\"{}\"/></clipPath><pattern id=\"{}\" width=\"7\" height=\"7\" "
        "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M0 0V7\" class=\"hatch\"/></pattern></defs>"
        "<g clip-path=\"url(#{})\">",
        clip_id, number(width_), number(height_), hatch_id_, clip_id));
  }

  // Sea, lands and lakes are drawn once for maps that share them; the hatching of closed states lies on top.
  void draw_ground() {
    const bool own_ground = map_.ground_of.empty();
    if (own_ground) {
      canvas_.raw(fmt::format("<g id=\"{}-g\">", frame_.id));
      canvas_.rect(0, 0, width_, height_, "sea");
    } else {
      canvas_.raw(fmt::format("<use href=\"#fig-{}-{}-g\"/>", as_id(map_.ground_of), wide_ ? "w" : "n"));
    }
    std::string hatched;
    for (const auto& country : map_.lands) {
      const std::string data = take_land(country);
      if (data.empty()) continue;
      if (own_ground) canvas_.path(data, land_class(country.code), "fill-rule=\"evenodd\"");
      if (std::ranges::find(map_.closed_states, country.code) != map_.closed_states.end()) hatched += data;
    }
    if (own_ground) {
      canvas_.path(lakes(), "lake");
      canvas_.raw("</g>");
    }
    if (!hatched.empty())
      canvas_.path(hatched, "closed", fmt::format("fill=\"url(#{})\" fill-rule=\"evenodd\"", hatch_id_));
  }

  std::string_view land_class(const std::string& code) const {
    if (!map_.highlighted.empty() && map_.highlighted.front() == code) return "land host";
    return std::ranges::find(map_.highlighted, code) != map_.highlighted.end() ? "land high" : "land";
  }

  // The outline of a country; one that is seen is kept for its name.
  std::string take_land(const geo::Country& country) {
    Land land;
    land.country = &country;
    std::string data;
    for (auto& points : plane_.rings(country, tolerance_)) {
      const double size = area(points);
      if (size < 0.6) continue;
      data += path_data(points, true);
      if (size > land.largest_area) {
        land.largest_area = size;
        land.largest = std::move(points);
      }
    }
    if (!data.empty()) lands_.push_back(std::move(land));
    return data;
  }

  std::string lakes() const {
    std::string data;
    for (const auto& lake : map_.lakes)
      for (const auto& points : plane_.rings(lake.polygons, tolerance_))
        if (area(points) > 1.5) data += path_data(points, true);
    return data;
  }

  std::string line_data(std::span<const LatLon> line, double tolerance) const {
    std::string data;
    for (const auto& points : plane_.line(line, tolerance)) data += path_data(points, false);
    return data;
  }

  void draw_disputed() {
    std::string data;
    for (const auto& boundary : map_.disputed)
      if (boundary.disputed)
        for (const auto& part : boundary.parts) data += line_data(part, tolerance_);
    if (!data.empty()) canvas_.path(data, "disputed");
  }

  // Dots in proportion to deaths, the largest first so that small ones stay visible; one for each pixel.
  void draw_violence() {
    std::map<std::tuple<bool, bool, long, long>, double> places;
    for (const auto& weight : map_.violence) {
      const auto p = plane_(weight.at);
      if (p.x < -10 || p.y < -10 || p.x > width_ + 10 || p.y > height_ + 10) continue;
      places[{weight.watched.value_or(true), weight.precision_km >= kVague_km, std::lround(p.x), std::lround(p.y)}] +=
          map_.dot_weight > 0 ? weight.weight / map_.dot_weight : 1;
    }
    for (const auto& [at, deaths] : places) {
      const auto& [watched, vague, x, y] = at;
      dots_.push_back({deaths, {static_cast<double>(x), static_cast<double>(y)}, watched, vague});
    }
    std::ranges::stable_sort(dots_, [](const Dot& a, const Dot& b) { return a.deaths > b.deaths; });
    for (const bool watched : {true, false})
      for (const bool vague : {false, true}) {
        std::string circles;
        for (const Dot& dot : dots_)
          if (dot.watched == watched && dot.vague == vague)
            circles += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>", number(dot.at.x), number(dot.at.y),
                                   number(dot_radius(dot.deaths)));
        if (!circles.empty())
          canvas_.raw(fmt::format("<g class=\"viol{}\"{}>{}</g>", watched ? "" : " un", vague ? kDashes : "", circles));
      }
  }

  // A geodesic between two corners is nearly straight here, and is cut until it looks so; the thick ones on top.
  void draw_ways() {
    for (const bool nearest : {false, true}) {
      std::string data;
      for (const auto& way : map_.ways) {
        if (way.nearest != nearest) continue;
        std::vector<LatLon> line;
        for (std::size_t i = 0; i + 1 < way.line.size(); ++i) {
          const auto leg = geo::waypoints(way.line[i], way.line[i + 1], 100);
          line.insert(line.end(), leg.begin() + (i == 0 ? 0 : 1), leg.end());
        }
        data += line_data(line, 0.3);
      }
      if (!data.empty()) canvas_.path(data, nearest ? "mway" : "mway thin");
    }
  }

  // Circles about the centre of an equidistant map by construction; others along their geodesic line.
  void draw_rings() {
    for (const auto& ring : map_.rings) {
      if (ring.centre == map_.centre && map_.kind == geo::MapKind::equidistant)
        canvas_.circle(width_ / 2, height_ / 2, ring.radius_km * plane_.pixels_per_km(), "mring");
      else if (const std::string data = line_data(ring.line, 0.6); !data.empty())
        canvas_.path(data, "mring");
    }
  }

  void draw_limits() {
    if (map_.limits.empty()) return;
    std::string data;
    for (const auto& limit : map_.limits) data += line_data(limit, 0.6);
    canvas_.path(data, "mlimit");
  }

  void place_marks() {
    for (const auto& m : map_.marks) {
      const auto at = plane_(m.at);
      if (at.x < 2 || at.y < 2 || at.x > width_ - 2 || at.y > height_ - 2) continue;
      marks_.push_back({&m, at});
    }
    std::ranges::stable_sort(
        marks_, [](const PlacedMark& a, const PlacedMark& b) { return rank_of(a.mark->kind) < rank_of(b.mark->kind); });
    for (const auto& m : marks_) taken_.push_back({m.at.x - 6, m.at.y - 6, m.at.x + 6, m.at.y + 6});
  }

  // Whether a label fits there: within the map, `margin` off its edge, and on no other.
  bool is_free(const Box& box, double margin) const {
    return Box{margin, margin, width_ - margin, height_ - margin}.holds(box) &&
           std::ranges::none_of(taken_, [&](const Box& other) { return box.touches(other); });
  }

  void name_marks() {
    for (const auto& m : marks_) {
      const bool lost = rank_of(m.mark->kind) == 0;
      const bool plain = rank_of(m.mark->kind) >= 4;
      name_mark(m, lost, lost ? "t12 b halo" : plain ? "t11 mut halo" : "t12 halo");
    }
  }

  // At the first place that is free; those farther out have a line to the mark. Without room there is no name.
  void name_mark(const PlacedMark& m, bool bold, std::string_view classes) {
    constexpr double kReach = 9;
    const double size = wide_ ? 12 : 11.5;
    const double line_height = size + 1.5;
    const auto lines = wrap_to(m.mark->label, wide_ ? 140 : 100, bold ? size * 1.07 : size, 2);
    if (lines.empty()) return;
    double w = 0;
    for (const auto& line : lines) w = std::max(w, text_width(line, size, bold));
    const double h = line_height * static_cast<double>(lines.size());
    for (const double far : {0.0, 9.0, 20.0})
      for (const Offset& offset : offsets_around(kReach + far, w, h)) {
        const double x = m.at.x + offset.dx;
        const double y = m.at.y + offset.dy;
        const double left = offset.anchor == Anchor::start ? x : offset.anchor == Anchor::end ? x - w : x - w / 2;
        const Box box{left - 2, y - h / 2 - 1, left + w + 2, y + h / 2 + 1};
        if (!is_free(box, 2)) continue;
        taken_.push_back(box);
        if (far > 0) {
          const Point end{std::clamp(m.at.x, box.left, box.right), std::clamp(m.at.y, box.top, box.bottom)};
          canvas_.line(m.at.x, m.at.y, end.x, end.y, "leader");
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
          const double baseline = y - h / 2 + line_height * static_cast<double>(i + 1) - 3;
          labels_.push_back({x, baseline, lines[i], classes, offset.anchor});
        }
        return;
      }
  }

  // Where the ring is met by a line to the north, the north-east, ..., the first place that is free.
  void name_rings() {
    for (const auto& ring : map_.rings)
      for (const double degrees : {0.0, 315.0, 45.0, 180.0, 290.0, 70.0, 225.0, 135.0, 340.0, 20.0}) {
        const Point at = plane_(geo::direct(ring.centre, degrees, ring.radius_km));
        const double w = text_width(ring.label, 11);
        const Box box{at.x - w / 2 - 3, at.y - 7, at.x + w / 2 + 3, at.y + 7};
        if (!is_free(box, 2)) continue;
        taken_.push_back(box);
        labels_.push_back({at.x, at.y + 4, ring.label, "t11 ringname halo", Anchor::middle});
        break;
      }
  }

  // Names of states, where there is room for them, the largest first.
  void name_states() {
    std::ranges::stable_sort(lands_, [](const Land& a, const Land& b) { return a.largest_area > b.largest_area; });
    for (const auto& land : lands_) {
      if (land.largest.empty()) continue;
      const auto& name = name_of(frame_.assessment, land.country->code) == land.country->code
                             ? land.country->name
                             : name_of(frame_.assessment, land.country->code);
      const double w = text_width(name, 11) * 1.12;  // the names are spaced
      if (land.largest_area < w * 12) continue;
      const auto box = room_in(land, w);
      if (!box) continue;
      taken_.push_back(*box);
      labels_.push_back({(box->left + box->right) / 2, box->bottom - 2, name, "state", Anchor::middle});
    }
  }

  // The free place in the land, on a grid, that is farthest from its edge and off the dots.
  std::optional<Box> room_in(const Land& land, double w) const {
    const Box bounds = bounds_of(land.largest);
    double best = -1;
    std::optional<Box> best_box;
    for (int row = 1; row < 12; ++row)
      for (int column = 1; column < 12; ++column) {
        const Point c{bounds.left + (bounds.right - bounds.left) * column / 12,
                      bounds.top + (bounds.bottom - bounds.top) * row / 12};
        const Box box{c.x - w / 2, c.y - 7, c.x + w / 2, c.y + 6};
        if (!is_free(box, 4) || !within(land.largest, box)) continue;
        double nearest = std::numeric_limits<double>::max();
        for (const auto& p : land.largest) nearest = std::min(nearest, std::hypot((p.x - c.x) / 2, p.y - c.y));
        for (const Dot& dot : dots_)
          if (dot.at.x > box.left - 3 && dot.at.x < box.right + 3 && dot.at.y > box.top - 3 &&
              dot.at.y < box.bottom + 3)
            nearest *= 0.8;
        if (nearest > best) {
          best = nearest;
          best_box = box;
        }
      }
    return best_box;
  }

  // ---- the key: under the map, so that it hides nothing -----------------------------------------------------------

  // Writes `words` behind a symbol so wide, and says where that begins.
  double key_entry(double symbol, std::string_view words) {
    const double needed = symbol + 6 + text_width(words, 11);
    if (key_x_ > 0 && key_x_ + needed > width_) {
      key_x_ = 0;
      key_y_ += 19;
    }
    const double at = key_x_;
    canvas_.text(at + symbol + 5, key_y_, words, "t11 mut");
    key_x_ += needed + 12;
    return at;
  }

  void key_line(std::string_view words, std::string_view classes) {
    const double at = key_entry(22, words);
    canvas_.path(fmt::format("M{} {}h22", number(at), number(key_y_ - 4)), classes);
  }

  void draw_key() {
    key_y_ = height_ + 20;
    draw_scale();
    for (const auto& kind : kKinds) {
      const bool used = std::ranges::any_of(marks_, [&](const PlacedMark& m) { return m.mark->kind == kind.name; });
      if (!used) continue;
      const double at = key_entry(13, kind.words);
      mark(canvas_, std::string(kind.name), {at + 6, key_y_ - 4});
    }
    if (!map_.closed_states.empty()) {
      const double at = key_entry(18, "airspace taken as closed");
      canvas_.rect(at, key_y_ - 11, 18, 12, "land");
      canvas_.raw(fmt::format("<rect x=\"{}\" y=\"{}\" width=\"18\" height=\"12\" fill=\"url(#{})\"/>", number(at),
                              number(key_y_ - 11), hatch_id_));
    }
    explain_dots();
    for (const bool nearest : {true, false})
      if (std::ranges::any_of(map_.ways, [&](const auto& way) { return way.nearest == nearest; }))
        key_line(nearest ? "shortest permitted way" : "from the next host", nearest ? "mway" : "mway thin");
    if (!map_.limits.empty()) key_line(map_.limit_words, "mlimit");
    if (!map_.disputed.empty()) key_line("disputed line", "disputed");
    canvas_.set_height(key_y_ + 8);
  }

  void draw_scale() {
    const double bar_km = round_length(width_ * 0.22 / plane_.pixels_per_km());
    const double bar = bar_km * plane_.pixels_per_km();
    const double at = key_entry(bar, fmt::format("{} km", number_words(bar_km)));
    canvas_.path(fmt::format("M{} {}v6h{}v-6", number(at + 1), number(key_y_ - 8), number(bar - 2)), "scale");
  }

  void explain_dots() {
    if (dots_.empty()) return;
    const double at = key_entry(
        38, map_.dot_weight > 0 ? fmt::format("{}: {}, {}", map_.weight_words, number_words(10 * map_.dot_weight),
                                              number_words(100 * map_.dot_weight))
                                : fmt::format("{}: 10, 100 at one place", map_.weight_words));
    canvas_.circle(at + 5, key_y_ - 4, dot_radius(10), "viol");
    canvas_.circle(at + 26, key_y_ - 4, dot_radius(100), "viol");
    if (!std::ranges::all_of(dots_, &Dot::watched)) {
      const double unwatched = key_entry(12, "not watched");
      canvas_.circle(unwatched + 6, key_y_ - 4, dot_radius(30), "viol un");
    }
    if (std::ranges::none_of(dots_, &Dot::vague)) return;
    const double vague = key_entry(12, "somewhere in the region");
    canvas_.raw(fmt::format("<g class=\"viol\"{}><circle cx=\"{}\" cy=\"{}\" r=\"{}\"/></g>", kDashes,
                            number(vague + 6), number(key_y_ - 4), number(dot_radius(30))));
  }

  const assess::MapFigure& map_;
  const Frame& frame_;
  bool wide_;
  double width_;
  double height_;
  double tolerance_;
  std::string hatch_id_;
  Canvas canvas_;
  Plane plane_;
  std::vector<Land> lands_;
  std::vector<Dot> dots_;
  std::vector<PlacedMark> marks_;
  std::vector<Box> taken_;  // by marks and names
  std::vector<Label> labels_;
  double key_x_ = 0;
  double key_y_ = 0;
};

}  // namespace

Canvas draw(const assess::MapFigure& map, const Frame& frame) { return MapDrawing(map, frame).draw(); }

}  // namespace entente::brief::svg

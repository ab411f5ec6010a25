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

}  // namespace

Canvas draw(const assess::MapFigure& map, const Frame& frame) {
  const bool wide = frame.layout == Layout::wide;
  const double width = wide ? 580 : kNarrow;
  const double height = wide ? 540 : 350;
  Canvas canvas(width);
  const Plane project(map.kind, map.centre, map.radius_km, width, height);
  const double scale = project.pixels_per_km();
  // Maps of the annex are coarser: there are several of them, and the page has a limit of size.
  const double tolerance = (wide ? 0.7 : 0.8) * (map.ways.empty() ? 1.0 : 2.2);
  const auto clip_id = frame.id + "-c";
  const auto hatch_id = frame.id + "-h";

  canvas.raw(fmt::format(
      "<defs><clipPath id=\"{}\"><rect width=\"{}\" height=\"{}\"/></clipPath><pattern id=\"{}\" width=\"7\" height=\"7\" "
      "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M0 0V7\" class=\"hatch\"/></pattern></defs>"
      "<g clip-path=\"url(#{})\">",
      clip_id, number(width), number(height), hatch_id, clip_id));
  // The ground is drawn once for maps that share it.
  std::string hatched;
  const bool own_ground = map.ground_of.empty();
  const auto ground_id = fmt::format("fig-{}-{}-g", own_ground ? "" : as_id(map.ground_of), wide ? "w" : "n");
  if (own_ground)
    canvas.raw(fmt::format("<g id=\"{}-g\">", frame.id));
  else
    canvas.raw(fmt::format("<use href=\"#{}\"/>", ground_id));
  if (own_ground) canvas.rect(0, 0, width, height, "sea");

  struct Land {
    const geo::Country* country = nullptr;
    std::vector<Point> largest;
    double largest_area = 0;
  };
  std::vector<Land> lands;
  for (const auto& country : map.lands) {
    Land land;
    land.country = &country;
    std::string data;
    for (auto& points : project.rings(country, tolerance)) {
      const double size = area(points);
      if (size < 0.6) continue;
      data += path_data(points, true);
      if (size > land.largest_area) {
        land.largest_area = size;
        land.largest = std::move(points);
      }
    }
    if (data.empty()) continue;
    const bool high = std::ranges::find(map.highlighted, country.code) != map.highlighted.end();
    const bool host = !map.highlighted.empty() && map.highlighted.front() == country.code;
    if (own_ground) canvas.path(data, host ? "land host" : high ? "land high" : "land", "fill-rule=\"evenodd\"");
    if (std::ranges::find(map.closed_states, country.code) != map.closed_states.end()) hatched += data;
    lands.push_back(std::move(land));
  }
  std::string lakes;
  for (const auto& lake : map.lakes)
    for (const auto& points : project.rings(lake.polygons, tolerance))
      if (area(points) > 1.5) lakes += path_data(points, true);
  if (own_ground) {
    canvas.path(lakes, "lake");
    canvas.raw("</g>");
  }
  if (!hatched.empty())
    canvas.path(hatched, "closed", fmt::format("fill=\"url(#{})\" fill-rule=\"evenodd\"", hatch_id));
  std::string disputed;
  for (const auto& boundary : map.disputed) {
    if (!boundary.disputed) continue;
    for (const auto& part : boundary.parts)
      for (const auto& points : project.line(part, tolerance)) disputed += path_data(points, false);
  }
  if (!disputed.empty()) canvas.path(disputed, "disputed");

  // Violence: dots in proportion to deaths, the largest first so that small ones stay visible; those at the same tenth
  // of a pixel are one dot.
  std::map<std::tuple<bool, long, long>, double> places;
  for (const auto& weight : map.violence) {
    const auto p = project(weight.at);
    if (p.x < -10 || p.y < -10 || p.x > width + 10 || p.y > height + 10) continue;
    places[{weight.watched.value_or(true), std::lround(p.x), std::lround(p.y)}] +=
        map.dot_weight > 0 ? weight.weight / map.dot_weight : 1;
  }
  struct Dot {
    double deaths = 0;
    Point at;
    bool watched = true;
  };
  std::vector<Dot> dots;
  for (const auto& [at, deaths] : places)
    dots.push_back(
        {deaths, {static_cast<double>(std::get<1>(at)), static_cast<double>(std::get<2>(at))}, std::get<0>(at)});
  std::ranges::stable_sort(dots, [](const Dot& a, const Dot& b) { return a.deaths > b.deaths; });
  for (const bool watched : {true, false}) {
    std::string circles;
    for (const Dot& dot : dots)
      if (dot.watched == watched)
        circles += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>", number(dot.at.x), number(dot.at.y),
                               number(dot_radius(dot.deaths)));
    if (!circles.empty()) canvas.raw(fmt::format("<g class=\"viol{}\">{}</g>", watched ? "" : " un", circles));
  }

  // Ways: a geodesic between two corners is nearly straight here, and is cut until it looks so; the thick ones on top.
  for (const bool nearest : {false, true}) {
    std::string data;
    for (const auto& way : map.ways) {
      if (way.nearest != nearest) continue;
      std::vector<LatLon> line;
      for (std::size_t i = 0; i + 1 < way.line.size(); ++i) {
        const auto leg = geo::waypoints(way.line[i], way.line[i + 1], 100);
        line.insert(line.end(), leg.begin() + (i == 0 ? 0 : 1), leg.end());
      }
      for (const auto& points : project.line(line, 0.3)) data += path_data(points, false);
    }
    if (!data.empty()) canvas.path(data, nearest ? "mway" : "mway thin");
  }

  // Rings: circles about the centre of an equidistant map by construction; others along their geodesic line.
  std::vector<Box> taken;
  for (const auto& ring : map.rings) {
    if (ring.centre == map.centre && map.kind == geo::MapKind::equidistant) {
      canvas.circle(width / 2, height / 2, ring.radius_km * scale, "mring");
    } else {
      std::string data;
      for (const auto& points : project.line(ring.line, 0.6)) data += path_data(points, false);
      if (!data.empty()) canvas.path(data, "mring");
    }
  }

  if (!map.limits.empty()) {
    std::string data;
    for (const auto& limit : map.limits)
      for (const auto& points : project.line(limit, 0.6)) data += path_data(points, false);
    canvas.path(data, "mlimit");
  }

  struct Placed {
    const assess::MapFigure::Mark* mark = nullptr;
    Point at;
  };
  std::vector<Placed> marks;
  for (const auto& m : map.marks) {
    const auto at = project(m.at);
    if (at.x < 2 || at.y < 2 || at.x > width - 2 || at.y > height - 2) continue;
    marks.push_back({&m, at});
  }
  std::ranges::stable_sort(
      marks, [](const Placed& a, const Placed& b) { return rank_of(a.mark->kind) < rank_of(b.mark->kind); });
  for (const auto& m : marks) taken.push_back({m.at.x - 6, m.at.y - 6, m.at.x + 6, m.at.y + 6});

  struct Text {
    double x, y;
    std::string text;
    std::string_view classes;
    Anchor anchor;
  };
  std::vector<Text> texts;
  const double size = wide ? 12 : 11.5;
  const double line_height = size + 1.5;
  const auto place = [&](Point at, const std::string& label, bool bold, std::string_view classes, double reach) {
    const auto lines = wrap_to(label, wide ? 140 : 100, bold ? size * 1.07 : size, 2);
    if (lines.empty()) return;
    double w = 0;
    for (const auto& line : lines) w = std::max(w, text_width(line, size, bold));
    const double h = line_height * static_cast<double>(lines.size());
    // Right, left, above, below, the corners, above and below to one side; then the same farther out, with a line to
    // the mark.
    struct Try {
      double dx, dy;  // from the mark to the anchor and to the middle of the text
      Anchor anchor;
    };
    for (const double far : {0.0, 9.0, 20.0}) {
      const double d = reach + far;
      const double up = d - 3 + h / 2;
      const std::array<Try, 12> tries = {{{d, 0, Anchor::start},
                                          {-d, 0, Anchor::end},
                                          {0, -up, Anchor::middle},
                                          {0, up, Anchor::middle},
                                          {d - 2, -up + 3, Anchor::start},
                                          {d - 2, up - 3, Anchor::start},
                                          {-d + 2, -up + 3, Anchor::end},
                                          {-d + 2, up - 3, Anchor::end},
                                          {-0.3 * w, up, Anchor::middle},
                                          {0.3 * w, up, Anchor::middle},
                                          {-0.3 * w, -up, Anchor::middle},
                                          {0.3 * w, -up, Anchor::middle}}};
      for (const auto& t : tries) {
        const double x = at.x + t.dx;
        const double y = at.y + t.dy;
        const double left = t.anchor == Anchor::start ? x : t.anchor == Anchor::end ? x - w : x - w / 2;
        const Box box{left - 2, y - h / 2 - 1, left + w + 2, y + h / 2 + 1};
        if (!Box{2, 2, width - 2, height - 2}.holds(box)) continue;
        if (std::ranges::any_of(taken, [&](const Box& other) { return box.touches(other); })) continue;
        taken.push_back(box);
        if (far > 0) {
          const Point end{std::clamp(at.x, box.left, box.right), std::clamp(at.y, box.top, box.bottom)};
          canvas.line(at.x, at.y, end.x, end.y, "leader");
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
          const double baseline = y - h / 2 + line_height * static_cast<double>(i + 1) - 3;
          texts.push_back({x, baseline, lines[i], classes, t.anchor});
        }
        return;
      }
    }
  };
  for (const auto& m : marks) {
    const bool lost = rank_of(m.mark->kind) == 0;
    const bool plain = rank_of(m.mark->kind) >= 4;
    place(m.at, m.mark->label, lost, lost ? "t12 b halo" : plain ? "t11 mut halo" : "t12 halo", 9);
  }
  for (const auto& ring : map.rings) {
    // Where the ring is met by a line to the north, the north-east, ..., the first place that is free.
    for (const double degrees : {0.0, 315.0, 45.0, 180.0, 290.0, 70.0, 225.0, 135.0, 340.0, 20.0}) {
      const Point at = project(geo::direct(ring.centre, degrees, ring.radius_km));
      const double w = text_width(ring.label, 11);
      const Box box{at.x - w / 2 - 3, at.y - 7, at.x + w / 2 + 3, at.y + 7};
      if (!Box{2, 2, width - 2, height - 2}.holds(box)) continue;
      if (std::ranges::any_of(taken, [&](const Box& other) { return box.touches(other); })) continue;
      taken.push_back(box);
      texts.push_back({at.x, at.y + 4, ring.label, "t11 ringname halo", Anchor::middle});
      break;
    }
  }
  // Names of states, where there is room for them: the free point of the land that is farthest from its edge and from
  // other labels, on a grid.
  std::ranges::stable_sort(lands, [](const Land& a, const Land& b) { return a.largest_area > b.largest_area; });
  for (const auto& land : lands) {
    if (land.largest.empty()) continue;
    const auto& name = name_of(frame.assessment, land.country->code) == land.country->code
                           ? land.country->name
                           : name_of(frame.assessment, land.country->code);
    const double w = text_width(name, 11) * 1.12;  // the names are spaced
    if (land.largest_area < w * 12) continue;
    double left = std::numeric_limits<double>::max();
    double right = -left;
    double top = left;
    double bottom = -left;
    for (const auto& p : land.largest) {
      left = std::min(left, p.x);
      right = std::max(right, p.x);
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
    }
    double best = -1;
    Box best_box;
    for (int row = 1; row < 12; ++row) {
      for (int column = 1; column < 12; ++column) {
        const Point c{left + (right - left) * column / 12, top + (bottom - top) * row / 12};
        const Box box{c.x - w / 2, c.y - 7, c.x + w / 2, c.y + 6};
        if (!Box{4, 4, width - 4, height - 4}.holds(box)) continue;
        if (std::ranges::any_of(taken, [&](const Box& other) { return box.touches(other); })) continue;
        bool in = true;
        for (const double dx : {-0.5, -0.25, 0.0, 0.25, 0.5}) {
          in = in && inside(land.largest, {c.x + dx * w, box.top}) && inside(land.largest, {c.x + dx * w, box.bottom});
        }
        if (!in) continue;
        double nearest = std::numeric_limits<double>::max();
        for (const auto& p : land.largest) nearest = std::min(nearest, std::hypot((p.x - c.x) / 2, p.y - c.y));
        for (const Dot& dot : dots) {
          if (dot.at.x > box.left - 3 && dot.at.x < box.right + 3 && dot.at.y > box.top - 3 &&
              dot.at.y < box.bottom + 3)
            nearest *= 0.8;
        }
        if (nearest > best) {
          best = nearest;
          best_box = box;
        }
      }
    }
    if (best < 0) continue;
    taken.push_back(best_box);
    texts.push_back({(best_box.left + best_box.right) / 2, best_box.bottom - 2, name, "state", Anchor::middle});
  }
  for (const auto& m : std::views::reverse(marks)) mark(canvas, m.mark->kind, m.at);
  for (const auto& t : texts) canvas.text(t.x, t.y, t.text, t.classes, t.anchor);
  canvas.raw("</g>");
  canvas.rect(0.5, 0.5, width - 1, height - 1, "frame");

  // Scale bar and key stand under the map, so that they hide nothing.
  double x = 0;
  double y = height + 20;
  const auto next = [&](double symbol, std::string_view words) {
    const double needed = symbol + 6 + text_width(words, 11);
    if (x > 0 && x + needed > width) {
      x = 0;
      y += 19;
    }
    const double at = x;
    canvas.text(at + symbol + 5, y, words, "t11 mut");
    x += needed + 12;
    return at;
  };
  const double bar_km = round_length(width * 0.22 / scale);
  const double bar = bar_km * scale;
  const double bar_x = next(bar, fmt::format("{} km", number_words(bar_km)));
  canvas.path(fmt::format("M{} {}v6h{}v-6", number(bar_x + 1), number(y - 8), number(bar - 2)), "scale");
  for (const auto& kind : kKinds) {
    const bool used = std::ranges::any_of(marks, [&](const Placed& m) { return m.mark->kind == kind.name; });
    if (!used) continue;
    const double at = next(13, kind.words);
    mark(canvas, std::string(kind.name), {at + 6, y - 4});
  }
  if (!map.closed_states.empty()) {
    const double at = next(18, "airspace taken as closed");
    canvas.rect(at, y - 11, 18, 12, "land");
    canvas.raw(fmt::format("<rect x=\"{}\" y=\"{}\" width=\"18\" height=\"12\" fill=\"url(#{})\"/>", number(at),
                           number(y - 11), hatch_id));
  }
  if (!dots.empty()) {
    const double at =
        next(38, map.dot_weight > 0 ? fmt::format("{}: {}, {}", map.weight_words, number_words(10 * map.dot_weight),
                                                  number_words(100 * map.dot_weight))
                                    : fmt::format("{}: 10, 100 at one place", map.weight_words));
    canvas.circle(at + 5, y - 4, dot_radius(10), "viol");
    canvas.circle(at + 26, y - 4, dot_radius(100), "viol");
  }
  if (std::ranges::any_of(dots, [](const Dot& dot) { return !dot.watched; })) {
    const double at = next(12, "not watched");
    canvas.circle(at + 6, y - 4, dot_radius(30), "viol un");
  }
  for (const bool nearest : {true, false}) {
    if (std::ranges::none_of(map.ways, [&](const auto& way) { return way.nearest == nearest; })) continue;
    const double at = next(22, nearest ? "shortest permitted way" : "from the next host");
    canvas.path(fmt::format("M{} {}h22", number(at), number(y - 4)), nearest ? "mway" : "mway thin");
  }
  if (!map.limits.empty()) {
    const double at = next(22, map.limit_words);
    canvas.path(fmt::format("M{} {}h22", number(at), number(y - 4)), "mlimit");
  }
  if (!map.disputed.empty()) {
    const double at = next(22, "disputed line");
    canvas.path(fmt::format("M{} {}h22", number(at), number(y - 4)), "disputed");
  }
  canvas.set_height(y + 8);
  return canvas;
}

}  // namespace entente::brief::svg

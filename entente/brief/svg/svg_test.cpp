#include "entente/base/error.hpp"
#include "entente/brief/sample_assessment.hpp"
#include "entente/brief/svg/figure.hpp"
#include "entente/geo/geodesic.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace entente;
using namespace entente::brief;
using namespace entente::brief::svg;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const assess::Figure& figure_of(const assess::Assessment& assessment, const std::string& id) {
  for (const auto& section : assessment.sections) {
    for (const auto& block : section.blocks) {
      const auto* figure = std::get_if<assess::Figure>(&block);
      if (figure != nullptr && figure->id == id) return *figure;
    }
  }
  throw Error(ErrorCode::not_found, "no figure " + id);
}

}  // namespace

TEST_CASE("paths are relative, have one decimal and do not drift") {
  CHECK(path_data({{0, 0}, {10, 0}, {10, 10.04}}, true) == "M0 0h10v10z");
  CHECK(path_data({{0.25, 0}, {-0.25, 1}}, false) == "M.3 0l-.6 1");
  CHECK(path_data({{0, 0}, {1, 0}, {3, 0}, {4, -1}, {6, -2}, {6, -1.5}}, false) == "M0 0h1 2l1-1 2-1v.5");
  CHECK(path_data({{1, 1}, {1.01, 1.01}}, true).empty());
  std::vector<Point> points;
  for (int i = 0; i <= 1000; ++i) points.push_back({i * 0.04, 0});
  const auto data = path_data(points, false);
  double x = 0;
  for (std::size_t at = data.find('h') + 1; at < data.size();) {
    std::size_t used = 0;
    x += std::stod(data.substr(at), &used);
    at += used;
  }
  CHECK(x == doctest::Approx(40.0).epsilon(0.01));
}

TEST_CASE("text is broken into lines that fit and says where it was cut") {
  const auto lines = wrap("one two three four five six", 60, 12);
  CHECK(lines.size() > 1);
  for (const auto& line : lines) CHECK(text_width(line, 12) <= 60);
  CHECK(wrap_to("one two three four five six", 60, 12, 1).front().ends_with("…"));
  CHECK(wrap("", 60, 12).empty());
}

TEST_CASE("an axis has round steps that cover the data") {
  CHECK(axis_steps(870, 4) == std::vector<double>{0, 250, 500, 750, 1000});
  CHECK(axis_steps(0, 4) == std::vector<double>{0, 1});
  CHECK(axis_steps(std::numeric_limits<double>::quiet_NaN(), 4) == std::vector<double>{0, 1});
}

TEST_CASE("every figure is drawn in both layouts with title and description and stays in its width") {
  const auto assessment = sample_assessment();
  for (const auto& section : assessment.sections) {
    for (const auto& block : section.blocks) {
      const auto* figure = std::get_if<assess::Figure>(&block);
      if (figure == nullptr) continue;
      for (const auto layout : {Layout::wide, Layout::narrow}) {
        const auto element = svg_element(assessment, *figure, layout);
        CAPTURE(figure->id);
        CHECK(element == svg_element(assessment, *figure, layout));
        CHECK(has(element, "role=\"img\""));
        CHECK(has(element, "<title id="));
        CHECK(has(element, "<desc id="));
        CHECK_FALSE(has(element, "nan"));
        CHECK_FALSE(has(element, "inf"));
      }
    }
  }
}

TEST_CASE("a ring about the centre of the map is a circle, and a point of the geodesic ring lies on it") {
  const auto assessment = sample_assessment();
  const auto& figure = figure_of(assessment, "map");
  const auto& map = std::get<assess::MapFigure>(figure.data);
  const auto element = svg_element(assessment, figure, Layout::wide);
  const double scale = 540.0 / 2 / map.radius_km;
  CHECK(has(element, "r=\"" + number(500 * scale) + "\" class=\"mring\""));
  for (const auto& at : map.rings[1].line) {
    CHECK(geo::distance_km(map.centre, at) == doctest::Approx(1000).epsilon(0.0001));
  }
}

TEST_CASE("closed states are hatched, disputed lines dashed, lost bases named") {
  const auto assessment = sample_assessment();
  const auto element = svg_element(assessment, figure_of(assessment, "map"), Layout::wide);
  CHECK(has(element, "class=\"closed\" fill=\"url(#fig-map-w-h)\""));
  CHECK(has(element, "class=\"disputed\""));
  CHECK(has(element, ">Air Base 201</text>"));
  CHECK(has(element, "class=\"viol\""));
  CHECK(element.size() < 150'000);
}

TEST_CASE("a map of the airspace takes its ground from an earlier one, and draws ways and what is not watched") {
  const auto assessment = sample_assessment();
  auto figure = figure_of(assessment, "map");
  figure.id = "second";
  auto& map = std::get<assess::MapFigure>(figure.data);
  map.ground_of = "map";
  REQUIRE(map.violence.size() > 1);
  map.violence[0].watched = true;
  map.violence[1].watched = false;
  map.violence[1].precision_km = 300;
  map.ways = {{{{6.5, 2.5}, {12, 0}, {16, 8}}, "A to B", 1600, 1500, true},
              {{{6.5, 2.5}, {13, 14}}, "A to C", 1450, 1450, false}};
  const auto element = svg_element(assessment, figure, Layout::wide);
  CHECK(has(svg_element(assessment, figure_of(assessment, "map"), Layout::wide), "<g id=\"fig-map-w-g\">"));
  CHECK(has(element, "<use href=\"#fig-map-w-g\"/>"));
  CHECK_FALSE(has(element, "class=\"land\" fill-rule"));
  CHECK(has(element, "class=\"closed\" fill=\"url(#fig-second-w-h)\""));
  CHECK(has(element, "class=\"mway\""));
  CHECK(has(element, "class=\"mway thin\""));
  CHECK(has(element, "class=\"viol un\""));
  CHECK(has(element, "class=\"viol un\" stroke-dasharray="));
  CHECK(has(element, ">somewhere in the region</text>"));
  CHECK(has(element, ">not watched</text>"));
}

TEST_CASE("the ladder names the cases of small classes, as many as fit, and none of large ones") {
  const auto assessment = sample_assessment();
  const auto element = svg_element(assessment, figure_of(assessment, "ladder"), Layout::narrow);
  CHECK(has(element, "Yes: France in Burkina Faso 2023"));
  CHECK(has(element, " more</text>"));
  CHECK_FALSE(has(element, "United States in Uzbekistan"));  // a class of fifty
}

TEST_CASE("a band that the backtest does not support is not drawn") {
  const auto assessment = sample_assessment();
  const auto element = svg_element(assessment, figure_of(assessment, "deaths"), Layout::wide);
  CHECK(has(element, "The range is not printed"));
}

TEST_CASE("figures without data are drawn without a fault") {
  assess::Assessment assessment;
  const Frame frame{assessment, "x", Layout::wide};
  CHECK_NOTHROW(draw(assess::ForecastStrip{}, frame));
  CHECK_NOTHROW(draw(assess::LadderFigure{}, frame));
  CHECK_NOTHROW(draw(assess::CurveFigure{}, frame));
  CHECK_NOTHROW(draw(assess::FanFigure{{{}}}, frame));
  CHECK_NOTHROW(draw(assess::TimelineFigure{}, frame));
  assess::TimelineFigure unnamed;
  unnamed.lanes = {{"", {{}, {}}}};
  unnamed.lanes[0].items[0].bar = true;
  CHECK_NOTHROW(draw(unnamed, frame));
  CHECK_NOTHROW(draw(assess::MapFigure{}, frame));
  CHECK_NOTHROW(draw(assess::SeriesFigure{{}, {{}}}, frame));
}

TEST_CASE("a year that is known alone between two gaps is drawn as a dash") {
  const double gap = std::numeric_limits<double>::quiet_NaN();
  const auto lines_of = [](std::vector<double> y) {
    const assess::SeriesFigure series{"", {{"A", {2000, 2001, 2002, 2003, 2004}, {{"B", std::move(y)}}, {}}}};
    const assess::Assessment assessment;
    const auto svg = draw(series, {assessment, "s", Layout::wide}).element("s", "", "", "wide");
    std::size_t lines = 0;
    for (auto at = svg.find("\"line "); at != std::string::npos; at = svg.find("\"line ", at + 1)) ++lines;
    return lines - 1;  // one is in the key
  };
  CHECK(lines_of({gap, gap, 5, gap, gap}) == 1);
  CHECK(lines_of({1, gap, 5, gap, 2}) == 3);
  CHECK(lines_of({gap, gap, gap, gap, gap}) == 0);
}

TEST_CASE("on a gnomonic map a way along a geodesic is one straight line, on an equidistant one it is not") {
  assess::MapFigure map;
  map.centre = {10, 0};
  map.radius_km = 1500;
  map.ways.push_back({{{0, -9}, {2, 12}}, "way", 0, 0, true});
  const auto path_of = [&](geo::MapKind kind) {
    map.kind = kind;
    const assess::Assessment assessment;
    const auto svg = draw(map, {assessment, "m", Layout::wide}).element("m", "", "", "wide");
    const auto end = svg.find("\" class=\"mway\"");
    REQUIRE(end != std::string::npos);
    return svg.substr(svg.rfind('M', end), end - svg.rfind('M', end));
  };
  // One relative step, and more of them.
  CHECK(path_of(geo::MapKind::gnomonic).size() <= std::string("M100.5 100.5l100.5 100.5").size());
  CHECK(path_of(geo::MapKind::equidistant).size() > path_of(geo::MapKind::gnomonic).size());
}

TEST_CASE("a figure as a file of its own names its language, has its style inside and is the same each time") {
  const auto assessment = sample_assessment();
  const auto& figure = figure_of(assessment, "map");
  const auto svg = svg_document(assessment, figure);
  CHECK(svg.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(has(svg, "<style>"));
  CHECK_FALSE(has(svg, "class=\"wide\""));
  CHECK(svg == svg_document(assessment, figure));
}

#include "entente/outlook/dependence.hpp"

#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::outlook;

namespace {

// One line a figure: "subject measure counterpart period value unit known_on"; "-" is not a counterpart.
record::View world(const std::string& as_of, const std::vector<std::array<const char*, 7>>& figures) {
  record::View view;
  view.as_of = *parse_day(as_of);
  view.actors["NER"].name = "Niger";
  view.actors["EU"].name = "European Union";
  for (const auto& [subject, measure, counterpart, period, value, unit, known_on] : figures) {
    record::CommodityFigure f;
    f.id = std::string("commodities:") + subject + measure + period;
    f.good = "uranium";
    f.subject = subject;
    f.measure = measure;
    f.counterpart = std::string_view(counterpart) == "-" ? "" : counterpart;
    f.period = *parse_date(period);
    f.value = std::stod(value);
    f.unit = unit;
    f.known_on = *parse_day(known_on);
    view.commodities.push_back(std::move(f));
  }
  return view;
}

}  // namespace

TEST_CASE("a buyer's stock is set against the largest and the smallest yearly use, in its own unit") {
  const auto view = world("2024-03-17", {{"EU", "inventory_tU", "all", "2022-12-31", "300", "tU", "2023-08-01"},
                                         {"EU", "inventory_tU", "all", "2021-12-31", "900", "tU", "2022-08-01"},
                                         {"EU", "requirements_tU", "all", "2022", "120", "tU", "2023-08-01"},
                                         {"EU", "loaded_tU", "all", "2022", "100", "tU", "2023-10-01"},
                                         {"EU", "requirements_t", "all", "2022", "1", "t", "2023-10-01"},
                                         {"EU", "deliveries_tU", "NER", "2021", "25", "tU", "2022-08-01"},
                                         {"EU", "deliveries_tU", "NER", "2022", "30", "tU", "2023-08-01"},
                                         {"EU", "deliveries_tU", "NER", "2010", "1", "tU", "2011-08-01"}});
  const Dependence d = dependence(view, "uranium", "NER", "EU");
  REQUIRE(d.cover.has_value());
  CHECK(d.cover->lo == doctest::Approx(2.5));
  CHECK(d.cover->hi == doctest::Approx(3.0));
  REQUIRE(d.gap_cover.has_value());
  CHECK(d.gap_cover->lo == doctest::Approx(10));
  CHECK(d.gap_cover->hi == doctest::Approx(12));
  CHECK(d.deliveries.front()->value == 30);
}

TEST_CASE("a revised figure stands for its period, a mine is known by its host, a route is closed until told open") {
  std::vector<std::array<const char*, 7>> rows{
      {"NER", "production_tU", "-", "2022", "2100", "tU", "2023-08-01"},
      {"NER", "production_tU", "-", "2022", "2020", "tU", "2023-10-01"},
      {"NER", "production_tU", "-", "2021", "2248", "tU", "2022-08-01"},
      {"Somair", "stock_at_site_tU", "NER", "2023", "1000", "t", "2023-12-01"},
      {"Somair", "ownership_pct", "Orano", "2023", "63.4", "percent", "2023-09-11"},
      {"Rossing", "ownership_pct", "CNNC", "2023", "68.6", "percent", "2023-09-11"},
      {"Cominak", "production_tU", "NER", "2020", "1112", "tU", "2021-08-01"},
      {"Cominak", "ownership_pct", "Orano", "2023", "59", "percent", "2023-09-11"},
      {"Cominak", "mine_closed", "NER", "2021-03-31", "1", "event", "2019-10-23"},
      {"NER", "export_route_closed", "BEN", "2023-07-30", "1", "event", "2023-07-30"}};
  const record::View view = world("2024-03-17", rows);  // what is found points into it
  const Dependence d = dependence(view, "uranium", "NER", "EU");
  REQUIRE(d.output.size() == 2);
  CHECK(d.output[0]->value == 2020);
  CHECK(d.output[1]->value == 2248);
  REQUIRE(d.owners.size() == 1);
  CHECK(d.owners[0]->subject == "Somair");
  CHECK(d.stocks.size() == 1);
  CHECK(d.closed.size() == 1);
  CHECK_FALSE(d.cover.has_value());
  rows.push_back({"NER", "export_route_opened", "BEN", "2024-02-01", "1", "event", "2024-02-01"});
  CHECK(dependence(world("2024-03-17", rows), "uranium", "NER", "EU").closed.empty());
  CHECK(dependence(world("2024-03-17", rows), "gold", "NER", "EU").figures.empty());
}

TEST_CASE("uranium of Niger on 17 March 2024: cover of the European Union by the figures known then") {
  const auto view = shipped::view(2024, 3, 17);
  const Dependence d = dependence(view, "uranium", "NER", "EU");
  REQUIRE(d.cover.has_value());
  CHECK(d.cover->lo == doctest::Approx(35710.0 / 12500));
  CHECK(d.cover->hi == doctest::Approx(35710.0 / 10990));
  REQUIRE(d.gap_cover.has_value());
  CHECK(d.gap_cover->lo == doctest::Approx(35710.0 / 2975));
  CHECK(d.gap_cover->hi == doctest::Approx(35710.0 / 2905));
  REQUIRE(!d.output.empty());
  CHECK(d.output.front()->value == 2020);
  REQUIRE(d.closed.size() == 1);
  CHECK(d.closed[0]->counterpart == "BEN");
  CHECK(d.stocks.empty());        // first told in October 2024
  REQUIRE(d.owners.size() == 1);  // Cominak was closed in 2021
  CHECK(d.owners[0]->value == 63.4);
  for (const auto* f : d.figures) CHECK(f->known_on <= view.as_of);
  CHECK(!d.events.empty());
  for (const auto* e : d.events) CHECK(e->known_on <= view.as_of);
  CHECK(dependence(shipped::view(2025, 1, 1), "uranium", "NER", "EU").stocks.size() == 1);
}

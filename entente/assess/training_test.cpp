#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

// The reports of fiscal years 2014 to 2020; the day of that of 2018 is by a rule, and a page of 2019 is
// broken.
World with_training() {
  World w;
  w.of.partners = {"RUS"};
  for (int year = 2014; year <= 2020; ++year) {
    w.view.training_reports.push_back({"USA", year, fmt::format("{}-{}", year, year + 1),
                                       day(fmt::format("{}-06-01", year + 1)), "day given", year == 2018,
                                       year == 2019 ? std::vector<std::string>{"BFA"} : std::vector<std::string>{}});
    if (year != 2017)
      w.view.trainings.push_back({"USA", year, "NER", "IMET", year - 2000, 100, year == 2016 ? 1 : 0, 2e6, 0, {}, {}});
    if (year == 2020) w.view.trainings.push_back({"USA", year, "NER", "PKO", 30, 1000, 0, 500, 0, {}, {}});
    w.view.trainings.push_back({"USA", year, "MLI", "IMET", 2, 4, 0, 10, 0, {}, {}});
    if (year != 2019) w.view.trainings.push_back({"USA", year, "BFA", "IMET", 3, 4, 0, 10, 0, {}, {}});
  }
  return w;
}

}  // namespace

TEST_CASE("what the counterpart trained is told by its reports, beside the neighbours, up to their end") {
  World w = with_training();
  const Contribution found = training_part(w.given());
  const std::string text = text_of(find(found, "training"));
  CHECK(says(text,
             "The United States trained forces of Niger: by its own reports 103 trainings in fiscal years 2016 to 2020 "
             "(at least 1,400 seats, 8.0 million dollars); most in 2020 (50); none in 2017."));
  CHECK(
      says(text,
           "Of 2 other states of the region with such trainings, none had more in the same years: Burkina Faso 12 and "
           "Mali 10."));
  CHECK(says(text, "ends on 30 September 2020: what was trained since is not known."));
  CHECK(says(text, "The day on which the report of 2018 was public follows from a rule and is not verified."));
  const Section* annex = find(found, "training-years");
  const auto& series = std::get<SeriesFigure>(figure_of(annex, "training-years")->data);
  REQUIRE(series.panels.size() == 1);
  const auto& lines = series.panels[0].lines;
  CHECK(lines.size() == 3);
  CHECK(std::isnan(lines[1].y[6]));  // 2019 of Burkina Faso was not read
  CHECK(lines[0].y[4] == 0);         // 2017 of Niger: none
}

TEST_CASE("a partner's trainings are told where the counterpart has none, and nothing where nobody trained") {
  World w = with_training();
  w.of.counterpart = "FRA";
  CHECK(training_part(w.given()).sections.empty());
  w.of.partners = {"RUS", "USA"};
  CHECK(says(text_of(find(training_part(w.given()), "training")), "The United States trained forces of Niger"));
  w.view.trainings.clear();
  CHECK(training_part(w.given()).sections.empty());
  CHECK(training_part(w.given()).left_out.empty());
}

TEST_CASE("in front the section is the same without the annex") {
  World w = with_training();
  const Contribution front = training_part(w.given(kFront));
  CHECK(left_out(front, "training-years"));
  CHECK(text_of(find(front, "training")) == text_of(find(training_part(w.given(kAll)), "training")));
}

TEST_CASE("years of which nothing is listed are told as such") {
  World w = with_training();
  std::erase_if(w.view.trainings, [](const record::Training& t) { return t.host == "NER" && t.fiscal_year > 2015; });
  w.of.region = {"NER"};
  const std::string text = text_of(find(training_part(w.given()), "training"));
  CHECK(says(text, "The United States reports no training of forces of Niger in fiscal years 2016 to 2020."));
  CHECK_FALSE(says(text, "of the region"));
}

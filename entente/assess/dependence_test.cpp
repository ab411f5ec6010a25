#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

void figure(World& w, const std::string& key, const std::string& subject, const std::string& measure,
            const std::string& counterpart, const std::string& period, double value, const std::string& unit) {
  record::CommodityFigure f;
  f.id = "commodities:" + key;
  f.good = "uranium";
  f.subject = subject;
  f.measure = measure;
  f.counterpart = counterpart;
  f.period = date(period);
  f.value = value;
  f.unit = unit;
  f.known_on = day("2023-12-01");
  f.source = {"https://example.org/" + key, "An agency", false};
  w.view.commodities.push_back(std::move(f));
}

}  // namespace

TEST_CASE("what could be sold and the buyer's cover are told from the newest figures, unverified ones marked") {
  World w;
  w.of.dependence = {"uranium", "EU"};
  figure(w, "Q1", "NER", "production_tU", "", "2022", 2020, "tU");
  figure(w, "Q2", "NER", "production_tU", "", "2021", 2248, "tU");
  const Contribution found = dependence_part(w.given());
  const std::string text = text_of(find(found, "dependence"));
  CHECK(says(text,
             "Could be sold: what is mined, 2,020 tU in 2022 (2,020 to 2,248 a year by the figures of three "
             "years); no stock at the mines is in the record on the day."));
  CHECK(says(text_of(found.gaps),
             "The stock of uranium held by the European Union or its yearly use is not in the "
             "record"));
  const Table* table = table_of(find(found, "dependence"), "dependence");
  REQUIRE(table != nullptr);
  CHECK(row_of(*table, 0) == "Niger: production tU | 2020 tU | 2022");
  Contribution copy = found;
  CHECK(evidence_of(copy, "query:dependence").call->request.size() == 4);
}

TEST_CASE("a good of which nothing is known is a gap, one that is not asked for is nothing; in front only gaps stand") {
  World w;
  CHECK(dependence_part(w.given()).gaps.empty());
  w.of.dependence = {"uranium", "EU"};
  CHECK(text_of(dependence_part(w.given()).gaps) == "No figure on uranium known on the day is in the record.");
  figure(w, "Q1", "NER", "production_tU", "", "2022", 2020, "tU");
  const Contribution front = dependence_part(w.given(kFront));
  CHECK(front.sections.empty());
  CHECK(left_out(front, "dependence"));
  CHECK(text_of(front.gaps) == text_of(dependence_part(w.given(kAll)).gaps));
}

#include "entente/verbs/score/page.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::verbs;
using outlook::LedgerEntry;

namespace {

LedgerEntry forecast(const char* words, const char* demand, double p) {
  LedgerEntry e;
  e.question.event = outlook::Event::exit;
  e.question.words = words;
  e.question.host = "NER";
  e.question.counterpart = "USA";
  e.question.demand = demand;
  e.question.asked_on = *parse_day("2024-03-17");
  e.question.horizon_on = *parse_day("2025-03-16");
  e.probability = p;
  e.interval = {p / 2, (1 + p) / 2};
  e.base_rate = 0.5;
  e.id = outlook::ledger_id(e);
  return e;
}

record::Demand left(const char* id) {
  record::Demand d;
  d.id = id;
  d.host = "NER";
  d.sender = "USA";
  d.on = *parse_date("2024-03-16");
  d.outcome = "left";
  d.outcome_on = *parse_date("2024-09-15");
  return d;
}

}  // namespace

TEST_CASE("the page has every forecast, misses first, the void ones with why, and no markup of others") {
  record::View view;
  view.as_of = *parse_day("2025-06-01");
  view.demands = {left("demands:A")};
  const std::vector<LedgerEntry> entries{forecast("hit", "demands:A", 0.9), forecast("miss", "demands:A", 0.1),
                                         forecast("<script>\x1B[31m void", "demands:none", 0.5)};
  const std::string page = ledger_page(view, entries, {"0123456789abcdef"}, 1);
  CHECK(page.find("3 forecasts issued: 2 came, 0 did not, 0 pending") != std::string::npos);
  CHECK(page.find("1 of 3 (33%) cannot be resolved from the record") != std::string::npos);
  CHECK(page.find("the demand is not in the record") != std::string::npos);
  CHECK(page.find("Last seal: <code>0123456789abcdef</code>") != std::string::npos);
  CHECK(page.find("cannot be judged") != std::string::npos);
  CHECK(page.find("0.410 (no interval: 1 host)") != std::string::npos);
  CHECK(page.find(">miss<") < page.find(">hit<"));
  CHECK(page.find(">hit<") < page.find("&lt;script&gt;␛[31m void"));
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find('\x1B') == std::string::npos);
  CHECK(page == ledger_page(view, entries, {"0123456789abcdef"}, 1));
}

TEST_CASE("an empty ledger gives a page that says so") {
  record::View view;
  view.as_of = *parse_day("2025-06-01");
  const std::string page = ledger_page(view, {}, {}, 1);
  CHECK(page.find("0 forecasts issued") != std::string::npos);
  CHECK(page.find("Nothing was issued.") != std::string::npos);
}

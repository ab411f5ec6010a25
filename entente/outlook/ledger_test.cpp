#include "entente/outlook/ledger.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::outlook;

namespace {

LedgerEntry exit_forecast() {
  LedgerEntry e;
  e.kind = LedgerKind::exit;
  e.question = "Do the forces of the United States leave Niger by 16 March 2025?";
  e.resolution = "left when either side says so";
  e.host = "NER";
  e.counterpart = "USA";
  e.demand = "demands:B063";
  e.issued_on = shipped::day(2024, 3, 17);
  e.horizon_on = shipped::day(2025, 3, 16);
  e.probability = 0.7;
  e.interval = {0.53, 0.86};
  e.base_rate = 0.33;
  e.view_hash = "v";
  e.model_hash = "m";
  return e;
}

}  // namespace

TEST_CASE("a forecast is written once and read back as it was") {
  const std::string once = add_to_ledger("", "ledger.jsonl", {exit_forecast()});
  CHECK(add_to_ledger(once, "ledger.jsonl", {exit_forecast()}) == once);
  const auto entries = read_ledger(once, "ledger.jsonl");
  REQUIRE(entries.size() == 1);
  CHECK(ledger_line(entries[0]) + "\n" == once);
  LedgerEntry later = exit_forecast();
  later.issued_on = shipped::day(2024, 3, 27);
  CHECK(read_ledger(add_to_ledger(once, "ledger.jsonl", {later}), "ledger.jsonl").size() == 2);
}

TEST_CASE("a line that is broken or was changed is named by its number") {
  std::string text = add_to_ledger("", "l", {exit_forecast()});
  const auto fault = [](const std::string& broken) {
    try {
      read_ledger(broken, "l");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_data);
      return error.place().line;
    }
    return 0L;
  };
  CHECK(fault(text + "{\"id\": 3\n") == 2);
  CHECK(fault(text + "\n[]\n") == 3);
  const auto at = text.find("2025-03-16");
  REQUIRE(at != std::string::npos);
  text.replace(at, 10, "2026-03-16");
  CHECK(fault(text) == 1);
}

TEST_CASE("an exit is resolved from the record, and only once it is known") {
  const LedgerEntry e = exit_forecast();
  CHECK(resolve(shipped::view(2024, 6, 1), e).verdict == Verdict::pending);
  const Resolution r = resolve(shipped::view(2024, 10, 1), e);
  CHECK(r.verdict == Verdict::yes);
  CHECK(r.because == "left on 15 September 2024");
  LedgerEntry chad = e;
  chad.demand = "demands:B064";
  CHECK(resolve(shipped::view(2025, 10, 1), chad).verdict == Verdict::no);
  chad.demand = "demands:none";
  CHECK(resolve(shipped::view(2025, 10, 1), chad).verdict == Verdict::cannot_resolve);
}

TEST_CASE("a demand, an arrival and a total of deaths are resolved from the record") {
  LedgerEntry e = exit_forecast();
  e.kind = LedgerKind::asks;
  e.issued_on = shipped::day(2024, 1, 15);
  e.horizon_on = shipped::day(2025, 1, 14);
  CHECK(resolve(shipped::view(2024, 2, 1), e).verdict == Verdict::pending);
  CHECK(resolve(shipped::view(2024, 4, 1), e).verdict == Verdict::yes);
  e.counterpart = "ITA";
  CHECK(resolve(shipped::view(2025, 6, 1), e).verdict == Verdict::no);
  e.kind = LedgerKind::arrival;
  e.counterpart = "RUS";
  CHECK(resolve(shipped::view(2024, 4, 1), e).verdict == Verdict::pending);
  CHECK(resolve(shipped::view(2024, 5, 1), e).verdict == Verdict::yes);
  e.issued_on = shipped::day(2024, 5, 1);
  CHECK(resolve(shipped::view(2024, 6, 1), e).verdict == Verdict::cannot_resolve);
  e.kind = LedgerKind::deaths;
  e.horizon_on = shipped::day(2024, 12, 31);
  e.threshold = 534;
  CHECK(resolve(shipped::view(2025, 1, 15), e).verdict == Verdict::pending);
  CHECK(resolve(shipped::view(2025, 6, 1), e).verdict == Verdict::yes);
}

TEST_CASE("a ledger is scored on what is resolved, and few cannot be judged") {
  LedgerEntry wrong = exit_forecast();
  wrong.demand = "demands:B064";
  wrong.probability = 0.9;
  LedgerEntry open = exit_forecast();
  open.demand = "demands:B146";
  open.horizon_on = shipped::day(2027, 1, 12);
  const LedgerScore s = score_ledger(shipped::view(2026, 6, 1), {exit_forecast(), wrong, open});
  CHECK(s.issued == 3);
  CHECK(s.yes == 1);
  CHECK(s.no == 1);
  CHECK(s.pending == 1);
  CHECK(s.score.score == doctest::Approx((0.09 + 0.81) / 2));
  REQUIRE(s.misses.size() == 2);
  CHECK(s.misses[0] == 1);
  CHECK_FALSE(s.can_be_judged);
}

#include "entente/outlook/ledger.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::outlook;

namespace {

LedgerEntry exit_forecast() {
  LedgerEntry e;
  e.question.event = Event::exit;
  e.question.words = "Do the forces of the United States leave Niger by 16 March 2025?";
  e.question.resolution = "left when either side says so";
  e.question.host = "NER";
  e.question.counterpart = "USA";
  e.question.demand = "demands:B063";
  e.question.asked_on = shipped::day(2024, 3, 17);
  e.question.horizon_on = shipped::day(2025, 3, 16);
  e.probability = 0.7;
  e.interval = {0.53, 0.86};
  e.base_rate = 0.33;
  e.view_hash = "v";
  e.model_hash = "m";
  return e;
}

}  // namespace

TEST_CASE("a forecast is written once and read back as it was") {
  const std::string once = add_to_ledger("", "ledger.jsonl", {exit_forecast()}).text;
  CHECK(add_to_ledger(once, "ledger.jsonl", {exit_forecast()}).text == once);
  const auto entries = read_ledger(once, "ledger.jsonl");
  REQUIRE(entries.size() == 1);
  CHECK(ledger_line(entries[0]) + "\n" == once);
  LedgerEntry later = exit_forecast();
  later.question.asked_on = shipped::day(2024, 3, 27);
  CHECK(read_ledger(add_to_ledger(once, "ledger.jsonl", {later}).text, "ledger.jsonl").size() == 2);
}

TEST_CASE("a line that is broken or was changed is named by its number") {
  std::string text = add_to_ledger("", "l", {exit_forecast()}).text;
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

TEST_CASE("lines are chained: one that is taken out, put in or moved is seen at the line behind it") {
  LedgerEntry second = exit_forecast();
  second.probability = 0.6;
  second.question.asked_on = shipped::day(2024, 3, 27);
  LedgerEntry third = exit_forecast();
  third.question.asked_on = shipped::day(2024, 4, 27);
  const std::string text = add_to_ledger("", "l", {exit_forecast(), second, third}).text;
  const auto fault = [](const std::string& changed) {
    try {
      read_ledger(changed, "l");
    } catch (const Error& error) {
      return error.place().field + " " + std::to_string(error.place().line);
    }
    return std::string("none");
  };
  CHECK(fault(text) == "none");
  const auto one = text.find('\n') + 1;
  const auto two = text.find('\n', one) + 1;
  const std::string a = text.substr(0, one);
  const std::string b = text.substr(one, two - one);
  const std::string c = text.substr(two);
  CHECK(fault(b + c) == "after 1");
  CHECK(fault(a + c) == "after 2");
  CHECK(fault(a + c + b) == "after 2");
  CHECK(fault(a + b + b) == "id 3");
  // A ledger from before there was a chain is read, and what is added to it is chained.
  const std::string old = ledger_line(exit_forecast()) + "\n" + ledger_line(second) + "\n";
  const std::string grown = add_to_ledger(old, "l", {third}).text;
  CHECK(fault(grown) == "none");
  CHECK(fault(ledger_line(exit_forecast()) + "\n" + grown.substr(old.size())) == "after 2");
}

TEST_CASE("the first break of a chain is told by what happened: a line doubled, put in, taken out or cut short") {
  LedgerEntry second = exit_forecast();
  second.question.asked_on = shipped::day(2024, 3, 27);
  LedgerEntry third = exit_forecast();
  third.question.asked_on = shipped::day(2024, 4, 27);
  const std::string text = add_to_ledger("", "l", {exit_forecast(), second, third}).text;
  const auto one = text.find('\n') + 1;
  const auto two = text.find('\n', one) + 1;
  const std::string a = text.substr(0, one);
  const std::string b = text.substr(one, two - one);
  const std::string c = text.substr(two);
  const auto told = [](const std::string& changed) {
    try {
      read_ledger(changed, "l");
    } catch (const Error& error) {
      return error.message();
    }
    return std::string("nothing");
  };
  CHECK(told(a + b + b + c) == "this forecast stands on line 2 already");
  CHECK(told(a + c).starts_with("the line that this one was issued behind is not before it"));
  CHECK(told(a + b + ledger_line(third, "") + "\n" + c).starts_with("this forecast stands on line 3 already"));
  LedgerEntry foreign = exit_forecast();
  foreign.question.asked_on = shipped::day(2024, 5, 27);
  CHECK(told(a + ledger_line(foreign) + "\n" + b) ==
        "this line was issued behind line 1: what stands between was put in or moved");
  const std::string cut = a + b + c.substr(0, 40);
  CHECK(told(cut) == "this line is cut short: the run that wrote it was ended");
  const LedgerAddition mended = add_to_ledger(cut, "l", {third});
  CHECK(mended.cut_short);
  CHECK(mended.added == 1);
  CHECK(mended.text == text);
  CHECK_FALSE(add_to_ledger(text, "l", {third}).cut_short);
}

TEST_CASE("an exit is resolved from the record, and only once it is known") {
  const LedgerEntry e = exit_forecast();
  CHECK(resolve(shipped::view(2024, 6, 1), e).verdict == Verdict::pending);
  const Resolution r = resolve(shipped::view(2024, 10, 1), e);
  CHECK(r.verdict == Verdict::yes);
  CHECK(r.because == "left on 15 September 2024");
  LedgerEntry chad = e;
  chad.question.demand = "demands:B064";
  CHECK(resolve(shipped::view(2025, 10, 1), chad).verdict == Verdict::no);
  chad.question.demand = "demands:none";
  CHECK(resolve(shipped::view(2025, 10, 1), chad).verdict == Verdict::cannot_resolve);
}

TEST_CASE("after the record's end nothing is taken as not having come") {
  LedgerEntry e = exit_forecast();
  e.question.demand = "demands:B146";
  e.question.asked_on = shipped::day(2026, 1, 13);
  e.question.horizon_on = shipped::day(2027, 1, 12);
  const Resolution r = resolve(shipped::view(2035, 1, 1), e);
  CHECK(r.verdict == Verdict::pending);
  CHECK(r.because.starts_with("the record ends on "));
  for (const Event event : {Event::open, Event::asks, Event::coup, Event::firm, Event::arrival}) {
    e.question.event = event;
    e.question.host = "SOM";
    e.question.counterpart = "ITA";
    CHECK(resolve(shipped::view(2035, 1, 1), e).verdict == Verdict::pending);
  }
}

TEST_CASE("a demand, an arrival and a total of deaths are resolved from the record") {
  LedgerEntry e = exit_forecast();
  e.question.event = Event::asks;
  e.question.asked_on = shipped::day(2024, 1, 15);
  e.question.horizon_on = shipped::day(2025, 1, 14);
  CHECK(resolve(shipped::view(2024, 2, 1), e).verdict == Verdict::pending);
  CHECK(resolve(shipped::view(2024, 4, 1), e).verdict == Verdict::yes);
  e.question.counterpart = "ITA";
  CHECK(resolve(shipped::view(2025, 6, 1), e).verdict == Verdict::no);
  e.question.event = Event::arrival;
  e.question.counterpart = "RUS";
  CHECK(resolve(shipped::view(2024, 4, 1), e).verdict == Verdict::pending);
  CHECK(resolve(shipped::view(2024, 5, 1), e).verdict == Verdict::yes);
  e.question.asked_on = shipped::day(2024, 5, 1);
  CHECK(resolve(shipped::view(2024, 6, 1), e).verdict == Verdict::cannot_resolve);
  e.question.event = Event::deaths;
  e.question.horizon_on = shipped::day(2024, 12, 31);
  e.question.threshold = 534;
  CHECK(resolve(shipped::view(2025, 1, 15), e).verdict == Verdict::pending);
  CHECK(resolve(shipped::view(2025, 6, 1), e).verdict == Verdict::yes);
}

TEST_CASE("a ledger is scored on what is resolved, and few cannot be judged") {
  LedgerEntry wrong = exit_forecast();
  wrong.question.demand = "demands:B064";
  wrong.probability = 0.9;
  LedgerEntry open = exit_forecast();
  open.question.demand = "demands:B146";
  open.question.horizon_on = shipped::day(2027, 1, 12);
  const LedgerScore s = score_ledger(shipped::view(2026, 6, 1), {exit_forecast(), wrong, open});
  CHECK(s.issued == 3);
  CHECK(s.yes == 1);
  CHECK(s.no == 1);
  CHECK(s.pending == 1);
  REQUIRE(s.groups.size() == 1);
  CHECK(s.groups[0].score.score == doctest::Approx((0.09 + 0.81) / 2));
  REQUIRE(s.misses.size() == 2);
  CHECK(s.misses[0] == 1);
  CHECK_FALSE(s.groups[0].can_be_judged);
}

TEST_CASE("a changed probability breaks the seal, though the id does not hold it") {
  std::string text = add_to_ledger("", "l", {exit_forecast()}).text;
  const auto at = text.find("\"p\":0.7");
  REQUIRE(at != std::string::npos);
  text.replace(at, 7, "\"p\":0.9");
  CHECK_THROWS_WITH(read_ledger(text, "l"),
                    "l:1, field id: the id or the seal does not fit the contents: the line was changed after it was "
                    "issued; restore the ledger as it was issued");
}

TEST_CASE("a forecast under a condition counts only where the condition was met") {
  // Niger and the United States: asked 16 March, a deadline known on 19 May, left 15 September 2024.
  LedgerEntry e = exit_forecast();
  e.question.given = Given{Event::open, shipped::day(2024, 6, 15), true};
  CHECK(group_of(e) == "conditional");
  CHECK(resolve(shipped::view(2024, 6, 1), e).verdict == Verdict::pending);
  CHECK(resolve(shipped::view(2024, 10, 1), e).verdict == Verdict::yes);
  e.question.given->seen = false;
  CHECK(resolve(shipped::view(2024, 10, 1), e).verdict == Verdict::not_met);
  e.question.given = Given{Event::deadline, shipped::day(2024, 5, 15), false};
  CHECK(resolve(shipped::view(2024, 10, 1), e).verdict == Verdict::yes);
  e.question.given->by = shipped::day(2024, 5, 20);
  CHECK(resolve(shipped::view(2024, 10, 1), e).verdict == Verdict::not_met);
  e.question.given = Given{Event::coup, shipped::day(2024, 12, 31), true};
  CHECK(resolve(shipped::view(2024, 10, 1), e).verdict == Verdict::pending);
  CHECK(resolve(shipped::view(2025, 4, 1), e).verdict == Verdict::not_met);
}

TEST_CASE("an observable is resolved by itself, and a day it is not known on is pending") {
  LedgerEntry e = exit_forecast();
  e.question.event = Event::open;
  e.question.horizon_on = shipped::day(2024, 6, 15);
  CHECK(group_of(e) == "observables");
  CHECK(resolve(shipped::view(2024, 6, 1), e).verdict == Verdict::pending);
  CHECK(resolve(shipped::view(2024, 7, 1), e).verdict == Verdict::yes);
  e.question.horizon_on = shipped::day(2024, 10, 15);
  CHECK(resolve(shipped::view(2024, 10, 1), e).verdict == Verdict::no);
  e.question.event = Event::deadline;
  CHECK(resolve(shipped::view(2024, 5, 1), e).verdict == Verdict::pending);
  CHECK(resolve(shipped::view(2024, 6, 1), e).verdict == Verdict::yes);
}

TEST_CASE("days to the exit are scored by CRPS, with what did not come standing on the horizon") {
  LedgerEntry came = exit_forecast();  // left 182 days after the issue
  came.members = {100, 364};
  came.base_members = {364};
  LedgerEntry stayed = came;
  stayed.question.demand = "demands:B064";
  const LedgerScore s = score_ledger(shipped::view(2026, 6, 1), {came, stayed});
  REQUIRE(s.crps.size() == 1);
  CHECK(s.crps[0].n == 2);
  // Mean distance less half the mean distance of the members, 132 / 2: (82 + 182) / 2 - 66 and (264 + 0) / 2 - 66.
  CHECK(s.crps[0].crps == doctest::Approx((132.0 - 66 + 132 - 66) / 2));
  CHECK(s.crps[0].base_crps == doctest::Approx((182.0 + 0) / 2));
  CHECK_FALSE(s.crps[0].can_be_judged);
}

TEST_CASE("skill against persistence is that against a forecast that nothing changes") {
  LedgerEntry came = exit_forecast();
  LedgerEntry stayed = exit_forecast();
  stayed.question.demand = "demands:B064";
  stayed.probability = 0.2;
  const LedgerScore s = score_ledger(shipped::view(2026, 6, 1), {came, stayed});
  REQUIRE(s.groups.size() == 1);
  REQUIRE(s.groups[0].persistence_skill);
  CHECK(*s.groups[0].persistence_skill == doctest::Approx(1 - (0.09 + 0.04) / 1.0));
}

TEST_CASE("half a year of deaths is resolved by its six months, and stands as a condition of the whole year") {
  // Niger: 534 deaths in 2023, 1,308 in 2024.
  LedgerEntry e = exit_forecast();
  e.question.event = Event::early;
  e.question.counterpart.clear();
  e.question.demand.clear();
  e.question.threshold = 534;
  e.question.horizon_on = shipped::day(2024, 6, 30);
  CHECK(group_of(e) == "observables");
  CHECK(resolve(shipped::view(2024, 7, 15), e).verdict == Verdict::pending);
  const Resolution six = resolve(shipped::view(2024, 10, 1), e);
  CHECK(six.verdict == Verdict::yes);
  CHECK(six.because.find("against 267") != std::string::npos);
  LedgerEntry year = e;
  year.question.event = Event::deaths;
  year.question.horizon_on = shipped::day(2024, 12, 31);
  year.question.given = Given{Event::early, shipped::day(2024, 6, 30), true};
  CHECK(
      words_of(year.question, shipped::view(2024, 3, 17)) ==
      "Will UCDP count more than 534 deaths in Niger from January 2024 to December 2024, if more than 267 from January "
      "2024 to June 2024?");
  CHECK(resolve(shipped::view(2025, 6, 1), year).verdict == Verdict::yes);
  year.question.given->seen = false;
  CHECK(resolve(shipped::view(2025, 6, 1), year).verdict == Verdict::not_met);
}

TEST_CASE("that forces have come is a condition: whoever came by its day leaves nothing to forecast") {
  // Forces of Russia came to Niger on 10 April 2024.
  LedgerEntry e = exit_forecast();
  e.question.event = Event::arrival;
  e.question.counterpart = "RUS";
  e.question.given = Given{Event::arrival, shipped::day(2024, 6, 15), false};
  CHECK(words_of(e.question, shipped::view(2024, 3, 17)).find("unless forces have come by 15 June 2024") !=
        std::string::npos);
  CHECK(resolve(shipped::view(2025, 6, 1), e).verdict == Verdict::not_met);
  e.question.given->by = shipped::day(2024, 4, 1);
  CHECK(resolve(shipped::view(2025, 6, 1), e).verdict == Verdict::yes);
}

TEST_CASE("a forecast of a stage is decided by where the demand stood when the day was over") {
  // Niger and the United States: committed since 19 April 2024, the day named for the exit 15 September, gone by it.
  const record::View view = shipped::view(2026, 6, 1);
  const auto verdict = [&](Event event, Day by, const record::View& of) {
    LedgerEntry e = exit_forecast();
    e.question.event = event;
    e.question.horizon_on = by;
    return resolve(of, e).verdict;
  };
  const Day march = shipped::day(2024, 3, 25);
  const Day may = shipped::day(2024, 5, 25);
  const Day year = shipped::day(2025, 3, 16);
  for (const Event event : {Event::committed, Event::half_gone, Event::softened, Event::partly_left, Event::stays}) {
    CAPTURE(name(event));
    CHECK(event_of(name(event)) == event);
    CHECK(verdict(event, march, view) == Verdict::no);
    const bool on_the_way = event == Event::committed;
    CHECK(verdict(event, may, view) == (on_the_way ? Verdict::yes : Verdict::no));
    const bool gone = on_the_way || event == Event::half_gone;
    CHECK(verdict(event, year, view) == (gone ? Verdict::yes : Verdict::no));
    // Until the day is over the stage may change.
    CHECK(verdict(event, shipped::day(2024, 8, 1), shipped::view(2024, 6, 15)) == Verdict::pending);
    LedgerEntry e = exit_forecast();
    e.question.event = event;
    CHECK(group_of(e) == "observables");
    const auto entries = read_ledger(add_to_ledger("", "l", {e}).text, "l");
    CHECK(entries.front().question.event == event);
  }
  CHECK(verdict(Event::open, may, view) == Verdict::yes);
  CHECK(verdict(Event::open, year, view) == Verdict::no);
  LedgerEntry nobody = exit_forecast();
  nobody.question.event = Event::committed;
  nobody.question.demand = "demands:none";
  CHECK(resolve(view, nobody).verdict == Verdict::cannot_resolve);
}

TEST_CASE("that nothing changes says that a demand stays where it stood at the issue") {
  const record::View view = shipped::view(2026, 6, 1);
  LedgerEntry e = exit_forecast();
  e.question.event = Event::committed;
  e.question.asked_on = shipped::day(2024, 5, 20);  // committed by then
  e.question.horizon_on = shipped::day(2024, 6, 20);
  e.probability = 0.9;
  const LedgerScore score = score_ledger(view, {e});
  REQUIRE(score.groups.size() == 1);
  CHECK(score.yes == 1);
  // "Nothing changes" was right, so nothing is better.
  CHECK_FALSE(score.groups[0].persistence_skill.value_or(-1) > 0);
}

#include "entente/align/partners.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::align;

namespace {

Date date(const char* text) { return *parse_date(text); }

// HHH has an old agreement with AAA that it denounces in 2022 and forces of AAA that leave in 2022; BBB talks in 2021,
// signs in 2022, delivers in 2023; CCC opens an embassy in 2021; an armed group is not a partner.
record::View world() {
  record::View view;
  view.as_of = *parse_day("2023-06-30");
  for (const char* code : {"HHH", "AAA", "BBB", "CCC"}) view.actors[code] = {code, code, "state"};
  view.actors["GGG"] = {"GGG", "GGG", "armed-group"};
  record::Agreement old;
  old.id = "agreements:old";
  old.parties = {"AAA", "HHH"};
  old.signed_on = date("2015");
  old.denounced_on = date("2022-05-01");
  record::Agreement fresh;
  fresh.id = "agreements:new";
  fresh.parties = {"BBB", "HHH"};
  fresh.signed_on = date("2022-09-01");
  view.agreements = {fresh, old};
  record::Presence a;
  a.id = "presences:A";
  a.key = "A";
  a.host = "HHH";
  a.sender = "AAA";
  a.systematic = true;
  a.from = date("2015-01-01");
  a.to = date("2022-08-01");
  a.size_class = 2;
  view.presences = {a};
  const auto event = [&](const char* id, const char* on, const char* actor, const char* type) {
    record::Event e;
    e.id = id;
    e.on = date(on);
    e.actor = actor;
    e.type = type;
    e.target = "HHH";
    view.events.push_back(e);
  };
  event("events:1", "2021-03-01", "BBB", "talks");
  event("events:2", "2021-04-01", "CCC", "embassy-opened");
  event("events:3", "2021-04-02", "GGG", "talks");
  event("events:4", "2023-02-01", "BBB", "arms-delivered");
  return view;
}

const PartnerYear& at(const std::vector<PartnerYear>& all, const char* partner, int year) {
  return *std::find_if(all.begin(), all.end(),
                       [&](const PartnerYear& y) { return y.partner == partner && y.year == year; });
}

}  // namespace

TEST_CASE("a partnership goes from talks to a signature to deliveries, by its own dates") {
  const auto years = partners_by_year(world(), "HHH", 2020, 2023);
  CHECK(at(years, "BBB", 2020).stage == PartnerStage::none);
  CHECK(at(years, "BBB", 2021).stage == PartnerStage::talks);
  CHECK(at(years, "BBB", 2022).stage == PartnerStage::signed_paper);
  CHECK(at(years, "BBB", 2022).gained == std::vector{Tie::agreement});
  CHECK(at(years, "BBB", 2023).stage == PartnerStage::delivered);
  CHECK(at(years, "BBB", 2023).on == *parse_day("2023-06-30"));
  CHECK(at(years, "BBB", 2023).evidence == std::vector<std::string>{"agreements:new", "events:4"});
}

TEST_CASE("people are as counted in the two years before, else by the size class of the usual strength") {
  record::View view = world();
  record::Event count;
  count.id = "events:count";
  count.on = date("2020-06-01");
  count.actor = "HHH";
  count.target = "AAA";
  count.type = "statement";
  count.quantity = 350;
  count.unit = "troops";
  view.events.insert(view.events.begin(), count);
  const auto years = partners_by_year(view, "HHH", 2019, 2023);
  CHECK(at(years, "AAA", 2019).people.low == 100);
  CHECK(at(years, "AAA", 2020).people.low == 350);
  CHECK(at(years, "AAA", 2021).people.high == 350.0);
  CHECK(at(years, "AAA", 2022).people.low == 0);  // they have left
}

TEST_CASE("what ended is lost in the year of its end, and an embassy alone is not a stage") {
  const auto years = partners_by_year(world(), "HHH", 2020, 2023);
  CHECK(at(years, "AAA", 2021).stage == PartnerStage::delivered);
  CHECK(at(years, "AAA", 2021).people.low == 100);
  CHECK(at(years, "AAA", 2021).census);
  CHECK(at(years, "AAA", 2022).stage == PartnerStage::none);
  CHECK(at(years, "AAA", 2022).lost == std::vector{Tie::agreement, Tie::forces});
  CHECK(at(years, "CCC", 2023).stage == PartnerStage::none);
  CHECK(at(years, "CCC", 2023).count[static_cast<std::size_t>(Tie::embassy)] == 1);
  for (const PartnerYear& y : years) CHECK(y.partner != "GGG");
}

TEST_CASE("who gained comes first, then who lost") {
  const auto changes = who_gained(partners_by_year(world(), "HHH", 2020, 2023));
  REQUIRE(changes.size() == 3);
  CHECK(changes[0].partner == "BBB");
  CHECK(changes[0].direction == 1);
  CHECK(changes[1].partner == "CCC");
  CHECK(changes[2].partner == "AAA");
  CHECK(changes[2].direction == -1);
  CHECK(changes[2].lost == std::vector{Tie::agreement, Tie::forces});
}

TEST_CASE("an agreement that two tables tell counts once") {
  record::View view = world();
  record::SecurityAgreement same;
  same.id = "security:same";
  same.host = "HHH";
  same.sender = "BBB";
  same.signed_on = date("2022-09");
  record::SecurityAgreement other = same;
  other.id = "security:other";
  other.signed_on = date("2018");
  view.security_agreements = {other, same};
  const auto years = partners_by_year(view, "HHH", 2023, 2023);
  CHECK(at(years, "BBB", 2023).count[static_cast<std::size_t>(Tie::agreement)] == 2);
}

TEST_CASE("shares of forces come from senders that were gone through host by host, and from nobody else") {
  record::View view = world();
  record::Presence b = view.presences[0];
  b.id = "presences:B";
  b.key = "B";
  b.sender = "BBB";
  b.size_class = 1;
  b.to.reset();
  record::Presence c = b;
  c.id = "presences:C";
  c.key = "C";
  c.sender = "CCC";
  c.systematic = false;
  view.presences = {view.presences[0], b, c};
  const SharesHosted shares = shares_hosted(view, {"HHH"}, *parse_day("2021-12-31"));
  REQUIRE(shares.shares.size() == 2);
  CHECK(shares.left_out == 1);
  CHECK(shares.shares[0].holder == "AAA");
  CHECK(shares.shares[0].share > 0.9);
  CHECK(shares.effective_number >= 1);
  CHECK(shares.effective_number_interval.hi < 2);
  CHECK(shares_hosted(view, {"HHH"}, *parse_day("2010-01-01")).shares.empty());
}

TEST_CASE("one large order leaves a wide interval, many small ones a narrow one") {
  std::vector<Amount> few{{"AAA", 2020, 60}, {"BBB", 2020, 30}, {"CCC", 2021, 10}};
  std::vector<Amount> many;
  for (int i = 0; i < 100; ++i) {
    many.push_back({"AAA", 2020, 0.6});
    many.push_back({"BBB", 2020, 0.3});
    many.push_back({"CCC", 2021, 0.1});
  }
  const SharesOfAmounts a = shares_of_amounts(few, 2020, 2021);
  const SharesOfAmounts b = shares_of_amounts(many, 2020, 2021);
  CHECK(a.hhi == doctest::Approx(0.46));
  CHECK(b.hhi == doctest::Approx(0.46));
  CHECK(a.total == doctest::Approx(100));
  CHECK(a.shares[0].holder == "AAA");
  CHECK(a.shares[0].interval.hi - a.shares[0].interval.lo > 3 * (b.shares[0].interval.hi - b.shares[0].interval.lo));
  CHECK(shares_of_amounts(few, 2020, 2020).shares.size() == 2);
  CHECK(shares_of_amounts(few, 1990, 1991).shares.empty());
  CHECK_THROWS_AS(shares_of_amounts({{"AAA", 2020, -1}}, 2020, 2020), Error);
}

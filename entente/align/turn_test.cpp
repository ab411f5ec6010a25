#include "entente/align/turn.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::align;

namespace {

record::Presence presence(const std::string& host, const std::string& sender, const std::string& from,
                          const std::string& to = "") {
  record::Presence p;
  p.id = "presences:" + host + sender + from;
  p.host = host;
  p.sender = sender;
  p.systematic = true;
  p.from = *parse_date(from);
  if (!to.empty()) p.to = parse_date(to);
  return p;
}

record::View view_on(const std::string& day) {
  record::View view;
  view.as_of = *parse_day(day);
  return view;
}

const TurnSign& sign(const TurnSigns& signs, const std::string& name) {
  for (const TurnSign& s : signs.signs)
    if (s.name == name) return s;
  FAIL("no sign " << name);
  return signs.signs.front();
}

}  // namespace

TEST_CASE("a sign that the record cannot tell is empty and widens the range, it is not a no") {
  record::View view = view_on("2024-03-15");
  record::Coup coup;
  coup.id = "coups:C1";
  coup.host = "NER";
  coup.on = *parse_date("2023-07-26");
  coup.success = true;
  view.coups.push_back(coup);
  view.presences.push_back(presence("NER", "RUS", "2023-09"));
  const TurnSigns signs = turn_signs(view, "NER", "USA");
  CHECK(*sign(signs, "coup").value == 1);
  CHECK(*sign(signs, "newcomer").value == 1);
  CHECK(*sign(signs, "demand").value == 0);
  CHECK(*sign(signs, "withdrawal").value == 0);
  CHECK_FALSE(sign(signs, "votes").value.has_value());
  CHECK_FALSE(sign(signs, "agreement").value.has_value());
  CHECK_FALSE(sign(signs, "body left").value.has_value());
  CHECK(signs.known == 4);
  CHECK(signs.index == doctest::Approx(0.5));
  CHECK(signs.range.lo == doctest::Approx(2.0 / 7));
  CHECK(signs.range.hi == doctest::Approx(5.0 / 7));
}

TEST_CASE("a sign older than its window is none") {
  record::View view = view_on("2024-03-15");
  view.presences.push_back(presence("NER", "USA", "2010", "2021-01-01"));
  view.presences.push_back(presence("NER", "RUS", "2020-06-01"));
  const TurnSigns signs = turn_signs(view, "NER", "USA");
  CHECK(*sign(signs, "withdrawal").value == 0);
  CHECK(*sign(signs, "newcomer").value == 0);
}

TEST_CASE("non-turns are the hosts of the same power that kept its forces, and are read on the same eve") {
  const std::vector<KnownTurn> turns{{"AAA", "USA", *parse_day("2000-06-01"), "made up"}};
  record::View now = view_on("2026-01-01");
  for (const char* host : {"AAA", "BBB", "CCC", "DDD"}) now.presences.push_back(presence(host, "USA", "1990"));
  now.presences[2].to = parse_date("2003-01-01");  // CCC: gone within five years
  now.presences[3].from = *parse_date("2001");     // DDD: not yet there
  std::vector<Day> asked;
  const auto check = check_turns(
      turns, now,
      [&](Day day) {
        asked.push_back(day);
        record::View view = view_on(to_string(day));
        view.presences.push_back(presence("AAA", "RUS", "1999"));
        return view;
      },
      7);
  REQUIRE(asked == std::vector<Day>{*parse_day("2000-05-31")});
  REQUIRE(check.rows[0].others.size() == 1);
  CHECK(check.rows[0].others[0].host == "BBB");
  CHECK(check.rows[0].above == 1);
  CHECK(check.auc == 1);
  CHECK(check.compared == 1);
  CHECK_FALSE(check.can_be_judged);  // one turn draws no interval
  CHECK_FALSE(check.better_than_chance);
  CHECK(check.others == 1);
  CHECK(check.alarms == 0);
}

TEST_CASE("a turn that a row of the record tells is in the check only once that row is known") {
  const std::vector<KnownTurn> turns{{"AAA", "USA", *parse_day("2000-06-01"), "demands:B1; from a page"}};
  record::View now = view_on("2001-01-01");
  const auto rows = [&] {
    return check_turns(
               turns, now, [](Day day) { return view_on(to_string(day)); }, 7)
        .rows.size();
  };
  CHECK(rows() == 0);
  record::Demand demand;
  demand.id = "demands:B1";
  now.demands.push_back(demand);
  CHECK(rows() == 1);
}

TEST_CASE("a turn after the day is not in the check of that day") {
  const std::vector<KnownTurn> turns{{"AAA", "USA", *parse_day("2000-06-01"), "made up"},
                                     {"BBB", "USA", *parse_day("2000-06-02"), "made up"}};
  const record::View now = view_on("2000-06-01");
  int views = 0;
  const auto check = check_turns(turns, now, [&](Day day) {
    ++views;
    return view_on(to_string(day));
  });
  CHECK(views == 1);
  REQUIRE(check.rows.size() == 1);
  CHECK(check.rows[0].turn.host == "AAA");
}

TEST_CASE("a sign's means are over those turns and non-turns in which it could be told") {
  const auto signs = [](std::optional<double> coup, std::optional<double> votes) {
    TurnSigns out;
    out.signs = {{"coup", coup, "", {}}, {"votes", votes, "", {}}};
    return out;
  };
  TurnCheck check;
  check.rows.resize(2);
  check.rows[0].signs = signs(1, 0.5);
  check.rows[0].others = {signs(0, {}), signs(1, {}), signs(0, {})};
  check.rows[1].signs = signs(0, {});
  check.rows[1].others = {signs(0, {})};
  const auto means = sign_means(check);
  REQUIRE(means.size() == 2);
  CHECK(means[0].name == "coup");
  CHECK(means[0].turns == 2);
  CHECK(*means[0].in_turns == 0.5);
  CHECK(means[0].others == 4);
  CHECK(*means[0].in_others == 0.25);
  CHECK(means[1].turns == 1);
  CHECK(*means[1].in_turns == 0.5);
  CHECK(means[1].others == 0);
  CHECK_FALSE(means[1].in_others.has_value());
  CHECK(sign_means(TurnCheck{}).empty());
}

TEST_CASE("a turn without a day is refused with its line") {
  try {
    read_turns("[[turn]]\nhost = \"EGY\"\nsender = \"SUN\"\nday = \"1972\"\nsource = \"x\"\n", "turns.toml");
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(error.place().line == 1);
    CHECK(error.place().field == "day");
  }
}

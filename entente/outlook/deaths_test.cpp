#include "entente/outlook/deaths.hpp"

#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/outlook/deaths_from.hpp"
#include "entente/outlook/shipped_test.hpp"
#include "entente/record/series.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

using namespace entente;
using namespace entente::outlook;

namespace {

// Countries whose yearly totals are multiplied by exp(0.5 z) from one year to the next.
record::View made_up(int countries, int years) {
  record::View view;
  for (int c = 0; c < countries; ++c) {
    RandomStream random(5, "deaths", static_cast<std::uint64_t>(c));
    record::DeathsSeries s{fmt::format("C{:02}", c), (2010 - 1970) * 12, {}};
    double log_level = 6 + random.normal();
    for (int y = 0; y < years; ++y) {
      for (int m = 0; m < 12; ++m) s.deaths.push_back(std::exp(log_level) / 12);
      log_level += 0.5 * random.normal();
    }
    view.deaths.push_back(std::move(s));
  }
  return view;
}

}  // namespace

TEST_CASE("twelve months are summed only where all are there") {
  const record::DeathsSeries s{"XXX", 100, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}};
  CHECK(*twelve_months(s, 111) == 78);
  CHECK(*twelve_months(s, 112) == 90);
  CHECK_FALSE(twelve_months(s, 110).has_value());
  CHECK_FALSE(twelve_months(s, 113).has_value());
}

TEST_CASE("bands hold about as often as they say in a world of the same ratios everywhere") {
  DeathsModel model;
  model.step_months = 5;  // origins in all months of the year, as the pairs are
  const DeathsCheck check = check_deaths(made_up(80, 15), model);
  REQUIRE(check.n > 400);
  // Standard error sqrt(.8 x .2 / n) below 0.02; four of them.
  CHECK(std::abs(check.coverage[1] - 0.8) < 0.08);
  CHECK(check.crps < check.crps_same_again);
  CHECK(check.coverage_own_months_80 < 0.6);
}

TEST_CASE("a country without twelve months has no outlook") {
  record::View view = made_up(5, 4);
  view.deaths[0].deaths.resize(11);
  CHECK_FALSE(deaths_ahead(view, "C00", {}).has_value());
  CHECK_FALSE(deaths_ahead(view, "ZZZ", {}).has_value());
  CHECK(deaths_ahead(view, "C01", {}).has_value());
}

TEST_CASE("where there is no outlook the first day that has one is named, and on it there is one") {
  const record::View whole = made_up(3, 5);
  const auto on = [&](Day day) {
    record::View view = whole;
    for (record::DeathsSeries& s : view.deaths)
      s.deaths.resize(static_cast<std::size_t>(
          std::clamp(record::last_published_month(day) - s.first_month + 1, 0, static_cast<int>(s.deaths.size()))));
    return view;
  };
  for (const int months : {1, 6, 12}) {
    const auto day = deaths_known_from(whole, "C01", months);
    REQUIRE(day.has_value());
    CHECK(deaths_ahead(on(*day), "C01", {}, months).has_value());
    CHECK_FALSE(deaths_ahead(on(*day - std::chrono::days{1}), "C01", {}, months).has_value());
    CHECK(remedy_without_deaths(whole, "C01", day) == "ask as of " + to_string(*day) + " or later");
  }
  // Twelve months of the state alone do not say what followed anywhere.
  const record::View year = on(*parse_day("2011-03-03"));
  CHECK(twelve_months(year.deaths[1], record::last_published_month(*parse_day("2011-03-03"))).has_value());
  CHECK(why_without_deaths(year, "C01").starts_with("no total of twelve months and what came after it"));
  CHECK(remedy_without_deaths(whole, "ZZZ", std::nullopt).starts_with("no day helps, the record has no series"));
  record::View brief = whole;
  brief.deaths[2].deaths.resize(11);
  CHECK(remedy_without_deaths(brief, "C02", deaths_known_from(brief, "C02"))
            .starts_with("no day helps, the series of this state is too short"));
}

TEST_CASE("Niger on 17 March 2024: a band around the last total, with its coverage") {
  const auto view = shipped::view(2024, 3, 17);
  const DeathsModel model = read_deaths_model(shipped::model_text("deaths.toml"), "data/model/deaths.toml");
  const auto outlook = deaths_ahead(view, "NER", model);
  REQUIRE(outlook.has_value());
  CHECK(outlook->last_month == record::month_index(2023, 12));
  CHECK(outlook->last_total == 534);
  CHECK(outlook->pairs >= 400);
  CHECK(outlook->busy);
  CHECK(outlook->dots.size() == 20);
  CHECK(outlook->bands[0].lo > outlook->bands[1].lo);
  CHECK(outlook->bands[1].hi < outlook->bands[2].hi);
  const auto start = std::chrono::steady_clock::now();
  const DeathsCheck check = check_deaths(view, model);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  MESSAGE(fmt::format("median {:.0f}, 50% {:.0f}-{:.0f}, 80% {:.0f}-{:.0f}, 90% {:.0f}-{:.0f}, higher {:.2f}",
                      outlook->median, outlook->bands[0].lo, outlook->bands[0].hi, outlook->bands[1].lo,
                      outlook->bands[1].hi, outlook->bands[2].lo, outlook->bands[2].hi, outlook->higher));
  MESSAGE(fmt::format(
      "n {} countries {} coverage {:.3f} {:.3f} {:.3f} crps {:.3f} same {:.3f} own {:.3f} ({:.3f}) ign {:.3f} "
      "mis {:.0f} in {:.0f} ms",
      check.n, check.countries, check.coverage[0], check.coverage[1], check.coverage[2], check.crps,
      check.crps_same_again, check.crps_own_months, check.coverage_own_months_80, check.ignorance, check.interval_score,
      took.count()));
  CHECK(check.printable[0]);
  CHECK(check.printable[1]);
  CHECK(check.printable[2]);
  CHECK(check.crps < 0.8 * check.crps_same_again + 0.02);
  CHECK(check.coverage_own_months_80 < 0.6);
}

TEST_CASE("one to twelve months ahead: the bands hold, and beat the same again and a country's own months") {
  const auto view = shipped::view(2024, 3, 17);
  const DeathsModel model = read_deaths_model(shipped::model_text("deaths.toml"), "data/model/deaths.toml");
  double before = 0;
  for (const int months : {1, 3, 6, 12}) {
    const auto ahead = deaths_ahead(view, "NER", model, months);
    REQUIRE(ahead.has_value());
    CHECK(ahead->median > before);
    before = ahead->median;
    const DeathsCheck c = check_deaths(view, model, 1, months);
    MESSAGE(fmt::format("{} months: n {} CRPS {:.3f}, same again {:.3f}, own months {:.3f}; 80% held {:.3f}", months,
                        c.n, c.crps, c.crps_same_again, c.crps_own_months, c.coverage[1]));
    CHECK(c.n >= 845);  // Israel and Palestine have one series, counted once
    CHECK(c.crps < c.crps_same_again);
    CHECK(c.printable[1]);
  }
  CHECK_THROWS_AS(deaths_ahead(view, "NER", model, 13), Error);
}

TEST_CASE("what the first six months say of the twelve is counted over the same pairs, and adds up") {
  const auto view = shipped::view(2024, 3, 17);
  const DeathsModel model = read_deaths_model(shipped::model_text("deaths.toml"), "data/model/deaths.toml");
  const auto e = early_deaths(view, "NER", model);
  const auto ahead = deaths_ahead(view, "NER", model);
  REQUIRE(e.has_value());
  CHECK(e->seen_n + e->not_seen_n == ahead->pairs);
  CHECK(e->half == 267);
  CHECK(e->month == record::month_index(2024, 6));
  CHECK(e->seen > ahead->higher);
  CHECK(e->not_seen < ahead->higher);
  CHECK(e->chance * e->seen + (1 - e->chance) * e->not_seen == doctest::Approx(ahead->higher));
  CHECK_FALSE(early_deaths(view, "ZZZ", model).has_value());
}

TEST_CASE("codes and their order move nothing") {
  // Half of the countries have no deaths at all: their pairs are all equally near.
  record::View view = made_up(60, 14);
  for (std::size_t c = 0; c < view.deaths.size(); c += 2)
    for (std::size_t m = 0; m < view.deaths[c].deaths.size(); ++m)
      view.deaths[c].deaths[m] = c % 4 == 0 && m > 100 + c ? static_cast<double>(c) : 0;
  record::View turned = view;
  const std::size_t n = view.deaths.size();
  for (std::size_t c = 0; c < n; ++c) {
    turned.deaths[n - 1 - c] = view.deaths[c];
    turned.deaths[n - 1 - c].country = fmt::format("X{:02}", n - 1 - c);
  }
  DeathsModel model;
  model.nearest = 50;
  for (const std::size_t c : {0U, 2U, 10U, 11U, 33U}) {
    const auto a = deaths_ahead(view, view.deaths[c].country, model);
    const auto b = deaths_ahead(turned, turned.deaths[n - 1 - c].country, model);
    REQUIRE(a.has_value());
    REQUIRE(b.has_value());
    CHECK(a->values == b->values);
    CHECK(a->higher == b->higher);
    const auto early_a = early_deaths(view, view.deaths[c].country, model);
    const auto early_b = early_deaths(turned, turned.deaths[n - 1 - c].country, model);
    CHECK(early_a->seen_n == early_b->seen_n);
    CHECK(early_a->chance == early_b->chance);
  }
  for (const Level which : {Level::any, Level::busy, Level::quiet}) {
    const DeathsCheck a = check_deaths(view, model, 1, 12, which);
    const DeathsCheck b = check_deaths(turned, model, 1, 12, which);
    CHECK(a.n > 0);
    CHECK(a.n == b.n);
    CHECK(a.coverage == b.coverage);
    CHECK(a.crps == doctest::Approx(b.crps).epsilon(1e-12));
    CHECK(a.crps_own_months == doctest::Approx(b.crps_own_months).epsilon(1e-12));
    CHECK(a.ignorance == doctest::Approx(b.ignorance).epsilon(1e-12));
  }
}

TEST_CASE("a state without deaths draws from every state without deaths") {
  record::View view = made_up(10, 6);
  for (std::size_t c = 0; c < 5; ++c) std::ranges::fill(view.deaths[c].deaths, 0.0);
  DeathsModel model;
  model.nearest = 10;
  const auto ahead = deaths_ahead(view, "C00", model);
  REQUIRE(ahead.has_value());
  CHECK_FALSE(ahead->busy);
  CHECK(ahead->pairs == 5 * (72 - 12 - 11));  // of five states, every origin whose twelve months are over
  CHECK(ahead->higher == 0);
}

TEST_CASE("a series that stands under two codes is counted once, and a state without deaths is no other's twin") {
  record::View view = made_up(8, 6);
  const auto before = deaths_ahead(view, "C03", {});
  record::DeathsSeries twin = view.deaths[2];
  twin.country = "TWN";
  view.deaths.push_back(twin);
  CHECK(same_series(view) == std::vector<std::vector<std::string>>{{"C02", "TWN"}});
  const auto after = deaths_ahead(view, "C03", {});
  CHECK(after->values == before->values);
  CHECK(deaths_ahead(view, "C02", {})->same_as == std::vector<std::string>{"TWN"});
  CHECK(deaths_ahead(view, "TWN", {})->values == deaths_ahead(view, "C02", {})->values);
  for (std::size_t c = 4; c < 8; ++c) std::ranges::fill(view.deaths[c].deaths, 0.0);
  CHECK(same_series(view).size() == 1);
  CHECK(same_series(shipped::view(2026, 6, 1)) == std::vector<std::vector<std::string>>{{"ISR", "PSE"}});
}

TEST_CASE("a band whose coverage is off is marked as not to be printed") {
  DeathsModel model;
  model.nearest = 2;  // far too few pairs: narrow bands
  model.step_months = 12;
  const DeathsCheck check = check_deaths(made_up(40, 15), model);
  CHECK_FALSE(check.printable[1]);
}

TEST_CASE("what is not yet in the view can not be checked, and nothing is then printable") {
  const DeathsCheck check = check_deaths(shipped::view(2016, 1, 1), {});
  CHECK(check.n == 0);
  CHECK_FALSE(check.can_be_judged);
  CHECK_FALSE(check.printable[1]);
}

TEST_CASE("a broken deaths file names the field") {
  try {
    read_deaths_model("nearest = 400\nminimum = \"many\"\n", "deaths.toml");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    CHECK(error.place().field == "minimum");
    CHECK(error.place().line == 2);
  }
}

TEST_CASE("the number of pairs drawn from is among the best of its candidates on early origins, half-yearly") {
  const auto view = shipped::view(2024, 3, 17);
  const DeathsModel shipped_model = read_deaths_model(shipped::model_text("deaths.toml"), "data/model/deaths.toml");
  // The last origins, December of these years: what came after the first of them was known by the end of 2016.
  for (const int last_year : {2015, 2016}) {
    DeathsModel model = shipped_model;
    model.first_year = 2013;  // origins from December 2012
    model.last_year = last_year;
    model.step_months = 6;
    std::map<int, double> scores;
    for (const int nearest : {100, 200, 400, 800, 1600}) {
      model.nearest = nearest;
      scores[nearest] = check_deaths(view, model).crps;
    }
    double best = 1e9;
    for (const auto& [nearest, score] : scores) best = std::min(best, score);
    MESSAGE(fmt::format("to December {}: 100 {:.4f}, 200 {:.4f}, 400 {:.4f}, 800 {:.4f}, 1600 {:.4f}", last_year,
                        scores[100], scores[200], scores[400], scores[800], scores[1600]));
    // 800 may be as good; the others are clearly worse.
    CHECK(scores[shipped_model.nearest] < best + 0.003);
    for (const int worse : {100, 200, 1600}) CHECK(scores[worse] > scores[shipped_model.nearest] + 0.01);
  }
}

// Base rates of coups and of forces that fall away, counted from tables beside the project and compared with the
// oracle. Nothing of these tables is in the project; without them the tests say so and pass.

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/stats/interval.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

using namespace entente;
using namespace entente::stats;

namespace {

const std::string kShared = std::string(ENTENTE_SOURCE_DIR) + "/../shared/";

using CountryYear = std::pair<int, int>;

std::optional<std::string> text_of(const std::string& path) {
  try {
    return read_file(kShared + path);
  } catch (const Error&) {
    MESSAGE("skipped: " << path << " is not there");
    return std::nullopt;
  }
}

struct Share {
  int k = 0;
  int n = 0;
  void add(bool hit) {
    k += hit ? 1 : 0;
    ++n;
  }
};

void check_share(const Share& counted, const nlohmann::json& expected) {
  CHECK(counted.k == expected["k"].get<int>());
  CHECK(counted.n == expected["n"].get<int>());
}

// Powell and Thyne: whether a coup succeeded in a state and year.
std::optional<std::map<CountryYear, bool>> coups() {
  const auto text = text_of("data/restricted/coups/ptcoups.csv");
  if (!text) return std::nullopt;
  std::map<CountryYear, bool> out;
  const DelimitedTable table = read_delimited(*text, "ptcoups.csv");
  for (const DelimitedRow& row : table.rows)
    out[{std::stoi(row.cells.at(table.column("gwcode"))), std::stoi(row.cells.at(table.column("year")))}] =
        row.cells.at(table.column("pt_coup")) == "1";
  return out;
}

}  // namespace

TEST_CASE("intervals of the hazard-counts oracle, all ten" * doctest::test_suite("outside")) {
  const auto text = text_of("oracles/strategy/hazard-counts.json");
  if (!text) return;
  const auto oracle = nlohmann::json::parse(*text);
  int checked = 0;
  const auto check_interval = [&](const nlohmann::json& row, double tolerance) {
    const Interval i = jeffreys(row["k"], row["n"], 0.9);
    CHECK(std::abs(jeffreys_mean(row["k"], row["n"]) - row["rate"].get<double>()) < tolerance);
    CHECK(std::abs(i.lo - row["ci90"][0].get<double>()) < tolerance);
    CHECK(std::abs(i.hi - row["ci90"][1].get<double>()) < tolerance);
    ++checked;
  };
  for (const auto& row : oracle["coup_rate"]) check_interval(row, 1e-6);
  for (const auto& host : oracle["us_force_falls_by_three_quarters"])
    for (const char* name : {"after_successful_coup", "no_coup"}) check_interval(host[name], 1e-4);
  CHECK(checked == 10);
}

TEST_CASE("coup rates are counted as in the oracle" * doctest::test_suite("outside")) {
  const auto text = text_of("oracles/strategy/hazard-counts.json");
  const auto coup = coups();
  if (!text || !coup) return;
  const auto oracle = nlohmann::json::parse(*text)["coup_rate"];
  const std::set<int> west_africa{432, 436, 439, 434, 437, 438, 452, 461, 451, 450, 435, 483, 475, 420, 433, 404};
  Share world;
  Share west;
  Share west_now;
  Share again;
  for (const auto& [key, happened] : *coup) {
    const auto [country, year] = key;
    if (year >= 1990 && year <= 2019) world.add(happened);
    if (year >= 1990 && year <= 2019 && west_africa.contains(country)) west.add(happened);
    if (year >= 2020 && year <= 2025 && west_africa.contains(country)) west_now.add(happened);
    if (!happened || year < 1960 || year > 2023) continue;
    again.add(std::any_of(coup->begin(), coup->end(), [&, c = country, y = year](const auto& other) {
      return other.second && other.first.first == c && (other.first.second == y + 1 || other.first.second == y + 2);
    }));
  }
  check_share(world, oracle["world 1990-2019"]);
  check_share(west, oracle["West Africa 1990-2019"]);
  check_share(west_now, oracle["West Africa 2020-2025"]);
  check_share(again, oracle["another successful coup within 2 years of one, 1960-2023"]);
}

TEST_CASE("how often forces of the United States fall to a quarter is counted as in the oracle" *
          doctest::test_suite("outside")) {
  const auto text = text_of("oracles/strategy/hazard-counts.json");
  const auto coup = coups();
  const auto troops_text = text_of("data/restricted/troopdata/troopdata-rebuild-country-year-quarter-format.csv");
  if (!text || !coup || !troops_text) return;
  const auto oracle = nlohmann::json::parse(*text)["us_force_falls_by_three_quarters"];
  const DelimitedTable table = read_delimited(*troops_text, "troopdata.csv");
  std::map<CountryYear, double> troops;  // the largest quarter
  for (const DelimitedRow& row : table.rows) {
    const std::string& code = row.cells.at(table.column("ccode"));
    const std::string& value = row.cells.at(table.column("troops_ad"));
    if (code == "NA" || code.empty() || code == "2" || value == "NA" || value.empty()) continue;
    double& largest = troops[{std::stoi(code), std::stoi(row.cells.at(table.column("year")))}];
    largest = std::max(largest, std::stod(value));
  }
  for (const int least : {20, 50, 100}) {
    Share after_coup;
    Share no_coup;
    for (const auto& [key, before] : troops) {
      const auto [country, year_before] = key;
      const int year = year_before + 1;
      if (year < 1951 || year > 2018 || before < least) continue;
      std::optional<double> after;
      for (const int later : {2, 3})
        if (const auto it = troops.find({country, year + later}); it != troops.end())
          after = std::min(after.value_or(it->second), it->second);
      const auto known = coup->find({country, year});
      if (!after || known == coup->end()) continue;
      (known->second ? after_coup : no_coup).add(*after <= before / 4);
    }
    const auto& expected = oracle["host had at least " + std::to_string(least)];
    check_share(after_coup, expected["after_successful_coup"]);
    check_share(no_coup, expected["no_coup"]);
  }
}

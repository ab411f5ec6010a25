// The room `align` over the votes that ship, against numbers computed independently of it. What lies beside the project
// (published estimates, which do not ship) is read from ../shared; where it is missing a test says so, and ctest
// reports it as skipped: tests/CMakeLists.txt has an entry for each.

#include "entente/align/change_points.hpp"
#include "entente/align/ideal_points.hpp"
#include "entente/align/moves.hpp"
#include "entente/align/positions.hpp"
#include "entente/align/powers.hpp"
#include "entente/align/similarity.hpp"
#include "entente/align/user_tables.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/executor.hpp"
#include "entente/stats/quantile.hpp"
#include "entente/store/duck/open.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>

using namespace entente;
using namespace entente::align;

namespace {

// With the direction of the scale that ships.
IdealPointOptions shipped_scale(IdealPointOptions options) {
  const std::string file = std::string(ENTENTE_SOURCE_DIR) + "/data/model/powers.toml";
  const Powers powers = read_powers(read_file(file), file);
  options.high = powers.high;
  options.low = powers.low;
  return options;
}

const std::string kShared = std::string(ENTENTE_SOURCE_DIR) + "/../shared";
const std::string kPublished = kShared + "/data/restricted/un-ideal-points/IdealpointsJuly2025.csv";

const record::View& votes_of(const char* day) {
  static std::map<std::string, record::View> views;
  if (const auto it = views.find(day); it != views.end()) return it->second;
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("entente-align-data-test-{}", ::getpid());
  std::filesystem::create_directories(folder);
  store::Load load;
  load.votes_folder = std::string(ENTENTE_SOURCE_DIR) + "/data/un-votes";
  const std::string newer = std::string(ENTENTE_SOURCE_DIR) + "/data/" + std::string(store::kNewerVotesFile);
  load.newer_votes = store::read_newer_votes(read_file(newer), newer, [](const RowFault& f) { FAIL(f.reason); });
  {
    const auto store = store::duck::open_for_writing((folder / "r.duckdb").string());
    store->replace(load);
    views[day] = record::View::from(store->as_of(*parse_day(day), record::Vintage::latest));
  }
  std::filesystem::remove_all(folder);
  return views[day];
}

double number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

// Published positions, whatever number of votes they come from.
Positions published(const char* column) {
  Positions out = read_positions(read_file(kPublished), kPublished, column);
  out.least_votes = 0;
  return out;
}

bool missing(const std::string& file) {
  if (std::filesystem::exists(file)) return false;
  MESSAGE("skipped, not there: " << file);
  return true;
}

}  // namespace

TEST_CASE("seven pairs of session 74 have the similarity computed independently") {
  const std::string file = kShared + "/oracles/strategy/un-similarity-session-74.csv";
  if (missing(file)) return;
  const record::View& view = votes_of("2024-03-17");
  const std::map<std::string, std::string> code{{"Niger", "NER"},  {"United States", "USA"}, {"Russia", "RUS"},
                                                {"France", "FRA"}, {"Mali", "MLI"},          {"Turkey", "TUR"},
                                                {"Iran", "IRN"},   {"Israel", "ISR"}};
  const DelimitedTable table = read_delimited(read_file(file), file);
  REQUIRE(table.rows.size() == 7);
  for (const DelimitedRow& row : table.rows) {
    const Similarity s =
        similarity(votes_in_common(view, code.at(row.cells[0]), code.at(row.cells[1]), SessionSpan::of(74)));
    CHECK(s.n == static_cast<long>(number(row.cells[2])));
    CHECK(s.enough);
    CHECK(std::abs(s.agreement - number(row.cells[3])) < 1e-9);
    CHECK(std::abs(s.s_squared - number(row.cells[4])) < 1e-9);
    CHECK(std::abs(s.s_absolute - number(row.cells[5])) < 1e-9);
    CHECK(std::abs(*s.kappa - number(row.cells[6])) < 1e-9);
    CHECK(std::abs(*s.pi - number(row.cells[7])) < 1e-9);
  }
}

TEST_CASE("on the day the votes at hand end in March 2021, and before that where they ended then") {
  const auto last = last_session(votes_of("2024-03-17"));
  REQUIRE(last.has_value());
  CHECK(last->number == 75);
  CHECK(last->roll_calls == 96);
  CHECK(to_string(last->last) == "2021-03-03");
  CHECK(to_string(last_session(votes_of("2020-11-04"))->last) == "2020-01-14");
}

TEST_CASE("absences of session 75 are those of its source, and no abstentions") {
  const record::View& view = votes_of("2024-03-17");
  const auto niger = absences(view, "NER", SessionSpan::of(75));
  REQUIRE(niger.has_value());
  CHECK(niger->roll_calls == 96);
  CHECK(niger->absent == 13);
  CHECK(niger->abstained == 7);
  const auto mali = absences(view, "MLI", SessionSpan::of(75));
  CHECK(mali->absent == 1);
  CHECK(mali->abstained == 12);
  CHECK_FALSE(absences(view, "NER", SessionSpan::of(74)).has_value());
  CHECK(votes_in_common(view, "NER", "MLI", SessionSpan::of(75)).total() <= 96 - 13);
}

TEST_CASE("an estimate uses the votes on all roll calls that divide") {
  const IdealPoints estimate =
      ideal_points(votes_of("2024-03-17"), shipped_scale({.chains = 1, .burn_in = 1, .draws = 2}), ThreadExecutor());
  CHECK(estimate.votes_used == 877664);
  CHECK(estimate.roll_calls_used == 6216);
}

TEST_CASE("positions estimated from the votes follow the published ones") {
  if (missing(kPublished)) return;
  const IdealPoints estimate = ideal_points(votes_of("2024-03-17"), shipped_scale({}), ThreadExecutor());
  const Positions truth = published("idealpointall");
  std::vector<double> per_year;
  for (int year = 1946; year <= 2020; ++year) {
    std::vector<double> x, y;
    for (const auto& [state, by_year] : truth.of) {
      const Position* position = truth.find(state, year);
      const std::size_t p = estimate.find(state, year - record::kYearOfSessionZero);
      if (position == nullptr || p == IdealPoints::npos) continue;
      x.push_back(position->mean);
      y.push_back(estimate.points[p].mean);
    }
    if (x.size() <= 30) continue;
    const double n = static_cast<double>(x.size());
    double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      a += x[i];
      b += y[i];
      aa += x[i] * x[i];
      bb += y[i] * y[i];
      ab += x[i] * y[i];
    }
    per_year.push_back((ab - a * b / n) / std::sqrt((aa - a * a / n) * (bb - b * b / n)));
  }
  REQUIRE(per_year.size() == 74);
  CHECK(stats::quantile(per_year, 0.5) >= 0.985);
  CHECK(*std::min_element(per_year.begin(), per_year.end()) >= 0.94);
}

TEST_CASE("who moved, on the published final-passage scale") {
  if (missing(kPublished)) return;
  const Positions truth = published("idealpointfp");
  const auto rank = [&](int from, int to, const char* state) {
    for (const Move& move : rank_moves(positions_in(truth, from, to)))
      if (move.state == state) return std::pair(move.rank, move.of);
    return std::pair(0, 0);
  };
  CHECK(rank(2022, 2024, "BFA") == std::pair(2, 191));
  CHECK(rank(2022, 2024, "NER") == std::pair(3, 191));
  CHECK(rank(2022, 2024, "MLI").first == 13);
  CHECK(rank(2023, 2024, "MLI").first == 1);
  CHECK(rank(2023, 2024, "BFA").first == 3);
  CHECK(rank(2023, 2024, "NER").first == 6);
  CHECK(rank(2023, 2024, "TCD").first == 79);
}

TEST_CASE("change points of the published gaps are where they were found independently") {
  if (missing(kPublished)) return;
  const Positions truth = published("idealpointall");
  struct Expected {
    const char* state;
    double sigma;
    std::vector<int> years;
    std::vector<double> last_three;
  };
  for (const Expected& e : {Expected{"NER", 0.121, {1996, 2003, 2013, 2022}, {0.055, 0.984, 0.979}},
                            {"MLI", 0.121, {1996, 2000, 2013}, {0.153, 0.487, 0.085}},
                            {"BFA", 0.1108, {1996, 2000, 2013, 2022}, {0.07, 0.773, 0.96}}}) {
    std::vector<int> years;
    std::vector<double> gaps;
    for (const auto& [year, own] : truth.of.at(e.state))
      if (year >= 1992) {
        years.push_back(year);
        gaps.push_back(gap({own.mean, truth.of.at("USA").at(year).mean, truth.of.at("RUS").at(year).mean}));
      }
    const double sigma = noise_scale(gaps);
    CHECK(std::abs(sigma - e.sigma) < 1e-3);
    for (double& g : gaps) g /= sigma;
    std::vector<int> found;
    for (const std::size_t after : pelt(gaps, 3 * std::log(static_cast<double>(gaps.size()))).change_points_after)
      found.push_back(years[after]);
    CHECK(found == e.years);
    // The figures of the online detection were made with a hazard of 1/30 and the wide prior, from the median; a second
    // computation outside this project gives the same to the three digits stated.
    const auto recent = recent_change_probability(in_units_of_noise(gaps), 1.0 / 30, kWideLevel);
    REQUIRE(recent.size() == gaps.size());
    for (std::size_t i = 0; i < 3; ++i) CHECK(std::abs(recent[recent.size() - 3 + i] - e.last_three[i]) < 5e-4);
  }
}

// Computations of the house give the same on ranks that share no memory as on threads.
#include "tests/ranks.hpp"

#include "entente/align/ideal_points.hpp"
#include "entente/base/delimited.hpp"
#include "entente/basing/cover.hpp"
#include "entente/basing/export.hpp"
#include "entente/basing/wide.hpp"
#include "entente/outlook/scenario.hpp"
#include "entente/outlook/shipped_test.hpp"
#include "entente/record/view.hpp"

#include <doctest/doctest.h>

#include <mutex>

using namespace entente;

namespace {

// What a computation gave, as bytes, on each rank and on threads.
void same_everywhere(const std::function<Bytes(const Executor&)>& compute) {
  const Bytes expected = compute(ThreadExecutor(2));
  CHECK(expected.size() > 100);
  for (const std::size_t ranks : {2U, 3U}) {
    CAPTURE(ranks);
    std::mutex mutex;
    std::vector<Bytes> found;
    tests::on_ranks(ranks, {}, [&](const Executor& executor) {
      Bytes bytes = compute(executor);
      const std::lock_guard lock(mutex);
      found.push_back(std::move(bytes));
    });
    REQUIRE(found.size() == ranks);
    for (const Bytes& bytes : found) CHECK(bytes == expected);
  }
}

geo::Country box(const std::string& code, double lat, double lon) {
  return {code, code, code,
          "",   "",   {{{{lat, lon}, {lat, lon + 5}, {lat + 5, lon + 5}, {lat + 5, lon}, {lat, lon}}, {}}}};
}

// Three states in a row; the one in the middle is closed.
struct Region {
  geo::RegionIndex countries{std::vector<geo::Country>{box("AAA", 5, 0), box("BBB", 5, 5), box("CCC", 5, 10)}};
  std::vector<basing::Airspace> airspaces{{"open", {}, 0, false}, {"closed", {"BBB"}, 100, true}};
  basing::AircraftProfile drone{"d",
                                {14, 20, 27, false, {}},
                                {313, 313, 370, false, {}},
                                {1.5, 2, 2.5, true, {}},
                                {4, 4, 4, true, {}},
                                {5000, 5000, 5000, true, {}},
                                std::nullopt};
  std::vector<basing::Site> sites;
  std::vector<basing::DemandPoint> demand;

  Region() {
    RandomStream random(1, "sites and points");
    const auto place = [&] { return geo::LatLon{4 + 7 * random.uniform(), 15 * random.uniform()}; };
    for (int i = 0; i < 40; ++i)
      sites.push_back({"S" + std::to_string(i), "", "AAA", place(), 5200, geo::Surface::asphalt});
    for (int i = 0; i < 60; ++i)
      demand.push_back({"p" + std::to_string(i), place(), random.uniform(), i % 2 == 0 ? "even" : "odd", 0});
  }
};

record::View votes() {
  record::View view;
  RandomStream random(1, "votes");
  for (int i = 0; i < 20; ++i) view.voters.push_back(i == 0 ? "RUS" : i == 19 ? "USA" : "S" + std::to_string(i));
  for (std::int32_t r = 0; r < 90; ++r) {
    view.roll_calls.push_back({r, 1 + r / 30, *parse_day("1990-01-01") + std::chrono::days(r), false, "", ""});
    const double slope = random.normal();
    for (std::uint16_t i = 0; i < 20; ++i) {
      const double z = slope * (i - 10) / 6 + random.normal();
      view.ballots.push_back({r, i,
                              z < -0.3  ? record::Choice::yes
                              : z < 0.3 ? record::Choice::abstain
                                        : record::Choice::no});
    }
  }
  return view;
}

}  // namespace

TEST_CASE("ranks keep the contract of executors, whatever their number") {
  for (const std::size_t ranks : {1U, 2U, 3U, 7U}) {
    CAPTURE(ranks);
    tests::check_executor(
        [&](const std::stop_token& stop, const tests::Program& program) { tests::on_ranks(ranks, stop, program); });
  }
}

TEST_CASE("a map that writes into shared memory is found out") {
  std::mutex mutex;
  int complete = 0;
  tests::on_ranks(2, {}, [&](const Executor& executor) {
    std::vector<int> marks(10);
    executor.run(
        marks.size(),
        [&](std::size_t block) {
          marks[block] = 1;
          return Bytes{};
        },
        [](std::size_t, std::span<const std::byte>) {});
    const std::lock_guard lock(mutex);
    if (marks == std::vector<int>(10, 1)) ++complete;
  });
  CHECK(complete == 0);
}

TEST_CASE("cover, the way round closed airspace and curves are the same on ranks and on threads") {
  same_everywhere([](const Executor& executor) {
    const Region region;
    basing::CoverRequest request;
    request.lost.assign(region.sites.begin(), region.sites.begin() + 2);
    request.candidates.assign(region.sites.begin() + 2, region.sites.begin() + 12);
    request.demand = region.demand;
    request.profile = region.drone;
    request.airspaces = region.airspaces;
    request.min_hours = 12;
    const basing::CoverResult result = basing::cover(request, region.countries, executor);
    basing::ReachMatrix matrix =
        basing::reach_matrix(region.sites, region.demand, region.countries, region.airspaces[1], executor);
    CHECK(std::count(matrix.permission.begin(), matrix.permission.end(), basing::Permission::permitted) > 100);
    std::string words;
    const auto curves = basing::border_watch_curves(region.airspaces[1], region.countries, executor);
    for (std::size_t a = 0; a < region.airspaces.size(); ++a)
      words += basing::geojson_of(result, a, region.drone, curves);
    ByteWriter write;
    write(matrix.km, matrix.permission, words);
    return write.take();
  });
}

TEST_CASE("cover by many sites is the same on ranks and on threads") {
  same_everywhere([](const Executor& executor) {
    const Region region;
    ByteWriter write;
    for (basing::WideCover& cover : basing::wide_cover(region.sites, region.demand, region.countries, region.airspaces,
                                                       {&region.drone, 1}, 12, executor))
      write(cover.together, cover.alone);
    return write.take();
  });
}

TEST_CASE("positions from votes are the same on ranks and on threads") {
  same_everywhere([](const Executor& executor) {
    align::IdealPointOptions options;
    options.high = {"USA"};
    options.low = {"RUS"};
    options.burn_in = 5;
    options.draws = 10;
    align::IdealPoints estimate = align::ideal_points(votes(), options, executor);
    ByteWriter write;
    write(estimate.draw_values);
    for (align::IdealPoint& p : estimate.points) write(p.mean, p.deviation, p.interval, p.r_hat, p.effective_draws);
    return write.take();
  });
}

TEST_CASE("branches of a scenario are the same on ranks and on threads") {
  const record::View view = outlook::shipped::view(2023, 7, 1);
  same_everywhere([&](const Executor& executor) {
    outlook::Branch coup;
    coup.id = coup.words = "a coup";
    coup.coup = true;
    std::vector<double> numbers;
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U})
      for (const outlook::BranchResult& b :
           outlook::run_branches(view, outlook::situation(view, "NER", "USA"), outlook::shipped::ladder_file(), {coup},
                                 1000, seed, executor))
        for (const double x : {b.interval.lo, b.interval.hi, b.difference_interval.lo, b.difference_interval.hi})
          numbers.push_back(x);
    return to_bytes(numbers);
  });
}

#include "entente/outlook/watch_summary.hpp"

#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::outlook;

TEST_CASE("a filter keeps the ranks among all, and limits the demands that are open") {
  WatchList list;
  for (const auto& [host, sender] :
       {std::pair{"A", "X"}, std::pair{"B", "X"}, std::pair{"B", "Y"}, std::pair{"C", "Y"}}) {
    Watched& one = list.ranked.emplace_back();
    one.host = host;
    one.sender = sender;
  }
  const auto ranks = [&](const WatchFilter& filter, std::size_t most) {
    std::vector<std::size_t> out;
    for (const auto& [rank, presence] : wanted(list, filter, most)) out.push_back(rank);
    return out;
  };
  CHECK(ranks({}, 0) == std::vector<std::size_t>{1, 2, 3, 4});
  CHECK(ranks({}, 2) == std::vector<std::size_t>{1, 2});
  CHECK(ranks({{"B", "C"}, {"Y"}}, 0) == std::vector<std::size_t>{3, 4});
  CHECK(ranks({{"D"}, {}}, 0).empty());
}

TEST_CASE("on a day before sixty demands were known there is no list, but base rates and the demands made already") {
  const record::View view = shipped::view(1970, 1, 1);
  const WatchSummary all = watch_summary(view, {}, shipped::ladder_file(), {});
  CHECK_FALSE(all.list);
  CHECK_FALSE(all.stale);
  REQUIRE(all.rates.size() == 3);
  CHECK(all.rates[0].k == 38);
  CHECK(all.rates[0].n == 1550);
  CHECK(all.rates[1].n + all.rates[2].n == all.rates[0].n);
  CHECK(all.open.size() == 5);
  const WatchSummary libya = watch_summary(view, {}, shipped::ladder_file(), {{"LBY"}, {"GBR"}});
  REQUIRE(libya.open.size() == 1);
  CHECK(libya.open[0].demand->sender == "GBR");
  CHECK(libya.open[0].days == 64);
  CHECK(libya.open[0].exit);
}

TEST_CASE("a record whose newest demand lies more than a year back is called old") {
  record::View view = shipped::view(1970, 1, 1);
  view.as_of = shipped::day(1972, 1, 1);
  const WatchSummary summary = watch_summary(view, {}, shipped::ladder_file(), {{"LBY"}, {}});
  REQUIRE(summary.newest_demand);
  CHECK(*summary.newest_demand < shipped::day(1970, 1, 1));
  CHECK(summary.stale);
  view.demands.clear();
  CHECK_FALSE(watch_summary(view, {}, shipped::ladder_file(), {}).stale);
}

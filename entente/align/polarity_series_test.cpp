#include "entente/align/polarity_series.hpp"

#include "entente/base/executor.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace entente;
using namespace entente::align;

namespace {

const std::vector<std::string> kPoles{"USA", "RUS", "CHN"};

constexpr int kFirstSession = 60;  // of 2005
constexpr int kSessions = 8;

// Two camps of three that vote against each other in every session, among them the poles.
record::View camps() {
  record::View view;
  view.as_of = *parse_day("2015-06-01");
  view.voters = {"AAA", "BBB", "CHN", "RUS", "SSS", "USA"};
  for (int s = 0; s < kSessions; ++s)
    for (int r = 0; r < 40; ++r) {
      const auto id = static_cast<std::int32_t>(view.roll_calls.size());
      view.roll_calls.push_back(
          {id, kFirstSession + s, *parse_day("2005-10-01") + std::chrono::days(365 * s + r), false, "", ""});
      for (std::uint16_t v = 0; v < 6; ++v) {
        const bool yes = (r % 2 == 0) == (v % 2 == 0);
        view.ballots.push_back({id, v, yes ? record::Choice::yes : record::Choice::no});
      }
    }
  const auto add = [&](const char* host, const char* sender, bool census, const char* from) {
    record::Presence p;
    p.id = std::string("presences:") + host + sender;
    p.host = host;
    p.sender = sender;
    p.systematic = census;
    p.size_class = 2;
    p.from = *parse_date(from);
    view.presences.push_back(p);
  };
  add("AAA", "USA", true, "1990");
  add("AAA", "RUS", true, "2010-05-01");
  add("AAA", "TUR", false, "1990");
  add("BBB", "USA", true, "1990");
  return view;
}

// Each state where its number in the list of voters puts it, AAA further out every session.
Positions positions_in(const record::View& view, int sessions = kSessions) {
  Positions out;
  for (std::size_t v = 0; v < view.voters.size(); ++v)
    for (int s = 0; s < sessions; ++s)
      out.of[view.voters[v]][record::kYearOfSessionZero + kFirstSession + s] = {
          v == 0 ? 0.1 * s : static_cast<double>(v), {}, 40, {}};
  return out;
}

const IndexSeries& series(const std::vector<IndexSeries>& all, const std::string& index) {
  for (const IndexSeries& s : all)
    if (s.index == index) return s;
  FAIL("no index " << index);
  return all.front();
}

std::vector<std::string> names(const std::vector<IndexSeries>& all) {
  std::vector<std::string> out;
  for (const IndexSeries& s : all) out.push_back(s.index);
  return out;
}

}  // namespace

TEST_CASE("series of votes end with the last session, those of forces with the day") {
  const record::View view = camps();
  const ThreadExecutor one(1);
  const PolaritySeries found =
      polarity_series(view, positions_in(view), {.region = {"AAA", "BBB", "SSS"}, .poles = kPoles}, one);
  CHECK(names(found.indices) ==
        std::vector<std::string>{"spread of positions, over that of all states", "mean distance to USA",
                                 "mean distance to RUS", "mean distance to CHN",
                                 "effective number of senders of forces, by hosts",
                                 "modularity of the network of votes", "modularity above chance"});
  CHECK(series(found.indices, "mean distance to USA").years ==
        std::vector<int>{2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012});
  const IndexSeries& senders = series(found.indices, "effective number of senders of forces, by hosts");
  CHECK(senders.years.front() == 2005);
  CHECK(senders.years.back() == 2015);
  CHECK(senders.values.front() == 1);  // the United States alone: Turkey is not a census
  // Two hosts and one: shares of 2/3 and 1/3.
  CHECK(senders.values.back() == doctest::Approx(1 / (4.0 / 9 + 1.0 / 9)));
}

TEST_CASE("over all states the spread is its own unit and is left out") {
  const record::View view = camps();
  const PolaritySeries found = polarity_series(view, positions_in(view), {.poles = kPoles}, ThreadExecutor(1));
  CHECK(found.indices.front().index == "mean distance to USA");
}

TEST_CASE("two camps that vote against each other are found in every session, the same on any number of threads") {
  const record::View view = camps();
  const PolarityRequest request{.from = 2007, .to = 2010, .poles = kPoles};
  const PolaritySeries found = polarity_series(view, positions_in(view), request, ThreadExecutor(1));
  REQUIRE(found.camps.size() == 4);
  for (const Camps& c : found.camps) {
    CHECK(c.network.states.size() == 6);
    CHECK(c.modularity.groups.size() == 2);
    CHECK(c.modularity.value == doctest::Approx(0.5));
  }
  CHECK(found.camps.front().network.session == 62);
  CHECK(series(found.indices, "modularity of the network of votes").years == std::vector<int>{2007, 2008, 2009, 2010});
  const PolaritySeries again = polarity_series(view, positions_in(view), request, ThreadExecutor(3));
  CHECK(series(again.indices, "modularity above chance").values ==
        series(found.indices, "modularity above chance").values);
  CHECK(again.camps.back().modularity.groups == found.camps.back().modularity.groups);
}

TEST_CASE("capabilities are concentrated over the states of the region, in years in which any has one") {
  const Capabilities table{{2000, {{"AAA", 1}, {"BBB", 1}, {"USA", 8}}},
                           {2001, {{"AAA", 3}, {"BBB", 1}}},
                           {2002, {{"AAA", 0}}},
                           {2003, {{"AAA", 2}}}};
  const auto region = capability_series(table, {.region = {"AAA", "BBB"}}, 2024);
  REQUIRE(region.size() == 3);
  CHECK(names(region) == std::vector<std::string>{"CON of capabilities", "HHI of capabilities",
                                                  "effective number of holders of capabilities"});
  CHECK(region[1].years == std::vector<int>{2000, 2001, 2003});
  CHECK(region[1].values == std::vector<double>{0.5, 0.625, 1});
  CHECK(region[2].values[0] == 2);
  const auto all = capability_series(table, {.to = 2000}, 2024);
  CHECK(all[1].years == std::vector<int>{2000});
  CHECK(all[1].values[0] == doctest::Approx(0.66));
  CHECK(capability_series(table, {.region = {"MLI"}}, 2024).empty());
  CHECK(capability_series(table, {.from = 2010}, 2024).empty());
  // Without `from`: ten years up to the last that the table has.
  CHECK(capability_series({{1990, {{"AAA", 1}}}, {2000, {{"AAA", 1}}}}, {}, 2024)[0].years ==
        std::vector<int>{1990, 2000});
  CHECK(capability_series({{1989, {{"AAA", 1}}}, {2000, {{"AAA", 1}}}}, {}, 2024)[0].years == std::vector<int>{2000});
}

TEST_CASE("positions that run on after the votes, as in a file, give distances to their end") {
  const record::View view = camps();
  const PolaritySeries found =
      polarity_series(view, positions_in(view, kSessions + 2), {.poles = kPoles}, ThreadExecutor(1));
  CHECK(series(found.indices, "mean distance to USA").years.back() == 2014);
  CHECK(series(found.indices, "modularity of the network of votes").years.back() == 2012);
  record::View silent = view;
  silent.roll_calls.clear();
  silent.ballots.clear();
  const PolaritySeries without = polarity_series(silent, positions_in(view), {.poles = kPoles}, ThreadExecutor(1));
  CHECK(without.camps.empty());
  CHECK(names(without.indices).back() == "effective number of senders of forces, by hosts");
}

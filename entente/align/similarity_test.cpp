#include "entente/align/similarity.hpp"

#include "entente/base/delimited.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <sstream>

using namespace entente;
using namespace entente::align;

namespace {

// "AAA y - n a; BBB n y n y": one letter a roll call, - for no ballot, x for an absence that is told; every
// `per_session` roll calls make a session.
record::View votes(const std::string& text, int per_session) {
  record::View view;
  view.as_of = *parse_day("2000-01-01");
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line, ';');) {
    std::istringstream words(line);
    std::string voter;
    words >> voter;
    view.voters.push_back(voter);
    std::int32_t r = 0;
    for (std::string w; words >> w; ++r) {
      if (static_cast<std::size_t>(r) == view.roll_calls.size())
        view.roll_calls.push_back(
            {100 + r, 1 + r / per_session, *parse_day("1990-01-01") + std::chrono::days(r), false, "", ""});
      const auto code = std::string("yanx").find(w);
      if (code == std::string::npos) continue;
      view.ballots.push_back(
          {r, static_cast<std::uint16_t>(view.voters.size() - 1), static_cast<record::Choice>(code + 1)});
    }
  }
  std::stable_sort(view.ballots.begin(), view.ballots.end(),
                   [](const record::Ballot& a, const record::Ballot& b) { return a.roll_call < b.roll_call; });
  return view;
}

}  // namespace

TEST_CASE("only roll calls on which both voted count") {
  const auto view = votes("AAA y - n a; BBB n y n y", 4);
  const CrossTable counts = votes_in_common(view, "AAA", "BBB", SessionSpan::of(1));
  CHECK(counts.total() == 3);
  CHECK(counts.at(0, 2) == 1);  // yes against no
  CHECK(counts.at(2, 2) == 1);
  CHECK(counts.at(1, 0) == 1);  // abstain against yes
  const Similarity s = similarity(counts);
  CHECK_FALSE(s.enough);
  CHECK(s.agreement == doctest::Approx(1.0 / 3));
  CHECK(s.s_absolute == doctest::Approx(1 - 2 * 3 / 6.0));
  CHECK(s.s_squared == doctest::Approx(1 - 2 * 5 / 12.0));
}

TEST_CASE("an absence that is told is no vote, no abstention, and counted by itself") {
  const auto view = votes("AAA y x n a y y; BBB n y x a y x; CCC x y y y - y", 3);
  const CrossTable counts = votes_in_common(view, "AAA", "BBB", {1, 2});
  CHECK(counts.total() == 3);
  CHECK(counts.at(0, 2) == 1);
  CHECK(counts.at(1, 1) == 1);
  CHECK(counts.at(0, 0) == 1);
  const auto pairs = similarities(view);
  CHECK(std::ranges::count_if(pairs, [](const PairSession& p) { return p.similarity.n > 0; }) == 6);
  for (const PairSession& p : pairs)
    CHECK(p.similarity.n ==
          votes_in_common(view, view.voters[p.a], view.voters[p.b], SessionSpan::of(p.session)).total());
  const auto told = absences(view, "AAA", {1, 2});
  REQUIRE(told.has_value());
  CHECK(told->roll_calls == 6);
  CHECK(told->absent == 1);
  CHECK(told->abstained == 1);
  CHECK(absences(view, "CCC", SessionSpan::of(2))->absent == 0);
  CHECK_FALSE(absences(votes("AAA y - n; BBB n y n", 3), "AAA", {1, 1}).has_value());
}

TEST_CASE("two states that always vote yes agree fully, and chance alone explains it") {
  CrossTable counts(3);
  counts.at(0, 0) = 40;
  const Similarity s = similarity(counts);
  CHECK(s.enough);
  CHECK(s.agreement == 1);
  CHECK(s.s_squared == 1);
  CHECK_FALSE(s.kappa.has_value());
  CHECK_FALSE(s.pi.has_value());
  CHECK(s.agreement_interval.lo < 1);
}

TEST_CASE("a pair that never met has no similarity") {
  const Similarity s = similarity(votes_in_common(votes("AAA y -; BBB - y", 2), "AAA", "CCC", {1, 1}));
  CHECK(s.n == 0);
  CHECK_FALSE(s.enough);
}

TEST_CASE("similarity is symmetric, and 30 votes are enough where 29 are not") {
  CrossTable one(3);
  CrossTable two(3);
  const long cells[3][3] = {{9, 2, 1}, {4, 6, 0}, {3, 0, 4}};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) {
      one.at(i, j) = cells[i][j];
      two.at(j, i) = cells[i][j];
    }
  const Similarity a = similarity(one);
  const Similarity b = similarity(two);
  CHECK(a.n == 29);
  CHECK_FALSE(a.enough);
  CHECK(*a.kappa == doctest::Approx(*b.kappa));
  CHECK(*a.pi == doctest::Approx(*b.pi));
  CHECK(a.kappa_interval->lo == doctest::Approx(b.kappa_interval->lo));
  one.at(0, 0) += 1;
  CHECK(similarity(one).enough);
}

TEST_CASE("the slope behind an interval is the finite difference of its measure") {
  // Half widths follow from derivatives; a table of n times the counts has half the width at 4 n.
  CrossTable small(3);
  CrossTable large(3);
  const long cells[3][3] = {{30, 8, 2}, {12, 20, 3}, {6, 4, 15}};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) {
      small.at(i, j) = cells[i][j];
      large.at(i, j) = 400 * cells[i][j];
    }
  const double width_small = similarity(small).kappa_interval->hi - *similarity(small).kappa;
  const double width_large = similarity(large).kappa_interval->hi - *similarity(large).kappa;
  CHECK(width_small / width_large == doctest::Approx(20).epsilon(0.02));
  // Delta method by brute force: move one count at a time and take differences.
  const double n = static_cast<double>(large.total());
  double first = 0;
  double second = 0;
  double first_pi = 0;
  double second_pi = 0;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) {
      CrossTable more = large;
      CrossTable less = large;
      const long step = 20;
      more.at(i, j) += step;
      less.at(i, j) -= step;
      // Shares change by step/n in the cell and shrink elsewhere, which the centring below takes out.
      const double g = (*similarity(more).kappa - *similarity(less).kappa) * n / (2 * step);
      const double g_pi = (*similarity(more).pi - *similarity(less).pi) * n / (2 * step);
      const double p = static_cast<double>(large.at(i, j)) / n;
      first += p * g;
      second += p * g * g;
      first_pi += p * g_pi;
      second_pi += p * g_pi * g_pi;
    }
  CHECK(width_large == doctest::Approx(1.2815515655446004 * std::sqrt((second - first * first) / n)).epsilon(0.01));
  CHECK(similarity(large).pi_interval->hi - *similarity(large).pi ==
        doctest::Approx(1.2815515655446004 * std::sqrt((second_pi - first_pi * first_pi) / n)).epsilon(0.01));
}

TEST_CASE("all pairs at once equal each pair alone") {
  const auto view = votes("AAA y a n y y; BBB n y n y a; CCC - - - a n", 3);
  const auto all = similarities(view);
  // Session 1 has one pair, session 2 has three.
  REQUIRE(all.size() == 4);
  for (const PairSession& p : all) {
    const Similarity alone =
        similarity(votes_in_common(view, view.voters[p.a], view.voters[p.b], SessionSpan::of(p.session)));
    CHECK(p.similarity.n == alone.n);
    CHECK(p.similarity.s_squared == alone.s_squared);
    CHECK(p.similarity.kappa == alone.kappa);
  }
}

TEST_CASE("the last session is the one that existed on the day") {
  const auto view = votes("AAA y y y y y", 3);
  const auto last = last_session(view);
  REQUIRE(last.has_value());
  CHECK(last->number == 2);
  CHECK(last->roll_calls == 2);
  CHECK(last->last == *parse_day("1990-01-05"));
  CHECK_FALSE(last_session(record::View{}).has_value());
  CHECK(sessions(view).size() == 2);
}

TEST_CASE("alliances compare like votes: any ordered codes") {
  const Similarity s = similarity(cross({0, 3, 2, -1}, {0, 3, 1, 2}, 4));
  CHECK(s.n == 3);
  CHECK(s.s_absolute == doctest::Approx(1 - 2 * 1 / 9.0));
}

// Codes of states are labels: when they are exchanged for one another, no figure moves.
#include "entente/outlook/arrival.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/backtest.hpp"
#include "entente/outlook/deaths.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/exit_hazard.hpp"
#include "entente/outlook/exit_time.hpp"
#include "entente/outlook/precedents.hpp"
#include "entente/outlook/shipped_test.hpp"
#include "entente/outlook/watch_list.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

using namespace entente;
using namespace entente::outlook;

namespace {

// Every state but the powers that the model files name, exchanged with the one as far from the other end of the list.
class Permutation {
 public:
  Permutation(const record::View& view, const LadderFile& file) {
    std::set<std::string> named;
    for (const auto& camp : file.camps) named.insert(camp.begin(), camp.end());
    std::set<std::string> states;
    for (const record::Demand& d : view.demands) states.insert(d.host);
    for (const record::Presence& p : view.presences) states.insert(p.host);
    for (const record::DeathsSeries& s : view.deaths) states.insert(s.country);
    std::vector<std::string> list;
    for (const std::string& s : states)
      if (!named.contains(s)) list.push_back(s);
    for (std::size_t i = 0; i < list.size(); ++i) to_[list[i]] = list[list.size() - 1 - i];
  }
  const std::string& operator()(const std::string& code) const {
    const auto it = to_.find(code);
    return it == to_.end() ? code : it->second;
  }
  std::size_t moved() const { return to_.size(); }

  record::View operator()(const record::View& view) const {
    record::View out = view;
    out.actors.clear();
    for (const auto& [code, name] : view.actors) out.actors[(*this)(code)] = name;
    const auto turn = [&](std::string& code) { code = (*this)(code); };
    for (auto& d : out.demands) {
      turn(d.host);
      turn(d.sender);
      for (auto& s : d.successors) turn(s);
    }
    for (auto& p : out.presences) {
      turn(p.host);
      turn(p.sender);
    }
    for (auto& c : out.coups) turn(c.host);
    for (auto& m : out.memberships) turn(m.member);
    for (auto& a : out.agreements)
      for (auto& party : a.parties) turn(party);
    for (auto& s : out.security_agreements) {
      turn(s.host);
      turn(s.sender);
    }
    for (auto& e : out.events) {
      turn(e.actor);
      turn(e.target);
    }
    for (auto& s : out.deaths) turn(s.country);
    // What is ordered by codes, or by ids that hold them, comes in another order.
    std::sort(out.deaths.begin(), out.deaths.end(), [](const auto& a, const auto& b) { return a.country < b.country; });
    std::reverse(out.security_agreements.begin(), out.security_agreements.end());
    std::reverse(out.memberships.begin(), out.memberships.end());
    return out;
  }

 private:
  std::map<std::string, std::string> to_;
};

void same(const Ladder& a, const Ladder& b) {
  CHECK(a.probability == b.probability);
  CHECK(a.interval == b.interval);
  CHECK(a.spread == b.spread);
  REQUIRE(a.rungs.size() == b.rungs.size());
  for (std::size_t i = 0; i < a.rungs.size(); ++i) {
    CHECK(a.rungs[i].k == b.rungs[i].k);
    CHECK(a.rungs[i].n == b.rungs[i].n);
    CHECK(a.rungs[i].interval_pooled == b.rungs[i].interval_pooled);
  }
  REQUIRE(a.sensitivity.size() == b.sensitivity.size());
  for (std::size_t i = 0; i < a.sensitivity.size(); ++i) {
    CHECK(a.sensitivity[i].lo == b.sensitivity[i].lo);
    CHECK(a.sensitivity[i].hi == b.sensitivity[i].hi);
  }
}

void same(const PrecedentShare& a, const PrecedentShare& b) {
  CHECK(a.k == doctest::Approx(b.k).epsilon(1e-12));
  CHECK(a.n == doctest::Approx(b.n).epsilon(1e-12));
}

}  // namespace

TEST_CASE("codes of states exchanged for one another move no answer to a question") {
  const record::View view = shipped::view(2024, 3, 17);
  const LadderFile file = shipped::ladder_file();
  const Permutation permuted(view, file);
  REQUIRE(permuted.moved() > 100);
  const record::View turned = permuted(view);
  const PrecedentsModel model =
      read_precedents_model(shipped::model_text("precedents.toml"), "data/model/precedents.toml");
  for (const auto& [host, other] : std::vector<std::pair<std::string, std::string>>{{"NER", "USA"}, {"DJI", "FRA"}}) {
    CAPTURE(host);
    const Situation a = situation(view, host, other);
    const Situation b = situation(turned, permuted(host), other);
    CHECK(a.state == b.state);
    same(exit_ladder(view, a, file), exit_ladder(turned, b, file));
    same(asks_ladder(view, a, file), asks_ladder(turned, b, file));
    same(arrival_ladder(view, a, file, "CHN", 365), arrival_ladder(turned, b, file, "CHN", 365));
    const auto times_a = exit_times(view, a);
    const auto times_b = exit_times(turned, b);
    REQUIRE(times_a.size() == times_b.size());
    for (std::size_t i = 0; i < times_a.size(); ++i) {
      CHECK(times_a[i].median_day == times_b[i].median_day);
      CHECK(times_a[i].curve.n == times_b[i].curve.n);
      CHECK(times_a[i].left_by(365) == times_b[i].left_by(365));
    }
    const ExitHazard hazard_a = exit_hazard(view, a, 1);
    const ExitHazard hazard_b = exit_hazard(turned, b, 1);
    REQUIRE(hazard_a.left_by.size() == hazard_b.left_by.size());
    CHECK(hazard_a.median_day == hazard_b.median_day);
    const auto before_a = precedents(view, a, file, model);
    const auto before_b = precedents(turned, b, file, model);
    REQUIRE(before_a.has_value() == before_b.has_value());
    if (before_a) {
      CHECK(before_a->letters == before_b->letters);
      CHECK(before_a->nearest.size() == before_b->nearest.size());
      same(before_a->asked, before_b->asked);
      same(before_a->left, before_b->left);
      same(before_a->rival_came, before_b->rival_came);
    }
  }
}

TEST_CASE("codes of states exchanged for one another move no list, no deaths and no record") {
  const record::View view = shipped::view(2024, 3, 17);
  const LadderFile file = shipped::ladder_file();
  const Permutation permuted(view, file);
  const record::View turned = permuted(view);

  const auto list_a = watch_list(view);
  const auto list_b = watch_list(turned);
  REQUIRE(list_a.has_value());
  REQUIRE(list_a->ranked.size() == list_b->ranked.size());
  for (std::size_t i = 0; i < list_a->ranked.size(); ++i) {
    CHECK(list_a->ranked[i].presence == list_b->ranked[i].presence);
    CHECK(list_a->ranked[i].probability == doctest::Approx(list_b->ranked[i].probability).epsilon(1e-12));
  }
  CHECK(list_a->record.skill == doctest::Approx(list_b->record.skill).epsilon(1e-9));
  CHECK(list_a->record.skill_interval.lo == doctest::Approx(list_b->record.skill_interval.lo).epsilon(1e-9));

  const DeathsModel deaths{};
  for (const char* code : {"NER", "CUB", "ISL", "MLI", "UKR"}) {
    CAPTURE(code);
    const auto a = deaths_ahead(view, code, deaths);
    const auto b = deaths_ahead(turned, permuted(code), deaths);
    REQUIRE(a.has_value());
    CHECK(a->values == b->values);
    CHECK(a->bands == b->bands);
    CHECK(a->higher == b->higher);
  }

  const Backtest a = backtest_exit(view, file, 2018, 2023);
  const Backtest b = backtest_exit(turned, file, 2018, 2023);
  REQUIRE(a.forecasts.size() == b.forecasts.size());
  for (std::size_t i = 0; i < a.forecasts.size(); ++i) CHECK(a.forecasts[i].probability == b.forecasts[i].probability);
  CHECK(a.score.score == doctest::Approx(b.score.score).epsilon(1e-12));
  CHECK(a.skill_interval.lo == doctest::Approx(b.skill_interval.lo).epsilon(1e-9));
  CHECK(a.skill_interval.hi == doctest::Approx(b.skill_interval.hi).epsilon(1e-9));
}

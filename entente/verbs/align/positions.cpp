// align --show points,moves,changes

#include "entente/align/positions.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/verbs/align/parts.hpp"
#include "entente/verbs/remedy.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace entente::verbs {
namespace {

// Positions, what must be said of them, and, where they are an estimate made here, how it went.
struct Found {
  align::Positions positions;
  std::vector<std::string> notes;
  std::vector<Table> tables;
  std::string up{};  // who stands at the upper end of the scale, in a sentence; empty for positions of a file
};

Table estimate_table(const align::IdealPoints& estimate, const align::IdealPointOptions& sampler) {
  Table t{.name = "estimate", .title = "The estimate of positions", .in_text = false};
  t.columns = {count_column("votes"),
               count_column("roll_calls"),
               count_column("chains"),
               count_column("draws"),
               number_column("r_hat_median"),
               number_column("r_hat_99"),
               number_column("effective_draws_median")};
  t.rows.push_back({count(estimate.votes_used), count(estimate.roll_calls_used), count(sampler.chains),
                    count(estimate.draws), number(estimate.r_hat_median), number(estimate.r_hat_99),
                    number(estimate.effective_draws_median)});
  return t;
}

Found estimated(const Engine& engine, const store::Facts& facts, const record::View& view,
                const AlignRequest& request) {
  align::IdealPointOptions sampler = sampler_of(engine, request);
  if (!align::has_sessions(view, sampler))
    throw Error(ErrorCode::not_found, "no session known on the day has enough roll calls that divide",
                day_with_session(facts, view.as_of));
  const align::IdealPoints e = align::ideal_points(view, sampler, engine.executor());
  Found out{align::positions_of(e), {votes_at_hand(view)}, {estimate_table(e, sampler)}};
  out.positions.least_votes = request.least_votes;
  out.up = view.in_sentence(sampler.high.front());
  out.notes.push_back(fmt::format(
      "Positions from {} on {}; {}, {} kept, seed {}; R-hat median {:.2f}, 99% under "
      "{:.2f}; effective draws median {:.0f}.",
      counted(e.votes_used, "vote"), counted(e.roll_calls_used, "roll call"), counted(sampler.chains, "chain"),
      counted(e.draws, "draw"), e.seed, e.r_hat_median, e.r_hat_99, e.effective_draws_median));
  if (e.r_hat_99 > 1.1)
    out.notes.emplace_back(
        "The chains do not agree on every point yet: read intervals as approximate, or raise --burn-in and --draws.");
  return out;
}

Cell position_cell(const align::Position* p) {
  if (p == nullptr) return None{"not enough"};
  return p->interval ? estimate(p->mean, *p->interval) : Cell(p->mean);
}

Table points_table(const Found& found, const AlignRequest& request) {
  Table t{.name = "points", .title = "positions", .notes = found.notes, .notes_first = true};
  t.columns = {text_column("state"), count_column("year"), count_column("votes"),
               interval_column("position", look::kThree).ends("80%")};
  std::vector<int> years = found.positions.years();
  if (years.size() > static_cast<std::size_t>(request.sessions))
    years.erase(years.begin(), years.end() - request.sessions);
  for (const std::string& state : request.states)
    for (const int year : years) {
      const int votes = found.positions.votes(state, year);
      t.rows.push_back(
          {state, count(year), votes > 0 ? count(votes) : None{}, position_cell(found.positions.find(state, year))});
    }
  return t;
}

Table moves_table(const Found& found, const AlignRequest& request, int from, int to) {
  Table t{
      .name = "moves", .title = fmt::format("own moves {} to {}", from, to), .notes = found.notes, .notes_first = true};
  t.notes.push_back("Rank 1 moved furthest down the scale" +
                    (found.up.empty() ? "." : fmt::format(", away from the end where {} stands.", found.up)));
  t.columns = {text_column("state"),
               count_column("from_year").only_for_programs(),
               count_column("to_year").only_for_programs(),
               number_column("from", look::kThree),
               number_column("to", look::kThree),
               interval_column("move", look::kThree).ends("80%"),
               interval_column("rank", look::kCount).ends("rank 80%"),
               count_column("of").in("states")};
  const auto ranked = align::rank_moves(align::positions_in(found.positions, from, to));
  for (const std::string& state : request.states) {
    const auto it = std::find_if(ranked.begin(), ranked.end(), [&](const align::Move& m) { return m.state == state; });
    if (it == ranked.end()) {
      t.rows.push_back({state, count(from), count(to), None{"not enough"}, None{}, None{}, None{}, None{}});
      continue;
    }
    t.rows.push_back({state, count(from), count(to), it->from, it->to,
                      it->change_interval ? estimate(it->change, *it->change_interval) : Cell(it->change),
                      it->rank_interval ? estimate(it->rank, *it->rank_interval) : count(it->rank), count(it->of)});
  }
  return t;
}

std::string split_words(const align::GapSplit& split, const align::WithPoles& states) {
  if (!split.identified)
    return fmt::format("Not identified: {} lies outside the segment between {} and {}; the parts are arithmetic only.",
                       states[0], states[1], states[2]);
  return split.own_move_leads ? "The own move is at least half of the change."
                              : "The own move is under half of the change: this is not a move of the state.";
}

Table split_table(const Found& found, const align::WithPoles& states, int from, int to) {
  Table t{.name = "split",
          .title = fmt::format("split of the change of gap |{0} - {1}| - |{0} - {2}|", states[0], states[1], states[2]),
          .notes_first = true};
  t.columns = {text_column("state").only_for_programs(),
               text_column("pole_a").only_for_programs(),
               text_column("pole_b").only_for_programs(),
               count_column("from_year").only_for_programs(),
               count_column("to_year").only_for_programs(),
               number_column("gap_from", look::kThree).headed(fmt::format("gap {}", from)),
               number_column("gap_to", look::kThree).headed(fmt::format("gap {}", to)),
               number_column("change", look::kThree),
               number_column("own_part", look::kThree),
               number_column("pole_a_part", look::kThree).headed(states[1] + " part"),
               number_column("pole_b_part", look::kThree).headed(states[2] + " part"),
               flag_column("identified"),
               flag_column("own_move_leads").only_for_programs()};
  const auto split = align::split_of(found.positions, states, from, to);
  if (!split) {
    t.notes.emplace_back("Not enough votes of one of the three.");
    return t;
  }
  t.notes.push_back(split_words(*split, states));
  t.rows.push_back({states[0], states[1], states[2], count(from), count(to), split->gap_from, split->gap_to,
                    split->change, split->own_part, split->pole_a_part, split->pole_b_part, split->identified,
                    split->own_move_leads});
  return t;
}

Table changes_table(const Found& found, const align::WithPoles& states, const AlignRequest& request) {
  Table t{.name = "changes",
          .title = fmt::format("change points of the gap |{0} - {1}| - |{0} - {2}|", states[0], states[1], states[2]),
          .notes = found.notes,
          .notes_first = true};
  t.notes.emplace_back(
      "A change of the gap is not a move of the state: see the split. Penalties run from 2 ln n to 3 ln n.");
  t.columns = {count_column("year"), number_column("gap", look::kThree),
               number_column("share_of_penalties", {.scale = Look::Scale::percent, .digits = 0})
                   .headed("changes found by penalties")
                   .in("share"),
               number_column("in_random_walks", {.scale = Look::Scale::percent, .digits = 0})
                   .headed("random walks with such a change")
                   .in("share"),
               number_column("recent_change", look::kThree).headed("P(change in the last three)").in("probability")};
  const align::GapChanges changes = align::gap_changes(found.positions, states, request.from, request.to);
  for (const align::GapYear& y : changes.years)
    t.rows.push_back({count(y.year), y.gap, cell(y.share_of_penalties), cell(y.in_walks), cell(y.recent)});
  if (changes.walks)
    t.notes.push_back(fmt::format(
        "Positions are estimated as random walks, which have no levels. Of {} such walks of {} years {:.0f}% have a "
        "change that every penalty finds, and in {:.0f}% of their years P(change in the last three) exceeds one half: "
        "only what is rarer than that speaks for a level.",
        changes.walks->walks, changes.years.size(), 100 * changes.walks->found_by(1), 100 * changes.walks->recent));
  else if (changes.years.size() < align::kLeastSwept)
    t.notes.push_back(fmt::format("Too short: {} in which all three have a position, {} are needed.",
                                  counted(changes.years.size(), "year"), align::kLeastSwept));
  else
    t.notes.emplace_back("The gap does not move: there is no change to find.");
  return t;
}

}  // namespace

std::vector<Table> position_tables(const Engine& engine, const store::Facts& facts, const record::View& view,
                                   const AlignRequest& request) {
  const bool gaps = request.states.size() > 2;
  if (shows(request, "changes") && !gaps)
    throw Error(ErrorCode::bad_request, "change points need a state and two poles",
                "write for example `entente align NER USA RUS`");
  const Found found = request.points.empty() ? estimated(engine, facts, view, request)
                                             : Found{given_positions(request), {given_positions_note(request)}, {}};
  const align::WithPoles states =
      gaps ? align::WithPoles{request.states[0], request.states[1], request.states[2]} : align::WithPoles{};
  std::vector<Table> out;
  if (shows(request, "points")) out.push_back(points_table(found, request));
  if (shows(request, "moves")) {
    const std::vector<int> years = found.positions.years();
    if (years.size() < 2)
      throw Error(ErrorCode::not_found, "there are not two years to compare", day_with_session(facts, view.as_of));
    const int from = request.from.value_or(years[years.size() - 2]);
    const int to = request.to.value_or(years.back());
    out.push_back(moves_table(found, request, from, to));
    if (gaps) out.push_back(split_table(found, states, from, to));
  }
  if (shows(request, "changes")) out.push_back(changes_table(found, states, request));
  out.insert(out.end(), found.tables.begin(), found.tables.end());
  return out;
}

}  // namespace entente::verbs

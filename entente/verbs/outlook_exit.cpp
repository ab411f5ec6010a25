#include "entente/verbs/outlook_exit.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/course_words.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/verbs/ladder_tables.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <utility>

namespace entente::verbs {
namespace {

struct Asked {
  record::View view;
  assess::Models models;
  outlook::Situation situation;
};

Asked asked_of(const Engine& engine, const PairRequest& request) {
  const auto store = engine.open();
  Asked out{view_of(*store, *request.as_of, request.vintage), engine.load_models(), {}};
  require_pair(out.view, request.host, request.counterpart);
  out.situation = outlook::situation(out.view, request.host, request.counterpart);
  return out;
}

// What the number is about where the state of the day is not the one that the question is made for.
std::vector<std::string> about(const outlook::Situation& s, outlook::State made_for) {
  if (s.state == made_for) return {};
  const std::string state = fmt::format("State on the day: {}. ", outlook::name(s.state));
  if (s.state == outlook::State::none || s.state == outlook::State::ended)
    return {state + "No forces are there; the number is that of the classes alone."};
  return {state + (made_for == outlook::State::demanded
                       ? "The number is for a demand made on that day by the host as it stands."
                       : "A demand is made already; `entente outlook exit` asks whether the forces leave.")};
}

Result answer(const char* verb, const Asked& in, const outlook::Ladder& ladder, outlook::State made_for,
              const PairRequest& request) {
  Result out{.verb = verb, .basis = basis_of(in.view, {}, ladder.model_hash), .head = about(in.situation, made_for)};
  Table state{.name = "state", .title = "The state that the question meets", .in_text = false};
  state.columns = {text_column("state"), text_column("demand"), number_column("elapsed").in("days")};
  state.rows.push_back(
      {std::string(outlook::name(in.situation.state)), text(in.situation.demand), count(in.situation.elapsed_days)});
  state.notes = out.head;
  out.tables = ladder_lines(
      ladder, fmt::format("{} and {}", in.view.actor_name(request.host), in.view.in_sentence(request.counterpart)));
  out.tables.front().apart = false;
  for (Table& t : ladder_tables(ladder)) out.tables.push_back(std::move(t));
  out.tables.push_back(std::move(state));
  return out;
}

// The course of the open demand by the day that the ladder is asked about, and why the two part; no row where no demand
// is open.
Table course_table(const Engine& engine, const Asked& in, const outlook::Ladder& ladder, std::uint64_t seed) {
  Table t{.name = "course",
          .title = "By the course of the demand, which looks at what has become public since",
          .line = "  {p.value} (80% interval {p.ends})"};
  t.columns = {interval_column("p", look::kChance).in("probability"),
               text_column("stage").only_for_programs(),
               day_column("since").only_for_programs(),
               day_column("planned_on").only_for_programs(),
               day_column("deadline_on").only_for_programs(),
               day_column("horizon_on").only_for_programs(),
               number_column("ladder").in("probability").only_for_programs(),
               number_column("demands").in("demands").only_for_programs()};
  t.in_text = in.situation.state == outlook::State::demanded;
  if (!t.in_text) return t;
  const outlook::CourseModel model(in.view, in.models.course, in.models.ladder, seed);
  const auto at = model.standing(in.view, in.situation.demand);
  check(at.has_value(), "an open demand of the view stands somewhere");
  const int to_day = outlook::exit_window(in.models.ladder.exit, in.situation.elapsed_days).to_day;
  const outlook::Course c = outlook::course(model, *at, to_day, engine.executor());
  const auto day = [&](const std::optional<int>& d) {
    return d ? Cell(at->demand_on + std::chrono::days(*d)) : Cell(None{});
  };
  t.rows.push_back({estimate(c.probability, c.interval), std::string(record::name(at->stage)), day(at->since_day),
                    day(at->planned_day), day(at->deadline_day), c.horizon_on, ladder.probability, count(c.demands)});
  t.notes.push_back(outlook::standing_words(*at));
  if (std::string apart = outlook::why_apart(model, c, ladder.probability); !apart.empty())
    t.notes.push_back(std::move(apart));
  return t;
}

template <class R>
Verb pair_verb(const char* name, const char* summary, Parameters<R> parameters,
               Result (*run)(const Engine&, const R&)) {
  Verb verb = make_verb(name, summary, std::move(parameters), run);
  verb.tables = {"answer", "classes", "cases", "sensitivity", "left-out", "state"};
  verb.pages = {"docs/verbs.md", "docs/methods/outlook-ladder.md"};
  return verb;
}

}  // namespace

Parameters<PairRequest> pair_parameters() {
  Parameters<PairRequest> p;
  add_host(p, &PairRequest::host).required();
  add_counterpart(p, &PairRequest::counterpart).required();
  add_as_of(p, &PairRequest::as_of).required();
  add_vintage(p, &PairRequest::vintage);
  return p;
}

Result outlook_exit(const Engine& engine, const OutlookExitRequest& request) {
  const PairRequest pair{request.host, request.counterpart, request.as_of, request.vintage};
  const Asked in = asked_of(engine, pair);
  const outlook::Ladder ladder = outlook::exit_ladder(in.view, in.situation, in.models.ladder);
  Result out = answer("outlook exit", in, ladder, outlook::State::demanded, pair);
  out.basis.seed = request.seed;
  out.tables.insert(out.tables.begin() + 1, course_table(engine, in, ladder, request.seed));
  return out;
}

Result outlook_asks(const Engine& engine, const PairRequest& request) {
  const Asked in = asked_of(engine, request);
  return answer("outlook asks", in, outlook::asks_ladder(in.view, in.situation, in.models.ladder),
                outlook::State::no_demand, request);
}

Verb outlook_exit_verb() {
  using R = OutlookExitRequest;
  Parameters<R> p;
  add_host(p, &R::host).required();
  add_counterpart(p, &R::counterpart).required();
  add_as_of(p, &R::as_of).required();
  add_seed(p, &R::seed);
  add_vintage(p, &R::vintage);
  Verb verb = pair_verb("outlook exit", "A demand is made: does the presence leave within a year of it?", std::move(p),
                        outlook_exit);
  verb.examples = {{"Niger has told the United States to go", "outlook exit NER USA --as-of 2024-03-17"},
                   {"Both sides have agreed on a day since", "outlook exit NER USA --as-of 2024-05-20"}};
  verb.tables.insert(verb.tables.begin() + 1, "course");
  verb.pages.emplace_back("docs/methods/outlook-stages.md");
  return verb;
}

Verb outlook_asks_verb() {
  Verb verb =
      pair_verb("outlook asks", "No demand: does the host ask within twelve months?", pair_parameters(), outlook_asks);
  verb.examples = {{"Before Niger told anybody", "outlook asks NER USA --as-of 2023-06-01"}};
  return verb;
}

}  // namespace entente::verbs

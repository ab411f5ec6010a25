#include "entente/verbs/outlook_precedents.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/outlook/precedents.hpp"
#include "entente/verbs/precedent_tables.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <utility>

namespace entente::verbs {
namespace {

constexpr Look kOneDigit{.digits = 1};

Table case_table(const outlook::Precedents& p, const record::View& view, const std::string& host) {
  Table t{.name = "case",
          .title = fmt::format("{} since its coup, {} before the day: {}", view.actor_name(host),
                               counted(p.days_since_coup, "day"), p.letters)};
  t.columns = {text_column("letter"), day_column("on").headed("day"), text_column("what"), text_column("evidence")};
  for (const outlook::Step& s : p.steps) t.rows.push_back({std::string(1, s.letter), s.on, s.label, s.id});
  return t;
}

Table shares_table(const outlook::Precedents& p, const outlook::PrecedentsModel& model) {
  Table t{.name = "shares",
          .title = fmt::format("What followed within the months after, over {} whose months are over",
                               p.whole_pool() ? "all coups of the pool" : "the nearest")};
  t.columns = {text_column("event").only_for_programs(), text_column("what"),
               interval_column("share", look::kChance).in("share").ends("80%"),
               number_column("effective_k", kOneDigit).only_for_programs(), number_column("effective_n", kOneDigit)};
  const auto add = [&t](const char* event, const char* words, const outlook::PrecedentShare& s) {
    t.rows.push_back({event, words, estimate(s.share, s.interval), s.k, s.n});
  };
  add("asked", "a state of the camp was asked to leave or change", p.asked);
  add("left", "its forces left after a demand", p.left);
  add("rival-came", "forces of a rival power came", p.rival_came);
  t.notes.push_back(fmt::format(
      "{} are followed. The pool is every successful coup since {} in a host with forces of the same camp: {}, {} of "
      "them with those months over, of which {} saw no demand (the negatives).",
      counted(model.follow_months, "month"), model.pool_from, counted(p.pool, "coup"), p.pool_complete,
      p.pool_negatives));
  return t;
}

Table matched_table(const outlook::Precedents& p, const outlook::PrecedentsModel& model, const record::View& view) {
  Table t = nearest_table(p, view, "nearest", PrecedentShown::steps);
  t.title = p.nearest.empty() ? "The pool is empty: no other coup can be cut at the same number of days"
            : p.whole_pool()
                ? fmt::format("All {} of the pool, by distance, cut at the same number of days since the coup", p.pool)
                : fmt::format("The {} nearest, cut at the same number of days since the coup", p.nearest.size());
  std::string letters;
  for (const auto& l : model.letters) letters += fmt::format("{}{} {}", letters.empty() ? "" : ", ", l.letter, l.words);
  t.notes.push_back(fmt::format(
      "Letters: {}. Insertion or deletion costs {:g}, substitution {:g}; {}. Model {}.", letters,
      model.insert_or_delete, model.substitute,
      p.whole_pool() ? fmt::format("the pool is no larger than the {} that are shown and those at their last distance, "
                                   "so nothing is left out as farther",
                                   model.nearest)
                     : "all at the last distance are taken",
      p.model_hash.substr(0, 12)));
  return t;
}

Table pool_table(const outlook::Precedents& p) {
  Table t{
      .name = "pool", .title = "The coup that starts the sequence, and those it is compared with", .in_text = false};
  t.columns = {text_column("origin"),
               number_column("days_since_coup").in("days"),
               text_column("letters"),
               number_column("pool").in("coups"),
               number_column("pool_complete").in("coups"),
               number_column("pool_negatives").in("coups")};
  t.rows.push_back(
      {p.origin, count(p.days_since_coup), p.letters, count(p.pool), count(p.pool_complete), count(p.pool_negatives)});
  return t;
}

}  // namespace

Result outlook_precedents(const Engine& engine, const PairRequest& request) {
  const auto store = engine.open();
  const record::View view = view_of(*store, *request.as_of, request.vintage);
  require_pair(view, request.host, request.counterpart);
  const assess::Models models = engine.load_models();
  const auto p = outlook::precedents(view, outlook::situation(view, request.host, request.counterpart), models.ladder,
                                     models.precedents);
  if (!p)
    throw Error(
        ErrorCode::not_found,
        fmt::format("{} has had no successful coup in the {} months before {}", view.actor_name(request.host),
                    models.precedents.chain_months, to_words(view.as_of)),
        "sequences are matched from a coup on; `entente outlook asks` and `entente outlook exit` count without one");
  Result out{.verb = "outlook precedents", .basis = basis_of(view, {}, p->model_hash)};
  out.tables = {case_table(*p, view, request.host), shares_table(*p, models.precedents),
                matched_table(*p, models.precedents, view), pool_table(*p), nearest_steps_table(*p)};
  return out;
}

Verb outlook_precedents_verb() {
  Verb verb = make_verb("outlook precedents",
                        "What followed other coups that had gone the same way so far, negatives among them",
                        pair_parameters(), outlook_precedents);
  verb.examples = {{"Niger, since its coup of July 2023", "outlook precedents NER USA --as-of 2024-03-17"}};
  verb.pages = {"docs/verbs.md", "docs/methods/outlook-precedents.md"};
  verb.tables = {"case", "shares", "nearest", "pool", "nearest-steps"};
  return verb;
}

}  // namespace entente::verbs

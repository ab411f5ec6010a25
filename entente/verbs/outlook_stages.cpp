#include "entente/verbs/outlook_stages.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/course_words.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/verbs/command.hpp"
#include "entente/verbs/remedy.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace entente::verbs {
namespace {

constexpr std::size_t kLines = 12;
constexpr Look kFactor{.digits = 2, .to = "-"};

struct Answered {
  outlook::Course course;
  outlook::Ladder ladder;
  std::string apart;
};

Table stage_table(const Answered& a, const record::View& view, const outlook::Situation& s) {
  const outlook::Course& c = a.course;
  const outlook::Standing& at = c.standing;
  Table t{.name = "answer",
          .title = fmt::format("By {}, will the forces of {} have left {}?", to_words(c.horizon_on),
                               view.in_sentence(s.counterpart), view.in_sentence(s.host)),
          .line = "  {p.value} (80% interval {p.ends})"};
  t.columns = {interval_column("p", look::kChance).headed("probability").in("probability").ends("80%"),
               text_column("stage").only_for_programs(),
               day_column("since").only_for_programs(),
               day_column("planned_on").only_for_programs(),
               day_column("deadline_on").only_for_programs(),
               day_column("horizon_on").only_for_programs(),
               number_column("ladder").in("probability").only_for_programs(),
               day_column("tenth_by").only_for_programs(),
               day_column("half_by").only_for_programs(),
               day_column("nine_tenths_by").only_for_programs(),
               text_column("demand").only_for_programs(),
               number_column("demands").in("demands").only_for_programs()};
  const auto day = [&](const std::optional<int>& d) {
    return d ? Cell(at.demand_on + std::chrono::days(*d)) : Cell(None{});
  };
  t.rows.push_back({estimate(c.probability, c.interval), std::string(record::name(at.stage)), day(at.since_day),
                    day(at.planned_day), day(at.deadline_day), c.horizon_on, a.ladder.probability, cell(c.left_by[0]),
                    cell(c.left_by[1]), cell(c.left_by[2]), at.demand, count(c.demands)});
  t.notes.push_back(outlook::standing_words(at));
  constexpr std::array<std::string_view, 3> kShares{"a tenth", "half", "nine tenths"};
  std::string days;
  for (std::size_t i = 0; i < kShares.size(); ++i)
    days += fmt::format("{}{} {}", i == 0 ? "" : ", ", kShares[i],
                        c.left_by[i] ? "by " + to_words(*c.left_by[i]) : "not by then");
  t.notes.push_back(fmt::format("the chance of having left reaches {}", days));
  if (!a.apart.empty()) t.notes.push_back(a.apart);
  return t;
}

Table asked_table(const outlook::CourseModel& model, const outlook::Standing& s, int usual) {
  const std::vector<int> days = outlook::asked_days(s, usual);
  Table t{.name = "asked", .title = "About the day that is named, and a month after it", .in_text = days.size() > 1};
  t.columns = {day_column("by"), number_column("p", look::kShare).headed("left").in("probability")};
  const std::vector<double> p = outlook::chances_of_leaving(model, s, days);
  for (std::size_t i = 0; i < days.size(); ++i) t.rows.push_back({s.demand_on + std::chrono::days(days[i]), p[i]});
  return t;
}

Table curve_table(const outlook::Course& c) {
  Table t{.name = "curve", .title = "Where it stands by when"};
  t.columns = {day_column("by")};
  for (const char* name : {"left", "partly_left", "stays", "open", "committed", "softened", "half_gone"})
    t.columns.push_back(number_column(name, look::kShare).in("probability"));
  for (const outlook::CourseDay& d : c.days)
    t.rows.push_back({d.on, d.left, d.partly_left, d.stays, d.open, d.committed, d.softened, d.half_gone});
  std::vector<std::size_t> shown;
  const std::size_t step = std::max<std::size_t>(1, (c.days.size() + kLines - 1) / kLines);
  for (std::size_t i = (c.days.size() - 1) % step; i < c.days.size(); i += step) shown.push_back(i);
  t.text_rows = std::move(shown);
  return t;
}

Table moves_table(const outlook::CourseModel& model) {
  Table t{.name = "transitions",
          .title = fmt::format("How {} demands moved: k of n that were ever at the stage", model.demands())};
  t.columns = {text_column("from"),
               text_column("to"),
               count_column("k").in("demands"),
               count_column("n").in("demands").joined(" of "),
               number_column("years", {.digits = 1}).in("years"),
               number_column("a_year", look::kTwo).headed("a year").in("per year")};
  for (const outlook::MoveCount& c : model.counts())
    if (c.k > 0)
      t.rows.push_back({std::string(record::name(c.from)), std::string(record::name(c.to)), count(c.k), count(c.n),
                        c.years, c.years > 0 ? Cell(c.k / c.years) : Cell(None{})});
  t.notes.emplace_back(
      "Steps were compiled by people who knew the outcome and are easier to find where an exit followed, so shares "
      "are upper-end figures. A demand may move there and back.");
  return t;
}

Table effects_table(const outlook::CourseModel& model) {
  Table t{.name = "effects", .title = "What multiplies a rate, by the fit"};
  t.columns = {text_column("move"), text_column("condition"),
               interval_column("factor", kFactor).in("factor").ends("80%")};
  for (const outlook::Effect& e : model.effects())
    t.rows.push_back({std::string(outlook::name(e.move)), e.condition, estimate(e.factor, e.interval)});
  t.notes.emplace_back("Differences between demands, drawn towards none by the priors; no effect of anything.");
  return t;
}

Table watched_table(const outlook::CourseModel& model, const outlook::Standing& s, int to_day) {
  Table t{.name = "watched", .title = "What to watch, and where the number goes"};
  t.columns = {text_column("observable").only_for_programs(),
               text_column("what"),
               day_column("by").only_for_programs(),
               number_column("chance", look::kShare).in("probability"),
               number_column("seen", look::kShare).headed("if so").in("probability"),
               number_column("unseen", look::kShare).headed("if not").in("probability")};
  for (const outlook::CourseBranches& b : outlook::watched(model, s, to_day))
    t.rows.push_back({std::string(outlook::name(b.what)), outlook::words_of(b), b.by, b.chance, b.seen, b.unseen});
  t.in_text = !t.rows.empty();
  t.notes.emplace_back("Both branches, weighted by the chance, give the number.");
  return t;
}

}  // namespace

Result outlook_stages(const Engine& engine, const OutlookStagesRequest& request) {
  const auto store = engine.open();
  const record::View view = view_of(*store, *request.as_of, request.vintage);
  require_pair(view, request.host, request.counterpart);
  const outlook::Situation s = outlook::situation(view, request.host, request.counterpart);
  if (s.state != outlook::State::demanded)
    throw Error(
        ErrorCode::bad_request,
        fmt::format("on {} the state of the forces of {} in {} is \"{}\": no demand is open", to_words(view.as_of),
                    view.in_sentence(request.counterpart), view.in_sentence(request.host), name(s.state)),
        fmt::format("{}; `{}` shows what is", day_with_demand(*store, view, request.host, request.counterpart),
                    command_of(assess::call_of("record state", request.host, request.counterpart).on(view.as_of))));
  const assess::Models models = engine.load_models();
  const outlook::CourseModel model(view, models.course, models.ladder, request.seed);
  const auto standing = model.standing(view, s.demand);
  check(standing.has_value(), "an open demand of the view stands somewhere");
  const int usual = outlook::exit_window(models.ladder.exit, s.elapsed_days).to_day;
  const int to_day = request.by ? days_between(standing->demand_on, *request.by) : usual;
  Answered a;
  a.course = outlook::course(model, *standing, to_day, engine.executor());
  a.ladder = outlook::exit_ladder(view, s, models.ladder, to_day);
  a.apart = outlook::why_apart(model, a.course, a.ladder.probability);
  Result out{.verb = "outlook stages", .basis = basis_of(view, request.seed, models.course.hash)};
  out.tables = {stage_table(a, view, s), asked_table(model, *standing, usual),
                curve_table(a.course),   watched_table(model, *standing, to_day),
                moves_table(model),      effects_table(model)};
  return out;
}

Verb outlook_stages_verb() {
  using R = OutlookStagesRequest;
  Parameters<R> p;
  add_host(p, &R::host).required();
  add_counterpart(p, &R::counterpart).required();
  add_as_of(p, &R::as_of).required();
  p.add("by", &R::by, "The last day that counts").called("DAY").absent("365 days after the demand");
  add_seed(p, &R::seed);
  add_vintage(p, &R::vintage);
  Verb verb = make_verb("outlook stages",
                        "Where a demand stands, how demands move from stage to stage, and what follows for this one",
                        std::move(p), outlook_stages);
  verb.examples = {{"After both sides agreed on a day", "outlook stages NER USA --as-of 2024-05-20"}};
  verb.pages = {"docs/verbs.md", "docs/methods/outlook-stages.md"};
  verb.tables = {"answer", "asked", "curve", "watched", "transitions", "effects"};
  return verb;
}

}  // namespace entente::verbs

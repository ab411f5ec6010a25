#include "entente/verbs/record/state.hpp"

#include "entente/outlook/situation.hpp"
#include "entente/record/fold.hpp"
#include "entente/record/stage.hpp"
#include "entente/record/training.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace entente::verbs {
namespace {

// A date that may be of a month or a year only.
Cell date(const std::optional<Date>& on, const char* why = "") { return on ? Cell(to_string(*on)) : Cell(None{why}); }

Table presence_table(const record::View& view, const RecordStateRequest& request) {
  const outlook::Situation situation = outlook::situation(view, request.host, request.counterpart);
  Table t{.name = "presence", .in_text = false};
  t.columns = {text_column("host"), text_column("counterpart"), text_column("state")};
  t.rows = {{request.host, request.counterpart, std::string(outlook::name(situation.state))}};
  return t;
}

Table agreements_table(const record::View& view, const RecordStateRequest& request) {
  Table t{
      .name = "agreements", .title = "agreements", .line = "  {status:<18} {agreement} ({since}{until}){denounced}"};
  t.columns = {text_column("status"),
               text_column("agreement"),
               text_column("since").joined("since "),
               text_column("until").joined(", until "),
               text_column("denounced").joined("\n" + std::string(21, ' ') + "denounced on "),
               text_column("evidence").only_for_programs()};
  for (const auto& s : record::agreements_between(view, request.host, request.counterpart))
    t.rows.push_back({std::string(record::name(s.status)), s.agreement->title, date(s.since, "unknown"), date(s.until),
                      date(s.agreement->denounced_on), s.agreement->id});
  return t;
}

Table people_table(const record::View& view, const RecordStateRequest& request) {
  Table t{.name = "people",
          .title = "people, as each source counted",
          .line = "  {day:<11} {people}  {what}  [{evidence}]"};
  t.columns = {text_column("day"), interval_column("people", {.collapse = true}).in("people"), text_column("what"),
               text_column("evidence")};
  for (const auto& c : record::people_counts(view, request.host, request.counterpart)) {
    const Range people{c.low == c.high ? std::optional(c.low) : std::nullopt, c.low, c.high};
    t.rows.push_back({to_string(c.on), people, c.what, c.evidence});
  }
  return t;
}

// The range of the last year: a note of the table of counts for people, and a table for programs.
Table recent_table(const record::View& view, const RecordStateRequest& request, Table& people) {
  constexpr int kMonths = 12;
  Table t{.name = "recent-people", .title = "people, lowest and highest count of the last months", .in_text = false};
  t.columns = {count_column("months").in("months"), interval_column("people").in("people")};
  const auto range = record::people_range(view, request.host, request.counterpart, kMonths);
  if (!range) return t;
  people.notes = {fmt::format("in the last {} months: {} to {}", kMonths, range->low, range->high)};
  t.rows = {{count(kMonths), Range{{}, range->low, range->high}}};
  return t;
}

Table sites_table(const record::View& view, const RecordStateRequest& request) {
  Table t{.name = "sites",
          .title = "sites open (at least these)",
          .line = "  {site} ({kind}, since {since}{there_by}): {mission}"};
  t.columns = {text_column("site"),    text_column("kind"),
               text_column("since"),   text_column("there_by").joined(", there by "),
               text_column("mission"), text_column("evidence").only_for_programs()};
  for (const record::Site* site : record::open_sites(view, request.host, request.counterpart))
    t.rows.push_back({site->name, site->kind, date(site->opened_on, "unknown"), date(site->there_by_on),
                      text(site->mission, "mission not known"), site->id});
  return t;
}

// Demands as rows: of the counterpart one, of others those since the coup.
std::vector<Column> demand_columns() {
  return {text_column("sender"),
          text_column("sender_code").only_for_programs(),
          text_column("kind"),
          text_column("day"),
          text_column("presence"),
          text_column("outcome"),
          text_column("outcome_day").joined(" on "),
          text_column("deadline"),
          text_column("stage"),
          text_column("stage_since").joined(" since "),
          text_column("planned").joined(", planned for "),
          text_column("evidence").only_for_programs()};
}

std::vector<Cell> demand_cells(const record::View& view, const record::Demand& d, const char* no_outcome) {
  const auto state = record::demand_state(d, record::steps_of(view, d), view.as_of);
  check(state.has_value(), "a view holds a demand that was not known on its day");
  return {view.actor_name(d.sender),
          d.sender,
          d.kind,
          to_string(d.on),
          text(d.presence),
          text(d.outcome, no_outcome),
          d.outcome.empty() ? Cell(None{}) : date(d.outcome_on, "a day not given"),
          date(state->deadline_on, "none known"),
          std::string(record::name(state->stage)),
          to_string(state->since),
          date(state->planned_on),
          d.id};
}

Table demand_table(const record::View& view, const record::Demand* latest) {
  Table t{
      .name = "demand",
      .title = "latest demand",
      .columns = demand_columns(),
      .in_text = latest != nullptr,
      .line =
          "  {kind} on {day}: {presence}\n  stage: {stage}{stage_since}{planned}\n  outcome: {outcome}{outcome_day}\n"
          "  deadline: {deadline}"};
  if (latest != nullptr) t.rows = {demand_cells(view, *latest, "not known")};
  return t;
}

// What became public after the latest demand was made, as far as it was known.
Table demand_steps_table(const record::View& view, const record::Demand* latest) {
  Table t{.name = "demand-steps",
          .title = "steps since, by the day they became known",
          .line = "  {known:<11} {step}{planned}: {summary}{verified} [{evidence}]"};
  t.columns = {text_column("known"),
               text_column("day").only_for_programs(),
               text_column("step"),
               text_column("planned").joined(" for "),
               count_column("people").in("people").only_for_programs(),
               text_column("summary"),
               text_column("verified").joined(" (", ")"),
               text_column("evidence")};
  if (latest == nullptr) return t;
  for (const record::Step& s : record::steps_of(view, *latest))
    t.rows.push_back({to_string(s.known_on), to_string(s.on), s.kind, date(s.planned_on),
                      s.people ? Cell(*s.people) : Cell(None{"not said"}), s.summary,
                      s.source.verified.value_or(false) ? Cell(None{}) : Cell(std::string("not verified")), s.id});
  return t;
}

Table other_demands_table(const record::View& view, const RecordStateRequest& request) {
  Table t{.name = "demands",
          .title = "other demands of this host since its latest coup",
          .columns = demand_columns(),
          .line = "  {sender} {kind} on {day}: {outcome}{outcome_day}"};
  for (const record::Demand* d : record::demands_since_coup(view, request.host, request.counterpart))
    t.rows.push_back(demand_cells(view, *d, "outcome pending"));
  return t;
}

Table coups_table(const record::View& view) {
  const record::PostCoupDemands demands = record::post_coup_demands(view);
  const std::size_t resolved = demands.resolved.size();
  const std::size_t pending = demands.pending.size();
  Table t{.name = "coups",
          .title = fmt::format("demands within 24 months of a coup, all hosts: {} known, {} resolved, {} pending",
                               resolved + pending, resolved, pending),
          .rows_in_text = false};
  t.columns = {text_column("evidence"), text_column("host"),    text_column("sender"),
               text_column("day"),      text_column("outcome"), flag_column("resolved")};
  for (const auto* list : {&demands.resolved, &demands.pending})
    for (const record::Demand* d : *list)
      t.rows.push_back({d->id, d->host, d->sender, to_string(d->on), text(d->outcome), list == &demands.resolved});
  return t;
}

// What the counterpart trained, by fiscal year, as its reports told by the day.
Table training_table(const record::View& view, const RecordStateRequest& request) {
  Table t{.name = "training", .title = "training by the counterpart, by fiscal year (2019 ends on 30 September 2019)"};
  t.columns = {count_column("fiscal_year"),
               count_column("trainings"),
               count_column("students").headed("seats").in("people, once a training"),
               count_column("students_missing").in("trainings").only_for_programs(),
               number_column("cost_usd", look::kCount).headed("dollars").in("dollars of the year"),
               count_column("cost_missing").in("trainings").only_for_programs(),
               text_column("programme").headed("most in"),
               text_column("report").only_for_programs(),
               day_column("known_on").headed("public on"),
               flag_column("verified"),
               text_column("basis").only_for_programs()};
  std::vector<std::string> at_least;
  for (const record::TrainingYear& y : record::training_years(view, request.host, request.counterpart)) {
    if (y.students_missing + y.cost_missing > 0) at_least.push_back(std::to_string(y.fiscal_year));
    std::vector<Cell> row{count(y.fiscal_year), y.trainings ? count(*y.trainings) : Cell(None{"not read"})};
    if (y.trainings.value_or(0) > 0)
      row.insert(row.end(), {count(y.students), count(y.students_missing), y.cost_usd, count(y.cost_missing),
                             y.largest_programme});
    else
      row.insert(row.end(), 5, Cell(None{}));
    row.insert(row.end(), {y.report->report, y.report->known_on, !y.report->by_rule, y.report->basis});
    t.rows.push_back(std::move(row));
  }
  t.in_text = !t.rows.empty();
  if (!at_least.empty())
    t.notes.push_back(fmt::format("At least so many seats or dollars, since some trainings give none: {}.",
                                  fmt::join(at_least, ", ")));
  if (std::ranges::any_of(t.rows, [](const auto& row) { return std::get<bool>(row[9]) == false; }))
    t.notes.emplace_back("Not verified: the day on which the report was public follows from a rule.");
  return t;
}

// Partners with their steps below each for people, and the steps by themselves for programs.
std::vector<Table> partner_tables(const record::View& view, const RecordStateRequest& request,
                                  const std::vector<std::string>& followed) {
  constexpr int kMonths = 24;
  Table partners{.name = "partners", .title = "partners", .line = "  {partner}: {stage}{left}"};
  partners.columns = {text_column("partner"), text_column("partner_code").only_for_programs(), text_column("stage"),
                      flag_column("forces_left").only_for_programs(),
                      text_column("left").joined(" (", ")").only_in_text()};
  Table steps{.name = "steps", .title = "steps of each partnership in the last 24 months", .in_text = false};
  steps.columns = {text_column("partner_code"), text_column("day"), text_column("stage"), text_column("summary"),
                   text_column("evidence")};
  for (const std::string& code : followed) {
    require_actor(view, code);
    const record::PartnerState p = record::partner_state(view, request.host, code, kMonths);
    std::vector<Cell> row{view.actor_name(code), code, std::string(record::name(p.stage)), p.forces_left,
                          text(p.forces_left ? "forces were there and left" : "")};
    for (const record::PartnerStep& step : p.steps) {
      row.emplace_back(fmt::format("{:<11} {} [{}]", to_string(step.on), step.summary, step.evidence));
      steps.rows.push_back(
          {code, to_string(step.on), std::string(record::name(step.stage)), step.summary, step.evidence});
    }
    partners.rows.push_back(std::move(row));
  }
  // A column for the first step of each, one for the second and so on: every one begins a line.
  std::size_t most = 0;
  for (const auto& row : partners.rows) most = std::max(most, row.size());
  while (partners.columns.size() < most) {
    const std::string name = fmt::format("step_{}", partners.columns.size());
    partners.columns.push_back(text_column(name).joined("\n    ").only_in_text());
    partners.line += "{" + name + "}";
  }
  for (auto& row : partners.rows) row.resize(most, None{});
  return {std::move(partners), std::move(steps)};
}

}  // namespace

Result record_state(const Engine& engine, const RecordStateRequest& request) {
  const record::View view = view_of(*engine.open(), *request.as_of, request.vintage);
  require_pair(view, request.host, request.counterpart);
  Result out{.verb = "record state", .basis = basis_of(view)};
  Table presence = presence_table(view, request);
  out.head = {fmt::format("{} and {} as known on {}", view.actor_name(request.host),
                          view.actor_name(request.counterpart), to_string(view.as_of)),
              "presence: " + std::get<std::string>(presence.rows[0][presence.column("state")])};
  Table people = people_table(view, request);
  Table recent = recent_table(view, request, people);
  const record::Demand* latest = record::latest_demand(view, request.host, request.counterpart);
  out.tables = {std::move(presence),        agreements_table(view, request),  std::move(people),
                std::move(recent),          sites_table(view, request),       training_table(view, request),
                demand_table(view, latest), demand_steps_table(view, latest), other_demands_table(view, request),
                coups_table(view)};
  const std::vector<std::string> followed = request.partners.empty() ? engine.load_powers().partners : request.partners;
  for (Table& table : partner_tables(view, request, followed)) out.tables.push_back(std::move(table));
  return out;
}

Verb record_state_verb() {
  Parameters<RecordStateRequest> p;
  add_host(p, &RecordStateRequest::host).required();
  add_counterpart(p, &RecordStateRequest::counterpart).required();
  add_as_of(p, &RecordStateRequest::as_of).required();
  p.add("partners", &RecordStateRequest::partners, "Partners to follow")
      .called("STATE,...")
      .absent("those of powers.toml of the model files");
  add_vintage(p, &RecordStateRequest::vintage);
  Verb verb = make_verb("record state", "Fold the record to a day: agreements, people, sites, partners", std::move(p),
                        record_state);
  verb.examples = {
      {"Niger and the United States on the day after the denunciation", "record state NER USA --as-of 2024-03-17"}};
  verb.pages = {"docs/tutorial.md", "docs/methods/two-clocks.md"};
  verb.tables = {"presence", "agreements",   "people",  "recent-people", "sites",    "training",
                 "demand",   "demand-steps", "demands", "coups",         "partners", "steps"};
  return verb;
}

}  // namespace entente::verbs

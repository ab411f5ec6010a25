// Who comes instead: episodes at risk, with the states that signed and got nobody.

#include "entente/assess/indicator.hpp"
#include "entente/assess/ladder_words.hpp"
#include "entente/assess/part.hpp"
#include "entente/assess/presence_told.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/outlook/answer.hpp"
#include "entente/outlook/arrival.hpp"
#include "entente/outlook/indicators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente::assess {
namespace {

constexpr int kShort_days = 90;
constexpr int kLong_days = 365;
constexpr int kStepMonths = 12;         // steps of the power so recent tell of the judgement
constexpr std::size_t kNegatives = 12;  // so many hosts without an arrival are named

// What the annex says, power by power.
struct Shown {
  Table table;
  Paragraph text;
};

// One power, and what was counted of it.
struct Power {
  const Given& given;
  const std::string& code;
  const outlook::Arrival& counted;

  std::string name() const { return given.view.in_sentence(code); }
  Call call() const {
    return call_of("outlook arrival", given.of.host, given.of.counterpart).with("power", code).on(given.view.as_of);
  }
};

int days_of(const CaseQuestion& question) { return question.horizon_days <= kShort_days ? kShort_days : kLong_days; }

std::string cite_ladder(const Power& power, Register& evidence, const outlook::Ladder& ladder, int days) {
  const outlook::Rung& nearest = ladder.nearest();
  return evidence.query(
      fmt::format("arrival/{}/{}", power.code, days),
      fmt::format("{}: {} of {}", capital(nearest.words), nearest.k, nearest.n),
      fmt::format("episodes of demands at risk of forces of {}, one arrival counted once", power.code), nearest.n,
      trials_of(ladder, nearest), power.call());
}

outlook::Question question_of(const Power& power, const CaseQuestion& case_question, Day horizon) {
  outlook::Question out;
  out.event = outlook::Event::arrival;
  out.host = power.given.of.host;
  out.counterpart = power.code;
  out.demand = power.given.situation.demand;
  out.asked_on = power.given.view.as_of;
  out.horizon_on = horizon;
  out.resolution = case_question.resolution;
  out.source = outlook::source_of(out.event);
  out.words = outlook::words_of(out, power.given.view);
  return out;
}

// The class whose share lies farthest from the number.
std::string dissent_of(const outlook::Arrival& counted, double probability) {
  std::string strongest;
  double farthest = 0;
  for (const outlook::ArrivalClass& c : counted.classes) {
    if (c.n == 0) continue;
    const double distance = std::abs(static_cast<double>(c.k) / c.n - probability);
    if (distance <= farthest || chance(static_cast<double>(c.k) / c.n) == chance(probability)) continue;
    farthest = distance;
    strongest = fmt::format("The class farthest from this number is {}: {} of {}", c.words, c.k, c.n);
  }
  return strongest;
}

// Why the confidence is low: arrivals are rare, and where classes of hosts part from the number that is said.
std::string few_words(const outlook::Arrival& arrival, const outlook::Ladder& ladder) {
  constexpr double kApart = 0.1;
  const outlook::Rung& nearest = ladder.nearest();
  std::string out =
      fmt::format("{} in {} {} known", nearest.k == 0 ? std::string("no arrival") : counted(nearest.k, "arrival"),
                  counted(nearest.n, "episode"), nearest.k <= 1 ? "is" : "are");
  const bool apart = std::ranges::any_of(arrival.classes, [&](const outlook::ArrivalClass& c) {
    return c.n > 0 && std::abs(static_cast<double>(c.k) / c.n - ladder.probability) >= kApart;
  });
  return apart ? out + ", and the side classes disagree" : out;
}

// What has happened already is nothing to wait for.
std::vector<std::string> would_change(const Power& power) {
  const record::View& view = power.given.view;
  const std::string& host = power.given.of.host;
  const bool requested = std::ranges::any_of(view.arrivals, [&](const record::Arrival& a) {
    return a.host == host && view.state_behind(a.power) == view.state_behind(power.code) && a.request.has_value();
  });
  const bool delivered = std::ranges::any_of(view.events, [&](const record::Event& e) {
    return e.actor == power.code && e.target == host && (e.type == "arms-delivered" || e.type == "training-begun") &&
           e.on.last >= add_months(view.as_of, -kStepMonths);
  });
  std::vector<std::string> out;
  if (!requested) out.emplace_back("a published request for forces");
  if (!delivered) out.emplace_back("a first transport with instructors or arms");
  out.push_back(fmt::format("a visit by the defence minister of {}", power.name()));
  return out;
}

Judgement judgement_of(const Power& power, Register& evidence, const outlook::Ladder& ladder,
                       const outlook::Question& question, const std::string& cited, int number) {
  const Given& given = power.given;
  Judgement j;
  j.id = judgement_id(number);
  j.kind = JudgementKind::arrival;
  j.in_short = fmt::format("forces of {}", power.name());
  j.claim = fmt::format("{} will have come to {}", j.in_short, given.host());
  j.question = question.words;
  j.resolution_rule = question.resolution;
  j.horizon = question.horizon_on;
  j.p = ladder.probability;
  j.interval = ladder.interval;
  add_base_rate(j, ladder, "episodes at risk");
  j.confidence = Confidence{"low", few_words(power.counted, ladder)};
  j.class_spread_points = ladder.spread * 100;
  j.because = because_of(ladder, "saw forces of its camp come");
  j.dissent = dissent_of(power.counted, ladder.probability);
  j.evidence = {cited};
  for (const record::Event& e : given.view.events) {
    const bool step =
        (e.actor == power.code && e.target == given.of.host) || (e.actor == given.of.host && e.target == power.code);
    if (step && e.on.last >= add_months(given.view.as_of, -kStepMonths)) j.evidence.push_back(evidence.row(e.id));
  }
  j.would_change = would_change(power);
  return j;
}

// The chance on page 1; that of the first power has to stay, and is a key point.
void tell(Contribution& out, const Given& given, const Power& power, const Judgement& j,
          const outlook::Ladder& ladder) {
  const outlook::Rung& nearest = ladder.nearest();
  const bool first = out.points.empty();
  Told told{.says = Says::forecast,
            .who = {"forces of " + power.name(), true},
            .acts = {{.verb = "come", .what = "to " + given.view.in_sentence(given.of.host)}},
            .by = j.horizon,
            .p = j.p};
  Told counted = told;
  told.interval = j.interval;
  if (nearest.n > 1)
    counted.besides =
        fmt::format("{} of {} like cases saw it", nearest.k == 0 ? "none" : std::to_string(nearest.k), nearest.n);
  out.tell(given, On::instead, told, {j.evidence.front()}, Status::judged, first ? 0 : 2);
  if (first) point_that_fits(out, given, On::instead, {counted, told}, {j.evidence.front()}, Status::judged);
}

// One window of one power, from the day of the demand: its forecast and sentence, and of the longest its judgement.
void add_window(Contribution& out, Shown& shown, const Power& power, const CaseQuestion& case_question, bool longest) {
  const Given& given = power.given;
  const int days = days_of(case_question);
  const outlook::Ladder& ladder = days == kShort_days ? power.counted.within_90 : power.counted.within_365;
  const std::string cited = cite_ladder(power, out.evidence, ladder, days);
  const Day horizon = *given.situation.demand_on + std::chrono::days{days};
  if (horizon <= given.view.as_of) return;
  const outlook::Question question = question_of(power, case_question, horizon);
  const outlook::Rung& nearest = ladder.nearest();
  shown.text.statements.push_back(
      {fmt::format(
           "Within {} of the demand forces of {} or of another power of its camp came in {} of {} at risk; drawn towards the wider class that gives {} (80% interval {}–{}).",
           counted(days, "day"), power.name(), nearest.k, counted(nearest.n, "episode"), chance(ladder.probability),
           chance(ladder.interval.lo), chance(ladder.interval.hi)),
       {cited},
       Status::computed});
  std::string judgement;
  if (longest) {
    const int number = given.next_judgement + static_cast<int>(out.judgements.size());
    out.judgements.push_back(judgement_of(power, out.evidence, ladder, question, cited, number));
    judgement = out.judgements.back().id;
    if (given.wanted.front) tell(out, given, power, out.judgements.back(), ladder);
  }
  if (given.wanted.ledger) {
    const auto weeks = outlook::arrival_days(given.view, given.situation, given.models.ladder, power.code, days);
    out.forecasts.push_back({judgement, question, ladder.probability, ladder.interval, ladder.rungs.front().pooled,
                             outlook::day_members(weeks, given.view.as_of, false),
                             outlook::day_members(weeks, given.view.as_of, true)});
  }
  if (longest && given.wanted.indicators)
    for (const outlook::Indicator& indicator :
         outlook::arrival_indicators(given.view, given.situation, given.models.ladder, power.code, days))
      add_indicator(out, given, out.judgements.back(), question, indicator);
}

// A class of hosts with its named cases.
std::vector<Table::Cell> row_of(const Power& power, Register& evidence, const outlook::ArrivalClass& c) {
  std::vector<std::string> yes;
  std::vector<std::string> no;
  std::vector<std::string> ids;
  for (const outlook::ArrivalCase& one : c.cases) {
    (one.arrived ? yes : no).push_back(one.label + (one.on ? " (" + to_words(*one.on) + ")" : ""));
    if (!one.id.empty()) ids.push_back(one.id);
  }
  const std::string cited =
      evidence.query(fmt::format("arrival/{}/{}", power.code, c.name),
                     fmt::format("{}: {} of {}", capital(c.words), c.k, c.n), c.words, c.n, ids, power.call());
  std::string named = yes.empty() ? "" : "came: " + list_of(yes);
  if (!no.empty() && no.size() <= kNegatives) named += (named.empty() ? "" : "; ") + ("nobody: " + list_of(no));
  return {{capital(c.words), {cited}},
          {power.given.view.actor_name(power.code), {}},
          {fmt::format("{}", c.k), {}},
          {fmt::format("{}", c.n), {}},
          {c.n == 0 ? "–" : in_brackets(static_cast<double>(c.k) / c.n, c.interval.lo, c.interval.hi), {}},
          {named.empty() ? "–" : named, {}}};
}

// Classes of hosts, agreements without forces, and what was left out.
void show_classes(Shown& shown, Register& evidence, const Power& power) {
  const outlook::Arrival& a = power.counted;
  for (const outlook::ArrivalClass& c : a.classes) shown.table.rows.push_back(row_of(power, evidence, c));
  if (a.signed_states > 0)
    shown.text.statements.push_back(
        {fmt::format("Of {} with a dated security agreement with {}, {} got its forces after it and {} at any time.",
                     counted(a.signed_states, "state"), power.name(), a.forces_after_agreement, a.forces_at_any_time),
         {evidence.query(fmt::format("arrival/{}/agreements", power.code),
                         fmt::format("Security agreements with {}", power.name()), "states with a dated agreement",
                         a.signed_states, {}, rows_of("security", power.given.view.as_of))},
         Status::computed});
  const auto told_already = [&](const std::string& note) {
    return std::ranges::count(shown.text.statements, note, &Statement::text) > 0;
  };
  for (const std::string& note : a.notes)
    if (!told_already(note))
      shown.text.statements.push_back(
          {note,
           {evidence.query(fmt::format("arrival/{}/notes", power.code),
                           fmt::format("Episodes not at risk of forces of {}", power.name()),
                           "rival forces were there before the demand", static_cast<long>(a.not_at_risk.size()), {},
                           power.call())},
           Status::computed});
}

void add_power(Contribution& out, Shown& shown, const Power& power, const std::vector<const CaseQuestion*>& questions) {
  const Given& given = power.given;
  const outlook::Arrival& a = power.counted;
  if (a.already_there) {
    shown.text.statements.push_back({fmt::format("Forces of {} were in {} on the day.", power.name(), given.host()),
                                     {out.evidence.row(a.there_evidence)},
                                     Status::reported});
    return;
  }
  // Without a demand there is no clock to start: the episode classes speak of what follows a demand.
  if (given.situation.demand_on) {
    const auto horizon = [](const CaseQuestion* question) { return question->horizon_days; };
    const int farthest = horizon(*std::ranges::max_element(questions, {}, horizon));
    for (const CaseQuestion* question : questions)
      add_window(out, shown, power, *question, question->horizon_days == farthest);
  }
  if (given.wanted.annex) show_classes(shown, out.evidence, power);
}

void add_section(Contribution& out, Shown shown) {
  Section section{"arrival", "Who comes instead", Part::annex, {}};
  if (!shown.text.statements.empty()) section.blocks.emplace_back(std::move(shown.text));
  if (!shown.table.rows.empty()) {
    shown.table.id = "arrival";
    shown.table.columns = {
        {"Class", false},      {"Power", false}, {"Arrived", true}, {"of", true}, {"Share, 80% interval", true},
        {"Named cases", false}};
    shown.table.finding = "Classes of hosts and whether forces came; the negatives are named";
    shown.table.source_line =
        "Table of security agreements, presences and demands, as known on the day. Agreements that were not found are missing.";
    section.blocks.emplace_back(std::move(shown.table));
  }
  out.add(std::move(section));
}

}  // namespace

Contribution arrivals_part(const Given& given) {
  Contribution out(given.view);
  std::vector<const CaseQuestion*> questions;
  for (const CaseQuestion& q : given.of.questions)
    if (q.kind == QuestionKind::arrival) questions.push_back(&q);
  if (questions.empty() || given.of.arrivals.empty()) {
    out.gap("The case does not ask whether another power's forces come.");
    return out;
  }
  if (!given.situation.demand_on)
    out.gap(
        "The chance that another power's forces come is counted from the day of a demand; without one there is no clock, and only the classes are shown.");
  Shown shown;
  for (const std::string& code : given.of.arrivals) {
    if (code == given.of.counterpart) continue;
    const auto counted = outlook::try_arrival(given.view, given.situation, given.models.ladder, code, given.of.region);
    if (const auto* none = std::get_if<outlook::WhyNot>(&counted))
      out.gap(fmt::format("Whether forces of {} come cannot be counted on the day: {}.", given.view.in_sentence(code),
                          none->why));
    else
      add_power(out, shown, {given, code, std::get<outlook::Arrival>(counted)}, questions);
  }
  if (given.wanted.annex)
    add_section(out, std::move(shown));
  else
    out.leave_out("arrival", "Who comes instead");
  return out;
}

}  // namespace entente::assess

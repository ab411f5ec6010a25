// Who comes instead: episodes at risk, with the states that signed and got nobody.

#include "entente/assess/draft.hpp"
#include "entente/base/error.hpp"
#include "entente/outlook/answer.hpp"
#include "entente/outlook/arrival.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente::assess {
namespace {}  // namespace

void add_arrivals(Draft& d) {
  std::vector<const CaseQuestion*> questions;
  for (const CaseQuestion& q : d.of.questions)
    if (q.kind == QuestionKind::arrival) questions.push_back(&q);
  if (questions.empty() || d.of.arrivals.empty()) {
    d.gap("The case does not ask whether another power's forces come.");
    return;
  }
  if (!d.situation.demand_on)
    d.gap(
        "The chance that another power's forces come is counted from the day of a demand; without one there is no clock, and only the classes are shown.");
  Section section{"arrival", "Who comes instead", Part::annex, {}};
  Table table;
  table.id = "arrival";
  table.columns = {
      {"Class", false},      {"Power", false}, {"Arrived", true}, {"of", true}, {"Share, 80% interval", true},
      {"Named cases", false}};
  Paragraph text;
  for (const std::string& power : d.of.arrivals) {
    if (power == d.of.counterpart) continue;
    outlook::Arrival a;
    try {
      a = outlook::arrival(d.view, d.situation, d.models.ladder, power, d.of.region);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::bad_request) throw;
      d.gap(fmt::format("Whether forces of {} come cannot be counted on the day: {}.", d.view.in_sentence(power),
                        error.message()));
      continue;
    }
    const std::string name = d.view.in_sentence(power);
    const std::string command = fmt::format("entente outlook arrival {} {} --power {} --on {}", d.of.host,
                                            d.of.counterpart, power, to_string(d.view.as_of));
    if (a.already_there) {
      text.statements.push_back({fmt::format("Forces of {} were in {} on the day.", name, d.host()),
                                 a.there_evidence.empty() ? std::vector<std::string>{}
                                                          : std::vector<std::string>{d.evidence.row(a.there_evidence)},
                                 Status::reported});
      continue;
    }
    const auto cite = [&](const outlook::Ladder& ladder, const std::string& id) {
      std::vector<std::string> ids;
      for (const std::size_t i : ladder.nearest().trials)
        if (ids.size() < 10) ids.push_back(ladder.trials[i].id);
      return d.evidence.query(
          id, fmt::format("{}: {} of {}", capital(ladder.nearest().words), ladder.nearest().k, ladder.nearest().n),
          fmt::format("episodes of demands at risk of forces of {}, one arrival counted once", power),
          ladder.nearest().n, ids, command);
    };
    for (const CaseQuestion* q : questions) {
      const bool short_one = q->horizon_days <= 90;
      const outlook::Ladder& ladder = short_one ? a.within_90 : a.within_365;
      if (ladder.rungs.empty()) continue;
      const std::string id = cite(ladder, fmt::format("arrival/{}/{}", power, short_one ? 90 : 365));
      const Day start = d.situation.demand_on.value_or(d.view.as_of);
      // Without a demand there is no clock to start: the episode classes speak of what follows a demand.
      if (!d.situation.demand_on) continue;
      const Day horizon = start + std::chrono::days{short_one ? 90 : 365};
      if (horizon <= d.view.as_of) continue;
      Judgement j;
      j.id = fmt::format("KJ{}", d.out.judgements.size() + 1);
      j.claim = fmt::format("forces of {} will have come to {}", name, d.host());
      outlook::Question asked;
      asked.event = outlook::Event::arrival;
      asked.host = d.of.host;
      asked.counterpart = power;
      asked.demand = d.situation.demand;
      asked.asked_on = d.view.as_of;
      asked.horizon_on = horizon;
      asked.resolution = q->resolution;
      asked.source = outlook::source_of(asked.event);
      asked.words = outlook::words_of(asked, d.view);
      j.question = asked.words;
      j.resolution_rule = q->resolution;
      j.horizon = horizon;
      j.p = ladder.probability;
      const outlook::Rung& last = ladder.nearest();
      j.interval = ladder.interval;
      add_base_rate(j, ladder, "episodes at risk");
      j.confidence = Confidence{"low", fmt::format("{} episodes are few, and the side classes disagree", last.n)};
      j.class_spread_points = ladder.spread * 100;
      std::string strongest;
      double farthest = 0;
      for (const outlook::ArrivalClass& c : a.classes) {
        if (c.n == 0) continue;
        const double gap = std::abs(static_cast<double>(c.k) / c.n - ladder.probability);
        if (gap > farthest) {
          farthest = gap;
          strongest = fmt::format("The class farthest from this number is {}: {} of {}", c.words, c.k, c.n);
        }
      }
      j.dissent = strongest;
      j.evidence = {id};
      for (const record::Event& e : d.view.events) {
        const bool step = (e.actor == power && e.target == d.of.host) || (e.actor == d.of.host && e.target == power);
        if (step && e.on.last >= add_months(d.view.as_of, -12)) j.evidence.push_back(d.evidence.row(e.id));
      }
      j.would_change = {"a published request for forces", "a first transport with instructors or arms",
                        fmt::format("a visit by the defence minister of {}", name)};
      // One judgement a power and the longest horizon; the shorter one stands in the table.
      const bool longest = std::none_of(questions.begin(), questions.end(),
                                        [&](const CaseQuestion* o) { return o->horizon_days > q->horizon_days; });
      if (longest) d.out.judgements.push_back(j);
      const auto days =
          outlook::arrival_days(d.view, d.situation, d.models.ladder, power, days_between(start, horizon));
      d.out.forecasts.push_back({longest ? j.id : "", asked, *j.p, *j.interval, ladder.rungs.front().pooled,
                                 outlook::day_members(days, d.view.as_of, false),
                                 outlook::day_members(days, d.view.as_of, true)});
      if (longest && !d.forecasts_only)
        for (const outlook::Indicator& i :
             outlook::arrival_indicators(d.view, d.situation, d.models.ladder, power, days_between(start, horizon)))
          add_indicator(d, j, asked, i);
      text.statements.push_back(
          {fmt::format(
               "Within {} days of the demand forces of {} came in {} of {} episodes at risk; drawn towards the wider class that gives {} (80% interval {}–{}).",
               short_one ? 90 : 365, name, last.k, last.n, chance(ladder.probability), chance(j.interval->lo),
               chance(j.interval->hi)),
           {id},
           Status::computed});
    }
    if (d.forecasts_only) continue;
    for (const outlook::ArrivalClass& c : a.classes) {
      std::vector<std::string> yes;
      std::vector<std::string> no;
      std::vector<std::string> ids;
      for (const outlook::ArrivalCase& one : c.cases) {
        (one.arrived ? yes : no).push_back(one.label + (one.on ? " (" + to_words(*one.on) + ")" : ""));
        if (!one.id.empty() && ids.size() < 10) ids.push_back(one.id);
      }
      const std::string cited =
          d.evidence.query(fmt::format("arrival/{}/{}", power, c.name),
                           fmt::format("{}: {} of {}", capital(c.words), c.k, c.n), c.words, c.n, ids, command);
      constexpr std::size_t kNamed = 12;
      std::string named = yes.empty() ? "" : "came: " + list_of(yes);
      if (!no.empty() && no.size() <= kNamed) named += (named.empty() ? "" : "; ") + ("nobody: " + list_of(no));
      table.rows.push_back({{capital(c.words), {cited}},
                            {d.view.actor_name(power), {}},
                            {fmt::format("{}", c.k), {}},
                            {fmt::format("{}", c.n), {}},
                            {c.n == 0 ? std::string("–")
                                      : fmt::format("{} ({}–{})", percent(static_cast<double>(c.k) / c.n),
                                                    percent(c.interval.lo), percent(c.interval.hi)),
                             {}},
                            {named.empty() ? "–" : named, {}}});
    }
    if (a.signed_states > 0)
      text.statements.push_back(
          {fmt::format(
               "Of {} states with a dated security agreement with {}, {} got its forces after it and {} at any time.",
               a.signed_states, name, a.forces_after_agreement, a.forces_at_any_time),
           {d.evidence.query(fmt::format("arrival/{}/agreements", power),
                             fmt::format("Security agreements with {}", name), "states with a dated agreement",
                             a.signed_states, {}, "entente record show security")},
           Status::computed});
    for (const std::string& note : a.notes)
      text.statements.push_back(
          {note,
           {d.evidence.query(
               fmt::format("arrival/{}/notes", power), fmt::format("Episodes not at risk of forces of {}", name),
               "rival forces were there before the demand", static_cast<long>(a.not_at_risk.size()), {}, command)},
           Status::computed});
  }
  if (!text.statements.empty()) section.blocks.emplace_back(std::move(text));
  if (!table.rows.empty()) {
    table.finding = "Classes of hosts and whether forces came; the negatives are named";
    table.source_line =
        "Table of security agreements, presences and demands, as known on the day. Agreements that were not found are missing.";
  }
  if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  if (!section.blocks.empty()) d.out.sections.push_back(std::move(section));
}

}  // namespace entente::assess

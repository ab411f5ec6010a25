// The question of the day's state, its ladder of reference classes, and the time to exit.

#include "entente/assess/draft.hpp"
#include "entente/outlook/answer.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/backtest.hpp"
#include "entente/outlook/coverage.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/exit_hazard.hpp"
#include "entente/outlook/exit_time.hpp"
#include "entente/outlook/indicators.hpp"
#include "entente/outlook/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace entente::assess {
namespace {

const CaseQuestion* question_of(const Case& c, QuestionKind kind) {
  for (const CaseQuestion& q : c.questions)
    if (q.kind == kind) return &q;
  return nullptr;
}

// Cites the trials of a class as one query; the command lists them all.
std::string cite_class(Draft& d, const std::string& question, const outlook::Ladder& ladder,
                       const outlook::Rung& rung) {
  std::vector<std::string> ids;
  std::set<std::string> once;
  for (const std::size_t i : rung.trials) {
    const outlook::Trial& t = ladder.trials[i];
    if (t.hit && once.insert(t.id).second) ids.push_back(t.id);
  }
  for (const std::size_t i : rung.trials) {
    const outlook::Trial& t = ladder.trials[i];
    if (ids.size() < 10 && once.insert(t.id).second) ids.push_back(t.id);
  }
  ids.resize(std::min<std::size_t>(ids.size(), 10));
  return d.evidence.query(
      question + "/" + rung.name, fmt::format("{}: {} of {}", capital(rung.words), rung.k, rung.n),
      fmt::format("class {} of the {} ladder, as known on {}", rung.name, question, to_string(d.view.as_of)), rung.n,
      ids,
      fmt::format("entente outlook {} {} {} --on {}", question, d.of.host, d.of.counterpart, to_string(d.view.as_of)));
}

LadderFigure figure_of(Draft& d, const std::string& question, const std::string& judgement,
                       const outlook::Ladder& ladder) {
  LadderFigure figure;
  figure.judgement = judgement;
  figure.p = ladder.probability;
  figure.interval = ladder.interval;
  const auto add = [&](const outlook::Rung& rung, bool side) {
    LadderFigure::Rung r;
    r.label = rung.words;
    r.k = rung.k;
    r.n = rung.n;
    if (rung.n > 0) r.rate = static_cast<double>(rung.k) / rung.n;
    r.interval = rung.interval;
    if (!side) r.pooled = rung.pooled;
    r.side_class = side;
    // Names where they can be read: a class of thousands of presence-years has none.
    std::set<std::string> yes;
    std::set<std::string> no;
    for (const std::size_t i : rung.trials) (ladder.trials[i].hit ? yes : no).insert(ladder.trials[i].label);
    constexpr std::size_t kReadable = 60;
    if (yes.size() <= kReadable) r.cases_yes.assign(yes.begin(), yes.end());
    if (no.size() <= kReadable) r.cases_no.assign(no.begin(), no.end());
    r.evidence = cite_class(d, question, ladder, rung);
    figure.rungs.push_back(std::move(r));
  };
  for (const outlook::Rung& rung : ladder.rungs) add(rung, false);
  for (const outlook::Rung& rung : ladder.sides) add(rung, true);
  return figure;
}

// The words of confidence follow from the spread of the classes and the number of cases, by one table.
Confidence confidence_of(const outlook::Ladder& ladder) {
  double lo = 1;
  double hi = 0;
  for (const auto* list : {&ladder.rungs, &ladder.sides})
    for (const outlook::Rung& r : *list) {
      if (r.n < outlook::kSmallestClass) continue;
      const double rate = static_cast<double>(r.k) / r.n;
      lo = std::min(lo, rate);
      hi = std::max(hi, rate);
    }
  const int n = ladder.last().n_units;  // of an empty class too: what is near the case decides
  const std::string spread = fmt::format("the reference classes run from {} to {}", percent(lo), percent(hi));
  const std::string cases = n == 0 ? std::string("no case of the nearest class is known on the day")
                                   : fmt::format("the nearest class holds {} independent episodes", n);
  if (ladder.confidence_capped)
    return {"low to moderate", spread + ", so another choice of class would give another number; " + cases};
  if (n < 20) return {"low to moderate", cases};
  return {"moderate", spread + "; " + cases};
}

std::string dissent_of(const outlook::Ladder& ladder) {
  for (const auto* list : {&ladder.sides, &ladder.rungs})
    for (const outlook::Rung& r : *list)
      if (r.name == ladder.dissent)
        return fmt::format("The class farthest from this number is {}: {} of {} ({})", r.words, r.k, r.n,
                           percent(static_cast<double>(r.k) / std::max(1, r.n)));
  return {};
}

// Whether the printed interval held on what was known when its weights were chosen; empty before that day.
std::string held_words(const Draft& d) {
  const outlook::LadderSpec& spec = d.models.ladder.exit;
  if (d.view.as_of < spec.chosen_as_of) return {};
  const auto trials =
      outlook::exit_trials(outlook::demands_as_of(d.view, spec.chosen_as_of), d.situation.demand, 0, spec.horizon_days)
          .trials;
  const outlook::EpisodeCoverage one = outlook::check_episodes(spec, trials);
  const outlook::Coverage whole = outlook::check_coverage(spec, trials);
  const auto share = [](const outlook::Blocks& b) { return fmt::format("{} of {}", b.inside, b.blocks.size()); };
  return fmt::format(
      "On the {} episodes known by {}, each left out in turn, the 80% interval held in {} groups of one sender and {} of "
      "one decade; with the whole group left out, in {} and {}.",
      one.episodes, to_words(spec.chosen_as_of), share(one.by_below), share(one.by_decade), share(whole.by_below),
      share(whole.by_decade));
}

void add_ladder_section(Draft& d, const std::string& question, const std::string& judgement,
                        const outlook::Ladder& ladder, const std::string& finding, const std::string& unit) {
  Section& section = d.section("ladder", "Reference classes");
  Paragraph notes;
  std::string own_episode;
  const std::string widest = cite_class(d, question, ladder, ladder.rungs.front());
  const std::string last = cite_class(d, question, ladder, ladder.nearest());
  const outlook::Rung& nearest = ladder.nearest();
  const bool episodes = question == "exit";
  notes.statements.push_back(
      {fmt::format(
           "Each class is drawn towards the wider one as if that added {:.0f} {}; the weight was chosen on cases "
           "before {} and is fixed in a file ({}).",
           ladder.weight, episodes ? "episodes" : "years", year_of(d.models.ladder.exit.chosen_as_of) + 1,
           ladder.model_hash.substr(0, 12)),
       {widest, last},
       Status::computed});
  if (nearest.n_units != nearest.n)
    notes.statements.push_back(
        {fmt::format(
             "Cases of one episode of a host and its coup count as one: by episode the nearest class holds {:g} of "
             "{}, and that enters the number.",
             nearest.k_units, nearest.n_units),
         {last},
         Status::computed});
  for (const outlook::Sensitivity& s : ladder.sensitivity) {
    std::string range = s.lo == s.hi ? fmt::format("gives {}", percent(s.lo))
                                     : fmt::format("moves the number between {} and {}", percent(s.lo), percent(s.hi));
    if (!s.lo_without.empty() && s.lo != s.hi)
      range += fmt::format(" (lowest without {}, highest without {})", s.lo_without, s.hi_without);
    const std::string sentence = fmt::format("{} {}.", capital(s.what), range);
    // The case's own episode first: that is the sensitivity a reader must see.
    if (&s == &ladder.sensitivity.front()) own_episode = " " + sentence;
    notes.statements.push_back({sentence, {last}, Status::computed});
  }
  for (const std::string& note : ladder.notes) notes.statements.push_back({note, {last}, Status::computed});
  if (const std::string held = episodes ? held_words(d) : ""; !held.empty())
    notes.statements.push_back({held, {last}, Status::computed});
  Figure f;
  f.id = "ladder";
  f.finding = finding;
  f.description =
      "Shares and 80% intervals of each reference class, widest first, side classes below, and the pooled number.";
  f.source_line = fmt::format("Shares are {}, counted as known on {}; the case itself is in no class.{}", unit,
                              to_words(d.view.as_of), own_episode);
  f.data = figure_of(d, question, judgement, ladder);
  section.blocks.emplace_back(std::move(f));
  if (!notes.statements.empty())
    d.section("ladder-notes", "Reference classes: what else was looked at", Part::annex)
        .blocks.emplace_back(std::move(notes));
}

// The hazard with covariates, or why there is none on the day.
std::string hazard_words(const Draft& d) {
  const outlook::ExitHazard h = outlook::exit_hazard(d.view, d.situation, d.seed);
  if (!h.why_not.empty()) return h.why_not;
  std::vector<std::string> times;
  for (const outlook::ExitFactor& f : h.factors)
    if (f.name == "coup" || f.name == "firm" || f.name == "large" || f.name == "denounced")
      times.push_back(fmt::format("{:.1f} by {}", std::exp(f.leaving), f.words));
  const outlook::ExitShare* year = nullptr;
  for (const outlook::ExitShare& s : h.left_by)
    if (s.day <= 365 || year == nullptr) year = &s;
  std::string chance_by;
  if (year != nullptr)
    chance_by = fmt::format(" puts the exit by day {} at {} (80% interval {}–{}), half of the chance {},", year->day,
                            chance(year->left), chance(year->interval.lo), chance(year->interval.hi),
                            h.median_day ? fmt::format("before day {}", *h.median_day) : "not reached in two years");
  return fmt::format(
      "A hazard with covariates, fitted to {} exits and {} demands that kept the forces,{} and stands beside the number without entering it; the hazard of leaving is multiplied {}.",
      h.left, h.kept, chance_by, list_of(times));
}

// Curves of time to exit, from the demand, with the others counted.
void add_exit_times(Draft& d) {
  const auto groups = outlook::exit_times(d.view, d.situation);
  CurveFigure figure;
  figure.x_label = "days since the demand";
  figure.y_label = "share that has left";
  if (d.situation.demand_on) figure.today = days_between(*d.situation.demand_on, d.view.as_of);
  constexpr double kLongest = 730;
  Table table;
  table.id = "exit-times";
  table.finding = "Days to exit, those that stayed counted; the last column is only of those that left";
  table.columns = {{"Demands", false},
                   {"Clock", false},
                   {"n", true},
                   {"Left", true},
                   {"Left by day 90", true},
                   {"by day 180", true},
                   {"by day 365", true},
                   {"Half of all gone by day", true},
                   {"Median of those that left", true}};
  std::vector<std::string> ids;
  for (const outlook::ExitTime& g : groups) {
    if (g.curve.n == 0) continue;
    const auto share = [&](double day) {
      if (!g.known_on(day)) return std::string("–");
      return g.curve.events[0] == 0 ? std::string("0") : percent(g.left_by(day));
    };
    std::string median = "not reached";
    if (g.median_day) {
      median = fmt::format("{:.0f}", *g.median_day);
      median += fmt::format(" ({}–{})", g.median_interval.lo ? fmt::format("{:.0f}", *g.median_interval.lo) : "…",
                            g.median_interval.hi ? fmt::format("{:.0f}", *g.median_interval.hi) : "…");
    }
    table.rows.push_back({{capital(g.words), {}},
                          {std::string(outlook::name(g.clock)), {}},
                          {fmt::format("{}", g.curve.n), {}},
                          {fmt::format("{}", g.left), {}},
                          {share(90), {}},
                          {share(180), {}},
                          {share(365), {}},
                          {median, {}},
                          {g.median_of_those_who_left ? fmt::format("{:.0f}", *g.median_of_those_who_left) : "–", {}}});
    const bool drawn = g.clock == outlook::Clock::demand && (g.name == "all" || g.of_the_case) &&
                       g.name != "no-deadline" && g.name != "deadline";
    if (!drawn) continue;
    CurveFigure::Line line;
    line.label = fmt::format("{} (n {})", g.words, g.curve.n);
    const auto push = [&](double day) {
      const stats::Interval band = g.curve.incidence_interval(0, day);
      line.x.push_back(day);
      line.y.push_back(g.curve.incidence(0, day));
      line.lo.push_back(band.lo);
      line.hi.push_back(band.hi);
    };
    push(g.elapsed_days);
    for (const stats::CurvePoint& p : g.curve.points)
      if (p.events[0] > 0 && p.day > g.elapsed_days && p.day <= kLongest) push(p.day);
    const double end = g.curve.known_on(kLongest) ? kLongest : g.curve.points.back().day;
    if (end > line.x.back()) push(end);
    figure.lines.push_back(std::move(line));
    ids.insert(ids.end(), g.evidence.begin(), g.evidence.end());
  }
  if (figure.lines.empty()) return;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const std::string cite = d.evidence.query(
      "exit-times", "Demands with their days to outcome",
      "public demands to states open as long as the case, the case left out", static_cast<long>(ids.size()), ids,
      fmt::format("entente outlook time {} {} --on {}", d.of.host, d.of.counterpart, to_string(d.view.as_of)));
  table.rows.front()[0].evidence = {cite};
  table.source_line =
      "Aalen-Johansen estimate with stays and partial exits as competing outcomes; months count as their 15th; talks are never a condition, since they are coded from their result.";
  if (d.situation.elapsed_days >= 7)
    table.source_line +=
        " Every figure is of demands still open as long after the demand, in whole weeks, as this one; a dash: the day has passed, or no such demand has been followed so far.";
  Section& section = d.section("exit-time", "Time to exit", Part::annex);
  Figure f;
  f.id = "exit-curve";
  f.finding = "How fast presences left after a demand, those that stayed counted";
  f.description = "Share of demanded presences that had left by days since the demand, with 80% bands.";
  f.source_line = table.source_line;
  f.data = std::move(figure);
  section.blocks.emplace_back(std::move(f));
  section.blocks.emplace_back(std::move(table));
  section.blocks.emplace_back(Paragraph{{{hazard_words(d), {cite}, Status::computed}}});
}

void add_indicators(Draft& d, const Judgement& j, const outlook::Question& question) {
  for (const outlook::Indicator& i : outlook::indicators(d.view, d.situation, d.models.ladder))
    add_indicator(d, j, question, i);
}

// What if: the same ladder under an intervention; what no class can condition on is an assumption and says so.
void add_futures(Draft& d) {
  if (d.of.branches.empty()) {
    d.gap("The case names no branches, so no scenario is computed.");
    return;
  }
  const auto results =
      outlook::run_branches(d.view, d.situation, d.models.ladder, d.of.branches, 10000, d.seed, d.executor);
  Table table;
  table.id = "futures";
  table.columns = {{"If", false}, {"Then", true}, {"Difference, points", true}, {"Cases", true}};
  for (const outlook::BranchResult& r : results) {
    if (!r.why_not.empty()) {
      d.gap(fmt::format("Branch “{}” is not computed: {}", r.words, r.why_not));
      continue;
    }
    if (r.same_classes && !r.assumed) {
      d.gap(fmt::format("Branch “{}” changes nothing that the classes look at.", r.words));
      continue;
    }
    table.rows.push_back(
        {{capital(r.words), {}},
         {r.assumed ? percent(r.probability)
                    : fmt::format("{} ({}–{})", percent(r.probability), percent(r.interval.lo), percent(r.interval.hi)),
          {}},
         {r.assumed ? fmt::format("{:+.0f}", 100 * r.difference)
                    : fmt::format("{:+.0f} ({:+.0f} to {:+.0f})", 100 * r.difference, 100 * r.difference_interval.lo,
                                  100 * r.difference_interval.hi),
          {}},
         {r.assumed ? "assumed, not counted" : fmt::format("{}", r.last_n), {}}});
  }
  if (table.rows.empty()) return;
  const std::string id = d.evidence.query(
      "futures", "Branches as interventions on the ladder",
      "10,000 replicates with the seed of the brief; classes that both runs share are drawn once for both",
      static_cast<long>(table.rows.size()), {},
      fmt::format("entente brief {} --as-of {}", d.of.name, to_string(d.view.as_of)));
  for (auto& row : table.rows) row[0].evidence = {id};
  table.finding = fmt::format("What would move {} from {}, and by how much", d.out.judgements.front().id,
                              chance(*d.out.judgements.front().p));
  table.source_line =
      "Differences with 80% intervals; cases are those of the nearest class. An assumed probability is printed as given in the case and is no finding.";
  d.section("futures", "Futures", Part::annex).blocks.emplace_back(std::move(table));
}

// The question of the state as the ledger keeps it.
outlook::Question question_of(const Draft& d, outlook::Event event, const CaseQuestion& q, Day horizon) {
  outlook::Question out;
  out.event = event;
  out.host = d.of.host;
  out.counterpart = d.of.counterpart;
  if (event == outlook::Event::exit) out.demand = d.situation.demand;
  out.asked_on = d.view.as_of;
  out.horizon_on = horizon;
  out.resolution = q.resolution;
  out.source = outlook::source_of(event);
  out.words = outlook::words_of(out, d.view);
  return out;
}

// A judgement drawn from a ladder; the caller adds what the number cannot say.
Judgement judgement_of(Draft& d, const std::string& classes, const outlook::Ladder& ladder,
                       const outlook::Question& question, const std::string& claim, const std::string& unit) {
  Judgement j;
  j.id = "KJ1";
  j.claim = claim;
  j.question = question.words;
  j.resolution_rule = question.resolution;
  j.horizon = question.horizon_on;
  j.p = ladder.probability;
  j.interval = ladder.interval;
  add_base_rate(j, ladder, unit);
  j.confidence = confidence_of(ladder);
  j.class_spread_points = ladder.spread * 100;
  j.dissent = dissent_of(ladder);
  j.evidence = {cite_class(d, classes, ladder, ladder.nearest()), cite_class(d, classes, ladder, ladder.rungs.front())};
  return j;
}

void add_demanded(Draft& d, const CaseQuestion& q) {
  const outlook::Ladder ladder = outlook::exit_ladder(d.view, d.situation, d.models.ladder);
  const outlook::ExitWindow window = outlook::exit_window(d.models.ladder.exit, d.situation.elapsed_days);
  const Day horizon = *d.situation.demand_on + std::chrono::days{window.to_day};
  const outlook::Question question = question_of(d, outlook::Event::exit, q, horizon);
  const std::string counted =
      "demands that became public" +
      (ladder.from_day > 0 ? fmt::format(" and were open after {} days, as this one is", ladder.from_day) : "");
  Judgement j = judgement_of(d, "exit", ladder, question,
                             fmt::format("the forces of {} will have left {}", d.counterpart(), d.host()), counted);
  j.evidence.insert(j.evidence.begin(), d.evidence.row(d.situation.demand));
  for (const record::Event& e : d.view.events)
    if (e.actor == d.of.host && e.target == d.of.counterpart &&
        (e.type == "agreement-terminated" || e.type == "withdrawal-demanded") &&
        std::abs(days_between(e.on.first, *d.situation.demand_on)) <= 15)
      j.evidence.push_back(d.evidence.row(e.id));
  j.would_change = {"an exit date agreed by both sides", "new terms that keep the forces",
                    "a change of government in the host"};
  d.out.judgements.push_back(j);
  const auto days = outlook::exit_days(d.view, d.situation, d.models.ladder, window.to_day);
  d.out.forecasts.push_back({j.id, question, *j.p, *j.interval, ladder.rungs.front().pooled,
                             outlook::day_members(days, d.view.as_of, false),
                             outlook::day_members(days, d.view.as_of, true)});
  if (d.forecasts_only) return;
  const auto by_pooled = [](const outlook::Rung& a, const outlook::Rung& b) { return a.pooled < b.pooled; };
  const auto [lowest, highest] = std::minmax_element(ladder.rungs.begin(), ladder.rungs.end(), by_pooled);
  add_ladder_section(
      d, "exit", j.id, ladder,
      fmt::format(
          "From the widest class to the nearest the share moves between {} and {}; pooled, {} are gone within the year",
          percent(lowest->pooled), percent(highest->pooled), percent(ladder.probability)),
      "of " + counted);
  add_exit_times(d);
  add_indicators(d, j, question);
  add_futures(d);
  d.out.title = fmt::format("{} has told {} to go: exit by {} put at {}", d.host(), d.counterpart(), to_words(horizon),
                            percent(std::clamp(ladder.probability, 0.01, 0.99)));
}

void add_unasked(Draft& d, const CaseQuestion& q) {
  const outlook::Ladder ladder = outlook::asks_ladder(d.view, d.situation, d.models.ladder);
  const Day horizon = add_months(d.view.as_of, 12);
  const outlook::Question question = question_of(d, outlook::Event::asks, q, horizon);
  Judgement j = judgement_of(d, "asks", ladder, question,
                             fmt::format("{} will ask the forces of {} to leave or change", d.host(), d.counterpart()),
                             "years of a presence");
  for (const std::string* id : {&d.situation.presence, &d.situation.coup})
    if (!id->empty()) j.evidence.push_back(d.evidence.row(*id));
  j.would_change = {"a demand on another power's forces in the host", "a coup in the host",
                    "a public row over the agreement"};
  d.out.judgements.push_back(j);
  d.out.forecasts.push_back({j.id, question, *j.p, *j.interval, ladder.rungs.front().pooled, {}, {}});
  if (d.forecasts_only) return;
  add_ladder_section(d, "asks", j.id, ladder,
                     fmt::format("In {} of years like these the host asked the forces to leave or change",
                                 percent(ladder.probability)),
                     "of years of presences of ten powers");
  add_indicators(d, j, question);
  add_futures(d);
  d.out.title = fmt::format("{} keeps the forces of {}: a demand to leave or change within twelve months put at {}",
                            d.host(), d.counterpart(), percent(std::clamp(ladder.probability, 0.01, 0.99)));
}

}  // namespace

void add_base_rate(Judgement& j, const outlook::Ladder& ladder, const std::string& unit) {
  constexpr int kFewest = 10;  // without a wider class beside it
  const outlook::Rung& nearest = ladder.nearest();
  BaseRate b{
      nearest.words, static_cast<double>(nearest.k), static_cast<double>(nearest.n), unit, nearest.interval, "", 0, 0};
  for (const outlook::Rung& wider : ladder.rungs) {
    if (&wider == &nearest) break;
    b.parent_class = wider.words;
    b.parent_k = wider.k;
    b.parent_n = wider.n;
  }
  if (nearest.n < kFewest && b.parent_class.empty()) {
    j.no_base_rate_because =
        fmt::format("too few cases are known on the day: {} of {} in the widest class", nearest.k, nearest.n);
    return;
  }
  j.base_rate = std::move(b);
}

void add_indicator(Draft& d, const Judgement& j, const outlook::Question& question, const outlook::Indicator& i) {
  const bool settles = i.seen == 1;
  d.out.indicators.push_back(
      {capital(i.observable), fmt::format("seen by {}", to_words(i.by)), i.by, j.id, i.now, i.seen, i.not_seen,
       settles ? i.basis : fmt::format("{} Cases behind the branches: {} and {}.", i.basis, i.seen_n, i.not_seen_n)});
  if (i.chance > 0) {
    outlook::Question observable = question;
    observable.event = i.event;
    observable.horizon_on = i.by;
    observable.resolution = outlook::resolution_of(i.event);
    observable.source = outlook::source_of(i.event);
    observable.words = outlook::words_of(observable, d.view);
    d.out.forecasts.push_back({j.id, observable, i.chance, i.chance_interval, i.chance_base, {}, {}});
  }
  for (const bool seen : {true, false}) {
    if (seen && settles) continue;
    outlook::Question then = question;
    then.given = outlook::Given{i.event, i.by, seen};
    then.words = outlook::words_of(then, d.view);
    d.out.forecasts.push_back({j.id,
                               then,
                               seen ? i.seen : i.not_seen,
                               seen ? i.seen_interval : i.not_seen_interval,
                               seen ? i.seen_base : i.not_seen_base,
                               {},
                               {}});
  }
}

void add_presence_question(Draft& d) {
  const CaseQuestion* q = question_of(d.of, QuestionKind::presence);
  if (q == nullptr) {
    d.gap("The case asks nothing about the presence itself.");
    return;
  }
  switch (d.situation.state) {
    case outlook::State::demanded: add_demanded(d, *q); return;
    case outlook::State::no_demand: add_unasked(d, *q); return;
    case outlook::State::ended: {
      Judgement j;
      j.id = "KJ1";
      j.claim = fmt::format("the forces of {} have left {}{}", d.counterpart(), d.host(),
                            d.situation.ended_on ? " as of " + to_words(*d.situation.ended_on) : "");
      j.question = fmt::format("Have the forces of {} left {}?", d.counterpart(), d.host());
      j.evidence = d.evidence.rows(d.situation.evidence);
      j.status = Status::reported;
      d.out.title = fmt::format("The forces of {} have left {}", d.counterpart(), d.host());
      d.out.judgements.push_back(std::move(j));
      return;
    }
    case outlook::State::none:
      d.out.title = fmt::format("{} and {}: no presence is on record", d.host(), d.counterpart());
      d.gap(fmt::format("The record holds no presence of {} in {}, so nothing can be asked of it.", d.counterpart(),
                        d.host()));
      return;
  }
}

}  // namespace entente::assess

#include "entente/assess/assess.hpp"

#include "entente/assess/draft.hpp"
#include "entente/base/error.hpp"
#include "entente/record/fold.hpp"
#include "entente/record/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace entente::assess {
namespace {

void check_actors(const Case& of, const record::View& view) {
  std::vector<std::string> codes{of.host, of.counterpart};
  for (const auto* list : {&of.region, &of.partners, &of.arrivals, &of.senders, &of.deaths, &of.alternatives.hosts,
                           &of.alternatives.violence_in})
    codes.insert(codes.end(), list->begin(), list->end());
  for (const std::string& code : codes)
    if (!view.actors.contains(code))
      throw Error(
          ErrorCode::bad_request, fmt::format("\"{}\" is no actor of the record", code),
          "use an ISO 3166 alpha-3 code (NER is Niger, NGA Nigeria); `entente record show actors` lists the others",
          {"case " + of.name, 0, ""});
}

// Where the sections stand on the page, whatever order they were computed in.
constexpr const char* kOrder[] = {"exposure",       "precedents", "timeline",     "map",       "net-loss",
                                  "partners",       "ladder",     "futures",      "motives",   "rival-cases",
                                  "sites",          "fields",     "asked",        "watch",     "timeline-all",
                                  "partners-steps", "arrival",    "ladder-notes", "exit-time", "precedents-all",
                                  "deaths",         "votes",      "hosting",      "dependence"};

// Types of events by how much they move a state of affairs; all others come after.
constexpr std::string_view kWeighty[] = {"coup",
                                         "agreement-terminated",
                                         "withdrawal-demanded",
                                         "withdrawal-completed",
                                         "deployment",
                                         "training-begun",
                                         "arms-delivered",
                                         "agreement-signed",
                                         "withdrawal-begun",
                                         "base-handed-over",
                                         "membership-left",
                                         "asset-nationalised"};

std::size_t rank_of(const std::string& id) {
  for (std::size_t i = 0; i < std::size(kOrder); ++i)
    if (id == kOrder[i]) return i;
  return std::size(kOrder);
}

void add_bottom_line(Draft& d) {
  if (d.out.judgements.empty()) return;
  std::vector<Statement>& line = d.out.bottom_line;
  const auto exposure = record::people_range(d.view, d.of.host, d.of.counterpart, 12);
  const std::size_t sites = record::open_sites(d.view, d.of.host, d.of.counterpart).size();
  const Judgement& first = d.out.judgements.front();
  if (first.p) {
    std::string text;
    if (exposure)
      text = fmt::format(
          "At stake: {}{:.0f} people{} of {}.",
          exposure->low == exposure->high ? "about " : fmt::format("{:.0f} to ", exposure->low), exposure->high,
          sites > 0 ? " and " + plural(static_cast<long>(sites), "site", "sites") : std::string(), d.counterpart());
    else if (sites > 0)
      text = fmt::format("At stake: {} of {}, people not counted.", plural(static_cast<long>(sites), "site", "sites"),
                         d.counterpart());
    if (!text.empty()) {
      std::vector<std::string> ids;
      if (exposure) ids.push_back(d.evidence.row(exposure->evidence));
      if (ids.empty()) ids = first.evidence;
      line.push_back({text, ids, Status::reported});
    }
    line.push_back({fmt::format("{} {}: {} (80% interval {}–{}).",
                                d.situation.state == outlook::State::demanded ? "Exit by" : "A demand by",
                                to_words(*first.horizon), chance(*first.p), chance(first.interval->lo),
                                chance(first.interval->hi)),
                    first.evidence, Status::judged});
  }
  for (const Judgement& j : d.out.judgements) {
    if (j.id == first.id || !j.p || j.claim.find("will have come") == std::string::npos) continue;
    line.push_back({fmt::format("{} by {}: {}.", capital(j.claim.substr(0, j.claim.find(" will"))),
                                to_words(*j.horizon), chance(*j.p)),
                    j.evidence, Status::judged});
    break;
  }
  for (const Judgement& j : d.out.judgements)
    if (j.status == Status::computed && j.claim.find('(') != std::string::npos)
      line.push_back({capital(j.claim.substr(0, j.claim.find(" ("))) + ".", j.evidence, Status::computed});
  if (line.empty()) line.push_back({capital(first.claim) + ".", first.evidence, first.status});
}

void add_strip(Draft& d) {
  ForecastStrip strip;
  for (const Judgement& j : d.out.judgements) {
    if (!j.p || !j.interval) continue;
    ForecastStrip::Row row;
    row.judgement = j.id;
    row.label = fmt::format("{}, by {}", capital(j.claim), to_words(*j.horizon));
    row.p = *j.p;
    row.interval = *j.interval;
    if (j.base_rate && j.base_rate->n > 0) row.base_rate = j.base_rate->k / j.base_rate->n;
    strip.rows.push_back(std::move(row));
  }
  if (strip.rows.empty()) return;
  Figure f;
  f.id = "strip";
  std::string numbers;
  for (const ForecastStrip::Row& row : strip.rows)
    numbers += fmt::format("{}{} at {}", numbers.empty() ? "" : ", ", row.judgement, chance(row.p));
  f.finding = numbers + ": dot = estimate, bar = 80% interval, tick = base rate of the nearest class";
  f.description =
      "Each probability judgement as a dot on an axis from 0 to 100 percent, with its 80% interval and base rate.";
  f.source_line = "Numbers are those of the judgements above.";
  f.data = std::move(strip);
  Section section{"forecasts", "Forecasts", Part::front, {}};
  section.blocks.emplace_back(std::move(f));
  d.out.sections.insert(d.out.sections.begin(), std::move(section));
}

void add_method(Draft& d) {
  const std::string day = to_words(d.view.as_of);
  auto& m = d.out.method;
  m.push_back({fmt::format("Everything is computed from a view that holds only what was known on {}; view {}.", day,
                           d.view.hash.substr(0, 12)),
               {},
               Status::computed});
  m.push_back(
      {"Probabilities come from reference classes over the record, pooled towards wider classes by a rule fixed in a file; intervals hold 80%; talks are never a condition, because they are coded from their result.",
       {},
       Status::computed});
  m.push_back(
      {"Demands that came to nothing are under-counted in the record, so shares of exits are upper-end figures.",
       {},
       Status::computed});
  if (!d.view.deaths.empty())
    m.push_back(
        {fmt::format("Deaths are UCDP figures as revised to {}, cut by month and a publication lag of 60 days{}.",
                     d.view.deaths_revised_as_of,
                     d.view.vintage == record::Vintage::latest
                         ? "; a strict run leaves them out where they were released later"
                         : ""),
         {},
         Status::computed});
  m.push_back({fmt::format("Reproduce: entente brief {} --as-of {}{}", d.of.name, to_string(d.view.as_of),
                           d.view.vintage == record::Vintage::strict ? " --vintage strict" : ""),
               {},
               Status::computed});
}

void add_assumptions(Draft& d) {
  auto& a = d.out.assumptions;
  a.push_back({"The host behaves like hosts before it in the same class.",
               "the wider class applies; its share is printed in the ladder"});
  if (d.situation.state == outlook::State::demanded)
    a.push_back(
        {"No agreement on new terms comes about; that cannot be conditioned from the data, since talks are coded from their result.",
         "the forces stay, and the exit judgement resolves as wrong"});
  if (!d.of.alternatives.airspace.empty())
    a.push_back({fmt::format("The airspace of {} may be closed to the counterpart.",
                             d.of.alternatives.airspace.back().closed.size() == 1
                                 ? d.view.in_sentence(d.of.alternatives.airspace.back().closed.front())
                                 : "the states named"),
                 "coverage is that of the column with open airspace"});
}

}  // namespace

std::set<std::string> countries_of(const Case& of) {
  std::set<std::string> out(of.alternatives.hosts.begin(), of.alternatives.hosts.end());
  return out;
}

namespace {

// The draft with what is asked, and the answers that are forecasts.
Draft draft_of(const Case& of, const record::View& view, const Reference& reference, const Models& models,
               const Executor& executor, std::uint64_t seed, bool forecasts_only) {
  check_actors(of, view);
  Draft d{of,
          view,
          reference,
          models,
          executor,
          seed,
          outlook::situation(view, of.host, of.counterpart),
          Register(view),
          {},
          forecasts_only};
  Assessment& a = d.out;
  a.case_name = of.name;
  a.question = of.question;
  a.host = of.host;
  a.counterpart = of.counterpart;
  a.as_of = view.as_of;
  a.vintage = view.vintage == record::Vintage::latest ? "latest" : "strict";
  a.state = std::string(outlook::name(d.situation.state));
  a.view_hash = view.hash;
  a.model_hash = models.hash();
  a.seed = seed;
  add_presence_question(d);
  add_arrivals(d);
  add_asked(d);
  add_deaths(d);
  return d;
}

}  // namespace

Assessment forecasts(const Case& of, const record::View& view, const Reference& reference, const Models& models,
                     const Executor& executor, std::uint64_t seed) {
  Assessment out = std::move(draft_of(of, view, reference, models, executor, seed, true).out);
  // A day of which nothing can be said is refused in one place.
  return out.judgements.empty() ? assess(of, view, reference, models, executor, seed) : out;
}

Assessment assess(const Case& of, const record::View& view, const Reference& reference, const Models& models,
                  const Executor& executor, std::uint64_t seed) {
  Draft d = draft_of(of, view, reference, models, executor, seed, false);
  Assessment& a = d.out;
  add_alternatives(d);
  add_watch(d);
  add_exposure(d);
  add_partners(d);
  add_precedents(d);
  add_motives(d);
  add_votes(d);
  add_hosting(d);
  add_dependence(d);
  add_timeline(d);
  if (a.judgements.empty())
    throw Error(ErrorCode::bad_request,
                fmt::format("on {} the record holds nothing by which a question about {} and {} could be judged",
                            to_words(view.as_of), d.host(), d.counterpart()),
                fmt::format("ask for another day; `entente record state {} {} --on {}` shows what was known", of.host,
                            of.counterpart, to_string(view.as_of)),
                {"case " + of.name, 0, ""});
  d.gap("No stream of events covers this case: the next event and third parties’ reactions are not computed.");
  add_bottom_line(d);
  add_assumptions(d);
  add_method(d);

  std::stable_sort(a.sections.begin(), a.sections.end(),
                   [](const Section& x, const Section& y) { return rank_of(x.id) < rank_of(y.id); });
  std::stable_sort(a.sections.begin(), a.sections.end(),
                   [](const Section& x, const Section& y) { return x.part < y.part; });
  add_strip(d);
  std::stable_sort(a.indicators.begin(), a.indicators.end(),
                   [](const Indicator& x, const Indicator& y) { return x.by < y.by; });
  a.basis = d.evidence.basis();
  a.evidence = d.evidence.take();
  for (const auto& [code, name] : view.actors) a.names[code] = name.name;
  return std::move(d.out);
}

void note_changes(Assessment& now, const record::View& view, const Assessment& before,
                  const record::View& seen_before) {
  now.since = before.as_of;
  const auto words = [](const Judgement& j) { return j.p ? fmt::format("{}: {}", j.claim, chance(*j.p)) : j.claim; };
  if (now.state != before.state)
    now.changes.push_back(
        {"State of the presence", before.state, now.state, "facts that became known in between, below", {}});
  if (now.model_hash != before.model_hash)
    now.changes.push_back(
        {"Method", before.model_hash.substr(0, 12), now.model_hash.substr(0, 12), "another model file", {}});
  for (const Judgement& j : now.judgements) {
    // The same claim, or the one claim under the same rule where the claim holds a count that has moved on.
    auto same = std::find_if(before.judgements.begin(), before.judgements.end(),
                             [&](const Judgement& o) { return o.claim == j.claim; });
    const auto under_rule = [&](const Judgement& o) {
      return !j.resolution_rule.empty() && o.resolution_rule == j.resolution_rule;
    };
    if (same == before.judgements.end() && std::count_if(now.judgements.begin(), now.judgements.end(), under_rule) == 1)
      same = std::find_if(before.judgements.begin(), before.judgements.end(), under_rule);
    if (same == before.judgements.end()) {
      if (j.status != Status::computed)
        now.changes.push_back(
            {"New judgement", "–", words(j), "the question follows the state of the day", j.evidence});
    } else if (j.p && same->p && std::lround(*j.p * 100) != std::lround(*same->p * 100)) {
      now.changes.push_back({capital(j.claim), chance(*same->p), chance(*j.p),
                             "time that has passed, and outcomes that became known", j.evidence});
    }
  }
  // Facts on the case that became known in between, at most five.
  Register known(view);
  std::vector<const record::Event*> fresh;
  for (const record::Event& e : view.events) {
    if (e.known_on <= seen_before.as_of) continue;
    const auto ours = [&](const std::string& code) { return code == now.host || code == now.counterpart; };
    if (e.actor != now.host && e.target != now.host && !(ours(e.actor) && ours(e.target))) continue;
    fresh.push_back(&e);
  }
  // What moves a state of affairs first, the newest of its kind first.
  const auto weight = [](const record::Event& e) {
    const auto at = std::find(std::begin(kWeighty), std::end(kWeighty), e.type);
    return static_cast<std::size_t>(at - std::begin(kWeighty));
  };
  std::stable_sort(fresh.begin(), fresh.end(), [&](const auto* x, const auto* y) {
    return std::pair(weight(*x), y->known_on) < std::pair(weight(*y), x->known_on);
  });
  constexpr std::size_t kShown = 5;
  for (std::size_t i = 0; i < std::min(kShown, fresh.size()); ++i)
    now.changes.push_back({"Became known on " + to_words(fresh[i]->known_on),
                           "–",
                           fresh[i]->summary,
                           "the record",
                           {known.row(fresh[i]->id)}});
  if (fresh.size() > kShown)
    now.changes.push_back({"Also became known",
                           "–",
                           plural(static_cast<long>(fresh.size() - kShown), "further event", "further events"),
                           "the record",
                           {}});
  // Steps of the host's demands on the counterpart, all of them: they are few, and they move the demand.
  for (const record::Demand& d : view.demands) {
    if (d.host != now.host || d.sender != now.counterpart) continue;
    for (const record::Step& step : record::steps_of(view, d))
      if (step.known_on > seen_before.as_of)
        now.changes.push_back(
            {"Became known on " + to_words(step.known_on), "–", step.summary, "the record", {known.row(step.id)}});
  }
  // New evidence joins the register.
  for (Evidence& e : known.take())
    if (std::none_of(now.evidence.begin(), now.evidence.end(), [&](const Evidence& o) { return o.id == e.id; }))
      now.evidence.push_back(std::move(e));
  std::sort(now.evidence.begin(), now.evidence.end(), [](const Evidence& x, const Evidence& y) { return x.id < y.id; });
}

}  // namespace entente::assess

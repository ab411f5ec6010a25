#include "entente/verbs/watch_cases.hpp"

#include "entente/assess/assess.hpp"
#include "entente/assess/changes.hpp"
#include "entente/assess/hindcast.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/verbs/case/new.hpp"
#include "entente/verbs/feed.hpp"
#include "entente/verbs/ledger.hpp"
#include "entente/verbs/past_forecasts.hpp"
#include "entente/verbs/remedy.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace entente::verbs {
namespace {

using outlook::LedgerEntry;
using outlook::Verdict;

// What all cases are told from: the record on both days, and on the later day with the facts of the earlier one.
struct Days {
  Day since{};
  Day as_of{};
  record::View before;
  record::View time_alone;
  record::View now;
};

// The facts of the earlier day on the later day: what they say if nothing more had become known.
record::View time_alone(const store::Facts& facts, Day since, Day as_of, record::Vintage vintage) {
  record::ViewInput input = facts.as_of(since, vintage);
  input.as_of = as_of;
  for (record::Fact& fact : input.facts) fact.until.reset();  // corrected only later
  return record::View::from(std::move(input));
}

struct Moved {
  std::string question;
  double before = 0;
  double by_time = 0;  // where time alone would have brought it
  double now = 0;
  Day horizon{};
};

struct Seen {
  std::string what;
  bool met = false;
  std::string because;
};

struct CaseNews {
  std::string name;
  std::string host;
  std::string counterpart;
  std::string state_before;
  std::string state_now;
  std::vector<Moved> moved;
  std::vector<Seen> seen;
  std::vector<assess::Change> facts;
  std::string failed;  // why nothing can be said of it
  bool changed() const {
    return state_before != state_now || !moved.empty() || !seen.empty() || !facts.empty() || !failed.empty();
  }
};

// The same question on two days: what it is about, whatever its last day.
auto key_of(const LedgerEntry& e) {
  const auto& given = e.question.given;
  return std::tuple(e.question.event, e.question.host, e.question.counterpart, e.question.demand,
                    given ? static_cast<int>(given->event) : -1, given && given->seen);
}

// The same question in the list of another day. Where one event is asked by several last days, those of one last day
// belong together; a last day that is new is compared only with one that is asked no more, as where it moves with the
// day.
const LedgerEntry* same_as(const LedgerEntry& entry, const std::vector<LedgerEntry>& own,
                           const std::vector<LedgerEntry>& list) {
  const auto horizons = [&](const std::vector<LedgerEntry>& from) {
    std::vector<const LedgerEntry*> out;
    for (const LedgerEntry& other : from)
      if (key_of(other) == key_of(entry)) out.push_back(&other);
    return out;
  };
  const auto by_horizon = [](const std::vector<const LedgerEntry*>& from, Day day) {
    const auto it = std::find_if(from.begin(), from.end(),
                                 [&](const LedgerEntry* other) { return other->question.horizon_on == day; });
    return it == from.end() ? nullptr : *it;
  };
  const auto theirs = horizons(list);
  const auto ours = horizons(own);
  if (const LedgerEntry* same = by_horizon(theirs, entry.question.horizon_on)) return same;
  std::size_t rank = 0;  // among our last days that are new
  for (const LedgerEntry* one : ours) {
    if (one->question.horizon_on == entry.question.horizon_on) break;
    if (by_horizon(theirs, one->question.horizon_on) == nullptr) ++rank;
  }
  for (const LedgerEntry* other : theirs)
    if (by_horizon(ours, other->question.horizon_on) == nullptr && rank-- == 0) return other;
  return nullptr;
}

std::vector<LedgerEntry> forecasts_in(const assess::Assessment& a) {
  std::vector<LedgerEntry> out = assess::ledger_entries(a);
  std::erase_if(out, [](const LedgerEntry& e) { return outlook::group_of(e) != "forecasts"; });
  return out;
}

std::vector<Moved> moved_between(const assess::Assessment& before, const assess::Assessment& by_time,
                                 const assess::Assessment& now, double points) {
  const auto earlier = forecasts_in(before);
  const auto aged = forecasts_in(by_time);
  const auto present = forecasts_in(now);
  std::vector<Moved> out;
  for (const LedgerEntry& e : present) {
    const LedgerEntry* was = same_as(e, present, earlier);
    if (was == nullptr || std::abs(e.probability - was->probability) * 100 <= points) continue;
    const LedgerEntry* alone = same_as(e, present, aged);
    out.push_back({e.question.words, was->probability, alone == nullptr ? was->probability : alone->probability,
                   e.probability, e.question.horizon_on});
  }
  return out;
}

// Observables that were pending on the earlier day and are decided now.
std::vector<Seen> decided_between(const Days& days, const std::vector<LedgerEntry>& entries) {
  std::vector<Seen> out;
  std::set<std::string> seen_already;
  for (const LedgerEntry& e : entries) {
    if (outlook::group_of(e) != "observables" || !seen_already.insert(e.question.words).second) continue;
    if (outlook::resolve(days.before, e).verdict != Verdict::pending) continue;
    const outlook::Resolution r = outlook::resolve(days.now, e);
    if (r.verdict == Verdict::yes || r.verdict == Verdict::no)
      out.push_back({e.question.words, r.verdict == Verdict::yes, r.because});
  }
  return out;
}

CaseNews news_of(const Engine& engine, const CaseInputs& inputs, const Days& days, const WatchCasesRequest& request,
                 std::vector<LedgerEntry> kept, std::vector<LedgerEntry>& issued) {
  const assess::Case& of = inputs.of;
  CaseNews out{of.name, of.host, of.counterpart, {}, {}, {}, {}, {}, {}};
  const auto on = [&](const record::View& view, assess::Wanted wanted) {
    assess::Assessment on_day = forecasts_on(engine, inputs, view, wanted);
    require_judgements(on_day, view, inputs.facts);
    return on_day;
  };
  out.state_now = outlook::name(outlook::situation(days.now, of.host, of.counterpart).state);
  out.state_before = outlook::name(outlook::situation(days.before, of.host, of.counterpart).state);
  try {
    assess::Assessment now = on(days.now, request.issue ? assess::kForLedger : assess::kForecastsAlone);
    const assess::Assessment before = on(days.before, assess::kForecastsAlone);
    out.moved = moved_between(before, on(days.time_alone, assess::kForecastsAlone), now, request.moved_by);
    for (LedgerEntry& e : assess::ledger_entries(before)) kept.push_back(std::move(e));
    std::erase_if(kept, [&](const LedgerEntry& e) {
      return e.question.host != of.host ||
             (!e.question.counterpart.empty() && e.question.counterpart != of.counterpart);
    });
    out.seen = decided_between(days, kept);
    if (request.issue) issued = assess::ledger_entries(now);
    assess::note_changes(now, days.now, before, days.before);
    for (assess::Change& change : now.changes)
      if (change.cause == "the record") out.facts.push_back(std::move(change));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::bad_request) throw;
    out.failed = error.message();
  }
  return out;
}

// A case for each demand that is open on the day, each pair once.
std::vector<assess::Case> open_cases(const store::Facts& facts, const record::View& view, record::Vintage vintage) {
  std::vector<assess::Case> out;
  std::set<std::pair<std::string, std::string>> seen_already;
  for (const record::Demand& d : view.demands) {
    if (outlook::is_resolved(d) || !seen_already.emplace(d.host, d.sender).second) continue;
    if (outlook::situation(view, d.host, d.sender).state != outlook::State::demanded) continue;
    out.push_back(proposed_case(facts, {d.host, d.sender, view.as_of, vintage}).of);
  }
  return out;
}

std::string percent(double p) { return fmt::format("{}%", std::lround(p * 100)); }

std::string words_of(const Moved& m) {
  std::string out = fmt::format("{} {} -> {}", m.question, percent(m.before), percent(m.now));
  const long time = std::lround((m.by_time - m.before) * 100);
  const long known = std::lround((m.now - m.by_time) * 100);
  return out + fmt::format(" ({:+d} {} by the time that passed, {:+d} by what became known)", time,
                           agreeing(std::abs(time), "point", "points"), known);
}

std::vector<std::string> lines_of(const CaseNews& news) {
  std::vector<std::string> out;
  if (!news.failed.empty()) out.push_back("cannot be told: " + news.failed);
  if (news.state_before != news.state_now)
    out.push_back(fmt::format("state: {} -> {}", news.state_before, news.state_now));
  for (const Moved& m : news.moved) out.push_back("moved: " + words_of(m));
  for (const Seen& s : news.seen)
    out.push_back(fmt::format("indicator {}: {} {}", s.met ? "met" : "lapsed", s.what, s.because));
  for (const assess::Change& c : news.facts) out.push_back(fmt::format("{}: {}", c.what, c.after));
  return out;
}

std::vector<Table> tables_of(const std::vector<CaseNews>& all) {
  Table cases{.name = "cases", .in_text = false};
  cases.columns = {text_column("case"),    text_column("host"),         text_column("counterpart"),
                   flag_column("changed"), text_column("state_before"), text_column("state")};
  Table moved{.name = "moved", .in_text = false};
  moved.columns = {text_column("case"),
                   text_column("question"),
                   number_column("before").in("share"),
                   number_column("by_time").in("share"),
                   number_column("now").in("share"),
                   day_column("horizon")};
  Table seen{.name = "indicators", .in_text = false};
  seen.columns = {text_column("case"), text_column("what"), flag_column("met"), text_column("because")};
  Table lines{.name = "changes", .apart = false, .line = "{case}: {change}"};
  lines.columns = {text_column("case"), text_column("change")};
  for (const CaseNews& news : all) {
    cases.rows.push_back({news.name, news.host, news.counterpart, news.changed(), news.state_before, news.state_now});
    for (const Moved& m : news.moved)
      moved.rows.push_back({news.name, m.question, m.before, m.by_time, m.now, m.horizon});
    for (const Seen& s : news.seen) seen.rows.push_back({news.name, s.what, s.met, text(s.because)});
    for (const std::string& line : lines_of(news)) lines.rows.push_back({news.name, line});
  }
  return {std::move(lines), std::move(cases), std::move(moved), std::move(seen)};
}

Write feed_of(const std::string& path, const std::vector<CaseNews>& all, const Days& days) {
  std::vector<FeedEntry> entries;
  for (const CaseNews& news : all) {
    if (!news.changed()) continue;
    entries.push_back(
        {fmt::format("urn:entente:watch:{}:{}:{}", news.name, to_string(days.since), to_string(days.as_of)),
         fmt::format("{}: {}", news.name, news.state_now), days.as_of, lines_of(news)});
  }
  return {path, [path, entries = std::move(entries)](std::string_view before) {
            return with_entries(before, path, entries);
          }};
}

void check_request(const WatchCasesRequest& r, Day since, Day as_of) {
  if (r.cases.empty() && !r.open)
    throw Error(ErrorCode::bad_request, "no case is named", "name cases, or give --open for all open demands",
                {"", 0, "cases"});
  if (r.issue && r.ledger.empty())
    throw Error(ErrorCode::bad_request, "forecasts are issued into a ledger", "give --issue and --ledger FILE together",
                {"", 0, "--issue"});
  if (since >= as_of)
    throw Error(ErrorCode::bad_request, "the earlier day is not before the day",
                fmt::format("give a day before {}", to_string(as_of)), {"", 0, "--since"});
}

// A case that is named twice, by its name and its path or beside --open, is told once.
void add_case(std::vector<assess::Case>& cases, assess::Case one) {
  const bool there = std::any_of(cases.begin(), cases.end(), [&](const assess::Case& other) {
    return other.name == one.name && other.host == one.host && other.counterpart == one.counterpart &&
           other.as_of == one.as_of;
  });
  if (!there) cases.push_back(std::move(one));
}

}  // namespace

Result watch_cases(const Engine& engine, const WatchCasesRequest& request) {
  const Day as_of = request.as_of ? *request.as_of : engine.today();
  const Day since = request.since ? *request.since : as_of - std::chrono::days{1};
  check_request(request, since, as_of);
  const auto store = engine.open();
  const assess::Models models = engine.load_models();
  const Days days{since, as_of, view_of(*store, since, request.vintage),
                  time_alone(*store, since, as_of, request.vintage), view_of(*store, as_of, request.vintage)};
  std::vector<assess::Case> cases;
  for (const std::string& name : request.cases) add_case(cases, engine.load_case(name));
  if (request.open)
    for (assess::Case& one : open_cases(*store, days.now, request.vintage)) add_case(cases, std::move(one));
  std::vector<LedgerEntry> kept;
  if (!request.ledger.empty()) kept = load_ledger(request.ledger);
  std::vector<CaseNews> all;
  std::vector<LedgerEntry> to_issue;
  for (const assess::Case& of : cases) {
    std::vector<LedgerEntry> own;
    all.push_back(news_of(engine, {*store, of, models, request.seed}, days, request, kept, own));
    to_issue.insert(to_issue.end(), own.begin(), own.end());
  }
  const auto changed = std::count_if(all.begin(), all.end(), [](const CaseNews& n) { return n.changed(); });
  Result out{.verb = "watch cases", .basis = basis_of(days.now, request.seed, models.hash())};
  out.head = {fmt::format("{} of {} changed from {} to {}", changed, counted(all.size(), "case"), to_string(since),
                          to_string(as_of))};
  out.tables = tables_of(all);
  out.status = changed > 0 ? 1 : 0;
  if (request.issue) out.writes.push_back(issued(engine, std::move(to_issue), request.ledger));
  if (!request.feed.empty()) out.writes.push_back(feed_of(request.feed, all, days));
  return out;
}

Verb watch_cases_verb() {
  Parameters<WatchCasesRequest> p;
  p.add("cases", &WatchCasesRequest::cases, "Cases by name or path").positional().called("CASE").reads_case();
  p.add("open", &WatchCasesRequest::open, "All demands that are open on the day, each as `case new` makes it");
  add_as_of(p, &WatchCasesRequest::as_of).absent("today");
  p.add("since", &WatchCasesRequest::since, "Say what changed since this earlier day").absent("the day before");
  p.add("moved-by", &WatchCasesRequest::moved_by, "Forecasts that moved by more are told").unit("points").range(0, 100);
  p.add("ledger", &WatchCasesRequest::ledger, "The ledger, one forecast a line").called("FILE").keeps();
  p.add("issue", &WatchCasesRequest::issue, "Append each forecast to the ledger; repeating adds nothing");
  p.add("feed", &WatchCasesRequest::feed, "An Atom feed that gets an entry for each case that changed")
      .called("FILE")
      .keeps();
  add_seed(p, &WatchCasesRequest::seed);
  add_vintage(p, &WatchCasesRequest::vintage);
  Verb verb = make_verb("watch cases", "What changed in your cases since a day; ends with 1 where anything did",
                        std::move(p), watch_cases);
  verb.examples = {{"What changed in ten days; `|| true` where 1 is not a failure",
                    "watch cases niger-2024 chad-2024 --as-of 2024-03-27 --since 2024-03-17 || true"}};
  verb.pages = {"docs/verbs.md", "docs/exit-codes.md"};
  verb.tables = {"changes", "cases", "moved", "indicators"};
  return verb;
}

}  // namespace entente::verbs

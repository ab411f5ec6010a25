#include "entente/outlook/ledger.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/limits.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/arrival.hpp"
#include "entente/outlook/deaths.hpp"
#include "entente/outlook/known_to.hpp"
#include "entente/outlook/stage_question.hpp"
#include "entente/record/series.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace entente::outlook {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> kVerdicts{"pending", "yes", "no", "cannot be resolved", "condition not met"};
constexpr std::array<std::string_view, 3> kGroups{"forecasts", "observables", "conditional"};
constexpr int kFewest = 10;

Day day_at(const Json& line, const char* key) {
  const auto day = parse_day(line.at(key).get<std::string>());
  if (!day) throw Error(ErrorCode::bad_data, "this is not a day written YYYY-MM-DD", "", {"", 0, key});
  return *day;
}

Event event_at(const Json& line, const char* key) {
  const auto event = event_of(line.at(key).get<std::string>());
  if (!event) throw Error(ErrorCode::bad_data, "there is no such kind of forecast", "", {"", 0, key});
  return *event;
}

// The first sixteen digits of the hash of a line without its seal.
std::string seal_of(Json line) {
  line.erase("seal");
  Sha256 hash;
  hash.field(line.dump());
  return hash.hex().substr(0, 16);
}

LedgerEntry entry_of(const Json& line) {
  LedgerEntry e;
  Question& q = e.question;
  e.id = line.at("id").get<std::string>();
  q.event = event_at(line, "kind");
  q.words = line.at("question").get<std::string>();
  q.resolution = line.at("resolution").get<std::string>();
  q.source = line.at("source").get<std::string>();
  q.host = line.at("host").get<std::string>();
  q.counterpart = line.at("counterpart").get<std::string>();
  q.demand = line.at("demand").get<std::string>();
  q.asked_on = day_at(line, "issued_on");
  q.horizon_on = day_at(line, "horizon_on");
  if (const Json& given = line.at("given"); !given.is_null())
    q.given = Given{event_at(given, "kind"), day_at(given, "by"), given.at("seen").get<bool>()};
  if (!line.at("threshold").is_null()) q.threshold = line.at("threshold").get<double>();
  e.probability = line.at("p").get<double>();
  e.interval = {line.at("interval").at("lo").get<double>(), line.at("interval").at("hi").get<double>()};
  e.base_rate = line.at("base_rate").get<double>();
  e.members = line.at("members").get<std::vector<double>>();
  e.base_members = line.at("base_members").get<std::vector<double>>();
  e.view_hash = line.at("view").get<std::string>();
  e.model_hash = line.at("model").get<std::string>();
  if (e.id != ledger_id(e) || line.at("seal").get<std::string>() != seal_of(line))
    throw Error(ErrorCode::bad_data,
                "the id or the seal does not fit the contents: the line was changed after it was issued", "",
                {"", 0, "id"});
  e.seal = line.at("seal").get<std::string>();
  for (const auto& [value, key] : {std::pair(e.probability, "p"), std::pair(e.base_rate, "base_rate")})
    if (!(value >= 0 && value <= 1))
      throw Error(ErrorCode::bad_data, "a probability lies between 0 and 1", "", {"", 0, key});
  return e;
}

double days_until(const Question& q, Day day) { return days_between(q.asked_on, day); }

// Why it cannot be told yet that something did not come by the horizon; nothing where it can.
std::optional<Resolution> not_over(const record::View& view, const Question& q) {
  if (view.as_of <= q.horizon_on) return Resolution{Verdict::pending, "the horizon is not over", {}, {}};
  if (const Day end = known_to(view); end <= q.horizon_on)
    return Resolution{Verdict::pending,
                      end == kNothingKnown ? "the record knows nothing by the day"
                                           : fmt::format("the record ends on {}, before the horizon", to_words(end)),
                      {},
                      {}};
  return std::nullopt;
}

Resolution over(const record::View& view, const Question& q, std::string because) {
  if (auto pending = not_over(view, q)) return std::move(*pending);
  return {Verdict::no, std::move(because), {}, days_until(q, q.horizon_on)};
}

bool in_window(const Question& q, Day day) { return day > q.asked_on && day <= q.horizon_on; }

const record::Demand* demand_of(const record::View& view, const std::string& id) {
  for (const record::Demand& d : view.demands)
    if (d.id == id) return &d;
  return nullptr;
}

bool by_the_host(const record::Presence& p) {
  return p.end_cause == "host-demanded" || p.end_cause == "host-non-renewal";
}

Resolution resolve_exit(const record::View& view, const Question& q) {
  const record::Demand* d = demand_of(view, q.demand);
  if (d == nullptr) return {Verdict::cannot_resolve, "the demand is not in the record", {}, {}};
  if (!is_resolved(*d)) return over(view, q, "the presence had not left by the horizon");
  const bool by_then = midpoint(*d->outcome_on) <= q.horizon_on;
  if (d->outcome == "left" && by_then)
    return {Verdict::yes,
            "left on " + to_words(*d->outcome_on),
            {d->id},
            std::max(0.0, days_until(q, midpoint(*d->outcome_on)))};
  const double never = days_until(q, q.horizon_on);
  if (d->outcome == "left") return {Verdict::no, "left only on " + to_words(*d->outcome_on), {d->id}, never};
  if (by_then) return {Verdict::no, d->outcome == "partial" ? "left in part" : "stayed on new terms", {d->id}, never};
  return over(view, q, "the presence had not left by the horizon");
}

Resolution resolve_ended(const record::View& view, const Question& q) {
  for (const record::Presence& p : view.presences)
    if (p.host == q.host && p.sender == q.counterpart && p.to && by_the_host(p) && in_window(q, midpoint(*p.to)))
      return {Verdict::yes, "ended by the host, " + to_words(*p.to), {p.id}, {}};
  for (const record::Demand& d : view.demands)
    if (d.host == q.host && d.sender == q.counterpart && in_window(q, midpoint(d.on)) && d.outcome == "left" &&
        d.outcome_on && midpoint(*d.outcome_on) <= q.horizon_on)
      return {Verdict::yes, "left on " + to_words(*d.outcome_on), {d.id}, {}};
  return over(view, q, "the host had not ended the presence by the horizon");
}

Resolution resolve_asks(const record::View& view, const Question& q) {
  for (const record::Demand& d : view.demands)
    if (d.host == q.host && d.sender == q.counterpart && in_window(q, midpoint(d.on)))
      return {Verdict::yes, "asked on " + to_words(d.on), {d.id}, {}};
  for (const record::Presence& p : view.presences)
    if (p.host == q.host && p.sender == q.counterpart && p.to && in_window(q, midpoint(*p.to)) && by_the_host(p))
      return {Verdict::yes, "ended by the host, " + to_words(*p.to), {p.id}, {}};
  return over(view, q, "no demand by the horizon is in the record");
}

Resolution resolve_arrival(const record::View& view, const Question& q) {
  const auto since = forces_since(view, q.host, q.counterpart);
  if (since && midpoint(*since) <= q.horizon_on) {
    if (midpoint(*since) <= q.asked_on) return {Verdict::cannot_resolve, "the forces were there before", {}, {}};
    return {Verdict::yes, "came on " + to_words(*since), {}, days_until(q, midpoint(*since))};
  }
  return over(view, q, "no arrival by the horizon is in the record");
}

Resolution resolve_deaths(const record::View& view, const Question& q) {
  if (!q.threshold) return {Verdict::cannot_resolve, "the entry holds no threshold", {}, {}};
  for (const record::DeathsSeries& s : view.deaths) {
    if (s.country != q.host) continue;
    const auto total = twelve_months(s, record::month_of(q.horizon_on));
    if (!total) return {Verdict::pending, "the months to the horizon are not published", {}, {}};
    return {*total > *q.threshold ? Verdict::yes : Verdict::no,
            fmt::format("{} against {}", counted(unrounded(*total), "death"), unrounded(*q.threshold)),
            {},
            *total};
  }
  return {Verdict::cannot_resolve, "the record holds no deaths of this state", {}, {}};
}

Resolution resolve_open(const record::View& view, const Question& q) {
  const record::Demand* d = demand_of(view, q.demand);
  if (d == nullptr) return {Verdict::cannot_resolve, "the demand is not in the record", {}, {}};
  if (is_resolved(*d) && midpoint(*d->outcome_on) <= q.horizon_on)
    return {Verdict::no, "settled on " + to_words(*d->outcome_on), {d->id}, {}};
  if (auto pending = not_over(view, q)) return std::move(*pending);
  return {Verdict::yes, "nothing was settled by then", {d->id}, {}};
}

Resolution resolve_coup(const record::View& view, const Question& q) {
  for (const record::Coup& c : view.coups)
    if (c.host == q.host && c.success.value_or(false) && in_window(q, midpoint(c.on)))
      return {Verdict::yes, "coup of " + to_words(c.on), {c.id}, {}};
  return over(view, q, "no successful coup by then is in the record");
}

Resolution resolve_deadline(const record::View& view, const Question& q) {
  const record::Demand* d = demand_of(view, q.demand);
  if (d == nullptr) return {Verdict::cannot_resolve, "the demand is not in the record", {}, {}};
  if (d->deadline_on && d->deadline_known_on && *d->deadline_known_on <= q.horizon_on)
    return {Verdict::yes, "a deadline was public on " + to_words(*d->deadline_known_on), {d->id}, {}};
  return over(view, q, "no deadline public by then is in the record");
}

Resolution resolve_firm(const record::View& view, const Question& q) {
  for (const record::Demand& d : view.demands)
    if (d.host == q.host && d.sender == q.counterpart && in_window(q, midpoint(d.on)) && is_firm(d.kind))
      return {Verdict::yes, "firm demand of " + to_words(d.on), {d.id}, {}};
  return over(view, q, "no firm demand by then is in the record");
}

Resolution resolve_early(const record::View& view, const Question& q) {
  if (!q.threshold) return {Verdict::cannot_resolve, "the entry holds no threshold", {}, {}};
  for (const record::DeathsSeries& s : view.deaths) {
    if (s.country != q.host) continue;
    const auto total = months_to(s, record::month_of(q.horizon_on), kEarlyMonths);
    if (!total) return {Verdict::pending, "the months to the horizon are not published", {}, {}};
    return {
        *total > *q.threshold / 2 ? Verdict::yes : Verdict::no,
        fmt::format("{} in six months against {}", counted(unrounded(*total), "death"), unrounded(*q.threshold / 2)),
        {},
        {}};
  }
  return {Verdict::cannot_resolve, "the record holds no deaths of this state", {}, {}};
}

// An end stays what it is; any other stage may change until the day is over.
Resolution resolve_stage(const record::View& view, const Question& q) {
  const record::Demand* d = demand_of(view, q.demand);
  if (d == nullptr) return {Verdict::cannot_resolve, "the demand is not in the record", {}, {}};
  const auto stage = stage_at_end_of(view, *d, q.horizon_on);
  const bool ended = stage && record::is_end(*stage);
  if (!ended)
    if (auto pending = not_over(view, q)) return std::move(*pending);
  if (!stage) return {Verdict::cannot_resolve, "the demand was not public by then", {}, {}};
  return {asks_for(q.event, *stage) ? Verdict::yes : Verdict::no,
          ended ? fmt::format("{} since {}", record::name(*stage), to_words(*d->outcome_on))
                : fmt::format("the demand was {} on {}", record::name(*stage), to_words(q.horizon_on)),
          {d->id},
          {}};
}

using Resolver = Resolution (*)(const record::View&, const Question&);
// In the order of Event.
constexpr std::array<Resolver, 15> kResolvers{resolve_exit,   resolve_ended, resolve_asks,  resolve_arrival,
                                              resolve_deaths, resolve_open,  resolve_coup,  resolve_deadline,
                                              resolve_firm,   resolve_early, resolve_stage, resolve_stage,
                                              resolve_stage,  resolve_stage, resolve_stage};

Resolution resolve_event(const record::View& view, const Question& q) {
  return kResolvers.at(static_cast<std::size_t>(q.event))(view, q);
}

// What "nothing changes" says: that a demand stays where it stood, and that nothing else comes about.
double persistence(const record::View& view, const Question& q) {
  if (q.event == Event::open) return 1;
  if (!is_of_stages(q.event)) return 0;
  const record::Demand* d = demand_of(view, q.demand);
  const auto stood = d == nullptr ? std::nullopt : stage_at_end_of(view, *d, q.asked_on);
  return stood && asks_for(q.event, *stood) ? 1 : 0;
}

}  // namespace

std::string_view name(Verdict verdict) { return kVerdicts.at(static_cast<std::size_t>(verdict)); }

std::string_view group_of(const LedgerEntry& e) {
  if (e.question.given) return kGroups[2];
  return e.question.event >= Event::open ? kGroups[1] : kGroups[0];
}

std::string ledger_id(const LedgerEntry& e) {
  const Question& q = e.question;
  Sha256 hash;
  hash.field(name(q.event));
  for (const std::string* text : {&q.words, &q.resolution, &q.source, &q.host, &q.counterpart, &q.demand})
    hash.field(*text);
  hash.field(to_string(q.asked_on));
  hash.field(to_string(q.horizon_on));
  hash.field(q.given ? fmt::format("{} {} {}", name(q.given->event), to_string(q.given->by), q.given->seen) : "");
  hash.field(e.view_hash);
  hash.field(e.model_hash);
  return hash.hex().substr(0, 16);
}

std::string ledger_line(const LedgerEntry& e, std::string_view after) {
  const Question& q = e.question;
  Json line;
  line["id"] = e.id.empty() ? ledger_id(e) : e.id;
  line["kind"] = name(q.event);
  line["question"] = q.words;
  line["resolution"] = q.resolution;
  line["source"] = q.source;
  line["host"] = q.host;
  line["counterpart"] = q.counterpart;
  line["demand"] = q.demand;
  line["issued_on"] = to_string(q.asked_on);
  line["horizon_on"] = to_string(q.horizon_on);
  line["given"] = q.given
                      ? Json{{"kind", name(q.given->event)}, {"by", to_string(q.given->by)}, {"seen", q.given->seen}}
                      : Json(nullptr);
  line["threshold"] = q.threshold ? Json(*q.threshold) : Json(nullptr);
  line["p"] = e.probability;
  line["interval"] = {{"lo", e.interval.lo}, {"hi", e.interval.hi}};
  line["base_rate"] = e.base_rate;
  line["members"] = e.members;
  line["base_members"] = e.base_members;
  line["view"] = e.view_hash;
  line["model"] = e.model_hash;
  if (!after.empty()) line["after"] = after;
  line["seal"] = seal_of(line);
  return line.dump();
}

namespace {

// Where each line that was read stands, by its seal and by its id.
struct Lines {
  std::map<std::string, long, std::less<>> by_seal;
  std::map<std::string, long, std::less<>> by_id;
  std::string last;  // the seal of the last line
};

[[noreturn]] void broken(std::string message, const char* field) {
  throw Error(ErrorCode::bad_data, std::move(message), "", {"", 0, field});
}

// A line names the seal of the one before it; those of a ledger from before there was a chain name none.
void check_chain(const Json& line, const std::string& id, const Lines& lines) {
  if (const auto twice = lines.by_id.find(id); twice != lines.by_id.end())
    broken(fmt::format("this forecast stands on line {} already", twice->second), "id");
  if (!line.contains("after")) return;
  const std::string after = line.at("after").get<std::string>();
  if (after == lines.last) return;
  if (const auto meant = lines.by_seal.find(after); meant != lines.by_seal.end())
    broken(fmt::format("this line was issued behind line {}: what stands between was put in or moved", meant->second),
           "after");
  broken("the line that this one was issued behind is not before it: it was taken out or moved", "after");
}

bool is_cut_short(std::string_view row, bool has_end) { return !has_end && !Json::accept(row); }

// Reads a ledger; `lines` gets where its lines stand.
std::vector<LedgerEntry> read_chain(std::string_view text, const std::string& file, Lines& lines) {
  std::vector<LedgerEntry> entries;
  long line = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const bool has_end = end < text.size();
    const std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    if (row.empty()) continue;
    if (is_cut_short(row, has_end))
      throw Error(ErrorCode::bad_data, "this line is cut short: the run that wrote it was ended",
                  "take it out; issuing again into the ledger does so", {file, line, ""});
    constexpr const char* kRemedy = "restore the ledger as it was issued";
    try {
      require_flat(row, file);
      const Json json = Json::parse(row);
      entries.push_back(entry_of(json));
      check_chain(json, entries.back().id, lines);
      lines.last = entries.back().seal;
      lines.by_seal.emplace(lines.last, line);
      lines.by_id.emplace(entries.back().id, line);
    } catch (const nlohmann::json::exception&) {
      throw Error(ErrorCode::bad_data, "this line is not a forecast", kRemedy, {file, line, ""});
    } catch (const Error& error) {
      throw Error(error.code(), error.message(), kRemedy, {file, line, error.place().field});
    }
  }
  return entries;
}

}  // namespace

std::vector<LedgerEntry> read_ledger(std::string_view text, const std::string& file) {
  Lines lines;
  return read_chain(text, file, lines);
}

LedgerAddition add_to_ledger(std::string_view text, const std::string& file, std::vector<LedgerEntry> entries) {
  LedgerAddition result;
  const auto begun = text.find_last_of('\n') + 1;  // 0 where there is one line
  if (begun < text.size() && is_cut_short(text.substr(begun), false)) {
    text = text.substr(0, begun);
    result.cut_short = true;
  }
  Lines lines;
  read_chain(text, file, lines);
  result.text = text;
  if (!text.empty() && text.back() != '\n') result.text += '\n';
  for (LedgerEntry& e : entries) {
    e.id = ledger_id(e);
    if (!lines.by_id.emplace(e.id, 0).second) continue;
    const std::string line = ledger_line(e, lines.last);
    lines.last = Json::parse(line).at("seal").get<std::string>();
    result.text += line + '\n';
    ++result.added;
  }
  return result;
}

Resolution resolve(const record::View& view, const LedgerEntry& e) {
  const Question& q = e.question;
  if (!q.given) return resolve_event(view, q);
  Question condition = q;
  condition.given.reset();
  condition.event = q.given->event;
  condition.horizon_on = q.given->by;
  Resolution met = resolve_event(view, condition);
  if (met.verdict == Verdict::pending)
    return {Verdict::pending, "it is not yet known whether the condition is met", met.evidence, {}};
  if (met.verdict == Verdict::cannot_resolve) return met;
  if ((met.verdict == Verdict::yes) != q.given->seen) return {Verdict::not_met, met.because, met.evidence, {}};
  Resolution r = resolve_event(view, q);
  r.because = fmt::format("{}; the condition was met: {}", r.because, met.because);
  return r;
}

namespace {

// Forecasts of one group that came out, as the scores take them.
struct Forecasts {
  bool any = false;  // also where none came out
  std::vector<stats::BinaryForecast> ours, bases, persistences;
};

// CRPS of forecasts of one kind of event.
struct Distances {
  std::vector<double> ours, bases;
  int came = 0;
};

// A death more weighs less where there are many: deaths are scored as ln(1 + deaths).
double scaled(Event event, double value) { return event == Event::deaths ? std::log1p(std::max(0.0, value)) : value; }

void add_distance(Distances& distances, const LedgerEntry& e, double outcome, bool yes) {
  const Event event = e.question.event;
  const auto crps_of = [&](std::vector<double> members) {
    for (double& member : members) member = scaled(event, member);
    return stats::crps(members, scaled(event, outcome));
  };
  distances.came += yes ? 1 : 0;
  distances.ours.push_back(crps_of(e.members));
  distances.bases.push_back(crps_of(e.base_members));
}

LedgerGroup group_score(std::string_view name, const Forecasts& f) {
  constexpr std::array<double, 4> kEdges{0.2, 0.4, 0.6, 0.8};
  LedgerGroup g;
  g.name = name;
  for (const stats::BinaryForecast& one : f.ours) (one.occurred ? g.yes : g.no) += 1;
  g.score = stats::brier(f.ours);
  g.base = stats::brier(f.bases);
  g.log_loss = stats::log_loss(f.ours);
  g.base_log_loss = stats::log_loss(f.bases);
  if (!f.ours.empty()) {
    g.skill = stats::skill(g.score.score, g.base.score);
    g.log_skill = stats::skill(g.log_loss, g.base_log_loss);
    g.persistence_skill = stats::skill(g.score.score, stats::brier(f.persistences).score);
  }
  g.bins = stats::calibration(f.ours, kEdges);
  g.can_be_judged = g.yes >= kFewest && g.no >= kFewest;
  return g;
}

LedgerCrps crps_score(std::string_view name, Event event, const Distances& distances) {
  const auto mean = [](const std::vector<double>& values) {
    double sum = 0;
    for (const double v : values) sum += v;
    return sum / static_cast<double>(values.size());
  };
  LedgerCrps c;
  c.name = name;
  c.n = static_cast<int>(distances.ours.size());
  c.crps = mean(distances.ours);
  c.base_crps = mean(distances.bases);
  c.skill = stats::skill(c.crps, c.base_crps);
  c.can_be_judged =
      event == Event::deaths ? c.n >= kFewest : distances.came >= kFewest && c.n - distances.came >= kFewest;
  return c;
}

}  // namespace

LedgerScore score_ledger(const record::View& view, const std::vector<LedgerEntry>& entries) {
  LedgerScore s;
  std::map<std::string_view, Forecasts> groups;
  std::map<Event, Distances> distances;
  std::vector<std::pair<double, std::size_t>> misses;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const LedgerEntry& e = entries[i];
    s.issued += 1;
    Forecasts& group = groups[group_of(e)];
    group.any = true;
    const Resolution r = resolve(view, e);
    if (r.verdict == Verdict::pending) s.pending += 1;
    if (r.verdict == Verdict::cannot_resolve) s.cannot_resolve += 1;
    if (r.verdict == Verdict::not_met) s.not_met += 1;
    if (r.verdict != Verdict::yes && r.verdict != Verdict::no) continue;
    const bool yes = r.verdict == Verdict::yes;
    (yes ? s.yes : s.no) += 1;
    group.ours.push_back({e.probability, yes});
    group.bases.push_back({e.base_rate, yes});
    group.persistences.push_back({persistence(view, e.question), yes});
    misses.emplace_back(std::abs(e.probability - (yes ? 1 : 0)), i);
    if (!r.outcome || e.members.empty() || e.base_members.empty() || e.question.given) continue;
    add_distance(distances[e.question.event], e, *r.outcome, yes);
  }
  for (const std::string_view name : kGroups)
    if (const Forecasts& f = groups[name]; f.any) s.groups.push_back(group_score(name, f));
  constexpr std::array<std::pair<Event, std::string_view>, 3> kScales{
      {{Event::exit, "days to the exit"}, {Event::arrival, "days to the arrival"}, {Event::deaths, "ln(1 + deaths)"}}};
  for (const auto& [event, words] : kScales)
    if (const auto it = distances.find(event); it != distances.end())
      s.crps.push_back(crps_score(words, event, it->second));
  std::stable_sort(misses.begin(), misses.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [size, index] : misses) s.misses.push_back(index);
  return s;
}

}  // namespace entente::outlook

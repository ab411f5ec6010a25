#include "entente/outlook/ledger.hpp"

#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/outlook/arrival.hpp"
#include "entente/outlook/deaths.hpp"
#include "entente/outlook/situation.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace entente::outlook {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 4> kKinds{"exit", "asks", "arrival", "deaths"};
constexpr std::array<std::string_view, 4> kVerdicts{"pending", "yes", "no", "cannot be resolved"};
constexpr int kFewest = 10;

int month_of(Day day) {
  const std::chrono::year_month_day d{day};
  return (static_cast<int>(d.year()) - 1970) * 12 + static_cast<int>(static_cast<unsigned>(d.month())) - 1;
}

Day day_at(const Json& line, const char* key) {
  const auto day = parse_day(line.at(key).get<std::string>());
  if (!day) throw Error(ErrorCode::bad_data, "this is not a day written YYYY-MM-DD", "", {"", 0, key});
  return *day;
}

LedgerEntry entry_of(const Json& line) {
  LedgerEntry e;
  e.id = line.at("id").get<std::string>();
  const auto kind = std::find(kKinds.begin(), kKinds.end(), line.at("kind").get<std::string>());
  if (kind == kKinds.end()) throw Error(ErrorCode::bad_data, "there is no such kind of forecast", "", {"", 0, "kind"});
  e.kind = static_cast<LedgerKind>(kind - kKinds.begin());
  e.question = line.at("question").get<std::string>();
  e.resolution = line.at("resolution").get<std::string>();
  e.host = line.at("host").get<std::string>();
  e.counterpart = line.at("counterpart").get<std::string>();
  e.demand = line.at("demand").get<std::string>();
  e.issued_on = day_at(line, "issued_on");
  e.horizon_on = day_at(line, "horizon_on");
  e.probability = line.at("p").get<double>();
  e.interval = {line.at("interval").at("lo").get<double>(), line.at("interval").at("hi").get<double>()};
  e.base_rate = line.at("base_rate").get<double>();
  if (!line.at("threshold").is_null()) e.threshold = line.at("threshold").get<double>();
  e.view_hash = line.at("view").get<std::string>();
  e.model_hash = line.at("model").get<std::string>();
  if (!(e.probability >= 0 && e.probability <= 1))
    throw Error(ErrorCode::bad_data, "a probability lies between 0 and 1", "", {"", 0, "p"});
  return e;
}

Resolution over(const record::View& view, const LedgerEntry& e, std::string because) {
  if (view.as_of <= e.horizon_on) return {Verdict::pending, "the horizon is not over", {}};
  return {Verdict::no, std::move(because), {}};
}

Resolution resolve_exit(const record::View& view, const LedgerEntry& e) {
  for (const record::Demand& d : view.demands) {
    if (d.id != e.demand) continue;
    if (!is_resolved(d)) return over(view, e, "the presence had not left by the horizon");
    const bool by_then = midpoint(*d.outcome_on) <= e.horizon_on;
    if (d.outcome == "left" && by_then) return {Verdict::yes, "left on " + to_words(*d.outcome_on), {d.id}};
    if (d.outcome == "left") return {Verdict::no, "left only on " + to_words(*d.outcome_on), {d.id}};
    if (by_then) return {Verdict::no, d.outcome == "partial" ? "left in part" : "stayed on new terms", {d.id}};
    return over(view, e, "the presence had not left by the horizon");
  }
  return {Verdict::cannot_resolve, "the demand is not in the record", {}};
}

Resolution resolve_asks(const record::View& view, const LedgerEntry& e) {
  for (const record::Demand& d : view.demands)
    if (d.host == e.host && d.sender == e.counterpart && midpoint(d.on) > e.issued_on && midpoint(d.on) <= e.horizon_on)
      return {Verdict::yes, "asked on " + to_words(d.on), {d.id}};
  for (const record::Presence& p : view.presences)
    if (p.host == e.host && p.sender == e.counterpart && p.to && midpoint(*p.to) > e.issued_on &&
        midpoint(*p.to) <= e.horizon_on && (p.end_cause == "host-demanded" || p.end_cause == "host-non-renewal"))
      return {Verdict::yes, "ended by the host, " + to_words(*p.to), {p.id}};
  return over(view, e, "no demand by the horizon is in the record");
}

Resolution resolve_arrival(const record::View& view, const LedgerEntry& e) {
  const auto since = forces_since(view, e.host, e.counterpart);
  if (since && midpoint(*since) <= e.horizon_on) {
    if (midpoint(*since) <= e.issued_on) return {Verdict::cannot_resolve, "the forces were there before", {}};
    return {Verdict::yes, "came on " + to_words(*since), {}};
  }
  return over(view, e, "no arrival by the horizon is in the record");
}

Resolution resolve_deaths(const record::View& view, const LedgerEntry& e) {
  if (!e.threshold) return {Verdict::cannot_resolve, "the entry holds no threshold", {}};
  for (const record::DeathsSeries& s : view.deaths) {
    if (s.country != e.host) continue;
    const auto total = twelve_months(s, month_of(e.horizon_on));
    if (!total) return {Verdict::pending, "the months to the horizon are not published", {}};
    return {*total > *e.threshold ? Verdict::yes : Verdict::no,
            fmt::format("{:.0f} deaths against {:.0f}", *total, *e.threshold),
            {}};
  }
  return {Verdict::cannot_resolve, "the record holds no deaths of this state", {}};
}

}  // namespace

std::string_view name(LedgerKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }
std::string_view name(Verdict verdict) { return kVerdicts.at(static_cast<std::size_t>(verdict)); }

std::string ledger_id(const LedgerEntry& e) {
  Sha256 hash;
  hash.field(name(e.kind));
  for (const std::string* text : {&e.question, &e.resolution, &e.host, &e.counterpart, &e.demand}) hash.field(*text);
  hash.field(to_string(e.issued_on));
  hash.field(to_string(e.horizon_on));
  hash.field(e.view_hash);
  hash.field(e.model_hash);
  return hash.hex().substr(0, 16);
}

std::string ledger_line(const LedgerEntry& e) {
  Json line;
  line["id"] = e.id.empty() ? ledger_id(e) : e.id;
  line["kind"] = name(e.kind);
  line["question"] = e.question;
  line["resolution"] = e.resolution;
  line["host"] = e.host;
  line["counterpart"] = e.counterpart;
  line["demand"] = e.demand;
  line["issued_on"] = to_string(e.issued_on);
  line["horizon_on"] = to_string(e.horizon_on);
  line["p"] = e.probability;
  line["interval"] = {{"lo", e.interval.lo}, {"hi", e.interval.hi}};
  line["base_rate"] = e.base_rate;
  line["threshold"] = e.threshold ? Json(*e.threshold) : Json(nullptr);
  line["view"] = e.view_hash;
  line["model"] = e.model_hash;
  return line.dump();
}

std::vector<LedgerEntry> read_ledger(std::string_view text, const std::string& file) {
  std::vector<LedgerEntry> entries;
  long line = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    if (row.empty()) continue;
    constexpr const char* kRemedy = "restore the line as it was issued, or take it out";
    try {
      LedgerEntry e = entry_of(Json::parse(row));
      if (e.id != ledger_id(e))
        throw Error(ErrorCode::bad_data, "the id does not fit the contents: the line was changed after it was issued",
                    "", {"", 0, "id"});
      entries.push_back(std::move(e));
    } catch (const nlohmann::json::exception&) {
      throw Error(ErrorCode::bad_data, "this line is not a forecast", kRemedy, {file, line, ""});
    } catch (const Error& error) {
      throw Error(error.code(), error.message(), kRemedy, {file, line, error.place().field});
    }
  }
  return entries;
}

std::string add_to_ledger(std::string_view text, const std::string& file, std::vector<LedgerEntry> entries) {
  std::set<std::string> known;
  for (const LedgerEntry& e : read_ledger(text, file)) known.insert(e.id);
  std::string result(text);
  if (!result.empty() && result.back() != '\n') result += '\n';
  for (LedgerEntry& e : entries) {
    e.id = ledger_id(e);
    if (known.insert(e.id).second) result += ledger_line(e) + '\n';
  }
  return result;
}

Resolution resolve(const record::View& view, const LedgerEntry& e) {
  switch (e.kind) {
    case LedgerKind::exit: return resolve_exit(view, e);
    case LedgerKind::asks: return resolve_asks(view, e);
    case LedgerKind::arrival: return resolve_arrival(view, e);
    case LedgerKind::deaths: return resolve_deaths(view, e);
  }
  return {Verdict::cannot_resolve, "unknown kind", {}};
}

LedgerScore score_ledger(const record::View& view, const std::vector<LedgerEntry>& entries) {
  LedgerScore s;
  std::vector<BinaryForecast> forecasts;
  std::vector<BinaryForecast> bases;
  std::vector<std::pair<double, std::size_t>> misses;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    s.issued += 1;
    const Resolution r = resolve(view, entries[i]);
    if (r.verdict == Verdict::pending) s.pending += 1;
    if (r.verdict == Verdict::cannot_resolve) s.cannot_resolve += 1;
    if (r.verdict != Verdict::yes && r.verdict != Verdict::no) continue;
    const bool yes = r.verdict == Verdict::yes;
    (yes ? s.yes : s.no) += 1;
    forecasts.push_back({entries[i].probability, yes});
    bases.push_back({entries[i].base_rate, yes});
    misses.emplace_back(std::abs(entries[i].probability - (yes ? 1 : 0)), i);
  }
  s.score = brier(forecasts);
  s.base = brier(bases);
  s.log_loss = log_loss(forecasts);
  if (!forecasts.empty()) s.skill = skill(s.score.score, s.base.score);
  constexpr std::array<double, 4> kEdges{0.2, 0.4, 0.6, 0.8};
  s.bins = calibration(forecasts, kEdges);
  s.can_be_judged = s.yes >= kFewest && s.no >= kFewest;
  std::stable_sort(misses.begin(), misses.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [size, index] : misses) s.misses.push_back(index);
  return s;
}

}  // namespace entente::outlook

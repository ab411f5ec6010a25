#include "entente/align/turn.hpp"

#include "entente/align/similarity.hpp"
#include "entente/base/random.hpp"
#include "entente/base/toml_fields.hpp"
#include "entente/stats/normal.hpp"
#include "entente/stats/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace entente::align {
namespace {

constexpr int kMonths = 36;
constexpr int kCoupMonths = 24;
constexpr std::size_t kSessions = 3;  // sessions on each side of a change of votes
constexpr int kStaleDays = 730;       // votes that end longer ago say nothing of the day
constexpr int kYearsStayed = 5;       // after which a presence counts as having stayed
constexpr int kResamples = 2000;

TurnSign seen(std::string name, std::string words, std::vector<std::string> evidence) {
  std::sort(evidence.begin(), evidence.end());
  const double value = evidence.empty() ? 0 : 1;
  return {std::move(name), value, std::move(words), std::move(evidence)};
}

// The chance that the chance-corrected likeness of votes fell, first-order normal.
TurnSign votes_sign(const record::View& view, std::string_view host, std::string_view sender) {
  TurnSign sign{"votes", std::nullopt, "", {}};
  const auto all = sessions(view);
  if (all.size() < 2 * kSessions) {
    sign.words = "too few sessions";
    return sign;
  }
  const Session& last = all.back();
  if (days_between(last.last, view.as_of) > kStaleDays) {
    sign.words = fmt::format("votes end on {}", to_string(last.last));
    return sign;
  }
  const std::size_t n = all.size();
  const auto span = [&](std::size_t from, std::size_t to) {
    return similarity(votes_in_common(view, host, sender, {all[from].number, all[to].number}));
  };
  const Similarity now = span(n - kSessions, n - 1);
  const Similarity before = span(n - 2 * kSessions, n - kSessions - 1);
  if (!now.enough || !before.enough || !now.kappa || !before.kappa || !now.kappa_interval || !before.kappa_interval) {
    sign.words = "not enough votes in common";
    return sign;
  }
  const double a = (now.kappa_interval->hi - now.kappa_interval->lo) / (2 * stats::kNormal80);
  const double b = (before.kappa_interval->hi - before.kappa_interval->lo) / (2 * stats::kNormal80);
  const double error = std::sqrt(a * a + b * b);
  const double fall = *before.kappa - *now.kappa;
  sign.value = error > 0 ? 0.5 * std::erfc(-fall / error / std::sqrt(2.0)) : (fall > 0 ? 1.0 : 0.0);
  sign.words = fmt::format("kappa {:.2f} to {:.2f}, sessions {} to {}", *before.kappa, *now.kappa,
                           all[n - 2 * kSessions].number, last.number);
  return sign;
}

}  // namespace

TurnSigns turn_signs(const record::View& view, std::string_view host, std::string_view sender) {
  TurnSigns out{std::string(host), std::string(sender), {}, 0, 0, {}};
  const Day from = add_months(view.as_of, -kMonths);

  out.signs.push_back(votes_sign(view, host, sender));

  std::vector<std::string> coups;
  for (const record::Coup& c : view.coups)
    if (c.host == host && c.success.value_or(false) && c.on.last >= add_months(view.as_of, -kCoupMonths))
      coups.push_back(c.id);
  out.signs.push_back(seen("coup", fmt::format("a successful coup within {} months", kCoupMonths), std::move(coups)));

  std::vector<std::string> demands;
  for (const record::Demand& d : view.demands)
    if (d.host == host && d.on.last >= from) demands.push_back(d.id);
  out.signs.push_back(seen("demand", "a public demand that a presence end or change", std::move(demands)));

  std::vector<std::string> gone;
  std::vector<std::string> came;
  for (const record::Presence& p : view.presences) {
    if (p.host != host) continue;
    if (p.sender == sender && p.to && p.to->last >= from && p.to->last <= view.as_of) gone.push_back(p.id);
    if (p.sender != sender && p.from.last >= from && p.from.first <= view.as_of) came.push_back(p.id);
  }
  out.signs.push_back(seen("withdrawal", "a presence of the power ended", std::move(gone)));
  out.signs.push_back(seen("newcomer", "forces of another power came", std::move(came)));

  // Agreements are in the record for some powers and years only: where no host signed any in the window, it cannot say.
  std::vector<std::string> agreed;
  bool any_signed = false;
  for (const record::SecurityAgreement& s : view.security_agreements) {
    if (!s.signed_on || s.signed_on->last < from) continue;
    any_signed = true;
    if (s.host == host && s.sender != sender) agreed.push_back(s.id);
  }
  TurnSign agreement = seen("agreement", "a security agreement with another power", std::move(agreed));
  if (!any_signed) agreement.value.reset();
  out.signs.push_back(std::move(agreement));

  std::vector<std::string> left;
  bool member = false;
  for (const record::Membership& m : view.memberships) {
    if (m.member != host || m.status != "member") continue;
    member = true;
    if ((m.to && m.to->last >= from) || (m.end_announced_on && *m.end_announced_on >= from)) left.push_back(m.id);
  }
  TurnSign body = seen("body left", "a membership ended or its end was announced", std::move(left));
  if (!member) body.value.reset();
  out.signs.push_back(std::move(body));

  double sum = 0;
  for (const TurnSign& s : out.signs)
    if (s.value) {
      sum += *s.value;
      ++out.known;
    }
  const double all = static_cast<double>(out.signs.size());
  out.index = out.known == 0 ? 0 : sum / out.known;
  out.range = {sum / all, (sum + all - out.known) / all};
  return out;
}

std::vector<KnownTurn> read_turns(std::string_view text, const std::string& file) {
  const TomlFields root = TomlFields::parse(text, file,
                                            {.remedy = "docs/methods/alignment.md, section 7, describes the file",
                                             .missing = "the field is missing or no text"});
  if (root.find("turn") == nullptr) root.fail("turn", "the file has no [[turn]]");
  std::vector<KnownTurn> out;
  for (const TomlFields& turn : root.optional_tables("turn")) {
    KnownTurn known{turn.text("host"), turn.text("sender"), {}, turn.text("source")};
    const auto day = parse_day(turn.text("day"));
    if (!day) turn.fail_at(turn.line(), "day", "this is not a day", "write \"YYYY-MM-DD\"");
    known.day = *day;
    out.push_back(std::move(known));
  }
  return out;
}

namespace {

// Whether a turn had come and was known: where its source names a row of the record, the view must hold it.
bool is_known(const KnownTurn& turn, const record::View& now) {
  if (turn.day > now.as_of) return false;
  constexpr std::string_view kDemands = "demands:";
  if (!turn.source.starts_with(kDemands)) return true;
  const std::string_view id = std::string_view(turn.source).substr(0, turn.source.find_first_of(";, "));
  return std::any_of(now.demands.begin(), now.demands.end(), [&](const record::Demand& d) { return d.id == id; });
}

}  // namespace

TurnCheck check_turns(const std::vector<KnownTurn>& turns, const record::View& now,
                      const std::function<record::View(Day)>& view_of, std::uint64_t seed) {
  TurnCheck out;
  for (const KnownTurn& turn : turns) {
    if (!is_known(turn, now)) continue;
    const Day eve = turn.day - std::chrono::days{1};
    const record::View view = view_of(eve);
    TurnRow row{turn, turn_signs(view, turn.host, turn.sender), {}, 0};
    const Day until = std::min(add_months(eve, 12 * kYearsStayed), now.as_of);
    std::set<std::string> hosts;
    for (const record::Presence& p : now.presences)
      if (p.sender == turn.sender && p.systematic && p.host != turn.host && p.from.last <= eve &&
          (!p.to || p.to->first > until))
        hosts.insert(p.host);
    for (const KnownTurn& other : turns)
      if (other.sender == turn.sender && other.day <= until && is_known(other, now)) hosts.erase(other.host);
    for (const std::string& host : hosts) row.others.push_back(turn_signs(view, host, turn.sender));
    std::stable_sort(row.others.begin(), row.others.end(),
                     [](const TurnSigns& a, const TurnSigns& b) { return a.index > b.index; });
    for (const TurnSigns& other : row.others)
      row.above += other.index < row.signs.index ? 1 : other.index == row.signs.index ? 0.5 : 0;
    if (!row.others.empty()) row.above /= static_cast<double>(row.others.size());
    out.hits += row.signs.index >= TurnCheck::kAlarm ? 1 : 0;
    out.others += static_cast<int>(row.others.size());
    out.alarms += static_cast<int>(std::count_if(row.others.begin(), row.others.end(),
                                                 [](const TurnSigns& s) { return s.index >= TurnCheck::kAlarm; }));
    out.rows.push_back(std::move(row));
  }

  std::vector<double> above;
  for (const TurnRow& row : out.rows)
    if (!row.others.empty()) above.push_back(row.above);
  out.compared = static_cast<int>(above.size());
  out.can_be_judged = out.compared >= TurnCheck::kFewest;
  if (above.empty()) return out;
  const auto n = static_cast<double>(above.size());
  for (const double a : above) out.auc += a / n;
  std::vector<double> draws;
  for (std::uint64_t r = 0; r < kResamples; ++r) {
    RandomStream random(seed, "turns", r);
    double mean = 0;
    for (std::size_t i = 0; i < above.size(); ++i) mean += above[random.below(above.size())] / n;
    draws.push_back(mean);
  }
  out.auc_interval = stats::middle_80(std::move(draws));
  out.better_than_chance = out.can_be_judged && out.auc_interval.lo > 0.5;
  return out;
}

std::vector<SignMean> sign_means(const TurnCheck& check) {
  std::vector<SignMean> out;
  if (check.rows.empty()) return out;
  for (const TurnSign& sign : check.rows.front().signs.signs) out.push_back({.name = sign.name});
  const auto add = [](const TurnSign& sign, int& count, std::optional<double>& sum) {
    if (!sign.value) return;
    sum = sum.value_or(0) + *sign.value;
    ++count;
  };
  for (std::size_t i = 0; i < out.size(); ++i) {
    SignMean& mean = out[i];
    for (const TurnRow& row : check.rows) {
      add(row.signs.signs[i], mean.turns, mean.in_turns);
      for (const TurnSigns& other : row.others) add(other.signs[i], mean.others, mean.in_others);
    }
    if (mean.in_turns) *mean.in_turns /= mean.turns;
    if (mean.in_others) *mean.in_others /= mean.others;
  }
  return out;
}

}  // namespace entente::align

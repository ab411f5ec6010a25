#include "entente/align/partners.hpp"

#include "entente/align/edges.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/record/fold.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace entente::align {
namespace {

constexpr int kStepMonths = 24;
constexpr int kDraws = 2000;

// A tie to one partner, from `from` until `until`; what only happens has no `until` and counts in the year of `from`.
struct Fact {
  std::string partner;
  Tie tie;
  Day from;
  std::optional<Day> until;
  std::string evidence;
  const record::Presence* presence = nullptr;
};

struct EventRow {
  std::string_view type;
  Tie tie;
  bool by_partner;  // only what the partner did towards the state
};
constexpr std::array kEvents{
    EventRow{"arms-delivered", Tie::arms, true}, EventRow{"training-begun", Tie::training, true},
    EventRow{"deployment", Tie::training, true}, EventRow{"base-opened", Tie::training, true},
    EventRow{"visit", Tie::visit, false},        EventRow{"talks", Tie::talks, false},
    EventRow{"resource-deal", Tie::deal, false},
};

PartnerStage stage_of(Tie tie) {
  switch (tie) {
    case Tie::forces:
    case Tie::arms:
    case Tie::training: return PartnerStage::delivered;
    case Tie::agreement:
    case Tie::deal: return PartnerStage::signed_paper;
    case Tie::visit:
    case Tie::talks: return PartnerStage::talks;
    case Tie::embassy: break;
  }
  return PartnerStage::none;
}

Day first_of(const std::optional<Date>& a, const std::optional<Date>& b, Day otherwise) {
  return a ? a->first : b ? b->first : otherwise;
}

std::vector<Fact> facts_of(const record::View& view, std::string_view state) {
  std::vector<Fact> facts;
  for (const record::Agreement& a : view.agreements) {
    if (std::find(a.parties.begin(), a.parties.end(), state) == a.parties.end()) continue;
    std::optional<Day> until;
    if (a.denounced_on) until = a.denounced_on->first;
    if (a.ended_on && (!until || a.ended_on->first < *until)) until = a.ended_on->first;
    for (const std::string& party : a.parties)
      if (party != state)
        facts.push_back({party, Tie::agreement, first_of(a.signed_on, a.in_force_on, a.known_on), until, a.id});
  }
  // The table of security agreements says of one power what the table of agreements may say too: one of the same pair,
  // signed within a year, is the same.
  for (const record::SecurityAgreement& a : view.security_agreements) {
    if (a.host != state || !a.signed_on) continue;
    const bool counted = std::any_of(facts.begin(), facts.end(), [&](const Fact& f) {
      return f.tie == Tie::agreement && f.partner == a.sender &&
             std::abs(days_between(f.from, a.signed_on->first)) <= 366;
    });
    if (!counted) facts.push_back({a.sender, Tie::agreement, a.signed_on->first, {}, a.id});
  }
  for (const record::Presence& p : view.presences)
    if (p.host == state)
      facts.push_back(
          {p.sender, Tie::forces, p.from.first, p.to ? std::optional(p.to->first) : std::nullopt, p.id, &p});
  for (const record::Event& e : view.events) {
    const bool towards = e.target == state && e.actor != state;
    const bool from = e.actor == state && e.target != state && !e.target.empty();
    if (!towards && !from) continue;
    const std::string& partner = towards ? e.actor : e.target;
    if (e.type == "embassy-opened") facts.push_back({partner, Tie::embassy, e.on.first, {}, e.id});
    if (e.type == "embassy-closed")
      for (Fact& f : facts)
        if (f.tie == Tie::embassy && f.partner == partner && !f.until) f.until = e.on.first;
    for (const EventRow& row : kEvents)
      if (row.type == e.type && (towards || !row.by_partner)) facts.push_back({partner, row.tie, e.on.first, {}, e.id});
  }
  std::erase_if(facts, [&](const Fact& f) {
    const auto actor = view.actors.find(f.partner);
    return actor == view.actors.end() || actor->second.kind == "armed-group" || actor->second.kind == "group";
  });
  return facts;
}

bool stands_on(const Fact& f, Day day) { return f.from <= day && (!f.until || *f.until > day); }

}  // namespace

std::string_view name(Tie tie) {
  constexpr std::array<std::string_view, kTies> kNames{"agreement", "forces", "embassy", "arms",
                                                       "training",  "visit",  "talks",   "deal"};
  return kNames[static_cast<std::size_t>(tie)];
}

std::string_view name(PartnerStage stage) {
  constexpr std::array<std::string_view, 4> kNames{"none", "talks", "signed", "delivered"};
  return kNames[static_cast<std::size_t>(stage)];
}

namespace {

constexpr int kCountMonths = 24;

// What was counted of the partner's forces in the two years to the day. A count says more than the size class, which is
// of the usual strength.
std::optional<People> counted_people(const record::View& view, std::string_view state, std::string_view partner,
                                     Day on) {
  std::optional<People> people;
  for (const record::PeopleCount& c : record::people_counts(view, state, partner)) {
    if (c.evidence.starts_with("sites:") || c.on.last <= add_months(on, -kCountMonths) || c.on.first > on) continue;
    if (!people) people = People{c.low, c.high};
    people->low = std::min(people->low, c.low);
    people->high = std::max(*people->high, c.high);
  }
  return people;
}

}  // namespace

std::vector<PartnerYear> partners_by_year(const record::View& view, std::string_view state, int first, int last) {
  using std::chrono::December;
  const auto end_of = [](int year) { return Day(std::chrono::year(year) / December / 31); };
  const std::vector<Fact> facts = facts_of(view, state);
  const std::vector<std::string> census = census_senders(view);
  last = std::min(last, year_of(view.as_of));
  std::set<std::string> partners;
  for (const Fact& f : facts)
    if (f.from <= std::min(end_of(last), view.as_of) &&
        (stands(f.tie) ? !f.until || *f.until > end_of(first - 1) : year_of(f.from) >= first))
      partners.insert(f.partner);
  std::vector<PartnerYear> out;
  for (int year = first; year <= last; ++year) {
    const Day before = end_of(year - 1);
    const Day on = std::min(end_of(year), view.as_of);
    for (const std::string& partner : partners) {
      PartnerYear row;
      row.partner = partner;
      row.year = year;
      row.on = on;
      row.census = std::binary_search(census.begin(), census.end(), partner);
      std::array<int, kTies> stood{};
      std::vector<const record::Presence*> presences;
      for (const Fact& f : facts) {
        if (f.partner != partner) continue;
        const auto tie = static_cast<std::size_t>(f.tie);
        const bool counts = stands(f.tie) ? stands_on(f, on) : f.from > before && f.from <= on;
        if (stands(f.tie) && stands_on(f, before)) ++stood[tie];
        if (counts) {
          ++row.count[tie];
          row.evidence.push_back(f.evidence);
          if (f.presence != nullptr) presences.push_back(f.presence);
        }
        if (counts || (!stands(f.tie) && f.from <= on && f.from > add_months(on, -kStepMonths)))
          row.stage = std::max(row.stage, stage_of(f.tie));
      }
      row.people = people_of(presences);
      if (const auto counted = counted_people(view, state, partner, on); counted && !presences.empty())
        row.people = *counted;
      for (std::size_t t = 0; t < kTies; ++t) {
        if (!stands(static_cast<Tie>(t))) continue;
        if (row.count[t] > stood[t]) row.gained.push_back(static_cast<Tie>(t));
        if (row.count[t] < stood[t]) row.lost.push_back(static_cast<Tie>(t));
      }
      std::sort(row.evidence.begin(), row.evidence.end());
      out.push_back(std::move(row));
    }
  }
  return out;
}

std::vector<PartnerChange> who_gained(const std::vector<PartnerYear>& years) {
  std::map<std::string, std::vector<const PartnerYear*>> by_partner;
  for (const PartnerYear& y : years) by_partner[y.partner].push_back(&y);
  std::vector<PartnerChange> out;
  for (const auto& [partner, rows] : by_partner) {
    PartnerChange change;
    change.partner = partner;
    change.from = rows.front()->stage;
    change.to = rows.back()->stage;
    std::set<Tie> gained;
    std::set<Tie> lost;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      gained.insert(rows[i]->gained.begin(), rows[i]->gained.end());
      lost.insert(rows[i]->lost.begin(), rows[i]->lost.end());
    }
    change.gained.assign(gained.begin(), gained.end());
    change.lost.assign(lost.begin(), lost.end());
    bool rose = change.to > change.from;
    bool fell = change.to < change.from;
    for (const Tie tie : {Tie::agreement, Tie::forces, Tie::embassy}) {
      const auto t = static_cast<std::size_t>(tie);
      rose = rose || rows.back()->count[t] > rows.front()->count[t];
      fell = fell || rows.back()->count[t] < rows.front()->count[t];
    }
    change.direction = static_cast<int>(rose && !fell) - static_cast<int>(fell && !rose);
    out.push_back(std::move(change));
  }
  const auto place = [](const PartnerChange& c) { return c.direction == 1 ? 0 : c.direction == -1 ? 1 : 2; };
  std::stable_sort(out.begin(), out.end(),
                   [&](const PartnerChange& a, const PartnerChange& b) { return place(a) < place(b); });
  return out;
}

namespace {

// Draws of the amounts of each holder to shares and concentration.
struct Drawn {
  std::map<std::string, std::vector<double>> shares;
  std::vector<double> hhi;
  std::vector<double> number;

  void add(const std::map<std::string, double>& amounts) {
    std::vector<double> values;
    for (const auto& [holder, amount] : amounts) values.push_back(amount);
    const Concentration c = concentration(values);
    hhi.push_back(c.hhi);
    number.push_back(c.effective_number);
    std::size_t i = 0;
    for (const auto& [holder, amount] : amounts) shares[holder].push_back(c.shares[i++]);
  }
};

void sort_shares(std::vector<Shares::Share>& shares) {
  std::stable_sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
}

}  // namespace

SharesHosted shares_hosted(const record::View& view, const std::vector<std::string>& states, Day on,
                           std::uint64_t seed) {
  SharesHosted out;
  out.on = on;
  const HostingYear there = hosting_on(view, states, on);
  std::map<std::string, std::vector<const record::Presence*>> presences;
  for (const SenderHosts& s : there.senders) {
    if (!s.census) {
      ++out.left_out;
      continue;
    }
    for (const std::string& id : s.evidence) presences[s.sender].push_back(view.presence(record::key_of(id)));
  }
  if (presences.empty()) return out;
  RandomStream random(seed, "shares of forces hosted");
  Drawn drawn;
  for (int d = 0; d < kDraws; ++d) {
    std::map<std::string, double> people;
    for (const auto& [sender, list] : presences)
      for (const record::Presence* p : list) people[sender] += draw_people(*p, random);
    drawn.add(people);
  }
  for (const auto& [sender, shares] : drawn.shares)
    out.shares.push_back({sender, stats::quantile(shares, 0.5), stats::middle_80(shares)});
  sort_shares(out.shares);
  out.hhi = stats::quantile(drawn.hhi, 0.5);
  out.hhi_interval = stats::middle_80(drawn.hhi);
  out.effective_number = stats::quantile(drawn.number, 0.5);
  out.effective_number_interval = stats::middle_80(drawn.number);
  return out;
}

SharesOfAmounts shares_of_amounts(const std::vector<Amount>& amounts, int first, int last, std::uint64_t seed) {
  SharesOfAmounts out;
  std::vector<const Amount*> rows;
  std::map<std::string, double> total;
  for (const Amount& a : amounts) {
    check(a.amount >= 0, "an amount cannot be negative");
    if (a.year < first || a.year > last || a.amount == 0) continue;
    rows.push_back(&a);
    total[a.holder] += a.amount;
    out.total += a.amount;
  }
  out.rows = static_cast<int>(rows.size());
  if (rows.empty()) return out;
  RandomStream random(seed, "shares of amounts");
  Drawn drawn;
  for (int d = 0; d < kDraws; ++d) {
    std::map<std::string, double> weighted;
    for (const Amount* a : rows) weighted[a->holder] += a->amount * random.gamma(1);
    drawn.add(weighted);
  }
  std::vector<double> values;
  for (const auto& [holder, amount] : total) values.push_back(amount);
  const Concentration c = concentration(values);
  out.hhi = c.hhi;
  out.hhi_interval = holding(stats::middle_80(drawn.hhi), c.hhi);
  out.effective_number = c.effective_number;
  out.effective_number_interval = holding(stats::middle_80(drawn.number), c.effective_number);
  for (const auto& [holder, amount] : total) {
    const double share = amount / out.total;
    out.shares.push_back({holder, share, holding(stats::middle_80(drawn.shares.at(holder)), share)});
  }
  sort_shares(out.shares);
  return out;
}

}  // namespace entente::align

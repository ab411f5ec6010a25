#include "entente/record/happening.hpp"

#include "entente/base/error.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace entente::record {
namespace {

struct KindRow {
  HappeningKind kind;
  std::string_view name;
  int window_days;  // days within which two tables mean the same happening
};

// Chosen on the tables that ship: demands are repeated within days, exits end over weeks.
constexpr std::array kKinds{
    KindRow{HappeningKind::coup, "coup", 3},
    KindRow{HappeningKind::demand, "demand", 15},
    KindRow{HappeningKind::exit, "exit", 31},
    KindRow{HappeningKind::arrival, "arrival", 31},
    KindRow{HappeningKind::left_body, "left a body", 45},
};

const KindRow& row(HappeningKind kind) {
  for (const KindRow& r : kKinds)
    if (r.kind == kind) return r;
  throw Error(ErrorCode::internal, "a kind of happening is not declared");
}

struct Claim {
  HappeningKind kind;
  std::string host;
  std::string other;
  Date on;
  std::string id;
};

std::vector<Claim> claims(const View& view) {
  std::vector<Claim> out;
  const auto add = [&](HappeningKind kind, const std::string& host, const std::string& other, const Date& on,
                       const std::string& id) {
    out.push_back({kind, host, other, on, id});
  };
  using enum HappeningKind;
  for (const Coup& c : view.coups) add(coup, c.host, "", c.on, c.id);
  for (const Event& e : view.events) {
    if (e.type == "coup" || e.type == "coup-attempt") add(coup, e.target, "", e.on, e.id);
    if (e.type == "withdrawal-demanded" || e.type == "agreement-terminated") add(demand, e.actor, e.target, e.on, e.id);
    if (e.type == "withdrawal-completed") add(exit, e.target, e.actor, e.on, e.id);
    if (e.type == "deployment" || e.type == "training-begun") add(arrival, e.target, e.actor, e.on, e.id);
    if (e.type == "membership-left") add(left_body, e.actor, e.target, e.on, e.id);
  }
  for (const Demand& d : view.demands) {
    add(demand, d.host, d.sender, d.on, d.id);
    if (d.outcome == "left" && d.outcome_on) add(exit, d.host, d.sender, *d.outcome_on, d.id);
  }
  for (const Agreement& a : view.agreements)
    if (a.denounced_on && a.parties.size() == 2) {
      // Which party denounced is not a column; the agreement's id names the host first, as its parties do.
      add(demand, a.parties[0], a.parties[1], *a.denounced_on, a.id);
    }
  for (const Presence& p : view.presences) {
    add(arrival, p.host, p.sender, p.from, p.id);
    if (p.to) add(exit, p.host, p.sender, *p.to, p.id);
  }
  for (const SecurityAgreement& s : view.security_agreements)
    if (s.forces && s.forces_on) add(arrival, s.host, s.sender, *s.forces_on, s.id);
  for (const Membership& m : view.memberships)
    if (m.end_known_on && m.status == "member")
      add(left_body, m.member, m.body, m.to ? *m.to : Date::of(*m.end_known_on), m.id);
  return out;
}

auto order(const Claim& c) { return std::tie(c.kind, c.host, c.other); }

}  // namespace

std::string_view name(HappeningKind kind) { return row(kind).name; }

std::vector<Happening> happenings(const View& view) {
  std::vector<Claim> all = claims(view);
  std::stable_sort(all.begin(), all.end(), [](const Claim& a, const Claim& b) {
    const Day da = midpoint(a.on);
    const Day db = midpoint(b.on);
    return std::tuple(order(a), da, a.id) < std::tuple(order(b), db, b.id);
  });
  std::vector<Happening> out;
  Day last{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Claim& c = all[i];
    // Dates known to the month or year reach to both their ends.
    const int slack = days_between(c.on.first, c.on.last) / 2;
    const bool same =
        i > 0 && order(all[i - 1]) == order(c) && days_between(last, midpoint(c.on)) <= row(c.kind).window_days + slack;
    if (!same) out.push_back({c.kind, c.host, c.other, c.on, {}});
    Happening& h = out.back();
    const bool finer = c.on.precision < h.on.precision;
    if (finer) h.on = c.on;
    h.ids.push_back(c.id);
    last = same ? std::max(last, midpoint(c.on)) : midpoint(c.on);
  }
  for (Happening& h : out) {
    std::sort(h.ids.begin(), h.ids.end());
    h.ids.erase(std::unique(h.ids.begin(), h.ids.end()), h.ids.end());
  }
  std::stable_sort(out.begin(), out.end(), [](const Happening& a, const Happening& b) {
    return std::tie(a.on.first, a.kind, a.host, a.other) < std::tie(b.on.first, b.kind, b.host, b.other);
  });
  return out;
}

std::vector<SuspectPair> suspect_pairs(const std::vector<Happening>& happenings) {
  std::vector<SuspectPair> out;
  const auto table_of = [](const std::string& id) { return id.substr(0, id.find(':')); };
  for (std::size_t i = 0; i < happenings.size(); ++i)
    for (std::size_t j = i + 1; j < happenings.size(); ++j) {
      const Happening& a = happenings[i];
      const Happening& b = happenings[j];
      if (a.kind != b.kind || a.host != b.host || a.other != b.other) continue;
      if (a.on.precision != Precision::day || b.on.precision != Precision::day) continue;
      const int apart = days_between(a.on.first, b.on.first);
      if (apart > 3 * row(a.kind).window_days) continue;
      if (a.ids.size() == 1 && b.ids.size() == 1 && table_of(a.ids[0]) != table_of(b.ids[0]))
        out.push_back({a, b, apart});
    }
  return out;
}

}  // namespace entente::record

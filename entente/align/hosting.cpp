#include "entente/align/hosting.hpp"

#include "entente/align/edges.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace entente::align {
namespace {

using record::Presence;

constexpr double kLowest[] = {1, 100, 1000, 10000};
constexpr double kHighest[] = {99, 999, 9999};
constexpr double kHighestDrawn[] = {99, 999, 9999, 30000};
constexpr int kDraws = 2000;

bool there(const Presence& presence, Day day) {
  return presence.from.first <= day && (!presence.to || presence.to->first > day);
}

// Among the states, with a size class: the presences a computation may use, by id.
std::vector<const Presence*> presences_in(const record::View& view, const std::vector<std::string>& states) {
  const std::set<std::string> wanted(states.begin(), states.end());
  std::vector<const Presence*> out;
  for (const Presence& p : view.presences)
    if (wanted.contains(p.host)) out.push_back(&p);
  return out;
}

void add_people(People& people, const Presence& presence) {
  const int c = std::clamp(presence.size_class, 1, 4);
  people.low += kLowest[c - 1];
  if (c == 4) people.high.reset();
  if (people.high) *people.high += kHighest[c - 1];
}

}  // namespace

People people_of(const std::vector<const Presence*>& presences) {
  People people;
  for (const Presence* p : presences) add_people(people, *p);
  return people;
}

double draw_people(const Presence& presence, RandomStream& random) {
  const int c = std::clamp(presence.size_class, 1, 4) - 1;
  return kLowest[c] * std::pow(kHighestDrawn[c] / kLowest[c], random.uniform());
}

HostingYear hosting_on(const record::View& view, const std::vector<std::string>& states, Day on) {
  HostingYear out;
  out.year = year_of(on);
  out.on = on;
  const auto census = census_senders(view);
  std::map<std::string, SenderHosts> by_sender;
  std::set<std::string> hosting;
  for (const Presence* p : presences_in(view, states)) {
    if (!there(*p, on)) continue;
    SenderHosts& s = by_sender[p->sender];
    s.sender = p->sender;
    s.census = std::binary_search(census.begin(), census.end(), p->sender);
    s.hosts.push_back(p->host);
    s.evidence.push_back(p->id);
    add_people(s.people, *p);
    hosting.insert(p->host);
  }
  for (auto& [sender, s] : by_sender) {
    std::sort(s.hosts.begin(), s.hosts.end());
    s.hosts.erase(std::unique(s.hosts.begin(), s.hosts.end()), s.hosts.end());
    out.senders.push_back(std::move(s));
  }
  std::stable_sort(out.senders.begin(), out.senders.end(),
                   [](const SenderHosts& a, const SenderHosts& b) { return a.hosts.size() > b.hosts.size(); });
  out.hosting.assign(hosting.begin(), hosting.end());
  return out;
}

std::vector<HostingYear> hosting_by_year(const record::View& view, const std::vector<std::string>& states, int first,
                                         int last) {
  using std::chrono::December;
  const auto end_of = [](int year) { return Day(std::chrono::year(year) / December / 31); };
  const auto all = presences_in(view, states);
  const auto pairs_on = [&](Day day) {
    std::set<HostSender> pairs;
    for (const Presence* p : all)
      if (there(*p, day)) pairs.insert({p->host, p->sender});
    return pairs;
  };
  std::vector<HostingYear> out;
  for (int year = first; year <= std::min(last, year_of(view.as_of)); ++year) {
    const Day before = end_of(year - 1);
    const Day on = std::min(end_of(year), view.as_of);
    HostingYear row = hosting_on(view, states, on);
    row.year = year;
    const auto old_pairs = pairs_on(before);
    const auto new_pairs = pairs_on(on);
    std::set<HostSender> passing;  // came after the row before and were gone by this one
    for (const Presence* p : all)
      if (p->from.first > before && p->from.first <= on && !there(*p, on)) passing.insert({p->host, p->sender});
    std::set<HostSender> entered = passing;
    entered.insert(new_pairs.begin(), new_pairs.end());
    std::set<HostSender> left = passing;
    left.insert(old_pairs.begin(), old_pairs.end());
    std::set_difference(entered.begin(), entered.end(), old_pairs.begin(), old_pairs.end(),
                        std::back_inserter(row.entered));
    std::set_difference(left.begin(), left.end(), new_pairs.begin(), new_pairs.end(), std::back_inserter(row.left));
    out.push_back(std::move(row));
  }
  return out;
}

People census_people(const HostingYear& year) {
  People out;
  for (const SenderHosts& s : year.senders) {
    if (!s.census) continue;
    out.low += s.people.low;
    out.high = out.high && s.people.high ? std::optional(*out.high + *s.people.high) : std::nullopt;
  }
  return out;
}

std::vector<std::string> census_senders(const record::View& view) {
  std::set<std::string> senders;
  for (const Presence& p : view.presences)
    if (p.systematic) senders.insert(p.sender);
  return {senders.begin(), senders.end()};
}

std::string_view name(SpreadChange change) {
  switch (change) {
    case SpreadChange::more_spread: return "more evenly spread";
    case SpreadChange::more_concentrated: return "more concentrated";
    case SpreadChange::no_clear_change: return "spread as before, within what is known";
    case SpreadChange::nobody_hosted: return "not there on both days";
  }
  return "";
}

SpreadTest test_spread(const record::View& view, const std::vector<std::string>& states, Day from, Day to,
                       std::uint64_t seed) {
  SpreadTest out;
  out.from = from;
  out.to = to;
  std::vector<const Presence*> counted;
  std::set<std::string> left_out;
  const auto census = census_senders(view);
  for (const Presence* p : presences_in(view, states)) {
    if (!there(*p, from) && !there(*p, to)) continue;
    if (std::binary_search(census.begin(), census.end(), p->sender)) {
      counted.push_back(p);
    } else {
      left_out.insert(p->sender);
    }
  }
  out.senders_left_out = static_cast<int>(left_out.size());

  RandomStream random(seed, "spread of forces hosted");
  std::vector<double> people_from;
  std::vector<double> people_to;
  std::vector<double> number_from;
  std::vector<double> number_to;
  std::vector<double> changes;
  const auto number_of = [](const std::map<std::string, double>& people, double& total) {
    std::vector<double> amounts;
    total = 0;
    for (const auto& [sender, n] : people) {
      amounts.push_back(n);
      total += n;
    }
    return amounts.empty() ? 0.0 : concentration(amounts).effective_number;
  };
  for (int d = 0; d < kDraws; ++d) {
    std::map<std::string, double> on_from;
    std::map<std::string, double> on_to;
    for (const Presence* p : counted) {
      const double people = draw_people(*p, random);
      if (there(*p, from)) on_from[p->sender] += people;
      if (there(*p, to)) on_to[p->sender] += people;
    }
    out.senders_from = static_cast<int>(on_from.size());
    out.senders_to = static_cast<int>(on_to.size());
    double total_from = 0;
    double total_to = 0;
    number_from.push_back(number_of(on_from, total_from));
    number_to.push_back(number_of(on_to, total_to));
    people_from.push_back(total_from);
    people_to.push_back(total_to);
    changes.push_back(number_to.back() - number_from.back());
  }
  out.people_from = stats::quantile(people_from, 0.5);
  out.people_to = stats::quantile(people_to, 0.5);
  out.number_from = stats::quantile(number_from, 0.5);
  out.number_to = stats::quantile(number_to, 0.5);
  out.change_of_number = stats::quantile(changes, 0.5);
  out.change = stats::middle_80(changes);
  if (out.senders_from == 0 || out.senders_to == 0) {
    out.verdict = SpreadChange::nobody_hosted;
  } else if (out.change.lo > kRounding) {
    out.verdict = SpreadChange::more_spread;
  } else if (out.change.hi < -kRounding) {
    out.verdict = SpreadChange::more_concentrated;
  } else {
    out.verdict = SpreadChange::no_clear_change;
  }
  return out;
}

}  // namespace entente::align

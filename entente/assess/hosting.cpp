// How many states of the region host whom, and whether the forces hosted spread or gather.

#include "entente/align/hosting.hpp"

#include "entente/assess/part.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace entente::assess {
namespace {

constexpr const char* kHeading = "Who is hosted in the region";
constexpr int kYears = 12;
constexpr std::size_t kSenders = 6;  // drawn

const align::SenderHosts* sender_in(const align::HostingYear& year, const std::string& sender) {
  const auto found = std::ranges::find(year.senders, sender, &align::SenderHosts::sender);
  return found == year.senders.end() ? nullptr : &*found;
}

std::size_t hosts_in(const align::HostingYear& year, const std::string& sender) {
  const align::SenderHosts* found = sender_in(year, sender);
  return found == nullptr ? 0 : found->hosts.size();
}

// The senders that were hosted most over the years, then by code.
std::vector<std::string> largest_senders(const std::vector<align::HostingYear>& years) {
  std::map<std::string, std::size_t> totals;
  for (const align::HostingYear& year : years)
    for (const align::SenderHosts& s : year.senders) totals[s.sender] += s.hosts.size();
  std::vector<std::string> out;
  for (const auto& [sender, total] : totals) out.push_back(sender);
  std::ranges::stable_sort(out, std::greater{}, [&](const std::string& sender) { return totals[sender]; });
  out.resize(std::min(out.size(), kSenders));
  return out;
}

Figure figure_of(const Given& given, const std::vector<align::HostingYear>& years,
                 const std::vector<std::string>& senders) {
  SeriesFigure series;
  series.y_label = "states of the region";
  for (const std::string& sender : senders) {
    SeriesFigure::Panel panel{given.view.actor_name(sender), {}, {{"hosts", {}}}, {}};
    for (const align::HostingYear& year : years) {
      panel.x.push_back(year.year);
      panel.lines[0].y.push_back(static_cast<double>(hosts_in(year, sender)));
    }
    series.panels.push_back(std::move(panel));
  }
  Figure figure;
  figure.id = "hosting";
  figure.finding =
      fmt::format("States of the region that host forces, by sender, {} to {}", years.front().year, years.back().year);
  figure.description =
      "Small multiples: one panel a sender, the number of states of the region that host its forces by year.";
  figure.source_line =
      "Presences of powers gone through host by host, and single known cases of others; presences dated by year count from 31 December.";
  figure.data = std::move(series);
  return figure;
}

std::string cite(const Given& given, Register& evidence, const align::HostingYear& last,
                 const std::vector<std::string>& senders) {
  std::vector<std::string> ids;
  for (const std::string& sender : senders)
    if (const align::SenderHosts* s = sender_in(last, sender))
      ids.insert(ids.end(), s->evidence.begin(), s->evidence.end());
  return evidence.query("hosting", "Presences in the region on the day",
                        "presences in the states of the region named in the case, not ended on the day",
                        static_cast<long>(ids.size()), ids, rows_of("presences", given.view.as_of));
}

const char* words_of(align::SpreadChange change) {
  switch (change) {
    case align::SpreadChange::more_spread: return "more spread";
    case align::SpreadChange::more_concentrated: return "more concentrated";
    case align::SpreadChange::no_clear_change:
    case align::SpreadChange::nobody_hosted: break;
  }
  return "neither clearly more spread nor more concentrated";
}

Paragraph text_of(const Given& given, const std::vector<align::HostingYear>& years,
                  const std::vector<std::string>& senders, const std::string& cited) {
  std::vector<std::string> changes;
  for (const std::string& sender : senders)
    changes.push_back(fmt::format("{} {} to {}", given.view.in_sentence(sender), hosts_in(years.front(), sender),
                                  hosts_in(years.back(), sender)));
  Paragraph text;
  text.statements.push_back(
      {fmt::format("Of the {} of {} taken, the number that hosted forces changed from {} to {} as follows: {}.",
                   counted(given.of.region.size(), "state"), given.of.region_words, years.front().year,
                   years.back().year, list_of(changes)),
       {cited},
       Status::computed});
  const align::SpreadTest spread = align::test_spread(given.view, given.of.region, years.front().on, given.view.as_of);
  if (spread.verdict == align::SpreadChange::nobody_hosted) return text;
  text.statements.push_back(
      {fmt::format(
           "Over those years the forces hosted became {}: effective number of senders by people {:.1f} to {:.1f}, change {:+.1f} (80% interval {:+.1f} to {:+.1f}).",
           words_of(spread.verdict), spread.number_from, spread.number_to, spread.number_to - spread.number_from,
           spread.change.lo, spread.change.hi),
       {cited},
       Status::computed});
  return text;
}

std::vector<std::string> hosts_of(const align::HostingYear& year, const std::string& sender) {
  const align::SenderHosts* found = sender_in(year, sender);
  return found == nullptr ? std::vector<std::string>{} : found->hosts;
}

// "France (Mali and Niger)", for each sender with hosts in the one and not in the other; without the hosts where the
// sentence would be too long.
std::vector<std::string> only_in(const Given& given, const align::HostingYear& one, const align::HostingYear& other,
                                 bool with_hosts) {
  std::vector<std::string> out;
  for (const align::SenderHosts& sender : one.senders) {
    std::vector<std::string> names;
    const auto elsewhere = hosts_of(other, sender.sender);
    for (const std::string& host : sender.hosts)
      if (std::ranges::find(elsewhere, host) == elsewhere.end()) names.push_back(given.view.in_sentence(host));
    const std::string power = given.view.in_sentence(sender.sender);
    if (!names.empty()) out.push_back(with_hosts ? fmt::format("{} ({})", power, list_of(names)) : power);
  }
  return out;
}

// Powers with forces in each state of the region, of those that the record went through host by host.
std::vector<double> senders_by_state(const Given& given, const align::HostingYear& year) {
  std::vector<double> out;
  for (const std::string& state : given.of.region) {
    const auto in_it = [&](const align::SenderHosts& s) {
      return s.census && std::ranges::find(s.hosts, state) != s.hosts.end();
    };
    out.push_back(static_cast<double>(std::ranges::count_if(year.senders, in_it)));
  }
  return out;
}

// The change of the mean, with the 80% interval of drawing the states again.
struct MeanChange {
  double then = 0;
  double now = 0;
  stats::Interval change{0, 0};
};

MeanChange mean_change(const std::vector<double>& then, const std::vector<double>& now, std::uint64_t seed) {
  constexpr int kDraws = 1000;
  RandomStream random(seed, "page/senders");
  const auto mean = [](const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  };
  std::vector<double> draws;
  for (int draw = 0; draw < kDraws; ++draw) {
    double sum = 0;
    for (std::size_t i = 0; i < then.size(); ++i) {
      const std::size_t state = random.below(then.size());
      sum += now[state] - then[state];
    }
    draws.push_back(sum / static_cast<double>(then.size()));
  }
  return {mean(then), mean(now), stats::middle_80(std::move(draws))};
}

void tell_spread(Contribution& out, const Given& given, const align::HostingYear& then, const align::HostingYear& now,
                 const std::string& cited) {
  const MeanChange mean = mean_change(senders_by_state(given, then), senders_by_state(given, now), given.seed);
  const char* verdict = mean.change.lo > 0   ? "more powers compete there"
                        : mean.change.hi < 0 ? "fewer powers compete there"
                                             : "that is no clear rise";
  // A zero has no sign.
  const auto signed_words = [](double value) {
    const std::string text = fmt::format("{:+.1f}", value);
    return text == "-0.0" || text == "+0.0" ? std::string("0.0") : text;
  };
  Told told{.says = Says::state,
            .who = {fmt::format("on average {:.1f} powers", mean.now), true},
            .acts = {{.verb = "have",
                      .what = fmt::format("forces in a state there, against {:.1f} a year before (change {}, 80% "
                                          "interval {} to {})",
                                          mean.then, signed_words(mean.now - mean.then), signed_words(mean.change.lo),
                                          signed_words(mean.change.hi))}},
            .besides = verdict};
  out.tell(given, On::beyond, std::move(told), {cited}, Status::computed);
}

// Who came and who went within the year.
Told who_moved(const Given& given, const align::HostingYear& then, const align::HostingYear& now, Day before,
               bool with_hosts) {
  const auto gained = only_in(given, now, then, with_hosts);
  const auto lost = only_in(given, then, now, with_hosts);
  const std::string there = "in " + given.of.region_words + ", forces of ";
  const std::string since = "since " + to_words(before);
  if (gained.empty() && lost.empty())
    return {.says = Says::state,
            .who = {"no power"},
            .acts = {{.verb = "gain",
                      .what = fmt::format("or lost a host in {} within a year", given.of.region_words),
                      .still = true}}};
  if (gained.empty())
    return {.says = Says::state,
            .who = {there + list_of(lost), true},
            .acts = {{.verb = "go", .what = since, .still = true}},
            .besides = "no others have come"};
  return {.says = Says::state,
          .who = {there + list_of(gained), true},
          .acts = {{.verb = "come", .what = since, .still = true}},
          .besides = lost.empty() ? "none have gone" : fmt::format("those of {} have gone", list_of(lost))};
}

// On page 1: who gained and who lost hosts in the region within a year, and whether more powers share a host.
void tell_beyond(Contribution& out, const Given& given) {
  const Day before = add_months(given.view.as_of, -12);
  const align::HostingYear then = align::hosting_on(given.view, given.of.region, before);
  const align::HostingYear now = align::hosting_on(given.view, given.of.region, given.view.as_of);
  if (then.senders.empty() && now.senders.empty()) {
    out.not_told(On::beyond, fmt::format("No foreign presence in {} is in the record.", given.of.region_words));
    return;
  }
  std::vector<std::string> ids;
  for (const align::HostingYear* year : {&now, &then})
    for (const align::SenderHosts& s : year->senders) ids.insert(ids.end(), s.evidence.begin(), s.evidence.end());
  ids = each_once(std::move(ids));
  const std::string cited =
      out.evidence.query("hosting/year", "Presences in the region over a year",
                         "presences in the states of the region named in the case, on the day or a year before",
                         static_cast<long>(ids.size()), ids, rows_of("presences", given.view.as_of));
  Told told = who_moved(given, then, now, before, true);
  if (count_of_words(realise(told, given.view.as_of)) > kPointWords) told = who_moved(given, then, now, before, false);
  if (count_of_words(realise(told, given.view.as_of)) <= kPointWords)
    out.point(given, On::beyond, told, {cited}, Status::computed);
  out.tell(given, On::beyond, std::move(told), {cited}, Status::computed);
  tell_spread(out, given, then, now, cited);
}

}  // namespace

Contribution hosting_part(const Given& given) {
  Contribution out(given.view);
  if (given.wanted.front && !given.of.region.empty()) tell_beyond(out, given);
  if (!given.wanted.annex) {
    out.leave_out("hosting", kHeading);
    return out;
  }
  const int last = year_of(given.view.as_of);
  const auto years = align::hosting_by_year(given.view, given.of.region, last - kYears, last);
  if (years.empty()) return out;
  const std::vector<std::string> senders = largest_senders(years);
  if (senders.empty()) {
    out.gap("No foreign presence in the region is in the record.");
    return out;
  }
  const std::string cited = cite(given, out.evidence, years.back(), senders);
  Section section{"hosting", kHeading, Part::annex, {}};
  section.blocks.emplace_back(text_of(given, years, senders, cited));
  section.blocks.emplace_back(figure_of(given, years, senders));
  out.add(std::move(section));
  return out;
}

}  // namespace entente::assess

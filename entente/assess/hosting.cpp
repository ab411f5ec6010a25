// How many states of the region host whom, and whether the forces hosted spread or gather.

#include "entente/align/hosting.hpp"

#include "entente/assess/part.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

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
    changes.push_back(fmt::format("{} {} to {}", given.view.actor_name(sender), hosts_in(years.front(), sender),
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

}  // namespace

Contribution hosting_part(const Given& given) {
  Contribution out(given.view);
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

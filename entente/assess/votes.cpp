// What votes existed on the day and what they say, and how many states of the region host whom.

#include "entente/align/hosting.hpp"
#include "entente/align/similarity.hpp"
#include "entente/assess/draft.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::assess {

void add_votes(Draft& d) {
  const auto session = align::last_session(d.view);
  if (!session) {
    d.gap("No roll call of the General Assembly is in the record on the day.");
    return;
  }
  Section& section = d.section("votes", "What the votes say", Part::annex);
  const std::string command =
      fmt::format("entente align {} {} --on {}", d.of.host, d.of.counterpart, to_string(d.view.as_of));
  Table table;
  table.id = "votes";
  table.columns = {{"Pair", false}, {"Roll calls", true}, {"Same vote", true},
                   {"S", true},     {"kappa", true},      {"kappa ten sessions before", true}};
  std::vector<std::string> others{d.of.counterpart};
  others.insert(others.end(), d.of.partners.begin(), d.of.partners.end());
  std::string first_words;
  for (const std::string& other : others) {
    const auto now =
        align::similarity(align::votes_in_common(d.view, d.of.host, other, align::SessionSpan::of(session->number)));
    const auto then = align::similarity(
        align::votes_in_common(d.view, d.of.host, other, align::SessionSpan::of(session->number - 10)));
    const auto number = [](const std::optional<double>& v) { return v ? fmt::format("{:.2f}", *v) : std::string("–"); };
    table.rows.push_back({{fmt::format("{} and {}", d.host(), d.view.actor_name(other)), {}},
                          {fmt::format("{}", now.n), {}},
                          {now.enough ? percent(now.agreement) : "not enough", {}},
                          {now.enough ? fmt::format("{:.2f}", now.s_squared) : "–", {}},
                          {now.enough ? number(now.kappa) : "–", {}},
                          {then.enough ? number(then.kappa) : "–", {}}});
  }
  const std::string id =
      d.evidence.query("votes/last-session", fmt::format("Roll calls of session {}", session->number),
                       fmt::format("roll calls of session {}, {} to {}", session->number, to_string(session->first),
                                   to_string(session->last)),
                       session->roll_calls, {}, command);
  table.finding = fmt::format("Votes up to {}: level of agreement, not a turn", to_words(session->last));
  table.source_line = "kappa takes out the agreement that the two states' own habits would give by chance; S does not.";
  for (auto& row : table.rows) row[0].evidence = {id};
  Paragraph text;
  const int age_months = days_between(session->last, d.view.as_of) / 30;
  text.statements.push_back(
      {fmt::format(
           "The roll calls at hand on the day end on {}, {} before it: they can neither show nor refute a turn since then.",
           to_words(session->last),
           age_months >= 24 ? fmt::format("{} years", age_months / 12) : fmt::format("{} months", age_months)),
       {id},
       Status::computed});
  section.blocks.emplace_back(std::move(text));
  section.blocks.emplace_back(std::move(table));
  if (age_months > 12)
    d.gap(fmt::format("Roll calls after {} are not in the record, so no vote speaks on the time since.",
                      to_words(session->last)),
          {id});
}

void add_hosting(Draft& d) {
  const int last = year_of(d.view.as_of);
  const auto years = align::hosting_by_year(d.view, d.of.region, last - 12, last);
  if (years.empty()) return;
  // The senders that host most over the years, and the case's own.
  std::vector<std::pair<int, std::string>> totals;
  for (const auto& year : years)
    for (const auto& s : year.senders) {
      const auto it = std::find_if(totals.begin(), totals.end(), [&](const auto& t) { return t.second == s.sender; });
      const int n = static_cast<int>(s.hosts.size());
      if (it == totals.end())
        totals.emplace_back(n, s.sender);
      else
        it->first += n;
    }
  std::stable_sort(totals.begin(), totals.end(), [](const auto& a, const auto& b) {
    return a.first > b.first || (a.first == b.first && a.second < b.second);
  });
  if (totals.empty()) {
    d.gap("No foreign presence in the region is in the record.");
    return;
  }
  totals.resize(std::min<std::size_t>(totals.size(), 6));
  SeriesFigure figure;
  figure.y_label = "states of the region";
  std::vector<std::string> ids;
  for (const auto& [total, sender] : totals) {
    SeriesFigure::Panel panel{d.view.actor_name(sender), {}, {{"hosts", {}}}};
    for (const auto& year : years) {
      panel.x.push_back(year.year);
      double hosts = 0;
      for (const auto& s : year.senders)
        if (s.sender == sender) {
          hosts = static_cast<double>(s.hosts.size());
          if (&year == &years.back()) ids.insert(ids.end(), s.evidence.begin(), s.evidence.end());
        }
      panel.lines[0].y.push_back(hosts);
    }
    figure.panels.push_back(std::move(panel));
  }
  const auto count_of = [&](const align::HostingYear& year, const std::string& sender) {
    for (const auto& s : year.senders)
      if (s.sender == sender) return static_cast<long>(s.hosts.size());
    return 0L;
  };
  std::vector<std::string> changes;
  for (const auto& [total, sender] : totals)
    changes.push_back(fmt::format("{} {} to {}", d.view.actor_name(sender), count_of(years.front(), sender),
                                  count_of(years.back(), sender)));
  const std::string id =
      d.evidence.query("hosting", "Presences in the region on the day",
                       "presences in the states of the region named in the case, not ended on the day",
                       static_cast<long>(ids.size()), ids, "entente record show presences");
  Section& section = d.section("hosting", "Who is hosted in the region", Part::annex);
  Paragraph text;
  text.statements.push_back(
      {fmt::format("Of the {} states of {} taken, the number that hosted forces changed from {} to {} as follows: {}.",
                   d.of.region.size(), d.of.region_words, years.front().year, years.back().year, list_of(changes)),
       {id},
       Status::computed});
  const align::SpreadTest spread = align::test_spread(d.view, d.of.region, years.front().on, d.view.as_of);
  if (spread.verdict != align::SpreadChange::nobody_hosted)
    text.statements.push_back(
        {fmt::format(
             "Over those years the forces hosted became {}: effective number of senders by people {:.1f} to {:.1f}, change {:+.1f} (80% interval {:+.1f} to {:+.1f}).",
             spread.verdict == align::SpreadChange::more_spread ? "more spread"
             : spread.verdict == align::SpreadChange::more_concentrated
                 ? "more concentrated"
                 : "neither clearly more spread nor more concentrated",
             spread.number_from, spread.number_to, spread.number_to - spread.number_from, spread.change.lo,
             spread.change.hi),
         {id},
         Status::computed});
  section.blocks.emplace_back(std::move(text));
  Figure f;
  f.id = "hosting";
  f.finding =
      fmt::format("States of the region that host forces, by sender, {} to {}", years.front().year, years.back().year);
  f.description =
      "Small multiples: one panel a sender, the number of states of the region that host its forces by year.";
  f.source_line =
      "Presences of powers gone through host by host, and single known cases of others; presences dated by year count from 31 December.";
  f.data = std::move(figure);
  section.blocks.emplace_back(std::move(f));
}

}  // namespace entente::assess

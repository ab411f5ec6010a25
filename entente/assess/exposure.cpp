// What hangs on the agreement: agreements, people, sites, missions as each source told them.

#include "entente/assess/draft.hpp"
#include "entente/record/fold.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace entente::assess {

using record::AgreementStatus;

namespace {

std::string since_words(const std::optional<Date>& since) {
  return since ? "since " + to_words(*since) : "since a day not known";
}

std::string people_words(const record::Site& site) {
  if (!site.people_low && !site.people_high) return "not known";
  const double low = site.people_low.value_or(*(site.people_high ? site.people_high : site.people_low));
  const double high = site.people_high.value_or(low);
  std::string out = low == high ? fmt::format("{:.0f}", low) : fmt::format("{:.0f}–{:.0f}", low, high);
  if (site.people_on) out += " (" + to_words(*site.people_on) + ")";
  return out;
}

}  // namespace

void add_exposure(Draft& d) {
  Section& section = d.section("exposure", "What hangs on it");
  Paragraph agreements;
  std::vector<std::string> others;
  std::vector<std::string> other_ids;
  for (const auto& state : record::agreements_between(d.view, d.of.host, d.of.counterpart)) {
    const record::Agreement& a = *state.agreement;
    const std::string id = d.evidence.row(a.id);
    if (state.status == AgreementStatus::denounced || state.status == AgreementStatus::ended) {
      const Date when = a.denounced_on ? *a.denounced_on : *a.ended_on;
      std::vector<std::string> ids{id};
      for (const record::Event& e : d.view.events)
        if (e.type == "agreement-terminated" && e.on == when && e.actor == d.of.host && e.target == d.of.counterpart)
          ids.push_back(d.evidence.row(e.id));
      std::string text = a.denounced_on ? fmt::format("{} denounced on {}: {}", d.host(), to_words(when), a.title)
                                        : fmt::format("Ended on {}: {}", to_words(when), a.title);
      text +=
          a.notice_clause.empty() ? "; its notice clause was not seen." : fmt::format("; notice: {}.", a.notice_clause);
      agreements.statements.push_back({text, ids, Status::reported});
    } else {
      others.push_back(
          fmt::format("{} ({}{})", a.title, since_words(state.since),
                      state.status == AgreementStatus::ending ? ", to end on " + to_words(*state.until) : ""));
      other_ids.push_back(id);
    }
  }
  if (!others.empty())
    agreements.statements.push_back(
        {fmt::format("Not reported as ended on the day, between the two: {}.", list_of(others)), other_ids,
         Status::reported});
  if (agreements.statements.empty())
    d.gap(fmt::format("No agreement between {} and {} is in the record with a date.", d.host(), d.counterpart()));
  else
    section.blocks.emplace_back(std::move(agreements));

  Paragraph people;
  if (const auto range = record::people_range(d.view, d.of.host, d.of.counterpart, 12)) {
    std::vector<std::string> told;
    std::vector<std::string> ids;
    for (const auto& count : record::people_counts(d.view, d.of.host, d.of.counterpart)) {
      if (count.evidence.starts_with("sites:") || count.on.last < add_months(d.view.as_of, -12)) continue;
      if (count.evidence.starts_with("demands:")) {
        // The table of demands repeats what an event of the same day says.
        bool repeated = false;
        for (const record::Event& e : d.view.events)
          repeated = repeated || (e.on == count.on && e.quantity && *e.quantity == count.low && e.actor == d.of.host);
        if (repeated) continue;
      }
      told.push_back(fmt::format("{:.0f} ({}, {})", count.low, count.what, to_words(count.on)));
      ids.push_back(d.evidence.row(count.evidence));
    }
    const std::string between = range->low == range->high
                                    ? fmt::format("About {:.0f}", range->low)
                                    : fmt::format("Between {:.0f} and {:.0f}", range->low, range->high);
    people.statements.push_back(
        {fmt::format(
             "{} people of {} were counted in {} over the last twelve months, depending on who counts and whom: {}.",
             between, d.counterpart(), d.host(), list_of(told)),
         ids, Status::reported});
  } else {
    d.gap(fmt::format("No count of the people of {} in {} from the last twelve months is in the record.",
                      d.counterpart(), d.host()));
  }

  // Missions as told by the counterpart itself, side by side, contradictions included.
  std::vector<std::string> missions;
  std::vector<std::string> mission_ids;
  for (const record::Event& e : d.view.events) {
    const bool about =
        e.actor == d.of.counterpart && e.target == d.of.host && (e.type == "statement" || e.type == "deployment");
    if (!about || e.on.last < add_months(d.view.as_of, -12)) continue;
    missions.push_back(fmt::format("{}: {}", to_words(e.on), e.summary));
    mission_ids.push_back(d.evidence.row(e.id));
  }
  if (!missions.empty())
    people.statements.push_back({fmt::format("What {} said of the presence over those months, side by side: {}.",
                                             d.counterpart(), fmt::format("{}", fmt::join(missions, "; "))),
                                 mission_ids, Status::reported});
  const auto sites = record::open_sites(d.view, d.of.host, d.of.counterpart);
  if (!sites.empty()) {
    std::vector<std::string> named;
    std::vector<std::string> ids;
    for (const record::Site* site : sites) {
      named.push_back(site->mission.empty() ? site->name : fmt::format("{} ({})", site->name, site->mission));
      ids.push_back(d.evidence.row(site->id));
    }
    people.statements.push_back(
        {fmt::format("Open on the day by the record: {}.", fmt::join(named, "; ")), ids, Status::reported});
  }
  if (!people.statements.empty()) section.blocks.emplace_back(std::move(people));
  if (sites.empty()) {
    d.gap(fmt::format("No site of {} in {} is in the record as open and dated on the day.", d.counterpart(), d.host()));
    return;
  }
  Table table;
  table.id = "sites";
  table.finding = fmt::format("{} of {} in {} on the day, by the record",
                              plural(static_cast<long>(sites.size()), "site", "sites"), d.counterpart(), d.host());
  table.columns = {
      {"Site", false}, {"Kind", false}, {"Runway, ft", true}, {"People", false}, {"Mission as told", false},
      {"Since", false}};
  for (const record::Site* site : sites) {
    const std::string id = d.evidence.row(site->id);
    table.rows.push_back({{site->name, {id}},
                          {site->kind, {}},
                          {site->runway_ft ? fmt::format("{:.0f}", *site->runway_ft) : "–", {}},
                          {people_words(*site), {}},
                          {site->mission.empty() ? "not known" : site->mission, {}},
                          {site->opened_on ? to_words(*site->opened_on) : "not known", {}}});
  }
  table.source_line = "Table of sites; a site without any date is in no view.";
  d.section("sites", "Sites", Part::annex).blocks.emplace_back(std::move(table));
}

}  // namespace entente::assess

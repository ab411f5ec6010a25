// What hangs on the agreement: agreements, people, sites, missions as each source told them.

#include "entente/assess/draft.hpp"
#include "entente/record/fold.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace entente::assess {

using record::AgreementStatus;

namespace {

std::string people_words(const record::Site& site) {
  if (!site.people_low && !site.people_high) return "not known";
  const double low = site.people_low.value_or(*(site.people_high ? site.people_high : site.people_low));
  const double high = site.people_high.value_or(low);
  std::string out = low == high ? fmt::format("{:.0f}", low) : fmt::format("{:.0f}–{:.0f}", low, high);
  if (site.people_on) out += " (" + to_words(*site.people_on) + ")";
  return out;
}

void add_agreements(Draft& d, Section& front, Section& annex) {
  Paragraph ended;
  Table others;
  others.id = "agreements";
  others.columns = {{"Agreement", false}, {"Since", false}, {"On the day", false}};
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
      ended.statements.push_back({text, ids, Status::reported});
    } else {
      others.rows.push_back({{a.title, {id}},
                             {state.since ? to_words(*state.since) : "a day not known", {}},
                             {state.status != AgreementStatus::ending ? "not reported as ended"
                              : state.until                           ? "to end on " + to_words(*state.until)
                                                                      : "its end announced",
                              {}}});
    }
  }
  if (ended.statements.empty() && others.rows.empty()) {
    d.gap(fmt::format("No agreement between {} and {} is in the record with a date.", d.host(), d.counterpart()));
    return;
  }
  if (!others.rows.empty()) {
    const long n = static_cast<long>(others.rows.size());
    std::vector<std::string> ids;
    for (const auto& row : others.rows) ids.push_back(row.front().evidence.front());
    ended.statements.push_back({fmt::format("{} between the two {} not reported as ended on the day.",
                                            capital(plural(n, "agreement", "agreements")), n == 1 ? "is" : "are"),
                                ids, Status::computed});
    others.finding = fmt::format("Agreements between {} and {} that stood on the day", d.host(), d.counterpart());
    others.source_line = "Table of agreements; one without any date is in no view.";
    annex.blocks.emplace_back(std::move(others));
  }
  front.blocks.emplace_back(std::move(ended));
}

// How many people, by whom counted: the lowest, the highest and the newest count in front, all in the annex.
void add_people(Draft& d, Paragraph& front, Section& annex) {
  const auto range = record::people_range(d.view, d.of.host, d.of.counterpart, 12);
  if (!range) {
    d.gap(fmt::format("No count of the people of {} in {} from the last twelve months is in the record.",
                      d.counterpart(), d.host()));
    return;
  }
  Table table;
  table.id = "people";
  table.columns = {{"Counted", false}, {"People", true}, {"Who was counted", false}};
  std::vector<record::PeopleCount> counts;
  for (const auto& count : record::people_counts(d.view, d.of.host, d.of.counterpart)) {
    if (count.evidence.starts_with("sites:") || count.on.last < add_months(d.view.as_of, -12)) continue;
    if (count.evidence.starts_with("demands:")) {
      // The table of demands repeats what an event of the same day says.
      bool repeated = false;
      for (const record::Event& e : d.view.events)
        repeated = repeated || (e.on == count.on && e.quantity && *e.quantity == count.low && e.actor == d.of.host);
      if (repeated) continue;
    }
    table.rows.push_back({{to_words(count.on), {d.evidence.row(count.evidence)}},
                          {fmt::format("{:.0f}", count.low), {}},
                          {count.what, {}}});
    counts.push_back(count);
  }
  if (counts.empty()) return;
  const auto by_people = [](const record::PeopleCount& a, const record::PeopleCount& b) { return a.low < b.low; };
  const record::PeopleCount& least = *std::min_element(counts.begin(), counts.end(), by_people);
  const record::PeopleCount& most = *std::max_element(counts.begin(), counts.end(), by_people);
  const record::PeopleCount& newest = counts.back();
  const auto words = [](const record::PeopleCount& c) {
    return fmt::format("{:.0f} ({}, {})", c.low, c.what, to_words(c.on));
  };
  std::string text =
      least.low == most.low
          ? fmt::format("Counted in twelve months: {} of {}", words(newest), d.counterpart())
          : fmt::format("Counted of {} in twelve months: from {} to {}", d.counterpart(), words(least), words(most));
  std::vector<std::string> ids{d.evidence.row(least.evidence), d.evidence.row(most.evidence)};
  if (least.low != most.low && newest.evidence != least.evidence && newest.evidence != most.evidence) {
    text += fmt::format("; the newest count is {}", words(newest));
    ids.push_back(d.evidence.row(newest.evidence));
  }
  front.statements.push_back({text + ".", ids, Status::reported});
  table.finding =
      fmt::format("{} of the people of {} in {} over twelve months",
                  capital(plural(static_cast<long>(counts.size()), "count", "counts")), d.counterpart(), d.host());
  table.source_line = "As each source counted; military, civilian and contract staff are not always told apart.";
  annex.blocks.emplace_back(std::move(table));
}

// Missions as told by the counterpart itself, side by side.
void add_missions(Draft& d, Paragraph& front, Section& annex) {
  const ToldMissions missions = told_missions(d);
  if (missions.all.empty()) return;
  Table table;
  table.id = "missions";
  table.columns = {{"Day", false}, {"What was said", false}};
  for (const record::Event* e : missions.all)
    table.rows.push_back({{to_words(e->on), {d.evidence.row(e->id)}}, {e->summary, {}}});
  std::vector<std::string> words;
  std::vector<std::string> ids;
  for (const record::Event* e : missions.side_by_side) {
    words.push_back(fmt::format("{}: {}", to_words(e->on), e->summary));
    ids.push_back(d.evidence.row(e->id));
  }
  front.statements.push_back({fmt::format("What {} said of its mission{}: {}.", d.counterpart(),
                                          words.size() > 1 ? ", side by side" : "", fmt::join(words, "; ")),
                              ids, Status::reported});
  table.finding = fmt::format("What {} said of the presence over twelve months, side by side", d.counterpart());
  annex.blocks.emplace_back(std::move(table));
}

// "2013", "unknown", "unknown, there by November 2020"
std::string since_words(const record::Site& site) {
  if (site.opened_on) return to_words(*site.opened_on);
  return site.there_by_on ? "unknown, there by " + to_words(*site.there_by_on) : "unknown";
}

void add_sites(Draft& d, Paragraph& front, Section& annex) {
  const auto sites = record::open_sites(d.view, d.of.host, d.of.counterpart);
  if (sites.empty()) {
    d.gap(fmt::format("No site of {} in {} is in the record as open on the day.", d.counterpart(), d.host()));
    return;
  }
  Table table;
  table.id = "sites";
  table.finding = fmt::format("At least {} of {} in {} on the day, by the record",
                              plural(static_cast<long>(sites.size()), "site", "sites"), d.counterpart(), d.host());
  table.columns = {
      {"Site", false}, {"Kind", false}, {"Runway, ft", true}, {"People", false}, {"Mission as told", false},
      {"Since", false}};
  std::vector<std::string> named;
  std::vector<std::string> ids;
  for (const record::Site* site : sites) {
    const std::string id = d.evidence.row(site->id);
    named.push_back(site->opened_on ? site->name : site->name + " (there since unknown)");
    ids.push_back(id);
    table.rows.push_back({{site->name, {id}},
                          {site->kind, {}},
                          {site->runway_ft ? fmt::format("{:.0f}", *site->runway_ft) : "–", {}},
                          {people_words(*site), {}},
                          {site->mission.empty() ? "not known" : site->mission, {}},
                          {since_words(*site), {}}});
  }
  table.source_line =
      "Table of sites, which is no census: counts say \"at least\". A site whose opening was not seen is there since unknown; one without any date is in no view.";
  front.statements.push_back(
      {fmt::format("Open on the day by the record: {}.", fmt::join(named, "; ")), ids, Status::reported});
  annex.blocks.emplace_back(std::move(table));
}

}  // namespace

ToldMissions told_missions(Draft& d) {
  ToldMissions out;
  for (const record::Event& e : d.view.events) {
    const bool about =
        e.actor == d.of.counterpart && e.target == d.of.host && (e.type == "statement" || e.type == "deployment");
    if (!about || e.on.last < add_months(d.view.as_of, -12)) continue;
    out.all.push_back(&e);
    if (d.evidence.is_contradicted(d.evidence.row(e.id))) out.side_by_side.push_back(&e);
  }
  for (std::size_t i = out.all.size(); out.side_by_side.empty() && i-- > 1;)
    if (days_between(out.all[i - 1]->on.last, out.all[i]->on.first) <= 3)
      out.side_by_side = {out.all[i - 1], out.all[i]};
  if (out.side_by_side.empty() && !out.all.empty()) out.side_by_side = {out.all.back()};
  return out;
}

void add_exposure(Draft& d) {
  Section front{"exposure", "What hangs on it", Part::front, {}};
  Section annex{"sites", "What hangs on it, row by row", Part::annex, {}};
  add_agreements(d, front, annex);
  Paragraph people;
  add_people(d, people, annex);
  add_missions(d, people, annex);
  add_sites(d, people, annex);
  if (!people.statements.empty()) front.blocks.emplace_back(std::move(people));
  d.out.sections.push_back(std::move(front));
  if (!annex.blocks.empty()) d.out.sections.push_back(std::move(annex));
}

}  // namespace entente::assess

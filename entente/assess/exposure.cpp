// What hangs on the agreement: agreements, people, sites, missions as each source told them.

#include "entente/assess/exposure.hpp"

#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/record/fold.hpp"
#include "entente/record/stage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <utility>

namespace entente::assess {

namespace {

using record::AgreementStatus;

constexpr int kMonths = 12;
constexpr int kQuickWords_days = 3;

std::string people_words(const record::Site& site) {
  if (!site.people_low && !site.people_high) return "not known";
  const double low = site.people_low.value_or(*(site.people_high ? site.people_high : site.people_low));
  const double high = site.people_high.value_or(low);
  std::string out = low == high ? fmt::format("{:.0f}", low) : fmt::format("{:.0f}–{:.0f}", low, high);
  if (site.people_on) out += " (" + to_words(*site.people_on) + ")";
  return out;
}

// What was denounced or has ended, with the events that tell of it.
Statement ended_statement(const Given& given, Register& evidence, const record::Agreement& a) {
  const Date when = a.denounced_on ? *a.denounced_on : *a.ended_on;
  std::vector<std::string> ids{evidence.row(a.id)};
  for (const record::Event& e : given.view.events)
    if (e.type == "agreement-terminated" && e.on == when && e.actor == given.of.host &&
        e.target == given.of.counterpart)
      ids.push_back(evidence.row(e.id));
  std::string text = a.denounced_on
                         ? fmt::format("{} denounced on {}: {}", capital(given.host()), to_words(when), a.title)
                         : fmt::format("Ended on {}: {}", to_words(when), a.title);
  text += a.notice_clause.empty() ? "; its notice clause was not seen." : fmt::format("; notice: {}.", a.notice_clause);
  return {text, ids, Status::reported};
}

void add_agreements(Contribution& out, const Given& given, Section& front, Section& annex) {
  Paragraph text;
  Table standing;
  standing.id = "agreements";
  standing.columns = {{"Agreement", false}, {"Since", false}, {"On the day", false}};
  std::vector<std::string> ids;
  for (const auto& state : record::agreements_between(given.view, given.of.host, given.of.counterpart)) {
    if (state.status == AgreementStatus::denounced || state.status == AgreementStatus::ended) {
      text.statements.push_back(ended_statement(given, out.evidence, *state.agreement));
      continue;
    }
    ids.push_back(out.evidence.row(state.agreement->id));
    standing.rows.push_back({{state.agreement->title, {ids.back()}},
                             {state.since ? to_words(*state.since) : "a day not known", {}},
                             {state.status != AgreementStatus::ending ? "not reported as ended"
                              : state.until                           ? "to end on " + to_words(*state.until)
                                                                      : "its end announced",
                              {}}});
  }
  if (text.statements.empty() && standing.rows.empty()) {
    out.gap(
        fmt::format("No agreement between {} and {} is in the record with a date.", given.host(), given.counterpart()));
    return;
  }
  if (!standing.rows.empty()) {
    const long n = static_cast<long>(standing.rows.size());
    text.statements.push_back({fmt::format("{} between the two {} not reported as ended on the day.",
                                           capital(counted(n, "agreement")), n == 1 ? "is" : "are"),
                               ids, Status::computed});
    standing.finding =
        fmt::format("Agreements between {} and {} that stood on the day", given.host(), given.counterpart());
    standing.source_line = "Table of agreements; one without any date is in no view.";
    annex.blocks.emplace_back(std::move(standing));
  }
  front.blocks.emplace_back(std::move(text));
}

// Counts of twelve months by whoever counted; a demand that repeats an event of its day is left out.
std::vector<record::PeopleCount> recent_counts(const Given& given) {
  std::vector<record::PeopleCount> out;
  for (const auto& count : record::people_counts(given.view, given.of.host, given.of.counterpart)) {
    if (count.evidence.starts_with("sites:") || count.on.last < add_months(given.view.as_of, -kMonths)) continue;
    const bool repeated =
        count.evidence.starts_with("demands:") && std::ranges::any_of(given.view.events, [&](const record::Event& e) {
          return e.on == count.on && e.quantity && *e.quantity == count.low && e.actor == given.of.host;
        });
    if (!repeated) out.push_back(count);
  }
  return out;
}

// The lowest, the highest and the newest count.
Statement counts_statement(const Given& given, Register& evidence, const std::vector<record::PeopleCount>& counts) {
  const record::PeopleCount& lowest = *std::ranges::min_element(counts, {}, &record::PeopleCount::low);
  const record::PeopleCount& highest = *std::ranges::max_element(counts, {}, &record::PeopleCount::low);
  const record::PeopleCount& newest = counts.back();
  const auto words = [](const record::PeopleCount& c) {
    return fmt::format("{:.0f} ({}, {})", c.low, c.what, to_words(c.on));
  };
  std::vector<std::string> ids{evidence.row(lowest.evidence)};
  if (highest.evidence != lowest.evidence) ids.push_back(evidence.row(highest.evidence));
  if (lowest.low == highest.low)
    return {fmt::format("Counted in twelve months: {} of {}.", words(newest), given.counterpart()), ids,
            Status::reported};
  std::string text =
      fmt::format("Counted of {} in twelve months: from {} to {}", given.counterpart(), words(lowest), words(highest));
  if (newest.evidence != lowest.evidence && newest.evidence != highest.evidence) {
    text += fmt::format("; the newest count is {}", words(newest));
    ids.push_back(evidence.row(newest.evidence));
  }
  return {text + ".", ids, Status::reported};
}

// How many people, by whom counted: the lowest, the highest and the newest count in front, all in the annex.
void add_people(Contribution& out, const Given& given, Paragraph& front, Section& annex) {
  // Whom nobody expects there is not missed, and a count of those who left is none of those who are there.
  if (given.situation.state == outlook::State::ended) return;
  if (!record::people_range(given.view, given.of.host, given.of.counterpart, kMonths)) {
    out.gap(fmt::format("No count of the people of {} in {} from the last twelve months is in the record.",
                        given.counterpart(), given.host()));
    return;
  }
  const std::vector<record::PeopleCount> counts = recent_counts(given);
  if (counts.empty()) return;
  front.statements.push_back(counts_statement(given, out.evidence, counts));
  Table table;
  table.id = "people";
  table.columns = {{"Counted", false}, {"People", true}, {"Who was counted", false}};
  for (const record::PeopleCount& count : counts)
    table.rows.push_back({{to_words(count.on), {out.evidence.row(count.evidence)}},
                          {fmt::format("{:.0f}", count.low), {}},
                          {count.what, {}}});
  table.finding = fmt::format("{} of the people of {} in {} over twelve months",
                              capital(counted(counts.size(), "count")), given.counterpart(), given.host());
  table.source_line = "As each source counted; military, civilian and contract staff are not always told apart.";
  annex.blocks.emplace_back(std::move(table));
}

// Missions as told by the counterpart itself, side by side.
void add_missions(Contribution& out, const Given& given, Paragraph& front, Section& annex) {
  const MissionStatements missions = mission_statements(given, out.evidence);
  if (missions.all.empty()) return;
  Table table;
  table.id = "missions";
  table.columns = {{"Day", false}, {"What was said", false}};
  for (const record::Event* e : missions.all)
    table.rows.push_back({{to_words(e->on), {out.evidence.row(e->id)}}, {e->summary, {}}});
  std::vector<std::string> words;
  std::vector<std::string> ids;
  for (const record::Event* e : missions.side_by_side) {
    words.push_back(fmt::format("{}: {}", to_words(e->on), e->summary));
    ids.push_back(out.evidence.row(e->id));
  }
  front.statements.push_back({fmt::format("What {} said of its mission{}: {}.", given.counterpart(),
                                          words.size() > 1 ? ", side by side" : "", fmt::join(words, "; ")),
                              ids, Status::reported});
  table.finding = fmt::format("What {} said of the presence over twelve months, side by side", given.counterpart());
  annex.blocks.emplace_back(std::move(table));
}

// "2013", "unknown", "unknown, there by November 2020"
std::string since_words(const record::Site& site) {
  if (site.opened_on) return to_words(*site.opened_on);
  return site.there_by_on ? "unknown, there by " + to_words(*site.there_by_on) : "unknown";
}

void add_sites(Contribution& out, const Given& given, Paragraph& front, Section& annex) {
  const auto sites = record::open_sites(given.view, given.of.host, given.of.counterpart);
  if (sites.empty() && given.situation.state == outlook::State::ended) return;
  if (sites.empty()) {
    out.gap(fmt::format("No site of {} in {} is in the record as open on the day.", given.counterpart(), given.host()));
    return;
  }
  Table table;
  table.id = "sites";
  table.finding = fmt::format("At least {} of {} in {} on the day, by the record", counted(sites.size(), "site"),
                              given.counterpart(), given.host());
  table.columns = {
      {"Site", false}, {"Kind", false}, {"Runway, ft", true}, {"People", false}, {"Mission as told", false},
      {"Since", false}};
  std::vector<std::string> named;
  std::vector<std::string> ids;
  for (const record::Site* site : sites) {
    const std::string id = out.evidence.row(site->id);
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
      "Table of sites, which is not a census: counts say \"at least\". A site whose opening was not seen is there since unknown; one without any date is in no view.";
  front.statements.push_back(
      {fmt::format("Open on the day by the record: {}.", fmt::join(named, "; ")), ids, Status::reported});
  annex.blocks.emplace_back(std::move(table));
}

// "surveillance drones, logistics": as it goes on in a sentence. Initials stay.
std::string goes_on(std::string text) {
  if (text.size() > 1 && std::isupper(static_cast<unsigned char>(text[1])) == 0)
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

bool is_half_gone(const Given& given) {
  const record::Demand* demand = record::latest_demand(given.view, given.of.host, given.of.counterpart);
  if (demand == nullptr || given.situation.state != outlook::State::demanded) return false;
  const auto state = record::demand_state(*demand, record::steps_of(given.view, *demand), given.view.as_of);
  return state && state->stage == record::DemandStage::half_gone;
}

// On page 1: how many people and sites, and what the main one of these is for.
void tell_exposure(Contribution& out, const Given& given) {
  if (given.situation.state == outlook::State::ended) return;
  const auto people = record::people_range(given.view, given.of.host, given.of.counterpart, kMonths);
  auto sites = record::open_sites(given.view, given.of.host, given.of.counterpart);
  std::vector<std::string> at_stake;
  std::vector<std::string> ids;
  if (people) {
    at_stake.push_back(people->low == people->high ? "about " + counted(rounded(people->high), "person", "people")
                                                   : fmt::format("{:.0f} to {}", people->low,
                                                                 counted(rounded(people->high), "person", "people")));
    ids.push_back(out.evidence.row(people->evidence));
  }
  if (!sites.empty()) at_stake.push_back("at least " + counted(sites.size(), "site"));
  for (const record::Site* site : sites)
    if (ids.size() < 2) ids.push_back(out.evidence.row(site->id));
  if (at_stake.empty()) return;
  Noun who = all_of(at_stake);
  who.words += " of " + given.counterpart();
  who.plural = true;
  Told stake{.says = Says::state, .who = who, .acts = {{.verb = "be", .what = "at stake"}}};
  // Counts are of twelve months: once half have left they are of those who were there.
  if (people && is_half_gone(given)) stake.besides = "half of the people or more have left";
  out.tell(given, On::lost, std::move(stake), ids, Status::reported);
  // The newest site with a runway is what was built for the purpose.
  std::ranges::stable_sort(sites, std::greater{}, [](const record::Site* s) {
    return std::pair(s->runway_ft.value_or(0) > 0, s->opened_on ? s->opened_on->first : Day{});
  });
  for (const record::Site* site : sites) {
    if (site->mission.empty()) continue;
    out.tell(given, On::lost,
             {.says = Says::state,
              .who = {"the mission of " + site->name},
              .acts = {{.verb = "be", .what = fmt::format("told as “{}”", goes_on(site->mission))}}},
             {out.evidence.row(site->id)}, Status::reported, 1);
    break;
  }
}

}  // namespace

MissionStatements mission_statements(const Given& given, Register& evidence) {
  MissionStatements out;
  for (const record::Event& e : given.view.events) {
    const bool about = e.actor == given.of.counterpart && e.target == given.of.host &&
                       (e.type == "statement" || e.type == "deployment");
    if (!about || e.on.last < add_months(given.view.as_of, -kMonths)) continue;
    out.all.push_back(&e);
    if (evidence.is_contradicted(evidence.row(e.id))) out.side_by_side.push_back(&e);
  }
  for (std::size_t i = out.all.size(); out.side_by_side.empty() && i-- > 1;)
    if (days_between(out.all[i - 1]->on.last, out.all[i]->on.first) <= kQuickWords_days)
      out.side_by_side = {out.all[i - 1], out.all[i]};
  if (out.side_by_side.empty() && !out.all.empty()) out.side_by_side = {out.all.back()};
  return out;
}

Contribution exposure_part(const Given& given) {
  Contribution out(given.view);
  if (!given.wanted.front) return out;
  Section front{"exposure", "What hangs on it", Part::front, {}};
  Section annex{"sites", "What hangs on it, row by row", Part::annex, {}};
  add_agreements(out, given, front, annex);
  Paragraph people;
  add_people(out, given, people, annex);
  add_missions(out, given, people, annex);
  add_sites(out, given, people, annex);
  tell_exposure(out, given);
  if (!people.statements.empty()) front.blocks.emplace_back(std::move(people));
  out.add(std::move(front));
  out.add_annex(std::move(annex), given.wanted);
  return out;
}

}  // namespace entente::assess

// Motives and rival explanations: dated signs for and against, and what was expected but not seen. Never a share.

#include "entente/assess/draft.hpp"
#include "entente/outlook/situation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace entente::assess {
namespace {

constexpr int kYear_days = 365;

bool holds(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Whether two powers stand in one camp.
bool same_camp(const outlook::LadderFile& file, const std::string& a, const std::string& b) {
  return std::any_of(file.camps.begin(), file.camps.end(),
                     [&](const std::vector<std::string>& camp) { return holds(camp, a) && holds(camp, b); });
}

bool plays(const std::string& side, const std::string& code, const Draft& d) {
  if (side == "any") return true;
  if (side == "host") return code == d.of.host;
  if (side == "counterpart") return code == d.of.counterpart;
  if (code.empty() || code == d.of.host || code == d.of.counterpart) return false;
  if (side == "other") return true;
  return same_camp(d.models.ladder, code, d.of.counterpart) == (side == "ally");
}

// All foreign forces are told to leave: nobody is named, so everybody is meant.
bool tells_all(const record::Event& e, const Draft& d) {
  return e.type == "withdrawal-demanded" && e.actor == d.of.host && e.target.empty();
}

bool matches(const Sign& sign, const record::Event& e, const Draft& d) {
  const auto one_way = [&](const std::string& from, const std::string& towards) {
    const bool target = plays(sign.target, towards, d) || (tells_all(e, d) && sign.target != "host");
    return plays(sign.actor, from, d) && target;
  };
  return one_way(e.actor, e.target) || (sign.either_way && one_way(e.target, e.actor));
}

// Whether the host has asked the forces of `code` to leave on that day or later.
bool ordered_out(const Draft& d, const std::string& code, Day since) {
  return std::any_of(
             d.view.demands.begin(), d.view.demands.end(),
             [&](const record::Demand& x) { return x.host == d.of.host && x.sender == code && x.on.last >= since; }) ||
         std::any_of(d.view.events.begin(), d.view.events.end(), [&](const record::Event& e) {
           return e.actor == d.of.host && (e.target == code || e.target.empty()) && e.on.last >= since &&
                  (e.type == "withdrawal-demanded" || e.type == "agreement-terminated");
         });
}

// The events that meet a sign, newest last; empty where too few do.
std::vector<const record::Event*> seen(const Sign& sign, const Draft& d) {
  std::vector<const record::Event*> events;
  std::set<std::string> partners;
  const Day from = add_months(d.view.as_of, -sign.months);
  for (const record::Event& e : d.view.events) {
    if (e.on.last < from || e.on.first > d.view.as_of) continue;
    if (!holds(sign.types, e.type) || !matches(sign, e, d)) continue;
    // Signs are about this host: an event among others only is none.
    if (e.actor != d.of.host && e.target != d.of.host) continue;
    if (sign.unless_ordered_out && ordered_out(d, e.actor == d.of.host ? e.target : e.actor, e.on.first)) continue;
    events.push_back(&e);
    for (const std::string& code : {e.actor, e.target})
      if (!code.empty() && code != d.of.host && code != d.of.counterpart) partners.insert(code);
  }
  if (static_cast<int>(events.size()) < sign.at_least || static_cast<int>(partners.size()) < sign.at_least_partners)
    events.clear();
  return events;
}

// Whether somebody looked for such events over the whole window of the sign.
bool collected(const Sign& sign, const Draft& d) {
  const Day from = add_months(d.view.as_of, -sign.months);
  return std::any_of(d.models.rules.collected.begin(), d.models.rules.collected.end(), [&](const Collected& c) {
    return holds(c.hosts, d.of.host) && c.from <= from && d.view.as_of <= c.to;
  });
}

Statement statement_of(const Sign& sign, const std::vector<const record::Event*>& events, Draft& d) {
  Statement s;
  const record::Event& latest = *events.back();
  s.text = events.size() == 1 ? fmt::format("{} ({}).", capital(sign.words), to_words(latest.on))
                              : fmt::format("{} ({} events, the latest on {}).", capital(sign.words), events.size(),
                                            to_words(latest.on));
  // The newest three stand for all.
  const std::size_t first = events.size() > 3 ? events.size() - 3 : 0;
  for (std::size_t i = first; i < events.size(); ++i) s.evidence.push_back(d.evidence.row(events[i]->id));
  s.status = Status::reported;
  return s;
}

AfterYear after_year(const record::Demand& demand) {
  const auto days = outlook::days_to_outcome(demand);
  if (!days || *days > kYear_days) return AfterYear::open;
  return demand.outcome == "left" ? AfterYear::left : AfterYear::new_terms;
}

// How demands of the past stood after a year, as each rival explanation would have it.
void add_rival_cases(Draft& d) {
  Table table;
  table.id = "rival-cases";
  table.columns = {{"Explanation", false},
                   {"Demands after a year", false},
                   {"All", true},
                   {"After a coup", true},
                   {"The latest", false}};
  std::vector<const record::Demand*> past;
  for (const record::Demand& demand : d.view.demands)
    if (demand.id != d.situation.demand && days_between(demand.on.last, d.view.as_of) > kYear_days)
      past.push_back(&demand);
  if (past.empty()) return;
  std::sort(past.begin(), past.end(), [](const auto* a, const auto* b) {
    return std::tuple(b->on.first, a->id) < std::tuple(a->on.first, b->id);
  });
  const long coups = std::count_if(past.begin(), past.end(), [](const auto* one) { return one->coup_within_24m; });
  for (const Motive& h : d.models.rules.hypotheses) {
    if (!h.after_year) continue;
    long all = 0;
    long after_coup = 0;
    std::vector<std::string> latest;
    std::vector<std::string> ids;
    for (const record::Demand* one : past) {
      if (after_year(*one) != *h.after_year) continue;
      ++all;
      after_coup += one->coup_within_24m ? 1 : 0;
      if (latest.size() == 3) continue;
      ids.push_back(one->id);
      latest.push_back(fmt::format("{} and {}, {}", d.view.actor_name(one->host), d.view.in_sentence(one->sender),
                                   year_of(one->on.first)));
    }
    const char* words = *h.after_year == AfterYear::left        ? "the forces were gone"
                        : *h.after_year == AfterYear::new_terms ? "partly gone, or kept on new terms"
                                                                : "nothing had come of it yet";
    const std::string query = d.evidence.query(
        fmt::format("rival-cases/{}", table.rows.size() + 1), fmt::format("Demands after a year: {}", words),
        "public demands of more than twelve months before the day, the case's own left out", all, ids,
        fmt::format("entente record show demands --on {}", to_string(d.view.as_of)));
    table.rows.push_back({{h.name, {query}},
                          {words, {}},
                          {fmt::format("{} of {}", all, past.size()), {}},
                          {fmt::format("{} of {}", after_coup, coups), {}},
                          {fmt::format("{}", fmt::join(latest, "; ")), {}}});
  }
  if (table.rows.empty()) return;
  table.finding = "What earlier demands had come to after a year, beside what each explanation expects";
  table.source_line =
      "Demands that became public. How a demand ended does not prove what it was meant as; the observation that tells "
      "the explanations apart stands beside each above.";
  d.section("rival-cases", "Rival explanations and the cases of each", Part::annex)
      .blocks.emplace_back(std::move(table));
}

}  // namespace

void add_motives(Draft& d) {
  Table table;
  table.id = "motives";
  table.finding = "Signs for and against each motive; what was collected and not seen is named";
  table.columns = {{"Motive", false}, {"For", false}, {"Against", false}, {"Expected, not seen", false}};
  for (const Motive& motive : d.models.rules.motives) {
    Table::Cell for_cell;
    Table::Cell against;
    std::string absent;
    for (const Sign& sign : motive.signs) {
      const auto events = seen(sign, d);
      if (events.empty()) {
        if (sign.expected && collected(sign, d)) absent += (absent.empty() ? "" : " ") + capital(sign.words) + ".";
        continue;
      }
      const Statement s = statement_of(sign, events, d);
      Table::Cell& cell = sign.supports ? for_cell : against;
      cell.text += (cell.text.empty() ? "" : " ") + s.text;
      cell.evidence.insert(cell.evidence.end(), s.evidence.begin(), s.evidence.end());
    }
    if (for_cell.text.empty()) for_cell.text = "–";
    if (against.text.empty()) against.text = "–";
    table.rows.push_back(
        {{motive.name + ": " + motive.words + ".", {}}, for_cell, against, {absent.empty() ? "–" : absent, {}}});
  }
  table.source_line =
      "Rules fixed beforehand in data/model/motives.toml, the same for every case; no sums, no odds. "
      "\"Not seen\" is said only where events of the host were collected over the whole time.";
  d.section("motives", "Why: signs for and against", Part::annex).blocks.emplace_back(std::move(table));

  for (const Motive& h : d.models.rules.hypotheses) {
    Hypothesis out;
    out.name = h.name + ": " + h.words;
    out.separating_observation = h.separating_observation;
    for (const Sign& sign : h.signs) {
      const auto events = seen(sign, d);
      if (events.empty()) {
        if (sign.expected && collected(sign, d)) out.expected_but_absent.push_back(capital(sign.words));
        continue;
      }
      (sign.supports ? out.signs_for : out.signs_against).push_back(statement_of(sign, events, d));
    }
    d.out.hypotheses.push_back(std::move(out));
  }
  add_rival_cases(d);
}

}  // namespace entente::assess

// Motives and rival explanations: dated signs for and against, and what was expected but not seen. Never a share.

#include "entente/assess/part.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <set>
#include <tuple>

namespace entente::assess {
namespace {

constexpr int kYear_days = 365;
constexpr int kHalfMonth_days = 15;
constexpr std::size_t kLatestCases = 3;
constexpr const char* kMotives = "Why: signs for and against";
constexpr const char* kRivalCases = "Rival explanations and the cases of each";

bool holds(const std::vector<std::string>& list, const std::string& value) {
  return std::ranges::find(list, value) != list.end();
}

// Whether two powers stand in one camp.
bool same_camp(const outlook::LadderFile& file, const std::string& a, const std::string& b) {
  return std::ranges::any_of(file.camps,
                             [&](const std::vector<std::string>& camp) { return holds(camp, a) && holds(camp, b); });
}

bool plays(const std::string& side, const std::string& code, const Given& given) {
  const Case& of = given.of;
  if (side == "any") return true;
  if (side == "host") return code == of.host;
  if (side == "counterpart") return code == of.counterpart;
  if (code.empty() || code == of.host || code == of.counterpart) return false;
  if (side == "other") return true;
  return same_camp(given.models.ladder, code, of.counterpart) == (side == "ally");
}

// All foreign forces are told to leave: nobody is named, so everybody is meant.
bool tells_all(const record::Event& e, const Given& given) {
  return e.type == "withdrawal-demanded" && e.actor == given.of.host && e.target.empty();
}

bool matches(const Sign& sign, const record::Event& e, const Given& given) {
  const auto one_way = [&](const std::string& from, const std::string& towards) {
    const bool target = plays(sign.target, towards, given) || (tells_all(e, given) && sign.target != "host");
    return plays(sign.actor, from, given) && target;
  };
  return one_way(e.actor, e.target) || (sign.either_way && one_way(e.target, e.actor));
}

// Whether the host has asked the forces of `code` to leave on that day or later.
bool ordered_out(const Given& given, const std::string& code, Day since) {
  const std::string& host = given.of.host;
  const auto demands = [&](const record::Demand& demand) {
    return demand.host == host && demand.sender == code && demand.on.last >= since;
  };
  const auto tells = [&](const record::Event& e) {
    return e.actor == host && (e.target == code || e.target.empty()) && e.on.last >= since &&
           (e.type == "withdrawal-demanded" || e.type == "agreement-terminated");
  };
  return std::ranges::any_of(given.view.demands, demands) || std::ranges::any_of(given.view.events, tells);
}

bool between(const record::Event& e, const std::string& a, const std::string& b) {
  return (e.actor == a && e.target == b) || (e.actor == b && e.target == a);
}

// An agreement on the day of the exit is no agreement on terms that keep the forces.
bool agrees_exit(const record::Event& e, const Given& given) {
  if (e.type != "agreement-signed" && e.type != "agreement-renegotiated") return false;
  if (!between(e, given.of.host, given.of.counterpart)) return false;
  return std::ranges::any_of(given.view.demands, [&](const record::Demand& demand) {
    return demand.host == given.of.host && demand.sender == given.of.counterpart &&
           std::ranges::any_of(record::steps_of(given.view, demand), [&](const record::Step& step) {
             return step.kind == "date-agreed" &&
                    std::abs(days_between(midpoint(step.on), midpoint(e.on))) <= kHalfMonth_days;
           });
  });
}

// Events about the host, by day, but for agreements on its exit. A demand, and a withdrawal that has begun, count where
// only their own tables tell of them.
std::vector<record::Event> events_of_host(const Given& given) {
  const record::View& view = given.view;
  const std::string& host = given.of.host;
  std::vector<record::Event> out;
  for (const record::Event& e : view.events)
    if ((e.actor == host || e.target == host) && !agrees_exit(e, given)) out.push_back(e);
  const auto told = out.size();
  const auto add = [&](const std::string& id, const Date& on, const std::string& actor, const std::string& type,
                       const std::string& target) {
    record::Event e;
    e.id = id;
    e.on = on;
    e.actor = actor;
    e.type = type;
    e.target = target;
    out.push_back(std::move(e));
  };
  for (const record::Demand& demand : view.demands) {
    if (demand.host != host) continue;
    const auto tells = [&](const auto& meets) { return std::any_of(out.begin(), out.begin() + told, meets); };
    const bool denounced = demand.kind == "agreement-denounced";
    if ((denounced || demand.kind == "withdrawal-demanded") && !tells([&](const record::Event& e) {
          return e.actor == host && (e.target == demand.sender || e.target.empty()) &&
                 (e.type == "agreement-terminated" || e.type == "withdrawal-demanded") &&
                 std::abs(days_between(midpoint(e.on), midpoint(demand.on))) <= kHalfMonth_days;
        }))
      add(demand.id, demand.on, host, denounced ? "agreement-terminated" : "withdrawal-demanded", demand.sender);
    const auto begun = [&](const record::Event& e) {
      return e.type == "withdrawal-begun" && between(e, host, demand.sender) && e.on.last >= demand.on.first;
    };
    for (const record::Step& step : record::steps_of(view, demand))
      if (step.kind == "withdrawal-begun" && !tells(begun))
        add(step.id, step.on, demand.sender, "withdrawal-begun", host);
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.on < b.on; });
  return out;
}

// The events that meet a sign, newest last; empty where too few do.
std::vector<const record::Event*> seen(const Sign& sign, const Given& given, const std::vector<record::Event>& all) {
  std::vector<const record::Event*> events;
  std::set<std::string> partners;
  const Day from = add_months(given.view.as_of, -sign.months);
  for (const record::Event& e : all) {
    if (e.on.last < from || e.on.first > given.view.as_of) continue;
    if (!holds(sign.types, e.type) || !matches(sign, e, given)) continue;
    const std::string& other = e.actor == given.of.host ? e.target : e.actor;
    if (sign.unless_ordered_out && ordered_out(given, other, e.on.first)) continue;
    events.push_back(&e);
    for (const std::string& code : {e.actor, e.target})
      if (!code.empty() && code != given.of.host && code != given.of.counterpart) partners.insert(code);
  }
  if (static_cast<int>(events.size()) < sign.at_least || static_cast<int>(partners.size()) < sign.at_least_partners)
    events.clear();
  return events;
}

// Whether somebody looked for such events over the whole window of the sign.
bool collected(const Sign& sign, const Given& given) {
  const Day from = add_months(given.view.as_of, -sign.months);
  return std::ranges::any_of(given.models.rules.collected, [&](const Collected& c) {
    return holds(c.hosts, given.of.host) && c.from <= from && given.view.as_of <= c.to;
  });
}

Statement statement_of(const Sign& sign, const std::vector<const record::Event*>& events, Register& evidence) {
  Statement s;
  const record::Event& latest = *events.back();
  s.text = events.size() == 1 ? fmt::format("{} ({}).", capital(sign.words), to_words(latest.on))
                              : fmt::format("{} ({} events, the latest on {}).", capital(sign.words), events.size(),
                                            to_words(latest.on));
  // The newest three stand for all.
  const std::size_t first = events.size() > 3 ? events.size() - 3 : 0;
  for (std::size_t i = first; i < events.size(); ++i) s.evidence.push_back(evidence.row(events[i]->id));
  s.status = Status::reported;
  return s;
}

AfterYear after_year(const record::Demand& demand) {
  const auto days = outlook::days_to_outcome(demand);
  if (!days || *days > kYear_days) return AfterYear::open;
  return demand.outcome == "left" ? AfterYear::left : AfterYear::new_terms;
}

const char* words_of(AfterYear after) {
  switch (after) {
    case AfterYear::left: return "the forces were gone";
    case AfterYear::new_terms: return "partly gone, or kept on new terms";
    case AfterYear::open: return "nothing had come of it yet";
  }
  return "";
}

// Demands of more than a year before the day, the newest first; the case's own left out.
std::vector<const record::Demand*> past_demands(const Given& given) {
  std::vector<const record::Demand*> past;
  for (const record::Demand& demand : given.view.demands)
    if (demand.id != given.situation.demand && days_between(demand.on.last, given.view.as_of) > kYear_days)
      past.push_back(&demand);
  std::sort(past.begin(), past.end(), [](const auto* a, const auto* b) {
    return std::tuple(b->on.first, a->id) < std::tuple(a->on.first, b->id);
  });
  return past;
}

// The cases that a rival explanation is set beside.
std::vector<Table::Cell> rival_row(const Given& given, Register& evidence, const Motive& rival,
                                   const std::vector<const record::Demand*>& past, std::size_t number) {
  const auto after_coup = [](const record::Demand* one) { return one->coup_within_24m; };
  std::vector<const record::Demand*> like;
  for (const record::Demand* one : past)
    if (after_year(*one) == *rival.after_year) like.push_back(one);
  std::vector<std::string> latest;
  std::vector<std::string> ids;
  for (const record::Demand* one : like) {
    if (latest.size() == kLatestCases) break;
    ids.push_back(one->id);
    latest.push_back(fmt::format("{} and {}, {}", given.view.in_sentence(one->host, one->on.first),
                                 given.view.in_sentence(one->sender, one->on.first), year_of(one->on.first)));
  }
  const char* words = words_of(*rival.after_year);
  const std::string cited =
      evidence.query(fmt::format("rival-cases/{}", number), fmt::format("Demands after a year: {}", words),
                     "public demands of more than twelve months before the day, the case's own left out",
                     static_cast<long>(like.size()), ids, rows_of("demands", given.view.as_of));
  return {
      {rival.name, {cited}},
      {words, {}},
      {fmt::format("{} of {}", like.size(), past.size()), {}},
      {fmt::format("{} of {}", std::ranges::count_if(like, after_coup), std::ranges::count_if(past, after_coup)), {}},
      {capital(fmt::format("{}", fmt::join(latest, "; "))), {}}};
}

// How demands of the past stood after a year, as each rival explanation would have it.
Section rival_cases(const Given& given, Register& evidence) {
  Section section{"rival-cases", kRivalCases, Part::annex, {}};
  const std::vector<const record::Demand*> past = past_demands(given);
  if (past.empty()) return section;
  Table table;
  table.id = "rival-cases";
  table.columns = {{"Explanation", false},
                   {"Demands after a year", false},
                   {"All", true},
                   {"After a coup", true},
                   {"The latest", false}};
  for (const Motive& rival : given.models.rules.hypotheses)
    if (rival.after_year) table.rows.push_back(rival_row(given, evidence, rival, past, table.rows.size() + 1));
  if (table.rows.empty()) return section;
  table.finding = "What earlier demands had come to after a year, beside what each explanation expects";
  table.source_line =
      "Demands that became public. How a demand ended does not prove what it was meant as; the observation that tells "
      "the explanations apart stands beside each above.";
  section.blocks.emplace_back(std::move(table));
  return section;
}

// What was seen for and against, and what was expected and not seen.
struct Signs {
  std::vector<Statement> for_it;
  std::vector<Statement> against;
  std::vector<std::string> absent;
};

Signs signs_of(const Motive& motive, const Given& given, const std::vector<record::Event>& all, Register& evidence) {
  Signs out;
  for (const Sign& sign : motive.signs) {
    const auto events = seen(sign, given, all);
    if (!events.empty())
      (sign.supports ? out.for_it : out.against).push_back(statement_of(sign, events, evidence));
    else if (sign.expected && collected(sign, given))
      out.absent.push_back(capital(sign.words));
  }
  return out;
}

Table::Cell cell_of(const std::vector<Statement>& signs) {
  Table::Cell cell;
  for (const Statement& s : signs) {
    cell.text += (cell.text.empty() ? "" : " ") + s.text;
    cell.evidence.insert(cell.evidence.end(), s.evidence.begin(), s.evidence.end());
  }
  if (cell.text.empty()) cell.text = "–";
  return cell;
}

Section motives_section(const Given& given, const std::vector<record::Event>& all, Register& evidence) {
  Table table;
  table.id = "motives";
  table.finding = "Signs for and against each motive; what was collected and not seen is named";
  table.columns = {{"Motive", false}, {"For", false}, {"Against", false}, {"Expected, not seen", false}};
  for (const Motive& motive : given.models.rules.motives) {
    const Signs signs = signs_of(motive, given, all, evidence);
    std::string absent;
    for (const std::string& words : signs.absent) absent += (absent.empty() ? "" : " ") + words + ".";
    table.rows.push_back({{motive.name + ": " + motive.words + ".", {}},
                          cell_of(signs.for_it),
                          cell_of(signs.against),
                          {absent.empty() ? "–" : absent, {}}});
  }
  table.source_line =
      "Rules fixed beforehand in data/model/motives.toml, the same for every case; no sums, no odds. "
      "\"Not seen\" is said only where events of the host were collected over the whole time.";
  Section section{"motives", kMotives, Part::annex, {}};
  section.blocks.emplace_back(std::move(table));
  return section;
}

std::string small(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

// A rival explanation with what was seen of it.
struct Rival {
  const Motive* motive;
  const Hypothesis* found;
};

// "2 signs for it: a, and b"; the first alone where all would be too long.
void tell_signs(Contribution& out, const Given& given, const Rival& rival, int spare) {
  std::vector<std::string> words;
  std::vector<std::string> ids;
  for (const Statement& s : rival.found->signs_for) {
    words.push_back(small(s.text.substr(0, s.text.find(" ("))));
    ids.insert(ids.end(), s.evidence.begin(), s.evidence.end());
  }
  const std::string n = counted(words.size(), "sign") + " for it: ";
  // A sign is a clause with commas of its own.
  Told told{.says = Says::state,
            .who = {small(rival.motive->name)},
            .acts = {{.verb = "have", .what = fmt::format("{}{}", n, fmt::join(words, "; and "))}}};
  if (count_of_words(realise(told, given.view.as_of)) > kLongestSentence)
    told.acts.front().what = counted(words.size(), "sign") + " for it, such as this: " + words.front();
  out.tell(given, On::why, std::move(told), std::move(ids), Status::reported, spare);
}

void tell_against(Contribution& out, const Given& given, const Rival& rival) {
  const auto& against = rival.found->signs_against;
  if (against.empty()) {
    out.tell(given, On::why,
             {.says = Says::state,
              .who = {"no sign in the record"},
              .acts = {{.verb = "speak", .what = "against " + small(rival.motive->name)}}},
             {}, Status::computed, 1);
    return;
  }
  out.tell(given, On::why,
           {.says = Says::state,
            .who = {counted(against.size(), "sign"), against.size() > 1},
            .acts = {{.verb = "speak",
                      .what = fmt::format("against {}: {}", small(rival.motive->name),
                                          small(against.front().text.substr(0, against.front().text.find(" ("))))}}},
           against.front().evidence, Status::reported, 1);
}

// The two explanations with most signs, what speaks against the first, and what tells them apart.
void tell_why(Contribution& out, const Given& given) {
  std::vector<Rival> rivals;
  for (std::size_t i = 0; i < out.hypotheses.size(); ++i)
    rivals.push_back({&given.models.rules.hypotheses[i], &out.hypotheses[i]});
  std::ranges::stable_sort(rivals, [](const Rival& a, const Rival& b) {
    const auto fors = [](const Rival& r) { return r.found->signs_for.size(); };
    return fors(a) != fors(b) ? fors(a) > fors(b) : a.found->signs_against.size() < b.found->signs_against.size();
  });
  if (rivals.empty() || rivals.front().found->signs_for.empty()) {
    out.not_told(On::why, "Why is open: the record holds no sign for any of the rival explanations.");
    if (rivals.empty()) return;
    out.tell(given, On::why,
             {.says = Says::state,
              .who = {"a sign of " + small(rivals[0].motive->name)},
              .acts = {{.verb = "be", .what = rivals[0].motive->separating_observation}}},
             {}, Status::assumed, 1);
    return;
  }
  tell_signs(out, given, rivals[0], 0);
  if (rivals.size() > 1 && !rivals[1].found->signs_for.empty()) tell_signs(out, given, rivals[1], 0);
  tell_against(out, given, rivals[0]);
  out.tell(given, On::why,
           {.says = Says::state,
            .who = {"what would tell it from the others"},
            .acts = {{.verb = "be", .what = rivals[0].motive->separating_observation}}},
           {}, Status::assumed, 0);
  std::vector<std::string> ids;
  for (const Statement& s : rivals[0].found->signs_for) ids.insert(ids.end(), s.evidence.begin(), s.evidence.end());
  const auto n_for = rivals[0].found->signs_for.size();
  out.point(given, On::why,
            {.says = Says::state,
             .who = {"of the rival explanations, " + small(rivals[0].motive->name)},
             .acts = {{.verb = "have", .what = fmt::format("the most signs for it ({})", n_for)}},
             .besides = rivals[0].found->signs_against.empty()
                            ? std::string("none speaks against it")
                            : fmt::format("{} against it",
                                          rivals[0].found->signs_against.size() == 1
                                              ? std::string("one speaks")
                                              : fmt::format("{} speak", rivals[0].found->signs_against.size()))},
            std::move(ids), Status::computed);
}

}  // namespace

Contribution motives_part(const Given& given) {
  Contribution out(given.view);
  const std::vector<record::Event> events = events_of_host(given);
  // What a demand is meant as is asked while it is open.
  const bool open = given.situation.state == outlook::State::demanded;
  if (open)
    for (const Motive& rival : given.models.rules.hypotheses) {
      Signs signs = signs_of(rival, given, events, out.evidence);
      out.hypotheses.push_back({rival.name + ": " + rival.words, std::move(signs.for_it), std::move(signs.against),
                                std::move(signs.absent), rival.separating_observation});
    }
  if (open && given.wanted.front) tell_why(out, given);
  if (given.wanted.annex) {
    out.add(motives_section(given, events, out.evidence));
    if (open) out.add(rival_cases(given, out.evidence));
  } else {
    out.leave_out("motives", kMotives);
    if (open) out.leave_out("rival-cases", kRivalCases);
  }
  return out;
}

}  // namespace entente::assess

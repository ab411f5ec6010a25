#include "entente/assess/presence_told.hpp"

#include "entente/assess/words.hpp"
#include "entente/outlook/course_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace entente::assess {
namespace {

const record::Demand* demand_of(const Given& given) {
  const auto found = std::ranges::find(given.view.demands, given.situation.demand, &record::Demand::id);
  return found == given.view.demands.end() ? nullptr : &*found;
}

const record::Presence* presence_of(const Given& given) {
  const auto found = std::ranges::find(given.view.presences, given.situation.presence, &record::Presence::id);
  return found == given.view.presences.end() ? nullptr : &*found;
}

// "its government came to power in a coup on 26 July 2023"
void tell_coup(Contribution& out, const Given& given) {
  if (given.situation.coup.empty() || !given.situation.coup_on) return;
  out.tell(given, On::happened,
           {.who = {"its government"}, .acts = {{"come", "to power in a coup", Date::of(*given.situation.coup_on)}}},
           {out.evidence.row(given.situation.coup)}, Status::reported);
}

// The forecast of a judgement as a sentence.
Told forecast(const Judgement& j, Noun who, Act act) {
  Told told{.says = Says::forecast, .who = std::move(who), .acts = {std::move(act)}, .by = j.horizon, .p = j.p};
  told.interval = j.interval;
  return told;
}

// The same of what may happen as a noun, with what moved the number most: short enough for a key point.
Told in_short(const Judgement& j, std::string what) {
  return {.says = Says::forecast, .who = {std::move(what)}, .by = j.horizon, .p = j.p, .because = j.because};
}

// What moved the number most, as a sentence of its own.
void tell_because(Contribution& out, const Given& given, const Judgement& j) {
  if (j.because.empty()) return;
  out.tell(given, On::lost,
           {.says = Says::state,
            .who = {"what moved this number most"},
            .acts = {{.verb = "be", .what = "that " + j.because}}},
           {j.evidence.front()}, Status::computed, 2);
}

// The clauses of a sentence that fit into one of page 1, the first at least.
std::string clauses_that_fit(std::string text) {
  while (count_of_words(text) > kLongestSentence) {
    const auto last = text.rfind("; ");
    if (last == std::string::npos) break;
    text = text.substr(0, last) + ".";
  }
  return text;
}

// How the day that is asked about is known.
void tell_day(Contribution& out, const Given& given, const Judgement& j, const DemandCourse* course) {
  const outlook::Standing* standing = course != nullptr ? &course->standing : nullptr;
  if (standing != nullptr && (standing->stage != record::DemandStage::open || standing->planned_day)) {
    Statement s{clauses_that_fit(outlook::standing_words(*standing)),
                {j.evidence.begin(), j.evidence.begin() + 1},
                Status::computed};
    s.told = Told{.says = Says::state};
    out.lines.push_back({On::lost, std::move(s), 1});
    return;
  }
  const record::Demand* demand = demand_of(given);
  if (demand == nullptr) return;
  Told told{.says = Says::state, .who = {"no day"}, .acts = {{.verb = "be", .what = "named for the exit"}}};
  if (demand->deadline_on)
    told = {.says = Says::state, .who = {"the host's deadline"}, .acts = {{"be", to_words(*demand->deadline_on)}}};
  out.tell(given, On::lost, std::move(told), {out.evidence.row(demand->id)}, Status::reported, 1);
}

}  // namespace

Act act_of(const record::View& view, const record::Demand& demand) {
  const std::string forces = "the forces of " + view.in_sentence(demand.sender, demand.on.first);
  if (demand.kind == "agreement-denounced") return {"denounce", "its agreement on " + forces, demand.on};
  if (demand.kind == "renewal-refused") return {"refuse", "to renew the agreement on " + forces, demand.on};
  if (demand.kind == "presence-suspended") return {"suspend", "the presence of " + forces, demand.on};
  if (demand.kind == "withdrawal-demanded") return {"ask", forces + " to leave", demand.on};
  return {"ask", "for other terms for " + forces, demand.on};
}

void point_that_fits(Contribution& out, const Given& given, On place, std::vector<Told> wordings,
                     const std::vector<std::string>& ids, Status status) {
  for (Told& told : wordings) {
    if (count_of_words(realise(told, given.view.as_of)) > kPointWords) continue;
    out.point(given, place, std::move(told), ids, status);
    return;
  }
}

void tell_demanded(Contribution& out, const Given& given, const Judgement& j, const DemandCourse* course) {
  if (const record::Demand* demand = demand_of(given)) {
    const Told told{.who = actor(given.view, given.of.host), .acts = {act_of(given.view, *demand)}};
    std::vector<std::string> ids{out.evidence.row(demand->id)};
    for (const std::string& id : j.evidence)
      if (id.starts_with("row:events:") && ids.size() < 3) ids.push_back(id);
    out.tell(given, On::happened, told, ids, Status::reported);
    point_that_fits(out, given, On::happened, {told}, ids, Status::reported);
  }
  tell_coup(out, given);
  const Noun forces = forces_of(given.view, given.of.counterpart);
  const Told chance = forecast(j, forces, {.verb = "leave", .what = given.view.in_sentence(given.of.host)});
  const std::vector<std::string> ids{j.evidence.begin(),
                                     j.evidence.begin() + std::min<long>(2, std::ssize(j.evidence))};
  out.tell(given, On::lost, chance, ids, Status::judged);
  tell_because(out, given, j);
  tell_day(out, given, j, course);
  Told with_why = chance;
  with_why.interval.reset();
  Told alone = with_why;
  with_why.because = j.because;
  Told with_interval = chance;
  point_that_fits(out, given, On::lost, {with_why, in_short(j, "an exit"), with_interval, alone}, ids, Status::judged);
}

void tell_unasked(Contribution& out, const Given& given, const Judgement& j) {
  const Noun host = actor(given.view, given.of.host);
  const std::string forces = "the forces of " + given.counterpart();
  const record::Presence* presence = presence_of(given);
  const std::vector<std::string> ids =
      presence != nullptr ? std::vector<std::string>{out.evidence.row(presence->id)} : j.evidence;
  Told there{.says = Says::state, .who = host};
  there.acts = {{.verb = "host",
                 .what = forces + (presence != nullptr ? " since " + to_words(presence->from) : ""),
                 .still = presence != nullptr}};
  there.besides = "no demand on them is open";
  out.tell(given, On::happened, there, ids, Status::reported);
  point_that_fits(out, given, On::happened, {there}, ids, Status::reported);
  tell_coup(out, given);
  const Told chance = forecast(j, host, {.verb = "ask", .what = forces + " to leave or change"});
  out.tell(given, On::lost, chance, {j.evidence.front()}, Status::judged);
  tell_because(out, given, j);
  Told alone = chance;
  alone.interval.reset();
  Told with_why = alone;
  with_why.because = j.because;
  point_that_fits(out, given, On::lost, {with_why, in_short(j, "such a demand"), chance, alone}, {j.evidence.front()},
                  Status::judged);
}

void tell_ended(Contribution& out, const Given& given, const Judgement& j) {
  const record::Demand* demand = demand_of(given);
  if (demand != nullptr)
    out.tell(given, On::happened, {.who = actor(given.view, given.of.host), .acts = {act_of(given.view, *demand)}},
             {out.evidence.row(demand->id)}, Status::reported);
  Told told{.who = forces_of(given.view, given.of.counterpart)};
  Act left{.verb = "leave", .what = given.view.in_sentence(given.of.host)};
  if (given.situation.ended_on)
    left.on = Date::of(*given.situation.ended_on);
  else
    left.still = true;
  told.acts = {left};
  const auto& ids = j.evidence;
  out.tell(given, On::happened, told, ids, Status::reported);
  point_that_fits(out, given, On::happened, {told}, ids, Status::reported);
}

}  // namespace entente::assess

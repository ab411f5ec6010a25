// The timeline, in lanes: what lasts as bars, what happened as marks.

#include "entente/assess/timeline.hpp"

#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/record/fold.hpp"
#include "entente/record/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace entente::assess {
namespace {

constexpr int kHalfMonth_days = 15;

struct LaneRow {
  const char* label;
  const char* one;  // a mark of the lane in words
  const char* many;
  bool in_front;
  std::array<std::string_view, 8> types;
};

// Which event types belong to which lane; others are not drawn.
constexpr std::array kLanes{
    LaneRow{"Power in the host", "coup or attempt", "coups or attempts", false, {"coup", "coup-attempt"}},
    LaneRow{"Agreements and demands",
            "ending or demand",
            "endings or demands",
            true,
            {"agreement-terminated", "withdrawal-demanded", "agreement-suspended", "agreement-renegotiated",
             "ambassador-expelled", "membership-left"}},
    LaneRow{"Departures",
            "step of departure",
            "steps of departure",
            true,
            {"withdrawal-begun", "withdrawal-completed", "base-handed-over", "base-closed", "embassy-closed"}},
    LaneRow{"New ties",
            "new tie",
            "new ties",
            false,
            {"agreement-signed", "resource-deal", "arms-delivered", "training-begun", "deployment", "base-opened"}},
    LaneRow{"Pressure",
            "act of pressure",
            "acts of pressure",
            false,
            {"sanction-imposed", "sanction-lifted", "aid-suspended", "threat", "protest"}},
};

constexpr const LaneRow* kAfterDemands = &kLanes[1];  // the lane of steps stands below this one

// A type, kind or step of the tables in words.
std::string spaced(std::string word) {
  std::replace(word.begin(), word.end(), '-', ' ');
  return word;
}

// A mark of one day or month.
auto mark(std::string label, const Date& on, std::string evidence) {
  return TimelineFigure::Item{std::move(label),   on, {}, false, false, on.precision != Precision::day,
                              std::move(evidence)};
}

void sort_by_begin(TimelineFigure::Lane& lane) {
  std::ranges::stable_sort(lane.items, {}, &TimelineFigure::Item::begin);
}

// The party besides the host, which the timeline is about; empty for an event of the host alone.
std::string party_of(const record::Event& e, const std::string& host) {
  const std::string& other = e.actor == host && !e.target.empty() ? e.target : e.actor;
  return other == host ? std::string() : other;
}

TimelineFigure::Lane presences_lane(const Given& given, Register& evidence, Day from) {
  TimelineFigure::Lane lane{"Foreign forces", {}};
  for (const record::Presence& p : given.view.presences) {
    if (p.host != given.of.host || (p.to && p.to->last < from)) continue;
    lane.items.push_back({given.view.actor_name(p.sender), p.from, p.to, true, !p.to.has_value(),
                          p.from.precision != Precision::day, evidence.row(p.id)});
  }
  sort_by_begin(lane);
  return lane;
}

// A lane of events, and how many of them there are: what one party saw on one day is one mark.
struct EventLane {
  TimelineFigure::Lane lane;
  long steps = 0;
};

EventLane events_lane(const Given& given, Register& evidence, const LaneRow& row, Day from) {
  EventLane out{{row.label, {}}, 0};
  std::string party_before;
  for (const record::Event& e : given.view.events) {
    if (e.actor != given.of.host && e.target != given.of.host) continue;
    if (e.on.last < from || e.on.first > given.view.as_of) continue;
    if (std::ranges::find(row.types, std::string_view(e.type)) == row.types.end()) continue;
    ++out.steps;
    const std::string party = party_of(e, given.of.host);
    auto& items = out.lane.items;
    if (!items.empty() && items.back().begin == e.on && !party.empty() && party == party_before) {
      items.back().label += ", " + spaced(e.type);
      continue;
    }
    party_before = party;
    items.push_back(mark(party.empty() ? capital(spaced(e.type)) : given.view.actor_name(party) + ": " + spaced(e.type),
                         e.on, evidence.row(e.id)));
  }
  return out;
}

// Demands of the host that no event tells of, as marks among the events.
long add_demands(TimelineFigure::Lane& lane, const Given& given, Register& evidence, Day from) {
  long added = 0;
  for (const record::Demand& demand : given.view.demands) {
    if (demand.host != given.of.host || demand.on.last < from || demand.on.first > given.view.as_of) continue;
    const bool told = std::ranges::any_of(given.view.events, [&](const record::Event& e) {
      return e.actor == demand.host && (e.target == demand.sender || e.target.empty()) &&
             std::ranges::count(kAfterDemands->types, std::string_view(e.type)) > 0 &&
             std::abs(days_between(midpoint(e.on), midpoint(demand.on))) <= kHalfMonth_days;
    });
    if (told) continue;
    lane.items.push_back(
        mark(given.view.actor_name(demand.sender) + ": " + spaced(demand.kind), demand.on, evidence.row(demand.id)));
    ++added;
  }
  sort_by_begin(lane);
  return added;
}

// Whether an event tells the same departure as this step of the demand: same two parties, within half a month.
bool is_an_event_too(const record::View& view, const record::Demand& demand, const record::Step& step) {
  const std::string_view type = step.kind == "site-handed-over" ? "base-handed-over" : std::string_view(step.kind);
  return std::ranges::any_of(view.events, [&](const record::Event& e) {
    const bool both =
        (e.actor == demand.host && e.target == demand.sender) || (e.actor == demand.sender && e.target == demand.host);
    return both && e.type == type && std::abs(days_between(midpoint(e.on), midpoint(step.on))) <= kHalfMonth_days;
  });
}

// The steps that became public after demands of the host, as marks by day.
TimelineFigure::Lane steps_lane(const Given& given, Register& evidence, Day from) {
  TimelineFigure::Lane lane{"Steps after a demand", {}};
  for (const record::Demand& demand : given.view.demands) {
    if (demand.host != given.of.host) continue;
    for (const record::Step& step : record::steps_of(given.view, demand)) {
      if (step.on.last < from || step.on.first > given.view.as_of || is_an_event_too(given.view, demand, step))
        continue;
      lane.items.push_back(
          mark(given.view.actor_name(demand.sender) + ": " + spaced(step.kind), step.on, evidence.row(step.id)));
    }
  }
  sort_by_begin(lane);
  return lane;
}

// One timeline: in front a year of endings, in the annex all lanes of three years.
struct Wide {
  int months;
  bool all_lanes;
  Part part;
  const char* id;
  const char* heading;
};
constexpr Wide kFront{12, false, Part::front, "timeline", "Timeline"};
constexpr Wide kAnnex{36, true, Part::annex, "timeline-all", "Timeline of three years"};

void add_timeline(Contribution& out, const Given& given, const Wide& wide) {
  TimelineFigure timeline;
  timeline.to = given.view.as_of;
  timeline.from = add_months(given.view.as_of, -wide.months);
  timeline.today = given.view.as_of;
  if (wide.all_lanes)
    if (auto lane = presences_lane(given, out.evidence, timeline.from); !lane.items.empty())
      timeline.lanes.push_back(std::move(lane));
  long steps = 0;
  std::vector<std::string> told;
  for (const LaneRow& row : kLanes) {
    if (!wide.all_lanes && !row.in_front) continue;
    EventLane events = events_lane(given, out.evidence, row, timeline.from);
    steps += events.steps;
    if (&row == kAfterDemands) steps += add_demands(events.lane, given, out.evidence, timeline.from);
    if (!events.lane.items.empty()) {
      told.push_back(counted(events.lane.items.size(), row.one, row.many));
      timeline.lanes.push_back(std::move(events.lane));
    }
    if (&row != kAfterDemands) continue;
    TimelineFigure::Lane after = steps_lane(given, out.evidence, timeline.from);
    if (after.items.empty()) continue;
    const long marks = static_cast<long>(after.items.size());
    steps += marks;
    told.push_back(counted(marks, "step after a demand", "steps after a demand"));
    timeline.lanes.push_back(std::move(after));
  }
  if (timeline.lanes.empty()) {
    out.gap(wide.all_lanes ? fmt::format("Nothing that a timeline shows is known of {} in the last {} months.",
                                         given.host(), wide.months)
                           : fmt::format("No ending, demand or departure in {} is known of the last {} months.",
                                         given.host(), wide.months));
    return;
  }
  const std::string today = to_words(given.view.as_of);
  Figure figure;
  figure.id = wide.id;
  figure.finding = wide.all_lanes ? fmt::format("{} about {} in {} months, known on {}", counted(steps, "dated step"),
                                                given.host(), wide.months, today)
                                  : fmt::format("{} in {} months to {}: {}", capital(given.host()), wide.months, today,
                                                list_of(told));
  figure.description = fmt::format(
      "A timeline in lanes from {} to {}: foreign forces as bars, events as marks; hollow marks are known to the month only.",
      to_words(timeline.from), to_words(timeline.to));
  figure.source_line = "Events, presences and steps of the record, as known on the day.";
  figure.data = std::move(timeline);
  Section section{wide.id, wide.heading, wide.part, {}};
  section.blocks.emplace_back(std::move(figure));
  out.add(std::move(section));
}

}  // namespace

std::optional<DemandOnDay> demand_on_day(const Given& given, Register& evidence) {
  const record::Demand* demand = record::latest_demand(given.view, given.of.host, given.of.counterpart);
  if (demand == nullptr) return std::nullopt;
  const auto state = record::demand_state(*demand, record::steps_of(given.view, *demand), given.view.as_of);
  if (!state) return std::nullopt;
  return DemandOnDay{std::string(record::name(state->stage)),
                     state->since,
                     state->planned_on,
                     state->deadline_on,
                     state->refused_on,
                     state->talks_on,
                     state->begun_on,
                     evidence.rows(state->evidence)};
}

Contribution timeline_part(const Given& given) {
  Contribution out(given.view);
  if (given.wanted.front) add_timeline(out, given, kFront);
  if (given.wanted.annex)
    add_timeline(out, given, kAnnex);
  else
    out.leave_out(kAnnex.id, kAnnex.heading);
  return out;
}

}  // namespace entente::assess

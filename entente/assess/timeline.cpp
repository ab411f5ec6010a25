// The timeline, in lanes: what lasts as bars, what happened as marks.

#include "entente/assess/draft.hpp"
#include "entente/record/fold.hpp"
#include "entente/record/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

namespace entente::assess {
namespace {

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

std::string type_words(const record::Event& e) {
  std::string words = e.type;
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

// "France: ", the party besides the host, which the timeline is about; empty for an event of the host alone.
std::string party_of(const record::Event& e, const record::View& view, const std::string& host) {
  const std::string& other = e.actor == host && !e.target.empty() ? e.target : e.actor;
  return other == host ? std::string() : view.actor_name(other) + ": ";
}

std::string short_label(const record::Event& e, const record::View& view, const std::string& host) {
  const std::string party = party_of(e, view, host);
  return party.empty() ? capital(type_words(e)) : party + type_words(e);
}

// Whether an event tells the same departure as this step of the demand: same two parties, within half a month.
bool told_by_event(const record::View& view, const record::Demand& demand, const record::Step& step) {
  const std::string_view type = step.kind == "site-handed-over" ? "base-handed-over" : std::string_view(step.kind);
  return std::any_of(view.events.begin(), view.events.end(), [&](const record::Event& e) {
    const bool both =
        (e.actor == demand.host && e.target == demand.sender) || (e.actor == demand.sender && e.target == demand.host);
    return both && e.type == type && std::abs(days_between(midpoint(e.on), midpoint(step.on))) <= 15;
  });
}

// The steps that became public after demands of the host, as marks by day.
TimelineFigure::Lane steps_lane(Draft& d, const TimelineFigure& figure) {
  TimelineFigure::Lane lane{"Steps after a demand", {}};
  for (const record::Demand& demand : d.view.demands) {
    if (demand.host != d.of.host) continue;
    for (const record::Step& step : record::steps_of(d.view, demand)) {
      if (step.on.last < figure.from || step.on.first > figure.to || told_by_event(d.view, demand, step)) continue;
      std::string words = step.kind;
      std::replace(words.begin(), words.end(), '-', ' ');
      lane.items.push_back({d.view.actor_name(demand.sender) + ": " + words,
                            step.on,
                            {},
                            false,
                            false,
                            step.on.precision != Precision::day,
                            d.evidence.row(step.id)});
    }
  }
  std::stable_sort(lane.items.begin(), lane.items.end(),
                   [](const auto& a, const auto& b) { return a.begin < b.begin; });
  return lane;
}

// One timeline; the front shows a year of endings, the annex all lanes of three years.
void add_one(Draft& d, int months, bool all_lanes, Part part, const std::string& id) {
  TimelineFigure figure;
  figure.to = d.view.as_of;
  figure.from = add_months(d.view.as_of, -months);
  figure.today = d.view.as_of;

  TimelineFigure::Lane presences{"Foreign forces", {}};
  for (const record::Presence& p : d.view.presences) {
    if (p.host != d.of.host || (p.to && p.to->last < figure.from)) continue;
    presences.items.push_back({d.view.actor_name(p.sender), p.from, p.to, true, !p.to.has_value(),
                               p.from.precision != Precision::day, d.evidence.row(p.id)});
  }
  std::stable_sort(presences.items.begin(), presences.items.end(),
                   [](const auto& a, const auto& b) { return a.begin < b.begin; });
  if (all_lanes && !presences.items.empty()) figure.lanes.push_back(std::move(presences));

  long marks = 0;
  std::vector<std::string> counted;
  for (const LaneRow& row : kLanes) {
    if (!all_lanes && !row.in_front) continue;
    TimelineFigure::Lane lane{row.label, {}};
    for (const record::Event& e : d.view.events) {
      if (e.actor != d.of.host && e.target != d.of.host) continue;
      if (e.on.last < figure.from || e.on.first > figure.to) continue;
      if (std::find(row.types.begin(), row.types.end(), std::string_view(e.type)) == row.types.end()) continue;
      ++marks;
      // What one party saw on one day is one mark.
      const std::string party = party_of(e, d.view, d.of.host);
      if (!lane.items.empty() && lane.items.back().begin == e.on && !party.empty() &&
          lane.items.back().label.starts_with(party)) {
        lane.items.back().label += ", " + type_words(e);
        continue;
      }
      lane.items.push_back({short_label(e, d.view, d.of.host),
                            e.on,
                            {},
                            false,
                            false,
                            e.on.precision != Precision::day,
                            d.evidence.row(e.id)});
    }
    if (!lane.items.empty()) {
      counted.push_back(plural(static_cast<long>(lane.items.size()), row.one, row.many));
      figure.lanes.push_back(std::move(lane));
    }
    if (&row != kAfterDemands) continue;
    TimelineFigure::Lane steps = steps_lane(d, figure);
    if (steps.items.empty()) continue;
    marks += static_cast<long>(steps.items.size());
    counted.push_back(plural(static_cast<long>(steps.items.size()), "step after a demand", "steps after a demand"));
    figure.lanes.push_back(std::move(steps));
  }
  if (figure.lanes.empty()) {
    d.gap(fmt::format("The record holds no dated event about {} in the last {} months.", d.host(), months));
    return;
  }
  Figure f;
  f.id = id;
  f.finding =
      all_lanes ? fmt::format("{} about {} in {} months, known on {}", plural(marks, "dated step", "dated steps"),
                              d.host(), months, to_words(d.view.as_of))
                : fmt::format("{} in {} months to {}: {}", d.host(), months, to_words(d.view.as_of), list_of(counted));
  f.description = fmt::format(
      "A timeline in lanes from {} to {}: foreign forces as bars, events as marks; hollow marks are known to the month only.",
      to_words(figure.from), to_words(figure.to));
  f.source_line = "Events, presences and steps of the record, as known on the day.";
  f.data = std::move(figure);
  d.section(id, all_lanes ? "Timeline of three years" : "Timeline", part).blocks.emplace_back(std::move(f));
}

}  // namespace

std::optional<DemandOnDay> demand_on_day(Draft& d) {
  const record::Demand* demand = record::latest_demand(d.view, d.of.host, d.of.counterpart);
  if (demand == nullptr) return std::nullopt;
  const auto state = record::demand_state(*demand, record::steps_of(d.view, *demand), d.view.as_of);
  if (!state) return std::nullopt;
  return DemandOnDay{std::string(record::name(state->stage)),
                     state->since,
                     state->planned_on,
                     state->deadline_on,
                     state->refused_on,
                     state->talks_on,
                     state->begun_on,
                     d.evidence.rows(state->evidence)};
}

void add_timeline(Draft& d) {
  add_one(d, 12, false, Part::front, "timeline");
  add_one(d, 36, true, Part::annex, "timeline-all");
}

}  // namespace entente::assess

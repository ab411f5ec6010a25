// cover: what is asked, as a case.

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/basing/given.hpp"
#include "entente/verbs/cover/answer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace entente::verbs {
namespace {

// The states of the airspace that --closed names.
std::vector<assess::AirspaceScenario> closings(const CoverRequest& r) {
  std::vector<assess::AirspaceScenario> out;
  for (const std::string& text : r.closed) {
    std::vector<std::string> codes;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t comma = std::min(text.find(',', at), text.size());
      codes.emplace_back(trimmed(std::string_view(text).substr(at, comma - at)));
      at = comma + 1;
    }
    std::string name = fmt::format("{} closed", fmt::join(codes, ", "));
    out.push_back({std::move(name), std::move(codes), r.border_watch_km});
  }
  return out;
}

void take_figures(const CoverRequest& r, basing::GivenFigures& figures) {
  // Beyond these ends a figure is a slip: nothing flies so.
  const auto take = [](std::optional<basing::Figure>& into, const std::string& text, const char* quantity,
                       const char* option, double least, double most) {
    if (text.empty()) return;
    into = basing::parse_figure(text, quantity, option);
    if (into->low < least || into->high > most)
      throw Error(ErrorCode::bad_request, fmt::format("{} is no {}", text, quantity),
                  fmt::format("give {} to {}", unrounded(least), unrounded(most)), {"", 0, option});
  };
  take(figures.endurance_h, r.endurance, "endurance in hours", "--endurance", 0.1, 10000);
  take(figures.cruise_kmh, r.cruise, "cruise speed in km/h", "--cruise", 1, 10000);
  take(figures.reserve_h, r.reserve, "reserve in hours", "--reserve", 0, 1000);
  take(figures.turn_h, r.turn, "time on the ground in hours", "--turn", 0, 1000);
  take(figures.runway_ft, r.runway, "runway in feet", "--runway", 0, 100000);
  take(figures.link_radius_km, r.link, "radius of the data link in km", "--link", 0, 50000);
}

}  // namespace

void check_cover(const CoverRequest& r) {
  const auto fail = [](const std::string& what, const std::string& remedy) {
    throw Error(ErrorCode::bad_request, what, remedy);
  };
  if (!r.demand_file.empty() && r.demand != DemandKind::automatic)
    fail("both --demand and --demand-file say what is watched", "give one of them");
  if (!r.stream.empty() && r.demand != DemandKind::events)
    fail("--stream says whose events are watched", "add --demand events");
  if (r.precise && r.demand != DemandKind::events)
    fail("--precise says which events of a stream are watched", "add --demand events");
  if (r.spread && r.demand != DemandKind::events)
    fail("--spread says where the events of a stream are watched", "add --demand events");
  if (r.spread && r.precise) fail("--precise leaves out what --spread spreads", "give one of them");
  if (!r.of_case.empty()) {
    if (!r.hosts.empty() || !r.watch.empty() || !r.lost.empty() || !r.kept.empty())
      fail("a case says itself what is lost, kept, watched and who may host",
           "leave out --hosts, --watch, --lost and --kept, or leave out the case");
    return;
  }
  if (r.hosts.empty() || (r.watch.empty() && r.demand_file.empty()))
    fail("without a case the hosts and the states to watch are needed",
         "write for example `entente cover --hosts KEN,UGA --watch SOM --lost \"Camp,1.7,44.8\" --as-of 2024-03-17`");
  for (const auto& [states, option] : {std::pair(&r.watch, "--watch"), std::pair(&r.hosts, "--hosts")})
    for (auto state = states->begin(); state != states->end(); ++state)
      if (std::find(states->begin(), state, *state) != state)
        fail(fmt::format("{} is named twice in {}", *state, option), "name each state once");
  if (r.watch.empty() && r.within_km) fail("--within is measured from the states to watch", "name them with --watch");
}

assess::Case cover_case(const Engine& engine, const CoverRequest& r) {
  assess::Case of;
  if (!r.of_case.empty()) {
    of = engine.load_case(r.of_case);
  } else {
    of.name = "cover";
    of.counterpart = r.whose;
    of.alternatives.hosts = r.hosts;
    of.alternatives.violence_in = r.watch;
    of.region = r.watch;
    of.region.insert(of.region.end(), r.hosts.begin(), r.hosts.end());
  }
  assess::Alternatives& a = of.alternatives;
  if (!r.closed.empty()) a.airspace = closings(r);
  if (!r.aircraft.empty()) {
    a.aircraft = r.aircraft;
    a.figures = {};
  }
  if (a.aircraft.empty()) a.aircraft = "MQ-9A";
  a.min_hours = r.hours.value_or(a.min_hours);
  a.violence_months = r.months.value_or(a.violence_months);
  a.within_km = r.within_km.value_or(a.within_km);
  a.lengthen_ft = r.lengthen_ft.value_or(a.lengthen_ft);
  a.surfaces = r.surface.value_or(a.surfaces);
  if (r.line_of_sight) a.satellite_link = false;
  take_figures(r, a.figures);
  return of;
}

}  // namespace entente::verbs

// cover: what is watched. The store is read here; points are made in basing.

#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/store/lasting.hpp"
#include "entente/verbs/cover/answer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <utility>

namespace entente::verbs {
namespace {

// The stream whose deaths are watched: one, since two may tell the same.
std::string stream_of(const CoverRequest& r, const store::Store& store) {
  std::set<std::string> readers;
  for (const store::LoadAccount& load : store.loads())
    if (load.counts == "deaths" && (r.stream.empty() || load.reader == r.stream)) readers.insert(load.reader);
  if (readers.empty())
    throw Error(
        ErrorCode::not_found,
        r.stream.empty() ? std::string("the record holds no stream that counts deaths")
                         : fmt::format("the record holds no stream \"{}\" that counts deaths", r.stream),
        "import one, such as a UCDP or ACLED file: `entente record import FILE`; `entente record loads` lists them",
        {"", 0, r.stream.empty() ? "--demand" : "--stream"});
  if (readers.size() > 1)
    throw Error(ErrorCode::bad_request,
                fmt::format("several streams count deaths ({}), and they tell the same of many events",
                            fmt::join(readers, ", ")),
                "name one of them with --stream", {"", 0, "--demand"});
  return *readers.begin();
}

basing::PlaceKnown known(stream::PlacePrecision precision) {
  if (!stream::is_vague(precision)) return basing::PlaceKnown::closely;
  return precision == stream::PlacePrecision::country ? basing::PlaceKnown::state : basing::PlaceKnown::region;
}

basing::Demand stream_demand(const CoverRequest& r, const store::Store& store, const assess::Alternatives& a, Day as_of,
                             const geo::RegionIndex& countries) {
  const std::string stream = stream_of(r, store);
  store::EventQuery query;
  query.known_on = as_of;
  query.from = add_months(as_of, -a.violence_months);
  query.to = as_of;
  query.readers = {stream};
  query.lasting = store::Lasting::any_day;
  basing::EventDemand events(countries, a.violence_in,
                             {r.precise  ? basing::VagueEvents::left_out
                              : r.spread ? basing::VagueEvents::spread
                                         : basing::VagueEvents::taken,
                              r.region_km, r.step_km});
  store.each_event(query, [&](const store::EventRow& row) {
    std::optional<double> deaths = row.count;
    // Of an event that began before these months, the share of its days in them.
    if (deaths) *deaths *= store::share_within(row.day, row.last_day, query.from, query.to);
    events.add({row.id, row.country, row.latitude_deg, row.longitude_deg, deaths, known(row.place_precision)});
  });
  return events.take(stream, a.violence_months);
}

basing::Demand town_demand(const store::Store& store, const std::vector<std::string>& states,
                           const geo::RegionIndex& countries) {
  std::vector<geo::PopulatedPlace> places;
  for (const geo::LayerPart& part : store.layer(geo::kPlacesLayer, std::set<std::string>(states.begin(), states.end())))
    for (geo::PopulatedPlace& place : geo::parse_places(part.text, "populated-places-10m.geojson"))
      places.push_back(std::move(place));
  return basing::place_demand(places, countries, states);
}

}  // namespace

basing::Demand cover_demand(const CoverRequest& r, const store::Store& store, const assess::Case& of, Day as_of,
                            const geo::RegionIndex& countries, std::vector<basing::DemandPoint> attacks) {
  const assess::Alternatives& a = of.alternatives;
  const bool no_attack = attacks.empty();
  basing::Demand demand;
  if (!r.demand_file.empty()) {
    demand = basing::table_demand(read_file(r.demand_file), r.demand_file, countries);
  } else if (r.demand == DemandKind::grid || (r.demand == DemandKind::automatic && r.of_case.empty() && no_attack)) {
    demand = basing::grid_demand(countries, a.violence_in, r.step_km);
    if (no_attack) demand.words += " The record holds no located attack there.";
  } else if (r.demand == DemandKind::places) {
    demand = town_demand(store, a.violence_in, countries);
  } else if (r.demand == DemandKind::events) {
    demand = stream_demand(r, store, a, as_of, countries);
  } else {
    demand = basing::attack_demand(std::move(attacks), a.violence_months);
  }
  if (demand.points.empty())
    throw Error(ErrorCode::not_found,
                fmt::format("no located {} of {} in the {} before the day is in the record",
                            r.demand == DemandKind::events ? "deaths" : "attack", fmt::join(a.violence_in, ", "),
                            counted(a.violence_months, "month")),
                "--demand grid spreads points over the states, --demand places takes their towns, --demand-file FILE "
                "your own places");
  double weight = 0;
  for (const basing::DemandPoint& point : demand.points) weight += point.weight;
  if (!(weight > 0))
    throw Error(ErrorCode::bad_data, "all places of the demand weigh nothing", "give one a weight above 0",
                {r.demand_file, 0, "weight"});
  return demand;
}

}  // namespace entente::verbs

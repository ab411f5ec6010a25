#include "entente/verbs/cover/cover.hpp"

#include "entente/assess/cover_figure.hpp"
#include "entente/basing/export.hpp"
#include "entente/brief/svg/figure.hpp"
#include "entente/verbs/cover/answer.hpp"
#include "entente/verbs/shared.hpp"

#include <functional>
#include <memory>
#include <span>

namespace entente::verbs {
namespace {

using Curves = std::vector<basing::BorderCurve>;

// How far one may look into closed airspace, and how near fields had to be.
Curves curves_of(const CoverAnswer& a, std::size_t airspace, const Executor& executor) {
  const geo::RegionIndex countries(a.reference.countries);
  Curves curves = basing::within_curves(a.watched, a.within_km, countries, executor);
  if (airspace < a.request.airspaces.size())
    for (auto& curve : basing::border_watch_curves(a.request.airspaces[airspace], countries, executor))
      curves.push_back(std::move(curve));
  return curves;
}

std::string svg_of(const CoverAnswer& a, std::size_t airspace, geo::MapKind projection, const Curves& curves) {
  assess::Assessment frame;
  frame.names = a.names;
  return brief::svg::svg_document(
      frame, assess::cover_figure(a.reference, a.request, a.result, airspace, projection, a.unit, curves));
}

// One state of the airspace, drawn: the one asked for, else the last.
std::vector<Document> documents_of(const Engine& engine, const std::shared_ptr<const CoverAnswer>& a,
                                   const CoverRequest& r) {
  const std::size_t airspace = r.airspace.value_or(a->result.scenarios.size() - 1);
  const auto document = [&](const char* format, std::function<std::string(const Curves&)> draw) {
    return Document{format,
                    a->name + "." + format,
                    [&engine, a, airspace, draw = std::move(draw)](const Sink& sink) {
                      sink(draw(curves_of(*a, airspace, engine.executor())));
                    },
                    {}};
  };
  return {document("svg", [a, airspace, projection = r.projection](
                              const Curves& curves) { return svg_of(*a, airspace, projection, curves); }),
          document("geojson",
                   [a, airspace](const Curves& curves) {
                     return basing::geojson_of(a->result, airspace, a->request.profile, curves);
                   }),
          document("kml", [a, airspace](const Curves& curves) {
            return basing::kml_of(a->result, airspace, a->request.profile, curves);
          })};
}

void add_question(Parameters<CoverRequest>& p) {
  p.add("case", &CoverRequest::of_case, "A case: its name in cases/, or the path of its case.toml")
      .positional()
      .called("CASE")
      .reads_case();
  add_as_of(p, &CoverRequest::as_of).absent("the case's");
  add_hosts(p, &CoverRequest::hosts);
  p.add("watch", &CoverRequest::watch, "States to be watched").called("STATE,...");
  p.add("lost", &CoverRequest::lost, "A site that is lost: its key in the record, or \"name,lat,lon[,runway_ft]\"")
      .repeated()
      .called("SITE");
  p.add("kept", &CoverRequest::kept, "A site that is kept, written the same way").repeated().called("SITE");
  add_vintage(p, &CoverRequest::vintage);
}

void add_fields(Parameters<CoverRequest>& p) {
  p.group("Fields");
  p.add("fields", &CoverRequest::fields, "Only these candidate fields, by code").called("CODE,...").alias("from");
  p.add("within", &CoverRequest::within_km, "Only candidate fields at most so far from a state to be watched")
      .unit("km")
      .range(1, 20000);
  p.add("surface", &CoverRequest::surface, "Runways that will do").absent("the case's, else paved-or-unknown");
  p.add("lengthen", &CoverRequest::lengthen_ft,
        "Also fields whose runway is too short by at most so much, as if lengthened; the front weighs it")
      .unit("ft")
      .range(1, 20000);
  p.add("choose", &CoverRequest::choose, "How many candidate fields may be chosen").called("N").range(1, 20);
  p.add("for", &CoverRequest::whose, "Whose forces would come, for the risk that a host asks them to leave")
      .called("STATE")
      .absent("the case's counterpart");
  p.add("host-risk", &CoverRequest::host_risk, "That risk as you see it: HOST=0.1").called("HOST=RISK,...");
}

void add_airspace(Parameters<CoverRequest>& p) {
  p.group("Airspace");
  p.add("closed", &CoverRequest::closed,
        "States whose airspace is closed, with commas between them; each time it is given it is a state of the "
        "airspace of its own, in place of the case's")
      .repeated()
      .called("STATE,...");
  p.add("border-watch", &CoverRequest::border_watch_km,
        "How far inside closed airspace a point may be watched from its border")
      .unit("km")
      .range(0, 1000);
}

void add_aircraft(Parameters<CoverRequest>& p) {
  p.group("Aircraft");
  p.add("aircraft", &CoverRequest::aircraft, "An aircraft of the record; `entente record show aircraft` lists them")
      .called("NAME")
      .absent("the case's, else MQ-9A");
  p.add("compare", &CoverRequest::compare, "Further aircraft of the record, compared on the same fields")
      .called("NAME,...");
  const auto figure = [&](const char* name, std::string CoverRequest::*member, const char* meaning) {
    return p.add(name, member, meaning).called("LOW,MID,HIGH");
  };
  figure("endurance", &CoverRequest::endurance,
         "Endurance in hours: one number, or low, middle and high, as for those below; in place of the record's, or "
         "where it has none");
  figure("cruise", &CoverRequest::cruise, "Cruise speed").unit("km/h");
  figure("reserve", &CoverRequest::reserve, "Hours kept in reserve").absent("1.5,2,2.5");
  figure("turn", &CoverRequest::turn, "Hours on the ground between two sorties").absent("4");
  figure("runway", &CoverRequest::runway, "Shortest runway that will do").unit("ft");
  figure("link", &CoverRequest::link, "Radius of a data link without relay: nothing beyond it is watched").unit("km");
  p.add("line-of-sight", &CoverRequest::line_of_sight,
        "No satellite link: the radius of the data link in the record is a limit");
  p.add("hours", &CoverRequest::hours, "Hours on station from which a point counts as watched")
      .range(0.1, 72)
      .absent("the case's, else 8");
}

void add_demand(Parameters<CoverRequest>& p) {
  p.group("Demand");
  p.add("demand", &CoverRequest::demand,
        "Attacks of the record, deaths of a loaded stream (events), populated places, a grid over the states, or auto: "
        "attacks where there are any, else the grid");
  p.add("demand-file", &CoverRequest::demand_file,
        "Places of your own: a CSV with the columns name,lat,lon and, where known, weight,zone,precision_km")
      .called("FILE")
      .reads();
  p.add("stream", &CoverRequest::stream,
        "Which loaded stream, where several count deaths; `entente record loads` lists them")
      .called("NAME");
  p.add("precise", &CoverRequest::precise,
        "Without the events that their stream knows by region or country alone, whose one position stands for an area");
  p.add(
      "spread", &CoverRequest::spread,
      "Deaths of such events spread evenly over their state, or over what of it lies within --region-km of the position");
  p.add("region-km", &CoverRequest::region_km,
        "How far from its position an event may lie that its stream knows by region alone")
      .unit("km")
      .range(1, 5000);
  p.add("months", &CoverRequest::months, "Months of attacks before the day")
      .range(1, 600)
      .absent("the case's, else 36");
  p.add("step", &CoverRequest::step_km, "Step of the grid").unit("km").range(5, 1000);
  p.add("years", &CoverRequest::years, "Years of the series; 0 = none").range(0, 60);
}

void add_drawing(Parameters<CoverRequest>& p) {
  p.group("Drawing");
  p.add("airspace", &CoverRequest::airspace, "State of the airspace drawn as svg, geojson or kml: 0 = open")
      .called("N")
      .absent("the last one");
  p.add("projection", &CoverRequest::projection,
        "What the svg keeps true: distances from the centre, areas, or ways that are great circles as straight lines");
}

}  // namespace

Result cover(const Engine& engine, const CoverRequest& request) {
  const auto a = std::make_shared<const CoverAnswer>(cover_answer(engine, request));
  return {.verb = "cover",
          .basis = a->basis,
          .head = cover_head(*a),
          .tables = cover_tables(*a, request.choose),
          .foot = {"Planning-level, from public figures; one aircraft watches one place."},
          .documents = documents_of(engine, a, request)};
}

Verb cover_verb() {
  Parameters<CoverRequest> p;
  add_question(p);
  add_fields(p);
  add_airspace(p);
  add_aircraft(p);
  add_demand(p);
  add_drawing(p);
  Verb verb =
      make_verb("cover", "What can be watched from where, what a lost base costs, and which fields could stand in",
                std::move(p), cover);
  verb.examples = {
      {"Of a case", "cover niger-2024 --as-of 2024-03-17"},
      {"Of another region",
       "cover --hosts KEN,UGA --lost \"Baidoa,3.10,43.63\" --watch SOM --closed ETH --as-of 2024-03-17"},
      {"Before any figure of an aircraft is in the record",
       "cover --hosts KGZ,TJK --watch AFG --aircraft Predator --endurance 20,24,40 --cruise 130 --as-of 2005-08-01"}};
  verb.pages = {"docs/verbs.md", "docs/methods/basing.md"};
  verb.formats = {"text", "json", "csv", "markdown", "svg", "geojson", "kml"};
  verb.tables = {"reach",    "zones",     "precise",  "hours",          "fields",   "choice",    "front",
                 "aircraft", "series",    "left-out", "question",       "figures",  "airspaces", "sites",
                 "alone",    "overflown", "ways",     "aircraft-alone", "host-risk"};
  return verb;
}

}  // namespace entente::verbs

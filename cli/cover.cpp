// entente cover: what can be watched from where, what is lost with a base, and which fields could stand in.

#include "cli/cover.hpp"

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "entente/assess/cover_figure.hpp"
#include "entente/basing/export.hpp"
#include "entente/brief/svg/figure.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace entente::cli {
namespace {

// How far one may look into closed airspace, and how near fields had to be.
std::vector<basing::BorderCurve> curves_of(const CoverAnswer& a, const CoverOptions& o, std::size_t airspace) {
  const geo::RegionIndex countries(a.reference.countries);
  const ThreadExecutor executor(o.threads);
  auto curves = basing::within_curves(a.watched, a.within_km, countries, executor);
  if (airspace < a.request.airspaces.size())
    for (auto& curve : basing::border_watch_curves(a.request.airspaces[airspace], countries, executor))
      curves.push_back(std::move(curve));
  return curves;
}

std::string cover_svg(const CoverAnswer& a, const CoverOptions& o, std::size_t airspace) {
  assess::Assessment frame;
  frame.names = a.names;
  const auto curves = curves_of(a, o, airspace);
  return brief::svg::svg_document(frame, assess::cover_figure(a.reference, a.request, a.result, airspace,
                                                              *geo::map_kind_named(o.projection), a.unit, curves));
}

void run_cover(const CoverOptions& o) {
  const CoverAnswer a = compute_cover(o);
  const std::size_t last = a.result.scenarios.size() - 1;
  const std::size_t airspace = o.airspace_given ? o.airspace : last;
  if (o.format == "text") return print(cover_text(a, o));
  if (o.format == "json") return print(cover_json(a));
  if (o.format == "geojson")
    return print(basing::geojson_of(a.result, airspace, a.request.profile, curves_of(a, o, airspace)));
  if (o.format == "kml") return print(basing::kml_of(a.result, airspace, a.request.profile, curves_of(a, o, airspace)));
  if (o.format == "svg") return print(cover_svg(a, o, airspace));
  if (o.table == "reach") return print(basing::csv_of(a.result));
  print(csv_of(
      table_named(cover_tables(a, o), o.table, "there is nothing to choose or no year to go through; ask for zones")));
}

}  // namespace

void setup_cover(CLI::App& program) {
  auto o = std::make_shared<CoverOptions>();
  CLI::App* verb = program.add_subcommand(
      "cover", "What can be watched from where, what a lost base costs, and which fields could stand in");
  verb->footer(
      "Of a case:         entente cover niger-2024 --on 2024-03-17\n"
      "Of another region: entente cover --hosts KEN,UGA --lost \"Baidoa,3.10,43.63\" --watch SOM --closed ETH --on 2024-03-17\n"
      "Before any figure of an aircraft is in the record: add --aircraft NAME --endurance 20,24,40 --cruise 130\n"
      "Pages: docs/verbs.md, docs/methods/basing.md");
  verb->add_option("case", o->name, "A case: its name in cases/, or the path of its case.toml");
  verb->add_option("--on", o->on, "The day; what became known later is not used (default: the case's)")
      ->type_name("DAY");
  const auto codes = [&](const char* option, std::vector<std::string>& into, const char* what, const char* type) {
    verb->add_option(option, into, what)->delimiter(',')->allow_extra_args(false)->type_name(type);
  };
  codes("--hosts", o->hosts, "Candidate hosts, separated by commas", "STATE");
  codes("--watch", o->watch, "States to be watched, separated by commas", "STATE");
  verb->add_option("--lost", o->lost,
                   "A site that is lost: its key in the record, or \"name,lat,lon[,runway_ft]\"; may be repeated")
      ->type_name("SITE")
      ->allow_extra_args(false);
  verb->add_option("--kept", o->kept, "A site that is kept, written the same way; may be repeated")
      ->type_name("SITE")
      ->allow_extra_args(false);

  verb->option_defaults()->group("Fields");
  codes("--from", o->from, "Only these candidate fields, by code, separated by commas", "CODE");
  verb->add_option("--within", o->within_km, "Only candidate fields at most so far from a state to be watched, km")
      ->check(CLI::Range(1.0, 20000.0));
  verb->add_option("--surface", o->surface, "Runways that will do: paved, paved-or-unknown (the default), any")
      ->check(CLI::IsMember({"paved", "paved-or-unknown", "any"}));
  verb->add_option(
          "--lengthen", o->lengthen_ft,
          "Also fields whose runway is too short by at most so much, as if lengthened, ft; the front weighs it")
      ->check(CLI::Range(1.0, 20000.0));
  verb->add_option("--choose", o->choose, "How many candidate fields may be chosen")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
  verb->add_option(
          "--for", o->counterpart,
          "Whose forces would come, for the risk that a host asks them to leave (default: the case's counterpart)")
      ->type_name("STATE");
  codes("--host-risk", o->risks, "HOST=0.1, that risk as you see it; separated by commas", "HOST=RISK");

  verb->option_defaults()->group("Airspace");
  verb->add_option(
          "--closed", o->closed,
          "States whose airspace is closed, separated by commas; each --closed is a state of the airspace of its "
          "own, in place of the case's")
      ->type_name("STATE,...")
      ->allow_extra_args(false);
  verb->add_option("--border-watch", o->border_watch_km,
                   "How far inside closed airspace a point may be watched from its border, km")
      ->check(CLI::Range(0.0, 1000.0))
      ->capture_default_str();

  verb->option_defaults()->group("Aircraft");
  verb->add_option(
      "--aircraft", o->aircraft,
      "An aircraft of the record; `entente record show aircraft` lists them (default: the case's, else MQ-9A)");
  codes("--compare", o->compare, "Further aircraft of the record, compared on the same fields; separated by commas",
        "NAME");
  const auto figure = [&](const char* option, std::string& into, const char* what) {
    verb->add_option(option, into, what)->type_name("LOW,MID,HIGH");
  };
  figure("--endurance", o->endurance,
         "Endurance in hours: one number, or low, middle and high, as for those below; in "
         "place of the record's, or where it has none");
  figure("--cruise", o->cruise, "Cruise speed, km/h");
  figure("--reserve", o->reserve, "Hours kept in reserve (default: 1.5,2,2.5)");
  figure("--turn", o->turn, "Hours on the ground between two sorties (default: 4)");
  figure("--runway", o->runway, "Shortest runway that will do, ft");
  figure("--link", o->link, "Radius of a data link without relay, km: nothing beyond it is watched");
  verb->add_flag("--line-of-sight", o->line_of_sight,
                 "No satellite link: the radius of the data link in the record is a limit");
  verb->add_option("--hours", o->min_hours,
                   "Hours on station from which a point counts as watched (default: the case's, else 8)")
      ->check(CLI::Range(0.1, 72.0));

  verb->option_defaults()->group("Demand");
  verb->add_option(
          "--demand", o->demand,
          "attacks of the record, deaths of a loaded stream (events), populated places, a grid over the states, "
          "or auto: attacks where there are any, else the grid")
      ->check(CLI::IsMember({"auto", "attacks", "events", "places", "grid"}))
      ->capture_default_str();
  verb->add_option("--demand-file", o->demand_file,
                   "Places of your own: a CSV with the columns name,lat,lon and, where known, weight,zone,precision_km")
      ->type_name("FILE");
  verb->add_option("--stream", o->stream, "Which loaded stream, where several count deaths; `entente record loads`")
      ->type_name("NAME");
  verb->add_option("--months", o->months, "Months of attacks before the day (default: the case's, else 36)")
      ->check(CLI::Range(1, 600));
  verb->add_option("--step", o->step_km, "Step of the grid, km")->check(CLI::Range(5.0, 1000.0))->capture_default_str();
  verb->add_option("--years", o->years, "Years of the series; 0 = none")
      ->check(CLI::Range(0, 60))
      ->capture_default_str();

  verb->option_defaults()->group("Output");
  CLI::Option* airspace =
      verb->add_option("--airspace", o->airspace,
                       "State of the airspace drawn as svg, geojson or kml: 0 = open (default: the last one)");
  verb->add_option(
          "--projection", o->projection,
          "What the svg keeps true: equidistant (distances from the centre), equal-area, gnomonic (ways that are "
          "great circles are straight lines)")
      ->check(CLI::IsMember({"equidistant", "equal-area", "gnomonic"}))
      ->capture_default_str();
  verb->add_option("--table", o->table, "Which table csv gives")
      ->check(CLI::IsMember({"reach", "zones", "hours", "fields", "choice", "front", "aircraft", "series", "left-out"}))
      ->default_val("reach");
  add_models_option(*verb, o->models);
  add_threads_option(*verb, o->threads);
  add_record_option(*verb, o->record);
  add_vintage_option(*verb, o->vintage);
  add_format_option(*verb, o->format, "text json csv geojson kml svg");
  verb->callback([o, airspace] {
    o->airspace_given = airspace->count() > 0;
    run_cover(*o);
  });
}

}  // namespace entente::cli

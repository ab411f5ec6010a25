#include "entente/base/delimited.hpp"
#include "entente/brief/sample_parts.hpp"
#include "entente/geo/geodesic.hpp"

#include <cmath>
#include <cstdlib>

namespace entente::brief::sample {

using namespace assess;

Figure strip() {
  Figure figure;
  figure.id = "forecasts";
  figure.finding = "Exit is the likelier course; the arrival of Russia is open";
  figure.description = "Four probabilities with their 80% intervals and base rates on one axis from 0 to 100%.";
  figure.source_line = "Computed from basing-exits and presences as of 17 March 2024.";
  ForecastStrip data;
  data.rows = {{"KJ1", "US forces gone from Niger by 17 March 2025", 0.7134, {0.50, 0.88}, 16.0 / 19},
               {"KJ2", "Russian forces or trainers in Niger by 17 March 2025", 0.48, {0.18, 0.76}, 0.4},
               {"KJ4", "More conflict deaths than in the year before", 0.56, {0.45, 0.67}, 0.53},
               {"KJ5", "US surveillance flights from the coast by 17 March 2025", 0.14, {0.05, 0.30}, std::nullopt}};
  figure.data = data;
  return figure;
}

Figure map() {
  Figure figure;
  figure.id = "map";
  figure.finding =
      "Tamale and Parakou are nearer to the violence of Burkina Faso than Agadez, and the direct way is closed";
  figure.description =
      "Map centred on Air Base 201 near Agadez with circles at 500, 1,000 and 1,500 km, the two lost bases, four candidate fields on the coast and the places of attacks since 2019.";
  figure.source_line =
      "Boundaries: Natural Earth 1:50 million; they are not statements of law. Attacks: chronology, 239 rows. Airfields: OurAirports.";
  MapFigure data;
  data.centre = {16.95, 8.01};
  data.radius_km = 1650;
  data.lost_label = "Air Base 201";
  const std::string folder = std::string(ENTENTE_SOURCE_DIR) + "/data/";
  const auto countries = geo::parse_countries(read_file(folder + "natural-earth/countries-50m.geojson"), "countries");
  for (const auto& country : countries) {
    if (geo::distance_to_country_km(country, data.centre) < 1900) data.lands.push_back(country);
  }
  for (auto& line :
       geo::parse_boundary_lines(read_file(folder + "natural-earth/boundary-lines-disputed-50m.geojson"), "lines")) {
    if (geo::distance_km(line.parts.front().front(), data.centre) < 2600) data.disputed.push_back(line);
  }
  for (auto& lake : geo::parse_lakes(read_file(folder + "natural-earth/lakes-50m.geojson"), "lakes")) {
    if (geo::distance_km(lake.polygons.front().outer.front(), data.centre) < 2000) data.lakes.push_back(lake);
  }
  data.closed_states = {"MLI", "BFA", "NER"};
  data.highlighted = {"NER"};
  data.marks = {{{16.95, 8.01}, "Air Base 201", "lost-base", "row:events:E0157"},
                {{13.48, 2.18}, "Air Base 101, Niamey", "lost-base", "row:events:E0157"},
                {{18.97, 12.87}, "Dirkou", "lost-base", ""},
                {{9.55719, -0.86321}, "Tamale", "candidate", "query:airfields"},
                {{9.35769, 2.60968}, "Parakou", "candidate", "query:airfields"},
                {{7.7388, -5.07367}, "Bouaké", "candidate", "query:airfields"},
                {{5.60519, -0.16679}, "Accra", "candidate", "query:airfields"},
                {{12.13, 15.03}, "N'Djamena", "other-base", ""},
                {{27.65, 14.27}, "Brak", "rival-base", ""},
                {{12.53, -7.95}, "Bamako", "rival-base", ""},
                {{12.37, -1.52}, "Ouagadougou", "capital", ""}};
  for (const double radius : {500.0, 1000.0, 1500.0}) {
    data.rings.push_back({data.centre, radius,
                          radius == 500    ? "500 km"
                          : radius == 1000 ? "1,000 km"
                                           : "1,500 km",
                          geo::ring(data.centre, radius)});
  }
  const auto attacks = read_delimited(read_file(folder + "chronology/attacks.csv"), "attacks.csv");
  for (const auto& cells : attacks.rows) {
    const auto at = [&](const char* name) { return cells.cells[attacks.column(name)]; };
    if (at("lat").empty() || at("deaths_high").empty()) continue;
    data.violence.push_back({{std::atof(at("lat").c_str()), std::atof(at("lon").c_str())},
                             std::atof(at("deaths_low").c_str()),
                             std::atof(at("precision_km").c_str()),
                             {}});
  }
  figure.data = data;
  return figure;
}

Table basing_table() {
  Table table;
  table.id = "basing";
  table.finding = "By distance the coast serves Burkina Faso and central Mali, not Lake Chad";
  table.columns = {
      {"Field"}, {"Runway, ft", true}, {"To Gao, km", true}, {"Hours there", true}, {"Direct line crosses"}};
  const auto line = [&](const char* field, const char* ft, const char* km, const char* hours, const char* over) {
    table.rows.push_back({{field, {"query:airfields"}}, {ft, {}}, {km, {}}, {hours, {}}, {over, {}}});
  };
  line("Agadez (lost)", "6,200", "862", "12.5", "Niger, Mali");
  line("Tamale, Ghana", "7,999", "747", "13.2", "Burkina Faso, Mali");
  line("Parakou, Benin", "5,249", "817", "12.8", "Niger, Mali");
  line("Bouaké, Côte d'Ivoire", "10,827", "1,090", "11.0", "Burkina Faso, Mali");
  line("Accra, Ghana", "11,165", "1,179", "10.5", "Burkina Faso, Mali");
  table.source_line =
      "Hours at endurance 20 h, reserve 2 h, 313 km/h: planning figures of ours, swept over 14, 20 and 27 h in the annex.";
  return table;
}

Figure timeline() {
  Figure figure;
  figure.id = "timeline";
  figure.finding = "France left in 141 days; the accord with the United States fell 227 days after that with France";
  figure.description = "Lanes for Niger, the United States, France, Russia and others from July 2023 to March 2024.";
  figure.source_line = "Chronology, facts known by 17 March 2024.";
  TimelineFigure data;
  data.from = day("2023-07-01");
  data.to = day("2024-04-15");
  data.today = day("2024-03-17");
  const auto point = [](const char* label, const char* when, const char* id = "") {
    TimelineFigure::Item item;
    item.label = label;
    item.begin = date(when);
    item.evidence = id;
    item.hollow = item.begin.precision != Precision::day;
    return item;
  };
  const auto bar = [](const char* label, const char* from, const char* to, bool open = false) {
    TimelineFigure::Item item;
    item.label = label;
    item.begin = date(from);
    item.end = date(to);
    item.bar = true;
    item.open_end = open;
    return item;
  };
  data.lanes = {
      {"Niger",
       {point("Coup", "2023-07-26"), point("Leaves G5 Sahel", "2023-11-29"),
        point("Alliance with Mali and Burkina Faso", "2023-09-16")}},
      {"United States",
       {bar("About 1,000 people at two bases", "2023-07-01", "2024-04-15", true),
        point("Coup named; aid cut", "2023-10-10"), point("648 people reported", "2023-12-07", "row:events:E0134"),
        point("Talks fail", "2024-03-14", "row:events:E0156"),
        point("Accord denounced", "2024-03-16", "row:events:E0157")}},
      {"France",
       {bar("Forces in Niger", "2023-07-01", "2023-12-22"),
        point("Five accords denounced", "2023-08-03", "row:events:E0102"), point("Embassy closed", "2024-01-02")}},
      {"European Union",
       {bar("EUMPM and EUCAP", "2023-07-01", "2024-04-15", true), point("Status accord ended", "2023-12-04")}},
      {"Russia",
       {point("Protocol signed", "2023-12-04", "row:events:E0133"),
        point("Talks in Moscow", "2024-01-15", "row:events:E0436")}},
      {"Iran", {point("Papers signed in Tehran", "2024-01-24"), point("Foreign minister in Tehran", "2023-10")}},
      {"Turkey", {point("Zeine in Ankara", "2024-02-01", "row:events:E0174")}}};
  figure.data = data;
  return figure;
}

Figure ladder() {
  Figure figure;
  figure.id = "ladder";
  figure.finding = "The classes span 20 to 84%: the choice of class decides more than anything else";
  figure.description =
      "Five reference classes with their shares of exits within 365 days, from all demands to demands after a coup.";
  figure.source_line = "basing-exits.csv, demands that became public, known by 17 March 2024, this case left out.";
  LadderFigure data;
  data.judgement = "KJ1";
  data.p = 0.7134;
  data.interval = {0.50, 0.88};
  data.rungs = {{"All demands", 42, 119, 42.0 / 119, {0.30, 0.41}, 0.35, false, {}, {}, "query:exit-ladder/all"},
                {"Agreement denounced",
                 8,
                 14,
                 8.0 / 14,
                 {0.40, 0.73},
                 0.47,
                 false,
                 {"FRA-BFA 2023", "FRA-NER 2023", "GBR-EGY 1951"},
                 {"USA-PHL 2020", "USA-KGZ 2009"},
                 ""},
                {"Host in power by a coup",
                 16,
                 19,
                 16.0 / 19,
                 {0.71, 0.92},
                 0.66,
                 false,
                 {"FRA-MLI 2022", "FRA-BFA 2023", "FRA-NER 2023", "DNK-MLI 2022", "USA-LBY 1969", "GBR-LBY 1969",
                  "USA-PER 1969", "USA-ETH 1977"},
                 {"FRA-MDG 1973"},
                 "query:exit-ladder/post-coup"},
                {"Sender is the United States",
                 10,
                 50,
                 0.20,
                 {0.14, 0.28},
                 std::nullopt,
                 true,
                 {"USA-UZB 2005", "USA-ECU 2008"},
                 {"USA-IRQ 2020", "USA-PHL 2020", "USA-KGZ 2009"},
                 ""},
                {"No coup in the two years before", 26, 100, 0.26, {0.21, 0.32}, std::nullopt, true, {}, {}, ""}};
  figure.data = data;
  return figure;
}

Figure curve() {
  Figure figure;
  figure.id = "time-to-exit";
  figure.finding = "Half of post-coup demands were followed by an exit within 104 days";
  figure.description =
      "Share of presences gone by days since the demand, for all demands and for demands after a coup.";
  figure.source_line = "Aalen-Johansen estimate; those that stayed are counted; 80% band.";
  CurveFigure data;
  data.x_label = "days since the demand";
  data.y_label = "share of presences gone";
  const auto make = [](const char* label, const std::vector<double>& at, double step, double half) {
    CurveFigure::Line result;
    result.label = label;
    double y = 0;
    result.x.push_back(0);
    result.y.push_back(0);
    result.lo.push_back(0);
    result.hi.push_back(0);
    for (const double x : at) {
      y += step;
      result.x.push_back(x);
      result.y.push_back(y);
      result.lo.push_back(std::max(0.0, y - half));
      result.hi.push_back(std::min(0.99, y + half));
    }
    return result;
  };
  data.lines = {make("After a coup", {6, 22, 30, 31, 53, 58, 68, 104, 141, 150, 178, 224, 348, 600}, 0.058, 0.11),
                make("All demands", {12, 30, 45, 60, 90, 130, 180, 240, 300, 365, 420, 500, 640, 720}, 0.032, 0.06)};
  data.today = 1;
  figure.data = data;
  return figure;
}

Figure fan() {
  Figure figure;
  figure.id = "deaths";
  figure.finding = "In Niger between 360 and 2,000 deaths are to be expected in the year ahead";
  figure.description = "Monthly conflict deaths since 2019 and the range of the coming twelve months for three states.";
  figure.source_line =
      "UCDP best estimates, as revised to November 2025; ratios of twelve-month totals; backtest covers 82% of 80%.";
  FanFigure data;
  unsigned state = 7;
  const auto noise = [&] {
    state = state * 1103515245U + 12345U;
    return static_cast<double>((state >> 16U) & 0x7fffU) / 32768.0;
  };
  for (const auto& [label, level] : {std::pair{"Niger", 70.0}, {"Burkina Faso", 300.0}, {"Mali", 220.0}}) {
    FanFigure::Panel panel;
    panel.label = label;
    for (int month = 0; month < 60; ++month) {
      panel.month.push_back(add_months(day("2019-01-01"), month));
      panel.deaths.push_back(std::round(level * (0.3 + month / 50.0) * (0.4 + 1.2 * noise())));
    }
    for (std::size_t i = 48; i < 60; ++i) panel.last_twelve += panel.deaths[i];
    panel.median = std::round(panel.last_twelve * 1.02);
    panel.band50 = {panel.last_twelve * 0.7, panel.last_twelve * 1.5};
    panel.band80 = {panel.last_twelve * 0.45, panel.last_twelve * 2.3};
    for (int i = 0; i < 20; ++i) {
      panel.quantile_dots.push_back(std::round(panel.last_twelve * std::exp(-1.1 + 2.2 * (i + 0.5) / 20)));
    }
    data.panels.push_back(panel);
  }
  data.panels.back().printable = false;
  figure.data = data;
  return figure;
}

Figure series() {
  Figure figure;
  figure.id = "hosts";
  figure.finding = "Fewer states of the region host France, more host Russia";
  figure.description =
      "Number of states of West Africa that host forces of France, the United States and Russia, by year.";
  figure.source_line = "presences.csv, known by 17 March 2024.";
  SeriesFigure data;
  data.y_label = "host states";
  const std::vector<double> years = {2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023};
  data.panels = {{"West Africa",
                  years,
                  {{"France", {8, 8, 8, 8, 8, 8, 8, 8, 7, 5}},
                   {"United States", {5, 6, 7, 7, 7, 7, 6, 6, 6, 6}},
                   {"Russia", {0, 0, 0, 0, 1, 1, 1, 2, 2, 3}}},
                  {2022}},
                 {"Central Africa",
                  years,
                  {{"France", {4, 4, 4, 3, 3, 3, 3, 3, 3, 3}},
                   {"United States", {2, 3, 3, 3, 3, 3, 2, 2, 2, 2}},
                   {"Russia", {0, 0, 0, 1, 1, 1, 1, 1, 1, 1}}},
                  {}}};
  figure.data = data;
  return figure;
}

}  // namespace entente::brief::sample

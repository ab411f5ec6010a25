#include "entente/brief/sample_assessment.hpp"

#include "entente/base/delimited.hpp"
#include "entente/geo/geodesic.hpp"

#include <cmath>
#include <cstdlib>

namespace entente::brief {
namespace {

using namespace assess;

Day day(const char* text) { return *parse_day(text); }
Date date(const char* text) { return *parse_date(text); }

Evidence row(const char* id, const char* happened, const char* known, const char* summary, const char* publisher,
             const char* grade, bool state_controlled, const char* url) {
  Evidence evidence;
  evidence.id = std::string("row:events:") + id;
  evidence.summary = summary;
  evidence.happened_on = date(happened);
  evidence.known_on = day(known);
  evidence.url = url;
  evidence.publisher = publisher;
  evidence.grade = grade;
  evidence.state_controlled = state_controlled;
  evidence.verified = true;
  evidence.origin = publisher;
  evidence.independent_pages = 1;
  return evidence;
}

Evidence query(const char* id, const char* summary, const char* filter, long n, std::vector<std::string> rows) {
  Evidence evidence;
  evidence.id = id;
  evidence.summary = summary;
  evidence.filter = filter;
  evidence.n = n;
  evidence.rows = std::move(rows);
  evidence.command = std::string("entente outlook niger-2024 --list ") + id;
  return evidence;
}

std::vector<Evidence> evidence() {
  std::vector<Evidence> list;
  list.push_back(row("E0157", "2024-03-16", "2024-03-16",
                     "Niger ends its status-of-forces accord with the US with immediate effect", "AFP via TRT World",
                     "C", true, "https://www.trtworld.com/article/17391475"));
  list.back().contradictions.push_back(
      {"https://www.example.org/pentagon", "Example Wire",
       "The Pentagon says on the same day that it seeks clarification and has had no order to leave"});
  list.push_back(row("E0156", "2024-03-14", "2024-03-15",
                     "US team led by Phee and Gen. Langley leaves Niamey after three days of tense talks",
                     "AFP via TAG24", "B", false,
                     "https://www.tag24.com/world/niger-breaks-off-military-cooperation-with-us-313145"));
  list.push_back(row("E0134", "2023-12-07", "2023-12-13", "White House reports 648 US military personnel in Niger",
                     "Stars and Stripes", "B", true,
                     "https://stripes.com/branches/air_force/2023-12-13/niger-base-201-agadez-12347457"));
  list.push_back(row("E0433", "2023-12-15", "2023-12-15",
                     "AFRICOM says numbers in Niger hold at about 1,000, troops and military civilians together",
                     "Stars and Stripes", "B", true,
                     "https://stripes.com/theaters/africa/2023-12-15/niger-still-thousand-american-mil"));
  list.push_back(row("E0102", "2023-08-03", "2023-08-03", "Niger's junta denounces five military texts with France",
                     "Sahel Intelligence", "D", false, "https://sahel-intelligence.com/31636-niger"));
  list.push_back(row("E0135", "2023-12-22", "2023-12-22", "Last 50 French soldiers leave Niger",
                     "Xinhua via People's Daily", "D", true, "http://en.people.cn/n3/2023/1223/c90000-20114097.html"));
  list.push_back(row("E0133", "2023-12-04", "2023-12-04",
                     "Yevkurov and defence minister Mody sign a defence cooperation protocol between Russia and Niger",
                     "Radar Africa", "C", false,
                     "https://radarafrica.com/africa/niger-ends-defense-and-security-partnerships-with"));
  list.push_back(
      row("E0436", "2024-01-16", "2024-01-16",
          "Russia and Niger agree to step up joint military action and raise the readiness of the Nigerien army",
          "TASS", "D", true, "https://tass.com/politics/1733087"));
  list.push_back(row("E0441", "2024-03-16", "2024-03-16",
                     "Niger denies having signed a secret uranium agreement with Iran", "Iran International", "C",
                     false, "https://www.iranintl.com/en/202403184053"));
  list.back().contradictions.push_back(
      {"https://www.iranwatch.org/news-brief/niger-termination-us-military-ties-followed",
       "Iran Watch, on the Wall Street Journal",
       "Iran and Niger signed a preliminary uranium deal, not concluded by February"});
  list.push_back(row("E0174", "2024-02-01", "2024-02-01", "Premier Zeine meets Erdogan in Ankara, capital of Turkey",
                     "Sputnik Afrique", "D", true, "https://fr.sputniknews.africa/20240202/ankara-sopposera"));
  list.push_back(row("E0017", "2015-10", "2015-10-31",
                     "US and Niger sign a military agreement on fighting terrorism together", "Encyclopaedia copy", "E",
                     false, "http://piglix.com/piglix/Tongo_Tongo_ambush"));
  list.back().verified = false;
  list.push_back(row("E0427", "2023-09-13", "2023-09-13",
                     "Gen. Hecker says the US has resumed counter-terrorism missions, manned and unmanned, from Niger",
                     "AP via KTVZ", "B", false, "https://ktvz.com/news/2023/09/13/us-military-resumes-drone"));
  list.back().contradictions.push_back(
      {"http://angel.franceinfoles.com/news/42e099250.html", "AP (copy on a weak site)",
       "Pentagon spokeswoman Singh says flights watch for threats to US forces only, not counter-terrorism"});
  list.push_back(query("query:exit-ladder/post-coup",
                       "Demands by governments that came to power in a coup: 16 of 19 led to an exit within 365 days",
                       "demand_known_on <= 2024-03-17 and coup_within_24m = yes and case is not NER:USA:2024-03-16", 19,
                       {"row:basing-exits:B054", "row:basing-exits:B055", "row:basing-exits:B057"}));
  list.push_back(query("query:exit-ladder/all", "All demands by a host: 42 of 119 led to an exit within 365 days",
                       "demand_known_on <= 2024-03-17", 119, {"row:basing-exits:B001", "row:basing-exits:B002"}));
  list.push_back(
      query("query:rival-arrival",
            "Episodes at risk in which forces of Russia or another rival arrived within 12 months of the demand",
            "demand_known_on <= 2024-03-17 and successor_before_demand = no", 9, {"row:basing-exits:B053"}));
  list.push_back(query("query:deaths/NER",
                       "Monthly deaths in Niger, Burkina Faso and Mali, UCDP, as revised to November 2025",
                       "country in (NER, BFA, MLI) and month <= 2023-12", 504, {}));
  list.push_back(query("query:attacks",
                       "Recorded attacks in Niger, Mali, Burkina Faso and Benin since 2019 with their places",
                       "date > 2019-01-01 and known_on <= 2024-03-17", 240, {}));
  list.push_back(query("query:airfields",
                       "Airfields of Ghana, Benin, Côte d'Ivoire and Chad with a paved runway of at least 5,000 ft",
                       "runway_ft >= 5000", 14, {}));
  return list;
}

std::vector<Judgement> judgements() {
  std::vector<Judgement> list;
  Judgement exit;
  exit.id = "KJ1";
  exit.claim = "the forces of the United States will have left Niger";
  exit.question = "Will all forces of the United States but embassy guards have left Niger by 17 March 2025?";
  exit.resolution_rule =
      "The record holds a withdrawal-completed fact for the United States in Niger dated on or before the horizon.";
  exit.horizon = day("2025-03-17");
  exit.p = 0.7134;
  exit.interval = stats::Interval{0.50, 0.88};
  exit.base_rate = BaseRate{"demands by governments that came to power in a coup",
                            16,
                            19,
                            "demands that became public",
                            {0.71, 0.92},
                            "all demands",
                            42,
                            119};
  exit.confidence =
      Confidence{"low to moderate", "the reference classes span 20 to 84% and few cases resemble this one"};
  exit.class_spread_points = 64;
  exit.dissent = "the class of United States presences alone gives 10 of 50, or 20%";
  exit.evidence = {"row:events:E0157", "query:exit-ladder/post-coup", "query:exit-ladder/all"};
  exit.would_change = {"a new accord or an interim arrangement signed by 30 June 2024",
                       "a visit of Gen. Langley that ends with a joint statement"};
  list.push_back(exit);

  Judgement arrival;
  arrival.id = "KJ2";
  arrival.claim = "forces or trainers of Russia will have arrived in Niger";
  arrival.question = "Will Russian forces or trainers be in Niger by 17 March 2025?";
  arrival.resolution_rule =
      "The record holds a deployment or training-begun fact by Russia in Niger dated on or before the horizon.";
  arrival.horizon = day("2025-03-17");
  arrival.p = 0.48;
  arrival.interval = stats::Interval{0.18, 0.76};
  arrival.base_rate = BaseRate{"coup hosts since 2020 other than Niger",
                               2,
                               5,
                               "hosts that received them",
                               {0.17, 0.66},
                               "episodes at risk since 1951",
                               1,
                               9};
  arrival.confidence = Confidence{"low", "the classes hold five and nine cases and disagree"};
  arrival.class_spread_points = 29;
  arrival.dissent = "of the states that signed with Russia most received nobody within a year";
  arrival.evidence = {"row:events:E0133", "row:events:E0436", "query:rival-arrival"};
  arrival.would_change = {"a cargo flight of Russia with equipment at Niamey"};
  list.push_back(arrival);

  Judgement closed;
  closed.id = "KJ3";
  closed.claim =
      "on 16 March 2024 Niger denounced the status-of-forces accord with the United States with immediate effect";
  closed.status = Status::reported;
  closed.evidence = {"row:events:E0157"};
  list.push_back(closed);

  Judgement deaths;
  deaths.id = "KJ4";
  deaths.claim = "conflict deaths in Niger will be higher than in the twelve months before";
  deaths.question =
      "Will UCDP best deaths in Niger from April 2024 to March 2025 exceed those of the twelve months before?";
  deaths.resolution_rule = "UCDP GED version 26.1, sum of best estimates by country and month.";
  deaths.horizon = day("2025-03-31");
  deaths.p = 0.56;
  deaths.interval = stats::Interval{0.45, 0.67};
  deaths.base_rate = BaseRate{
      "countries with 100 to 2,000 deaths a year since 2010", 402, 760, "country-years", {0.51, 0.55}, "", 0, 0};
  deaths.confidence = Confidence{"moderate", "the backtest covers 82% where 80% is asked for"};
  deaths.class_spread_points = 12;
  deaths.evidence = {"query:deaths/NER"};
  list.push_back(deaths);

  Judgement field;
  field.id = "KJ5";
  field.claim =
      "the United States will have announced or begun surveillance flights from a field in Benin, Ghana or Côte d'Ivoire";
  field.question = "Will the United States fly surveillance from Benin, Ghana or Côte d'Ivoire by 17 March 2025?";
  field.resolution_rule =
      "The record holds a deployment or agreement-signed fact by the United States at an airfield of one of the three states.";
  field.horizon = day("2025-03-17");
  field.p = 0.14;
  field.interval = stats::Interval{0.05, 0.30};
  field.no_base_rate_because = "too few replacements of a lost drone base are recorded to form a class";
  field.confidence = Confidence{"low", "no class of cases is at hand"};
  field.evidence = {"query:airfields"};
  list.push_back(field);
  return list;
}

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

Section section(const char* id, const char* heading, std::vector<Block> blocks, Part part = Part::front) {
  return {id, heading, part, std::move(blocks)};
}

}  // namespace

Assessment sample_assessment() {
  Assessment a;
  a.case_name = "niger-2024";
  a.question = "What follows from Niger's break with the United States, and what is lost by it?";
  a.host = "NER";
  a.counterpart = "USA";
  a.as_of = day("2024-03-17");
  a.vintage = "latest";
  a.since = day("2024-01-15");
  a.state = "denounced";
  a.view_hash = "3f2a9c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809";
  a.model_hash = "9b1c0d2e3f405162738495a6b7c8d9e0f1029384756a7b8c9d0e1f2031425364";
  a.version = "0.1.0";
  a.seed = 20240317;
  a.names = {{"NER", "Niger"},      {"USA", "United States"}, {"FRA", "France"},        {"RUS", "Russia"},
             {"IRN", "Iran"},       {"TUR", "Turkey"},        {"MLI", "Mali"},          {"BFA", "Burkina Faso"},
             {"BEN", "Benin"},      {"GHA", "Ghana"},         {"CIV", "Côte d'Ivoire"}, {"TCD", "Chad"},
             {"NGA", "Nigeria"},    {"LBY", "Libya"},         {"DZA", "Algeria"},       {"ETH", "Ethiopia"},
             {"PER", "Peru"},       {"MDG", "Madagascar"},    {"DNK", "Denmark"},       {"GBR", "United Kingdom"},
             {"EGY", "Egypt"},      {"PHL", "Philippines"},   {"KGZ", "Kyrgyzstan"},    {"IRQ", "Iraq"},
             {"UZB", "Uzbekistan"}, {"ECU", "Ecuador"}};

  a.title =
      "The United States is likely to be out of Niger within a year, and the coast replaces only half of what it loses";
  a.bottom_line = {
      {"Niger ended its accord with the United States on 16 March 2024.", {"row:events:E0157"}, Status::reported},
      {"After a coup, 16 of 19 such demands led to an exit within a year; in all cases, 42 of 119.",
       {"query:exit-ladder/post-coup", "query:exit-ladder/all"},
       Status::computed},
      {"Fields on the coast reach Burkina Faso and Mali, but only through closed airspace.",
       {"query:airfields"},
       Status::computed}};
  a.judgements = judgements();
  a.changes = {{"KJ1, US forces gone within a year",
                "31% (agreement in force)",
                "71%",
                "The accord was denounced on 16 March 2024.",
                {"row:events:E0157"}},
               {"People of the United States in Niger",
                "648",
                "648 to about 1,000",
                "A second count became part of the view.",
                {"row:events:E0134", "row:events:E0433"}}};

  Paragraph hangs;
  hangs.statements = {
      {"Two air bases and between 648 and about 1,000 people hang on the accord.",
       {"row:events:E0134", "row:events:E0433"},
       Status::reported},
      {"The US resumed manned and unmanned flights in September 2023; whether they served counter-terrorism or only its own protection is told in two ways.",
       {"row:events:E0427"},
       Status::reported},
      {"A further accord of 2015 is known from one unverified page only.", {"row:events:E0017"}, Status::reported}};
  Paragraph lost;
  lost.statements = {
      {"With a planning endurance of 20 hours a drone from Agadez spends 12.5 hours over Gao and 13.9 over Diffa; from Tamale it spends 13.2 and 8.2.",
       {"query:airfields"},
       Status::computed},
      {"Taking closed airspace as given, 16 to 55% of the recorded attacks in Burkina Faso lie within sight of a permitted border.",
       {"query:attacks"},
       Status::assumed},
      {"Lake Chad is what the coast does not replace.", {"query:airfields", "query:attacks"}, Status::judged}};

  Table partners;
  partners.id = "partners";
  partners.finding = "Russia has signed and sent nobody; Iran talks; Turkey has delivered";
  partners.columns = {{"Partner"}, {"State on the day"}, {"Last step"}, {"On"}, {"Steps since the coup", true}};
  partners.rows = {{{"Russia", {}},
                    {"signed", {"row:events:E0133"}},
                    {"Joint military action agreed", {"row:events:E0436"}},
                    {"16 January 2024", {}},
                    {"4", {}}},
                   {{"Iran", {}},
                    {"talks", {}},
                    {"Uranium deal denied by Niger", {"row:events:E0441"}},
                    {"16 March 2024", {}},
                    {"5", {}}},
                   {{"Turkey", {}},
                    {"delivered", {}},
                    {"Premier Zeine in Ankara", {"row:events:E0174"}},
                    {"1 February 2024", {}},
                    {"3", {}}},
                   {{"China", {}}, {"not known", {}}, {"Pipeline launched", {}}, {"November 2023", {}}, {"2", {}}}};
  partners.source_line = "Chronology, steps known by 17 March 2024.";

  Paragraph precedents;
  precedents.statements = {{"France needed 105 days after denunciation in Mali, 34 in Burkina Faso and 141 in Niger.",
                            {"query:exit-ladder/post-coup"},
                            Status::computed},
                           {"Guinea and Gabon had a coup and no break.", {"query:exit-ladder/all"}, Status::reported}};

  Paragraph futures;
  futures.statements = {
      {"If talks keep the presence, the judgement on exit falls; this cannot be computed from the cases, since talks are coded from their result.",
       {},
       Status::assumed}};

  a.sections = {section("forecasts", "Forecasts on one scale", {strip()}),
                section("basing", "What is lost on the ground", {hangs, map(), basing_table()}),
                section("timeline", "How it came to this", {timeline()}),
                section("partners", "Partners", {partners}),
                section("ladder", "The ladder of reference classes", {ladder()}),
                section("precedents", "Earlier cases", {precedents, curve()}),
                section("lost", "What is lost, net", {lost}),
                section("deaths", "Violence in the year ahead", {fan()}),
                section("futures", "Futures", {futures}),
                section("hosts", "Who hosts whom", {series()}, Part::annex)};

  a.hypotheses = {{"Consolidation of power",
                   {{"The junta broke with each partner that named the takeover a coup.",
                     {"row:events:E0102", "row:events:E0157"},
                     Status::judged}},
                   {{"The accord stood for eight months after the coup.", {"row:events:E0157"}, Status::reported}},
                   {"an announced election date"},
                   "A break with a partner that never criticised the coup."},
                  {"Bargaining over terms",
                   {{"Three days of talks came before the break.", {"row:events:E0156"}, Status::reported}},
                   {{"The end was declared with immediate effect.", {"row:events:E0157"}, Status::reported}},
                   {"a price or rent named in public"},
                   "A new draft of the accord by 30 June 2024."}};
  a.indicators = {{"A new or interim accord between Niger and the United States", "signed", day("2024-06-30"), "KJ1",
                   0.7134, 0.35, 0.76, "deals after a demand: 31 of 31 kept the presence"},
                  {"Russian cargo flights with equipment at Niamey", "one or more confirmed by two sources",
                   day("2024-06-15"), "KJ2", 0.48, 0.93, 0.39, "episodes with a first delivery, 4 of 4"},
                  {"A US statement on drone flights from Ghana, Benin or Côte d'Ivoire", "any", day("2024-12-31"),
                   "KJ5", 0.14, std::nullopt, std::nullopt, "no class at hand"}};
  a.assumptions = {{"The denunciation stands.", "KJ1 returns to the class of agreements in force, which gives 31%."},
                   {"The airspace of Mali, Burkina Faso and Niger stays closed to the United States.",
                    "Tamale and Parakou keep 13 hours over Gao."}};
  a.gaps = {
      {"Votes at the United Nations known on the day end in January 2020; they can neither show nor refute a turn.",
       {},
       Status::reported},
      {"Precedents by sequence matching are not computed yet.", {}, Status::reported}};
  a.evidence = evidence();
  a.basis = {412, 286, 143, 31, 88, 9};
  a.method = {{"Probabilities are pooled over nested reference classes; the interval holds the spread between them.",
               {},
               Status::reported},
              {"No forecast of this kind has been resolved yet, so there is no track record.", {}, Status::reported},
              {"Reproduce with: entente brief niger-2024 --as-of 2024-03-17 --seed 20240317.", {}, Status::reported}};
  return a;
}

Assessment small_assessment() {
  Assessment a;
  a.case_name = "small";
  a.host = "NER";
  a.counterpart = "USA";
  a.as_of = day("2024-03-17");
  a.state = "denounced";
  a.names = {{"NER", "Niger"}, {"USA", "United States"}, {"RUS", "Russia"}, {"MLI", "Mali"}};
  a.title = "The United States is likely to leave Niger";
  a.bottom_line = {{"Niger ended its accord with the United States.", {"row:events:E0157"}, Status::reported}};
  a.evidence = evidence();
  const auto all = judgements();
  a.judgements = {all[0], all[1], all[2]};
  return a;
}

}  // namespace entente::brief

#include "entente/brief/sample_parts.hpp"

namespace entente::brief::sample {

using namespace assess;

namespace {

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

std::vector<Evidence> rows() {
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
  return list;
}

void add_queries(std::vector<Evidence>& list) {
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
}

Judgement exit_judgement() {
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
  exit.because = "16 of 19 demands by governments that came to power in a coup ended in an exit";
  exit.confidence =
      Confidence{"low to moderate", "the reference classes span 20 to 84% and few cases resemble this one"};
  exit.class_spread_points = 64;
  exit.dissent = "the class of United States presences alone gives 10 of 50, or 20%";
  exit.evidence = {"row:events:E0157", "query:exit-ladder/post-coup", "query:exit-ladder/all"};
  exit.would_change = {"a new accord or an interim arrangement signed by 30 June 2024",
                       "a visit of Gen. Langley that ends with a joint statement"};
  return exit;
}

Judgement arrival_judgement() {
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
  arrival.because = "2 of 5 coup hosts since 2020 saw such forces come";
  arrival.confidence = Confidence{"low", "the classes hold five and nine cases and disagree"};
  arrival.class_spread_points = 29;
  arrival.dissent = "of the states that signed with Russia most received nobody within a year";
  arrival.evidence = {"row:events:E0133", "row:events:E0436", "query:rival-arrival"};
  arrival.would_change = {"a cargo flight of Russia with equipment at Niamey"};
  return arrival;
}

Judgement reported_judgement() {
  Judgement closed;
  closed.id = "KJ3";
  closed.claim =
      "on 16 March 2024 Niger denounced the status-of-forces accord with the United States with immediate effect";
  closed.status = Status::reported;
  closed.evidence = {"row:events:E0157"};
  return closed;
}

Judgement deaths_judgement() {
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
  deaths.because = "402 of 760 pairs of years at a like level rose";
  deaths.confidence = Confidence{"moderate", "the backtest covers 82% where 80% is asked for"};
  deaths.class_spread_points = 12;
  deaths.evidence = {"query:deaths/NER"};
  return deaths;
}

Judgement field_judgement() {
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
  field.because = "talks with Benin are all that is known";
  field.confidence = Confidence{"low", "no class of cases is at hand"};
  field.evidence = {"query:airfields"};
  return field;
}

}  // namespace

std::vector<Evidence> evidence() {
  std::vector<Evidence> list = rows();
  add_queries(list);
  return list;
}

std::vector<Judgement> judgements() {
  return {exit_judgement(), arrival_judgement(), reported_judgement(), deaths_judgement(), field_judgement()};
}

}  // namespace entente::brief::sample

#include "entente/brief/sample_assessment.hpp"

#include "entente/brief/sample_parts.hpp"

#include <string>
#include <vector>

namespace entente::brief {
namespace {

using namespace assess;
using namespace sample;

Paragraph hangs() {
  Paragraph out;
  out.statements = {
      {"Two air bases and between 648 and about 1,000 people hang on the accord.",
       {"row:events:E0134", "row:events:E0433"},
       Status::reported},
      {"The US resumed manned and unmanned flights in September 2023; whether they served counter-terrorism or only its own protection is told in two ways.",
       {"row:events:E0427"},
       Status::reported},
      {"A further accord of 2015 is known from one unverified page only.", {"row:events:E0017"}, Status::reported}};
  return out;
}

Paragraph lost() {
  Paragraph out;
  out.statements = {
      {"With a planning endurance of 20 hours a drone from Agadez spends 12.5 hours over Gao and 13.9 over Diffa; from Tamale it spends 13.2 and 8.2.",
       {"query:airfields"},
       Status::computed},
      {"Taking closed airspace as given, 16 to 55% of the recorded attacks in Burkina Faso lie within sight of a permitted border.",
       {"query:attacks"},
       Status::assumed},
      {"Lake Chad is what the coast does not replace.", {"query:airfields", "query:attacks"}, Status::judged}};
  return out;
}

Table partners() {
  Table out;
  out.id = "partners";
  out.finding = "Russia has signed and sent nobody; Iran talks; Turkey has delivered";
  out.columns = {{"Partner"}, {"State on the day"}, {"Last step"}, {"On"}, {"Steps since the coup", true}};
  out.rows = {{{"Russia", {}},
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
  out.source_line = "Chronology, steps known by 17 March 2024.";
  return out;
}

Paragraph precedents() {
  Paragraph out;
  out.statements = {{"France needed 105 days after denunciation in Mali, 34 in Burkina Faso and 141 in Niger.",
                     {"query:exit-ladder/post-coup"},
                     Status::computed},
                    {"Guinea and Gabon had a coup and no break.", {"query:exit-ladder/all"}, Status::reported}};
  return out;
}

Paragraph futures() {
  Paragraph out;
  out.statements = {
      {"If talks keep the presence, the judgement on exit falls; this cannot be computed from the cases, since talks are coded from their result.",
       {},
       Status::assumed}};
  return out;
}

Section section(const char* id, const char* heading, std::vector<Block> blocks, Part part = Part::front) {
  return {id, heading, part, std::move(blocks)};
}

std::map<std::string, std::string> names() {
  return {{"NER", "Niger"},      {"USA", "United States"}, {"FRA", "France"},        {"RUS", "Russia"},
          {"IRN", "Iran"},       {"TUR", "Turkey"},        {"MLI", "Mali"},          {"BFA", "Burkina Faso"},
          {"BEN", "Benin"},      {"GHA", "Ghana"},         {"CIV", "Côte d'Ivoire"}, {"TCD", "Chad"},
          {"NGA", "Nigeria"},    {"LBY", "Libya"},         {"DZA", "Algeria"},       {"ETH", "Ethiopia"},
          {"PER", "Peru"},       {"MDG", "Madagascar"},    {"DNK", "Denmark"},       {"GBR", "United Kingdom"},
          {"EGY", "Egypt"},      {"PHL", "Philippines"},   {"KGZ", "Kyrgyzstan"},    {"IRQ", "Iraq"},
          {"UZB", "Uzbekistan"}, {"ECU", "Ecuador"}};
}

// What is said beside the judgements.
void add_beside(Assessment& a) {
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
  a.names = names();
  a.title =
      "The United States is likely to be out of Niger within a year, and the coast replaces only half of what it loses";
  a.key_points = {
      {"Niger ended its accord with the United States on 16 March 2024.", {"row:events:E0157"}, Status::reported},
      {"After a coup, 16 of 19 such demands led to an exit within a year; in all cases, 42 of 119.",
       {"query:exit-ladder/post-coup", "query:exit-ladder/all"},
       Status::computed},
      {"Fields on the coast reach Burkina Faso and Mali, but only through closed airspace.",
       {"query:airfields"},
       Status::computed},
      {"No day is named for the exit.", {"row:events:E0157"}, Status::reported},
      {"The number of senders per host has not risen.", {"query:airfields"}, Status::computed}};
  a.narrative = {
      {"happened",
       "What happened",
       {{"Niger ended its accord with the United States on 16 March 2024.", {"row:events:E0157"}, Status::reported}}},
      {"watch",
       "What to watch",
       {{"An agreed date by 15 June 2024: KJ1 goes to 77%, else to 33%.",
         {"query:exit-ladder/post-coup"},
         Status::computed}}}};
  a.narrative[0].statements[0].told = assess::Told{
      .who = {"Niger"}, .acts = {{"end", "its accord with the United States", Date::of(day("2024-03-16"))}}};
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

  a.sections = {section("forecasts", "Forecasts on one scale", {strip()}),
                section("basing", "What is lost on the ground", {hangs(), map(), basing_table()}),
                section("timeline", "How it came to this", {timeline()}),
                section("partners", "Partners", {partners()}),
                section("ladder", "The ladder of reference classes", {ladder()}),
                section("precedents", "Earlier cases", {precedents(), curve()}),
                section("lost", "What is lost, net", {lost()}),
                section("deaths", "Violence in the year ahead", {fan()}),
                section("futures", "Futures", {futures()}),
                section("hosts", "Who hosts whom", {series()}, Part::annex)};

  add_beside(a);
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
  a.key_points = {{"Niger ended its accord with the United States.", {"row:events:E0157"}, Status::reported}};
  while (a.key_points.size() < assess::kFewestPoints)
    a.key_points.push_back({"This is another point.", {"row:events:E0157"}, Status::reported});
  a.evidence = evidence();
  const auto all = judgements();
  a.judgements = {all[0], all[1], all[2]};
  return a;
}

}  // namespace entente::brief

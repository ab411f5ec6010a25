#include "entente/assess/told.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

using namespace entente;
using namespace entente::assess;

namespace {

const Day kDay = *parse_day("2024-03-17");

Date on(const std::string& text) { return *parse_date(text); }

// Names as the record has them: what a list calls a state, and what a sentence does.
const std::vector<std::pair<std::string, std::string>> kStates{
    {"Afghanistan", "Afghanistan"},
    {"Albania", "Albania"},
    {"Algeria", "Algeria"},
    {"Angola", "Angola"},
    {"Bahamas", "the Bahamas"},
    {"Bahrain", "Bahrain"},
    {"Benin", "Benin"},
    {"Brazil", "Brazil"},
    {"Burkina Faso", "Burkina Faso"},
    {"Central African Republic", "the Central African Republic"},
    {"Chad", "Chad"},
    {"China", "China"},
    {"Comoros", "the Comoros"},
    {"Congo", "the Congo"},
    {"Côte d’Ivoire", "Côte d’Ivoire"},
    {"Cuba", "Cuba"},
    {"Cyprus", "Cyprus"},
    {"Czech Republic", "the Czech Republic"},
    {"DR Congo", "the DR Congo"},
    {"Djibouti", "Djibouti"},
    {"Dominican Republic", "the Dominican Republic"},
    {"Egypt", "Egypt"},
    {"Ethiopia", "Ethiopia"},
    {"France", "France"},
    {"Gabon", "Gabon"},
    {"Gambia", "the Gambia"},
    {"Germany", "Germany"},
    {"Ghana", "Ghana"},
    {"Guinea-Bissau", "Guinea-Bissau"},
    {"Honduras", "Honduras"},
    {"Iceland", "Iceland"},
    {"Iran", "Iran"},
    {"Iraq", "Iraq"},
    {"Jordan", "Jordan"},
    {"Kyrgyzstan", "Kyrgyzstan"},
    {"Laos", "Laos"},
    {"Libya", "Libya"},
    {"Maldives", "the Maldives"},
    {"Mali", "Mali"},
    {"Marshall Islands", "the Marshall Islands"},
    {"Mauritius", "Mauritius"},
    {"Netherlands", "the Netherlands"},
    {"Niger", "Niger"},
    {"Nigeria", "Nigeria"},
    {"Pakistan", "Pakistan"},
    {"Philippines", "the Philippines"},
    {"Russia", "Russia"},
    {"Senegal", "Senegal"},
    {"Seychelles", "Seychelles"},
    {"Solomon Islands", "the Solomon Islands"},
    {"Soviet Union", "the Soviet Union"},
    {"Sudan", "Sudan"},
    {"Syria", "Syria"},
    {"Thailand", "Thailand"},
    {"Trinidad & Tobago", "Trinidad & Tobago"},
    {"Turkey", "Turkey"},
    {"United Arab Emirates", "the United Arab Emirates"},
    {"United Kingdom", "the United Kingdom"},
    {"United States", "the United States"},
    {"Uzbekistan", "Uzbekistan"},
    {"Zimbabwe", "Zimbabwe"},
};

std::string capital_of(std::string text) {
  if (text.starts_with("the ")) text[0] = 'T';
  return text;
}

record::View view_of_states() {
  record::View view;
  view.as_of = kDay;
  for (const auto& [name, in_sentence] : kStates) view.actors[name] = {name, in_sentence, "state"};
  return view;
}

}  // namespace

TEST_CASE("every kind of sentence about every state has its article, number and tense") {
  const record::View view = view_of_states();
  CHECK(kStates.size() > 60);
  for (const auto& [name, in_sentence] : kStates) {
    CAPTURE(name);
    const std::string subject = capital_of(in_sentence);
    CHECK(realise({.who = actor(view, name), .acts = {{"sign", "an agreement with Niger", on("2023-12-04")}}}, kDay) ==
          subject + " signed an agreement with Niger on 4 December 2023.");
    CHECK(realise({.says = Says::state, .who = actor(view, name), .acts = {{.verb = "host", .what = "no forces"}}},
                  kDay) == subject + " hosts no forces.");
    CHECK(realise({.says = Says::state,
                   .who = actor(view, name),
                   .acts = {{.verb = "have", .what = "no forces there", .still = true}}},
                  kDay) == subject + " has had no forces there.");
    CHECK(realise({.says = Says::forecast,
                   .who = forces_of(view, name),
                   .acts = {{.verb = "leave", .what = "Niger"}},
                   .by = *parse_day("2025-03-16"),
                   .p = 0.61},
                  kDay) ==
          "The chance that the forces of " + in_sentence + " will have left Niger by 16 March 2025 is 61%.");
    CHECK(realise({.who = forces_of(view, name), .acts = {{"leave", "", on("2023-12")}}}, kDay) ==
          "The forces of " + in_sentence + " left in December 2023.");
    CHECK(realise({.says = Says::gap, .who = actor(view, name)}, kDay) == subject + " is not told here.");
  }
}

TEST_CASE("what happened is past, what lies ahead is to come, what has no day is") {
  const Noun they{"the forces", true};
  CHECK(realise({.who = they, .acts = {{"leave", "", on("2024-09-15")}}}, kDay) ==
        "The forces will leave on 15 September 2024.");
  CHECK(realise({.who = they, .acts = {{"leave", "", on("2024-03-17")}}}, kDay) == "The forces left on 17 March 2024.");
  CHECK(realise({.says = Says::state, .who = they, .acts = {{.verb = "be", .what = "at stake"}}}, kDay) ==
        "The forces are at stake.");
  CHECK(realise({.who = {"it"}, .acts = {{"suspend", "", on("2023"), true}}}, kDay) == "It was suspended in 2023.");
  CHECK(realise({.who = they, .acts = {{"ask", "to go", on("2025"), true}}}, kDay) ==
        "The forces will be asked to go in 2025.");
}

TEST_CASE("several acts are a list; a reason and a further clause follow") {
  CHECK(
      realise({.who = {"Russia"},
               .acts = {{"sign", "an accord", on("2023-12-04")}, {"hold", "talks", on("2024-01")}},
               .because = "it could",
               .besides = "its forces are there"},
              kDay) ==
      "Russia signed an accord on 4 December 2023 and held talks in January 2024, because it could; its forces are there.");
}

TEST_CASE("counts agree with their number, one and none among them") {
  const auto counts = [](long k, long n) {
    return realise({.says = Says::count,
                    .acts = {{.verb = "follow", .what = "by another", .passive = true}},
                    .of = Ratio{k, n, "earlier coups", "earlier coup"}},
                   kDay);
  };
  CHECK(counts(8, 75) == "Of 75 earlier coups, 8 were followed by another.");
  CHECK(counts(1, 75) == "Of 75 earlier coups, 1 was followed by another.");
  CHECK(counts(0, 75) == "Of 75 earlier coups, none were followed by another.");
  CHECK(counts(1, 1) == "The one earlier coup was followed by another.");
  CHECK(counts(0, 1) == "The one earlier coup was not followed by another.");
  CHECK(words_of(Ratio{2, 9, "states", "state"}) == "2 of 9 states");
  CHECK(words_of(Ratio{0, 1, "states"}) == "none of 1 state");
}

TEST_CASE("a chance is never 0 or 100 percent, and has its interval") {
  Told told{.says = Says::forecast, .who = {"forces of Russia", true}, .acts = {{.verb = "come"}}, .p = 0.0001};
  CHECK(realise(told, kDay) == "The chance that forces of Russia will have come is at most 1%.");
  told.p = 0.48;
  told.interval = stats::Interval{0.37, 0.59};
  CHECK(realise(told, kDay) == "The chance that forces of Russia will have come is 48% (80% interval 37%–59%).");
  CHECK(realise({.says = Says::forecast, .who = {"an exit"}, .by = *parse_day("2025-03-16"), .p = 0.61}, kDay) ==
        "The chance of an exit by 16 March 2025 is 61%.");
}

TEST_CASE("verbs have their forms") {
  const std::vector<std::array<std::string, 4>> forms{{"sign", "signs", "signed", "signed"},
                                                      {"denounce", "denounces", "denounced", "denounced"},
                                                      {"deny", "denies", "denied", "denied"},
                                                      {"stay", "stays", "stayed", "stayed"},
                                                      {"watch", "watches", "watched", "watched"},
                                                      {"be", "is", "was", "been"},
                                                      {"have", "has", "had", "had"},
                                                      {"go", "goes", "went", "gone"},
                                                      {"begin", "begins", "began", "begun"}};
  for (const auto& [base, third, past, participle] : forms) {
    CHECK(third_person(base) == third);
    CHECK(past_of(base) == past);
    CHECK(participle_of(base) == participle);
  }
}

TEST_CASE("words are what stands between blanks") {
  CHECK(count_of_words("") == 0);
  CHECK(count_of_words("  one  two-fold (80% interval)\n") == 4);
}

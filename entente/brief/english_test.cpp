#include "entente/brief/english.hpp"

#include "entente/brief/sample_assessment.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::brief;

namespace {

const Articles kArticles{{"United States", "the United States"}, {"Gambia", "the Gambia"}};

bool breaks(const std::string& text, const std::string& rule) {
  const auto broken = broken_rules(text, kArticles);
  return std::ranges::find(broken, rule) != broken.end();
}

assess::Assessment with_point(const std::string& text, const std::vector<std::string>& evidence = {}) {
  assess::Assessment a = small_assessment();
  a.key_points = {{text, evidence, assess::Status::reported}};
  return a;
}

bool finds(const assess::Assessment& a, const std::string& rule) {
  const auto findings = english(a);
  return std::ranges::any_of(findings, [&](const Finding& f) { return f.rule == rule && f.where == "key points"; });
}

}  // namespace

TEST_CASE("a word that stands twice is seen, a number and a word that may is not") {
  CHECK(breaks("The forces have have left.", "doubled-word"));
  CHECK(breaks("Of the The forces.", "doubled-word"));
  CHECK_FALSE(breaks("It had had forces there.", "doubled-word"));
  CHECK_FALSE(breaks("Of 12 12 were met.", "doubled-word"));
  CHECK_FALSE(breaks("They left; left alone, it fell.", "doubled-word"));
}

TEST_CASE("a plural behind the number one is seen") {
  CHECK(breaks("After 1 months it was over.", "number-one"));
  CHECK(breaks("It made 1 demands.", "number-one"));
  CHECK_FALSE(breaks("After 1 month it was over.", "number-one"));
  CHECK_FALSE(breaks("A mean of 2.1 months, and 21 months, and 0–1 months.", "number-one"));
  CHECK_FALSE(breaks("Of 9 cases 1 is like it.", "number-one"));
}

TEST_CASE("marks of markup and stops that stand wrong are seen") {
  CHECK(breaks("It is **over**.", "stray-markup"));
  CHECK(breaks("It is over [^e1].", "stray-markup"));
  CHECK(breaks("It is over , and gone.", "punctuation"));
  CHECK(breaks("It is over..", "punctuation"));
  CHECK_FALSE(breaks("It is over; U.S. forces left.", "stray-markup"));
}

TEST_CASE("a name that needs an article is seen without it") {
  CHECK(breaks("The forces of United States left.", "missing-article"));
  CHECK(breaks("Gambia has told them to go.", "missing-article"));
  CHECK_FALSE(breaks("The United States and the Gambia agreed.", "missing-article"));
  CHECK_FALSE(breaks("The Gambian army.", "missing-article"));
  CHECK_FALSE(breaks("It was told as “base of Gambia, for for drones”.", "missing-article"));
  CHECK(breaks("It was told as “a base” by Gambia.", "missing-article"));
}

TEST_CASE("a reference that stands twice, and a sentence of page 1 that is too long, are found") {
  CHECK(finds(with_point("It is over.", {"row:events:E0157", "row:events:E0157"}), "doubled-reference"));
  CHECK_FALSE(finds(with_point("It is over.", {"row:events:E0157"}), "doubled-reference"));
  std::string words = "Word";
  for (int i = 1; i < 28; ++i) words += " word" + std::to_string(i);
  CHECK_FALSE(finds(with_point(words + "."), "long-sentence"));
  CHECK(finds(with_point(words + " more."), "long-sentence"));
  CHECK_FALSE(finds(with_point(words + ". " + words + "."), "long-sentence"));
}

TEST_CASE("every rule that is found has a name in the list") {
  for (const Finding& f : english(with_point("It is is **over** , United States.", {"a", "a"})))
    CHECK(std::ranges::find(english_rules(), f.rule) != english_rules().end());
  CHECK(english(small_assessment()).empty());
}

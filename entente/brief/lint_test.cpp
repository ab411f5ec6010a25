#include "entente/brief/lint.hpp"

#include "entente/brief/sample_assessment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

using namespace entente;
using namespace entente::brief;
using assess::Assessment;
using assess::Status;

namespace {

std::string list(const Assessment& assessment) {
  std::string text;
  for (const auto& finding : lint(assessment))
    text += finding.rule + " | " + finding.where + " | " + finding.message + "\n";
  return text;
}

bool finds(const Assessment& assessment, const std::string& rule, const std::string& where) {
  return std::ranges::any_of(lint(assessment), [&](const Finding& f) { return f.rule == rule && f.where == where; });
}

/// The small assessment with one fault planted in it.
template <class Fault>
Assessment with(Fault fault) {
  auto assessment = small_assessment();
  fault(assessment);
  return assessment;
}

}  // namespace

TEST_CASE("a good assessment has no finding") {
  CHECK(list(small_assessment()) == "");
  CHECK(list(sample_assessment()) == "");
}

TEST_CASE("a judgement without evidence is refused") {
  CHECK(finds(with([](auto& a) { a.judgements[0].evidence.clear(); }), "no-evidence", "KJ1"));
}

TEST_CASE("a judgement without a base rate or a reason is refused") {
  CHECK(finds(with([](auto& a) { a.judgements[0].base_rate.reset(); }), "no-base-rate", "KJ1"));
  CHECK_FALSE(finds(with([](auto& a) {
                      a.judgements[0].base_rate.reset();
                      a.judgements[0].no_base_rate_because = "no class is at hand";
                    }),
                    "no-base-rate", "KJ1"));
}

TEST_CASE("likelihood and confidence in one sentence are refused") {
  CHECK(finds(with([](auto& a) { a.key_points[0].text = "We have high confidence that it is likely (71%)."; }), "mixed",
              "key points"));
  CHECK(finds(with([](auto& a) { a.judgements[0].confidence->because = "an exit is very likely"; }), "mixed", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].claim = "the forces will leave, with high confidence"; }), "mixed",
              "KJ1"));
  CHECK_FALSE(finds(with([](auto& a) { a.key_points[0].text = "It is likely (71%). Confidence is low."; }), "mixed",
                    "key points"));
  CHECK_FALSE(finds(with([](auto& a) { a.key_points[0].text = "It is likely (71%, 80% confidence interval 50–88%)."; }),
                    "mixed", "key points"));
}

TEST_CASE("a word that does not match its number is refused") {
  CHECK(finds(with([](auto& a) { a.title = "The US is very likely (71%) to leave Niger"; }), "word-mismatch", "title"));
  CHECK_FALSE(
      finds(with([](auto& a) { a.title = "The US is likely (71%) to leave Niger"; }), "word-mismatch", "title"));
  CHECK(finds(with([](auto& a) { a.title = "The US is almost certain to leave Niger"; }), "word-mismatch", "title"));
  CHECK(finds(with([](auto& a) { a.key_points[0].text = "It is unlikely (4%)."; }), "word-mismatch", "key points"));
  CHECK(finds(with([](auto& a) { a.judgements[0].claim = "the forces will likely have left Niger"; }), "word-mismatch",
              "KJ1"));
  SUBCASE("a comparison is not a likelihood") {
    CHECK_FALSE(finds(with([](auto& a) { a.title = "Exit is more likely than a deal; both are as likely as before"; }),
                      "word-mismatch", "title"));
  }
  SUBCASE("what a source is reported to say is its own") {
    CHECK_FALSE(finds(with([](auto& a) {
                        a.key_points[0].text = "The minister called a deal unlikely.";
                        a.key_points[0].status = Status::reported;
                      }),
                      "word-mismatch", "key points"));
  }
}

TEST_CASE("a small class without its parent is refused") {
  CHECK(finds(with([](auto& a) { a.judgements[1].base_rate->parent_class.clear(); }), "small-class", "KJ2"));
  CHECK_FALSE(finds(with([](auto& a) { a.judgements[0].base_rate->parent_class.clear(); }), "small-class", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].base_rate->k = 20; }), "small-class", "KJ1"));
}

TEST_CASE("more confidence than the spread of the classes allows is refused") {
  CHECK(finds(with([](auto& a) { a.judgements[0].confidence->level = "moderate"; }), "confidence-over-spread", "KJ1"));
  CHECK_FALSE(finds(with([](auto& a) { a.judgements[0].confidence->level = "low"; }), "confidence-over-spread", "KJ1"));
  CHECK_FALSE(finds(with([](auto& a) {
                      a.judgements[0].confidence->level = "moderate";
                      a.judgements[0].class_spread_points = 30;
                    }),
                    "confidence-over-spread", "KJ1"));
}

TEST_CASE("a probability of 0, of 1 or that is not a number is refused") {
  CHECK(finds(with([](auto& a) { a.judgements[0].p = 0.0; }), "certainty", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].p = 1.0; }), "certainty", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].p = std::numeric_limits<double>::quiet_NaN(); }), "certainty", "KJ1"));
  CHECK_FALSE(finds(with([](auto& a) { a.judgements[0].p = 0.8; }), "certainty", "KJ1"));
}

TEST_CASE("a probability without horizon, resolution rule, interval or confidence is refused") {
  CHECK(finds(with([](auto& a) { a.judgements[0].horizon.reset(); }), "no-horizon", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].horizon = a.as_of; }), "no-horizon", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].resolution_rule.clear(); }), "no-resolution-rule", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].interval.reset(); }), "interval", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].interval = stats::Interval{0.75, 0.9}; }), "interval", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].confidence.reset(); }), "no-confidence", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].confidence->level = "very good"; }), "no-confidence", "KJ1"));
}

TEST_CASE("a hedge without a number is refused in judged sentences only") {
  CHECK(finds(with([](auto& a) { a.judgements[0].claim = "the forces may have left Niger"; }), "hedge", "KJ1"));
  const auto line = [](const char* text, Status status) {
    return with([&](auto& a) { a.key_points[0] = {text, {"row:events:E0157"}, status}; });
  };
  CHECK(finds(line("Niger could ask Russia for help.", Status::judged), "hedge", "key points"));
  CHECK(finds(line("We cannot rule out a return.", Status::judged), "hedge", "key points"));
  CHECK_FALSE(finds(line("Niger could ask Russia for help (48%).", Status::judged), "hedge", "key points"));
  CHECK_FALSE(finds(line("The minister said the forces might stay.", Status::reported), "hedge", "key points"));
  CHECK_FALSE(finds(line("The forces leave in May.", Status::judged), "hedge", "key points"));
}

TEST_CASE("evidence that is not in the register is refused wherever it is cited") {
  CHECK(
      finds(with([](auto& a) { a.judgements[0].evidence.push_back("row:events:E9999"); }), "unknown-evidence", "KJ1"));
  CHECK(finds(with([](auto& a) { a.key_points[0].evidence = {"E1"}; }), "unknown-evidence", "key points"));
  CHECK(finds(with([](auto& a) { a.evidence.push_back(a.evidence.front()); }), "unknown-evidence", "evidence"));
  CHECK(finds(with([](auto& a) {
                assess::Table table;
                table.rows = {{{"cell", {"row:events:E9999"}}}};
                a.sections.push_back({"partners", "Partners", assess::Part::annex, {table}});
              }),
              "unknown-evidence", "section partners"));
}

TEST_CASE("a sentence or judgement that rests on unverified rows alone has to say so") {
  const auto line = [](const char* text) {
    return with([&](auto& a) { a.key_points[0] = {text, {"row:events:E0017"}, Status::reported}; });
  };
  CHECK(finds(line("An accord of 2015 stands."), "unverified-unmarked", "key points"));
  CHECK_FALSE(finds(line("An accord of 2015 is said to stand (not verified)."), "unverified-unmarked", "key points"));
  CHECK(finds(with([](auto& a) { a.judgements[2].evidence = {"row:events:E0017"}; }), "unverified-unmarked", "KJ3"));
  CHECK_FALSE(finds(with([](auto& a) {
                      a.judgements[2].evidence = {"row:events:E0017", "row:events:E0157"};
                    }),
                    "unverified-unmarked", "KJ3"));
}

TEST_CASE("a place or state in a claim that none of its evidence speaks of is refused") {
  CHECK(finds(with([](auto& a) { a.judgements[0].claim = "the forces will have left for Mali"; }),
              "name-without-evidence", "KJ1"));
  CHECK(finds(with([](auto& a) { a.judgements[0].claim = "the forces will have left the base at Dirkou"; }),
              "name-without-evidence", "KJ1"));
  SUBCASE("host and counterpart are what the case is about") {
    CHECK_FALSE(
        finds(with([](auto& a) { a.judgements[0].claim = "the American forces will have left the Nigerien bases"; }),
              "name-without-evidence", "KJ1"));
  }
  SUBCASE("of several states of one name one that is spoken of will do") {
    CHECK_FALSE(finds(with([](auto& a) {
                        a.names["AAA"] = a.names.at("RUS");
                        a.judgements[1].claim = "forces of Russia will have come";
                      }),
                      "name-without-evidence", "KJ2"));
  }
  SUBCASE("another form of the name will do") {
    CHECK_FALSE(finds(
        with([](auto& a) { a.judgements[1].claim = "Russian trainers will be in the country of Yevkurov's visit"; }),
        "name-without-evidence", "KJ2"));
  }
}

TEST_CASE("a key point has at most twenty-five words, and there is one at least") {
  const auto words = [](int n) {
    return with([&](auto& a) {
      a.key_points[0].text.clear();
      for (int i = 0; i < n; ++i) a.key_points[0].text += "word ";
    });
  };
  CHECK_FALSE(finds(words(25), "key-points", "key points"));
  CHECK(finds(words(26), "key-points", "key points"));
  CHECK(finds(words(0), "key-points", "key points"));
}

TEST_CASE("there are three to six judgements, a title, and each id once") {
  CHECK(finds(with([](auto& a) {
                a.judgements.pop_back();
                a.gaps.clear();
              }),
              "judgement-count", "key judgements"));
  CHECK_FALSE(finds(with([](auto& a) {
                      a.judgements.pop_back();
                      a.gaps.push_back({"No count of the people is in the record.", {}, Status::computed});
                    }),
                    "judgement-count", "key judgements"));
  CHECK(finds(with([](auto& a) { a.judgements.clear(); }), "judgement-count", "key judgements"));
  CHECK(finds(with([](auto& a) { a.judgements.resize(7, a.judgements[0]); }), "judgement-count", "key judgements"));
  CHECK(finds(with([](auto& a) { a.title.clear(); }), "title", "title"));
  CHECK(finds(with([](auto& a) { a.judgements[1].id = "KJ1"; }), "unknown-judgement", "KJ1"));
  CHECK(finds(with([](auto& a) {
                a.indicators.push_back({"x", "y", a.as_of, "KJ9", 0.5, {}, {}, ""});
              }),
              "unknown-judgement", "indicators"));
}

TEST_CASE("every finding bears the name of a rule that is listed") {
  auto broken = small_assessment();
  broken.judgements[0] = {};
  broken.title.clear();
  for (const auto& finding : lint(broken)) {
    CHECK(std::ranges::find(lint_rules(), finding.rule) != lint_rules().end());
  }
}

#include "entente/outlook/asked.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace entente;
using namespace entente::outlook;

namespace {

// 17 March 2024: the demand on the United States in Niger is open, France has left. 15 January 2024: none is made.
// 1 March 2009: that on Manas is open. 18 February 2022: that on France in Mali.
const record::View& view_of_day(int year) {
  static const record::View march = shipped::view(2024, 3, 17);
  static const record::View january = shipped::view(2024, 1, 15);
  static const record::View manas = shipped::view(2009, 3, 1);
  static const record::View mali = shipped::view(2022, 2, 18);
  return year == 2009 ? manas : year == 2022 ? mali : year == 2023 ? january : march;
}

struct Phrasing {
  int day;  // year of the view
  const char* text;
  Event event;
  const char* host;
  const char* counterpart;
  const char* until;  // empty: not looked at
  bool other_side = false;
};

struct Read {
  Asked asked;
  Question question;
};

Read read(int day, const std::string& text) {
  Read r;
  const record::View& view = view_of_day(day);
  r.asked = read_question(text, view);
  Situation s = situation_of(r.asked, view);
  r.question = pose(r.asked, view, s, shipped::ladder_file());
  return r;
}

constexpr Event kExit = Event::exit;
constexpr Event kAsks = Event::asks;
constexpr Event kEnded = Event::ended;

const std::vector<Phrasing>& phrasings() {
  static const std::vector<Phrasing> all{
      // names
      {2024, "Will US forces leave Niger within 12 months?", kExit, "NER", "USA", "2025-03-17"},
      {2024, "will the US leave Niger", kExit, "NER", "USA", "2025-03-16"},
      {2024, "Will the U.S. leave Niger?", kExit, "NER", "USA", ""},
      {2024, "Will American troops leave Niger by 16 March 2025?", kExit, "NER", "USA", "2025-03-16"},
      {2024, "Will the Americans be out of Niger by the end of 2024?", kExit, "NER", "USA", "2024-12-31"},
      {2024, "will america pull out of niger within a year", kExit, "NER", "USA", "2025-03-17"},
      {2024, "Will Washington withdraw its troops from Niger by December?", kExit, "NER", "USA", "2024-12-31"},
      {2024, "Will the Pentagon pull its forces out of Niger within six months?", kExit, "NER", "USA", "2024-09-17"},
      {2024, "Will U.S. soldiers get out of Niger in the next 90 days?", kExit, "NER", "USA", "2024-06-15"},
      {2024, "Will the US military be gone from Niger before 2025?", kExit, "NER", "USA", "2024-12-31"},
      {2024, "Will the US military quit Niger by 15 September?", kExit, "NER", "USA", "2024-09-15"},
      {2024, "By September 15, 2024, will US troops have left Niger?", kExit, "NER", "USA", "2024-09-15"},
      {2024, "Will the United States\u2019 forces exit Niger by 30th June 2024?", kExit, "NER", "USA", "2024-06-30"},
      {2024, "Will the last American soldiers depart from Niger this year?", kExit, "NER", "USA", "2024-12-31"},
      {2024, "Will US personnel be withdrawn from Niger by the end of the year?", kExit, "NER", "USA", "2024-12-31"},
      {2024, "Will the US withdraw from Niamey within twelve months?", kExit, "NER", "USA", "2025-03-17"},
      {2024, "Will US troops in Niger leave within a year?", kExit, "NER", "USA", "2025-03-17"},
      {2024, "Will US troops stationed in Niger go home by mid-2024?", kExit, "NER", "USA", "2024-06-30"},
      {2024, "Will the US end its military presence in Niger in 2024?", kExit, "NER", "USA", "2024-12-31"},
      {2024, "Will the US close its bases in Niger within 8 months?", kExit, "NER", "USA", "2024-11-17"},
      {2024, "Will the US give up Air Base 201 by the end of September?", kExit, "NER", "USA", "2024-09-30"},
      {2024, "Will the US leave Air Base 201 in Niger within a year?", kExit, "NER", "USA", "2025-03-17"},
      {2024, "Will America bring home its soldiers from Niger before the end of 2024?", kExit, "NER", "USA",
       "2024-12-31"},
      {2024, "What is the chance that US forces leave Niger within 12 months?", kExit, "NER", "USA", "2025-03-17"},
      {2024, "How likely is it that the US will withdraw from Niger by year-end?", kExit, "NER", "USA", "2024-12-31"},
      {2024, "What are the chances of US troops leaving Niger by June 2024?", kExit, "NER", "USA", "2024-06-30"},
      {2024, "Are the Americans going to leave Niger within half a year?", kExit, "NER", "USA", "2024-09-17"},
      {2024, "Within the next six months, will US forces leave Niger?", kExit, "NER", "USA", "2024-09-17"},
      {2024, "Will USA leave NER within 3 weeks", kExit, "NER", "USA", "2024-04-07"},
      // a demand is open: making them leave is the exit
      {2024, "Will Niger expel US forces within a year?", kExit, "NER", "USA", "2025-03-17"},
      {2024, "Will Niger kick the Americans out by September?", kExit, "NER", "USA", "2024-09-30"},
      {2024, "Will Niger kick out US troops by the end of this year?", kExit, "NER", "USA", "2024-12-31"},
      {2024, "Will the junta in Niger throw out the American soldiers within six months?", kExit, "NER", "USA",
       "2024-09-17"},
      {2024, "Will Niger's junta force US troops to leave by 2024-09-15?", kExit, "NER", "USA", "2024-09-15"},
      {2024, "Will the Nigerien government evict the US military this year?", kExit, "NER", "USA", "2024-12-31"},
      {2024, "Will US troops be expelled from Niger by year end?", kExit, "NER", "USA", "2024-12-31"},
      {2024, "Will American forces be kicked out of Niger within 12 months?", kExit, "NER", "USA", "2025-03-17"},
      {2024, "Will the Americans be forced to leave Niger within 12 months?", kExit, "NER", "USA", "2025-03-17"},
      {2024, "Will Niger end the US presence within a year?", kExit, "NER", "USA", "2025-03-17"},
      {2024, "Will Niger get the Americans out by Dec 2024?", kExit, "NER", "USA", "2024-12-31"},
      // the other side
      {2024, "Will US troops stay in Niger until the end of 2024?", kExit, "NER", "USA", "2024-12-31", true},
      {2024, "Will the Americans still be in Niger in a year?", kExit, "NER", "USA", "2025-03-17", true},
      {2024, "Will Niger let US forces stay within the next year?", kExit, "NER", "USA", "2025-03-17", true},
      {2023, "Will the US keep its bases in Niger until the end of 2024?", kEnded, "NER", "USA", "2024-12-31", true},
      {2023, "Will Niger renew its military agreement with the United States within a year?", kAsks, "NER", "USA",
       "2025-01-15", true},
      // no demand is made
      {2023, "Will Niger ask US forces to leave within 12 months?", kAsks, "NER", "USA", "2025-01-15"},
      {2023, "Will Niger tell the Americans to go within a year?", kAsks, "NER", "USA", "2025-01-15"},
      {2023, "Will Niger order the Americans out this year?", kAsks, "NER", "USA", "2024-12-31"},
      {2023, "Will Niger order US troops to withdraw by June 30, 2024?", kAsks, "NER", "USA", "2024-06-30"},
      {2023, "Will Niger demand the withdrawal of US forces within six months?", kAsks, "NER", "USA", "2024-07-15"},
      {2023, "Will Niger demand that US troops leave by the end of 2024?", kAsks, "NER", "USA", "2024-12-31"},
      {2023, "Will US troops be asked to leave Niger within 12 months?", kAsks, "NER", "USA", "2025-01-15"},
      {2023, "Will the US be told to leave Niger in the next year?", kAsks, "NER", "USA", "2025-01-15"},
      {2023, "Will the Americans be ordered out of Niger within a year?", kAsks, "NER", "USA", "2025-01-15"},
      {2023, "Will Niger denounce its military agreement with the US within a year?", kAsks, "NER", "USA",
       "2025-01-15"},
      {2023, "Will Niger end the agreement with the United States by the end of 2024?", kAsks, "NER", "USA",
       "2024-12-31"},
      {2023, "Will Niger cancel the defence pact with Washington this year?", kAsks, "NER", "USA", "2024-12-31"},
      {2023, "Will Niger scrap its status of forces agreement with the US within 12 months?", kAsks, "NER", "USA", ""},
      {2023, "Will Niger refuse to renew the agreement with the US?", kAsks, "NER", "USA", ""},
      {2023, "Will Niger expel American troops within 12 months?", kEnded, "NER", "USA", "2025-01-15"},
      {2023, "Will Niger throw the US out within two years?", kEnded, "NER", "USA", "2026-01-15"},
      {2023, "Will Niger close the US bases by 2024-12-31?", kEnded, "NER", "USA", "2024-12-31"},
      {2023, "Will Ivory Coast ask French troops to leave within a year?", kAsks, "CIV", "FRA", "2025-01-15"},
      {2023, "Will Cote d'Ivoire expel the French within a year?", kEnded, "CIV", "FRA", "2025-01-15"},
      {2023, "Will C\u00f4te d\u2019Ivoire ask the forces of France to leave?", kAsks, "CIV", "FRA", ""},
      {2023, "will cote d'ivoire demand the departure of french forces by next year's end", kAsks, "CIV", "FRA", ""},
      {2023, "Will Djibouti ask the Chinese to leave?", kAsks, "DJI", "CHN", ""},
      {2023, "Will Turkey kick the US out of Incirlik within a year?", kEnded, "TUR", "USA", "2025-01-15"},
      // the United Nations, bases, others
      {2023, "Will the UN leave the DRC within two years?", kExit, "COD", "UN", "2026-01-15"},
      {2023, "Will UN peacekeepers be out of Congo-Kinshasa by the end of next year?", kExit, "COD", "UN",
       "2025-12-31"},
      {2023, "Will the Congolese government kick out the United Nations within a year?", kExit, "COD", "UN",
       "2025-01-15"},
      {2009, "Will the US leave Manas within six months?", kExit, "KGZ", "USA", "2009-09-01"},
      {2009, "Will Kyrgyzstan close Manas by the end of August?", kExit, "KGZ", "USA", "2009-08-31"},
      {2009, "Will Manas be closed within a year?", kExit, "KGZ", "USA", "2010-03-01"},
      {2009, "Will the Americans be out of Manas by 18 August?", kExit, "KGZ", "USA", "2009-08-18"},
      {2009, "Will Kyrgyzstan throw the Americans out of Manas this year?", kExit, "KGZ", "USA", "2009-12-31"},
      {2009, "Will the US hand over the base at Manas within 12 months?", kExit, "KGZ", "USA", "2010-03-01"},
      {2022, "Will French forces leave Mali within 35 days?", kExit, "MLI", "FRA", "2022-03-25"},
      {2022, "Will France pull out of Mali by August?", kExit, "MLI", "FRA", "2022-08-31"},
      {2022, "Will Paris withdraw its soldiers from Mali before June 2022?", kExit, "MLI", "FRA", "2022-05-31"},
      {2022, "Will the French be gone from Gao by 1 September 2022?", kExit, "MLI", "FRA", "2022-09-01"},
      // somebody comes; deaths
      {2024, "Will Russia send troops to Niger within 90 days?", Event::arrival, "NER", "RUS", "2024-06-15"},
      {2024, "Will Russian soldiers arrive in Niger this year?", Event::arrival, "NER", "RUS", "2024-12-31"},
      {2024, "Will the Russians come to Niger within a year?", Event::arrival, "NER", "RUS", "2025-03-17"},
      {2024, "Will Russia deploy forces in Niger by the end of April?", Event::arrival, "NER", "RUS", "2024-04-30"},
      {2024, "Will Niger host Russian troops within a year?", Event::arrival, "NER", "RUS", "2025-03-17"},
      {2024, "Will Niger see more than 1,000 deaths?", Event::deaths, "NER", "", ""},
      {2024, "Will more than 1000 people die in Niger?", Event::deaths, "NER", "", ""},
      {2024, "Will there be over 800 deaths in Niger?", Event::deaths, "NER", "", ""},
      {2024, "Will deaths in Niger exceed 600?", Event::deaths, "NER", "", ""},
  };
  return all;
}

struct Refused {
  int day;
  const char* text;
};
constexpr Refused kRefused[] = {
    {2024, "Will US forces leave Niger soon?"},
    {2024, "Will US forces leave Niger by 2025?"},
    {2024, "Will US forces leave Niger by summer?"},
    {2024, "Will US forces leave Niger by 2024-02-31?"},
    {2024, "Will US forces leave Niger within 0 days?"},
    {2024, "Will US forces leave?"},
    {2024, "Will the Americans leave?"},
    {2024, "US forces leave Niger within 12 months"},
    {2024, "Who will replace the Americans in Niger?"},
    {2024, "When will the US leave Niger?"},
    {2024, "Will Niger and the US reach a deal?"},
    {2024, "Will Niger ask Russia for help against the United States?"},
    {2024, "Will half of the US troops leave Niger by June 2024?"},
    {2024, "Will US forces not leave Niger within a year?"},
    {2024, "Will Niger aks the United States to leave?"},
    {2024, "Will US forces leave Niger if mediation succeeds?"},
    {2024, "Will Niger invade the US embassy?"},
    {2023, "Will US forces leave Niger within a year?"},
    {2024, "Will Niger ask US forces to leave within a year?"},
    {2024, "Will the US ask Niger to leave?"},
    {2009, "Will Manas be bombed?"},
    {2022, "Will Mali forgive France?"},
};

std::string first_quoted(const std::string& text) {
  const std::size_t begin = text.find('"');
  const std::size_t end = begin == std::string::npos ? begin : text.find('"', begin + 1);
  return end == std::string::npos ? std::string() : text.substr(begin + 1, end - begin - 1);
}

}  // namespace

TEST_CASE("questions are understood as people write them") {
  REQUIRE(phrasings().size() >= 80);
  for (const Phrasing& p : phrasings()) {
    CAPTURE(p.text);
    try {
      const Read r = read(p.day, p.text);
      CHECK(name(r.question.event) == name(p.event));
      CHECK(r.question.host == p.host);
      CHECK(r.question.counterpart == p.counterpart);
      CHECK(r.asked.other_side == p.other_side);
      if (*p.until != '\0') CHECK(to_string(r.question.horizon_on) == p.until);
    } catch (const Error& error) {
      FAIL_CHECK(error.message() << " | " << error.remedy());
    }
  }
}

TEST_CASE("what is not a question is refused with the nearest phrasing that works on the day") {
  REQUIRE(std::size(kRefused) >= 20);
  for (const Refused& refused : kRefused) {
    CAPTURE(refused.text);
    try {
      read(refused.day, refused.text);
      FAIL_CHECK("not refused");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_request);
      const std::string near = first_quoted(error.remedy());
      CAPTURE(error.message());
      CAPTURE(error.remedy());
      REQUIRE_FALSE(near.empty());
      const Read again = read(refused.day, near);
      CHECK_FALSE(again.question.words.empty());
      CHECK_MESSAGE((again.question.counterpart == "USA" || again.question.counterpart == "FRA"), near);
    }
  }
}

TEST_CASE("what a question reads back as is a question again") {
  for (const Phrasing& p : phrasings()) {
    if (p.event == Event::deaths) continue;
    const Read r = read(p.day, p.text);
    CAPTURE(r.question.words);
    const Read again = read(p.day, r.question.words);
    CHECK(again.question.words == r.question.words);
  }
}

TEST_CASE("short words in capitals are actors, and the same letters in a sentence are not") {
  const record::View& view = view_of_day(2024);
  CHECK_THROWS_AS(read_question("will us leave Niger", view), Error);
  CHECK(read_question("will the us leave Niger", view).counterpart == "USA");
  CHECK(read_question("will US leave Niger", view).counterpart == "USA");
}

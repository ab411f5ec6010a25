// A result as text, CSV, JSON and Markdown.

#include "entente/base/error.hpp"
#include "entente/render/cell.hpp"
#include "entente/render/help.hpp"
#include "entente/render/result.hpp"
#include "entente/render/spreadsheet.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace entente;
using namespace entente::verbs;

namespace {

constexpr Look kRate{.scale = Look::Scale::percent, .digits = 1, .to = "-", .unit_once = true};

// Two presences, one of them without an estimate.
Table presences() {
  Table t{.name = "presences", .title = "Who may ask", .notes = {"Ranks are among all."}};
  t.columns = {count_column("rank"),
               text_column("host"),
               text_column("code").only_for_programs(),
               interval_column("p", kRate).headed("probability").in("probability").ends("80%"),
               count_column("k").headed("asked"),
               count_column("n").joined(" of "),
               day_column("since")};
  t.rows = {
      {count(1), "Mali", "MLI", Range{0.107, 0.052, 0.207}, count(2), count(9), Day(std::chrono::year(2021) / 12 / 24)},
      {count(2), "Chad, the state", "TCD", None{"not enough"}, None{}, None{}, None{}}};
  return t;
}

std::string reads(const Look& look, const Cell& cell) { return render::cell_text(interval_column("x", look), cell); }

}  // namespace

TEST_CASE("text aligns columns, joins those that belong together, shows dashes for nothing and the reason for none") {
  const Result result{.verb = "watch", .head = {"as of 2024-03-17"}, .tables = {presences()}, .foot = {"view abc"}};
  CHECK(render::to_text(result) ==
        "as of 2024-03-17\n"
        "\n"
        "Who may ask\n"
        "  rank  host             probability  80%        asked   since\n"
        "  1     Mali             10.7%        5.2-20.7%  2 of 9  2021-12-24\n"
        "  2     Chad, the state  not enough   -          -       -\n"
        "  Ranks are among all.\n"
        "\n"
        "view abc\n");
}

TEST_CASE("CSV has value, low and high in columns of their own, all digits, and empty cells for none") {
  CHECK(render::to_csv(presences()) ==
        "rank,host,code,p,p_low,p_high,k,n,since\n"
        "1,Mali,MLI,0.107,0.052,0.207,2,9,2021-12-24\n"
        "2,\"Chad, the state\",TCD,,,,,,\n");
}

TEST_CASE("JSON has numbers as numbers, intervals as objects, none as null, and names the units") {
  Result result{
      .verb = "watch", .basis = {Day(std::chrono::year(2024) / 3 / 17), "abc", "", 7}, .tables = {presences()}};
  result.tables.push_back({.name = "for-people", .for_programs = false});
  const auto json = nlohmann::json::parse(render::to_json(result));
  CHECK(json["verb"] == "watch");
  CHECK(json["as_of"] == "2024-03-17");
  CHECK(json["seed"] == 7);
  CHECK_FALSE(json.contains("model"));
  REQUIRE(json["tables"].size() == 1);
  const auto& table = json["tables"][0];
  CHECK(table["columns"][3] == nlohmann::json{{"name", "p"}, {"kind", "interval"}, {"unit", "probability"}});
  CHECK(table["rows"][0]["rank"].is_number_integer());
  CHECK(table["rows"][0]["p"] == nlohmann::json{{"value", 0.107}, {"low", 0.052}, {"high", 0.207}});
  CHECK(table["rows"][1]["p"].is_null());
  CHECK(table["rows"][1]["host"] == "Chad, the state");
}

TEST_CASE("a row reads as a line, and what belongs to a cell of none is left out with it") {
  Table t{.name = "classes", .line = "{kind:<6}{k:>4} of {n:<3} {share.value:>4} ({share.ends})  {words}{mean}"};
  t.columns = {text_column("kind"),  count_column("k"),
               count_column("n"),    interval_column("share", look::kPercent).ends("80%"),
               text_column("words"), number_column("mean", look::kPercent).joined("; mean ")};
  t.rows = {{"class", count(26), count(38), Range{26.0 / 38, 0.58, 0.77}, "all", 0.68},
            {"side", count(0), count(0), Range{{}, 0.01, 0.9}, "none", None{}}};
  CHECK(render::to_text({.verb = "x", .tables = {t}}) ==
        "class   26 of 38   68% (58-77%)  all; mean 68%\n"
        "side     0 of 0        (1-90%)  none\n");
}

TEST_CASE("lines may have headings in their places, which stand there without a row too") {
  Table t{.name = "tables", .line = "{table:<8}{rows:>5}  {file}", .line_headed = true};
  t.columns = {text_column("table"), count_column("rows").headed("all"), text_column("file").joined("<", ">")};
  CHECK(render::to_text({.verb = "x", .tables = {t}}) == "table     all  file\n");
  t.rows = {{"coups", count(12), "c.csv"}};
  CHECK(render::to_text({.verb = "x", .tables = {t}}) == "table     all  file\ncoups      12  <c.csv>\n");
}

TEST_CASE("what is joined to an empty cell stands there without what would be between them") {
  Table t{.name = "choice"};
  t.columns = {number_column("share", look::kShare), number_column("km", look::kCount).joined(" at ", " km")};
  t.rows = {{0.5, 534.0}, {None{}, 534.0}, {0.5, None{}}};
  CHECK(render::to_text({.verb = "x", .tables = {t}}) == "  share\n  50% at 534 km\n  534 km\n  50%\n");
}

TEST_CASE("numbers and ranges read as their look says") {
  CHECK(render::percent_words(0.004) == "under 1%");
  CHECK(render::percent_words(0.996) == "over 99%");
  CHECK(render::percent_words(0) == "0%");
  CHECK(render::percent_words(1) == "100%");
  constexpr Look kSwept{.scale = Look::Scale::percent_words, .to = "-", .collapse = true};
  CHECK(reads(kSwept, Range{0.84, 0.43, 0.85}) == "84% (43%-85%)");
  CHECK(reads(kSwept, Range{0.841, 0.8401, 0.8402}) == "84%");
  CHECK(reads({.scale = Look::Scale::percent, .digits = 0, .to = "-", .bare_ends = true}, Range{0.27, 0.17, 0.32}) ==
        "27% (17-32)");
  CHECK(reads(look::kChance, Range{0.004, 0, 0.996}) == "under 1% (0-100%)");
  CHECK(reads({.digits = 0}, Range{{}, 2302, 23193}) == "2302 to 23193");
  CHECK(reads({.digits = 0}, Range{{}, 2302, {}}) == "2302 or more");
  CHECK(reads({.digits = 0}, Range{{}, {}, 20}) == "at most 20");
  CHECK(reads({.scale = Look::Scale::points, .digits = 0, .sign = true}, Range{{}, -0.04, 0.12}) == "-4 to +12");
  CHECK(reads({.digits = 3}, Range{{}, -0.0002, 0.0002}) == "0.000 to 0.000");
  CHECK(reads({.digits = 3, .sign = true}, Range{{}, -0.0002, 0.0002}) == "+0.000 to +0.000");
  CHECK(reads({.digits = 0, .commas = true}, Cell(1234567.0)) == "1,234,567");
  CHECK(reads(look::kGeneral, Cell(0.25)) == "0.25");
}

TEST_CASE("a row may read otherwise than its columns say, for people alone") {
  Table t{.name = "t", .headed = false};
  t.columns = {text_column("measure"), number_column("value", look::kCount)};
  t.rows = {{"senders", 5.0}, {"effective number", 1.139}};
  t.row_looks[1] = look::kThree;
  CHECK(render::to_text({.verb = "x", .tables = {t}}) == "  senders           5\n  effective number  1.139\n");
  CHECK(render::to_csv(t) == "measure,value\nsenders,5\neffective number,1.139\n");
}

TEST_CASE("Markdown escapes bars and leaves out what only programs get") {
  Table t{.name = "t", .title = "Title", .notes = {"A note."}};
  t.columns = {text_column("a"), text_column("b").only_for_programs()};
  t.rows = {{"x|y", "hidden"}};
  CHECK(render::to_markdown({.verb = "x", .tables = {t}}) == "## Title\n\n| a |\n| --- |\n| x\\|y |\n\nA note.\n");
  CHECK(render::to_markdown(
            {.verb = "x", .head = {"Head."}, .tables = {t}, .foot = {"Foot."}, .page = {"# Page", "Its basis."}}) ==
        "# Page\n\nIts basis.\n\n## Title\n\n| a |\n| --- |\n| x\\|y |\n\nA note.\n");
}

TEST_CASE("what others wrote acts on no terminal and on no page") {
  Table t{.name = "events", .title = "a\x1B[31m", .notes = {"n\x07"}};
  t.columns = {text_column("summary")};
  t.rows = {{"\x1B]0;title\x07 \xE2\x80\xAE<script>[x](y)\nfalse: line"}};
  const Result result{.verb = "x", .head = {"h\x9B"}, .tables = {t}, .foot = {"f\x1B"}};
  const std::string text = render::to_text(result);
  CHECK(text.find("␛]0;title␇ [U+202E]<script>[x](y)␊false: line") != std::string::npos);
  const std::string markdown = render::to_markdown(result);
  CHECK(markdown.find("␛]0;title␇ \\[U+202E]&lt;script>\\[x](y)␊false: line") != std::string::npos);
  for (const std::string& out : {text, markdown})
    for (const char c : {'\x1B', '\x07'}) CHECK(out.find(c) == std::string::npos);
  CHECK(text.starts_with("h\xEF\xBF\xBD\n"));
  // Programs get what is there.
  CHECK(render::to_csv(t).find("\x1B]0;title") != std::string::npos);
}

TEST_CASE("for spreadsheets no cell begins a formula, numbers stay, and pieces may be cut anywhere") {
  const std::string csv = "id,text,n\n1,=1+1,-2.5\n2,\"@SUM(\"\"a\"\",1)\",+3\n3,\"-x\ny, =z\",\n4,a=b,＝1\n";
  const std::string safe = "id,text,n\n1,'=1+1,-2.5\n2,\"'@SUM(\"\"a\"\",1)\",'+3\n3,\"'-x\ny, =z\",\n4,a=b,'＝1\n";
  for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, csv.size()}) {
    std::string out;
    render::SpreadsheetCells cells([&out](std::string_view part) { out += part; });
    for (std::size_t at = 0; at < csv.size(); at += piece) cells.write(std::string_view(csv).substr(at, piece));
    cells.finish();
    CHECK(out == safe);
  }
}

TEST_CASE("a form is made from the tables or is the document of that name; a table that is not there is named") {
  Result result{.verb = "cover", .tables = {presences()}};
  result.documents.push_back(
      {.format = "svg", .name = "cover.svg", .write = [](const Sink& sink) { sink("<svg>"), sink("</svg>"); }});
  CHECK(render::to_format(result, "svg", "") == "<svg></svg>");
  CHECK(render::to_format(result, "csv", "") == render::to_csv(presences()));
  CHECK(render::to_format(result, "csv", "presences") == render::to_csv(presences()));
  try {
    render::to_format(result, "csv", "none");
    FAIL("taken");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::not_found);
    CHECK(error.remedy() == "name one of: presences");
  }
}

TEST_CASE("text that is not UTF-8 costs a mark in JSON and nothing else") {
  Table t{.name = "t",
          .columns = {text_column("a")},
          .rows = {{"\xff"
                    "x"}}};
  CHECK(render::to_json({.verb = "x", .tables = {t}}).find('x') != std::string::npos);
}

TEST_CASE("help of every verb holds each of its parameters with its meaning, and the page does too") {
  const std::string page = render::parameters_page();
  for (const Verb& verb : verbs::verbs()) {
    const std::string help = render::verb_help(verb);
    std::string unbroken;  // help breaks lines
    for (const char c : help)
      if (c != '\n' && !(c == ' ' && !unbroken.empty() && unbroken.back() == ' '))
        unbroken += c;
      else if (c == '\n' && !unbroken.empty() && unbroken.back() != ' ')
        unbroken += ' ';
    CHECK_MESSAGE(page.find("\n## " + verb.name + "\n") != std::string::npos, verb.name);
    for (const Parameter& p : verb.parameters) {
      CHECK_MESSAGE(help.find(p.positional ? p.name : "--" + p.name) != std::string::npos, verb.name, " ", p.name);
      CHECK_MESSAGE(unbroken.find(p.meaning) != std::string::npos, verb.name, " ", p.name);
    }
    CHECK(render::program_help().find(verb.name.substr(0, verb.name.find(' '))) != std::string::npos);
  }
}

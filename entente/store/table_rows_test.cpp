#include "entente/store/table_rows.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::store;

namespace {

record::Fact fact(const char* table, const char* key, const char* name, const char* known_on,
                  std::vector<std::pair<std::string, std::string>> cells) {
  return {table, key, name, *parse_day(known_on), std::move(cells)};
}

// Two demands, the outcome of one told later, and a row whose anchor became known after another of its facts.
std::vector<record::Fact> facts() {
  return {
      fact("coups", "C1", "coup", "2023-07-26", {{"coup_id", "C1"}}),
      fact("demands", "B1", "demand", "2023-08-03", {{"host", "NER"}, {"sender", "FRA"}}),
      fact("demands", "B1", "outcome", "2023-12-22", {{"outcome", "left"}}),
      fact("demands", "B2", "demand", "2024-03-16", {{"host", "NER"}, {"sender", "USA"}}),
      fact("demands", "B3", "demand", "2024-05-01", {{"host", "NER"}, {"sender", "FRA"}}),
      fact("demands", "B3", "outcome", "2023-01-01", {{"outcome", "left"}}),
  };
}

std::string cell(const TableRows& rows, std::size_t row, const std::string& column) {
  const auto it =
      std::find_if(rows.columns.begin(), rows.columns.end(), [&](const auto& c) { return c.name == column; });
  REQUIRE(it != rows.columns.end());
  return rows.rows.at(row).at(static_cast<std::size_t>(it - rows.columns.begin()));
}

ErrorCode code_of(const std::function<void()>& f) {
  try {
    f();
  } catch (const Error& error) {
    return error.code();
  }
  FAIL("nothing was thrown");
  return ErrorCode::internal;
}

}  // namespace

TEST_CASE("a table on a day has the rows whose anchor was known, with the cells that were") {
  const auto all = facts();
  const TableRows whole = rows_of_table(all, "demands", {});
  REQUIRE(whole.rows.size() == 3);
  CHECK(cell(whole, 0, "outcome") == "left");
  const TableRows early = rows_of_table(all, "demands", parse_day("2023-09-01"));
  REQUIRE(early.rows.size() == 1);  // B2 and B3 were not made yet, whatever else is said of B3
  CHECK(cell(early, 0, "sender") == "FRA");
  CHECK(cell(early, 0, "outcome").empty());
  CHECK(rows_of_table(all, "demands", parse_day("2020-01-01")).rows.empty());
  CHECK(code_of([&] { rows_of_table(all, "demand", {}); }) == ErrorCode::not_found);
}

TEST_CASE("rows are edges between the actors they name, weighted by their number") {
  const auto edges = edges_of(rows_of_table(facts(), "demands", {}));
  REQUIRE(edges.size() == 2);
  CHECK(edges[0].from == "NER");
  CHECK(edges[0].to == "FRA");
  CHECK(edges[0].numbers == std::vector<double>{2});
  CHECK(edges[1].to == "USA");
  CHECK(code_of([] { edges_of(rows_of_table(facts(), "coups", {})); }) == ErrorCode::bad_request);
}

TEST_CASE("rows are written, and those without a position are counted; a table without coordinates makes no map") {
  const std::vector<record::Fact> sites{
      fact("sites", "S1", "opened", "2023-01-01", {{"name", "A"}, {"lat", "13.5"}, {"lon", "2.1"}}),
      fact("sites", "S2", "opened", "2023-01-01", {{"name", "B"}})};
  std::string out;
  const auto sink = [&](std::string_view piece) { out += piece; };
  CHECK(write_rows(rows_of_table(sites, "sites", {}), RowFormat::geojson, sink) == 1);
  CHECK(out.find("\"coordinates\":[2.1,13.5]") != std::string::npos);
  CHECK(out.find("\"B\"") == std::string::npos);
  out.clear();
  CHECK(write_rows(rows_of_table(sites, "sites", {}), RowFormat::csv, sink) == 0);
  CHECK(std::count(out.begin(), out.end(), '\n') == 3);
  CHECK(code_of([&] { write_rows(rows_of_table(facts(), "coups", {}), RowFormat::geojson, sink); }) ==
        ErrorCode::bad_request);
}

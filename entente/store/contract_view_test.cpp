// The view of a day, from the file to the columns that models read, for every reader: what became known later leaves no
// trace in it, whether it stands there, is planted, is rubbish cell by cell, or is deleted. Part of the contract.

#include "entente/base/executor.hpp"
#include "entente/base/output_file.hpp"
#include "entente/store/contract_test.hpp"
#include "entente/store/duck/parquet.hpp"
#include "entente/store/test_folder.hpp"
#include "entente/stream/format.hpp"
#include "entente/stream/reader.hpp"
#include "entente/stream/sample_rows.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

using namespace entente;
using namespace entente::store;
using namespace entente::store::contract;

namespace {

using Cells = std::vector<std::string>;

// One layout of file: how it is read, its header, and a row of it that happened on a day, known on another.
struct Layout {
  std::string name;
  stream::Format format;
  Cells header;
  bool header_in_file = true;
  char separator = ',';
  std::function<Cells(const std::string& day, const std::string& known, const std::string& id)> row;
  bool says_known_on = false;  // a row may tell that it became known long after its day
};

// Cells between separators; quotes stay.
Cells cells_of(const std::string& line, char separator) {
  Cells cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c == separator) {
      cells.emplace_back();
    } else if (quoted || c != '\n') {
      cells.back() += c;
    }
  }
  return cells;
}

Layout of_format(const std::string& name, const std::string& variant, std::size_t cells, const std::string& header) {
  Layout layout;
  layout.name = name + " " + variant;
  layout.format = stream::format(name);
  layout.separator = layout.format.separator;
  layout.header_in_file = !header.empty();
  layout.header = header.empty() ? Cells{} : cells_of(header, layout.separator);
  layout.row = [=](const std::string& day, const std::string& known, const std::string& id) {
    Cells row = cells_of(stream::tests::sample_row(name, day, known, id), layout.separator);
    if (cells != 0) row.resize(cells);
    return row;
  };
  layout.says_known_on = name == "gdelt1" || name == "gdelt2" || name == "polecat";
  return layout;
}

Layout mapped(const std::string& name, const std::string& toml, const Cells& header, char separator, bool known) {
  Layout layout;
  layout.name = name;
  layout.format = stream::mapped_format(toml, name + ".toml");
  layout.header = header;
  layout.header_in_file = layout.format.header == stream::Header::required;
  layout.separator = separator;
  layout.row = [](const std::string& day, const std::string& on, const std::string& id) {
    return Cells{id, day, on, "talk", "Niger", "France", "13.5", "2.1", "4", "a note"};
  };
  layout.says_known_on = known;
  return layout;
}

std::vector<Layout> layouts() {
  std::vector<Layout> all;
  const auto header = [](const char* format) { return stream::tests::sample_header(format); };
  all.push_back(of_format("gdelt1", "without addresses", 57, ""));
  all.push_back(of_format("gdelt1", "with addresses", 0, ""));
  all.push_back(of_format("gdelt2", "", 0, ""));
  all.push_back(of_format("icews", "", 0, header("icews")));
  all.push_back(of_format("cline-phoenix", "", 0, header("cline-phoenix")));
  all.push_back(of_format("polecat", "", 0, header("polecat")));
  std::string phantom = header("polecat");
  phantom.insert(phantom.find("Source\t"), "Headline\t");
  all.push_back(of_format("polecat", "with a name too many", 0, phantom));
  all.push_back(of_format("acled", "after 2023", 0, header("acled")));
  Layout old = of_format("acled", "before 2023", 0, "");
  old.header = {"data_id", "iso",     "event_id_cnty", "event_date", "event_type", "actor1",
                "actor2",  "country", "latitude",      "longitude",  "fatalities", "iso3"};
  old.header_in_file = true;
  old.row = [](const std::string& day, const std::string&, const std::string& id) {
    return Cells{"1", "562", "NIR" + id, day, "Riots", "Rioters (Niger)", "", "Niger", "13.5", "2.1", "3", "NER"};
  };
  all.push_back(old);
  all.push_back(of_format("ged", "without a header", 0, ""));
  Layout named = of_format("ged", "with a header", 0, "");
  named.header = {
      "id",         "type_of_violence", "side_a", "side_b", "where_coordinates", "latitude", "longitude", "country_id",
      "date_start", "date_end",         "best",   "gwnoa"};
  named.header_in_file = true;
  named.row = [](const std::string& day, const std::string&, const std::string& id) {
    return Cells{id, "1", "Government of Niger", "IS", "Tillia", "15.9", "4.8", "436", day, day, "7", "436"};
  };
  all.push_back(named);
  all.push_back(of_format("phoenix", "26 columns", 0, ""));
  all.push_back(of_format("phoenix", "27 columns", 27, ""));

  Layout graph;
  graph.name = "graph of names and days";
  graph.format = stream::graph_format("", std::nullopt);
  graph.header_in_file = false;
  graph.separator = '\t';
  graph.row = [](const std::string& day, const std::string&, const std::string& id) {
    return Cells{"Police (Niger)", "Consult " + id, "Chad", day};
  };
  all.push_back(graph);
  Layout steps = graph;
  steps.name = "graph of numbers and steps";
  steps.format = stream::graph_format("", stream::StepTime{*parse_day("2020-01-01"), 0, 24});
  steps.format.kind = stream::FileKind::spaced;
  steps.format.actor_names = {"Police (Niger)", "Chad"};
  steps.format.type_names = {"Make statement", "Send mail"};
  steps.row = [](const std::string& day, const std::string&, const std::string& id) {
    return Cells{"0", id.size() > 1 ? "1" : "0", "1",
                 std::to_string((*parse_day(day) - *parse_day("2020-01-01")).count() * 24 + id.back() % 24)};
  };
  all.push_back(steps);

  const Cells names{"nr", "when", "told", "what", "who", "whom", "lat", "lon", "dead", "note"};
  const std::string columns =
      "[columns]\nid = \"nr\"\nday = \"when\"\ntype = \"what\"\nactor = \"who\"\n"
      "actor_state = { column = \"who\", code = \"name\" }\ntarget = \"whom\"\nlatitude = \"lat\"\nlongitude = \"lon\"\n"
      "count = \"dead\"\n[known_on]\n";
  const std::string told = "column = \"told\"\n";
  all.push_back(mapped("csv", columns + told, names, ',', true));
  all.push_back(mapped("csv by a lag", "separator = \";\"\n" + columns + "after_days = 3\n", names, ';', false));
  all.push_back(mapped("tsv", "format = \"tsv\"\n" + columns + told, names, '\t', true));
  all.push_back(mapped("tsv without a header",
                       "format = \"tsv\"\nheader = false\n[columns]\nid = 1\nday = 2\ntype = 4\nactor = 5\n"
                       "latitude = 7\ncount = 9\n[known_on]\ncolumn = 3\n",
                       {}, '\t', true));
  all.push_back(mapped("jsonl", "format = \"jsonl\"\n" + columns + told, names, ',', true));
  all.push_back(mapped("parquet", "format = \"parquet\"\n" + columns + told, names, ',', true));
  all.push_back(mapped("parquet by a lag", "format = \"parquet\"\n" + columns + "after_days = 3\n", names, ',', false));
  return all;
}

std::string text_of(const Layout& layout, const std::vector<Cells>& rows) {
  std::string text;
  const auto line = [&](const Cells& cells) {
    text += fmt::format("{}\n", fmt::join(cells, std::string(1, layout.separator)));
  };
  if (layout.format.kind == stream::FileKind::json_lines) {
    for (const Cells& row : rows) {
      text += "{";
      for (std::size_t c = 0; c < row.size(); ++c)
        text += fmt::format("{}\"{}\":\"{}\"", c == 0 ? "" : ",", layout.header[c], row[c]);
      text += "}\n";
    }
    return text;
  }
  if (layout.header_in_file) line(layout.header);
  for (const Cells& row : rows) line(row);
  return text;
}

// All that the store hands out of what was known on the day, after the file has gone through the reader.
struct Seen {
  std::string view;
  std::int64_t rows = 0;  // of the file
};

Seen seen(const Kind& stores, const Layout& layout, const std::vector<Cells>& rows, const TemporaryFolder& folder) {
  const std::string record = folder.file("record");
  std::filesystem::remove_all(record);
  const auto store = stores.open_for_writing(record);
  const auto ignore = [](const stream::Reject&) {};
  Seen out;
  store->add_events({layout.format.name, "f", "h", "", ""}, [&](stream::Names& known_names,
                                                                const stream::TakeBatch& take) {
    stream::ReadReport report;
    if (layout.format.kind == stream::FileKind::parquet) {
      const std::string file = folder.file("f.parquet");
      duck::ParquetFiles().write(file, layout.header, rows);
      const Cells columns = stream::columns_read(layout.format, duck::ParquetFiles().columns(file));
      duck::ParquetFiles().read(file, columns, [&](const stream::NextRow& next) {
        report = stream::read_rows(file, layout.format, columns, next, known_names, take, ignore);
      });
    } else {
      write_file(folder.file("f.txt"), text_of(layout, rows));
      report = stream::read_stream(folder.file("f.txt"), layout.format, known_names, take, ignore, ThreadExecutor());
    }
    out.rows = report.rows;
    return report;
  });
  EventQuery query;
  query.known_on = *parse_day("2021-01-01");
  store->each_event(query, [&](const EventRow& e) {
    out.view += fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}\n", e.reader, e.id, to_string(e.day),
                            to_string(e.known_on), e.actor, e.actor_state, e.actor_sector, e.target, e.target_state,
                            e.target_sector, e.type, e.mode, e.context, e.place, e.country, e.latitude_deg.value_or(99),
                            e.longitude_deg.value_or(999), e.count.value_or(-1));
  });
  const EventView view = store->events_as_of(query);
  out.view += fmt::format("{} {} {} {} {} {}\n", fmt::join(view.log.day, ","), fmt::join(view.log.actor, ","),
                          fmt::join(view.log.type, ","), view.log.actors.size(), view.log.types.size(),
                          fmt::join(view.readers, ","));
  for (const EventMonth& m : store->event_months(query))
    out.view += fmt::format("{} {} {} {}\n", m.month, m.days_covered, m.all_rows, fmt::join(m.claims, ","));
  for (const Tie& tie : store->ties(query, ActorsAs::states))
    out.view += fmt::format("{} {} {}\n", tie.actor, tie.target, fmt::join(tie.claims, ","));
  return out;
}

}  // namespace

TEST_CASE("every reader, from the file to the view: planted, garbled and deleted cells leave no trace") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-view-test");
  for (const Layout& layout : layouts()) {
    CAPTURE(layout.name);
    std::vector<Cells> early;
    std::vector<Cells> late;
    for (int i = 1; i <= 3; ++i)
      early.push_back(layout.row(fmt::format("2020-01-0{}", i), "2020-01-08", fmt::format("{}", i)));
    for (int i = 4; i <= 6; ++i)
      late.push_back(layout.row(fmt::format("2023-01-0{}", i), "2023-01-09", fmt::format("{}", i)));
    const auto with = [&](std::vector<Cells> first, const std::vector<Cells>& second) {
      first.insert(first.end(), second.begin(), second.end());
      return first;
    };
    const Seen whole = seen(stores, layout, with(early, late), folder);
    CHECK(whole.rows == 6);
    CHECK(std::count(whole.view.begin(), whole.view.end(), '\n') >= 3 + 1 + 1);
    CHECK(whole.view.find("2020-01-03") != std::string::npos);
    CHECK(whole.view.find("2023-") == std::string::npos);

    // Deleted.
    CHECK(seen(stores, layout, early, folder).view == whole.view);
    // Planted: it became known later and happened, where the source tells the two apart, long before.
    const Cells planted = layout.row(layout.says_known_on ? "2020-01-02" : "2021-01-02", "2023-01-01", "77");
    // Garbled: every cell of a row not known yet is each sort of rubbish in turn, before the rows that are known.
    std::vector<Cells> garbled;
    for (const char* rubbish : {"", "9999999999", "#", "\xFF", "Zaire"})
      for (std::size_t c = 0; c < late[0].size(); ++c) {
        garbled.push_back(late[c % late.size()]);
        garbled.back()[c] = rubbish;
      }
    if (layout.format.kind != stream::FileKind::json_lines && layout.format.kind != stream::FileKind::parquet) {
      garbled.push_back({"#"});
      garbled.emplace_back(late[0].size() + 7, "#");
      if (layout.format.quotes) {
        garbled.push_back(late[1]);
        garbled.back()[0] = "\"open";
      }
    }
    if (layout.format.kind == stream::FileKind::parquet)
      for (Cells& row : garbled)
        for (std::string& cell : row)
          if (cell == "\xFF") cell = "?";  // a Parquet file holds no text that is not UTF-8
    garbled.push_back(planted);
    CHECK(seen(stores, layout, with(garbled, with(early, late)), folder).view == whole.view);
  }
  // The test can fail: a row that was known shows.
  const Layout layout = layouts().front();
  const Cells row = layout.row("2020-01-04", "2020-01-08", "88");
  CHECK(seen(stores, layout, {row}, folder).view.find("2020-01-04") != std::string::npos);
}

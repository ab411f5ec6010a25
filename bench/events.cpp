// How long do event streams take: into the record, scanned as of a day, into the columns that models read?
//
//   events [ROWS [SAMPLE [FOLDER]]]
//
// Makes ROWS rows (default 1,000,000) in the layout of GDELT 2.0, 61 cells between tabs, about 380 bytes each. With
// SAMPLE, a folder of CSV files with a header (Day, Actor_1_Country_Code ... as docs/formats.md maps them), the cells
// are drawn from that sample: actors, event and place each from a row of its own, so that the distributions are those
// of the sample and the combinations are not. Without, from a small made-up world. Days follow one another, 250,000
// rows each. The files go to FOLDER (default: the temporary folder) and are removed.
//
// The peer is DuckDB's own read_csv of the same file in the same run: a scan of all cells as text (max of each column),
// and a table made of them. Peaks are those of the whole process up to then; each part runs in a process of its own.

#include "bench/measure.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/store/duck/open.hpp"
#include "entente/stream/format.hpp"
#include "entente/stream/reader.hpp"

#include <duckdb.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

using namespace entente;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kCells = 61;
constexpr std::int64_t kRowsPerDay = 250'000;

// The parts of a row that are drawn together: position of the first cell, and how many.
struct Part {
  std::size_t first;
  std::size_t cells;
};
constexpr std::array kParts{Part{5, 10}, Part{15, 10}, Part{25, 10}, Part{35, 24}};

using Rows = std::vector<std::vector<std::string>>;

// The sample has a row number before GDELT's cells and its own names for them; the order is the same.
Rows rows_of_sample(const std::string& folder) {
  Rows rows;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".csv") continue;
    std::string text = read_file(entry.path().string());
    if (text.starts_with(',')) text.insert(0, "row");
    const DelimitedTable table = read_delimited(text, entry.path().string());
    for (const DelimitedRow& row : table.rows) {
      std::vector<std::string> cells(kCells);
      for (std::size_t c = 5; c < 59 && c + 1 < row.cells.size(); ++c) cells[c] = row.cells[c + 1];
      // Codes of events lost their leading zeros in the sample.
      if (cells[26].size() < 3) cells[26].insert(0, "0");
      cells[60] = row.cells[row.cells.size() - 2];
      for (std::string& cell : cells) std::replace(cell.begin(), cell.end(), '\t', ' ');
      rows.push_back(std::move(cells));
    }
  }
  return rows;
}

Rows made_up_rows() {
  constexpr std::array kStates{"NER", "MLI", "USA", "FRA", "RUS", "TCD", "BFA", "NGA", "CHN", "TUR"};
  constexpr std::array kCodes{"010", "020", "040", "042", "051", "057", "071", "112", "130", "141", "173", "190"};
  Rows rows;
  RandomStream random(7, "bench: the made-up world");
  for (int i = 0; i < 5000; ++i) {
    const auto draw = [&](std::size_t n) { return static_cast<std::size_t>(random.below(n)); };
    std::vector<std::string> cells(kCells);
    for (const std::size_t first : {5, 15}) {
      cells[first] = kStates[draw(kStates.size())];
      cells[first + 1] = cells[first + 2] = cells[first];
    }
    cells[25] = "1";
    cells[26] = cells[27] = kCodes[draw(kCodes.size())];
    cells[28] = cells[26].substr(0, 2);
    cells[29] = std::to_string(1 + draw(4));
    cells[30] = "-5.0";
    cells[31] = cells[32] = cells[33] = std::to_string(1 + draw(20));
    cells[34] = fmt::format("{:.12f}", 10 * random.uniform() - 5);
    for (const std::size_t first : {35, 43, 51}) {
      cells[first] = "4";
      cells[first + 1] = fmt::format("Place {}, Region {}, State", draw(2000), draw(50));
      cells[first + 2] = "NG";
      cells[first + 5] = fmt::format("{:.4f}", 20 * random.uniform());
      cells[first + 6] = fmt::format("{:.4f}", 20 * random.uniform());
    }
    cells[60] = fmt::format("https://example.org/news/{}/article-{}.html", draw(400), i);
    rows.push_back(std::move(cells));
  }
  return rows;
}

void make(const Rows& sample, std::int64_t rows, const std::string& path) {
  // Parts are put together once; then a row is four copies and a head.
  std::array<std::vector<std::string>, kParts.size()> parts;
  for (const std::vector<std::string>& row : sample)
    for (std::size_t p = 0; p < kParts.size(); ++p) {
      std::string text;
      for (std::size_t c = 0; c < kParts[p].cells; ++c) text += "\t" + row[kParts[p].first + c];
      parts[p].push_back(std::move(text));
    }
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) throw Error(ErrorCode::io, "the file cannot be made", "choose another folder", {path, 0, ""});
  RandomStream random(20201113, "bench: rows of events");
  std::string out;
  const Day first = Day{std::chrono::year{2015} / 2 / 19};
  for (std::int64_t i = 0; i < rows; ++i) {
    const std::chrono::year_month_day day{first + std::chrono::days(i / kRowsPerDay)};
    const int number = static_cast<int>(day.year()) * 10000 + static_cast<int>(unsigned{day.month()}) * 100 +
                       static_cast<int>(unsigned{day.day()});
    fmt::format_to(std::back_inserter(out), "{}\t{}\t{}\t{}\t{}.8575", 410'000'000 + i, number, number / 100,
                   number / 10000, number / 10000);
    const auto draw = [&] { return static_cast<std::size_t>(random.below(sample.size())); };
    for (const auto& part : parts) out += part[draw()];
    fmt::format_to(std::back_inserter(out), "\t{}{:02}1500\t{}\n", number, i % 24, sample[draw()][60]);
    if (out.size() > (std::size_t{1} << 20U)) {
      if (std::fwrite(out.data(), 1, out.size(), file) != out.size())
        throw Error(ErrorCode::io, "the disk is full", "choose another folder", {path, 0, ""});
      out.clear();
    }
  }
  std::fwrite(out.data(), 1, out.size(), file);
  if (std::fclose(file) != 0) throw Error(ErrorCode::io, "the disk is full", "choose another folder", {path, 0, ""});
}

// Runs `work` in a process of its own and prints what it took. Returns the seconds on the clock.
double measured(const std::string& what, const std::function<std::string()>& work) {
  std::fflush(stdout);
  const bench::Timer timer;
  const pid_t child = fork();
  if (child == 0) {
    int status = 1;
    try {
      fmt::print("{}", work());
      status = 0;
    } catch (const std::exception& error) {
      fmt::print(stderr, "{}\n", error.what());
    }
    std::fflush(stdout);
    _exit(status);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  const double seconds = timer.seconds();
  if (status != 0) std::exit(1);
  fmt::print("{}: {:.2f} s, {:.2f} CPU s, peak {} MB\n", what, seconds, bench::cpu_seconds_of(used),
             bench::peak_mb_of(used));
  return seconds;
}

std::string run(const std::string& database_path, const std::vector<std::string>& statements) {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  if (duckdb_open(database_path.empty() ? nullptr : database_path.c_str(), &database) != DuckDBSuccess ||
      duckdb_connect(database, &connection) != DuckDBSuccess)
    throw Error(ErrorCode::io, "the peer cannot be opened");
  for (const std::string& sql : statements) {
    duckdb_result result;
    if (duckdb_query(connection, sql.c_str(), &result) != DuckDBSuccess)
      throw Error(ErrorCode::io, duckdb_result_error(&result));
    duckdb_destroy_result(&result);
  }
  duckdb_disconnect(&connection);
  duckdb_close(&database);
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
  const std::string sample = argc > 2 ? argv[2] : "";
  const fs::path scratch = fs::path(argc > 3 ? argv[3] : fs::temp_directory_path()) / "entente-bench-events";
  fs::remove_all(scratch);
  fs::create_directories(scratch);
  const std::string file = scratch / "events.tsv";
  const std::string record = scratch / "record.duckdb";

  measured("rows made", [&] {
    make(sample.empty() ? made_up_rows() : rows_of_sample(sample), rows, file);
    return std::string();
  });
  fmt::print("{} rows, {} MB\n", rows, fs::file_size(file) / 1'000'000);

  std::string all;
  for (std::size_t c = 0; c < kCells; ++c) all += fmt::format("{}max(column{:02})", c == 0 ? "" : ", ", c);
  const std::string from =
      fmt::format("read_csv('{}', delim = '\t', header = false, quote = '', escape = '', all_varchar = true)", file);
  const double scan =
      measured("DuckDB, scan of all cells", [&] { return run("", {fmt::format("select {} from {}", all, from)}); });
  // The table takes ten times as long as the scan; of large files it is left out.
  const bool with_table = rows <= 20'000'000;
  const double table = !with_table ? 0 : measured("DuckDB, a table of all cells", [&] {
    return run(scratch / "peer.duckdb", {fmt::format("create table t as select * from {}", from)});
  });
  if (with_table) fmt::print("  its file: {} MB\n", fs::file_size(scratch / "peer.duckdb") / 1'000'000);
  fs::remove(scratch / "peer.duckdb");

  const double import = measured("import into the record", [&] {
    auto store = store::duck::open_for_writing(record);
    const stream::Format& format = stream::format("gdelt2");
    std::int64_t rejected = 0;
    const auto account = store->add_events(
        {format.name, file, "bench", format.counts, ""}, [&](stream::Names& names, const stream::TakeBatch& take) {
          return stream::read_stream(
              file, format, names, take, [&](const stream::Reject&) { ++rejected; }, ThreadExecutor());
        });
    return fmt::format("  {} taken, {} rejected, {} linked\n", account.taken, rejected, account.linked);
  });
  fmt::print("  its file: {} MB; {:.0f} rows/s; {:.2f} of the scan{}\n", fs::file_size(record) / 1'000'000,
             static_cast<double>(rows) / import, import / scan,
             with_table ? fmt::format(", {:.2f} of the table", import / table) : "");

  const Day middle = Day{std::chrono::year{2015} / 2 / 19} + std::chrono::days(rows / kRowsPerDay / 2);
  const double months = measured("counts by month of a pair, as of the middle day", [&] {
    store::EventQuery query;
    query.known_on = middle;
    query.actor = "USA";
    query.target = "RUS";
    query.either_way = true;
    return fmt::format("  {} months of readers\n", store::duck::open(record)->event_months(query).size());
  });
  const double half = measured("log of half the events, as of the middle day", [&] {
    store::EventQuery query;
    query.known_on = middle;
    const store::EventView view = store::duck::open(record)->events_as_of(query);
    return fmt::format("  {} events, {} actors\n", view.log.size(), view.log.actors.size());
  });
  const double whole = measured("log of all events", [&] {
    const store::EventView view = store::duck::open(record)->events_as_of({});
    return fmt::format("  {} events, {:.1f} bytes each with names\n", view.log.size(),
                       static_cast<double>(view.log.bytes()) / static_cast<double>(view.log.size()));
  });
  fmt::print("of the scan: months {:.3f}, half {:.3f}, all {:.3f}\n", months / scan, half / scan, whole / scan);
  fs::remove_all(scratch);
  return 0;
}

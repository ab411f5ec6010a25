// How fast is a file of events read, without a store, beside DuckDB's own scan of the same file?
//
//   bench_stream_read [FILE FORMAT [THREADS]]
//
// Without a file: one of 200,000 rows in the layout of GDELT 2.0, made up and removed.
//
// Ours: split, checked, dated, states resolved, names interned, in batches that are thrown away. DuckDB: read_csv with
// all columns as text, counting the cells of each column, no checks.

#include "bench/measure.hpp"
#include "entente/base/output_file.hpp"
#include "entente/stream/reader.hpp"

#include <duckdb.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>

using namespace entente;
using bench::Timer;

namespace {

std::string speed_of(const Timer& timer, double bytes) {
  return fmt::format("{}; {:.0f} MB a CPU second; peak {} MB", timer.text(), bytes / timer.cpu_seconds() / 1e6,
                     bench::peak_mb_of(bench::usage()));
}

std::string make_file() {
  std::string text;
  for (int i = 0; i < 200'000; ++i) {
    std::string cells[61];
    const int day = 20201101 + i % 28;
    cells[0] = fmt::format("{}", 900'000'000 + i);
    cells[1] = fmt::format("{}", day);
    cells[5] = i % 3 == 0 ? "NERGOV" : "USA";
    cells[7] = cells[17] = i % 3 == 0 ? "NER" : "USA";
    cells[15] = fmt::format("ACT{}", i % 900);
    cells[26] = i % 2 == 0 ? "040" : "190";
    cells[31] = fmt::format("{}", i % 40);
    cells[34] = fmt::format("{:.9f}", -5.0 + i % 1000 * 0.01);
    cells[52] = fmt::format("Place {}, Region, Country", i % 5000 * 7 % 5000);
    cells[53] = "NG";
    cells[56] = fmt::format("{:.4f}", i % 170 - 85.1234);
    cells[57] = fmt::format("{:.4f}", i % 350 - 175.4321);
    cells[59] = fmt::format("{}{:02}1500", day, i % 24);
    cells[60] = fmt::format("https://www.example.org/news/2020/11/{}/title-of-an-article-{}.html", i % 28, i);
    for (std::size_t c = 0; c < 61; ++c) text += cells[c] + (c == 60 ? '\n' : '\t');
  }
  std::string path = (std::filesystem::temp_directory_path() / "entente-bench-stream.csv").string();
  write_file(path, text);
  return path;
}

bool scan(duckdb_connection connection, const std::string& sql) {
  duckdb_result result;
  const bool good = duckdb_query(connection, sql.c_str(), &result) == DuckDBSuccess;
  if (!good) fmt::print(stderr, "{}\n", duckdb_result_error(&result));
  duckdb_destroy_result(&result);
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  const bool made = argc < 3;
  const std::string file = made ? make_file() : argv[1];
  const stream::Format& format = stream::format(made ? "gdelt2" : argv[2]);
  const std::size_t threads = argc > 3 ? static_cast<std::size_t>(std::atoi(argv[3])) : 2;

  stream::Names names;
  const Timer ours;
  const stream::ReadReport report = stream::read_stream(
      file, format, names, [](const stream::EventBatch&) {}, [](const stream::Reject&) {}, ThreadExecutor(threads));
  const auto bytes = static_cast<double>(report.bytes);
  fmt::print("ours, {} threads: {} rows, {} refused: {}\n", threads, report.rows, report.rejected,
             speed_of(ours, bytes));

  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  bool good =
      duckdb_open(nullptr, &database) == DuckDBSuccess && duckdb_connect(database, &connection) == DuckDBSuccess;
  const std::string separator = format.separator == '\t' ? "\\t" : std::string(1, format.separator);
  good = good && scan(connection, fmt::format("SET threads = {}", threads));
  const Timer peer;
  good =
      good && scan(connection,
                   fmt::format("SELECT count(COLUMNS(*)) FROM read_csv('{}', delim = '{}', header = {}, quote = '{}', "
                               "all_varchar = true)",
                               file, separator, format.header == stream::Header::required, format.quotes ? "\"" : ""));
  fmt::print("DuckDB's scan, {} threads: {}\n", threads, speed_of(peer, bytes));
  duckdb_disconnect(&connection);
  duckdb_close(&database);
  if (made) std::filesystem::remove(file);
  return good ? 0 : 1;
}

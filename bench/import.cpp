// How long does an import take beside DuckDB alone reading the same tables?
//
//   import [DATA]
//
// Ours: every file of the data folder checked row by row, facts dated, borders derived, one transaction into a file.
// DuckDB: each CSV by read_csv with all columns as text and each Parquet file by read_parquet, into tables of a file of
// its own; no checks, no dates, no layers of GeoJSON. So the ratio says what the checks and the layers cost.

#include "bench/measure.hpp"
#include "entente/base/delimited.hpp"
#include "entente/store/data_folder.hpp"
#include "entente/store/duck/open.hpp"

#include <duckdb.h>
#include <fmt/format.h>

#include <filesystem>
#include <set>
#include <string>

using namespace entente;
using bench::Timer;
namespace fs = std::filesystem;

namespace {

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

bool run(duckdb_connection connection, const std::string& sql) {
  duckdb_result result;
  const bool good = duckdb_query(connection, sql.c_str(), &result) == DuckDBSuccess;
  if (!good) fmt::print(stderr, "{}: {}\n", sql, duckdb_result_error(&result));
  duckdb_destroy_result(&result);
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  const fs::path data = argc > 1 ? argv[1] : "data";
  const fs::path scratch = fs::temp_directory_path() / "entente-bench-import";
  fs::remove_all(scratch);
  fs::create_directories(scratch);

  const Timer reading;
  const store::DataFolder folder = store::read_data_folder(data.string());
  fmt::print("ours, reading and checking: {}\n", reading.text());
  const Timer writing;
  {
    auto store = store::duck::open_for_writing((scratch / "ours.duckdb").string());
    store->replace(folder.load);
  }
  fmt::print("ours, into the file: {}; {} KB\n", writing.text(), fs::file_size(scratch / "ours.duckdb") / 1024);

  std::set<fs::path> files;
  std::uintmax_t bytes = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(data))
    if (entry.path().extension() == ".csv" || entry.path().extension() == ".parquet") {
      files.insert(entry.path());
      bytes += entry.file_size();
    }
  const Timer peer;
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  bool good = duckdb_open((scratch / "peer.duckdb").c_str(), &database) == DuckDBSuccess &&
              duckdb_connect(database, &connection) == DuckDBSuccess;
  int table = 0;
  for (const fs::path& file : files) {
    const std::string from = file.extension() == ".csv"
                                 ? fmt::format("read_csv({}, all_varchar = true)", quoted(file.string()))
                                 : fmt::format("read_parquet({})", quoted(file.string()));
    good = good && run(connection, fmt::format("CREATE TABLE t{} AS SELECT * FROM {}", table++, from));
  }
  duckdb_disconnect(&connection);
  duckdb_close(&database);
  fmt::print("DuckDB {}, {} files of {} KB: {}; {} KB\n", store::duck::library_version(), files.size(), bytes / 1024,
             peer.text(), fs::file_size(scratch / "peer.duckdb") / 1024);
  fs::remove_all(scratch);
  return good ? 0 : 1;
}

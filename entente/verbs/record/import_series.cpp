#include "entente/verbs/record/import_series.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/record/series.hpp"
#include "entente/store/loading.hpp"
#include "entente/store/releases.hpp"
#include "entente/verbs/record/loads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <utility>

namespace entente::verbs {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFaultsShown = 50;

// The names of the first line's columns; none where the file is no such table.
std::vector<std::string> header_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  if (!fs::is_regular_file(path) || !std::getline(in, line)) return {};
  try {
    return read_delimited(line + "\n", path).header;
  } catch (const Error&) {
    return {};
  }
}

struct Months {
  int first = 0;
  int last = 0;
};

Months months_of(const RecordImportRequest& request) {
  const auto end = request.months.find("..");
  const auto first = record::parse_month(request.months.substr(0, end));
  const auto last = end == std::string::npos ? first : record::parse_month(request.months.substr(end + 2));
  if (!first || !last || *first > *last)
    throw Error(ErrorCode::bad_request,
                request.months.empty() ? "a file of events does not say which months it is of"
                                       : fmt::format("\"{}\" is no month and no range of months", request.months),
                "give --of-months 2023-10, or --of-months 2023-01..2023-12", {request.paths.front(), 0, "--of-months"});
  return {*first, *last};
}

// States that the record's releases of a series hold: each counts 0 where a file of events names none of it.
std::vector<std::string> states_of(const store::Releases& store, const std::string& series) {
  std::set<std::string> out;
  for (const record::Release& release : store.releases(series))
    for (const record::Run& run : release.runs) out.insert(run.state);
  return {out.begin(), out.end()};
}

// The day of release: as given, else as a table of vintages beside the file says.
Day released_on(const RecordImportRequest& request, const std::string& path) {
  if (request.released) return *request.released;
  const fs::path beside = fs::path(path).parent_path() / fs::path(record::kVintagesFile).filename();
  if (fs::is_regular_file(beside))
    for (const record::VintageRow& row : record::read_vintages(read_file(beside.string()), beside.string()))
      if (row.file == fs::path(path).filename()) return row.released;
  throw Error(ErrorCode::bad_request, "a release of a series counts from the day on which it came out",
              "give that day with --released", {path, 0, "--released"});
}

void tell(const Engine& engine, const RecordImportRequest& request, const std::vector<RowFault>& faults) {
  for (std::size_t i = 0; i < std::min(faults.size(), kFaultsShown); ++i)
    engine.log(fmt::format("{}:{}, field {}: {}", faults[i].file, faults[i].line, faults[i].field, faults[i].reason));
  if (faults.size() > kFaultsShown) engine.log(fmt::format("and {} more", faults.size() - kFaultsShown));
  if (request.rejects.empty()) return;
  OutputFile file(request.rejects);
  file.write("file,line,column,field,kind,reason\n");
  for (const RowFault& f : faults)
    file.write(fmt::format("{},{},{},{},cells,{}\n", csv_cell(f.file), f.line, f.column, csv_cell(f.field),
                           csv_cell(f.reason)));
  file.finish();
}

Table release_table(const store::AddedRelease& added, const store::NewRelease& release) {
  Table t{.name = "release",
          .line =
              "{series}, released on {released}: {values} values, {fresh} of months that no earlier release holds, "
              "{changed} otherwise than before"};
  t.columns = {text_column("series"), day_column("released"), count_column("values"), count_column("fresh"),
               count_column("changed")};
  t.rows = {{release.series, release.released, count(release.values.size()), count(added.fresh), count(added.changed)}};
  if (release.series == record::kSingleMonthSeries)
    t.notes.emplace_back(
        "A lower bound: only events that begin and end within a month. It is kept by itself and enters no brief; use it "
        "for when violence rose before 2010, not for how much.");
  return t;
}

}  // namespace

std::optional<record::SeriesColumn> series_to_import(const RecordImportRequest& request) {
  if (!request.series.empty()) {
    if (request.paths.size() != 1)
      throw Error(ErrorCode::bad_request, "a release of a series is one file", "name one file", {"", 0, "--series"});
    return record::SeriesColumn{request.series, request.series};
  }
  if (request.paths.size() != 1 || !request.mapping.empty() || !request.reader.empty()) return std::nullopt;
  return record::series_in(header_of(request.paths.front()));
}

Result import_series(const Engine& engine, const RecordImportRequest& request, const record::SeriesColumn& series) {
  const std::string& path = request.paths.front();
  const Day released = released_on(request, path);
  const std::string hash = store::hash_of(path);
  const bool events = record::holds_ged_events(header_of(path));
  const auto store = engine.open_for_writing();
  store::Releases& releases = store::releases_of(*store);
  record::SeriesReading read;
  std::string how = fmt::format("released = {}\nseries = {}\n", to_string(released), series.series);
  if (events) {
    const Months months = months_of(request);
    how += fmt::format("months = {}..{}\n", record::month_text(months.first), record::month_text(months.last));
    read =
        record::add_up_ged_events(read_file(path), path, months.first, months.last, states_of(releases, series.series));
  } else {
    if (!request.months.empty())
      throw Error(ErrorCode::bad_request, "the rows of a series say their months themselves", "leave --of-months out",
                  {path, 0, "--of-months"});
    read = record::read_series(read_file(path), path, series.column);
  }
  tell(engine, request, read.faults);
  if (read.values.empty())
    throw Error(ErrorCode::bad_data, "no month of the series was taken", "see the reasons above", {path, 0, ""});
  const store::NewRelease release{series.series, released, path, std::move(read.values)};
  store::AddedRelease added =
      releases.add_release({store::kSeriesReader, path, hash, series.series, engine.now(), how}, release);
  added.account.rejected = static_cast<std::int64_t>(read.faults.size());
  Table loads{.name = "loads", .columns = load_columns(), .rows = {load_cells(added.account)}};
  return {.verb = "record import", .tables = {std::move(loads), release_table(added, release)}};
}

}  // namespace entente::verbs

#include "entente/verbs/record/import.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/store/data_folder.hpp"
#include "entente/store/entry.hpp"
#include "entente/store/loading.hpp"
#include "entente/store/migrate.hpp"
#include "entente/verbs/record/import_series.hpp"
#include "entente/verbs/record/layers.hpp"
#include "entente/verbs/record/loads.hpp"
#include "entente/verbs/record/show.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <sstream>
#include <utility>

namespace entente::verbs {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRejectsShown = 50;
constexpr const char* kNothingNew = "no new load: the record is as it was";

std::string with_field(const RowFault& fault) { return fault.field.empty() ? "" : ", field " + fault.field; }

store::LineSink log_lines(const Engine& engine) {
  return [&engine](const std::string& line) { engine.log(line); };
}

store::ByteProgress hashing(const Engine& engine) {
  return [&engine](const std::string& path, std::uint64_t done, std::uint64_t total) {
    const std::string what = fs::path(path).filename().string() + ": taking its hash";
    engine.progress({.what = what, .done = done, .total = total});
  };
}

store::HowRead how_read(const RecordImportRequest& request) {
  store::HowRead how{request.reader, request.mapping, {}, request.dates, request.released, request.by_timestamp};
  if (request.first_day) how.steps = {*request.first_day, request.first_step, request.steps_per_day};
  return how;
}

// Rows that were not taken: the first are told, all stand in a file where one is asked for.
class Rejects {
 public:
  Rejects(const Engine& engine, const std::string& path) : engine_(engine) {
    if (path.empty()) return;
    file_.emplace(path);
    file_->write("file,line,column,field,kind,reason\n");
  }
  void take(const stream::Reject& reject, bool to_be_told = true) {
    const RowFault& f = reject.fault;
    if (to_be_told && count_++ < kRejectsShown)
      engine_.log(fmt::format("{}:{}{}{}: {}", f.file, f.line, f.column > 0 ? fmt::format(":{}", f.column) : "",
                              with_field(f), f.reason));
    if (file_)
      file_->write(fmt::format("{},{},{},{},{},{}\n", csv_cell(f.file), f.line, f.column, csv_cell(f.field),
                               csv_cell(stream::words_of(reject.kind)), csv_cell(f.reason)));
  }
  void finish() {
    if (count_ > kRejectsShown)
      engine_.log(
          fmt::format("and {} more{}", count_ - kRejectsShown, file_ ? "" : "; --rejects FILE writes all of them"));
    if (file_) file_->finish();
  }

 private:
  const Engine& engine_;
  std::optional<OutputFile> file_;
  std::size_t count_ = 0;
};

// ---- the data folder --------------------------------------------------------------------------------------------

// Fields under codes of states that are no more, and runways of fields that have no entry, are a known matter of that
// source: counted, and named where a list is asked for.
bool is_known_matter(const RowFault& fault) { return fault.field == "country_iso2" || fault.field == "airfield_icao"; }

// Gives back all rows that were not taken.
std::vector<RowFault> tell_faults(const store::DataFolder& data, const Engine& engine, Rejects& rejects) {
  std::vector<RowFault> all = data.faults;
  std::size_t known = 0;
  for (const RowFault& fault : data.airfield_faults) {
    known += is_known_matter(fault) ? 1 : 0;
    all.push_back(fault);
  }
  for (const RowFault& fault : all) rejects.take({fault, stream::RejectKind::cells}, !is_known_matter(fault));
  if (known > 0)
    engine.log(fmt::format("airfields: {} not taken (runways of fields without an entry, closed codes)",
                           counted(known, "row")));
  return all;
}

// A table of which nothing is left would make every answer that counts its rows wrong without a word.
void require_rows(const store::Load& load, const std::vector<RowFault>& faults) {
  const auto is_faulty = [&](std::string_view file) {
    return std::ranges::any_of(faults, [&](const RowFault& f) { return f.file == file; });
  };
  for (const record::TableReport& table : load.folder.tables)
    if (table.facts == 0 && table.rows_undated == 0 && table.rows_refused > 0)
      throw Error(ErrorCode::bad_data, "none of its rows can be taken",
                  "see what is wrong with them above, or take the file from its source again", {table.file, 0, ""});
  if (load.deaths.empty() && is_faulty(record::kDeathsFile))
    throw Error(ErrorCode::bad_data, "no month of deaths can be taken", "take the file from its source again",
                {std::string(record::kDeathsFile), 0, ""});
}

std::string training_words(const record::TrainingReading& reading) {
  if (reading.trainings.empty()) return "";
  std::int64_t trainings = 0;
  for (const record::Training& t : reading.trainings) trainings += t.trainings;
  return fmt::format(", {} in {} ({} listed ahead left out)", counted(trainings, "training"),
                     counted(reading.reports.size(), "report"), reading.planned);
}

Table faults_table(const std::vector<RowFault>& faults) {
  Table t{.name = "faults", .title = "rows, or parts of rows, that were not taken", .in_text = false};
  t.columns = {text_column("file"), count_column("line"), text_column("field"), text_column("reason")};
  for (const RowFault& f : faults) t.rows.push_back({f.file, count(f.line), text(f.field), f.reason});
  return t;
}

// Own rows of before there were layers are brought to the present form first, and it is told.
void migrate(const Engine& engine, const std::string& layer, const std::string& data) {
  if (!store::needs_migration(layer)) return;
  const store::Migration m = store::migrate_own_folder(layer, data, engine.today());
  engine.log(
      fmt::format("{}: an own copy of the tables, now a layer: {} added, {} corrected, {} left out that say "
                  "what the data folder says; the copy is kept as {}",
                  layer, counted(m.added, "row"), m.corrected, m.dropped, m.kept));
  for (const std::string& row : m.left) engine.log(fmt::format("{}; it stands in {} alone", row, m.kept));
}

Result import_folder(const Engine& engine, const std::string& folder, const RecordImportRequest& request) {
  if (request.released || request.by_timestamp)
    throw Error(ErrorCode::bad_request, "the rows of a data folder say themselves since when they are known",
                "--released and --by-timestamp are for files of streams");
  if (!fs::is_directory(folder))
    throw Error(ErrorCode::not_found, "there is no such data folder",
                "run where Entente's folder data lies, or name it with --data", {folder, 0, "--data"});
  const std::vector<std::string> layers = layer_folders(engine, request.layers);
  for (const std::string& layer : layers) migrate(engine, layer, folder);
  store::DataFolder data = store::read_data_folder(folder, layers);
  store::Load& load = data.load;
  load.folder_path = folder;
  load.hash = with_layers(store::hash_of(folder, hashing(engine)), load.folder.layers);
  load.imported_at = engine.now();
  Rejects rejects(engine, request.rejects);
  const std::vector<RowFault> faults = tell_faults(data, engine, rejects);
  require_rows(load, faults);
  const store::LoadAccount account = engine.open_for_writing()->replace(load);
  if (account.imported_at != load.imported_at)
    engine.log(fmt::format("{}: the same files as load {}; nothing changed", folder, account.load));
  rejects.finish();
  for (const store::ToldAgain& twice : store::told_again(load.folder.facts))
    engine.log(fmt::format("{} may tell what {} tells already; where it does, `entente record withdraw` takes it out",
                           twice.id, twice.other));

  Table loads{.name = "loads", .columns = load_columns(), .rows = {load_cells(account)}, .in_text = false};
  Table tables{.name = "tables",
               .notes = {fmt::format("{} of deaths, {}, votes of the General Assembly{}",
                                     counted(load.deaths.size(), "country-month"), counted(data.airfields, "airfield"),
                                     training_words(load.trainings))},
               .columns = table_columns(),
               .note_indent = 0,
               .line = kTableLine,
               .line_headed = true};
  tables.columns[tables.column("file")].in_text = false;
  for (const record::TableReport& report : load.folder.tables) tables.rows.push_back(table_cells(report));
  for (const record::LayerReport& layer : load.folder.layers) tables.notes.push_back(words_of(layer));
  Table totals{.name = "totals", .in_text = false};
  totals.columns = {count_column("country_months"), count_column("airfields"), count_column("faults"),
                    count_column("airfield_faults")};
  totals.rows = {{count(load.deaths.size()), count(data.airfields), count(data.faults.size()),
                  count(data.airfield_faults.size())}};
  return {.verb = "record import",
          .tables = {std::move(loads), std::move(tables), std::move(totals), faults_table(faults)}};
}

// ---- streams ----------------------------------------------------------------------------------------------------

// Texts with their rows: "22 (2 rows, the first in line 4)".
std::string examples_of(const std::vector<stream::TypeRows>& types, stream::TypeMatch match) {
  constexpr std::size_t kShown = 5;
  std::vector<std::string> shown;
  std::size_t left = 0;
  for (const stream::TypeRows& t : types) {
    if (t.match != match) continue;
    if (shown.size() == kShown) {
      ++left;
      continue;
    }
    shown.push_back(fmt::format("{} ({}, the first in line {})", t.text, counted(t.rows, "row"), t.line));
  }
  if (left > 0) shown.push_back(fmt::format("and {} more", left));
  return fmt::format("{}", fmt::join(shown, ", "));
}

// What a load's rows leave open, in one line, and what their types were taken for. `name` is empty where there is one.
void note_resolved(const stream::ReadReport& report, const std::string& name, std::vector<std::string>& out) {
  const std::string of = name.empty() ? "" : name + ": ";
  if (report.without_type + report.without_actor + report.without_day > 0)
    out.push_back(
        fmt::format("{}Not resolved, of {}: the type of {}, an actor or the place of {}, the day of {}{}.", of,
                    counted(report.rows, "row"), report.without_type, report.without_actor, report.without_day,
                    report.without_day > 0 ? fmt::format(", refused (the first: {})", report.day_example) : ""));
  struct Words {
    stream::TypeMatch match;
    const char* words;
  };
  for (const Words& w : {Words{stream::TypeMatch::unknown, "Types in no list, so without a class"},
                         Words{stream::TypeMatch::unclear, "Types that may be two codes, so without a class"},
                         Words{stream::TypeMatch::mended, "Types that had lost a zero, and got it back"},
                         Words{stream::TypeMatch::by_label, "Types that the label beside them told"}})
    if (const std::string examples = examples_of(report.types, w.match); !examples.empty())
      out.push_back(fmt::format("{}{}: {}.", of, w.words, examples));
}

// The most frequent texts: "XQ (12 cells), ...".
std::string most_cells(const std::map<std::string, std::int64_t>& cells) {
  constexpr std::size_t kShown = 5;
  std::vector<std::pair<std::string, std::int64_t>> most(cells.begin(), cells.end());
  std::stable_sort(most.begin(), most.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> first;
  for (std::size_t i = 0; i < std::min(kShown, most.size()); ++i)
    first.push_back(fmt::format("{} ({} cells)", most[i].first, most[i].second));
  return fmt::format("{}", fmt::join(first, ", "));
}

// Why rows were rejected and what was not resolved, in words.
std::vector<std::string> notes_of(const std::vector<store::Imported>& imported) {
  std::vector<std::string> out{
      "linked: rows that tell what another row tells already (day, actor, target, kind of act, place); all are kept."};
  std::array<std::int64_t, stream::kRejectKinds> by{};
  std::map<std::string, std::int64_t> unresolved;
  std::map<std::string, std::int64_t> read_as;
  for (const store::Imported& i : imported) {
    for (std::size_t k = 0; k < by.size(); ++k) by[k] += i.report.rejected_by[k];
    for (const auto& [text, rows] : i.report.unresolved_states) unresolved[text] += rows;
    for (const auto& [text, rows] : i.report.read_as) read_as[text] += rows;
  }
  std::vector<std::string> reasons;
  for (std::size_t k = 0; k < by.size(); ++k)
    if (by[k] > 0) reasons.push_back(fmt::format("{} {}", by[k], stream::words_of(static_cast<stream::RejectKind>(k))));
  if (!reasons.empty()) out.push_back(fmt::format("Rejected: {}.", fmt::join(reasons, ", ")));
  if (by[static_cast<std::size_t>(stream::RejectKind::utf8)] > 0)
    out.push_back(
        "Text that is not UTF-8 was saved by an older program: `iconv -f windows-1252 -t utf-8 OLD.csv >NEW.csv` "
        "converts it, and all rows can be read.");
  const std::size_t before = out.size();
  for (const store::Imported& i : imported)
    note_resolved(i.report, imported.size() == 1 ? "" : fmt::format("Load {}", i.account.load), out);
  if (out.size() == before && unresolved.empty()) out.emplace_back("All types, actors and days were resolved.");
  if (!read_as.empty())
    out.push_back(
        fmt::format("Cells of a state that had ended, or not begun, on the day of their row, read as what stood then: "
                    "{}.",
                    most_cells(read_as)));
  if (!unresolved.empty())
    out.push_back(
        fmt::format("Not resolved to one state, and not guessed: {} texts, such as {}. They stand as the source writes "
                    "them.",
                    unresolved.size(), most_cells(unresolved)));
  return out;
}

Result streams_result(const std::vector<store::Imported>& imported) {
  Table loads{.name = "loads", .columns = load_columns()};
  loads.title = imported.empty() ? kNothingNew : counted(imported.size(), "load");
  if (!imported.empty()) loads.notes = notes_of(imported);
  Table rejected{.name = "rejected", .title = "rows that were not taken, by kind of fault", .in_text = false};
  rejected.columns = {count_column("load"), text_column("kind"), count_column("rows")};
  Table unresolved{
      .name = "unresolved", .title = "texts that name no state or several, the most frequent", .in_text = false};
  unresolved.columns = {count_column("load"), text_column("text"), count_column("rows")};
  Table resolved{.name = "not_resolved", .title = "rows of which a part could not be resolved", .in_text = false};
  resolved.columns = {count_column("load"), count_column("rows"), count_column("type"), count_column("actor"),
                      count_column("day")};
  Table types{.name = "types", .title = "types that are not simply in their list, the most frequent", .in_text = false};
  types.columns = {count_column("load"), text_column("text"), text_column("match"),
                   count_column("rows"), text_column("file"), count_column("line")};
  constexpr std::array kMatches{"listed", "by-label", "zero-put-back", "two-codes", "in-no-list"};
  for (const store::Imported& i : imported) {
    loads.rows.push_back(load_cells(i.account));
    resolved.rows.push_back({count(i.account.load), count(i.report.rows), count(i.report.without_type),
                             count(i.report.without_actor), count(i.report.without_day)});
    for (const stream::TypeRows& t : i.report.types)
      types.rows.push_back({count(i.account.load), t.text, std::string(kMatches[static_cast<std::size_t>(t.match)]),
                            count(t.rows), t.file, count(t.line)});
    for (std::size_t k = 0; k < stream::kRejectKinds; ++k)
      if (i.report.rejected_by[k] > 0)
        rejected.rows.push_back({count(i.account.load),
                                 std::string(stream::words_of(static_cast<stream::RejectKind>(k))),
                                 count(i.report.rejected_by[k])});
    for (const auto& [state, rows] : i.report.unresolved_states)
      unresolved.rows.push_back({count(i.account.load), state, count(rows)});
  }
  return {
      .verb = "record import",
      .tables = {std::move(loads), std::move(rejected), std::move(unresolved), std::move(resolved), std::move(types)}};
}

// Rows that are known by a lag behind their day are those of files that came out with them; a release of many years
// came out later.
void tell_of_release(const Engine& engine, const store::PlannedLoad& load, const store::Imported& imported) {
  constexpr std::chrono::days kLongerThanAnUpdate{400};
  const stream::Format& format = load.format;
  const bool by_lag = std::none_of(format.columns.begin(), format.columns.end(), [](const stream::FormatColumn& c) {
    return c.field == stream::Field::known_on || c.field == stream::Field::revised_on;
  });
  const auto& account = imported.account;
  if (!by_lag || format.by_mapping || format.steps || format.known.released || !account.first_day ||
      *account.last_day - *account.first_day < kLongerThanAnUpdate)
    return;
  engine.log(
      fmt::format("{}: its rows count as known {} after {}; where it came out later, as releases of many years do, "
                  "--released DAY says when",
                  load.path, counted(format.known.lag_days, "day"),
                  format.known.month_end ? "the month of the event" : "the event"));
}

store::Imported import_one(const Engine& engine, store::Store& store, const store::PlannedLoad& load,
                           Rejects& rejects) {
  const std::string what = fs::path(load.path).filename().string();
  stream::ReadOptions options;
  options.progress = [&](const stream::ReadProgress& p) {
    engine.progress({.what = what, .done = p.bytes_done, .total = p.bytes, .rows = p.rows});
  };
  const bool parquet = store::is_parquet(load.path);
  store::Imported out = store::import_load(
      store, load, parquet ? &engine.parquet() : nullptr, engine.now(),
      [&](const stream::Reject& r) { rejects.take(r); }, engine.executor(), options);
  for (const std::string& habit : out.report.habits) engine.log(habit);
  for (const std::string& name : out.report.left_out) engine.log("left out: " + name);
  if (const auto last = out.account.last_day; last && to_string(*last) > engine.now().substr(0, 10))
    engine.log(fmt::format("{}: its last day, {}, lies ahead: see whether dates and steps are read as they are meant",
                           load.path, to_string(*last)));
  tell_of_release(engine, load, out);
  return out;
}

// Files that could not be read, of several.
class Unread {
 public:
  explicit Unread(const Engine& engine) : engine_(engine) {}
  void take(const Error& why) {
    if (count_++ < kRejectsShown) engine_.log(fmt::format("not read: {}", why.what()));
  }
  std::size_t count() const { return count_; }

 private:
  const Engine& engine_;
  std::size_t count_ = 0;
};

Result import_streams(const Engine& engine, const RecordImportRequest& request) {
  const store::HowRead how = how_read(request);
  const store::LineSink say = log_lines(engine);
  Unread unread(engine);
  std::vector<store::PlannedLoad> planned =
      store::plan_loads(request.paths, how, say, [&](const std::string&, const Error& why) { unread.take(why); });
  const std::size_t files = planned.size() + unread.count();
  std::vector<store::Imported> imported;
  const auto require_all_read = [&] {
    if (unread.count() > 0 && !request.skip_unknown)
      throw Error(ErrorCode::bad_data,
                  fmt::format("{} of {} could not be read; {}", unread.count(), counted(files, "file"),
                              imported.empty() ? "nothing was taken" : "the others are in the record"),
                  "the lines above name each; get them again or take them out, or say --skip-unknown");
  };
  if (planned.empty()) require_all_read();
  Rejects rejects(engine, request.rejects);
  try {
    const auto store = engine.open_for_writing();
    for (const store::PlannedLoad& load :
         store::new_loads(std::move(planned), how, store->loads(), say, hashing(engine)))
      try {
        imported.push_back(import_one(engine, *store, load, rejects));
      } catch (const Error& error) {
        if (error.code() != ErrorCode::bad_data || files == 1) throw;
        unread.take(error);
      }
    require_all_read();
  } catch (...) {
    rejects.finish();
    // What went in before stays, so it is told.
    if (!imported.empty()) engine.unfinished(streams_result(imported));
    throw;
  }
  rejects.finish();
  return streams_result(imported);
}

// ---- votes ------------------------------------------------------------------------------------------------------

Result votes_result(const std::optional<store::AddedVotes>& added, const store::UnVotes& votes) {
  Table t{.name = "loads", .title = added ? "1 load" : kNothingNew};
  t.columns = {count_column("load"),
               text_column("reader"),
               count_column("rows"),
               count_column("taken").headed("votes"),
               count_column("absent"),
               count_column("rejected"),
               count_column("roll_calls"),
               count_column("passed_over").only_for_programs(),
               day_column("first_day"),
               day_column("last_day"),
               text_column("imported_at").only_for_programs(),
               text_column("sha256").only_for_programs(),
               text_column("file")};
  if (added) {
    const store::LoadAccount& a = added->account;
    t.rows = {{count(a.load), a.reader, count(a.rows), count(a.taken), count(votes.absent), count(a.rejected),
               count(added->roll_calls), count(added->passed_over), cell(a.first_day), cell(a.last_day),
               text(a.imported_at), text(a.hash), a.file}};
    if (added->passed_over > 0)
      t.notes.push_back(fmt::format("{} up to {} passed over: the record has its own until then.",
                                    counted(added->passed_over, "roll call"),
                                    added->after ? to_string(*added->after) : ""));
  }
  return {.verb = "record import", .tables = {std::move(t)}};
}

Result import_votes(const Engine& engine, const RecordImportRequest& request, const std::string& path) {
  if (request.released || request.by_timestamp)
    throw Error(ErrorCode::bad_request, "a roll call is public on its day, whenever the file came out",
                "leave --released and --by-timestamp out", {path, 0, ""});
  const std::string hash = store::hash_of(path, hashing(engine));
  Rejects rejects(engine, request.rejects);
  const store::UnVotes votes = store::read_un_votes(path, [&](const RowFault& f) {
    rejects.take({f, stream::RejectKind::cells});
  });
  rejects.finish();
  if (std::ranges::none_of(votes.ballots, record::is_vote, &record::Ballot::choice))
    throw Error(ErrorCode::bad_data, fmt::format("no vote was taken of its {}", counted(votes.rows, "row")),
                "see the reasons above, and whether it is a file of votes", {path, 0, ""});
  const auto store = engine.open_for_writing();
  for (const store::LoadAccount& before : store->loads())
    if (before.reader == store::kVotesReader && before.hash == hash) {
      engine.log(fmt::format("{}: in the record already, as load {}; nothing changed", path, before.load));
      return votes_result({}, votes);
    }
  return votes_result(store->add_votes({store::kVotesReader, path, hash, "", engine.now()}, votes), votes);
}

// ---- all --------------------------------------------------------------------------------------------------------

Result propose(const Engine& engine, const RecordImportRequest& request) {
  if (request.paths.size() != 1)
    throw Error(ErrorCode::bad_request, "--guess proposes a mapping for one file", "name one file");
  const std::string& path = request.paths.front();
  std::string proposed = store::propose_mapping(path, store::is_parquet(path) ? &engine.parquet() : nullptr,
                                                request.data + "/natural-earth/countries-50m.geojson");
  if (proposed.ends_with('\n')) proposed.pop_back();
  Result out{.verb = "record import"};
  std::istringstream lines(proposed);
  for (std::string line; std::getline(lines, line);) out.head.push_back(line);
  Table t{.name = "mapping", .columns = {text_column("mapping")}, .rows = {{std::move(proposed)}}, .in_text = false};
  out.tables = {std::move(t)};
  return out;
}

std::string reader_words() {
  std::string out = "How to read: ";
  for (const stream::Format& format : stream::formats()) out += format.name + ", ";
  return out + "graph, " + store::kVotesReader;
}

}  // namespace

Result record_import(const Engine& engine, const RecordImportRequest& request) {
  if (request.guess) return propose(engine, request);
  if (!request.reader.empty() && !request.mapping.empty())
    throw Error(ErrorCode::bad_request, "--reader and --mapping exclude each other", "give one of them");
  if (request.dates && !request.mapping.empty())
    throw Error(ErrorCode::bad_request, "a mapping says itself how dates are written", "write dates = ... in it");
  const std::vector<std::string>& paths = request.paths;
  if (paths.empty()) return import_folder(engine, request.data, request);
  if (paths.size() == 1 && fs::is_directory(fs::path(paths.front()) / "chronology"))
    return import_folder(engine, paths.front(), request);
  if (const auto series = series_to_import(request)) return import_series(engine, request, *series);
  const store::HowRead how = how_read(request);
  const auto holds_votes = [&](const std::string& path) {
    try {
      return store::holds_votes(path, how);
    } catch (const Error& error) {
      // Of several files a broken one is named with the others that cannot be read.
      if (error.code() != ErrorCode::bad_data || paths.size() == 1) throw;
      return false;
    }
  };
  const auto votes = std::find_if(paths.begin(), paths.end(), holds_votes);
  if (votes == paths.end()) return import_streams(engine, request);
  if (paths.size() > 1)
    throw Error(ErrorCode::bad_request, "a file of votes is imported by itself",
                "each takes the place of the one before: name the newest alone", {*votes, 0, ""});
  return import_votes(engine, request, *votes);
}

Verb record_import_verb() {
  Parameters<RecordImportRequest> p;
  p.add("paths", &RecordImportRequest::paths, "Files or folders of streams; without any, the data folder")
      .positional()
      .repeated()
      .called("FILE|FOLDER")
      .reads();
  p.add("data", &RecordImportRequest::data, "The data folder").called("FOLDER").reads();
  p.add("layers", &RecordImportRequest::layers, "Your own folders on top of it, in their order; none: without any")
      .called("FOLDER,...")
      .reads()
      .absent("those of the record, else own where there is such a folder");
  p.add("reader", &RecordImportRequest::reader, reader_words()).called("NAME").absent("as the file's columns say");
  p.add("mapping", &RecordImportRequest::mapping, "How to read any table: which column holds what (docs/formats.md)")
      .called("FILE.toml")
      .reads();
  p.add("dates", &RecordImportRequest::dates,
        "How a reader takes dates of several meanings, such as 3/4/2024 or a spreadsheet's 45368")
      .absent("as the whole column shows; where it does not, such rows are refused");
  p.add("guess", &RecordImportRequest::guess, "Only propose a mapping for a file");
  p.add("rejects", &RecordImportRequest::rejects, "Where all rows that were not taken are listed")
      .called("FILE.csv")
      .writes();
  p.add("skip-unknown", &RecordImportRequest::skip_unknown,
        "Of several files, pass over those that cannot be read, and end well");
  p.group("When rows became known");
  p.add("released", &RecordImportRequest::released, "The day the files came out: nothing in them was known before")
      .absent("as the format's rule says");
  p.add("by-timestamp", &RecordImportRequest::by_timestamp,
        "Of ACLED: no row was known before its last change, which its timestamp tells");
  p.group("Of a series");
  p.add("series", &RecordImportRequest::series,
        "As a release of this series: the events of a file of UCDP GED added up, or the column of that name")
      .called("NAME");
  p.add("of-months", &RecordImportRequest::months, "The months that such a file is of: 2023-10, or 2023-01..2023-12")
      .called("MONTH");
  p.group("Of a knowledge graph");
  p.add("first-day", &RecordImportRequest::first_day, "The day of its first step");
  p.add("first-step", &RecordImportRequest::first_step, "The number of that step").called("N");
  p.add("steps-per-day", &RecordImportRequest::steps_per_day, "Steps in a day").called("N").at_least(1);
  Verb verb = make_verb(
      "record import",
      "Read a data folder, replacing the tables; or files of event streams and releases of series, each a load of its own",
      std::move(p), record_import);
  verb.examples = {{"Read the data folder", "record import"},
                   {"Propose how a table of your own is read", "record import data/chronology/events.csv --guess"}};
  verb.pages = {"docs/events.md", "docs/formats.md", "docs/data-tables.md"};
  verb.tables = {"loads",      "tables",       "totals", "faults",  "rejected",
                 "unresolved", "not_resolved", "types",  "mapping", "release"};
  return verb;
}

}  // namespace entente::verbs

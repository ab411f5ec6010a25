// entente record import

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/record.hpp"
#include "cli/tables.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"
#include "entente/base/hash.hpp"
#include "entente/store/data_folder.hpp"
#include "entente/store/parquet.hpp"
#include "entente/store/store.hpp"
#include "entente/stream/format.hpp"
#include "entente/stream/reader.hpp"
#include "entente/stream/source.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr std::size_t kRejectsShown = 50;

struct ImportOptions {
  std::vector<std::string> paths;
  std::string data = "data";
  std::string reader;
  std::string mapping;
  std::string rejects;
  std::string first_day;
  long first_step = 0;
  int steps_per_day = 1;
  bool guess = false;
  std::string record;
  std::string format;
};

std::string now() {
  const auto today = std::chrono::system_clock::now();
  const auto day = std::chrono::floor<std::chrono::days>(today);
  const auto time = std::chrono::hh_mm_ss(std::chrono::floor<std::chrono::seconds>(today - day));
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_string(day), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

std::string hash_of_file(const std::string& path) {
  std::error_code unknown;
  const std::uintmax_t size = fs::file_size(path, unknown);
  ProgressBar bar(fs::path(path).filename().string() + ": taking its hash");
  std::uint64_t done = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw Error(ErrorCode::not_found, "there is no such file, or it may not be read", "check the path", {path, 0, ""});
  Sha256 hash;
  std::string piece(std::size_t{1} << 20U, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
    hash.update(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
    done += static_cast<std::uint64_t>(in.gcount());
    if (!unknown) bar.show(done, size, 0);
  }
  return hash.hex();
}

// Of a folder: over the names and hashes of its files.
std::string hash_of(const std::string& path) {
  if (!fs::is_directory(path)) return hash_of_file(path);
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  Sha256 hash;
  for (const fs::path& file : files) {
    hash.field(fs::relative(file, path).string());
    hash.field(hash_of_file(file.string()));
  }
  return hash.hex();
}

// Of several files, those before the one that failed are in.
bool holds_a_load(const std::string& path) {
  try {
    return !store::Store::open(path).loads().empty();
  } catch (const Error&) {
    return false;
  }
}

// A record that is only begun goes again where the work fails; one that was there is as it was.
template <class F>
void with_record(const std::string& path, F work) {
  const bool existed = fs::exists(path);
  try {
    auto store = store::Store::open_for_writing(path);
    work(store);
  } catch (...) {
    if (!existed && !holds_a_load(path)) {
      std::error_code ignored;
      fs::remove(path, ignored);
      fs::remove(path + ".wal", ignored);
    }
    throw;
  }
}

// ---- the data folder -------------------------------------------------------------------------------------------

void report_faults(const std::vector<RowFault>& faults) {
  for (std::size_t i = 0; i < std::min(kRejectsShown, faults.size()); ++i) {
    const RowFault& f = faults[i];
    tell(fmt::format("{}:{}{}: {}", f.file, f.line, f.field.empty() ? "" : ", field " + f.field, f.reason));
  }
  if (faults.size() > kRejectsShown) tell(fmt::format("and {} more", faults.size() - kRejectsShown));
}

void import_folder(const ImportOptions& options, const std::string& folder) {
  store::DataFolder data = store::read_data_folder(folder);
  store::Load& load = data.load;
  load.folder_path = folder;
  load.hash = hash_of(folder);
  load.imported_at = now();
  with_record(options.record, [&](store::Store& store) {
    const store::LoadAccount account = store.replace(load);
    if (account.imported_at != load.imported_at)
      tell(fmt::format("{}: the same files as load {}; nothing changed", folder, account.load));
  });

  report_faults(data.faults);
  // Runways of fields that have no entry are a known matter of that source: counted, not listed.
  if (!data.airfield_faults.empty())
    tell(fmt::format("airfields: {} rows not taken (runways of fields without an entry, closed codes)",
                     data.airfield_faults.size()));
  if (options.format == "json") {
    Json out;
    for (const auto& t : load.folder.tables)
      out["tables"].push_back({{"table", t.table},
                               {"file", t.file},
                               {"sha256", t.file_hash},
                               {"rows", t.rows},
                               {"refused", t.rows_refused},
                               {"undated", t.rows_undated},
                               {"facts", t.facts}});
    out["country_months"] = load.deaths.size();
    out["airfields"] = data.airfields;
    out["faults"] = data.faults.size();
    print(out.dump(2) + "\n");
    return;
  }
  std::string out = fmt::format("{:<12} {:>6} {:>8} {:>8} {:>6}\n", "table", "rows", "refused", "undated", "facts");
  for (const auto& t : load.folder.tables)
    out += fmt::format("{:<12} {:>6} {:>8} {:>8} {:>6}\n", t.table, t.rows, t.rows_refused, t.rows_undated, t.facts);
  out += fmt::format("{} country-months of deaths, {} airfields, votes of the General Assembly\n", load.deaths.size(),
                     data.airfields);
  print(out);
}

// ---- streams ---------------------------------------------------------------------------------------------------

// One load to be: a file, or the folder of a knowledge graph.
struct Unit {
  std::string path;
  stream::Format format;
  std::string mapping;  // the text that says how it is read, where a name does not say all
  std::string hash;
};

bool is_parquet(const std::string& path) { return fs::path(path).extension() == ".parquet"; }

std::optional<stream::StepTime> steps_of(const ImportOptions& options) {
  if (options.first_day.empty()) return std::nullopt;
  return stream::StepTime{day_of(options.first_day, "--first-day"), options.first_step, options.steps_per_day};
}

stream::Format format_for(const ImportOptions& options, const std::string& path) {
  std::string reader = options.reader;
  if (reader.empty()) {
    if (is_parquet(path))
      throw Error(ErrorCode::bad_request, "a Parquet file is read by a mapping",
                  fmt::format("`entente record import {} --guess >mapping.toml` proposes one; then give it with "
                              "--mapping mapping.toml",
                              path),
                  {path, 0, ""});
    const stream::Guess guess = stream::format_of(path);
    if (guess.format.empty())
      throw Error(ErrorCode::bad_data, fmt::format("no reader knows this file: {}", guess.because),
                  "name one with --reader, or have a mapping proposed with --guess and give it with --mapping",
                  {path, 0, ""});
    reader = guess.format;
    tell(fmt::format("{}: read as {}: {}", path, reader, guess.because));
  }
  if (reader == "graph") {
    if (const stream::Guess guess = stream::format_of(path);
        guess.format == "graph" && !guess.missing.empty() && options.first_day.empty())
      throw Error(ErrorCode::bad_request, fmt::format("these files do not say {}", fmt::join(guess.missing, " and ")),
                  "give --first-day DAY, and --steps-per-day where a step is shorter than a day", {path, 0, ""});
    return stream::graph_format(path, steps_of(options));
  }
  return stream::format(reader);
}

Unit unit_of(const ImportOptions& options, const std::string& path) {
  Unit unit;
  unit.path = path;
  if (!options.mapping.empty()) {
    unit.mapping = read_file(options.mapping);
    unit.format = stream::mapped_format(unit.mapping, options.mapping);
    return unit;
  }
  unit.format = format_for(options, path);
  if (const auto& steps = unit.format.steps)
    unit.mapping = fmt::format("first_day = {}\nfirst_step = {}\nsteps_per_day = {}\n", to_string(steps->first_day),
                               steps->first_step, steps->steps_per_day);
  return unit;
}

// Whether a load was read as the unit would be now. Mappings are compared by what they say, not by how it is written.
bool read_the_same_way(const ImportOptions& options, const store::LoadAccount& load, const Unit& unit) {
  if (load.mapping == unit.mapping || load.mapping.empty()) return true;
  if (options.mapping.empty()) return false;
  try {
    return stream::mapped_format(load.mapping, options.mapping) == unit.format;
  } catch (const Error&) {
    return false;
  }
}

std::vector<Unit> units_of(const ImportOptions& options) {
  std::vector<Unit> units;
  for (const std::string& path : options.paths) {
    if (!fs::exists(path))
      throw Error(ErrorCode::not_found, "there is no such file or folder", "check the path", {path, 0, ""});
    const bool graph =
        fs::is_directory(path) && options.mapping.empty() &&
        (options.reader == "graph" || (options.reader.empty() && stream::format_of(path).format == "graph"));
    if (graph || !fs::is_directory(path)) {
      units.push_back(unit_of(options, path));
    } else {
      for (const std::string& file : stream::files_of(path)) units.push_back(unit_of(options, file));
    }
  }
  return units;
}

void propose(const ImportOptions& options) {
  if (options.paths.size() != 1)
    throw Error(ErrorCode::bad_request, "--guess proposes a mapping for one file", "name one file");
  const std::string& path = options.paths.front();
  if (!is_parquet(path)) {
    print(stream::propose_mapping(path));
    return;
  }
  const std::vector<std::string> columns = store::parquet_columns(path);
  std::vector<std::vector<std::string>> rows;
  store::read_parquet(path, columns, [&](const stream::NextRow& next) {
    constexpr std::size_t kLooked = 100;
    std::vector<std::string_view> cells;
    while (rows.size() < kLooked && next(cells)) rows.emplace_back(cells.begin(), cells.end());
  });
  print(stream::propose_mapping(stream::FileKind::parquet, columns, rows));
}

// Rows that were not taken: the first on the standard error, all in a file where one is asked for.
class Rejects {
 public:
  explicit Rejects(const std::string& path) {
    if (path.empty()) return;
    file_.emplace(path);
    file_->write("file,line,column,field,kind,reason\n");
  }
  void take(const stream::Reject& reject) {
    const RowFault& f = reject.fault;
    if (count_++ < kRejectsShown)
      tell(fmt::format("{}:{}:{}{}: {}", f.file, f.line, f.column, f.field.empty() ? "" : ", field " + f.field,
                       f.reason));
    if (file_)
      file_->write(fmt::format("{},{},{},{},{},{}\n", csv_cell(f.file), f.line, f.column, csv_cell(f.field),
                               csv_cell(std::string(stream::words_of(reject.kind))), csv_cell(f.reason)));
  }
  void finish() {
    if (count_ > kRejectsShown)
      tell(fmt::format("and {} more{}", count_ - kRejectsShown, file_ ? "" : "; --rejects FILE writes all of them"));
    if (file_) file_->finish();
  }

 private:
  std::optional<Output> file_;
  std::size_t count_ = 0;
};

struct Imported {
  store::LoadAccount account;
  stream::ReadReport report;
};

Imported import_unit(store::Store& store, const Unit& unit, Rejects& rejects) {
  Imported out;
  ProgressBar bar(fs::path(unit.path).filename().string());
  const ThreadExecutor executor;
  stream::ReadOptions read_options;
  read_options.progress = [&](const stream::ReadProgress& p) { bar.show(p.bytes_done, p.bytes, p.rows); };
  const auto reject = [&](const stream::Reject& r) { rejects.take(r); };
  out.account = store.add_events(
      {unit.format.name, unit.path, unit.hash, unit.format.counts, now(), unit.mapping},
      [&](stream::Names& names, const stream::TakeBatch& take) {
        if (is_parquet(unit.path)) {
          const std::vector<std::string> columns = stream::columns_read(unit.format, store::parquet_columns(unit.path));
          store::read_parquet(unit.path, columns, [&](const stream::NextRow& next) {
            out.report = stream::read_rows(unit.path, unit.format, columns, next, names, take, reject, read_options);
          });
        } else {
          out.report = stream::read_stream(unit.path, unit.format, names, take, reject, executor, read_options);
        }
        return out.report;
      });
  return out;
}

Json json_of(const Imported& i) {
  Json out{{"load", i.account.load},     {"reader", i.account.reader},     {"file", i.account.file},
           {"sha256", i.account.hash},   {"rows", i.account.rows},         {"taken", i.account.taken},
           {"mended", i.account.mended}, {"rejected", i.account.rejected}, {"linked", i.account.linked}};
  out["first_day"] = i.account.first_day ? Json(to_string(*i.account.first_day)) : Json();
  out["last_day"] = i.account.last_day ? Json(to_string(*i.account.last_day)) : Json();
  Json by = Json::object();
  for (std::size_t k = 0; k < stream::kRejectKinds; ++k)
    if (i.report.rejected_by[k] > 0)
      by[std::string(stream::words_of(static_cast<stream::RejectKind>(k)))] = i.report.rejected_by[k];
  out["rejected_by"] = by;
  Json unresolved = Json::array();
  for (const auto& [text, rows] : i.report.unresolved_states) unresolved.push_back({{"text", text}, {"rows", rows}});
  out["unresolved_states"] = unresolved;
  return out;
}

void report(const ImportOptions& options, const std::vector<Imported>& imported) {
  if (options.format == "json") {
    Json out;
    out["loads"] = Json::array();
    for (const Imported& i : imported) out["loads"].push_back(json_of(i));
    print(out.dump(2) + "\n");
    return;
  }
  if (imported.empty()) {
    print("no new load: the record is as it was\n");
    return;
  }
  ResultTable table{
      "loads",
      imported.size() == 1 ? "1 load" : fmt::format("{} loads", imported.size()),
      {"linked: rows that tell what another row tells already (day, actor, target, kind of act, place); "
       "all are kept."},
      {"load", "reader", "rows", "taken", "mended", "rejected", "linked", "first day", "last day", "file"},
      {}};
  std::array<std::int64_t, stream::kRejectKinds> by{};
  std::map<std::string, std::int64_t> unresolved;
  for (const Imported& i : imported) {
    const store::LoadAccount& a = i.account;
    const auto day = [](const std::optional<Day>& d) { return d ? to_string(*d) : std::string(); };
    table.rows.push_back({std::to_string(a.load), a.reader, std::to_string(a.rows), std::to_string(a.taken),
                          std::to_string(a.mended), std::to_string(a.rejected), std::to_string(a.linked),
                          day(a.first_day), day(a.last_day), a.file});
    for (std::size_t k = 0; k < stream::kRejectKinds; ++k) by[k] += i.report.rejected_by[k];
    for (const auto& [text, rows] : i.report.unresolved_states) unresolved[text] += rows;
  }
  std::vector<std::string> reasons;
  for (std::size_t k = 0; k < stream::kRejectKinds; ++k)
    if (by[k] > 0) reasons.push_back(fmt::format("{} {}", by[k], stream::words_of(static_cast<stream::RejectKind>(k))));
  if (!reasons.empty()) table.notes.push_back(fmt::format("Rejected: {}.", fmt::join(reasons, ", ")));
  if (!unresolved.empty()) {
    std::vector<std::pair<std::string, std::int64_t>> most(unresolved.begin(), unresolved.end());
    std::stable_sort(most.begin(), most.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> first;
    for (std::size_t i = 0; i < std::min<std::size_t>(5, most.size()); ++i)
      first.push_back(fmt::format("{} ({} cells)", most[i].first, most[i].second));
    table.notes.push_back(
        fmt::format("Not resolved to one state, and not guessed: {} texts, such as {}. They stand as "
                    "the source writes them.",
                    most.size(), fmt::join(first, ", ")));
  }
  print(text_of({table}));
}

// Units that are not in the record yet. A file that is in it but was read by another mapping is an error: its rows
// would stand in the record twice, or the corrected mapping would be passed over.
std::vector<Unit> new_units(const ImportOptions& options, std::vector<Unit> units,
                            const std::vector<store::LoadAccount>& loads) {
  std::vector<Unit> out;
  for (Unit& unit : units) {
    unit.hash = hash_of(unit.path);
    const store::LoadAccount* same = nullptr;
    const store::LoadAccount* other = nullptr;
    for (const store::LoadAccount& load : loads)
      if (load.hash == unit.hash) (load.reader == unit.format.name ? same : other) = &load;
    const bool twice = std::any_of(out.begin(), out.end(), [&](const Unit& u) { return u.hash == unit.hash; });
    if (same != nullptr && !read_the_same_way(options, *same, unit))
      throw Error(ErrorCode::conflict,
                  fmt::format("this file is in the record already, as load {}, and was read by another {}", same->load,
                              options.mapping.empty() ? "count of steps" : "mapping"),
                  fmt::format("`entente record undo {}` takes that load back; then import the file again", same->load),
                  {unit.path, 0, ""});
    if (same != nullptr) {
      tell(
          fmt::format("{}: in the record already, as load {}; nothing changed (`entente record undo {}` takes it back)",
                      unit.path, same->load, same->load));
      continue;
    }
    if (twice) {
      tell(fmt::format("{}: the same content as a file named before it; not read twice", unit.path));
      continue;
    }
    if (other != nullptr)
      tell(fmt::format("{}: load {} is the same file, read as {}; both stay (`entente record undo {}` takes it back)",
                       unit.path, other->load, other->reader, other->load));
    out.push_back(std::move(unit));
  }
  return out;
}

void import_streams(const ImportOptions& options) {
  std::vector<Unit> units = units_of(options);
  std::vector<Imported> imported;
  Rejects rejects(options.rejects);
  const auto close = [&] {
    rejects.finish();
    report(options, imported);
  };
  try {
    with_record(options.record, [&](store::Store& store) {
      for (const Unit& unit : new_units(options, std::move(units), store.loads())) {
        imported.push_back(import_unit(store, unit, rejects));
        if (const auto last = imported.back().account.last_day; last && to_string(*last) > now().substr(0, 10))
          tell(fmt::format("{}: its last day, {}, lies ahead: see whether dates and steps are read as they are meant",
                           unit.path, to_string(*last)));
      }
    });
  } catch (const Error&) {
    // What went in before the fault stays, so it is told.
    if (!imported.empty()) close();
    throw;
  }
  close();
}

// ---- votes -----------------------------------------------------------------------------------------------------

bool holds_votes(const ImportOptions& options, const std::string& path) {
  if (!options.reader.empty()) return options.reader == store::kVotesReader;
  return options.mapping.empty() && fs::is_regular_file(path) && !is_parquet(path) && store::is_un_votes(path);
}

void import_votes(const ImportOptions& options, const std::string& path) {
  const std::string hash = hash_of_file(path);
  Rejects rejects(options.rejects);
  const store::UnVotes votes = store::read_un_votes(path, [&](const RowFault& f) {
    rejects.take({f, stream::RejectKind::cells});
  });
  rejects.finish();
  std::optional<store::Store::AddedVotes> added;
  with_record(options.record, [&](store::Store& store) {
    for (const store::LoadAccount& before : store.loads())
      if (before.reader == store::kVotesReader && before.hash == hash) {
        tell(fmt::format("{}: in the record already, as load {}; nothing changed", path, before.load));
        return;
      }
    added = store.add_votes({store::kVotesReader, path, hash, "", now()}, votes);
  });
  const auto day = [](const std::optional<Day>& d) { return d ? to_string(*d) : std::string(); };
  if (options.format == "json") {
    Json out{{"loads", Json::array()}};
    if (added)
      out["loads"].push_back({{"load", added->account.load},
                              {"reader", added->account.reader},
                              {"file", added->account.file},
                              {"sha256", added->account.hash},
                              {"rows", added->account.rows},
                              {"votes", added->account.taken},
                              {"absent", votes.absent},
                              {"rejected", added->account.rejected},
                              {"roll_calls", added->roll_calls},
                              {"passed_over", added->passed_over},
                              {"first_day", day(added->account.first_day)},
                              {"last_day", day(added->account.last_day)}});
    print(out.dump(2) + "\n");
    return;
  }
  if (!added) {
    print("no new load: the record is as it was\n");
    return;
  }
  ResultTable table{
      "loads",
      "1 load",
      {},
      {"load", "reader", "rows", "votes", "absent", "rejected", "roll calls", "first day", "last day", "file"},
      {{std::to_string(added->account.load), added->account.reader, std::to_string(added->account.rows),
        std::to_string(added->account.taken), std::to_string(votes.absent), std::to_string(added->account.rejected),
        std::to_string(added->roll_calls), day(added->account.first_day), day(added->account.last_day),
        added->account.file}}};
  if (added->passed_over > 0)
    table.notes.push_back(fmt::format("{} roll calls up to {} passed over: the record has its own until then.",
                                      added->passed_over, day(added->after)));
  print(text_of({table}));
}

void run_import(const ImportOptions& options) {
  if (options.guess) {
    propose(options);
    return;
  }
  if (!options.reader.empty() && !options.mapping.empty())
    throw Error(ErrorCode::bad_request, "--reader and --mapping exclude each other", "give one of them");
  if (options.paths.empty()) {
    import_folder(options, options.data);
  } else if (options.paths.size() == 1 && fs::is_directory(fs::path(options.paths.front()) / "chronology")) {
    import_folder(options, options.paths.front());
  } else if (const auto votes = std::find_if(options.paths.begin(), options.paths.end(),
                                             [&](const std::string& path) { return holds_votes(options, path); });
             votes != options.paths.end()) {
    if (options.paths.size() > 1)
      throw Error(ErrorCode::bad_request, "a file of votes is imported by itself",
                  "each takes the place of the one before: name the newest alone", {*votes, 0, ""});
    import_votes(options, *votes);
  } else {
    import_streams(options);
  }
}

}  // namespace

void setup_record_import(CLI::App& verb) {
  auto o = std::make_shared<ImportOptions>();
  CLI::App* import = verb.add_subcommand(
      "import", "Read a data folder, replacing the tables; or files of event streams, each a load of its own");
  import->add_option("paths", o->paths, "Files or folders of streams; without any, the data folder")
      ->type_name("FILE|FOLDER");
  import->add_option("--data", o->data, "The data folder")->type_name("FOLDER")->capture_default_str();
  std::vector<std::string> readers;
  for (const stream::Format& format : stream::formats()) readers.push_back(format.name);
  readers.emplace_back("graph");
  readers.emplace_back(store::kVotesReader);
  import->add_option("--reader", o->reader, fmt::format("How to read: {}", fmt::join(readers, ", ")))
      ->type_name("NAME");
  import->add_option("--mapping", o->mapping, "How to read any table: which column holds what (docs/formats.md)")
      ->type_name("FILE.toml");
  import->add_flag("--guess", o->guess, "Only propose a mapping for a file");
  import->add_option("--rejects", o->rejects, "Where all rows that were not taken are listed")->type_name("FILE.csv");
  import->add_option("--first-day", o->first_day, "Of a knowledge graph: the day of its first step")->type_name("DAY");
  import->add_option("--first-step", o->first_step, "The number of that step")->capture_default_str();
  import->add_option("--steps-per-day", o->steps_per_day, "Steps in a day")->capture_default_str();
  add_record_option(*import, o->record);
  add_format_option(*import, o->format, "text json");
  import->callback([o] { run_import(*o); });
}

}  // namespace entente::cli

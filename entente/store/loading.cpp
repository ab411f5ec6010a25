#include "entente/store/loading.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/store/un_votes.hpp"
#include "entente/stream/source.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace entente::store {
namespace {

namespace fs = std::filesystem;

std::string hash_of_file(const std::string& path, const ByteProgress& progress) {
  std::error_code unknown;
  if (fs::exists(path, unknown) && !fs::is_regular_file(path, unknown))
    throw Error(ErrorCode::bad_request, "a pipe or a device can be read only once, and an import reads twice",
                "write it to a file first", {path, 0, ""});
  const std::uintmax_t size = fs::file_size(path, unknown);
  std::uint64_t done = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw Error(ErrorCode::not_found, "there is no such file, or it may not be read", "check the path", {path, 0, ""});
  Sha256 hash;
  std::string piece(std::size_t{1} << 20U, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
    hash.update(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
    done += static_cast<std::uint64_t>(in.gcount());
    if (progress) progress(path, done, unknown ? 0 : size);
  }
  return hash.hex();
}

// The reader of a file that the person says nothing of.
std::string reader_of(const std::string& path, const LineSink& say) {
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
  say(fmt::format("{}: read as {}: {}", path, guess.format, guess.because));
  return guess.format;
}

stream::Format format_for(const std::string& path, const HowRead& how, const LineSink& say) {
  const std::string reader = how.reader.empty() ? reader_of(path, say) : how.reader;
  if (reader != "graph") return stream::format(reader);
  if (const stream::Guess guess = stream::format_of(path);
      guess.format == "graph" && !guess.missing.empty() && !how.steps)
    throw Error(ErrorCode::bad_request, fmt::format("these files do not say {}", fmt::join(guess.missing, " and ")),
                "give --first-day DAY, and --steps-per-day where a step is shorter than a day", {path, 0, ""});
  return stream::graph_format(path, how.steps);
}

PlannedLoad plan_load(const std::string& path, const HowRead& how, const LineSink& say) {
  PlannedLoad load;
  load.path = path;
  if (!how.mapping.empty()) {
    load.mapping = read_file(how.mapping);
    load.format = stream::mapped_format(load.mapping, how.mapping);
    return load;
  }
  load.format = format_for(path, how, say);
  if (const auto& steps = load.format.steps)
    load.mapping = fmt::format("first_day = {}\nfirst_step = {}\nsteps_per_day = {}\n", to_string(steps->first_day),
                               steps->first_step, steps->steps_per_day);
  if (how.dates) {
    load.format.day_form = *how.dates;
    load.mapping += fmt::format("dates = \"{}\"\n", stream::word_of(*how.dates));
  }
  return load;
}

// Whether a load was read as the planned one would be. Mappings are compared by what they say, not by how it is
// written.
bool read_the_same_way(const LoadAccount& load, const PlannedLoad& planned, const HowRead& how) {
  if (load.mapping == planned.mapping) return true;
  // A load of before mappings were kept tells nothing; one by a reader had nothing said of it.
  if (load.mapping.empty()) return !how.dates;
  if (how.mapping.empty()) return false;
  try {
    return stream::mapped_format(load.mapping, how.mapping) == planned.format;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

bool is_parquet(const std::string& path) { return fs::path(path).extension() == ".parquet"; }

bool holds_votes(const std::string& path, const HowRead& how) {
  if (!how.reader.empty()) return how.reader == kVotesReader;
  return how.mapping.empty() && fs::is_regular_file(path) && !is_parquet(path) && is_un_votes(path);
}

std::string hash_of(const std::string& path, const ByteProgress& progress) {
  if (!fs::is_directory(path)) return hash_of_file(path, progress);
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  Sha256 hash;
  for (const fs::path& file : files) {
    hash.field(fs::relative(file, path).string());
    hash.field(hash_of_file(file.string(), progress));
  }
  return hash.hex();
}

std::vector<PlannedLoad> plan_loads(const std::vector<std::string>& paths, const HowRead& how, const LineSink& say) {
  std::vector<PlannedLoad> out;
  for (const std::string& path : paths) {
    if (!fs::exists(path))
      throw Error(ErrorCode::not_found, "there is no such file or folder", "check the path", {path, 0, ""});
    const bool graph = fs::is_directory(path) && how.mapping.empty() &&
                       (how.reader == "graph" || (how.reader.empty() && stream::format_of(path).format == "graph"));
    if (graph || !fs::is_directory(path)) {
      out.push_back(plan_load(path, how, say));
    } else {
      for (const std::string& file : stream::files_of(path)) out.push_back(plan_load(file, how, say));
    }
  }
  return out;
}

std::vector<PlannedLoad> new_loads(std::vector<PlannedLoad> planned, const HowRead& how,
                                   const std::vector<LoadAccount>& loads, const LineSink& say,
                                   const ByteProgress& progress) {
  std::vector<PlannedLoad> out;
  for (PlannedLoad& one : planned) {
    one.hash = hash_of(one.path, progress);
    const LoadAccount* same = nullptr;
    const LoadAccount* other = nullptr;
    for (const LoadAccount& load : loads)
      if (load.hash == one.hash) (load.reader == one.format.name ? same : other) = &load;
    const bool twice = std::any_of(out.begin(), out.end(), [&](const PlannedLoad& p) { return p.hash == one.hash; });
    if (same != nullptr && !read_the_same_way(*same, one, how))
      throw Error(ErrorCode::bad_request,
                  fmt::format("this file is in the record already, as load {}, and was read by another {}", same->load,
                              how.dates             ? "order of dates"
                              : how.mapping.empty() ? "count of steps"
                                                    : "mapping"),
                  fmt::format("`entente record undo {}` takes that load back; then import the file again", same->load),
                  {one.path, 0, ""});
    if (same != nullptr) {
      say(fmt::format("{}: in the record already, as load {}; nothing changed (`entente record undo {}` takes it back)",
                      one.path, same->load, same->load));
      continue;
    }
    if (twice) {
      say(fmt::format("{}: the same content as a file named before it; not read twice", one.path));
      continue;
    }
    if (other != nullptr)
      say(fmt::format("{}: load {} is the same file, read as {}; both stay (`entente record undo {}` takes it back)",
                      one.path, other->load, other->reader, other->load));
    out.push_back(std::move(one));
  }
  return out;
}

Imported import_load(Events& events, const PlannedLoad& load, const ParquetFiles* parquet,
                     const std::string& imported_at, const stream::TakeReject& reject, const Executor& executor,
                     const stream::ReadOptions& options) {
  Imported out;
  out.account = events.add_events(
      {load.format.name, load.path, load.hash, load.format.counts, imported_at, load.mapping},
      [&](stream::Names& names, const stream::TakeBatch& take) {
        if (is_parquet(load.path)) {
          check(parquet != nullptr, "a Parquet file without a reader of such files");
          const std::vector<std::string> columns = stream::columns_read(load.format, parquet->columns(load.path));
          parquet->read(load.path, columns, [&](const stream::NextRow& next) {
            out.report = stream::read_rows(load.path, load.format, columns, next, names, take, reject, options);
          });
        } else {
          out.report = stream::read_stream(load.path, load.format, names, take, reject, executor, options);
        }
        // Thrown here, so that the record does not count it as a load.
        if (out.report.rows > 0 && out.report.taken == 0)
          throw Error(ErrorCode::bad_data, fmt::format("none of its {} rows can be taken", out.report.rows),
                      "see why above; `entente record import --guess` proposes how to read it", {load.path, 0, ""});
        return out.report;
      });
  return out;
}

std::string propose_mapping(const std::string& path, const ParquetFiles* parquet) {
  if (!is_parquet(path)) return stream::propose_mapping(path);
  check(parquet != nullptr, "a Parquet file without a reader of such files");
  const std::vector<std::string> columns = parquet->columns(path);
  std::vector<std::vector<std::string>> rows;
  parquet->read(path, columns, [&](const stream::NextRow& next) {
    constexpr std::size_t kLooked = 100;
    std::vector<std::string_view> cells;
    while (rows.size() < kLooked && next(cells)) rows.emplace_back(cells.begin(), cells.end());
  });
  return stream::propose_mapping(stream::FileKind::parquet, columns, rows);
}

}  // namespace entente::store

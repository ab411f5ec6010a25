#include "entente/store/loading.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/geo/layers.hpp"
#include "entente/geo/region.hpp"
#include "entente/store/un_votes.hpp"
#include "entente/stream/source.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
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

// The reader of a file that the person says nothing of; nothing where it lies beside events and holds none.
std::optional<std::string> reader_of(const std::string& path, const LineSink& say) {
  if (is_parquet(path))
    throw Error(ErrorCode::bad_request, "a Parquet file is read by a mapping",
                fmt::format("`entente record import {} --guess >mapping.toml` proposes one; then give it with "
                            "--mapping mapping.toml",
                            path),
                {path, 0, ""});
  const stream::Guess guess = stream::format_of(path);
  if (guess.beside) {
    say(fmt::format("{}: passed over: {}", path, guess.because));
    return std::nullopt;
  }
  if (guess.format.empty())
    throw Error(ErrorCode::bad_data, fmt::format("no reader knows this file: {}", guess.because),
                "name one with --reader, or have a mapping proposed with --guess and give it with --mapping",
                {path, 0, ""});
  say(fmt::format("{}: read as {}: {}", path, guess.format, guess.because));
  return guess.format;
}

stream::Format format_by(const std::string& reader, const std::string& path, const HowRead& how) {
  if (reader != "graph") return stream::format(reader);
  if (const stream::Guess guess = stream::format_of(path);
      guess.format == "graph" && !guess.missing.empty() && !how.steps)
    throw Error(ErrorCode::bad_request, fmt::format("these files do not say {}", fmt::join(guess.missing, " and ")),
                "give --first-day DAY, and --steps-per-day where a step is shorter than a day", {path, 0, ""});
  return stream::graph_format(path, how.steps);
}

// What the person says of the days on which rows became known goes into the format, and beside the mapping.
void add_known(PlannedLoad& load, const HowRead& how) {
  stream::Format& format = load.format;
  if (how.by_timestamp) {
    if (format.name != "acled")
      throw Error(
          ErrorCode::bad_request, "ACLED's files alone say in a column of their own when a row was last changed",
          "leave --by-timestamp out; a mapping names such a column in [known_on], as not_before", {load.path, 0, ""});
    format.columns.push_back({stream::Field::revised_on, "timestamp", -1, true});
    load.mapping = "by_timestamp = true\n" + load.mapping;
  }
  if (!how.released) return;
  if (format.known.released)
    throw Error(ErrorCode::bad_request, "the mapping gives a day of release already",
                "leave --released out, or the line in the mapping", {load.path, 0, ""});
  format.known.released = how.released;
  load.mapping = fmt::format("released = {}\n{}", to_string(*how.released), load.mapping);
}

std::optional<PlannedLoad> plan_load(const std::string& path, const HowRead& how, const LineSink& say) {
  PlannedLoad load;
  load.path = path;
  if (!how.mapping.empty()) {
    load.mapping = read_file(how.mapping);
    load.format = stream::mapped_format(load.mapping, how.mapping);
  } else {
    const std::optional<std::string> reader = how.reader.empty() ? reader_of(path, say) : how.reader;
    if (!reader) return std::nullopt;
    load.format = format_by(*reader, path, how);
    if (const auto& steps = load.format.steps)
      load.mapping = fmt::format("first_day = {}\nfirst_step = {}\nsteps_per_day = {}\n", to_string(steps->first_day),
                                 steps->first_step, steps->steps_per_day);
  }
  if (how.dates) {
    load.format.day_form = *how.dates;
    load.mapping += fmt::format("dates = \"{}\"\n", stream::word_of(*how.dates));
  }
  add_known(load, how);
  return load;
}

// Whether a folder is that of a knowledge graph. What is broken in it is found when its files are planned.
bool is_graph_folder(const std::string& path, const HowRead& how) {
  if (!how.mapping.empty()) return false;
  if (!how.reader.empty()) return how.reader == "graph";
  try {
    return stream::format_of(path).format == "graph";
  } catch (const Error& error) {
    if (error.code() != ErrorCode::bad_data) throw;
    return false;
  }
}

// Why a load of which nothing was taken is none: what was wrong with its rows, and the reader that knows the file.
[[noreturn]] void nothing_taken(const PlannedLoad& load, const stream::ReadReport& report) {
  std::vector<std::string> reasons;
  for (std::size_t k = 0; k < stream::kRejectKinds; ++k)
    if (report.rejected_by[k] > 0)
      reasons.push_back(
          fmt::format("{} {}", report.rejected_by[k], stream::words_of(static_cast<stream::RejectKind>(k))));
  std::string what = report.rows > 0 ? fmt::format("none of its {} was taken: {}", counted(report.rows, "row"),
                                                   fmt::join(reasons, ", "))
                                     : std::string("the file holds no row");
  std::string remedy = "see whether it is read as it is meant: --reader, --mapping, --guess";
  if (report.rows == 0 && !report.left_out.empty()) {
    std::string_view held = report.left_out.front();
    if (held.starts_with(load.path + ": ")) held.remove_prefix(load.path.size() + 2);
    what = fmt::format("the file holds no row of events: {}", held);
    remedy = "name a file of events";
  }
  if (!is_parquet(load.path))
    if (const stream::Guess guess = stream::format_of(load.path);
        !guess.format.empty() && guess.format != load.format.name)
      remedy = fmt::format("--reader {} reads it: {}", guess.format, guess.because);
  throw Error(ErrorCode::bad_data, what, remedy, {load.path, 0, ""});
}

// Whether a load was read as the planned one would be. Mappings are compared by what they say, not by how it is
// written.
bool read_the_same_way(const LoadAccount& load, const PlannedLoad& planned, const HowRead& how) {
  if (load.mapping == planned.mapping) return true;
  // A record of before mappings were kept does not say how a load was read.
  if (load.mapping.empty() && (!how.mapping.empty() || planned.format.name == "graph")) return true;
  if (how.mapping.empty()) return false;
  try {
    return stream::mapped_format(load.mapping, how.mapping) == planned.format;
  } catch (const Error&) {
    return false;
  }
}

// Whether a position lies in a state, by the layer of countries.
stream::StateAt states_of_positions(const std::string& countries) {
  if (countries.empty() || !fs::is_regular_file(countries)) return {};
  std::map<std::string, geo::Country, std::less<>> by_code;
  for (geo::Country& country : geo::parse_countries(read_file(countries), countries)) {
    const std::string code = country.code;
    by_code.emplace(code, std::move(country));
  }
  return [by_code = std::move(by_code)](std::string_view state, double latitude_deg,
                                        double longitude_deg) -> std::optional<bool> {
    const auto country = by_code.find(state);
    if (country == by_code.end() || std::abs(latitude_deg) > 90 || std::abs(longitude_deg) > 180) return std::nullopt;
    return geo::contains(country->second, geo::LatLon{latitude_deg, longitude_deg});
  };
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

std::vector<PlannedLoad> plan_loads(const std::vector<std::string>& paths, const HowRead& how, const LineSink& say,
                                    const UnreadSink& unread) {
  struct Named {
    std::string path;
    bool in_folder = false;
  };
  std::vector<Named> files;
  for (const std::string& path : paths) {
    if (!fs::exists(path))
      throw Error(ErrorCode::not_found, "there is no such file or folder", "check the path", {path, 0, ""});
    if (!fs::is_directory(path) || is_graph_folder(path, how)) {
      files.push_back({path, false});
    } else {
      for (const std::string& file : stream::files_of(path)) files.push_back({file, true});
    }
  }
  std::vector<PlannedLoad> out;
  for (const Named& file : files) {
    try {
      if (auto load = plan_load(file.path, how, say)) {
        out.push_back(std::move(*load));
      } else if (files.size() == 1) {
        throw Error(ErrorCode::bad_data, "the file holds no events", "name a file of events", {file.path, 0, ""});
      }
    } catch (const Error& error) {
      const bool of_the_file = error.code() == ErrorCode::bad_data || error.code() == ErrorCode::bad_request;
      if (!unread || !of_the_file || (files.size() == 1 && !file.in_folder)) throw;
      unread(file.path, error);
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
                              !how.mapping.empty()         ? "mapping"
                              : one.format.name == "graph" ? "count of steps"
                              : how.dates                  ? "order of dates"
                                                           : "rule for the day it was known"),
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
      {load.format.name, load.path, load.hash, load.format.counts, imported_at, load.mapping,
       load.format.known.released},
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
        if (out.report.taken == 0) nothing_taken(load, out.report);
        return out.report;
      });
  return out;
}

std::string propose_mapping(const std::string& path, const ParquetFiles* parquet, const std::string& countries) {
  const stream::StateAt state_at = states_of_positions(countries);
  if (!is_parquet(path)) return stream::propose_mapping(path, state_at);
  check(parquet != nullptr, "a Parquet file without a reader of such files");
  const std::vector<std::string> columns = parquet->columns(path);
  std::vector<std::vector<std::string>> rows;
  parquet->read(path, columns, [&](const stream::NextRow& next) {
    constexpr std::size_t kLooked = 100;
    std::vector<std::string_view> cells;
    while (rows.size() < kLooked && next(cells)) rows.emplace_back(cells.begin(), cells.end());
  });
  return stream::propose_mapping(stream::FileKind::parquet, columns, rows, state_at);
}

}  // namespace entente::store

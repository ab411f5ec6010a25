// Which format a file has, by its beginning.

#include "entente/base/error.hpp"
#include "entente/stream/cells.hpp"
#include "entente/stream/json_document.hpp"
#include "entente/stream/look.hpp"
#include "entente/stream/row.hpp"
#include "entente/stream/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace entente::stream {
namespace {

Guess guess_graph(const std::vector<std::vector<std::string>>& rows) {
  const bool dated =
      !rows.empty() && rows[0].size() > 3 && rows[0][3].find('-') != std::string::npos && may_be_day(rows[0][3]);
  return {"graph", "rows of subject, relation, object and time",
          dated ? std::vector<std::string>{}
                : std::vector<std::string>{"the day of the first step, and how many steps make a day"}};
}

// What stands between the cells, where it is not what the publisher writes.
std::string between(char separator, const Format& format) {
  if (separator == format.separator) return "";
  return fmt::format(", with {} between its cells", separator == '\t' ? "tabs" : fmt::format("\"{}\"", separator));
}

// GDELT 2.0 gives a second division of every place.
bool is_of_gdelt2(const std::vector<std::string>& header) {
  return std::find(header.begin(), header.end(), "ActionGeo_ADM2Code") != header.end();
}

Guess guess_json(const Look& look) {
  const auto rows = rows_path(look.text);
  std::vector<std::string> names = json_names(look.text, rows, look.name);
  for (std::string& name : names) name = name.substr(name.rfind('.') + 1);
  const std::string where = !rows           ? "its lines are JSON objects"
                            : rows->empty() ? "it is a JSON document, an array"
                                            : fmt::format("it is a JSON document with its rows in \"{}\"", *rows);
  for (const Format& f : formats())
    if (f.header != Header::none && is_header(f, names))
      return {f.name, fmt::format("{}, and they have the members of {}", where, f.title), {}};
  return {"", where + ", which needs a mapping", {"a mapping"}};
}

}  // namespace

Look look_at(const std::string& path) {
  const std::vector<std::string> files = files_of(path);
  if (files.empty())
    throw Error(ErrorCode::not_found, "the folder holds no file to read", "name another folder", {path, 0, ""});
  Look look;
  Source source(files.front());
  if (!source.next())
    throw Error(ErrorCode::bad_data, "the archive holds no text to read", "get it again, or leave it out",
                {files.front(), 0, ""});
  look.text.resize(kLookAt);
  look.text.resize(source.read(look.text.data(), kLookAt));
  look.whole = look.text.size() < kLookAt;
  look.name = source.name();
  if (look.text.starts_with("\xEF\xBB\xBF")) look.text.erase(0, 3);
  if (look.text.empty()) throw Error(ErrorCode::bad_data, "the file is empty", "get it again", {look.name, 0, ""});
  if (!look.text.starts_with("PAR1"))
    if (const auto is = no_text(look.text, look.name))
      throw Error(ErrorCode::bad_data, "the file is " + is->what, is->remedy, {look.name, 0, ""});
  if (const auto said = said_separator(look.text)) {
    look.separator = said->first;
    look.text.erase(0, said->second);
  }
  return look;
}

FirstRows first_rows(const Look& look, const SplitOptions& options) {
  FirstRows out;
  Splitter splitter(look.text, options, look.whole);
  for (;;) {
    const Splitter::Got got = splitter.next({});
    if (got == Splitter::Got::end || got == Splitter::Got::more || out.rows.size() > kRowsLookedAt) return out;
    if (got != Splitter::Got::row) {
      if (splitter.fault().kind != RejectKind::utf8) continue;
      if (out.not_utf8++ == 0) out.first_not_utf8 = splitter.fault().fault.line + (look.separator != 0 ? 1 : 0);
      continue;
    }
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < splitter.cells(); ++i) cells.emplace_back(splitter.cell(i));
    out.rows.push_back(std::move(cells));
  }
}

SplitOptions split_for(const Format& format, const Look& look) {
  if (look.separator != 0) return {look.separator, format.quotes || look.separator != '\t', false, kLookAt};
  const Dialect dialect = dialect_of(format, look.text, look.whole);
  return {dialect.separator, dialect.quotes, false, kLookAt};
}

namespace {

// Of a folder of a graph that has the names of its numbers beside it.
std::optional<Guess> guess_named_graph(const std::string& path) {
  for (const std::string& file : files_of(path))
    if (file.ends_with("entity2id.txt")) {
      const std::size_t slash = file.rfind('/');
      const Look look = look_at(file.substr(0, slash) + "/train.txt");
      return guess_graph(first_rows(look, {' ', false, true, kLookAt}).rows);
    }
  return std::nullopt;
}

Guess guess_by_text(const Look& look) {
  if (look.text.starts_with("PAR1")) return {"", "it is a Parquet file, which needs a mapping", {"a mapping"}};
  if (is_json(look.text)) return guess_json(look);
  for (const Format& f : formats()) {
    const SplitOptions split = split_for(f, look);
    const auto rows = first_rows(look, split).rows;
    if (rows.empty()) continue;
    if (f.header != Header::none && is_header(f, rows[0])) {
      const bool other = f.name == "gdelt1" && is_of_gdelt2(rows[0]);
      const Format& found = other ? stream::format("gdelt2") : f;
      return {
          found.name, fmt::format("its header has the columns of {}{}", found.title, between(split.separator, f)), {}};
    }
    if (f.header == Header::required) continue;
    if (fits_by_position(f, rows.size() > 1 ? rows[1] : rows[0]))
      return {f.name,
              fmt::format("its rows have {} cells and dates where {} has them{}", rows[0].size(), f.title,
                          between(split.separator, f)),
              {}};
  }
  if (auto beside = companion(look.text, look.whole)) return {"", *beside, {}, true};
  const auto rows = first_rows(look, {' ', false, true, kLookAt}).rows;
  if (!rows.empty() && (rows[0].size() == 4 || rows[0].size() == 5) && is_digits(rows[0][0]) && is_digits(rows[0][1]) &&
      is_digits(rows[0][2]))
    return guess_graph(rows);
  // With names in place of numbers: four cells between tabs, of which the last is a day.
  if (const auto named = first_rows(look, {'\t', false, false, kLookAt}).rows;
      !named.empty() && std::all_of(named.begin(), named.end(), [](const std::vector<std::string>& row) {
        return (row.size() == 4 || row.size() == 5) && row[3].size() >= 8 && may_be_day(row[3]);
      }))
    return guess_graph(named);
  return {"", "its columns are those of no format known here", {"a mapping"}};
}

}  // namespace

Guess format_of(const std::string& path) {
  const auto graph = guess_named_graph(path);
  return graph ? *graph : guess_by_text(look_at(path));
}

Guess format_of(const std::string& path, const Look& look) {
  const auto graph = guess_named_graph(path);
  return graph ? *graph : guess_by_text(look);
}

}  // namespace entente::stream

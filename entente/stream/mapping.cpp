// Mapping files: a format for any table, written by its user, or proposed from the table's own columns.

#include "entente/base/error.hpp"
#include "entente/base/toml.hpp"
#include "entente/stream/format.hpp"
#include "entente/stream/json_lines.hpp"
#include "entente/stream/row.hpp"
#include "entente/stream/source.hpp"
#include "entente/stream/splitter.hpp"
#include "entente/stream/states.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>
#include <utf8.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace entente::stream {
namespace {

using enum Field;

struct Word {
  std::string_view word;
  int value;
};
constexpr std::array kKinds{Word{"csv", 0}, Word{"tsv", 1}, Word{"jsonl", 2}, Word{"parquet", 3}};
constexpr std::array kDates{Word{"iso", static_cast<int>(DayForm::iso)},
                            Word{"day-first", static_cast<int>(DayForm::day_first)},
                            Word{"month-first", static_cast<int>(DayForm::month_first)}};
constexpr std::array kCodes{Word{"iso3", static_cast<int>(StateCode::iso3)},
                            Word{"iso2", static_cast<int>(StateCode::iso2)},
                            Word{"iso-number", static_cast<int>(StateCode::iso_number)},
                            Word{"cameo", static_cast<int>(StateCode::cameo)},
                            Word{"fips", static_cast<int>(StateCode::fips)},
                            Word{"gw", static_cast<int>(StateCode::gw)},
                            Word{"cow", static_cast<int>(StateCode::cow)},
                            Word{"name", static_cast<int>(StateCode::name)},
                            Word{"in-name", static_cast<int>(StateCode::in_name)}};

bool is_state(Field field) { return field == actor_state || field == target_state || field == country; }

class MappingReader {
 public:
  explicit MappingReader(const std::string& file) : file_(file) {}

  Format read(std::string_view text) {
    toml::table table;
    require_plain_toml(text, file_);
    try {
      table = toml::parse(text);
    } catch (const toml::parse_error& error) {
      throw Error(ErrorCode::bad_data, std::string(error.description()), kRemedy,
                  {file_, static_cast<long>(error.source().begin.line), ""});
    }
    for (const auto& [key, node] : table)
      if (!is_one_of(key.str(), {"title", "name", "format", "separator", "quotes", "header", "types", "counts",
                                 "missing", "dates", "columns", "known_on"}))
        refuse(fmt::format("there is no setting \"{}\"", key.str()), &node);

    Format f;
    f.name = text_of(table, "name", "mapped");
    f.title = text_of(table, "title", "by the mapping " + file_);
    const int kind = word_of(table, "format", kKinds, "csv");
    f.kind = kind == 2 ? FileKind::json_lines : kind == 3 ? FileKind::parquet : FileKind::delimited;
    const std::string separator = text_of(table, "separator", kind == 1 ? "\t" : ",");
    if (separator.size() != 1 || separator == "\n" || separator == "\"")
      refuse("the separator must be one character", table.get("separator"));
    f.separator = separator[0];
    f.quotes = value_of(table, "quotes", kind == 0, "true or false without quotes");
    f.header = value_of(table, "header", true, "true or false without quotes") ? Header::required : Header::none;
    f.list = text_of(table, "types", "own");
    f.counts = text_of(table, "counts", "");
    f.day_form = static_cast<DayForm>(word_of(table, "dates", kDates, "iso"));
    if (const toml::node* missing = table.get("missing")) {
      const toml::array* list = missing->as_array();
      if (list == nullptr) refuse("missing must be a list of texts, such as [\"NA\"]", missing, "missing");
      for (const toml::node& node : *list) {
        const auto word = node.value_exact<std::string>();
        if (!word) refuse("missing must be a list of texts, such as [\"NA\"]", &node, "missing");
        f.missing.push_back(*word);
      }
    }
    const toml::table* columns = part_of(table, "columns");
    if (columns == nullptr) refuse("the part [columns] is missing");
    for (const auto& [key, node] : *columns) add_column(f, key.str(), node);
    for (const Field field : {day, type})
      if (std::none_of(f.columns.begin(), f.columns.end(), [&](const FormatColumn& c) { return c.field == field; }))
        refuse(fmt::format("[columns] does not say which column is \"{}\"", name_of(field)));
    if (const toml::table* known = part_of(table, "known_on")) known_rule(f, *known);
    if (f.header == Header::none) {
      int last = 0;
      for (const FormatColumn& c : f.columns) last = std::max(last, c.position);
      f.fewest_cells = static_cast<std::size_t>(last) + 1;
      f.most_cells = std::max<std::size_t>(f.fewest_cells, 10'000);
    }
    return f;
  }

 private:
  static constexpr const char* kRemedy = "docs/formats.md shows a mapping file";

  [[noreturn]] void refuse(const std::string& what, const toml::node* node = nullptr,
                           std::string_view field = {}) const {
    throw Error(ErrorCode::bad_data, what, kRemedy,
                {file_, node == nullptr ? 0 : static_cast<long>(node->source().begin.line), std::string(field)});
  }

  // The setting, or `otherwise` where there is none; one of another type is refused.
  template <class T>
  T value_of(const toml::table& table, std::string_view key, T otherwise, std::string_view what) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return otherwise;
    std::optional<T> value = node->value_exact<T>();
    if (!value) refuse(fmt::format("{} must be {}", key, what), node, key);
    return std::move(*value);
  }

  const toml::table* part_of(const toml::table& table, std::string_view key) const {
    const toml::node* node = table.get(key);
    if (node != nullptr && !node->is_table()) refuse(fmt::format("{0} must be a part, [{0}]", key), node, key);
    return node == nullptr ? nullptr : node->as_table();
  }

  static bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  std::string text_of(const toml::table& table, std::string_view key, const std::string& otherwise) const {
    return value_of<std::string>(table, key, otherwise, "a text in quotes");
  }

  template <std::size_t N>
  int word_in(const std::string& word, const std::array<Word, N>& words, std::string_view key,
              const toml::node* node) const {
    std::string list;
    for (const Word& w : words) {
      if (w.word == word) return w.value;
      list += list.empty() ? "" : ", ";
      list += w.word;
    }
    refuse(fmt::format("\"{}\" is no {}; there are {}", word, key, list), node);
  }

  template <std::size_t N>
  int word_of(const toml::table& table, std::string_view key, const std::array<Word, N>& words,
              const char* otherwise) const {
    return word_in(text_of(table, key, otherwise), words, key, table.get(key));
  }

  void add_column(Format& f, std::string_view key, const toml::node& node) const {
    FormatColumn column;
    std::size_t field = 0;
    while (field < kFields && name_of(static_cast<Field>(field)) != key) ++field;
    if (field == kFields) refuse(fmt::format("there is no field \"{}\"", key), &node);
    column.field = static_cast<Field>(field);
    column.required = column.field == day || column.field == type || column.field == id;
    if (is_state(column.field)) column.state = StateCode::iso3;
    const auto place_in = [&](const toml::node& value) {
      if (const auto name = value.value<std::string>(); name && !value.is_integer()) {
        column.names = *name;
      } else if (const auto number = value.value<std::int64_t>(); number && *number >= 1 && *number <= 10'000) {
        column.position = static_cast<int>(*number) - 1;
        column.names = std::string(key);
      } else {
        refuse(fmt::format("\"{}\" must be the name of a column, or its number from 1", key), &value);
      }
      if (f.header == Header::none && column.position < 0)
        refuse(fmt::format("without a header, \"{}\" must be the number of a column", key), &value);
      if (f.header == Header::required && column.position >= 0)
        refuse(fmt::format("with a header, \"{}\" must be the name of a column", key), &value);
      f.columns.push_back(column);
    };
    if (const toml::array* several = node.as_array(); several != nullptr && column.field == id) {
      for (const toml::node& value : *several) place_in(value);
    } else if (const toml::table* with = node.as_table(); with != nullptr && is_state(column.field)) {
      for (const auto& [setting, value] : *with)
        if (!is_one_of(setting.str(), {"column", "code"}))
          refuse(fmt::format("\"{}\" has no setting \"{}\"", key, setting.str()), &value, key);
      column.state =
          static_cast<StateCode>(word_in(text_of(*with, "code", "iso3"), kCodes, "code of states", with->get("code")));
      if (const toml::node* value = with->get("column")) {
        place_in(*value);
      } else {
        refuse(fmt::format("\"{}\" needs a column", key), &node);
      }
    } else {
      place_in(node);
    }
  }

  void known_rule(Format& f, const toml::table& known) const {
    for (const auto& [key, node] : known) {
      if (key.str() == "column") {
        add_column(f, "known_on", node);
      } else if (key.str() == "after_days") {
        const auto days = node.value<std::int64_t>();
        if (!days || *days < 0 || *days > 36'525) refuse("after_days must be a whole number from 0", &node);
        f.known.lag_days = static_cast<int>(*days);
      } else if (key.str() == "from_month_end") {
        f.known.month_end = value_of(known, "from_month_end", false, "true or false without quotes");
      } else if (key.str() == "released") {
        const auto date = node.value<toml::date>();
        const auto parsed = date ? parse_day(fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day))
                                 : parse_day(text_of(known, "released", ""));
        if (!parsed) refuse("released must be a day, such as 2024-06-01", &node);
        f.known.released = parsed;
      } else {
        refuse(fmt::format("[known_on] has no setting \"{}\"", key.str()), &node);
      }
    }
  }

  const std::string& file_;
};

// Names that columns have in the wild, plain: small letters and digits alone. The first that is there counts.
struct Synonyms {
  Field field;
  std::array<std::string_view, 12> names;
};
constexpr std::array kSynonyms{
    Synonyms{id, {"id", "eventid", "globaleventid", "eventidcnty", "uuid", "key"}},
    Synonyms{
        day,
        {"day", "sqldate", "eventdate", "date", "datestart", "startdate", "happenedon", "on", "time", "timestamp"}},
    Synonyms{last_day, {"lastday", "dateend", "enddate"}},
    Synonyms{known_on, {"knownon", "dateadded", "publicationdate", "published", "publishedon", "reporteddate"}},
    Synonyms{actor,
             {"actor", "actor1", "source", "sourcename", "actorname", "actor1code", "actor1name", "sidea", "sender",
              "subject", "from"}},
    Synonyms{actor_state,
             {"actorstate", "actor1countrycode", "actorcountry", "sourcecountry", "actor1country", "actor1countryabbr",
              "gwnoa"}},
    Synonyms{actor_sector,
             {"actorsector", "sourcesectors", "actor1type1code", "actor1role", "inter1", "primaryactorsector"}},
    Synonyms{target,
             {"target", "actor2", "targetname", "recipientname", "recipient", "actor2code", "actor2name", "sideb",
              "receiver", "object", "to"}},
    Synonyms{target_state,
             {"targetstate", "actor2countrycode", "recipientcountry", "targetcountry", "actor2country",
              "actor2countryabbr", "gwnob"}},
    Synonyms{target_sector,
             {"targetsector", "targetsectors", "actor2type1code", "actor2role", "inter2", "primaryrecipientsector"}},
    Synonyms{type, {"type", "eventtype", "eventcode", "cameocode", "cameo", "code", "typeofviolence", "relation"}},
    Synonyms{mode, {"mode", "eventmode", "subeventtype"}},
    Synonyms{context, {"context", "contexts"}},
    Synonyms{place, {"place", "placename", "location", "city", "actiongeofullname", "wherecoordinates"}},
    Synonyms{country, {"country", "countrycode", "actiongeocountrycode", "countryid", "iso3", "iso"}},
    Synonyms{latitude, {"latitude", "lat", "actiongeolat", "latitudedeg", "y"}},
    Synonyms{longitude, {"longitude", "lon", "long", "lng", "actiongeolong", "longitudedeg", "x"}},
    Synonyms{count, {"count", "fatalities", "deaths", "best", "nummentions", "mentions", "quantity"}},
};

std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

// "location.lat" of a JSON object is called lat.
std::string_view last_part(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos || dot + 1 == name.size() ? name : name.substr(dot + 1);
}

using Rows = std::span<const std::vector<std::string>>;

// The share of a column's filled cells that pass.
template <class Test>
double share(Rows rows, std::size_t column, const Test& passes) {
  double filled = 0;
  double passed = 0;
  for (const std::vector<std::string>& row : rows) {
    if (column >= row.size() || row[column].empty() || row[column] == "NA") continue;
    ++filled;
    passed += passes(row[column]) ? 1 : 0;
  }
  return filled == 0 ? 0 : passed / filled;
}

constexpr double kMostCells = 0.9;

std::vector<std::string_view> codes_that_fit(Rows rows, std::size_t column) {
  std::vector<std::string_view> fits;
  for (const Word& code : kCodes)
    if (code.word != "in-name" && share(rows, column, [&](const std::string& cell) {
                                    const StateAnswer answer = state_of(static_cast<StateCode>(code.value), cell);
                                    return !answer.code.empty() || answer.no_state;
                                  }) >= kMostCells)
      fits.push_back(code.word);
  return fits;
}

std::string proposal(std::string_view kind, char separator, std::span<const std::string> header, Rows rows) {
  std::array<int, kFields> at{};
  at.fill(-1);
  std::vector<bool> used(header.size());
  const auto date_share = [&](std::size_t column, DayForm form) {
    return share(rows, column, [&](const std::string& cell) { return parse_stream_date(cell, form).has_value(); });
  };
  const auto best_form = [&](std::size_t column) {
    DayForm best = DayForm::iso;
    for (const DayForm form : {DayForm::day_first, DayForm::month_first})
      if (date_share(column, form) > date_share(column, best)) best = form;
    return best;
  };
  for (const Synonyms& known : kSynonyms) {
    const auto f = static_cast<std::size_t>(known.field);
    for (const std::string_view name : known.names) {
      for (std::size_t i = 0; i < header.size() && at[f] < 0; ++i) {
        if (name.empty() || used[i]) continue;
        if (plain(header[i]) != name && plain(last_part(header[i])) != name) continue;
        const bool is_date = known.field == day || known.field == last_day || known.field == known_on;
        if (is_date && date_share(i, best_form(i)) < kMostCells) continue;
        if (is_state(known.field) && codes_that_fit(rows, i).empty()) continue;
        at[f] = static_cast<int>(i);
        used[i] = true;
      }
    }
  }
  // Without a name that is known for it, the day is in the first column of days.
  bool day_by_cells = false;
  for (std::size_t i = 0; i < header.size() && at[static_cast<std::size_t>(day)] < 0; ++i) {
    const auto dated = [&](const std::string& cell) {
      return cell.size() >= 8 && cell.find_first_not_of("0123456789") != std::string::npos &&
             parse_stream_date(cell, best_form(i)).has_value();
    };
    if (used[i] || header[i].empty() || share(rows, i, dated) < kMostCells) continue;
    at[static_cast<std::size_t>(day)] = static_cast<int>(i);
    used[i] = day_by_cells = true;
  }
  std::string out;
  const auto line = [&](const std::string& text) { out += text + "\n"; };
  line("# Proposed from the names of the columns and the first " + std::to_string(rows.size()) +
       " rows. Read it before use.");
  line(fmt::format("format = {}", quoted(kind)));
  if (kind == "csv" && separator != ',') line(fmt::format("separator = {}", quoted(std::string(1, separator))));
  const auto column = [&](Field field) { return at[static_cast<std::size_t>(field)]; };
  if (column(day) >= 0) {
    const auto c = static_cast<std::size_t>(column(day));
    const DayForm form = best_form(c);
    if (form != DayForm::iso) {
      line(fmt::format("dates = {}", form == DayForm::day_first ? "\"day-first\"" : "\"month-first\""));
      if (date_share(c, DayForm::day_first) == date_share(c, DayForm::month_first))
        line("# The dates seen could be day-first or month-first: look.");
    }
  }
  if (column(type) >= 0) {
    const bool cameo =
        share(rows, static_cast<std::size_t>(column(type)), [](const std::string& cell) {
          return cell.size() >= 2 && cell.size() <= 4 && cell.find_first_not_of("0123456789") == std::string::npos;
        }) >= kMostCells;
    line(fmt::format("types = {}", cameo ? "\"cameo\"" : "\"own\""));
  }
  // NA means "not given" where a day, a number or a name is NA; in a column of states alone it may be Namibia.
  bool has_na = false;
  for (std::size_t f = 0; f < kFields; ++f)
    for (const std::vector<std::string>& row : rows)
      has_na = has_na || (at[f] >= 0 && !is_state(static_cast<Field>(f)) &&
                          row.size() > static_cast<std::size_t>(at[f]) && row[static_cast<std::size_t>(at[f])] == "NA");
  if (has_na) line("missing = [\"NA\"]   # in a column of two-letter codes of states NA is Namibia");
  line("\n[columns]");
  for (std::size_t f = 0; f < kFields; ++f) {
    const auto field = static_cast<Field>(f);
    if (field == known_on) continue;
    if (at[f] < 0) {
      if (field == day || field == type)
        line(fmt::format("# {} = ...   (needed: no column looks like it)", name_of(field)));
      continue;
    }
    const auto c = static_cast<std::size_t>(at[f]);
    if (!is_state(field)) {
      line(fmt::format("{} = {}{}", name_of(field), quoted(header[c]),
                       field == day && day_by_cells ? "   # by its cells, not by its name: look" : ""));
      continue;
    }
    const std::vector<std::string_view> fits = codes_that_fit(rows, c);
    line(fmt::format("{} = {{ column = {}, code = {} }}", name_of(field), quoted(header[c]), quoted(fits.front())));
    if (fits.size() > 1) {
      std::string others;
      for (std::size_t i = 1; i < fits.size(); ++i) others += (i > 1 ? ", " : "") + std::string(fits[i]);
      line(fmt::format("# These would fit too: {}.", others));
    }
  }
  std::string rest;
  for (std::size_t i = 0; i < header.size(); ++i)
    if (!used[i]) rest += (rest.empty() ? "" : ", ") + (header[i].empty() ? std::string("(no name)") : header[i]);
  std::replace_if(
      rest.begin(), rest.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  if (!rest.empty()) line("# Not used: " + rest);
  line("\n[known_on]");
  if (column(known_on) >= 0) {
    line(fmt::format("column = {}", quoted(header[static_cast<std::size_t>(column(known_on))])));
  } else {
    line("# When a row became known: so many days after the day it happened. Set it to what is true of the source.");
    line("after_days = 1");
  }
  return out;
}

constexpr std::size_t kLookAt = std::size_t{1} << 18U;
constexpr std::size_t kRowsLookedAt = 200;

struct Look {
  std::string text;  // of the first file, whole lines
  std::string name;
  bool whole = false;
};

Look look_at(const std::string& path) {
  const std::vector<std::string> files = files_of(path);
  if (files.empty())
    throw Error(ErrorCode::not_found, "the folder holds no file to read", "name another folder", {path, 0, ""});
  Look look;
  Source source(files.front());
  if (source.next()) {
    look.text.resize(kLookAt);
    std::size_t size = 0;
    while (size < kLookAt) {
      const std::size_t got = source.read(look.text.data() + size, kLookAt - size);
      if (got == 0) break;
      size += got;
    }
    look.whole = size < kLookAt;
    look.text.resize(size);
  }
  look.name = source.name();
  if (look.text.starts_with("\xEF\xBB\xBF")) look.text.erase(0, 3);
  if (look.text.empty()) throw Error(ErrorCode::bad_data, "the file is empty", "get it again", {look.name, 0, ""});
  return look;
}

std::vector<std::vector<std::string>> first_rows(const Look& look, const SplitOptions& options) {
  std::vector<std::vector<std::string>> rows;
  Splitter splitter(look.text, options, look.whole);
  for (;;) {
    const Splitter::Got got = splitter.next({});
    if (got == Splitter::Got::end || got == Splitter::Got::more || rows.size() > kRowsLookedAt) return rows;
    if (got != Splitter::Got::row) continue;
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < splitter.cells(); ++i) cells.emplace_back(splitter.cell(i));
    rows.push_back(std::move(cells));
  }
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_date(const std::string& text) { return parse_stream_date(text, DayForm::iso).has_value(); }

bool looks_like_json(const Look& look) {
  const auto first = look.text.find_first_not_of(" \t\r\n");
  return first != std::string::npos && look.text[first] == '{';
}

Guess guess_graph(const std::vector<std::vector<std::string>>& rows) {
  const bool dated =
      !rows.empty() && rows[0].size() > 3 && rows[0][3].find('-') != std::string::npos && is_date(rows[0][3]);
  return {"graph", "rows of subject, relation, object and time",
          dated ? std::vector<std::string>{}
                : std::vector<std::string>{"the day of the first step, and how many steps make a day"}};
}

}  // namespace

Format mapped_format(std::string_view toml, const std::string& file) { return MappingReader(file).read(toml); }

Guess format_of(const std::string& path) {
  for (const std::string& file : files_of(path))
    if (file.ends_with("entity2id.txt")) {
      const std::size_t slash = file.rfind('/');
      const Look look = look_at(file.substr(0, slash) + "/train.txt");
      return guess_graph(first_rows(look, {' ', false, true, kLookAt}));
    }
  const Look look = look_at(path);
  if (look.text.starts_with("PAR1")) return {"", "it is a Parquet file, which needs a mapping", {"a mapping"}};
  if (looks_like_json(look)) return {"", "its lines are JSON objects, which need a mapping", {"a mapping"}};
  for (const Format& f : formats()) {
    const auto rows = first_rows(look, {f.separator, f.quotes, false, kLookAt});
    if (rows.empty()) continue;
    if (f.header != Header::none && is_header(f, rows[0]))
      return {f.name, "its header has the columns of " + f.title, {}};
    if (f.header == Header::required) continue;
    const std::vector<std::string>& row = rows.size() > 1 ? rows[1] : rows[0];
    if (row.size() < f.fewest_cells || row.size() > f.most_cells) continue;
    const bool fits = std::all_of(f.columns.begin(), f.columns.end(), [&](const FormatColumn& column) {
      if (column.position < 0 || !column.required) return true;
      const std::string& cell = row[static_cast<std::size_t>(column.position)];
      if (column.field == day || column.field == known_on || column.field == last_day) return is_date(cell);
      return !cell.empty();
    });
    if (fits)
      return {f.name, fmt::format("its rows have {} cells and dates where {} has them", row.size(), f.title), {}};
  }
  const auto rows = first_rows(look, {' ', false, true, kLookAt});
  if (!rows.empty() && (rows[0].size() == 4 || rows[0].size() == 5) && is_digits(rows[0][0]) && is_digits(rows[0][1]) &&
      is_digits(rows[0][2]))
    return guess_graph(rows);
  return {"", "its columns are those of no format known here", {"a mapping"}};
}

std::string propose_mapping(const std::string& path) {
  const Look look = look_at(path);
  if (look.text.starts_with("PAR1"))
    throw Error(ErrorCode::bad_request, "a Parquet file is read through the store",
                "use `entente record import --guess`", {look.name, 0, ""});
  if (looks_like_json(look)) {
    std::vector<std::string> header;
    std::vector<std::vector<std::pair<std::string, std::string>>> objects;
    std::string_view rest = look.text;
    while (!rest.empty() && objects.size() < kRowsLookedAt) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      std::vector<std::pair<std::string, std::string>> members;
      if (!json_members(line, members)) continue;
      for (const auto& [name, value] : members)
        if (std::find(header.begin(), header.end(), name) == header.end()) header.push_back(name);
      objects.push_back(std::move(members));
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& members : objects) {
      rows.emplace_back(header.size());
      for (const auto& [name, value] : members)
        rows.back()[static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin())] = value;
    }
    return proposal("jsonl", ',', header, rows);
  }
  // The separator that the first line holds most often.
  const std::string_view first = std::string_view(look.text).substr(0, look.text.find('\n'));
  char separator = ',';
  for (const char c : {'\t', ';', '|'})
    if (std::count(first.begin(), first.end(), c) > std::count(first.begin(), first.end(), separator)) separator = c;
  auto rows = first_rows(look, {separator, separator != '\t', false, kLookAt});
  if (rows.empty() || utf8::find_invalid(first.begin(), first.end()) != first.end())
    throw Error(ErrorCode::bad_data, "the header cannot be read",
                "give a table as UTF-8 text (`iconv -f latin1 -t utf-8` converts a file of an older program)",
                {look.name, 1, ""});
  const std::vector<std::string> header = std::move(rows.front());
  rows.erase(rows.begin());
  return proposal(separator == '\t' ? "tsv" : "csv", separator, header, rows);
}

std::string propose_mapping(FileKind kind, std::span<const std::string> header,
                            std::span<const std::vector<std::string>> rows) {
  return proposal(kind == FileKind::parquet      ? "parquet"
                  : kind == FileKind::json_lines ? "jsonl"
                                                 : "csv",
                  ',', header, rows);
}

}  // namespace entente::stream

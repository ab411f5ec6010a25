// Mapping files: a format for any table, written by its user, or proposed from the table's own columns.

#include "entente/base/error.hpp"
#include "entente/base/toml_fields.hpp"
#include "entente/stream/format.hpp"
#include "entente/stream/json_lines.hpp"
#include "entente/stream/missing.hpp"
#include "entente/stream/row.hpp"
#include "entente/stream/source.hpp"
#include "entente/stream/splitter.hpp"
#include "entente/stream/states.hpp"

#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <array>

namespace entente::stream {
namespace {

using enum Field;

struct Word {
  std::string_view word;
  int value;
};
constexpr std::array kKinds{Word{"csv", 0}, Word{"tsv", 1}, Word{"jsonl", 2}, Word{"parquet", 3}};
constexpr std::array kDates{
    Word{"iso", static_cast<int>(DayForm::iso)}, Word{"day-first", static_cast<int>(DayForm::day_first)},
    Word{"month-first", static_cast<int>(DayForm::month_first)}, Word{"serial", static_cast<int>(DayForm::serial)},
    Word{"serial-1904", static_cast<int>(DayForm::serial_1904)}};
constexpr std::array kScales{
    Word{"words", static_cast<int>(PrecisionScale::words)}, Word{"gdelt", static_cast<int>(PrecisionScale::gdelt)},
    Word{"ucdp", static_cast<int>(PrecisionScale::ucdp)}, Word{"acled", static_cast<int>(PrecisionScale::acled)}};
constexpr std::array kCodes{Word{"iso3", static_cast<int>(StateCode::iso3)},
                            Word{"iso2", static_cast<int>(StateCode::iso2)},
                            Word{"iso-number", static_cast<int>(StateCode::iso_number)},
                            Word{"cameo", static_cast<int>(StateCode::cameo)},
                            Word{"fips", static_cast<int>(StateCode::fips)},
                            Word{"gw", static_cast<int>(StateCode::gw)},
                            Word{"cow", static_cast<int>(StateCode::cow)},
                            Word{"name", static_cast<int>(StateCode::name)},
                            Word{"in-name", static_cast<int>(StateCode::in_name)},
                            Word{"icews", static_cast<int>(kIcewsNames)}};

bool is_state(Field field) { return field == actor_state || field == target_state || field == country; }
bool is_precision(Field field) { return field == place_precision || field == day_precision; }

template <std::size_t N>
int word_of(const TomlFields& table, std::string_view key, std::string_view what, const std::array<Word, N>& words,
            const char* otherwise) {
  const std::string word = table.optional_text(key).value_or(otherwise);
  std::string list;
  for (const Word& w : words) {
    if (w.word == word) return w.value;
    list += list.empty() ? "" : ", ";
    list += w.word;
  }
  table.fail(key, fmt::format("\"{}\" is not a {}; there are {}", word, what, list));
}

// The column of `field` of an event as the setting `key` of the table names it.
void add_column(Format& f, const TomlFields& table, std::string_view key, std::string_view field) {
  FormatColumn column;
  std::size_t number = 0;
  while (number < kFields && name_of(static_cast<Field>(number)) != field) ++number;
  if (number == kFields) table.fail(key, fmt::format("there is no field \"{}\"", field));
  column.field = static_cast<Field>(number);
  column.required = column.field == day || column.field == type || column.field == id;
  if (is_state(column.field)) column.state = StateCode::iso3;
  const auto place_in = [&](const TomlValue& value) {
    const auto fail = [&](const char* what) { table.fail_at(value.line, key, fmt::format(fmt::runtime(what), field)); };
    if (value.kind == TomlValue::Kind::text) {
      column.names = value.text;
    } else if (value.kind == TomlValue::Kind::whole && value.whole >= 1 && value.whole <= 10'000) {
      column.position = static_cast<int>(value.whole) - 1;
      column.names = std::string(field);
    } else {
      fail("\"{}\" must be the name of a column, or its number from 1");
    }
    if (f.header == Header::none && column.position < 0)
      fail("without a header, \"{}\" must be the number of a column");
    if (f.header == Header::required && column.position >= 0)
      fail("with a header, \"{}\" must be the name of a column");
    f.columns.push_back(column);
  };
  const TomlValue& value = *table.find(key);
  if (value.kind == TomlValue::Kind::list && column.field == id) {
    for (const TomlValue& item : value.items) place_in(item);
  } else if (value.kind == TomlValue::Kind::table && (is_state(column.field) || is_precision(column.field))) {
    const TomlFields with = table.table(key);
    const std::string_view how = is_state(column.field) ? "code" : "scale";
    for (const std::string& setting : with.names())
      if (setting != "column" && setting != how)
        table.fail_at(with.find(setting)->line, key, fmt::format("\"{}\" has no setting \"{}\"", field, setting));
    if (is_state(column.field)) {
      column.state = static_cast<StateCode>(word_of(with, "code", "code of states", kCodes, "iso3"));
    } else {
      column.scale = static_cast<PrecisionScale>(word_of(with, "scale", "scale of precision", kScales, "words"));
    }
    const TomlValue* place = with.find("column");
    if (place == nullptr) table.fail(key, fmt::format("\"{}\" needs a column", field));
    place_in(*place);
  } else {
    place_in(value);
  }
}

void known_rule(Format& f, const TomlFields& known) {
  known.only({"column", "after_days", "from_month_end", "released"});
  if (known.find("column") != nullptr) add_column(f, known, "column", "known_on");
  if (const auto days = known.optional_whole("after_days", 0, 36'525)) f.known.lag_days = *days;
  if (const auto month_end = known.optional_flag("from_month_end")) f.known.month_end = *month_end;
  if (const auto released = known.optional_day("released")) f.known.released = released;
}

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
    if (column >= row.size() || row[column].empty() || is_missing(row[column])) continue;
    ++filled;
    passed += passes(row[column]) ? 1 : 0;
  }
  return filled == 0 ? 0 : passed / filled;
}

constexpr double kMostCells = 0.9;

std::vector<std::string_view> codes_that_fit(Rows rows, std::size_t column) {
  std::vector<std::string_view> fits;
  for (const Word& code : kCodes)
    if (code.word != "in-name" && code.word != "icews" && share(rows, column, [&](const std::string& cell) {
                                                            const StateAnswer answer =
                                                                state_of(static_cast<StateCode>(code.value), cell);
                                                            return !answer.code.empty() || answer.no_state;
                                                          }) >= kMostCells)
      fits.push_back(code.word);
  return fits;
}

// The century that is proposed for years of two digits.
constexpr int kProposedCentury = 1950;

double date_share(Rows rows, std::size_t column, DayForm form, std::optional<int> years_from = kProposedCentury) {
  return share(rows, column, [&](const std::string& cell) {
    return read_day(cell, {form, years_from}).span.has_value();
  });
}

DayForm best_form(Rows rows, std::size_t column) {
  DayForm best = DayForm::iso;
  for (const DayForm form : {DayForm::day_first, DayForm::month_first, DayForm::serial})
    if (date_share(rows, column, form) > date_share(rows, column, best)) best = form;
  return best;
}

// Which column each field is taken from.
struct Matches {
  std::array<int, kFields> at{};  // -1 for none
  std::vector<bool> used;         // by column
  bool day_by_cells = false;      // and not by its name

  int column(Field field) const { return at[static_cast<std::size_t>(field)]; }
  void take(Field field, std::size_t column) {
    at[static_cast<std::size_t>(field)] = static_cast<int>(column);
    used[column] = true;
  }
};

// Whether the cells can be what the name of the column promises.
bool cells_fit(Field field, Rows rows, std::size_t column) {
  const bool is_date = field == day || field == last_day || field == known_on;
  if (is_date && date_share(rows, column, best_form(rows, column)) < kMostCells) return false;
  return !is_state(field) || !codes_that_fit(rows, column).empty();
}

Matches matches_of(std::span<const std::string> header, Rows rows) {
  Matches out;
  out.at.fill(-1);
  out.used.resize(header.size());
  for (const Synonyms& known : kSynonyms)
    for (const std::string_view name : known.names)
      for (std::size_t i = 0; i < header.size() && out.column(known.field) < 0; ++i) {
        if (name.empty() || out.used[i]) continue;
        if (plain(header[i]) != name && plain(last_part(header[i])) != name) continue;
        if (cells_fit(known.field, rows, i)) out.take(known.field, i);
      }
  // Without a name that is known for it, the day is in the first column of days.
  for (std::size_t i = 0; i < header.size() && out.column(day) < 0; ++i) {
    const auto dated = [&](const std::string& cell) {
      return cell.size() >= 8 && cell.find_first_not_of("0123456789") != std::string::npos &&
             read_day(cell, {best_form(rows, i), kProposedCentury}).span.has_value();
    };
    if (out.used[i] || header[i].empty() || share(rows, i, dated) < kMostCells) continue;
    out.take(day, i);
    out.day_by_cells = true;
  }
  return out;
}

// How the file is read: its format, its dates, its types, what is missing in it.
std::string file_lines(std::string_view kind, char separator, const Matches& matches, Rows rows) {
  std::string out = fmt::format("format = {}\n", quoted(kind));
  if (kind == "csv" && separator != ',') out += fmt::format("separator = {}\n", quoted(std::string(1, separator)));
  if (matches.column(day) >= 0) {
    const auto column = static_cast<std::size_t>(matches.column(day));
    const DayForm form = best_form(rows, column);
    if (form == DayForm::serial) {
      out += "dates = \"serial\"   # days as the numbers of a spreadsheet: look\n";
    } else if (form != DayForm::iso) {
      out += fmt::format("dates = {}\n", form == DayForm::day_first ? "\"day-first\"" : "\"month-first\"");
      if (date_share(rows, column, DayForm::day_first) == date_share(rows, column, DayForm::month_first))
        out += "# The dates seen could be day-first or month-first: look.\n";
    }
    if (date_share(rows, column, form, std::nullopt) < date_share(rows, column, form))
      out += fmt::format("two_digit_years = {}   # two digits of a year are of {} to {}: look\n", kProposedCentury,
                         kProposedCentury, kProposedCentury + 99);
  }
  if (matches.column(type) >= 0) {
    const bool cameo =
        share(rows, static_cast<std::size_t>(matches.column(type)), [](const std::string& cell) {
          return cell.size() >= 2 && cell.size() <= 4 && cell.find_first_not_of("0123456789") == std::string::npos;
        }) >= kMostCells;
    out += fmt::format("types = {}\n", cameo ? "\"cameo\"" : "\"own\"");
  }
  return out;
}

std::string column_line(Field field, std::span<const std::string> header, const Matches& matches, Rows rows) {
  if (matches.column(field) < 0)
    return field == day || field == type
               ? fmt::format("# {} = ...   (needed: no column looks like it)\n", name_of(field))
               : std::string();
  const auto column = static_cast<std::size_t>(matches.column(field));
  if (!is_state(field))
    return fmt::format("{} = {}{}\n", name_of(field), quoted(header[column]),
                       field == day && matches.day_by_cells ? "   # by its cells, not by its name: look" : "");
  const std::vector<std::string_view> fits = codes_that_fit(rows, column);
  std::string out =
      fmt::format("{} = {{ column = {}, code = {} }}\n", name_of(field), quoted(header[column]), quoted(fits.front()));
  if (fits.size() > 1) {
    std::string others;
    for (std::size_t i = 1; i < fits.size(); ++i) others += (i > 1 ? ", " : "") + std::string(fits[i]);
    out += fmt::format("# These would fit too: {}.\n", others);
  }
  return out;
}

std::string unused_line(std::span<const std::string> header, const Matches& matches) {
  std::string rest;
  for (std::size_t i = 0; i < header.size(); ++i)
    if (!matches.used[i])
      rest += (rest.empty() ? "" : ", ") + (header[i].empty() ? std::string("(no name)") : header[i]);
  std::replace_if(
      rest.begin(), rest.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return rest.empty() ? rest : "# Not used: " + rest + "\n";
}

std::string proposal(std::string_view kind, char separator, std::span<const std::string> header, Rows rows) {
  const Matches matches = matches_of(header, rows);
  std::string out = "# Proposed from the names of the columns and the first " + std::to_string(rows.size()) +
                    " rows. Read it before use.\n";
  out += file_lines(kind, separator, matches, rows);
  out += "\n[columns]\n";
  for (std::size_t f = 0; f < kFields; ++f)
    if (const auto field = static_cast<Field>(f); field != known_on) out += column_line(field, header, matches, rows);
  out += unused_line(header, matches);
  out += "\n[known_on]\n";
  if (matches.column(known_on) >= 0)
    return out + fmt::format("column = {}\n", quoted(header[static_cast<std::size_t>(matches.column(known_on))]));
  return out +
         "# When a row became known: so many days after the day it happened. Set it to what is true of the source.\n"
         "after_days = 1\n";
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

bool is_date(const std::string& text) { return may_be_day(text); }

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

Format mapped_format(std::string_view toml, const std::string& file) {
  const TomlFields table = TomlFields::parse(
      toml, file, {.remedy = "docs/formats.md shows a mapping file", .unknown = "there is no setting \"{}\""});
  table.only({"title", "name", "format", "separator", "quotes", "header", "types", "counts", "missing", "dates",
              "two_digit_years", "columns", "known_on"});
  Format f;
  f.name = table.optional_text("name").value_or("mapped");
  f.title = table.optional_text("title").value_or("by the mapping " + file);
  const int kind = word_of(table, "format", "format", kKinds, "csv");
  f.kind = kind == 2 ? FileKind::json_lines : kind == 3 ? FileKind::parquet : FileKind::delimited;
  const std::string separator = table.optional_text("separator").value_or(kind == 1 ? "\t" : ",");
  if (separator.size() != 1 || separator == "\n" || separator == "\"")
    table.fail("separator", "the separator must be one character");
  f.separator = separator[0];
  f.quotes = table.optional_flag("quotes").value_or(kind == 0);
  f.header = table.optional_flag("header").value_or(true) ? Header::required : Header::none;
  f.list = table.optional_text("types").value_or("own");
  f.counts = table.optional_text("counts").value_or("");
  f.day_form = static_cast<DayForm>(word_of(table, "dates", "dates", kDates, "iso"));
  f.missing = table.optional_texts("missing");
  // An empty list says that every text is one.
  f.standard_missing = table.find("missing") == nullptr || !f.missing.empty();
  f.years_from = table.optional_whole("two_digit_years", 1800, 2100);
  const auto columns = table.optional_table("columns");
  if (!columns) table.fail("columns", "the part [columns] is missing");
  for (const std::string& name : columns->names()) add_column(f, *columns, name, name);
  for (const Field field : {day, type})
    if (std::none_of(f.columns.begin(), f.columns.end(), [&](const FormatColumn& c) { return c.field == field; }))
      table.fail("columns", fmt::format("[columns] does not say which column is \"{}\"", name_of(field)));
  if (const auto known = table.optional_table("known_on")) known_rule(f, *known);
  if (f.header == Header::none) {
    int last = 0;
    for (const FormatColumn& c : f.columns) last = std::max(last, c.position);
    f.fewest_cells = static_cast<std::size_t>(last) + 1;
    f.most_cells = std::max<std::size_t>(f.fewest_cells, 10'000);
  }
  return f;
}

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
  // With names in place of numbers: four cells between tabs, of which the last is a day.
  if (const auto named = first_rows(look, {'\t', false, false, kLookAt});
      !named.empty() && std::all_of(named.begin(), named.end(), [](const std::vector<std::string>& row) {
        return (row.size() == 4 || row.size() == 5) && row[3].size() >= 8 && is_date(row[3]);
      }))
    return guess_graph(named);
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

// Mapping files: a format for any table, written by its user.

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/base/toml_fields.hpp"
#include "entente/stream/mapping_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace entente::stream {
namespace {

using enum Field;

enum class Kind { csv, tsv, jsonl, parquet, json };
constexpr auto kKinds = std::to_array<Word<Kind>>(
    {{"csv", Kind::csv}, {"tsv", Kind::tsv}, {"jsonl", Kind::jsonl}, {"parquet", Kind::parquet}, {"json", Kind::json}});
// Lists of types that a mapping may name; the table of types knows those but the last, whose types are of no class.
constexpr std::array<std::string_view, 6> kLists{"cameo", "plover", "acled", "ged", "entente", "own"};

template <class Value, std::size_t N>
Value word_of(const TomlFields& table, std::string_view key, std::string_view what,
              const std::array<Word<Value>, N>& words, const char* otherwise) {
  const std::string word = table.optional_text(key).value_or(otherwise);
  std::string list;
  for (const Word<Value>& w : words) {
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
  } else if (value.kind == TomlValue::Kind::table) {
    const TomlFields with = table.table(key);
    const std::string_view how = is_state(column.field) ? "code" : is_precision(column.field) ? "scale" : "missing";
    for (const std::string& setting : with.names())
      if (setting != "column" && setting != "missing" && setting != how)
        table.fail_at(with.find(setting)->line, key, fmt::format("\"{}\" has no setting \"{}\"", field, setting));
    if (is_state(column.field)) {
      column.state = word_of(with, "code", "code of states", kCodes, "iso3");
    } else if (is_precision(column.field)) {
      column.scale = word_of(with, "scale", "scale of precision", kScales, "words");
    }
    column.missing = with.optional_text("missing").value_or("");
    const TomlValue* place = with.find("column");
    if (place == nullptr) table.fail(key, fmt::format("\"{}\" needs a column", field));
    place_in(*place);
  } else {
    place_in(value);
  }
}

// A row with an empty cell in a column of days is refused, but where a lag says when such a row was known.
void known_rule(Format& f, const TomlFields& known) {
  known.only({"column", "after_days", "from_month_end", "released", "not_before"});
  if (const auto days = known.optional_whole("after_days", 0, 36'525)) f.known.lag_days = *days;
  if (const auto month_end = known.optional_flag("from_month_end")) f.known.month_end = *month_end;
  if (const auto released = known.optional_day("released")) f.known.released = released;
  if (known.find("column") != nullptr) {
    add_column(f, known, "column", "known_on");
    f.columns.back().required = known.find("after_days") == nullptr && known.find("from_month_end") == nullptr;
  }
  if (known.find("not_before") != nullptr) add_column(f, known, "not_before", "revised_on");
}

// The list that the cells of types are of.
std::string list_of(const TomlFields& table) {
  const std::string list = table.optional_text("types").value_or("own");
  // Without a list the cells name it themselves: "cameo:190".
  if (list.empty() || std::find(kLists.begin(), kLists.end(), list) != kLists.end()) return list;
  const std::string near = nearest(list, {kLists.begin(), kLists.end()});
  table.fail("types", fmt::format("there is no list of types \"{}\"", list),
             near.empty() ? fmt::format("the lists are {}", fmt::join(kLists, ", "))
                          : fmt::format("the nearest is \"{}\"; the lists are {}", near, fmt::join(kLists, ", ")));
}

}  // namespace

Format mapped_format(std::string_view toml, const std::string& file) {
  const TomlFields table = TomlFields::parse(
      toml, file, {.remedy = "docs/formats.md shows a mapping file", .unknown = "there is no setting \"{}\""});
  table.only({"title", "name", "format", "separator", "quotes", "header", "rows", "types", "counts", "missing", "dates",
              "two_digit_years", "numbered_ids", "released", "columns", "known_on"});
  Format f;
  f.by_mapping = true;
  f.name = table.optional_text("name").value_or("mapped");
  for (const Format& built_in : formats())
    if (built_in.name == f.name)
      table.fail("name", fmt::format("\"{}\" is the name of a reader that is built in", f.name),
                 "give your mapping another name");
  f.title = table.optional_text("title").value_or("by the mapping " + file);
  const Kind kind = word_of(table, "format", "format", kKinds, "csv");
  f.kind = kind == Kind::jsonl || kind == Kind::json ? FileKind::json_lines
           : kind == Kind::parquet                   ? FileKind::parquet
                                                     : FileKind::delimited;
  f.rows = table.optional_text("rows");
  if (f.rows && kind != Kind::json) table.fail("rows", "only a JSON document has its rows at a place of their own");
  const std::string separator = table.optional_text("separator").value_or(kind == Kind::tsv ? "\t" : ",");
  if (separator.size() != 1 || separator == "\n" || separator == "\"")
    table.fail("separator", "the separator must be one character");
  f.separator = separator[0];
  f.quotes = table.optional_flag("quotes").value_or(kind == Kind::csv);
  f.header = table.optional_flag("header").value_or(true) ? Header::required : Header::none;
  f.list = list_of(table);
  f.counts = table.optional_text("counts").value_or("");
  f.day_form = word_of(table, "dates", "dates", kDates, "iso");
  f.missing = table.optional_texts("missing");
  // An empty list says that every text is one.
  f.standard_missing = table.find("missing") == nullptr || !f.missing.empty();
  f.years_from = table.optional_whole("two_digit_years", 1800, 2100);
  f.numbered_ids = table.optional_flag("numbered_ids").value_or(false);
  f.known.released = table.optional_day("released");
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

}  // namespace entente::stream

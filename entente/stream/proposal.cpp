// Proposing a mapping: from a format that knows the file, or from the names and cells of its columns.

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/stream/json_document.hpp"
#include "entente/stream/json_lines.hpp"
#include "entente/stream/look.hpp"
#include "entente/stream/mapping_words.hpp"
#include "entente/stream/proposal_columns.hpp"
#include "entente/stream/row.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::stream {
namespace {

using enum Field;

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

// Text of a file as a comment of one line may hold it.
std::string in_comment(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

// The column as a mapping names it: by its name, or by its number where there is no header.
std::string place_of(const Table& table, std::size_t column) {
  return table.headed ? quoted(table.header[column]) : std::to_string(column + 1);
}

std::string date_lines(const Matches& matches, Rows rows) {
  if (matches.column(day) < 0) return "";
  const auto column = static_cast<std::size_t>(matches.column(day));
  const DayForm form = best_form(rows, column);
  std::string out;
  if (form == DayForm::serial) {
    out = "dates = \"serial\"   # days as the numbers of a spreadsheet: look\n";
  } else if (form != DayForm::iso) {
    out = fmt::format("dates = {}\n", quoted(word_of(form)));
    if (date_share(rows, column, DayForm::day_first) == date_share(rows, column, DayForm::month_first))
      out += "# The dates seen could be day-first or month-first: look.\n";
  }
  if (date_share(rows, column, form, std::nullopt) < date_share(rows, column, form))
    out += fmt::format("two_digit_years = {0}   # two digits of a year are of {0} to {1}: look\n", kProposedCentury,
                       kProposedCentury + 99);
  return out;
}

// What the file is and where its rows are.
std::string kind_lines(const Table& table) {
  std::string out = fmt::format("format = {}\n", quoted(table.kind));
  if (table.kind == "csv" && table.separator != ',')
    out += fmt::format("separator = {}\n", quoted(std::string(1, table.separator)));
  if (table.rows_path && !table.rows_path->empty()) out += fmt::format("rows = {}\n", quoted(*table.rows_path));
  if (!table.headed) out += "header = false\n";
  return out;
}

// How the file is read: its format, its dates, its types.
std::string file_lines(const Table& table, const Matches& matches) {
  std::string out = kind_lines(table) + date_lines(matches, table.rows);
  if (matches.column(type) >= 0)
    out +=
        fmt::format("types = {}\n", quoted(list_of_types(table.rows, static_cast<std::size_t>(matches.column(type)))));
  if (matches.column(count) >= 0 && table.headed)
    if (const std::string counts = what_is_counted(table.header[static_cast<std::size_t>(matches.column(count))]);
        !counts.empty())
      out += fmt::format("counts = {}\n", quoted(counts));
  return out;
}

std::string state_line(Field field, const Table& table, const Matches& matches, const StateAt& state_at) {
  const auto column = static_cast<std::size_t>(matches.column(field));
  const StateList list = list_of(field, table, matches, state_at);
  std::string others;
  for (const std::string_view other : list.others) others += (others.empty() ? "" : ", ") + std::string(other);
  if (list.word.empty())
    return fmt::format("# {} = {{ column = {}, code = ... }}   (say which: {}; {})\n", name_of(field),
                       place_of(table, column), others, list.example);
  std::string out =
      fmt::format("{} = {{ column = {}, code = {} }}\n", name_of(field), place_of(table, column), quoted(list.word));
  if (!others.empty()) out += fmt::format("# These would fit too: {}.\n", others);
  return out;
}

std::string column_line(Field field, const Table& table, const Matches& matches, const StateAt& state_at) {
  if (matches.column(field) < 0) {
    if (field == day && matches.short_day >= 0)
      return fmt::format(
          "# day = {}   (cells like 790415: say dates = \"yymmdd\" above where they are year, month and day)\n",
          place_of(table, static_cast<std::size_t>(matches.short_day)));
    return field == day || field == type
               ? fmt::format("# {} = ...   (needed: no column looks like it)\n", name_of(field))
               : std::string();
  }
  if (is_state(field)) return state_line(field, table, matches, state_at);
  return fmt::format(
      "{} = {}{}\n", name_of(field), place_of(table, static_cast<std::size_t>(matches.column(field))),
      field == day && matches.day_by_cells && table.headed ? "   # by its cells, not by its name: look" : "");
}

std::string unused_line(const Table& table, const Matches& matches) {
  std::string rest;
  for (std::size_t i = 0; i < table.header.size(); ++i)
    if (!matches.used[i])
      rest += (rest.empty() ? "" : ", ") + (!table.headed             ? std::to_string(i + 1)
                                            : table.header[i].empty() ? std::string("(no name)")
                                                                      : table.header[i]);
  return rest.empty() ? rest : "# Not used: " + in_comment(rest) + "\n";
}

// What each position holds, where no name tells it.
std::string first_row_lines(const Table& table) {
  if (table.headed || table.rows.empty()) return "";
  std::string out = "# It has no header: its first row holds data. Columns are numbers from 1; the first row is";
  for (std::size_t i = 0; i < table.rows[0].size(); ++i)
    if (const std::string& cell = table.rows[0][i]; !cell.empty())
      out += fmt::format(" {}={}", i + 1, cell.substr(0, 24));
  return in_comment(out) + "\n";
}

std::string proposal(const Table& table, const StateAt& state_at) {
  const Matches matches = table.headed ? matches_of(table, state_at) : matches_by_cells(table);
  std::string out = fmt::format("# Proposed from the {} {} rows. Read it before use.\n",
                                table.headed ? "names of the columns and the first" : "first", table.rows.size());
  out += first_row_lines(table);
  out += file_lines(table, matches);
  out += "\n[columns]\n";
  for (std::size_t f = 0; f < kFields; ++f)
    if (const auto field = static_cast<Field>(f); field != known_on && field != revised_on)
      out += column_line(field, table, matches, state_at);
  out += unused_line(table, matches);
  out += "\n[known_on]\n";
  if (matches.column(known_on) >= 0)
    return out + fmt::format("column = {}\n", place_of(table, static_cast<std::size_t>(matches.column(known_on))));
  return out +
         "# When a row became known: so many days after the day it happened. Set it to what is true of the source.\n"
         "after_days = 1\n";
}

// ---- a file that a format knows ----------------------------------------------------------------------------------

// The column of the table that a format's column is; its name or number as a mapping writes it, empty where the table
// lacks it.
std::string column_in(const Table& table, const FormatColumn& column) {
  if (!table.headed) return column.position < 0 ? "" : std::to_string(column.position + 1);
  for (std::string_view rest = column.names; !rest.empty();) {
    const std::string wanted = lowered(std::string(rest.substr(0, rest.find('|'))));
    rest.remove_prefix(std::min(rest.size(), wanted.size() + 1));
    for (const std::string& name : table.header) {
      const std::string plain = lowered(std::string(trimmed(name)));
      if (plain == wanted || (table.kind.starts_with("json") && plain.ends_with("." + wanted))) return quoted(name);
    }
  }
  return "";
}

std::string known_lines(const Format& format, const Table& table) {
  std::string out = "\n[known_on]\n";
  for (const FormatColumn& column : format.columns)
    if (const std::string place = column.field == known_on ? column_in(table, column) : ""; !place.empty())
      return out + fmt::format("column = {}\n{}", place, column.required ? "" : "after_days = 0\n");
  out += fmt::format("after_days = {}\n", format.known.lag_days);
  return format.known.month_end ? out + "from_month_end = true\n" : out;
}

// A place with the codes of its states or the scale of its precision, where it has either, and the text that says in it
// that nothing is given.
std::string with_setting(const FormatColumn& column, const std::string& place) {
  std::string settings;
  const auto among = [&](std::string_view setting, const auto& words, auto value) {
    const auto word = std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.value == value; });
    if (word != words.end()) settings += fmt::format(", {} = {}", setting, quoted(word->word));
  };
  if (is_state(column.field)) among("code", kCodes, column.state);
  if (is_precision(column.field)) among("scale", kScales, column.scale);
  if (!column.missing.empty()) settings += fmt::format(", missing = {}", quoted(column.missing));
  return settings.empty() ? place : fmt::format("{{ column = {}{} }}", place, settings);
}

// The mapping that says what the format does.
std::string mapping_of(const Format& format, const Table& table) {
  std::string out = kind_lines(table);
  if (format.day_form != DayForm::iso) out += fmt::format("dates = {}\n", quoted(word_of(format.day_form)));
  if (format.years_from) out += fmt::format("two_digit_years = {}\n", *format.years_from);
  out += fmt::format("types = {}\n", quoted(format.list));
  if (!format.counts.empty()) out += fmt::format("counts = {}\n", quoted(format.counts));
  if (format.numbered_ids) out += "numbered_ids = true\n";
  for (std::size_t i = 0; i < format.missing.size(); ++i)
    out += fmt::format("{}{}{}", i == 0 ? "missing = [" : ", ", quoted(format.missing[i]),
                       i + 1 == format.missing.size() ? "]\n" : "");
  out += "\n[columns]\n";
  std::string ids;
  int parts = 0;
  for (const FormatColumn& column : format.columns)
    if (column.field == id) {
      ids += (parts++ > 0 ? ", " : "") + column_in(table, column);
    }
  out += parts > 1 ? fmt::format("id = [{}]\n", ids) : fmt::format("id = {}\n", ids);
  for (const FormatColumn& column : format.columns) {
    const std::string place = column_in(table, column);
    if (column.field == id || column.field == known_on || column.field == revised_on || place.empty()) continue;
    out += fmt::format("{} = {}\n", name_of(column.field), with_setting(column, place));
  }
  return out + known_lines(format, table);
}

std::string words_for(const Guess& guess, const std::string& path) {
  if (guess.format.empty()) return "";
  return fmt::format(
      "# This is {0}: {1}.\n# It needs no mapping: `entente record import {2}` reads it, by the reader {0}.\n"
      "# The mapping below says the same, to be changed where yours is different.\n",
      guess.format, guess.because, path);
}

std::string json_proposal(const Look& look, const Guess& guess, const std::string& path, const StateAt& state_at) {
  Table table;
  table.rows_path = rows_path(look.text);
  table.kind = table.rows_path ? "json" : "jsonl";
  table.header = json_names(look.text, table.rows_path, look.name);
  std::vector<std::vector<std::string>> rows;
  for_json_rows(look.text, table.rows_path, look.name, kRowsLookedAt, [&](const JsonMembers& members) {
    rows.emplace_back(table.header.size());
    for (const auto& [name, value] : members)
      if (const auto at = std::find(table.header.begin(), table.header.end(), name); at != table.header.end())
        rows.back()[static_cast<std::size_t>(at - table.header.begin())] = value;
  });
  table.rows = rows;
  if (guess.format.empty()) return proposal(table, state_at);
  return words_for(guess, path) + mapping_of(format(guess.format), table);
}

// The separator that the first line holds most often.
char most_frequent_separator(std::string_view first) {
  char separator = ',';
  for (const char c : {'\t', ';', '|'})
    if (std::count(first.begin(), first.end(), c) > std::count(first.begin(), first.end(), separator)) separator = c;
  return separator;
}

}  // namespace

std::string propose_mapping(const std::string& path, const StateAt& state_at) {
  const Look look = look_at(path);
  if (look.text.starts_with("PAR1"))
    throw Error(ErrorCode::bad_request, "a Parquet file is read through the store",
                "use `entente record import --guess`", {look.name, 0, ""});
  const Guess guess = format_of(path, look);
  if (guess.beside)
    throw Error(ErrorCode::bad_data, "these are " + guess.because, "name a file of events", {look.name, 0, ""});
  if (guess.format == "graph") {
    std::string out = fmt::format("# This is a knowledge graph: {}.\n# It needs no mapping: `entente record import {}",
                                  guess.because, path);
    return out + (guess.missing.empty() ? "` reads it.\n" : " --first-day DAY --steps-per-day N` reads it.\n");
  }
  if (is_json(look.text)) return json_proposal(look, guess, path, state_at);

  Table table;
  const std::string_view first = std::string_view(look.text).substr(0, look.text.find('\n'));
  SplitOptions split{look.separator != 0 ? look.separator : most_frequent_separator(first), true, false, kLookAt};
  if (guess.format.empty()) {
    split.quotes = split.separator != '\t';
  } else {
    split = split_for(format(guess.format), look);
  }
  FirstRows seen = first_rows(look, split);
  std::vector<std::vector<std::string>>& rows = seen.rows;
  if (rows.empty() || (seen.not_utf8 > 0 && seen.first_not_utf8 <= 1))
    throw Error(ErrorCode::bad_data, "the header cannot be read",
                "give a table as UTF-8 text (`iconv -f windows-1252 -t utf-8 old.csv >new.csv` converts a file of an "
                "older program)",
                {look.name, 1, ""});
  table.separator = split.separator;
  table.kind = split.separator == '\t' ? "tsv" : "csv";
  table.headed = guess.format.empty() ? !holds_data(rows) : is_header(format(guess.format), rows[0]);
  if (table.headed) {
    table.header = std::move(rows.front());
    rows.erase(rows.begin());
  } else {
    for (const auto& row : rows) table.header.resize(std::max(table.header.size(), row.size()));
  }
  table.rows = rows;
  std::string out = words_for(guess, path);
  if (seen.not_utf8 > 0)
    out += fmt::format(
        "# {} of the rows looked at are not UTF-8, first line {}: they would be refused. Convert the file before:\n"
        "# iconv -f windows-1252 -t utf-8 {} >new.csv\n",
        seen.not_utf8, seen.first_not_utf8, path);
  if (guess.format.empty()) return out + proposal(table, state_at);
  const bool quoted_tabs = split.separator == '\t' && split.quotes;
  return out + (quoted_tabs ? "quotes = true\n" : "") + mapping_of(format(guess.format), table);
}

std::string propose_mapping(FileKind kind, std::span<const std::string> header,
                            std::span<const std::vector<std::string>> rows, const StateAt& state_at) {
  Table table;
  table.kind = kind == FileKind::parquet ? "parquet" : kind == FileKind::json_lines ? "jsonl" : "csv";
  table.header.assign(header.begin(), header.end());
  table.rows = rows;
  for (const Format& f : formats())
    if (f.header != Header::none && is_header(f, table.header))
      return fmt::format("# Its columns are those of {}: `--reader {}` reads it. The mapping says the same.\n", f.title,
                         f.name) +
             mapping_of(f, table);
  return proposal(table, state_at);
}

}  // namespace entente::stream

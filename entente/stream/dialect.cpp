#include "entente/stream/dialect.hpp"

#include "entente/base/text.hpp"
#include "entente/stream/cells.hpp"
#include "entente/stream/json_document.hpp"
#include "entente/stream/json_lines.hpp"
#include "entente/stream/row.hpp"
#include "entente/stream/splitter.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace entente::stream {
namespace {

constexpr std::size_t kLongest = std::size_t{1} << 20U;
constexpr std::size_t kObjectsLookedAt = 1'000;

// Whether the text, split so, begins as the format does.
bool begins_as(const Format& format, std::string_view text, char separator, bool quotes, bool whole) {
  const std::vector<std::string> cells = first_cells(text, separator, quotes, whole);
  if (format.header != Header::none && is_header(format, cells)) return true;
  return format.header != Header::required && fits_by_position(format, cells);
}

}  // namespace

std::optional<std::pair<char, std::size_t>> said_separator(std::string_view beginning) {
  constexpr std::string_view kMark = "sep=";
  if (beginning.starts_with('"')) {  // "sep=;" in quotes
    const auto inner = said_separator(beginning.substr(1));
    return inner ? std::optional(std::pair{inner->first, inner->second + 1}) : std::nullopt;
  }
  if (beginning.size() < 5) return std::nullopt;
  const std::size_t end = beginning.substr(0, 16).find('\n');
  if (lowered(std::string(beginning.substr(0, 4))) != kMark || end == std::string_view::npos) return std::nullopt;
  std::string_view rest = beginning.substr(5, end - 5);
  while (!rest.empty() && (rest.back() == '\r' || rest.back() == '"')) rest.remove_suffix(1);
  // Programs that go by the line fill it up with separators, one a column.
  if (rest.find_first_not_of(beginning[4]) != std::string_view::npos) return std::nullopt;
  return std::pair{beginning[4], end + 1};
}

bool is_json(std::string_view beginning) {
  const std::size_t at = beginning.find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos || (beginning[at] != '{' && beginning[at] != '[')) return false;
  const std::size_t next = beginning.find_first_not_of(" \t\r\n", at + 1);
  return next != std::string_view::npos && std::string_view("{[\"}]").find(beginning[next]) != std::string_view::npos;
}

std::vector<std::string> first_cells(std::string_view beginning, char separator, bool quotes, bool whole) {
  std::vector<std::string> cells;
  Splitter splitter(beginning, {separator, quotes, false, kLongest}, whole);
  if (splitter.next({}) != Splitter::Got::row) return cells;
  for (std::size_t i = 0; i < splitter.cells(); ++i) cells.emplace_back(splitter.cell(i));
  return cells;
}

bool fits_by_position(const Format& format, const std::vector<std::string>& row) {
  if (row.size() < format.fewest_cells || row.size() > format.most_cells || format.most_cells == 0) return false;
  return std::all_of(format.columns.begin(), format.columns.end(), [&](const FormatColumn& column) {
    if (column.position < 0 || !column.required) return true;
    const std::string& cell = row[static_cast<std::size_t>(column.position)];
    if (column.field == Field::day || column.field == Field::known_on || column.field == Field::last_day)
      return may_be_day(cell);
    return !cell.empty();
  });
}

Dialect dialect_of(const Format& format, std::string_view beginning, bool whole) {
  Dialect out{format.kind, format.separator, format.quotes, 0, format.rows};
  if (format.kind == FileKind::spaced || format.kind == FileKind::parquet) return out;
  if (is_json(beginning)) {
    out.kind = FileKind::json_lines;
    if (!out.rows) out.rows = rows_path(beginning);
    return out;
  }
  if (format.kind == FileKind::json_lines) return out;
  if (const auto said = said_separator(beginning)) {
    out.separator = said->first;
    out.quotes = out.quotes || said->first != '\t';
    out.said = said->second;
    return out;
  }
  // A mapping says what separates; of a format that has a name the copy shows it.
  if (format.by_mapping || begins_as(format, beginning, format.separator, format.quotes, whole)) return out;
  for (const char separator : {format.separator, ',', ';', '\t', '|'})
    if (begins_as(format, beginning, separator, true, whole)) {
      out.separator = separator;
      out.quotes = true;
      return out;
    }
  return out;
}

std::optional<NoText> no_text(std::string_view beginning, std::string_view name) {
  struct Mark {
    std::string_view bytes;
    const char* what;
    const char* remedy;
  };
  constexpr const char* kSheet = "save its sheet as CSV in UTF-8";
  static constexpr std::array kMarks{
      Mark{"\xFF\xFE", "UTF-16 text", "convert it to UTF-8: `iconv -f utf-16 -t utf-8 old.txt >new.txt`"},
      Mark{"\xFE\xFF", "UTF-16 text", "convert it to UTF-8: `iconv -f utf-16 -t utf-8 old.txt >new.txt`"},
      Mark{"PAR1", "a Parquet file", "give it a name that ends in .parquet, and a mapping"},
      Mark{"ARROW1", "an Arrow file", "write it as Parquet or CSV"},
      Mark{"%PDF", "a PDF document", "get the data, not the text about them"},
      Mark{"\xD0\xCF\x11\xE0", "a workbook or document of an older office program", kSheet},
      Mark{"RDX", "data of R", "write them in R: write.csv(x, \"x.csv\", row.names = FALSE)"},
      Mark{"RDA", "data of R", "write them in R: write.csv(x, \"x.csv\", row.names = FALSE)"},
      Mark{std::string_view("X\n\0\0\0", 5), "data of R",
           "write them in R: write.csv(x, \"x.csv\", row.names = FALSE)"},
      Mark{"<stata_dta>", "data of Stata", "export them as CSV"},
      Mark{"$FL2", "data of SPSS", "export them as CSV"},
      Mark{std::string_view("SQLite format 3\0", 16), "an SQLite database", "export the table as CSV"},
  };
  for (const Mark& mark : kMarks)
    if (beginning.starts_with(mark.bytes)) return NoText{mark.what, mark.remedy};
  if (name.ends_with("[Content_Types].xml") || name.find(".xlsx/") != std::string_view::npos)
    return NoText{"a workbook", kSheet};
  const std::string head = lowered(std::string(beginning.substr(0, 256)));
  const std::size_t at = head.find_first_not_of(" \t\r\n");
  if (at == std::string::npos) return std::nullopt;
  const std::string_view from = std::string_view(head).substr(at);
  if (from.starts_with("<!doctype html") || from.starts_with("<html"))
    return NoText{"a web page, such as a server sends where it has no file", "get the file again"};
  if (from.starts_with("<?xml") || from.starts_with("<error"))
    return NoText{"XML, such as a server sends where it has no file", "get the file again"};
  return std::nullopt;
}

std::optional<std::string> companion(std::string_view beginning, bool whole) {
  const std::vector<std::string> row = first_cells(beginning, '\t', false, whole);
  const auto is_time = [](const std::string& cell) { return cell.size() == 14 && is_digits(cell) && may_be_day(cell); };
  if (row.size() >= 14 && row.size() <= 16 && is_digits(row[0]) && is_time(row[1]) && is_time(row[2]) &&
      is_digits(row[3]))
    return "mentions of GDELT 2.0: where each event was told, not events";
  if (row.size() >= 25 && row.size() <= 27 && row[0].starts_with(row[1]) && is_time(row[1]))
    return "the knowledge graph (GKG) of GDELT 2.0: what articles are about, not events";
  if (row.size() >= 3 && row[0] == "DATE" && row[1] == "NUMARTS")
    return "the knowledge graph (GKG) of GDELT 1.0: what articles are about, not events";
  if (row.size() == 1 && beginning.substr(0, 400).find("http://data.gdeltproject.org/") != std::string_view::npos)
    return "a list of GDELT's files, not events";
  return std::nullopt;
}

void for_json_rows(std::string_view beginning, const std::optional<std::string>& rows, const std::string& name,
                   std::size_t most, const std::function<void(const JsonMembers&)>& take) {
  std::string lines;
  if (rows) {
    // The rows as far as they go; what is cut off behind them is no row.
    std::size_t given = 0;
    JsonRows reader(
        [&](char* into, std::size_t size) {
          const std::size_t n = std::min(size, beginning.size() - given);
          std::memcpy(into, beginning.data() + given, n);
          given += n;
          return n;
        },
        *rows, name);
    std::string piece(beginning.size() + 1, '\0');
    std::size_t got = 1;
    while (got > 0 && given < beginning.size()) {
      got = reader.read(piece.data(), piece.size());
      lines.append(piece, 0, got);
    }
    beginning = lines;
  }
  JsonMembers members;
  for (std::size_t n = 0; !beginning.empty() && n < most;) {
    const std::string_view line = beginning.substr(0, beginning.find('\n'));
    beginning.remove_prefix(std::min(beginning.size(), line.size() + 1));
    if (!json_members(line, members)) continue;
    take(members);
    ++n;
  }
}

std::vector<std::string> json_names(std::string_view beginning, const std::optional<std::string>& rows,
                                    const std::string& name) {
  std::vector<std::string> names;
  for_json_rows(beginning, rows, name, kObjectsLookedAt, [&](const JsonMembers& members) {
    for (const auto& [member, value] : members)
      if (std::find(names.begin(), names.end(), member) == names.end()) names.push_back(member);
  });
  return names;
}

}  // namespace entente::stream

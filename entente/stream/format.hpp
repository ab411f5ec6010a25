#pragma once
// The formats of machine-coded streams: each is a table that says which column holds what.
//
// docs/formats.md lists them, docs/adding-a-reader.md says how one is added. reader.hpp reads a file by one.

#include "entente/base/date.hpp"
#include "entente/states/states.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

/// What a column says of the event.
enum class Field {
  id,
  day,
  last_day,  // of an event that took several days: it was not known before its end
  known_on,
  actor,
  actor_state,
  actor_sector,
  target,
  target_state,
  target_sector,
  type,
  mode,
  context,
  place,
  country,
  latitude,
  longitude,
  label,            // of the type, beside its code
  place_precision,  // how closely the place is known
  day_precision,
  status,      // what the source says of its checking of the row
  year,        // of the day: the century of a day that lacks it
  entered_on,  // the source had the row by then, as a day or in seconds since 1970: the day is not later
  revised_on,  // the last change of the row: as it stands, it was not known before
  count,
};
inline constexpr std::size_t kFields = static_cast<std::size_t>(Field::count) + 1;

/// "actor_state": the word for a field in mapping files and reports.
std::string_view name_of(Field field);

/// How a cell names a state: the list that it is of.
using StateCode = states::List;

/// Whose numbers say how closely a place or a day is known; `words` are our own (precision.hpp).
enum class PrecisionScale { words, gdelt, ucdp, acled };

struct FormatColumn {
  Field field = Field::id;
  std::string names;      // in the header; alternatives are separated by |
  int position = -1;      // from 0, where the file has no header
  bool required = false;  // a header that lacks it is refused; an empty cell costs the row
  StateCode state = StateCode::none;
  PrecisionScale scale = PrecisionScale::words;
  std::string missing{};  // a text that means "not given" in this column

  friend bool operator==(const FormatColumn&, const FormatColumn&) = default;
};

/// When a row became known: on the day that a `known_on` column gives; where there is none, so many days after the
/// event's last day, counted from the end of its month where `month_end`. Never before the event's last day, and never
/// before the day on which the file was released, where that is given.
struct KnownRule {
  int lag_days = 0;
  bool month_end = false;
  std::optional<Day> released;

  friend bool operator==(const KnownRule&, const KnownRule&) = default;
};

enum class FileKind { delimited, spaced, json_lines, parquet };
enum class Header { none, required, optional };

/// Order of the parts of a date like 3/17/2024, that days are the numbers of a spreadsheet, or that 790415 is 15 April
/// 1979 (days.hpp). All take what has one meaning; with `iso` what has several is decided by the whole column
/// (survey.hpp), or refused.
enum class DayForm { iso, day_first, month_first, serial, serial_1904, yymmdd };

/// "month-first": the word for it in mapping files.
std::string_view word_of(DayForm form);

/// Steps of time instead of days: `first_step` stands for `first_day`.
struct StepTime {
  Day first_day{};
  long first_step = 0;
  int steps_per_day = 1;

  friend bool operator==(const StepTime&, const StepTime&) = default;
};

/// A value; copy one and change it for a variant.
struct Format {
  std::string name;  // of the reader: "gdelt2"
  std::string title;
  std::string list;    // of types, the part before the colon: "cameo"
  std::string counts;  // what `count` counts: "mentions", "deaths"; empty = nothing
  FileKind kind = FileKind::delimited;
  char separator = '\t';
  bool quotes = false;  // RFC 4180; without, a quote is text
  Header header = Header::required;
  std::size_t fewest_cells = 0;  // of a row, where there is no header
  std::size_t most_cells = 0;
  DayForm day_form = DayForm::iso;
  std::optional<int> years_from;  // two digits of a year lie in the hundred years from here
  KnownRule known;
  std::optional<std::string> rows;   // of a JSON document: the names that lead to its array of rows, with dots
  bool by_mapping = false;           // its columns were named for this very table: each must be there
  std::vector<std::string> missing;  // texts that mean "not given", besides those of missing.hpp
  bool standard_missing = true;      // those of missing.hpp mean it too
  bool numbered_ids = false;         // "7.0" is the id 7
  bool stray_separators = false;     // rows with empty cells too many are mended where that is not a guess
  std::string phantom;               // a name in some headers for which rows have no cell
  std::vector<FormatColumn> columns;
  std::optional<StepTime> steps;
  std::vector<std::string> actor_names;  // where cells hold numbers of names
  std::vector<std::string> type_names;

  friend bool operator==(const Format&, const Format&) = default;
};

/// gdelt1, gdelt2, icews, polecat, acled, ged, phoenix, cline-phoenix. Temporal knowledge graphs ("graph") and mapped
/// files depend on more than a name: graph_format, mapped_format.
std::span<const Format> formats();
/// Throws Error{bad_request} that lists what there is.
const Format& format(std::string_view name);

/// Subject, relation, object, time (and a fifth column that means nothing), separated by spaces or tabs: numbers of
/// entity2id.txt and relation2id.txt beside the files, or names where the folder has none. The time is a day, or a
/// step as `steps` says. Throws Error{bad_data, not_found, io}.
Format graph_format(const std::string& folder, std::optional<StepTime> steps);

/// A format from the text of a mapping file (TOML; docs/formats.md). Throws Error{bad_data} with the line.
Format mapped_format(std::string_view toml, const std::string& file);

/// What a file looks like, by its first rows.
struct Guess {
  std::string format;                // a name of formats(), "graph", or empty: none fits
  std::string because;               // one clause: "61 cells between tabs and no header"
  std::vector<std::string> missing;  // what must be said besides, such as "the day of the first step"
  bool beside = false;               // it lies beside events and holds none, as `because` says
};

/// Throws Error{not_found, io, bad_data (empty, broken, no text)}.
Guess format_of(const std::string& path);

/// Whether a position lies in a state, or nearly; nothing where that is not known.
using StateAt = std::function<std::optional<bool>(std::string_view state, double latitude_deg, double longitude_deg)>;

/// The text of a mapping file for a table or JSON, by the names of its columns and its first rows; where a format knows
/// the file, that is said first and the mapping is the format's. Columns that were not recognised stand in it as
/// comments, and so does a list of states where rows and names do not decide between two. Throws as format_of.
std::string propose_mapping(const std::string& path, const StateAt& state_at = {});
/// The same from a header and some rows that were read elsewhere (Parquet).
std::string propose_mapping(FileKind kind, std::span<const std::string> header,
                            std::span<const std::vector<std::string>> rows, const StateAt& state_at = {});

}  // namespace entente::stream

#pragma once
// Reading series by state and month from files: a table, or events that are added up.

#include "entente/base/date.hpp"
#include "entente/base/delimited.hpp"
#include "entente/record/vintages.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

/// A series by state and month, as any file has it.
struct SeriesReading {
  std::vector<SeriesValue> values;  // by (state, month)
  std::vector<RowFault> faults;
};

/// Reads the columns iso3, year, month and `column`; a month may be written as 2023-10 where there is no year. A faulty
/// or doubled row is reported and left out. Throws Error{bad_data} where a column is missing.
SeriesReading read_series(std::string_view text, std::string file, std::string_view column);

/// The series that a file with this header holds by the name of its column, and that column.
struct SeriesColumn {
  std::string series;
  std::string column;
};
std::optional<SeriesColumn> series_in(const std::vector<std::string>& header);

/// Whether the header is that of events in the layout of UCDP GED.
bool holds_ged_events(const std::vector<std::string>& header);

/// Adds up the best estimates of events in the layout of UCDP GED by state and month, for a file that is of the months
/// from `first` to `last`: an event counts in the month in which it began, one that began before in `first`; one that
/// began behind `last` is reported and left out. `also` are states that count 0 in months in which the file has no
/// event of theirs, where the source's list of states has them. An event of a state that is none on its day is
/// reported.
SeriesReading add_up_ged_events(std::string_view text, std::string file, int first, int last,
                                const std::vector<std::string>& also);

/// A row of the table of vintages.
struct VintageRow {
  std::string file;
  Day released{};
};
/// All of them, in the order of the file. Throws as read_vintage does.
std::vector<VintageRow> read_vintages(std::string_view text, std::string file);

/// "2024-02" as a month; nothing where the text is none.
std::optional<int> parse_month(std::string_view text);

}  // namespace entente::record

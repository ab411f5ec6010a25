#pragma once
// What a verb answers: tables with typed cells, documents, and what the answer rests on.
//
// A result holds values, never their characters: `render` turns it into text, CSV, JSON or Markdown. Each column says
// how its numbers read for a person (`Look`) and, where a row reads better as a line than as cells, the table says so
// (`Table::line`). Results are values: built once, then read from any thread.

#include "entente/base/date.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::verbs {

/// No value. `why` is what a person reads in its place, such as "not enough"; programs get null or an empty cell.
struct None {
  std::string why{};
  bool operator==(const None&) const = default;
};

/// An estimate and its interval, or a range without an estimate. An end that is not given is open.
struct Range {
  std::optional<double> value{};
  std::optional<double> low{};
  std::optional<double> high{};
  bool operator==(const Range&) const = default;
};

/// None, yes or no, a number, a range, a day or text. An infinite or undefined number may not stand in a cell.
using Cell = std::variant<None, bool, double, Range, Day, std::string>;

enum class CellKind { flag, number, interval, day, text };

/// "number", as JSON and docs write it.
std::string_view name(CellKind kind);

/// How the numbers of a column read. The default writes the shortest text that is the number.
struct Look {
  enum class Scale {
    plain,
    percent,        // times 100, with "%"
    percent_words,  // the same in whole percents; "under 1%" and "over 99%" where that is truer
    points,         // times 100, without a sign of unit
  };
  Scale scale = Scale::plain;
  int digits = -1;      // behind the point; -1 = as many as it takes, six figures at most
  bool sign = false;    // "+" before what is not negative
  bool commas = false;  // "12,345" for whole numbers
  /// Between the ends of a range; a literal. A range with a value reads "value (low-high)".
  std::string_view to = " to ";
  bool unit_once = false;  // "20-30%" in place of "20%-30%"; no "over 99%" among the ends
  bool bare_ends = false;  // "25% (20-30)": the ends of a range with a value have no unit
  bool collapse = false;   // a range whose ends read like its value is written as the value alone
  bool operator==(const Look&) const = default;
};

namespace look {
inline constexpr Look kCount{.digits = 0};
inline constexpr Look kGeneral{};
inline constexpr Look kTwo{.digits = 2};
inline constexpr Look kThree{.digits = 3};
inline constexpr Look kShare{.scale = Look::Scale::percent_words};  // "71%", "under 1%"
/// "71%" with ends "50-88%".
inline constexpr Look kChance{.scale = Look::Scale::percent_words, .to = "-", .unit_once = true};
inline constexpr Look kPercent{.scale = Look::Scale::percent, .digits = 0, .to = "-", .unit_once = true};  // "50-88%"
}  // namespace look

struct Column {
  /// For programs: lower case with underscores, unique in the table.
  std::string name;
  CellKind kind = CellKind::text;
  /// What people read above it; where it is empty, the name with blanks.
  std::string heading{};
  /// "km", "days", "deaths", "share" (0 to 1); empty where there is none.
  std::string unit{};
  Look look{};
  /// Of an interval: where it is not empty, text shows the ends in a column of their own under this heading.
  std::string ends_heading{};
  /// Where `before` is not empty, text joins the cell to that of the column before it, between `before` and `after`:
  /// " of " makes "2" and "9" read "2 of 9". A cell of none then adds nothing; joined to one, `before` is left out.
  std::string before{};
  std::string after{};
  bool in_text = true;
  bool for_programs = true;  // in JSON and CSV

  // The same column with one thing more said of it.
  Column headed(std::string words) const;
  Column in(std::string unit_of_it) const;
  Column ends(std::string heading_of_ends) const;
  Column joined(std::string text_before, std::string text_after = {}) const;
  Column only_for_programs() const;
  Column only_in_text() const;
};

Column flag_column(std::string name);
Column number_column(std::string name, Look look = {});
/// A number of things: whole, without a point.
Column count_column(std::string name);
Column interval_column(std::string name, Look look = {});
Column day_column(std::string name);
Column text_column(std::string name);

/// Rows of typed cells under one title.
struct Table {
  /// One word: for --table and as the table's name in JSON; unique in the result.
  std::string name;
  /// What the table shows, as a person reads it. Text leaves out an empty one.
  std::string title{};
  /// Whole sentences about it.
  std::vector<std::string> notes{};
  std::vector<Column> columns{};
  std::vector<std::vector<Cell>> rows{};

  bool for_programs = true;  // in JSON, and by name as CSV

  // How it reads as text.
  bool in_text = true;
  bool rows_in_text = true;
  bool headed = true;           // a line of headings above the rows
  bool apart = true;            // a blank line before it
  bool notes_first = false;     // between title and rows
  std::size_t note_indent = 2;  // blanks before each note
  /// How a row reads as a line, with the names of columns and, if wanted, a least width: "{k:>4} of {n:<5} {words}".
  /// Of an interval, "{share.value}" and "{share.ends}" are its parts. Cells of none add nothing. Where it is empty,
  /// rows are aligned columns.
  std::string line{};
  bool line_headed = false;  // headings above the lines, in the places that `line` gives the cells; also without rows
  /// Rows whose numbers and intervals read otherwise than their columns say; not for rows that are lines.
  std::map<std::size_t, Look> row_looks{};
  /// The rows that text shows, ascending; all where it is not given.
  std::optional<std::vector<std::size_t>> text_rows{};

  /// The position of a column. Throws Error{internal} where there is none.
  std::size_t column(std::string_view column_name) const;
};

/// Piece by piece to wherever a door puts it.
using Sink = std::function<void(std::string_view)>;

/// A form of the answer that is not made of its tables: a page, a map, rows too many to be held. Made when it is asked
/// for. `write` and `write_file` may be called once, on one thread, while the engine lives.
struct Document {
  std::string format;  // what --format calls it: "html", "geojson"
  std::string name;    // of a file that holds it: "niger-2024.html"
  std::function<void(const Sink&)> write{};
  /// For a form that only a file can hold (Parquet); then `write` is empty.
  std::function<void(const std::string& path)> write_file{};
};

/// A file besides the answer that whoever runs the verb writes: together with the answer's own, all or none
/// (base/output_file.hpp, OutputSet::keep).
struct Write {
  std::string path;
  /// What shall stand in the file, from what does. Called once, when all else could be written; it may log.
  std::function<std::string(std::string_view before)> change;
};

/// What an answer rests on; what does not apply is empty.
struct Basis {
  std::optional<Day> as_of{};
  std::string view{};   // hash of what was known on the day
  std::string model{};  // hash of the model files
  std::optional<std::uint64_t> seed{};
};

struct Result {
  /// The name of the verb: "outlook exit".
  std::string verb{};
  Basis basis{};
  std::vector<std::string> head{};  // lines above the tables
  std::vector<Table> tables{};
  std::vector<std::string> foot{};  // lines below them
  /// What a page of Markdown begins with, a paragraph each, in place of head and foot; empty where it has both.
  std::vector<std::string> page{};
  std::vector<Document> documents{};
  /// The documents that the door puts into a folder when no single form is asked for, by format, in the order in which
  /// they are written: the one to look at comes last, when all others are there.
  std::vector<std::string> files{};
  std::vector<Write> writes{};
  /// What the program ends with where all went well: 1 for "something changed", as docs/exit-codes.md says of a verb.
  int status = 0;

  /// The table of that name. Throws Error{not_found} that lists the tables there are.
  const Table& table(std::string_view table_name) const;
};

/// A cell of none where there is no value.
template <class T>
Cell cell(const std::optional<T>& value, std::string why = {}) {
  if (!value) return None{std::move(why)};
  if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>)
    return static_cast<double>(*value);
  else
    return *value;
}

/// A whole number.
template <class T>
  requires(std::is_integral_v<T>)
Cell count(T value) {
  return static_cast<double>(value);
}

/// Text, or none where it is empty.
Cell text(std::string value, std::string why = {});

/// The number, or none where it is infinite or undefined.
Cell number(double value, std::string why = {});

}  // namespace entente::verbs

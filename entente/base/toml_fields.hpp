#pragma once
// TOML files of the user, read field by field. What is wrong is said with file, line, field and remedy.
//
// A file is read whole into a tree of TomlValue; TomlFields reads one of its tables. The TOML library stays out of
// sight. Reading is linear in the text; a field is found by bisection. Values never change, so many threads may read.

#include "entente/base/date.hpp"

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

struct TomlField;

/// A value and the line it stands on, from 1. Which of the members holds it, `kind` says.
struct TomlValue {
  enum class Kind { text, whole, real, flag, day, list, table, time };

  Kind kind = Kind::table;
  long line = 1;
  std::string text{};
  std::int64_t whole = 0;
  double real = 0;
  bool flag = false;
  Day day{};
  std::vector<TomlValue> items{};  // of a list
  std::vector<TomlField> fields;   // of a table, by name

  /// A finite number, whole or not; nothing where it is another kind of value.
  std::optional<double> number() const;
};

struct TomlField {
  std::string name;
  TomlValue value;
};

/// Numbers that a field may hold, both ends included.
struct TomlRange {
  double lo = -std::numeric_limits<double>::infinity();
  double hi = std::numeric_limits<double>::infinity();
};

/// How faults of a file are worded. `remedy` says where the file is described: "docs/cases.md shows an example". "{}"
/// stands for the field's name in `unknown`, for what the field holds in `no_day`.
struct TomlWords {
  std::string remedy;
  std::string missing = "the field is missing";
  std::string unknown = "there is no such field";
  std::string no_day = "\"{}\" is not a day";
  bool full_names = false;  // a field is named with the tables that it stands in: "alternatives.hosts"
};

/// The fields of one table. Copies are cheap and keep the file alive. Every function that reads throws Error{bad_data}
/// where the field is of another kind or out of range; those whose name begins with "optional" give nothing, or an
/// empty list, where the field is not there, and the others throw.
class TomlFields {
 public:
  /// The file's outermost table. Throws Error{bad_data} where the text is not TOML 1.0.
  static TomlFields parse(std::string_view text, std::string file, TomlWords words);

  /// Where the table begins.
  long line() const { return table_->line; }
  /// In alphabetical order.
  std::vector<std::string> names() const;
  /// The field as it stands; nullptr where there is none. Lives as long as any TomlFields of its file.
  const TomlValue* find(std::string_view field) const;

  /// Refuses a field that is not among these; the remedy lists them.
  void only(std::initializer_list<std::string_view> known) const;

  /// Text is not empty; optional text may be.
  std::string text(std::string_view field) const;
  std::optional<std::string> optional_text(std::string_view field) const;

  /// Numbers may be written with or without decimals.
  double number(std::string_view field, TomlRange range = {}) const;
  std::optional<double> optional_number(std::string_view field, TomlRange range = {}) const;
  double number_above_zero(std::string_view field) const;

  int whole(std::string_view field, int lo, int hi = std::numeric_limits<int>::max()) const;
  std::optional<int> optional_whole(std::string_view field, int lo, int hi = std::numeric_limits<int>::max()) const;

  std::optional<bool> optional_flag(std::string_view field) const;

  /// A day is a text "YYYY-MM-DD", or the same without quotes.
  Day day(std::string_view field) const;
  std::optional<Day> optional_day(std::string_view field) const;
  /// A list of such days, in the order of the file.
  std::vector<Day> optional_days(std::string_view field) const;

  /// A list of texts; one that must be there has at least one.
  std::vector<std::string> texts(std::string_view field) const;
  std::vector<std::string> optional_texts(std::string_view field) const;

  /// [field], and each [[field]] in the order of the file.
  TomlFields table(std::string_view field) const;
  std::optional<TomlFields> optional_table(std::string_view field) const;
  std::vector<TomlFields> optional_tables(std::string_view field) const;

  /// Throws Error{bad_data} with the line of the field, or of the table where the field is not there. Without a
  /// remedy it names that of TomlWords.
  [[noreturn]] void fail(std::string_view field, const std::string& what, const std::string& remedy = {}) const;
  /// The same with another line, such as that of an item of the field.
  [[noreturn]] void fail_at(long line, std::string_view field, const std::string& what,
                            const std::string& remedy = {}) const;

 private:
  struct File;
  TomlFields(std::shared_ptr<const File> file, const TomlValue& table, std::string prefix);

  std::string full_name(std::string_view field) const;
  const TomlValue& required(std::string_view field) const;
  const TomlValue* list(std::string_view field) const;
  double number_in(const TomlValue& value, std::string_view field, TomlRange range) const;
  int whole_in(const TomlValue& value, std::string_view field, int lo, int hi) const;
  Day day_in(const TomlValue& value, std::string_view field) const;
  TomlFields table_in(const TomlValue& value, std::string_view field) const;

  std::shared_ptr<const File> file_;
  const TomlValue* table_;
  std::string prefix_;
};

}  // namespace entente

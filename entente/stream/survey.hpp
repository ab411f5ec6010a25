#pragma once
// What the whole of a file tells of how its cells are meant, where a cell by itself does not: the order of 3/4/2024,
// whether codes have lost their leading zeros, whether NA is a code among others.
//
// The first rows are looked at, and as many more as it takes to settle what they leave open; what stays open is refused
// or has no class, never guessed row by row. The reader makes a survey of every file (reader.cpp), whatever its format.

#include "entente/stream/days.hpp"
#include "entente/stream/format.hpp"
#include "entente/stream/type_cells.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

struct Plan;

/// What was found.
struct Habits {
  DayRules days;
  TypeHabits types;
  std::array<bool, kFields> na_is_code{};  // NA is one of the column's two-letter codes, and not "not given"
  std::vector<std::string> words;          // a clause for each finding, with the row that shows it
};

/// Looks at rows in their order. Not for two threads at once. The format and the plan must outlive it.
class Survey {
 public:
  Survey(const Format& format, const Plan& plan);

  /// `line` from 1, for the words.
  void row(std::span<const std::string_view> cells, std::int64_t line);

  /// Whether more rows can change what is found.
  bool open() const;

  Habits habits() const;

 private:
  static constexpr std::size_t kFormCount = static_cast<std::size_t>(DayForm::serial_1904) + 1;
  struct Sample {
    std::int64_t line = 0;
    std::string text;
  };
  struct Codes {
    std::int64_t filled = 0;
    std::int64_t of_two_letters = 0;
  };

  std::string_view cell(std::span<const std::string_view> cells, Field field) const;
  void look_at_days(std::span<const std::string_view> cells, std::int64_t line);
  bool fits(std::span<const std::string_view> cells, DayForm form, std::optional<int> year) const;
  void look_at_type(std::string_view type, std::string_view label, std::int64_t line);
  DayForm decided() const;
  void find_codes(std::array<bool, kFields>& na_is_code) const;

  const Format& format_;
  const Plan& plan_;
  std::int64_t rows_ = 0;
  std::array<std::int64_t, std::size_t{1} << kFormCount>
      by_forms_{};                         // rows by the set of forms in which they are sound
  std::int64_t of_no_form_ = 0;            // rows whose day has several meanings
  std::array<Sample, kFormCount> only_{};  // the first row that is sound in this form alone
  bool zeros_kept_ = false;
  Sample zeros_lost_;
  bool only_numbers_ = true;
  std::array<Codes, kFields> codes_{};
};

}  // namespace entente::stream

#pragma once
// The months by name.

#include <array>
#include <optional>
#include <string_view>

namespace entente {

/// From January on; the number of a month is its place plus 1.
inline constexpr std::array<std::string_view, 12> kMonthNames{"January",   "February", "March",    "April",
                                                              "May",       "June",     "July",     "August",
                                                              "September", "October",  "November", "December"};

/// From 1: the month that is meant by its whole name, the first three letters of it, or "sept", in letters of any
/// size. Nothing for another word.
std::optional<unsigned> month_number(std::string_view word);

}  // namespace entente

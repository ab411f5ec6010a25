#pragma once
// A number with its noun, so that one of a kind is never told as several. Pure; no locale.

#include <concepts>
#include <string>
#include <string_view>

namespace entente {

/// "1 death", "0 deaths", "2 countries": the number as it is written and its noun. The plural is the noun with an s
/// unless it is given. A text counts as one where it reads "1", so a number that is rounded when printed agrees with
/// what is printed ("1.0" and "-1" are many).
std::string counted(std::string_view number, std::string_view one, std::string_view many = {});

template <std::integral Number>
std::string counted(Number number, std::string_view one, std::string_view many = {}) {
  return counted(std::string_view(std::to_string(number)), one, many);
}

/// The word that agrees with the number, where the number stands elsewhere in the sentence: "is" or "are".
template <std::integral Number>
std::string_view agreeing(Number number, std::string_view one, std::string_view many) {
  return number == 1 ? one : many;
}

}  // namespace entente

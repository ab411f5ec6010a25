#pragma once
// Small work on text that many rooms need. ASCII only; no locale. Pure; cost linear in the text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);

/// The whole text as a finite number with a decimal point; nothing where it is none. Blanks are no part of a number.
std::optional<double> parse_number(std::string_view text);

/// The letters A to Z as a to z; everything else stays.
std::string lowered(std::string text);

/// "12,345,678": commas between groups of three of a row of digits.
std::string with_commas(std::string digits);

/// How many letters must be put in, taken out or exchanged to make one text of the other. Cost: product of the lengths.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The name that was probably meant: the nearest by edit distance, the first of equals; empty where all are more than
/// two letters off, or more than a third of the word.
std::string nearest(std::string_view word, const std::vector<std::string>& names);

}  // namespace entente

#pragma once
// Small work on text that many rooms need. ASCII only; no locale. Pure; cost linear in the text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);

/// The whole text as a finite number with a decimal point; nothing where it is none. Blanks are not part of a number.
std::optional<double> parse_number(std::string_view text);

/// The letters A to Z as a to z; everything else stays.
std::string lowered(std::string text);

/// A number with so many digits behind the point; a half of the last digit, and what is one step of a double off it,
/// goes away from zero (26.5 is "27", 0.125 "0.13"). One rule for whatever is printed rounded.
std::string rounded(double number, int digits = 0);

/// A limit that something is held against: as it is, "26.5" or "53", never rounded.
std::string unrounded(double number);

/// "12,345,678": commas between groups of three of a row of digits.
std::string with_commas(std::string digits);

/// As text or an attribute's value in XML 1.0: & < > and " by their names. Control characters other than tab and the
/// ends of lines, and marks that act unseen, are shown.
std::string escape_xml(std::string_view text);

/// How many letters must be put in, taken out or exchanged to make one text of the other. Cost: product of the lengths.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The name that was probably meant: the nearest by edit distance, the first of equals; empty where all are more than
/// two letters off, or more than a third of the word.
std::string nearest(std::string_view word, const std::vector<std::string>& names);

}  // namespace entente

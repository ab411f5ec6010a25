#pragma once
// Small work on text that many rooms need. ASCII only; no locale. Pure; cost linear in the text.

#include <optional>
#include <string>
#include <string_view>

namespace entente {

/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);

/// The whole text as a finite number with a decimal point; nothing where it is none. Blanks are no part of a number.
std::optional<double> parse_number(std::string_view text);

/// The letters A to Z as a to z; everything else stays.
std::string lowered(std::string text);

/// "12,345,678": commas between groups of three of a row of digits.
std::string with_commas(std::string digits);

}  // namespace entente

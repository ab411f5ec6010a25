#include "entente/render/cell.hpp"

#include "entente/base/text.hpp"
#include "entente/base/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente::render {
namespace {

using verbs::Look;

bool is_share(const Look& look) { return look.scale != Look::Scale::plain; }

bool has_percent_sign(const Look& look) { return is_share(look) && look.scale != Look::Scale::points; }

// With so many decimals; what is rounded to zero has no minus.
std::string fixed_text(double number, int digits) {
  std::string out = rounded(number, digits);
  return out.starts_with('-') && out.find_first_not_of("-0.") == std::string::npos ? out.substr(1) : out;
}

// Without a unit.
std::string plain_text(double number, const Look& look) {
  const double scaled = is_share(look) ? 100 * number : number;
  const int digits = look.scale == Look::Scale::percent_words ? 0 : look.digits;
  // Six figures, and all of those before the point: nobody reads 1.23457e+06 as a count.
  constexpr double kSixFigures = 1e6;
  constexpr double kExact = 1e15;
  const bool large = std::abs(scaled) >= kSixFigures && std::abs(scaled) < kExact;
  std::string out = digits < 0 && !large ? fmt::format("{:g}", scaled) : fixed_text(scaled, std::max(digits, 0));
  if (digits >= 0 && look.sign && !out.starts_with('-')) out.insert(0, 1, '+');
  return look.commas ? with_commas(std::move(out)) : out;
}

}  // namespace

std::string percent_words(double share) {
  if (share > 0 && share < 0.01) return "under 1%";
  if (share < 1 && share > 0.99) return "over 99%";
  return rounded(100 * share) + "%";
}

std::string number_text(double number, const Look& look) {
  if (look.scale == Look::Scale::percent_words) return percent_words(number);
  return plain_text(number, look) + (has_percent_sign(look) ? "%" : "");
}

std::string ends_text(const verbs::Range& range, const Look& look) {
  if (!range.low && !range.high) return {};
  if (!range.high) return number_text(*range.low, look) + " or more";
  if (!range.low) return "at most " + number_text(*range.high, look);
  if (look.bare_ends)
    return fmt::format("{}{}{}", plain_text(*range.low, look), look.to, plain_text(*range.high, look));
  // "0-0%" says what cannot be: both ends are under 1%, or over 99%.
  if (look.unit_once && look.scale == Look::Scale::percent_words) {
    const std::string low = number_text(*range.low, look);
    if (low == number_text(*range.high, look) && low != plain_text(*range.low, look) + "%") return low;
  }
  if (look.unit_once)
    return fmt::format("{}{}{}{}", plain_text(*range.low, look), look.to, plain_text(*range.high, look),
                       has_percent_sign(look) ? "%" : "");
  return fmt::format("{}{}{}", number_text(*range.low, look), look.to, number_text(*range.high, look));
}

std::string cell_text(const verbs::Column& column, const verbs::Cell& cell) {
  const auto* range = std::get_if<verbs::Range>(&cell);
  if (range == nullptr || !range->value)
    return range == nullptr ? value_text(column, cell) : ends_text(*range, column.look);
  std::string value = number_text(*range->value, column.look);
  if (!range->low && !range->high) return value;
  if (column.look.collapse && range->low && range->high && number_text(*range->low, column.look) == value &&
      number_text(*range->high, column.look) == value)
    return value;
  return fmt::format("{} ({})", value, ends_text(*range, column.look));
}

std::string value_text(const verbs::Column& column, const verbs::Cell& cell) {
  struct Read {
    const Look& look;
    std::string operator()(const verbs::None& none) const { return visible(none.why); }
    std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
    std::string operator()(double number) const { return number_text(number, look); }
    std::string operator()(const verbs::Range& range) const {
      return range.value ? number_text(*range.value, look) : "";
    }
    std::string operator()(Day day) const { return to_string(day); }
    std::string operator()(const std::string& text) const { return visible(text); }
  };
  return std::visit(Read{column.look}, cell);
}

std::string ends_of(const verbs::Column& column, const verbs::Cell& cell) {
  const auto* range = std::get_if<verbs::Range>(&cell);
  return range == nullptr ? std::string() : ends_text(*range, column.look);
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace entente::render

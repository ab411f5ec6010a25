#include "entente/stream/type_cells.hpp"

#include "entente/stream/cells.hpp"

#include <algorithm>
#include <array>

namespace entente::stream {
namespace {

constexpr std::string_view kCameo = "cameo";
constexpr std::string_view kGraph = "graph";
// In the order in which a relation of a graph is looked for.
constexpr std::array<std::string_view, 4> kLists{kCameo, "plover", "acled", "ged"};

// "190.0" is the code 190.
std::string_view as_code(std::string_view text) {
  text = trimmed_cell(text);
  const std::string_view whole = without_zero_part(text);
  return is_digits(whole) ? whole : text;
}

std::string key_of(std::string_view list, std::string_view code) {
  std::string key(list);
  key += ':';
  key += code;
  return key;
}

bool is_listed(std::string_view list, std::string_view code) { return event_type(key_of(list, code)) != nullptr; }

}  // namespace

TypeCells::TypeCells(std::string_view list, TypeHabits habits)
    : list_(list),
      habits_(habits),
      checked_(list == kGraph || list == "entente" || std::find(kLists.begin(), kLists.end(), list) != kLists.end()) {}

std::optional<TypeReading> TypeCells::by_code(std::string_view list, std::string_view cell) const {
  const std::string_view code = as_code(cell);
  // CAMEO has no codes of one digit: 1 is 01, be the others whole or not.
  const bool may_lack_zero = habits_.zeros_lost || (code.size() == 1 && list_ == kCameo);
  if (list == kCameo && may_lack_zero && is_digits(code)) {
    const std::string padded = "0" + std::string(code);
    const bool with = is_listed(kCameo, padded);
    const bool without = is_listed(kCameo, code);
    if (with && without) return TypeReading{key_of(kCameo, padded + "|" + std::string(code)), TypeMatch::unclear};
    if (with) return TypeReading{key_of(kCameo, padded), TypeMatch::mended};
  }
  const auto key = key_of_code(list, code);
  return key ? std::optional(TypeReading{std::string(*key), TypeMatch::listed}) : std::nullopt;
}

// Codes of all lists come before labels: ASSAULT is a type of PLOVER, and what CAMEO calls 18.
TypeReading TypeCells::read_relation(std::string_view cell) const {
  const bool number = is_digits(as_code(cell));
  if (!habits_.only_numbers || !number) {
    for (const std::string_view list : kLists)
      // The types of UCDP are single digits, which say nothing of a graph.
      if (list != "ged" || !number)
        if (auto found = by_code(list, cell)) return std::move(*found);
    for (const std::string_view list : kLists)
      if (const auto key = code_of_label(list, trimmed_cell(cell))) return {std::string(*key), TypeMatch::listed};
  }
  return {key_of(kGraph, trimmed_cell(cell)), TypeMatch::unknown};
}

TypeReading TypeCells::read(std::string_view cell, std::string_view label) const {
  if (!checked_) return {key_of(list_, cell), TypeMatch::listed};
  if (list_ == kGraph) return read_relation(cell);
  const auto found = by_code(list_, cell);
  if (found && found->match == TypeMatch::listed) return *found;
  if (const auto key = code_of_label(list_, trimmed_cell(cell))) return {std::string(*key), TypeMatch::listed};
  if (!label.empty())
    if (const auto key = code_of_label(list_, trimmed_cell(label))) return {std::string(*key), TypeMatch::by_label};
  return found ? *found : TypeReading{key_of(list_, trimmed_cell(cell)), TypeMatch::unknown};
}

ZeroSign zero_sign(std::string_view cell, std::string_view label) {
  const std::string_view code = as_code(cell);
  if (!is_digits(code)) return ZeroSign::none;
  if (code.front() == '0') return is_listed(kCameo, code) ? ZeroSign::kept : ZeroSign::none;
  // A single digit may be a root code: it tells that 1 is 01, and nothing of 10 to 20.
  const std::string padded = "0" + std::string(code);
  if (code.size() < 2 || !is_listed(kCameo, padded)) return ZeroSign::none;
  if (!is_listed(kCameo, code)) return ZeroSign::lost;
  const auto by_label = label.empty() ? std::nullopt : code_of_label(kCameo, trimmed_cell(label));
  return by_label && *by_label == key_of(kCameo, padded) ? ZeroSign::lost : ZeroSign::none;
}

}  // namespace entente::stream

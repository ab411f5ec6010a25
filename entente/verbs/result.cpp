#include "entente/verbs/result.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace entente::verbs {

std::string_view name(CellKind kind) {
  switch (kind) {
    case CellKind::flag: return "flag";
    case CellKind::number: return "number";
    case CellKind::interval: return "interval";
    case CellKind::day: return "day";
    case CellKind::text: return "text";
  }
  return {};
}

Column Column::headed(std::string words) const {
  Column out = *this;
  out.heading = std::move(words);
  return out;
}

Column Column::in(std::string unit_of_it) const {
  Column out = *this;
  out.unit = std::move(unit_of_it);
  return out;
}

Column Column::ends(std::string heading_of_ends) const {
  Column out = *this;
  out.ends_heading = std::move(heading_of_ends);
  return out;
}

Column Column::joined(std::string text_before, std::string text_after) const {
  Column out = *this;
  out.before = std::move(text_before);
  out.after = std::move(text_after);
  return out;
}

Column Column::only_for_programs() const {
  Column out = *this;
  out.in_text = false;
  return out;
}

Column Column::only_in_text() const {
  Column out = *this;
  out.for_programs = false;
  return out;
}

Column flag_column(std::string name) { return {.name = std::move(name), .kind = CellKind::flag}; }
Column number_column(std::string name, Look look) {
  return {.name = std::move(name), .kind = CellKind::number, .look = look};
}
Column count_column(std::string name) { return number_column(std::move(name), look::kCount); }
Column interval_column(std::string name, Look look) {
  return {.name = std::move(name), .kind = CellKind::interval, .look = look};
}
Column day_column(std::string name) { return {.name = std::move(name), .kind = CellKind::day}; }
Column text_column(std::string name) { return {.name = std::move(name)}; }

std::size_t Table::column(std::string_view column_name) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == column_name) return i;
  throw Error(ErrorCode::internal, fmt::format("the table {} has no column {}", name, column_name),
              "this is a fault of Entente: please report it");
}

const Table& Result::table(std::string_view table_name) const {
  std::string names;
  for (const Table& t : tables) {
    if (!t.for_programs) continue;
    if (t.name == table_name) return t;
    names += (names.empty() ? "" : ", ") + t.name;
  }
  throw Error(ErrorCode::not_found, fmt::format("the answer has no table \"{}\"", table_name),
              names.empty() ? "it has no tables" : "name one of: " + names, {"", 0, "--table"});
}

Cell text(std::string value, std::string why) {
  if (value.empty()) return None{std::move(why)};
  return value;
}

Cell number(double value, std::string why) {
  if (!std::isfinite(value)) return None{std::move(why)};
  return value;
}

}  // namespace entente::verbs

// A result as JSON.

#include "entente/render/result.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace entente::render {
namespace {

using Json = nlohmann::ordered_json;

Json number_json(double number) {
  constexpr double kExact = 9007199254740992.0;  // 2^53: beyond it not every whole number is a double
  if (number == std::floor(number) && std::abs(number) < kExact) return static_cast<std::int64_t>(number);
  return number;
}

Json number_json(const std::optional<double>& number) { return number ? number_json(*number) : Json(nullptr); }

Json cell_json(const verbs::Column& column, const verbs::Cell& cell) {
  struct Write {
    Json operator()(const verbs::None&) const { return nullptr; }
    Json operator()(bool yes) const { return yes; }
    Json operator()(double number) const { return number_json(number); }
    Json operator()(const verbs::Range& r) const {
      return {{"value", number_json(r.value)}, {"low", number_json(r.low)}, {"high", number_json(r.high)}};
    }
    Json operator()(Day day) const { return to_string(day); }
    Json operator()(const std::string& text) const { return text; }
  };
  if (column.kind == verbs::CellKind::interval)
    if (const auto* number = std::get_if<double>(&cell)) return Write{}(verbs::Range{.value = *number});
  return std::visit(Write{}, cell);
}

Json table_json(const verbs::Table& table) {
  Json columns = Json::array();
  for (const verbs::Column& column : table.columns) {
    if (!column.for_programs) continue;
    Json one{{"name", column.name}, {"kind", verbs::name(column.kind)}};
    if (!column.unit.empty()) one["unit"] = column.unit;
    columns.push_back(std::move(one));
  }
  Json rows = Json::array();
  for (const auto& row : table.rows) {
    Json one = Json::object();
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (table.columns[c].for_programs) one[table.columns[c].name] = cell_json(table.columns[c], row[c]);
    rows.push_back(std::move(one));
  }
  return {{"name", table.name},
          {"title", table.title},
          {"notes", table.notes},
          {"columns", std::move(columns)},
          {"rows", std::move(rows)}};
}

}  // namespace

std::string to_json(const verbs::Result& result) {
  Json out{{"verb", result.verb}};
  if (result.basis.as_of) out["as_of"] = to_string(*result.basis.as_of);
  if (!result.basis.view.empty()) out["view"] = result.basis.view;
  if (!result.basis.model.empty()) out["model"] = result.basis.model;
  if (result.basis.seed) out["seed"] = *result.basis.seed;
  out["tables"] = Json::array();
  for (const verbs::Table& table : result.tables)
    if (table.for_programs) out["tables"].push_back(table_json(table));
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace entente::render

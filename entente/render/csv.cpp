// A table as CSV.

#include "entente/base/delimited.hpp"
#include "entente/render/result.hpp"

#include <fmt/format.h>

namespace entente::render {
namespace {

std::string number_cell(const std::optional<double>& number) {
  return number ? fmt::format("{}", *number) : std::string();
}

void append(std::string& out, const verbs::Column& column, const verbs::Cell& cell) {
  if (column.kind == verbs::CellKind::interval) {
    const auto* range = std::get_if<verbs::Range>(&cell);
    const auto* number = std::get_if<double>(&cell);
    const verbs::Range r =
        range != nullptr ? *range : verbs::Range{.value = number != nullptr ? std::optional(*number) : std::nullopt};
    out += number_cell(r.value) + "," + number_cell(r.low) + "," + number_cell(r.high);
    return;
  }
  struct Write {
    std::string& out;
    void operator()(const verbs::None&) const {}
    void operator()(bool yes) const { out += yes ? "yes" : "no"; }
    void operator()(double number) const { out += fmt::format("{}", number); }
    void operator()(const verbs::Range&) const {}
    void operator()(Day day) const { out += to_string(day); }
    void operator()(const std::string& text) const { append_csv_cell(out, text); }
  };
  std::visit(Write{out}, cell);
}

}  // namespace

std::string to_csv(const verbs::Table& table) {
  std::string out;
  const auto add_line = [&](const auto& add_cell) {
    bool first = true;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (!table.columns[c].for_programs) continue;
      if (!first) out += ",";
      first = false;
      add_cell(c);
    }
    out += "\n";
  };
  add_line([&](std::size_t c) {
    const verbs::Column& column = table.columns[c];
    append_csv_cell(out, column.name);
    if (column.kind == verbs::CellKind::interval) out += fmt::format(",{0}_low,{0}_high", column.name);
  });
  for (const auto& row : table.rows) add_line([&](std::size_t c) { append(out, table.columns[c], row[c]); });
  return out;
}

}  // namespace entente::render

// Which cell of a row holds which field.
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/stream/cells.hpp"
#include "entente/stream/row.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::stream {
namespace {

using enum Field;

constexpr std::size_t index_of(Field field) { return static_cast<std::size_t>(field); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

bool is_one_of(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const auto bar = names.find('|');
    if (same_name(names.substr(0, bar), name)) return true;
    if (bar == std::string_view::npos) return false;
    names.remove_prefix(bar + 1);
  }
  return false;
}

std::string first_name(std::string_view names) { return std::string(names.substr(0, names.find('|'))); }

}  // namespace

bool is_header(const Format& format, std::span<const std::string> cells) {
  return std::all_of(format.columns.begin(), format.columns.end(), [&](const FormatColumn& column) {
    return !column.required || std::any_of(cells.begin(), cells.end(), [&](const std::string& cell) {
      return is_one_of(column.names, trimmed_cell(cell));
    });
  });
}

void no_such_column(const std::string& column, std::span<const std::string> header, const std::string& file) {
  // Two letters that changed places are two apart: as much is forgiven in a short name too.
  std::string near;
  std::size_t least = std::max<std::size_t>(2, column.size() / 3) + 1;
  for (const std::string& name : header) {
    const std::size_t far = edit_distance(lowered(column), lowered(name));
    if (far < least && !name.empty()) near = name, least = far;
  }
  throw Error(ErrorCode::bad_data, fmt::format("there is no column \"{}\", which the mapping names", column),
              near.empty() ? "correct the mapping, or take the line out of it"
                           : fmt::format("the nearest is \"{}\": correct the mapping", near),
              {file, 1, column});
}

Plan plan_of(const Format& format, std::span<const std::string> header, const std::string& file) {
  Plan plan;
  plan.at.fill(-1);
  for (const FormatColumn& column : format.columns) {
    int position = column.position;
    std::string name = first_name(column.names);
    if (!header.empty()) {
      position = -1;
      std::string_view rest = column.names;
      // Alternatives count in their own order.
      while (position < 0 && !rest.empty()) {
        const std::string_view wanted = rest.substr(0, rest.find('|'));
        rest.remove_prefix(std::min(rest.size(), wanted.size() + 1));
        for (std::size_t i = 0; i < header.size(); ++i) {
          if (!same_name(trimmed_cell(header[i]), wanted)) continue;
          if (position >= 0)
            throw Error(ErrorCode::bad_data, fmt::format("the header names the column \"{}\" twice", wanted),
                        "give each column a name of its own", {file, 1, std::string(wanted)});
          position = static_cast<int>(i);
          name = trimmed_cell(header[i]);
        }
      }
      if (position < 0 && format.by_mapping) no_such_column(column.names, header, file);
      if (position < 0 && column.required)
        throw Error(
            ErrorCode::bad_data,
            fmt::format("the header has no column \"{}\", which {} needs", first_name(column.names), format.name),
            "name the right format, or write a mapping (docs/formats.md)", {file, 1, name});
    }
    if (position < 0) continue;
    const std::size_t f = index_of(column.field);
    if (column.field == id) plan.id.push_back(position);
    if (plan.at[f] >= 0) continue;
    plan.at[f] = position;
    plan.name[f] = name;
    plan.required[f] = column.required;
    plan.state[f] = column.state;
    plan.scale[f] = column.scale;
    plan.missing[f] = column.missing;
  }
  if (plan.id.empty()) {
    for (const int position : plan.at)
      if (position >= 0) plan.id.push_back(position);
    std::sort(plan.id.begin(), plan.id.end());
    plan.id.erase(std::unique(plan.id.begin(), plan.id.end()), plan.id.end());
  }
  plan.header.assign(header.begin(), header.end());
  if (header.empty()) {
    plan.expected = {format.fewest_cells, format.most_cells, false};
  } else {
    plan.expected = {header.size(), header.size(), true};
    for (std::size_t i = 0; i < header.size(); ++i)
      if (!format.phantom.empty() && same_name(trimmed_cell(header[i]), format.phantom))
        plan.phantom = static_cast<int>(i);
    if (plan.phantom >= 0) --plan.expected.fewest;
    // Stray separators behind the last name of the header; rows may have them or not.
    if (format.stray_separators && plan.phantom < 0)
      while (plan.expected.fewest > 0 && header[plan.expected.fewest - 1].empty()) --plan.expected.fewest;
  }
  plan.habits.days = {format.day_form, format.years_from};
  plan.full = plan.expected.most;
  if (format.stray_separators && plan.phantom < 0) plan.expected.most += 3;
  return plan;
}

}  // namespace entente::stream

#include "cli/tables.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace entente::cli {
namespace {

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string aligned(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> width;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    width.push_back(width_of(columns[c]));
    for (const auto& row : rows) width[c] = std::max(width[c], width_of(row[c]));
  }
  std::string out;
  const auto add = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::string text = cells[c].empty() ? "-" : cells[c];
      line += "  " + text + std::string(width[c] > width_of(text) ? width[c] - width_of(text) : 0, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  };
  add(columns);
  for (const auto& row : rows) add(row);
  return out;
}

std::string text_of(const std::vector<ResultTable>& tables) {
  std::string out;
  for (const ResultTable& t : tables) {
    out += fmt::format("{}{}\n", out.empty() ? "" : "\n", t.title);
    if (!t.rows.empty()) out += aligned(t.columns, t.rows);
    for (const std::string& note : t.notes) out += "  " + note + "\n";
  }
  return out;
}

const ResultTable& table_named(const std::vector<ResultTable>& tables, const std::string& name,
                               const std::string& remedy) {
  for (const ResultTable& t : tables)
    if (t.name == name) return t;
  throw Error(ErrorCode::not_found, fmt::format("the answer has no table \"{}\"", name), remedy, {"", 0, "--table"});
}

std::string csv_of(const ResultTable& table) {
  std::string out;
  const auto add = [&](const std::vector<std::string>& cells) {
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (c > 0) out += ",";
      append_csv_cell(out, cells[c]);
    }
    out += "\n";
  };
  add(table.columns);
  for (const auto& row : table.rows) add(row);
  return out;
}

std::string markdown_of(const std::vector<ResultTable>& tables) {
  const auto add = [](std::string& out, const std::vector<std::string>& cells) {
    out += "|";
    for (const std::string& cell : cells) {
      out += " ";
      for (const char c : cell) out += c == '|' ? std::string("\\|") : std::string(1, c);
      out += cell.empty() ? "- |" : " |";
    }
    out += "\n";
  };
  std::string out;
  for (const ResultTable& t : tables) {
    out += fmt::format("{}## {}\n\n", out.empty() ? "" : "\n", t.title);
    if (!t.rows.empty()) {
      add(out, t.columns);
      add(out, std::vector<std::string>(t.columns.size(), "---"));
      for (const auto& row : t.rows) add(out, row);
      if (!t.notes.empty()) out += "\n";
    }
    for (const std::string& note : t.notes) out += note + "\n";
  }
  return out;
}

std::string percent_words(double share) {
  if (share > 0 && share < 0.01) return "under 1%";
  if (share < 1 && share > 0.99) return "over 99%";
  return fmt::format("{:.0f}%", 100 * share);
}

}  // namespace entente::cli

#include "entente/store/migrate.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/store/own_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <system_error>

namespace entente::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kReason = "so it stood in the own copy of the tables";

// The rows of a table by key, with the table's columns.
std::map<std::string, Cells> rows_by_key(const record::Table& table, const std::string& path,
                                         std::vector<std::string>* left) {
  const DelimitedTable text = read_delimited(read_file(path), path);
  std::map<std::string, Cells> out;
  if (left != nullptr)
    for (const RowFault& fault : text.faults) left->push_back(fmt::format("{}:{}: {}", path, fault.line, fault.reason));
  for (const DelimitedRow& row : text.rows) {
    Cells cells;
    for (const record::Column& column : table.columns)
      if (const std::size_t c = text.column(column.name); c != DelimitedTable::npos && !row.cells[c].empty())
        cells[std::string(column.name)] = row.cells[c];
    std::string key;
    std::istringstream words{std::string(table.key)};
    for (std::string word; words >> word;) {
      if (text.column(word) == DelimitedTable::npos)
        throw Error(ErrorCode::bad_data, "the column is missing by which rows are found", "add it", {path, 1, word});
      key += (key.empty() ? "" : "/") + row.cells[text.column(word)];
    }
    if (!out.emplace(key, std::move(cells)).second && left != nullptr)
      left->push_back(fmt::format("{}:{}: {} stands there twice", path, row.line, key));
  }
  return out;
}

// What the own row says otherwise; "-" for what it leaves empty. The key's columns come along.
Cells differences(const record::Table& table, const Cells& shipped, const Cells& own) {
  Cells out;
  bool differs = false;
  for (const record::Column& column : table.columns) {
    const std::string name(column.name);
    const std::string is = cell(own, name);
    if (record::in_key(table, name)) {
      if (own.contains(name)) out[name] = is;
      continue;
    }
    const std::string was = cell(shipped, name);
    if (was == is || column.fact == "-") continue;
    out[name] = is.empty() ? "-" : is;
    differs = true;
  }
  return differs ? out : Cells{};
}

void rename_folder(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error)
    throw Error(ErrorCode::io, "the folder cannot be renamed: " + error.message(), "close what uses it",
                {from.string(), 0, ""});
}

}  // namespace

bool needs_migration(const std::string& folder) {
  return fs::is_directory(fs::path(folder) / "chronology") && !fs::exists(fs::path(folder) / record::kLayerFile);
}

Migration migrate_own_folder(const std::string& folder, const std::string& data_folder, Day today) {
  Migration out;
  const fs::path path = fs::path(folder).lexically_normal();
  const fs::path old = path.has_filename() ? path : path.parent_path();
  out.kept = old.string() + ".before-1";
  if (fs::exists(out.kept))
    throw Error(ErrorCode::conflict, "the older form would be kept here, and there is something already",
                "move it away", {out.kept, 0, ""});
  std::vector<OwnRow> rows;
  for (const record::Table& table : record::tables()) {
    const fs::path own = old / std::string(table.file);
    if (!fs::exists(own)) continue;
    const auto shipped = rows_by_key(table, (fs::path(data_folder) / std::string(table.file)).string(), nullptr);
    for (auto& [key, cells] : rows_by_key(table, own.string(), &out.left)) {
      const auto before = shipped.find(key);
      if (before == shipped.end()) {
        rows.push_back({std::string(table.name), cells});
        ++out.added;
        continue;
      }
      Cells changed = differences(table, before->second, cells);
      if (changed.empty()) {
        ++out.dropped;
        continue;
      }
      changed["change"] = "correct";
      changed["change_on"] = to_string(today);
      changed["reason"] = kReason;
      rows.push_back({std::string(table.name), std::move(changed)});
      ++out.corrected;
    }
  }
  // The layer is made under its own name first, so that its name is that of the folder.
  OwnAddition addition;
  rename_folder(old, out.kept);
  try {
    addition = add_rows(old.string(), rows);
    write_addition(addition, "the own copy of the tables as a layer");
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(old, ignored);
    rename_folder(out.kept, old);
    throw;
  }
  return out;
}

}  // namespace entente::store

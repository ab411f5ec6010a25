#include "entente/store/own_folder.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/output_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <sstream>
#include <system_error>

namespace entente::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUndo = "undo";
constexpr const char* kAccount = "what.tsv";  // first line: words; then file, whether it was there, hash of the new one

constexpr std::string_view kChangeColumns[] = {"change", "change_on", "reason"};

std::string line_of(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    append_csv_cell(out, cells[i]);
  }
  return out + "\n";
}

std::vector<std::string> full_header(const record::Table& table) {
  std::vector<std::string> out;
  for (const record::Column& column : table.columns) out.emplace_back(column.name);
  for (const std::string_view column : kChangeColumns) out.emplace_back(column);
  return out;
}

// The text with further columns at the end of every line; only good rows can be widened.
std::string widened(const std::string& text, const std::string& file, const std::vector<std::string>& more) {
  const DelimitedTable table = read_delimited(text, file);
  if (!table.faults.empty())
    throw Error(ErrorCode::bad_data, table.faults.front().reason,
                fmt::format("mend the line first: the file needs the column {} for the new row", more.front()),
                {file, table.faults.front().line, table.faults.front().field});
  std::vector<std::string> header = table.header;
  header.insert(header.end(), more.begin(), more.end());
  std::string out = line_of(header);
  for (const DelimitedRow& row : table.rows) {
    std::vector<std::string> cells = row.cells;
    cells.resize(header.size());
    out += line_of(cells);
  }
  return out;
}

std::string with_row(std::string text, const std::string& file, const record::Table& table, const Cells& cells) {
  if (text.empty()) text = line_of(full_header(table));
  std::vector<std::string> header = read_delimited(text.substr(0, text.find('\n') + 1) + "\n", file).header;
  std::vector<std::string> more;
  for (const auto& [column, value] : cells)
    if (std::find(header.begin(), header.end(), column) == header.end()) more.push_back(column);
  if (!more.empty()) {
    text = widened(text, file, more);
    header.insert(header.end(), more.begin(), more.end());
  }
  std::vector<std::string> row;
  for (const std::string& column : header) {
    const auto it = cells.find(column);
    row.push_back(it == cells.end() ? "" : it->second);
  }
  if (!text.ends_with('\n')) text += '\n';
  return text + line_of(row);
}

std::string name_of_folder(const std::string& folder) {
  fs::path path = fs::path(folder).lexically_normal();
  if (path.filename().empty()) path = path.parent_path();
  std::string name = path.filename().string();
  if (!record::is_layer_name(name))
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is not a name of a layer", name),
                "name a folder with letters, digits, - and _", {folder, 0, ""});
  return name;
}

// The numbers of the additions that can be taken back, ascending.
std::vector<int> kept(const fs::path& undo) {
  std::vector<int> out;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(undo, none)) {
    const std::string name = entry.path().filename().string();
    int number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error == std::errc{} && end == name.data() + name.size()) out.push_back(number);
  }
  std::sort(out.begin(), out.end());
  return out;
}

struct KeptFile {
  std::string name;
  bool was_there = false;
  std::string hash_after;
};

}  // namespace

OwnAddition add_rows(const std::string& folder, const std::vector<OwnRow>& rows) {
  OwnAddition out;
  out.folder = folder;
  const fs::path path(folder);
  out.is_new = !fs::exists(path / record::kLayerFile);
  if (out.is_new) {
    out.name = name_of_folder(folder);
    out.after[std::string(record::kLayerFile)] = record::layer_file_text(out.name);
  } else {
    out.name = record::read_layer(folder).name;
  }
  for (const OwnRow& row : rows) {
    const record::Table& table = record::table(row.table);
    const std::string file = row.table + ".csv";
    if (!out.after.contains(file) && fs::exists(path / file)) {
      out.before[file] = read_file((path / file).string());
      out.after[file] = out.before[file];
    }
    out.after[file] = with_row(out.after[file], (path / file).string(), table, row.cells);
  }
  return out;
}

record::LayerTexts texts_after(const OwnAddition& addition) {
  record::LayerTexts out{addition.name, addition.folder, {}};
  if (!addition.is_new) out = record::read_layer(addition.folder);
  for (const auto& [file, text] : addition.after)
    if (file.ends_with(".csv")) out.texts[file.substr(0, file.size() - 4)] = text;
  return out;
}

void write_addition(const OwnAddition& addition, const std::string& words) {
  const fs::path folder(addition.folder);
  const std::vector<int> before = kept(folder / kUndo);
  const fs::path undo = folder / kUndo / std::to_string(before.empty() ? 1 : before.back() + 1);
  make_folder(undo.string(), "");
  std::string account = words + "\n";
  for (const auto& [file, text] : addition.after) {
    const auto old = addition.before.find(file);
    if (old != addition.before.end()) write_file((undo / file).string(), old->second);
    account += fmt::format("{}\t{}\t{}\n", file, old != addition.before.end() ? "changed" : "made", sha256(text));
  }
  write_file((undo / kAccount).string(), account);
  OutputSet tables;  // all of the addition or none
  for (const auto& [file, text] : addition.after) tables.add((folder / file).string(), text);
  tables.finish();
}

Undone undo_last(const std::string& folder) {
  const fs::path path(folder);
  const std::vector<int> numbers = kept(path / kUndo);
  if (numbers.empty())
    throw Error(ErrorCode::not_found, "there is nothing to take back",
                "rows that were written by hand are taken out by hand", {folder, 0, ""});
  const fs::path undo = path / kUndo / std::to_string(numbers.back());
  std::istringstream account(read_file((undo / kAccount).string()));
  Undone out;
  std::getline(account, out.words);
  std::vector<KeptFile> files;
  for (std::string line; std::getline(account, line);) {
    const auto first = line.find('\t');
    const auto second = line.find('\t', first + 1);
    files.push_back(
        {line.substr(0, first), line.substr(first + 1, second - first - 1) == "changed", line.substr(second + 1)});
  }
  for (const KeptFile& file : files)
    if (file.name == record::kLayerFile) {
      continue;
    } else if (!fs::exists(path / file.name) || sha256(read_file((path / file.name).string())) != file.hash_after)
      throw Error(ErrorCode::conflict, "the file was changed since, by hand or by an addition that is gone",
                  "take the row out by hand; nothing was touched", {(path / file.name).string(), 0, ""});
  for (const KeptFile& file : files) {
    if (file.was_there) {
      write_file((path / file.name).string(), read_file((undo / file.name).string()));
    } else if (file.name != record::kLayerFile) {  // an empty layer stays a layer
      std::error_code error;
      fs::remove(path / file.name, error);
      if (error)
        throw Error(ErrorCode::io, "the file cannot be removed: " + error.message(), "remove it by hand",
                    {(path / file.name).string(), 0, ""});
    } else {
      continue;
    }
    out.files.push_back((path / file.name).string());
  }
  std::error_code ignored;
  fs::remove_all(undo, ignored);
  return out;
}

}  // namespace entente::store

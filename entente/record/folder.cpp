#include "entente/record/folder.hpp"

#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"

#include <algorithm>
#include <tuple>

namespace entente::record {
namespace {

constexpr const char* kCountryCodes = "country-codes/country-codes.csv";

void read_states(const std::string& text, ReadingContext& context, FolderReading& out) {
  const DelimitedTable table = read_delimited(text, kCountryCodes);
  const auto code = table.column("ISO3166-1-Alpha-3");
  const auto name = table.column("CLDR display name");
  if (code == DelimitedTable::npos || name == DelimitedTable::npos)
    throw Error(ErrorCode::bad_data, "a column is missing", "keep ISO3166-1-Alpha-3 and CLDR display name",
                {table.file, 1, ""});
  out.faults.insert(out.faults.end(), table.faults.begin(), table.faults.end());
  for (const DelimitedRow& row : table.rows) {
    if (row.cells[code].empty()) continue;
    context.actors.insert(row.cells[code]);
    out.states[row.cells[code]] = {row.cells[name], row.cells[name], "state"};
  }
}

}  // namespace

std::vector<std::string> folder_files() {
  std::vector<std::string> files{kCountryCodes};
  for (const Table& t : tables()) files.emplace_back(t.file);
  return files;
}

FolderReading read_texts(const std::map<std::string, std::string, std::less<>>& texts) {
  FolderReading out;
  ReadingContext context;
  const auto text_of = [&](std::string_view file) -> const std::string& {
    const auto it = texts.find(file);
    if (it == texts.end())
      throw Error(ErrorCode::not_found, "the table is missing", "give the whole data folder",
                  {std::string(file), 0, ""});
    return it->second;
  };
  read_states(text_of(kCountryCodes), context, out);
  for (const Table& t : tables()) {
    const std::string& text = text_of(t.file);
    TableReading reading = read_table(t, read_delimited(text, std::string(t.file)), context);
    out.tables.push_back({std::string(t.name), std::string(t.file), sha256(text), reading.rows, reading.rows_refused,
                          static_cast<long>(reading.undated.size()), static_cast<long>(reading.facts.size())});
    std::move(reading.facts.begin(), reading.facts.end(), std::back_inserter(out.facts));
    std::move(reading.faults.begin(), reading.faults.end(), std::back_inserter(out.faults));
    std::move(reading.undated.begin(), reading.undated.end(), std::back_inserter(out.undated));
  }
  std::sort(out.facts.begin(), out.facts.end(), [](const Fact& a, const Fact& b) {
    return std::tie(a.table, a.key, a.fact) < std::tie(b.table, b.key, b.fact);
  });
  return out;
}

FolderReading read_folder(const std::string& folder) {
  std::map<std::string, std::string, std::less<>> texts;
  for (const std::string& file : folder_files()) texts[file] = read_file(folder + "/" + file);
  return read_texts(texts);
}

}  // namespace entente::record

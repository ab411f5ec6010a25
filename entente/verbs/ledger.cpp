#include "entente/verbs/ledger.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/output_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace entente::verbs {

void issue_forecasts(const Engine& engine, std::vector<outlook::LedgerEntry> entries, const std::string& path) {
  std::error_code error;
  const std::string before = std::filesystem::exists(path, error) ? read_file(path) : std::string();
  const std::size_t given = entries.size();
  const outlook::LedgerAddition after = outlook::add_to_ledger(before, path, std::move(entries));
  if (after.added > 0) write_file(path, after.text);
  engine.log(fmt::format("{}: {} added, {} stood there already", path, counted(after.added, "forecast"),
                         given - static_cast<std::size_t>(after.added)));
}

}  // namespace entente::verbs

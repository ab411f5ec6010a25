#include "cli/ledger.hpp"

#include "cli/options.hpp"
#include "entente/base/delimited.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace entente::cli {

std::vector<outlook::LedgerEntry> forecasts_of(const assess::Assessment& a) {
  std::vector<outlook::LedgerEntry> out;
  for (const assess::Forecast& f : a.forecasts) {
    outlook::LedgerEntry e;
    e.question = f.question;
    e.probability = f.p;
    e.interval = {f.interval.lo, f.interval.hi};
    e.base_rate = f.base_rate;
    e.members = f.members;
    e.base_members = f.base_members;
    e.view_hash = a.view_hash;
    e.model_hash = a.model_hash;
    e.id = outlook::ledger_id(e);
    out.push_back(std::move(e));
  }
  return out;
}

void issue_forecasts(std::vector<outlook::LedgerEntry> entries, const std::string& path) {
  std::error_code error;
  const std::string before = std::filesystem::exists(path, error) ? read_file(path) : std::string();
  const std::size_t given = entries.size();
  const outlook::LedgerAddition after = outlook::add_to_ledger(before, path, std::move(entries));
  if (after.added > 0) write_file(path, after.text);
  tell(fmt::format("{}: {} forecasts added, {} stood there already", path, after.added,
                   given - static_cast<std::size_t>(after.added)));
}

}  // namespace entente::cli

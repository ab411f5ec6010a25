#include "cli/ledger.hpp"

#include "entente/base/delimited.hpp"

#include <filesystem>

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

Issued issue_forecasts(const std::vector<outlook::LedgerEntry>& entries, const std::string& path) {
  std::error_code error;
  const std::string before = std::filesystem::exists(path, error) ? read_file(path) : std::string();
  const std::string after = outlook::add_to_ledger(before, path, entries);
  Issued out;
  out.added = static_cast<int>(outlook::read_ledger(after, path).size() - outlook::read_ledger(before, path).size());
  out.known = static_cast<int>(entries.size()) - out.added;
  if (out.added > 0) write_file(path, after);
  return out;
}

}  // namespace entente::cli

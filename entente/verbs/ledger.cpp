#include "entente/verbs/ledger.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/output_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sstream>
#include <utility>

namespace entente::verbs {

Write issued(const Engine& engine, std::vector<outlook::LedgerEntry> entries, const std::string& path) {
  return {path, [&engine, entries = std::move(entries), path](std::string_view before) {
            const outlook::LedgerAddition after = outlook::add_to_ledger(before, path, entries);
            if (after.cut_short)
              engine.log(fmt::format("{}: its last line was cut short by a run that ended, and is taken out", path));
            engine.log(fmt::format("{}: {} added, {} stood there already", path, counted(after.added, "forecast"),
                                   entries.size() - static_cast<std::size_t>(after.added)));
            return after.text;
          }};
}

Ledger load_ledger(const std::string& path) {
  const std::string text = read_kept(path);
  Ledger out{outlook::read_ledger(text, path), {}};
  // What read_ledger took is good JSON with a seal.
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) out.seals.push_back(nlohmann::json::parse(line).at("seal").get<std::string>());
  return out;
}

}  // namespace entente::verbs

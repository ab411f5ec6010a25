// entente record check

#include "cli/options.hpp"
#include "cli/record.hpp"
#include "entente/geo/layers.hpp"
#include "entente/record/check.hpp"
#include "entente/store/duck/open.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct CheckOptions {
  std::string record;
  std::string format;
};

void run_check(const CheckOptions& options) {
  const auto store = store::duck::open(options.record);
  std::vector<geo::Country> countries;
  for (const geo::LayerPart& part : store->layer(geo::kCountriesLayer))
    countries.push_back(geo::parse_country(part.text));
  const std::vector<record::Fact> facts = store->facts();
  const auto findings = record::check_record(facts, store->undated(), geo::RegionIndex(std::move(countries)));
  const auto faults = std::count_if(findings.begin(), findings.end(),
                                    [](const auto& f) { return f.severity == record::Severity::fault; });
  if (options.format == "json") {
    Json rows = Json::array();
    for (const auto& f : findings)
      rows.push_back({{"severity", f.severity == record::Severity::fault ? "fault" : "note"},
                      {"rule", f.rule},
                      {"id", f.id},
                      {"text", f.text}});
    print(rows.dump(2) + "\n");
  } else {
    std::string out;
    for (const auto& f : findings)
      out += fmt::format("{} {:<16} {}: {}\n", f.severity == record::Severity::fault ? "fault" : "note ", f.rule, f.id,
                         f.text);
    long undated = 0;
    for (const auto& t : store->tables()) undated += t.rows_undated;
    out += fmt::format("{} faults, {} notes; {} rows are undated and in no view\n", faults,
                       findings.size() - static_cast<std::size_t>(faults), undated);
    print(out);
  }
}

}  // namespace

void setup_record_check(CLI::App& verb) {
  auto check_options = std::make_shared<CheckOptions>();
  CLI::App* check =
      verb.add_subcommand("check", "Look for contradictions: dangling ids, impossible dates, misplaced coordinates");
  add_record_option(*check, check_options->record);
  add_format_option(*check, check_options->format, "text json");
  check->callback([check_options] { run_check(*check_options); });
}

}  // namespace entente::cli

#include "entente/base/delimited.hpp"
#include "entente/outlook/model_file.hpp"
#include "entente/outlook/shipped_test.hpp"
#include "entente/record/folder.hpp"
#include "entente/record/series.hpp"

namespace entente::outlook::shipped {
namespace {

const std::string kData = std::string(ENTENTE_SOURCE_DIR) + "/data";

const record::FolderReading& folder() {
  static const record::FolderReading reading = record::read_folder(kData);
  return reading;
}

const record::DeathsReading& deaths() {
  static const record::DeathsReading reading =
      record::read_deaths(read_file(kData + "/" + std::string(record::kDeathsFile)), std::string(record::kDeathsFile));
  return reading;
}

}  // namespace

record::View view(Day day) {
  record::ViewInput input;
  input.as_of = day;
  input.facts = folder().facts;
  input.states = folder().states;
  const int last = record::last_published_month(day);
  for (const record::DeathsMonth& m : deaths().months) {
    if (m.month > last) continue;
    if (input.deaths.empty() || input.deaths.back().country != m.country)
      input.deaths.push_back({m.country, m.month, {}});
    input.deaths.back().deaths.resize(static_cast<std::size_t>(m.month - input.deaths.back().first_month), 0.0);
    input.deaths.back().deaths.push_back(m.deaths);
  }
  const std::string vintages(record::kVintagesFile);
  input.deaths_revised_as_of =
      to_string(record::read_vintage(read_file(kData + "/" + vintages), vintages, record::kDeathsFile));
  return record::View::from(std::move(input));
}

record::View view(int year, unsigned month, unsigned d) { return view(day(year, month, d)); }

std::string model_text(const std::string& name) { return read_file(kData + "/model/" + name); }

LadderFile ladder_file() { return read_ladder_file(model_text("ladder.toml"), "data/model/ladder.toml"); }

}  // namespace entente::outlook::shipped

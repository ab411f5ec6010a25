#include "entente/store/data_folder.hpp"

#include "entente/base/error.hpp"
#include "entente/geo/airfield.hpp"
#include "entente/store/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace entente::store {
namespace {

void append(std::vector<geo::LayerPart>& all, geo::LayerParts layer, std::vector<RowFault>& faults) {
  std::move(layer.parts.begin(), layer.parts.end(), std::back_inserter(all));
  faults.insert(faults.end(), layer.faults.begin(), layer.faults.end());
}

Day vintage_of(const std::string& folder, const std::string& series) {
  const std::string path = folder + "/" + std::string(record::kVintagesFile);
  if (!std::filesystem::exists(path))
    throw Error(ErrorCode::not_found, "the file is missing that says of which day the figures of a series are",
                fmt::format("write it: a table with the columns file and released, and a row for {}",
                            std::filesystem::path(series).filename().string()),
                {path, 0, ""});
  return record::read_vintage(read_file(path), path, series);
}

// Trainings, and roll calls after those of the files of votes: a folder of before there were any has none.
void read_further(const std::string& folder, Load& load, std::vector<RowFault>& faults) {
  const auto has = [&](std::string_view file) { return std::filesystem::exists(fmt::format("{}/{}", folder, file)); };
  const auto text_of = [&](std::string_view file) { return read_file(fmt::format("{}/{}", folder, file)); };
  if (has(record::kTrainingsFile)) {
    load.trainings =
        record::read_trainings(text_of(record::kTrainingReportsFile), std::string(record::kTrainingReportsFile),
                               text_of(record::kTrainingsFile), std::string(record::kTrainingsFile));
    faults.insert(faults.end(), load.trainings.faults.begin(), load.trainings.faults.end());
  }
  if (has(kNewerVotesFile))
    load.newer_votes = read_newer_votes(text_of(kNewerVotesFile), std::string(kNewerVotesFile),
                                        [&](const RowFault& fault) { faults.push_back(fault); });
}

}  // namespace

DataFolder read_data_folder(const std::string& folder, const std::vector<std::string>& layers) {
  DataFolder out;
  Load& load = out.load;
  load.folder = record::read_folder(folder, layers);
  std::vector<RowFault>& faults = out.faults;
  faults = load.folder.faults;
  const auto text_of = [&](const std::string& file) { return read_file(folder + "/" + file); };

  const std::string deaths_file(record::kDeathsFile);
  record::DeathsReading deaths = record::read_deaths(text_of(deaths_file), deaths_file);
  load.deaths = std::move(deaths.months);
  load.deaths_released = vintage_of(folder, deaths_file);
  faults.insert(faults.end(), deaths.faults.begin(), deaths.faults.end());

  append(load.layers,
         geo::split_countries(text_of("natural-earth/countries-50m.geojson"), "natural-earth/countries-50m.geojson"),
         faults);
  append(load.layers,
         geo::split_places(text_of("natural-earth/populated-places-10m.geojson"),
                           "natural-earth/populated-places-10m.geojson"),
         faults);
  for (const char* layer : {"boundary-lines-disputed-50m", "lakes-50m"}) {
    const std::string file = fmt::format("natural-earth/{}.geojson", layer);
    load.layers.push_back({layer, "-", text_of(file)});
    // They are kept whole and read where they are drawn; what cannot be read is told here, once.
    if (std::string_view(layer).starts_with("lakes"))
      geo::parse_lakes(load.layers.back().text, file, &faults);
    else
      geo::parse_boundary_lines(load.layers.back().text, file, &faults);
  }
  geo::AirfieldTable airfields = geo::read_airfields(text_of("airfields/airfields.csv"), "airfields/airfields.csv",
                                                     text_of("airfields/runways.csv"), "airfields/runways.csv");
  for (geo::LayerPart& part : geo::split_airfields(airfields.airfields)) load.layers.push_back(std::move(part));
  // Which states border which is a fact of the layer, derived once here.
  std::vector<geo::Country> countries;
  for (const geo::LayerPart& part : load.layers)
    if (part.layer == geo::kCountriesLayer) countries.push_back(geo::parse_country(part.text));
  std::map<std::string, std::string> neighbours;
  for (const geo::Neighbours& pair : geo::neighbours(countries)) {
    neighbours[pair.a] += pair.b + " ";
    neighbours[pair.b] += pair.a + " ";
  }
  for (const auto& [code, others] : neighbours) load.layers.push_back({std::string(kNeighboursLayer), code, others});
  load.votes_folder = folder + "/un-votes";
  read_further(folder, load, faults);
  out.airfields = airfields.airfields.size();
  out.airfield_faults = std::move(airfields.faults);
  return out;
}

}  // namespace entente::store

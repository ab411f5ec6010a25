#include "cli/files.hpp"

#include "entente/assess/assess.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <vector>

namespace entente::cli {
namespace fs = std::filesystem;

namespace {

// Folders that may hold `name`: the working folder, then those above the program (build/entente, build/x/bin/entente).
std::vector<fs::path> places(const std::string& name) {
  std::vector<fs::path> out{fs::path(name)};
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  fs::path folder = program.parent_path();
  for (int up = 0; !error && up < 4 && folder.has_relative_path(); ++up, folder = folder.parent_path()) {
    out.push_back(folder / name);
    out.push_back(folder / "share" / "entente" / name);
  }
  return out;
}

fs::path find_folder(const std::string& name) {
  std::error_code error;
  for (const fs::path& place : places(name))
    if (fs::is_directory(place, error)) return place;
  return {};
}

}  // namespace

assess::Case load_case(const std::string& name_or_path) {
  std::error_code error;
  const fs::path given(name_or_path);
  // A path has a slash or names a file of TOML; anything else is a name.
  const bool is_path = name_or_path.find('/') != std::string::npos || given.extension() == ".toml";
  if (is_path) {
    const fs::path file = fs::is_directory(given, error) ? given / "case.toml" : given;
    const std::string text = read_file(file.string());
    std::string name =
        file.filename() == "case.toml" ? fs::absolute(file).parent_path().filename().string() : file.stem().string();
    return assess::read_case(text, std::move(name), file.string());
  }
  std::vector<std::string> names;
  for (const fs::path& cases : places("cases")) {
    if (!fs::is_directory(cases, error)) continue;
    const fs::path file = cases / name_or_path / "case.toml";
    if (fs::exists(file, error)) return assess::read_case(read_file(file.string()), name_or_path, file.string());
    for (const fs::directory_entry& entry : fs::directory_iterator(cases, error))
      if (fs::exists(entry.path() / "case.toml", error)) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  throw Error(ErrorCode::not_found, fmt::format("there is no case \"{}\"", name_or_path),
              names.empty() ? "give the path of a case.toml"
                            : fmt::format("give the path of a case.toml or one of: {}", fmt::join(names, ", ")));
}

assess::Models load_models(const std::string& folder) {
  const fs::path place = folder.empty() ? find_folder("data/model") : fs::path(folder);
  if (place.empty())
    throw Error(ErrorCode::not_found, "the model files were not found",
                "run the command where data/model lies, or name it with --models");
  const auto text_of = [&](const char* file) { return read_file((place / file).string()); };
  assess::Models models;
  models.ladder = outlook::read_ladder_file(text_of("ladder.toml"), (place / "ladder.toml").string());
  models.deaths = outlook::read_deaths_model(text_of("deaths.toml"), (place / "deaths.toml").string());
  models.precedents = outlook::read_precedents_model(text_of("precedents.toml"), (place / "precedents.toml").string());
  models.rules = assess::read_rules(text_of("motives.toml"), (place / "motives.toml").string());
  return models;
}

assess::Reference load_reference(const store::Store& store, const assess::Case& of) {
  assess::Reference reference;
  for (const geo::LayerPart& part : store.layer(geo::kCountriesLayer))
    reference.countries.push_back(geo::parse_country(part.text));
  for (const geo::LayerPart& part : store.layer("boundary-lines-disputed-50m"))
    reference.disputed = geo::parse_boundary_lines(part.text, "boundary-lines-disputed-50m.geojson");
  for (const geo::LayerPart& part : store.layer("lakes-50m"))
    reference.lakes = geo::parse_lakes(part.text, "lakes-50m.geojson");
  const std::set<std::string> hosts = assess::countries_of(of);
  if (!hosts.empty())
    for (const geo::LayerPart& part : store.layer(geo::kAirfieldsLayer, hosts))
      for (geo::Airfield& airfield : geo::parse_airfields(part.text))
        reference.airfields.push_back(std::move(airfield));
  for (const geo::LayerPart& part : store.layer("neighbours")) {
    std::istringstream words(part.text);
    for (std::string code; words >> code;) reference.neighbours[part.key].push_back(code);
  }
  return reference;
}

}  // namespace entente::cli

#include "entente/verbs/engine.hpp"

#include "entente/assess/assess.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/outlook/model_file.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

namespace entente::verbs {

namespace fs = std::filesystem;

Engine::Engine(Parts parts) : parts_(std::move(parts)) {
  check(parts_.open != nullptr && parts_.executor != nullptr, "an engine without a store or an executor");
  if (!parts_.log) parts_.log = [](const std::string&) {};
  if (!parts_.progress) parts_.progress = [](const Progress&) {};
  if (!parts_.unfinished) parts_.unfinished = [](const Result&) {};
  if (!parts_.now) parts_.now = [] { return std::string(); };
  if (!parts_.open_for_writing)
    parts_.open_for_writing = []() -> std::shared_ptr<store::Store> {
      throw Error(ErrorCode::unsupported, "the record cannot be written through this door", "use the command line");
    };
}

Day Engine::today() const {
  const auto day = parse_day(std::string_view(now()).substr(0, 10));
  if (!day) throw Error(ErrorCode::unsupported, "this door does not tell which day it is", "give --today");
  return *day;
}

const store::ParquetFiles& Engine::parquet() const {
  if (parts_.parquet == nullptr)
    throw Error(ErrorCode::unsupported, "Parquet files cannot be read or written through this door",
                "use the command line");
  return *parts_.parquet;
}

std::string Engine::case_file(const std::string& name_or_path) const {
  std::error_code error;
  const fs::path given(name_or_path);
  // A path has a slash or names a file of TOML; anything else is a name.
  if (name_or_path.find('/') != std::string::npos || given.extension() == ".toml")
    return (fs::is_directory(given, error) ? given / "case.toml" : given).string();
  std::set<std::string> names;
  for (const std::string& cases : parts_.case_folders) {
    if (!fs::is_directory(cases, error)) continue;
    const fs::path file = fs::path(cases) / name_or_path / "case.toml";
    if (fs::exists(file, error)) return file.string();
    for (const fs::directory_entry& entry : fs::directory_iterator(cases, error))
      if (fs::exists(entry.path() / "case.toml", error)) names.insert(entry.path().filename().string());
  }
  throw Error(ErrorCode::not_found, fmt::format("there is no case \"{}\"", name_or_path),
              names.empty() ? "give the path of a case.toml"
                            : fmt::format("give the path of a case.toml or one of: {}", fmt::join(names, ", ")));
}

assess::Case Engine::load_case(const std::string& name_or_path) const {
  const fs::path file = case_file(name_or_path);
  std::string name =
      file.filename() == "case.toml" ? fs::absolute(file).parent_path().filename().string() : file.stem().string();
  return assess::read_case(read_file(file.string()), std::move(name), file.string());
}

std::string Engine::model_file(const std::string& name) const {
  if (parts_.models_folder.empty())
    throw Error(ErrorCode::not_found, "the model files were not found",
                "run the command where data/model lies, or name it with --models");
  return (fs::path(parts_.models_folder) / name).string();
}

assess::Models Engine::load_models() const {
  const auto read = [&](const char* name, const auto& parse) {
    const std::string file = model_file(name);
    return parse(read_file(file), file);
  };
  assess::Models models;
  models.ladder = read("ladder.toml", outlook::read_ladder_file);
  models.deaths = read("deaths.toml", outlook::read_deaths_model);
  models.precedents = read("precedents.toml", outlook::read_precedents_model);
  models.course = read("stages.toml", outlook::read_course_spec);
  models.signals = read("signals.toml", outlook::read_signal_spec);
  models.rules = read("motives.toml", assess::read_rules);
  models.powers = load_powers();
  return models;
}

align::Powers Engine::load_powers() const {
  const std::string file = model_file("powers.toml");
  return align::read_powers(read_file(file), file);
}

record::View view_of(const store::Facts& facts, Day day, record::Vintage vintage) {
  return record::View::from(facts.as_of(day, vintage));
}

assess::Reference load_reference(const store::Facts& facts, const assess::Case& of) {
  const std::string countries(geo::kCountriesLayer);
  const std::string airfields(geo::kAirfieldsLayer);
  const std::string disputed = "boundary-lines-disputed-50m";
  const std::string lakes = "lakes-50m";
  const std::string neighbours(store::kNeighboursLayer);
  std::map<std::string, std::set<std::string>> wanted{{countries, {}}, {disputed, {}}, {lakes, {}}, {neighbours, {}}};
  if (const std::set<std::string> hosts = assess::candidate_hosts(of); !hosts.empty()) wanted[airfields] = hosts;

  assess::Reference reference;
  for (const geo::LayerPart& part : facts.layer_parts(wanted)) {
    if (part.layer == countries) reference.countries.push_back(geo::parse_country(part.text));
    if (part.layer == disputed) reference.disputed = geo::parse_boundary_lines(part.text, disputed + ".geojson");
    if (part.layer == lakes) reference.lakes = geo::parse_lakes(part.text, lakes + ".geojson");
    if (part.layer == neighbours) add_neighbours(reference.neighbours, part);
    if (part.layer == airfields)
      for (geo::Airfield& airfield : geo::parse_airfields(part.text))
        reference.airfields.push_back(std::move(airfield));
  }
  return reference;
}

void require_actor(const record::View& view, const std::string& code) {
  if (!view.actors.contains(code))
    throw Error(ErrorCode::bad_request, "\"" + code + "\" is not a known actor",
                "use an ISO 3166 alpha-3 code such as NER; `entente record show actors` lists the others");
}

void require_pair(const record::View& view, const std::string& host, const std::string& counterpart) {
  require_actor(view, host);
  require_actor(view, counterpart);
  if (host == counterpart)
    throw Error(ErrorCode::bad_request, "\"" + host + "\" stands for both sides",
                "name the host first, then the state whose forces are there, such as NER USA");
}

}  // namespace entente::verbs

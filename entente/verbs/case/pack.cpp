#include "entente/verbs/case/pack.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/limits.hpp"
#include "entente/base/output_file.hpp"
#include "entente/record/folder.hpp"
#include "entente/verbs/case/new.hpp"
#include "entente/verbs/record/layers.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

namespace entente::verbs {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kForm = 1;

// What of an own folder is packed: its name and its tables.
Json json_of(const record::LayerTexts& layer) {
  Json files = Json::object();
  for (const auto& [table, text] : layer.texts) files[table] = text;
  return {{"name", layer.name}, {"tables", files}};
}

// What the tables alone say on the day, by a data folder and layers: the part of a view that a pack can bring.
std::string facts_hash(const std::string& data, const std::vector<record::LayerTexts>& layers, Day day) {
  return record::view_of(record::read_folder(data, layers), day).hash;
}

struct Pack {
  std::string version;
  std::string name;
  Day as_of{};
  std::string text;
  std::vector<record::LayerTexts> layers;
  std::string facts;
  std::string model;
  std::optional<bool> as_packed{};  // nothing where the pack is from before there were seals
};

// The hash of all that a pack holds besides its seal.
std::string seal_of(Json pack) {
  pack.erase("seal");
  return sha256(pack.dump());
}

[[noreturn]] void broken(const std::string& file, const std::string& what) {
  throw Error(ErrorCode::bad_data, what, "ask for the file again; `entente case pack NAME --out FILE` makes one",
              {file, 0, ""});
}

Pack read_pack(const std::string& file) {
  Pack out;
  try {
    const std::string bytes = read_file(file);
    require_flat(bytes, file);
    const Json json = Json::parse(bytes);
    const int form = json.at("entente_case_pack").get<int>();
    if (form > kForm)
      throw Error(ErrorCode::unsupported, fmt::format("this pack has form {}, and this program knows {}", form, kForm),
                  "use the program that made it, or a newer one", {file, 0, "entente_case_pack"});
    out.version = json.at("version").get<std::string>();
    out.name = json.at("case").at("name").get<std::string>();
    out.text = json.at("case").at("text").get<std::string>();
    out.facts = json.at("facts").get<std::string>();
    out.model = json.at("model").get<std::string>();
    if (json.contains("seal")) out.as_packed = json.at("seal").get<std::string>() == seal_of(json);
    for (const Json& layer : json.at("layers")) {
      record::LayerTexts& one = out.layers.emplace_back();
      one.name = layer.at("name").get<std::string>();
      for (const auto& [table, text] : layer.at("tables").items()) one.texts[table] = text.get<std::string>();
    }
  } catch (const nlohmann::json::exception&) {
    broken(file, "this is not a pack of a case");
  }
  // Names become paths, so they are looked at first.
  require_folder_name(out.name, "case");
  for (const record::LayerTexts& layer : out.layers) {
    require_folder_name(layer.name, "layers");
    for (const auto& [table, text] : layer.texts)
      if (std::none_of(record::tables().begin(), record::tables().end(),
                       [&](const auto& t) { return t.name == table; }))
        broken(file, fmt::format("the layer {} holds a table {} that there is not", layer.name, table));
  }
  out.as_of = assess::read_case(out.text, out.name, file).as_of;
  return out;
}

// Files of the opened case, by path.
std::vector<std::pair<std::string, std::string>> files_of(const Pack& pack, const fs::path& folder,
                                                          std::vector<std::string>& layers) {
  std::vector<std::pair<std::string, std::string>> files{{(folder / "case.toml").string(), pack.text}};
  for (const record::LayerTexts& layer : pack.layers) {
    const fs::path own = folder / "layers" / layer.name;
    layers.push_back(own.string());
    files.emplace_back((own / record::kLayerFile).string(), record::layer_file_text(layer.name));
    for (const auto& [table, text] : layer.texts) files.emplace_back((own / (table + ".csv")).string(), text);
  }
  return files;
}

}  // namespace

Result case_pack(const Engine& engine, const CasePackRequest& request) {
  const auto store = engine.open();
  const assess::Case of = engine.load_case(request.case_name);
  const std::string text = read_file(engine.case_file(request.case_name));
  const RecordFolders folders = folders_of(*store);
  Json json;
  json["entente_case_pack"] = kForm;
  json["version"] = engine.version();
  json["case"] = {{"name", of.name}, {"text", text}};
  json["layers"] = Json::array();
  std::vector<record::LayerTexts> layers;
  for (const std::string& folder : folders.layers)
    json["layers"].push_back(json_of(layers.emplace_back(record::read_layer(folder))));
  json["as_of"] = to_string(of.as_of);
  json["facts"] = facts_hash(folders.data, layers, of.as_of);
  json["view"] = view_of(*store, of.as_of, record::Vintage::latest).hash;
  json["model"] = engine.load_models().hash();
  json["seal"] = seal_of(json);
  Result out{.verb = "case pack", .basis = {.as_of = of.as_of}};
  out.documents = {{.format = "pack",
                    .name = of.name + ".entente",
                    .write = [bytes = json.dump(1) + "\n"](const Sink& sink) { sink(bytes); }}};
  return out;
}

Result case_open(const Engine& engine, const CaseOpenRequest& request) {
  const Pack pack = read_pack(request.pack);
  const fs::path folder = fs::path(request.folder) / pack.name;
  std::vector<std::string> layers;
  const auto files = files_of(pack, folder, layers);
  for (const auto& [path, text] : files)
    if (!request.anyway && fs::exists(path) && read_file(path) != text)
      throw Error(ErrorCode::conflict, "this file is there already and says something else",
                  "give --anyway to write over it, or --folder for another place", {path, 0, ""});
  Result out{.verb = "case open", .basis = {.as_of = pack.as_of}};
  for (const auto& [path, text] : files) {
    make_folder(fs::path(path).parent_path().string(), "--folder");
    out.writes.push_back({path, [text = text](std::string_view) { return text; }});
  }
  Table t{.name = "opened", .line = "{what}: {found}"};
  t.columns = {text_column("what"), flag_column("same").only_for_programs(), text_column("found")};
  const auto compare = [&](const std::string& what, const std::string& theirs, const std::string& ours) {
    const bool same = theirs == ours;
    t.rows.push_back(
        {what, same,
         same ? std::string("the same")
              : fmt::format("{} there, {} here: the brief may differ", theirs.substr(0, 12), ours.substr(0, 12))});
  };
  if (pack.as_packed && *pack.as_packed)
    t.rows.push_back({"pack", true, "as it was packed"});
  else
    t.rows.push_back({"pack", false,
                      pack.as_packed ? "changed since it was packed: the case or the facts may not be the sender's"
                                     : "from a version without seals: whether it was changed cannot be told"});
  compare("version", pack.version, engine.version());
  compare("models", pack.model, engine.load_models().hash());
  compare("facts on " + to_string(pack.as_of), pack.facts,
          facts_hash(folders_of(*engine.open()).data, pack.layers, pack.as_of));
  out.head = {fmt::format("{} written below {}.", counted(files.size(), "file"), folder.string())};
  out.tables = {std::move(t)};
  out.foot = {"To get the same bytes:",
              fmt::format("  entente record import --layers {} --record {}.duckdb",
                          layers.empty() ? "none" : fmt::format("{}", fmt::join(layers, ",")), pack.name),
              fmt::format("  entente brief {} --record {}.duckdb", (folder / "case.toml").string(), pack.name)};
  return out;
}

Verb case_pack_verb() {
  Parameters<CasePackRequest> p;
  p.add("case", &CasePackRequest::case_name, "A case: its name in cases/, or the path of its case.toml")
      .positional()
      .required()
      .reads_case();
  Verb verb = make_verb("case pack", "One file with a case, your own facts and the hashes, for another person",
                        std::move(p), case_pack);
  verb.examples = {{"To be opened elsewhere", "case pack niger-2024 --out out/niger.entente"}};
  verb.pages = {"docs/cases.md", "docs/layers.md"};
  verb.formats = {"pack"};
  return verb;
}

Verb case_open_verb() {
  Parameters<CaseOpenRequest> p;
  p.add("pack", &CaseOpenRequest::pack, "The file").positional().required().called("FILE").reads();
  p.add("folder", &CaseOpenRequest::folder, "Where cases lie").called("FOLDER").writes_below();
  p.add("anyway", &CaseOpenRequest::anyway, "Also where the case is there already");
  Verb verb = make_verb("case open", "Open what `case pack` made, and say whether this record knows the same",
                        std::move(p), case_open);
  verb.examples = {{"A case that somebody sent", "case open out/niger.entente --folder out/cases"}};
  verb.pages = {"docs/cases.md", "docs/layers.md"};
  verb.tables = {"opened"};
  return verb;
}

}  // namespace entente::verbs

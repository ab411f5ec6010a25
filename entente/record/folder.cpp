#include "entente/record/folder.hpp"

#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/states/states.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::record {
namespace {

// The states of all days, under the names of today.
void read_states(ReadingContext& context, FolderReading& out) {
  for (const auto& [code, state] : states::States::all().by_code()) {
    context.actors.insert(code);
    out.states[code] = {state.name, state.in_sentence, state.former ? "former-state" : "state"};
  }
}

void begin_layers(const std::vector<LayerTexts>& layers, FolderReading& out) {
  for (const LayerTexts& layer : layers) {
    for (const LayerReport& before : out.layers)
      if (before.name == layer.name)
        throw Error(ErrorCode::bad_request,
                    fmt::format("two layers are called {}: {} and {}", layer.name, before.folder, layer.folder),
                    "give one of them another name in its layer.toml", {layer.folder, 0, ""});
    Sha256 hash;
    for (const auto& [table, text] : layer.texts) {
      hash.field(table);
      hash.field(text);
    }
    out.layers.push_back({.name = layer.name, .folder = layer.folder, .hash = hash.hex()});
  }
}

std::vector<Fact> with_layer(const Table& table, std::vector<Fact> facts, const LayerTexts& layer,
                             ReadingContext& context, LayerReport& report, FolderReading& out) {
  LayeredTable now = apply_layer(table, std::move(facts), layer, context);
  std::move(now.faults.begin(), now.faults.end(), std::back_inserter(out.faults));
  std::move(now.undated.begin(), now.undated.end(), std::back_inserter(out.undated));
  report.rows += now.rows;
  report.refused += now.refused;
  for (LayerChange& change : now.changes) {
    ++(change.kind == "add" ? report.added : change.kind == "correct" ? report.corrected : report.withdrawn);
    out.changes.push_back(std::move(change));
  }
  return std::move(now.facts);
}

}  // namespace

std::vector<std::string> folder_files() {
  std::vector<std::string> files;
  for (const Table& t : tables()) files.emplace_back(t.file);
  return files;
}

FolderReading read_texts(const std::map<std::string, std::string, std::less<>>& texts,
                         const std::vector<LayerTexts>& layers) {
  FolderReading out;
  begin_layers(layers, out);
  ReadingContext context;
  const auto text_of = [&](std::string_view file) -> const std::string& {
    const auto it = texts.find(file);
    if (it == texts.end())
      throw Error(ErrorCode::not_found, "the table is missing", "give the whole data folder",
                  {std::string(file), 0, ""});
    return it->second;
  };
  read_states(context, out);
  for (const Table& t : tables()) {
    const std::string& text = text_of(t.file);
    TableReading reading = read_table(t, read_delimited(text, std::string(t.file)), context);
    out.tables.push_back({std::string(t.name), std::string(t.file), sha256(text), reading.rows, reading.rows_refused,
                          static_cast<long>(reading.undated.size()), static_cast<long>(reading.facts.size())});
    std::move(reading.faults.begin(), reading.faults.end(), std::back_inserter(out.faults));
    std::move(reading.undated.begin(), reading.undated.end(), std::back_inserter(out.undated));
    std::vector<Fact> facts = std::move(reading.facts);
    for (std::size_t i = 0; i < layers.size(); ++i)
      facts = with_layer(t, std::move(facts), layers[i], context, out.layers[i], out);
    std::move(facts.begin(), facts.end(), std::back_inserter(out.facts));
  }
  std::sort(out.facts.begin(), out.facts.end(), comes_before);
  return out;
}

FolderReading read_folder(const std::string& folder, const std::vector<std::string>& layers) {
  std::vector<LayerTexts> own;
  for (const std::string& layer : layers) own.push_back(read_layer(layer));
  return read_folder(folder, own);
}

FolderReading read_folder(const std::string& folder, const std::vector<LayerTexts>& layers) {
  std::map<std::string, std::string, std::less<>> texts;
  for (const std::string& file : folder_files()) texts[file] = read_file(folder + "/" + file);
  return read_texts(texts, layers);
}

View view_of(const FolderReading& reading, Day as_of) {
  ViewInput input;
  input.as_of = as_of;
  input.facts = reading.facts;
  input.states = reading.states;
  return View::from(std::move(input));
}

}  // namespace entente::record

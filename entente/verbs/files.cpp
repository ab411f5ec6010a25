#include "entente/verbs/files.hpp"

#include "entente/base/error.hpp"
#include "entente/record/layer.hpp"
#include "entente/verbs/record/layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace entente::verbs {
namespace {

namespace fs = std::filesystem;

struct Named {
  std::string path;
  std::string option;
};

std::vector<std::string> words_in(const Value& value) {
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return *list;
  if (const auto* text = std::get_if<std::string>(&value); text != nullptr && !text->empty()) return {*text};
  return {};
}

void read_case(const Engine& engine, const std::string& name, InputFiles& inputs) {
  try {
    inputs.add(engine.case_file(name));
  } catch (const Error&) {
    // The verb says that there is none.
  }
}

void gather(const Engine& engine, const std::vector<Parameter>& parameters, const std::any& request, InputFiles& inputs,
            std::vector<Named>& outputs) {
  for (const Parameter& p : parameters)
    for (const std::string& word : words_in(p.get(request))) switch (p.file) {
        case FileRole::none: break;
        case FileRole::below:
          // An own folder is read as well as written; where cases lie, only what the command writes itself matters.
          if (fs::exists(fs::path(word) / record::kLayerFile)) inputs.add(word);
          break;
        case FileRole::reads: inputs.add(word); break;
        case FileRole::reads_case: read_case(engine, word, inputs); break;
        case FileRole::writes:
        case FileRole::keeps: outputs.push_back({word, "--" + p.name}); break;
      }
}

// What the record was read from, and will be read from again: the user's own folders, and the data folder but for the
// forecasts that lie in it.
void add_folders_of_record(const Engine& engine, InputFiles& inputs) {
  try {
    const auto store = engine.open();
    if (!store) return;
    const RecordFolders folders = folders_of(*store);
    for (const std::string& layer : folders.layers) inputs.add(layer);
    std::error_code error;
    fs::directory_iterator entry(folders.data, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error))
      if (entry->path().filename() != "ledger") inputs.add(entry->path().string());
  } catch (const Error&) {
    // The verb says what is wrong with the record.
  }
}

}  // namespace

InputFiles check_files(const Engine& engine, const Verb& verb, const std::any& request, const DoorRequest& door) {
  InputFiles inputs;
  std::vector<Named> outputs;
  gather(engine, verb.parameters, request, inputs, outputs);
  gather(engine, door_parameters(), std::any(door), inputs, outputs);
  inputs.add(door.record + ".wal");
  std::error_code none;
  if (std::ranges::any_of(outputs, [&](const Named& o) { return fs::is_regular_file(o.path, none); }))
    add_folders_of_record(engine, inputs);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    std::error_code error;
    // What lies in a folder of answers is looked at when its names are known.
    if (!fs::is_directory(outputs[i].path, error)) inputs.refuse(outputs[i].path, outputs[i].option);
    for (std::size_t j = 0; j < i; ++j)
      if (same_file(outputs[i].path, outputs[j].path))
        throw Error(ErrorCode::bad_request, fmt::format("{} names the same file", outputs[j].option),
                    "give each output a file of its own", {outputs[i].path, 0, outputs[i].option});
  }
  return inputs;
}

}  // namespace entente::verbs

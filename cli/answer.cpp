#include "cli/answer.hpp"

#include "cli/output.hpp"
#include "entente/base/error.hpp"
#include "entente/base/visible.hpp"
#include "entente/render/result.hpp"
#include "entente/render/spreadsheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>
#include <vector>

namespace entente::cli {
namespace {

namespace fs = std::filesystem;

const verbs::Document* document_of(const verbs::Result& result, std::string_view format) {
  const auto it = std::find_if(result.documents.begin(), result.documents.end(),
                               [&](const verbs::Document& d) { return d.format == format; });
  return it == result.documents.end() ? nullptr : &*it;
}

// Throws where the answer would go into a file that the run writes itself.
void refuse_own(const verbs::Result& result, const std::string& path) {
  for (const verbs::Write& write : result.writes)
    if (same_file(write.path, path))
      throw Error(ErrorCode::bad_request, "the same command writes this file itself",
                  "give the answer a file of its own; nothing was written", {path, 0, "--out"});
}

// Adds the documents that belong together, into a folder, the one to look at last; says where they will be, that one
// first.
std::string add_files(const verbs::Result& result, const std::string& folder, const InputFiles& inputs,
                      OutputSet& files) {
  make_folder(folder, "--out");
  std::vector<std::pair<std::string, std::string>> documents;
  for (const std::string& format : result.files) {
    const verbs::Document* document = document_of(result, format);
    check(document != nullptr, "a result that names a document it does not have");
    documents.emplace_back((fs::path(folder) / document->name).string(), render::to_format(result, format, ""));
  }
  for (const auto& [path, bytes] : documents) {
    inputs.refuse(path, "--out");
    refuse_own(result, path);
    files.add(path, bytes);
  }
  std::string line = result.verb + ": ";
  line += fmt::format("{} ({} KB)", documents.back().first, documents.back().second.size() / 1024);
  for (std::size_t i = documents.size() - 1; i-- > 0;) line += ", " + documents[i].first;
  return line + "\n";
}

// The answer in one form, to wherever it goes.
void write_form(const verbs::Result& result, const verbs::Document* document, const verbs::DoorRequest& door,
                const verbs::Sink& sink) {
  const auto write = [&](const verbs::Sink& to) {
    if (document != nullptr)
      document->write(to);
    else
      to(render::to_format(result, door.format, door.table));
  };
  if (!door.for_spreadsheets) return write(sink);
  render::SpreadsheetCells cells(sink);
  write([&cells](std::string_view piece) { cells.write(piece); });
  cells.finish();
}

}  // namespace

void put_answer(const verbs::Result& result, const verbs::DoorRequest& door, const InputFiles& inputs) {
  const verbs::Document* document = document_of(result, door.format);
  const bool by_path = document != nullptr && document->write_file;
  if (by_path && door.out.empty())
    throw Error(ErrorCode::bad_request, fmt::format("the form {} cannot go to the standard output", document->format),
                "name a file with --out", {"", 0, "--out"});
  OutputSet files;
  std::string words;
  if (!door.out.empty()) refuse_own(result, door.out);
  const bool several = door.format == "text" && !result.files.empty();
  if (several) {
    words = render::to_text(result) + add_files(result, door.out.empty() ? "." : door.out, inputs, files);
  } else if (by_path) {
    files.add(door.out, document->write_file);
  } else if (!door.out.empty()) {
    OutputFile& file = files.add(door.out);
    write_form(result, document, door, [&file](std::string_view piece) { file.write(piece); });
  }
  for (const verbs::Write& write : result.writes) files.keep(write.path, write.change);
  files.finish();
  if (!several && !door.out.empty()) return;
  StandardOutput out;
  if (several)
    out.write(words);
  else
    write_form(result, document, door, [&out](std::string_view piece) { out.write(piece); });
  out.finish();
}

void tell(const std::string& line) {
  constexpr std::size_t kLongest = 4000;
  std::fprintf(stderr, "%s\n", cut_to(visible(line), kLongest).c_str());
}

}  // namespace entente::cli

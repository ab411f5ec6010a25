#include "cli/answer.hpp"

#include "cli/output.hpp"
#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/render/result.hpp"

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

// A form that only a file can hold is written beside its place and then put there.
void put_file(const verbs::Document& document, const std::string& path) {
  if (path.empty())
    throw Error(ErrorCode::bad_request, fmt::format("the form {} cannot go to the standard output", document.format),
                "name a file with --out", {"", 0, "--out"});
  write_whole(path, document.write_file);
}

// Writes the documents that belong together into a folder, the one to look at last; says where they are, that one
// first.
std::string put_files(const verbs::Result& result, const std::string& folder) {
  make_folder(folder, "--out");
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string& format : result.files) {
    const verbs::Document* document = document_of(result, format);
    check(document != nullptr, "a result that names a document it does not have");
    files.emplace_back((fs::path(folder) / document->name).string(), render::to_format(result, format, ""));
  }
  for (const auto& [path, bytes] : files) write_file(path, bytes);
  std::string line = result.verb + ": ";
  line += fmt::format("{} ({} KB)", files.back().first, files.back().second.size() / 1024);
  for (std::size_t i = files.size() - 1; i-- > 0;) line += ", " + files[i].first;
  return line + "\n";
}

}  // namespace

void put_answer(const verbs::Result& result, const verbs::DoorRequest& door) {
  const verbs::Document* document = document_of(result, door.format);
  if (document != nullptr && document->write_file) return put_file(*document, door.out);
  if (door.format == "text" && !result.files.empty()) {
    const std::string where = put_files(result, door.out.empty() ? "." : door.out);
    Output out("");
    out.write(render::to_text(result) + where);
    return out.finish();
  }
  Output out(door.out);
  if (document != nullptr)
    document->write([&out](std::string_view piece) { out.write(piece); });
  else
    out.write(render::to_format(result, door.format, door.table));
  out.finish();
}

void tell(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

}  // namespace entente::cli

#include "cli/workplace.hpp"

#include <filesystem>
#include <system_error>

namespace entente::cli {
namespace {

namespace fs = std::filesystem;

// Folders that may hold `name`: the working folder, then those above the program (build/entente, build/x/bin/entente).
std::vector<std::string> places(const std::string& name) {
  std::vector<std::string> out{name};
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  fs::path folder = program.parent_path();
  for (int up = 0; !error && up < 4 && folder.has_relative_path(); ++up, folder = folder.parent_path()) {
    out.push_back((folder / name).string());
    out.push_back((folder / "share" / "entente" / name).string());
  }
  return out;
}

}  // namespace

std::vector<std::string> case_folders() { return places("cases"); }

std::string models_folder(const std::string& given) {
  if (!given.empty()) return given;
  std::error_code error;
  for (const std::string& place : places("data/model"))
    if (fs::is_directory(place, error)) return place;
  return {};
}

}  // namespace entente::cli

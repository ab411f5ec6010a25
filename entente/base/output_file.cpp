#include "entente/base/output_file.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace entente {
namespace {

std::string beside(const std::string& path) { return fmt::format("{}.{}.tmp", path, getpid()); }

[[noreturn]] void refuse(const std::string& path) {
  throw Error(ErrorCode::io, fmt::format("the file cannot be written: {}", std::generic_category().message(errno)),
              "free space or choose another place; an old file, if any, is unchanged", {path, 0, ""});
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)), temporary_(beside(path_)) {
  file_ = std::fopen(temporary_.c_str(), "we");
  if (file_ == nullptr) refuse(path_);
}

OutputFile::~OutputFile() {
  if (file_ != nullptr) std::fclose(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void OutputFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) refuse(path_);
}

void OutputFile::finish() {
  if (std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) refuse(path_);
  std::FILE* const file = std::exchange(file_, nullptr);
  if (std::fclose(file) != 0) refuse(path_);
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) refuse(path_);
  temporary_.clear();
}

void write_file(const std::string& path, std::string_view bytes) {
  OutputFile file(path);
  file.write(bytes);
  file.finish();
}

void write_whole(const std::string& path, const std::function<void(const std::string& temporary)>& write) {
  const std::string temporary = beside(path);
  try {
    write(temporary);
    if (std::rename(temporary.c_str(), path.c_str()) != 0) refuse(path);
  } catch (...) {
    unlink(temporary.c_str());
    throw;
  }
}

void make_folder(const std::string& path, std::string_view option) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error)
    throw Error(ErrorCode::io, "the folder cannot be made: " + error.message(), "choose another place",
                {path, 0, std::string(option)});
}

}  // namespace entente

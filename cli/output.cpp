#include "cli/output.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace entente::cli {

Output::Output(std::string path) : path_(std::move(path)), file_(stdout) {
  if (path_.empty()) return;
  temporary_ = fmt::format("{}.{}.tmp", path_, getpid());
  file_ = std::fopen(temporary_.c_str(), "we");
  if (file_ == nullptr) fail();
}

Output::~Output() {
  if (temporary_.empty()) return;
  if (file_ != nullptr) std::fclose(file_);
  unlink(temporary_.c_str());
}

void Output::fail() {
  throw Error(ErrorCode::io, std::generic_category().message(errno),
              "free space or choose another place; an old file, if any, is unchanged",
              {path_.empty() ? "the standard output" : path_, 0, ""});
}

void Output::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail();
}

void Output::finish() {
  if (std::fflush(file_) != 0) fail();
  if (temporary_.empty()) return;
  if (fsync(fileno(file_)) != 0) fail();
  std::FILE* const file = std::exchange(file_, nullptr);
  if (std::fclose(file) != 0) fail();
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) fail();
  temporary_.clear();
}

}  // namespace entente::cli

#include "cli/output.hpp"

#include "entente/base/error.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace entente::cli {
namespace {

[[noreturn]] void fail() {
  throw Error(ErrorCode::io, std::generic_category().message(errno),
              "free space or choose another place; an old file, if any, is unchanged", {"the standard output", 0, ""});
}

}  // namespace

Output::Output(const std::string& path) {
  if (!path.empty()) file_.emplace(path);
}

void Output::write(std::string_view bytes) {
  if (file_) return file_->write(bytes);
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) fail();
}

void Output::finish() {
  if (file_) return file_->finish();
  if (std::fflush(stdout) != 0) fail();
}

}  // namespace entente::cli

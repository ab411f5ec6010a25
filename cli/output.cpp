#include "cli/output.hpp"

#include "entente/base/error.hpp"
#include "entente/base/visible.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace entente::cli {
namespace {

[[noreturn]] void fail() {
  throw Error(ErrorCode::io, std::generic_category().message(errno), "free space or choose another place",
              {"the standard output", 0, ""});
}

void put(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) fail();
}

}  // namespace

StandardOutput::StandardOutput() : on_terminal_(isatty(STDOUT_FILENO) == 1) {}

void StandardOutput::write(std::string_view bytes) {
  if (on_terminal_)
    put(visible(bytes, LineEnds::kept));
  else
    put(bytes);
}

void StandardOutput::finish() {
  if (std::fflush(stdout) != 0) fail();
}

}  // namespace entente::cli

#include "entente/stream/source.hpp"

#include "entente/base/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

namespace entente::stream {
namespace {

[[noreturn]] void fail(const std::string& path, int code) {
  if (code == ENOENT || code == ENOTDIR)
    throw Error(ErrorCode::not_found, "there is no such file", "check the path", {path, 0, ""});
  throw Error(ErrorCode::io, std::generic_category().message(code), "check the path, its permissions and the disk",
              {path, 0, ""});
}

}  // namespace

std::vector<std::string> files_of(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) fail(path, errno);
  if (!S_ISDIR(info.st_mode)) return {path};
  std::vector<std::string> files;
  std::error_code code;
  for (std::filesystem::directory_iterator at(path, code), end; !code && at != end; at.increment(code)) {
    if (is_left_out(at->path().filename().string())) continue;
    if (at->is_regular_file(code)) files.push_back(at->path().string());
  }
  if (code) fail(path, code.value());
  std::sort(files.begin(), files.end());
  return files;
}

struct Source::State {
  std::string path;
  std::uint64_t size = 0;
  std::uint64_t taken = 0;
  int file = -1;
  bool at_start = true;  // of the text
  bool old_ends = false;
  std::optional<Unpacked> texts;

  ~State() {
    texts.reset();
    if (file >= 0) close(file);
  }

  std::size_t take(char* into, std::size_t most) {
    for (;;) {
      const ssize_t got = ::read(file, into, most);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail(path, errno);
      taken += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
  }
};

Source::Source(const std::string& path) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.path = path;
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) fail(path, errno);
  if (S_ISDIR(info.st_mode))
    throw Error(ErrorCode::bad_data, "this is a directory, not a file", "name the file in it", {path, 0, ""});
  s.size = static_cast<std::uint64_t>(info.st_size);
  s.file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (s.file < 0) fail(path, errno);
  s.texts.emplace([&s](char* into, std::size_t most) { return s.take(into, most); }, path,
                  S_ISREG(info.st_mode) ? s.file : -1);
}

Source::~Source() = default;

bool Source::next() {
  state_->at_start = true;
  return state_->texts->next();
}

const std::string& Source::name() const { return state_->texts->name(); }

std::size_t Source::read(char* into, std::size_t size) {
  State& s = *state_;
  std::size_t got = 0;
  while (got < size) {
    const std::size_t more = s.texts->read(into + got, size - got);
    if (more == 0) break;
    got += more;
  }
  const std::string_view text(into, got);
  // A text of which as much as this has no line feed at all was written by a program of an old Mac.
  if (s.at_start) s.old_ends = text.find('\n') == std::string_view::npos && text.find('\r') != std::string_view::npos;
  s.at_start = false;
  if (s.old_ends) std::replace(into, into + got, '\r', '\n');
  return got;
}

std::vector<std::string> Source::left_out() const { return state_->texts->left_out(); }

std::uint64_t Source::done() const {
  const std::uint64_t archived = state_->texts->done();
  return archived > 0 ? archived : state_->taken;
}
std::uint64_t Source::size() const { return state_->size; }

}  // namespace entente::stream

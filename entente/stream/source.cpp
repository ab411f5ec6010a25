#include "entente/stream/source.hpp"

#include "entente/base/error.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
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

constexpr std::array<std::string_view, 6> kPackedBegin{"PK\x03\x04",
                                                       "\x1F\x8B",
                                                       std::string_view("\xFD"
                                                                        "7zXZ\0",
                                                                        6),
                                                       "\x28\xB5\x2F\xFD",
                                                       "BZh",
                                                       "PK\x05\x06"};

bool is_packed(std::string_view begin) {
  return std::any_of(kPackedBegin.begin(), kPackedBegin.end(),
                     [&](std::string_view b) { return begin.starts_with(b); });
}

}  // namespace

std::vector<std::string> files_of(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) fail(path, errno);
  if (!S_ISDIR(info.st_mode)) return {path};
  std::vector<std::string> files;
  std::error_code code;
  for (std::filesystem::directory_iterator at(path, code), end; !code && at != end; at.increment(code)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with('.') || name.starts_with("README") || name.starts_with("SOURCE") ||
        name.starts_with("LICENSE"))
      continue;
    if (at->is_regular_file(code)) files.push_back(at->path().string());
  }
  if (code) fail(path, code.value());
  std::sort(files.begin(), files.end());
  return files;
}

struct Source::State {
  std::string path;
  std::string name;
  std::uint64_t size = 0;
  std::uint64_t done = 0;
  int file = -1;  // of a plain file
  bool begun = false;
  archive* packed = nullptr;
  bool several = false;  // an archive with entries, not one packed stream

  ~State() {
    if (file >= 0) close(file);
    if (packed != nullptr) archive_read_free(packed);
  }

  [[noreturn]] void broken() const {
    const char* why = archive_error_string(packed);
    throw Error(ErrorCode::bad_data,
                std::string("the archive is broken: ") + (why == nullptr ? "no reason given" : why),
                "get the file again", {path, 0, ""});
  }
};

Source::Source(const std::string& path) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.path = path;
  s.name = path;
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) fail(path, errno);
  if (S_ISDIR(info.st_mode))
    throw Error(ErrorCode::bad_data, "this is a directory, not a file", "name the file in it", {path, 0, ""});
  s.size = static_cast<std::uint64_t>(info.st_size);
  s.file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (s.file < 0) fail(path, errno);
  char begin[8] = {};
  const ssize_t got = pread(s.file, begin, sizeof begin, 0);
  if (got < 0 && errno != ESPIPE) fail(path, errno);
  if (got <= 0 || !is_packed(std::string_view(begin, static_cast<std::size_t>(got)))) return;

  s.packed = archive_read_new();
  if (s.packed == nullptr) throw Error(ErrorCode::internal, "no memory for the archive", "free memory", {path, 0, ""});
  archive_read_support_format_zip(s.packed);
  archive_read_support_format_raw(s.packed);
  archive_read_support_filter_gzip(s.packed);
  archive_read_support_filter_bzip2(s.packed);
  archive_read_support_filter_xz(s.packed);
  archive_read_support_filter_zstd(s.packed);
  if (archive_read_open_fd(s.packed, s.file, std::size_t{1} << 16U) != ARCHIVE_OK) s.broken();
}

Source::~Source() = default;

bool Source::next() {
  State& s = *state_;
  if (s.packed == nullptr) {
    const bool first = !s.begun;
    s.begun = true;
    return first;
  }
  for (;;) {
    archive_entry* entry = nullptr;
    const int got = archive_read_next_header(s.packed, &entry);
    if (got == ARCHIVE_EOF) return false;
    if (got != ARCHIVE_OK && got != ARCHIVE_WARN) s.broken();
    s.several = archive_format(s.packed) != ARCHIVE_FORMAT_RAW;
    if (s.several && archive_entry_filetype(entry) != AE_IFREG) continue;
    const char* inner = archive_entry_pathname(entry);
    s.name = s.several ? s.path + "/" + (inner == nullptr ? "?" : inner) : s.path;
    return true;
  }
}

const std::string& Source::name() const { return state_->name; }

std::size_t Source::read(char* into, std::size_t size) {
  State& s = *state_;
  if (s.packed != nullptr) {
    const la_ssize_t got = archive_read_data(s.packed, into, size);
    if (got < 0) s.broken();
    s.done = static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_filter_bytes(s.packed, -1)));
    return static_cast<std::size_t>(got);
  }
  for (;;) {
    const ssize_t got = ::read(s.file, into, size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(s.path, errno);
    s.done += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
  }
}

std::uint64_t Source::done() const { return state_->done; }
std::uint64_t Source::size() const { return state_->size; }

}  // namespace entente::stream

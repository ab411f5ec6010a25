#include "entente/stream/unpacked.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <exception>
#include <optional>
#include <utility>

namespace entente::stream {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16U;
constexpr std::size_t kPeek = 512;  // a tar shows its mark at 257
constexpr int kDeepest = 4;
// What is packed is text, which shrinks to a tenth or a fiftieth; what grows more than this, after as much as this, is
// made to exhaust a machine.
constexpr std::uint64_t kMostGrowth = 300;
constexpr std::uint64_t kLeastUnpacked_bytes = std::uint64_t{1} << 28U;

[[noreturn]] void broken(const std::string& name, const std::string& why) {
  throw Error(ErrorCode::bad_data, "the archive is broken: " + why, "get the file again", {name, 0, ""});
}

constexpr std::array<std::string_view, 6> kPackedBegin{
    "PK\x03\x04", "PK\x05\x06", std::string_view("\xFD\x37zXZ\0", 6), "\x28\xB5\x2F\xFD", "BZh", "7z\xBC\xAF\x27\x1C"};

bool is_gzip(std::string_view begin) { return begin.starts_with("\x1F\x8B"); }

bool is_archive(std::string_view begin) {
  if (begin.size() > 262 && begin.substr(257, 5) == "ustar") return true;
  return std::any_of(kPackedBegin.begin(), kPackedBegin.end(),
                     [&](std::string_view b) { return begin.starts_with(b); });
}

// A stream of which the first bytes were looked at.
class Peeked {
 public:
  explicit Peeked(ReadBytes bytes) : bytes_(std::move(bytes)) {
    begin_.resize(kPeek);
    std::size_t size = 0;
    while (size < kPeek) {
      const std::size_t got = bytes_(begin_.data() + size, kPeek - size);
      if (got == 0) break;
      size += got;
    }
    begin_.resize(size);
  }
  std::string_view begin() const { return begin_; }
  std::size_t read(char* into, std::size_t size) {
    if (given_ == begin_.size()) return bytes_(into, size);
    const std::size_t n = std::min(size, begin_.size() - given_);
    std::memcpy(into, begin_.data() + given_, n);
    given_ += n;
    return n;
  }

 private:
  ReadBytes bytes_;
  std::string begin_;
  std::size_t given_ = 0;
};

// The members of a gzip file, one behind the other.
class Gunzip {
 public:
  Gunzip(Peeked& packed, std::string name) : packed_(packed), name_(std::move(name)) {
    constexpr int kGzipAlone = 16 + MAX_WBITS;
    if (inflateInit2(&z_, kGzipAlone) != Z_OK)
      throw Error(ErrorCode::internal, "no memory to unpack", "free memory", {name_, 0, ""});
  }
  ~Gunzip() { inflateEnd(&z_); }
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  std::size_t read(char* into, std::size_t size) {
    if (over_) return 0;
    z_.next_out = reinterpret_cast<Bytef*>(into);  // zlib's bytes are unsigned
    z_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1U << 30U));
    const uInt room = z_.avail_out;
    while (z_.avail_out == room) {
      if (z_.avail_in == 0 && !fill()) broken(name_, "it ends before its last byte");
      const int got = inflate(&z_, Z_NO_FLUSH);
      if (got == Z_STREAM_END) {
        if (!next_member()) over_ = true;
        if (over_) break;
      } else if (got != Z_OK && got != Z_BUF_ERROR) {
        broken(name_, z_.msg == nullptr ? "no reason given" : z_.msg);
      }
    }
    return room - z_.avail_out;
  }

 private:
  bool fill() {
    const std::size_t got = packed_.read(buffer_.data(), buffer_.size());
    z_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
    z_.avail_in = static_cast<uInt>(got);
    return got > 0;
  }
  // Another member, or nothing but the zeros with which tapes are filled up.
  bool next_member() {
    for (;;) {
      while (z_.avail_in > 0 && *z_.next_in == 0) ++z_.next_in, --z_.avail_in;
      if (z_.avail_in > 0) break;
      if (!fill()) return false;
    }
    if (*z_.next_in != 0x1F) broken(name_, "bytes stand behind its end that belong to nothing");
    inflateReset(&z_);
    return true;
  }

  Peeked& packed_;
  std::string name_;
  std::array<char, kPiece> buffer_{};
  z_stream z_{};
  bool over_ = false;
};

}  // namespace

bool is_left_out(std::string_view path) {
  std::string_view last;
  for (std::string_view rest = path; !rest.empty();) {
    last = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), last.size() + 1));
    const bool way = last == "." || last == "..";
    if (last == "__MACOSX" || (last.starts_with('.') && !way)) return true;
  }
  if (last.starts_with("SOURCE")) return true;  // in small letters it may be a table of sources
  const std::string plain = lowered(std::string(last));
  constexpr std::array<std::string_view, 5> kNames{"readme", "license", "licence", "copying", "changelog"};
  return plain == "manifest.txt" || std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) {
           return plain.starts_with(name) &&
                  (plain.size() == name.size() || plain.find_first_of("._- ", name.size()) == name.size());
         });
}

struct Unpacked::State {
  std::string name;
  int depth = 0;
  bool begun = false;
  std::unique_ptr<Peeked> bytes;
  std::unique_ptr<Gunzip> gunzip;
  archive* packed = nullptr;
  std::unique_ptr<Unpacked> inner;  // of the member that is read, or of what gzip holds
  std::string inner_name;
  std::vector<std::string> left_out;
  std::array<char, kPiece> buffer{};
  std::exception_ptr thrown;         // by the bytes below an archive: it must not pass through C
  std::uint64_t packed_bytes = 0;    // read so far, where they do not go through libarchive
  std::uint64_t unpacked_bytes = 0;  // given so far

  ~State() {
    inner.reset();
    if (packed != nullptr) archive_read_free(packed);
  }

  [[noreturn]] void fail() {
    if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
    const char* why = archive_error_string(packed);
    broken(name, why == nullptr ? "no reason given" : why);
  }

  static la_ssize_t give(archive*, void* self, const void** into) {
    auto* state = static_cast<State*>(self);
    try {
      *into = state->buffer.data();
      return static_cast<la_ssize_t>(state->bytes->read(state->buffer.data(), state->buffer.size()));
    } catch (...) {
      state->thrown = std::current_exception();
      return -1;
    }
  }

  void open(int file) {
    packed = archive_read_new();
    if (packed == nullptr) throw Error(ErrorCode::internal, "no memory for the archive", "free memory", {name, 0, ""});
    archive_read_support_format_zip(packed);
    archive_read_support_format_tar(packed);
    archive_read_support_format_7zip(packed);
    archive_read_support_format_raw(packed);
    archive_read_support_filter_bzip2(packed);
    archive_read_support_filter_xz(packed);
    archive_read_support_filter_zstd(packed);
    if (file >= 0) lseek(file, 0, SEEK_SET);
    const int got = file >= 0 ? archive_read_open_fd(packed, file, kPiece)
                              : archive_read_open(packed, this, nullptr, give, nullptr);
    if (got != ARCHIVE_OK) fail();
  }

  // The next member that is not left out; false at the end.
  bool next_member() {
    for (;;) {
      archive_entry* entry = nullptr;
      const int got = archive_read_next_header(packed, &entry);
      if (got == ARCHIVE_EOF) return false;
      if (got != ARCHIVE_OK && got != ARCHIVE_WARN) fail();
      if (archive_format(packed) == ARCHIVE_FORMAT_RAW) {
        inner_name = name;
        return true;
      }
      if (archive_entry_filetype(entry) != AE_IFREG) continue;
      const char* path = archive_entry_pathname(entry);
      inner_name = name + "/" + (path == nullptr ? "?" : path);
      if (path == nullptr || !is_left_out(path)) return true;
      const std::string_view told(path);
      const std::string_view last = told.substr(told.rfind('/') + 1);
      if (!last.starts_with('.') && told.find("__MACOSX/") == std::string_view::npos) left_out.push_back(inner_name);
    }
  }

  void enter(ReadBytes read) {
    inner = std::make_unique<Unpacked>(std::move(read), std::move(inner_name), -1, depth + 1);
  }
};

Unpacked::Unpacked(ReadBytes bytes, std::string name, int file, int depth) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.name = std::move(name);
  s.depth = depth;
  s.bytes = std::make_unique<Peeked>([&s, below = std::move(bytes)](char* into, std::size_t size) {
    const std::size_t got = below(into, size);
    s.packed_bytes += got;
    return got;
  });
  const bool gzip = is_gzip(s.bytes->begin());
  if (!gzip && !is_archive(s.bytes->begin())) return;
  if (depth >= kDeepest)
    throw Error(ErrorCode::bad_data, fmt::format("it is packed more than {} times", kDeepest), "unpack it first",
                {s.name, 0, ""});
  if (gzip) {
    s.gunzip = std::make_unique<Gunzip>(*s.bytes, s.name);
    s.inner_name = s.name;
    s.enter([&s](char* into, std::size_t size) { return s.gunzip->read(into, size); });
  } else {
    s.open(file);
  }
}

Unpacked::~Unpacked() = default;

bool Unpacked::next() {
  State& s = *state_;
  if (s.gunzip) return s.inner->next();
  if (s.packed == nullptr) return !std::exchange(s.begun, true);
  for (;;) {
    if (s.inner && s.inner->next()) return true;
    if (s.inner) {
      const std::vector<std::string> inner = s.inner->left_out();
      s.left_out.insert(s.left_out.end(), inner.begin(), inner.end());
      s.inner.reset();
    }
    if (!s.next_member()) return false;
    s.enter([&s](char* into, std::size_t size) {
      const la_ssize_t got = archive_read_data(s.packed, into, size);
      if (got < 0) s.fail();
      return static_cast<std::size_t>(got);
    });
  }
}

const std::string& Unpacked::name() const { return state_->inner ? state_->inner->name() : state_->name; }

std::size_t Unpacked::read(char* into, std::size_t size) {
  State& s = *state_;
  if (!s.inner) return s.bytes->read(into, size);
  const std::size_t got = s.inner->read(into, size);
  s.unpacked_bytes += got;
  const std::uint64_t packed = std::max<std::uint64_t>({1, s.packed_bytes, done()});
  if (s.unpacked_bytes > kLeastUnpacked_bytes && s.unpacked_bytes / packed > kMostGrowth)
    throw Error(ErrorCode::bad_data, fmt::format("it grows more than {} times as it is unpacked", kMostGrowth),
                "unpack it yourself, and import what is in it; the limit is kMostGrowth, see docs/limits.md",
                {s.name, 0, ""});
  return got;
}

std::vector<std::string> Unpacked::left_out() const {
  std::vector<std::string> all = state_->left_out;
  if (state_->inner) {
    const std::vector<std::string> inner = state_->inner->left_out();
    all.insert(all.end(), inner.begin(), inner.end());
  }
  return all;
}

std::uint64_t Unpacked::done() const {
  const State& s = *state_;
  return s.packed == nullptr ? 0
                             : static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_filter_bytes(s.packed, -1)));
}

}  // namespace entente::stream

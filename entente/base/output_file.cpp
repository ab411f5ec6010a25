#include "entente/base/output_file.hpp"

#include "entente/base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace entente {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kRights = 07777;
constexpr mode_t kNewFile = 0666;  // less the umask

[[noreturn]] void refuse(const std::string& path, int error = errno) {
  const bool no_folder = error == ENOENT || error == ENOTDIR;
  throw Error(ErrorCode::io, fmt::format("the file cannot be written: {}", std::generic_category().message(error)),
              no_folder                           ? "make the folder first, or choose another place"
              : error == EACCES || error == EROFS ? "choose a place that you may write to; nothing was written"
              : error == ENAMETOOLONG             ? "choose a shorter name"
                                                  : "free space or choose another place; an old file, if any, is "
                                                    "unchanged",
              {path, 0, ""});
}

std::optional<struct stat> stat_of(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return std::nullopt;
  return found;
}

bool same(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

const char* kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a FIFO";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

// An answer into a device would replace it by a file, and one into a FIFO waits for a reader.
void refuse_special(const std::string& path, mode_t mode) {
  if (S_ISREG(mode)) return;
  throw Error(ErrorCode::bad_request, fmt::format("this is {}, not a file", kind_of(mode)),
              S_ISDIR(mode) ? "name a file in it"
                            : "name a file; without --out the answer goes to the standard output, which may be a pipe",
              {path, 0, ""});
}

// Behind all links, also where the last of them leads to no file yet.
std::string behind_links(const std::string& path) {
  constexpr int kMostLinks = 40;
  fs::path out(path);
  std::error_code error;
  for (int n = 0; n < kMostLinks && fs::is_symlink(out, error); ++n) {
    const fs::path next = fs::read_symlink(out, error);
    if (error) break;
    out = next.is_absolute() ? next : out.parent_path() / next;
  }
  return out.string();
}

// A name beside the place that no file has.
std::string beside(const std::string& target, const char* ending) {
  for (int n = 0;; ++n) {
    std::string name = fmt::format("{}.{}{}.{}", target, getpid(), n == 0 ? "" : fmt::format("-{}", n), ending);
    struct stat found {};
    if (lstat(name.c_str(), &found) != 0) return name;
  }
}

// A new name is on the disk only when its folder is. Some file systems cannot do this for a folder; the name then is
// there when they write it.
void sync_folder_of(const std::string& target) {
  const std::string folder = fs::path(target).parent_path().string();
  const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  const auto old = stat_of(path_);
  if (old) {
    struct stat out {};
    if (fstat(STDOUT_FILENO, &out) == 0 && same(*old, out) && !S_ISDIR(old->st_mode)) {
      to_standard_output_ = true;
      file_ = stdout;
      return;
    }
    refuse_special(path_, old->st_mode);
    if (access(path_.c_str(), W_OK) != 0) refuse(path_);
  }
  was_there_ = old.has_value();
  target_ = behind_links(path_);
  temporary_ = beside(target_, "tmp");
  const int descriptor = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kNewFile);
  if (descriptor < 0) {
    temporary_.clear();
    refuse(path_);
  }
  // Ownership can be kept only by those who may give files away.
  if (old && (fchmod(descriptor, old->st_mode & kRights) != 0 || fchown(descriptor, old->st_uid, old->st_gid) != 0))
    errno = 0;
  file_ = fdopen(descriptor, "w");
  if (file_ == nullptr) {
    const int error = errno;
    close(descriptor);
    unlink(temporary_.c_str());
    refuse(path_, error);
  }
}

OutputFile::~OutputFile() {
  if (to_standard_output_) return;
  if (file_ != nullptr) std::fclose(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
  if (!before_.empty()) unlink(before_.c_str());
}

void OutputFile::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) refuse(path_);
}

void OutputFile::complete() {
  if (to_standard_output_) return;
  if (std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) refuse(path_);
  std::FILE* const file = std::exchange(file_, nullptr);
  if (std::fclose(file) != 0) refuse(path_);
}

void OutputFile::give_to(const std::function<void(const std::string& temporary)>& write) {
  if (to_standard_output_)
    throw Error(ErrorCode::bad_request, "this form cannot go to the standard output", "name a file", {path_, 0, ""});
  struct stat empty {};
  if (fstat(fileno(file_), &empty) != 0) refuse(path_);
  std::fclose(std::exchange(file_, nullptr));
  unlink(temporary_.c_str());
  write(temporary_);
  file_ = std::fopen(temporary_.c_str(), "r+e");
  if (file_ == nullptr || fchmod(fileno(file_), empty.st_mode & kRights) != 0) refuse(path_);
}

void OutputFile::place(bool keep_old) {
  if (to_standard_output_) {
    if (std::fflush(stdout) != 0) refuse(path_);
    return;
  }
  if (keep_old && was_there_) {
    std::string kept = beside(target_, "old");
    if (link(target_.c_str(), kept.c_str()) == 0) before_ = std::move(kept);
  }
  if (std::rename(temporary_.c_str(), target_.c_str()) != 0) refuse(path_);
  temporary_.clear();
  placed_ = true;
}

void OutputFile::take_back() {
  if (!placed_) return;
  if (!was_there_)
    unlink(target_.c_str());
  else if (!before_.empty() && std::rename(before_.c_str(), target_.c_str()) == 0)
    before_.clear();
  placed_ = false;
}

void OutputFile::settle() {
  if (!before_.empty()) unlink(before_.c_str());
  before_.clear();
  if (placed_) sync_folder_of(target_);
}

void OutputFile::finish() {
  complete();
  place(false);
  settle();
}

void write_file(const std::string& path, std::string_view bytes) {
  OutputFile file(path);
  file.write(bytes);
  file.finish();
}

void make_folder(const std::string& path, std::string_view option) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error)
    throw Error(ErrorCode::io, "the folder cannot be made: " + error.message(), "choose another place",
                {path, 0, std::string(option)});
}

// ---- files that are kept ----------------------------------------------------------------------------------------

namespace {

constexpr int kTries = 500;
constexpr useconds_t kPause = 20'000;  // microseconds: ten seconds in all

// A file held by a lock that all who keep files this way take; given up when it goes.
class HeldFile {
 public:
  HeldFile(const std::string& path, bool to_write) : path_(path) {
    const auto before = stat_of(path);
    made_ = !before && to_write;
    if (before) refuse_special(path, before->st_mode);
    for (int tried = 0; tried < kTries; ++tried) {
      if (!open_once(to_write)) return;
      struct flock lock {};
      lock.l_type = static_cast<short>(to_write ? F_WRLCK : F_RDLCK);
      lock.l_whence = SEEK_SET;
      if (fcntl(descriptor_, F_OFD_SETLK, &lock) == 0) {
        // Another may have put a new file in its place while this one waited.
        const auto now = stat_of(path_);
        if (now && same(*now, status_)) return;
      } else if (errno != EAGAIN && errno != EACCES) {
        return;  // a file system without locks: what can be had is had
      } else {
        usleep(kPause);
      }
      close(std::exchange(descriptor_, -1));
    }
    throw Error(ErrorCode::conflict, "another process holds this file", "try again when it is done", {path, 0, ""});
  }
  ~HeldFile() {
    if (descriptor_ < 0) return;
    // One that was made for nothing goes, while the lock is held; others that waited for it look for the file again.
    if (made_ && fstat(descriptor_, &status_) == 0 && status_.st_size == 0) unlink(behind_links(path_).c_str());
    close(descriptor_);
  }
  HeldFile(const HeldFile&) = delete;
  HeldFile& operator=(const HeldFile&) = delete;

  std::string read() {
    std::string out;
    if (descriptor_ < 0) return out;
    std::array<char, 1U << 16U> piece{};
    lseek(descriptor_, 0, SEEK_SET);
    for (;;) {
      const ssize_t n = ::read(descriptor_, piece.data(), piece.size());
      if (n == 0) break;
      if (n < 0 && errno == EINTR) continue;
      if (n < 0)
        throw Error(ErrorCode::io, "the file cannot be read: " + std::generic_category().message(errno),
                    "check the disk and the rights to the file", {path_, 0, ""});
      out.append(piece.data(), static_cast<std::size_t>(n));
    }
    size_ = end_ = static_cast<off_t>(out.size());
    return out;
  }
  // Behind what `read` gave. On a failure the file is as it was.
  void append(std::string_view bytes) {
    added_ = true;
    while (!bytes.empty()) {
      const ssize_t n = pwrite(descriptor_, bytes.data(), bytes.size(), end_);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) refuse(path_, n == 0 ? ENOSPC : errno);
      end_ += n;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    if (fsync(descriptor_) != 0) refuse(path_);
  }
  void take_back() {
    if (added_ && ftruncate(descriptor_, size_) == 0) fsync(descriptor_);
  }
  void settle() {
    if (made_) sync_folder_of(path_);
  }

 private:
  // Opened; false where there is no file to read.
  bool open_once(bool to_write) {
    // Without waiting: a FIFO that was put there meanwhile must not hold the run.
    const int flags = O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (to_write ? O_RDWR | O_CREAT : O_RDONLY);
    descriptor_ = open(path_.c_str(), flags, kNewFile);
    if (descriptor_ < 0) {
      if (!to_write && errno == ENOENT) return false;
      if (to_write) refuse(path_);
      throw Error(ErrorCode::io, "the file cannot be read: " + std::generic_category().message(errno),
                  "check the rights to the file", {path_, 0, ""});
    }
    if (fstat(descriptor_, &status_) != 0) refuse(path_);
    if (!S_ISREG(status_.st_mode)) {
      close(std::exchange(descriptor_, -1));
      refuse_special(path_, status_.st_mode);
    }
    return true;
  }

  std::string path_;
  int descriptor_ = -1;
  struct stat status_ {};
  off_t size_ = 0;  // as it was read
  off_t end_ = 0;   // behind what was added
  bool made_ = false;
  bool added_ = false;
};

}  // namespace

std::string read_kept(const std::string& path) { return HeldFile(path, false).read(); }

OutputFile& OutputSet::add(const std::string& path) { return *files_.emplace_back(std::make_unique<OutputFile>(path)); }

void OutputSet::add(const std::string& path, std::string_view bytes) { add(path).write(bytes); }

void OutputSet::add(const std::string& path, const std::function<void(const std::string& temporary)>& write) {
  add(path).give_to(write);
}

void OutputSet::keep(const std::string& path, std::function<std::string(std::string_view before)> change) {
  kept_.push_back({path, std::move(change)});
}

void OutputSet::finish() {
  std::vector<std::unique_ptr<HeldFile>> held;
  std::vector<std::pair<HeldFile*, std::string>> additions;
  for (const Kept& kept : kept_) {
    HeldFile& file = *held.emplace_back(std::make_unique<HeldFile>(kept.path, true));
    const std::string before = file.read();
    std::string after = kept.change(before);
    if (after == before) continue;
    if (after.starts_with(before)) {
      additions.emplace_back(&file, after.substr(before.size()));
    } else {
      add(kept.path, after);
    }
  }
  try {
    for (const auto& file : files_) file->complete();
    for (const auto& [file, text] : additions) file->append(text);
    for (const auto& file : files_) file->place(files_.size() > 1);
  } catch (...) {
    for (const auto& file : files_) file->take_back();
    for (const auto& [file, text] : additions) file->take_back();
    throw;
  }
  for (const auto& file : files_) file->settle();
  for (const auto& [file, text] : additions) file->settle();
}

// ---- inputs -----------------------------------------------------------------------------------------------------

bool same_file(const std::string& a, const std::string& b) {
  const auto one = stat_of(a);
  const auto other = stat_of(b);
  if (one && other) return same(*one, *other);
  if (one || other) return false;
  std::error_code error;
  const fs::path first = fs::weakly_canonical(behind_links(a), error);
  if (error) return a == b;
  const fs::path second = fs::weakly_canonical(behind_links(b), error);
  return error ? a == b : first == second;
}

void InputFiles::add(std::string path) {
  if (!path.empty()) paths_.push_back(std::move(path));
}

void InputFiles::refuse(const std::string& output, std::string_view option) const {
  const auto found = stat_of(output);
  const auto fail = [&](const std::string& input) {
    throw Error(ErrorCode::bad_request,
                input == output ? "this file is read by the same command, and would be lost"
                                : fmt::format("this is the same file as {}, which the command reads", input),
                "choose another place; nothing was written", {output, 0, std::string(option)});
  };
  for (const std::string& input : paths_) {
    if (same_file(input, output)) fail(input);
    std::error_code error;
    if (!found || !S_ISREG(found->st_mode) || !fs::is_directory(input, error)) continue;
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(input, fs::directory_options::skip_permission_denied, error)) {
      const auto inside = stat_of(entry.path().string());
      if (inside && same(*inside, *found)) fail(entry.path().string());
    }
  }
}

}  // namespace entente

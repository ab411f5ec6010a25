#pragma once
// Every file that is written goes through here: it appears whole or not at all, over no file that the run reads, into
// no device, and with the rights that it had.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// For bytes that come piece by piece. Written to a new file beside its place and moved there by `finish`; until then
/// an old file of that name stays as it was. Links are followed, and the old file's mode is kept. A path that is the
/// standard output, such as /dev/stdout, is the standard output. Not for two threads at once.
///
/// Throws Error{io} where the file cannot be made, written or put in its place, and Error{bad_request} where the path
/// is a folder, a device, a FIFO or a socket: nothing is written then.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  /// Without `finish` nothing is left behind.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);
  /// Puts the file in its place, on the disk. Call once, last.
  void finish();

 private:
  friend class OutputSet;
  void complete();            // all bytes on the disk, still beside the place
  void place(bool keep_old);  // moves the file to its place; `keep_old` keeps what was there beside it
  void take_back();           // undoes place
  void settle();              // what was there before goes
  void give_to(const std::function<void(const std::string& temporary)>& write);

  std::string path_;       // as it was given, for messages
  std::string target_;     // behind all links
  std::string temporary_;  // empty once it is in its place
  std::string before_;     // a second name of what was there, until `settle`
  std::FILE* file_ = nullptr;
  bool was_there_ = false;
  bool placed_ = false;
  bool to_standard_output_ = false;
};

/// The files of one run: all of them appear, or none. Not for two threads at once. Throws as OutputFile does; of what
/// throws, nothing is left.
class OutputSet {
 public:
  OutputSet() = default;
  OutputSet(const OutputSet&) = delete;
  OutputSet& operator=(const OutputSet&) = delete;

  /// A file for bytes that come piece by piece; its `finish` is called by the set.
  OutputFile& add(const std::string& path);
  /// The whole file.
  void add(const std::string& path, std::string_view bytes);
  /// The same for a writer that wants a path: `write` is given one beside the place. What it throws passes through.
  void add(const std::string& path, const std::function<void(const std::string& temporary)>& write);
  /// A file that is kept and grows: `change` is given what stands in it, or nothing, and gives what shall. It is called
  /// by `finish`, while no other process can change the file this way. Text that begins with the old one is added at
  /// the end of the file; other text takes its place. Throws Error{conflict} where others hold the file too long.
  void keep(const std::string& path, std::function<std::string(std::string_view before)> change);

  /// Puts all in place. Call once, last.
  void finish();

 private:
  struct Kept {
    std::string path;
    std::function<std::string(std::string_view before)> change;
  };
  std::vector<std::unique_ptr<OutputFile>> files_;
  std::vector<Kept> kept_;
};

/// The whole file at once. Throws as OutputFile does.
void write_file(const std::string& path, std::string_view bytes);

/// The folder and those above it, where they are not there yet. Throws Error{io} with the path and `option`, the name
/// of the option that chose it (or empty).
void make_folder(const std::string& path, std::string_view option);

/// What stands in a file that `OutputSet::keep` keeps, never half of an addition; nothing where there is no file.
/// Throws Error: bad_request (no regular file), io, conflict (another process holds it too long).
std::string read_kept(const std::string& path);

/// What a run reads. No output may be one of these files, whatever the names are.
class InputFiles {
 public:
  /// A file, or a folder with all that lies in it. It need not be there.
  void add(std::string path);
  /// Throws Error{bad_request} where the output, chosen by `option`, is one of them: by device and inode where both are
  /// there, else by path.
  void refuse(const std::string& output, std::string_view option) const;

 private:
  std::vector<std::string> paths_;
};

/// Whether two paths lead to one file: by device and inode where both are there, else by path.
bool same_file(const std::string& a, const std::string& b);

}  // namespace entente

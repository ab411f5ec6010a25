#pragma once
// Files that appear whole or not at all, and the folders they go to.

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

namespace entente {

/// For bytes that come piece by piece. Written to a new file beside its place and moved there by `finish`; until then
/// an old file of that name stays as it was. Not for two threads at once. Every member throws Error{io} where the file
/// cannot be made, written or put in its place.
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
  std::string path_;
  std::string temporary_;
  std::FILE* file_ = nullptr;
};

/// The whole file at once. Throws Error{io}.
void write_file(const std::string& path, std::string_view bytes);

/// The same for a writer that wants a path: `write` is given one beside the place. What it throws passes through.
void write_whole(const std::string& path, const std::function<void(const std::string& temporary)>& write);

/// The folder and those above it, where they are not there yet. Throws Error{io} with the path and `option`, the name
/// of the option that chose it (or empty).
void make_folder(const std::string& path, std::string_view option);

}  // namespace entente

#pragma once
// Bytes of files as they come: plain, packed (zip, tar, 7z, gzip, xz, zstd, bzip2), or a folder of both.

#include "entente/stream/unpacked.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace entente::stream {

/// The files that a path stands for: itself, or the regular files of a folder by name (not of folders in it; those that
/// is_left_out says are left out). Throws Error{not_found, io}.
std::vector<std::string> files_of(const std::string& path);

/// The texts of one file, one after the other: one, or as many as an archive holds. Lines that end with a carriage
/// return alone are given with a line feed instead. Not for two threads at once.
class Source {
 public:
  /// Throws Error{not_found, io, bad_data}.
  explicit Source(const std::string& path);
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  /// Goes to the next text, at first to the first one; false when there is none. `name()` is then "a.zip/b.csv" where
  /// the file is an archive, else the path.
  bool next();
  const std::string& name() const;
  /// As many bytes of the text as there are, up to `size`; 0 = its end. Throws Error{io, bad_data (a broken archive)}.
  std::size_t read(char* into, std::size_t size);
  /// Members of an archive that were left out by their names so far.
  std::vector<std::string> left_out() const;
  /// Bytes of the file taken so far, packed where it is, and its size.
  std::uint64_t done() const;
  std::uint64_t size() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace entente::stream

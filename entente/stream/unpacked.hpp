#pragma once
// Texts that lie packed: gzip, xz, zstd, bzip2, the members of zip, tar and 7z, and these in each other.
//
// gzip is unpacked by zlib, which holds every member to its checksum and its length; the rest by libarchive, whose own
// reader of gzip looks at neither.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

/// Up to `size` bytes; 0 = the end. It may give fewer bytes than there are.
using ReadBytes = std::function<std::size_t(char* into, std::size_t size)>;

/// Whether a member of an archive, or a file of a folder, is left out by its name: hidden ones, what a Mac adds
/// (__MACOSX), and what tells of the data: README, LICENSE, COPYING, CHANGELOG in any case and with any ending,
/// SOURCE... and manifest.txt.
bool is_left_out(std::string_view path);

/// The texts in a stream of bytes, one after the other. Not for two threads at once.
class Unpacked {
 public:
  /// `file`: of an open file that holds the bytes, so that an archive can be read from its end; -1 where there is none.
  /// Throws Error{bad_data}.
  Unpacked(ReadBytes bytes, std::string name, int file = -1, int depth = 0);
  ~Unpacked();
  Unpacked(const Unpacked&) = delete;
  Unpacked& operator=(const Unpacked&) = delete;

  /// Goes to the next text; false when there is none.
  bool next();
  /// "a.zip/b.csv" for a member, else the name given.
  const std::string& name() const;
  /// Up to `size` bytes of the text; 0 = its end. Throws Error{bad_data} where the packing is broken.
  std::size_t read(char* into, std::size_t size);
  /// Members that were left out so far, as is_left_out says, without hidden ones.
  std::vector<std::string> left_out() const;
  /// Bytes of the file that were taken so far, where libarchive reads it.
  std::uint64_t done() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace entente::stream

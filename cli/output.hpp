#pragma once
// Where a result goes that is too large to be held: the standard output, or a file that appears whole or not at all.

#include <cstdio>
#include <string>
#include <string_view>

namespace entente::cli {

class Output {
 public:
  /// An empty path is the standard output. Throws Error{io}.
  explicit Output(std::string path);
  /// Without `finish` the file does not appear.
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Throws Error{io} where the disk is full or the pipe is closed.
  void write(std::string_view bytes);
  /// Puts the file in its place.
  void finish();

 private:
  [[noreturn]] void fail();
  std::string path_;
  std::string temporary_;
  std::FILE* file_ = nullptr;
};

}  // namespace entente::cli

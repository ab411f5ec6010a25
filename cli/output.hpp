#pragma once
// The standard output, for results that are too large to be held.

#include <string_view>

namespace entente::cli {

class StandardOutput {
 public:
  StandardOutput();

  /// A terminal gets no raw control character: what others wrote may hold some. Throws Error{io} where the disk is full
  /// or the pipe is closed.
  void write(std::string_view bytes);
  /// Throws as write does. Call once, last.
  void finish();

 private:
  bool on_terminal_;
};

}  // namespace entente::cli

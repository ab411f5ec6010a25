#pragma once
// Where a result goes that is too large to be held: the standard output, or a file that appears whole or not at all.

#include "entente/base/output_file.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace entente::cli {

class Output {
 public:
  /// An empty path is the standard output. Throws Error{io}.
  explicit Output(const std::string& path);

  /// Throws Error{io} where the disk is full or the pipe is closed.
  void write(std::string_view bytes);
  /// Puts the file in its place; without, it does not appear.
  void finish();

 private:
  std::optional<OutputFile> file_;
};

}  // namespace entente::cli

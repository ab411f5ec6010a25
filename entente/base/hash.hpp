#pragma once
// SHA-256, for the hash of a view, of a model file and of an input file: what `sha256sum` prints for the same bytes.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace entente {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);
  /// Adds a text with its length before it, so that ("ab", "c") and ("a", "bc") differ.
  void field(std::string_view text);
  /// Sixty-four hexadecimal digits. Call once.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256(std::string_view bytes);

}  // namespace entente

#pragma once
// Texts by number: each different text is kept once, and rows hold its number.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

/// Texts in the order in which they were first given. Number 0 is the empty text. What `text` gives stays valid as long
/// as the table lives. Cost of `number`: one hash. Not to be changed from two threads at once; a table that nobody
/// changes may be read by many.
class Names {
 public:
  Names();
  Names(Names&&) noexcept = default;
  Names& operator=(Names&&) noexcept = default;
  Names(const Names& other);
  Names& operator=(const Names& other);
  ~Names() = default;

  /// The number of a text, which is added where it is new. Throws Error{bad_data} after 4,294,967,295 texts.
  std::uint32_t number(std::string_view text);

  static constexpr std::uint32_t npos = 0xFFFFFFFFU;
  /// The number of a text, or npos.
  std::uint32_t find(std::string_view text) const;

  /// Requires number < size().
  std::string_view text(std::uint32_t number) const { return texts_[number]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

  /// Bytes held, roughly.
  std::size_t bytes() const;

 private:
  std::string_view keep(std::string_view text);
  std::size_t slot(std::string_view text, std::uint32_t hash) const;
  void grow();

  std::vector<std::string_view> texts_;
  std::vector<std::uint32_t> hashes_;  // of texts_
  std::vector<std::uint32_t> slots_;   // number + 1; 0 = free. Size a power of two, at most half full.
  std::deque<std::string> blocks_;     // where the texts lie
};

}  // namespace entente::stream

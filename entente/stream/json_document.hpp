#pragma once
// The rows of a JSON document that is not lines: an array, the answer of an API that wraps one ({"data": [...]}),
// GeoJSON ({"features": [...]}). Each element of the array becomes a line, so that what reads JSON Lines reads it.

#include "entente/stream/unpacked.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

/// Goes through JSON byte by byte and knows where it is: between which names, and whether in a text.
class JsonPlace {
 public:
  enum class Seen { nothing, array, row_begins, broken };

  /// Of the next byte. `array`: it opens an array that stands in objects alone. `broken`: brackets that do not match,
  /// or deeper than anything that is read.
  Seen take(char c);
  /// The names that lead to where it is, joined by dots; empty in an array at the top.
  std::string path() const;
  std::size_t depth() const { return levels_.size(); }
  bool in_text() const { return in_text_; }

 private:
  struct Level {
    bool array = false;
    std::string key;
  };
  std::vector<Level> levels_;
  std::string text_;
  bool in_text_ = false;
  bool escaped_ = false;
};

/// Where the first array of objects stands in the beginning of a document: "" for an array at the top, "data" for that
/// of {"data": [{...}]}. Nothing where the text is JSON Lines, or has no such array.
std::optional<std::string> rows_path(std::string_view beginning);

/// Gives the elements of the array at a path as lines. Memory: one buffer.
class JsonRows {
 public:
  /// `name`: of the text, for faults.
  JsonRows(ReadBytes bytes, std::string path, std::string name);

  /// Bytes of lines; 0 = the end. Throws Error{bad_data} where the document has no array at the path, its brackets do
  /// not match, or it ends too early.
  std::size_t read(char* into, std::size_t size);

 private:
  void take(char c);
  [[noreturn]] void broken(const char* what) const;

  ReadBytes bytes_;
  std::string path_;
  std::string name_;
  JsonPlace place_;
  std::size_t rows_depth_ = 0;  // of the array that is read; 0 = outside of it
  bool found_ = false;
  bool over_ = false;
  std::uint64_t bytes_taken_ = 0;
  std::string lines_;
  std::size_t given_ = 0;
};

}  // namespace entente::stream

#pragma once
// Splitting delimited text, fast, by the rules of base/delimited.
//
// A fault costs the row it is in and nothing else: a quote that is never closed costs the line it opens on. Text is
// looked at 64 bytes at a time; no cell is copied but those with doubled quotes. base/delimited is for small tables
// and gives rows as values; delimited_contract_test.cpp holds both to the same faults.

#include "entente/stream/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

struct SplitOptions {
  char separator = ',';
  bool quotes = true;                               // RFC 4180 quotes; without, a quote is text
  bool spaces = false;                              // cells are separated by runs of spaces and tabs
  std::size_t longest_row = std::size_t{1} << 20U;  // bytes
};

/// How many cells a row should have; the header's number where there is one. {0, 0} = any number.
struct Expected {
  std::size_t fewest = 0;
  std::size_t most = 0;
  bool header = true;  // for the words of a fault
};

/// Gives the rows of a text one by one. Cost: linear. The text must outlive it and be shorter than 4 GiB. Not for two
/// threads at once.
class Splitter {
 public:
  /// `whole`: the text ends here. Else a row that may go on behind the end is not given, and `next` says `more`.
  Splitter(std::string_view text, const SplitOptions& options, bool whole = true);

  enum class Got { row, fault, more, end };

  /// The next row that is not blank, or what is wrong with it.
  Got next(const Expected& expected);

  std::size_t cells() const { return quoted_ ? parts_.size() : plain_cells_; }
  /// Valid until the next call of `next`. Requires i < cells().
  std::string_view cell(std::size_t i) const {
    if (quoted_) return parts_[i];
    const std::size_t from = i == 0 ? row_ : ends_[i - 1] + 1U;
    return text_.substr(from, ends_[i] - from);
  }
  /// Bytes from the start of the row to the cell, from 1.
  long column(std::size_t i) const;
  /// Lines before the row, counted from the start of the text.
  std::int64_t line() const { return row_line_; }
  /// Of the fault; the file is empty and the line as line() + 1.
  const Reject& fault() const { return fault_; }
  /// Where the row begins, or would begin where `next` says `more` or `end`.
  std::size_t begin() const { return row_; }
  /// The offset behind the row, and the lines before it.
  std::size_t position() const { return next_; }
  std::int64_t lines() const { return next_line_; }

 private:
  void look(std::size_t window);
  void seek(std::size_t offset);
  Got refuse(RejectKind kind, std::size_t offset, std::string reason);
  Got accept(const Expected& expected, bool odd, std::size_t end);
  Got quoted_row(const Expected& expected, std::size_t line_end, std::size_t behind_line);
  void split_spaces(std::size_t end);
  struct Part;
  void take_parts(const std::vector<Part>& parts);

  std::string_view text_;
  SplitOptions options_;
  bool whole_;

  // The 64 bytes at window_: which are separators, line ends, quotes, or bytes that want a look (NUL, above 127).
  std::size_t window_ = 0;
  std::uint64_t separators_ = 0;
  std::uint64_t line_ends_ = 0;
  std::uint64_t quotes_ = 0;
  std::uint64_t odd_ = 0;

  std::size_t row_ = 0;
  std::size_t next_ = 0;
  std::int64_t row_line_ = 0;
  std::int64_t next_line_ = 0;
  bool quoted_ = false;              // the row's cells are parts_
  std::vector<std::uint32_t> ends_;  // offset behind each cell, the first plain_cells_
  std::size_t plain_cells_ = 0;
  std::vector<std::string_view> parts_;  // of a row with quotes or spaces
  std::vector<std::uint32_t> begins_;    // of parts_, in the text
  std::string unescaped_;
  Reject fault_;
};

}  // namespace entente::stream

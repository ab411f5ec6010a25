#pragma once
// CSV that a spreadsheet may open: no cell of it is taken for a formula.

#include <functional>
#include <string>
#include <string_view>

namespace entente::render {

/// Passes CSV on piece by piece, whatever the pieces are, with an apostrophe before each cell that a spreadsheet would
/// compute: one that begins with = + - @, a tab or a return and is not a number. Not for two threads at once.
class SpreadsheetCells {
 public:
  explicit SpreadsheetCells(std::function<void(std::string_view)> sink) : sink_(std::move(sink)) {}

  void write(std::string_view csv);
  /// Call once, last.
  void finish();

 private:
  void end_cell();

  std::function<void(std::string_view)> sink_;
  std::string cell_;  // as it is written, with its quotes
  std::string out_;
  bool quoted_ = false;
};

}  // namespace entente::render

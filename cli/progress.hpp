#pragma once
// How far a long piece of work is: one line on a terminal, nothing anywhere else.

#include "entente/verbs/engine.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace entente::cli {

/// "gdelt.csv  [=====>    ]  52%  2.1 of 4.0 GB  310,000 rows/s  0:13 left", at most `width` characters. The time left
/// is given after the first second and only while it can be told.
std::string progress_line(const std::string& title, std::uint64_t done, std::uint64_t total, std::int64_t rows,
                          double seconds, std::size_t width);

/// Draws that line on the standard error while it lives, ten times a second at most, and takes it away at the end.
class ProgressBar {
 public:
  explicit ProgressBar(std::string title);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  void show(std::uint64_t done, std::uint64_t total, std::int64_t rows);

 private:
  using Clock = std::chrono::steady_clock;
  std::string title_;
  bool on_terminal_;
  bool drawn_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_{};
};

/// One such line after the other, each for the piece of work that reports last.
class ProgressBars {
 public:
  void show(const verbs::Progress& progress);
  /// Takes the line away.
  void clear() { bar_.reset(); }

 private:
  std::string what_;
  std::optional<ProgressBar> bar_;
};

}  // namespace entente::cli

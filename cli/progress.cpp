#include "cli/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace entente::cli {
namespace {

std::string with_commas(std::int64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, ",");
  return out;
}

std::string bytes_of(std::uint64_t done, std::uint64_t total) {
  constexpr std::pair<double, const char*> kUnits[] = {{1e9, "GB"}, {1e6, "MB"}, {1e3, "KB"}, {1, "bytes"}};
  for (const auto& [size, unit] : kUnits)
    if (static_cast<double>(total) >= size || size == 1)
      return fmt::format("{:.1f} of {:.1f} {}", static_cast<double>(done) / size, static_cast<double>(total) / size,
                         unit);
  return {};
}

std::string clock_of(double seconds) {
  const auto whole = std::llround(seconds);
  return whole < 3600 ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                      : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::size_t width_of_terminal() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

std::string progress_line(const std::string& title, std::uint64_t done, std::uint64_t total, std::int64_t rows,
                          double seconds, std::size_t width) {
  const double share = total == 0 ? 0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
  constexpr std::size_t kBar = 20;
  const auto full = static_cast<std::size_t>(share * kBar);
  std::string bar(full, '=');
  if (full < kBar) bar += '>';
  bar.resize(kBar, ' ');
  std::string line = fmt::format("{}  [{}] {:3.0f}%  {}", title, bar, 100 * share, bytes_of(done, total));
  if (seconds >= 1) {
    if (rows > 0)
      line += fmt::format("  {} rows/s", with_commas(static_cast<std::int64_t>(static_cast<double>(rows) / seconds)));
    if (share > 0 && share < 1) line += fmt::format("  {} left", clock_of(seconds / share * (1 - share)));
  }
  if (line.size() > width) line.resize(width);
  return line;
}

ProgressBar::ProgressBar(std::string title) : title_(std::move(title)), on_terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::show(std::uint64_t done, std::uint64_t total, std::int64_t rows) {
  const Clock::time_point now = Clock::now();
  if (!on_terminal_ || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  std::fprintf(stderr, "\r\x1b[K%s",
               progress_line(title_, done, total, rows, seconds, width_of_terminal() - 1).c_str());
  std::fflush(stderr);
}

void ProgressBars::show(const verbs::Progress& progress) {
  if (!bar_ || what_ != progress.what) {
    what_ = progress.what;
    bar_.reset();
    bar_.emplace(what_);
  }
  bar_->show(progress.done, progress.total, progress.rows);
}

}  // namespace entente::cli

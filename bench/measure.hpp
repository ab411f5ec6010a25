#pragma once
// What the benches measure with: processor time, time on the clock and peak memory of this process.

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <string>

namespace entente::bench {

inline double seconds_of(const timeval& t) {
  return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
}

inline rusage usage() {
  rusage now{};
  getrusage(RUSAGE_SELF, &now);
  return now;
}

inline double cpu_seconds_of(const rusage& used) { return seconds_of(used.ru_utime) + seconds_of(used.ru_stime); }

inline long peak_mb_of(const rusage& used) { return used.ru_maxrss / 1024; }

/// From its making on.
struct Timer {
  double cpu = cpu_seconds_of(usage());
  std::chrono::steady_clock::time_point wall = std::chrono::steady_clock::now();

  double cpu_seconds() const { return cpu_seconds_of(usage()) - cpu; }
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count(); }
  std::string text() const { return fmt::format("{:.2f} CPU s, {:.2f} s", cpu_seconds(), seconds()); }
};

}  // namespace entente::bench

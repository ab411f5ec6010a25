#include "entente/base/parallel.hpp"

#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>

namespace entente {

void parallel_for(std::size_t n, Threads threads, const std::function<void(std::size_t)>& body) {
  if (threads.count == 1 || n < 2) {
    for (std::size_t i = 0; i < n; ++i) body(i);
    return;
  }
  // More threads than cores would only make the library print a warning.
  const int cores = tbb::info::default_concurrency();
  tbb::task_arena arena(threads.count == 0 ? cores : std::min(cores, static_cast<int>(threads.count)));
  arena.execute([&] { tbb::parallel_for(std::size_t{0}, n, body); });
}

double ordered_sum(std::span<const double> values) {
  constexpr std::size_t kBlock = 1024;
  double total = 0;
  for (std::size_t begin = 0; begin < values.size(); begin += kBlock) {
    double block = 0;
    for (const double v : values.subspan(begin, std::min(kBlock, values.size() - begin))) block += v;
    total += block;
  }
  return total;
}

}  // namespace entente

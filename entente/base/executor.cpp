#include "entente/base/executor.hpp"

#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <atomic>

namespace entente {
namespace {

// Blocks are mapped in rounds of so many, then reduced: enough that few threads wait at the end of a round, few enough
// that their bytes need little memory.
constexpr std::size_t kBlocksPerThread = 32;

struct Mapped {
  Bytes bytes;
  std::exception_ptr failure;
};

void lower(std::atomic<std::size_t>& least, std::size_t to) {
  std::size_t now = least.load();
  while (to < now && !least.compare_exchange_weak(now, to)) {
  }
}

}  // namespace

ThreadExecutor::ThreadExecutor(std::size_t threads, std::stop_token stop) : stop_(std::move(stop)) {
  // More threads than cores would only make the library print a warning.
  const auto cores = static_cast<std::size_t>(tbb::info::default_concurrency());
  width_ = threads == 0 ? cores : std::min(cores, threads);
}

void ThreadExecutor::run(std::size_t blocks, const Map& map, const Reduce& reduce) const {
  const auto map_unless_stopped = [&](std::size_t block) {
    if (stop_.stop_requested()) throw Stopped();
    return map(block);
  };
  if (width_ == 1 || blocks < 2) {
    for (std::size_t block = 0; block < blocks; ++block) reduce(block, map_unless_stopped(block));
    return;
  }
  const std::size_t round = kBlocksPerThread * width_;
  // One of its own for each run: in an arena with several callers oneTBB may carry on the work of one caller on another
  // one's thread.
  tbb::task_arena threads(static_cast<int>(width_));
  for (std::size_t first = 0; first < blocks; first += round) {
    std::vector<Mapped> mapped(std::min(round, blocks - first));
    std::atomic<std::size_t> failed = mapped.size();  // the lowest so far; blocks behind it are not begun
    std::atomic<std::size_t> ended = 0;
    const auto map_one = [&](std::size_t i) {
      if (i <= failed) {
        try {
          mapped[i].bytes = map_unless_stopped(first + i);
        } catch (...) {
          mapped[i].failure = std::current_exception();
          lower(failed, i);
        }
      }
      ended.fetch_add(1, std::memory_order_release);
    };
    // Isolated: a thread that waits for an inner run begins no block of the outer one.
    threads.execute([&] {
      tbb::this_task_arena::isolate(
          [&] { tbb::parallel_for(std::size_t{0}, mapped.size(), map_one, tbb::simple_partitioner()); });
    });
    check(ended.load(std::memory_order_acquire) == mapped.size(), "a loop that ended before its blocks");
    for (std::size_t i = 0; i < mapped.size(); ++i) {
      if (mapped[i].failure) std::rethrow_exception(mapped[i].failure);
      reduce(first + i, mapped[i].bytes);
    }
  }
}

}  // namespace entente

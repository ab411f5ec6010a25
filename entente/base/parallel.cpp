#include "entente/base/parallel.hpp"

#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

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

struct OrderedWork::Queue {
  struct Piece {
    std::function<void()> run;
    std::exception_ptr failure;
    bool done = false;
  };
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::unique_ptr<Piece>> pieces;  // given and not taken, oldest first
  std::size_t begun = 0;                      // of pieces
  bool closing = false;
  std::vector<std::thread> threads;

  static void run(Piece& piece) {
    try {
      piece.run();
    } catch (...) {
      piece.failure = std::current_exception();
    }
    piece.run = nullptr;
  }

  void serve() {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return closing || begun < pieces.size(); });
      if (closing) return;
      Piece& piece = *pieces[begun++];
      lock.unlock();
      run(piece);
      lock.lock();
      piece.done = true;
      changed.notify_all();
    }
  }
};

OrderedWork::OrderedWork(Threads threads) : queue_(std::make_unique<Queue>()) {
  const auto cores = static_cast<std::size_t>(tbb::info::default_concurrency());
  const std::size_t count = threads.count == 0 ? cores : std::min(cores, threads.count);
  if (count < 2) return;
  for (std::size_t i = 0; i < count; ++i) queue_->threads.emplace_back([queue = queue_.get()] { queue->serve(); });
}

OrderedWork::~OrderedWork() {
  {
    const std::lock_guard lock(queue_->mutex);
    queue_->closing = true;
  }
  queue_->changed.notify_all();
  for (std::thread& thread : queue_->threads) thread.join();
}

void OrderedWork::give(std::function<void()> piece) {
  auto made = std::make_unique<Queue::Piece>();
  made->run = std::move(piece);
  if (queue_->threads.empty()) {
    Queue::run(*made);
    made->done = true;
    queue_->pieces.push_back(std::move(made));
    return;
  }
  {
    const std::lock_guard lock(queue_->mutex);
    queue_->pieces.push_back(std::move(made));
  }
  queue_->changed.notify_all();
}

void OrderedWork::take() {
  std::unique_lock lock(queue_->mutex);
  queue_->changed.wait(lock, [&] { return queue_->pieces.front()->done; });
  const std::unique_ptr<Queue::Piece> piece = std::move(queue_->pieces.front());
  queue_->pieces.pop_front();
  if (queue_->begun > 0) --queue_->begun;
  if (piece->failure) std::rethrow_exception(piece->failure);
}

std::size_t OrderedWork::given() const {
  const std::lock_guard lock(queue_->mutex);
  return queue_->pieces.size();
}

std::size_t OrderedWork::enough() const { return queue_->threads.empty() ? 1 : queue_->threads.size() + 1; }

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

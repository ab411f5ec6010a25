#include "entente/base/ordered_work.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace entente {

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

OrderedWork::OrderedWork(std::size_t width) : queue_(std::make_unique<Queue>()) {
  if (width < 2) return;
  for (std::size_t i = 0; i < width; ++i) queue_->threads.emplace_back([queue = queue_.get()] { queue->serve(); });
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

}  // namespace entente

#pragma once
// Work on data that comes bit by bit: pieces run on other threads and are taken in the order in which they were given.
// For loops whose size is known beforehand there is base/executor.hpp.

#include <cstddef>
#include <functional>
#include <memory>

namespace entente {

/// Pieces of work that are finished in the order in which they were given. One thread gives and takes; the pieces run
/// on others, which may write into what belongs to their piece.
class OrderedWork {
 public:
  /// On `width` threads, as Executor::width() gives them; where it is 1 a piece runs when it is given.
  explicit OrderedWork(std::size_t width);
  /// Waits for what is running; what was not begun is left out.
  ~OrderedWork();
  OrderedWork(const OrderedWork&) = delete;
  OrderedWork& operator=(const OrderedWork&) = delete;

  void give(std::function<void()> piece);
  /// Waits for the oldest piece that was not taken; rethrows what it threw. Requires given() > 0.
  void take();
  /// Pieces given and not yet taken, and how many it takes to keep all threads busy.
  std::size_t given() const;
  std::size_t enough() const;

 private:
  struct Queue;
  std::unique_ptr<Queue> queue_;
};

}  // namespace entente

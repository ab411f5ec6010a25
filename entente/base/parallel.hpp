#pragma once
// Parallel loops whose result does not depend on the number of threads.
//
// Work is cut into blocks whose borders depend on the size alone; a block writes only what belongs to its index, and
// sums are added in index order. This is the one place that will know of other executors (MPI, in `cluster`).

#include <cstddef>
#include <functional>
#include <memory>
#include <span>

namespace entente {

/// How many threads a computation may use; 0 = all of the machine.
struct Threads {
  std::size_t count = 0;
};

/// Calls body(i) once for each i in [0, n), in any order, on at most `threads` threads. Returns when all are done.
/// An exception from a body ends the loop and is rethrown here.
void parallel_for(std::size_t n, Threads threads, const std::function<void(std::size_t)>& body);

/// Pieces of work that are finished in the order in which they were given, for data that comes bit by bit. One thread
/// gives and takes; the pieces run on others, or at once where `threads` is 1.
class OrderedWork {
 public:
  explicit OrderedWork(Threads threads);
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

/// The sum of `values`, added in index order within fixed blocks of 1,024 and then over the blocks in order.
double ordered_sum(std::span<const double> values);

}  // namespace entente

#pragma once
// Ranks in one process: each runs the whole program on a thread of its own, maps only its own blocks, and gets the
// others' as bytes. What one rank's map writes the others never see, so a computation that gives the same here as with
// threads needs no shared memory.

#include "tests/executor_contract.hpp"

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>

namespace entente::tests {

/// Where ranks leave their blocks. The n-th run() of one rank meets the n-th of the others.
class Board {
 public:
  struct Block {
    Bytes bytes;
    std::exception_ptr failure;
  };
  using Blocks = std::map<std::size_t, Block>;

  explicit Board(std::size_t ranks) : ranks_(ranks) {}

  /// Leaves blocks and waits for those of the other ranks; all of them, in order.
  const Blocks& exchange(std::size_t run, Blocks own) {
    std::unique_lock lock(mutex_);
    Meeting& meeting = meetings_[run];
    meeting.blocks.merge(own);
    ++meeting.came;
    changed_.notify_all();
    const bool all = changed_.wait_for(lock, std::chrono::minutes(2), [&] { return meeting.came == ranks_; });
    check(all, "a rank did not come to a run that the others came to");
    return meeting.blocks;
  }

 private:
  struct Meeting {
    Blocks blocks;
    std::size_t came = 0;
  };
  std::size_t ranks_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Meeting> meetings_;
};

/// One rank, used on its own thread alone.
class RankExecutor final : public Executor {
 public:
  RankExecutor(std::size_t rank, std::size_t ranks, Board& board, std::stop_token stop)
      : rank_(rank), ranks_(ranks), board_(board), stop_(std::move(stop)) {}

  void run(std::size_t blocks, const Map& map, const Reduce& reduce) const override {
    // An inner run stays with the rank.
    if (inside_) {
      const ThreadExecutor here(1, stop_);
      return here.run(blocks, map, reduce);
    }
    Board::Blocks own;
    bool failed = false;
    inside_ = true;
    for (std::size_t b = rank_; b < blocks && !failed; b += ranks_) {
      Board::Block& block = own[b];
      try {
        if (stop_.stop_requested()) throw Stopped();
        block.bytes = map(b);
      } catch (...) {
        block.failure = std::current_exception();
        failed = true;
      }
    }
    inside_ = false;
    for (const auto& [number, block] : board_.exchange(runs_++, std::move(own))) {
      if (block.failure) std::rethrow_exception(block.failure);
      reduce(number, block.bytes);
    }
  }
  std::size_t width() const override { return ranks_; }

 private:
  std::size_t rank_;
  std::size_t ranks_;
  Board& board_;
  std::stop_token stop_;
  mutable bool inside_ = false;
  mutable std::size_t runs_ = 0;
};

/// Runs the program on so many ranks; rethrows what the first of them threw.
inline void on_ranks(std::size_t ranks, const std::stop_token& stop, const Program& program) {
  Board board(ranks);
  std::vector<std::exception_ptr> failures(ranks);
  {
    std::vector<std::jthread> threads;
    for (std::size_t rank = 0; rank < ranks; ++rank)
      threads.emplace_back([&, rank] {
        try {
          program(RankExecutor(rank, ranks, board, stop));
        } catch (...) {
          failures[rank] = std::current_exception();
        }
      });
  }
  for (const auto& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace entente::tests

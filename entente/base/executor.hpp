#pragma once
// Who carries out a loop: map(block) -> bytes on any thread or rank, then an ordered reduce.
//
// Work is cut into blocks whose borders depend on its size alone. A map writes nothing that another one or the caller
// reads: what it found leaves it as bytes. A reduce sees the blocks in order. So one thread, many threads and many
// machines give the same bytes. The library is given an executor; only a door chooses one.

#include "entente/base/bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <span>
#include <stop_token>
#include <type_traits>
#include <utility>
#include <vector>

namespace entente {

/// Thrown by a run that was asked to stop. Not an Error: nothing is wrong, and nobody but the door that asked catches
/// it.
class Stopped : public std::exception {
 public:
  const char* what() const noexcept override { return "stopped as asked"; }
};

/// May be used inside a map; the work of such an inner run stays with the rank that maps the block. Every executor
/// passes the suite in tests/executor_contract.hpp.
class Executor {
 public:
  using Map = std::function<Bytes(std::size_t block)>;
  using Reduce = std::function<void(std::size_t block, std::span<const std::byte> bytes)>;

  Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  virtual ~Executor() = default;

  /// Calls `map` for the blocks [0, blocks), several at once and in any order, and `reduce` for each, in order and on
  /// the calling thread. With many ranks every rank calls run() alike, a block is mapped on one of them, and every rank
  /// reduces all blocks.
  ///
  /// What the lowest block throws that throws at all is rethrown, after the blocks before it were reduced and no other;
  /// what `reduce` throws ends the run too. Once a stop is asked for no further block is begun, and Stopped is thrown
  /// where one was left. Memory: the bytes of some tens of blocks for each thread.
  virtual void run(std::size_t blocks, const Map& map, const Reduce& reduce) const = 0;

  /// How many blocks are mapped at once, at most. For the size of buffers and messages; no result may depend on it.
  virtual std::size_t width() const = 0;
};

/// The threads of this machine. May be used from many threads at once.
class ThreadExecutor final : public Executor {
 public:
  /// At most `threads` threads and never more than the machine has; 0 = as many as it has.
  explicit ThreadExecutor(std::size_t threads = 0, std::stop_token stop = {});

  void run(std::size_t blocks, const Map& map, const Reduce& reduce) const override;
  std::size_t width() const override { return width_; }

 private:
  std::size_t width_;
  std::stop_token stop_;
};

/// Cuts [0, n) into blocks of `block_size`; `map(first, last)` gives a value that bytes.hpp can write, and
/// `reduce(first, value)` takes it, in order. Requires block_size > 0, which must not depend on the executor.
template <class MapBlock, class ReduceBlock>
void map_reduce(const Executor& executor, std::size_t n, std::size_t block_size, const MapBlock& map,
                const ReduceBlock& reduce) {
  using Part = std::remove_cvref_t<std::invoke_result_t<const MapBlock&, std::size_t, std::size_t>>;
  check(block_size > 0, "a block of nothing");
  executor.run(
      n / block_size + (n % block_size != 0 ? 1 : 0),
      [&](std::size_t block) {
        const std::size_t first = block * block_size;
        Part part = map(first, first + std::min(block_size, n - first));
        return to_bytes(part);
      },
      [&](std::size_t block, std::span<const std::byte> bytes) {
        reduce(block * block_size, from_bytes<Part>(bytes));
      });
}

/// The values of map(0), ..., map(n - 1), computed in blocks of `block_size`. The block should be worth some ten
/// microseconds. For a yes or no return a char or a struct.
template <class MapIndex>
auto map_each(const Executor& executor, std::size_t n, std::size_t block_size, const MapIndex& map) {
  using Value = std::remove_cvref_t<std::invoke_result_t<const MapIndex&, std::size_t>>;
  std::vector<Value> all;
  all.reserve(n);
  map_reduce(
      executor, n, block_size,
      [&](std::size_t first, std::size_t last) {
        std::vector<Value> part;
        part.reserve(last - first);
        for (std::size_t i = first; i < last; ++i) part.push_back(map(i));
        return part;
      },
      [&](std::size_t, std::vector<Value>&& part) {
        all.insert(all.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
      });
  return all;
}

}  // namespace entente

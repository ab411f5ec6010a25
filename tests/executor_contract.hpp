#pragma once
// The suite that every executor passes: threads, ranks that are threads, ranks on many machines.

#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"
#include "entente/base/random.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <numeric>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace entente::tests {

/// What every rank does with its executor.
using Program = std::function<void(const Executor& executor)>;
/// Runs a program once on each rank (once where there are only threads) and returns when all are through.
using OnEveryRank = std::function<void(std::stop_token stop, const Program& program)>;

// Some numbers of the block, at times none.
inline Bytes made(std::size_t block) {
  RandomStream random(1, "executor contract", block);
  std::vector<std::uint64_t> numbers(block * 7 % 5);
  for (auto& number : numbers) number = random.bits();
  return to_bytes(numbers);
}

inline void reduces_in_order(const OnEveryRank& run) {
  for (const std::size_t blocks : {0U, 1U, 2U, 5U, 64U, 1000U}) {
    CAPTURE(blocks);
    Bytes expected;
    for (std::size_t b = 0; b < blocks; ++b) {
      const Bytes bytes = made(b);
      expected.insert(expected.end(), bytes.begin(), bytes.end());
    }
    std::vector<std::atomic<int>> mapped(blocks);
    run({}, [&](const Executor& executor) {
      const auto caller = std::this_thread::get_id();
      std::vector<std::size_t> order;
      Bytes all;
      bool by_caller = true;
      executor.run(
          blocks,
          [&](std::size_t block) {
            ++mapped[block];
            return made(block);
          },
          [&](std::size_t block, std::span<const std::byte> bytes) {
            by_caller = by_caller && std::this_thread::get_id() == caller;
            order.push_back(block);
            all.insert(all.end(), bytes.begin(), bytes.end());
          });
      std::vector<std::size_t> counted(blocks);
      std::iota(counted.begin(), counted.end(), std::size_t{0});
      CHECK(order == counted);
      CHECK(by_caller);
      CHECK(all == expected);
      CHECK(executor.width() >= 1);
    });
    for (const auto& times : mapped) CHECK(times == 1);
  }
}

inline void rethrows_the_lowest(const OnEveryRank& run) {
  std::atomic<int> ranks = 0;
  std::atomic<int> refused = 0;
  run({}, [&](const Executor& executor) {
    ++ranks;
    std::size_t reduced = 0;
    try {
      executor.run(
          800,
          [](std::size_t block) {
            // The lowest is begun after another has failed.
            if (block <= 5) std::this_thread::sleep_for(std::chrono::milliseconds(5));
            check(block != 5 && block != 6 && block != 40 && block != 700, std::to_string(block).c_str());
            return Bytes{};
          },
          [&](std::size_t, std::span<const std::byte>) { ++reduced; });
    } catch (const Error& error) {
      CHECK(error.message() == "5");
      CHECK(reduced == 5);
      ++refused;
    }
  });
  CHECK(ranks > 0);
  CHECK(refused == ranks);
}

inline void passes_on_what_a_reduce_throws(const OnEveryRank& run) {
  run({}, [](const Executor& executor) {
    std::size_t last = 0;
    CHECK_THROWS_AS(executor.run(
                        300, [](std::size_t) { return Bytes{}; },
                        [&](std::size_t block, std::span<const std::byte>) {
                          last = block;
                          check(block != 7, "seven");
                        }),
                    Error);
    CHECK(last == 7);
    // It can be used again.
    CHECK(map_each(executor, 100, 3, [](std::size_t i) { return i; }).back() == 99);
  });
}

inline void stops_between_blocks(const OnEveryRank& run) {
  const auto nothing = [](std::size_t, std::span<const std::byte>) {};
  {
    std::stop_source source;
    source.request_stop();
    std::atomic<int> mapped = 0;
    run(source.get_token(), [&](const Executor& executor) {
      const auto count = [&](std::size_t) {
        ++mapped;
        return Bytes{};
      };
      CHECK_NOTHROW(executor.run(0, count, nothing));
      CHECK_THROWS_AS(executor.run(1, count, nothing), Stopped);
      CHECK_THROWS_AS(executor.run(100, count, nothing), Stopped);
    });
    CHECK(mapped == 0);
  }
  std::stop_source source;
  std::atomic<int> mapped = 0;
  run(source.get_token(), [&](const Executor& executor) {
    CHECK_THROWS_AS(executor.run(
                        100000,
                        [&](std::size_t block) {
                          ++mapped;
                          if (block == 3) source.request_stop();
                          return Bytes{};
                        },
                        nothing),
                    Stopped);
  });
  CHECK(mapped < 100000);
}

inline void nests(const OnEveryRank& run) {
  run({}, [](const Executor& executor) {
    const auto triangle = [&](std::size_t n) {
      const auto parts = map_each(executor, n, 1, [&](std::size_t i) {
        const auto ones = map_each(executor, i + 1, 2, [](std::size_t) { return std::size_t{1}; });
        return std::accumulate(ones.begin(), ones.end(), std::size_t{0});
      });
      return std::accumulate(parts.begin(), parts.end(), std::size_t{0});
    };
    const auto sums = map_each(executor, 30, 1, triangle);
    for (std::size_t n = 0; n < 30; ++n) CHECK(sums[n] == n * (n + 1) / 2);
  });
}

inline void check_executor(const OnEveryRank& run) {
  reduces_in_order(run);
  rethrows_the_lowest(run);
  passes_on_what_a_reduce_throws(run);
  stops_between_blocks(run);
  nests(run);
}

}  // namespace entente::tests

#include "entente/base/executor.hpp"

#include "entente/base/error.hpp"
#include "entente/base/ordered_sum.hpp"
#include "tests/executor_contract.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

using namespace entente;

namespace {

struct Leg {
  std::string from;
  std::vector<double> km;
  std::uint8_t kind = 0;
  bool operator==(const Leg&) const = default;
};

template <class Take>
void each_part(Leg& leg, Take& take) {
  take(leg.from, leg.km, leg.kind);
}

static_assert(HasParts<Leg> && !PlainBytes<Leg>);
static_assert(PlainBytes<double> && !PlainBytes<const char*> && !PlainBytes<std::string>);

}  // namespace

TEST_CASE("threads keep the contract of executors, whatever their number") {
  for (const std::size_t threads : {1, 2, 3, 7}) {
    CAPTURE(threads);
    tests::check_executor([&](std::stop_token stop, const tests::Program& program) {
      program(ThreadExecutor(threads, std::move(stop)));
    });
  }
}

TEST_CASE("one executor serves several callers at once") {
  const ThreadExecutor executor;
  std::vector<std::vector<std::size_t>> found(4);
  {
    std::vector<std::jthread> callers;
    for (auto& list : found)
      callers.emplace_back([&] { list = map_each(executor, 5000, 7, [](std::size_t i) { return i * i; }); });
  }
  for (const auto& list : found) {
    REQUIRE(list.size() == 5000);
    for (std::size_t i = 0; i < list.size(); ++i) REQUIRE(list[i] == i * i);
  }
}

TEST_CASE("values come back in order of their index, and a block holds its indices alone") {
  for (const std::size_t threads : {1, 2}) {
    const ThreadExecutor executor(threads);
    CHECK(map_each(executor, 0, 4, [](std::size_t i) { return i; }).empty());
    const auto legs = map_each(executor, 103, 10, [](std::size_t i) {
      return Leg{std::string(i, 'x'), std::vector<double>(i % 3, 0.5), static_cast<std::uint8_t>(i)};
    });
    REQUIRE(legs.size() == 103);
    for (std::size_t i = 0; i < legs.size(); ++i)
      CHECK(legs[i] == Leg{std::string(i, 'x'), std::vector<double>(i % 3, 0.5), static_cast<std::uint8_t>(i)});
    std::vector<std::array<std::size_t, 2>> blocks;
    map_reduce(
        executor, 25, 10,
        [](std::size_t first, std::size_t last) {
          return std::array{first, last};
        },
        [&](std::size_t first, const std::array<std::size_t, 2>& block) {
          CHECK(first == block[0]);
          blocks.push_back(block);
        });
    CHECK(blocks == std::vector<std::array<std::size_t, 2>>{{0, 10}, {10, 20}, {20, 25}});
  }
}

TEST_CASE("values written as bytes are read back, and bytes that are too few or too many are a fault") {
  std::vector<std::vector<Leg>> lists{{}, {{"a", {}, 1}, {"", {1.5, -0.0}, 255}}};
  const Bytes bytes = to_bytes(lists);
  CHECK(from_bytes<std::vector<std::vector<Leg>>>(bytes) == lists);
  Bytes longer = bytes;
  longer.push_back({});
  CHECK_THROWS_AS(from_bytes<std::vector<std::vector<Leg>>>(longer), Error);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_THROWS_AS(from_bytes<std::vector<std::vector<Leg>>>(std::span(bytes).first(size)), Error);
}

TEST_CASE("a sum of many numbers is made in blocks of 1,024") {
  std::vector<double> values(3000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = 1.0 / static_cast<double>(i + 1);
  double sum = 0;
  for (const std::size_t first : {0U, 1024U, 2048U}) {
    double block = 0;
    for (std::size_t i = first; i < std::min<std::size_t>(first + 1024, values.size()); ++i) block += values[i];
    sum += block;
  }
  CHECK(ordered_sum(values) == sum);
  CHECK(ordered_sum({}) == 0);
}

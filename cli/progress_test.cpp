#include "cli/progress.hpp"

#include <doctest/doctest.h>

using namespace entente::cli;

TEST_CASE("the line of progress says how far, how fast and how long still") {
  CHECK(progress_line("a.csv", 1'000'000'000, 4'000'000'000, 5'000'000, 10, 200) ==
        "a.csv  [=====>              ]  25%  1.0 of 4.0 GB  500,000 rows/s  0:30 left");
  CHECK(progress_line("a.csv", 500, 500, 3, 4000, 200) ==
        "a.csv  [====================] 100%  500.0 of 500.0 bytes  0 rows/s");
  CHECK(progress_line("a.csv", 10, 40'000, 3, 2, 200).ends_with("2:13:18 left"));
}

TEST_CASE("before the first second, and of an empty file, no rate and no time is told") {
  CHECK(progress_line("a.csv", 5, 10, 3, 0.5, 200) == "a.csv  [==========>         ]  50%  5.0 of 10.0 bytes");
  CHECK(progress_line("a.csv", 0, 0, 0, 2, 200) == "a.csv  [>                   ]   0%  0.0 of 0.0 bytes");
}

TEST_CASE("the line is no longer than the terminal is wide") {
  CHECK(progress_line("a.csv", 5, 10, 3, 2, 30).size() == 30);
}

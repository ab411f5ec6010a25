#include "entente/align/powers.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;
using namespace entente::align;

namespace {

const std::string kGood =
    "[votes]\nhigh = [\"AAA\"]\nlow = [\"BBB\"]\n[polarity]\npoles = [\"AAA\", \"BBB\"]\n[partners]\nfollowed = "
    "[\"BBB\"]\n";

std::string refusal(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  try {
    read_powers(text, "powers.toml");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("the powers that ship read, and their hash follows their bytes") {
  const std::string file = std::string(ENTENTE_SOURCE_DIR) + "/data/model/powers.toml";
  const Powers powers = read_powers(read_file(file), file);
  CHECK_FALSE(powers.high.empty());
  CHECK(powers.poles.size() == 3);
  CHECK(read_powers(kGood, "a").hash != read_powers(kGood + " ", "a").hash);
}

TEST_CASE("a list that is missing, empty or at odds with another is refused by its field") {
  CHECK(refusal(kGood, "BBB", "BBB") == "accepted");
  CHECK(refusal(kGood, "low = [\"BBB\"]\n", "").find("field votes.low") != std::string::npos);
  CHECK(refusal(kGood, "low = [\"BBB\"]", "low = []").find("field votes.low") != std::string::npos);
  CHECK(refusal(kGood, "low = [\"BBB\"]", "low = [\"AAA\"]").find("AAA stands at both ends") != std::string::npos);
  CHECK(refusal(kGood, "[polarity]\npoles = [\"AAA\", \"BBB\"]\n", "").find("polarity: the table is missing") !=
        std::string::npos);
  CHECK(refusal(kGood, "followed", "favourites").find("there is no such field") != std::string::npos);
}

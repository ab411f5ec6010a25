#include "entente/outlook/asked_reader.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace entente::outlook {
namespace {

constexpr std::array<std::string_view, 21> kSmallNumbers{
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
constexpr std::array<std::string_view, 9> kTens{"thirty", "forty",  "fifty",       "sixty",    "seventy",
                                                "eighty", "ninety", "one hundred", "a hundred"};
constexpr std::size_t kMostNamed = 4;  // of what could stand there

}  // namespace

void Reader::take_out(std::size_t from, std::size_t to) {
  words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(from), words_.begin() + static_cast<std::ptrdiff_t>(to));
}

bool Reader::phrase_at(std::string_view phrase, bool name_missing) {
  const std::vector<Word> wanted = words_in(phrase);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (at_ + i < words_.size() && words_[at_ + i].folded == wanted[i].folded) continue;
    // What is missing is named from the word that does not fit.
    std::string rest;
    for (std::size_t j = i; j < wanted.size(); ++j) rest += (rest.empty() ? "" : " ") + wanted[j].folded;
    if (name_missing) expect(at_ + i, "\"" + rest + "\"");
    return false;
  }
  at_ += wanted.size();
  return true;
}

bool Reader::one_of(std::initializer_list<std::string_view> phrases, std::string_view what) {
  return longest_of(phrases, what);
}

bool Reader::one_of(std::string_view alternatives, std::string_view what) {
  std::vector<std::string_view> phrases;
  while (!alternatives.empty()) {
    const std::size_t bar = std::min(alternatives.find('|'), alternatives.size());
    phrases.push_back(alternatives.substr(0, bar));
    alternatives.remove_prefix(std::min(bar + 1, alternatives.size()));
  }
  return longest_of(phrases, what);
}

bool Reader::longest_of(const std::vector<std::string_view>& phrases, std::string_view what) {
  const std::size_t begin = at_;
  std::size_t longest = begin;
  for (const std::string_view phrase : phrases)
    if (phrase_at(phrase, false)) {
      longest = std::max(longest, at_);
      at_ = begin;
    }
  if (longest == begin && !what.empty()) expect(begin, std::string(what));
  at_ = longest;
  return longest > begin;
}

std::optional<std::string> Reader::actor() {
  if (auto found = lexicon_.longest_actor(words_, at_)) {
    at_ += found->second;
    return found->first;
  }
  expect(at_, "an actor");
  return std::nullopt;
}

std::optional<Base> Reader::base() {
  const std::size_t begin = at_;
  have("the");
  if (auto found = lexicon_.longest_base(words_, at_)) {
    at_ += found->second;
    return found->first;
  }
  at_ = begin;
  return std::nullopt;
}

std::optional<double> Reader::number() {
  if (at_ < words_.size()) {
    std::string digits = words_[at_].raw;
    digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc{} && end == digits.data() + digits.size() && std::isfinite(value) && value >= 0) {
      ++at_;
      return value;
    }
  }
  for (std::size_t i = 0; i < kTens.size(); ++i)
    if (have(kTens[i])) {
      double value = std::min(100.0, 30 + 10 * static_cast<double>(i));
      for (std::size_t unit = 1; unit < 10; ++unit)
        if (value < 100 && have(kSmallNumbers[unit])) value += static_cast<double>(unit);
      return value;
    }
  for (std::size_t i = kSmallNumbers.size(); i-- > 0;)
    if (have(kSmallNumbers[i])) return static_cast<double>(i);
  if (have("a") || have("an")) return 1;
  expect(at_, "a number");
  return std::nullopt;
}

void Reader::expect(std::size_t place, std::string what) {
  if (place > farthest_) {
    farthest_ = place;
    expected_.clear();
  }
  if (place == farthest_ && std::find(expected_.begin(), expected_.end(), what) == expected_.end())
    expected_.push_back(std::move(what));
}

void Reader::fail(const std::string& remedy) const {
  std::string wanted;
  const std::size_t named = std::min(kMostNamed, expected_.size());
  for (std::size_t i = 0; i < named; ++i) wanted += (i == 0 ? "" : i + 1 == named ? " or " : ", ") + expected_[i];
  const bool over = farthest_ >= words_.size();
  std::string all = remedy;
  if (!over && std::find(expected_.begin(), expected_.end(), "an actor") != expected_.end())
    if (const std::string near = lexicon_.nearest(words_, farthest_); !near.empty())
      all = fmt::format("{}; did you mean {}? `entente record show actors` lists all", remedy, near);
  throw Error(ErrorCode::bad_request,
              over ? fmt::format("the question ends too early: {} should follow", wanted)
                   : fmt::format("the question is not understood at character {}, \"{}\": {} should stand there",
                                 words_[farthest_].at + 1, text_.substr(words_[farthest_].at), wanted),
              all);
}

}  // namespace entente::outlook

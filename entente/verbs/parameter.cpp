#include "entente/verbs/parameter.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace entente::verbs {
namespace {

// How a person writes the parameter: "--as-of", or its name where it stands by its position.
std::string written(const Parameter& p) { return p.positional ? p.name : "--" + p.name; }

[[noreturn]] void refuse(const Parameter& p, std::string message, std::string remedy) {
  throw Error(ErrorCode::bad_request, std::move(message), std::move(remedy), {"", 0, written(p)});
}

std::string range_words(const Parameter& p) {
  if (p.least && p.most) return fmt::format("give {:g} to {:g}", *p.least, *p.most);
  if (p.least) return fmt::format("give {:g} or more", *p.least);
  return fmt::format("give at most {:g}", *p.most);
}

void check_range(const Parameter& p, double number) {
  if ((p.least && number < *p.least) || (p.most && number > *p.most))
    refuse(p, fmt::format("{:g} is out of range", number), range_words(p));
}

void check_choice(const Parameter& p, const std::string& word) {
  if (!p.choices.empty() && std::find(p.choices.begin(), p.choices.end(), word) == p.choices.end())
    refuse(p, fmt::format("there is no \"{}\"", word), fmt::format("choose from {}", fmt::join(p.choices, ", ")));
}

std::int64_t whole_number(const Parameter& p, std::string_view text) {
  const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error == std::errc::result_out_of_range)
    refuse(p, fmt::format("\"{}\" is too large", text), p.least || p.most ? range_words(p) : "give a smaller number");
  if (error != std::errc{} || end != digits.data() + digits.size())
    refuse(p, fmt::format("\"{}\" is not a whole number", text), "write it in decimal digits, such as 12");
  return number;
}

std::vector<std::string> items(const Parameter& p, std::span<const std::string> words) {
  std::vector<std::string> out;
  for (const std::string& word : words) {
    if (!p.separated) {
      out.push_back(word);
      continue;
    }
    for (std::size_t at = 0; at <= word.size();) {
      const std::size_t comma = std::min(word.find(',', at), word.size());
      const std::string_view item = trimmed(std::string_view(word).substr(at, comma - at));
      if (!item.empty()) out.emplace_back(item);
      at = comma + 1;
    }
  }
  return out;
}

}  // namespace

std::string_view name(ParameterKind kind) {
  switch (kind) {
    case ParameterKind::flag: return "flag";
    case ParameterKind::integer: return "integer";
    case ParameterKind::number: return "number";
    case ParameterKind::day: return "day";
    case ParameterKind::text: return "text";
    case ParameterKind::list: return "list";
  }
  return {};
}

std::string Parameter::json_name() const {
  std::string out = name;
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

Value parse(const Parameter& p, std::span<const std::string> words) {
  Value value;
  // A variable of a script that is not set would otherwise read as an option that is not given.
  for (const std::string& word : words)
    if (trimmed(word).empty()) refuse(p, "the value is empty", "give one, or leave the option out");
  if (p.kind == ParameterKind::list) {
    value = items(p, words);
  } else if (words.size() != 1) {
    refuse(p, words.empty() ? "the value is missing" : "it is given more than once", "give it once");
  } else {
    const std::string& word = words.front();
    switch (p.kind) {
      case ParameterKind::flag:
        if (word != "true" && word != "false")
          refuse(p, fmt::format("\"{}\" is neither true nor false", word), "give one of them");
        value = word == "true";
        break;
      case ParameterKind::integer: value = whole_number(p, word); break;
      case ParameterKind::number: {
        const auto number = parse_number(word);
        if (!number) refuse(p, fmt::format("\"{}\" is not a number", word), "write it with a point, such as 16.95");
        value = *number;
        break;
      }
      case ParameterKind::day: {
        const auto day = parse_day(word);
        if (!day) refuse(p, fmt::format("\"{}\" is not a day", word), "write YYYY-MM-DD");
        value = *day;
        break;
      }
      default: value = word;
    }
  }
  check_value(p, value);
  return value;
}

void check_value(const Parameter& p, const Value& value) {
  const auto must_be = [&](bool is) {
    if (!is) refuse(p, fmt::format("the value is not of the kind {}", name(p.kind)), "see docs/parameters.md");
  };
  switch (p.kind) {
    case ParameterKind::flag: must_be(std::holds_alternative<bool>(value)); break;
    case ParameterKind::integer:
      must_be(std::holds_alternative<std::int64_t>(value));
      check_range(p, static_cast<double>(std::get<std::int64_t>(value)));
      break;
    case ParameterKind::number:
      must_be(std::holds_alternative<double>(value));
      if (!std::isfinite(std::get<double>(value))) refuse(p, "the number is not finite", "give a finite number");
      check_range(p, std::get<double>(value));
      break;
    case ParameterKind::day: must_be(std::holds_alternative<Day>(value)); break;
    case ParameterKind::text:
      must_be(std::holds_alternative<std::string>(value));
      check_choice(p, std::get<std::string>(value));
      break;
    case ParameterKind::list:
      must_be(std::holds_alternative<std::vector<std::string>>(value));
      for (const std::string& item : std::get<std::vector<std::string>>(value)) check_choice(p, item);
      break;
  }
}

std::string words_of(const Value& value) {
  struct Words {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(std::int64_t n) const { return std::to_string(n); }
    std::string operator()(double x) const { return fmt::format("{}", x); }
    std::string operator()(Day day) const { return to_string(day); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const std::vector<std::string>& list) const {
      return fmt::format("{}", fmt::join(list, ","));
    }
  };
  return std::visit(Words{}, value);
}

}  // namespace entente::verbs

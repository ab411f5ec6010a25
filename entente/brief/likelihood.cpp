#include "entente/brief/likelihood.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/split.hpp"
#include "entente/base/text.hpp"
#include "entente/brief/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace entente::brief {
namespace {

int read_percent(const std::string& cell, const entente::Place& place) {
  int value = 0;
  const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (fault != std::errc{} || end != cell.data() + cell.size() || value < 1 || value > 99) {
    throw Error(ErrorCode::bad_data, fmt::format("'{}' is not a whole percent from 1 to 99", cell),
                "give the first and last whole percent of the term", place);
  }
  return value;
}

int distance(int percent, const Term& term) {
  if (percent < term.first_percent) return term.first_percent - percent;
  if (percent > term.last_percent) return percent - term.last_percent;
  return 0;
}

int distance_from_even(const Term& term) { return distance(50, term); }

bool is_whole(double value) { return std::abs(value - std::round(value)) < 1e-9; }

}  // namespace

std::vector<Scale> parse_scales(std::string_view csv, const std::string& file) {
  const auto table = read_delimited(csv, file);
  if (!table.faults.empty()) {
    const auto& fault = table.faults.front();
    throw Error(ErrorCode::bad_data, fault.reason, "mend the row", {file, fault.line, fault.field});
  }
  const auto column = [&](std::string_view name) {
    const auto at = table.column(name);
    if (at == DelimitedTable::npos) {
      throw Error(ErrorCode::bad_data, fmt::format("the column '{}' is missing", name), "add it to the header",
                  {file, 1, std::string(name)});
    }
    return at;
  };
  const auto id = column("scale");
  const auto name = column("name");
  const auto opening = column("opening");
  const auto words = column("term");
  const auto synonyms = column("synonyms");
  const auto first = column("first_percent");
  const auto last = column("last_percent");
  const auto source = column("source");
  const auto verified = column("verified");

  std::vector<Scale> result;
  for (const auto& row : table.rows) {
    const auto& cells = row.cells;
    if (result.empty() || result.back().id != cells[id]) {
      result.push_back({cells[id], cells[name], cells[source], cells[verified] == "yes", {}});
    }
    auto& terms = result.back().terms;
    const auto others = split(cells[synonyms], "|");
    Term term{cells[opening],
              cells[words],
              {others.begin(), others.end()},
              read_percent(cells[first], {file, row.line, "first_percent"}),
              read_percent(cells[last], {file, row.line, "last_percent"})};
    if (term.last_percent < term.first_percent || (!terms.empty() && term.first_percent <= terms.back().last_percent)) {
      throw Error(ErrorCode::bad_data,
                  fmt::format("the term '{}' overlaps another or ends before it begins", term.words),
                  "order the terms of a scale from low to high, without overlap", {file, row.line, "first_percent"});
    }
    terms.push_back(std::move(term));
  }
  return result;
}

const std::vector<Scale>& scales() {
  static const std::vector<Scale> shipped = parse_scales(likelihood_scales_csv(), "likelihood-scales.csv");
  return shipped;
}

const Scale& scale(std::string_view id) {
  const auto& all = scales();
  const auto found = std::ranges::find(all, id, &Scale::id);
  if (found == all.end()) {
    throw Error(ErrorCode::not_found, fmt::format("there is no scale of likelihood words '{}'", id),
                "take icd203, phia or nato");
  }
  return *found;
}

const Scale& icd203() {
  static const Scale& chosen = scale("icd203");
  return chosen;
}

int whole_percent(double p) {
  // Ten digits are enough for any input; they take away the error of multiplying 0.545 by 100.
  const double percent = std::floor(std::round(p * 1e10) / 1e8 + 0.5);
  return static_cast<int>(std::clamp(percent, 1.0, 99.0));
}

Likelihood likelihood(double p, const Scale& scale) {
  check(!std::isnan(p), "a likelihood was asked for a value that is not a number");
  Likelihood result;
  result.percent = whole_percent(p);
  result.clamped = p < 0.005 || p >= 0.995;
  for (std::size_t i = 1; i < scale.terms.size(); ++i) {
    const auto& best = scale.terms[result.term];
    const auto& term = scale.terms[i];
    const int nearer = distance(result.percent, term) - distance(result.percent, best);
    if (nearer < 0 || (nearer == 0 && distance_from_even(term) < distance_from_even(best))) result.term = i;
  }
  result.between_terms = distance(result.percent, scale.terms[result.term]) > 0;
  return result;
}

std::vector<std::size_t> terms_touched(const stats::Interval& interval, const Scale& scale) {
  std::vector<std::size_t> result;
  for (std::size_t i = likelihood(interval.lo, scale).term; i <= likelihood(interval.hi, scale).term; ++i) {
    result.push_back(i);
  }
  return result;
}

std::string branch_words(const std::optional<double>& p) {
  if (!p) return "not computed";
  return *p == 1 ? "settled" : fmt::format("{}%", whole_percent(*p));
}

std::string percent_words(double p) {
  const auto percent = whole_percent(p);
  if (p < 0.005) return "at most 1%";
  if (p >= 0.995) return "at least 99%";
  if (percent >= 20) return fmt::format("{}%", percent);
  return fmt::format("{}%, about 1 in {}", percent, static_cast<int>(std::round(1.0 / p)));
}

std::string interval_words(const stats::Interval& interval) {
  // Ends that print alike are one number.
  if (whole_percent(interval.lo) == whole_percent(interval.hi))
    return interval.lo < 0.005    ? "at most 1%"
           : interval.hi >= 0.995 ? "at least 99%"
                                  : fmt::format("{}%", whole_percent(interval.hi));
  return fmt::format("{}–{}%", whole_percent(interval.lo), whole_percent(interval.hi));
}

std::string count_words(double k, double n) {
  if (k == 0) return "none of " + number_words(n);
  if (k == n) return "all " + number_words(n);
  return number_words(k) + " of " + number_words(n);
}

std::string share_words(double k, double n) {
  if (n <= 0 || k == 0 || k == n) return {};
  if (n < 10) return fmt::format("about {}%", std::clamp(static_cast<int>(std::round(10 * k / n)) * 10, 10, 90));
  return fmt::format("{}%", whole_percent(k / n));
}

std::string number_words(double value) {
  if (is_whole(value) || std::abs(value) >= 100) {
    const long long whole = std::llround(value);
    return (whole < 0 ? "−" : "") + with_commas(std::to_string(std::llabs(whole)));
  }
  return fmt::format("{:.1f}", value);
}

}  // namespace entente::brief

#pragma once
// Words for probabilities.
//
// Method: docs/methods/estimative-language.md. The number is the truth and the word is a view of it: a probability is
// rounded to a whole percent, and the percent decides the word. Scales are data (data/language/likelihood-scales.csv).
// Functions are free of state and safe to call from many threads.

#include "entente/assess/assessment.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente::brief {

/// A term of a scale, for whole percents from `first_percent` to `last_percent`, both included.
struct Term {
  std::string opening;  // how a sentence with it begins: "It is", "There is a"
  std::string words;    // "likely"
  std::vector<std::string> synonyms;
  int first_percent = 0;
  int last_percent = 0;
};

struct Scale {
  std::string id;    // "icd203"
  std::string name;  // "ICD 203"
  std::string source;
  bool verified = false;    // whether the edges were compared with the publication
  std::vector<Term> terms;  // from the lowest to the highest; between two terms there may be a gap
};

/// Reads scales from CSV with the columns scale, name, opening, term, synonyms (parted by "|"), first_percent,
/// last_percent, source, verified. Throws Error{bad_data}: a column is missing, a row is broken, terms overlap or are
/// not in order, an edge lies outside 1 to 99.
std::vector<Scale> parse_scales(std::string_view csv, const std::string& file);

/// The scales that ship: icd203, phia, nato.
const std::vector<Scale>& scales();

/// One of them. Throws Error{not_found}.
const Scale& scale(std::string_view id);

/// What the brief uses.
const Scale& icd203();

/// A probability in whole percents and words.
struct Likelihood {
  int percent = 0;             // 1 to 99
  bool clamped = false;        // p was under 0.5% or at least 99.5%, and the percent is the nearest that is printed
  std::size_t term = 0;        // position in Scale::terms; in a gap the nearest term, a tie goes to the one nearer 50
  bool between_terms = false;  // the percent lies in a gap of the scale
};

/// Requires a number; values outside [0, 1] are clamped like 0 and 1.
Likelihood likelihood(double p, const Scale& scale = icd203());

/// Terms that an interval touches, from the lowest to the highest, as positions.
std::vector<std::size_t> terms_touched(const stats::Interval& interval, const Scale& scale = icd203());

/// Percent without its sign: rounded half up, from 1 to 99.
int whole_percent(double p);

/// "71%"; "12%, about 1 in 8" under 20; "at most 1%" and "at least 99%" where p had to be clamped.
std::string percent_words(double p);

/// What a branch of an indicator moves a judgement to: "71%"; "settled" at 1; "not computed" where there is none.
std::string branch_words(const std::optional<double>& p);

/// "50–88%", both ends from 1 to 99.
std::string interval_words(const stats::Interval& interval);

/// k of n as words with as many digits as n deserves: "16 of 19", "all 5", "none of 12"; "1,204 of 5,779".
/// Numbers that are not whole have one decimal.
std::string count_words(double k, double n);

/// The share in brackets beside it: "84%" from ten on; "about 40%", to the nearest ten, under ten; empty for all and
/// none, where the words say it.
std::string share_words(double k, double n);

/// 12345.6 as "12,346"; under 100 as it is, with at most one decimal.
std::string number_words(double value);

}  // namespace entente::brief

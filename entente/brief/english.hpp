#pragma once
// Whether sentences are English: what a reader stumbles over and a program can see.
//
// Rules: docs/methods/brief.md, section 6. A finding fails the tests and is told when a brief is made, which is written
// all the same: a doubled word is no wrong number. Pure; safe to call from many threads.

#include "entente/assess/assessment.hpp"
#include "entente/brief/lint.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace entente::brief {

/// The names of all rules.
const std::vector<std::string>& english_rules();

/// Names that need an article, by what they are without it: "United States" -> "the United States".
using Articles = std::map<std::string, std::string>;
Articles articles_of(const assess::Assessment& assessment);

/// What one text breaks outside its quotations, all rules but those of references and of length.
std::vector<std::string> broken_rules(std::string_view text, const Articles& articles);

/// All findings of title, judgements and statements. A sentence of page 1 has at most assess::kLongestSentence words.
std::vector<Finding> english(const assess::Assessment& assessment);

}  // namespace entente::brief

#pragma once
// The linter: what an assessment must not say, or not say like that.
//
// Rules: docs/methods/brief.md, section 4. An assessment with a finding is not issued. Functions are free of state and
// safe to call from many threads.

#include "entente/assess/assessment.hpp"

#include <string>
#include <vector>

namespace entente::brief {

/// A broken rule. `where` is the id of a judgement or names the part: "title", "key points", "section partners".
struct Finding {
  std::string rule;
  std::string where;
  std::string message;  // a sentence with what is wrong and what would mend it
  bool operator==(const Finding&) const = default;
};

/// The names of all rules, in the order in which they are checked.
const std::vector<std::string>& lint_rules();

/// All findings, in the order of the page and for one place in the order of the rules. Cost: linear in the text, times
/// the number of names for claims.
std::vector<Finding> lint(const assess::Assessment& assessment);

}  // namespace entente::brief

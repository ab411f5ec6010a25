#pragma once
// outlook "will Niger ask the forces of the United States to leave within 12 months": one question in words, answered.

#include "entente/verbs/verb.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entente::verbs {

struct OutlookQuestionRequest {
  std::string question;  // empty: that of the case
  std::string of_case;
  std::vector<std::string> conditions;
  std::optional<Day> as_of;  // the case's
  bool issue = false;
  std::string ledger;
  std::uint64_t seed = 1;
  record::Vintage vintage = record::Vintage::latest;
};

/// Answers one question. With `issue` the forecast is added to the ledger too. Throws Error: bad_request (nothing is
/// asked, no question of the grammar, a question that the state of the day does not allow, `issue` without a ledger),
/// not_found (no such case or branch), bad_data and io of the ledger, and as the store and the models do.
Result outlook_question(const Engine& engine, const OutlookQuestionRequest& request);

/// Its name is "outlook".
Verb outlook_question_verb();

}  // namespace entente::verbs

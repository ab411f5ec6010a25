#pragma once
// A case made from nothing but a host, the other side and a day: each field with the reason for its value.
//
// What it proposes follows from the view of the day alone, so the same record gives the same case. It is a beginning,
// which a person changes: docs/cases.md.

#include "entente/assess/case.hpp"
#include "entente/record/view.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace entente::assess {

/// Why a field holds what it holds: "region" because "Chad and the states that border it".
struct CaseChoice {
  std::string field;  // as in the file; of a table with its name: "alternatives.hosts"
  std::string because;
};

struct NewCase {
  Case of;
  std::vector<CaseChoice> choices;  // in the order of the file
};

/// States that border each state.
using Borders = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Region by borders; partners by steps of the last 24 months and forces that are there; arrivals by who has signed;
/// senders by forces in the region; deaths by what was counted lately; hosts of alternatives by neighbourhood and
/// access; airspace by who has asked the other side to leave. Where the record gives nothing for a field it is left out
/// and the reason says so. The name is "chad-france-2026". Throws Error{bad_request} where the two are not two actors
/// that the view knows. Cost: linear in the view, for each power.
NewCase new_case(const record::View& view, std::string_view host, std::string_view counterpart, const Borders& borders);

/// The file of a case, with each reason as a comment above its field; read_case reads it back to the same case.
std::string case_text(const NewCase& proposed);

}  // namespace entente::assess

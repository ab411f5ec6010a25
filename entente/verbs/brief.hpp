#pragma once
// brief: the main job, an assessment of a case as a page, Markdown and JSON.

#include "entente/brief/style.hpp"
#include "entente/verbs/verb.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace entente::verbs {

template <>
inline constexpr std::array kWords<brief::Style>{std::pair{std::string_view("note"), brief::Style::note},
                                                 std::pair{std::string_view("brief"), brief::Style::brief},
                                                 std::pair{std::string_view("full"), brief::Style::full}};

struct BriefRequest {
  std::string case_name;  // or the path of its file; empty: a case is made of the two below
  std::string host;       // a name or a code
  std::string counterpart;
  std::optional<Day> as_of;  // the case's own where it is not given
  std::optional<Day> since;
  std::optional<Day> known;
  brief::Style style = brief::Style::brief;
  bool full = false;  // the same as style full
  bool issue = false;
  std::string ledger;
  std::uint64_t seed = 1;
  std::string vintage = "latest";  // or "strict", or a day: figures as they had been released by it
  std::string against;             // another vintage, whose difference is told; empty: none
};

/// Computes the assessment; its documents are rendered when they are asked for. With `issue` the forecasts are in the
/// ledger when this returns, whatever becomes of the documents; issuing them again adds nothing. Throws Error:
/// bad_request (days that do not fit, issue without a ledger or the reverse, a case that gives too few or too many
/// judgements), internal (the linter refuses the brief; its findings are in the log), and as the store, the case, the
/// models and the ledger do.
Result brief(const Engine& engine, const BriefRequest& request);

Verb brief_verb();

}  // namespace entente::verbs

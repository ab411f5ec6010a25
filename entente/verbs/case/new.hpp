#pragma once
// case new: a case from a host, the other side and a day, with the reason for each field.

#include "entente/assess/new_case.hpp"
#include "entente/verbs/verb.hpp"

#include <optional>
#include <string>

namespace entente::verbs {

struct CaseNewRequest {
  std::string host;  // a name or a code
  std::string counterpart;
  std::optional<Day> as_of;
  std::string name;  // empty: made of the two and the year
  std::string folder = "cases";
  bool anyway = false;
  bool dry_run = false;
  record::Vintage vintage = record::Vintage::latest;
};

/// Writes FOLDER/NAME/case.toml. Throws Error: bad_request (an unknown state, a name that is none), conflict (the case
/// is there already, without `anyway`), io, and as the store does.
Result case_new(const Engine& engine, const CaseNewRequest& request);

Verb case_new_verb();

/// Whom a proposed case is about, as a person writes it.
struct ProposedPair {
  std::string host;
  std::string counterpart;
  Day as_of{};
  record::Vintage vintage = record::Vintage::latest;
};
assess::NewCase proposed_case(const store::Facts& facts, const ProposedPair& pair);

/// The code of an actor by code or name, in any case. Throws Error{bad_request} naming the nearest.
std::string actor_named(const record::View& view, const std::string& text, const std::string& option);

/// Throws Error{bad_request} where a name cannot be that of a folder: letters, digits, ".", "-" and "_".
void require_folder_name(const std::string& name, const std::string& option);

}  // namespace entente::verbs

#pragma once
// A case: what is asked, never the answer. One TOML file; docs/cases.md documents every field.

#include "entente/base/date.hpp"
#include "entente/basing/candidates.hpp"
#include "entente/basing/cover.hpp"
#include "entente/outlook/scenario.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::assess {

struct AirspaceScenario {
  std::string name;
  std::vector<std::string> closed;
  double border_watch_km = 0;
};

/// Which sites could replace the lost ones, and how they are judged. No hosts: the part is not asked.
struct Alternatives {
  std::vector<std::string> hosts;
  std::string aircraft;
  double min_hours = 8;
  int violence_months = 36;
  std::vector<std::string> violence_in;
  basing::CandidateRule::Surfaces surfaces = basing::CandidateRule::Surfaces::paved_or_unknown;
  double within_km = 0;          // candidates at most so far from a state of violence_in; 0: no limit
  double lengthen_ft = 0;        // candidates whose runway is too short by at most so much, as if lengthened
  bool satellite_link = true;    // without one the radius of the data link is a limit
  basing::GivenFigures figures;  // in place of those of the record, or where it has none
  std::vector<AirspaceScenario> airspace;
};

/// A good the host sells and a buyer that may depend on it. Empty good: not asked.
struct Dependence {
  std::string good;
  std::string buyer;
};

enum class QuestionKind { presence, arrival, deaths, asked };

struct CaseQuestion {
  std::string id;
  QuestionKind kind = QuestionKind::presence;
  int horizon_days = 365;
  std::string resolution;
  std::string ask;  // kind asked: a sentence of docs/methods/outlook-questions.md
};

struct Claim {
  std::string id;
  std::string kind;  // too-far
  std::string text;
};

struct Case {
  std::string name;  // of its folder
  std::string question;
  std::string host;
  std::string counterpart;
  Day as_of{};
  std::vector<std::string> region;
  std::string region_words;
  std::vector<std::string> partners;
  std::vector<std::string> arrivals;
  std::vector<std::string> senders;
  std::vector<std::string> deaths;
  Alternatives alternatives;
  Dependence dependence;
  std::vector<Day> hindcast;  // days on which `brief --known` tells the case again, ascending
  std::vector<CaseQuestion> questions;
  std::vector<Claim> claims;
  std::vector<outlook::Branch> branches;
};

/// Reads a case. Throws Error{bad_data} with file, line and field for TOML that does not parse, a missing or unknown
/// field, a wrong type, a day that does not exist, an actor code that is not three capital letters or doubled, an
/// unknown kind of question or claim.
Case read_case(std::string_view text, std::string name, const std::string& file);

}  // namespace entente::assess

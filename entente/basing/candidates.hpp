#pragma once
// Which airfields could take in what is lost: those of the named hosts with a runway that will do, and why the others
// are left out.
//
// Method: docs/methods/basing.md, section 2.

#include "entente/basing/cover.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::basing {

/// Which airfields may be candidates. Without a region there is no limit, but hosts must be named.
struct CandidateRule {
  std::vector<std::string> hosts;  // as geo::Country::code
  enum class Surfaces { paved, paved_or_unknown, any } surfaces = Surfaces::paved_or_unknown;
  std::vector<geo::Country> near;  // with within_km: at most so far from one of these, 0 km inside
  double within_km = 0;
  double lengthen_ft = 0;  // a runway that is too short by at most so much passes, lengthened to the middle need
};

/// "paved", "paved-or-unknown" or "any".
std::optional<CandidateRule::Surfaces> surfaces_named(std::string_view name);

struct Candidate {
  geo::Airfield airfield;
  geo::Runway runway;                 // the one that counts: the longest open one with a surface that will do
  std::array<bool, 3> long_enough{};  // for the aircraft, at each level, lengthened
  double lengthened_ft = 0;           // by the rule; not in the runway's own length
};

struct Rejection {
  std::string icao;
  std::string name;
  std::string country;
  std::string reason;
  bool runway_unknown = false;  // the tables hold no runway of known length: it cannot be judged
};

/// "Of 12 airfields of Uzbekistan that are left out, 9 cannot be judged: the tables hold no runway of them (A, B, C)."
/// `state` as it stands in a sentence. Empty where every one could be judged.
std::string unjudged_words(std::span<const Rejection> rejections, std::string_view country, std::string_view state);

struct CandidateList {
  std::vector<Candidate> candidates;  // by host in the order of the rule, then longest runway first, then code
  std::vector<Rejection> rejections;  // airfields of the hosts that the rule leaves out, and why
};

/// All airfields of the hosts whose runway is long enough at one level at least. Throws Error{bad_request} where no
/// host is named.
CandidateList find_candidates(std::span<const geo::Airfield> airfields, const CandidateRule& rule,
                              const AircraftProfile& profile);

/// The site that a candidate stands for.
Site site_of(const Candidate& candidate);

}  // namespace entente::basing

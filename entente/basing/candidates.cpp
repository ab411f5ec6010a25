#include "entente/basing/candidates.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace entente::basing {
namespace {

bool surface_will_do(geo::Surface surface, CandidateRule::Surfaces wanted) {
  switch (wanted) {
    case CandidateRule::Surfaces::paved: return geo::is_paved(surface);
    case CandidateRule::Surfaces::paved_or_unknown: return !geo::is_unpaved(surface);
    case CandidateRule::Surfaces::any: break;
  }
  return surface != geo::Surface::water;
}

// The runways of an airfield under the rule.
struct Runways {
  const geo::Runway* best = nullptr;  // the longest open one with a surface that will do
  bool other_surface = false;         // one with another surface would be long enough
};

Runways runways_of(const geo::Airfield& airfield, const CandidateRule& rule, double least_ft) {
  Runways out;
  for (const auto& runway : airfield.runways) {
    if (runway.closed || runway.length_ft <= 0) continue;
    if (!surface_will_do(runway.surface, rule.surfaces)) {
      out.other_surface |= runway.length_ft >= least_ft;
      continue;
    }
    if (out.best == nullptr || runway.length_ft > out.best->length_ft) out.best = &runway;
  }
  return out;
}

bool is_near(geo::LatLon position, const CandidateRule& rule) {
  return rule.near.empty() || std::any_of(rule.near.begin(), rule.near.end(), [&](const geo::Country& country) {
           return geo::distance_to_country_km(country, position) <= rule.within_km;
         });
}

// Empty where the airfield is a candidate.
std::string why_left_out(const geo::Airfield& airfield, const Runways& runways, const CandidateRule& rule,
                         double least_ft) {
  if (airfield.runways.empty()) return "no runway is on record";
  if (runways.best == nullptr || runways.best->length_ft < least_ft) {
    if (runways.other_surface) return "the runway is long enough, its surface is not paved";
    if (runways.best == nullptr) return "no open runway of known length and such a surface";
    return fmt::format("the longest runway has {:.0f} ft of {:.0f} ft", runways.best->length_ft, least_ft);
  }
  return is_near(airfield.position, rule) ? "" : fmt::format("more than {:.0f} km away", rule.within_km);
}

}  // namespace

std::optional<CandidateRule::Surfaces> surfaces_named(std::string_view name) {
  if (name == "paved") return CandidateRule::Surfaces::paved;
  if (name == "paved-or-unknown") return CandidateRule::Surfaces::paved_or_unknown;
  if (name == "any") return CandidateRule::Surfaces::any;
  return std::nullopt;
}

CandidateList find_candidates(std::span<const geo::Airfield> airfields, const CandidateRule& rule,
                              const AircraftProfile& profile) {
  if (rule.hosts.empty())
    throw Error(ErrorCode::bad_request, "no host is named for candidate airfields",
                "name the states whose airfields may be candidates, by ISO alpha-3 code");
  std::array<double, 3> need_ft{};
  for (std::size_t l = 0; l < kLevels.size(); ++l) need_ft[l] = values_at(profile, kLevels[l]).runway_ft;
  const double least_ft = std::max(0.0, need_ft[2] - rule.lengthen_ft);
  CandidateList list;
  for (const auto& airfield : airfields) {
    const auto host = std::find(rule.hosts.begin(), rule.hosts.end(), airfield.country);
    if (host == rule.hosts.end()) continue;
    const Runways runways = runways_of(airfield, rule, least_ft);
    if (std::string reason = why_left_out(airfield, runways, rule, least_ft); !reason.empty()) {
      const bool unknown = std::none_of(airfield.runways.begin(), airfield.runways.end(),
                                        [](const geo::Runway& r) { return r.length_ft > 0; });
      list.rejections.push_back({airfield.icao, airfield.name, airfield.country, std::move(reason), unknown});
      continue;
    }
    Candidate candidate{airfield, *runways.best, {}, 0};
    if (rule.lengthen_ft > 0)
      candidate.lengthened_ft = std::clamp(need_ft[kMid] - candidate.runway.length_ft, 0.0, rule.lengthen_ft);
    for (std::size_t l = 0; l < kLevels.size(); ++l)
      candidate.long_enough[l] = candidate.runway.length_ft + candidate.lengthened_ft >= need_ft[l];
    list.candidates.push_back(std::move(candidate));
  }
  const auto place = [&](const std::string& country) {
    return std::find(rule.hosts.begin(), rule.hosts.end(), country) - rule.hosts.begin();
  };
  std::sort(list.candidates.begin(), list.candidates.end(), [&](const Candidate& a, const Candidate& b) {
    const auto host_a = place(a.airfield.country);
    const auto host_b = place(b.airfield.country);
    return std::tie(host_a, b.runway.length_ft, a.airfield.icao) <
           std::tie(host_b, a.runway.length_ft, b.airfield.icao);
  });
  return list;
}

std::string unjudged_words(std::span<const Rejection> rejections, std::string_view country, std::string_view state) {
  constexpr std::size_t kNamed = 3;
  std::size_t all = 0;
  std::size_t unknown = 0;
  std::string named;
  for (const Rejection& r : rejections) {
    if (r.country != country) continue;
    ++all;
    if (!r.runway_unknown) continue;
    if (++unknown <= kNamed) named += (named.empty() ? "" : ", ") + r.name;
  }
  if (unknown == 0) return {};
  return fmt::format("Of {} of {} left out, {} cannot be judged: the tables hold no runway of {} ({}{}).",
                     counted(all, "airfield"), state, unknown, agreeing(unknown, "it", "them"), named,
                     unknown > kNamed ? " and others" : "");
}

Site site_of(const Candidate& candidate) {
  return {candidate.airfield.icao,
          candidate.airfield.name,
          candidate.airfield.country,
          candidate.airfield.position,
          candidate.runway.length_ft + candidate.lengthened_ft,
          candidate.runway.surface,
          candidate.lengthened_ft};
}

}  // namespace entente::basing

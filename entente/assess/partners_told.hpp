#pragma once
// What page 1 says of each partner: what was done, when, of what kind it is, and what usually followed. Only for this
// room.

#include "entente/assess/part.hpp"
#include "entente/record/fold.hpp"

#include <span>

namespace entente::assess {

/// A step towards the host as an act of the partner: it signs, delivers, holds talks.
Act act_of(const Given& given, const record::Event& event, const std::string& partner);

/// Of other states with an agreement or a delivery of the partner, known for a year: to how many its forces came
/// after it. From the table of security agreements where it holds the partner, else from the events of the record.
struct Followed {
  Ratio ratio;
  std::vector<std::string> ids;
};
Followed forces_after_steps(const Given& given, const std::string& partner);

/// A sentence for each partner that took a step; those that have gone farthest first.
void tell_partners(Contribution& out, const Given& given, std::span<const record::PartnerState> partners);

}  // namespace entente::assess

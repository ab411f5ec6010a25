#pragma once
// What is lost on balance: by state the hours, what was permitted, the earliest replacement, and what stands in its
// way. Only for this room.

#include "entente/assess/part.hpp"
#include "entente/basing/cover.hpp"
#include "entente/record/fold.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace entente::assess {

/// How far a host's access for the counterpart has gone on the day, by 36 months of steps, agreements and presences.
record::PartnerState access_of(const Given& given, const std::string& host);

/// "none known", "talks", "accord", ...
std::string access_words(record::PartnerStage stage);

/// The field that could stand in first for a zone, by the rule of docs/methods/basing.md, section 4.1: of the
/// candidates that leave at least the hours asked for above the middle of the zone (middle figures, first airspace)
/// those of the host whose access has gone farthest, of these the one with most hours, then the first by id. kNoSite
/// where none does.
std::size_t earliest_replacement(const basing::CoverRequest& request, const basing::CoverResult& cover,
                                 std::size_t zone, const std::map<std::string, record::PartnerStage>& access);

/// The table of net loss and that of the access of each host. `computed` is the evidence of the cover.
std::vector<Table> net_loss_tables(const Given& given, Register& evidence, const basing::CoverRequest& request,
                                   const basing::CoverResult& cover, const std::string& computed);

}  // namespace entente::assess

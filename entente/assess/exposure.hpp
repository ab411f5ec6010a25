#pragma once
// What the counterpart said of its presence. Only for this room.

#include "entente/assess/part.hpp"

#include <vector>

namespace entente::assess {

/// What the counterpart said of its presence over twelve months, by day. Side by side stand those that another source
/// contradicts; where none is marked so, the newest that came within three days of each other, since quick second words
/// correct or limit the first; and where none did, the newest. Pointers go into the view; all are cited.
struct MissionStatements {
  std::vector<const record::Event*> all;
  std::vector<const record::Event*> side_by_side;
};
MissionStatements mission_statements(const Given& given, Register& evidence);

}  // namespace entente::assess

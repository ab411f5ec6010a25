#pragma once
// What the name or code of an actor tells: its state and its role.
//
// A CAMEO code is a state, a region or an organisation, then roles, three letters each: NERGOVMIL is the military of
// Niger's government. A name of ICEWS is "Police (Niger)", or the name of a state, or of a person or group, which tells
// neither. docs/ontology.md.

#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

struct ActorParts {
  std::string_view state;              // as state_of gives it; empty = none, not known, or several
  std::vector<std::string> roles;      // "GOV", or the words before the bracket
  std::vector<std::string> not_known;  // parts of a CAMEO code that are neither
};

/// Of a CAMEO code. Text whose length is not a multiple of three is not known as a whole.
ActorParts parts_of_code(std::string_view code);

/// Of a name as ICEWS writes it.
ActorParts parts_of_name(std::string_view name);

/// "military" for "MIL"; empty where it is not a role of CAMEO.
std::string_view role_label(std::string_view role);

}  // namespace entente::stream

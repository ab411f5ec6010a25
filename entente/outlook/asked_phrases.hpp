#pragma once
// Noun phrases of questions: a host, forces, a base, where from. For the clauses of asked_clauses.hpp.
//
// Each reader takes its phrase or nothing. Lists of alternatives are strings with bars between them.

#include "entente/outlook/asked.hpp"
#include "entente/outlook/asked_reader.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace entente::outlook::phrases {

inline constexpr std::string_view kForces =
    "forces|force|troops|troop presence|soldiers|military|military forces|army|bases|base|military bases|"
    "military base|presence|military presence|personnel|men|mission|contingent|garrison|contractors|mercenaries|"
    "fighters|instructors|trainers|advisers|advisors|peacekeepers|military advisers|drones|aircraft|air base|"
    "airbase|marines|navy|troops and bases|paramilitaries|group|forces and bases|military personnel|detachment|"
    "units|combat troops|armed forces|special forces|people|operation|operations|military mission|deployment";
inline constexpr std::string_view kBefore =
    "all the|all of the|all its|all their|all of its|the last|all|the|its|their|any|remaining";
inline constexpr std::string_view kAdjectives =
    "remaining|military|armed|combat|special|air|ground|naval|foreign|last|stationed|based";
inline constexpr std::string_view kLeave =
    "leave|leaves|left|leaving|withdraw|withdraws|withdrawn|withdrew|withdrawing|pull out|pulls out|pulled out|"
    "pulling out|get out|gets out|getting out|go home|goes home|going home|depart|departs|departed|departing|"
    "quit|quits|quitting|exit|exits|exited|exiting|move out|moves out|moving out|moved out|clear out|clear off|"
    "pull back|be gone|be out|be withdrawn|be pulled out|be gone from|been withdrawn|been pulled out|"
    "being withdrawn|be evacuated|been evacuated|abandon|abandons|abandoned|vacate|vacates|vacated|evacuate|"
    "evacuates|evacuated|evacuating|disengage|gone|be removed|pack up|complete the withdrawal|"
    "complete their withdrawal|complete its withdrawal|finish leaving|go";
inline constexpr std::string_view kExpel =
    "expel|expels|expelled|expelling|evict|evicts|evicted|evicting|oust|ousts|ousted|ousting|eject|ejects|"
    "ejected|kick out|kicks out|kicked out|kicking out|throw out|throws out|thrown out|threw out|throwing out|"
    "boot out|booted out|drive out|drives out|driven out|driving out|turf out|force out|forces out|forced out|"
    "forcing out|push out|pushes out|pushed out|pushing out|send home|sends home|sent home|send away|remove|"
    "removes|removed|get rid of|gets rid of|shut down|shuts down|shut|close|closes|closed|closing|close down|end|"
    "ends|ended|ending|terminate|terminates|terminated|terminating|dismantle|banish|chase out|deport|"
    "send packing|turn out|show the door";

/// The owner of forces, and where these are if that is said: "US troops in Niger", a base.
struct Forces {
  std::string sender;
  std::string host;
};

/// Words between that change nothing ("fully", "still").
void skip(Reader& in);
/// One of the forms of a verb, behind words that change nothing.
bool verb(Reader& in, std::string_view forms);
/// "military agreement".
bool agreement_word(Reader& in);
/// "[the last] armed forces"; false, and nothing taken, without a noun.
bool nouns(Reader& in);
/// "Niger", "the Nigerien government".
std::optional<std::string> host(Reader& in);
/// "in Niger", "at Manas", "stationed in Niger": the state; empty where nothing is said.
std::string whereabouts(Reader& in);
/// "the forces of the United States", "US troops", "its American soldiers", "the French", "Wagner".
std::optional<Forces> forces(Reader& in);
/// "the US base at Manas", "Manas": its owner is empty where the record knows several.
std::optional<Forces> at_base(Reader& in);
/// Where a leaving leads: "from Niger", "out of the country", "Manas". A host that is known must be the one named;
/// else it is set.
bool from_where(Reader& in, std::string& to_host);
/// Forces as the object of a host, or a base in it.
std::optional<Forces> object(Reader& in, const std::string& of_host);
/// "to leave [Niger] [or change]", "to go home".
bool to_leave(Reader& in, std::string& of_host);

/// Sets verb, host and owner of the forces; true.
bool fill(Asked& q, Asked::Verb verb, std::string host_code, std::string sender);

}  // namespace entente::outlook::phrases

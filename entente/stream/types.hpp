#pragma once
// Types of events: PLOVER types with their modes, CAMEO codes with the PLOVER type they belong to and their Goldstein
// score, the types of ACLED and UCDP, and the closed list of the record's own events.
//
// One table declares them all, data/ontology/types.csv; docs/ontology.md tells where each part comes from.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente::stream {

/// The class that months are counted by. `none`: a statement without a direction, an investigation, or a type that no
/// list of ours knows.
enum class Quad { verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, none };
inline constexpr std::size_t kQuads = 5;

/// "verbal cooperation"
std::string_view name(Quad quad);

/// `key` is "cameo:190", "plover:ASSAULT/aerial", "acled:Battles", "ged:1", "entente:visit". `plover` is empty where
/// the type has no place in PLOVER (CAMEO's statements); contexts are separated by ";".
struct EventType {
  std::string key;
  std::string label;
  std::string plover;
  std::string mode;
  std::string context;
  std::optional<double> goldstein;  // CAMEO only: -10 conflict, 10 cooperation
  Quad quad = Quad::none;
};

/// All types, ordered by key.
std::span<const EventType> event_types();

/// Nothing where the key is not known. Cost: one search in a sorted table. Safe to call from many threads.
const EventType* event_type(std::string_view key);

/// The PLOVER type of "cameo:190" or "plover:ASSAULT"; the text itself where no list of ours maps it.
std::string_view plover_of(std::string_view key);

Quad quad_of(std::string_view key);

/// "acled:Violence against civilians" for "Violence Against Civilians" of the list "acled": the code without regard to
/// case, hyphens, underscores and doubled spaces. Nothing where no code is so written.
std::optional<std::string_view> key_of_code(std::string_view list, std::string_view code);

/// "cameo:010" for "Make statement" of the list "cameo": the longest code that has this label, without regard to case,
/// hyphens, underscores and doubled spaces. Nothing where no code has it.
std::optional<std::string_view> code_of_label(std::string_view list, std::string_view label);

}  // namespace entente::stream

#pragma once
// What a type of a stream amounts to: its PLOVER type, and one of four classes that months are counted by.

#include <array>
#include <cstddef>
#include <string_view>

namespace entente::store {

/// `none`: a statement without a direction, an investigation, or a type that no list of ours knows.
enum class EventClass { verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, none };
inline constexpr std::size_t kEventClasses = 5;

/// "verbal cooperation"
std::string_view name(EventClass of);

/// The PLOVER type of "cameo:190" or "plover:ASSAULT"; the text itself where no list of ours maps it.
std::string_view plover_of(std::string_view type);

EventClass event_class(std::string_view type);

}  // namespace entente::store

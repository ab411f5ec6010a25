#include "entente/store/event_class.hpp"

#include "entente/stream/types.hpp"

namespace entente::store {

std::string_view name(EventClass of) {
  constexpr std::array<std::string_view, kEventClasses> kNames{"verbal cooperation", "material cooperation",
                                                               "verbal conflict", "material conflict", "no class"};
  return kNames[static_cast<std::size_t>(of)];
}

std::string_view plover_of(std::string_view type) {
  const stream::EventType* known = stream::event_type(type);
  return known == nullptr || known->plover.empty() ? type : std::string_view(known->plover);
}

EventClass event_class(std::string_view type) {
  const stream::EventType* known = stream::event_type(type);
  switch (known == nullptr ? stream::Quad::none : known->quad) {
    case stream::Quad::verbal_cooperation: return EventClass::verbal_cooperation;
    case stream::Quad::material_cooperation: return EventClass::material_cooperation;
    case stream::Quad::verbal_conflict: return EventClass::verbal_conflict;
    case stream::Quad::material_conflict: return EventClass::material_conflict;
    case stream::Quad::none: break;
  }
  return EventClass::none;
}

}  // namespace entente::store

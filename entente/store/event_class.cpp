#include "entente/store/event_class.hpp"

#include <utility>

namespace entente::store {
namespace {

using enum EventClass;

constexpr std::pair<std::string_view, EventClass> kPlover[] = {
    {"AGREE", verbal_cooperation},   {"CONSULT", verbal_cooperation}, {"SUPPORT", verbal_cooperation},
    {"COOPERATE", material_cooperation}, {"AID", material_cooperation},   {"RETREAT", material_cooperation},
    {"CONCEDE", verbal_cooperation}, {"REQUEST", verbal_conflict},    {"ACCUSE", verbal_conflict},
    {"REJECT", verbal_conflict},     {"THREATEN", verbal_conflict},   {"PROTEST", material_conflict},
    {"SANCTION", material_conflict}, {"MOBILIZE", material_conflict}, {"COERCE", material_conflict},
    {"ASSAULT", material_conflict},
};

// By the first two digits of a CAMEO code.
constexpr std::pair<std::string_view, std::string_view> kCameo[] = {
    {"03", "AGREE"},   {"04", "CONSULT"},  {"05", "SUPPORT"}, {"06", "COOPERATE"}, {"07", "AID"},      {"08", "CONCEDE"},
    {"10", "REQUEST"}, {"11", "ACCUSE"},   {"12", "REJECT"},  {"13", "THREATEN"},  {"14", "PROTEST"},  {"15", "MOBILIZE"},
    {"16", "SANCTION"}, {"17", "COERCE"},  {"18", "ASSAULT"}, {"19", "ASSAULT"},   {"20", "ASSAULT"},
};

}  // namespace

std::string_view name(EventClass of) {
  constexpr std::array<std::string_view, kEventClasses> kNames{"verbal cooperation", "material cooperation",
                                                               "verbal conflict", "material conflict", "no class"};
  return kNames[static_cast<std::size_t>(of)];
}

std::string_view plover_of(std::string_view type) {
  if (type.starts_with("plover:")) return type.substr(7, type.find('/') == std::string_view::npos ? type.size() : type.find('/') - 7);
  if (type.starts_with("cameo:"))
    for (const auto& [root, plover] : kCameo)
      if (type.substr(6).starts_with(root)) return plover;
  return type;
}

EventClass event_class(std::string_view type) {
  const std::string_view plover = plover_of(type);
  for (const auto& [word, of] : kPlover)
    if (word == plover) return of;
  return none;
}

}  // namespace entente::store

#include "entente/stream/actors.hpp"

#include "entente/stream/states.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace entente::stream {
namespace {

// Role codes of the CAMEO codebook, ordered; the words are ours.
constexpr std::array<std::pair<std::string_view, std::string_view>, 36> kRoles{{
    {"AGR", "agriculture"},
    {"BUS", "business"},
    {"COP", "police"},
    {"CRM", "crime"},
    {"CVL", "civilians"},
    {"DEV", "development"},
    {"EDU", "education"},
    {"ELI", "elites"},
    {"ENV", "environment"},
    {"GOV", "government"},
    {"HLH", "health"},
    {"HRI", "human rights"},
    {"IGO", "organisation of states"},
    {"IMG", "militants across borders"},
    {"INS", "insurgents"},
    {"INT", "international"},
    {"JUD", "judiciary"},
    {"LAB", "labour"},
    {"LEG", "legislature"},
    {"MED", "media"},
    {"MIL", "military"},
    {"MNC", "multinational company"},
    {"MOD", "moderates"},
    {"NGM", "movement"},
    {"NGO", "non-governmental organisation"},
    {"OPP", "opposition"},
    {"PTY", "political party"},
    {"RAD", "radicals"},
    {"REB", "rebels"},
    {"REF", "refugees"},
    {"REL", "religion"},
    {"SEP", "separatists"},
    {"SET", "settlers"},
    {"SPY", "intelligence"},
    {"UAF", "armed forces of no known side"},
    {"UIS", "not identified"},
}};

}  // namespace

std::string_view role_label(std::string_view role) {
  const auto it = std::lower_bound(kRoles.begin(), kRoles.end(), role,
                                   [](const auto& r, std::string_view c) { return r.first < c; });
  return it != kRoles.end() && it->first == role ? it->second : std::string_view{};
}

ActorParts parts_of_code(std::string_view code) {
  ActorParts parts;
  if (code.size() % 3 != 0) {
    parts.not_known.emplace_back(code);
    return parts;
  }
  for (std::size_t at = 0; at < code.size(); at += 3) {
    const std::string_view part = code.substr(at, 3);
    if (!role_label(part).empty()) {
      parts.roles.emplace_back(part);
      continue;
    }
    const StateAnswer answer = at == 0 ? state_of(StateCode::cameo, part) : StateAnswer{};
    if (!answer.code.empty()) {
      parts.state = answer.code;
    } else if (!answer.no_state) {
      parts.not_known.emplace_back(part);
    }
  }
  return parts;
}

ActorParts parts_of_name(std::string_view name) {
  ActorParts parts;
  parts.state = state_of(StateCode::in_name, name).code;
  const std::size_t open = name.rfind('(');
  if (open != std::string_view::npos && name.ends_with(')')) {
    std::string_view role = name.substr(0, open);
    while (role.ends_with(' ') || role.ends_with('_')) role.remove_suffix(1);
    if (!role.empty()) parts.roles.emplace_back(role);
  }
  return parts;
}

}  // namespace entente::stream

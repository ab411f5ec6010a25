#pragma once
// watch: which host may ask whose forces to leave next.

#include "entente/outlook/watch_list.hpp"
#include "entente/verbs/verb.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::verbs {

template <>
inline constexpr std::array kWords<outlook::Panel>{std::pair{std::string_view("yearly"), outlook::Panel::yearly},
                                                   std::pair{std::string_view("monthly"), outlook::Panel::monthly}};

struct WatchRequest {
  std::optional<Day> as_of;
  std::size_t top = 20;  // 0 = all
  std::vector<std::string> hosts;
  std::vector<std::string> senders;
  outlook::Panel panel = outlook::Panel::yearly;
  bool deaths = false;
  std::optional<int> placebo;
  std::uint64_t seed = 1;
  record::Vintage vintage = record::Vintage::latest;
};

/// The list, open demands and base rates of a day; with `placebo` the test of the neighbours' covariate instead. Throws
/// Error: bad_request (an unknown state), and as the store and the models do.
Result watch(const Engine& engine, const WatchRequest& request);

Verb watch_verb();

}  // namespace entente::verbs

#pragma once
// From which day on there is an outlook of deaths, for the messages of those who ask too early.

#include "entente/outlook/deaths.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace entente::outlook {

/// Why deaths_ahead gives nothing on the day of the view: a clause.
std::string why_without_deaths(const record::View& view, std::string_view country);

/// The first day on which deaths_ahead gives something, by the months that `whole`, the view of a later day, holds:
/// twelve months of the state, and for any state twelve and the `months` after them. Nothing where no day does.
std::optional<Day> deaths_known_from(const record::View& whole, std::string_view country, int months = 12);

/// What helps where there is no outlook: the day that deaths_known_from gave, or that none does.
std::string remedy_without_deaths(const record::View& whole, std::string_view country, std::optional<Day> known_from);

}  // namespace entente::outlook

#pragma once
// How closely a source knows the place and the day of an event, on one scale for all sources.

#include "entente/stream/format.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace entente::stream {

/// The place is a named one or a position, lies near one (25 km), in a district, in a region (a province, or a stretch
/// without borders), or somewhere in the country or beyond any. Of region and worse the position given is a point that
/// stands for an area.
enum class PlacePrecision : std::uint8_t { not_given, place, near, district, region, country, beyond };
inline constexpr std::size_t kPlacePrecisions = 7;

/// The day is known, or one of some days, a week, a month, a year.
enum class DayPrecision : std::uint8_t { not_given, day, days, week, month, year };
inline constexpr std::size_t kDayPrecisions = 6;

/// "region"; empty for not_given.
std::string_view word_of(PlacePrecision precision);
std::string_view word_of(DayPrecision precision);

/// Whether a position so known stands for an area as large as a province, or larger.
inline bool is_vague(PlacePrecision precision) { return precision >= PlacePrecision::region; }

/// GDELT: 1 country, 2 state of the United States, 3 and 4 city, 5 state elsewhere (Codebook 2.0). UCDP's where_prec: 1
/// exact, 2 within 25 km, 3 district, 4 province, 5 a line or an area without borders, 6 country, 7 international
/// waters or airspace (GED Codebook). ACLED's geo_precision: 1 town, 2 part of a region, 3 larger region (ACLED
/// Codebook). not_given where the scale has no such number or word.
PlacePrecision place_precision(PrecisionScale scale, std::string_view cell);

/// UCDP's date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 more than a month. ACLED's time_precision: 1 day, 2
/// week, 3 month.
DayPrecision day_precision(PrecisionScale scale, std::string_view cell);

}  // namespace entente::stream

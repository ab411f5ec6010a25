#include "entente/stream/precision.hpp"

#include "entente/stream/cells.hpp"

#include <algorithm>
#include <array>

namespace entente::stream {
namespace {

using Place = PlacePrecision;
using Time = DayPrecision;

constexpr std::array<std::string_view, kPlacePrecisions> kPlaceWords{"",       "place",   "near",  "district",
                                                                     "region", "country", "beyond"};
constexpr std::array<std::string_view, kDayPrecisions> kDayWords{"", "day", "days", "week", "month", "year"};

// By the number from 1.
constexpr std::array kGdeltPlaces{Place::country, Place::region, Place::place, Place::place, Place::region};
constexpr std::array kUcdpPlaces{Place::place,  Place::near,    Place::district, Place::region,
                                 Place::region, Place::country, Place::beyond};
constexpr std::array kAcledPlaces{Place::place, Place::district, Place::region};
constexpr std::array kUcdpDays{Time::day, Time::days, Time::week, Time::month, Time::year};
constexpr std::array kAcledDays{Time::day, Time::week, Time::month};

// "3" and "3.0" are 3; 0 for all else.
std::size_t small_number(std::string_view cell) {
  cell = without_zero_part(cell);
  return cell.size() == 1 && cell[0] >= '1' && cell[0] <= '9' ? static_cast<std::size_t>(cell[0] - '0') : 0;
}

template <class Precision, std::size_t N>
Precision numbered(const std::array<Precision, N>& scale, std::string_view cell) {
  const std::size_t number = small_number(cell);
  return number == 0 || number > N ? Precision::not_given : scale[number - 1];
}

template <class Precision, std::size_t N>
Precision worded(const std::array<std::string_view, N>& words, std::string_view cell) {
  const auto it = std::find(words.begin(), words.end(), cell);
  return it == words.end() ? Precision::not_given : static_cast<Precision>(it - words.begin());
}

}  // namespace

std::string_view word_of(PlacePrecision precision) { return kPlaceWords[static_cast<std::size_t>(precision)]; }
std::string_view word_of(DayPrecision precision) { return kDayWords[static_cast<std::size_t>(precision)]; }

PlacePrecision place_precision(PrecisionScale scale, std::string_view cell) {
  switch (scale) {
    case PrecisionScale::gdelt: return numbered(kGdeltPlaces, cell);
    case PrecisionScale::ucdp: return numbered(kUcdpPlaces, cell);
    case PrecisionScale::acled: return numbered(kAcledPlaces, cell);
    case PrecisionScale::words: return worded<PlacePrecision>(kPlaceWords, cell);
  }
  return PlacePrecision::not_given;
}

DayPrecision day_precision(PrecisionScale scale, std::string_view cell) {
  switch (scale) {
    case PrecisionScale::ucdp: return numbered(kUcdpDays, cell);
    case PrecisionScale::acled: return numbered(kAcledDays, cell);
    case PrecisionScale::words: return worded<DayPrecision>(kDayWords, cell);
    case PrecisionScale::gdelt: break;
  }
  return DayPrecision::not_given;
}

}  // namespace entente::stream

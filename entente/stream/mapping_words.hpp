#pragma once
// The words of mapping files: for those who read them and those who propose them.

#include "entente/stream/format.hpp"
#include "entente/stream/states.hpp"

#include <array>
#include <string_view>

namespace entente::stream {

struct Word {
  std::string_view word;
  int value;
};
inline constexpr std::array kDates{Word{"iso", static_cast<int>(DayForm::iso)},
                                   Word{"day-first", static_cast<int>(DayForm::day_first)},
                                   Word{"month-first", static_cast<int>(DayForm::month_first)},
                                   Word{"serial", static_cast<int>(DayForm::serial)},
                                   Word{"serial-1904", static_cast<int>(DayForm::serial_1904)},
                                   Word{"yymmdd", static_cast<int>(DayForm::yymmdd)}};
inline constexpr std::array kScales{
    Word{"words", static_cast<int>(PrecisionScale::words)}, Word{"gdelt", static_cast<int>(PrecisionScale::gdelt)},
    Word{"ucdp", static_cast<int>(PrecisionScale::ucdp)}, Word{"acled", static_cast<int>(PrecisionScale::acled)}};
inline constexpr std::array kCodes{Word{"iso3", static_cast<int>(StateCode::iso3)},
                                   Word{"iso2", static_cast<int>(StateCode::iso2)},
                                   Word{"iso-number", static_cast<int>(StateCode::iso_number)},
                                   Word{"cameo", static_cast<int>(StateCode::cameo)},
                                   Word{"fips", static_cast<int>(StateCode::fips)},
                                   Word{"gw", static_cast<int>(StateCode::gw)},
                                   Word{"cow", static_cast<int>(StateCode::cow)},
                                   Word{"name", static_cast<int>(StateCode::name)},
                                   Word{"in-name", static_cast<int>(StateCode::in_name)},
                                   Word{"icews", static_cast<int>(StateCode::icews)}};

inline bool is_state(Field field) {
  return field == Field::actor_state || field == Field::target_state || field == Field::country;
}
inline bool is_precision(Field field) { return field == Field::place_precision || field == Field::day_precision; }

}  // namespace entente::stream

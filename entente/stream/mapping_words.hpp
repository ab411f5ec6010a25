#pragma once
// The words of mapping files: for those who read them and those who propose them.

#include "entente/stream/format.hpp"
#include "entente/stream/states.hpp"

#include <array>
#include <string_view>

namespace entente::stream {

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};
inline constexpr auto kDates = std::to_array<Word<DayForm>>({{"iso", DayForm::iso},
                                                             {"day-first", DayForm::day_first},
                                                             {"month-first", DayForm::month_first},
                                                             {"serial", DayForm::serial},
                                                             {"serial-1904", DayForm::serial_1904},
                                                             {"yymmdd", DayForm::yymmdd}});
inline constexpr auto kScales = std::to_array<Word<PrecisionScale>>({{"words", PrecisionScale::words},
                                                                     {"gdelt", PrecisionScale::gdelt},
                                                                     {"ucdp", PrecisionScale::ucdp},
                                                                     {"acled", PrecisionScale::acled}});
inline constexpr auto kCodes = std::to_array<Word<StateCode>>({{"iso3", StateCode::iso3},
                                                               {"iso2", StateCode::iso2},
                                                               {"iso-number", StateCode::iso_number},
                                                               {"cameo", StateCode::cameo},
                                                               {"fips", StateCode::fips},
                                                               {"gw", StateCode::gw},
                                                               {"cow", StateCode::cow},
                                                               {"name", StateCode::name},
                                                               {"in-name", StateCode::in_name},
                                                               {"icews", StateCode::icews}});

inline bool is_state(Field field) {
  return field == Field::actor_state || field == Field::target_state || field == Field::country;
}
inline bool is_precision(Field field) { return field == Field::place_precision || field == Field::day_precision; }

}  // namespace entente::stream

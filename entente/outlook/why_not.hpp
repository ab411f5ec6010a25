#pragma once
// Why something cannot be counted or asked on a day, as a value: what is expected is returned and never thrown.
// Functions named try_... return it; those of the same name without try_ throw it, for doors that ask one thing.

#include "entente/base/error.hpp"

#include <string>
#include <utility>
#include <variant>

namespace entente::outlook {

struct WhyNot {
  ErrorCode code = ErrorCode::bad_request;  // as an error that a door would end with
  std::string why{};                        // a clause
  std::string remedy{};
};

template <class T>
using OrWhyNot = std::variant<T, WhyNot>;

/// The record holds nothing that could be counted.
inline WhyNot no_case_counted() {
  return {ErrorCode::bad_request, "no case of the record can be counted for this question on this day",
          "ask as of a day on which the record knows such cases; `entente record show` lists its tables"};
}

/// The value. Throws Error where there is none.
template <class T>
T or_throw(OrWhyNot<T>&& one) {
  if (const WhyNot* none = std::get_if<WhyNot>(&one)) throw Error(none->code, none->why, none->remedy);
  return std::get<T>(std::move(one));
}

}  // namespace entente::outlook

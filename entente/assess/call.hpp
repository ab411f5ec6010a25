#pragma once
// What a reader may ask to see more: a verb and its request, as values. Doors render it: as a shell command, an
// address, a call from Python.

#include "entente/base/date.hpp"

#include <string>
#include <utility>
#include <vector>

namespace entente::assess {

struct Argument {
  std::string name;   // of the verb's parameter, as in JSON: "as_of"
  std::string value;  // as a person would write it; items of a list are joined by commas, a flag is "true"
};

/// `verb` is a name of the table of verbs ("outlook exit"); the table is not known in this room, so that whoever
/// renders a call refuses what is not in it.
struct Call {
  std::string verb{};
  std::vector<Argument> request{};

  /// The same call with one argument more; an empty value adds none.
  Call with(std::string name, std::string value) && {
    if (!value.empty()) request.push_back({std::move(name), std::move(value)});
    return std::move(*this);
  }
  Call on(Day day) && { return std::move(*this).with("as_of", to_string(day)); }
};

/// Of a verb about a host and its counterpart.
inline Call call_of(std::string verb, const std::string& host, const std::string& counterpart) {
  return Call{std::move(verb)}.with("host", host).with("counterpart", counterpart);
}

/// The rows of a table of the record, as known on a day.
inline Call rows_of(std::string table, Day day) { return Call{"record show"}.with("of", std::move(table)).on(day); }

}  // namespace entente::assess

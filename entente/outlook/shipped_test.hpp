#pragma once
// For tests: the record that ships with the program, as it was known on a day.

#include "entente/outlook/ladder.hpp"
#include "entente/record/view.hpp"

namespace entente::outlook::shipped {

/// data/chronology and data/ucdp as of a day. The folder is read once per program.
record::View view(int year, unsigned month, unsigned day);
record::View view(Day day);

/// data/model/ladder.toml.
LadderFile ladder_file();

/// A file of data/model.
std::string model_text(const std::string& name);

inline Day day(int year, unsigned month, unsigned d) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{d};
}

}  // namespace entente::outlook::shipped

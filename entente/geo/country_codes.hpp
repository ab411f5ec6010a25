#pragma once
// ISO 3166 codes of states and territories.
//
// Two-letter codes are those of ISO and never those of FIPS: NG is Nigeria (Niger in FIPS). Namibia is the text NA.

#include "entente/base/delimited.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::geo {

/// The map from alpha-2 to alpha-3. A value; safe to read from many threads.
class CountryCodes {
 public:
  /// From a table with the columns `ISO3166-1-Alpha-2` and `ISO3166-1-Alpha-3`, in any order among others. Rows with a
  /// code of the wrong form or one that occurred before are left out and reported in `faults` where that is given.
  /// Throws Error{bad_data} where a column is missing.
  static CountryCodes parse(std::string_view csv, std::string file, std::vector<RowFault>* faults = nullptr);

  /// Adds codes that ISO leaves to users, from a table with the columns `alpha2` and `alpha3`. Rows of the wrong form,
  /// and those of a code that is there already, are reported. Throws Error{bad_data} where a column is missing.
  void assign(std::string_view csv, std::string file, std::vector<RowFault>* faults = nullptr);

  /// "NE" gives "NER"; none where the code is not known.
  std::optional<std::string> alpha3(std::string_view alpha2) const;

  std::size_t size() const { return by_alpha2_.size(); }

 private:
  std::map<std::string, std::string, std::less<>> by_alpha2_;
};

}  // namespace entente::geo

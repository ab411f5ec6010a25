#pragma once
// The states that a question about alignment needs where it names none: data/model/powers.toml.

#include <string>
#include <string_view>
#include <vector>

namespace entente::align {

struct Powers {
  std::vector<std::string> high;  // of the scale of votes: their mean is above that of `low`
  std::vector<std::string> low;
  std::vector<std::string> poles;     // to which mean distances are taken
  std::vector<std::string> partners;  // whose partnerships are followed
  std::string hash;                   // SHA-256 of the file's bytes
};

/// Reads the text of data/model/powers.toml. Throws Error{bad_data} with file, line and field where a list is missing
/// or empty, a field is unknown, or a state stands at both ends of the scale.
Powers read_powers(std::string_view text, const std::string& file);

}  // namespace entente::align

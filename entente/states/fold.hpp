#pragma once
// Names of states as sources write them, brought to one form.

#include <string>
#include <string_view>
#include <vector>

namespace entente::states {

/// "cote divoire" of "Côte d’Ivoire", "CÔTE_D'IVOIRE" and "cote d'ivoire": small letters without accents, one blank
/// between words, no apostrophes and dots, without "the", "of" and "and", and with the short word for those that lists
/// shorten: "rep", "dem", "fed", "st", "is". Letters of other alphabets stay as they are.
std::string folded_name(std::string_view text);

/// The forms that a name may have, the most likely first: as it is; "Korea, Rep." and "Korea (Rep.)" with the parts in
/// the other order; at last what stands before a bracket alone, as in "Myanmar (Burma)". None twice.
std::vector<std::string> forms_of_name(std::string_view text);

}  // namespace entente::states

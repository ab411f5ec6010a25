#pragma once
// Files that are part of the program, as they were when it was built.

#include <string_view>

namespace entente::outlook {

/// data/language/actor-words.csv: what people write for an actor besides the names of the record.
std::string_view actor_words_csv();

}  // namespace entente::outlook

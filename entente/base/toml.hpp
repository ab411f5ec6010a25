#pragma once
// What stands between a TOML file of the user and toml++, to be included before <toml++/toml.h>.
//
// Version 3.3 of that library asserts some of what a text may break, such as "[= 1", though it refuses the same with an
// error right behind; and a letter beyond ASCII where a key or a value begins leads it to a point that it calls
// unreachable. A file that is wrong must give an error, so assertions are off and such letters are refused before.

#include <string>
#include <string_view>

#ifndef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)
#endif

namespace entente {

/// Throws Error{bad_data} with file and line where a character that is not ASCII stands outside quotes and comments,
/// which TOML 1.0 does not allow. Says nothing of other faults. Call it before toml::parse.
void require_plain_toml(std::string_view text, const std::string& file);

}  // namespace entente

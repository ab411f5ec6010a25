#pragma once
// Help and documentation pages made from the table of verbs.

#include "entente/verbs/verb.hpp"

#include <string>
#include <string_view>

namespace entente::render {

/// `entente --help`: the verbs, a line each.
std::string program_help();

/// `entente FAMILY --help`: the verbs of the family.
std::string family_help(const verbs::Family& family);

/// `entente VERB --help`: what it answers, its parameters, examples and pages.
std::string verb_help(const verbs::Verb& verb);

/// docs/parameters.md: every verb with its parameters, forms and tables.
std::string parameters_page();

}  // namespace entente::render

#pragma once
// From the words of a command line to a verb and its request. The words are those of the table of verbs; nothing is
// declared here.

#include "entente/verbs/door.hpp"

#include <any>
#include <string>
#include <vector>

namespace entente::cli {

/// What was asked: an answer of a verb, or words about the program.
struct Command {
  const verbs::Verb* verb = nullptr;
  std::any request;
  verbs::DoorRequest door;
  /// Printed in place of an answer: help, the version, the page of all parameters.
  std::string words;
};

/// `arguments` stand behind the program's name. Throws Error{bad_request}: no or an unknown verb, an unknown option, a
/// value that does not fit, a required one missing, a form that the verb does not have.
Command read_command(const std::vector<std::string>& arguments);

}  // namespace entente::cli

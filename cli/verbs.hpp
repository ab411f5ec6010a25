#pragma once
// The verbs of the program, one file each. setup_x declares a verb's options and what runs when it is given.

#include <string>

namespace CLI {
class App;
}

namespace entente::cli {

void setup_record(CLI::App& program);
void setup_brief(CLI::App& program);
void setup_outlook(CLI::App& program);
/// Adds to the verb outlook, which must be set up before.
void setup_precedents(CLI::App& program);
void setup_exit_time(CLI::App& program);
void setup_dependence(CLI::App& program);
/// Likewise: the question in words.
void setup_question(CLI::App& program);
void setup_watch(CLI::App& program);
void setup_score(CLI::App& program);
void setup_cover(CLI::App& program);
void setup_align(CLI::App& program);

}  // namespace entente::cli

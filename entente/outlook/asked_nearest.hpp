#pragma once
// For a sentence that is not a question: the question that was probably meant and that the day allows.

#include "entente/outlook/asked.hpp"
#include "entente/outlook/lexicon.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::outlook {

/// A question about the actors and bases named among the words, as the state of the day allows it: "will the forces of
/// the United States leave Niger within 12 months"; empty where nothing in the record connects them. Of several pairs
/// the one with an open demand, else with a presence; of equals the newest demand, or the larger presence.
std::string nearest_question(const std::vector<Word>& words, const Lexicon& lexicon, const record::View& view,
                             const std::optional<Asked::Window>& window);

/// The same for two actors, in this order of roles or the other; empty where neither has a demand or a presence.
std::string question_of_pair(const record::View& view, const std::string& host, const std::string& counterpart,
                             const std::optional<Asked::Window>& window);

}  // namespace entente::outlook

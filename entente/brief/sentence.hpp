#pragma once
// The sentences of a judgement, rendered from its fields.
//
// Method: docs/methods/estimative-language.md, section 3. Likelihood and confidence stand in different sentences, the
// number stands in brackets behind the word, and every sentence ends in a full stop. Functions are free of state and
// safe to call from many threads.

#include "entente/assess/assessment.hpp"
#include "entente/brief/likelihood.hpp"

#include <string>
#include <vector>

namespace entente::brief {

/// "It is likely (71%, 80% interval 50–88%) that the forces will have left by 17 March 2025." A judgement without a
/// probability is a plain sentence: its claim with a capital letter, and its horizon where it has one.
std::string sentence(const assess::Judgement& judgement, const Scale& scale = icd203());

/// "Because 16 of 19 demands after a coup ended in an exit." Empty without a reason.
std::string because_sentence(const assess::Judgement& judgement);

/// "The interval is wide: it runs from “unlikely” to “very likely”." where it touches more than two bands, else empty.
std::string interval_sentence(const assess::Judgement& judgement, const Scale& scale = icd203());

/// "Analytic confidence: low to moderate, because the classes span 20 to 84%." Empty without confidence.
std::string confidence_sentence(const assess::Judgement& judgement);

/// "Base rate: among demands by governments that came to power in a coup, 16 of 19 demands that became public (84%, 80%
/// interval 71–92%); in the wider class, all demands, 42 of 119." Or why there is none. Empty where neither is given.
std::string base_rate_sentence(const assess::Judgement& judgement);

/// "Dissent: ..." or empty.
std::string dissent_sentence(const assess::Judgement& judgement);

/// The text with one full stop at its end and a capital at its start; empty stays empty.
std::string as_sentence(std::string text);

}  // namespace entente::brief

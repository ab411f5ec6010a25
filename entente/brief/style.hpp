#pragma once
// How much of an assessment is printed.

namespace entente::brief {

/// A half-page note for a mail; page 1 with the numbers behind it; these with the annex.
enum class Style { note, brief, full };

}  // namespace entente::brief

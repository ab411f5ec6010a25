#pragma once
// A made-up but realistic assessment for the tests of this room. Its numbers are for tests only.

#include "entente/assess/assessment.hpp"

namespace entente::brief {

/// All parts and all kinds of figure. The lands of the map are read from data/natural-earth.
assess::Assessment sample_assessment();

/// The same without files: three judgements, three pieces of evidence, nothing the linter objects to.
assess::Assessment small_assessment();

}  // namespace entente::brief

#pragma once
// The parts that sample_assessment() is made of.

#include "entente/assess/assessment.hpp"
#include "entente/base/date.hpp"

#include <vector>

namespace entente::brief::sample {

inline Day day(const char* text) { return *parse_day(text); }
inline Date date(const char* text) { return *parse_date(text); }

std::vector<assess::Evidence> evidence();
std::vector<assess::Judgement> judgements();

/// One of each kind, and the table beside the map.
assess::Figure strip();
assess::Figure map();
assess::Table basing_table();
assess::Figure timeline();
assess::Figure ladder();
assess::Figure curve();
assess::Figure fan();
assess::Figure series();

}  // namespace entente::brief::sample

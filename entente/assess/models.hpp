#pragma once
// What is fixed before looking: the model files, and the reference layers a case needs.

#include "entente/align/powers.hpp"
#include "entente/assess/rules.hpp"
#include "entente/geo/airfield.hpp"
#include "entente/geo/layers.hpp"
#include "entente/geo/region.hpp"
#include "entente/outlook/course.hpp"
#include "entente/outlook/deaths.hpp"
#include "entente/outlook/ladder.hpp"
#include "entente/outlook/precedents.hpp"
#include "entente/outlook/signals.hpp"

#include <map>
#include <string>
#include <vector>

namespace entente::assess {

struct Models {
  outlook::LadderFile ladder;
  outlook::DeathsModel deaths;
  outlook::PrecedentsModel precedents;
  outlook::CourseSpec course;
  outlook::SignalSpec signals;
  RulesFile rules;
  align::Powers powers;

  /// One hash over all model files.
  std::string hash() const;
};

/// Geometry for a case. Layers have a vintage and are not facts.
struct Reference {
  std::vector<geo::Country> countries;
  std::vector<geo::BoundaryLine> disputed;
  std::vector<geo::Lake> lakes;
  std::vector<geo::Airfield> airfields;  // of the candidate hosts
  std::map<std::string, std::vector<std::string>, std::less<>> neighbours;
};

}  // namespace entente::assess

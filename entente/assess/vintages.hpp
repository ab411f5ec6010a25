#pragma once
// What another vintage of the series would have changed in a brief.

#include "entente/assess/assessment.hpp"
#include "entente/record/view.hpp"
#include "entente/record/vintages.hpp"

#include <span>
#include <string>
#include <vector>

namespace entente::assess {

/// Says in the strip and in the call that reproduces the brief which figures a day has; nothing of figures that are the
/// newest or strict, since the view says so itself.
void mark_vintage(Assessment& now, const record::Figures& figures);

/// The same case on the same day under another vintage.
struct OtherVintage {
  const Assessment& assessment;
  const record::View& view;
  record::Figures figures;                    // of that view
  std::span<const record::Release> releases;  // of the series of deaths
  std::vector<std::string> states;            // of the case; the host first
};

/// Adds to the front the section "vintages": which judgements of `now` moved and by what, the months that differ with
/// the releases that say so, and a figure of them. Adds its evidence to the register, and nothing else: no judgement,
/// forecast, basis or hash of `now` changes. `view` is that of `now`, with `figures`.
void note_vintages(Assessment& now, const record::View& view, const record::Figures& figures,
                   const OtherVintage& other);

}  // namespace entente::assess

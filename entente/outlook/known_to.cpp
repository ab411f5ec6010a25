#include "entente/outlook/known_to.hpp"

#include <algorithm>

namespace entente::outlook {

Day known_to(const record::View& view) {
  Day newest = kNothingKnown;
  const auto know = [&](Day day) {
    if (day <= view.as_of) newest = std::max(newest, day);
  };
  for (const record::Demand& d : view.demands) {
    know(d.known_on);
    if (d.deadline_known_on) know(*d.deadline_known_on);
    if (d.outcome_known_on) know(*d.outcome_known_on);
  }
  for (const record::Coup& c : view.coups) know(c.known_on);
  for (const record::Event& e : view.events) know(e.known_on);
  for (const record::Agreement& a : view.agreements) {
    know(a.known_on);
    if (a.denounced_known_on) know(*a.denounced_known_on);
  }
  for (const record::Presence& p : view.presences) {
    know(p.from.last);
    if (p.to) know(p.to->last);
  }
  return newest;
}

Day silence_counts_until(const record::View& view) {
  constexpr std::chrono::days kSilence{183};
  return std::min(view.as_of, known_to(view) + kSilence);
}

}  // namespace entente::outlook

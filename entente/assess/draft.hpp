#pragma once
// What the parts of an assessment share while it is composed. Only for this room.

#include "entente/assess/assess.hpp"
#include "entente/assess/register.hpp"
#include "entente/base/executor.hpp"
#include "entente/outlook/indicators.hpp"
#include "entente/outlook/situation.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace entente::assess {

struct Draft {
  const Case& of;
  const record::View& view;
  const Reference& reference;
  const Models& models;
  const Executor& executor;
  std::uint64_t seed = 1;
  outlook::Situation situation;
  Register evidence;
  Assessment out;
  bool forecasts_only = false;  // nothing but state, judgements and forecasts is wanted

  // Words that every part needs.
  std::string host() const { return view.actor_name(of.host); }
  std::string counterpart() const { return view.in_sentence(of.counterpart); }

  Section& section(const std::string& id, const std::string& heading, Part part = Part::front) {
    out.sections.push_back({id, heading, part, {}});
    return out.sections.back();
  }
  void gap(std::string text, std::vector<std::string> ids = {}) {
    out.gaps.push_back({std::move(text), std::move(ids), Status::computed});
  }
};

/// Bounded, signed phrases used by several parts.
std::string percent(double share);                           // "71%", of a share that was counted
std::string chance(double p);                                // the same of a probability: never 0% or 100%
std::string list_of(const std::vector<std::string>& words);  // "a, b and c"
std::string plural(long n, const std::string& one, const std::string& many);  // "1 row", "2 rows"
std::string capital(std::string text);

/// What the counterpart said of its presence over twelve months, by day. Side by side stand those that another source
/// contradicts; where none is marked so, the newest that came within three days of each other, since quick second words
/// correct or limit the first; and where none did, the newest. Pointers go into the view.
struct ToldMissions {
  std::vector<const record::Event*> all;
  std::vector<const record::Event*> side_by_side;
};
ToldMissions told_missions(Draft& draft);

/// The base rate of a judgement drawn from a ladder: that of the nearest class that holds a case, beside the next wider
/// one; where the widest alone holds any, and fewer than ten, the reason why there is none.
void add_base_rate(Judgement& judgement, const outlook::Ladder& ladder, const std::string& unit);

/// What moves a judgement, with both branches counted by its own classes, into the assessment; and for the ledger the
/// observable, where its chance is counted, and what follows under either condition that does not settle the question.
void add_indicator(Draft& draft, const Judgement& judgement, const outlook::Question& question,
                   const outlook::Indicator& indicator);

// The parts, in the order in which they are called; each adds its sections, judgements, gaps and evidence.
void add_exposure(Draft& draft);
void add_presence_question(Draft& draft);
void add_arrivals(Draft& draft);
void add_asked(Draft& draft);
void add_watch(Draft& draft);
void add_deaths(Draft& draft);
void add_alternatives(Draft& draft);
void add_partners(Draft& draft);
void add_precedents(Draft& draft);
void add_motives(Draft& draft);
void add_votes(Draft& draft);
void add_hosting(Draft& draft);
void add_dependence(Draft& draft);
void add_timeline(Draft& draft);
/// The stage of the newest demand on the counterpart; nothing where none was made.
std::optional<DemandOnDay> demand_on_day(Draft& draft);

}  // namespace entente::assess

#pragma once
// A state's partners, year by year: what binds them, how far it has gone, who gained and who lost.
//
// Method: docs/methods/alignment.md, section 4. Events and agreements of the record are a selection, so they are listed
// and counted but give no shares. Shares and concentration come from forces hosted, of senders that the record went
// through host by host, or from a table that is a whole.

#include "entente/align/concentration.hpp"
#include "entente/align/hosting.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::align {

/// What binds a state and a partner. The first three stand until they end; the others happen and are counted by year.
enum class Tie { agreement, forces, embassy, arms, training, visit, talks, deal };
inline constexpr std::size_t kTies = 8;
std::string_view name(Tie tie);
inline bool stands(Tie tie) { return tie <= Tie::embassy; }

enum class PartnerStage { none, talks, signed_paper, delivered };
/// "none", "talks", "signed", "delivered".
std::string_view name(PartnerStage stage);

/// One partner at the end of one year: 31 December, or the view's day in its year.
struct PartnerYear {
  std::string partner;
  int year = 0;
  Day on{};
  /// The furthest of what stands on the day and of what happened in the 24 months before it. `delivered` means arms,
  /// trainers or forces of the partner; `signed_paper` an agreement or a deal; an embassy alone is `none`.
  PartnerStage stage = PartnerStage::none;
  /// Numbers that stand on the day, or that happened in the year, by Tie. Without an opening in the record an embassy
  /// is not known of: 0 is "none known".
  std::array<int, kTies> count{};
  People people;        // of the presences that stand: as counted in the two years before, else by their size classes
  bool census = false;  // the record went through this sender host by host
  std::vector<Tie> gained;            // ties that stand and did not at the end of the year before
  std::vector<Tie> lost;              // ties that stood then and do not any more
  std::vector<std::string> evidence;  // ids, sorted
};

/// All partners with any tie in the years first to last (cut at the view's year), by year, then by partner. An
/// agreement stands from its signature, else its entry into force, else the day it was known, until it was denounced or
/// ended; an agreement of several parties counts for each. Steps by the partner towards the state make arms and
/// training; visits, talks and deals count either way. Armed groups are not partners. Cost: years x (facts that name
/// the state).
std::vector<PartnerYear> partners_by_year(const record::View& view, std::string_view state, int first, int last);

/// What changed for one partner from the first to the last of its years.
struct PartnerChange {
  std::string partner;
  PartnerStage from = PartnerStage::none;
  PartnerStage to = PartnerStage::none;
  std::vector<Tie> gained;  // in any of the years after the first, in order of Tie
  std::vector<Tie> lost;
  /// 1 where the stage or the number of standing ties rose and neither fell, -1 the other way round, else 0.
  int direction = 0;
};
/// Gainers first, then losers, then the rest; each by partner.
std::vector<PartnerChange> who_gained(const std::vector<PartnerYear>& years);

/// Shares of holders and their concentration, each with its interval.
struct Shares {
  struct Share {
    std::string holder;
    double share = 0;
    stats::Interval interval;
  };
  std::vector<Share> shares;  // largest first, then by code
  double hhi = 0;
  stats::Interval hhi_interval;
  double effective_number = 0;
  stats::Interval effective_number_interval;
};

/// How the people of foreign forces that the states host are shared among census senders on a day: people are drawn
/// within their size class (docs/methods/alignment.md, section 4), so shares and concentration are medians and 80%
/// intervals of the draws. Empty where no census sender is there. Depends on the seed alone.
struct SharesHosted : Shares {
  Day on{};
  int left_out = 0;  // senders that are there and are not a census
};
SharesHosted shares_hosted(const record::View& view, const std::vector<std::string>& states, Day on,
                           std::uint64_t seed = 1);

/// One order, delivery or flow of a table that is a whole: every holder of the year is in it.
struct Amount {
  std::string holder;
  int year = 0;
  double amount = 0;
};

/// Shares of the holders over the years first to last, with a Bayesian bootstrap over the rows (weights from a flat
/// Dirichlet), so that a few large orders leave a wide interval. Figures are those of
/// the table itself; an interval whose draws all lie to one side is widened to its figure. Empty where the amounts add
/// up to nothing. Requires amounts that are not negative.
struct SharesOfAmounts : Shares {
  double total = 0;
  int rows = 0;
};
SharesOfAmounts shares_of_amounts(const std::vector<Amount>& amounts, int first, int last, std::uint64_t seed = 1);

}  // namespace entente::align

#pragma once
// The track record: how each method did over past years, and what of it held.
//
// Everything that could fail is in it: the exit question with and without the demands of its region, whether its
// interval held, the hazard, the watch list, the deaths. `view` is always the view by which it is judged.
//
// Method: docs/methods/outlook-backtest.md; for each part the page of its method.

#include "entente/outlook/backtest.hpp"
#include "entente/outlook/coverage.hpp"
#include "entente/outlook/deaths.hpp"
#include "entente/outlook/exit_hazard.hpp"
#include "entente/outlook/watch_list.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

/// The first year of the record of the hazard and of the watch list.
inline constexpr int kTrackFrom = 1985;

/// The exit question over past months.
struct ExitRecord {
  int from_year = 0;
  int to_year = 0;
  Backtest own;             // each demand without its own episode
  Backtest without_region;  // and without every demand of its region
};

/// Groups of episodes that were left out in one way and put together in one way.
struct CoverageCut {
  std::string left_out{};  // "one episode", "the whole group"
  std::string by{};        // "all", "class", "class and sender", "class and decade"
  std::vector<Block> blocks{};
  int inside = 0;
  int episodes = 0;  // in all blocks
};

/// Did the printed interval of the exit question hold?
struct CoverageRecord {
  Day known_by{};              // the day of `when_chosen`: only what was known then is used
  int episodes = 0;            // left out, one after the other
  int several = 0;             // of them with more than one demand
  CoverageCut all{};           // one episode left out: everything together, one block;
  CoverageCut rungs{};         // by class;
  CoverageCut sender{};        // by class and sender;
  CoverageCut decade{};        // by class and decade
  CoverageCut sender_apart{};  // the whole group left out: by class and sender;
  CoverageCut decade_apart{};  // by class and decade

  /// The six of them, in this order.
  std::array<const CoverageCut*, 6> cuts() const {
    return {&all, &rungs, &sender, &decade, &sender_apart, &decade_apart};
  }
};

struct WatchRecord {
  Panel panel = Panel::yearly;
  WatchScore score;
};

struct DeathsRecord {
  double minimum = 0;                            // deaths in the twelve months before, from which a country counts
  DeathsCheck busy{};                            // countries with as many
  DeathsCheck every{};                           // all countries
  std::array<DeathsCheck, 12> months{};          // as `busy`, for the total of one to twelve months ahead
  std::vector<std::vector<std::string>> same{};  // countries that are counted once (same_series)
};

struct TrackRecord {
  ExitRecord exit;
  std::optional<CoverageRecord> coverage{};  // none with fewer than two episodes
  /// The years up to kWatchChosenTo or the last full one, then those after; years without a forecast are left out.
  std::vector<HazardScore> hazard{};
  std::vector<WatchRecord> watch{};      // the same, by years, then by months
  std::optional<DeathsRecord> deaths{};  // none where the view holds no series
};

/// What the record is made from. The views and files must outlive the call.
struct TrackSources {
  const record::View& view;
  const record::View& when_chosen;  // of the day `ladder.exit.chosen_as_of`, or of the view's own where that is earlier
  const Neighbours& neighbours;
  const LadderFile& ladder;
  const DeathsModel& deaths;
};

/// `from_year` and `to_year` are those of the exit question. Draws depend on the seed alone. Cost: seconds, most of
/// them the watch list by months and the deaths.
TrackRecord track_record(const TrackSources& in, int from_year, int to_year, std::uint64_t seed = 1);

/// For each host of a demand: itself, the states it borders, and those that they border.
Regions regions_of(const record::View& view, const Neighbours& neighbours);

/// What came of a claim. Where there is too little to judge it by, it neither held nor failed.
enum class Finding { failed, held, cannot_be_judged };
std::string_view name(Finding finding);

/// A sentence about something that held, failed or cannot be judged; of the last it says of how many.
struct Conclusion {
  Finding finding = Finding::cannot_be_judged;
  std::string words{};
};

/// In the order of the parts.
std::vector<Conclusion> conclusions_of(const TrackRecord& record);

}  // namespace entente::outlook

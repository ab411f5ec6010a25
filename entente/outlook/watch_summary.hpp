#pragma once
// The watch list of a day as a reader wants it: the list itself, demands made already, base rates.
//
// Method: docs/methods/outlook-watch-list.md.

#include "entente/outlook/ladder.hpp"
#include "entente/outlook/watch_list.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace entente::outlook {

/// A demand that is made already: there the question is the time to exit.
struct OpenDemand {
  const record::Demand* demand = nullptr;  // in the view
  int days = 0;                            // since the demand
  std::optional<Ladder> exit{};            // none where the host has made a newer demand, or no case can be counted
};

/// Presence-years in which the host asked, of one class.
struct AskedRate {
  std::string words{};
  int k = 0;
  int n = 0;
  stats::Interval interval{};
};

struct WatchSummary {
  std::optional<WatchList> list{};  // none where the record is too thin for one
  std::vector<OpenDemand> open{};   // in order of the record
  std::vector<AskedRate> rates{};   // all presence-years, with a recent coup, without
  /// The day on which the newest demand became known; none without a demand.
  std::optional<Day> newest_demand{};
  /// Whether that is so long ago that time since then would count as if nobody had asked.
  bool stale = false;
};

/// Which presences are wanted; an empty list wants all.
struct WatchFilter {
  std::vector<std::string> hosts{};
  std::vector<std::string> senders{};
  bool wants(const std::string& host, const std::string& sender) const;
};

/// `filter` limits the open demands; the list ranks all presences. The view must outlive the summary. Cost: that of
/// watch_list and one ladder for each open demand.
WatchSummary watch_summary(const record::View& view, const Neighbours& neighbours, const LadderFile& file,
                           const WatchFilter& filter, std::uint64_t seed = 1, WatchDesign design = {});

/// The presences of the list that the filter wants, at most `most` (0 = all), with their rank among all from 1.
std::vector<std::pair<std::size_t, const Watched*>> wanted(const WatchList& list, const WatchFilter& filter,
                                                           std::size_t most);

}  // namespace entente::outlook

#pragma once
// What the watch list knows of each presence on a day, and the fit over rows of its panel. Only for this room.
//
// Method: docs/methods/outlook-watch-list.md.

#include "entente/outlook/watch_list.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace entente::outlook {

/// What the panel asks of the record, by host and by sender. Holds references to what it was made from.
class WatchHistory {
 public:
  WatchHistory(const record::View& view, const Neighbours& neighbours, WatchDesign design);

  /// The constant and the factors, from what was known before `day`.
  std::vector<double> covariates(const record::Presence& presence, Day day) const;
  /// Demands of the neighbours within 24 months before `day`, as they stand among the covariates.
  double neighbours_asked(const std::string& host, Day day) const;
  /// A demand on the presence is made before `day` and not resolved before it.
  bool open_on(const record::Presence& presence, Day day) const;
  /// Demands on the presence, in order of day.
  const std::vector<const record::Demand*>& demands_on(const record::Presence& presence) const;

 private:
  struct Asked {
    Day on{};
    std::string sender;
  };
  bool coup_within(const std::string& host, Day day, int months) const;
  int asked_others(const std::string& host, const std::string& sender, Day day, int months) const;
  int asked_of(const std::string& sender, Day day, int months) const;
  std::vector<double> deaths(const std::string& host, Day day) const;

  const record::View& view_;
  const Neighbours& neighbours_;
  WatchDesign design_;
  std::map<std::string, std::vector<Day>, std::less<>> coups_;
  std::map<std::string, std::vector<Asked>, std::less<>> asked_;
  std::map<std::string, std::vector<Day>, std::less<>> asked_sender_;
  std::map<std::string, std::vector<const record::Demand*>, std::less<>> on_presence_;
};

/// Columns moved to mean 0 and spread 1 over the training rows, so that one ridge fits all; the constant stays.
class WatchScale {
 public:
  /// Requires at least one row.
  explicit WatchScale(const std::vector<const WatchRow*>& rows);
  std::vector<double> of(const std::vector<double>& x) const;

 private:
  std::vector<double> mean_, spread_;
};

/// Logistic hazard of the rows' events.
stats::HazardFit fit_watch(const std::vector<const WatchRow*>& rows, const WatchScale& scale, double ridge);

}  // namespace entente::outlook

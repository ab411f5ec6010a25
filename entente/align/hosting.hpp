#pragma once
// Which states of a set (a region) host whose forces, year by year, and whether that grew more or less spread.
//
// Method: docs/methods/alignment.md, section 4. Counts are of presences as known on the view's day. Only senders that
// the record went through host by host (Presence::systematic) are a census; others stand in it as examples, so no share
// or concentration counts them.

#include "entente/align/concentration.hpp"
#include "entente/base/random.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entente::align {

/// People at usual strength by size class of a presence: [1, 99], [100, 999], [1000, 9999], [10000, none].
struct People {
  double low = 0;
  std::optional<double> high = 0;  // empty where a presence of the open class is in it
};

/// Of presences together.
People people_of(const std::vector<const record::Presence*>& presences);

/// People of one presence, drawn log-uniformly within its size class (the open class to 30,000, our choice).
double draw_people(const record::Presence& presence, RandomStream& random);

/// What one sender has among the states on a day.
struct SenderHosts {
  std::string sender;
  bool census = false;             // the record went through this sender host by host
  std::vector<std::string> hosts;  // by code
  People people;
  std::vector<std::string> evidence;  // ids of presences, by id
};

struct HostSender {
  std::string host;
  std::string sender;
  auto operator<=>(const HostSender&) const = default;
};

/// One year: the state on `on`, which is 31 December, or the view's day in its year.
struct HostingYear {
  int year = 0;
  Day on{};
  std::vector<SenderHosts> senders;  // most hosts first, then by code
  std::vector<std::string> hosting;  // states with anybody's forces
  std::vector<HostSender> entered;   // since the row before (the end of the year before); a pair that came and went
  std::vector<HostSender> left;      // within the year is in both
};

/// The years from `first` to `last`, cut at the view's year. A presence is there from the first day its start may stand
/// for, and gone from the first day its end may stand for. Cost: years x presences.
std::vector<HostingYear> hosting_by_year(const record::View& view, const std::vector<std::string>& states, int first,
                                         int last);

/// What hosting_by_year() says of one day, without what entered and left.
HostingYear hosting_on(const record::View& view, const std::vector<std::string>& states, Day on);

/// People of all census senders together.
People census_people(const HostingYear& year);

/// Senders that are a census in the view, by code.
std::vector<std::string> census_senders(const record::View& view);

enum class SpreadChange { more_spread, more_concentrated, no_clear_change, nobody_hosted };

std::string_view name(SpreadChange change);

/// Whether the forces that `states` host were spread over more senders on `to` than on `from`: the effective number of
/// census senders by people, people drawn log-uniformly within the size class (the open class to 30,000, our choice),
/// one draw a presence for both days, so that only who came and who left can move it. The verdict names a direction
/// where the 80% interval of the change excludes 0.
struct SpreadTest {
  Day from{};
  Day to{};
  int senders_from = 0;  // census senders with forces there
  int senders_to = 0;
  double people_from = 0;  // medians of the draws
  double people_to = 0;
  double number_from = 0;  // effective numbers, medians; 0 where nobody is hosted
  double number_to = 0;
  double change_of_number = 0;  // median of the draws of the change
  stats::Interval change;       // of the same draws
  SpreadChange verdict = SpreadChange::nobody_hosted;
  int senders_left_out = 0;  // senders with forces there on either day that are not a census
};
SpreadTest test_spread(const record::View& view, const std::vector<std::string>& states, Day from, Day to,
                       std::uint64_t seed = 1);

}  // namespace entente::align

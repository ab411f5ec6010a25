#pragma once
// Releases of a series side by side: what each said, what changed from one to the next, and which figure counts.
//
// A source puts out the same months again and again, each time revised. Of a release only those figures are kept that
// differ from what the releases before it say; which months it holds is kept beside them, as runs. So the figure of a
// release for a month that it holds is the newest kept one up to it. A release that does not hold a month says nothing
// of it: what an earlier one said stands.
//
// Releases are in order of the day on which they came out, those of one day in the order in which they were read.
// Method: docs/methods/two-clocks.md, section 5.

#include "entente/base/date.hpp"
#include "entente/record/view.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

/// The series that forecasts are made from; others are kept, and shown by `record vintages`.
inline constexpr std::string_view kDeathsSeries = "deaths";
/// Deaths in events of a single month: a lower bound, never joined to the one above.
inline constexpr std::string_view kSingleMonthSeries = "deaths-single-month";

/// What a source says of one state and month; `month` counts from January 1970 = 0.
struct SeriesValue {
  std::string state;  // ISO 3166 alpha-3
  int month = 0;
  double value = 0;
  bool operator==(const SeriesValue&) const = default;
};

/// Months of a state without a gap, both ends included.
struct Run {
  std::string state;
  int first = 0;
  int last = 0;
  bool operator==(const Run&) const = default;
};

struct Release {
  int number = 0;         // in the record, in the order of reading
  std::int64_t load = 0;  // that brought it
  std::string series;
  Day released{};
  std::string file;
  std::int64_t values = 0;
  std::vector<Run> runs;  // by (state, first)
};

/// By the day on which they came out, then by number.
bool came_out_before(const Release& a, const Release& b);

/// Whether the release says anything of the month.
bool holds(const Release& release, std::string_view state, int month);

/// The months that values hold. Requires them by (state, month), each once.
std::vector<Run> runs_of(std::span<const SeriesValue> values);

/// A kept figure: what `release` says otherwise than the releases before it.
struct Figure {
  int release = 0;
  std::string state;
  int month = 0;
  double value = 0;
  bool operator==(const Figure&) const = default;
};

/// What putting a release in, or taking one out, changes of the kept figures. Those that later releases share with it,
/// or with the one before it, move with it, so that what every other release says stays as it was.
struct KeptChange {
  std::vector<Figure> put;
  std::vector<Figure> taken;
};

/// Puts a release in. `before`: the newest figures up to it, and `values`: its own, both by (state, month); `later`:
/// the releases behind it, in order, and `kept_later` their kept figures. Cost: linear, and a search a figure that
/// differs.
KeptChange put_in(const Release& release, std::span<const SeriesValue> values, std::span<const SeriesValue> before,
                  std::span<const Release> later, std::span<const Figure> kept_later);

/// Takes one out whose kept figures are `kept`; all else as above.
KeptChange take_out(std::span<const Figure> kept, std::span<const SeriesValue> before, std::span<const Release> later,
                    std::span<const Figure> kept_later);

/// Which figures of a series a view takes: the newest, cut by period and publication lag; those that had been released
/// by the day of the view; or, of a day, the months of the first with the figures that had been released by that day,
/// and where none had, with those that came out first after it.
struct Figures {
  Vintage vintage = Vintage::latest;
  std::optional<Day> by{};

  Figures(Vintage v) : vintage(v) {}  // NOLINT(google-explicit-constructor): most vintages need no day
  static Figures released_by(Day day) {
    Figures out(Vintage::latest);
    out.by = day;
    return out;
  }
};

/// "latest", "strict", or the day: "2023-12-01".
std::string word_of(const Figures& figures);

/// Figures of a view that stand as one release has them.
struct ReleaseUse {
  Day released{};
  int first_month = 0;
  int last_month = 0;
  long values = 0;
  bool operator==(const ReleaseUse&) const = default;
};

/// Chooses the figures of a view, from kept figures in any order. For one thread.
class FigureCut {
 public:
  /// `releases` of one series. `published` is the last month that counts as public on the day whatever was released by
  /// it; a month that a release by that day holds is public too.
  FigureCut(std::vector<Release> releases, const Figures& how, Day as_of, int published);
  FigureCut(const FigureCut&) = delete;
  FigureCut& operator=(const FigureCut&) = delete;

  /// Throws Error{bad_data} where the release or the month is none of the series'.
  void take(std::string_view state, int month, int release, double value);

  struct Cut {
    std::vector<SeriesValue> values;  // by (state, month)
    std::vector<ReleaseUse> uses;     // by day
  };
  Cut cut() const;

 private:
  struct Slot {
    double value = 0;
    int rank = -1;
  };
  // A run of the release of that rank.
  struct Held {
    int first = 0;
    int last = 0;
    int rank = 0;
  };
  bool is_public(const std::vector<Held>& held, int month) const;
  int seen_in(const std::vector<Held>& held, int month) const;

  std::vector<Day> released_;                                   // by rank
  std::map<std::string, std::vector<Held>, std::less<>> held_;  // by rank
  std::map<int, int> rank_of_;                                  // by number
  Figures how_;
  int published_;
  int by_as_of_ = -1;  // the last of them that came out by the day of the view
  int limit_ = -1;     // the last of them whose figures count as they are
  std::map<std::string, std::vector<Slot>, std::less<>> slots_;
  std::vector<Slot>* newest_state_ = nullptr;  // rows come state by state
  std::string_view newest_name_;
};

/// The day on which the release came out as which the figure of a month stands in a view; nothing where none holds it.
std::optional<Day> stands_as_of(std::span<const Release> releases, const Figures& how, Day as_of,
                                std::string_view state, int month);

/// A state and month that several releases hold.
struct Revised {
  std::string state;
  int month = 0;
  Day first_released{};
  double first = 0;
  Day newest_released{};
  double newest = 0;
  int times = 0;  // that it changed from one release to the next
};

/// Every month that two releases hold, by (state, month), those that did not change among them. `kept` are all kept
/// figures of the series, by (state, month).
std::vector<Revised> revised(std::span<const Release> releases, std::span<const Figure> kept);

/// What a release says of a month; nothing where it does not hold it. `kept` as above, by (state, month).
std::optional<double> figure_of(const Release& release, std::string_view state, int month,
                                std::span<const Release> releases, std::span<const Figure> kept);

}  // namespace entente::record

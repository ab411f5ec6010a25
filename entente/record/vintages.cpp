#include "entente/record/vintages.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace entente::record {
namespace {

// Slots for the months from January 1900 to December 2200, as far as a series may reach.
constexpr int kMonthsBefore1970 = 70 * 12;
constexpr std::size_t kSlots = 301 * 12;

using Key = std::pair<std::string_view, int>;

template <class T>
Key month_key(const T& value) {
  return {value.state, value.month};
}

std::optional<double> value_at(std::span<const SeriesValue> values, const Key& key) {
  const auto at = std::lower_bound(values.begin(), values.end(), key,
                                   [](const SeriesValue& v, const Key& k) { return month_key(v) < k; });
  if (at == values.end() || month_key(*at) != key) return std::nullopt;
  return at->value;
}

// Kept figures of several releases, to be found by release, state and month.
class ByRelease {
 public:
  explicit ByRelease(std::span<const Figure> figures) : sorted_(figures.begin(), figures.end()) {
    std::sort(sorted_.begin(), sorted_.end(), [](const Figure& a, const Figure& b) { return place(a) < place(b); });
  }
  const Figure* find(int release, const Key& key) const {
    const auto wanted = std::tuple(release, key.first, key.second);
    const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), wanted,
                                     [](const Figure& f, const auto& w) { return place(f) < w; });
    return at == sorted_.end() || place(*at) != wanted ? nullptr : &*at;
  }

 private:
  static std::tuple<int, std::string_view, int> place(const Figure& f) { return {f.release, f.state, f.month}; }
  std::vector<Figure> sorted_;
};

// The figure that stood before the first later release that holds a month changes from `from` to `to`; that release
// says what it said. Every release behind it has its figures from there on.
class Ripple {
 public:
  Ripple(std::span<const Release> later, std::span<const Figure> kept_later) : later_(later), kept_(kept_later) {}

  void change(const Key& key, std::optional<double> from, std::optional<double> to, KeptChange& out) const {
    for (const Release& release : later_) {
      if (!holds(release, key.first, key.second)) continue;
      const Figure* kept = kept_.find(release.number, key);
      if (kept == nullptr) {
        check(from.has_value(), "a release shares a figure that no release before it has");
        out.put.push_back({release.number, std::string(key.first), key.second, *from});
      } else if (to && kept->value == *to) {
        out.taken.push_back(*kept);
      }
      return;
    }
  }

 private:
  std::span<const Release> later_;
  ByRelease kept_;
};

}  // namespace

bool came_out_before(const Release& a, const Release& b) {
  return std::tie(a.released, a.number) < std::tie(b.released, b.number);
}

bool holds(const Release& release, std::string_view state, int month) {
  // The last run that begins up to the month.
  const auto behind = std::upper_bound(
      release.runs.begin(), release.runs.end(), std::pair(state, month),
      [](const auto& wanted, const Run& run) { return wanted < std::pair(std::string_view(run.state), run.first); });
  if (behind == release.runs.begin()) return false;
  const Run& run = *(behind - 1);
  return run.state == state && month <= run.last;
}

std::vector<Run> runs_of(std::span<const SeriesValue> values) {
  std::vector<Run> out;
  for (const SeriesValue& v : values) {
    if (!out.empty() && out.back().state == v.state && out.back().last + 1 == v.month)
      out.back().last = v.month;
    else
      out.push_back({v.state, v.month, v.month});
  }
  return out;
}

KeptChange put_in(const Release& release, std::span<const SeriesValue> values, std::span<const SeriesValue> before,
                  std::span<const Release> later, std::span<const Figure> kept_later) {
  KeptChange out;
  const Ripple ripple(later, kept_later);
  for (const SeriesValue& v : values) {
    const std::optional<double> was = value_at(before, month_key(v));
    if (was == v.value) continue;
    out.put.push_back({release.number, v.state, v.month, v.value});
    ripple.change(month_key(v), was, v.value, out);
  }
  return out;
}

KeptChange take_out(std::span<const Figure> kept, std::span<const SeriesValue> before, std::span<const Release> later,
                    std::span<const Figure> kept_later) {
  KeptChange out;
  const Ripple ripple(later, kept_later);
  for (const Figure& f : kept) {
    out.taken.push_back(f);
    ripple.change(month_key(f), f.value, value_at(before, month_key(f)), out);
  }
  return out;
}

std::string word_of(const Figures& figures) {
  if (figures.by) return to_string(*figures.by);
  return figures.vintage == Vintage::latest ? "latest" : "strict";
}

FigureCut::FigureCut(std::vector<Release> releases, const Figures& how, Day as_of, int published)
    : how_(how), published_(published) {
  std::sort(releases.begin(), releases.end(), came_out_before);
  for (const Release& release : releases) {
    const int rank = static_cast<int>(released_.size());
    released_.push_back(release.released);
    rank_of_[release.number] = rank;
    for (const Run& run : release.runs) held_[run.state].push_back({run.first, run.last, rank});
    if (release.released <= as_of) by_as_of_ = rank;
    if (how.by && release.released <= *how.by) limit_ = rank;
  }
  if (!how.by && how.vintage == Vintage::latest) limit_ = static_cast<int>(released_.size()) - 1;
  if (!how.by && how.vintage == Vintage::strict) limit_ = by_as_of_;
}

void FigureCut::take(std::string_view state, int month, int release, double value) {
  const auto found = rank_of_.find(release);
  const int place = month + kMonthsBefore1970;
  if (found == rank_of_.end() || place < 0 || place >= static_cast<int>(kSlots))
    throw Error(ErrorCode::bad_data,
                fmt::format("the record holds a figure of {} for month {} of no release", state, month),
                "import the series again");
  const int rank = found->second;
  if (rank > limit_ && !how_.by) return;
  if (newest_state_ == nullptr || newest_name_ != state) {
    const auto at = slots_.try_emplace(std::string(state), kSlots).first;
    newest_name_ = at->first;
    newest_state_ = &at->second;
  }
  Slot& slot = (*newest_state_)[static_cast<std::size_t>(place)];
  // The newest up to the limit; where there is none, the first behind it.
  const bool better = slot.rank < 0 || (rank <= limit_ ? slot.rank > limit_ || rank > slot.rank
                                                       : slot.rank > limit_ && rank < slot.rank);
  if (better) slot = {value, rank};
}

// Public by its lag, or because a release by the day of the view holds it. What is strict was released by that day.
bool FigureCut::is_public(const std::vector<Held>& held, int month) const {
  if ((!how_.by && how_.vintage == Vintage::strict) || month <= published_) return true;
  return std::any_of(held.begin(), held.end(),
                     [&](const Held& h) { return h.rank <= by_as_of_ && h.first <= month && month <= h.last; });
}

// The release as which a figure stands: the newest up to the limit that holds the month, else the first behind it.
int FigureCut::seen_in(const std::vector<Held>& held, int month) const {
  const auto has = [&](const Held& h) { return h.first <= month && month <= h.last; };
  const auto newest =
      std::find_if(held.rbegin(), held.rend(), [&](const Held& h) { return h.rank <= limit_ && has(h); });
  if (newest != held.rend()) return newest->rank;
  const auto first = std::find_if(held.begin(), held.end(), has);
  check(first != held.end(), "a kept figure is of a month that no release holds");
  return first->rank;
}

FigureCut::Cut FigureCut::cut() const {
  Cut out;
  std::map<Day, ReleaseUse> uses;
  for (const auto& [state, slots] : slots_) {
    const auto held = held_.find(state);
    check(held != held_.end(), "a kept figure is of a state that no release holds");
    for (std::size_t place = 0; place < slots.size(); ++place) {
      const int month = static_cast<int>(place) - kMonthsBefore1970;
      if (slots[place].rank < 0 || !is_public(held->second, month)) continue;
      out.values.push_back({state, month, slots[place].value});
      const Day released = released_[static_cast<std::size_t>(seen_in(held->second, month))];
      ReleaseUse& use = uses.try_emplace(released, ReleaseUse{released, month, month, 0}).first->second;
      use.first_month = std::min(use.first_month, month);
      use.last_month = std::max(use.last_month, month);
      ++use.values;
    }
  }
  for (const auto& [day, use] : uses) out.uses.push_back(use);
  return out;
}

std::optional<Day> stands_as_of(std::span<const Release> releases, const Figures& how, Day as_of,
                                std::string_view state, int month) {
  const Day limit = how.by ? *how.by : how.vintage == Vintage::latest ? Day::max() : as_of;
  std::optional<Day> newest;
  std::optional<Day> first_behind;
  for (const Release& release : releases) {
    if (!holds(release, state, month)) continue;
    if (release.released <= limit)
      newest = std::max(newest.value_or(Day::min()), release.released);
    else
      first_behind = std::min(first_behind.value_or(Day::max()), release.released);
  }
  return newest ? newest : how.by ? first_behind : std::nullopt;
}

std::vector<Revised> revised(std::span<const Release> releases, std::span<const Figure> kept) {
  std::vector<Release> in_order(releases.begin(), releases.end());
  std::sort(in_order.begin(), in_order.end(), came_out_before);
  std::map<int, int> rank_of;
  // The runs of a state, in the order of the releases.
  std::map<std::string_view, std::vector<std::pair<const Run*, Day>>> runs_by_state;
  for (const Release& release : in_order) {
    rank_of.emplace(release.number, static_cast<int>(rank_of.size()));
    for (const Run& run : release.runs) runs_by_state[run.state].emplace_back(&run, release.released);
  }
  std::vector<Revised> out;
  for (auto begin = kept.begin(); begin != kept.end();) {
    const auto end =
        std::find_if(begin, kept.end(), [&](const Figure& f) { return month_key(f) != month_key(*begin); });
    const auto earlier = [&](const Figure& a, const Figure& b) {
      return rank_of.at(a.release) < rank_of.at(b.release);
    };
    const auto [first, newest] = std::minmax_element(begin, end, earlier);
    Revised one{begin->state, begin->month, {}, first->value, {}, newest->value, static_cast<int>(end - begin) - 1};
    int held = 0;
    for (const auto& [run, released] : runs_by_state[one.state]) {
      if (one.month < run->first || one.month > run->last) continue;
      if (held++ == 0) one.first_released = released;
      one.newest_released = released;
    }
    if (held > 1) out.push_back(std::move(one));
    begin = end;
  }
  return out;
}

std::optional<double> figure_of(const Release& release, std::string_view state, int month,
                                std::span<const Release> releases, std::span<const Figure> kept) {
  if (!holds(release, state, month)) return std::nullopt;
  const Release* newest = nullptr;
  std::optional<double> out;
  const auto [begin, end] =
      std::equal_range(kept.begin(), kept.end(), Figure{0, std::string(state), month, 0},
                       [](const Figure& a, const Figure& b) { return month_key(a) < month_key(b); });
  for (auto f = begin; f != end; ++f) {
    const auto of =
        std::find_if(releases.begin(), releases.end(), [&](const Release& r) { return r.number == f->release; });
    if (of == releases.end() || came_out_before(release, *of)) continue;
    if (newest != nullptr && !came_out_before(*newest, *of)) continue;
    newest = &*of;
    out = f->value;
  }
  return out;
}

}  // namespace entente::record

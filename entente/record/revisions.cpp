#include "entente/record/revisions.hpp"

#include "entente/base/counted.hpp"
#include "entente/record/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace entente::record {
namespace {

constexpr std::array kSizes{"0", "1 to 9", "10 to 99", "100 and more"};
constexpr std::array kAges{"under 3 months", "3 to 11 months", "12 months and more"};

std::size_t size_of(double first) { return first <= 0 ? 0 : first < 10 ? 1 : first < 100 ? 2 : 3; }

std::size_t age_of(const Revised& r) {
  const int months = month_of(r.first_released) - r.month - 1;
  return months < 3 ? 0 : months < 12 ? 1 : 2;
}

// The value below which so large a share of the sorted values lies, the nearest of them.
double quantile(const std::vector<double>& sorted, double share) {
  const auto place = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5);
  return sorted[place];
}

}  // namespace

Revisions revisions_of(std::span<const Revised> all) {
  Revisions out;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<const Revised*>> by_class;
  std::set<int> months;
  for (const Revised& r : all) {
    by_class[{size_of(r.first), age_of(r)}].push_back(&r);
    months.insert(r.month);
  }
  out.n = static_cast<long>(all.size());
  out.months = months.size();
  out.carries_a_model = out.months >= kFewestMonths;
  for (const auto& [key, members] : by_class) {
    RevisionClass c{kSizes[key.first], kAges[key.second], static_cast<long>(members.size()), 0, 0, 0, {}};
    std::vector<double> ratios;
    for (const Revised* r : members) {
      c.up += r->newest > r->first ? 1 : 0;
      c.down += r->newest < r->first ? 1 : 0;
      if (r->first > 0) ratios.push_back(r->newest / r->first);
    }
    c.changed = c.up + c.down;
    std::sort(ratios.begin(), ratios.end());
    if (static_cast<long>(ratios.size()) >= kFewestInClass)
      c.ratio = RevisionRatio{quantile(ratios, 0.5), quantile(ratios, 0.1), quantile(ratios, 0.9)};
    out.classes.push_back(std::move(c));
  }
  return out;
}

std::string why_no_model(const Revisions& found, std::size_t releases) {
  if (found.n == 0)
    return fmt::format("{} no month twice: nothing can be said of how first figures move.",
                       counted(releases, "release holds", "releases hold"));
  const std::string held = fmt::format("{} in {} {} held by two releases", counted(found.n, "state-month"),
                                       counted(found.months, "month"), agreeing(found.n, "is", "are"));
  if (found.carries_a_model) return held + "; the shares are of these, and forecasts are not widened by them.";
  return fmt::format(
      "{}. That is a case and no model ({} are needed, since the states of one month share the mistakes "
      "of one release): forecasts are not widened by it.",
      held, counted(kFewestMonths, "month"));
}

}  // namespace entente::record

#include "entente/outlook/dependence.hpp"

#include "entente/base/text.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <tuple>

namespace entente::outlook {
namespace {

using record::CommodityFigure;
using Figures = std::vector<const CommodityFigure*>;

constexpr int kMonths = 36;

// Measures are told apart by words of their names, so that other goods and buyers need no code.
bool says(const CommodityFigure& f, std::string_view word) { return f.measure.find(word) != std::string::npos; }

bool is_event(const CommodityFigure& f) { return f.unit == "event"; }

bool newer(const CommodityFigure& a, const CommodityFigure& b) {
  return std::tie(a.period.first, a.known_on) > std::tie(b.period.first, b.known_on);
}

// The newest of each key, in order of first appearance.
template <class Key>
Figures newest_by(const Figures& figures, Key key) {
  std::map<decltype(key(*figures.front())), std::size_t> places;
  Figures out;
  for (const CommodityFigure* f : figures) {
    const auto [it, added] = places.emplace(key(*f), out.size());
    if (added)
      out.push_back(f);
    else if (newer(*f, *out[it->second]))
      out[it->second] = f;
  }
  return out;
}

// One figure a period, newest period first.
Figures by_period(const Figures& figures) {
  Figures out = newest_by(figures, [](const CommodityFigure& f) { return f.period.first; });
  std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return newer(*a, *b); });
  return out;
}

Figures where(const Figures& figures, const auto& keep) {
  Figures out;
  std::copy_if(figures.begin(), figures.end(), std::back_inserter(out), [&](const auto* f) { return keep(*f); });
  return out;
}

// The stock over the largest and the smallest of the flows in its unit.
std::optional<YearsOfCover> years_of(const CommodityFigure* stock, const Figures& flows) {
  if (stock == nullptr) return std::nullopt;
  std::optional<YearsOfCover> years;
  for (const CommodityFigure* flow : flows) {
    if (flow->unit != stock->unit || !(flow->value > 0)) continue;
    const double cover = stock->value / flow->value;
    years = years ? YearsOfCover{std::min(years->lo, cover), std::max(years->hi, cover)} : YearsOfCover{cover, cover};
  }
  return years;
}

}  // namespace

Dependence dependence(const record::View& view, std::string_view good, std::string_view host, std::string_view buyer) {
  Dependence d{.good = std::string(good), .host = std::string(host), .buyer = std::string(buyer)};
  // A mine is what is not an actor and has a figure that names the host.
  std::set<std::string, std::less<>> mines;
  for (const CommodityFigure& f : view.commodities)
    if (f.good == good && f.counterpart == host && !view.actors.contains(f.subject)) mines.insert(f.subject);
  std::set<std::string, std::less<>> shut;
  for (const CommodityFigure& f : view.commodities)
    if (f.good == good && is_event(f) && says(f, "mine_closed")) shut.insert(f.subject);

  // What is about the host, its mines or the buyer, of a period that reaches into the last three years.
  const Day from = add_months(view.as_of, -kMonths);
  Figures recent;
  for (const CommodityFigure& f : view.commodities)
    if (f.good == good && f.period.last >= from &&
        (f.subject == host || f.subject == buyer || f.counterpart == host || mines.contains(f.subject)))
      recent.push_back(&f);
  if (recent.empty()) return d;

  d.figures =
      newest_by(recent, [](const CommodityFigure& f) { return std::tuple(f.subject, f.measure, f.counterpart); });
  d.output = by_period(where(recent, [&](const CommodityFigure& f) {
    return f.subject == host && f.measure.starts_with("production") && !says(f, "share");
  }));
  d.stocks =
      where(d.figures, [&](const CommodityFigure& f) { return mines.contains(f.subject) && says(f, "stock_at"); });
  d.owners = where(d.figures, [&](const CommodityFigure& f) {
    return mines.contains(f.subject) && !shut.contains(f.subject) && says(f, "ownership");
  });
  d.happenings = where(d.figures, [&](const CommodityFigure& f) { return mines.contains(f.subject) && is_event(f); });
  std::stable_sort(d.happenings.begin(), d.happenings.end(),
                   [](const auto* a, const auto* b) { return newer(*b, *a); });
  d.closed = where(d.figures, [&](const CommodityFigure& f) {
    if (f.subject != host || !is_event(f) || !says(f, "route_closed")) return false;
    return std::none_of(d.figures.begin(), d.figures.end(), [&](const CommodityFigure* other) {
      return other->subject == host && other->counterpart == f.counterpart && says(*other, "route_opened") &&
             other->period.first > f.period.first;
    });
  });
  const Figures bought = where(recent, [&](const CommodityFigure& f) { return f.subject == buyer && !is_event(f); });
  for (const CommodityFigure* f : bought)
    if ((says(*f, "inventory") || says(*f, "stock")) && !says(*f, "years") &&
        (d.buyers_stock == nullptr || newer(*f, *d.buyers_stock)))
      d.buyers_stock = f;
  d.uses =
      newest_by(where(bought, [](const CommodityFigure& f) { return says(f, "requirements") || says(f, "loaded"); }),
                [](const CommodityFigure& f) { return f.measure; });
  d.deliveries = by_period(where(bought, [&](const CommodityFigure& f) {
    return f.counterpart == host && says(f, "deliveries") && !says(f, "share");
  }));
  d.cover = years_of(d.buyers_stock, d.uses);
  d.gap_cover = years_of(d.buyers_stock, d.deliveries);

  for (const record::Event& e : std::views::reverse(view.events))
    if (e.on.last >= from && (e.actor == host || e.target == host) &&
        lowered(e.summary).find(good) != std::string::npos)
      d.events.push_back(&e);
  return d;
}

}  // namespace entente::outlook

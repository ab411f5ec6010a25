#include "entente/brief/svg/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace entente::brief::svg {
namespace {

using Item = assess::TimelineFigure::Item;

constexpr double kLabelSize = 11.5;
constexpr double kMarkRow = 15;
constexpr double kBarRow = 21;
constexpr double kLine = 13;  // a second line of a label

struct Tick {
  Day day{};
  std::string label;
  std::string short_label;
};

std::vector<Tick> ticks(Day from, Day to, int most) {
  const int months = std::max(1, days_between(from, to) * 12 / 365);
  int step = 120;
  for (const int candidate : {1, 2, 3, 6, 12, 24, 60}) {
    if (months / candidate <= most) {
      step = candidate;
      break;
    }
  }
  std::vector<Tick> result;
  for (int year = year_of(from); year <= year_of(to); ++year) {
    for (int month = 0; month < 12; month += std::min(step, 12)) {
      if (step > 12 && year % (step / 12) != 0) continue;
      const Day day = add_months(*parse_day(fmt::format("{:04}-01-01", year)), month);
      if (day < from || day > to) continue;
      const auto words = to_words(day);  // "1 January 2024"
      const auto name = words.substr(2, 3);
      if (step >= 12) {
        result.push_back({day, fmt::format("{}", year), {}});
      } else {
        result.push_back({day, month == 0 || result.empty() ? fmt::format("{} {}", name, year) : name, name});
      }
    }
  }
  // A first label with its year must not run into a January close behind it.
  if (result.size() > 1 && result[1].label.size() > 4 && !result[0].short_label.empty())
    result[0].label = result[0].short_label;
  return result;
}

struct Placed {
  const Item* item = nullptr;
  double x = 0;
  double end_x = 0;  // of the bar
  std::vector<std::string> lines;
  Anchor anchor = Anchor::start;
  std::size_t row = 0;
};

}  // namespace

Canvas draw(const assess::TimelineFigure& timeline, const Frame& frame) {
  const bool wide = frame.layout == Layout::wide;
  Canvas canvas(width_of(frame.layout));
  double lane_label_width = 0;
  for (const auto& lane : timeline.lanes)
    lane_label_width = std::max(lane_label_width, text_width(lane.label, 12.5, true));
  const double left = wide ? std::min(lane_label_width + 14, 150.0) : 4;
  const double right = canvas.width() - 8;
  const double top = 38;
  const double span = std::max(1, days_between(timeline.from, timeline.to));
  const auto at = [&](Day day) {
    return left + std::clamp(days_between(timeline.from, day) / span, 0.0, 1.0) * (right - left);
  };

  struct Lane {
    double y = 0;
    std::vector<Placed> items;
    std::vector<double> row_y;
  };
  std::vector<Lane> lanes;
  double y = top + 4;
  for (const auto& lane : timeline.lanes) {
    Lane laid;
    laid.y = y;
    if (!wide) y += 17;
    std::vector<const Item*> items;
    for (const auto& item : lane.items) items.push_back(&item);
    // Bars first, then marks by date.
    std::ranges::stable_sort(
        items, [](const Item* a, const Item* b) { return a->bar != b->bar ? a->bar : a->begin < b->begin; });
    struct Extent {
      double from, to;
    };
    std::vector<std::vector<Extent>> rows;
    std::vector<bool> row_is_bar;
    for (const auto* item : items) {
      Placed placed;
      placed.item = item;
      placed.x = at(midpoint(item->begin));
      double from = 0;
      double to = 0;
      if (item->bar) {
        placed.x = at(item->begin.first);
        placed.end_x = item->open_end || !item->end ? right : at(item->end->last);
        placed.lines = wrap_to(item->label, right - left, kLabelSize, 1);
        const double text = placed.lines.empty() ? 0 : text_width(placed.lines.front(), kLabelSize);
        const bool flip = placed.x + text > right;
        placed.anchor = flip ? Anchor::end : Anchor::start;
        from = flip ? std::min(placed.x, right - text) : placed.x;
        to = std::max(placed.end_x, from + text);
      } else {
        const double room_right = right - placed.x - 8;
        const double room_left = placed.x - 8 - left;
        const double text = text_width(item->label, kLabelSize);
        const bool flip = text > room_right && room_left > room_right;
        placed.anchor = flip ? Anchor::end : Anchor::start;
        placed.lines = wrap_to(item->label, flip ? room_left : room_right, kLabelSize, 2);
        double shown = 9;
        for (const auto& line : placed.lines) shown = std::max(shown, text_width(line, kLabelSize) + 9);
        from = flip ? placed.x - shown : placed.x - 6;
        to = flip ? placed.x + 6 : placed.x + shown;
      }
      std::size_t row = 0;
      for (; row < rows.size(); ++row) {
        if (row_is_bar[row] != item->bar) continue;
        const bool free =
            std::ranges::none_of(rows[row], [&](const Extent& e) { return from < e.to + 8 && to > e.from - 8; });
        if (free) break;
      }
      if (row == rows.size()) {
        rows.emplace_back();
        row_is_bar.push_back(item->bar);
      }
      rows[row].push_back({from, to});
      placed.row = row;
      laid.items.push_back(std::move(placed));
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
      laid.row_y.push_back(y);
      std::size_t lines = 1;
      for (const auto& placed : laid.items) {
        if (placed.row == row) lines = std::max(lines, placed.lines.size());
      }
      y += row_is_bar[row] ? kBarRow : kMarkRow + kLine * static_cast<double>(lines - 1);
    }
    y = std::max(y, laid.y + 18) + 9;
    lanes.push_back(std::move(laid));
  }
  const double bottom = y - 2;

  for (const auto& tick : ticks(timeline.from, timeline.to, wide ? 8 : 4)) {
    canvas.line(at(tick.day), top - 6, at(tick.day), bottom, "grid");
    const bool last = at(tick.day) + text_width(tick.label, 11) > canvas.width();
    canvas.text(at(tick.day), top - 11, tick.label, "t11 mut", last ? Anchor::end : Anchor::start);
  }
  canvas.line(at(timeline.today), top - 20, at(timeline.today), bottom, "today");
  const auto today = to_words(timeline.today);
  const bool flip = at(timeline.today) > canvas.width() / 2;
  canvas.text(at(timeline.today) + (flip ? 4 : -4), 12, today, "t11 b", flip ? Anchor::end : Anchor::start);

  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const auto& lane = lanes[i];
    if (i > 0) canvas.line(0, lane.y - 5, canvas.width(), lane.y - 5, "rule");
    const auto lines = wrap_to(timeline.lanes[i].label, wide ? left - 8 : right, 12.5, wide ? 2 : 1);
    double label_y = lane.y + 12;
    for (const auto& line : lines) {
      canvas.text(0, label_y, line, wide ? "t125 b" : "t125 b halo");
      label_y += 14;
    }
    for (const auto& placed : lane.items) {
      const double row_y = lane.row_y[placed.row];
      if (placed.item->bar) {
        const double bar_y = row_y + 15;
        const double length = std::max(3.0, placed.end_x - placed.x);
        canvas.rect(placed.x, bar_y, length, 6, placed.item->hollow ? "hollow" : "span");
        if (placed.item->open_end) {
          canvas.polygon({{placed.end_x - 1, bar_y - 2}, {placed.end_x + 6, bar_y + 3}, {placed.end_x - 1, bar_y + 8}},
                         "spanend");
        }
        for (const auto& line : placed.lines) {
          canvas.text(placed.anchor == Anchor::end ? right : placed.x, row_y + 11, line, "t115 halo", placed.anchor);
        }
      } else {
        canvas.circle(placed.x, row_y + 8, 4, placed.item->hollow ? "hollow" : "mark");
        double text_y = row_y + 12;
        for (const auto& line : placed.lines) {
          canvas.text(placed.x + (placed.anchor == Anchor::end ? -8 : 8), text_y, line, "t115 halo", placed.anchor);
          text_y += kLine;
        }
      }
    }
  }
  // The key names only what is drawn.
  const auto any = [&](auto of) {
    return std::ranges::any_of(timeline.lanes, [&](const auto& lane) { return std::ranges::any_of(lane.items, of); });
  };
  const double key = bottom + 16;
  canvas.circle(left + 4, key - 4, 4, "mark");
  canvas.text(left + 13, key, "day known", "t11 mut");
  double x = left + 88;
  if (any([](const Item& item) { return item.hollow && !item.bar; })) {
    canvas.circle(x, key - 4, 4, "hollow");
    canvas.text(x + 9, key, "month or year only", "t11 mut");
    x += 118;
  }
  if (any([](const Item& item) { return item.bar; })) {
    canvas.rect(x, key - 7, 22, 6, "span");
    canvas.text(x + 28, key, "lasts", "t11 mut");
  }
  canvas.set_height(key + 8);
  return canvas;
}

}  // namespace entente::brief::svg

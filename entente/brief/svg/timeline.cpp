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

struct PlacedLane {
  double y = 0;
  std::vector<Placed> items;
  std::vector<double> row_y;
};

struct Extent {
  double from, to;
};

// The rows of a lane while its items find their place: bars and marks do not share a row.
class LaneRows {
 public:
  // The first row that is free from `extent.from` to `extent.to`.
  std::size_t row_for(const Extent& extent, bool is_bar) {
    const auto fits = [&](const Row& row) {
      return row.is_bar == is_bar && std::ranges::none_of(row.taken, [&](const Extent& other) {
               return extent.from < other.to + 8 && extent.to > other.from - 8;
             });
    };
    auto row = std::ranges::find_if(rows_, fits);
    if (row == rows_.end()) row = rows_.insert(rows_.end(), Row{is_bar, {}});
    row->taken.push_back(extent);
    return static_cast<std::size_t>(row - rows_.begin());
  }
  std::size_t size() const { return rows_.size(); }
  double height(std::size_t row, std::size_t lines) const {
    return rows_[row].is_bar ? kBarRow : kMarkRow + kLine * static_cast<double>(lines - 1);
  }

 private:
  struct Row {
    bool is_bar = false;
    std::vector<Extent> taken;
  };
  std::vector<Row> rows_;
};

class TimelineDrawing {
 public:
  TimelineDrawing(const assess::TimelineFigure& timeline, const Frame& frame)
      : timeline_(timeline), wide_(frame.layout == Layout::wide), canvas_(width_of(frame.layout)) {
    double label_width = 0;
    for (const auto& lane : timeline.lanes) label_width = std::max(label_width, text_width(lane.label, 12.5, true));
    left_ = wide_ ? std::min(label_width + 14, 150.0) : 4;
    right_ = canvas_.width() - 8;
    span_ = std::max(1, days_between(timeline.from, timeline.to));
  }

  Canvas draw() {
    place_lanes();
    draw_days();
    for (std::size_t i = 0; i < lanes_.size(); ++i) draw_lane(i);
    draw_key();
    return std::move(canvas_);
  }

 private:
  static constexpr double kTop = 38;

  double at(Day day) const {
    return left_ + std::clamp(days_between(timeline_.from, day) / span_, 0.0, 1.0) * (right_ - left_);
  }

  void place_lanes() {
    double y = kTop + 4;
    for (const auto& lane : timeline_.lanes) {
      PlacedLane laid;
      laid.y = y;
      if (!wide_) y += 17;
      // Bars first, then marks by date.
      std::vector<const Item*> items;
      for (const auto& item : lane.items) items.push_back(&item);
      std::ranges::stable_sort(
          items, [](const Item* a, const Item* b) { return a->bar != b->bar ? a->bar : a->begin < b->begin; });
      LaneRows rows;
      for (const auto* item : items) {
        Placed placed;
        placed.item = item;
        const Extent extent = item->bar ? place_bar(placed) : place_mark(placed);
        placed.row = rows.row_for(extent, item->bar);
        laid.items.push_back(std::move(placed));
      }
      for (std::size_t row = 0; row < rows.size(); ++row) {
        laid.row_y.push_back(y);
        std::size_t lines = 1;
        for (const auto& placed : laid.items)
          if (placed.row == row) lines = std::max(lines, placed.lines.size());
        y += rows.height(row, lines);
      }
      y = std::max(y, laid.y + 18) + 9;
      lanes_.push_back(std::move(laid));
    }
    bottom_ = y - 2;
  }

  // A bar has its label over it, from its begin or up to the right edge.
  Extent place_bar(Placed& placed) const {
    const Item& item = *placed.item;
    placed.x = at(item.begin.first);
    placed.end_x = item.open_end || !item.end ? right_ : at(item.end->last);
    placed.lines = wrap_to(item.label, right_ - left_, kLabelSize, 1);
    const double text = placed.lines.empty() ? 0 : text_width(placed.lines.front(), kLabelSize);
    const bool flip = placed.x + text > right_;
    placed.anchor = flip ? Anchor::end : Anchor::start;
    const double from = flip ? std::min(placed.x, right_ - text) : placed.x;
    return {from, std::max(placed.end_x, from + text)};
  }

  // A mark has its label beside it, to the left where there is more room.
  Extent place_mark(Placed& placed) const {
    const Item& item = *placed.item;
    placed.x = at(midpoint(item.begin));
    const double room_right = right_ - placed.x - 8;
    const double room_left = placed.x - 8 - left_;
    const bool flip = text_width(item.label, kLabelSize) > room_right && room_left > room_right;
    placed.anchor = flip ? Anchor::end : Anchor::start;
    placed.lines = wrap_to(item.label, flip ? room_left : room_right, kLabelSize, 2);
    double shown = 9;
    for (const auto& line : placed.lines) shown = std::max(shown, text_width(line, kLabelSize) + 9);
    return {flip ? placed.x - shown : placed.x - 6, flip ? placed.x + 6 : placed.x + shown};
  }

  void draw_days() {
    for (const auto& tick : ticks(timeline_.from, timeline_.to, wide_ ? 8 : 4)) {
      canvas_.line(at(tick.day), kTop - 6, at(tick.day), bottom_, "grid");
      const bool last = at(tick.day) + text_width(tick.label, 11) > canvas_.width();
      canvas_.text(at(tick.day), kTop - 11, tick.label, "t11 mut", last ? Anchor::end : Anchor::start);
    }
    const double today = at(timeline_.today);
    canvas_.line(today, kTop - 20, today, bottom_, "today");
    const bool flip = today > canvas_.width() / 2;
    canvas_.text(today + (flip ? 4 : -4), 12, to_words(timeline_.today), "t11 b", flip ? Anchor::end : Anchor::start);
  }

  void draw_lane(std::size_t i) {
    const auto& lane = lanes_[i];
    if (i > 0) canvas_.line(0, lane.y - 5, canvas_.width(), lane.y - 5, "rule");
    double label_y = lane.y + 12;
    for (const auto& line : wrap_to(timeline_.lanes[i].label, wide_ ? left_ - 8 : right_, 12.5, wide_ ? 2 : 1)) {
      canvas_.text(0, label_y, line, wide_ ? "t125 b" : "t125 b halo");
      label_y += 14;
    }
    for (const auto& placed : lane.items) {
      if (placed.item->bar)
        draw_bar(placed, lane.row_y[placed.row]);
      else
        draw_mark(placed, lane.row_y[placed.row]);
    }
  }

  void draw_bar(const Placed& placed, double row_y) {
    const double bar_y = row_y + 15;
    const double length = std::max(3.0, placed.end_x - placed.x);
    canvas_.rect(placed.x, bar_y, length, 6, placed.item->hollow ? "hollow" : "span");
    if (placed.item->open_end)
      canvas_.polygon({{placed.end_x - 1, bar_y - 2}, {placed.end_x + 6, bar_y + 3}, {placed.end_x - 1, bar_y + 8}},
                      "spanend");
    for (const auto& line : placed.lines)
      canvas_.text(placed.anchor == Anchor::end ? right_ : placed.x, row_y + 11, line, "t115 halo", placed.anchor);
  }

  void draw_mark(const Placed& placed, double row_y) {
    canvas_.circle(placed.x, row_y + 8, 4, placed.item->hollow ? "hollow" : "mark");
    double text_y = row_y + 12;
    for (const auto& line : placed.lines) {
      canvas_.text(placed.x + (placed.anchor == Anchor::end ? -8 : 8), text_y, line, "t115 halo", placed.anchor);
      text_y += kLine;
    }
  }

  // The key names only what is drawn.
  void draw_key() {
    const auto any = [&](auto of) {
      return std::ranges::any_of(timeline_.lanes,
                                 [&](const auto& lane) { return std::ranges::any_of(lane.items, of); });
    };
    const double key = bottom_ + 16;
    canvas_.circle(left_ + 4, key - 4, 4, "mark");
    canvas_.text(left_ + 13, key, "day known", "t11 mut");
    double x = left_ + 88;
    if (any([](const Item& item) { return item.hollow && !item.bar; })) {
      canvas_.circle(x, key - 4, 4, "hollow");
      canvas_.text(x + 9, key, "month or year only", "t11 mut");
      x += 118;
    }
    if (any([](const Item& item) { return item.bar; })) {
      canvas_.rect(x, key - 7, 22, 6, "span");
      canvas_.text(x + 28, key, "lasts", "t11 mut");
    }
    canvas_.set_height(key + 8);
  }

  const assess::TimelineFigure& timeline_;
  bool wide_;
  Canvas canvas_;
  double left_ = 0;
  double right_ = 0;
  double span_ = 1;  // days
  double bottom_ = 0;
  std::vector<PlacedLane> lanes_;
};

}  // namespace

Canvas draw(const assess::TimelineFigure& timeline, const Frame& frame) {
  return TimelineDrawing(timeline, frame).draw();
}

}  // namespace entente::brief::svg

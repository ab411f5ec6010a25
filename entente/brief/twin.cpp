#include "entente/brief/twin.hpp"

#include "entente/base/counted.hpp"
#include "entente/brief/likelihood.hpp"
#include "entente/brief/series_time.hpp"
#include "entente/brief/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace entente::brief {
namespace {

using namespace assess;

using Row = std::vector<Table::Cell>;

Table::Cell cell(std::string text, const std::string& evidence = {}) {
  Table::Cell result{std::move(text), {}};
  if (!evidence.empty()) result.evidence.push_back(evidence);
  return result;
}

std::string percent(double p) { return fmt::format("{}%", whole_percent(p)); }
std::string range(const stats::Interval& value) {
  return number_words(std::round(value.lo)) + " to " + number_words(std::round(value.hi));
}

Twin twin(const Assessment&, const ForecastStrip& strip) {
  Twin result;
  result.columns = {{"Judgement"}, {"What"}, {"Likelihood", true}, {"80% interval", true}, {"Base rate", true}};
  for (const auto& row : strip.rows) {
    result.rows.push_back({cell(row.judgement), cell(row.label), cell(percent(row.p)),
                           cell(interval_words(row.interval)), cell(row.base_rate ? percent(*row.base_rate) : "none")});
  }
  return result;
}

Twin twin(const Assessment& assessment, const LadderFigure& ladder) {
  Twin result;
  result.columns = {{"Class"},      {"Cases", true}, {"Share", true}, {"80% interval", true}, {"After pooling", true},
                    {"Cases: yes"}, {"Cases: no"}};
  const auto names = [&](const std::vector<std::string>& cases) {
    std::vector<std::string> words;
    for (const auto& label : cases) words.push_back(case_words(assessment, label));
    return joined(words, ", ");
  };
  for (const auto& rung : ladder.rungs) {
    result.rows.push_back({cell(rung.label + (rung.side_class ? " (side class, not pooled)" : ""), rung.evidence),
                           cell(count_words(rung.k, rung.n)), cell(share_words(rung.k, rung.n)),
                           cell(interval_words(rung.interval)),
                           cell(rung.pooled ? percent(*rung.pooled) : "not pooled"), cell(names(rung.cases_yes)),
                           cell(names(rung.cases_no))});
  }
  return result;
}

// A column a line, at a dozen places along the axis: every step of every line would fill pages.
Twin twin(const Assessment&, const CurveFigure& curve) {
  Twin result;
  result.columns = {{curve.x_label, true}};
  double last = 0;
  for (const auto& line : curve.lines) {
    result.columns.push_back({fmt::format("{}: {}, 80% band", line.label, curve.y_label), true});
    if (!line.x.empty()) last = std::max(last, line.x.back());
  }
  constexpr double kPlaces[] = {0, 7, 14, 30, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1460, 1825, 3650};
  for (const double at : kPlaces) {
    if (at > last) break;
    Row row{cell(number_words(at))};
    for (const auto& line : curve.lines) {
      // Curves are stairs: what holds at a place is the last step up to it.
      const auto n = static_cast<std::size_t>(std::upper_bound(line.x.begin(), line.x.end(), at) - line.x.begin());
      if (n == 0 || n > line.y.size()) {
        row.push_back(cell(""));
        continue;
      }
      const std::size_t i = n - 1;
      const bool band = i < line.lo.size() && i < line.hi.size();
      // Where a curve starts at nothing it says none; it is not a probability that is clamped.
      row.push_back(cell(line.y[i] == 0 ? "none"
                         : band ? fmt::format("{} ({})", percent(line.y[i]), interval_words({line.lo[i], line.hi[i]}))
                                : percent(line.y[i])));
    }
    result.rows.push_back(std::move(row));
  }
  return result;
}

Twin twin(const Assessment&, const FanFigure& fan) {
  Twin result;
  result.columns = {
      {"State"}, {"Last 12 months", true}, {"Next 12, median", true}, {"50% band", true}, {"80% band", true}};
  for (const auto& panel : fan.panels) {
    if (panel.printable) {
      result.rows.push_back({cell(panel.label), cell(number_words(panel.last_twelve)),
                             cell(number_words(std::round(panel.median))), cell(range(panel.band50)),
                             cell(range(panel.band80))});
    } else {
      result.rows.push_back({cell(panel.label), cell(number_words(panel.last_twelve)),
                             cell("not printed: the backtest is off by more than ten points"), cell(""), cell("")});
    }
  }
  // By year, as months would fill pages.
  for (const auto& panel : fan.panels) {
    std::map<int, std::pair<double, int>> years;
    for (std::size_t i = 0; i < std::min(panel.month.size(), panel.deaths.size()); ++i) {
      auto& [sum, months] = years[year_of(panel.month[i])];
      sum += panel.deaths[i];
      ++months;
    }
    for (const auto& [year, total] : years) {
      result.rows.push_back(
          {cell(fmt::format("{}, {}{}", panel.label, year,
                            total.second < 12 ? fmt::format(" ({})", counted(total.second, "month")) : "")),
           cell(number_words(total.first)), cell(""), cell(""), cell("")});
    }
  }
  return result;
}

Twin twin(const Assessment&, const TimelineFigure& timeline) {
  Twin result;
  result.columns = {{"Lane"}, {"What"}, {"When"}};
  for (const auto& lane : timeline.lanes) {
    for (const auto& item : lane.items) {
      auto when = to_words(item.begin);
      if (item.bar && item.end) when += item.open_end ? ", goes on" : " to " + to_words(*item.end);
      result.rows.push_back({cell(lane.label), cell(item.label, item.evidence), cell(when)});
    }
  }
  return result;
}

Twin twin(const Assessment& assessment, const MapFigure& map) {
  static const std::map<std::string, std::string> kinds = {{"lost-base", "base at stake or left"},
                                                           {"other-base", "other base"},
                                                           {"rival-base", "base of a rival"},
                                                           {"candidate", "candidate field"},
                                                           {"capital", "capital"}};
  Twin result;
  result.columns = {{"Place"}, {"Kind"}, {"Latitude", true}, {"Longitude", true}};
  for (const auto& mark : map.marks) {
    const auto kind = kinds.find(mark.kind);
    result.rows.push_back({cell(mark.label, mark.evidence), cell(kind == kinds.end() ? mark.kind : kind->second),
                           cell(fmt::format("{:.2f}", mark.at.lat_deg)), cell(fmt::format("{:.2f}", mark.at.lon_deg))});
  }
  for (const auto& ring : map.rings) {
    result.rows.push_back({cell(ring.label),
                           cell(fmt::format("ring of {:.0f} km around {}", ring.radius_km, map.lost_label)), cell(""),
                           cell("")});
  }
  for (const auto& code : map.closed_states) {
    result.rows.push_back({cell(name_of(assessment, code)), cell("airspace taken as closed"), cell(""), cell("")});
  }
  for (const auto& way : map.ways) {
    if (!way.nearest) continue;  // these stand in the table next to the map
    const double round_km = way.km - way.direct_km;
    auto words = fmt::format("shortest permitted way, {:.0f} km", way.km);
    if (round_km >= 0.5) words += fmt::format(", {:.0f} km of it round closed airspace", round_km);
    result.rows.push_back({cell(way.label), cell(std::move(words)), cell(""), cell("")});
  }
  const auto places = [&](std::string_view words, auto counts) {
    long number = 0;
    double deaths = 0;
    for (const auto& weight : map.violence) {
      if (!counts(weight)) continue;
      ++number;
      deaths += weight.weight;
    }
    if (number > 0)
      result.rows.push_back(
          {cell(counted(number_words(static_cast<double>(number)), "place of violence", "places of violence") +
                std::string(words)),
           cell(counted(number_words(deaths), "death")), cell(""), cell("")});
  };
  places("", [](const auto& weight) { return !weight.watched; });
  places(", watched", [](const auto& weight) { return weight.watched.value_or(false); });
  places(", not watched", [](const auto& weight) { return !weight.watched.value_or(true); });
  return result;
}

Twin twin(const Assessment&, const SeriesFigure& series) {
  Twin result;
  const bool monthly =
      std::any_of(series.panels.begin(), series.panels.end(), [](const auto& panel) { return is_monthly(panel.x); });
  result.columns = {{"Panel"}, {"Line"}, {monthly ? "Month" : "Year", true}, {series.y_label, true}};
  for (const auto& panel : series.panels) {
    for (const auto& line : panel.lines) {
      for (std::size_t i = 0; i < std::min(panel.x.size(), line.y.size()); ++i) {
        result.rows.push_back({cell(panel.label), cell(line.label), cell(time_words(panel.x[i], monthly)),
                               cell(std::isfinite(line.y[i]) ? number_words(line.y[i]) : "not known")});
      }
    }
    for (const double year : panel.breaks)
      result.rows.push_back({cell(panel.label), cell("change of level"), cell(fmt::format("{:.0f}", year)), cell("–")});
  }
  return result;
}

}  // namespace

Twin twin_of(const Assessment& assessment, const Figure& figure) {
  auto result = std::visit([&](const auto& data) { return twin(assessment, data); }, figure.data);
  if (result.rows.size() > kTwinRows) {
    result.left_out = result.rows.size() - kTwinRows;
    result.rows.resize(kTwinRows);
  }
  return result;
}

const std::string& name_of(const Assessment& assessment, const std::string& code) {
  const auto found = assessment.names.find(code);
  return found == assessment.names.end() || found->second.empty() ? code : found->second;
}

std::string case_words(const Assessment& assessment, const std::string& label) {
  const auto dash = label.find('-');
  const auto blank = label.find(' ');
  if (dash == std::string::npos || dash == 0) return label;
  const auto end = blank == std::string::npos ? label.size() : blank;
  if (dash > end) return label;
  const auto sender = assessment.names.find(label.substr(0, dash));
  const auto host = assessment.names.find(label.substr(dash + 1, end - dash - 1));
  if (sender == assessment.names.end() || host == assessment.names.end()) return label;
  return fmt::format("{} in {}{}", sender->second, host->second, label.substr(end));
}

}  // namespace entente::brief

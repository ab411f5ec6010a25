#include "entente/assess/narrative.hpp"

#include "entente/assess/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>

namespace entente::assess {
namespace {

constexpr std::size_t kWatchLines = 3;

// A passage, what it is called, and what stands in it where no part told anything; empty: then it is left out.
struct PassageRow {
  On on;
  const char* id;
  const char* heading;
  const char* otherwise;
};
constexpr std::array kPassages{
    PassageRow{On::happened, "happened", "What happened", "Nothing is on record that could be told here."},
    PassageRow{On::lost, "lost", "What is lost, and by when",
               "What is lost is not known: the record holds no site and no count of people."},
    PassageRow{On::why, "why", "Why", "Why is not asked, since no demand is open."},
    PassageRow{On::instead, "instead", "Who comes instead",
               "Who comes instead is not told: no other power is followed."},
    PassageRow{On::good, "good", "", ""},
    PassageRow{On::third, "third-parties", "Neighbours and third parties", "How third parties react is not computed."},
    PassageRow{On::replace, "replacement", "What could replace it", "What could replace the sites is not computed."},
    PassageRow{On::security, "security", "Security",
               "Deaths ahead are not computed, since no count of twelve months was published by the day."},
    PassageRow{On::beyond, "beyond", "Beyond", "What it means beyond is not computed: no region is named."},
    PassageRow{On::watch, "watch", "What to watch", "Nothing to watch for moves a number."},
};

std::size_t words_of(const std::vector<Line>& lines) {
  std::size_t words = 0;
  for (const Line& line : lines) words += count_of_words(line.statement.text);
  return words;
}

// Takes out what can be spared most until the words suffice, at last what should stay; a line of each passage stays.
void cut(std::vector<Line>& lines) {
  while (words_of(lines) > kNarrativeWords) {
    auto worst = lines.end();
    for (auto line = lines.begin(); line != lines.end(); ++line) {
      if (std::ranges::count(lines, line->passage, &Line::passage) == 1) continue;
      if (worst == lines.end() || line->spare >= worst->spare) worst = line;
    }
    if (worst == lines.end()) return;
    lines.erase(worst);
  }
}

}  // namespace

void fill_passages(const Given& given, std::vector<Line>& lines) {
  std::erase_if(
      lines, [](const Line& line) { return line.spare > 0 && count_of_words(line.statement.text) > kLongestSentence; });
  for (const PassageRow& row : kPassages) {
    if (*row.otherwise == 0 || std::ranges::count(lines, row.on, &Line::passage) > 0) continue;
    const bool over = row.on == On::why && given.situation.state == outlook::State::ended;
    Statement statement{
        over ? "Why is not asked any more, since the forces have left." : row.otherwise, {}, Status::computed};
    statement.told = Told{.says = Says::gap};
    lines.push_back({row.on, std::move(statement)});
  }
}

namespace {

// How far apart the two branches are.
double distance_of(const Indicator& indicator) {
  // What settles a question by itself says nothing beforehand.
  if (!indicator.p_if_seen || *indicator.p_if_seen >= 1) return 0;
  return std::abs(*indicator.p_if_seen - indicator.p_if_not_seen.value_or(indicator.p_now));
}

// What is watched, without its day: one observable has several days.
std::string observable_of(const Indicator& indicator) {
  std::string text = indicator.observable;
  const std::string day = to_words(indicator.by);
  for (const std::string& end : {", by " + day, " by " + day, " on " + day})
    if (text.ends_with(end)) return text.substr(0, text.size() - end.size());
  return text;
}

// What the chance is of, in a word or two.
std::string chance_of(const Judgement& judgement) {
  switch (judgement.kind) {
    case JudgementKind::exit: return "chance of exit";
    case JudgementKind::asks: return "chance of a demand";
    case JudgementKind::arrival: return fmt::format("chance that {} come", judgement.in_short);
    case JudgementKind::deaths: return "chance of more deaths";
    case JudgementKind::left:
    case JudgementKind::cover: break;
  }
  return judgement.id;
}

// "Terms are offered by 15 June 2024: chance of exit 40%, else 70%."
std::string line_of(const Indicator& indicator, const Judgement& judgement) {
  const std::string day = to_words(indicator.by);
  // The month will do.
  const bool has_day = indicator.observable.find(day.substr(day.find(' ') + 1)) != std::string::npos;
  std::string then = "that settles it";
  if (indicator.p_if_seen && *indicator.p_if_seen < 1) {
    then = fmt::format("{} {}", chance_of(judgement), chance(*indicator.p_if_seen));
    if (indicator.p_if_not_seen) then += ", else " + chance(*indicator.p_if_not_seen);
  } else if (indicator.p_if_not_seen) {
    then += fmt::format("; else {} {}", chance_of(judgement), chance(*indicator.p_if_not_seen));
  }
  return fmt::format("{}{}: {}.", indicator.observable, has_day ? "" : ", by " + day, then);
}

}  // namespace

std::vector<Passage> narrative(const Given& given, std::vector<Line> lines) {
  fill_passages(given, lines);
  cut(lines);
  std::vector<Passage> out;
  for (const PassageRow& row : kPassages) {
    Passage passage{row.id, row.heading, {}};
    for (Line& line : lines) {
      if (line.passage != row.on) continue;
      if (!line.heading.empty()) passage.heading = line.heading;
      passage.statements.push_back(std::move(line.statement));
    }
    if (!passage.statements.empty()) out.push_back(std::move(passage));
  }
  return out;
}

std::vector<Statement> key_points(std::vector<Point> points, const std::vector<Line>& lines) {
  const auto fits = [](const Statement& one) { return count_of_words(one.text) <= kPointWords; };
  std::erase_if(points, [&](const Point& one) { return !fits(one.statement); });
  // Where there are too many, that on third parties goes first.
  if (points.size() > kMostPoints) std::erase_if(points, [](const Point& one) { return one.place == On::third; });
  // Where there are too few, what the text says of matters that no point is about: first what is known, at last that
  // something is not.
  const auto told = [&](const Line& line) {
    return std::ranges::any_of(points, [&](const Point& point) {
      return point.place == line.passage || point.statement.text == line.statement.text;
    });
  };
  for (const bool known : {true, false})
    for (const Line& line : lines) {
      if (points.size() >= kFewestPoints) break;
      const bool is_gap = line.statement.told && line.statement.told->says == Says::gap;
      if (is_gap != known && fits(line.statement) && !told(line)) points.push_back({line.passage, line.statement});
    }
  std::ranges::stable_sort(points, {}, &Point::place);
  std::vector<Statement> out;
  for (Point& point : points)
    if (out.size() < kMostPoints) out.push_back(std::move(point.statement));
  return out;
}

std::vector<Line> watch_lines(const std::vector<Indicator>& indicators, const std::vector<Judgement>& judgements) {
  std::vector<const Indicator*> by_distance;
  for (const Indicator& indicator : indicators) by_distance.push_back(&indicator);
  std::ranges::stable_sort(by_distance, std::greater{}, [](const Indicator* one) { return distance_of(*one); });
  std::set<std::string> shown;
  std::vector<Line> out;
  for (const Indicator* one : by_distance) {
    if (out.size() == kWatchLines) break;
    const auto judgement = std::ranges::find(judgements, one->judgement, &Judgement::id);
    if (judgement == judgements.end()) continue;
    std::string text = line_of(*one, *judgement);
    if (count_of_words(text) > kLongestSentence || !shown.insert(observable_of(*one)).second) continue;
    Statement statement{std::move(text), {}, Status::computed};
    if (!judgement->evidence.empty()) statement.evidence = {judgement->evidence.front()};
    statement.told = Told{.says = Says::forecast, .by = one->by, .p = one->p_if_seen};
    out.push_back({On::watch, std::move(statement)});
  }
  return out;
}

}  // namespace entente::assess

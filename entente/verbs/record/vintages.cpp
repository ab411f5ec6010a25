#include "entente/verbs/record/vintages.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/record/revisions.hpp"
#include "entente/record/series.hpp"
#include "entente/record/series_files.hpp"
#include "entente/record/vintages.hpp"
#include "entente/store/releases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

namespace entente::verbs {
namespace {

constexpr std::size_t kMovedShown = 20;
constexpr std::size_t kSideBySideShown = 60;

int month_or(const std::string& word, int otherwise, const char* parameter) {
  if (word.empty()) return otherwise;
  const auto month = record::parse_month(word);
  if (!month)
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is no month", word), "write it as 2023-10",
                {"", 0, parameter});
  return *month;
}

// What was asked for.
struct Asked {
  std::vector<std::string> states;
  int from = 0;
  int to = 0;
  bool all() const {
    return states.empty() && from == std::numeric_limits<int>::min() && to == std::numeric_limits<int>::max();
  }
  bool holds(const std::string& state, int month) const {
    return month >= from && month <= to &&
           (states.empty() || std::find(states.begin(), states.end(), state) != states.end());
  }
};

Table releases_table(const std::vector<record::Release>& releases, const std::vector<record::Figure>& kept) {
  Table t{.name = "releases", .title = "Releases, in the order in which they came out"};
  t.columns = {day_column("released"), text_column("first_month"), text_column("last_month"), count_column("states"),
               count_column("values"), count_column("kept"),       count_column("load"),      text_column("file")};
  for (const record::Release& release : releases) {
    int first = std::numeric_limits<int>::max();
    int last = std::numeric_limits<int>::min();
    std::set<std::string> states;
    for (const record::Run& run : release.runs) {
      first = std::min(first, run.first);
      last = std::max(last, run.last);
      states.insert(run.state);
    }
    const auto of_it = [&](const record::Figure& f) { return f.release == release.number; };
    t.rows.push_back({release.released, states.empty() ? Cell(None{}) : Cell(record::month_text(first)),
                      states.empty() ? Cell(None{}) : Cell(record::month_text(last)), count(states.size()),
                      count(release.values), count(std::ranges::count_if(kept, of_it)), count(release.load),
                      release.file});
  }
  t.notes.emplace_back(
      "kept: figures that a release says anew or otherwise than those before it; the others are theirs.");
  return t;
}

// Every month that changed, the largest change first.
Table moved_table(const std::vector<record::Revised>& all, const Asked& asked) {
  std::vector<const record::Revised*> moved;
  std::size_t held = 0;
  for (const record::Revised& r : all) {
    if (!asked.holds(r.state, r.month)) continue;
    ++held;
    if (r.times > 0) moved.push_back(&r);
  }
  std::stable_sort(moved.begin(), moved.end(), [](const auto* a, const auto* b) {
    return std::abs(a->newest - a->first) > std::abs(b->newest - b->first);
  });
  Table t{.name = "moved",
          .title = fmt::format("Months that changed, the largest change first: {} of {} that two releases hold",
                               moved.size(), held)};
  t.columns = {text_column("state"),
               text_column("month"),
               number_column("first"),
               day_column("first_released"),
               number_column("newest"),
               day_column("newest_released"),
               number_column("change", {.sign = true}),
               count_column("times")};
  for (const record::Revised* r : moved)
    t.rows.push_back({r->state, record::month_text(r->month), r->first, r->first_released, r->newest,
                      r->newest_released, r->newest - r->first, count(r->times)});
  if (moved.size() > kMovedShown) {
    std::vector<std::size_t> shown(kMovedShown);
    std::iota(shown.begin(), shown.end(), std::size_t{0});
    t.text_rows = std::move(shown);
    t.notes.push_back(
        fmt::format("{} more; --states and --from narrow it, --table moved gives all.", moved.size() - kMovedShown));
  }
  if (held == 0) t.notes.emplace_back("No month is held by two releases.");
  return t;
}

// What each release says of a month, where few months are asked for; of all that changed for programs.
Table side_by_side_table(const std::vector<record::Release>& releases, const std::vector<record::Figure>& kept,
                         const std::vector<record::Revised>& all, const Asked& asked) {
  Table t{.name = "side-by-side", .title = "What each release says of them"};
  t.columns = {text_column("state"), text_column("month"), day_column("released"), number_column("figure")};
  for (const record::Revised& r : all) {
    if (!asked.holds(r.state, r.month) || r.times == 0) continue;
    for (const record::Release& release : releases)
      if (const auto figure = record::figure_of(release, r.state, r.month, releases, kept))
        t.rows.push_back({r.state, record::month_text(r.month), release.released, *figure});
  }
  t.in_text = !asked.all() && !t.rows.empty() && t.rows.size() <= kSideBySideShown;
  return t;
}

// How far first figures were off, by their size and age, and whether that carries a model.
Table revisions_table(const std::vector<record::Revised>& all, const std::vector<record::Release>& releases) {
  const record::Revisions found = record::revisions_of(all);
  Table t{.name = "revisions", .title = "How far a first figure was from the newest, by its size and age"};
  t.columns = {text_column("first_figure"),
               text_column("age").headed("age at release"),
               count_column("months").headed("state-months"),
               count_column("changed"),
               count_column("up"),
               count_column("down"),
               interval_column("ratio", look::kTwo).headed("newest to first").ends("80% of them")};
  for (const record::RevisionClass& c : found.classes)
    t.rows.push_back({c.size, c.age, count(c.n), count(c.changed), count(c.up), count(c.down),
                      c.ratio ? Cell(Range{c.ratio->median, c.ratio->low, c.ratio->high}) : Cell(None{"too few"})});
  t.notes.push_back(record::why_no_model(found, releases.size()));
  return t;
}

}  // namespace

Result record_vintages(const Engine& engine, const RecordVintagesRequest& request) {
  const auto store = engine.open();
  const store::Releases& kept_in = store::releases_of(*store);
  const std::vector<record::Release> releases = kept_in.releases(request.series);
  if (releases.empty()) {
    std::set<std::string> names;
    for (const record::Release& release : kept_in.releases({})) names.insert(release.series);
    throw Error(ErrorCode::not_found, fmt::format("the record holds no release of \"{}\"", request.series),
                names.empty() ? "`entente record import FILE --released DAY` reads one"
                              : fmt::format("it holds {}", fmt::join(names, ", ")));
  }
  const Asked asked{request.states, month_or(request.from, std::numeric_limits<int>::min(), "--first-month"),
                    month_or(request.to, std::numeric_limits<int>::max(), "--last-month")};
  const std::vector<record::Figure> kept = kept_in.figures(request.series);
  const std::vector<record::Revised> all = record::revised(releases, kept);
  Result out{.verb = "record vintages"};
  out.head = {fmt::format("{}: {}", request.series, counted(releases.size(), "release"))};
  out.tables = {releases_table(releases, kept), moved_table(all, asked), side_by_side_table(releases, kept, all, asked),
                revisions_table(all, releases)};
  return out;
}

Verb record_vintages_verb() {
  Parameters<RecordVintagesRequest> p;
  p.add("series", &RecordVintagesRequest::series, "The series").positional().called("SERIES");
  p.add("states", &RecordVintagesRequest::states, "Only these states").called("STATE,...");
  p.add("first-month", &RecordVintagesRequest::from, "Only months from this one on").called("MONTH");
  p.add("last-month", &RecordVintagesRequest::to, "Only months up to this one").called("MONTH");
  Verb verb = make_verb("record vintages", "Releases of a series side by side, and what changed by state and month",
                        std::move(p), record_vintages);
  verb.examples = {
      {"Which releases of the deaths the record holds", "record vintages"},
      {"What became of Niger's first figures", "record vintages deaths --states NER --first-month 2023-10"}};
  verb.pages = {"docs/methods/two-clocks.md"};
  verb.tables = {"releases", "moved", "side-by-side", "revisions"};
  return verb;
}

}  // namespace entente::verbs

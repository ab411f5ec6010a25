// Which host of the region may be asked about next: the watch list, and how far such lists have been right.

#include "entente/assess/part.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/outlook/watch_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace entente::assess {
namespace {

constexpr const char* kHeading = "Who may be asked next";
constexpr std::size_t kShown = 8;
constexpr std::size_t kFactors = 2;  // named of each presence

// "raised by a coup and few years; lowered by a treaty": the strongest factors.
std::string factor_words(const outlook::Watched& watched) {
  std::string out;
  for (std::size_t p = 0; p < std::min(kFactors, watched.parts.size()); ++p) {
    const bool raises = watched.parts[p].effect > 0;
    const bool again = p > 0 && raises == (watched.parts[p - 1].effect > 0);
    out += (p == 0  ? ""
            : again ? " and "
                    : "; ") +
           (again ? "" : std::string(raises ? "raised by " : "lowered by ")) + watched.parts[p].words;
  }
  return out.empty() ? "–" : out;
}

std::vector<Table::Cell> row_of(const Given& given, const outlook::WatchList& list, const outlook::Watched& watched,
                                std::size_t rank) {
  const outlook::WatchChance said = outlook::chance_of(list, watched);
  return {
      {fmt::format("{}", rank), {}},
      {fmt::format("{} and {}", capital(given.view.in_sentence(watched.host)), given.view.in_sentence(watched.sender)),
       {}},
      {chance(said.probability), {}},
      {fmt::format("{}–{}", chance(said.interval.lo), chance(said.interval.hi)), {}},
      {factor_words(watched), {}}};
}

Paragraph record_words(const outlook::WatchList& list, const std::string& cited) {
  Paragraph text;
  text.statements.push_back({list.verdict, {cited}, Status::computed});
  text.statements.push_back(
      {fmt::format("{}: in {} of {} of a presence the host asked it to leave ({:.1f}% a year).",
                   list.record.better_than_chance
                       ? "The base rate"
                       : "So the list gives an order only, and the chance printed of each is the base rate's",
                   list.events, counted(list.rows, "year"), 100 * list.base_rate),
       {cited},
       Status::computed});
  return text;
}

// The presences of the region by rank; no rows where none is on the list.
struct Ranked {
  Table table;
  std::vector<std::string> ids;
  long in_region = 0;
};

Ranked ranked_in_region(const Given& given, const outlook::WatchList& list) {
  Ranked out;
  out.table.id = "watch";
  out.table.columns = {
      {"Rank", true}, {"Presence", false}, {"Chance", true}, {"80% interval", true}, {"What sets it apart", false}};
  for (std::size_t i = 0; i < list.ranked.size(); ++i) {
    const outlook::Watched& watched = list.ranked[i];
    if (std::ranges::find(given.of.region, watched.host) == given.of.region.end()) continue;
    ++out.in_region;
    if (out.table.rows.size() == kShown) continue;
    out.ids.push_back(watched.presence);
    out.table.rows.push_back(row_of(given, list, watched, i + 1));
  }
  return out;
}

Section section_of(const Given& given, Register& evidence, const outlook::WatchList& list, Ranked ranked) {
  const std::string cited = evidence.query(
      "watch", "Presences ranked by the chance that the host asks them to leave",
      "presences on the day without an open demand, fitted on all years before", static_cast<long>(list.ranked.size()),
      ranked.ids, Call{"watch"}.on(given.view.as_of).with("hosts", fmt::format("{}", fmt::join(given.of.region, ","))));
  Table& table = ranked.table;
  table.rows.front()[1].evidence = {cited};
  table.finding = fmt::format("Presences in {} that may be asked to leave within twelve months: the first {} of {}",
                              given.of.region_words, table.rows.size(), ranked.in_region);
  table.source_line = fmt::format(
      "Ranks are among all of {} on the day. Where a demand is made already the question is the exit: {} not in it.",
      counted(list.ranked.size(), "presence"), counted(list.open.size(), "such presence is", "such presences are"));
  Section section{"watch", kHeading, Part::annex, {}};
  // What the list is worth stands above it.
  section.blocks.emplace_back(record_words(list, cited));
  section.blocks.emplace_back(std::move(table));
  return section;
}

}  // namespace

Contribution watch_part(const Given& given) {
  Contribution out(given.view);
  if (!given.wanted.annex) {
    out.leave_out("watch", kHeading);
    return out;
  }
  const auto list = outlook::watch_list(given.view, given.reference.neighbours, given.seed);
  if (!list) {
    out.gap(
        "Fewer than sixty demands and ends by a host are in the record by the day: there is no list of presences that may be asked to leave next.");
    return out;
  }
  Ranked ranked = ranked_in_region(given, *list);
  if (ranked.table.rows.empty())
    out.gap(fmt::format("No presence in {} is on the list of presences that may be asked to leave next.",
                        given.of.region_words));
  else
    out.add(section_of(given, out.evidence, *list, std::move(ranked)));
  return out;
}

}  // namespace entente::assess

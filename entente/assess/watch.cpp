// Which host of the region may be asked about next: the watch list, and how far such lists have been right.

#include "entente/assess/draft.hpp"
#include "entente/outlook/watch_list.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::assess {

void add_watch(Draft& d) {
  const auto list = outlook::watch_list(d.view, d.reference.neighbours, d.seed);
  if (!list) {
    d.gap(
        "Fewer than sixty demands and ends by a host are in the record by the day: there is no list of presences that may be asked to leave next.");
    return;
  }
  constexpr std::size_t kShown = 8;
  constexpr std::size_t kParts = 2;
  Table table;
  table.id = "watch";
  table.columns = {
      {"Rank", true}, {"Presence", false}, {"Chance", true}, {"80% interval", true}, {"What sets it apart", false}};
  std::vector<std::string> ids;
  long in_region = 0;
  for (std::size_t i = 0; i < list->ranked.size(); ++i) {
    const outlook::Watched& w = list->ranked[i];
    if (std::find(d.of.region.begin(), d.of.region.end(), w.host) == d.of.region.end()) continue;
    ++in_region;
    if (table.rows.size() == kShown) continue;
    ids.push_back(w.presence);
    std::string parts;
    for (std::size_t p = 0; p < std::min(kParts, w.parts.size()); ++p) {
      const bool raises = w.parts[p].effect > 0;
      const bool again = p > 0 && raises == (w.parts[p - 1].effect > 0);
      parts += (p == 0  ? ""
                : again ? " and "
                        : "; ") +
               (again ? "" : std::string(raises ? "raised by " : "lowered by ")) + w.parts[p].words;
    }
    table.rows.push_back({{fmt::format("{}", i + 1), {}},
                          {fmt::format("{} and {}", d.view.actor_name(w.host), d.view.in_sentence(w.sender)), {}},
                          {chance(w.probability), {}},
                          {fmt::format("{}–{}", chance(w.interval.lo), chance(w.interval.hi)), {}},
                          {parts.empty() ? "–" : parts, {}}});
  }
  if (table.rows.empty()) {
    d.gap(fmt::format("No presence in {} is on the list of presences that may be asked to leave next.",
                      d.of.region_words));
    return;
  }
  std::string hosts;
  for (const std::string& code : d.of.region) hosts += (hosts.empty() ? "" : ",") + code;
  const std::string cited = d.evidence.query(
      "watch", "Presences ranked by the chance that the host asks them to leave",
      "presences on the day without an open demand, fitted on all years before", static_cast<long>(list->ranked.size()),
      ids, fmt::format("entente watch --on {} --hosts {}", to_string(d.view.as_of), hosts));
  table.rows.front()[1].evidence = {cited};
  table.finding = fmt::format("Presences in {} that may be asked to leave within twelve months: the first {} of {}",
                              d.of.region_words, table.rows.size(), in_region);
  table.source_line = fmt::format(
      "Ranks are among all {} presences on the day. Where a demand is made already the question is the exit: {} such presences are not in it.",
      list->ranked.size(), list->open.size());
  Paragraph text;
  text.statements.push_back({list->verdict, {cited}, Status::computed});
  text.statements.push_back(
      {fmt::format("{}: in {} of {} years of a presence the host asked it to leave ({:.1f}% a year).",
                   list->record.better_than_chance
                       ? "The base rate"
                       : "So the base rate is the forecast, and the order only says what the factors say",
                   list->events, list->rows, 100 * list->base_rate),
       {cited},
       Status::computed});
  Section& section = d.section("watch", "Who may be asked next", Part::annex);
  section.blocks.emplace_back(std::move(table));
  section.blocks.emplace_back(std::move(text));
}

}  // namespace entente::assess

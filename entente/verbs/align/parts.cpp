#include "entente/verbs/align/parts.hpp"

#include "entente/align/user_tables.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace entente::verbs {

bool shows(const AlignRequest& request, std::string_view part) {
  return std::find(request.show.begin(), request.show.end(), part) != request.show.end();
}

align::IdealPointOptions sampler_of(const Engine& engine, const AlignRequest& request) {
  align::IdealPointOptions out;
  out.chains = request.chains;
  out.burn_in = request.burn_in;
  out.draws = request.draws;
  out.seed = request.seed;
  const align::Powers powers = engine.load_powers();
  out.high = powers.high;
  out.low = powers.low;
  return out;
}

align::Positions given_positions(const AlignRequest& request) {
  align::Positions out = align::read_positions(read_file(request.points), request.points, request.column);
  out.least_votes = request.least_votes;
  return out;
}

std::string given_positions_note(const AlignRequest& request) {
  return fmt::format(
      "Positions read from {}, column {}: an estimate with a date of its own, which the day of the view does not cut.",
      request.points, request.column);
}

std::string votes_at_hand(const record::View& view) {
  const auto last = align::last_session(view);
  if (!last) return fmt::format("No votes of the General Assembly are at hand for {}.", to_words(view.as_of));
  return fmt::format("The votes at hand for {} end on {}, in session {} ({}): they say nothing of the {} since.",
                     to_words(view.as_of), to_words(last->last), last->number, counted(last->roll_calls, "roll call"),
                     counted(days_between(last->last, view.as_of), "day"));
}

std::string listed(const std::vector<std::string>& words) {
  return words.empty() ? "nobody" : fmt::format("{}", fmt::join(words, ", "));
}

void join_for_programs(std::vector<Table>& tables, std::string_view name, const std::string& title) {
  if (std::count_if(tables.begin(), tables.end(), [&](const Table& t) { return t.name == name; }) < 2) return;
  Table all{.name = std::string(name), .title = title, .in_text = false};
  int number = 0;
  for (Table& t : tables) {
    if (t.name != name) continue;
    all.columns = t.columns;
    all.rows.insert(all.rows.end(), t.rows.begin(), t.rows.end());
    for (const std::string& note : t.notes)
      if (std::find(all.notes.begin(), all.notes.end(), note) == all.notes.end()) all.notes.push_back(note);
    t.name += fmt::format("-{}", ++number);
    t.for_programs = false;
  }
  tables.push_back(std::move(all));
}

}  // namespace entente::verbs

#include "entente/assess/ladder_section.hpp"

#include "entente/assess/ladder_words.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/outlook/backtest.hpp"
#include "entente/outlook/coverage.hpp"
#include "entente/outlook/exit.hpp"

#include <fmt/format.h>

#include <set>

namespace entente::assess {
namespace {

constexpr std::size_t kReadableNames = 60;  // a class of thousands of presence-years names none

LadderFigure::Rung rung_of(const outlook::Ladder& ladder, const outlook::Rung& rung, bool side) {
  LadderFigure::Rung out;
  out.label = rung.words;
  out.k = rung.k;
  out.n = rung.n;
  if (rung.n > 0) out.rate = static_cast<double>(rung.k) / rung.n;
  out.interval = rung.interval;
  if (!side) out.pooled = rung.pooled;
  out.side_class = side;
  std::set<std::string> yes;
  std::set<std::string> no;
  for (const std::size_t i : rung.trials) (ladder.trials[i].hit ? yes : no).insert(ladder.trials[i].label);
  if (yes.size() <= kReadableNames) out.cases_yes.assign(yes.begin(), yes.end());
  if (no.size() <= kReadableNames) out.cases_no.assign(no.begin(), no.end());
  return out;
}

LadderFigure figure_of(const Given& given, Register& evidence, const outlook::Ladder& ladder,
                       const LadderCaption& caption) {
  LadderFigure figure;
  figure.judgement = caption.judgement;
  figure.p = ladder.probability;
  figure.interval = ladder.interval;
  for (const auto* list : {&ladder.rungs, &ladder.sides})
    for (const outlook::Rung& rung : *list) {
      figure.rungs.push_back(rung_of(ladder, rung, list == &ladder.sides));
      figure.rungs.back().evidence = cite_class(given, evidence, caption.question, ladder, rung);
    }
  return figure;
}

// Whether the printed interval held on what was known when its weights were chosen; empty before that day.
std::string held_words(const Given& given) {
  const outlook::LadderSpec& spec = given.models.ladder.exit;
  if (given.view.as_of < spec.chosen_as_of) return {};
  const auto trials = outlook::exit_trials(outlook::demands_as_of(given.view, spec.chosen_as_of),
                                           given.situation.demand, 0, spec.horizon_days)
                          .trials;
  const outlook::EpisodeCoverage one = outlook::check_episodes(spec, trials);
  const outlook::Coverage whole = outlook::check_coverage(spec, trials);
  const auto share = [](const outlook::Blocks& b) { return fmt::format("{} of {}", b.inside, b.blocks.size()); };
  return fmt::format(
      "On the {} known by {}, each left out in turn, the 80% interval held in {} groups of one sender and {} of "
      "one decade; with the whole group left out, in {} and {}.",
      counted(one.episodes, "episode"), to_words(spec.chosen_as_of), share(one.by_below), share(one.by_decade),
      share(whole.by_below), share(whole.by_decade));
}

std::string sensitivity_words(const outlook::Sensitivity& s) {
  const bool one = chance(s.lo) == chance(s.hi);
  std::string range = one ? fmt::format("gives {}", chance(s.lo))
                          : fmt::format("moves the number between {} and {}", chance(s.lo), chance(s.hi));
  if (!s.lo_without.empty() && !one)
    range += fmt::format(" (lowest without {}, highest without {})", s.lo_without, s.hi_without);
  return fmt::format("{} {}.", capital(s.what), range);
}

Paragraph notes_of(const Given& given, Register& evidence, const outlook::Ladder& ladder,
                   const LadderCaption& caption) {
  Paragraph notes;
  const outlook::Rung& nearest = ladder.nearest();
  const bool episodes = caption.question == "exit";
  const std::string widest = cite_class(given, evidence, caption.question, ladder, ladder.rungs.front());
  const std::string last = cite_class(given, evidence, caption.question, ladder, nearest);
  const auto say = [&](std::string text) { notes.statements.push_back({std::move(text), {last}, Status::computed}); };
  notes.statements.push_back(
      {fmt::format(
           "Each class is drawn towards the wider one as if that added {:.0f} {}; the weight was chosen on cases "
           "before {} and is fixed in a file ({}).",
           ladder.weight, episodes ? "episodes" : "years", year_of(given.models.ladder.exit.chosen_as_of) + 1,
           ladder.model_hash.substr(0, 12)),
       {widest, last},
       Status::computed});
  if (nearest.n_units != nearest.n)
    say(
        fmt::format("Cases of one episode of a host and its coup count as one: by episode the nearest class holds {:g} "
                    "of {}, and that enters the number.",
                    nearest.k_units, nearest.n_units));
  for (const outlook::Sensitivity& s : ladder.sensitivity) say(sensitivity_words(s));
  for (const std::string& note : ladder.notes) say(note);
  if (std::string held = episodes ? held_words(given) : ""; !held.empty()) say(std::move(held));
  return notes;
}

}  // namespace

void add_ladder_sections(Contribution& out, const Given& given, const outlook::Ladder& ladder,
                         const LadderCaption& caption) {
  // The case's own episode is the sensitivity that a reader must see.
  const std::string own_episode = ladder.sensitivity.empty() ? "" : " " + sensitivity_words(ladder.sensitivity.front());
  Figure figure;
  figure.id = "ladder";
  figure.finding = caption.finding;
  figure.description =
      "Shares and 80% intervals of each reference class, widest first, side classes below, and the pooled number.";
  figure.source_line = fmt::format("Shares are {}, as known on {}; the case itself is in no class.{}", caption.unit,
                                   to_words(given.view.as_of), own_episode);
  figure.data = figure_of(given, out.evidence, ladder, caption);
  Section section{"ladder", "Reference classes", Part::front, {}};
  section.blocks.emplace_back(std::move(figure));
  out.add(std::move(section));
  constexpr const char* kNotes = "Reference classes: what else was looked at";
  if (!given.wanted.annex) {
    out.leave_out("ladder-notes", kNotes);
    return;
  }
  Section notes{"ladder-notes", kNotes, Part::annex, {}};
  notes.blocks.emplace_back(notes_of(given, out.evidence, ladder, caption));
  out.add(std::move(notes));
}

}  // namespace entente::assess

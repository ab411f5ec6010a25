// align --show signs,turn-check

#include "entente/align/turn.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/verbs/align/parts.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace entente::verbs {
namespace {

// ---- signs -----------------------------------------------------------------------------------------------------

Cell sign_cell(const align::TurnSign& sign) {
  if (!sign.value) return None{sign.words.empty() ? "" : "cannot say: " + sign.words};
  if (sign.name == "votes") return fmt::format("{:.2f} ({})", *sign.value, sign.words);
  return sign.evidence.empty() ? "no" : fmt::format("yes ({})", fmt::join(sign.evidence, " "));
}

Table signs_table(const std::string& state, const std::vector<align::TurnSigns>& all) {
  Table t{.name = "signs",
          .title = fmt::format("signs that {} turns away", state),
          .notes = {"The index is the mean of the signs that can be told; how well such signs told earlier turns: "
                    "--show turn-check."},
          .notes_first = true};
  t.columns = {text_column("from"), number_column("index", look::kTwo), count_column("known").joined(" of "),
               interval_column("range", look::kTwo).headed("if the others were no, yes")};
  for (const align::TurnSign& sign : all.front().signs) {
    std::string name = sign.name;
    std::replace(name.begin(), name.end(), ' ', '_');
    t.columns.push_back(text_column(std::move(name)).only_in_text());
  }
  for (const align::TurnSigns& signs : all) {
    std::vector<Cell> row{signs.sender, signs.index, count(signs.known), estimate(std::nullopt, signs.range)};
    for (const align::TurnSign& sign : signs.signs) row.push_back(sign_cell(sign));
    t.rows.push_back(std::move(row));
  }
  return t;
}

Table evidence_table(const std::vector<align::TurnSigns>& all) {
  Table t{.name = "evidence", .title = "Each sign and the rows that show it", .in_text = false};
  t.columns = {text_column("from"), text_column("sign"), number_column("value"), text_column("words"),
               text_column("evidence")};
  for (const align::TurnSigns& signs : all)
    for (const align::TurnSign& sign : signs.signs)
      t.rows.push_back({signs.sender, sign.name, cell(sign.value), text(sign.words),
                        text(fmt::format("{}", fmt::join(sign.evidence, " ")))});
  return t;
}

// ---- turn-check ------------------------------------------------------------------------------------------------

Table turns_table(const align::TurnCheck& check) {
  Table t{.name = "turn-check", .title = "signs before known turns", .notes_first = true};
  t.notes = {
      check.can_be_judged
          ? fmt::format("Share of non-turns that lie under their turn: {:.2f} (80% interval {:.2f} to {:.2f}), {}.",
                        check.auc, check.auc_interval.lo, check.auc_interval.hi,
                        check.better_than_chance ? "better than chance" : "not better than chance")
          : fmt::format("Whether the signs tell a turn cannot be judged: {} non-turns to compare with, and {} are "
                        "needed.",
                        counted(check.compared, "turn by the day has", "turns by the day have"),
                        align::TurnCheck::kFewest),
      fmt::format("At an index of {:.1f} or more: {} of {}, {} of {}.", align::TurnCheck::kAlarm, check.hits,
                  counted(check.rows.size(), "turn"), check.alarms, counted(check.others, "non-turn")),
      "Non-turns: other hosts of the same power whose forces were still there five years later, or on the day."};
  t.columns = {text_column("host").headed("turn"),
               text_column("sender").joined("-"),
               day_column("day"),
               number_column("index", look::kTwo),
               count_column("known").joined(" of "),
               count_column("others"),
               number_column("above", look::kTwo).headed("lie under it").in("share"),
               text_column("highest").headed("highest of the others"),
               number_column("highest_index", look::kTwo).joined(" "),
               text_column("source").only_for_programs()};
  for (const align::TurnRow& row : check.rows) {
    const bool any = !row.others.empty();
    t.rows.push_back({row.turn.host, row.turn.sender, row.turn.day, row.signs.index, count(row.signs.known),
                      count(row.others.size()), any ? Cell(row.above) : Cell(None{}),
                      any ? Cell(row.others.front().host) : Cell(None{}),
                      any ? Cell(row.others.front().index) : Cell(None{}), text(row.turn.source)});
  }
  return t;
}

Table sign_by_sign_table(const align::TurnCheck& check) {
  Table t{.name = "sign-by-sign",
          .title = "sign by sign",
          .notes = {"Means over the turns and over the non-turns that could be told."},
          .notes_first = true};
  t.columns = {text_column("sign"), count_column("turns"), number_column("seen", look::kTwo),
               count_column("non_turns").headed("non-turns"),
               number_column("seen_in_non_turns", look::kTwo).headed("seen in them")};
  for (const align::SignMean& mean : align::sign_means(check))
    t.rows.push_back({mean.name, count(mean.turns), cell(mean.in_turns), count(mean.others), cell(mean.in_others)});
  return t;
}

// The notes of the check in figures.
Table check_table(const align::TurnCheck& check) {
  Table t{.name = "check", .title = "How the signs of turns did", .in_text = false};
  t.columns = {
      count_column("turns"),  count_column("non_turns"), interval_column("auc"),      flag_column("better_than_chance"),
      number_column("alarm"), count_column("hits"),      count_column("false_alarms")};
  t.rows.push_back({count(check.rows.size()), count(check.others),
                    check.can_be_judged ? estimate(check.auc, check.auc_interval) : Cell(None{"cannot be judged"}),
                    check.can_be_judged ? Cell(check.better_than_chance) : Cell(None{"cannot be judged"}),
                    align::TurnCheck::kAlarm, count(check.hits), count(check.alarms)});
  return t;
}

}  // namespace

std::vector<Table> sign_tables(const record::View& view, const AlignRequest& request) {
  if (request.states.size() < 2)
    throw Error(ErrorCode::bad_request, "signs of a turn need the power it is from",
                "write for example `entente align NER USA --show signs`");
  std::vector<align::TurnSigns> all;
  for (std::size_t k = 1; k < request.states.size(); ++k)
    all.push_back(align::turn_signs(view, request.states[0], request.states[k]));
  return {signs_table(request.states[0], all), evidence_table(all)};
}

std::vector<Table> turn_check_tables(const Engine& engine, const store::Facts& facts, const record::View& view,
                                     const AlignRequest& request) {
  const std::string file = request.turns.empty() ? engine.model_file("turns.toml") : request.turns;
  const align::TurnCheck check = align::check_turns(
      align::read_turns(read_file(file), file), view, [&](Day day) { return view_of(facts, day, request.vintage); },
      request.seed);
  return {turns_table(check), sign_by_sign_table(check), check_table(check)};
}

}  // namespace entente::verbs

// align --show similarity

#include "entente/align/similarity.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/states/states.hpp"
#include "entente/verbs/align/parts.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace entente::verbs {
namespace {

std::vector<Cell> row_of(const AlignRequest& request, const std::string& other, int session,
                         const align::Similarity& s) {
  std::vector<Cell> row{request.states[0], other, count(session), count(s.n)};
  if (!s.enough) {
    row.insert(row.end(), {None{"not enough"}, None{}, None{}, None{}, None{}});
    return row;
  }
  row.insert(row.end(),
             {estimate(s.agreement, s.agreement_interval), s.s_absolute, s.s_squared,
              s.kappa && s.kappa_interval ? estimate(*s.kappa, *s.kappa_interval) : cell(s.kappa), cell(s.pi)});
  return row;
}

// Whose votes stand under another code, in the sessions from `first` on, and of whom there are none.
std::vector<std::string> seat_notes(const record::View& view, const AlignRequest& request, Day first) {
  const states::States& all = states::States::all();
  std::vector<std::string> out;
  for (const std::string& code : request.states) {
    const std::string holder = all.holder(code, view.as_of);
    const states::State* state = all.find(holder);
    if (std::find(view.voters.begin(), view.voters.end(), holder) == view.voters.end())
      out.push_back(fmt::format("No votes of {} are at hand on the day.", code));
    if (holder != code) out.push_back(fmt::format("The seat of {} is that of {} on the day.", code, holder));
    if (state != nullptr && !state->goes_on.empty() && first < state->from)
      out.push_back(
          fmt::format("Votes of {} before {} are those of {}.", holder, to_words(state->from), state->goes_on));
    if (state != nullptr && state->former && view.as_of >= state->until)
      out.push_back(fmt::format("{} {}.", holder, all.why_not(holder, view.as_of)));
  }
  return out;
}

// From how many roll calls each state was absent, in the sessions of which that is told; one line for all, since a
// reader may take a low n for missing data.
std::optional<std::string> absence_note(const record::View& view, const AlignRequest& request, int first, int last) {
  std::string words;
  for (int session = first; session <= last; ++session) {
    std::vector<std::string> states;
    int roll_calls = 0;
    for (const std::string& code : request.states)
      if (const auto told = align::absences(view, code, align::SessionSpan::of(session))) {
        roll_calls = told->roll_calls;
        states.push_back(fmt::format("{} {} (abstained {})", code, told->absent, told->abstained));
      }
    if (!states.empty())
      words += fmt::format("{}of the {} of session {}: {}", words.empty() ? "" : "; ", counted(roll_calls, "roll call"),
                           session, fmt::join(states, ", "));
  }
  if (words.empty()) return std::nullopt;
  return fmt::format("Absent, which is neither a vote nor an abstention, {}.", words);
}

}  // namespace

std::vector<Table> similarity_tables(const record::View& view, const AlignRequest& request) {
  if (request.states.size() < 2)
    throw Error(ErrorCode::bad_request, "a similarity needs two states",
                "write for example `entente align NER USA RUS`");
  Table t{.name = "similarity", .title = "similarity of votes", .notes_first = true};
  t.notes = {votes_at_hand(view),
             "Agreement and S are mostly chance where most votes are alike; kappa and pi take chance out."};
  t.columns = {text_column("state").headed("pair"),
               text_column("with").joined("-"),
               count_column("session"),
               count_column("n").in("roll calls"),
               interval_column("agreement", look::kThree).in("share").ends("80%"),
               number_column("s_absolute", look::kThree).headed("S absolute"),
               number_column("s_squared", look::kThree).headed("S squared"),
               interval_column("kappa", look::kThree).ends("kappa 80%"),
               number_column("pi", look::kThree)};
  const auto sessions = align::sessions(view);
  const auto shown = static_cast<std::size_t>(request.sessions);
  const std::size_t first = sessions.size() > shown ? sessions.size() - shown : 0;
  if (first < sessions.size())
    for (std::string& note : seat_notes(view, request, sessions[first].first)) t.notes.push_back(std::move(note));
  if (first < sessions.size())
    if (auto note = absence_note(view, request, sessions[first].number, sessions.back().number))
      t.notes.push_back(std::move(*note));
  for (std::size_t k = 1; k < request.states.size(); ++k)
    for (std::size_t s = first; s < sessions.size(); ++s)
      t.rows.push_back(row_of(request, request.states[k], sessions[s].number,
                              align::similarity(align::votes_in_common(view, request.states[0], request.states[k],
                                                                       align::SessionSpan::of(sessions[s].number)))));
  return {std::move(t)};
}

}  // namespace entente::verbs

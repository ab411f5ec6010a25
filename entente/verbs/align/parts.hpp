#pragma once
// The parts of the verb `align`, a function each, and what they share.
//
// Every function gives its tables in the order of text; those for programs alone come last. Throws as align() does.

#include "entente/align/positions.hpp"
#include "entente/verbs/align/align.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::verbs {

/// similarity: votes of the state and of each other, session by session.
std::vector<Table> similarity_tables(const record::View& view, const AlignRequest& request);

/// points, moves (with the split of a gap), changes: one estimate, or one file, serves all that are asked for.
std::vector<Table> position_tables(const Engine& engine, const store::Facts& facts, const record::View& view,
                                   const AlignRequest& request);

/// polarity: each index of many-sidedness with its slope; the camps in the votes.
std::vector<Table> polarity_tables(const Engine& engine, const record::View& view, const AlignRequest& request);

/// hosting: who hosts whose forces, and whether they became more spread.
std::vector<Table> hosting_tables(const record::View& view, const AlignRequest& request);

/// partners: what binds the state and each partner by year, who gained and lost, shares, trade where given.
std::vector<Table> partner_tables(const record::View& view, const AlignRequest& request);

/// tone: rates of acts between the state and each of the others, by stream, month and class.
std::vector<Table> tone_tables(const store::Events& events, const record::View& view, const AlignRequest& request);

/// signs: of the state turning away from each of the others.
std::vector<Table> sign_tables(const record::View& view, const AlignRequest& request);

/// turn-check: the same signs before turns that are known to have come.
std::vector<Table> turn_check_tables(const Engine& engine, const store::Facts& facts, const record::View& view,
                                     const AlignRequest& request);

/// Whether `show` names the part.
bool shows(const AlignRequest& request, std::string_view part);

/// The options of the estimate of positions.
align::IdealPointOptions sampler_of(const Engine& engine, const AlignRequest& request);

/// The positions of the file that --points names, with --least-votes.
align::Positions given_positions(const AlignRequest& request);

/// What must be said wherever they are used.
std::string given_positions_note(const AlignRequest& request);

/// Names the last roll call that existed on the view's day.
std::string votes_at_hand(const record::View& view);

/// "NER, MLI, BFA"; "nobody" for none.
std::string listed(const std::vector<std::string>& words);

/// Where several of the tables have one name, people keep them and programs get one table in their place: of that name,
/// under `title`, with the rows and notes of all. They must have the same columns.
void join_for_programs(std::vector<Table>& tables, std::string_view name, const std::string& title);

}  // namespace entente::verbs

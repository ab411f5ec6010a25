#include "entente/assess/withdrawn.hpp"

#include "entente/assess/register.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace entente::assess {
namespace {

// Whether a cell names the actor: alone, or among several.
bool names(const std::string& cell, const std::string& code) {
  for (auto at = cell.find(code); at != std::string::npos; at = cell.find(code, at + 1)) {
    const auto is_edge = [&](std::size_t place) {
      return place >= cell.size() || std::string_view("+;, ").find(cell[place]) != std::string_view::npos;
    };
    if ((at == 0 || is_edge(at - 1)) && is_edge(at + code.size())) return true;
  }
  return false;
}

bool is_cited(const Assessment& a, const std::string& id) {
  return std::ranges::any_of(a.evidence, [&](const Evidence& e) {
    return e.id == "row:" + id || std::ranges::find(e.rows, id) != e.rows.end();
  });
}

// What the row said: its summary, else its cells.
std::string words_of(const record::Withdrawn& one) {
  for (const char* column : {"summary", "title", "presence", "name"})
    if (const auto at = one.cells.find(column); at != one.cells.end() && !at->second.empty()) return at->second;
  std::vector<std::string> cells;
  for (const auto& [column, value] : one.cells) cells.push_back(fmt::format("{} {}", column, value));
  return fmt::format("{}", fmt::join(cells, ", "));
}

std::string became_of(const record::Withdrawn& one) {
  if (one.kind == "withdrawn") return "withdrawn";
  std::vector<std::string> cells;
  for (const auto& [column, value] : one.now)
    cells.push_back(value.empty() ? column + " taken out" : fmt::format("{} is now {}", column, value));
  return "corrected: " + list_of(cells);
}

}  // namespace

std::vector<record::Withdrawn> of_the_case(std::span<const record::Withdrawn> all, const Assessment& assessment) {
  std::vector<record::Withdrawn> out;
  for (const record::Withdrawn& one : all) {
    const bool ours = std::ranges::any_of(one.cells, [&](const auto& cell) {
      return names(cell.second, assessment.host) || names(cell.second, assessment.counterpart);
    });
    if (ours || is_cited(assessment, one.id)) out.push_back(one);
  }
  return out;
}

void note_withdrawn(Assessment& now, const record::View& view, Day known, std::span<const record::Withdrawn> of_it) {
  if (of_it.empty()) return;
  std::vector<std::string> said;
  for (const record::Withdrawn& one : of_it) said.push_back(words_of(one));
  Register evidence(view);
  const std::string cited = evidence.query(
      "withdrawn", fmt::format("Facts believed on the day and withdrawn since: {}", fmt::join(said, "; ")),
      fmt::format("rows with a fact known by {} that no longer counts on {}", to_string(now.as_of), to_string(known)),
      static_cast<long>(of_it.size()), {},
      Call{"brief"}.with("case", now.case_name).on(now.as_of).with("full", "true").with("known", to_string(known)));
  Table table;
  table.id = "withdrawn";
  table.finding = fmt::format("Believed on {} and withdrawn or corrected by {}", to_words(now.as_of), to_words(known));
  table.columns = {{"Believed", false}, {"Since", false}, {"Until", false},
                   {"Then", false},     {"Why", false},   {"Cited in this brief", false}};
  for (std::size_t i = 0; i < of_it.size(); ++i) {
    const record::Withdrawn& one = of_it[i];
    table.rows.push_back({{said[i], {cited}},
                          {one.known_on == Day::min() ? "the start" : to_words(one.known_on), {}},
                          {to_words(one.on), {}},
                          {became_of(one), {}},
                          {one.reason.empty() ? "not said" : one.reason, {}},
                          {is_cited(now, one.id) ? "yes" : "no", {}}});
  }
  table.source_line = "The day of an end is the day from which it was known, as the own folder says that holds it.";
  Paragraph notes;
  notes.statements.push_back(
      {fmt::format("This section, and nothing else in this brief, knows that {} later: all else is as it was believed "
                   "on {}.",
                   counted(of_it.size(), "fact was given up", "facts were given up"), to_words(now.as_of)),
       {cited},
       Status::computed});
  Section section{"withdrawn", "Believed then, withdrawn since", Part::annex, {}};
  section.blocks.emplace_back(std::move(table));
  section.blocks.emplace_back(std::move(notes));
  now.sections.push_back(std::move(section));
  add_evidence(now, evidence.take());
}

}  // namespace entente::assess

#pragma once
// Walks over an assessment in the order of the page, for everything that needs the same order: numbers of evidence, the
// linter, the renderers. Which fixed part stands where is decided here and told in docs/methods/brief.md, section 1.

#include "entente/assess/assessment.hpp"
#include "entente/brief/style.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::brief {

/// What stands on the page between the key judgements and the evidence register. The register and the method come last
/// and are not among the items.
struct PageItem {
  enum class Kind { section, changes, hypotheses, indicators, assumptions, gaps };
  Kind kind = Kind::section;
  const assess::Section* section = nullptr;  // for Kind::section
};

/// The items in order: sections with the strip of forecasts, what changed, the other front sections, rival
/// explanations, indicators, assumptions, gaps, and in full the annex. Empty parts are left out; a note has none. The
/// map of page 1 is not among them. The pointers are into `assessment`.
std::vector<PageItem> page_items(const assess::Assessment& assessment, Style style);

/// The first map of the sections in front, which stands on page 1; nullptr without one, and in a note.
const assess::Figure* front_map(const assess::Assessment& assessment, Style style);

/// The passages of page 1; of a note what to watch for alone.
std::vector<const assess::Passage*> passages(const assess::Assessment& assessment, Style style);

/// Whether the section is one with a strip of forecasts.
bool has_forecast_strip(const assess::Section& section);

/// Called for every statement in the order of the page; `where` as in Finding. Of a note: key points and what to watch.
using StatementVisitor = std::function<void(const assess::Statement& statement, const std::string& where)>;
void for_each_statement(const assess::Assessment& assessment, Style style, const StatementVisitor& visit);

/// Called for every use of an evidence id in the order of the page; `where` as in Finding.
using EvidenceVisitor = std::function<void(const std::string& id, const std::string& where)>;
void for_each_evidence_use(const assess::Assessment& assessment, Style style, const EvidenceVisitor& visit);

}  // namespace entente::brief

#pragma once
// Headings, anchors and fixed sentences of the page, shared by HTML and Markdown.

#include "entente/assess/assessment.hpp"
#include "entente/brief/style.hpp"
#include "entente/brief/visit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::brief {

/// The heading of a part that is not a section. Kind::section has none.
std::string fixed_heading(PageItem::Kind kind, const assess::Assessment& assessment);
std::string_view fixed_anchor(PageItem::Kind kind);

/// Where a Finding::where or Citations::Entry::used_in leads to.
struct Link {
  std::string anchor;
  std::string words;
};
Link link_of(const assess::Assessment& assessment, const std::string& where);

/// A page has signs of its own for references; Markdown has footnotes.
enum class KeyOf { page, markdown };

/// How to read signs, intervals and references; with the basis of the assessment in front.
std::string reading_key(const assess::Assessment& assessment, KeyOf key);

/// "This assessment rests on 412 rows from 286 origins after merging reposts; ..." Empty without rows.
std::string basis_sentence(const assess::Basis& basis);

/// Hashes, seed and version, a line each.
std::vector<std::string> reproduction_lines(const assess::Assessment& assessment);

/// What was left out and how to get it. Empty where nothing was.
std::string annex_line(const assess::Assessment& assessment, Style style);

std::string foot_line(const assess::Assessment& assessment);

/// A strip of all judgements with a probability, for assessments whose sections hold none.
assess::Figure strip_of_judgements(const assess::Assessment& assessment);

}  // namespace entente::brief

#pragma once
// The brief as Markdown: the same content as the page in the same order, figures as tables, evidence as footnotes.

#include "entente/assess/assessment.hpp"
#include "entente/brief/style.hpp"

#include <string>

namespace entente::brief {

struct MarkdownOptions {
  Style style = Style::brief;
};

/// GitHub-flavoured Markdown with footnotes [^e1]. All text is escaped; only http and https addresses become links.
/// Same assessment and options, same bytes. Cost: linear. Safe to call from many threads.
std::string to_markdown(const assess::Assessment& assessment, MarkdownOptions options = {});

}  // namespace entente::brief

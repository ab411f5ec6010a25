#include "entente/brief/page.hpp"

#include "entente/base/counted.hpp"
#include "entente/brief/likelihood.hpp"
#include "entente/brief/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente::brief {

using namespace assess;
using Kind = PageItem::Kind;

std::string fixed_heading(Kind kind, const Assessment& assessment) {
  switch (kind) {
    case Kind::section: return {};
    case Kind::changes: return assessment.since ? "What changed since " + to_words(*assessment.since) : "What changed";
    case Kind::hypotheses: return "Rival explanations";
    case Kind::indicators: return "Indicators";
    case Kind::assumptions: return "Assumptions";
    case Kind::gaps: return "What is not known";
  }
  return {};
}

std::string_view fixed_anchor(Kind kind) {
  switch (kind) {
    case Kind::section: return {};
    case Kind::changes: return "changes";
    case Kind::hypotheses: return "rival-explanations";
    case Kind::indicators: return "indicators";
    case Kind::assumptions: return "assumptions";
    case Kind::gaps: return "gaps";
  }
  return {};
}

Link link_of(const Assessment& assessment, const std::string& where) {
  if (where == "key points") return {"key-points", "Key points"};
  if (where == "page 1") return {"page-1", "Page 1"};
  if (where == "what changed") return {"changes", "What changed"};
  if (where == "rival explanations") return {"rival-explanations", "Rival explanations"};
  if (where == "gaps") return {"gaps", "What is not known"};
  if (where == "method") return {"method", "Method"};
  if (where == "section map") return {"page-1", "Map"};
  if (where.starts_with("section ")) {
    const auto id = where.substr(8);
    const auto found = std::ranges::find(assessment.sections, id, &Section::id);
    return {"s-" + as_id(id), found == assessment.sections.end() ? id : found->heading};
  }
  return {as_id(where), where};  // a judgement or a query
}

std::string basis_sentence(const Basis& basis) {
  if (basis.rows <= 0) return {};
  const auto words = [](long value) { return number_words(static_cast<double>(value)); };
  const auto part = [&](long value, std::string_view one, std::string_view many) {
    return counted(value == 0 ? std::string("none") : words(value), one, many);
  };
  return fmt::format(
      "This assessment rests on {} from {} after merging reposts: {}, {}, {} ({}% of the rows), and {}.",
      counted(words(basis.rows), "row"), counted(words(basis.origins), "origin"),
      part(basis.single_source_rows, "rests on a single source", "rest on a single source"),
      part(basis.unverified_rows, "is not verified", "are not verified"),
      part(basis.state_controlled_rows, "comes from an outlet that a state controls",
           "come from outlets that a state controls"),
      std::lround(100.0 * static_cast<double>(basis.state_controlled_rows) / static_cast<double>(basis.rows)),
      part(basis.contradicted_rows, "is contradicted by another source", "are contradicted by another source"));
}

std::string reading_key(const Assessment& assessment, KeyOf key) {
  const auto basis = basis_sentence(assessment.basis);
  return (basis.empty() ? "" : basis + " ") +
         fmt::format(
             "How to read: likelihood words follow {}, the number in brackets counts; intervals are 80%. Sentences without a sign repeat "
             "what a source says; ◇ computed, ◆ judged, △ assumed. {}",
             icd203().name,
             key == KeyOf::page ? "[E1] leads to the evidence; a question mark marks rows that are not verified."
                                : "Footnotes lead to the evidence; “(not verified)” marks what rests on such rows.");
}

std::vector<std::string> reproduction_lines(const Assessment& assessment) {
  std::vector<std::string> lines;
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) lines.push_back(fmt::format("{}: {}", name, value));
  };
  line("View (SHA-256 of the facts used)", assessment.view_hash);
  line("Model (SHA-256 of classes and weights)", assessment.model_hash);
  lines.push_back(
      fmt::format("Seed: {}; vintage: {}; version: {}", assessment.seed, assessment.vintage, assessment.version));
  return lines;
}

std::string annex_line(const Assessment& assessment, Style style) {
  if (style == Style::full) return {};
  if (style == Style::note) return fmt::format("The numbers behind this note: entente brief {}.", assessment.case_name);
  std::vector<std::string> names = assessment.left_out;
  for (const auto& section : assessment.sections) {
    if (section.part == Part::annex && !section.blocks.empty()) names.push_back(section.heading);
  }
  if (names.empty()) return {};
  return fmt::format("Left out here and computed by entente brief {} --full: {}.", assessment.case_name, joined(names));
}

std::string foot_line(const Assessment& assessment) {
  return fmt::format(
      "Computed by Entente {} from facts known by {}. The boundaries on maps are a reference layer and no statement of law.",
      assessment.version, to_words(assessment.as_of));
}

Figure strip_of_judgements(const Assessment& assessment) {
  ForecastStrip strip;
  for (const auto& judgement : assessment.judgements) {
    if (!judgement.p || !judgement.interval) continue;
    ForecastStrip::Row row{judgement.id, judgement.claim, *judgement.p, *judgement.interval, std::nullopt};
    if (judgement.horizon) row.label += " by " + to_words(*judgement.horizon);
    if (judgement.base_rate && judgement.base_rate->n > 0)
      row.base_rate = judgement.base_rate->k / judgement.base_rate->n;
    strip.rows.push_back(std::move(row));
  }
  Figure figure;
  figure.id = "forecasts";
  figure.finding = "The judgements on one scale";
  figure.description =
      "Each judgement's probability with its 80% interval and its base rate, on one axis from 0 to 100%.";
  figure.data = std::move(strip);
  return figure;
}

}  // namespace entente::brief

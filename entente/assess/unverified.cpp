#include "entente/assess/unverified.hpp"

#include "entente/assess/register.hpp"
#include "entente/base/text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace entente::assess {
namespace {

std::string marked(std::string text) {
  const bool full_stop = text.ends_with('.');
  if (full_stop) text.pop_back();
  return text + (full_stop ? " (not verified)." : " (not verified)");
}

void mark(std::vector<Statement>& statements, const Register& evidence) {
  for (Statement& s : statements) mark_unverified(s, evidence);
}

void mark(Judgement& judgement, const Register& evidence) {
  if (!evidence.all_unverified(judgement.evidence) || says_unverified(judgement.claim)) return;
  if (!judgement.confidence)
    judgement.claim = marked(judgement.claim);
  else if (!says_unverified(judgement.confidence->because))
    judgement.confidence->because += "; the rows behind it are not verified";
}

}  // namespace

bool says_unverified(std::string_view text) {
  const std::string plain = lowered(std::string(text));
  return std::ranges::any_of(std::array{"unverified", "not verified", "unconfirmed", "not confirmed"},
                             [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

void mark_unverified(Statement& s, const Register& evidence) {
  if (s.status != Status::assumed && !says_unverified(s.text) && evidence.all_unverified(s.evidence))
    s.text = marked(s.text);
}

void mark_unverified(Assessment& assessment, const Register& evidence) {
  mark(assessment.key_points, evidence);
  for (Passage& passage : assessment.narrative) mark(passage.statements, evidence);
  for (Judgement& judgement : assessment.judgements) mark(judgement, evidence);
  for (Section& section : assessment.sections)
    for (Block& block : section.blocks)
      if (auto* paragraph = std::get_if<Paragraph>(&block)) mark(paragraph->statements, evidence);
  for (Hypothesis& hypothesis : assessment.hypotheses) {
    mark(hypothesis.signs_for, evidence);
    mark(hypothesis.signs_against, evidence);
  }
  mark(assessment.gaps, evidence);
}

}  // namespace entente::assess

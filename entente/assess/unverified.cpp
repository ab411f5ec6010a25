#include "entente/assess/unverified.hpp"

#include <string>
#include <vector>

namespace entente::assess {
namespace {

bool says_so(const std::string& text) {
  return text.find("not verified") != std::string::npos || text.find("unverified") != std::string::npos;
}

std::string marked(std::string text) {
  const bool full_stop = text.ends_with('.');
  if (full_stop) text.pop_back();
  return text + (full_stop ? " (not verified)." : " (not verified)");
}

void mark(std::vector<Statement>& statements, const Register& evidence) {
  for (Statement& s : statements)
    if (s.status != Status::assumed && !says_so(s.text) && evidence.all_unverified(s.evidence)) s.text = marked(s.text);
}

void mark(Judgement& judgement, const Register& evidence) {
  if (!evidence.all_unverified(judgement.evidence) || says_so(judgement.claim)) return;
  if (!judgement.confidence)
    judgement.claim = marked(judgement.claim);
  else if (!says_so(judgement.confidence->because))
    judgement.confidence->because += "; the rows behind it are not verified";
}

}  // namespace

void mark_unverified(Assessment& assessment, const Register& evidence) {
  mark(assessment.bottom_line, evidence);
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

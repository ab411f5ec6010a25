#include "entente/assess/case_question.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace entente::assess {

outlook::Asked presence_question(const Case& of, const record::View& view) {
  const outlook::Situation s = outlook::situation(view, of.host, of.counterpart);
  outlook::Asked asked;
  asked.host = of.host;
  asked.counterpart = of.counterpart;
  asked.verb = s.state == outlook::State::no_demand ? outlook::Asked::Verb::ask : outlook::Asked::Verb::leave;
  return asked;
}

outlook::Branch branch_named(const std::string& text, const Case* of, const record::View& view, bool& asked_today) {
  if (of == nullptr) return outlook::read_condition(text, view, asked_today);
  std::vector<std::string> ids;
  for (const outlook::Branch& b : of->branches) {
    if (b.id == text) return b;
    ids.push_back(b.id);
  }
  // One word is meant as an id.
  if (text.find(' ') == std::string::npos)
    throw Error(ErrorCode::not_found, fmt::format("the case has no branch \"{}\"", text),
                ids.empty() ? "write a condition in words, such as \"nothing is settled for 90 days\""
                            : fmt::format("name one of: {}; or write a condition in words", fmt::join(ids, ", ")),
                {"case " + of->name, 0, "--if"});
  return outlook::read_condition(text, view, asked_today);
}

}  // namespace entente::assess

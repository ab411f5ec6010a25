#include "entente/outlook/asked.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/asked_clauses.hpp"
#include "entente/outlook/asked_nearest.hpp"
#include "entente/outlook/asked_reader.hpp"
#include "entente/outlook/asked_window.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::outlook {
namespace {

constexpr std::string_view kExample =
    "an example: \"will Niger ask the forces of the United States to leave within 12 months\"; "
    "docs/methods/outlook-questions.md holds the grammar";

std::string remedy(const Reader& in, const record::View& view, const Asked& q) {
  const std::string near = nearest_question(in.words(), in.lexicon(), view, q.window);
  if (near.empty()) return std::string(kExample);
  return fmt::format("ask \"{}\"; docs/methods/outlook-questions.md holds the grammar", near);
}

// A window may stand anywhere before the conditions; it is read first and taken out.
void take_window(Reader& in, Asked& q) {
  for (std::size_t i = 0; i < in.words().size() && in.words()[i].folded != "if"; ++i) {
    in.back_to(i);
    const auto window = read_window(in);
    if (!window) continue;
    std::size_t end = in.place();
    std::size_t begin = i;
    const auto is_comma = [&](std::size_t at) { return at < in.words().size() && in.words()[at].folded == ","; };
    if (is_comma(end)) ++end;
    if (begin > 0 && is_comma(begin - 1)) --begin;
    in.take_out(begin, end);
    q.window = window;
    break;
  }
  in.back_to(0);
  in.forget();
}

// The words behind the first "if", as they were written.
std::string condition_words(std::string_view text, const std::vector<Word>& words) {
  const auto at = std::find_if(words.begin(), words.end(), [](const Word& w) { return w.folded == "if"; });
  if (at == words.end() || at + 1 == words.end()) return std::string(text);
  std::string out(text.substr((at + 1)->at));
  while (!out.empty() && (out.back() == '?' || out.back() == ' ' || out.back() == '.')) out.pop_back();
  return out;
}

void end_of_question(Reader& in) {
  in.one_of({"for good", "altogether", "at all", "or not", "entirely", "completely"});
  while (in.have("?") || in.have(".")) {
  }
  if (!in.at_end()) in.expect(in.place(), "the end of the question");
}

}  // namespace

Asked read_question(std::string_view text, const record::View& view) {
  const Lexicon lexicon(view);
  Reader in(text, view, lexicon);
  Asked q;
  take_window(in, q);
  const auto refuse = [&] { in.fail(remedy(in, view, q)); };
  if (!read_lead(in) || !read_clause(in, q)) refuse();
  if (!q.window) q.window = read_window(in);
  Branch branch;
  bool any = false;
  for (;;) {
    const std::size_t before = in.place();
    in.have(",");
    in.have("and");
    if (!in.read("if")) {
      in.back_to(before);
      break;
    }
    bool today = false;
    if (!read_if(in, branch, today)) refuse();
    q.asked_today = q.asked_today || today;
    any = any || !today;
  }
  end_of_question(in);
  if (!in.at_end()) refuse();
  if (q.host == q.counterpart)
    throw Error(ErrorCode::bad_request,
                fmt::format("the host and the owner of the forces are the same, {}", view.in_sentence(q.host)),
                remedy(in, view, q));
  if (any) {
    branch.id = "if";
    branch.words = condition_words(text, in.words());
    q.branches.push_back(std::move(branch));
  }
  return q;
}

Branch read_condition(std::string_view text, const record::View& view, bool& asked_today) {
  const Lexicon lexicon(view);
  Reader in(text, view, lexicon);
  in.have("if");
  Branch branch;
  branch.id = std::string(text);
  branch.words = std::string(text);
  const auto refuse = [&] { in.fail(std::string(kExample)); };
  if (!read_if(in, branch, asked_today)) refuse();
  while (in.have("and")) {
    in.have("if");
    if (!read_if(in, branch, asked_today)) refuse();
  }
  if (!in.at_end()) {
    in.expect(in.place(), "the end of the condition");
    refuse();
  }
  return branch;
}

}  // namespace entente::outlook

#include "entente/brief/html_text.hpp"

#include "entente/brief/sentence.hpp"
#include "entente/brief/text.hpp"

#include <fmt/format.h>

#include <optional>

namespace entente::brief {
namespace {

using assess::Status;

constexpr std::size_t kShownReferences = 2;

/// Signs behind a sentence; what a source reports has none.
struct Sign {
  std::string_view sign;
  std::string_view words;
};
Sign sign_of(Status status) {
  switch (status) {
    case Status::reported: return {};
    case Status::computed: return {"◇", "computed"};
    case Status::judged: return {"◆", "judged"};
    case Status::assumed: return {"△", "assumed"};
  }
  return {};
}

}  // namespace

std::string ranges_together(const std::string& html) {
  constexpr std::string_view kDash = "–";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string result;
  std::size_t done = 0;
  for (auto at = html.find(kDash); at != std::string::npos; at = html.find(kDash, at + 1)) {
    auto begin = at;
    auto end = at + kDash.size();
    while (begin > done && (is_digit(html[begin - 1]) || html[begin - 1] == '%')) --begin;
    while (end < html.size() && (is_digit(html[end]) || html[end] == '%')) ++end;
    if (begin == at || end == at + kDash.size()) continue;
    result += html.substr(done, begin - done);
    result += "<span class=\"nb\">" + html.substr(begin, end - begin) + "</span>";
    done = end;
  }
  return result + html.substr(done);
}

std::string sign_span(Status status) {
  const auto sign = sign_of(status);
  if (sign.sign.empty()) return {};
  return fmt::format("<span class=\"kind\"><span aria-hidden=\"true\">{}</span><span class=\"sr\"> ({})</span></span>",
                     sign.sign, sign.words);
}

std::string HtmlText::reference(const std::string& id) const {
  const int number = citations_.number(id);
  if (number == 0) return {};
  const bool unverified = citations_.find(id)->verified == std::optional(false);
  return fmt::format("[<a href=\"#e{0}\"{1}>E{0}{2}</a>]", number, unverified ? " class=\"unv\"" : "",
                     unverified ? "?<span> not verified</span>" : "");
}

std::string HtmlText::references(const std::vector<std::string>& ids) {
  std::vector<std::string> links;
  for (const auto& id : ids)
    if (auto link = reference(id); !link.empty()) links.push_back(std::move(link));
  if (links.empty()) return {};
  // One more than are shown is shown as well: "+1" is as long as what it hides.
  const std::size_t shown = links.size() <= kShownReferences + 1 ? links.size() : kShownReferences;
  std::string text;
  // A place to break the line stands between two of them, none within one.
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : "<wbr>") + links[i];
  if (shown < links.size()) {
    const std::size_t more = links.size() - shown;
    text += fmt::format(
        "<wbr><input type=\"checkbox\" class=\"open\" id=\"r{0}\"><label for=\"r{0}\">+{1}<span class=\"sr\"> more "
        "references</span></label><span class=\"rest\">",
        ++opened_, more);
    for (std::size_t i = shown; i < links.size(); ++i) text += (i == shown ? "" : "<wbr>") + links[i];
    text += "</span>";
  }
  return fmt::format("\u00a0<span class=\"refs\">{}</span>", text);
}

std::string HtmlText::statement(const assess::Statement& s) {
  return ranges_together(escape_html(as_sentence(s.text))) + sign_span(s.status) + references(s.evidence);
}

}  // namespace entente::brief

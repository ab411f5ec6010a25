#include "entente/verbs/feed.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::verbs {
namespace {

constexpr std::string_view kBegin = "  <entry>\n";
constexpr std::string_view kEnd = "  </entry>\n";
constexpr std::string_view kGenerator = "<generator>Entente</generator>";

std::string text_of(const FeedEntry& entry) {
  std::string content;
  for (const std::string& line : entry.lines) content += escape_xml(line) + "\n";
  return fmt::format(
      "{}    <id>{}</id>\n    <title>{}</title>\n    <updated>{}T00:00:00Z</updated>\n"
      "    <content type=\"text\">{}</content>\n{}",
      kBegin, escape_xml(entry.id), escape_xml(entry.title), to_string(entry.on), content, kEnd);
}

// The entries of a feed of ours, as they stand in it.
std::vector<std::string> entries_of(std::string_view feed) {
  std::vector<std::string> out;
  for (auto at = feed.find(kBegin); at != std::string_view::npos; at = feed.find(kBegin, at + 1)) {
    const auto end = feed.find(kEnd, at);
    if (end == std::string_view::npos) break;
    out.emplace_back(feed.substr(at, end + kEnd.size() - at));
  }
  return out;
}

std::string between(const std::string& text, std::string_view begin, std::string_view end) {
  const auto at = text.find(begin);
  if (at == std::string::npos) return {};
  return text.substr(at + begin.size(), text.find(end, at) - at - begin.size());
}

}  // namespace

std::string with_entries(std::string_view feed, const std::string& path, const std::vector<FeedEntry>& entries,
                         std::size_t most) {
  if (!feed.empty() && feed.find(kGenerator) == std::string_view::npos)
    throw Error(ErrorCode::bad_data, "this file is not a feed that Entente wrote", "name another file",
                {path, 0, "--feed"});
  std::vector<std::string> all;
  for (const FeedEntry& entry : entries) all.push_back(text_of(entry));
  for (std::string& old : entries_of(feed)) {
    const std::string id = between(old, "<id>", "</id>");
    if (std::none_of(all.begin(), all.end(), [&](const auto& e) { return between(e, "<id>", "</id>") == id; }))
      all.push_back(std::move(old));
  }
  std::stable_sort(all.begin(), all.end(), [](const std::string& a, const std::string& b) {
    return between(a, "<updated>", "</updated>") > between(b, "<updated>", "</updated>");
  });
  if (all.size() > most) all.resize(most);
  const std::string updated = all.empty() ? "1970-01-01T00:00:00Z" : between(all.front(), "<updated>", "</updated>");
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n  <id>urn:entente:watch</id>\n"
      "  <title>What changed in the cases that are watched</title>\n  <author><name>Entente</name></author>\n"
      "  {}\n  <updated>{}</updated>\n",
      kGenerator, updated);
  for (const std::string& entry : all) out += entry;
  return out + "</feed>\n";
}

}  // namespace entente::verbs

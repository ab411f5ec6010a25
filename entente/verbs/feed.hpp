#pragma once
// An Atom feed (RFC 4287) as a file: new entries in front of those that are there.

#include "entente/base/date.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::verbs {

struct FeedEntry {
  std::string id;  // a URN, the same for the same news
  std::string title;
  Day on{};
  std::vector<std::string> lines;  // of its content
};

/// The feed with the entries in front; one whose id is there already is not added again. At most `most` are kept, the
/// newest first. Pure. Throws Error{bad_data} where the text, of the file at `path`, is neither empty nor a feed of
/// ours: it would be lost.
std::string with_entries(std::string_view feed, const std::string& path, const std::vector<FeedEntry>& entries,
                         std::size_t most = 100);

}  // namespace entente::verbs

#pragma once
// Sentences and their references as HTML. Only for this room.

#include "entente/assess/assessment.hpp"
#include "entente/brief/citations.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::brief {

/// A range such as 50–88% is kept on one line. `html` is escaped text.
std::string ranges_together(const std::string& html);

/// ◇, ◆ or △ with its word for those who do not see it; nothing for what a source reports.
std::string sign_span(assess::Status status);

/// Writes references by the numbers of a page. Counts what it writes, since a list that opens needs a name of its own.
class HtmlText {
 public:
  explicit HtmlText(const Citations& citations) : citations_(citations) {}

  /// "[E3]" as a link, "?" behind the number where the row is not verified; empty without a number.
  std::string reference(const std::string& id) const;

  /// Two at most, and "+3", which opens the rest without a script.
  std::string references(const std::vector<std::string>& ids);

  /// A sentence with its sign and its references.
  std::string statement(const assess::Statement& statement);

 private:
  const Citations& citations_;
  int opened_ = 0;
};

}  // namespace entente::brief

#pragma once
// The dates that a text names: "17 March 2024", "March 2024", "2024-03-17", "2024-03".

#include "entente/base/date.hpp"

#include <string_view>
#include <vector>

namespace entente {

/// In the order of the text. A day without a year and a year alone are passed over: neither can be placed without
/// guessing. Days that do not exist are passed over as well. Addresses ("https://...", up to the next blank, quote or
/// bracket) are skipped: what they name is when a page was made. Cost: linear.
std::vector<Date> dates_in(std::string_view text);

}  // namespace entente

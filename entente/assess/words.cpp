#include "entente/assess/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace entente::assess {

std::string percent(double share) { return fmt::format("{:.0f}%", std::round(share * 100)); }

std::string chance(double p) { return percent(std::clamp(p, 0.01, 0.99)); }

std::string list_of(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  return out;
}

std::string capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string in_brackets(double share, double lo, double hi) {
  return fmt::format("{} ({}–{})", percent(share), percent(lo), percent(hi));
}

std::vector<std::string> each_once(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace entente::assess

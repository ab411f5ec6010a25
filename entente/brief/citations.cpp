#include "entente/brief/citations.hpp"

#include "entente/brief/visit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::brief {

Citations::Citations(const assess::Assessment& assessment, Style style) {
  for (const auto& evidence : assessment.evidence) register_.emplace(evidence.id, &evidence);
  for_each_evidence_use(assessment, style, [&](const std::string& id, const std::string& where) { use(id, where); });
  if (style != Style::full) return;
  const auto cited = entries_.size();
  for (std::size_t i = 0; i < cited; ++i) {
    for (const auto& row : entries_[i].evidence->rows) use(row, fmt::format("E{}", i + 1));
  }
}

void Citations::use(const std::string& id, const std::string& where) {
  const auto known = register_.find(id);
  if (known == register_.end()) return;
  const auto [at, is_new] = numbers_.emplace(id, static_cast<int>(entries_.size()) + 1);
  if (is_new) entries_.push_back({known->second, {}});
  auto& places = entries_[static_cast<std::size_t>(at->second) - 1].used_in;
  if (std::ranges::find(places, where) == places.end()) places.push_back(where);
}

int Citations::number(const std::string& id) const {
  const auto found = numbers_.find(id);
  return found == numbers_.end() ? 0 : found->second;
}

const assess::Evidence* Citations::find(const std::string& id) const {
  const auto found = register_.find(id);
  return found == register_.end() ? nullptr : found->second;
}

}  // namespace entente::brief

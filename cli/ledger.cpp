#include "cli/ledger.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <variant>

namespace entente::cli {
namespace {

constexpr std::string_view kDemandRow = "row:demands:";

// What stands behind a prefix in the evidence of a judgement, or nothing.
std::optional<std::string> cited(const assess::Judgement& j, std::string_view prefix) {
  for (const std::string& id : j.evidence)
    if (id.starts_with(prefix)) return id.substr(prefix.size());
  return std::nullopt;
}

template <class Figure>
const Figure* figure_where(const assess::Assessment& a, const auto& wanted) {
  for (const assess::Section& section : a.sections)
    for (const assess::Block& block : section.blocks)
      if (const auto* figure = std::get_if<assess::Figure>(&block))
        if (const auto* data = std::get_if<Figure>(&figure->data))
          if (wanted(*data)) return data;
  return nullptr;
}

// Share of the widest class of the judgement's ladder, else of the parent class, else of its own.
double widest_share(const assess::Assessment& a, const assess::Judgement& j) {
  const auto* ladder = figure_where<assess::LadderFigure>(
      a, [&](const assess::LadderFigure& f) { return f.judgement == j.id && !f.rungs.empty(); });
  if (ladder != nullptr && ladder->rungs.front().n > 0) return ladder->rungs.front().k / ladder->rungs.front().n;
  if (!j.base_rate) return *j.p;
  const assess::BaseRate& base = *j.base_rate;
  if (base.parent_n > 0) return base.parent_k / base.parent_n;
  return base.n > 0 ? base.k / base.n : *j.p;
}

// The total of the last twelve published months of the host, which the forecast says will be passed or not.
std::optional<double> last_total(const assess::Assessment& a) {
  const auto host = a.names.find(a.host);
  if (host == a.names.end()) return std::nullopt;
  std::optional<double> total;
  figure_where<assess::FanFigure>(a, [&](const assess::FanFigure& f) {
    for (const auto& panel : f.panels)
      if (!total && panel.label == host->second) total = panel.last_twelve;
    return total.has_value();
  });
  return total;
}

}  // namespace

std::vector<outlook::LedgerEntry> forecasts_of(const assess::Assessment& a) {
  std::vector<outlook::LedgerEntry> out;
  for (const assess::Judgement& j : a.judgements) {
    if (!j.p || !j.horizon) continue;
    outlook::LedgerEntry e;
    e.host = a.host;
    if (cited(j, "query:exit/")) {
      const auto demand = cited(j, kDemandRow);
      if (!demand) continue;
      e.kind = outlook::LedgerKind::exit;
      e.counterpart = a.counterpart;
      e.demand = "demands:" + *demand;
    } else if (cited(j, "query:asks/")) {
      e.kind = outlook::LedgerKind::asks;
      e.counterpart = a.counterpart;
    } else if (const auto arrival = cited(j, "query:arrival/")) {
      e.kind = outlook::LedgerKind::arrival;
      e.counterpart = arrival->substr(0, arrival->find('/'));
    } else if (cited(j, "query:deaths/")) {
      e.kind = outlook::LedgerKind::deaths;
      e.threshold = last_total(a);
      if (!e.threshold) continue;
    } else {
      continue;
    }
    e.question = j.question;
    e.resolution = j.resolution_rule;
    e.issued_on = a.as_of;
    e.horizon_on = *j.horizon;
    e.probability = *j.p;
    e.interval = j.interval ? outlook::Interval{j.interval->lo, j.interval->hi} : outlook::Interval{};
    e.base_rate = widest_share(a, j);
    e.view_hash = a.view_hash;
    e.model_hash = a.model_hash;
    e.id = outlook::ledger_id(e);
    out.push_back(std::move(e));
  }
  return out;
}

Issued issue_forecasts(const assess::Assessment& assessment, const std::string& path) {
  std::error_code error;
  const std::string before = std::filesystem::exists(path, error) ? read_file(path) : std::string();
  const std::vector<outlook::LedgerEntry> entries = forecasts_of(assessment);
  const std::string after = outlook::add_to_ledger(before, path, entries);
  Issued out;
  out.added = static_cast<int>(outlook::read_ledger(after, path).size() - outlook::read_ledger(before, path).size());
  out.known = static_cast<int>(entries.size()) - out.added;
  if (out.added > 0) write_file(path, after);
  return out;
}

}  // namespace entente::cli

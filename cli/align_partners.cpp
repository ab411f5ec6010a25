// entente align --show partners

#include "cli/align.hpp"
#include "entente/align/partners.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace entente::cli {
namespace {

constexpr int kYearsShown = 5;

std::string words(const std::vector<align::Tie>& ties) {
  std::vector<std::string_view> names;
  for (const align::Tie tie : ties) names.push_back(align::name(tie));
  return fmt::format("{}", fmt::join(names, " "));
}

std::string people_words(const align::People& people, int presences) {
  if (presences == 0) return "";
  return people.high ? fmt::format("{:.0f} to {:.0f}", people.low, *people.high)
                     : fmt::format("{:.0f} or more", people.low);
}

std::vector<std::vector<std::string>> share_rows(const align::Shares& shares, std::string_view holders) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& s : shares.shares)
    rows.push_back({"share of " + s.holder, decimals(s.share), range_words(s.interval)});
  rows.push_back({"concentration (HHI)", decimals(shares.hhi), range_words(shares.hhi_interval)});
  rows.push_back({fmt::format("effective number of {}", holders), decimals(shares.effective_number),
                  range_words(shares.effective_number_interval)});
  return rows;
}

// ---- a table that is a whole -----------------------------------------------------------------------------------

// By kind.
std::map<std::string, std::vector<align::Amount>> read_amounts(const std::string& file, const std::string& of) {
  const DelimitedTable table = read_delimited(read_file(file), file);
  const std::size_t state = table.column("state");
  const std::size_t kind = table.column("kind");
  constexpr const char* kColumns =
      "the columns are partner, year and amount; state and kind where the table holds several";
  const std::size_t partner = required_column(table, "partner", kColumns);
  const std::size_t year = required_column(table, "year", kColumns);
  const std::size_t amount = required_column(table, "amount", kColumns);
  std::map<std::string, std::vector<align::Amount>> out;
  for (const DelimitedRow& row : table.rows) {
    if (state != DelimitedTable::npos && row.cells[state] != of) continue;
    out[kind == DelimitedTable::npos ? "amounts" : row.cells[kind]].push_back(
        {row.cells[partner], year_cell(table, row, year), number_cell(table, row, amount, false)});
  }
  return out;
}

AlignTable amounts_table(const std::string& kind, const std::vector<align::Amount>& amounts, int first, int last,
                         const AlignOptions& options) {
  AlignTable table{fmt::format("shares of {}, {} to {}", kind, first, last), {}, {"", "value", "80%"}, {}};
  const align::SharesOfAmounts shares = align::shares_of_amounts(amounts, first, last, options.sampler.seed);
  table.notes.push_back(
      fmt::format("From {}, taken as a whole: {} rows, {:.1f} in all. Intervals: Bayesian bootstrap of the rows.",
                  options.amounts, shares.rows, shares.total));
  if (shares.shares.empty()) return table;
  table.rows = share_rows(shares, "partners");
  return table;
}

// ---- trade -----------------------------------------------------------------------------------------------------

AlignTable trade_table(const record::View& view, const std::string& state, int first, int last) {
  AlignTable table{"trade, where the record gives it",
                   {"Single figures of the table of commodities: no share of all trade."},
                   {"good", "measure", "from", "with", "period", "value", "row"},
                   {}};
  for (const record::CommodityFigure& f : view.commodities) {
    if (f.subject != state && f.counterpart != state) continue;
    if (year_of(f.period.last) < first || year_of(f.period.first) > last) continue;
    if (!view.actors.contains(f.subject) || !view.actors.contains(f.counterpart)) continue;
    table.rows.push_back({f.good, f.measure, f.subject, f.counterpart, to_string(f.period),
                          fmt::format("{:g} {}", f.value, f.unit), f.id});
  }
  return table;
}

}  // namespace

void add_partners(std::vector<AlignTable>& tables, const record::View& view, const AlignOptions& options) {
  const std::string& state = options.states[0];
  const int last = std::min(options.to != 0 ? options.to : year_of(view.as_of), year_of(view.as_of));
  const int first = options.from != 0 ? options.from : last - kYearsShown + 1;
  if (first > last)
    throw Error(ErrorCode::bad_request, "--from lies after the last year", "give an earlier year", {"", 0, "--from"});
  const auto asked = [&](const std::string& partner) {
    return options.states.size() < 2 ||
           std::find(options.states.begin() + 1, options.states.end(), partner) != options.states.end();
  };
  auto years = align::partners_by_year(view, state, first, last);
  std::erase_if(years, [&](const align::PartnerYear& y) { return !asked(y.partner); });

  AlignTable table{
      fmt::format("partners of {}", state),
      {fmt::format(
           "As known on {}. Agreements, forces and embassies stand on the day; the others happened in the year.",
           to_words(view.as_of)),
       "State: none, talks, signed or delivered, by what stands and by the 24 months before. Events are a selection: "
       "counts say who appears, not who matters, and give no shares."},
      {"year", "partner", "state", "agreements", "forces", "people", "embassy"},
      {}};
  for (std::size_t t = static_cast<std::size_t>(align::Tie::arms); t < align::kTies; ++t)
    table.columns.emplace_back(align::name(static_cast<align::Tie>(t)));
  for (const char* column : {"gained", "lost", "rows"}) table.columns.emplace_back(column);
  for (const align::PartnerYear& y : years) {
    if (y.evidence.empty() && y.lost.empty() && y.stage == align::PartnerStage::none) continue;
    const auto count = [&](align::Tie tie) { return y.count[static_cast<std::size_t>(tie)]; };
    const auto cell = [](int n) { return n == 0 ? std::string() : std::to_string(n); };
    std::vector<std::string> row{std::to_string(y.year),
                                 y.partner,
                                 std::string(align::name(y.stage)),
                                 cell(count(align::Tie::agreement)),
                                 cell(count(align::Tie::forces)),
                                 people_words(y.people, count(align::Tie::forces)),
                                 cell(count(align::Tie::embassy))};
    for (std::size_t t = static_cast<std::size_t>(align::Tie::arms); t < align::kTies; ++t)
      row.push_back(cell(y.count[t]));
    row.push_back(words(y.gained));
    row.push_back(words(y.lost));
    row.push_back(fmt::format("{}", fmt::join(y.evidence, " ")));
    table.rows.push_back(std::move(row));
  }
  tables.push_back(std::move(table));

  AlignTable moved{fmt::format("who gained and who lost with {}, {} to {}", state, first, last),
                   {},
                   {"partner", "state then", "state now", "gained", "lost"},
                   {}};
  std::vector<std::string> gainers;
  std::vector<std::string> losers;
  for (const align::PartnerChange& c : align::who_gained(years)) {
    if (c.direction > 0) gainers.push_back(view.in_sentence(c.partner));
    if (c.direction < 0) losers.push_back(view.in_sentence(c.partner));
    if (c.direction == 0 && c.gained.empty() && c.lost.empty()) continue;
    moved.rows.push_back(
        {c.partner, std::string(align::name(c.from)), std::string(align::name(c.to)), words(c.gained), words(c.lost)});
  }
  const auto list = [](const std::vector<std::string>& names) {
    return names.empty() ? std::string("nobody") : fmt::format("{}", fmt::join(names, ", "));
  };
  moved.notes.push_back(fmt::format("Gained: {}. Lost: {}.", list(gainers), list(losers)));
  tables.push_back(std::move(moved));

  AlignTable shares{fmt::format("people of forces in {}, shares of senders gone through host by host", state),
                    {},
                    {"on", "", "value", "80%"},
                    {}};
  std::string effective;
  for (const Day on : {Day(std::chrono::year(first) / std::chrono::December / 31),
                       std::min(view.as_of, Day(std::chrono::year(last) / std::chrono::December / 31))}) {
    if (on > view.as_of || (!shares.rows.empty() && first == last)) continue;
    const align::SharesHosted hosted = align::shares_hosted(view, {state}, on, options.sampler.seed);
    const std::string day = to_string(on);
    if (hosted.shares.empty()) {
      shares.rows.push_back({day, "none of them there", "", ""});
      continue;
    }
    for (auto& row : share_rows(hosted, "senders")) {
      row.insert(row.begin(), day);
      shares.rows.push_back(std::move(row));
    }
    if (hosted.left_out > 0)
      shares.rows.push_back({day, "senders there that are no census", std::to_string(hosted.left_out), ""});
  }
  shares.notes.emplace_back("People are known by size class alone; values are medians of draws within it.");
  tables.push_back(std::move(shares));

  AlignTable trade = trade_table(view, state, first, last);
  if (!trade.rows.empty()) tables.push_back(std::move(trade));
  if (!options.amounts.empty())
    for (const auto& [kind, amounts] : read_amounts(options.amounts, state))
      tables.push_back(amounts_table(kind, amounts, first, last, options));
}

}  // namespace entente::cli

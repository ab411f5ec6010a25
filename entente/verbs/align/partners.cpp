// align --show partners

#include "entente/align/partners.hpp"

#include "entente/align/user_tables.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/verbs/align/parts.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace entente::verbs {
namespace {

constexpr int kYearsShown = 5;
constexpr auto kFirstHappening = static_cast<std::size_t>(align::Tie::arms);

// What is asked of, and the years, both included.
struct Asked {
  const record::View& view;
  const AlignRequest& request;
  const std::string& state;
  int first = 0;
  int last = 0;
};

Cell ties_cell(const std::vector<align::Tie>& ties) {
  std::vector<std::string_view> names;
  for (const align::Tie tie : ties) names.push_back(align::name(tie));
  return text(fmt::format("{}", fmt::join(names, " ")));
}

Cell some(int n) { return n == 0 ? Cell(None{}) : count(n); }

// ---- by year ---------------------------------------------------------------------------------------------------

std::vector<align::PartnerYear> years_of(const Asked& in) {
  auto years = align::partners_by_year(in.view, in.state, in.first, in.last);
  const auto& states = in.request.states;
  if (states.size() > 1)
    std::erase_if(years, [&](const align::PartnerYear& y) {
      return std::find(states.begin() + 1, states.end(), y.partner) == states.end();
    });
  return years;
}

Table years_table(const Asked& in, const std::vector<align::PartnerYear>& years) {
  Table t{.name = "partners", .title = fmt::format("partners of {}", in.state), .notes_first = true};
  t.notes = {
      fmt::format("As known on {}. Agreements, forces and embassies stand on the day; the others happened in the year.",
                  to_words(in.view.as_of)),
      "State: none, talks, signed or delivered, by what stands and by the 24 months before. Events are a selection: "
      "counts say who appears, not who matters, and give no shares."};
  t.columns = {count_column("year"),
               day_column("on").only_for_programs(),
               text_column("partner"),
               text_column("stage").headed("state"),
               count_column("agreements"),
               count_column("forces").in("presences"),
               interval_column("people", look::kCount),
               flag_column("census").only_for_programs(),
               count_column("embassy")};
  for (std::size_t i = kFirstHappening; i < align::kTies; ++i)
    t.columns.push_back(count_column(std::string(align::name(static_cast<align::Tie>(i)))));
  for (Column column : {text_column("gained"), text_column("lost"), text_column("evidence").headed("rows")})
    t.columns.push_back(std::move(column));
  for (const align::PartnerYear& y : years) {
    if (y.evidence.empty() && y.lost.empty() && y.stage == align::PartnerStage::none) continue;
    const auto n = [&](align::Tie tie) { return y.count[static_cast<std::size_t>(tie)]; };
    std::vector<Cell> row{
        count(y.year),
        y.on,
        y.partner,
        std::string(align::name(y.stage)),
        some(n(align::Tie::agreement)),
        some(n(align::Tie::forces)),
        n(align::Tie::forces) == 0 ? Cell(None{}) : Cell(Range{.low = y.people.low, .high = y.people.high}),
        y.census,
        some(n(align::Tie::embassy))};
    for (std::size_t i = kFirstHappening; i < align::kTies; ++i) row.push_back(some(y.count[i]));
    row.insert(row.end(),
               {ties_cell(y.gained), ties_cell(y.lost), text(fmt::format("{}", fmt::join(y.evidence, " ")))});
    t.rows.push_back(std::move(row));
  }
  return t;
}

Table gained_table(const Asked& in, const std::vector<align::PartnerYear>& years) {
  Table t{.name = "gained",
          .title = fmt::format("who gained and who lost with {}, {} to {}", in.state, in.first, in.last),
          .notes_first = true};
  t.columns = {text_column("partner"),
               text_column("stage_then").headed("state then"),
               text_column("stage_now").headed("state now"),
               text_column("gained"),
               text_column("lost"),
               text_column("verdict").only_for_programs()};
  std::vector<std::string> gainers;
  std::vector<std::string> losers;
  for (const align::PartnerChange& c : align::who_gained(years)) {
    if (c.direction > 0) gainers.push_back(in.view.in_sentence(c.partner));
    if (c.direction < 0) losers.push_back(in.view.in_sentence(c.partner));
    if (c.direction == 0 && c.gained.empty() && c.lost.empty()) continue;
    t.rows.push_back({c.partner, std::string(align::name(c.from)), std::string(align::name(c.to)), ties_cell(c.gained),
                      ties_cell(c.lost),
                      c.direction > 0   ? "gained"
                      : c.direction < 0 ? "lost"
                                        : "neither"});
  }
  t.notes.push_back(fmt::format("Gained: {}. Lost: {}.", listed(gainers), listed(losers)));
  return t;
}

// ---- shares ----------------------------------------------------------------------------------------------------

std::vector<Column> share_columns() {
  return {text_column("measure").headed("-"), text_column("holder").joined(" of "),
          interval_column("value", look::kThree).ends("80%")};
}

std::vector<std::vector<Cell>> share_rows(const align::Shares& shares, std::string_view holders) {
  std::vector<std::vector<Cell>> rows;
  for (const auto& s : shares.shares) rows.push_back({"share", s.holder, estimate(s.share, s.interval)});
  rows.push_back({"concentration (HHI)", None{}, estimate(shares.hhi, shares.hhi_interval)});
  rows.push_back({fmt::format("effective number of {}", holders), None{},
                  estimate(shares.effective_number, shares.effective_number_interval)});
  return rows;
}

Table people_table(const Asked& in) {
  Table t{.name = "people",
          .title = fmt::format("people of forces in {}, shares of senders gone through host by host", in.state),
          .notes = {"People are known by size class alone; values are medians of draws within it."},
          .columns = share_columns(),
          .notes_first = true};
  t.columns.insert(t.columns.begin(), day_column("on"));
  const auto end_of = [](int year) { return Day(std::chrono::year(year) / std::chrono::December / 31); };
  for (const Day on : {end_of(in.first), std::min(in.view.as_of, end_of(in.last))}) {
    if (on > in.view.as_of || (!t.rows.empty() && in.first == in.last)) continue;
    const align::SharesHosted hosted = align::shares_hosted(in.view, {in.state}, on, in.request.seed);
    if (hosted.shares.empty()) {
      t.rows.push_back({on, "none of them there", None{}, None{}});
      continue;
    }
    for (std::vector<Cell>& row : share_rows(hosted, "senders")) {
      row.insert(row.begin(), on);
      t.rows.push_back(std::move(row));
    }
    if (hosted.left_out == 0) continue;
    t.row_looks[t.rows.size()] = look::kCount;
    t.rows.push_back({on, "senders there that are not a census", None{}, count(hosted.left_out)});
  }
  return t;
}

// From a table that is a whole, kind by kind.
std::vector<Table> amounts_tables(const Asked& in) {
  const std::string& file = in.request.amounts;
  std::vector<Table> out;
  for (const auto& [kind, amounts] : align::read_amounts(read_file(file), file, in.state)) {
    const align::SharesOfAmounts shares = align::shares_of_amounts(amounts, in.first, in.last, in.request.seed);
    Table t{.name = "amounts",
            .title = fmt::format("shares of {}, {} to {}", kind, in.first, in.last),
            .columns = share_columns(),
            .notes_first = true};
    t.columns.insert(t.columns.begin(), text_column("kind").only_for_programs());
    t.notes.push_back(
        fmt::format("From {}, taken as a whole: {}, {:.1f} in all. Intervals: Bayesian bootstrap of the rows.", file,
                    counted(shares.rows, "row"), shares.total));
    if (!shares.shares.empty())
      for (std::vector<Cell>& row : share_rows(shares, "partners")) {
        row.insert(row.begin(), kind);
        t.rows.push_back(std::move(row));
      }
    out.push_back(std::move(t));
  }
  join_for_programs(out, "amounts", fmt::format("shares of amounts, {} to {}", in.first, in.last));
  return out;
}

// ---- trade -----------------------------------------------------------------------------------------------------

Table trade_table(const Asked& in) {
  Table t{.name = "trade",
          .title = "trade, where the record gives it",
          .notes = {"Single figures of the table of commodities: no share of all trade."},
          .notes_first = true};
  t.columns = {text_column("good"),
               text_column("measure"),
               text_column("from"),
               text_column("with"),
               text_column("period"),
               number_column("value"),
               text_column("unit").joined(" "),
               text_column("evidence").headed("row")};
  for (const record::CommodityFigure& f : in.view.commodities) {
    if (f.subject != in.state && f.counterpart != in.state) continue;
    if (year_of(f.period.last) < in.first || year_of(f.period.first) > in.last) continue;
    if (!in.view.actors.contains(f.subject) || !in.view.actors.contains(f.counterpart)) continue;
    t.rows.push_back(
        {f.good, f.measure, f.subject, f.counterpart, to_string(f.period), number(f.value), text(f.unit), f.id});
  }
  return t;
}

}  // namespace

std::vector<Table> partner_tables(const record::View& view, const AlignRequest& request) {
  const int last = std::min(request.to.value_or(year_of(view.as_of)), year_of(view.as_of));
  const Asked in{view, request, request.states[0], request.from.value_or(last - kYearsShown + 1), last};
  if (in.first > in.last)
    throw Error(ErrorCode::bad_request, "--from lies after the last year", "give an earlier year", {"", 0, "--from"});
  const auto years = years_of(in);
  std::vector<Table> out{years_table(in, years), gained_table(in, years), people_table(in)};
  if (Table trade = trade_table(in); !trade.rows.empty()) out.push_back(std::move(trade));
  if (!request.amounts.empty())
    for (Table& t : amounts_tables(in)) out.push_back(std::move(t));
  return out;
}

}  // namespace entente::verbs

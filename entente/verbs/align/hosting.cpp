// align --show hosting

#include "entente/align/hosting.hpp"

#include "entente/verbs/align/parts.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace entente::verbs {
namespace {

constexpr int kYearsBefore = 10;

Cell people_cell(const align::People& people) { return Range{.low = people.low, .high = people.high}; }

Cell pairs_cell(const std::vector<align::HostSender>& pairs) {
  std::string out;
  for (const align::HostSender& p : pairs) out += fmt::format("{}{}>{}", out.empty() ? "" : " ", p.sender, p.host);
  return text(std::move(out));
}

std::string senders_words(const align::HostingYear& year) {
  std::string out;
  for (const align::SenderHosts& s : year.senders)
    out += fmt::format("{}{}{} {}", out.empty() ? "" : ", ", s.sender, s.census ? "" : "*", s.hosts.size());
  return out;
}

Table years_table(const record::View& view, const std::vector<std::string>& region,
                  const std::vector<align::HostingYear>& years) {
  Table t{.name = "hosting",
          .title = fmt::format("who hosts whose forces in {}", fmt::join(region, ", ")),
          .notes_first = true};
  t.notes.push_back(
      fmt::format("As known on {}. Gone through host by host: {}; other senders (*) are examples and enter no share.",
                  to_words(view.as_of), fmt::join(align::census_senders(view), ", ")));
  t.columns = {day_column("on"),
               count_column("hosting").in("states"),
               text_column("senders").headed("senders (states hosting each)").only_in_text(),
               interval_column("people", look::kCount).headed("people, census senders"),
               text_column("entered"),
               text_column("left")};
  for (const align::HostingYear& y : years)
    t.rows.push_back({y.on, count(y.hosting.size()), text(senders_words(y)), people_cell(align::census_people(y)),
                      pairs_cell(y.entered), pairs_cell(y.left)});
  return t;
}

Table senders_table(const std::vector<align::HostingYear>& years) {
  Table t{.name = "senders", .title = "Senders of the forces", .in_text = false};
  t.columns = {day_column("on"),     text_column("sender"),     flag_column("census"),  count_column("states"),
               text_column("hosts"), interval_column("people"), text_column("evidence")};
  for (const align::HostingYear& y : years)
    for (const align::SenderHosts& s : y.senders)
      t.rows.push_back({y.on, s.sender, s.census, count(s.hosts.size()), fmt::format("{}", fmt::join(s.hosts, " ")),
                        people_cell(s.people), fmt::format("{}", fmt::join(s.evidence, " "))});
  return t;
}

Table spread_table(const align::SpreadTest& test) {
  Table t{.name = "spread",
          .title = fmt::format("spread of forces hosted, {} to {}", to_string(test.from), to_string(test.to)),
          .notes_first = true};
  const bool compared = test.verdict != align::SpreadChange::nobody_hosted;
  t.notes.push_back(fmt::format("Forces hosted are {}{}.", align::name(test.verdict),
                                compared ? fmt::format(" (effective number of census senders by people: change {:.3f}, "
                                                       "80% {:.3f} to {:.3f})",
                                                       test.change_of_number, test.change.lo, test.change.hi)
                                         : ""));
  t.columns = {text_column("measure").headed("-"),        day_column("from_day").only_for_programs(),
               day_column("to_day").only_for_programs(),  number_column("from", look::kCount),
               number_column("to", look::kCount),         interval_column("change").only_for_programs(),
               text_column("verdict").only_for_programs()};
  const auto add = [&](const char* measure, Cell from, Cell to, Cell change, Cell verdict) {
    t.rows.push_back(
        {measure, test.from, test.to, std::move(from), std::move(to), std::move(change), std::move(verdict)});
  };
  add("census senders", count(test.senders_from), count(test.senders_to), None{}, None{});
  add("people, median of draws within size classes", test.people_from, test.people_to, None{}, None{});
  // Of no sender there is no number.
  const auto number_of = [](int senders, double number) { return senders > 0 ? Cell(number) : Cell(None{}); };
  add("effective number of senders", number_of(test.senders_from, test.number_from),
      number_of(test.senders_to, test.number_to),
      compared ? estimate(test.change_of_number, test.change) : Cell(None{}), std::string(align::name(test.verdict)));
  t.row_looks[t.rows.size() - 1] = look::kThree;
  return t;
}

}  // namespace

std::vector<Table> hosting_tables(const record::View& view, const AlignRequest& request) {
  const std::vector<std::string> region =
      request.region.empty() ? std::vector<std::string>{request.states[0]} : request.region;
  const int last = request.to.value_or(year_of(view.as_of));
  const auto years = align::hosting_by_year(view, region, request.from.value_or(last - kYearsBefore), last);
  std::vector<Table> out{years_table(view, region, years)};
  if (years.size() > 1)
    out.push_back(spread_table(align::test_spread(view, region, years.front().on, years.back().on, request.seed)));
  out.push_back(senders_table(years));
  return out;
}

}  // namespace entente::verbs

// align --show polarity

#include "entente/align/polarity.hpp"

#include "entente/align/polarity_series.hpp"
#include "entente/align/user_tables.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/states/states.hpp"
#include "entente/verbs/align/parts.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace entente::verbs {
namespace {

constexpr Look kFour{.digits = 4};

align::Capabilities capabilities_of(const AlignRequest& request) {
  std::map<std::string, std::string> codes;
  if (!request.codes.empty()) codes = align::read_codes(read_file(request.codes), request.codes);
  return align::read_capabilities(read_file(request.capabilities), request.capabilities, request.capability, codes);
}

Table polarity_table(const std::vector<align::IndexSeries>& indices, const AlignRequest& request) {
  Table t{.name = "polarity",
          .title = request.region.empty() ? "polarity, states of the record"
                                          : fmt::format("polarity, {}", fmt::join(request.region, ", ")),
          .notes_first = true};
  t.columns = {text_column("index"),
               count_column("first_year"),
               count_column("last_year"),
               number_column("first_value", look::kThree),
               number_column("last_value", look::kThree),
               interval_column("change_a_year", kFour).ends("80%"),
               flag_column("clear")};
  for (const align::IndexSeries& s : indices) {
    const auto slope = align::slope(s.years, s.values, request.seed);
    if (!slope)
      t.rows.push_back({s.index, None{}, None{}, None{}, None{}, None{"not enough"}, None{}});
    else
      t.rows.push_back({s.index, count(s.years.front()), count(s.years.back()), s.values.front(), s.values.back(),
                        estimate(slope->per_year, slope->interval), slope->clear});
  }
  return t;
}

// Every value of every index.
Table series_table(const std::vector<align::IndexSeries>& indices) {
  Table t{.name = "series", .title = "The indices year by year", .in_text = false};
  t.columns = {text_column("index"), count_column("year"), number_column("value")};
  for (const align::IndexSeries& s : indices)
    for (std::size_t i = 0; i < s.years.size(); ++i) t.rows.push_back({s.index, count(s.years[i]), s.values[i]});
  return t;
}

Table camps_table(const align::Camps& camps) {
  const align::Modularity& m = camps.modularity;
  const align::ModularityOptions standard;
  Table t{.name = "camps",
          .title = fmt::format("camps in the votes of session {}", camps.network.session),
          .notes_first = true};
  t.notes = {
      fmt::format("Network of {}, weight kappa above zero; modularity {:.3f} ({:.3f} to {:.3f} over {} orders of "
                  "moving), by chance {:.3f} (80% {:.3f} to {:.3f} over {} networks of the same strengths).",
                  counted(m.nodes, "state"), m.value, m.range.lo, m.range.hi, standard.orders, m.chance,
                  m.chance_interval.lo, m.chance_interval.hi, standard.nulls),
      m.beyond_chance() ? "The votes fall into camps further than chance would make them."
                        : "The camps are no clearer than chance would make them."};
  t.columns = {count_column("camp"), count_column("states"), text_column("members").headed("-")};
  for (std::size_t g = 0; g < m.groups.size(); ++g) {
    std::vector<std::string> names;
    for (const std::size_t i : m.groups[g]) names.push_back(camps.network.states[i]);
    t.rows.push_back({count(g + 1), count(names.size()), fmt::format("{}", fmt::join(names, " "))});
  }
  return t;
}

// States of the region that the camps do not hold.
std::string left_out_note(const record::View& view, const AlignRequest& request, const align::Camps& camps) {
  const std::vector<std::string>& members = camps.network.states;
  std::vector<std::string> out;
  for (const std::string& code : request.region)
    if (std::find(members.begin(), members.end(), states::States::all().holder(code, view.as_of)) == members.end())
      out.push_back(code);
  return out.empty() ? std::string()
                     : fmt::format("Left out, as they voted too little in the session or like nobody: {}.",
                                   fmt::join(out, ", "));
}

// How clear the camps of each session are.
Table modularity_table(const std::vector<align::Camps>& camps) {
  Table t{.name = "modularity", .title = "Camps in the votes, session by session", .in_text = false};
  t.columns = {count_column("session"),       count_column("states"),    count_column("camps"),
               interval_column("modularity"), interval_column("chance"), number_column("above_chance")};
  for (const align::Camps& c : camps)
    t.rows.push_back({count(c.network.session), count(c.modularity.nodes), count(c.modularity.groups.size()),
                      estimate(c.modularity.value, c.modularity.range),
                      estimate(c.modularity.chance, c.modularity.chance_interval), c.modularity.excess});
  return t;
}

}  // namespace

std::vector<Table> polarity_tables(const Engine& engine, const record::View& view, const AlignRequest& request) {
  const align::PolarityRequest series_request{request.region, request.from, request.to, request.seed,
                                              engine.load_powers().poles};
  std::vector<std::string> notes{
      "Each index stands alone: spread of alignment is not spread of forces, and neither is capability.",
      votes_at_hand(view)};
  std::vector<align::IndexSeries> capabilities;
  if (!request.capabilities.empty()) {
    const align::Capabilities table = capabilities_of(request);
    capabilities = align::capability_series(table, series_request, year_of(view.as_of));
    if (capabilities.empty())
      throw Error(ErrorCode::bad_data, "no state of the region has capabilities in these years",
                  "give iso3c in the table, or the codes of its ccode with --codes", {request.capabilities, 0, ""});
    notes.push_back(
        fmt::format("Capabilities read from {}, column {}: a table with a date of its own, which the day of the view "
                    "does not cut; its years run to {}.",
                    request.capabilities, request.capability, table.rbegin()->first));
  }
  align::Positions positions;
  if (request.points.empty()) {
    positions = align::positions_of(align::ideal_points(view, sampler_of(engine, request), engine.executor()));
    positions.least_votes = request.least_votes;
  } else {
    positions = given_positions(request);
    notes.push_back(given_positions_note(request));
  }
  align::PolaritySeries found = align::polarity_series(view, positions, series_request, engine.executor());
  for (align::IndexSeries& s : capabilities) found.indices.push_back(std::move(s));
  std::vector<Table> out{polarity_table(found.indices, request)};
  out.front().notes = std::move(notes);
  if (!found.camps.empty()) {
    out.push_back(camps_table(found.camps.back()));
    if (std::string note = left_out_note(view, request, found.camps.back()); !note.empty())
      out.back().notes.push_back(std::move(note));
  }
  out.push_back(series_table(found.indices));
  if (!found.camps.empty()) out.push_back(modularity_table(found.camps));
  return out;
}

}  // namespace entente::verbs

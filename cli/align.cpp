// entente align: who is near to whom, who moved, and who hosts whose forces

#include "cli/align.hpp"

#include "cli/options.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"
#include "entente/align/change_points.hpp"
#include "entente/align/hosting.hpp"
#include "entente/align/ideal_points.hpp"
#include "entente/align/moves.hpp"
#include "entente/align/similarity.hpp"
#include "entente/align/turn.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

// ---- a result: notes and tables, written in three formats ------------------------------------------------------

std::string as_text(const std::vector<AlignTable>& tables) {
  std::string out;
  for (const AlignTable& t : tables) {
    out += fmt::format("{}{}\n", out.empty() ? "" : "\n", t.name);
    for (const std::string& note : t.notes) out += "  " + note + "\n";
    if (!t.rows.empty()) out += aligned(t.columns, t.rows);
  }
  return out;
}

std::string as_csv(const std::vector<AlignTable>& tables) {
  std::string out = "table,row,column,value\n";
  for (const AlignTable& t : tables)
    for (std::size_t r = 0; r < t.rows.size(); ++r)
      for (std::size_t c = 0; c < t.columns.size(); ++c)
        out += fmt::format("{},{},{},{}\n", csv_cell(t.name), r + 1, csv_cell(t.columns[c]), csv_cell(t.rows[r][c]));
  return out;
}

std::string as_json(const std::vector<AlignTable>& tables, const record::View& view) {
  Json out{{"as_of", to_string(view.as_of)}, {"view", view.hash}};
  for (const AlignTable& t : tables) {
    Json table{{"name", t.name}, {"notes", t.notes}, {"rows", Json::array()}};
    for (const auto& row : t.rows) {
      Json object = Json::object();
      for (std::size_t c = 0; c < t.columns.size(); ++c)
        object[t.columns[c]] = row[c].empty() ? Json(nullptr) : Json(row[c]);
      table["rows"].push_back(std::move(object));
    }
    out["tables"].push_back(std::move(table));
  }
  return out.dump(2) + "\n";
}

// ---- votes -----------------------------------------------------------------------------------------------------

AlignTable similarity_table(const record::View& view, const AlignOptions& options) {
  AlignTable table{"similarity of votes",
                   {votes_at_hand(view)},
                   {"pair", "session", "n", "agreement", "80%", "S absolute", "S squared", "kappa", "kappa 80%", "pi"},
                   {}};
  table.notes.emplace_back(
      "Agreement and S are mostly chance where most votes are alike; kappa and pi take chance out.");
  const auto all = align::sessions(view);
  const std::size_t first = all.size() > static_cast<std::size_t>(options.sessions)
                                ? all.size() - static_cast<std::size_t>(options.sessions)
                                : 0;
  for (std::size_t k = 1; k < options.states.size(); ++k)
    for (std::size_t s = first; s < all.size(); ++s) {
      const auto sim = align::similarity(
          align::votes_in_common(view, options.states[0], options.states[k], align::SessionSpan::of(all[s].number)));
      std::vector<std::string> row{options.states[0] + "-" + options.states[k], std::to_string(all[s].number),
                                   std::to_string(sim.n)};
      if (sim.enough) {
        row.insert(row.end(), {decimals(sim.agreement), range_words(sim.agreement_interval), decimals(sim.s_absolute),
                               decimals(sim.s_squared), sim.kappa ? decimals(*sim.kappa) : "",
                               range_words(sim.kappa_interval), sim.pi ? decimals(*sim.pi) : ""});
      } else {
        row.insert(row.end(), {"not enough", "", "", "", "", "", ""});
      }
      table.rows.push_back(std::move(row));
    }
  return table;
}

// ---- positions: estimated from the view, or read from a file of somebody's estimates ----------------------------

struct Position {
  double mean = 0;
  std::optional<align::Interval> interval;
  int votes = 0;  // 0 = not given
  std::vector<float> draws;
};

struct Positions {
  std::map<std::string, std::map<int, Position>> of;  // by state and year; a session counts to the year it began
  std::vector<std::string> notes;
  int least_votes = 0;

  const Position* find(const std::string& state, int year) const {
    const auto it = of.find(state);
    if (it == of.end()) return nullptr;
    const auto at = it->second.find(year);
    if (at == it->second.end() || (at->second.votes > 0 && at->second.votes < least_votes)) return nullptr;
    return &at->second;
  }
};

Positions estimated_positions(const record::View& view, const AlignOptions& options) {
  const align::IdealPoints estimate = align::ideal_points(view, options.sampler, ThreadExecutor(options.threads));
  Positions out;
  out.notes = {
      votes_at_hand(view),
      fmt::format(
          "Positions from {} votes on {} roll calls; {} chains, {} draws kept, seed {}; R-hat median {:.2f}, 99% under {:.2f}; effective draws median {:.0f}.",
          estimate.votes_used, estimate.roll_calls_used, options.sampler.chains, estimate.draws, estimate.seed,
          estimate.r_hat_median, estimate.r_hat_99, estimate.effective_draws_median)};
  if (estimate.r_hat_99 > 1.1)
    out.notes.emplace_back(
        "The chains do not agree on every point yet: read intervals as approximate, or raise --burn-in and --draws.");
  for (std::size_t p = 0; p < estimate.points.size(); ++p) {
    const align::IdealPoint& point = estimate.points[p];
    const auto draws = estimate.draws_of(p);
    out.of[estimate.voters[point.voter]][record::kYearOfSessionZero + point.session] = {
        point.mean, point.interval, point.votes, {draws.begin(), draws.end()}};
  }
  return out;
}

Positions read_positions(const AlignOptions& options) {
  const DelimitedTable table = read_delimited(read_file(options.points), options.points);
  const auto column = [&](const std::string& name) {
    return required_column(table, name, "the columns are iso3c, year and the one --column names");
  };
  const std::size_t state = column("iso3c");
  const std::size_t year = column("year");
  const std::size_t value = column(options.column);
  const std::string prefix = "idealpoint";
  const std::size_t votes = options.column.starts_with(prefix)
                                ? table.column("nvotes" + options.column.substr(prefix.size()))
                                : DelimitedTable::npos;
  Positions out;
  out.notes = {fmt::format(
      "Positions read from {}, column {}: an estimate with a date of its own, which the day of the view does not cut.",
      options.points, options.column)};
  for (const DelimitedRow& row : table.rows) {
    if (row.cells[value].empty()) continue;
    Position& p = out.of[row.cells[state]][year_cell(table, row, year)];
    p.mean = number_cell(table, row, value);
    if (votes != DelimitedTable::npos && !row.cells[votes].empty())
      p.votes = static_cast<int>(number_cell(table, row, votes));
  }
  return out;
}

std::vector<int> years_of(const Positions& positions) {
  std::set<int> years;
  for (const auto& [state, by_year] : positions.of)
    for (const auto& [year, p] : by_year) years.insert(year);
  return {years.begin(), years.end()};
}

AlignTable points_table(const Positions& positions, const AlignOptions& options) {
  AlignTable table{"positions", positions.notes, {"state", "year", "votes", "position", "80%"}, {}};
  std::vector<int> years = years_of(positions);
  if (years.size() > static_cast<std::size_t>(options.sessions))
    years.erase(years.begin(), years.end() - options.sessions);
  for (const std::string& state : options.states)
    for (const int year : years) {
      const auto it = positions.of.find(state);
      const bool voted = it != positions.of.end() && it->second.contains(year);
      const Position* p = positions.find(state, year);
      const int votes = voted ? it->second.at(year).votes : 0;
      table.rows.push_back({state, std::to_string(year), votes > 0 ? std::to_string(votes) : "",
                            p != nullptr ? decimals(p->mean) : "not enough",
                            p != nullptr ? range_words(p->interval) : ""});
    }
  return table;
}

void add_moves(std::vector<AlignTable>& tables, const Positions& positions, const AlignOptions& options) {
  const std::vector<int> years = years_of(positions);
  if (years.size() < 2)
    throw Error(ErrorCode::not_found, "there are not two years to compare", "take a later day or import votes");
  const int to = options.to != 0 ? options.to : years.back();
  const int from = options.from != 0 ? options.from : years[years.size() - 2];
  std::vector<align::TwoPositions> two;
  for (const auto& [state, by_year] : positions.of) {
    const Position* a = positions.find(state, from);
    const Position* b = positions.find(state, to);
    if (a == nullptr || b == nullptr) continue;
    two.push_back({state, a->mean, b->mean, {}});
    for (std::size_t d = 0; d < std::min(a->draws.size(), b->draws.size()); ++d)
      two.back().change_draws.push_back(static_cast<double>(b->draws[d]) - static_cast<double>(a->draws[d]));
  }
  AlignTable moves{fmt::format("own moves {} to {}", from, to),
                   positions.notes,
                   {"state", "from", "to", "move", "80%", "rank", "rank 80%", "of"},
                   {}};
  moves.notes.emplace_back("Rank 1 moved furthest down the scale, away from the end where the United States stands.");
  const auto ranked = align::rank_moves(two);
  for (const std::string& state : options.states) {
    const auto it = std::find_if(ranked.begin(), ranked.end(), [&](const align::Move& m) { return m.state == state; });
    if (it == ranked.end()) {
      moves.rows.push_back({state, "not enough", "", "", "", "", "", ""});
      continue;
    }
    moves.rows.push_back(
        {state, decimals(it->from), decimals(it->to), decimals(it->change), range_words(it->change_interval),
         std::to_string(it->rank),
         it->rank_interval ? fmt::format("{:.0f} to {:.0f}", it->rank_interval->lo, it->rank_interval->hi) : "",
         std::to_string(it->of)});
  }
  tables.push_back(std::move(moves));
  if (options.states.size() < 3) return;
  const std::string& a = options.states[1];
  const std::string& b = options.states[2];
  AlignTable split{fmt::format("split of the change of gap |{0} - {1}| - |{0} - {2}|", options.states[0], a, b),
                   {},
                   {"gap " + std::to_string(from), "gap " + std::to_string(to), "change", "own part", a + " part",
                    b + " part", "identified"},
                   {}};
  const auto at = [&](int year) -> std::optional<align::GapPoints> {
    const Position* own = positions.find(options.states[0], year);
    const Position* pole_a = positions.find(a, year);
    const Position* pole_b = positions.find(b, year);
    if (own == nullptr || pole_a == nullptr || pole_b == nullptr) return std::nullopt;
    return align::GapPoints{own->mean, pole_a->mean, pole_b->mean};
  };
  const auto first = at(from);
  const auto second = at(to);
  if (first && second) {
    const align::GapSplit s = align::split_gap(*first, *second);
    split.notes.emplace_back(
        !s.identified
            ? fmt::format(
                  "Not identified: {} lies outside the segment between {} and {}; the parts are arithmetic only.",
                  options.states[0], a, b)
        : s.own_move_leads ? "The own move is at least half of the change."
                           : "The own move is under half of the change: this is no move of the state.");
    split.rows.push_back({decimals(s.gap_from), decimals(s.gap_to), decimals(s.change), decimals(s.own_part),
                          decimals(s.pole_a_part), decimals(s.pole_b_part), s.identified ? "yes" : "no"});
  } else {
    split.notes.emplace_back("Not enough votes of one of the three.");
  }
  tables.push_back(std::move(split));
}

AlignTable changes_table(const Positions& positions, const AlignOptions& options) {
  if (options.states.size() < 3)
    throw Error(ErrorCode::bad_request, "change points need a state and two poles",
                "write for example `entente align NER USA RUS`");
  AlignTable table{fmt::format("change points of the gap |{0} - {1}| - |{0} - {2}|", options.states[0],
                               options.states[1], options.states[2]),
                   positions.notes,
                   {"year", "gap", "changes found by penalties", "P(change in the last three)"},
                   {}};
  table.notes.emplace_back(
      "A change of the gap is no move of the state: see the split. Penalties run from 2 ln n to 3 ln n.");
  std::vector<int> years;
  std::vector<double> gaps;
  for (const int year : years_of(positions)) {
    if (options.from != 0 && year < options.from) continue;
    if (options.to != 0 && year > options.to) continue;
    const Position* p[3];
    for (std::size_t k = 0; k < 3; ++k) p[k] = positions.find(options.states[k], year);
    if (p[0] == nullptr || p[1] == nullptr || p[2] == nullptr) continue;
    years.push_back(year);
    gaps.push_back(align::gap({p[0]->mean, p[1]->mean, p[2]->mean}));
  }
  const auto changes = align::sweep_changes(gaps);
  const auto recent = align::recent_change_probability(align::in_units_of_noise(gaps), 1.0 / 50, align::kWideLevel);
  if (recent.empty()) {
    table.notes.emplace_back("The series is too short or too even to be scaled.");
    return table;
  }
  for (std::size_t i = 0; i < years.size(); ++i) {
    const auto it =
        std::find_if(changes.begin(), changes.end(), [&](const align::SweptChange& c) { return c.after == i; });
    table.rows.push_back({std::to_string(years[i]), decimals(gaps[i]),
                          it == changes.end() ? "" : fmt::format("{:.0f}%", 100 * it->share_of_penalties),
                          decimals(recent[i])});
  }
  return table;
}

// ---- signs of a turn -------------------------------------------------------------------------------------------

std::string sign_cell(const align::TurnSign& sign) {
  if (!sign.value) return sign.words.empty() ? "" : "cannot say: " + sign.words;
  if (sign.name == "votes") return fmt::format("{:.2f} ({})", *sign.value, sign.words);
  return sign.evidence.empty() ? "no" : fmt::format("yes ({})", fmt::join(sign.evidence, " "));
}

AlignTable signs_table(const record::View& view, const AlignOptions& options) {
  AlignTable table{fmt::format("signs that {} turns away", options.states[0]),
                   {"The index is the mean of the signs that can be told; how well such signs told earlier turns: "
                    "--show turn-check."},
                   {"from", "index", "if the others were no, yes"},
                   {}};
  for (std::size_t k = 1; k < options.states.size(); ++k) {
    const align::TurnSigns signs = align::turn_signs(view, options.states[0], options.states[k]);
    if (k == 1)
      for (const align::TurnSign& s : signs.signs) table.columns.push_back(s.name);
    std::vector<std::string> row{options.states[k], fmt::format("{:.2f} of {}", signs.index, signs.known),
                                 fmt::format("{:.2f} to {:.2f}", signs.range.lo, signs.range.hi)};
    for (const align::TurnSign& s : signs.signs) row.push_back(sign_cell(s));
    table.rows.push_back(std::move(row));
  }
  return table;
}

void add_turn_check(std::vector<AlignTable>& tables, const store::Store& store, const record::View& view,
                    const AlignOptions& options) {
  const auto turns = align::read_turns(read_file(options.turns), options.turns);
  const auto check = align::check_turns(
      turns, view, [&](Day day) { return view_of(store, day, options.vintage); }, options.sampler.seed);
  AlignTable table{
      "signs before known turns", {}, {"turn", "day", "index", "others", "lie under it", "highest of the others"}, {}};
  table.notes.push_back(
      fmt::format("Share of non-turns that lie under their turn: {:.2f} (80% interval {:.2f} to {:.2f}), {}.",
                  check.auc, check.auc_interval.lo, check.auc_interval.hi,
                  check.better_than_chance ? "better than chance" : "no better than chance"));
  table.notes.push_back(fmt::format("At an index of {:.1f} or more: {} of {} turns, {} of {} non-turns.",
                                    align::TurnCheck::kAlarm, check.hits, check.rows.size(), check.alarms,
                                    check.others));
  table.notes.emplace_back(
      "Non-turns: other hosts of the same power whose forces were still there five years later, or on the day.");
  for (const align::TurnRow& row : check.rows)
    table.rows.push_back(
        {row.turn.host + "-" + row.turn.sender, to_string(row.turn.day),
         fmt::format("{:.2f} of {}", row.signs.index, row.signs.known), std::to_string(row.others.size()),
         row.others.empty() ? "" : fmt::format("{:.2f}", row.above),
         row.others.empty() ? "" : fmt::format("{} {:.2f}", row.others.front().host, row.others.front().index)});
  tables.push_back(std::move(table));

  AlignTable parts{"sign by sign",
                   {"Means over the turns and over the non-turns that could be told."},
                   {"sign", "turns", "seen", "non-turns", "seen in them"},
                   {}};
  if (!check.rows.empty())
    for (std::size_t i = 0; i < check.rows.front().signs.signs.size(); ++i) {
      double in_turns = 0, in_others = 0;
      int n_turns = 0, n_others = 0;
      const auto add = [i](const align::TurnSigns& signs, double& sum, int& n) {
        if (!signs.signs[i].value) return;
        sum += *signs.signs[i].value;
        ++n;
      };
      for (const align::TurnRow& row : check.rows) {
        add(row.signs, in_turns, n_turns);
        for (const align::TurnSigns& other : row.others) add(other, in_others, n_others);
      }
      parts.rows.push_back({check.rows.front().signs.signs[i].name, std::to_string(n_turns),
                            n_turns == 0 ? "" : fmt::format("{:.2f}", in_turns / n_turns), std::to_string(n_others),
                            n_others == 0 ? "" : fmt::format("{:.2f}", in_others / n_others)});
    }
  tables.push_back(std::move(parts));
}

// ---- who hosts whom --------------------------------------------------------------------------------------------

void add_hosting(std::vector<AlignTable>& tables, const record::View& view, const AlignOptions& options) {
  const std::vector<std::string> region =
      options.region.empty() ? std::vector<std::string>{options.states[0]} : options.region;
  const int last = options.to != 0 ? options.to : year_of(view.as_of);
  const int first = options.from != 0 ? options.from : last - 10;
  const auto years = align::hosting_by_year(view, region, first, last);
  AlignTable table{fmt::format("who hosts whose forces in {}", fmt::join(region, ", ")),
                   {},
                   {"on", "hosting", "senders (states hosting each)", "people, census senders", "entered", "left"},
                   {}};
  const auto census = align::census_senders(view);
  table.notes.push_back(
      fmt::format("As known on {}. Gone through host by host: {}; other senders (*) are examples and enter no share.",
                  to_words(view.as_of), fmt::join(census, ", ")));
  const auto pairs = [](const std::vector<align::HostSender>& list) {
    std::string out;
    for (const auto& p : list) out += (out.empty() ? "" : " ") + p.sender + ">" + p.host;
    return out;
  };
  for (const auto& row : years) {
    std::string senders;
    double low = 0;
    std::optional<double> high = 0;
    for (const auto& s : row.senders) {
      senders += fmt::format("{}{}{} {}", senders.empty() ? "" : ", ", s.sender, s.census ? "" : "*", s.hosts.size());
      if (!s.census) continue;
      low += s.people.low;
      high = high && s.people.high ? std::optional(*high + *s.people.high) : std::nullopt;
    }
    table.rows.push_back({to_string(row.on), std::to_string(row.hosting.size()), senders,
                          high ? fmt::format("{:.0f} to {:.0f}", low, *high) : fmt::format("{:.0f} or more", low),
                          pairs(row.entered), pairs(row.left)});
  }
  tables.push_back(std::move(table));
  if (years.size() < 2) return;
  const auto test = align::test_spread(view, region, years.front().on, years.back().on, options.sampler.seed);
  AlignTable spread{fmt::format("spread of forces hosted, {} to {}", to_string(test.from), to_string(test.to)),
                    {},
                    {"", "from", "to"},
                    {}};
  spread.notes.push_back(fmt::format("Forces hosted are {} (effective number of census senders by people: change {}).",
                                     align::name(test.verdict), range_words(test.change)));
  spread.rows.push_back({"census senders", std::to_string(test.senders_from), std::to_string(test.senders_to)});
  spread.rows.push_back({"people, median of draws within size classes", fmt::format("{:.0f}", test.people_from),
                         fmt::format("{:.0f}", test.people_to)});
  spread.rows.push_back({"effective number of senders", decimals(test.number_from), decimals(test.number_to)});
  tables.push_back(std::move(spread));
}

void run_align(const AlignOptions& options) {
  const auto store = store::Store::open(options.record);
  const record::View view = view_of(store, day_of(options.on, "--on"), options.vintage);
  auto codes = options.states;
  codes.insert(codes.end(), options.region.begin(), options.region.end());
  for (const std::string& code : codes)
    if (!view.actors.contains(code))
      throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is no known actor", code),
                  "use an ISO 3166 alpha-3 code such as NER");
  const std::set<std::string> show(options.show.begin(), options.show.end());
  std::vector<AlignTable> tables;
  if (show.contains("similarity")) {
    if (options.states.size() < 2)
      throw Error(ErrorCode::bad_request, "a similarity needs two states",
                  "write for example `entente align NER USA RUS`");
    tables.push_back(similarity_table(view, options));
  }
  if (show.contains("points") || show.contains("moves") || show.contains("changes")) {
    Positions positions = options.points.empty() ? estimated_positions(view, options) : read_positions(options);
    positions.least_votes = options.least_votes;
    if (show.contains("points")) tables.push_back(points_table(positions, options));
    if (show.contains("moves")) add_moves(tables, positions, options);
    if (show.contains("changes")) tables.push_back(changes_table(positions, options));
  }
  if (show.contains("polarity")) add_polarity(tables, view, options);
  if (show.contains("hosting")) add_hosting(tables, view, options);
  if (show.contains("partners")) add_partners(tables, view, options);
  if (show.contains("tone")) add_tone(tables, store, view, options);
  if (show.contains("signs")) {
    if (options.states.size() < 2)
      throw Error(ErrorCode::bad_request, "signs of a turn need the power it is from",
                  "write for example `entente align NER USA --show signs`");
    tables.push_back(signs_table(view, options));
  }
  if (show.contains("turn-check")) add_turn_check(tables, store, view, options);
  print(options.format == "json" ? as_json(tables, view) : options.format == "csv" ? as_csv(tables) : as_text(tables));
}

}  // namespace

std::string decimals(double x) { return fmt::format("{:.3f}", x); }
std::string range_words(const align::Interval& interval) {
  return fmt::format("{:.3f} to {:.3f}", interval.lo, interval.hi);
}
std::string range_words(const std::optional<align::Interval>& interval) {
  return interval ? range_words(*interval) : "";
}

std::size_t required_column(const DelimitedTable& table, const std::string& name, const std::string& remedy) {
  const std::size_t c = table.column(name);
  if (c == DelimitedTable::npos)
    throw Error(ErrorCode::bad_data, fmt::format("the column {} is missing", name), remedy, {table.file, 1, name});
  return c;
}

double number_cell(const DelimitedTable& table, const DelimitedRow& row, std::size_t column, bool may_be_negative) {
  const std::string& cell = row.cells[column];
  char* end = nullptr;
  const double x = std::strtod(cell.c_str(), &end);
  if (end == cell.c_str() || *end != '\0' || !std::isfinite(x) || (!may_be_negative && !(x >= 0)))
    throw Error(ErrorCode::bad_data,
                fmt::format("\"{}\" is no number{}", cell, may_be_negative ? "" : " of zero or more"), "mend the cell",
                {table.file, row.line, table.header[column]});
  return x;
}

int year_cell(const DelimitedTable& table, const DelimitedRow& row, std::size_t column) {
  const double year = number_cell(table, row, column);
  if (year < 1000 || year > 9999 || year != std::floor(year))
    throw Error(ErrorCode::bad_data, fmt::format("\"{}\" is no year", row.cells[column]), "write four digits",
                {table.file, row.line, table.header[column]});
  return static_cast<int>(year);
}

std::string votes_at_hand(const record::View& view) {
  const auto last = align::last_session(view);
  if (!last) return fmt::format("No votes of the General Assembly are at hand for {}.", to_words(view.as_of));
  return fmt::format(
      "The votes at hand for {} end on {}, in session {} ({} roll calls): they say nothing of the {} days since.",
      to_words(view.as_of), to_words(last->last), last->number, last->roll_calls, days_between(last->last, view.as_of));
}

void setup_align(CLI::App& program) {
  auto options = std::make_shared<AlignOptions>();
  CLI::App* verb =
      program.add_subcommand("align", "Who is near to whom, since when, who moved, and who hosts whose forces");
  verb->add_option("states", options->states,
                   "The state, then those it is compared with; for gaps the first two are the poles")
      ->required();
  verb->add_option("--on", options->on, "The day")->type_name("DAY")->required();
  verb->add_option(
          "--show", options->show,
          "Parts, separated by commas: similarity, points, moves, changes, polarity, hosting, partners, tone, signs, turn-check")
      ->delimiter(',')
      ->check(CLI::IsMember({"similarity", "points", "moves", "changes", "polarity", "hosting", "partners", "tone",
                             "signs", "turn-check"}))
      ->capture_default_str();
  verb->add_option("--region", options->region,
                   "States for hosting and polarity; otherwise the state alone, and all states")
      ->delimiter(',');
  verb->add_option("--sessions", options->sessions, "Sessions or years listed")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();
  verb->add_option("--from", options->from, "First year of moves, changes, polarity, hosting, partners")
      ->type_name("YEAR")
      ->check(CLI::Range(1800, 2200));
  verb->add_option("--to", options->to, "Last year of moves, changes, polarity, hosting, partners")
      ->type_name("YEAR")
      ->check(CLI::Range(1800, 2200));
  verb->add_option("--least-votes", options->least_votes, "Votes in a year under which a position is not enough")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  verb->add_option("--points", options->points,
                   "Positions from a file (columns iso3c, year and --column) in place of an estimate")
      ->type_name("FILE");
  verb->add_option("--column", options->column, "The column of positions in that file")->capture_default_str();
  verb->add_option("--turns", options->turns, "Known turns for turn-check")->type_name("FILE")->capture_default_str();
  verb->add_option("--amounts", options->amounts,
                   "For partners: a table that is a whole, such as deliveries of arms or trade (columns partner, year, "
                   "amount; state and kind where it holds several)")
      ->type_name("FILE");
  verb->add_option("--capabilities", options->capabilities,
                   "For polarity: capabilities of all states by year (columns iso3c or ccode, year, and --capability)")
      ->type_name("FILE");
  verb->add_option("--capability", options->capability, "The column of capabilities in that file")
      ->capture_default_str();
  verb->add_option("--codes", options->codes,
                   "For polarity: the table that gives iso3c for ccode, where the capabilities have ccode alone")
      ->type_name("FILE");
  verb->add_option("--months", options->months, "Months of tone, the one of the day the last")
      ->check(CLI::Range(1, 1200))
      ->capture_default_str();
  verb->add_option("--recent", options->recent, "Months of tone that are set against those before")
      ->check(CLI::Range(1, 1200))
      ->capture_default_str();
  verb->add_option("--readers", options->readers, "Only the streams of these readers in tone")->delimiter(',');
  verb->add_option("--chains", options->sampler.chains, "Chains of the sampler")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  verb->add_option("--burn-in", options->sampler.burn_in, "Sweeps thrown away in each chain")
      ->check(CLI::Range(0, 100000))
      ->capture_default_str();
  verb->add_option("--draws", options->sampler.draws, "Sweeps kept in each chain")
      ->check(CLI::Range(10, 100000))
      ->capture_default_str();
  add_seed_option(*verb, options->sampler.seed);
  add_threads_option(*verb, options->threads);
  add_record_option(*verb, options->record);
  add_vintage_option(*verb, options->vintage);
  add_format_option(*verb, options->format, "text json csv");
  verb->callback([options] { run_align(*options); });
}

}  // namespace entente::cli

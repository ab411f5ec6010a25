// entente align --show polarity

#include "cli/align.hpp"
#include "entente/align/concentration.hpp"
#include "entente/align/hosting.hpp"
#include "entente/align/modules.hpp"
#include "entente/align/polarity.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace entente::cli {
namespace {

using Capabilities = std::map<int, std::map<std::string, double>>;  // by year and state

// Cells that are empty, NA or negative (-9 is "missing" in some tables) are not given.
Capabilities read_capabilities(const AlignOptions& options) {
  const std::string& file = options.capabilities;
  const DelimitedTable table = read_delimited(read_file(file), file);
  const auto needed = [](const DelimitedTable& of, const std::string& name) {
    return required_column(
        of, name, "capabilities have iso3c or ccode, year and the one --capability names; codes have ccode and iso3c");
  };
  std::map<std::string, std::string> iso3_of;
  if (!options.codes.empty()) {
    const DelimitedTable codes = read_delimited(read_file(options.codes), options.codes);
    const std::size_t from = needed(codes, "ccode");
    const std::size_t to = needed(codes, "iso3c");
    for (const DelimitedRow& row : codes.rows)
      if (!row.cells[to].empty()) iso3_of[row.cells[from]] = row.cells[to];
  }
  const bool has_iso = table.column("iso3c") != DelimitedTable::npos;
  const std::size_t state = needed(table, has_iso ? "iso3c" : "ccode");
  const std::size_t year = needed(table, "year");
  const std::size_t value = needed(table, options.capability);
  Capabilities out;
  for (const DelimitedRow& row : table.rows) {
    if (row.cells[value].empty() || row.cells[value] == "NA") continue;
    const double amount = number_cell(table, row, value);
    if (amount < 0) continue;
    const auto iso3 = iso3_of.find(row.cells[state]);
    out[year_cell(table, row, year)][iso3 == iso3_of.end() ? row.cells[state] : iso3->second] = amount;
  }
  if (out.empty())
    throw Error(ErrorCode::bad_data, "the table holds no capability", "check the file and --capability", {file, 0, ""});
  return out;
}

}  // namespace

void add_polarity(std::vector<AlignTable>& tables, const record::View& view, const AlignOptions& options) {
  AlignTable table{options.region.empty() ? "polarity, states of the record"
                                          : fmt::format("polarity, {}", fmt::join(options.region, ", ")),
                   {"Each index stands alone: spread of alignment is not spread of forces, and neither is capability."},
                   {"index", "first year", "last year", "first value", "last value", "change a year", "80%", "clear"},
                   {}};
  const int last = options.to != 0 ? options.to : year_of(view.as_of);
  const auto add = [&](const std::string& index, const std::vector<int>& years, const std::vector<double>& values) {
    const auto s = align::slope(years, values, options.sampler.seed);
    if (!s) {
      table.rows.push_back({index, "", "", "", "", "not enough", "", ""});
      return;
    }
    table.rows.push_back({index, std::to_string(years.front()), std::to_string(years.back()), decimals(values.front()),
                          decimals(values.back()), fmt::format("{:.4f}", s->per_year),
                          fmt::format("{:.4f} to {:.4f}", s->interval.lo, s->interval.hi), s->clear ? "yes" : "no"});
  };

  const ThreadExecutor executor(options.threads);
  const align::IdealPoints estimate = align::ideal_points(view, options.sampler, executor);
  table.notes.push_back(votes_at_hand(view));
  const int last_vote = std::min(last, record::kYearOfSessionZero + estimate.sessions.back());
  const int first_vote = options.from != 0 ? options.from : last_vote - 10;
  const std::vector<std::string> poles = {"USA", "RUS", "CHN"};
  std::vector<int> years;
  std::vector<double> spread;
  std::vector<std::vector<int>> pole_years(poles.size());
  std::vector<std::vector<double>> distances(poles.size());
  for (const align::AlignmentSpread& s : align::alignment_spread(estimate, options.region, poles)) {
    const int year = record::kYearOfSessionZero + s.session;
    if (year < first_vote || year > last_vote) continue;
    years.push_back(year);
    spread.push_back(s.deviation);
    for (std::size_t k = 0; k < poles.size(); ++k)
      if (s.distances[k] >= 0) {
        pole_years[k].push_back(year);
        distances[k].push_back(s.distances[k]);
      }
  }
  // Over all states the spread is its own unit.
  if (!options.region.empty()) add("spread of positions, over that of all states", years, spread);
  for (std::size_t k = 0; k < poles.size(); ++k) add("mean distance to " + poles[k], pole_years[k], distances[k]);

  std::vector<std::string> hosts = options.region;
  if (hosts.empty()) {
    std::set<std::string> all;
    for (const record::Presence& p : view.presences) all.insert(p.host);
    hosts.assign(all.begin(), all.end());
  }
  std::vector<int> host_years;
  std::vector<double> number_of_senders;
  for (const align::HostingYear& row :
       align::hosting_by_year(view, hosts, options.from != 0 ? options.from : last - 10, last)) {
    std::vector<double> counts;
    for (const align::SenderHosts& s : row.senders)
      if (s.census) counts.push_back(static_cast<double>(s.hosts.size()));
    if (counts.empty()) continue;
    host_years.push_back(row.year);
    number_of_senders.push_back(align::concentration(counts).effective_number);
  }
  add("effective number of senders of forces, by hosts", host_years, number_of_senders);

  // Camps of the network of votes.
  const auto networks = align::vote_networks(view, options.region, first_vote - record::kYearOfSessionZero,
                                             last_vote - record::kYearOfSessionZero);
  align::ModularityOptions chance;
  chance.seed = options.sampler.seed;
  const std::vector<align::Modularity> camps = map_each(executor, networks.size(), 1, [&](std::size_t i) {
    return align::modularity_against_chance(networks[i].network, chance);
  });
  std::vector<int> camp_years;
  std::vector<double> modularity;
  std::vector<double> excess;
  for (std::size_t i = 0; i < networks.size(); ++i) {
    camp_years.push_back(record::kYearOfSessionZero + networks[i].session);
    modularity.push_back(camps[i].value);
    excess.push_back(camps[i].excess);
  }
  add("modularity of the network of votes", camp_years, modularity);
  add("modularity above chance", camp_years, excess);

  if (!options.capabilities.empty()) {
    const Capabilities capabilities = read_capabilities(options);
    table.notes.push_back(
        fmt::format("Capabilities read from {}, column {}: a table with a date of its own, which the day of the view "
                    "does not cut; its years run to {}.",
                    options.capabilities, options.capability, capabilities.rbegin()->first));
    std::vector<int> known;
    std::vector<double> con;
    std::vector<double> hhi;
    std::vector<double> effective;
    const int last_known = std::min(last, capabilities.rbegin()->first);
    const int first_known = options.from != 0 ? options.from : last_known - 10;
    std::size_t found = 0;
    for (const auto& [year, by_state] : capabilities) {
      if (year < first_known || year > last_known) continue;
      std::vector<double> amounts;
      for (const auto& [state, amount] : by_state)
        if (options.region.empty() ||
            std::find(options.region.begin(), options.region.end(), state) != options.region.end())
          amounts.push_back(amount);
      found = std::max(found, amounts.size());
      if (std::none_of(amounts.begin(), amounts.end(), [](double x) { return x > 0; })) continue;
      const align::Concentration c = align::concentration(amounts);
      known.push_back(year);
      con.push_back(c.con);
      hhi.push_back(c.hhi);
      effective.push_back(c.effective_number);
    }
    if (found == 0)
      throw Error(ErrorCode::bad_data, "no state of the region has capabilities in these years",
                  "give iso3c in the table, or the codes of its ccode with --codes", {options.capabilities, 0, ""});
    add("CON of capabilities", known, con);
    add("HHI of capabilities", known, hhi);
    add("effective number of holders of capabilities", known, effective);
  }
  tables.push_back(std::move(table));

  if (networks.empty()) return;
  const align::VoteNetwork& network = networks.back();
  const align::Modularity& m = camps.back();
  AlignTable detail{
      fmt::format("camps in the votes of session {}", network.session),
      {fmt::format("Network of {} states, weight kappa above zero; modularity {:.3f} ({:.3f} to {:.3f} over "
                   "{} orders of moving), by chance {:.3f} (80% {:.3f} to {:.3f} over {} networks of the "
                   "same strengths).",
                   m.nodes, m.value, m.range.lo, m.range.hi, chance.orders, m.chance, m.chance_interval.lo,
                   m.chance_interval.hi, chance.nulls),
       m.value > m.chance_interval.hi ? "The votes fall into camps further than chance would make them."
                                      : "The camps are no clearer than chance would make them."},
      {"camp", "states", ""},
      {}};
  for (std::size_t g = 0; g < m.groups.size(); ++g) {
    std::vector<std::string> names;
    for (const std::size_t i : m.groups[g]) names.push_back(network.states[i]);
    detail.rows.push_back(
        {std::to_string(g + 1), std::to_string(names.size()), fmt::format("{}", fmt::join(names, " "))});
  }
  tables.push_back(std::move(detail));
}

}  // namespace entente::cli

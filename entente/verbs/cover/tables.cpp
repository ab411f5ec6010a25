// cover: the answer as a person reads it, and the tables that programs share with it.

#include "entente/base/counted.hpp"
#include "entente/verbs/cover/answer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace entente::verbs {
namespace {

using basing::kMid;

constexpr std::size_t kFrontRows = 12;  // of an airspace, in text
constexpr Look kSwept{.scale = Look::Scale::percent_words, .to = "-", .collapse = true};
constexpr Look kMeanHours{.digits = 1, .to = "-"};

std::string range_words(const basing::Figure& f) {
  return f.low == f.high ? fmt::format("{:g}", f.mid) : fmt::format("{:g} ({:g}-{:g})", f.mid, f.low, f.high);
}

// Whole hours, halves away from zero; adding 0 turns a rounded -0 into 0.
Cell whole_hours(const std::array<double, 3>& v) {
  const auto whole = [](double hours) { return std::round(hours) + 0.0; };
  return Range{whole(v[kMid]), whole(v[0]), whole(v[2])};
}

std::string named(const CoverAnswer& a, std::size_t site) {
  return fmt::format("{} [{}]", a.result.sites[site].name, a.result.sites[site].id);
}

std::string names_of(const CoverAnswer& a, const std::vector<std::size_t>& sites) {
  std::string out;
  for (const std::size_t s : sites) out += (out.empty() ? "" : " + ") + named(a, s);
  return out.empty() ? "none" : out;
}

// "4200 asphalt", "4200 asphalt, 800 to build".
Cell runway_words(const basing::Site& site) {
  if (site.runway_ft <= 0) return None{"not known"};
  return fmt::format("{:.0f} {}{}", site.runway_ft - site.lengthened_ft, geo::name(site.surface),
                     site.lengthened_ft > 0 ? fmt::format(", {:.0f} to build", site.lengthened_ft) : "");
}

// A column for each state of the airspace: "with candidates, Niger closed".
void add_by_airspace(Table& t, const CoverAnswer& a, const std::string& what, const Column& like) {
  for (std::size_t s = 0; s < a.result.scenarios.size(); ++s) {
    Column column = like.headed(what + ", " + a.result.scenarios[s].airspace.name);
    column.name = fmt::format("{}_{}", like.name, s);
    t.columns.push_back(std::move(column));
  }
}

// Before, without the lost sites, and with candidates under each state of the airspace; a row a zone.
using Levels = std::array<double, 3>;
Table change_lines(const CoverAnswer& a, Table t, Levels basing::ZoneChange::*before, Levels basing::ZoneChange::*after,
                   const Look& look) {
  t.for_programs = false;
  t.columns.push_back(interval_column("before", look));
  t.columns.push_back(interval_column("without_lost", look).headed("without the lost"));
  add_by_airspace(t, a, "with candidates", interval_column("with_candidates", look));
  const bool weighed = t.columns.size() > 3 + a.result.scenarios.size();
  const auto& open = a.result.scenarios.front();
  for (std::size_t z = 0; z < open.net_loss.size(); ++z) {
    const basing::ZoneChange& c = open.net_loss[z];
    std::vector<Cell> row{c.zone.empty() ? "all" : c.zone};
    if (weighed) row.emplace_back(c.weight);
    row.push_back(swept(c.*before));
    row.push_back(swept(open.loss[z].*after));
    for (const auto& s : a.result.scenarios) row.push_back(swept(s.net_loss[z].*after));
    t.rows.push_back(std::move(row));
  }
  return t;
}

Table zone_lines(const CoverAnswer& a) {
  Table t{.name = "zones",
          .title = fmt::format("Share of {} watched {} or more, by state: middle figures (lowest-highest)", a.unit,
                               counted(fmt::format("{:g}", a.request.min_hours), "hour")),
          .notes = {verdict_of(a)},
          .columns = {text_column("zone"), count_column("weight").headed(a.unit)}};
  return change_lines(a, std::move(t), &basing::ZoneChange::share_before, &basing::ZoneChange::share_after, kSwept);
}

// What is watched of the whole demand, and without the points that stand for areas.
Table precise_lines(const CoverAnswer& a) {
  Table t{.name = "precise",
          .title = fmt::format("Share of {} watched, with and without those known by region or country alone", a.unit),
          .columns = {text_column("demand"), count_column("weight").headed(a.unit), interval_column("before", kSwept),
                      interval_column("without_lost", kSwept).headed("without the lost")}};
  add_by_airspace(t, a, "with candidates", interval_column("with_candidates", kSwept));
  const std::span<const basing::DemandPoint> demand = a.request.demand;
  for (const std::size_t vague : {std::size_t{0}, a.vague}) {
    const auto share = [&](const basing::Sweep& sweep) {
      std::array<double, 3> out{};
      for (std::size_t l = 0; l < out.size(); ++l) out[l] = basing::precise_share(sweep[l], demand, vague);
      return swept(out);
    };
    double weight = 0;
    for (const basing::DemandPoint& point : demand.first(demand.size() - vague)) weight += point.weight;
    std::vector<Cell> row{std::string(vague == 0 ? "all" : "without the vague"), weight, share(a.result.before),
                          share(a.result.scenarios.front().after)};
    for (const auto& s : a.result.scenarios) row.push_back(share(s.replaced));
    t.rows.push_back(std::move(row));
  }
  return t;
}

Table hour_lines(const CoverAnswer& a) {
  Table t{.name = "hours",
          .title = "Mean hours on station of one sortie, weighted; points out of reach count 0",
          .columns = {text_column("zone")}};
  return change_lines(a, std::move(t), &basing::ZoneChange::hours_before, &basing::ZoneChange::hours_after, kMeanHours);
}

std::vector<Cell> field_line(const CoverAnswer& a, std::size_t field) {
  const basing::Site& site = a.result.sites[field];
  const basing::SiteReach& reach = a.result.reach[field];
  std::vector<Cell> row{site.id, site.name, site.country, runway_words(site)};
  for (const auto& share : reach.share) row.push_back(swept(share));
  for (const auto& s : a.result.scenarios) {
    const auto gain = std::find_if(s.gains.begin(), s.gains.end(), [&](const auto& g) { return g.site == field; });
    row.push_back(gain == s.gains.end() ? Cell(None{}) : Cell(gain->share[kMid]));
  }
  const basing::ZoneReach* z = basing::heaviest_zone(a.result, reach);
  if (z == nullptr) {
    row.insert(row.end(), 5, None{});
    return row;
  }
  std::string over;
  for (const auto& o : z->overflown) over += fmt::format("{}{} {:.0f}", over.empty() ? "" : ", ", o.code, o.km);
  row.insert(row.end(), {z->km, z->zone, whole_hours(z->hours), cell(z->aircraft[kMid], "none keeps it"),
                         text(std::move(over), "none")});
  return row;
}

Table field_lines(const CoverAnswer& a) {
  Table t{
      .name = "fields",
      .title =
          fmt::format("{} the runway rule, best first",
                      counted(a.result.ranking.size(), "candidate field that passes", "candidate fields that pass")),
      .notes =
          {"Airfields and runways: public tables of August 2026, no evidence for earlier years. That a line "
           "flies over a state says nothing of whether it permits it. The last columns are of the direct line, with "
           "all airspace open; those of the permitted way under each state of the airspace stand in the "
           "CSV and JSON forms."},
      .columns = {text_column("code"), text_column("field"), text_column("host"),
                  text_column("runway").headed("runway ft")},
      .for_programs = false};
  add_by_airspace(t, a, "alone", interval_column("alone", kSwept));
  add_by_airspace(t, a, "adds", number_column("adds", look::kShare));
  for (Column& c : std::vector<Column>{count_column("km_to"), text_column("zone"),
                                       interval_column("hours", look::kCount).headed("hours there"),
                                       count_column("aircraft").headed("aircraft an orbit"),
                                       text_column("overflown").headed("direct line over, km")})
    t.columns.push_back(std::move(c));
  for (const std::size_t field : a.result.ranking) t.rows.push_back(field_line(a, field));
  return t;
}

// Why no field is named under a state of the airspace, where every set is as good as another; nothing where one is
// better.
const char* why_none(const CoverAnswer& a, std::size_t airspace, double mean, bool covering) {
  constexpr double kRounding = 1e-9;
  if (!covering) return mean >= basing::kUnserved_km * (1 - kRounding) ? "no choice comes within 2,000 km" : nullptr;
  if (mean <= 0) return "no choice watches anything";
  const auto& kept_alone = a.result.scenarios[airspace].loss;
  const auto all = std::find_if(kept_alone.begin(), kept_alone.end(), [](const auto& c) { return c.zone.empty(); });
  return all != kept_alone.end() && mean <= all->share_after[kMid] + kRounding
             ? "no choice adds anything to the sites kept"
             : nullptr;
}

void add_choice(Table& t, const CoverAnswer& a, std::size_t airspace, const char* rule, const basing::BestFields& best,
                bool covering) {
  double weight = 0;
  for (const basing::Zone& z : a.result.zones) weight += z.weight;
  const double mean = best.value / weight;
  const char* none = best.proven ? why_none(a, airspace, mean, covering) : nullptr;
  const std::string proof = !best.proven      ? fmt::format("gap {:.1f}%", 100 * best.gap())
                            : none != nullptr ? std::string("proven")
                                              : std::string("proven best");
  t.rows.push_back({a.result.scenarios[airspace].airspace.name, rule,
                    none != nullptr ? std::string(none) : names_of(a, best.fields),
                    none != nullptr ? Cell(None{none}) : site_ids(a, best.fields), covering ? Cell(mean) : Cell(None{}),
                    covering ? Cell("watched") : Cell(None{}), covering || none != nullptr ? Cell(None{}) : Cell(mean),
                    best.value, best.bound, proof, best.proven, count(best.nodes)});
}

Table choice_table(const CoverAnswer& a, std::size_t choose) {
  Table t{.name = "choice",
          .title = fmt::format("The best {} of {}, kept sites with them, by middle figures",
                               std::min(choose, a.result.candidates), counted(a.result.candidates, "candidate field")),
          .notes = {"A point that no field may serve counts 2,000 km. Where one field more changes nothing, "
                    "any may stand in the set."}};
  t.columns = {text_column("airspace"),
               text_column("rule"),
               text_column("names").headed("fields").only_in_text(),
               text_column("fields").only_for_programs(),
               number_column("watched", look::kShare).headed("value").in("share"),
               text_column("is_watched").joined(" ").only_in_text(),
               count_column("mean_km").in("km").joined(" ", " km on average"),
               number_column("value").only_for_programs(),
               number_column("bound").only_for_programs(),
               text_column("proof").only_in_text(),
               flag_column("proven").only_for_programs(),
               count_column("nodes").only_for_programs()};
  for (std::size_t s = 0; s < a.chosen.size(); ++s) {
    add_choice(t, a, s, "most watched", a.chosen[s].most_watched, true);
    add_choice(t, a, s, "nearest", a.chosen[s].nearest, false);
  }
  return t;
}

// The front of one airspace may hold hundreds of sets: text shows some that lie evenly along it.
Table front_table(const CoverAnswer& a) {
  Table t{.name = "front",
          .title = "Sets of fields that no other beats in one respect without losing in another",
          .text_rows = std::vector<std::size_t>{}};
  t.columns = {text_column("airspace"),
               text_column("names").headed("fields").only_in_text(),
               text_column("fields").only_for_programs(),
               number_column("watched", look::kShare).in("share"),
               count_column("mean_km").in("km"),
               number_column("host_risk", look::kShare).in("probability"),
               count_column("runway_missing_ft").in("ft")};
  for (std::size_t s = 0; s < a.chosen.size(); ++s) {
    const basing::ParetoFront& front = a.chosen[s].front;
    const std::string& airspace = a.result.scenarios[s].airspace.name;
    const std::size_t n = front.sets.size();
    const std::size_t shown = std::min(n, kFrontRows);
    for (std::size_t k = 0; k < shown; ++k)
      t.text_rows->push_back(t.rows.size() + (shown == n ? k : k * (n - 1) / (shown - 1)));
    for (const basing::ParetoSet& p : front.sets)
      t.rows.push_back(
          {airspace, names_of(a, p.sites), site_ids(a, p.sites), p.share, p.mean_km, p.host_risk, p.runway_cost});
    t.notes.push_back(fmt::format(
        "{}: sets of up to {} compared; {}.", airspace, counted(front.largest, "field"),
        shown == n ? fmt::format("all {} shown", n) : fmt::format("{} of {} shown, --format csv has all", shown, n)));
  }
  t.notes.emplace_back("Differences below 0.1%, 1 km or 1 ft count as none; of equal sets the smallest stands.");
  return t;
}

Table aircraft_table(const CoverAnswer& a) {
  Table t{.name = "aircraft",
          .title = "Aircraft compared, on the sites kept and the candidates",
          .notes = {"The fields are those that pass the rule for the first aircraft; one whose runway is too short for "
                    "another counts as nothing there."}};
  t.columns = {text_column("airspace"),
               text_column("aircraft"),
               interval_column("watched", kSwept).headed("watched by all").in("share"),
               text_column("best_name").headed("best field alone").only_in_text(),
               text_column("best").only_for_programs(),
               interval_column("best_watches", kSwept).headed("it watches").in("share")};
  for (const basing::AircraftCover& c : a.compared) {
    const std::size_t best = c.sites[c.best];
    // Even at the figures most in its favour: then none is the best.
    const bool nothing = std::all_of(c.alone.begin(), c.alone.end(), [](const auto& share) {
      return std::all_of(share.begin(), share.end(), [](double s) { return s <= 0; });
    });
    t.rows.push_back({a.result.scenarios[c.airspace].airspace.name, a.aircraft[c.profile].name, swept(c.together),
                      nothing ? std::string("none watches anything") : named(a, best),
                      nothing ? Cell(None{"none watches anything"}) : Cell(a.result.sites[best].id),
                      swept(c.alone[c.best])});
  }
  return t;
}

Table series_table(const CoverAnswer& a) {
  Table t{.name = "series",
          .title = "Cover by the sites open on each day, airspace open, attacks of the twelve months before it",
          .notes = {"The last column holds the demand fixed, so it moves only as sites open and close."}};
  t.columns = {
      day_column("day"),
      count_column("sites_open"),
      count_column("attacks"),
      count_column("deaths"),
      interval_column("watched", kSwept).in("share"),
      number_column("mean_hours_mid", {.digits = 1}).headed("mean hours").only_in_text(),
      interval_column("mean_hours").in("hours").only_for_programs(),
      interval_column("watched_of_first_year", kSwept).headed("watched, attacks of the first year").in("share")};
  for (const basing::SeriesPoint& p : a.series) {
    const bool any = p.points > 0;
    t.rows.push_back({p.day, count(p.sites_open), count(p.points), p.weight, any ? swept(p.share) : Cell(None{}),
                      any ? Cell(p.mean_hours[kMid]) : Cell(None{}), any ? swept(p.mean_hours) : Cell(None{}),
                      a.series.front().points > 0 ? swept(p.share_of_first_demand) : Cell(None{})});
  }
  return t;
}

Table left_out_table(const CoverAnswer& a) {
  Table t{.name = "left-out",
          .title = fmt::format("{} of the hosts that the rule leaves out", counted(a.left_out.size(), "airfield")),
          .columns = {text_column("code"), text_column("field"), text_column("host"), text_column("why")},
          .in_text = false};
  for (const basing::Rejection& r : a.left_out) t.rows.push_back({r.icao, r.name, r.country, r.reason});
  return t;
}

}  // namespace

Cell swept(const std::array<double, 3>& v) { return Range{v[kMid], std::min(v[0], v[2]), std::max(v[0], v[2])}; }

Cell site_ids(const CoverAnswer& a, const std::vector<std::size_t>& sites) {
  std::string out;
  for (const std::size_t s : sites) out += (out.empty() ? "" : " ") + a.result.sites[s].id;
  return text(std::move(out));
}

std::string verdict_of(const CoverAnswer& a) {
  if (a.result.candidates == 0) return "There are no candidate fields, so nothing could stand in.";
  if (a.result.lost == 0 && a.result.kept == 0)
    return "Nothing is lost or kept, so \"too far\" has nothing to be measured against.";
  const std::vector<basing::DistanceVerdict> verdicts = basing::distance_verdicts(a.result);
  std::string out = basing::words_of(verdicts);
  out.front() = static_cast<char>(out.front() - 'a' + 'A');
  out += '.';
  if (verdicts.empty()) return out;
  out +=
      " Not too far means that kept and candidate fields together watch nine tenths of what was watched before, by "
      "middle figures.";
  if (verdicts.size() == 1) out += " Closed airspace was not asked about.";
  return out;
}

std::vector<std::string> cover_head(const CoverAnswer& a) {
  const basing::AircraftProfile& p = a.request.profile;
  std::vector<std::string> head{
      a.title, fmt::format("as of {}; view {}", to_string(*a.basis.as_of), a.basis.view.substr(0, 12)),
      fmt::format("{}: endurance {} h, cruise {} km/h, reserve {} h, runway {} ft; {} on station count as watched",
                  p.name, range_words(p.endurance_h), range_words(p.cruise_kmh), range_words(p.reserve_h),
                  range_words(p.runway_ft), counted(fmt::format("{:g}", a.request.min_hours), "hour"))};
  const auto list = [&](const char* word, std::size_t from, std::size_t n) {
    std::vector<std::string> names;
    for (std::size_t i = from; i < from + n; ++i)
      names.push_back(fmt::format("{} ({})", a.result.sites[i].name,
                                  a.result.sites[i].country.empty() ? "at sea" : a.result.sites[i].country));
    head.push_back(
        fmt::format("{}: {}", word, names.empty() ? std::string("none") : fmt::format("{}", fmt::join(names, ", "))));
  };
  list("lost", 0, a.result.lost);
  list("kept", a.result.lost, a.result.kept);
  head.insert(head.end(), a.notes.begin(), a.notes.end());
  return head;
}

std::vector<Table> cover_tables(const CoverAnswer& a, std::size_t choose) {
  std::vector<Table> out = cover_program_tables(a);
  for (Table& t : std::vector<Table>{zone_lines(a), hour_lines(a), field_lines(a)}) out.push_back(std::move(t));
  if (a.vague > 0) out.insert(out.end() - 2, precise_lines(a));
  if (!a.chosen.empty()) {
    out.push_back(choice_table(a, choose));
    out.push_back(front_table(a));
  }
  if (!a.compared.empty()) out.push_back(aircraft_table(a));
  if (!a.series.empty()) out.push_back(series_table(a));
  out.push_back(left_out_table(a));
  return out;
}

}  // namespace entente::verbs

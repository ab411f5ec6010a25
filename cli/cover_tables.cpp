// entente cover: the answer as tables and text.

#include "cli/cover.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace entente::cli {
namespace {

using basing::kMid;

constexpr std::size_t kFrontRows = 12;  // of an airspace, in text

std::string swept(const std::array<double, 3>& v) {
  std::string mid = percent_words(v[kMid]);
  if (percent_words(v[0]) == mid && percent_words(v[2]) == mid) return mid;
  return fmt::format("{} ({}-{})", percent_words(v[kMid]), percent_words(std::min(v[0], v[2])),
                     percent_words(std::max(v[0], v[2])));
}

std::string range(const basing::Figure& f) {
  return f.low == f.high ? fmt::format("{:g}", f.mid)
                         : fmt::format("{:g} ({:g}-{:g})", f.mid, std::min(f.low, f.high), std::max(f.low, f.high));
}

// Whole hours; adding 0 turns a rounded -0 into 0.
std::string hours_words(const std::array<double, 3>& v) {
  return fmt::format("{:.0f} ({:.0f} to {:.0f})", std::round(v[kMid]) + 0.0, std::round(v[0]) + 0.0,
                     std::round(v[2]) + 0.0);
}

std::string names_of(const CoverAnswer& a, const std::vector<std::size_t>& sites) {
  std::string out;
  for (const std::size_t s : sites)
    out += fmt::format("{}{} [{}]", out.empty() ? "" : " + ", a.result.sites[s].name, a.result.sites[s].id);
  return out.empty() ? "none" : out;
}

double total_weight(const CoverAnswer& a) {
  double sum = 0;
  for (const basing::Zone& z : a.result.zones) sum += z.weight;
  return sum;
}

// "4200 asphalt", "4200 asphalt, 800 to build".
std::string runway_words(const basing::Site& site) {
  if (site.runway_ft <= 0) return "not known";
  return fmt::format("{:.0f} {}{}", site.runway_ft - site.lengthened_ft, geo::name(site.surface),
                     site.lengthened_ft > 0 ? fmt::format(", {:.0f} to build", site.lengthened_ft) : "");
}

ResultTable zones_table(const CoverAnswer& a) {
  ResultTable t{"zones",
                fmt::format("Share of {} watched {:g} hours or more, by state: middle figures (lowest-highest)", a.unit,
                            a.request.min_hours),
                {},
                {"zone", a.unit, "before", "without the lost"},
                {}};
  for (const auto& s : a.result.scenarios) t.columns.push_back("with candidates, " + s.airspace.name);
  const auto& open = a.result.scenarios.front();
  for (std::size_t z = 0; z < open.net_loss.size(); ++z) {
    const basing::ZoneChange& c = open.net_loss[z];
    std::vector<std::string> row{c.zone.empty() ? "all" : c.zone, fmt::format("{:.0f}", c.weight),
                                 swept(c.share_before), swept(open.loss[z].share_after)};
    for (const auto& s : a.result.scenarios) row.push_back(swept(s.net_loss[z].share_after));
    t.rows.push_back(std::move(row));
  }
  t.notes.push_back(verdict_of(a));
  return t;
}

ResultTable hours_table(const CoverAnswer& a) {
  ResultTable t{"hours",
                "Mean hours on station of one sortie, weighted; points out of reach count 0",
                {},
                {"zone", "before", "without the lost"},
                {}};
  const auto hours = [](const std::array<double, 3>& v) {
    return fmt::format("{:.1f} ({:.1f}-{:.1f})", v[kMid], std::min(v[0], v[2]), std::max(v[0], v[2]));
  };
  for (const auto& s : a.result.scenarios) t.columns.push_back("with candidates, " + s.airspace.name);
  const auto& open = a.result.scenarios.front();
  for (std::size_t z = 0; z < open.net_loss.size(); ++z) {
    const basing::ZoneChange& c = open.net_loss[z];
    std::vector<std::string> row{c.zone.empty() ? "all" : c.zone, hours(c.hours_before),
                                 hours(open.loss[z].hours_after)};
    for (const auto& s : a.result.scenarios) row.push_back(hours(s.net_loss[z].hours_after));
    t.rows.push_back(std::move(row));
  }
  return t;
}

ResultTable fields_table(const CoverAnswer& a) {
  ResultTable t{"fields",
                fmt::format("{} candidate fields that pass the runway rule, best first", a.result.ranking.size()),
                {},
                {"code", "field", "host", "runway ft"},
                {}};
  for (const auto& s : a.result.scenarios) t.columns.push_back("alone, " + s.airspace.name);
  for (const auto& s : a.result.scenarios) t.columns.push_back("adds, " + s.airspace.name);
  for (const char* c : {"km to", "zone", "hours there", "aircraft an orbit", "direct line over, km"})
    t.columns.emplace_back(c);
  for (const std::size_t i : a.result.ranking) {
    const basing::Site& site = a.result.sites[i];
    const basing::SiteReach& reach = a.result.reach[i];
    std::vector<std::string> row{site.id, site.name, site.country, runway_words(site)};
    for (std::size_t s = 0; s < a.result.scenarios.size(); ++s) row.push_back(swept(reach.share[s]));
    for (const auto& s : a.result.scenarios) {
      const auto gain = std::find_if(s.gains.begin(), s.gains.end(), [&](const auto& g) { return g.site == i; });
      row.push_back(gain == s.gains.end() ? "" : percent_words(gain->share[kMid]));
    }
    if (const basing::ZoneReach* z = basing::heaviest_zone(a.result, reach)) {
      std::string over;
      for (const auto& o : z->overflown) over += fmt::format("{}{} {:.0f}", over.empty() ? "" : ", ", o.code, o.km);
      row.insert(row.end(), {fmt::format("{:.0f}", z->km), z->zone, hours_words(z->hours),
                             z->aircraft[kMid] ? std::to_string(*z->aircraft[kMid]) : "none keeps it",
                             over.empty() ? "none" : over});
    } else {
      row.insert(row.end(), 5, "");
    }
    t.rows.push_back(std::move(row));
  }
  t.notes.emplace_back(
      "Airfields and runways: public tables of August 2026, no evidence for earlier years. That a line flies over a state says nothing of whether it permits it.");
  return t;
}

ResultTable choice_table(const CoverAnswer& a, std::size_t choose) {
  ResultTable t{"choice",
                fmt::format("The best {} of {} candidate fields, kept sites with them, by middle figures",
                            std::min(choose, a.result.candidates), a.result.candidates),
                {},
                {"airspace", "rule", "fields", "value", "proof"},
                {}};
  const double weight = total_weight(a);
  for (std::size_t s = 0; s < a.chosen.size(); ++s) {
    const auto proof = [&](const basing::Choice& c) {
      return c.proven
                 ? std::string("proven best")
                 : fmt::format("gap {:.1f}%", 100 * std::abs(c.bound - c.value) / std::max(1e-9, std::abs(c.value)));
    };
    const ChosenFields& c = a.chosen[s];
    const std::string& name = a.result.scenarios[s].airspace.name;
    t.rows.push_back({name, "most watched", names_of(a, candidates_in(a, c.covering.sets.front())),
                      percent_words(c.covering.value / weight) + " watched", proof(c.covering)});
    t.rows.push_back({name, "nearest", names_of(a, candidates_in(a, c.median.sets.front())),
                      fmt::format("{:.0f} km on average", c.median.value / weight), proof(c.median)});
  }
  t.notes.emplace_back(
      "A point that no field may serve counts 2,000 km. Where one field more changes nothing, any may stand in the set.");
  return t;
}

// The front of one airspace may hold hundreds of sets: `most` are shown, those that lie evenly along it.
ResultTable front_table(const CoverAnswer& a, std::size_t most) {
  ResultTable t{"front",
                "Sets of fields that no other beats in one respect without losing in another",
                {},
                {"airspace", "fields", "watched", "mean km", "host risk", "runway missing ft"},
                {}};
  for (std::size_t s = 0; s < a.chosen.size(); ++s) {
    const basing::ParetoFront& front = a.chosen[s].front;
    const std::string& name = a.result.scenarios[s].airspace.name;
    const std::size_t n = front.sets.size();
    const std::size_t shown = std::min(n, most);
    for (std::size_t k = 0; k < shown; ++k) {
      const basing::ParetoSet& p = front.sets[shown == n ? k : k * (n - 1) / std::max<std::size_t>(1, shown - 1)];
      std::vector<std::size_t> sites;
      for (const std::size_t i : p.sites) sites.push_back(i + a.result.lost + a.result.kept);
      t.rows.push_back({name, names_of(a, sites), percent_words(p.share), fmt::format("{:.0f}", p.mean_km),
                        percent_words(p.host_risk), fmt::format("{:.0f}", p.runway_cost)});
    }
    t.notes.push_back(fmt::format(
        "{}: sets of up to {} fields compared; {}.", name, front.largest,
        shown == n ? fmt::format("all {} shown", n) : fmt::format("{} of {} shown, --format csv has all", shown, n)));
  }
  t.notes.emplace_back("Differences below 0.1%, 1 km or 1 ft count as none; of equal sets the smallest stands.");
  return t;
}

ResultTable series_table(const CoverAnswer& a) {
  ResultTable t{
      "series",
      "Cover by the sites open on each day, airspace open, attacks of the twelve months before it",
      {},
      {"day", "sites open", "attacks", "deaths", "watched", "mean hours", "watched, attacks of the first year"},
      {}};
  for (const basing::SeriesPoint& p : a.series)
    t.rows.push_back({to_string(p.day), std::to_string(p.sites_open), std::to_string(p.points),
                      fmt::format("{:.0f}", p.weight), p.points == 0 ? "" : swept(p.share),
                      p.points == 0 ? "" : fmt::format("{:.1f}", p.mean_hours[kMid]),
                      a.series.front().points == 0 ? "" : swept(p.share_of_first_demand)});
  t.notes.emplace_back("The last column holds the demand fixed, so it moves only as sites open and close.");
  return t;
}

ResultTable left_out_table(const CoverAnswer& a) {
  ResultTable t{"left-out",
                fmt::format("{} airfields of the hosts that the rule leaves out", a.left_out.size()),
                {},
                {"code", "field", "host", "why"},
                {}};
  for (const basing::Rejection& r : a.left_out) t.rows.push_back({r.icao, r.name, r.country, r.reason});
  return t;
}

// Aircraft side by side, on the same sites and demand.
ResultTable aircraft_table(const CoverAnswer& a) {
  ResultTable t{"aircraft",
                "Aircraft compared, on the sites kept and the candidates",
                {},
                {"airspace", "aircraft", "watched by all", "best field alone", "it watches"},
                {}};
  for (const basing::WideCover& c : a.compared) {
    const auto best = std::max_element(c.alone.begin(), c.alone.end(),
                                       [](const auto& x, const auto& y) { return x[kMid] < y[kMid]; });
    const auto site = static_cast<std::size_t>(best - c.alone.begin()) + a.result.lost;
    t.rows.push_back({a.result.scenarios[c.airspace].airspace.name, a.aircraft[c.profile].name, swept(c.together),
                      fmt::format("{} [{}]", a.result.sites[site].name, a.result.sites[site].id), swept(*best)});
  }
  t.notes.emplace_back(
      "The fields are those that pass the rule for the first aircraft; one whose runway is too short for another counts as nothing there.");
  return t;
}

}  // namespace

std::string verdict_of(const CoverAnswer& a) {
  if (a.result.candidates == 0) return "There are no candidate fields, so nothing could stand in.";
  if (a.result.lost == 0 && a.result.kept == 0)
    return "Nothing is lost or kept, so \"too far\" has nothing to be measured against.";
  switch (basing::too_far(a.result)) {
    case basing::TooFar::no_by_distance_no_by_airspace:
      if (a.result.scenarios.size() == 1)
        return "By distance the candidate fields are not too far: kept and candidate fields together watch nine tenths of what was watched before. Closed airspace was not asked about.";
      return "The candidate fields are not too far: kept and candidate fields together watch nine tenths of what was watched before, whatever the airspace.";
    case basing::TooFar::no_by_distance_yes_by_airspace:
      return "Distance does not rule out the candidate fields; closed airspace does.";
    case basing::TooFar::yes_by_distance: return "The candidate fields are too far even with all airspace open.";
  }
  return {};
}

std::vector<std::size_t> candidates_in(const CoverAnswer& a, const std::vector<std::size_t>& set) {
  // Kept sites stand in every set and are not named.
  std::vector<std::size_t> out;
  for (const std::size_t s : set)
    if (s >= a.result.kept) out.push_back(s + a.result.lost);
  return out;
}

std::vector<ResultTable> cover_tables(const CoverAnswer& a, const CoverOptions& o) {
  std::vector<ResultTable> out{zones_table(a), hours_table(a), fields_table(a)};
  if (!a.chosen.empty()) {
    out.push_back(choice_table(a, o.choose));
    out.push_back(front_table(a, o.format == "text" ? kFrontRows : a.request.candidates.size() + 1000000));
  }
  if (!a.compared.empty()) out.push_back(aircraft_table(a));
  if (!a.series.empty()) out.push_back(series_table(a));
  if (o.format != "text") out.push_back(left_out_table(a));
  return out;
}

std::string cover_text(const CoverAnswer& a, const CoverOptions& o) {
  const basing::AircraftProfile& p = a.request.profile;
  std::string out = fmt::format(
      "{}\nas of {}; view {}\n{}: endurance {} h, cruise {} km/h, reserve {} h, runway {} ft; {:g} hours on station count as watched\n",
      a.title, to_string(a.as_of), a.view_hash.substr(0, 12), p.name, range(p.endurance_h), range(p.cruise_kmh),
      range(p.reserve_h), range(p.runway_ft), a.request.min_hours);
  const auto list = [&](const std::string& word, std::size_t from, std::size_t n) {
    std::vector<std::string> names;
    for (std::size_t i = from; i < from + n; ++i)
      names.push_back(fmt::format("{} ({})", a.result.sites[i].name,
                                  a.result.sites[i].country.empty() ? "at sea" : a.result.sites[i].country));
    out += fmt::format("{}: {}\n", word, names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", ")));
  };
  list("lost", 0, a.result.lost);
  list("kept", a.result.lost, a.result.kept);
  for (const std::string& note : a.notes) out += note + "\n";
  return out + "\n" + text_of(cover_tables(a, o)) +
         "\nPlanning-level, from public figures; one aircraft watches one place.\n";
}

}  // namespace entente::cli

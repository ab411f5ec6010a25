// What could replace the lost sites, whether it reaches far enough, and the claim about it; with the maps.

#include "entente/assess/cover_maps.hpp"
#include "entente/assess/cover_request.hpp"
#include "entente/assess/draft.hpp"
#include "entente/assess/net_loss.hpp"
#include "entente/base/text.hpp"
#include "entente/basing/cover.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/record/fold.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace entente::assess {
namespace {

using basing::kMid;

std::string overflown(const basing::ZoneReach& zone, const record::View& view) {
  std::string out;
  for (const geo::Overflight& o : zone.overflown)
    out += fmt::format("{}{} {:.0f}", out.empty() ? "" : ", ", view.actor_name(o.code), o.km);
  return out.empty() ? "none" : out;
}

}  // namespace

void add_alternatives(Draft& d) {
  const auto [lost_rows, kept_rows] = cover_sites(d.of, d.view, d.situation);
  const MapSites sites{lost_rows, kept_rows};
  const std::vector<basing::DemandPoint> demand = demand_points(d.of, d.view);
  if (d.of.alternatives.hosts.empty()) {
    d.gap("The case names no candidate hosts, so what could replace the sites is not computed.");
    add_map(d, sites, nullptr, nullptr, demand);
    return;
  }
  if (demand.empty()) {
    d.gap(
        fmt::format("No located attack in the {} months before the day is in the record, so coverage is not computed; "
                    "`entente cover {} --demand grid` computes it over the ground.",
                    d.of.alternatives.violence_months, d.of.name));
    add_map(d, sites, nullptr, nullptr, demand);
    return;
  }

  const auto figures = aircraft_figures(d.view);
  if (!basing::has_profile(figures, d.of.alternatives.aircraft, d.of.alternatives.figures)) {
    const std::vector<std::string> known = basing::aircraft_with_profile(figures);
    d.gap(fmt::format(
        "No endurance and cruise speed of the aircraft {} was known on the day, so coverage is not computed; a case may give its own figures. Known: {}.",
        d.of.alternatives.aircraft, known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", "))));
    add_map(d, sites, nullptr, nullptr, demand);
    return;
  }
  const basing::CoverRequest request = cover_question(d.of, d.view, d.reference).request;
  const geo::RegionIndex index(d.reference.countries);
  const basing::CoverResult cover = basing::cover(request, index, d.executor);
  add_map(d, sites, &cover, &request.profile, demand);

  std::vector<std::string> attack_ids;
  for (const basing::DemandPoint& p : demand) attack_ids.push_back(p.id);
  std::vector<std::string> shown(
      attack_ids.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(10, attack_ids.size())), attack_ids.end());
  const std::string attacks = d.evidence.query(
      "cover/attacks",
      fmt::format("Located attacks of {} months, weighted by deaths", d.of.alternatives.violence_months),
      fmt::format("attacks with a position in {}, from {}", fmt::join(d.of.alternatives.violence_in, ", "),
                  to_string(add_months(d.view.as_of, -d.of.alternatives.violence_months))),
      static_cast<long>(demand.size()), shown, "entente record show attacks");
  std::vector<std::string> aircraft_ids;
  for (const record::AircraftFigure& f : d.view.aircraft)
    if (f.aircraft == d.of.alternatives.aircraft &&
        (f.figure == "endurance_h" || f.figure == "cruise_kmh" || f.figure == "runway_m"))
      aircraft_ids.push_back(d.evidence.row(f.id));
  std::vector<std::string> hosts;
  for (const std::string& h : d.of.alternatives.hosts) hosts.push_back(d.view.in_sentence(h));
  const std::string computed =
      d.evidence.query("cover/sites",
                       fmt::format("Coverage from {} sites and fields of {}, {} and the sites kept", cover.sites.size(),
                                   list_of(hosts), d.host()),
                       fmt::format("{} at low, middle and high public figures; {:.0f} h on station or more",
                                   d.of.alternatives.aircraft, request.min_hours),
                       static_cast<long>(cover.sites.size()), {},
                       fmt::format("entente cover {} --on {}", d.of.name, to_string(d.view.as_of)));

  // The judgement on the claim: computed, so it has no probability.
  const basing::ScenarioCover& open = cover.scenarios.front();
  const basing::ScenarioCover& closed = cover.scenarios.back();
  const bool has_closed = cover.scenarios.size() > 1;
  const basing::TooFar verdict = basing::too_far(cover);
  Judgement j;
  j.id = fmt::format("KJ{}", d.out.judgements.size() + 1);
  const std::string measured = fmt::format(
      "share of recorded deaths in large attacks within {:.0f} hours on station: {} from the sites at stake and those kept, {} with fields in {}{}",
      request.min_hours, swept(cover.before), swept(open.replaced), list_of(hosts),
      has_closed ? fmt::format("; {} with {}", swept(closed.replaced), closed.airspace.name) : "");
  switch (verdict) {
    case basing::TooFar::no_by_distance_no_by_airspace:
      j.claim = fmt::format("by public planning figures the candidate fields are not too far{} ({})",
                            has_closed ? ", with airspace open or closed" : "", measured);
      break;
    case basing::TooFar::no_by_distance_yes_by_airspace:
      j.claim = fmt::format("distance does not rule out the candidate fields, closed airspace does ({})", measured);
      break;
    case basing::TooFar::yes_by_distance:
      j.claim = fmt::format("the candidate fields are too far even with all airspace open ({})", measured);
      break;
  }
  j.question = d.of.claims.empty() ? "Can the candidate fields replace the sites?"
                                   : fmt::format("Does this claim hold: “{}”?", d.of.claims.front().text);
  j.evidence = {computed, attacks};
  j.evidence.insert(j.evidence.end(), aircraft_ids.begin(), aircraft_ids.end());
  j.status = Status::computed;
  j.no_base_rate_because = "it is geometry from public planning figures, not a forecast";
  d.out.judgements.push_back(j);

  Section& section = d.section("net-loss", "What is lost, and what could replace it");
  Paragraph text;
  for (const Claim& claim : d.of.claims)
    if (claim.kind == "too-far") {
      const char* answer = verdict == basing::TooFar::yes_by_distance ? "The figures agree"
                           : verdict == basing::TooFar::no_by_distance_no_by_airspace
                               ? "The figures disagree"
                               : "By distance the figures disagree; with closed airspace they agree";
      text.statements.push_back({fmt::format("Claim under test: “{}” {} ({}).", claim.text, answer, j.id),
                                 {computed, attacks},
                                 Status::computed});
    }
  text.statements.push_back(
      {fmt::format(
           "Reach is no cover: one aircraft watches one place at a time. Endurance is taken from {} to {} hours.",
           fmt::format("{:g}", request.profile.endurance_h.low), fmt::format("{:g}", request.profile.endurance_h.high)),
       aircraft_ids, Status::computed});
  if (lost_rows.empty())
    text.statements.push_back(
        {fmt::format("No airfield of {} in {} is in the record as open on the day, so nothing is counted as lost.",
                     d.counterpart(), d.host()),
         {computed},
         Status::computed});
  section.blocks.emplace_back(std::move(text));

  // In front the middle values; the annex has every scenario and the range of the figures.
  Table brief_zones;
  brief_zones.id = "zones";
  brief_zones.columns = {{"State", false}, {"Before", true}, {"Without", true}, {"With fields", true}};
  if (has_closed) brief_zones.columns.push_back({"and closed airspace", true});
  Table zones;
  zones.id = "zones-all";
  zones.finding = fmt::format(
      "Share of deaths in large attacks watched {:.0f} hours or more, by state: what is lost and what fields could bring back",
      request.min_hours);
  zones.columns = {{"State", false},
                   {"Deaths", true},
                   {"Before", true},
                   {"Without the sites", true},
                   {"With candidate fields", true}};
  for (std::size_t s = 1; s < cover.scenarios.size(); ++s)
    zones.columns.push_back({cover.scenarios[s].airspace.name, true});
  constexpr std::size_t kHeaviest = 4;
  std::vector<std::pair<double, std::string>> by_weight;
  for (const basing::ZoneChange& change : open.net_loss)
    if (!change.zone.empty()) by_weight.emplace_back(-change.weight, change.zone);
  std::sort(by_weight.begin(), by_weight.end());
  std::set<std::string> heavy;
  for (std::size_t i = 0; i < std::min(kHeaviest, by_weight.size()); ++i) heavy.insert(by_weight[i].second);
  for (std::size_t z = 0; z < open.net_loss.size(); ++z) {
    const basing::ZoneChange& change = open.net_loss[z];
    std::vector<Table::Cell> row{{change.zone.empty() ? "All" : change.zone, {attacks}},
                                 {rounded(change.weight), {}},
                                 {swept(change.share_before), {}},
                                 {swept(open.loss[z].share_after), {}},
                                 {swept(change.share_after), {}}};
    for (std::size_t s = 1; s < cover.scenarios.size(); ++s)
      row.push_back({swept(cover.scenarios[s].net_loss[z].share_after), {}});
    const bool all = change.zone.empty();
    const auto words = [](const std::array<double, 3>& share) { return percent(share[kMid]); };
    std::vector<Table::Cell> brief_row{row.front(),
                                       {words(change.share_before), {}},
                                       {words(open.loss[z].share_after), {}},
                                       {words(change.share_after), {}}};
    if (has_closed) brief_row.push_back({words(closed.net_loss[z].share_after), {}});
    if (all || heavy.contains(change.zone)) brief_zones.rows.push_back(std::move(brief_row));
    zones.rows.push_back(std::move(row));
  }
  zones.source_line = fmt::format(
      "{} located attacks of {} months before {}: large ones only, no census. {} by public planning figures; middle value, then lowest and highest.",
      demand.size(), d.of.alternatives.violence_months, to_words(d.view.as_of), d.of.alternatives.aircraft);
  brief_zones.finding =
      fmt::format("Share of deaths in large attacks watched {:.0f} hours or more: {} now, {} with fields{}",
                  request.min_hours, percent(cover.before[kMid].share), percent(open.replaced[kMid].share),
                  has_closed ? fmt::format(", {} with closed airspace", percent(closed.replaced[kMid].share)) : "");
  brief_zones.source_line = zones.source_line;
  if (by_weight.size() > heavy.size())
    brief_zones.source_line += fmt::format(" The {} states with most deaths of {}.", heavy.size(), by_weight.size());
  if (has_closed) brief_zones.source_line += fmt::format(" Last column: {}.", closed.airspace.name);
  section.blocks.emplace_back(std::move(brief_zones));

  Table all;
  all.id = "fields-all";
  all.columns = {{"Field", false},
                 {"Host", false},
                 {"Access on the day", false},
                 {"Runway, ft", true},
                 {"Watches alone, open", true}};
  if (has_closed) all.columns.push_back({"with " + closed.airspace.name, true});
  all.columns.push_back({"km to the middle of the violence in", true});
  all.columns.push_back({"Hours there", true});
  all.columns.push_back({"Aircraft an orbit", true});
  all.columns.push_back({"Direct line over, km", false});
  constexpr std::size_t kFront = 4;
  std::vector<std::string> named;
  for (std::size_t rank = 0; rank < cover.ranking.size(); ++rank) {
    const std::size_t i = cover.ranking[rank];
    const basing::Site& site = cover.sites[i];
    const basing::SiteReach& reach = cover.reach[i];
    const basing::ZoneReach* heaviest = basing::heaviest_zone(cover, reach);
    const std::string access = access_words(access_of(d, site.country).stage);
    std::vector<Table::Cell> row{
        {site.name, {}},
        {d.view.actor_name(site.country), {}},
        {access, {}},
        {site.runway_ft > 0 ? fmt::format("{:.0f} {}", site.runway_ft - site.lengthened_ft, geo::name(site.surface))
                            : "not known",
         {}},
        {swept(reach.share.front()), {}}};
    if (has_closed) row.push_back({swept(reach.share.back()), {}});
    if (heaviest != nullptr) {
      row.push_back({fmt::format("{:.0f} ({})", heaviest->km, heaviest->zone), {}});
      row.push_back(
          {fmt::format("{:.0f} ({:.0f}–{:.0f})", heaviest->hours[kMid], heaviest->hours[0], heaviest->hours[2]), {}});
      const auto& n = heaviest->aircraft;
      row.push_back(
          {n[kMid] ? fmt::format("{}{}", *n[kMid], n[0] && *n[0] != *n[kMid] ? fmt::format(" (to {})", *n[0]) : "")
                   : "none keeps it",
           {}});
      row.push_back({overflown(*heaviest, d.view), {}});
    }
    if (rank < kFront)
      named.push_back(fmt::format("{} in {} ({})", site.name, d.view.in_sentence(site.country), access));
    all.rows.push_back(std::move(row));
  }
  if (all.rows.empty()) {
    d.gap(fmt::format("No airfield of {} has a runway that is long enough by the planning figures.", list_of(hosts)));
    return;
  }
  Paragraph fields;
  fields.statements.push_back({fmt::format("{} of {} pass the runway rule; most can be watched from {}.",
                                           capital(plural(static_cast<long>(cover.ranking.size()), "field", "fields")),
                                           list_of(hosts), list_of(named)),
                               {computed},
                               Status::computed});
  all.finding = "Every field that passes the runway rule";
  all.source_line =
      "Airfields and runways: public tables of August 2026, no evidence for earlier years. Access is folded from dated events and agreements.";
  // Sections move when one is added: fetch again.
  d.out.sections.back().blocks.emplace_back(std::move(fields));
  Section& annex = d.section("fields", "What is lost, by state and field", Part::annex);
  add_net_loss(d, annex, request, cover, computed);
  annex.blocks.emplace_back(std::move(zones));
  annex.blocks.emplace_back(std::move(all));
  add_airspace_maps(d, sites, cover, request, computed);
}

}  // namespace entente::assess

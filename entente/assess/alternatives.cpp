// What could replace the lost sites, whether it reaches far enough, and the claim about it; with the maps.

#include "entente/assess/alternatives_tables.hpp"
#include "entente/assess/cover_maps.hpp"
#include "entente/assess/cover_request.hpp"
#include "entente/assess/net_loss.hpp"
#include "entente/assess/part.hpp"
#include "entente/assess/presence_told.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/basing/candidates.hpp"
#include "entente/basing/cover.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace entente::assess {
namespace {

constexpr const char* kFieldsHeading = "What is lost, by state and field";
constexpr std::size_t kNamedFields = 4;
constexpr std::array<std::string_view, 3> kCitedFigures{"endurance_h", "cruise_kmh", "runway_m"};

// Ids in the register of what the coverage rests on.
struct Cited {
  std::string computed;
  std::string attacks;
  std::vector<std::string> aircraft;
};

std::vector<std::string> host_words(const Given& given) {
  std::vector<std::string> out;
  for (const std::string& host : given.of.alternatives.hosts) out.push_back(given.view.in_sentence(host));
  return out;
}

// Why coverage cannot be computed, as a gap; nothing where it can.
std::optional<Statement> why_no_cover(const Given& given, const std::vector<basing::DemandPoint>& demand) {
  const Alternatives& wanted = given.of.alternatives;
  const auto gap = [](std::string text) { return Statement{std::move(text), {}, Status::computed}; };
  if (wanted.hosts.empty())
    return gap("The case names no candidate hosts, so what could replace the sites is not computed.");
  if (demand.empty()) {
    Statement out = gap(fmt::format(
        "No located attack in the {} before the day is in the record, so coverage is not computed; over the ground it is computed by",
        counted(wanted.violence_months, "month")));
    out.call = Call{"cover"}.with("case", given.of.name).on(given.view.as_of).with("demand", "grid");
    return out;
  }
  const auto figures = aircraft_figures(given.view);
  if (basing::has_profile(figures, wanted.aircraft, wanted.figures)) return std::nullopt;
  const std::vector<std::string> known = basing::aircraft_with_profile(figures);
  return gap(fmt::format(
      "No endurance and cruise speed of the aircraft {} was known on the day, so coverage is not computed; a case may give its own figures. Known: {}.",
      wanted.aircraft, known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", "))));
}

// The same in half a sentence, for page 1.
std::string short_why_no_cover(const Given& given, const std::vector<basing::DemandPoint>& demand) {
  if (given.of.alternatives.hosts.empty())
    return "What could replace the sites is not computed, since no candidate host is named.";
  if (demand.empty())
    return "What could replace the sites is not computed, since no located attack is on record for the years before.";
  return fmt::format("What could replace the sites is not computed, since no figures of the {} were known.",
                     given.of.alternatives.aircraft);
}

Cited cite(const Given& given, Register& evidence, const basing::CoverRequest& request,
           const basing::CoverResult& cover) {
  const Alternatives& wanted = given.of.alternatives;
  Cited out;
  std::vector<std::string> attacks;
  for (const basing::DemandPoint& p : request.demand) attacks.push_back(p.id);
  // The newest stand for all, in the order of the view.
  std::vector<std::string> shown(attacks.end() - static_cast<std::ptrdiff_t>(std::min(kShownRows, attacks.size())),
                                 attacks.end());
  out.attacks =
      evidence.query("cover/attacks",
                     fmt::format("Located attacks of {}, weighted by deaths", counted(wanted.violence_months, "month")),
                     fmt::format("attacks with a position in {}, from {}", fmt::join(wanted.violence_in, ", "),
                                 to_string(add_months(given.view.as_of, -wanted.violence_months))),
                     static_cast<long>(request.demand.size()), shown, rows_of("attacks", given.view.as_of));
  for (const record::AircraftFigure& f : given.view.aircraft)
    if (f.aircraft == wanted.aircraft && std::ranges::find(kCitedFigures, f.figure) != kCitedFigures.end())
      out.aircraft.push_back(evidence.row(f.id));
  std::vector<std::string> airspaces;
  for (const basing::Airspace& airspace : request.airspaces) airspaces.push_back(airspace.name);
  out.computed = evidence.query(
      "cover/sites",
      fmt::format("Coverage from {} sites and fields of {}, {} and the sites kept", cover.sites.size(),
                  list_of(host_words(given)), given.host()),
      fmt::format("{} at low, middle and high public figures; {:.0f} h on station or more; {}", wanted.aircraft,
                  request.min_hours, fmt::join(airspaces, "; ")),
      static_cast<long>(cover.sites.size()), {}, Call{"cover"}.with("case", given.of.name).on(given.view.as_of));
  return out;
}

using Verdicts = std::vector<basing::DistanceVerdict>;

// "100% (80%-100%) with fields in Benin, 20% (0%-31%) with Niger closed": under each state of the airspace.
std::string replaced_words(const Given& given, const basing::CoverResult& cover) {
  std::string out =
      fmt::format("{} with fields in {}", swept(cover.scenarios.front().replaced), list_of(host_words(given)));
  for (std::size_t s = 1; s < cover.scenarios.size(); ++s)
    out += fmt::format("; {} with {}", swept(cover.scenarios[s].replaced), cover.scenarios[s].airspace.name);
  return out;
}

// The state of the airspace that takes most away; the open sky where none does.
const basing::ScenarioCover& worst_of(const basing::CoverResult& cover) {
  return *std::ranges::min_element(cover.scenarios, {},
                                   [](const basing::ScenarioCover& one) { return one.replaced[basing::kMid].share; });
}

// What moves the verdict most: a closed sky, else the fields themselves.
std::string because_of(const basing::CoverResult& cover) {
  const double open = cover.scenarios.front().replaced[basing::kMid].share;
  const basing::ScenarioCover& worst = worst_of(cover);
  if (worst.replaced[basing::kMid].share < open)
    return fmt::format("with {} the share watched falls from {} to {}", worst.airspace.name, percent(open),
                       percent(worst.replaced[basing::kMid].share));
  return fmt::format("the sites at stake and those kept watch {}, and the fields {}",
                     percent(cover.before[basing::kMid].share), percent(open));
}

// The judgement on the claim: computed, so it has no probability.
Judgement judgement_of(const Given& given, const Covered& covered, const Verdicts& verdicts, const Cited& cited) {
  const basing::CoverResult& cover = covered.cover;
  Judgement j;
  j.id = judgement_id(given.next_judgement);
  j.kind = JudgementKind::cover;
  j.in_short = basing::words_of(verdicts);
  j.claim = fmt::format(
      "{}{} (share of recorded deaths in large attacks within {} on station: {} from the sites {} and those kept, {})",
      j.in_short, verdicts.empty() ? "" : ", by public planning figures",
      counted(unrounded(covered.request.min_hours), "hour"), swept(cover.before),
      given.situation.state == outlook::State::ended ? "that were left" : "at stake", replaced_words(given, cover));
  j.question = given.of.claims.empty() ? "Can the candidate fields replace the sites?"
                                       : fmt::format("Does this claim hold: “{}”?", given.of.claims.front().text);
  j.evidence = {cited.computed, cited.attacks};
  j.evidence.insert(j.evidence.end(), cited.aircraft.begin(), cited.aircraft.end());
  j.status = Status::computed;
  j.because = because_of(cover);
  j.no_base_rate_because = "it is geometry from public planning figures, not a forecast";
  return j;
}

std::string claim_answer(const Verdicts& verdicts) {
  if (verdicts.empty()) return "It cannot be judged, since nothing was watched before";
  std::vector<std::string> agree;
  std::vector<std::string> disagree;
  for (const basing::DistanceVerdict& v : verdicts) (v.too_far ? agree : disagree).push_back("with " + v.airspace);
  if (agree.empty()) return "The figures disagree " + list_of(disagree);
  if (disagree.empty()) return "The figures agree " + list_of(agree);
  return fmt::format("The figures disagree {}, and agree {}", list_of(disagree), list_of(agree));
}

Paragraph claims_text(const Given& given, const Covered& covered, const Verdicts& verdicts, const Cited& cited,
                      const std::string& judgement, bool nothing_lost) {
  const basing::Figure& endurance_h = covered.request.profile.endurance_h;
  Paragraph text;
  for (const Claim& claim : given.of.claims)
    if (claim.kind == "too-far")
      text.statements.push_back(
          {fmt::format("Claim under test: “{}” {} ({}).", claim.text, claim_answer(verdicts), judgement),
           {cited.computed, cited.attacks},
           Status::computed});
  text.statements.push_back(
      {fmt::format(
           "Reach is not cover: one aircraft watches one place at a time. Endurance is taken from {:g} to {:g} hours.",
           endurance_h.low, endurance_h.high),
       cited.aircraft, Status::computed});
  if (nothing_lost)
    text.statements.push_back(
        {fmt::format("No airfield of {} in {} is in the record as open on the day, so nothing is counted as lost.",
                     given.counterpart(), given.host()),
         {cited.computed},
         Status::computed});
  return text;
}

Paragraph fields_text(const Given& given, const Covered& covered, const Cited& cited) {
  const basing::CoverResult& cover = covered.cover;
  std::vector<std::string> named;
  for (std::size_t rank = 0; rank < std::min(kNamedFields, cover.ranking.size()); ++rank) {
    const basing::Site& site = cover.sites[cover.ranking[rank]];
    named.push_back(fmt::format("{} in {} ({})", site.name, given.view.in_sentence(site.country),
                                access_words(access_of(given, site.country).stage)));
  }
  Paragraph text;
  text.statements.push_back({fmt::format("{} of {} {} the runway rule; most can be watched from {}.",
                                         capital(counted(cover.ranking.size(), "field")), list_of(host_words(given)),
                                         agreeing(cover.ranking.size(), "passes", "pass"), list_of(named)),
                             {cited.computed},
                             Status::computed});
  return text;
}

// On page 1: whether the fields are too far, by the state of the airspace, and what they would watch.
void tell_fields(Contribution& out, const Given& given, const Covered& covered, const Verdicts& verdicts,
                 const Cited& cited) {
  const basing::CoverResult& cover = covered.cover;
  const std::string hosts = list_of(host_words(given));
  const auto skies = [&](bool too_far) {
    std::vector<std::string> out_names;
    for (const basing::DistanceVerdict& v : verdicts)
      if (v.too_far == too_far) out_names.push_back("with " + v.airspace);
    return out_names;
  };
  const auto near = skies(false);
  const auto far = skies(true);
  const Noun fields{"fields in " + hosts, true};
  const std::vector<std::string> ids{cited.computed, cited.attacks};
  Told told{.says = Says::state, .who = fields};
  if (!near.empty())
    told.acts = {{.verb = "be", .what = "not too far " + list_of(near)}};
  else if (!far.empty())
    told.acts = {{.verb = "be", .what = "too far " + list_of(far)}};
  else
    told.acts = {{.verb = "be", .what = "not to be judged, since nothing was watched before"}};
  Told both = told;
  if (!near.empty() && !far.empty()) both.besides = "they are too far " + far.front();
  point_that_fits(out, given, On::replace, {both, told}, ids, Status::computed);
  out.tell(given, On::replace, told, ids, Status::computed);
  if (!near.empty() && !far.empty())
    out.tell(given, On::replace,
             {.says = Says::state,
              .who = {"they", true},
              .acts = {{.verb = "be", .what = fmt::format("too far {}", fmt::join(far, " or "))}}},
             ids, Status::computed);
  const basing::ScenarioCover& worst = worst_of(cover);
  const double open = cover.scenarios.front().replaced[basing::kMid].share;
  Told share{.says = Says::state,
             .who = {"of deaths in recorded attacks, the fields", true},
             .acts = {{.verb = "reach",
                       .what = fmt::format("{} for {} or more, against {} from the sites", percent(open),
                                           counted(unrounded(covered.request.min_hours), "hour"),
                                           percent(cover.before[basing::kMid].share))}}};
  if (worst.replaced[basing::kMid].share < open)
    share.besides = fmt::format("{} with {}", percent(worst.replaced[basing::kMid].share), worst.airspace.name);
  out.tell(given, On::replace, std::move(share), ids, Status::computed, 2);
  std::string best;
  record::PartnerStage farthest = record::PartnerStage::none;
  for (const std::string& host : given.of.alternatives.hosts)
    if (const auto stage = access_of(given, host).stage; stage > farthest) {
      farthest = stage;
      best = given.view.in_sentence(host);
    }
  if (!best.empty())
    out.tell(
        given, On::replace,
        {.says = Says::state,
         .who = {"access"},
         .acts = {{.verb = "have", .what = fmt::format("gone farthest in {} ({})", best, access_words(farthest))}}},
        {cited.computed}, Status::computed, 3);
}

void add_annex(Contribution& out, const Given& given, const MapSites& sites, const Covered& covered,
               const Cited& cited) {
  if (!given.wanted.annex) {
    out.leave_out("fields", kFieldsHeading);
    out.leave_out("airspace", kAirspaceHeading);
    return;
  }
  Section fields{"fields", kFieldsHeading, Part::annex, {}};
  for (Table& table : net_loss_tables(given, out.evidence, covered.request, covered.cover, cited.computed))
    fields.blocks.emplace_back(std::move(table));
  fields.blocks.emplace_back(all_zones(given, covered));
  fields.blocks.emplace_back(all_fields(given, covered));
  out.add(std::move(fields));
  out.add(airspace_section(given, out.evidence, sites, covered.cover, covered.request, cited.computed));
}

// What cannot be judged as a base. Where no field of a host passes, that is a gap; else it stands below the table of
// fields, and is given back.
std::string name_unjudged(Contribution& out, const Given& given, const MapSites& sites, const CoverQuestion& question) {
  std::string below;
  for (const std::string& host : given.of.alternatives.hosts) {
    const std::string words = basing::unjudged_words(question.left_out, host, given.view.in_sentence(host));
    if (words.empty()) continue;
    if (std::ranges::find(question.request.candidates, host, &basing::Site::country) !=
        question.request.candidates.end())
      below += " " + words;
    else
      out.gap(words);
  }
  for (const record::Site* site : sites.lost)
    if (!site->runway_ft)
      out.gap(fmt::format("{} cannot be judged as a base: the tables hold no runway of it.", site->name));
  return below;
}

void add_cover(Contribution& out, const Given& given, const MapSites& sites) {
  const CoverQuestion question = cover_question(given.of, given.view, given.reference);
  const basing::CoverRequest& request = question.request;
  const std::string unjudged = name_unjudged(out, given, sites, question);
  const basing::CoverResult cover = basing::cover(request, geo::RegionIndex(given.reference.countries), given.executor);
  add_map(out, given, sites, &cover, &request.profile, request.demand);
  const Cited cited = cite(given, out.evidence, request, cover);
  const Covered covered{request, cover, cited.attacks, unjudged};
  const Verdicts verdicts = basing::distance_verdicts(cover);
  out.judgements.push_back(judgement_of(given, covered, verdicts, cited));
  Section section{"net-loss", "What is lost, and what could replace it", Part::front, {}};
  section.blocks.emplace_back(
      claims_text(given, covered, verdicts, cited, out.judgements.back().id, sites.lost.empty()));
  section.blocks.emplace_back(zones_in_front(given, covered));
  if (given.wanted.front && !cover.ranking.empty()) tell_fields(out, given, covered, verdicts, cited);
  if (cover.ranking.empty()) {
    if (given.wanted.front)
      out.not_told(On::replace,
                   fmt::format("No airfield of {} has a runway that is long enough.", list_of(host_words(given))));
    out.gap(fmt::format("No airfield of {} has a runway that is long enough by the planning figures.",
                        list_of(host_words(given))));
  } else {
    section.blocks.emplace_back(fields_text(given, covered, cited));
    add_annex(out, given, sites, covered, cited);
  }
  out.add(std::move(section));
}

}  // namespace

Contribution alternatives_part(const Given& given) {
  Contribution out(given.view);
  const auto [lost, kept] = cover_sites(given.of, given.view, given.situation);
  const MapSites sites{lost, kept};
  const std::vector<basing::DemandPoint> demand = demand_points(given.of, given.view);
  if (auto gap = why_no_cover(given, demand)) {
    out.gaps.push_back(std::move(*gap));
    out.not_told(On::replace, short_why_no_cover(given, demand));
    add_map(out, given, sites, nullptr, nullptr, demand);
  } else {
    add_cover(out, given, sites);
  }
  return out;
}

}  // namespace entente::assess

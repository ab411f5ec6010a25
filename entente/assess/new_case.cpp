#include "entente/assess/new_case.hpp"

#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/fold.hpp"
#include "entente/record/lives.hpp"
#include "entente/record/series.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace entente::assess {
namespace {

constexpr int kMonths = 24;
constexpr std::size_t kMostPartners = 6;
constexpr std::size_t kMostArrivals = 3;
constexpr std::size_t kMostSenders = 3;
constexpr std::size_t kMostHosts = 4;

bool holds(const std::vector<std::string>& list, std::string_view code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

// States that have forces in the host on the day.
std::set<std::string> forces_in(const record::View& view, std::string_view host) {
  std::set<std::string> out;
  for (const record::Presence& p : view.presences)
    if (p.host == host && !p.to && outlook::is_state(view, p.sender)) out.insert(p.sender);
  return out;
}

// Whether a demand of the host on the sender is known and not answered by staying.
bool asked_to_leave(const record::View& view, std::string_view host, std::string_view sender) {
  const outlook::State state = outlook::situation(view, host, sender).state;
  return state == outlook::State::demanded || state == outlook::State::ended;
}

std::string capital_first(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

struct Proposal {
  const record::View& view;
  const Borders& borders;
  NewCase out;

  Case& of() { return out.of; }
  void because(std::string field, std::string why) { out.choices.push_back({std::move(field), std::move(why)}); }
  std::string name(std::string_view code) const { return view.in_sentence(code); }
  std::string names(const std::vector<std::string>& codes) const {
    std::vector<std::string> words;
    for (const std::string& code : codes) words.push_back(name(code));
    return fmt::format("{}", fmt::join(words, ", "));
  }
};

void propose_region(Proposal& p) {
  Case& c = p.of();
  c.region = {c.host};
  if (const auto it = p.borders.find(c.host); it != p.borders.end())
    for (const std::string& code : it->second)
      if (!holds(c.region, code) && code != c.counterpart && p.view.actors.contains(code)) c.region.push_back(code);
  if (c.region.size() > 1) {
    p.because("region", fmt::format("{} and the states that border it", p.name(c.host)));
    c.region_words = fmt::format("{} and its neighbours", p.name(c.host));
    return;
  }
  // An island: states of the bodies that it belongs to and that have forces of the other side.
  for (const record::Membership& own : p.view.memberships)
    if (own.member == c.host && own.status == "member" && !own.to)
      for (const record::Membership& other : p.view.memberships)
        if (other.body == own.body && other.status == "member" && !other.to && !holds(c.region, other.member) &&
            other.member != c.counterpart && forces_in(p.view, other.member).contains(c.counterpart))
          c.region.push_back(other.member);
  c.region_words = c.region.size() > 1 ? fmt::format("{} and its partners", p.name(c.host)) : p.name(c.host);
  p.because("region",
            fmt::format("{} borders no state; {}", p.name(c.host),
                        c.region.size() > 1 ? "states of the bodies it belongs to where the other side has forces"
                                            : "it stands alone, so name the states to compare it with"));
}

struct Partner {
  std::string code;
  record::PartnerState state;
  bool forces = false;
};

// Powers with a step towards the host in the last months, or forces there: the furthest first.
std::vector<Partner> partners_of(const Proposal& p, const Case& c) {
  const std::set<std::string> forces = forces_in(p.view, c.host);
  std::set<std::string> codes = forces;
  const Day since = add_months(p.view.as_of, -kMonths);
  for (const record::Event& e : p.view.events)
    if (e.on.last >= since) {
      if (e.target == c.host) codes.insert(e.actor);
      if (e.actor == c.host) codes.insert(e.target);
    }
  for (const record::SecurityAgreement& s : p.view.security_agreements)
    if (s.host == c.host) codes.insert(s.sender);
  std::vector<Partner> out;
  for (const std::string& code : codes) {
    if (code.empty() || code == c.host || code == c.counterpart || holds(c.region, code)) continue;
    if (!p.view.actors.contains(code) || !outlook::is_state(p.view, code)) continue;
    Partner one{code, record::partner_state(p.view, c.host, code, kMonths), forces.contains(code)};
    for (const record::SecurityAgreement& s : p.view.security_agreements)  // a signature is a step too
      if (s.host == c.host && s.sender == code && s.signed_on && s.signed_on->last >= since)
        one.state.stage = std::max(one.state.stage, record::PartnerStage::agreed);
    if (one.state.stage != record::PartnerStage::none || one.forces) out.push_back(std::move(one));
  }
  std::stable_sort(out.begin(), out.end(), [](const Partner& a, const Partner& b) {
    return std::tuple(b.forces, b.state.stage, b.state.steps.size(), a.code) <
           std::tuple(a.forces, a.state.stage, a.state.steps.size(), b.code);
  });
  return out;
}

void propose_partners(Proposal& p) {
  Case& c = p.of();
  const std::vector<Partner> partners = partners_of(p, c);
  std::vector<std::string> why;
  for (const Partner& one : partners) {
    if (c.partners.size() == kMostPartners) break;
    c.partners.push_back(one.code);
    why.push_back(fmt::format("{} ({})", p.name(one.code),
                              one.forces ? "forces there" : std::string(record::name(one.state.stage))));
  }
  p.because("partners", why.empty()
                            ? fmt::format("no power took a step towards {} in {} months", p.name(c.host), kMonths)
                            : fmt::format("steps of {} months and forces: {}", kMonths, fmt::join(why, ", ")));
}

// Powers that signed with the host and have no forces there yet; else those that came after demands elsewhere. What the
// Soviet Union signed may bring Russia.
void propose_arrivals(Proposal& p) {
  Case& c = p.of();
  std::set<std::string> signed_with;
  for (const record::SecurityAgreement& s : p.view.security_agreements)
    if (s.host == c.host && s.signed_on) signed_with.insert(record::successor_of(p.view, s.sender));
  for (const record::Agreement& a : p.view.agreements)
    if (holds(a.parties, c.host) && (a.kind == "defence" || a.kind == "base" || a.kind == "training"))
      for (const std::string& party : a.parties) signed_with.insert(record::successor_of(p.view, party));
  for (const std::string& partner : c.partners)
    if (record::partner_state(p.view, c.host, partner, kMonths).stage == record::PartnerStage::agreed)
      signed_with.insert(partner);
  const std::set<std::string> there = forces_in(p.view, c.host);
  const auto may_come = [&](const std::string& code) {
    return code != c.host && code != c.counterpart && !there.contains(code) && p.view.actors.contains(code) &&
           outlook::is_state(p.view, code) && !holds(c.region, code);
  };
  for (const std::string& code : signed_with)
    if (may_come(code) && c.arrivals.size() < kMostArrivals) c.arrivals.push_back(code);
  if (!c.arrivals.empty()) {
    p.because("arrivals", "they have signed and have no forces there: " + p.names(c.arrivals));
    return;
  }
  std::map<std::string, int> came;
  for (const record::Demand& d : p.view.demands)
    for (const std::string& power : d.successors)
      if (const std::string today = record::successor_of(p.view, power); may_come(today)) ++came[today];
  std::vector<std::pair<int, std::string>> most;
  for (const auto& [code, n] : came) most.emplace_back(-n, code);
  std::sort(most.begin(), most.end());
  if (most.empty()) {
    p.because("arrivals", "nobody has signed, and the record knows no power that came after a demand");
    return;
  }
  c.arrivals = {most.front().second};
  p.because("arrivals", fmt::format("nobody has signed; {} came most often after demands elsewhere ({})",
                                    p.name(c.arrivals[0]), counted(-most.front().first, "time")));
}

void propose_senders(Proposal& p) {
  Case& c = p.of();
  std::map<std::string, int> in_region;
  for (const std::string& state : c.region)
    for (const std::string& sender : forces_in(p.view, state)) ++in_region[sender];
  std::vector<std::pair<int, std::string>> most;
  for (const auto& [code, n] : in_region)
    if (code != c.counterpart && !holds(c.region, code)) most.emplace_back(-n, code);
  std::sort(most.begin(), most.end());
  c.senders = {c.counterpart};
  for (const auto& [n, code] : most)
    if (c.senders.size() < kMostSenders) c.senders.push_back(code);
  p.because("senders",
            fmt::format("{}, and the powers with forces in most states of the region", p.name(c.counterpart)));
}

void propose_deaths(Proposal& p) {
  Case& c = p.of();
  for (const std::string& code : c.region)
    for (const record::DeathsSeries& series : p.view.deaths) {
      if (series.country != code || series.deaths.empty()) continue;
      const auto months = static_cast<std::ptrdiff_t>(std::min<std::size_t>(kMonths, series.deaths.size()));
      double total = 0;
      for (auto it = series.deaths.end() - months; it != series.deaths.end(); ++it) total += *it;
      if (total > 0 || code == c.host) c.deaths.push_back(code);
    }
  p.because(
      "deaths",
      fmt::format("states of the region with deaths in organised violence in the last {} published months", kMonths));
}

// Neighbours where the other side has forces or sites, then those that have not asked it to leave.
void propose_alternatives(Proposal& p) {
  Case& c = p.of();
  Alternatives& a = c.alternatives;
  std::vector<std::string> closed;
  for (const std::string& state : c.region)
    if (asked_to_leave(p.view, state, c.counterpart)) closed.push_back(state);
  std::vector<std::string> access;
  std::vector<std::string> others;
  for (const std::string& state : c.region) {
    if (state == c.host || holds(closed, state)) continue;
    const bool has =
        forces_in(p.view, state).contains(c.counterpart) || !record::open_sites(p.view, state, c.counterpart).empty();
    (has ? access : others).push_back(state);
  }
  for (const auto* list : {&access, &others})
    for (const std::string& state : *list)
      if (a.hosts.size() < kMostHosts) a.hosts.push_back(state);
  if (a.hosts.empty()) {
    p.because("alternatives",
              fmt::format("no neighbour is left that has not asked {} to leave", p.name(c.counterpart)));
    return;
  }
  p.because("alternatives.hosts",
            access.empty() ? fmt::format("neighbours that have not asked {} to leave; it has no forces in any",
                                         p.name(c.counterpart))
                           : fmt::format("neighbours, first those with forces or sites of {}: {}",
                                         p.name(c.counterpart), p.names(access)));
  a.aircraft = "MQ-9A";
  p.because("alternatives.aircraft", "the type with the fullest public figures in the record");
  a.violence_in = c.deaths.empty() ? std::vector<std::string>{c.host} : c.deaths;
  p.because("alternatives.violence_in", "the states whose deaths are asked for");
  if (closed.empty()) return;
  std::vector<std::string> closed_names;
  for (const std::string& state : closed) closed_names.push_back(p.name(state));
  a.airspace.push_back({fmt::format("{} closed", list_of(closed_names)), closed, 0});
  p.because("alternatives.airspace", fmt::format("they have asked {} to leave", p.name(c.counterpart)));
}

void propose_questions(Proposal& p) {
  Case& c = p.of();
  const std::string host = p.name(c.host);
  c.questions.push_back({"presence",
                         QuestionKind::presence,
                         365,
                         fmt::format("The forces have left when {} or {} says that the withdrawal is complete.",
                                     p.name(c.counterpart), host),
                         {}});
  if (!c.arrivals.empty())
    c.questions.push_back(
        {"arrival-365",
         QuestionKind::arrival,
         365,
         fmt::format("Military personnel of the power are reported in {} by two independent outlets or "
                     "announced by either government.",
                     host),
         {}});
  c.questions.push_back({"deaths",
                         QuestionKind::deaths,
                         365,
                         fmt::format("UCDP best estimate of deaths in organised violence in {} over the twelve months "
                                     "after the last published month.",
                                     host),
                         {}});
  p.because("questions", "whether the forces go, who comes instead, and what becomes of security");
  outlook::Branch silence;
  silence.id = "silence-90";
  silence.words = "nothing is settled for another 90 days";
  silence.silent_days = 90;
  c.branches.push_back(std::move(silence));
  p.because("branches", "silence is the future that most often comes first");
}

std::string question_of(const Proposal& p, const Case& c) {
  const outlook::Situation s = outlook::situation(p.view, c.host, c.counterpart);
  const std::string host = capital_first(p.view.in_sentence(c.host));
  const std::string other = p.name(c.counterpart);
  switch (s.state) {
    case outlook::State::demanded:
      return fmt::format(
          "{} has asked {} to withdraw: do the forces go, and by when, who comes instead, and what is lost?", host,
          other);
    case outlook::State::ended:
      return fmt::format("The forces of {} have left {}: who comes instead, and what becomes of security?", other,
                         p.name(c.host));
    default:
      return fmt::format("Will {} ask the forces of {} to leave, and what would be lost?", p.name(c.host), other);
  }
}

std::string name_of_case(const Proposal& p, const Case& c) {
  std::string out;
  for (const std::string& code : {c.host, c.counterpart}) {
    std::string part;
    for (const char letter : lowered(p.view.actor_name(code))) {
      const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
      if (plain)
        part += letter;
      else if (!part.empty() && part.back() != '-')
        part += '-';
    }
    while (part.ends_with('-')) part.pop_back();
    out += (part.empty() ? lowered(code) : part) + "-";
  }
  return out + std::to_string(year_of(c.as_of));
}

}  // namespace

NewCase new_case(const record::View& view, std::string_view host, std::string_view counterpart,
                 const Borders& borders) {
  for (const std::string_view code : {host, counterpart})
    if (!view.actors.contains(code))
      throw Error(ErrorCode::bad_request, fmt::format("the record knows no actor \"{}\"", code),
                  "use ISO 3166 alpha-3, or add the actor");
  if (host == counterpart)
    throw Error(ErrorCode::bad_request, "the host and the other side are one", "name two states");
  Proposal p{view, borders, {}};
  Case& c = p.of();
  c.host = host;
  c.counterpart = counterpart;
  c.as_of = view.as_of;
  c.name = name_of_case(p, c);
  c.question = question_of(p, c);
  p.because("question",
            fmt::format("the state of the day: {}", outlook::name(outlook::situation(view, host, counterpart).state)));
  propose_region(p);
  propose_partners(p);
  propose_arrivals(p);
  propose_senders(p);
  propose_deaths(p);
  propose_alternatives(p);
  propose_questions(p);
  return std::move(p.out);
}

}  // namespace entente::assess

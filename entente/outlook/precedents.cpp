#include "entente/outlook/precedents.hpp"

#include "entente/base/hash.hpp"
#include "entente/base/toml_fields.hpp"
#include "entente/outlook/arrival.hpp"
#include "entente/outlook/known_to.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <ranges>
#include <set>
#include <tuple>

namespace entente::outlook {
namespace {

struct FactName {
  std::string_view name;
  LetterFact fact;
};
constexpr std::array<FactName, 9> kFacts{{{"coup", LetterFact::coup},
                                          {"suspended", LetterFact::suspended},
                                          {"asked-state", LetterFact::asked_state},
                                          {"asked-mission", LetterFact::asked_mission},
                                          {"left", LetterFact::left},
                                          {"kept", LetterFact::kept},
                                          {"joined", LetterFact::joined},
                                          {"quit", LetterFact::quit},
                                          {"rival-arrived", LetterFact::rival_arrived}}};

bool holds(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// The camp of the counterpart, or the counterpart alone where it has none.
std::vector<std::string> own_camp(const LadderFile& file, std::string_view power) {
  for (const auto& camp : file.camps)
    if (holds(camp, power)) return camp;
  return {std::string(power)};
}

std::vector<std::string> rivals(const LadderFile& file, std::string_view power) {
  std::vector<std::string> codes;
  for (const auto& camp : file.camps)
    if (!holds(camp, power)) codes.insert(codes.end(), camp.begin(), camp.end());
  return codes;
}

// The coup that starts the chain which `coup` continues.
const record::Coup* origin_of(const record::View& view, const record::Coup& coup, int chain_months) {
  const record::Coup* origin = &coup;
  for (const record::Coup& c : view.coups | std::views::reverse)
    if (c.host == coup.host && c.success.value_or(false) && c.on.first < origin->on.first &&
        add_months(c.on.first, chain_months) >= origin->on.first)
      origin = &c;
  return origin;
}

std::string letters_of(const std::vector<Step>& steps) {
  std::string letters;
  for (const Step& s : steps) letters += s.letter;
  return letters;
}

PrecedentShare share_of(const std::vector<Precedent>& nearest, bool Precedent::*event) {
  double sum = 0;
  double squares = 0;
  double hits = 0;
  for (const Precedent& p : nearest) {
    if (!p.complete) continue;
    sum += p.weight;
    squares += p.weight * p.weight;
    hits += p.*event ? p.weight : 0;
  }
  PrecedentShare s;
  if (sum == 0) return s;
  s.n = sum * sum / squares;
  s.k = hits / sum * s.n;
  s.share = stats::jeffreys_mean(s.k, s.n);
  s.interval = stats::jeffreys(s.k, s.n);
  return s;
}

}  // namespace

PrecedentsModel read_precedents_model(std::string_view toml_text, const std::string& file) {
  const TomlFields root =
      TomlFields::parse(toml_text, file, {.remedy = "docs/methods/outlook-precedents.md lists the keys"});
  root.only({"insert_or_delete", "substitute", "merge_days", "chain_months", "nearest", "follow_months", "pool_from",
             "letter"});
  PrecedentsModel model;
  model.insert_or_delete = root.number_above_zero("insert_or_delete");
  model.substitute = root.number_above_zero("substitute");
  model.merge_days = root.whole("merge_days", 1);
  model.chain_months = root.whole("chain_months", 1);
  model.nearest = root.whole("nearest", 1);
  model.follow_months = root.whole("follow_months", 1);
  model.pool_from = root.whole("pool_from", 1);
  if (root.find("letter") == nullptr) root.fail("letter", "there is no letter");
  for (const TomlFields& table : root.optional_tables("letter")) {
    PrecedentsModel::Letter letter;
    const std::string symbol = table.text("letter");
    if (symbol.size() != 1) table.fail("letter", "a letter is one character");
    letter.letter = symbol[0];
    letter.words = table.text("words");
    const std::string fact = table.text("fact");
    const auto known = std::find_if(kFacts.begin(), kFacts.end(), [&](const FactName& f) { return f.name == fact; });
    if (known == kFacts.end()) table.fail("fact", "there is no such fact to make a letter of");
    letter.fact = known->fact;
    for (const PrecedentsModel::Letter& other : model.letters)
      if (other.letter == letter.letter || other.fact == letter.fact)
        table.fail("letter", "this letter or fact is declared twice");
    model.letters.push_back(std::move(letter));
  }
  model.hash = sha256(toml_text);
  return model;
}

double matching_distance(std::string_view a, std::string_view b, double insert_or_delete, double substitute) {
  std::vector<double> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<double>(j) * insert_or_delete;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    double diagonal = row[0];
    row[0] = static_cast<double>(i) * insert_or_delete;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const double above = row[j];
      const double changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : substitute);
      row[j] = std::min({changed, above + insert_or_delete, row[j - 1] + insert_or_delete});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::vector<Step> sequence_of(const record::View& view, const LadderFile& file, const PrecedentsModel& model,
                              std::string_view host, std::string_view counterpart, Day origin, Day until) {
  std::vector<Step> steps;
  const auto add = [&](LetterFact fact, Day on, const std::string& id, const std::string& whom) {
    if (on < origin || on > until) return;
    for (const PrecedentsModel::Letter& l : model.letters)
      if (l.fact == fact)
        steps.push_back({l.letter, on, id, whom.empty() ? l.words : fmt::format("{} ({})", l.words, whom)});
  };
  for (const record::Coup& c : view.coups)
    if (c.host == host && c.success.value_or(false)) add(LetterFact::coup, midpoint(c.on), c.id, "");
  for (const record::Membership& m : view.memberships) {
    if (m.member != host) continue;
    if (m.status == "suspended") add(LetterFact::suspended, midpoint(m.from), m.id, m.body);
    if (m.status == "member") {
      add(LetterFact::joined, midpoint(m.from), m.id, m.body);
      // An exit is a step on the day on which it was announced; where that was told later, on its own day.
      std::optional<Day> quit = m.end_announced_on;
      if (m.to) quit = std::min(quit.value_or(Day::max()), midpoint(*m.to));
      if (quit) add(LetterFact::quit, *quit, m.id, m.body);
    }
  }
  const std::vector<std::string> rival = rivals(file, counterpart);
  for (const record::Demand& d : view.demands) {
    if (d.host != host || holds(rival, d.sender)) continue;
    const std::string whom = view.actor_name(d.sender);
    add(is_state(view, d.sender) ? LetterFact::asked_state : LetterFact::asked_mission, midpoint(d.on), d.id, whom);
    if (is_resolved(d))
      add(d.outcome == "left" ? LetterFact::left : LetterFact::kept, midpoint(*d.outcome_on), d.id, whom);
    if (d.successor_on)
      for (const std::string& s : d.successors)
        if (holds(rival, s)) add(LetterFact::rival_arrived, midpoint(*d.successor_on), d.id, view.actor_name(s));
  }
  for (const record::SecurityAgreement& a : view.security_agreements)
    if (a.host == host && holds(rival, a.sender) && a.forces && a.forces_on)
      add(LetterFact::rival_arrived, midpoint(*a.forces_on), a.id, view.actor_name(a.sender));

  std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    return std::tie(a.on, a.letter, a.id) < std::tie(b.on, b.letter, b.id);
  });
  std::vector<Step> merged;
  std::map<char, Day> last;
  for (Step& s : steps) {
    const auto it = last.find(s.letter);
    const bool again = it != last.end() && days_between(it->second, s.on) <= model.merge_days;
    last[s.letter] = s.on;
    if (!again) merged.push_back(std::move(s));
  }
  return merged;
}

std::optional<Precedents> precedents(const record::View& view, const Situation& s, const LadderFile& file,
                                     const PrecedentsModel& model) {
  const record::Coup* own = coup_before(view, s.host, view.as_of, model.chain_months);
  if (own == nullptr) return std::nullopt;
  own = origin_of(view, *own, model.chain_months);
  Precedents result;
  result.origin = own->id;
  const Day start = midpoint(own->on);
  result.days_since_coup = days_between(start, view.as_of);
  result.steps = sequence_of(view, file, model, s.host, s.counterpart, start, view.as_of);
  result.letters = letters_of(result.steps);
  result.model_hash = model.hash;
  const Day known_until = known_to(view);

  const std::vector<std::string> camp = own_camp(file, s.counterpart);
  std::set<std::string> seen;
  std::vector<Precedent> all;
  for (const record::Coup& c : view.coups) {
    if (!c.success.value_or(false) || c.host == s.host || year_of(c.on.first) < model.pool_from) continue;
    const record::Coup* origin = origin_of(view, c, model.chain_months);
    if (year_of(origin->on.first) < model.pool_from || !seen.insert(origin->id).second) continue;
    const Day day = midpoint(origin->on);
    const bool presence = std::any_of(view.presences.begin(), view.presences.end(), [&](const record::Presence& p) {
      return p.host == c.host && holds(camp, p.sender) && p.from.first <= day && !(p.to && p.to->last < day);
    });
    const Day cut = day + std::chrono::days(result.days_since_coup);
    if (!presence || cut > known_until) continue;
    Precedent p;
    p.coup = origin->id;
    p.host = c.host;
    p.coup_on = day;
    p.steps = sequence_of(view, file, model, c.host, s.counterpart, day, cut);
    p.letters = letters_of(p.steps);
    p.distance = matching_distance(result.letters, p.letters, model.insert_or_delete, model.substitute);
    const Day end = add_months(cut, model.follow_months);
    p.complete = end <= known_until;
    p.followed = sequence_of(view, file, model, c.host, s.counterpart, cut + std::chrono::days(1), end);
    for (const record::Demand& d : view.demands) {
      if (d.host != c.host || !holds(camp, d.sender)) continue;
      p.asked = p.asked || (midpoint(d.on) > cut && midpoint(d.on) <= end);
      p.left = p.left || (is_resolved(d) && d.outcome == "left" && midpoint(*d.outcome_on) > cut &&
                          midpoint(*d.outcome_on) <= end);
    }
    for (const PrecedentsModel::Letter& l : model.letters)
      if (l.fact == LetterFact::rival_arrived)
        p.rival_came =
            std::any_of(p.followed.begin(), p.followed.end(), [&](const Step& x) { return x.letter == l.letter; });
    all.push_back(std::move(p));
  }
  result.pool = static_cast<int>(all.size());
  for (const Precedent& p : all) {
    result.pool_complete += p.complete ? 1 : 0;
    result.pool_negatives += p.complete && !p.asked ? 1 : 0;
  }
  std::stable_sort(all.begin(), all.end(), [](const Precedent& a, const Precedent& b) {
    return std::tuple(a.distance, b.coup_on, a.coup) < std::tuple(b.distance, a.coup_on, b.coup);
  });
  for (Precedent& p : all) {
    // All at the last distance are taken: the order within a distance says nothing.
    if (static_cast<int>(result.nearest.size()) >= model.nearest && p.distance > result.nearest.back().distance) break;
    p.weight = 1 / (1 + p.distance);
    result.nearest.push_back(std::move(p));
  }
  result.asked = share_of(result.nearest, &Precedent::asked);
  result.left = share_of(result.nearest, &Precedent::left);
  result.rival_came = share_of(result.nearest, &Precedent::rival_came);
  return result;
}

}  // namespace entente::outlook

#pragma once
// For tests: a small world that the test draws, what a part is given of it, and how to look into what it found.
//
// Niger hosts; the United States, France and Russia may have forces there; the day is 17 March 2024. Model files are
// those that ship. Rows may be added in any order.

#include "entente/assess/part.hpp"
#include "entente/base/executor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

namespace entente::assess::drawn {

inline constexpr Wanted kAll{.front = true, .annex = true, .ledger = true};
inline constexpr Wanted kFront{.front = true, .annex = false, .ledger = false};

inline Date date(const std::string& text) { return *parse_date(text); }
inline Day day(const std::string& text) { return *parse_day(text); }

inline const Executor& one_thread() {
  static const ThreadExecutor executor(1);
  return executor;
}

/// The model files that ship.
Models shipped_models();

struct World {
  record::View view;
  Case of;
  Reference reference;
  Models models = shipped_models();

  World() {
    view.as_of = day("2024-03-17");
    view.hash = std::string(64, 'a');
    for (const auto& [code, name] : std::vector<std::pair<std::string, std::string>>{{"NER", "Niger"},
                                                                                     {"FRA", "France"},
                                                                                     {"MLI", "Mali"},
                                                                                     {"BFA", "Burkina Faso"},
                                                                                     {"TCD", "Chad"},
                                                                                     {"BEN", "Benin"},
                                                                                     {"GHA", "Ghana"},
                                                                                     {"RUS", "Russia"},
                                                                                     {"TUR", "Turkey"},
                                                                                     {"CHN", "China"}})
      view.actors[code] = {name, name, "state"};
    view.actors["USA"] = {"United States", "the United States", "state"};
    view.actors["EU"] = {"European Union", "the European Union", "organisation"};
    of.name = "drawn";
    of.question = "What follows?";
    of.host = "NER";
    of.counterpart = "USA";
    of.as_of = view.as_of;
    of.region = {"NER", "MLI", "BFA", "TCD"};
    of.region_words = "the region";
  }

  record::Event& event(const std::string& key, const std::string& on, const std::string& actor, const std::string& type,
                       const std::string& target, const std::string& summary = "something happened") {
    record::Event e;
    e.id = "events:" + key;
    e.on = date(on);
    e.known_on = e.on.last;
    e.actor = actor;
    e.type = type;
    e.target = target;
    e.summary = summary;
    e.source = {"https://example.org/" + key, "A paper", true};
    return view.events.emplace_back(std::move(e));
  }

  record::Demand& demand(const std::string& key, const std::string& on, const std::string& host,
                         const std::string& sender) {
    record::Demand d;
    d.id = "demands:" + key;
    d.host = host;
    d.sender = sender;
    d.presence = "a force";
    d.kind = "withdrawal-demanded";
    d.on = date(on);
    d.known_on = d.on.last;
    return view.demands.emplace_back(std::move(d));
  }

  /// A demand after which the forces left, or stayed on new terms, on a day.
  record::Demand& resolved(const std::string& key, const std::string& on, const std::string& host,
                           const std::string& sender, const std::string& outcome, const std::string& outcome_on) {
    record::Demand& d = demand(key, on, host, sender);
    d.outcome = outcome;
    d.outcome_on = date(outcome_on);
    d.outcome_known_on = d.outcome_on->last;
    return d;
  }

  /// A step of the demand B..., known on its day. Those of one demand stand in the order in which they are added.
  record::Step& step(const std::string& key, const std::string& of_demand, const std::string& on,
                     const std::string& kind, const std::string& summary = "a step") {
    record::Step s;
    s.id = "steps:" + key;
    s.of = of_demand;
    s.kind = kind;
    s.on = date(on);
    s.known_on = s.on.last;
    s.summary = summary;
    return view.steps.emplace_back(std::move(s));
  }

  record::Presence& presence(const std::string& key, const std::string& host, const std::string& sender,
                             const std::string& from) {
    record::Presence p;
    p.id = "presences:" + key;
    p.key = key;
    p.host = host;
    p.sender = sender;
    p.kind = "bases";
    p.systematic = true;
    p.from = date(from);
    p.size_class = 2;
    return view.presences.emplace_back(std::move(p));
  }

  record::Coup& coup(const std::string& key, const std::string& host, const std::string& on, bool success = true) {
    record::Coup c;
    c.id = "coups:" + key;
    c.host = host;
    c.on = date(on);
    c.known_on = c.on.last;
    c.success = success;
    return view.coups.emplace_back(std::move(c));
  }

  record::Site& site(const std::string& key, const std::string& host, const std::string& operated_by, double lat_deg,
                     double lon_deg) {
    record::Site s;
    s.id = "sites:" + key;
    s.key = key;
    s.name = key;
    s.host = host;
    s.operated_by = operated_by;
    s.kind = "drone-site";
    s.position = geo::LatLon{lat_deg, lon_deg};
    s.runway_ft = 9000;
    s.runway_surface = "asphalt";
    s.opened_on = date("2015");
    return view.sites.emplace_back(std::move(s));
  }

  record::Agreement& agreement(const std::string& key, const std::string& title) {
    record::Agreement a;
    a.id = "agreements:" + key;
    a.parties = {"NER", "USA"};
    a.title = title;
    a.kind = "status-of-forces";
    a.signed_on = date("2013-01-28");
    a.in_force_on = a.signed_on;
    a.known_on = a.signed_on->last;
    return view.agreements.emplace_back(std::move(a));
  }

  record::Attack& attack(const std::string& key, const std::string& on, const std::string& country, double lat_deg,
                         double lon_deg, double deaths) {
    record::Attack a;
    a.id = "attacks:" + key;
    a.on = date(on);
    a.country = country;
    a.place = key;
    a.position = geo::LatLon{lat_deg, lon_deg};
    a.deaths_low = a.deaths_high = deaths;
    return view.attacks.emplace_back(std::move(a));
  }

  CaseQuestion& asks(QuestionKind kind, int horizon_days = 365) {
    CaseQuestion q;
    q.id = fmt::format("q{}", of.questions.size() + 1);
    q.kind = kind;
    q.horizon_days = horizon_days;
    q.resolution = fmt::format("rule {}", q.id);
    return of.questions.emplace_back(std::move(q));
  }

  /// Niger told the United States to go on the eve of the day; before that, demands of other hosts: of `n`, one a year
  /// back from 2020, every other was followed by an exit after 100 days.
  void draw_demand(int n = 24) {
    presence("P1", "NER", "USA", "2013");
    demand("B100", "2024-03-16", "NER", "USA").presence_id = "P1";
    static const std::vector<std::string> hosts{"MLI", "BFA", "TCD", "BEN"};
    for (int i = 0; i < n; ++i) {
      const std::string& host = hosts[static_cast<std::size_t>(i) % hosts.size()];
      const int year = 2020 - i;
      const std::string key = fmt::format("B{:03}", i);
      if (i % 2 == 0)
        resolved(key, fmt::format("{}-02-01", year), host, "USA", "left", fmt::format("{}-05-11", year));
      else
        resolved(key, fmt::format("{}-02-01", year), host, "FRA", "stayed-renegotiated", fmt::format("{}-05-11", year));
    }
  }

  /// In total order, as a view is, and with the situation of the day.
  Given given(Wanted wanted = kAll, int next_judgement = 1) {
    const auto by_day = [](const auto& a, const auto& b) {
      return std::tuple(a.on.first, a.id) < std::tuple(b.on.first, b.id);
    };
    std::ranges::sort(view.events, by_day);
    std::ranges::sort(view.demands, by_day);
    std::ranges::sort(view.coups, by_day);
    std::ranges::sort(view.attacks, by_day);
    std::ranges::stable_sort(view.steps, {}, &record::Step::of);
    return {of,
            view,
            reference,
            models,
            one_thread(),
            1,
            wanted,
            outlook::situation(view, of.host, of.counterpart),
            next_judgement};
  }
};

// ---- what a part found -------------------------------------------------------------------------------------------

inline const Section* find(const std::vector<Section>& sections, const std::string& id) {
  const auto found = std::ranges::find(sections, id, &Section::id);
  return found == sections.end() ? nullptr : &*found;
}
inline const Section* find(const Contribution& found, const std::string& id) { return find(found.sections, id); }

inline bool left_out(const Contribution& found, const std::string& id) {
  return std::ranges::any_of(found.left_out, [&](const auto& one) { return one.first == id; });
}

/// The sentences of a section, joined by blanks; empty without a section.
inline std::string text_of(const Section* section) {
  std::string out;
  if (section == nullptr) return out;
  for (const Block& block : section->blocks)
    if (const auto* paragraph = std::get_if<Paragraph>(&block))
      for (const Statement& s : paragraph->statements) out += (out.empty() ? "" : " ") + s.text;
  return out;
}

inline std::string text_of(const std::vector<Statement>& statements) {
  std::string out;
  for (const Statement& s : statements) out += (out.empty() ? "" : " ") + s.text;
  return out;
}

inline bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

/// A table of a section by its id; nullptr without one.
inline const Table* table_of(const Section* section, const std::string& id) {
  if (section == nullptr) return nullptr;
  for (const Block& block : section->blocks)
    if (const auto* table = std::get_if<Table>(&block); table != nullptr && table->id == id) return table;
  return nullptr;
}

inline const Figure* figure_of(const Section* section, const std::string& id) {
  if (section == nullptr) return nullptr;
  for (const Block& block : section->blocks)
    if (const auto* figure = std::get_if<Figure>(&block); figure != nullptr && figure->id == id) return figure;
  return nullptr;
}

/// The texts of a row, joined by " | ".
inline std::string row_of(const Table& table, std::size_t row) {
  std::string out;
  for (const Table::Cell& cell : table.rows.at(row)) out += (out.empty() ? "" : " | ") + cell.text;
  return out;
}

/// A piece of evidence by its id.
inline Evidence evidence_of(Contribution& found, const std::string& id) {
  for (Evidence& e : Register(found.evidence).take())
    if (e.id == id) return e;
  return {};
}

}  // namespace entente::assess::drawn

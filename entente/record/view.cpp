#include "entente/record/view.hpp"

#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/split.hpp"
#include "entente/base/text.hpp"
#include "entente/states/states.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace entente::record {
namespace {

// The facts of one row that are known on the day, as one set of cells.
struct Row {
  std::string table;
  std::string key;
  std::map<std::string, std::string, std::less<>> cells;
  std::map<std::string, Day, std::less<>> known_on;  // by fact
  std::string layer{};

  std::string id() const { return table + ":" + key; }
  bool has(std::string_view fact) const { return known_on.contains(fact); }
  // Since when the fact was public. Of one that a layer corrected this is its own day, not that of the correction,
  // which decides alone from when the corrected row counts.
  Day known(std::string_view fact, std::string_view column) const {
    const Day day = known_on.find(fact)->second;
    const auto own = layer.empty() ? std::nullopt : date(column);
    return own ? std::min(day, own->last) : day;
  }
  std::string text(std::string_view column) const {
    const auto it = cells.find(column);
    return it == cells.end() ? std::string{} : it->second;
  }
  std::optional<Date> date(std::string_view column) const { return parse_date(text(column)); }
  std::optional<Day> day_known(std::string_view fact) const {
    const auto it = known_on.find(fact);
    return it == known_on.end() ? std::nullopt : std::optional(it->second);
  }
  std::optional<double> number(std::string_view column) const { return parse_number(text(column)); }
  std::optional<bool> flag(std::string_view column) const {
    const std::string cell = text(column);
    if (cell == "yes") return true;
    if (cell == "no") return false;
    return std::nullopt;
  }
  std::vector<std::string> list(std::string_view column, std::string_view separators) const {
    const std::string cell = text(column);
    const auto parts = split(cell, separators);
    return {parts.begin(), parts.end()};
  }
  std::optional<geo::LatLon> position() const {
    const auto lat = number("lat");
    const auto lon = number("lon");
    if (!lat || !lon) return std::nullopt;
    return geo::LatLon{*lat, *lon};
  }
  Provenance source() const {
    std::string publisher = text("source_publisher");
    if (publisher.empty()) publisher = text("source");
    return {text("source_url"), std::move(publisher), flag("verified"), layer};
  }
};

Date required_date(const Row& row, std::string_view column) {
  const auto date = row.date(column);
  check(date.has_value(), "a fact was stored without a date that its table requires");
  return *date;
}

// Grouping by row and building, table by table.
class Builder {
 public:
  explicit Builder(View& view) : view_(view) {}

  // Whether the row stands in the view: it does once its first fact is known.
  bool take(const Row& row) {
    const auto it = kMakers.find(row.table);
    check(it != kMakers.end(), "a fact was stored of a table that is not declared");
    if (!row.has(table(row.table).clocks.front().fact)) return false;
    (this->*(it->second))(row);
    return true;
  }

 private:
  void actor(const Row& r) {
    ActorName a{r.text("name"), r.text("in_sentence"), r.text("kind")};
    a.parent = r.text("parent");
    a.formerly = r.text("formerly");
    if (const auto until = r.date("formerly_until")) a.since = until->last;  // not told before that day
    view_.actors[r.key] = std::move(a);
  }

  void event(const Row& r) {
    view_.events.push_back({r.id(), required_date(r, "happened_on"), r.known("event", "known_on"), r.text("actor"),
                            r.text("type"), r.text("target"), r.text("place"), r.position(), r.number("quantity"),
                            r.text("unit"), r.text("summary"), r.source()});
  }

  void page(const Row& r) {
    view_.pages.push_back({r.id(), r.text("id"), r.text("source_url"), r.text("publisher"), r.text("independent"),
                           r.text("supports"), r.text("says")});
  }

  void agreement(const Row& r) {
    Agreement a;
    a.id = r.id();
    a.parties = r.list("parties", "+");
    a.title = r.text("title");
    a.kind = r.text("kind");
    a.known_on = r.known_on.at("opened");
    a.signed_on = r.date("signed_on");
    a.in_force_on = r.date("in_force_on");
    a.denounced_on = r.date("denounced_on");
    if (r.has("denounced")) a.denounced_known_on = r.known("denounced", "denounced_known_on");
    a.ended_on = r.date("ended_on");
    a.end_announced_on = r.day_known("announced");
    a.end_planned_on = r.date("end_planned_on");
    a.notice_clause = r.text("notice_clause");
    a.opening_event = r.text("opening_event");
    a.ending_event = r.text("ending_event");
    a.source = r.source();
    view_.agreements.push_back(std::move(a));
  }

  void site(const Row& r) {
    Site s;
    s.id = r.id();
    s.key = r.key;
    s.name = r.has("renamed") ? r.text("renamed_to") : r.text("name");
    s.host = r.text("host");
    s.operated_by = r.text("operator");
    s.kind = r.text("kind");
    s.position = r.position();
    s.runway_ft = r.number("runway_ft");
    s.runway_surface = r.text("runway_surface");
    s.opened_on = r.date("opened_on");
    s.there_by_on = r.date("there_by_on");
    s.closed_on = r.date("closed_on");
    s.agreement = r.text("agreement_id");
    s.people_low = r.number("people_low");
    s.people_high = r.number("people_high");
    s.people_on = r.date("people_on");
    s.mission = r.text("mission");
    s.airfield = r.text("ident");
    s.source = r.source();
    view_.sites.push_back(std::move(s));
  }

  void demand(const Row& r) {
    Demand d;
    d.id = r.id();
    d.host = r.text("host");
    d.sender = r.text("sender");
    d.presence_id = r.text("presence_id");
    d.presence = r.text("presence");
    d.kind = r.text("demand_kind");
    d.on = required_date(r, "demand_on");
    d.known_on = r.known("demand", "demand_known_on");
    d.deadline_on = r.date("deadline_on");
    if (d.deadline_on) d.deadline_known_on = r.known("deadline", "deadline_known_on");
    d.trigger = r.text("trigger");
    d.coup_within_24m = r.flag("coup_within_24m").value_or(false);
    d.coup_on = r.date("coup_on");
    d.episode = r.text("episode");
    d.people_low = r.number("personnel_low");
    d.people_high = r.number("personnel_high");
    if (r.has("outcome")) {
      d.outcome = r.text("outcome");
      d.outcome_on = r.date("outcome_on");
      d.outcome_known_on = r.known("outcome", "outcome_known_on");
      d.outcome_as_planned = r.text("outcome_day") == "as-planned";
      d.talks = r.text("talks");
    }
    d.successors = r.list("successor", ";");
    d.successor_on = r.date("successor_on");
    d.successor_before_demand = r.flag("successor_before_demand").value_or(false);
    d.source = r.source();
    view_.demands.push_back(std::move(d));
  }

  void step(const Row& r) {
    view_.steps.push_back({r.id(), r.text("case_id"), r.text("step"), required_date(r, "happened_on"),
                           r.known("step", "known_on"), r.date("planned_on"), r.number("people"), r.text("summary"),
                           r.source()});
  }

  void arrival(const Row& r) {
    Arrival a;
    a.id = r.id();
    a.host = r.text("host");
    a.power = r.text("power");
    a.context = r.text("context");
    a.context_on = required_date(r, "context_on");
    a.known_on = r.known_on.at("context");
    const auto signal = [&](std::string_view fact, std::string_view column) -> std::optional<Signal> {
      if (!r.has(fact)) return std::nullopt;
      return Signal{required_date(r, column), r.known_on.find(fact)->second};
    };
    a.request = signal("request", "signal_request_on");
    a.agreement = signal("agreement", "signal_agreement_on");
    a.visit = signal("visit", "signal_visit_on");
    a.advance = signal("advance", "signal_advance_on");
    if (r.has("arrived")) {
      a.arrived = r.text("arrived");
      a.arrived_on = required_date(r, "arrived_on");
      a.arrived_known_on = r.known_on.at("arrived");
      a.vehicle = r.text("vehicle");
      a.people_first = r.number("people_first");
    }
    a.neighbour_precedent = r.flag("neighbour_precedent").value_or(false);
    a.other_power_left_24m = r.flag("other_power_left_24m").value_or(false);
    a.coup_24m = r.flag("coup_24m").value_or(false);
    a.war_on = r.flag("war_on").value_or(false);
    a.source = r.source();
    view_.arrivals.push_back(std::move(a));
  }

  void presence(const Row& r) {
    Presence p;
    p.id = r.id();
    p.key = r.key;
    p.host = r.text("host");
    p.sender = r.text("sender");
    p.systematic = r.flag("systematic").value_or(false);
    p.kind = r.text("kind");
    p.from = r.date("from_on").value_or(required_date(r, "from_year"));
    p.size_class = static_cast<int>(r.number("size_class").value_or(0));
    p.former_territory = r.flag("former_territory").value_or(false);
    p.to = r.date("to_on");
    if (!p.to) p.to = r.date("to_year");
    p.end_announced_on = r.day_known("announced");
    p.end_planned_on = r.date("end_planned_on");
    p.end_cause = r.text("end_cause");
    p.source = r.source();
    view_.presences.push_back(std::move(p));
  }

  void coup(const Row& r) {
    view_.coups.push_back({r.id(), r.text("host"), required_date(r, "on"), r.known("coup", "known_on"),
                           r.flag("success"), r.text("kind"), r.source()});
  }

  void membership(const Row& r) {
    view_.memberships.push_back({r.id(), r.text("member"), r.text("body"), r.text("status"),
                                 required_date(r, "from_on"), r.date("to_on"), r.day_known("announced"),
                                 r.date("end_planned_on"), r.source()});
  }

  void attack(const Row& r) {
    view_.attacks.push_back({r.id(), required_date(r, "date"), r.text("country"), r.text("admin1"), r.text("place"),
                             r.position(), r.number("precision_km").value_or(0), r.text("perpetrator"),
                             r.text("target"), r.number("deaths_low"), r.number("deaths_high"), r.source()});
  }

  void security(const Row& r) {
    SecurityAgreement s;
    s.id = r.id();
    s.host = r.text("host");
    s.sender = r.text("sender");
    s.signed_on = r.date("signed_on");
    if (const auto day = r.date("signed_known_on")) s.signed_known_on = day->last;
    s.kind = r.text("kind");
    s.renewed_on = r.date("renewed_on");
    s.forces = r.text("forces") == "yes";
    s.forces_on = r.date("forces_on");
    s.forces_before_agreement = r.flag("forces_before_agreement");
    s.source = r.source();
    view_.security_agreements.push_back(std::move(s));
  }

  void aircraft(const Row& r) {
    view_.aircraft.push_back({r.id(), r.text("aircraft"), r.text("figure"), *r.number("low"), *r.number("mid"),
                              *r.number("high"), r.text("unit"), r.source()});
  }

  void commodity(const Row& r) {
    view_.commodities.push_back({r.id(), r.text("good"), r.text("subject"), r.text("measure"), r.text("counterpart"),
                                 required_date(r, "period"), *r.number("value"), r.text("unit"),
                                 r.known_on.at("figure"), r.source()});
  }

  void publisher(const Row& r) {
    view_.publishers[r.key] = {
        r.key,          r.text("publisher"), r.text("country"), r.flag("state_controlled"), r.text("usual_origin"),
        r.text("grade")};
  }

  using Maker = void (Builder::*)(const Row&);
  static const std::map<std::string, Maker, std::less<>> kMakers;
  View& view_;
};

const std::map<std::string, Builder::Maker, std::less<>> Builder::kMakers{
    {"actors", &Builder::actor},          {"events", &Builder::event},      {"pages", &Builder::page},
    {"agreements", &Builder::agreement},  {"sites", &Builder::site},        {"demands", &Builder::demand},
    {"presences", &Builder::presence},    {"coups", &Builder::coup},        {"members", &Builder::membership},
    {"attacks", &Builder::attack},        {"security", &Builder::security}, {"aircraft", &Builder::aircraft},
    {"commodities", &Builder::commodity}, {"sources", &Builder::publisher}, {"steps", &Builder::step},
    {"arrivals", &Builder::arrival},
};

// Layers that say parts of one row, each once, in the order in which they come.
void add_layer(std::string& layers, const std::string& layer) {
  if (("+" + layers + "+").find("+" + layer + "+") != std::string::npos) return;
  layers += (layers.empty() ? "" : "+") + layer;
}

// The row that its known facts make.
Row row_of(const std::vector<const Fact*>& known) {
  Row row{known.front()->table, known.front()->key, {}, {}, {}};
  for (const Fact* fact : known) {
    row.known_on[fact->fact] = fact->known_on;
    if (!fact->layer.empty()) add_layer(row.layer, fact->layer);
    for (const auto& [column, value] : fact->cells) row.cells[column] = value;
  }
  return row;
}

// Rows, and the hash of what the view holds of them. A row that is not in the view yet is not in the hash either,
// though a part of it may be dated before its first fact.
void take_rows(const std::vector<Fact>& facts, Day as_of, Builder& builder, Sha256& hash) {
  std::vector<const Fact*> known;
  for (std::size_t begin = 0, end = 0; begin < facts.size(); begin = end) {
    known.clear();
    for (end = begin;
         end < facts.size() && facts[end].table == facts[begin].table && facts[end].key == facts[begin].key; ++end)
      if (counts_on(facts[end], as_of)) known.push_back(&facts[end]);
    if (known.empty() || !builder.take(row_of(known))) continue;
    for (const Fact* fact : known) {
      hash.field(id_of(*fact));
      hash.field(fact->known_on == Day::min() ? "start" : to_string(fact->known_on));
      if (!fact->layer.empty()) hash.field("layer " + fact->layer);
      for (const auto& [column, value] : fact->cells) {
        hash.field(column);
        hash.field(value);
      }
    }
  }
}

template <class T>
std::string_view bytes_of(std::span<const T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

template <class T>
void sort_by_day(std::vector<T>& values) {
  std::stable_sort(values.begin(), values.end(),
                   [](const T& a, const T& b) { return std::tie(a.on.first, a.id) < std::tie(b.on.first, b.id); });
}

template <class T>
void sort_by_id(std::vector<T>& values) {
  std::stable_sort(values.begin(), values.end(), [](const T& a, const T& b) { return a.id < b.id; });
}

template <class T>
const T* find_key(const std::vector<T>& values, std::string_view key) {
  for (const T& value : values)
    if (key_of(value.id) == key) return &value;
  return nullptr;
}

// Packed without padding, so that the hash is of values only; all of them are one field.
void add_ballots(Sha256& hash, const std::vector<Ballot>& ballots) {
  std::array<char, 7> bytes{};
  hash.update(fmt::format("{}:", ballots.size() * bytes.size()));
  for (const Ballot& ballot : ballots) {
    std::memcpy(bytes.data(), &ballot.roll_call, 4);
    std::memcpy(bytes.data() + 4, &ballot.voter, 2);
    bytes[6] = static_cast<char>(ballot.choice);
    hash.update({bytes.data(), bytes.size()});
  }
}

// A training is known once the report is that lists its year.
void add_trainings(View& view, ViewInput& input, Sha256& hash) {
  std::set<std::pair<std::string, int>> known;
  for (TrainingReport& report : input.training_reports)
    if (report.known_on <= view.as_of) {
      known.emplace(report.sender, report.fiscal_year);
      view.training_reports.push_back(std::move(report));
    }
  for (Training& training : input.trainings)
    if (known.contains({training.sender, training.fiscal_year})) view.trainings.push_back(std::move(training));
  for (const TrainingReport& r : view.training_reports)
    hash.field(fmt::format("{} {} {} {} {} {} {}", r.sender, r.fiscal_year, r.report, to_string(r.known_on), r.basis,
                           r.by_rule, fmt::join(r.unread, " ")));
  const auto day = [](const std::optional<Day>& on) { return on ? to_string(*on) : std::string(); };
  for (const Training& t : view.trainings)
    hash.field(fmt::format("{} {} {} {} {} {} {} {} {} {} {}", t.sender, t.fiscal_year, t.host, t.programme,
                           t.trainings, t.students, t.students_missing, t.cost_usd, t.cost_missing, day(t.first_day),
                           day(t.last_day)));
}

// States bear the names of the day, and are former ones once they have ended. Rows of actors may call them otherwise.
void name_states(View& view) {
  const states::States& all = states::States::all();
  for (auto& [code, actor] : view.actors)
    if (const states::State* state = all.find(code)) {
      actor.name = all.name(code, view.as_of);
      actor.in_sentence = all.in_sentence(code, view.as_of);
      actor.kind = view.as_of < state->until ? "state" : "former-state";
    }
}

}  // namespace

std::string_view key_of(std::string_view evidence_id) {
  const auto colon = evidence_id.find(':');
  return colon == std::string_view::npos ? evidence_id : evidence_id.substr(colon + 1);
}

View View::from(ViewInput input) {
  View view;
  view.as_of = input.as_of;
  view.vintage = input.vintage;
  view.actors = std::move(input.states);
  name_states(view);

  Sha256 hash;
  hash.field(to_string(view.as_of));
  hash.field(view.vintage == Vintage::latest ? "latest" : "strict");

  Builder builder(view);
  take_rows(input.facts, view.as_of, builder, hash);

  sort_by_day(view.events);
  sort_by_day(view.demands);
  sort_by_day(view.coups);
  sort_by_day(view.attacks);
  sort_by_id(view.pages);
  sort_by_id(view.agreements);
  sort_by_id(view.sites);
  for (const Site& site : view.sites)
    for (Agreement& agreement : view.agreements)
      if (key_of(agreement.id) == site.agreement) agreement.sites.push_back(site.key);
  std::stable_sort(view.steps.begin(), view.steps.end(), [](const Step& a, const Step& b) {
    return std::tie(a.of, a.known_on, a.on.first, a.id) < std::tie(b.of, b.known_on, b.on.first, b.id);
  });
  sort_by_id(view.presences);
  sort_by_id(view.memberships);
  sort_by_id(view.security_agreements);
  sort_by_id(view.arrivals);
  sort_by_id(view.aircraft);
  sort_by_id(view.commodities);

  view.deaths = std::move(input.deaths);
  view.deaths_revised_as_of = std::move(input.deaths_revised_as_of);
  for (const DeathsSeries& series : view.deaths) {
    hash.field(series.country);
    hash.field(std::to_string(series.first_month));
    hash.field(bytes_of(std::span<const double>(series.deaths)));
  }
  add_trainings(view, input, hash);
  view.roll_calls = std::move(input.roll_calls);
  view.voters = std::move(input.voters);
  view.ballots = std::move(input.ballots);
  view.bridges = std::move(input.bridges);
  for (const RollCall& roll_call : view.roll_calls)
    hash.field(fmt::format("{} {} {}", roll_call.id, roll_call.session, to_string(roll_call.on)));
  for (const std::string& voter : view.voters) hash.field(voter);
  add_ballots(hash, view.ballots);
  for (const Bridge& bridge : view.bridges) hash.field(fmt::format("{} {}", bridge.first, bridge.second));
  view.hash = hash.hex();
  return view;
}

std::string View::actor_name(std::string_view code) const {
  const auto it = actors.find(code);
  return it == actors.end() ? std::string(code) : it->second.name;
}

std::string View::in_sentence(std::string_view code) const {
  const auto it = actors.find(code);
  return it == actors.end() ? std::string(code) : it->second.in_sentence;
}

namespace {

// The code under which an actor stood on a day.
std::string_view code_on(const View& view, std::string_view code, Day on) {
  const auto it = view.actors.find(code);
  if (it == view.actors.end() || !it->second.since || on >= *it->second.since) return code;
  return it->second.formerly;
}

// Whether the table of states names it, and no row of actors calls it otherwise.
bool named_by_table(const View& view, std::string_view code) {
  const auto it = view.actors.find(code);
  return it != view.actors.end() && states::States::all().find(code) != nullptr &&
         it->second.name == states::States::all().name(code, view.as_of);
}

}  // namespace

std::string View::actor_name(std::string_view code, Day on) const {
  return named_by_table(*this, code) ? std::string(states::States::all().name(code, on))
                                     : actor_name(code_on(*this, code, on));
}

std::string View::in_sentence(std::string_view code, Day on) const {
  return named_by_table(*this, code) ? std::string(states::States::all().in_sentence(code, on))
                                     : in_sentence(code_on(*this, code, on));
}

std::string View::state_behind(std::string_view code) const {
  const auto it = actors.find(code);
  return it == actors.end() || it->second.parent.empty() ? std::string(code) : it->second.parent;
}

const Event* View::event(std::string_view key) const { return find_key(events, key); }
const Site* View::site(std::string_view key) const { return find_key(sites, key); }
const Presence* View::presence(std::string_view key) const { return find_key(presences, key); }

const Publisher* View::publisher_of(std::string_view url) const {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return nullptr;
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, std::min(host.find_first_of("/?#:"), host.size()));
  for (;;) {
    if (const auto it = publishers.find(host); it != publishers.end()) return &it->second;
    const auto dot = host.find('.');
    if (dot == std::string_view::npos) return nullptr;
    host = host.substr(dot + 1);
  }
}

}  // namespace entente::record

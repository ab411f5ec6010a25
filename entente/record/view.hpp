#pragma once
// The record as it was known on a day: an immutable value, which every computation takes.
//
// A view holds only facts whose known_on is not after its day. What a source came to say later is absent, cell by
// cell: a demand stands here without its outcome until the outcome was known. Views are values: build, then share
// among threads.

#include "entente/base/date.hpp"
#include "entente/geo/lat_lon.hpp"
#include "entente/record/fact.hpp"
#include "entente/record/training.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

/// How series that are revised (deaths) are cut: `latest` by period and publication lag, with today's figures and
/// so marked; `strict` leaves out what was released after the day.
enum class Vintage { latest, strict };

/// Where a fact comes from. `verified`: whether a page was seen to support it; empty where the row's page is not
/// known yet on the day (it tells more than was known).
struct Provenance {
  std::string url;
  std::string publisher;
  std::optional<bool> verified;
  std::string layer{};  // the user's own folders that say a part of the row, joined by +; empty: the data folder alone
};

/// Ids are evidence ids: "events:E0157", "demands:B063".
struct Event {
  std::string id;
  Date on;
  Day known_on{};
  std::string actor;
  std::string type;
  std::string target;
  std::string place;
  std::optional<geo::LatLon> position;
  std::optional<double> quantity;
  std::string unit;
  std::string summary;
  Provenance source;
};

/// A further page on an event; `says` is set where it contradicts the row.
struct Page {
  std::string id;
  std::string event;  // "E0157"
  std::string url;
  std::string publisher;
  std::string independent;
  std::string supports;
  std::string says;
};

struct Agreement {
  std::string id;  // "agreements:NER-USA-2013-SOFA"
  std::vector<std::string> parties;
  std::string title;
  std::string kind;
  Day known_on{};
  std::optional<Date> signed_on;
  std::optional<Date> in_force_on;
  std::optional<Date> denounced_on;
  std::optional<Day> denounced_known_on;
  std::optional<Date> ended_on;
  std::optional<Day> end_announced_on;
  std::optional<Date> end_planned_on;  // the day named for the end while it was ahead; it may lie after the view's day
  std::string notice_clause;
  std::vector<std::string> sites;  // keys of sites, without the table's name
  std::string opening_event;       // "E0006" or empty
  std::string ending_event;
  Provenance source;
};

struct Site {
  std::string id;
  std::string key;
  std::string name;  // as it was called on the day
  std::string host;
  std::string operated_by;
  std::string kind;
  std::optional<geo::LatLon> position;
  std::optional<double> runway_ft;
  std::string runway_surface;
  std::optional<Date> opened_on;    // empty: there since unknown
  std::optional<Date> there_by_on;  // a day by which it was seen to be there, where the opening is not known
  std::optional<Date> closed_on;
  std::string agreement;  // key
  std::optional<double> people_low;
  std::optional<double> people_high;
  std::optional<Date> people_on;
  std::string mission;
  std::string airfield;  // ident in the airfields layer
  Provenance source;
};

/// A demand, made public, that a foreign presence end or change; outcome and successor only once known.
struct Demand {
  std::string id;
  std::string host;
  std::string sender;
  std::string presence_id;  // key of a presence, or empty
  std::string presence;
  std::string kind;
  Date on;
  Day known_on{};
  std::optional<Date> deadline_on;
  std::optional<Day> deadline_known_on;
  std::string trigger;
  bool coup_within_24m = false;
  std::optional<Date> coup_on;
  std::string episode;
  std::optional<double> people_low;
  std::optional<double> people_high;
  std::string outcome;  // left, partial, stayed-renegotiated; empty while not known
  std::optional<Date> outcome_on;
  std::optional<Day> outcome_known_on;
  bool outcome_as_planned = false;  // outcome_on repeats the day that was planned; nobody was seen to report the day
  std::string talks;
  std::vector<std::string> successors;
  std::optional<Date> successor_on;
  bool successor_before_demand = false;
  Provenance source;
};

/// What became public between a demand and its outcome. `planned_on` is the day that was named at the time: it may lie
/// after the day of the view.
struct Step {
  std::string id;    // "steps:S0260"
  std::string of;    // key of the demand: "B063"
  std::string kind;  // date-agreed, sender-refuses, half-gone, ...
  Date on;
  Day known_on{};
  std::optional<Date> planned_on;
  std::optional<double> people;
  std::string summary;
  Provenance source;
};

struct Presence {
  std::string id;
  std::string key;
  std::string host;
  std::string sender;
  bool systematic = false;
  std::string kind;
  Date from;
  int size_class = 0;  // people at usual strength: 1 under 100, 2 under 1,000, 3 under 10,000, 4 more
  bool former_territory = false;
  std::optional<Date> to;  // once it has ended, never before
  std::optional<Day> end_announced_on;
  std::optional<Date> end_planned_on;  // the day named for the end while it was ahead; it may lie after the view's day
  std::string end_cause;               // empty while it has not ended
  Provenance source;
};

struct Coup {
  std::string id;
  std::string host;
  Date on;
  Day known_on{};
  std::optional<bool> success;  // known a week after the day
  std::string kind;
  Provenance source;
};

struct Membership {
  std::string id;
  std::string member;
  std::string body;
  std::string status;  // member, suspended, observer
  Date from;
  std::optional<Date> to;  // once it has ended, never before
  std::optional<Day> end_announced_on;
  std::optional<Date> end_planned_on;  // may lie after the view's day
  Provenance source;
};

struct Attack {
  std::string id;
  Date on;
  std::string country;
  std::string region;
  std::string place;
  std::optional<geo::LatLon> position;
  double precision_km = 0;
  std::string perpetrator;
  std::string target;
  std::optional<double> deaths_low;
  std::optional<double> deaths_high;
  Provenance source;
};

/// A security agreement of a host with an outside power, and whether that power's forces came.
struct SecurityAgreement {
  std::string id;
  std::string host;
  std::string sender;
  std::optional<Date> signed_on;
  std::optional<Day> signed_known_on;
  std::string kind;
  std::optional<Date> renewed_on;
  bool forces = false;
  std::optional<Date> forces_on;
  std::optional<bool> forces_before_agreement;
  Provenance source;
};

/// A public sign that a power's forces might come, with the day from which it was known.
struct Signal {
  Date on;
  Day known_on{};
};

/// An episode in which another power's forces came to a host, or did not (yet): a sample of public signals, no census.
/// A signal or the arrival stands here only once known; without an arrival the episode is open. The flags are the
/// compiler's, said of the day of the context.
struct Arrival {
  std::string id;  // "arrivals:A096"
  std::string host;
  std::string power;
  std::string context;  // request, agreement-signed, coup, war, expulsion-of-other-power, other
  Date context_on;
  Day known_on{};
  std::optional<Signal> request;
  std::optional<Signal> agreement;
  std::optional<Signal> visit;
  std::optional<Signal> advance;
  std::string arrived;  // yes, unclear (reported, not confirmed); empty while nothing is known
  std::optional<Date> arrived_on;
  std::optional<Day> arrived_known_on;
  std::string vehicle;  // regular, instructors, advisers, security-company; of an arrival
  std::optional<double> people_first;
  bool neighbour_precedent = false;
  bool other_power_left_24m = false;
  bool coup_24m = false;
  bool war_on = false;
  Provenance source;
};

struct AircraftFigure {
  std::string id;
  std::string aircraft;
  std::string figure;  // such as endurance_h
  double low = 0;
  double mid = 0;
  double high = 0;
  std::string unit;
  Provenance source;
};

struct CommodityFigure {
  std::string id;
  std::string good;
  std::string subject;
  std::string measure;
  std::string counterpart;
  Date period;
  double value = 0;
  std::string unit;
  Day known_on{};
  Provenance source;
};

struct Publisher {
  std::string domain;
  std::string publisher;
  std::string country;
  std::optional<bool> state_controlled;
  std::string usual_origin;
  std::string grade;  // Admiralty A to F, F = cannot be judged
};

struct ActorName {
  std::string name;         // "United States"
  std::string in_sentence;  // "the United States"
  std::string kind;
  std::string parent = {};        // the actor it belongs to, from the day on which that was known
  std::string formerly = {};      // the actor whose place it took ...
  std::optional<Day> since = {};  // ... on this day
};

/// Deaths in organised violence by country and month, without gaps from `first_month` (months since January 1970).
struct DeathsSeries {
  std::string country;
  int first_month = 0;
  std::vector<double> deaths;
};

/// The year in which session 0 of the General Assembly would have begun: session 1 began in 1946.
inline constexpr int kYearOfSessionZero = 1945;

struct RollCall {
  int id = 0;
  int session = 0;
  Day on{};
  bool important = false;
  std::string resolution;
  std::string title;
};

/// `absent`: a member that cast no vote, where the source tells it. That is no abstention, and of most roll calls the
/// sources list those who voted and nobody else.
enum class Choice : std::uint8_t { yes = 1, abstain = 2, no = 3, absent = 4 };

/// Whether a vote was cast. Whoever counts votes asks it first.
constexpr bool is_vote(Choice choice) { return choice != Choice::absent; }

/// A vote, or an absence that was told; small because there are many: indices into View::roll_calls and View::voters.
struct Ballot {
  std::int32_t roll_call = 0;
  std::uint16_t voter = 0;
  Choice choice = Choice::yes;
  auto operator<=>(const Ballot&) const = default;
};

/// Two roll calls on the same matter in different sessions, as indices into View::roll_calls: they tie the scale of one
/// session to that of another. first < second.
struct Bridge {
  std::int32_t first = 0;
  std::int32_t second = 0;
  auto operator<=>(const Bridge&) const = default;
};

/// What the store hands over for a day, in total order; see View::from.
struct ViewInput {
  Day as_of{};
  Vintage vintage = Vintage::latest;
  std::vector<Fact> facts;                               // ordered by (table, key, fact)
  std::map<std::string, ActorName, std::less<>> states;  // names from the country codes
  std::vector<DeathsSeries> deaths;
  std::string deaths_revised_as_of;              // vintage of the series, "2026-05-15"
  std::vector<TrainingReport> training_reports;  // by (sender, fiscal year)
  std::vector<Training> trainings;               // by (sender, fiscal year, host, programme)
  std::vector<RollCall> roll_calls;              // by (day, id)
  std::vector<std::string> voters;               // ISO alpha-3, or the source's name where it has none
  std::vector<Ballot> ballots;                   // by (roll_call, voter)
  std::vector<Bridge> bridges;                   // by (first, second)
};

struct View {
  Day as_of{};
  Vintage vintage = Vintage::latest;
  std::string hash;  // SHA-256 over everything below and the day

  std::vector<Event> events;                           // by (first day, id)
  std::vector<Page> pages;                             // by (event, url)
  std::vector<Agreement> agreements;                   // by id
  std::vector<Site> sites;                             // by id
  std::vector<Demand> demands;                         // by (first day, id)
  std::vector<Step> steps;                             // by (demand, known_on, first day, id)
  std::vector<Presence> presences;                     // by id
  std::vector<Coup> coups;                             // by (first day, id)
  std::vector<Membership> memberships;                 // by id
  std::vector<Attack> attacks;                         // by (first day, id)
  std::vector<SecurityAgreement> security_agreements;  // by id
  std::vector<Arrival> arrivals;                       // by id
  std::vector<AircraftFigure> aircraft;
  std::vector<CommodityFigure> commodities;
  std::map<std::string, Publisher, std::less<>> publishers;  // by domain
  std::map<std::string, ActorName, std::less<>> actors;      // by code

  std::vector<DeathsSeries> deaths;  // by country
  std::string deaths_revised_as_of;
  std::vector<TrainingReport> training_reports;  // by (sender, fiscal year)
  std::vector<Training> trainings;               // by (sender, fiscal year, host, programme)
  std::vector<RollCall> roll_calls;
  std::vector<std::string> voters;
  std::vector<Ballot> ballots;
  std::vector<Bridge> bridges;

  /// Builds a view. Facts known after the day, or corrected or withdrawn by it, are left out, whatever the caller
  /// handed over. Facts whose anchor is
  /// missing are left out too. Cost: linear.
  static View from(ViewInput input);

  /// "United States"; the code itself where it has no name. `in_sentence` gives "the United States".
  std::string actor_name(std::string_view code) const;
  std::string in_sentence(std::string_view code) const;

  /// The same under the name of a day: Russia before 26 December 1991 is the Soviet Union.
  std::string actor_name(std::string_view code, Day on) const;
  std::string in_sentence(std::string_view code, Day on) const;

  /// The actor that this one belonged to, as far as was known; the code itself where it belongs to none. A company of
  /// soldiers that is known to serve a state gives the state.
  std::string state_behind(std::string_view code) const;

  /// By key ("E0157", "NER-USA-AB201"); nullptr where the view does not hold it.
  const Event* event(std::string_view key) const;
  const Site* site(std::string_view key) const;
  const Presence* presence(std::string_view key) const;

  /// The publisher of a page by the domain of its address, longest match first; nullptr where not graded.
  const Publisher* publisher_of(std::string_view url) const;
};

/// The part of an evidence id behind the table's name: "E0157" of "events:E0157".
std::string_view key_of(std::string_view evidence_id);

}  // namespace entente::record

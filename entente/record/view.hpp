#pragma once
// The record as it was known on a day: an immutable value, which every computation takes.
//
// A view holds only facts whose known_on is not after its day. What a source came to say later is absent, cell by
// cell: a demand stands here without its outcome until the outcome was known. Views are values: build, then share
// among threads.

#include "entente/base/date.hpp"
#include "entente/geo/lat_lon.hpp"
#include "entente/record/fact.hpp"

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
  std::string notice_clause;
  std::vector<std::string> sites;  // keys of sites, without the table's name
  std::string opening_event;       // "E0006" or empty
  std::string ending_event;
  Provenance source;
};

struct Site {
  std::string id;
  std::string key;
  std::string name;
  std::string host;
  std::string operated_by;
  std::string kind;
  std::optional<geo::LatLon> position;
  std::optional<double> runway_ft;
  std::string runway_surface;
  std::optional<Date> opened_on;
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
  std::string talks;
  std::vector<std::string> successors;
  std::optional<Date> successor_on;
  bool successor_before_demand = false;
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
  std::optional<Date> to;
  std::string end_cause;  // empty while not known
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
  std::optional<Date> to;           // the end, once it is over; an end ahead has no date, since it may still move
  std::optional<Day> end_known_on;  // when the end was announced or became known; may lie long before it
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

enum class Choice : std::uint8_t { yes = 1, abstain = 2, no = 3 };

/// A vote, small because there are many: indices into View::roll_calls and View::voters.
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
  std::string deaths_revised_as_of;  // vintage of the series, "2026-05-15"
  std::vector<RollCall> roll_calls;  // by (day, id)
  std::vector<std::string> voters;   // ISO alpha-3, or the source's name where it has none
  std::vector<Ballot> ballots;       // by (roll_call, voter)
  std::vector<Bridge> bridges;       // by (first, second)
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
  std::vector<Presence> presences;                     // by id
  std::vector<Coup> coups;                             // by (first day, id)
  std::vector<Membership> memberships;                 // by id
  std::vector<Attack> attacks;                         // by (first day, id)
  std::vector<SecurityAgreement> security_agreements;  // by id
  std::vector<AircraftFigure> aircraft;
  std::vector<CommodityFigure> commodities;
  std::map<std::string, Publisher, std::less<>> publishers;  // by domain
  std::map<std::string, ActorName, std::less<>> actors;      // by code

  std::vector<DeathsSeries> deaths;  // by country
  std::string deaths_revised_as_of;
  std::vector<RollCall> roll_calls;
  std::vector<std::string> voters;
  std::vector<Ballot> ballots;
  std::vector<Bridge> bridges;

  /// Builds a view. Facts known after the day are left out, whatever the caller handed over. Facts whose anchor is
  /// missing are left out too. Cost: linear.
  static View from(ViewInput input);

  /// "United States"; the code itself where it has no name. `in_sentence` gives "the United States".
  std::string actor_name(std::string_view code) const;
  std::string in_sentence(std::string_view code) const;

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

#include "entente/record/check.hpp"

#include "entente/base/dates_in_text.hpp"
#include "entente/base/text.hpp"
#include "entente/geo/airfield.hpp"
#include "entente/record/happening.hpp"
#include "entente/record/layer.hpp"
#include "entente/record/lives.hpp"
#include "entente/record/view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace entente::record {
namespace {

struct Row {
  std::map<std::string, std::string, std::less<>> cells;
  std::map<std::string, Day, std::less<>> known_on;
  std::string text(std::string_view column) const {
    const auto it = cells.find(column);
    return it == cells.end() ? std::string{} : it->second;
  }
};

using Rows = std::map<std::string, std::map<std::string, Row, std::less<>>, std::less<>>;

// A cell that names a row of another table.
struct Reference {
  std::string_view table;
  std::string_view column;
  std::string_view target;
};
constexpr std::array kReferences{
    Reference{"agreements", "opening_event", "events"},
    Reference{"agreements", "ending_event", "events"},
    Reference{"sites", "agreement_id", "agreements"},
    Reference{"demands", "presence_id", "presences"},
    Reference{"pages", "id", "events"},
    Reference{"steps", "case_id", "demands"},
};

// A date that may not lie before another of its row.
struct Order {
  std::string_view table;
  std::string_view earlier;
  std::string_view later;
  std::string_view rule;
};
constexpr std::array kOrders{
    Order{"events", "happened_on", "known_on", "known-before"},
    Order{"demands", "demand_on", "demand_known_on", "known-before"},
    Order{"coups", "on", "known_on", "known-before"},
    Order{"agreements", "denounced_on", "denounced_known_on", "known-before"},
    Order{"sites", "people_on", "people_known_on", "known-before"},
    Order{"steps", "happened_on", "known_on", "known-before"},
    Order{"arrivals", "signal_request_on", "signal_request_known_on", "known-before"},
    Order{"arrivals", "signal_agreement_on", "signal_agreement_known_on", "known-before"},
    Order{"arrivals", "arrived_on", "arrived_known_on", "known-before"},
    Order{"agreements", "signed_on", "ended_on", "impossible-date"},
    Order{"agreements", "signed_on", "denounced_on", "impossible-date"},
    Order{"sites", "opened_on", "closed_on", "impossible-date"},
    Order{"sites", "there_by_on", "closed_on", "impossible-date"},
    Order{"presences", "end_announced_on", "to_on", "impossible-date"},
    Order{"members", "end_announced_on", "to_on", "impossible-date"},
    Order{"agreements", "end_announced_on", "ended_on", "impossible-date"},
    Order{"demands", "demand_on", "outcome_on", "impossible-date"},
    Order{"presences", "from_year", "to_year", "impossible-date"},
    Order{"presences", "from_on", "to_on", "impossible-date"},
    Order{"members", "from_on", "to_on", "impossible-date"},
};

// Tables whose rows name the country their coordinates must lie in.
struct Located {
  std::string_view table;
  std::string_view country;
};
constexpr std::array kLocated{Located{"sites", "host"}, Located{"attacks", "country"}};

constexpr std::array kSourced{"events",  "agreements", "sites",       "demands", "presences", "members",
                              "attacks", "security",   "commodities", "steps",   "arrivals"};

// Texts that name a day after the one on which they were known: a plan that was told, or something told in hindsight.
// A site is described from its first day on, and a page cannot date what it was not made to tell: there it is a fault.
void check_texts(std::span<const Fact> facts, std::vector<Finding>& out) {
  for (const Fact& fact : facts) {
    if (fact.known_on == Day::min()) continue;
    for (const Column& column : table(fact.table).columns) {
      if (column.kind != CellKind::text || column.fact != fact.fact) continue;
      for (const auto& [name, value] : fact.cells) {
        if (name != column.name) continue;
        for (const Date& date : dates_in(value)) {
          if (date.first <= fact.known_on) continue;
          const bool lasts = fact.table == "sites" || fact.table == "pages";
          out.push_back({lasts ? Severity::fault : Severity::note, "tells-ahead", id_of(fact),
                         fmt::format("{} names {}, after {}, the day on which it was known: a plan, or hindsight?",
                                     name, to_string(date), to_string(fact.known_on))});
        }
      }
    }
  }
}

double number(const std::string& text) { return parse_number(text).value_or(0); }

void check_own_days(std::span<const Fact> facts, std::vector<Finding>& out) {
  for (const Fact& fact : facts)
    if (fact.known_on != Day::min())
      if (const auto column = future_column(fact))
        out.push_back(
            {Severity::fault, "knows-its-future", id_of(fact),
             fmt::format("{} lies after {}, the day on which it was known", *column, to_string(fact.known_on))});
}

// `undated` are the ids of rows that are there and in no view.
void check_references(Rows& rows, std::span<const std::string> undated, std::vector<Finding>& out) {
  const std::set<std::string, std::less<>> without_day(undated.begin(), undated.end());
  for (const Reference& ref : kReferences)
    for (const auto& [key, row] : rows[std::string(ref.table)]) {
      const std::string id = row.text(ref.column);
      if (id.empty() || rows[std::string(ref.target)].contains(id)) continue;
      if (without_day.contains(fmt::format("{}:{}", ref.target, id))) {
        out.push_back(
            {Severity::note, "undated", fmt::format("{}:{}", ref.table, key),
             fmt::format("{} names {} \"{}\", which no date places: it is in no view", ref.column, ref.target, id)});
      } else {
        out.push_back({Severity::fault, "dangling-id", fmt::format("{}:{}", ref.table, key),
                       fmt::format("{} names {} \"{}\", which is not there", ref.column, ref.target, id)});
      }
    }
}

void check_orders(Rows& rows, std::vector<Finding>& out) {
  for (const Order& order : kOrders)
    for (const auto& [key, row] : rows[std::string(order.table)]) {
      const auto earlier = parse_date(row.text(order.earlier));
      const auto later = parse_date(row.text(order.later));
      if (earlier && later && later->last < earlier->first)
        out.push_back({Severity::fault, std::string(order.rule), fmt::format("{}:{}", order.table, key),
                       fmt::format("{} {} lies before {} {}", order.later, to_string(*later), order.earlier,
                                   to_string(*earlier))});
    }
}

// What became public a little before a demand may belong to it; what lies farther back is of something else.
void check_steps(Rows& rows, std::vector<Finding>& out) {
  constexpr std::chrono::days kLead{90};
  const auto& demands = rows["demands"];
  for (const auto& [key, row] : rows["steps"]) {
    const auto on = parse_date(row.text("happened_on"));
    const auto of = demands.find(row.text("case_id"));
    const auto demanded = of == demands.end() ? std::nullopt : parse_date(of->second.text("demand_on"));
    if (on && demanded && on->last < demanded->first - kLead)
      out.push_back({Severity::fault, "impossible-date", "steps:" + key,
                     fmt::format("happened_on {} lies more than {} days before demand_on {} of demands:{}",
                                 to_string(*on), kLead.count(), to_string(*demanded), of->first)});
  }
}

void check_places(Rows& rows, const geo::RegionIndex& countries, std::vector<Finding>& out) {
  for (const Located& located : kLocated)
    for (const auto& [key, row] : rows[std::string(located.table)]) {
      if (row.text("lat").empty() || row.text("lon").empty()) continue;
      const geo::LatLon at{number(row.text("lat")), number(row.text("lon"))};
      const double tolerance_km = geo::kBorderTolerance_km + number(row.text("precision_km"));
      const geo::PlaceCheck place = geo::check_place(countries, row.text(located.country), at, tolerance_km);
      if (place.agreement == geo::PlaceAgreement::outside)
        out.push_back({Severity::fault, "outside-country", fmt::format("{}:{}", located.table, key),
                       fmt::format("{:.2f}, {:.2f} lies {:.0f} km outside {} (tolerance {:.0f} km)", at.lat_deg,
                                   at.lon_deg, place.distance_km, row.text(located.country), tolerance_km)});
    }
}

// A state in a row of a day on which it was not there: after its end another must be meant; before its beginning a row
// may be of the land or of what it goes on.
void check_lives(Rows& rows, std::vector<Finding>& out) {
  for (const auto& [name, table] : rows)
    for (const auto& [key, row] : table)
      for (const OutOfDays& o : out_of_days(name, [&](std::string_view column) { return row.text(column); }))
        out.push_back({o.ended && !o.at_end ? Severity::fault : Severity::note, "outside-its-days",
                       fmt::format("{}:{}", name, key),
                       fmt::format("{} is {}, {} {}, but {} {}", o.column, o.code, o.date_column, to_string(o.date),
                                   o.code, o.because)});
}

void check_layers(std::span<const Fact> facts, std::vector<Finding>& out) {
  for (const Contradiction& c : contradictions(facts))
    out.push_back({Severity::note, "layers-differ", c.id,
                   fmt::format("{}: the layer {} says \"{}\", the layer {} \"{}\", which counts", c.column, c.layer,
                               c.value, c.later_layer, c.later_value)});
}

void check_sources(Rows& rows, std::vector<Finding>& out) {
  for (const char* name : kSourced)
    for (const auto& [key, row] : rows[name])
      if (row.text("source_url").empty())
        out.push_back({Severity::note, "unsourced", fmt::format("{}:{}", name, key), "the row names no page"});
}

// Rows of the data folder that go on to tell things after their first fact, with a page that has no day of its own: it
// may be shown before it was written. `facts` are ordered by row.
void check_page_days(std::span<const Fact> facts, std::vector<Finding>& out) {
  for (std::size_t begin = 0, end = 0; begin < facts.size(); begin = end) {
    const Fact* page = nullptr;
    Day latest = Day::min();
    for (end = begin;
         end < facts.size() && facts[end].table == facts[begin].table && facts[end].key == facts[begin].key; ++end) {
      const Fact& fact = facts[end];
      if (fact.until || !fact.layer.empty()) continue;
      latest = std::max(latest, fact.known_on);
      if (fact.fact == "source") page = &fact;
    }
    if (page == nullptr || page->known_on >= latest) continue;
    const auto has = [&](std::string_view column) {
      return std::ranges::any_of(page->cells, [&](const auto& cell) { return cell.first == column; });
    };
    if (has("source_url") && !has("source_known_on"))
      out.push_back({Severity::note, "page-undated", fmt::format("{}:{}", page->table, page->key),
                     fmt::format("the row tells what became known on {}, and its page has no day (source_known_on): it "
                                 "counts from {}",
                                 to_string(latest), to_string(page->known_on))});
  }
}

// Happenings that may be one told twice, with two dates.
void check_happenings(std::span<const Fact> facts, std::vector<Finding>& out) {
  ViewInput input;
  input.as_of = *parse_day("2200-12-31");  // all facts count
  input.facts.assign(facts.begin(), facts.end());
  const View view = View::from(std::move(input));
  for (const SuspectPair& pair : suspect_pairs(happenings(view)))
    out.push_back({Severity::note, "told-twice", pair.first.ids.front(),
                   fmt::format("{} of {}{} on {} and on {} ({}): one happening with two dates?", name(pair.first.kind),
                               pair.first.host, pair.first.other.empty() ? "" : " and " + pair.first.other,
                               to_string(pair.first.on), to_string(pair.second.on), pair.second.ids.front())});
}

}  // namespace

std::vector<Finding> check_record(std::span<const Fact> facts, std::span<const std::string> undated,
                                  const geo::RegionIndex& countries) {
  Rows rows;
  for (const Fact& fact : facts) {
    if (fact.until) continue;  // corrected or withdrawn
    Row& row = rows[fact.table][fact.key];
    row.known_on[fact.fact] = fact.known_on;
    for (const auto& [column, value] : fact.cells) row.cells[column] = value;
  }
  std::vector<Finding> out;
  check_own_days(facts, out);
  check_texts(facts, out);
  check_references(rows, undated, out);
  check_orders(rows, out);
  check_steps(rows, out);
  check_places(rows, countries, out);
  check_lives(rows, out);
  check_layers(facts, out);
  check_sources(rows, out);
  check_page_days(facts, out);
  check_happenings(facts, out);
  std::stable_sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.severity, a.rule, a.id) < std::tie(b.severity, b.rule, b.id);
  });
  return out;
}

}  // namespace entente::record

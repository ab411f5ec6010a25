#include "entente/stream/proposal_columns.hpp"

#include "entente/base/text.hpp"
#include "entente/stream/actors.hpp"
#include "entente/stream/cells.hpp"
#include "entente/stream/days.hpp"
#include "entente/stream/mapping_words.hpp"
#include "entente/stream/missing.hpp"
#include "entente/stream/types.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace entente::stream {
namespace {

using enum Field;

constexpr double kMostCells = 0.9;
constexpr double kHalf = 0.5;

// Names that columns have in the wild, plain: small letters and digits alone. The first that is there counts.
struct Synonyms {
  Field field;
  std::array<std::string_view, 14> names;
};
constexpr std::array kSynonyms{
    Synonyms{id, {"id", "eventid", "globaleventid", "eventidcnty", "eid", "uuid", "key"}},
    Synonyms{day,
             {"day", "sqldate", "eventdate", "date", "datestart", "storydate", "startdate", "happenedon", "on", "time",
              "timestamp"}},
    Synonyms{last_day, {"lastday", "dateend", "enddate"}},
    Synonyms{known_on, {"knownon", "dateadded", "publicationdate", "published", "publishedon", "reporteddate"}},
    Synonyms{actor,
             {"actor", "actor1", "actorname", "sourcename", "actor1code", "actor1name", "sidea", "sourceactor",
              "sender", "subject", "from", "source"}},
    Synonyms{actor_state,
             {"actorstate", "actor1countrycode", "actorcountry", "sourcecountry", "actor1country", "actor1countryabbr",
              "sourceroot", "gwnoa", "actorcountrycode", "sendercountry"}},
    Synonyms{actor_sector,
             {"actorsector", "sourcesectors", "actor1type1code", "actor1role", "inter1", "primaryactorsector",
              "sourceagent"}},
    Synonyms{target,
             {"target", "actor2", "recipientname", "targetname", "recipient", "actor2code", "actor2name", "sideb",
              "targetactor", "receiver", "object", "to"}},
    Synonyms{target_state,
             {"targetstate", "actor2countrycode", "recipientcountry", "targetcountry", "actor2country",
              "actor2countryabbr", "targetroot", "gwnob", "targetcountrycode", "receivercountry"}},
    Synonyms{target_sector,
             {"targetsector", "targetsectors", "actor2type1code", "actor2role", "inter2", "primaryrecipientsector",
              "targetagent"}},
    Synonyms{type,
             {"type", "eventtype", "eventcode", "cameocode", "cameo", "code", "typeofviolence", "relation", "event"}},
    Synonyms{mode, {"mode", "eventmode", "subeventtype"}},
    Synonyms{context, {"context", "contexts"}},
    Synonyms{place, {"place", "placename", "location", "actiongeofullname", "wherecoordinates", "city"}},
    Synonyms{country,
             {"country", "countrycode", "actiongeocountrycode", "countryid", "countryname", "iso3", "iso", "iso2",
              "countryiso3", "fips"}},
    Synonyms{latitude, {"latitude", "lat", "actiongeolat", "latitudedeg", "y"}},
    Synonyms{longitude, {"longitude", "lon", "long", "lng", "actiongeolong", "longitudedeg", "x"}},
    Synonyms{count, {"count", "fatalities", "deaths", "best", "nummentions", "mentions", "quantity"}},
};

// "location.lat" of a JSON object is called lat.
std::string_view last_part(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos || dot + 1 == name.size() ? name : name.substr(dot + 1);
}

// The share of a column's filled cells that pass.
template <class Test>
double share(Rows rows, std::size_t column, const Test& passes) {
  double filled = 0;
  double passed = 0;
  for (const std::vector<std::string>& row : rows) {
    if (column >= row.size() || row[column].empty() || is_missing(row[column])) continue;
    ++filled;
    passed += passes(row[column]) ? 1 : 0;
  }
  return filled == 0 ? 0 : passed / filled;
}

bool is_position(const std::string& cell, double limit) {
  const auto number = parse_number(cell);
  return number && *number >= -limit && *number <= limit;
}

void take(Matches& matches, Field field, std::size_t column) {
  matches.at[static_cast<std::size_t>(field)] = static_cast<int>(column);
  matches.used[column] = true;
}

Matches none_of(const Table& table) {
  Matches out;
  out.at.fill(-1);
  out.used.resize(table.header.size());
  return out;
}

// A cell that is a date and hardly anything else: eight characters or more, and not a number of another kind, such as a
// spreadsheet's with the time of day as its fraction.
bool is_long_date(const std::string& cell, DayForm form) {
  if (cell.size() < 8 || form == DayForm::serial || !read_day(cell, {form, kProposedCentury}).span) return false;
  return !is_digits(cell) || cell.starts_with("19") || cell.starts_with("20");
}

Beside beside_of(Field field, const Table& table, const Matches& matches) {
  Beside out;
  const auto add = [&](int column) {
    if (column >= 0) out.names.push_back(static_cast<std::size_t>(column));
  };
  if (field == country) {
    out.latitude = matches.column(latitude);
    out.longitude = matches.column(longitude);
    for (std::size_t i = 0; i < table.header.size(); ++i)
      if (const std::string name = plain_name(last_part(table.header[i]));
          !matches.used[i] && (name == "country" || name == "countryname"))
        out.names.push_back(i);
    add(matches.column(place));
  } else {
    add(matches.column(field == actor_state ? actor : target));
  }
  const int own = matches.column(field);
  std::erase_if(out.names, [&](std::size_t column) { return static_cast<int>(column) == own; });
  return out;
}

// Whether the cells can be what the name of the column promises.
bool cells_fit(Field field, const Table& table, std::size_t column, const StateAt& state_at) {
  const bool is_date = field == day || field == last_day || field == known_on;
  if (is_date && date_share(table.rows, column, best_form(table.rows, column)) < kMostCells) return false;
  if (field == latitude && share(table.rows, column, [](const auto& c) { return is_position(c, 90); }) < kMostCells)
    return false;
  if (field == longitude && share(table.rows, column, [](const auto& c) { return is_position(c, 180); }) < kMostCells)
    return false;
  if (!is_state(field)) return true;
  const StateList list = state_list_of(table.header[column], column, table.rows, {}, state_at);
  return !list.word.empty() || !list.others.empty();
}

// "source" is a newspaper in many tables: who acts, only where the other side is called "target".
bool means_other(std::string_view name, const Table& table) {
  return name == "source" && std::none_of(table.header.begin(), table.header.end(), [](const std::string& other) {
           return plain_name(last_part(other)) == "target";
         });
}

// Who acts may be a state: "Niger", "NER". Then its state stands in the same column.
void take_states_of_actors(Matches& out, const Table& table, const StateAt& state_at) {
  for (const auto& [who, state] : {std::pair{actor, actor_state}, std::pair{target, target_state}}) {
    if (out.column(who) < 0 || out.column(state) >= 0) continue;
    const auto column = static_cast<std::size_t>(out.column(who));
    if (!state_list_of(table.header[column], column, table.rows, {}, state_at).word.empty()) take(out, state, column);
  }
}

}  // namespace

double date_share(Rows rows, std::size_t column, DayForm form, std::optional<int> years_from) {
  return share(rows, column, [&](const std::string& cell) {
    return read_day(cell, {form, years_from}).span.has_value();
  });
}

DayForm best_form(Rows rows, std::size_t column) {
  DayForm best = DayForm::iso;
  for (const DayForm form : {DayForm::day_first, DayForm::month_first, DayForm::serial})
    if (date_share(rows, column, form) > date_share(rows, column, best)) best = form;
  return best;
}

Matches matches_of(const Table& table, const StateAt& state_at) {
  Matches out = none_of(table);
  // In GeoJSON "type" says that a feature is a feature, and a point a point.
  const bool geojson = std::find(table.header.begin(), table.header.end(), "geometry.type") != table.header.end();
  for (const Synonyms& known : kSynonyms)
    for (const std::string_view name : known.names)
      for (std::size_t i = 0; i < table.header.size() && out.column(known.field) < 0; ++i) {
        if (name.empty() || out.used[i] || (known.field == actor && means_other(name, table))) continue;
        if (geojson && (table.header[i] == "type" || table.header[i] == "geometry.type")) continue;
        if (plain_name(table.header[i]) != name && plain_name(last_part(table.header[i])) != name) continue;
        if (cells_fit(known.field, table, i, state_at)) take(out, known.field, i);
      }
  // A point of GeoJSON: its list has the longitude first.
  for (std::size_t i = 0; i < table.header.size() && out.column(latitude) < 0; ++i)
    if (table.header[i].ends_with("coordinates.1") && i > 0 && table.header[i - 1].ends_with("coordinates.0")) {
      take(out, latitude, i);
      take(out, longitude, i - 1);
    }
  // Without a name that is known for it, the day is in the first column of days.
  for (std::size_t i = 0; i < table.header.size() && out.column(day) < 0; ++i) {
    const DayForm form = best_form(table.rows, i);
    const auto dated = [&](const std::string& cell) { return !is_digits(cell) && is_long_date(cell, form); };
    if (out.used[i] || table.header[i].empty() || share(table.rows, i, dated) < kMostCells) continue;
    take(out, day, i);
    out.day_by_cells = true;
  }
  take_states_of_actors(out, table, state_at);
  return out;
}

Matches matches_by_cells(const Table& table) {
  Matches out = none_of(table);
  const Rows rows = table.rows;
  const auto first = [&](Field field, const auto& fits) {
    for (std::size_t i = 0; i < table.header.size() && out.column(field) < 0; ++i)
      if (!out.used[i] && fits(i)) take(out, field, i);
  };
  first(day, [&](std::size_t i) {
    const DayForm form = best_form(rows, i);
    return share(rows, i, [&](const std::string& cell) { return is_long_date(cell, form); }) >= kMostCells;
  });
  for (std::size_t i = 0; i < table.header.size() && out.column(day) < 0 && out.short_day < 0; ++i)
    if (date_share(rows, i, DayForm::yymmdd) >= kMostCells &&
        share(rows, i, [](const std::string& cell) { return cell.size() == 6 && is_digits(cell); }) >= kMostCells) {
      out.short_day = static_cast<int>(i);
      out.used[i] = true;
    }
  // Three or four digits of CAMEO are more surely a type than the two of its root.
  for (const std::size_t digits : {std::size_t{3}, std::size_t{2}})
    first(type, [&](std::size_t i) {
      return share(rows, i, [&](const std::string& cell) {
               return cell.size() >= digits && event_type("cameo:" + cell) != nullptr;
             }) >= kMostCells;
    });
  first(type, [&](std::size_t i) {
    const std::string list = list_of_types(rows, i);
    return list != "own" && list != "ged";
  });
  const auto acts = [&](std::size_t i) {
    return share(rows, i, [](const std::string& cell) {
             return !is_digits(cell) && (!parts_of_code(cell).state.empty() || !parts_of_name(cell).state.empty());
           }) >= kHalf;
  };
  first(actor, acts);
  first(target, acts);
  take_states_of_actors(out, table, {});
  const auto decimals = [&](std::size_t i, double limit) {
    return share(rows, i, [&](const std::string& cell) {
             return cell.find('.') != std::string::npos && is_position(cell, limit);
           }) >= kMostCells;
  };
  for (std::size_t i = 1; i < table.header.size() && out.column(latitude) < 0; ++i)
    if (!out.used[i - 1] && !out.used[i] && decimals(i - 1, 90) && decimals(i, 180)) {
      take(out, latitude, i - 1);
      take(out, longitude, i);
    }
  return out;
}

bool holds_data(Rows rows) {
  if (rows.empty()) return false;
  const std::vector<std::string>& row = rows.front();
  for (const std::string& cell : row)
    for (const DayForm form : {DayForm::iso, DayForm::day_first, DayForm::month_first})
      if (is_long_date(cell, form)) return true;
  if (rows.size() < 2 || rows[1].size() != row.size()) return false;
  // The kind of each cell: digits by their number, and of others what the first character is.
  const auto shape = [](const std::string& cell) {
    if (is_digits(cell)) return std::string(cell.size(), '0');
    const char first = cell.empty() ? ' ' : cell.front();
    return std::string(1, is_digit(first) ? '0' : std::isalpha(static_cast<unsigned char>(first)) != 0 ? 'a' : first);
  };
  bool digits = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (is_digits(row[i])) digits = true;
    if (shape(row[i]) != shape(rows[1][i])) return false;
  }
  return digits;
}

std::string list_of_types(Rows rows, std::size_t column) {
  const auto digits = [](const std::string& cell) { return cell.size() >= 2 && cell.size() <= 4 && is_digits(cell); };
  std::string best = share(rows, column, digits) >= kMostCells ? "cameo" : "own";
  double most = best == "own" ? kMostCells : 1;
  for (const std::string_view list : {"plover", "acled", "ged"}) {
    const double known = share(
        rows, column, [&](const std::string& cell) { return event_type(std::string(list) + ":" + cell) != nullptr; });
    if (known < most || (best != "own" && known <= most)) continue;
    best = list;
    most = known;
  }
  return best;
}

std::string what_is_counted(std::string_view column_name) {
  const std::string name = plain_name(last_part(column_name));
  if (name == "fatalities" || name == "deaths" || name == "best") return "deaths";
  return name == "nummentions" || name == "mentions" ? "mentions" : "";
}

StateList list_of(Field field, const Table& table, const Matches& matches, const StateAt& state_at) {
  const auto column = static_cast<std::size_t>(matches.column(field));
  return state_list_of(table.header[column], column, table.rows, beside_of(field, table, matches), state_at);
}

}  // namespace entente::stream

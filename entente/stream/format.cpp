#include "entente/stream/format.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/stream/mapping_words.hpp"
#include "entente/stream/states.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace entente::stream {
namespace {

using enum Field;

constexpr std::string_view kFieldNames[kFields] = {
    "id",          "day",          "last_day",   "known_on",        "actor",
    "actor_state", "actor_sector", "target",     "target_state",    "target_sector",
    "type",        "mode",         "context",    "place",           "country",
    "latitude",    "longitude",    "label",      "place_precision", "day_precision",
    "status",      "year",         "entered_on", "revised_on",      "count"};

// GDELT Event Codebook 2.0 (2015) and 1.03 (2013): positions as its list of fields.
Format gdelt(const char* name, const char* title, std::size_t fewest, std::size_t most, int action_place,
             int latitude_at, int added_at) {
  Format f;
  f.name = name;
  f.title = title;
  f.list = "cameo";
  f.counts = "mentions";
  f.header = Header::optional;  // copies from data bases have one
  f.fewest_cells = fewest;
  f.most_cells = most;
  f.numbered_ids = true;
  f.columns = {{id, "GLOBALEVENTID", 0, true},
               {day, "SQLDATE|Day", 1, true},
               {actor, "Actor1Code", 5},
               {actor_state, "Actor1CountryCode", 7, false, StateCode::cameo},
               {actor_sector, "Actor1Type1Code", 12},
               {target, "Actor2Code", 15},
               {target_state, "Actor2CountryCode", 17, false, StateCode::cameo},
               {target_sector, "Actor2Type1Code", 22},
               {type, "EventCode", 26, true},
               {count, "NumMentions", 31},
               {place_precision, "ActionGeo_Type", action_place - 1, false, StateCode::none, PrecisionScale::gdelt},
               {place, "ActionGeo_FullName", action_place},
               {country, "ActionGeo_CountryCode", action_place + 1, false, StateCode::fips},
               {latitude, "ActionGeo_Lat", latitude_at},
               {longitude, "ActionGeo_Long", latitude_at + 1},
               {known_on, "DATEADDED", added_at, true}};
  return f;
}

// Two events of ICEWS may share an id; with the day it is one (A. Beger, "ICEWS event data", vignette of the R package
// icews). The day is that of the story. Files without codes have their labels.
Format icews() {
  Format f;
  f.name = "icews";
  f.title = "ICEWS Coded Event Data, tab separated";
  f.list = "cameo";
  f.known = {1, false, {}};
  f.years_from = 1980;
  f.numbered_ids = true;
  f.columns = {{id, "Event ID", -1, true},
               {id, "Event Date", -1, true},
               {day, "Event Date", -1, true},
               {actor, "Source Name"},
               {actor_sector, "Source Sectors"},
               {actor_state, "Source Country", -1, false, StateCode::icews},
               {target, "Target Name"},
               {target_sector, "Target Sectors"},
               {target_state, "Target Country", -1, false, StateCode::icews},
               {type, "CAMEO Code|Event Text", -1, true},
               {label, "Event Text"},
               {place, "City"},
               {country, "Country", -1, false, StateCode::icews},
               {latitude, "Latitude"},
               {longitude, "Longitude"}};
  return f;
}

// Columns as in the weekly files of doi:10.7910/DVN/AJGVIT. Some files name a column "Headline" that rows do not have,
// and some rows have stray tabs (A. Beger, "POLECAT Event Data", 2024).
Format polecat() {
  Format f;
  f.name = "polecat";
  f.title = "POLECAT events, tab separated";
  f.list = "plover";
  f.years_from = 1980;
  f.stray_separators = true;
  f.phantom = "Headline";
  f.columns = {{id, "Event ID", -1, true},
               {day, "Event Date", -1, true},
               {known_on, "Publication Date"},
               {type, "Event Type", -1, true},
               {mode, "Event Mode"},
               {context, "Contexts"},
               {actor, "Actor Name"},
               {actor_state, "Actor Country", -1, false, StateCode::iso3},
               {actor_sector, "Primary Actor Sector|Actor Sectors"},
               {target, "Recipient Name"},
               {target_state, "Recipient Country", -1, false, StateCode::iso3},
               {target_sector, "Primary Recipient Sector|Recipient Sectors"},
               {place, "Placename"},
               {country, "Country", -1, false, StateCode::iso3},
               {latitude, "Latitude"},
               {longitude, "Longitude"}};
  return f;
}

// Columns of the export tool before 2023 (data_id, iso3 ...) and after (disorder_type, civilian_targeting, tags ...). 0
// in inter1 and inter2 says that there is no actor.
Format acled() {
  Format f;
  f.name = "acled";
  f.title = "ACLED export, columns before and after 2023";
  f.list = "acled";
  f.counts = "deaths";
  f.separator = ',';
  f.quotes = true;
  f.known = {11, false, {}};
  f.years_from = 1990;
  f.numbered_ids = true;
  f.columns = {{id, "event_id_cnty|data_id", -1, true},
               {day, "event_date", -1, true},
               {year, "year"},
               {entered_on, "timestamp"},
               {day_precision, "time_precision", -1, false, StateCode::none, PrecisionScale::acled},
               {actor, "actor1", -1, true},
               {actor_sector, "inter1", -1, false, StateCode::none, PrecisionScale::words, "0"},
               {target, "actor2"},
               {target_sector, "inter2", -1, false, StateCode::none, PrecisionScale::words, "0"},
               {type, "event_type", -1, true},
               {mode, "sub_event_type"},
               {place, "location"},
               {country, "country", -1, true, StateCode::name},
               {latitude, "latitude"},
               {longitude, "longitude"},
               {place_precision, "geo_precision", -1, false, StateCode::none, PrecisionScale::acled},
               {count, "fatalities"}};
  return f;
}

// UCDP GED Codebook: 49 columns; some candidate files come without a header.
Format ged() {
  Format f;
  f.name = "ged";
  f.title = "UCDP GED and candidate events, with or without a header";
  f.list = "ged";
  f.counts = "deaths";
  f.separator = ',';
  f.quotes = true;
  f.header = Header::optional;
  f.fewest_cells = f.most_cells = 49;
  f.known = {60, true, {}};
  f.years_from = 1980;
  f.numbered_ids = true;
  f.columns = {{id, "id", 0, true},
               {year, "year", 2},
               {status, "code_status", 4},
               {type, "type_of_violence", 5, true},
               {actor, "side_a", 14, true},
               {target, "side_b", 17, true},
               {place_precision, "where_prec", 24, false, StateCode::none, PrecisionScale::ucdp},
               {place, "where_coordinates", 25},
               {latitude, "latitude", 29},
               {longitude, "longitude", 30},
               {country, "country_id", 34, false, StateCode::gw},
               {day_precision, "date_prec", 37, false, StateCode::none, PrecisionScale::ucdp},
               {day, "date_start", 38, true},
               {last_day, "date_end", 39, true},
               {count, "best|best_est", 44},
               {actor_state, "gwnoa", 47, false, StateCode::gw},
               {target_state, "gwnob", 48, false, StateCode::gw}};
  return f;
}

// Daily files of the Phoenix pipeline: numbers of events start again every day, so the day belongs to the id.
Format phoenix() {
  Format f;
  f.name = "phoenix";
  f.title = "Phoenix daily events, 26 columns without a header";
  f.list = "cameo";
  f.header = Header::none;
  f.fewest_cells = 26;
  f.most_cells = 27;
  f.known = {1, false, {}};
  f.columns = {{id, "EventID", 0, true},
               {id, "Date", 1, true},
               {day, "Date", 1, true},
               {actor, "SourceActorFull", 5},
               {actor_state, "SourceActorEntity", 6, false, StateCode::cameo},
               {actor_sector, "SourceActorRole", 7},
               {target, "TargetActorFull", 9},
               {target_state, "TargetActorEntity", 10, false, StateCode::cameo},
               {target_sector, "TargetActorRole", 11},
               {type, "EventCode", 13, true},
               {latitude, "Lat", 18},
               {longitude, "Lon", 19},
               {place, "LocationName", 20},
               {country, "CountryCode", 22, false, StateCode::cameo}};
  return f;
}

// Historical Phoenix of the Cline Center (New York Times, BBC, FBIS): 25 columns with a header; a part of each actor's
// code has a column of its own.
Format cline_phoenix() {
  Format f;
  f.name = "cline-phoenix";
  f.title = "Cline Center Historical Phoenix, 25 columns with a header";
  f.list = "cameo";
  f.separator = ',';
  f.quotes = true;
  f.day_form = DayForm::month_first;
  f.known = {1, false, {}};
  f.columns = {{id, "eid", -1, true},
               {day, "story_date", -1, true},
               {actor, "source"},
               {actor_state, "source_root", -1, true, StateCode::cameo},
               {actor_sector, "source_agent"},
               {target, "target"},
               {target_state, "target_root", -1, true, StateCode::cameo},
               {target_sector, "target_agent"},
               {type, "code", -1, true},
               {place, "placename"},
               {country, "countryname", -1, false, StateCode::iso3},
               {latitude, "lat"},
               {longitude, "lon"}};
  return f;
}

std::vector<Format> make_formats() {
  return {gdelt("gdelt1", "GDELT 1.0 events, 57 or 58 columns without a header", 57, 58, 50, 53, 56),
          gdelt("gdelt2", "GDELT 2.0 events, 61 columns without a header", 61, 61, 52, 56, 59),
          icews(),
          polecat(),
          acled(),
          ged(),
          phoenix(),
          cline_phoenix()};
}

// Lines "name TAB number"; underscores of names are spaces.
std::vector<std::string> read_names(const std::string& path) {
  const std::string text = read_file(path);
  std::vector<std::string> names;
  std::string_view rest = text;
  for (long line = 1; !rest.empty(); ++line) {
    std::string_view row = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), row.size() + 1));
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (row.empty()) continue;
    const auto tab = row.rfind('\t');
    std::size_t number = 0;
    const auto fault = [&](const char* what) {
      throw Error(ErrorCode::bad_data, what, "write the name, a tab and its number", {path, line, ""});
    };
    if (tab == std::string_view::npos) fault("the line gives no name and number");
    const std::string_view digits = row.substr(tab + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || number > 100'000'000)
      fault("the line gives no name and number");
    if (names.size() <= number) names.resize(number + 1);
    if (!names[number].empty()) fault("the number has a name already");
    names[number] = row.substr(0, tab);
    std::replace(names[number].begin(), names[number].end(), '_', ' ');
  }
  return names;
}

}  // namespace

std::string_view name_of(Field field) { return kFieldNames[static_cast<std::size_t>(field)]; }

std::string_view word_of(DayForm form) {
  return std::find_if(kDates.begin(), kDates.end(), [&](const Word<DayForm>& w) { return w.value == form; })->word;
}

std::span<const Format> formats() {
  static const std::vector<Format> all = make_formats();
  return all;
}

const Format& format(std::string_view name) {
  std::string list;
  for (const Format& f : formats()) {
    if (f.name == name) return f;
    list += f.name + ", ";
  }
  throw Error(ErrorCode::bad_request, fmt::format("there is no format \"{}\"", name),
              fmt::format("the formats are {}graph, and any table with a mapping (docs/formats.md)", list), {});
}

Format graph_format(const std::string& folder, std::optional<StepTime> steps) {
  Format f;
  f.name = "graph";
  f.title = "temporal knowledge graph: subject, relation, object, time";
  f.list = "graph";
  f.kind = FileKind::spaced;
  f.header = Header::none;
  f.fewest_cells = 4;
  f.most_cells = 5;
  f.known = {1, false, {}};
  if (steps && steps->steps_per_day < 1)
    throw Error(ErrorCode::bad_request, "there must be one step a day or more", "say how many steps make a day", {});
  f.steps = steps;
  f.columns = {
      {actor, "subject", 0, true}, {actor_state, "subject", 0, false, StateCode::in_name}, {type, "relation", 1, true},
      {target, "object", 2, true}, {target_state, "object", 2, false, StateCode::in_name}, {day, "time", 3, true}};
  const bool is_folder = std::filesystem::is_directory(folder);
  const std::filesystem::path beside =
      is_folder ? std::filesystem::path(folder) : std::filesystem::path(folder).parent_path();
  if (std::filesystem::exists(beside / "entity2id.txt")) {
    f.actor_names = read_names((beside / "entity2id.txt").string());
    f.type_names = read_names((beside / "relation2id.txt").string());
  } else {
    f.kind = FileKind::delimited;
  }
  return f;
}

}  // namespace entente::stream

#include "entente/stream/sample_rows.hpp"

#include "entente/base/output_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace entente::stream::tests {
namespace {

std::string digits_of(const std::string& day) {
  std::string out = day;
  out.erase(std::remove(out.begin(), out.end(), '-'), out.end());
  return out;
}

const std::vector<std::string> kIcews{
    "Event ID",  "Event Date",  "Source Name",    "Source Sectors", "Source Country", "Event Text",      "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",       "Sentence Number", "Publisher",
    "City",      "District",    "Province",       "Country",        "Latitude",       "Longitude"};
const std::vector<std::string> kPolecat{"Event ID",
                                        "Event Date",
                                        "Event Type",
                                        "Event Mode",
                                        "Intensity",
                                        "Quad Code",
                                        "Contexts",
                                        "Actor Name",
                                        "Actor Country",
                                        "Actor COW",
                                        "Primary Actor Sector",
                                        "Actor Sectors",
                                        "Actor Title",
                                        "Actor Name Raw",
                                        "Wikipedia Actor ID",
                                        "Recipient Name",
                                        "Recipient Country",
                                        "Recipient COW",
                                        "Primary Recipient Sector",
                                        "Recipient Sectors",
                                        "Recipient Title",
                                        "Recipient Name Raw",
                                        "Wikipedia Recipient ID",
                                        "Placename",
                                        "City",
                                        "District",
                                        "Province",
                                        "Country",
                                        "Latitude",
                                        "Longitude",
                                        "GeoNames ID",
                                        "Raw Placename",
                                        "Feature Type",
                                        "Source",
                                        "Publication Date",
                                        "Story People",
                                        "Story Organizations",
                                        "Story Locations",
                                        "Language",
                                        "Version"};
const std::vector<std::string> kAcled{
    "event_id_cnty", "event_date",     "year",     "time_precision", "disorder_type",
    "event_type",    "sub_event_type", "actor1",   "assoc_actor_1",  "inter1",
    "actor2",        "assoc_actor_2",  "inter2",   "interaction",    "civilian_targeting",
    "iso",           "region",         "country",  "admin1",         "admin2",
    "admin3",        "location",       "latitude", "longitude",      "geo_precision",
    "source",        "source_scale",   "notes",    "fatalities",     "tags",
    "timestamp"};

std::string joined(const std::vector<std::string>& cells, char separator) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += separator;
    out += cells[i];
  }
  return out + "\n";
}

}  // namespace

std::string row_of(std::size_t cells, char separator, const std::vector<std::pair<std::size_t, std::string>>& at) {
  std::vector<std::string> row(cells);
  for (const auto& [position, text] : at) row[position] = text;
  return joined(row, separator);
}

namespace {

struct Row {
  std::string day;
  std::string known;
  std::string id;
};

std::string gdelt(const Row& row, std::size_t cells, std::size_t place, std::size_t latitude, std::size_t added,
                  bool time) {
  return row_of(cells, '\t',
                {{0, row.id},
                 {1, digits_of(row.day)},
                 {5, "NERGOV"},
                 {6, "NIGER"},
                 {7, "NER"},
                 {12, "GOV"},
                 {15, "USA"},
                 {17, "USA"},
                 {26, "0356"},
                 {31, "4"},
                 {place, "Niamey, Niamey, Niger"},
                 {place + 1, "NG"},
                 {latitude, "13.5167"},
                 {latitude + 1, "2.11667"},
                 {added, digits_of(row.known) + (time ? "173000" : "")}});
}

std::string icews(const Row& row) {
  return row_of(20, '\t',
                {{0, row.id},
                 {1, row.day},
                 {2, "Police (Niger)"},
                 {3, "Police,Government"},
                 {4, "Niger"},
                 {5, "Consult"},
                 {6, "040"},
                 {7, "1"},
                 {8, "Chad"},
                 {9, "NA"},
                 {10, "Chad"},
                 {14, "Niamey"},
                 {17, "Niger"},
                 {18, "13.5"},
                 {19, "2.1"}});
}

std::string polecat(const Row& row) {
  return row_of(40, '\t',
                {{0, row.id},
                 {1, row.day},
                 {2, "CONSULT"},
                 {3, "visit"},
                 {6, "diplomatic;military"},
                 {7, "Mohamed Bazoum"},
                 {8, "NER"},
                 {10, "GOV"},
                 {15, "None"},
                 {16, "FRA"},
                 {23, "Niamey"},
                 {27, "NER"},
                 {28, "13.5"},
                 {29, "2.1"},
                 {34, row.known},
                 {39, "1.0"}});
}

std::string acled(const Row& row) {
  return row_of(31, ',',
                {{0, row.id},
                 {1, row.day},
                 {5, "Battles"},
                 {6, "Armed clash"},
                 {7, "Military Forces of Niger (2021-2023)"},
                 {9, "State forces"},
                 {10, "\"JNIM: Group, for Support\""},
                 {12, "Rebel group"},
                 {15, "562"},
                 {17, "Niger"},
                 {21, "Tillaberi"},
                 {22, "14.2"},
                 {23, "1.45"},
                 {27, "\"Two, \"\"lines\"\"\nof notes\""},
                 {28, "3"}});
}

std::string ged(const Row& row) {
  return row_of(49, ',',
                {{0, row.id},
                 {5, "1"},
                 {14, "Government of Niger"},
                 {17, "IS"},
                 {25, "Tillia"},
                 {29, "15.9"},
                 {30, "4.8"},
                 {33, "Niger"},
                 {34, "436"},
                 {38, row.day + " 00:00:00.000"},
                 {39, row.day + " 00:00:00.000"},
                 {44, "7"},
                 {47, "436"}});
}

std::string phoenix(const Row& row) {
  return row_of(26, '\t',
                {{0, row.id},
                 {1, digits_of(row.day)},
                 {5, "NERCOP"},
                 {6, "NER"},
                 {7, "COP"},
                 {9, "TCD"},
                 {10, "TCD"},
                 {13, "043"},
                 {18, "13.5"},
                 {19, "2.1"},
                 {20, "Niamey"},
                 {22, "NER"}});
}

std::string cline_phoenix(const Row& row) {
  const std::string month_first = row.day.substr(5, 2) + "/" + row.day.substr(8, 2) + "/" + row.day.substr(0, 4);
  return row_of(25, ',',
                {{0, row.id},
                 {1, month_first},
                 {5, "NERCOP"},
                 {6, "NER"},
                 {7, "COP"},
                 {9, "TCD"},
                 {10, "TCD"},
                 {13, "043"},
                 {18, "13.5"},
                 {19, "2.1"},
                 {20, "Niamey"},
                 {22, "NER"}});
}

}  // namespace

std::string sample_row(std::string_view format, const std::string& day, const std::string& known,
                       const std::string& id) {
  const Row row{day, known, id};
  if (format == "gdelt1") return gdelt(row, 58, 50, 53, 56, false);
  if (format == "gdelt2") return gdelt(row, 61, 52, 56, 59, true);
  if (format == "icews") return icews(row);
  if (format == "polecat") return polecat(row);
  if (format == "acled") return acled(row);
  if (format == "ged") return ged(row);
  if (format == "phoenix") return phoenix(row);
  if (format == "cline-phoenix") return cline_phoenix(row);
  return {};
}

std::string sample_header(std::string_view format) {
  if (format == "icews") return joined(kIcews, '\t');
  if (format == "polecat") return joined(kPolecat, '\t');
  if (format == "acled") return joined(kAcled, ',');
  if (format == "cline-phoenix")
    return "eid,story_date,year,month,day,source,source_root,source_agent,source_others,target,target_root,target_agent,"
           "target_others,code,root_code,quad_class,goldstein,joined_issues,lat,lon,placename,statename,countryname,aid,"
           "process\n";
  return {};
}

TemporaryFile::TemporaryFile(const std::string& name, std::string_view bytes) {
  std::string folder = (std::filesystem::temp_directory_path() / "entente-stream-XXXXXX").string();
  if (mkdtemp(folder.data()) != nullptr) folder_ = folder;
  path_ = folder_ + "/" + name;
  write_file(path_, bytes);
}

TemporaryFile::~TemporaryFile() {
  std::error_code code;
  std::filesystem::remove_all(folder_, code);
}

Reading read_path(const std::string& path, const Format& format, const ReadOptions& options, const Executor& executor) {
  Reading out;
  Names names;
  const TakeBatch take = [&](const EventBatch& batch) {
    const auto name = [&](std::uint32_t number) { return names.text(number); };
    for (std::size_t i = 0; i < batch.size(); ++i) {
      out.known_on.push_back(batch.known_on[i]);
      out.rows.push_back(fmt::format(
          "{} {} {} {} known {} | {} {} {} | {} {} {} | {} {} {} | {} {} {} | {}", batch.line[i], batch.id(i),
          to_string(day_of(batch.day[i])), name(batch.type[i]), to_string(day_of(batch.known_on[i])),
          name(batch.actor[i]), name(batch.actor_state[i]), name(batch.actor_sector[i]), name(batch.target[i]),
          name(batch.target_state[i]), name(batch.target_sector[i]), name(batch.mode[i]), name(batch.context[i]),
          name(batch.place[i]), name(batch.country[i]), batch.latitude_deg[i], batch.longitude_deg[i], batch.count[i]));
    }
  };
  const TakeReject reject = [&](const Reject& r) {
    out.rejects.push_back(fmt::format("{}:{} {}: {}", r.fault.line, r.fault.column, r.fault.field, r.fault.reason));
  };
  out.report = read_stream(path, format, names, take, reject, executor, options);
  return out;
}

Reading read_text(std::string_view text, const Format& format, const ReadOptions& options, const Executor& executor) {
  const TemporaryFile file("rows.csv", text);
  return read_path(file.path(), format, options, executor);
}

}  // namespace entente::stream::tests

#include "entente/geo/airfield.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/states/states.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>

namespace entente::geo {
namespace {

struct SurfaceRow {
  Surface surface;
  std::string_view name;
  bool paved;
};

constexpr SurfaceRow kSurfaces[] = {{Surface::unknown, "unknown", false},
                                    {Surface::asphalt, "asphalt", true},
                                    {Surface::concrete, "concrete", true},
                                    {Surface::paved, "paved", true},
                                    {Surface::landing_mat, "landing mat", false},
                                    {Surface::mixed, "mixed", false},
                                    {Surface::gravel, "gravel", false},
                                    {Surface::laterite, "laterite", false},
                                    {Surface::coral, "coral", false},
                                    {Surface::earth, "earth", false},
                                    {Surface::sand, "sand", false},
                                    {Surface::grass, "grass", false},
                                    {Surface::snow_or_ice, "snow or ice", false},
                                    {Surface::water, "water", false},
                                    {Surface::wood_or_roof, "wood or roof", false}};

// Words of the free texts, in lower case. PEM, PER, COM, COP, GRE are codes of aeronautical publications: partly
// concrete or asphalt or macadam, permanent, composite, composite, graded or rolled earth.
constexpr std::pair<std::string_view, Surface> kWords[] = {
    {"asp", Surface::asphalt},        {"asph", Surface::asphalt},        {"asphalt", Surface::asphalt},
    {"asfalt", Surface::asphalt},     {"asphault", Surface::asphalt},    {"ashphalt", Surface::asphalt},
    {"ashpalt", Surface::asphalt},    {"ashp", Surface::asphalt},        {"apsh", Surface::asphalt},
    {"bit", Surface::asphalt},        {"bitum", Surface::asphalt},       {"bitumen", Surface::asphalt},
    {"bituminous", Surface::asphalt}, {"tarmac", Surface::asphalt},      {"tar", Surface::asphalt},
    {"macadam", Surface::asphalt},    {"mac", Surface::asphalt},         {"con", Surface::concrete},
    {"conc", Surface::concrete},      {"concrete", Surface::concrete},   {"cem", Surface::concrete},
    {"cement", Surface::concrete},    {"paved", Surface::paved},         {"paving", Surface::paved},
    {"pem", Surface::paved},          {"per", Surface::paved},           {"com", Surface::paved},
    {"cop", Surface::paved},          {"composite", Surface::paved},     {"hard", Surface::paved},
    {"sealed", Surface::paved},       {"chipseal", Surface::paved},      {"brick", Surface::paved},
    {"bri", Surface::paved},          {"mats", Surface::landing_mat},    {"mat", Surface::landing_mat},
    {"psp", Surface::landing_mat},    {"pierced", Surface::landing_mat}, {"gravel", Surface::gravel},
    {"grvl", Surface::gravel},        {"gvl", Surface::gravel},          {"grv", Surface::gravel},
    {"rock", Surface::gravel},        {"oilgravel", Surface::gravel},    {"oligravel", Surface::gravel},
    {"hardcore", Surface::gravel},    {"cinders", Surface::gravel},      {"shale", Surface::gravel},
    {"schist", Surface::gravel},      {"limestone", Surface::gravel},    {"caliche", Surface::gravel},
    {"maicillo", Surface::gravel},    {"lat", Surface::laterite},        {"laterite", Surface::laterite},
    {"murram", Surface::laterite},    {"piçarra", Surface::laterite},    {"piç", Surface::laterite},
    {"piÇ", Surface::laterite},       {"saibro", Surface::laterite},     {"cor", Surface::coral},
    {"coral", Surface::coral},        {"earth", Surface::earth},         {"eerth", Surface::earth},
    {"eartth", Surface::earth},       {"dirt", Surface::earth},          {"gre", Surface::earth},
    {"ter", Surface::earth},          {"cla", Surface::earth},           {"clay", Surface::earth},
    {"loam", Surface::earth},         {"soil", Surface::earth},          {"ground", Surface::earth},
    {"natural", Surface::earth},      {"silt", Surface::earth},          {"unpaved", Surface::earth},
    {"unsealed", Surface::earth},     {"sand", Surface::sand},           {"san", Surface::sand},
    {"turf", Surface::grass},         {"grs", Surface::grass},           {"grass", Surface::grass},
    {"grassed", Surface::grass},      {"grassy", Surface::grass},        {"gras", Surface::grass},
    {"graas", Surface::grass},        {"grasss", Surface::grass},        {"sod", Surface::grass},
    {"herbe", Surface::grass},        {"snow", Surface::snow_or_ice},    {"sno", Surface::snow_or_ice},
    {"ice", Surface::snow_or_ice},    {"water", Surface::water},         {"wat", Surface::water},
    {"wood", Surface::wood_or_roof},  {"roof", Surface::wood_or_roof},   {"rooftop", Surface::wood_or_roof}};

std::optional<Surface> word_surface(std::string_view word) {
  for (const auto& [text, surface] : kWords)
    if (text == word) return surface;
  return std::nullopt;
}

const SurfaceRow& row_of(Surface surface) { return kSurfaces[static_cast<std::size_t>(surface)]; }

Surface joined(Surface a, Surface b) {
  if (a == b || a == Surface::mixed) return a;
  if (is_paved(a) && is_paved(b)) return Surface::paved;
  return is_paved(a) || is_paved(b) ? Surface::mixed : a;
}

// Columns of a table by name; throws where one is missing.
class Columns {
 public:
  Columns(const DelimitedTable& table, std::initializer_list<std::string_view> names) {
    for (const auto wanted : names) {
      const auto at = table.column(wanted);
      if (at == DelimitedTable::npos)
        throw Error(ErrorCode::bad_data, fmt::format("the column {} is missing", wanted),
                    "give the table in its published form", {table.file, 1, std::string(wanted)});
      at_.emplace(wanted, at);
    }
  }
  const std::string& of(const DelimitedRow& row, std::string_view column) const {
    return row.cells[at_.find(column)->second];
  }

 private:
  std::map<std::string_view, std::size_t> at_;
};

// Why a row is not taken.
struct Refusal {
  std::string field;
  std::string reason;
};

double coordinate(const std::string& text, std::string_view field, double bound) {
  const auto value = parse_number(text);
  if (!value || std::abs(*value) > bound)
    throw Refusal{std::string(field), fmt::format("\"{}\" is not between -{} and {}", text, bound, bound)};
  return *value;
}

double feet(const std::string& text, std::string_view field) {
  if (text.empty()) return 0;
  const auto value = parse_number(text);
  if (!value || *value < 0) throw Refusal{std::string(field), fmt::format("\"{}\" is not a length in feet", text)};
  return *value;
}

bool flag(const std::string& text, std::string_view field) {
  if (text.empty() || text == "0") return false;
  if (text == "1") return true;
  throw Refusal{std::string(field), fmt::format("\"{}\" is neither 0 nor 1", text)};
}

void longest_first(std::vector<Runway>& runways) {
  std::stable_sort(runways.begin(), runways.end(),
                   [](const Runway& a, const Runway& b) { return a.length_ft > b.length_ft; });
}

// By ISO 3166 alpha-2, which is never FIPS (NG is Nigeria) and in which Namibia is the text NA; empty where it is none,
// or that of a state which is no more: the table is one of today.
std::string state_of_today(std::string_view alpha2) {
  const states::States& all = states::States::all();
  const std::string_view code = all.meaning(states::List::iso2, alpha2).code;
  const states::State* state = all.find(code);
  return state == nullptr || state->former ? std::string() : std::string(code);
}

}  // namespace

std::string_view name(Surface surface) { return row_of(surface).name; }

Surface surface_named(std::string_view wanted) {
  for (const auto& row : kSurfaces)
    if (row.name == wanted) return row.surface;
  return Surface::unknown;
}

bool is_paved(Surface surface) { return row_of(surface).paved; }
bool is_unpaved(Surface surface) { return surface != Surface::unknown && !is_paved(surface); }

Surface parse_surface(std::string_view text) {
  std::optional<Surface> result;
  std::string word;
  const auto take = [&] {
    if (const auto surface = word_surface(word)) result = result ? joined(*result, *surface) : *surface;
    word.clear();
  };
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80)
      word += upper ? static_cast<char>(c - 'A' + 'a') : c;
    else
      take();
  }
  take();
  return result.value_or(Surface::unknown);
}

const Runway* longest_open_runway(const Airfield& airfield, bool paved_only) {
  const Runway* best = nullptr;
  for (const auto& runway : airfield.runways)
    if (!runway.closed && runway.length_ft > 0 && (!paved_only || is_paved(runway.surface)) &&
        (best == nullptr || runway.length_ft > best->length_ft))
      best = &runway;
  return best;
}

std::string map_name(const Airfield& airfield) {
  // Words that end the name of very many fields, and those that tell nothing where they are all that is left.
  constexpr std::string_view kEndings[] = {"Airport",       "Aeroport", "Airfield", "Airstrip", "Aerodrome",
                                           "International", "Intl",     "Regional", "Domestic", "Municipal"};
  constexpr std::string_view kTellsNothing[] = {"Ville",    "City",  "Town",           "County",
                                                "Memorial", "Field", "County Memorial"};
  constexpr std::size_t kLongest = 20;
  std::string_view left = airfield.name;
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view ending : kEndings) {
      if (left == ending) left = {};
      if (!left.ends_with(ending) || left[left.size() - ending.size() - 1] != ' ') continue;
      left.remove_suffix(ending.size() + 1);
      again = true;
    }
  }
  const bool tells = !left.empty() && std::ranges::find(kTellsNothing, left) == std::end(kTellsNothing);
  if (tells && left.size() <= kLongest) return std::string(left);
  if (!airfield.city.empty() && (!tells || airfield.city.size() < left.size())) return airfield.city;
  return tells ? std::string(left) : airfield.name;
}

AirfieldTable read_airfields(std::string_view airfields_csv, std::string airfields_file, std::string_view runways_csv,
                             std::string runways_file) {
  AirfieldTable result;
  std::unordered_map<std::string, std::size_t> by_icao;
  const auto refused = [&](const DelimitedTable& table, const DelimitedRow& row, const Refusal& refusal) {
    result.faults.push_back({table.file, row.line, 0, refusal.field, refusal.reason});
  };

  const auto fields = read_delimited(airfields_csv, std::move(airfields_file));
  const Columns column(fields,
                       {"icao", "name", "city", "country_iso2", "latitude_deg", "longitude_deg", "elevation_ft"});
  result.faults = fields.faults;
  for (const auto& row : fields.rows) try {
      Airfield airfield;
      airfield.icao = column.of(row, "icao");
      if (airfield.icao.empty()) throw Refusal{"icao", "is empty"};
      airfield.name = column.of(row, "name");
      airfield.city = column.of(row, "city");
      airfield.country = state_of_today(column.of(row, "country_iso2"));
      if (airfield.country.empty())
        throw Refusal{"country_iso2", fmt::format("\"{}\" is not a code of ISO 3166", column.of(row, "country_iso2"))};
      airfield.position.lat_deg = coordinate(column.of(row, "latitude_deg"), "latitude_deg", 90);
      airfield.position.lon_deg = coordinate(column.of(row, "longitude_deg"), "longitude_deg", 180);
      airfield.elevation_ft = parse_number(column.of(row, "elevation_ft")).value_or(0);
      if (!by_icao.emplace(airfield.icao, result.airfields.size()).second)
        throw Refusal{"icao", fmt::format("{} occurs twice", airfield.icao)};
      result.airfields.push_back(std::move(airfield));
    } catch (const Refusal& refusal) {
      refused(fields, row, refusal);
    }

  const auto runways = read_delimited(runways_csv, std::move(runways_file));
  const Columns runway_column(
      runways, {"airfield_icao", "length_ft", "width_ft", "surface", "lighted", "closed", "le_ident", "he_ident"});
  result.faults.insert(result.faults.end(), runways.faults.begin(), runways.faults.end());
  for (const auto& row : runways.rows) try {
      const auto& icao = runway_column.of(row, "airfield_icao");
      if (icao.empty()) continue;  // a strip without an entry among the airfields
      const auto airfield = by_icao.find(icao);
      if (airfield == by_icao.end()) throw Refusal{"airfield_icao", fmt::format("there is no airfield {}", icao)};
      Runway runway;
      const auto& low = runway_column.of(row, "le_ident");
      const auto& high = runway_column.of(row, "he_ident");
      runway.idents = high.empty() ? low : low + "/" + high;
      runway.length_ft = feet(runway_column.of(row, "length_ft"), "length_ft");
      runway.width_ft = feet(runway_column.of(row, "width_ft"), "width_ft");
      runway.surface_text = runway_column.of(row, "surface");
      runway.surface = parse_surface(runway.surface_text);
      runway.lighted = flag(runway_column.of(row, "lighted"), "lighted");
      runway.closed = flag(runway_column.of(row, "closed"), "closed");
      result.airfields[airfield->second].runways.push_back(std::move(runway));
    } catch (const Refusal& refusal) {
      refused(runways, row, refusal);
    }
  for (auto& airfield : result.airfields) longest_first(airfield.runways);
  return result;
}

std::vector<LayerPart> split_airfields(const std::vector<Airfield>& airfields) {
  std::map<std::string, nlohmann::json> lists;
  for (const auto& airfield : airfields) {
    auto runways = nlohmann::json::array();
    for (const auto& r : airfield.runways)
      runways.push_back({r.idents, r.length_ft, r.width_ft, r.surface_text, r.lighted, r.closed});
    auto& list = lists[airfield.country];
    if (list.is_null()) list = nlohmann::json::array();
    list.push_back({{"icao", airfield.icao},
                    {"name", airfield.name},
                    {"city", airfield.city},
                    {"country", airfield.country},
                    {"lat_deg", airfield.position.lat_deg},
                    {"lon_deg", airfield.position.lon_deg},
                    {"elevation_ft", airfield.elevation_ft},
                    {"runways", std::move(runways)}});
  }
  std::vector<LayerPart> parts;
  for (const auto& [code, list] : lists)
    parts.push_back(
        {std::string(kAirfieldsLayer), code, list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)});
  return parts;
}

std::vector<Airfield> parse_airfields(std::string_view part) {
  try {
    std::vector<Airfield> airfields;
    for (const auto& item : nlohmann::json::parse(part)) {
      Airfield airfield;
      item.at("icao").get_to(airfield.icao);
      item.at("name").get_to(airfield.name);
      item.at("city").get_to(airfield.city);
      item.at("country").get_to(airfield.country);
      item.at("lat_deg").get_to(airfield.position.lat_deg);
      item.at("lon_deg").get_to(airfield.position.lon_deg);
      item.at("elevation_ft").get_to(airfield.elevation_ft);
      for (const auto& r : item.at("runways")) {
        Runway runway;
        r.at(0).get_to(runway.idents);
        r.at(1).get_to(runway.length_ft);
        r.at(2).get_to(runway.width_ft);
        r.at(3).get_to(runway.surface_text);
        r.at(4).get_to(runway.lighted);
        r.at(5).get_to(runway.closed);
        runway.surface = parse_surface(runway.surface_text);
        airfield.runways.push_back(std::move(runway));
      }
      if (!is_valid(airfield.position))
        throw Error(ErrorCode::bad_data, "the position of " + airfield.icao + " is out of range",
                    "import the layer of airfields again");
      airfields.push_back(std::move(airfield));
    }
    return airfields;
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorCode::bad_data, "a part of the layer of airfields cannot be read",
                "import the layer of airfields again");
  }
}

PlaceCheck check_place(const RegionIndex& countries, std::string_view code, LatLon position, double tolerance_km) {
  const Country* country = countries.find(code);
  if (country == nullptr) return {};
  const double away_km = distance_to_country_km(*country, position);
  if (away_km == 0) return {PlaceAgreement::inside, 0};
  return {away_km <= tolerance_km ? PlaceAgreement::near : PlaceAgreement::outside, away_km};
}

}  // namespace entente::geo

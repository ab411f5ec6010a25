#include "entente/geo/layers.hpp"

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/outline.hpp"
#include "entente/states/states.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace entente::geo {
namespace {

using nlohmann::json;

// Why a feature is not taken; turned into a fault or an Error by the caller.
struct Refusal {
  std::string field;
  std::string reason;
};

json parse_text(std::string_view text, const std::string& file) {
  require_flat(text, file);
  try {
    return json::parse(text);
  } catch (const json::out_of_range&) {
    throw Error(ErrorCode::bad_data, "a number is too large for a number", "mend it", {file, 0, {}});
  } catch (const json::parse_error& e) {
    const std::size_t end = std::min(text.size(), e.byte);
    const long line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n');
    throw Error(ErrorCode::bad_data, text.empty() ? "the file is empty" : "this is not valid JSON",
                "give a GeoJSON file in UTF-8", {file, line, {}});
  }
}

std::string text_of(const json& properties, const char* key) {
  const auto it = properties.find(key);
  return it != properties.end() && it->is_string() ? it->get<std::string>() : std::string{};
}

double number_of(const json& properties, const char* key) {
  const auto it = properties.find(key);
  return it != properties.end() && it->is_number() ? it->get<double>() : 0.0;
}

const json& member(const json& object, const char* key, const char* field) {
  if (!object.is_object()) throw Refusal{field, "is not an object"};
  const auto it = object.find(key);
  if (it == object.end()) throw Refusal{field, fmt::format("has no member \"{}\"", key)};
  return *it;
}

LatLon position_of(const json& pair) {
  if (!pair.is_array() || pair.size() < 2 || !pair[0].is_number() || !pair[1].is_number())
    throw Refusal{"coordinates", "a position is not a pair of numbers"};
  const LatLon p{pair[1].get<double>(), pair[0].get<double>()};
  if (!is_valid(p))
    throw Refusal{"coordinates", fmt::format("longitude {} and latitude {} are out of range", p.lon_deg, p.lat_deg)};
  return p;
}

std::vector<LatLon> line_of(const json& array) {
  if (!array.is_array() || array.size() < 2) throw Refusal{"coordinates", "a line has fewer than two positions"};
  std::vector<LatLon> line;
  line.reserve(array.size());
  for (const auto& pair : array) line.push_back(position_of(pair));
  return line;
}

Ring ring_of(const json& array) {
  Ring ring = line_of(array);
  if (ring.size() < 4) throw Refusal{"coordinates", "a ring has fewer than four positions"};
  if (ring.front() != ring.back()) throw Refusal{"coordinates", "a ring is not closed"};
  return ring;
}

Polygon polygon_of(const json& array) {
  if (!array.is_array() || array.empty()) throw Refusal{"coordinates", "a polygon has no ring"};
  Polygon polygon;
  polygon.outer = ring_of(array[0]);
  for (std::size_t i = 1; i < array.size(); ++i) polygon.holes.push_back(ring_of(array[i]));
  return polygon;
}

std::vector<Polygon> polygons_of(const json& feature) {
  const json& geometry = member(feature, "geometry", "geometry");
  const std::string type = geometry.is_object() ? text_of(geometry, "type") : std::string{};
  const json& coordinates = member(geometry, "coordinates", "geometry");
  if (type == "Polygon") return {polygon_of(coordinates)};
  if (type != "MultiPolygon") throw Refusal{"geometry", fmt::format("is \"{}\", not a polygon", type)};
  if (!coordinates.is_array() || coordinates.empty()) throw Refusal{"coordinates", "there is no polygon"};
  std::vector<Polygon> polygons;
  for (const auto& one : coordinates) polygons.push_back(polygon_of(one));
  return polygons;
}

// The ISO code where the layer has one; else that of the state which the layer's own code means (KOS is XKX), or that.
std::string code_of(const json& properties) {
  std::string iso = text_of(properties, "iso_a3");
  if (iso.size() == 3 && iso != "-99") return iso;
  std::string own = text_of(properties, "adm0_a3");
  if (own.empty() || own == "-99") throw Refusal{"adm0_a3", "neither iso_a3 nor adm0_a3 holds a code"};
  const std::string_view ours = states::States::all().meaning(states::List::iso3, own).code;
  return ours.empty() ? own : std::string(ours);
}

// Everything but the polygons.
Country described_by(const json& feature) {
  const json& properties = member(feature, "properties", "properties");
  if (!properties.is_object()) throw Refusal{"properties", "is not an object"};
  Country country;
  country.code = code_of(properties);
  country.adm0_a3 = text_of(properties, "adm0_a3");
  country.name = text_of(properties, "name_long");
  if (country.name.empty()) country.name = text_of(properties, "name");
  country.continent = text_of(properties, "continent");
  country.subregion = text_of(properties, "subregion");
  return country;
}

Country country_of(const json& feature) {
  Country country = described_by(feature);
  country.polygons = polygons_of(feature);
  return country;
}

// Reads lists of positions, [[lon,lat],...] in lists of lists, straight from the text. Every function says whether it
// found what it reads, well formed; where one did not, the text is left to json::parse, which says what is wrong.
class CoordinateReader {
 public:
  explicit CoordinateReader(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool polygons(std::vector<Polygon>& out) {
    return list([&] { return polygon(out.emplace_back()); }) && at_ == end_;
  }
  bool lone_polygon(Polygon& out) { return polygon(out) && at_ == end_; }

 private:
  template <class One>
  bool list(One&& one) {
    if (!take('[')) return false;
    do {
      if (!one()) return false;
    } while (take(','));
    return take(']');
  }
  bool polygon(Polygon& out) {
    bool first = true;
    return list([&] { return ring(std::exchange(first, false) ? out.outer : out.holes.emplace_back()); });
  }
  bool ring(Ring& out) {
    return list([&] { return position(out.emplace_back()); }) && out.size() >= 4 && out.front() == out.back();
  }
  bool position(LatLon& out) {
    return take('[') && number(out.lon_deg) && take(',') && number(out.lat_deg) && take(']') && is_valid(out);
  }
  bool number(double& out) {
    const auto [next, error] = std::from_chars(at_, end_, out);
    at_ = next;
    return error == std::errc{};
  }
  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  const char* at_;
  const char* end_;
};

// A text whose coordinates, which are most of it, were cut out: a number that counts them stands where they stood.
struct Cut {
  json rest;
  std::vector<std::string_view> coordinates;
};

// Nothing where the rest is not JSON.
std::optional<Cut> without_coordinates(std::string_view text) {
  constexpr std::string_view kKey = "\"coordinates\":";
  Cut cut;
  std::string rest;
  for (std::size_t key = text.find(kKey); key != std::string_view::npos; key = text.find(kKey)) {
    const std::size_t begin = key + kKey.size();
    std::size_t end = std::min(text.find_first_not_of("[]0123456789-+.eE,", begin), text.size());
    if (end > begin && text[end - 1] == ',') --end;
    rest += text.substr(0, begin);
    rest += fmt::to_string(cut.coordinates.size());
    cut.coordinates.push_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  rest += text;
  cut.rest = json::parse(rest, nullptr, false);
  return cut.rest.is_discarded() ? std::nullopt : std::optional(std::move(cut));
}

// The polygons of a feature of `cut`; nothing where they are of another kind or have a fault.
std::optional<std::vector<Polygon>> quick_polygons(const Cut& cut, const json& feature) {
  if (!feature.is_object()) return std::nullopt;
  const auto geometry = feature.find("geometry");
  if (geometry == feature.end() || !geometry->is_object()) return std::nullopt;
  const auto number = geometry->find("coordinates");
  if (number == geometry->end() || !number->is_number_unsigned()) return std::nullopt;
  const auto at = number->get<std::size_t>();
  if (at >= cut.coordinates.size()) return std::nullopt;
  CoordinateReader reader(cut.coordinates[at]);
  const std::string type = text_of(*geometry, "type");
  std::vector<Polygon> polygons;
  if (type == "Polygon" ? !reader.lone_polygon(polygons.emplace_back())
                        : type != "MultiPolygon" || !reader.polygons(polygons))
    return std::nullopt;
  return polygons;
}

// A country from the text that split_countries() stores; nothing where the text is of another kind or has a fault.
std::optional<Country> quick_country(std::string_view text) {
  const auto cut = without_coordinates(text);
  if (!cut || cut->coordinates.size() != 1) return std::nullopt;
  auto polygons = quick_polygons(*cut, cut->rest);
  if (!polygons) return std::nullopt;
  Country country = described_by(cut->rest);
  country.polygons = std::move(*polygons);
  return country;
}

PopulatedPlace place_of(const json& feature) {
  const json& properties = member(feature, "properties", "properties");
  const json& geometry = member(feature, "geometry", "geometry");
  PopulatedPlace place;
  place.name = text_of(properties, "name");
  place.country = text_of(properties, "adm0_a3");
  if (place.country.empty()) throw Refusal{"adm0_a3", "is empty"};
  place.admin1 = text_of(properties, "adm1name");
  if (text_of(geometry, "type") != "Point") throw Refusal{"geometry", "is not a point"};
  place.position = position_of(member(geometry, "coordinates", "geometry"));
  place.population = number_of(properties, "pop_max");
  place.capital = number_of(properties, "adm0cap") == 1.0 || text_of(properties, "featurecla") == "Admin-0 capital";
  place.rank = static_cast<int>(number_of(properties, "scalerank"));
  return place;
}

BoundaryLine boundary_of(const json& feature) {
  const json& properties = member(feature, "properties", "properties");
  const json& geometry = member(feature, "geometry", "geometry");
  BoundaryLine line;
  line.kind = text_of(properties, "featurecla");
  line.name = text_of(properties, "name");
  constexpr std::string_view kDisputedKinds[] = {"Disputed", "Indefinite", "Claim", "Breakaway", "Line of control"};
  for (const auto kind : kDisputedKinds) line.disputed |= line.kind.starts_with(kind);
  const std::string type = text_of(geometry, "type");
  const json& coordinates = member(geometry, "coordinates", "geometry");
  if (type == "LineString") {
    line.parts.push_back(line_of(coordinates));
  } else if (type == "MultiLineString") {
    for (const auto& one : coordinates) line.parts.push_back(line_of(one));
  } else {
    throw Refusal{"geometry", fmt::format("is \"{}\", not a line", type)};
  }
  return line;
}

Lake lake_of(const json& feature) {
  return {text_of(member(feature, "properties", "properties"), "name"), polygons_of(feature)};
}

// Nothing where there is anything to say of a feature.
std::optional<std::vector<Lake>> quick_lakes(std::string_view text) {
  const auto cut = without_coordinates(text);
  if (!cut || !cut->rest.is_object()) return std::nullopt;
  const auto features = cut->rest.find("features");
  if (features == cut->rest.end() || !features->is_array() || features->size() != cut->coordinates.size())
    return std::nullopt;
  std::vector<Lake> lakes;
  for (const auto& feature : *features) {
    auto polygons = quick_polygons(*cut, feature);
    if (!polygons || !feature.contains("properties")) return std::nullopt;
    lakes.push_back({text_of(feature["properties"], "name"), std::move(*polygons)});
  }
  return lakes;
}

// Calls body(feature) for each feature of the collection; a refusal becomes a fault.
template <class Body>
void for_each_feature(const json& collection, const std::string& file, std::vector<RowFault>* faults, Body&& body) {
  const auto features = collection.is_object() ? collection.find("features") : collection.end();
  if (!collection.is_object() || features == collection.end() || !features->is_array())
    throw Error(ErrorCode::bad_data, "this is not a GeoJSON feature collection", "give a file with a list \"features\"",
                {file, 0, "features"});
  long number = 0;
  for (const auto& feature : *features) {
    ++number;
    try {
      body(feature);
    } catch (const Refusal& refusal) {
      if (faults != nullptr) faults->push_back({file, number, 0, refusal.field, refusal.reason});
    }
  }
}

template <class Value>
std::vector<Value> parse_all(std::string_view geojson, const std::string& file, std::vector<RowFault>* faults,
                             Value (*one)(const json&)) {
  std::vector<Value> values;
  for_each_feature(parse_text(geojson, file), file, faults,
                   [&](const json& feature) { values.push_back(one(feature)); });
  return values;
}

// Looked at once, where a layer is taken.
void refuse_broken(const Ring& ring) {
  if (std::string fault = fault_of_outline(ring); !fault.empty()) throw Refusal{"coordinates", std::move(fault)};
}

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

LayerParts split_countries(std::string_view geojson, const std::string& file) {
  LayerParts result;
  for_each_feature(parse_text(geojson, file), file, &result.faults, [&](const json& feature) {
    const Country country = country_of(feature);
    for (const Polygon& polygon : country.polygons) {
      refuse_broken(polygon.outer);
      for (const Ring& hole : polygon.holes) refuse_broken(hole);
    }
    for (const auto& part : result.parts)
      if (part.key == country.code) throw Refusal{"adm0_a3", fmt::format("the code {} occurs twice", country.code)};
    result.parts.push_back({std::string(kCountriesLayer), country.code, dump(feature)});
  });
  return result;
}

LayerParts split_places(std::string_view geojson, const std::string& file) {
  LayerParts result;
  std::map<std::string, std::string> texts;
  for_each_feature(parse_text(geojson, file), file, &result.faults, [&](const json& feature) {
    auto& text = texts[place_of(feature).country];
    text += text.empty() ? R"({"type":"FeatureCollection","features":[)" : ",";
    text += dump(feature);
  });
  for (auto& [code, text] : texts) result.parts.push_back({std::string(kPlacesLayer), code, std::move(text) + "]}"});
  return result;
}

Country parse_country(std::string_view geojson_feature) {
  try {
    if (auto country = quick_country(geojson_feature)) return std::move(*country);
    return country_of(parse_text(geojson_feature, {}));
  } catch (const Refusal& refusal) {
    throw Error(ErrorCode::bad_data, refusal.field + " " + refusal.reason, "give a GeoJSON feature of one country",
                {{}, 0, refusal.field});
  }
}

std::vector<Country> parse_countries(std::string_view geojson, const std::string& file, std::vector<RowFault>* faults) {
  return parse_all<Country>(geojson, file, faults, country_of);
}

std::vector<BoundaryLine> parse_boundary_lines(std::string_view geojson, const std::string& file,
                                               std::vector<RowFault>* faults) {
  return parse_all<BoundaryLine>(geojson, file, faults, boundary_of);
}

std::vector<Lake> parse_lakes(std::string_view geojson, const std::string& file, std::vector<RowFault>* faults) {
  if (auto lakes = quick_lakes(geojson)) return std::move(*lakes);
  return parse_all<Lake>(geojson, file, faults, lake_of);
}

std::vector<PopulatedPlace> parse_places(std::string_view geojson, const std::string& file,
                                         std::vector<RowFault>* faults) {
  return parse_all<PopulatedPlace>(geojson, file, faults, place_of);
}

}  // namespace entente::geo

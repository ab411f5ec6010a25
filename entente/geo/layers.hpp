#pragma once
// Reference layers in GeoJSON: countries, boundary lines, lakes, populated places.
//
// They have a vintage and are not facts of the record. A store keeps a layer as text parts keyed by country, so that
// a question about twelve states reads twelve parts: split_... cuts a whole file into such parts, parse_... reads one.
// Coordinates are WGS84; elevations in GeoJSON positions are left out. Functions are free of state and safe to call
// from many threads.

#include "entente/base/delimited.hpp"
#include "entente/geo/region.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::geo {

/// A part of a layer: `layer` is the layer's name, `key` an ISO alpha-3 code (or what Country::code says where there
/// is none, or "-" for a layer that is not cut by country), `text` what the layer's parse function takes.
struct LayerPart {
  std::string layer;
  std::string key;
  std::string text;
};

/// Parts that were made and the features that were not taken: `line` is that of the feature's number (1 is the first),
/// `field` the property.
struct LayerParts {
  std::vector<LayerPart> parts;
  std::vector<RowFault> faults;
};

/// A boundary that is drawn; `disputed` where the layer's kind says disputed, indefinite, claim, breakaway or line of
/// control.
struct BoundaryLine {
  std::string kind;
  std::string name;
  bool disputed = false;
  std::vector<std::vector<LatLon>> parts;
};

struct Lake {
  std::string name;
  std::vector<Polygon> polygons;
};

/// A populated place. Populations are rough and of the layer's vintage.
struct PopulatedPlace {
  std::string name;
  std::string country;  // as Country::code
  std::string admin1;
  LatLon position;
  double population = 0;
  bool capital = false;
  int rank = 0;  // 0 is shown first
};

/// Layer names of the parts below.
inline constexpr std::string_view kCountriesLayer = "countries";
inline constexpr std::string_view kPlacesLayer = "places";

/// One part a country. `file` is named in faults and errors. Features without a polygon or a code are faults.
/// Throws Error{bad_data} where the text is not a GeoJSON feature collection.
LayerParts split_countries(std::string_view geojson, const std::string& file);

/// One part a country, each a feature collection of its places.
LayerParts split_places(std::string_view geojson, const std::string& file);

/// A country from one GeoJSON feature, as split_countries makes it. Throws Error{bad_data}: no JSON, no polygon,
/// coordinates out of range, an open ring, neither `iso_a3` nor `adm0_a3`. About 10 million characters a second or
/// more.
Country parse_country(std::string_view geojson_feature);

/// All countries of a file, in its order; features that cannot be taken are left out and reported in `faults` where
/// that is given.
std::vector<Country> parse_countries(std::string_view geojson, const std::string& file,
                                     std::vector<RowFault>* faults = nullptr);

/// Boundary lines, lakes, places from a feature collection; features that cannot be taken are left out and reported in
/// `faults` where that is given. Throw Error{bad_data} where the text is not a feature collection.
std::vector<BoundaryLine> parse_boundary_lines(std::string_view geojson, const std::string& file,
                                               std::vector<RowFault>* faults = nullptr);
std::vector<Lake> parse_lakes(std::string_view geojson, const std::string& file,
                              std::vector<RowFault>* faults = nullptr);
std::vector<PopulatedPlace> parse_places(std::string_view geojson, const std::string& file,
                                         std::vector<RowFault>* faults = nullptr);

}  // namespace entente::geo

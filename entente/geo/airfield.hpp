#pragma once
// Airfields and their runways: a reference layer with a vintage, not facts of the record.
//
// The shipped tables are of August 2026 and say nothing about what a runway was earlier. Lengths are feet, as
// published. Rules for surfaces: docs/methods/geodesy.md, section 4.

#include "entente/base/delimited.hpp"
#include "entente/geo/lat_lon.hpp"
#include "entente/geo/layers.hpp"
#include "entente/geo/region.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::geo {

/// What a runway is made of. `mixed`: paved in part; `landing_mat`: metal planking or mats.
enum class Surface {
  unknown,
  asphalt,
  concrete,
  paved,  // paved, the kind not told, or asphalt and concrete
  landing_mat,
  mixed,
  gravel,
  laterite,
  coral,
  earth,
  sand,
  grass,
  snow_or_ice,
  water,
  wood_or_roof,
};

/// The name in tables, such as "laterite".
std::string_view name(Surface surface);
/// Surface with this name; unknown where there is none.
Surface surface_named(std::string_view wanted);

/// Asphalt, concrete, paved.
bool is_paved(Surface surface);
/// Not paved, and known: unknown is neither paved nor unpaved.
bool is_unpaved(Surface surface);

/// Reads the free text of the tables ("ASP", "ASPH-G", "Piçarra", "GRVL-DIRT-P"): the words are looked up in a table,
/// letters that grade the condition are passed over, a text with paved and unpaved words is mixed, one with several
/// unpaved words is the first. Single letters (C, G, N, S, ...) have several readings and stay unknown.
Surface parse_surface(std::string_view free_text);

struct Runway {
  std::string idents;    // "07L/25R"
  double length_ft = 0;  // 0 = not known
  double width_ft = 0;   // 0 = not known
  Surface surface = Surface::unknown;
  std::string surface_text;  // as the table has it
  bool lighted = false;
  bool closed = false;
};

struct Airfield {
  std::string icao;  // the key; for small fields a local code
  std::string name;
  std::string city;
  std::string country;  // as Country::code
  LatLon position;
  double elevation_ft = 0;
  std::vector<Runway> runways;  // longest first; may be empty: then nothing is known
};

/// The longest runway that is not closed and, with `paved_only`, is paved. None where there is no such runway or no
/// length is known.
const Runway* longest_open_runway(const Airfield& airfield, bool paved_only = false);

/// The name as a map writes it, where a mark says already that it is an airfield: "Kotoka" of "Kotoka International
/// Airport". Where nothing that tells it apart is left ("Airport", "Ville Airport"), and where more than 20 letters
/// are, the city, if the table has one.
std::string map_name(const Airfield& airfield);

struct AirfieldTable {
  std::vector<Airfield> airfields;  // in the order of the table
  std::vector<RowFault> faults;
};

/// Joins the two tables. A row that cannot be taken (a coordinate out of range, an unknown country, a code that occurs
/// twice, a length that is not a number, a runway of no airfield) is reported with file, line, field and reason; the
/// others are kept. Throws Error{bad_data} where a table is empty or lacks a column.
AirfieldTable read_airfields(std::string_view airfields_csv, std::string airfields_file, std::string_view runways_csv,
                             std::string runways_file);

inline constexpr std::string_view kAirfieldsLayer = "airfields";

/// One part a country, ordered by code, for a store; see LayerPart.
std::vector<LayerPart> split_airfields(const std::vector<Airfield>& airfields);

/// Reads a part that split_airfields made. Throws Error{bad_data} on anything else.
std::vector<Airfield> parse_airfields(std::string_view part);

/// How a position agrees with the country that a row names.
enum class PlaceAgreement { inside, near, outside, no_polygon };
struct PlaceCheck {
  PlaceAgreement agreement = PlaceAgreement::no_polygon;
  double distance_km = 0;  // to the country; 0 inside
};

/// `near` is outside by at most `tolerance_km` (generalised coasts, small islands). `no_polygon`: the layer has no
/// country of this code (overseas territories that it counts to another state).
PlaceCheck check_place(const RegionIndex& countries, std::string_view code, LatLon position,
                       double tolerance_km = kBorderTolerance_km);

}  // namespace entente::geo

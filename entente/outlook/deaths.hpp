#pragma once
// Deaths in organised violence over the next one to twelve months: a band, and how well such bands held.
//
// The total of the last twelve published months times ratios of what came to such totals that were observed, by the
// origin, in any country whose level was near. The band is a plain baseline, never an effect of anything.
//
// Method: docs/methods/outlook-deaths.md.

#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

struct DeathsModel {
  int nearest = 400;  // pairs drawn from at least: those as near as the last of them are drawn from too
  double minimum = 25;
  int step_months = 3;
  int first_year = 2018;
  int last_year = 2023;
  double tolerance = 0.1;
  std::string hash{};  // SHA-256 of the file
};

/// Reads the text of data/model/deaths.toml. Throws Error{bad_data} with file, line and field.
DeathsModel read_deaths_model(std::string_view text, const std::string& file);

/// The levels of the bands, in the order in which coverages and bands stand in arrays.
inline constexpr std::array<double, 3> kBandLevels{0.5, 0.8, 0.9};

/// Country-origins from which on bands are judged.
inline constexpr int kFewestOrigins = 30;

/// Which countries a check is of, by their total at the origin.
enum class Level { any, busy, quiet };  // the model's minimum or more, or fewer

/// Scores over past origins, all countries of the level at the origin; of countries with one series (same_series) one.
/// CRPS is of ln(1 + deaths).
struct DeathsCheck {
  int n = 0;  // country-origins whose twelve months ahead are in the view
  int countries = 0;
  int first_month = 0;  // of the origins; months since January 1970
  int last_month = 0;
  std::array<double, 3> coverage{};
  /// At least kFewestOrigins; of fewer nothing below is to be printed.
  bool can_be_judged = false;
  std::array<bool, 3> printable{};  // it can be judged, and the coverage is within the tolerance
  double crps = 0;
  double crps_same_again = 0;  // the last total as the only member
  double crps_own_months = 0;  // twelve draws from the country's last 36 months
  double coverage_own_months_80 = 0;
  double ignorance = 0;       // bits, of deaths
  double interval_score = 0;  // of deaths, 90%
};

struct DeathsOutlook {
  std::string country{};
  int last_month = 0;     // the last published one; the forecast is of the months after it
  double last_total = 0;  // of the twelve months that end with it
  int months = 12;        // ahead
  double median = 0;
  std::array<stats::Interval, 3> bands{};  // 50, 80, 90%
  std::vector<double> dots{};              // twenty equally likely values
  double higher = 0;                       // P(more than the same again: the share of `months` in the last total)
  std::vector<double> values{};            // all equally likely values, ascending: one for each ratio drawn from
  int pairs = 0;                           // ratios drawn from
  std::vector<double> past_totals{};       // twelve-month totals that end in the months up to last_month, oldest first
  std::string revised_as_of{};             // today's figures were used, as revised to this day
  std::vector<std::string> same_as{};      // codes of countries with the same series: they count once among the pairs
  bool busy = false;                       // the last total is the model's minimum or more
  std::string model_hash{};
};

/// Countries whose series are the same in every month, and not of a coincidence (twelve months with deaths or more):
/// one conflict under two names. Codes of each group ascending, groups by their first. Cost: linear in the
/// country-months.
std::vector<std::vector<std::string>> same_series(const record::View& view);

/// The total of the `count` months that end with `month`; nothing where the series does not hold them all.
std::optional<double> months_to(const record::DeathsSeries& series, int month, int count);
inline std::optional<double> twelve_months(const record::DeathsSeries& series, int month) {
  return months_to(series, month, 12);
}

/// What the first six of the twelve months say of all: among the ratios drawn from, those whose first six months passed
/// half of the total before, and the others.
struct EarlyDeaths {
  double half = 0;      // deaths in the first six months that are watched for
  int month = 0;        // the last of these months
  double seen = 0;      // P(more than the last total in twelve months | more than half of it in the first six)
  double not_seen = 0;  // P(the same | not)
  double chance = 0;    // P(more than half of it in the first six)
  int seen_n = 0;       // ratios behind each
  int not_seen_n = 0;
  stats::Interval seen_interval{0, 1};
  stats::Interval not_seen_interval{0, 1};
  stats::Interval chance_interval{0, 1};
};
/// Nothing where deaths_ahead gives nothing. Cost: as deaths_ahead.
std::optional<EarlyDeaths> early_deaths(const record::View& view, std::string_view country, const DeathsModel& model);

/// Jeffreys' interval of a share of `pairs` ratios: those of one country overlap by up to eleven months, so independent
/// years of countries count.
stats::Interval share_of_pairs(double share, int pairs);

/// Nothing where the country has no twelve published months in the view, or where no pair of totals has been seen yet.
/// Neither codes nor their order move anything: pairs as near as the last one drawn from are all drawn from.
/// Requires 1 to 12 months. Cost: linear in the country-months of the view, and their sorting.
std::optional<DeathsOutlook> deaths_ahead(const record::View& view, std::string_view country, const DeathsModel& model,
                                          int months = 12);

/// How such bands held for the total of the `months` after each origin (requires 1 to 12). Rolls the origin over the
/// model's years as far as the view holds what came. The bootstrap of a country's own months draws with `seed`,
/// whatever the country is called.
DeathsCheck check_deaths(const record::View& view, const DeathsModel& model, std::uint64_t seed = 1, int months = 12,
                         Level which = Level::busy);

}  // namespace entente::outlook

#pragma once
// The conditions that rates of a demand's course depend on, as bits of a row. Only for course*.cpp.

#include "entente/outlook/course.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace entente::outlook::columns {

// Fixed columns; senders with a rate of their own follow behind the last.
enum Column : int {
  one,
  committed,
  softened,
  half_gone,
  band,                 // one for each band since the demand, cumulative
  since = band + 6,     // one for each band since the stage was reached, of committed and half gone, cumulative
  undated = since + 4,  // the same where no day is named
  far = undated + 4,    // phases around the day named for the exit
  mid,
  near,
  at,
  past,
  dated,  // a commitment with a day named for the exit
  deadline_near,
  deadline_past,
  coup,
  soft,
  large,
  refused,
  repeated,
  deadline,
  fighting,
  new_government,
  talks,
  begun,
  first_sender,
};

inline constexpr int kSenders = 64 - first_sender;
inline constexpr std::uint64_t bit(int column) { return std::uint64_t{1} << static_cast<unsigned>(column); }

/// The column of a name of the model file, "large"; nothing where it is none.
std::optional<int> column_of(std::string_view name);
std::string_view name_of(int column);

/// All conditions of a stretch of time: of the demand and what has happened (`standing.conditions`), and of where it
/// stands on `day`. `planned` = day named for the exit.
std::uint64_t on_day(const CourseSpec& spec, std::uint64_t conditions, record::DemandStage stage, double day,
                     double days_at_stage, std::optional<int> planned, std::optional<int> host_deadline);

/// The days after the demand on which a condition of on_day may change for one that stands so, sorted. Between two of
/// them, and before the first and after the last, all rates are constant. Both the rows of the fit and the steps of the
/// forward product end on them.
std::vector<int> turns(const CourseSpec& spec, const Standing& standing, record::DemandStage stage);

}  // namespace entente::outlook::columns

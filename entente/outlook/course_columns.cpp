#include "entente/outlook/course_columns.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace entente::outlook::columns {
namespace {

constexpr std::array<std::pair<std::string_view, int>, 22> kNames{{{"level", one},
                                                                   {"committed", committed},
                                                                   {"softened", softened},
                                                                   {"half-gone", half_gone},
                                                                   {"far", far},
                                                                   {"mid", mid},
                                                                   {"near", near},
                                                                   {"at", at},
                                                                   {"dated", dated},
                                                                   {"past", past},
                                                                   {"deadline-near", deadline_near},
                                                                   {"deadline-past", deadline_past},
                                                                   {"coup", coup},
                                                                   {"soft", soft},
                                                                   {"large", large},
                                                                   {"refused", refused},
                                                                   {"repeated", repeated},
                                                                   {"deadline", deadline},
                                                                   {"fighting", fighting},
                                                                   {"new-government", new_government},
                                                                   {"talks", talks},
                                                                   {"begun", begun}}};

}  // namespace

std::optional<int> column_of(std::string_view name) {
  for (const auto& [text, column] : kNames)
    if (text == name) return column;
  return std::nullopt;
}

std::string_view name_of(int column) {
  for (const auto& [text, of] : kNames)
    if (of == column) return text;
  if (column >= first_sender) return "sender";
  if (column >= undated) return "undated, longer at the stage";
  return column >= since ? "longer at the stage" : "longer since the demand";
}

std::uint64_t on_day(const CourseSpec& spec, std::uint64_t conditions, record::DemandStage stage, double day,
                     double days_at_stage, std::optional<int> planned, std::optional<int> host_deadline) {
  using record::DemandStage;
  std::uint64_t bits = conditions | bit(one);
  const auto bands = [&](const std::vector<int>& edges, double value, int first) {
    for (std::size_t i = 0; i < edges.size(); ++i)
      if (value >= edges[i]) bits |= bit(first + static_cast<int>(i));
  };
  if (stage == DemandStage::softened) bits |= bit(softened);
  if (stage == DemandStage::open || stage == DemandStage::softened) {
    bands(spec.bands_days, day, band);
    if (host_deadline) {
      const double behind = day - *host_deadline;
      if (behind >= spec.deadline_days + 1)
        bits |= bit(deadline_past);
      else if (behind >= -spec.deadline_days)
        bits |= bit(deadline_near);
    }
    return bits;
  }
  bits |= bit(stage == DemandStage::committed ? committed : half_gone);
  bands(spec.since_days, days_at_stage, since);
  if (!planned) {
    bands(spec.since_days, days_at_stage, undated);
    return bits;
  }
  const double from_plan = day - *planned;
  const auto passed =
      std::count_if(spec.phases_days.begin(), spec.phases_days.end(), [&](int edge) { return from_plan >= edge; });
  return bits | bit(dated) | bit(far + static_cast<int>(passed));
}

std::vector<int> turns(const CourseSpec& spec, const Standing& standing, record::DemandStage stage) {
  std::vector<int> out;
  const auto from = [&](int day, const std::vector<int>& edges) {
    for (const int edge : edges) out.push_back(day + edge);
  };
  if (stage == record::DemandStage::committed || stage == record::DemandStage::half_gone) {
    from(standing.since_day, spec.since_days);
    if (standing.planned_day) from(*standing.planned_day, spec.phases_days);
  } else {
    from(0, spec.bands_days);
    if (standing.deadline_day) from(*standing.deadline_day, {-spec.deadline_days, spec.deadline_days + 1});
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace entente::outlook::columns

#include "entente/base/hash.hpp"
#include "entente/outlook/course_columns.hpp"
#include "entente/outlook/model_file.hpp"

#include <array>
#include <cmath>

namespace entente::outlook {
namespace {

constexpr std::array<std::string_view, kMoves> kMoveNames{"leave",  "leave_dated", "leave_later", "keep",
                                                          "commit", "soften",      "halve",       "reopen"};
constexpr int kMostDraws = 10000;
constexpr double kMostDays = 36500;

std::vector<int> rising(const TomlFields& table, std::string_view field, std::size_t at_most) {
  std::vector<int> out;
  const TomlValue* list = table.find(field);
  if (list == nullptr) table.fail(field, "this key is missing");
  for (const TomlValue& item : list->items) {
    const auto number = item.number();
    if (!number || *number != std::floor(*number) || std::abs(*number) > kMostDays)
      table.fail(field, "this is not a list of whole days");
    out.push_back(static_cast<int>(*number));
  }
  if (out.empty()) table.fail(field, "this is not a list of whole days");
  if (out.size() > at_most) table.fail(field, "these are too many");
  for (std::size_t i = 1; i < out.size(); ++i)
    if (out[i] <= out[i - 1]) table.fail(field, "these do not rise");
  return out;
}

}  // namespace

std::string_view name(Move move) { return kMoveNames.at(static_cast<std::size_t>(move)); }

CourseSpec read_course_spec(std::string_view text, const std::string& file) {
  const TomlFields root = model_fields(text, file, "outlook-stages.md");
  root.only({"chosen_as_of", "base_days", "bands_days", "since_days", "phases_days", "deadline_days", "sender_demands",
             "draws", "prior", "conditions"});
  CourseSpec spec;
  spec.chosen_as_of = root.day("chosen_as_of");
  spec.base_days = root.number_above_zero("base_days");
  spec.bands_days = rising(root, "bands_days", 6);
  spec.since_days = rising(root, "since_days", 4);
  spec.phases_days = rising(root, "phases_days", 4);
  if (spec.phases_days.size() != 4) root.fail("phases_days", "there are four edges, of five phases");
  spec.deadline_days = root.whole("deadline_days", 1);
  spec.sender_demands = root.whole("sender_demands", 1);
  spec.draws = root.whole("draws", 1, kMostDraws);
  const TomlFields prior = root.table("prior");
  prior.only({"level", "stage", "band", "phase", "condition", "sender", "phase_means"});
  spec.level = prior.number_above_zero("level");
  spec.stage = prior.number_above_zero("stage");
  spec.band = prior.number_above_zero("band");
  spec.phase = prior.number_above_zero("phase");
  spec.condition = prior.number_above_zero("condition");
  spec.sender = prior.number_above_zero("sender");
  const TomlValue* means = prior.find("phase_means");
  if (means == nullptr) prior.fail("phase_means", "this key is missing");
  for (const TomlValue& item : means->items) {
    const auto number = item.number();
    if (!number) prior.fail("phase_means", "this is not a list of numbers");
    spec.phase_means.push_back(*number);
  }
  if (spec.phase_means.size() != 5) prior.fail("phase_means", "there are five phases");
  const TomlFields conditions = root.table("conditions");
  conditions.only({"leave", "leave_dated", "leave_later", "keep", "commit", "soften", "halve", "reopen"});
  for (std::size_t m = 0; m < kMoves; ++m) {
    spec.conditions[m] = conditions.optional_texts(kMoveNames[m]);
    for (const std::string& c : spec.conditions[m])
      if (c != "sender" && !columns::column_of(c)) conditions.fail(kMoveNames[m], "\"" + c + "\" is not a condition");
  }
  spec.hash = sha256(text);
  return spec;
}

}  // namespace entente::outlook

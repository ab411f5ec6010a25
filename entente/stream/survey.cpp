#include "entente/stream/survey.hpp"

#include "entente/stream/cells.hpp"
#include "entente/stream/missing.hpp"
#include "entente/stream/row.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::stream {
namespace {

using enum Field;

// Rows after which what nothing has spoken against is settled.
constexpr std::int64_t kFirstRows = 200;
// Of a hundred rows that tell the order of days, so many may tell another: slips of the pen. More are two orders in one
// column, of which none is taken.
constexpr std::int64_t kSlipsOfAHundred = 1;
constexpr std::int64_t kFewestCodes = 3;

constexpr std::size_t index_of(Field field) { return static_cast<std::size_t>(field); }
constexpr std::array kDays{day, last_day, known_on};
constexpr std::array kForms{DayForm::day_first, DayForm::month_first, DayForm::serial, DayForm::serial_1904};

bool is_two_letters(std::string_view text) {
  return text.size() == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

// A day, or an instant.
std::optional<Day> day_of_entry(std::string_view text) {
  if (const auto instant = day_of_instant(text)) return instant;
  const auto span = read_day(text, {}).span;
  return span ? std::optional(span->last) : std::nullopt;
}

std::string_view words_of(DayForm form) {
  switch (form) {
    case DayForm::day_first: return "day-first";
    case DayForm::month_first: return "month-first";
    case DayForm::serial: return "as the numbers of a spreadsheet";
    case DayForm::serial_1904: return "as the numbers of a spreadsheet that counts from 1904";
    case DayForm::iso:
    case DayForm::yymmdd: break;  // which are said, and not found
  }
  return "";
}

}  // namespace

Survey::Survey(const Format& format, const Plan& plan) : format_(format), plan_(plan) {
  for (const std::string& name : format.actor_names) only_numbers_ = only_numbers_ && (name.empty() || is_digits(name));
  for (std::size_t i = 0; i < format.type_names.size(); ++i)
    look_at_type(format.type_names[i], "", static_cast<std::int64_t>(i) + 1);
}

std::string_view Survey::cell(std::span<const std::string_view> cells, Field field) const {
  const int at = plan_.at[index_of(field)];
  if (at < 0 || static_cast<std::size_t>(at) >= cells.size()) return {};
  const std::string_view text = cells[static_cast<std::size_t>(at)];
  return is_missing(text) ? std::string_view{} : text;
}

// Whether the days of the row can be read so, and agree with each other and with what else dates the row.
bool Survey::fits(std::span<const std::string_view> cells, DayForm form, std::optional<int> year) const {
  const bool serial = form == DayForm::serial || form == DayForm::serial_1904;
  if (serial && !year) return false;  // a number alone is no evidence of being a day
  const DayRules rules{form, format_.years_from};
  std::optional<DaySpan> first;
  for (const Field field : kDays) {
    const std::string_view text = cell(cells, field);
    if (text.empty() || !may_be_day(text)) continue;
    const DayReading reading = read_day(text, rules, field == day ? year : std::nullopt);
    if (reading.fault == DayFault::century) continue;
    if (!reading.span) return false;
    if (field == day) first = reading.span;
    if (field != day && first && reading.span->last < first->first) return false;
  }
  if (!first) return true;
  const auto entry = day_of_entry(cell(cells, entered_on));
  return !entry || first->first <= *entry;
}

void Survey::look_at_days(std::span<const std::string_view> cells, std::int64_t line) {
  if (format_.steps || format_.day_form != DayForm::iso) return;
  const std::optional<int> year = year_of_cell(cell(cells, Field::year));
  std::string_view open;
  for (const Field field : kDays) {
    const std::string_view text = cell(cells, field);
    if (text.empty()) continue;
    const DayFault fault = read_day(text, {DayForm::iso, format_.years_from}, field == day ? year : std::nullopt).fault;
    if (fault == DayFault::order || fault == DayFault::serial) open = open.empty() ? text : open;
  }
  if (open.empty()) return;
  std::size_t sound = 0;
  for (const DayForm form : kForms)
    if (fits(cells, form, year)) sound |= std::size_t{1} << static_cast<std::size_t>(form);
  if (sound == 0) return;
  ++of_no_form_;
  ++by_forms_[sound];
  for (const DayForm form : kForms)
    if (Sample& sample = only_[static_cast<std::size_t>(form)];
        sound == std::size_t{1} << static_cast<std::size_t>(form) && sample.line == 0)
      sample = {line, std::string(open)};
}

void Survey::look_at_type(std::string_view type, std::string_view label, std::int64_t line) {
  if (format_.list != "cameo" && format_.list != "graph") return;
  const ZeroSign sign = zero_sign(type, label);
  zeros_kept_ = zeros_kept_ || sign == ZeroSign::kept;
  if (sign == ZeroSign::lost && zeros_lost_.line == 0) zeros_lost_ = {line, std::string(type)};
}

void Survey::row(std::span<const std::string_view> cells, std::int64_t line) {
  ++rows_;
  look_at_days(cells, line);
  if (format_.type_names.empty()) look_at_type(cell(cells, type), cell(cells, label), line);
  if (format_.actor_names.empty()) only_numbers_ = only_numbers_ && is_digits(cell(cells, actor));
  for (const Field field : {actor, target, actor_state, target_state, country}) {
    const std::string_view text = cell(cells, field);
    if (text.empty()) continue;
    Codes& codes = codes_[index_of(field)];
    ++codes.filled;
    codes.of_two_letters += is_two_letters(text) ? 1 : 0;
  }
}

DayForm Survey::decided() const {
  std::size_t any = 0;  // the forms in which some row is sound
  for (std::size_t set = 1; set < by_forms_.size(); ++set)
    if (by_forms_[set] > 0) any |= set;
  const std::int64_t telling = of_no_form_ - by_forms_[any];  // rows in which fewer are
  DayForm found = DayForm::iso;
  for (const DayForm form : kForms) {
    std::int64_t against = 0;
    for (std::size_t set = 1; set < by_forms_.size(); ++set)
      if ((set >> static_cast<std::size_t>(form) & 1U) == 0) against += by_forms_[set];
    if (against * 100 > telling * kSlipsOfAHundred) continue;
    if (found != DayForm::iso) return DayForm::iso;
    found = form;
  }
  return found;
}

bool Survey::open() const {
  if (rows_ < kFirstRows) return true;
  return (of_no_form_ > 0 && decided() == DayForm::iso) || (zeros_lost_.line > 0 && !zeros_kept_);
}

Habits Survey::habits() const {
  Habits out;
  out.days = {format_.day_form, format_.years_from};
  if (of_no_form_ > 0 && format_.day_form == DayForm::iso) {
    out.days.form = decided();
    if (const Sample& sample = only_[static_cast<std::size_t>(out.days.form)]; out.days.form != DayForm::iso)
      out.words.push_back(sample.line > 0 ? fmt::format("its days are read {}, as \"{}\" in line {} shows",
                                                        words_of(out.days.form), sample.text, sample.line)
                                          : fmt::format("its days are read {}, the one way in which all rows are sound",
                                                        words_of(out.days.form)));
  }
  out.types.only_numbers = only_numbers_;
  out.types.zeros_lost = zeros_lost_.line > 0 && !zeros_kept_;
  if (out.types.zeros_lost)
    out.words.push_back(fmt::format(
        "its CAMEO codes have lost their leading zeros, as \"{}\" in line {} shows and none that begins with "
        "0 denies: what may be two codes, such as 20 and 020, has no class but where a label tells",
        zeros_lost_.text, zeros_lost_.line));
  find_codes(out.na_is_code);
  return out;
}

// NA is Namibia among the two-letter codes of ISO 3166, and may be a code among others that the format does not name;
// in no other way of coding states is it one. A column may give an actor and a state.
void Survey::find_codes(std::array<bool, kFields>& na_is_code) const {
  const auto each_of_column = [&](std::size_t f, bool value) {
    for (std::size_t other = 0; other < kFields; ++other)
      if (plan_.at[f] >= 0 && plan_.at[f] == plan_.at[other]) na_is_code[other] = value;
  };
  for (std::size_t f = 0; f < kFields; ++f)
    if (codes_[f].of_two_letters >= kFewestCodes && codes_[f].of_two_letters * 10 >= codes_[f].filled * 9)
      each_of_column(f, true);
  for (std::size_t f = 0; f < kFields; ++f)
    if (plan_.state[f] != StateCode::none) each_of_column(f, plan_.state[f] == StateCode::iso2);
}

}  // namespace entente::stream

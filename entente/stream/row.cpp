#include "entente/stream/row.hpp"

#include "entente/base/error.hpp"
#include "entente/stream/cells.hpp"
#include "entente/stream/missing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>

namespace entente::stream {
namespace {

using enum Field;

constexpr std::size_t index_of(Field field) { return static_cast<std::size_t>(field); }
constexpr std::uint32_t kUnknownState = Names::npos;

template <class Number>
bool parse_number(std::string_view text, Number& value) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

// "1,200": commas between groups of three digits, as spreadsheets write them.
std::string without_commas(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool comma = i > 0 && (text.size() - i) % 4 == 0;
    if ((text[i] == ',') != comma) return std::string(text);
    if (!comma) out += text[i];
  }
  return out;
}

bool parse_count(std::string_view text, std::int32_t& value) {
  if (text.find(',') != std::string_view::npos) {
    // "3,0" is what a program writes whose decimal mark is a comma.
    const std::string plain = without_commas(without_zero_part(text));
    return is_digits(plain) && parse_number(plain, value);
  }
  if (parse_number(text, value)) return value >= 0;
  double number = 0;
  if (!parse_number(text, number) || !(number >= 0 && number <= 2e9) || number != std::floor(number)) return false;
  value = static_cast<std::int32_t>(number);
  return true;
}

// "13,51" is 13.51: no position has thousands, so a comma in it can only be the decimal mark.
bool parse_degrees(std::string_view text, float& value) {
  if (parse_number(text, value)) return true;
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.find_first_of(",.", comma + 1) != std::string_view::npos) return false;
  std::string plain(text);
  plain[comma] = '.';
  return parse_number(plain, value);
}

// "7.0" is the id 7 where ids are numbers.
std::string_view without_fraction(std::string_view cell) {
  const std::string_view whole = without_zero_part(cell);
  return is_digits(whole) ? whole : cell;
}

// "XXX475": of UCDP's candidate events, some group of the country 475 that is not known.
bool is_unknown_side(std::string_view cell) { return cell.starts_with("XXX") && is_digits(cell.substr(3)); }

std::string fault_words(std::string_view cell, DayFault fault, std::optional<int> year) {
  const std::string_view text = cell.substr(0, 40);
  switch (fault) {
    case DayFault::order:
      return fmt::format("\"{}\" may be day-first or month-first, and no row of the file tells: say which with --dates",
                         text);
    case DayFault::century:
      return fmt::format("\"{}\" does not tell its century: a mapping says it with two_digit_years", text);
    case DayFault::serial:
      return fmt::format("\"{}\" may be a spreadsheet's number of a day: where it is, say so with --dates serial",
                         text);
    case DayFault::year: return fmt::format("\"{}\" does not lie in the year of the row, {}", text, year.value_or(0));
    case DayFault::none:
    case DayFault::not_a_day: break;
  }
  return fmt::format("\"{}\" is not a day", text);
}

}  // namespace

RowReader::RowReader(const Format& format, const Plan& plan, BlockRows& out)
    : format_(format),
      plan_(plan),
      out_(out),
      type_cells_(format.list, plan.habits.types),
      unknown_sides_(format.list == "ged") {
  for (std::size_t f = 0; f < kFields; ++f)
    if (plan.at[f] >= 0) used_.push_back(static_cast<Field>(f));
}

template <class Cell>
void RowReader::gather(const Cell& cell, std::size_t cells, Parsed& row) const {
  for (const Field field : used_) {
    const std::size_t f = index_of(field);
    const auto at = static_cast<std::size_t>(plan_.at[f]);
    row.cell[f] = at < cells ? cell(at) : std::string_view{};
  }
}

std::optional<RowReader::Refusal> RowReader::parse_day(Field field, std::string_view cell, std::optional<int> year,
                                                       DaySpan& span) {
  DayMemory& memory = days_[index_of(field)];
  if (memory.text != cell || memory.text.empty() || memory.year != year) {
    memory.text = cell;
    memory.year = year;
    memory.reading = read_day(cell, plan_.habits.days, year);
  }
  if (!memory.reading.span)
    return Refusal{field,
                   memory.reading.fault == DayFault::order || memory.reading.fault == DayFault::serial
                       ? RejectKind::day_meaning
                       : RejectKind::day,
                   fault_words(cell, memory.reading.fault, year)};
  span = *memory.reading.span;
  return std::nullopt;
}

void RowReader::blank_missing(Field field, std::string_view& cell) const {
  const std::size_t f = index_of(field);
  for (const std::string& missing : format_.missing)
    if (cell == missing) cell = {};
  if (cell.empty()) return;
  if (format_.standard_missing && is_missing(cell) && !(cell == "NA" && plan_.habits.na_is_code[f])) cell = {};
  if (!plan_.missing[f].empty() && cell == plan_.missing[f]) cell = {};
}

void RowReader::blank_unknown_sides(Parsed& row) const {
  for (const Field field : {actor, target})
    if (std::string_view& cell = row.cell[index_of(field)]; is_unknown_side(cell)) cell = {};
}

std::optional<RowReader::Refusal> RowReader::parse_step(std::string_view cell, DaySpan& on) const {
  const StepTime& time = *format_.steps;
  long step = 0;
  if (!parse_number(cell, step) || std::abs(step) > 1'000'000'000)
    return Refusal{day, RejectKind::day, fmt::format("\"{}\" is not a step of time", cell.substr(0, 40))};
  const long steps = step - time.first_step;
  const long days = steps >= 0 ? steps / time.steps_per_day : -((-steps + time.steps_per_day - 1) / time.steps_per_day);
  on = DaySpan{time.first_day + std::chrono::days{days}, time.first_day + std::chrono::days{days}};
  if (year_of(on.first) < 1800 || year_of(on.first) > 2200)
    return Refusal{day, RejectKind::day, fmt::format("step {} lies outside the years 1800 to 2200", step)};
  return std::nullopt;
}

// A row that was changed later was not known, as it stands, before.
std::optional<RowReader::Refusal> RowReader::parse_revised(Parsed& row) {
  const std::string_view cell = row.cell[index_of(revised_on)];
  if (cell.empty()) return std::nullopt;
  if (const auto instant = day_of_instant(cell)) {
    row.known = std::max(row.known, *instant);
    return std::nullopt;
  }
  DaySpan span;
  if (auto bad = parse_day(revised_on, cell, std::nullopt, span)) return bad;
  row.known = std::max(row.known, span.last);
  return std::nullopt;
}

// The day, the last day and the day it was known.
std::optional<RowReader::Refusal> RowReader::parse_days(Parsed& row) {
  const std::string_view first = row.cell[index_of(day)];
  if (auto bad = format_.steps ? parse_step(first, row.on)
                               : parse_day(day, first, year_of_cell(row.cell[index_of(Field::year)]), row.on))
    return bad;
  DaySpan span;
  if (const std::string_view cell = row.cell[index_of(last_day)]; !cell.empty()) {
    // Where the first day took the row's year, this one is of it or of the next.
    std::optional<int> year;
    if (days_[index_of(day)].reading.by_year) {
      year = year_of(row.on.first);
      if (read_day(cell, plan_.habits.days, year).fault == DayFault::year) ++*year;
    }
    if (auto bad = parse_day(last_day, cell, year, span)) return bad;
    if (span.last < row.on.first)
      return Refusal{last_day, RejectKind::day,
                     fmt::format("the last day, {}, is before the first", to_string(span.last))};
    row.on.last = span.last;
  }
  if (const std::string_view cell = row.cell[index_of(known_on)]; !cell.empty()) {
    if (auto bad = parse_day(known_on, cell, std::nullopt, span)) return bad;
    row.known = span.last;
  } else {
    Day from = row.on.last;
    if (format_.known.month_end) {
      const std::chrono::year_month_day date{from};
      from = date.year() / date.month() / std::chrono::last;
    }
    row.known = from + std::chrono::days{format_.known.lag_days};
  }
  row.known = std::max(row.known, row.on.last);
  if (auto bad = parse_revised(row)) return bad;
  if (format_.known.released) row.known = std::max(row.known, *format_.known.released);
  return std::nullopt;
}

std::optional<RowReader::Refusal> RowReader::parse_position(Parsed& row) const {
  row.latitude_deg = row.longitude_deg = std::numeric_limits<float>::quiet_NaN();
  for (const Field field : {latitude, longitude}) {
    const std::string_view cell = row.cell[index_of(field)];
    if (cell.empty()) continue;
    float& value = field == latitude ? row.latitude_deg : row.longitude_deg;
    const float limit = field == latitude ? 90.0F : 180.0F;
    if (!parse_degrees(cell, value) || !(std::abs(value) <= limit))
      return Refusal{
          field, RejectKind::position,
          fmt::format("\"{}\" is not a {}", cell.substr(0, 40), field == latitude ? "latitude" : "longitude")};
  }
  return std::nullopt;
}

// Numbers of a graph's files of names become the names.
std::optional<RowReader::Refusal> RowReader::name_numbers(Parsed& row) const {
  const auto named = [&](Field field, const std::vector<std::string>& names) -> std::optional<Refusal> {
    std::string_view& cell = row.cell[index_of(field)];
    if (names.empty() || cell.empty()) return std::nullopt;
    std::size_t number = 0;
    if (!parse_number(cell, number) || number >= names.size())
      return Refusal{field, RejectKind::name, fmt::format("\"{}\" is the number of no name", cell.substr(0, 40))};
    cell = names[number];
    return std::nullopt;
  };
  for (const Field field : {actor, target, actor_state, target_state, actor_sector, target_sector})
    if (auto bad = named(field, format_.actor_names)) return bad;
  return named(type, format_.type_names);
}

std::optional<RowReader::Refusal> RowReader::parse(Parsed& row) {
  for (const Field field : used_) {
    std::string_view& cell = row.cell[index_of(field)];
    // Nearly every cell is passed here by its first character.
    if (!cell.empty() &&
        (!format_.missing.empty() || may_be_missing(cell.front()) || !plan_.missing[index_of(field)].empty()))
      blank_missing(field, cell);
    // A row without a code may have its label.
    if (field == type && cell.empty()) {
      cell = row.cell[index_of(label)];
      blank_missing(label, cell);
    }
    if (plan_.required[index_of(field)] && cell.empty())
      return Refusal{field, RejectKind::empty_cell, "the cell is empty"};
  }
  if (unknown_sides_) blank_unknown_sides(row);
  if (auto bad = parse_days(row)) return bad;
  if (auto bad = parse_position(row)) return bad;
  row.place = stream::place_precision(plan_.scale[index_of(Field::place_precision)],
                                      row.cell[index_of(Field::place_precision)]);
  row.time =
      stream::day_precision(plan_.scale[index_of(Field::day_precision)], row.cell[index_of(Field::day_precision)]);
  row.count = kNoCount;
  if (const std::string_view cell = row.cell[index_of(count)]; !cell.empty() && !parse_count(cell, row.count))
    return Refusal{count, RejectKind::number, fmt::format("\"{}\" is not a whole number from 0", cell.substr(0, 40))};
  return name_numbers(row);
}

namespace {

// The last of what holds from a day on that has begun by the day; the first where none has.
template <class Since>
const Since& begun_by(Day day, const std::vector<Since>& spans) {
  std::size_t i = spans.size() - 1;
  while (i > 0 && day < spans[i].from) --i;
  return spans[i];
}

bool says_nothing(const StateAnswer& a) { return a.code.empty() && a.several.empty() && !a.no_state; }

}  // namespace

// What a cell means from day to day. Sources put several states into a cell, with semicolons between them: the same one
// twice is that one, and an organisation beside a state leaves the state.
std::vector<RowReader::StateSince> RowReader::states_of(StateCode how, std::string_view cell) {
  const states::States& all = states::States::all();
  std::vector<std::vector<states::Span>> parts{all.over_time(how, cell)};
  if (cell.find(';') != std::string_view::npos &&
      std::ranges::all_of(parts.front(), [](const states::Span& span) { return says_nothing(span.answer); })) {
    parts.clear();
    for (std::string_view rest = cell; !rest.empty();) {
      const std::string_view whole = rest.substr(0, rest.find(';'));
      rest.remove_prefix(std::min(rest.size(), whole.size() + 1));
      const std::string_view part = trimmed_cell(whole);
      if (part.empty() || (is_missing(part) && how != StateCode::iso2)) continue;
      parts.push_back(all.over_time(how, part));
    }
  }
  std::set<Day> days{Day::min()};
  for (const auto& spans : parts)
    for (const states::Span& span : spans) days.insert(span.from);
  std::vector<StateSince> out;
  for (const Day day : days) {
    std::string_view state;
    bool known = true;
    bool of_another_day = false;
    for (const auto& spans : parts) {
      const StateAnswer& a = begun_by(day, spans).answer;
      if (a.no_state && a.code.empty() && a.several.empty()) continue;
      known = known && !a.code.empty() && (state.empty() || state == a.code);
      state = a.code;
      of_another_day = of_another_day || a.out_of_time;
    }
    out.push_back({day, !known ? kUnknownState : state.empty() ? 0 : out_.names.number(state)});
    if (known && of_another_day && !state.empty()) out.back().read_as = fmt::format("{} as {}", cell, state);
  }
  return out;
}

std::uint32_t RowReader::state_number(Field field, std::string_view cell, Day on) {
  if (cell.empty()) return 0;
  const StateCode how = plan_.state[index_of(field)];
  if (how == StateCode::none) return out_.names.number(cell);
  StateMemory& memory = states_[static_cast<std::size_t>(how)];
  const std::uint32_t raw = memory.raw.number(cell);
  if (raw >= memory.since.size()) {
    memory.since.resize(raw + 1);
    memory.since[raw] = states_of(how, cell);
  }
  const StateSince& since = begun_by(on, memory.since[raw]);
  if (!since.read_as.empty()) ++out_.read_as[since.read_as];
  if (since.number != kUnknownState) return since.number;
  unresolved_ = true;
  const auto it = out_.unresolved.find(cell);
  if (it != out_.unresolved.end()) {
    ++it->second;
  } else {
    out_.unresolved.emplace(std::string(cell), 1);
  }
  return 0;
}

std::uint32_t RowReader::type_number(std::string_view cell, std::string_view label, std::int64_t line) {
  if (cell.empty() || format_.list.empty()) return out_.names.number(cell);
  std::uint32_t raw = types_.raw.number(cell);
  read_type(raw, cell, {});
  if (types_.match[raw] == TypeMatch::listed) return types_.number[raw];
  // Of a code that its list does not settle the label beside it decides, so the two are remembered together.
  if (!label.empty()) {
    type_text_.assign(cell);
    type_text_ += '\t';
    type_text_ += label;
    raw = types_.raw.number(type_text_);
    read_type(raw, cell, label);
  }
  const TypeMatch match = types_.match[raw];
  const auto [it, is_new] = out_.types.try_emplace(std::string(cell), BlockRows::TypeRows{match, 0, line});
  ++it->second.rows;
  it->second.match = std::max(it->second.match, match);
  out_.without_type += match >= TypeMatch::unclear ? 1 : 0;
  return types_.number[raw];
}

// Fills what is remembered of the number `raw`, where that is new.
void RowReader::read_type(std::uint32_t raw, std::string_view cell, std::string_view label) {
  if (raw < types_.number.size() && types_.number[raw] != Names::npos) return;
  if (raw >= types_.number.size()) {
    types_.number.resize(raw + 1, Names::npos);
    types_.match.resize(raw + 1, TypeMatch::listed);
  }
  const TypeReading reading = type_cells_.read(cell, label);
  types_.number[raw] = out_.names.number(reading.key);
  types_.match[raw] = reading.match;
}

// Of a day that is read by what the whole column tells, the id has the day and not its text, which another copy of the
// file may write in another way.
template <class Cell>
void RowReader::add_id(const Cell& cell, std::size_t cells, const Parsed& row) {
  EventBatch& batch = out_.batch;
  for (std::size_t i = 0; i < plan_.id.size(); ++i) {
    if (i > 0) batch.ids += '/';
    const auto at = static_cast<std::size_t>(plan_.id[i]);
    if (at >= cells) continue;
    if (plan_.id[i] == plan_.at[index_of(day)] && plan_.habits.days.form != DayForm::iso) {
      batch.ids += to_string(row.on.first);
    } else {
      batch.ids += format_.numbered_ids ? without_fraction(cell(at)) : cell(at);
    }
  }
  batch.id_end.push_back(static_cast<std::uint32_t>(batch.ids.size()));
}

void RowReader::add(const Parsed& row, std::int64_t line) {
  const auto text = [&](Field field) {
    const std::string_view cell = row.cell[index_of(field)];
    return cell.empty() ? 0U : out_.names.number(cell);
  };
  unresolved_ = false;
  EventBatch& batch = out_.batch;
  batch.line.push_back(line);
  batch.day.push_back(day_number(row.on.first));
  batch.last_day.push_back(day_number(row.on.last));
  batch.known_on.push_back(day_number(row.known));
  batch.actor.push_back(text(actor));
  batch.actor_state.push_back(state_number(actor_state, row.cell[index_of(actor_state)], row.on.first));
  batch.actor_sector.push_back(text(actor_sector));
  batch.target.push_back(text(target));
  batch.target_state.push_back(state_number(target_state, row.cell[index_of(target_state)], row.on.first));
  batch.target_sector.push_back(text(target_sector));
  batch.type.push_back(type_number(row.cell[index_of(type)], row.cell[index_of(label)], line));
  batch.mode.push_back(text(mode));
  batch.context.push_back(text(context));
  batch.place.push_back(text(place));
  batch.country.push_back(state_number(country, row.cell[index_of(country)], row.on.first));
  batch.status.push_back(text(status));
  batch.latitude_deg.push_back(row.latitude_deg);
  batch.longitude_deg.push_back(row.longitude_deg);
  batch.place_precision.push_back(row.place);
  batch.day_precision.push_back(row.time);
  batch.count.push_back(row.count);
  out_.without_actor += unresolved_ ? 1 : 0;
}

void RowReader::refuse(const Refusal& refusal, std::int64_t line, long column) {
  ++out_.rows;
  out_.rejects.push_back(
      {{"", static_cast<long>(line), column, plan_.name[index_of(refusal.field)], refusal.reason},
       refusal.kind,
       refusal.field == day || refusal.field == last_day || refusal.field == known_on || refusal.field == revised_on});
}

void RowReader::fault(const Splitter& splitter) {
  ++out_.rows;
  out_.rejects.push_back(splitter.fault());
  out_.rejects.back().fault.line = static_cast<long>(splitter.line());
}

// A row with stray separators has empty cells too many: those behind the last cell, or else those that can be taken out
// so that the row is sound, if all ways to do so agree.
std::optional<RowReader::Parsed> RowReader::mended(const Splitter& splitter) {
  const std::size_t right = plan_.full;
  const std::size_t surplus = splitter.cells() - right;
  std::optional<Parsed> found;
  const auto empty_from = [&](std::size_t first) {
    bool empty = true;
    for (std::size_t i = first; i < first + surplus; ++i) empty = empty && splitter.cell(i).empty();
    return empty;
  };
  for (std::size_t out = empty_from(right) ? right : 0; out <= right; ++out) {
    if (!empty_from(out)) continue;
    Parsed parsed;
    gather([&](std::size_t i) { return splitter.cell(i < out ? i : i + surplus); }, right, parsed);
    if (parse(parsed)) continue;
    if (found && found->cell != parsed.cell) return std::nullopt;
    found = parsed;
  }
  return found;
}

void RowReader::row(const Splitter& splitter) {
  if (!plan_.header.empty() && splitter.cells() == plan_.header.size()) {
    std::size_t same = 0;
    while (same < plan_.header.size() && splitter.cell(same) == plan_.header[same]) ++same;
    if (same == plan_.header.size()) {
      refuse({Field::id, RejectKind::header_repeated, "the header is repeated"}, splitter.line(), 1);
      out_.rejects.back().fault.field.clear();
      return;
    }
  }
  Parsed parsed;
  if (splitter.cells() > plan_.full) {
    const auto found = mended(splitter);
    if (!found) {
      refuse({Field::id, RejectKind::cells,
              fmt::format("the row has {} cells, not {}, and no one way to mend it", splitter.cells(), plan_.full)},
             splitter.line(), 1);
      out_.rejects.back().fault.field.clear();
      return;
    }
    parsed = *found;
    ++out_.mended;
  } else {
    const bool shifted = plan_.phantom >= 0 && splitter.cells() < plan_.full;
    const auto at = [&](std::size_t i) { return shifted && i > static_cast<std::size_t>(plan_.phantom) ? i - 1 : i; };
    gather([&](std::size_t i) { return splitter.cell(at(i)); }, splitter.cells() + (shifted ? 1 : 0), parsed);
    if (const auto bad = parse(parsed)) {
      const std::size_t cell = at(static_cast<std::size_t>(plan_.at[index_of(bad->field)]));
      refuse(*bad, splitter.line(), cell < splitter.cells() ? splitter.column(cell) : 1);
      return;
    }
  }
  ++out_.rows;
  add_id([&](std::size_t i) { return splitter.cell(i); }, splitter.cells(), parsed);
  add(parsed, splitter.line());
}

void RowReader::row(std::span<const std::string_view> cells, std::int64_t line) {
  const auto cell = [&](std::size_t i) { return cells[i]; };
  Parsed parsed;
  gather(cell, cells.size(), parsed);
  if (const auto bad = parse(parsed)) {
    refuse(*bad, line, 1);
    return;
  }
  ++out_.rows;
  add_id(cell, cells.size(), parsed);
  add(parsed, line);
}

void renumber(BlockRows& block, Names& names) {
  std::vector<std::uint32_t> to(block.names.size());
  for (std::uint32_t i = 0; i < block.names.size(); ++i) to[i] = names.number(block.names.text(i));
  EventBatch& batch = block.batch;
  for (const auto column : kNameColumns)
    for (std::uint32_t& number : batch.*column) number = to[number];
}

}  // namespace entente::stream

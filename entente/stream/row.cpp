#include "entente/stream/row.hpp"

#include "entente/base/error.hpp"
#include "entente/base/months.hpp"
#include "entente/base/text.hpp"
#include "entente/stream/states.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace entente::stream {
namespace {

using enum Field;

constexpr std::size_t index_of(Field field) { return static_cast<std::size_t>(field); }
constexpr std::uint32_t kUnknownState = Names::npos;
constexpr std::uint32_t kSeveralStates = Names::npos - 1;

// Of two digits: 69 is 2069, 70 is 1970. Event data that were coded by machines begin in 1979.
constexpr int kFirstYearOf1900 = 70;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_one_of(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const auto bar = names.find('|');
    if (same_name(names.substr(0, bar), name)) return true;
    if (bar == std::string_view::npos) return false;
    names.remove_prefix(bar + 1);
  }
  return false;
}

std::string first_name(std::string_view names) { return std::string(names.substr(0, names.find('|'))); }

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
    const std::string plain = without_commas(text);
    return plain.find_first_not_of("0123456789") == std::string::npos && parse_number(plain, value);
  }
  if (parse_number(text, value)) return value >= 0;
  double number = 0;
  if (!parse_number(text, number) || !(number >= 0 && number <= 2e9) || number != std::floor(number)) return false;
  value = static_cast<std::int32_t>(number);
  return true;
}

int digits(std::string_view text, std::size_t from, std::size_t size) {
  int value = 0;
  for (std::size_t i = from; i < from + size; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::optional<DaySpan> span_of(int year, int month, int day) {
  if (year < 1800 || year > 2200 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return DaySpan{Day{date}, Day{date}};
}

// What may stand behind a day: nothing, or a time of digits and the like.
bool is_time(std::string_view text) {
  if (text.empty()) return true;
  if (text.front() != 'T' && text.front() != ' ') return false;
  return text.find_first_not_of("0123456789:.+-TZ ") == std::string_view::npos;
}

// "17 March 2024", "17-Mar-2024", "March 17, 2024"; "3/17/2024" in the order that `form` says.
std::optional<DaySpan> parse_parts(std::string_view text, DayForm form) {
  std::array<std::string_view, 3> part;
  std::size_t n = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t from = text.find_first_not_of(" ,-/.", at);
    if (from == std::string_view::npos) return std::nullopt;
    at = std::min(text.find_first_of(" ,-/.", from), text.size());
    if (n == 3) return std::nullopt;
    part[n++] = text.substr(from, at - from);
  }
  if (n != 3) return std::nullopt;
  const auto number = [](std::string_view t) { return t.size() <= 4 ? digits(t, 0, t.size()) : -1; };
  if (part[2].size() != 4) return std::nullopt;
  if (const auto month = month_number(part[1]))
    return span_of(number(part[2]), static_cast<int>(*month), number(part[0]));
  if (const auto month = month_number(part[0]))
    return span_of(number(part[2]), static_cast<int>(*month), number(part[1]));
  if (form == DayForm::day_first) return span_of(number(part[2]), number(part[1]), number(part[0]));
  if (form == DayForm::month_first) return span_of(number(part[2]), number(part[0]), number(part[1]));
  return std::nullopt;
}

// The day in UTC of seconds or milliseconds since 1970, as programs write an instant: from 1973 to 2286.
std::optional<Day> day_of_instant(std::string_view text) {
  std::int64_t seconds = 0;
  if (!parse_number(text, seconds)) return std::nullopt;
  if (text.size() == 13) seconds /= 1000;
  if ((text.size() != 13 && text.size() != 9 && text.size() != 10) || seconds < 100'000'000) return std::nullopt;
  return Day{std::chrono::floor<std::chrono::days>(std::chrono::seconds{seconds})};
}

}  // namespace

std::optional<DaySpan> parse_stream_date(std::string_view text, DayForm form) {
  text = trimmed(text);
  if (form == DayForm::yymmdd && text.size() == 6 && digits(text, 0, 6) >= 0) {
    const int year = digits(text, 0, 2);
    return span_of(year + (year < kFirstYearOf1900 ? 2000 : 1900), digits(text, 2, 2), digits(text, 4, 2));
  }
  if (text.size() == 8 || text.size() == 14) {
    if (digits(text, 0, 8) >= 0) {
      // With a time: the day it lies in, if the time exists.
      if (text.size() == 14 &&
          (digits(text, 8, 2) > 23 || digits(text, 10, 2) > 59 || digits(text, 12, 2) > 60 || digits(text, 8, 6) < 0))
        return std::nullopt;
      return span_of(digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2));
    }
  }
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-' && digits(text, 0, 4) >= 0) {
    if (!is_time(text.substr(10))) return std::nullopt;
    return span_of(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  }
  if (text.size() == 4 || text.size() == 7) {
    if (const auto date = parse_date(text)) return DaySpan{date->first, date->last};
    return std::nullopt;
  }
  return parse_parts(text, form);
}

bool is_header(const Format& format, std::span<const std::string> cells) {
  return std::all_of(format.columns.begin(), format.columns.end(), [&](const FormatColumn& column) {
    return !column.required || std::any_of(cells.begin(), cells.end(), [&](const std::string& cell) {
      return is_one_of(column.names, trimmed(cell));
    });
  });
}

void no_such_column(const std::string& column, std::span<const std::string> header, const std::string& file) {
  // Two letters that changed places are two apart: as much is forgiven in a short name too.
  std::string near;
  std::size_t least = std::max<std::size_t>(2, column.size() / 3) + 1;
  for (const std::string& name : header) {
    const std::size_t far = edit_distance(lowered(column), lowered(name));
    if (far < least && !name.empty()) near = name, least = far;
  }
  throw Error(ErrorCode::bad_data, fmt::format("there is no column \"{}\", which the mapping names", column),
              near.empty() ? "correct the mapping, or take the line out of it"
                           : fmt::format("the nearest is \"{}\": correct the mapping", near),
              {file, 1, column});
}

Plan plan_of(const Format& format, std::span<const std::string> header, const std::string& file) {
  Plan plan;
  plan.at.fill(-1);
  for (const FormatColumn& column : format.columns) {
    int position = column.position;
    std::string name = first_name(column.names);
    if (!header.empty()) {
      position = -1;
      std::string_view rest = column.names;
      // Alternatives count in their own order.
      while (position < 0 && !rest.empty()) {
        const std::string_view wanted = rest.substr(0, rest.find('|'));
        rest.remove_prefix(std::min(rest.size(), wanted.size() + 1));
        for (std::size_t i = 0; i < header.size(); ++i) {
          if (!same_name(trimmed(header[i]), wanted)) continue;
          if (position >= 0)
            throw Error(ErrorCode::bad_data, fmt::format("the header names the column \"{}\" twice", wanted),
                        "give each column a name of its own", {file, 1, std::string(wanted)});
          position = static_cast<int>(i);
          name = trimmed(header[i]);
        }
      }
      if (position < 0 && format.by_mapping) no_such_column(column.names, header, file);
      if (position < 0 && column.required)
        throw Error(
            ErrorCode::bad_data,
            fmt::format("the header has no column \"{}\", which {} needs", first_name(column.names), format.name),
            "name the right format, or write a mapping (docs/formats.md)", {file, 1, name});
    }
    if (position < 0) continue;
    const std::size_t f = index_of(column.field);
    if (column.field == id) plan.id.push_back(position);
    if (plan.at[f] >= 0) continue;
    plan.at[f] = position;
    plan.name[f] = name;
    plan.required[f] = column.required;
    plan.state[f] = column.state;
  }
  if (plan.id.empty()) {
    for (const int position : plan.at)
      if (position >= 0) plan.id.push_back(position);
    std::sort(plan.id.begin(), plan.id.end());
    plan.id.erase(std::unique(plan.id.begin(), plan.id.end()), plan.id.end());
  }
  plan.header.assign(header.begin(), header.end());
  if (header.empty()) {
    plan.expected = {format.fewest_cells, format.most_cells, false};
  } else {
    plan.expected = {header.size(), header.size(), true};
    for (std::size_t i = 0; i < header.size(); ++i)
      if (!format.phantom.empty() && same_name(trimmed(header[i]), format.phantom)) plan.phantom = static_cast<int>(i);
    if (plan.phantom >= 0) --plan.expected.fewest;
    // Stray separators behind the last name of the header; rows may have them or not.
    if (format.stray_separators && plan.phantom < 0)
      while (plan.expected.fewest > 0 && header[plan.expected.fewest - 1].empty()) --plan.expected.fewest;
  }
  plan.full = plan.expected.most;
  if (format.stray_separators && plan.phantom < 0) plan.expected.most += 3;
  return plan;
}

RowReader::RowReader(const Format& format, const Plan& plan, BlockRows& out) : format_(format), plan_(plan), out_(out) {
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

std::optional<RowReader::Refusal> RowReader::parse_day(Field field, std::string_view cell,
                                                       std::optional<DaySpan>& span) {
  DayMemory& memory = days_[index_of(field)];
  if (memory.text != cell || memory.text.empty()) {
    memory.text = cell;
    memory.span = parse_stream_date(cell, format_.day_form);
  }
  span = memory.span;
  if (span) return std::nullopt;
  return Refusal{field, RejectKind::day, fmt::format("\"{}\" is not a day", cell.substr(0, 40))};
}

// A row that was changed later was not known, as it stands, before.
std::optional<RowReader::Refusal> RowReader::parse_revised(Parsed& row) {
  const std::string_view cell = row.cell[index_of(revised_on)];
  if (cell.empty()) return std::nullopt;
  if (const auto instant = day_of_instant(cell)) {
    row.known = std::max(row.known, *instant);
    return std::nullopt;
  }
  std::optional<DaySpan> span;
  if (auto bad = parse_day(revised_on, cell, span)) return bad;
  row.known = std::max(row.known, span->last);
  return std::nullopt;
}

std::optional<RowReader::Refusal> RowReader::parse(Parsed& row) {
  for (const Field field : used_) {
    std::string_view& cell = row.cell[index_of(field)];
    for (const std::string& missing : format_.missing)
      if (cell == missing) cell = {};
    if (plan_.required[index_of(field)] && cell.empty())
      return Refusal{field, RejectKind::empty_cell, "the cell is empty"};
  }
  std::optional<DaySpan> span;
  if (format_.steps) {
    const StepTime& time = *format_.steps;
    const std::string_view cell = row.cell[index_of(day)];
    long step = 0;
    if (!parse_number(cell, step) || std::abs(step) > 1'000'000'000)
      return Refusal{day, RejectKind::day, fmt::format("\"{}\" is not a step of time", cell.substr(0, 40))};
    const long steps = step - time.first_step;
    const long days =
        steps >= 0 ? steps / time.steps_per_day : -((-steps + time.steps_per_day - 1) / time.steps_per_day);
    span = DaySpan{time.first_day + std::chrono::days{days}, time.first_day + std::chrono::days{days}};
    if (year_of(span->first) < 1800 || year_of(span->first) > 2200)
      return Refusal{day, RejectKind::day, fmt::format("step {} lies outside the years 1800 to 2200", step)};
  } else if (auto bad = parse_day(day, row.cell[index_of(day)], span)) {
    return bad;
  }
  row.on = *span;
  if (const std::string_view cell = row.cell[index_of(last_day)]; !cell.empty()) {
    if (auto bad = parse_day(last_day, cell, span)) return bad;
    if (span->last < row.on.first)
      return Refusal{last_day, RejectKind::day,
                     fmt::format("the last day, {}, is before the first", to_string(span->last))};
    row.on.last = span->last;
  }
  if (const std::string_view cell = row.cell[index_of(known_on)]; !cell.empty()) {
    if (auto bad = parse_day(known_on, cell, span)) return bad;
    row.known = span->last;
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

  row.latitude_deg = row.longitude_deg = std::numeric_limits<float>::quiet_NaN();
  for (const Field field : {latitude, longitude}) {
    const std::string_view cell = row.cell[index_of(field)];
    if (cell.empty()) continue;
    float& value = field == latitude ? row.latitude_deg : row.longitude_deg;
    const float limit = field == latitude ? 90.0F : 180.0F;
    if (!parse_number(cell, value) || !(std::abs(value) <= limit))
      return Refusal{
          field, RejectKind::position,
          fmt::format("\"{}\" is not a {}", cell.substr(0, 40), field == latitude ? "latitude" : "longitude")};
  }
  row.count = kNoCount;
  if (const std::string_view cell = row.cell[index_of(count)]; !cell.empty() && !parse_count(cell, row.count))
    return Refusal{count, RejectKind::number, fmt::format("\"{}\" is not a whole number from 0", cell.substr(0, 40))};

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

std::uint32_t RowReader::state_number(Field field, std::string_view cell, Day on) {
  if (cell.empty()) return 0;
  const StateCode how = plan_.state[index_of(field)];
  if (how == StateCode::none) return out_.names.number(cell);
  Memory& memory = states_[static_cast<std::size_t>(how)];
  const std::uint32_t raw = memory.raw.number(cell);
  if (raw >= memory.number.size()) {
    memory.number.resize(raw + 1, 0);
    const StateAnswer answer = state_of(how, cell);
    memory.number[raw] = !answer.code.empty()      ? out_.names.number(answer.code)
                         : !answer.several.empty() ? kSeveralStates
                         : answer.no_state         ? 0
                                                   : kUnknownState;
  }
  std::uint32_t number = memory.number[raw];
  if (number == kSeveralStates) {
    const StateAnswer dated = state_of(how, cell, on);
    number = dated.code.empty() ? kUnknownState : out_.names.number(dated.code);
  }
  if (number != kUnknownState) return number;
  const auto it = out_.unresolved.find(cell);
  if (it != out_.unresolved.end()) {
    ++it->second;
  } else {
    out_.unresolved.emplace(std::string(cell), 1);
  }
  return 0;
}

std::uint32_t RowReader::type_number(std::string_view cell) {
  if (cell.empty() || format_.list.empty()) return out_.names.number(cell);
  const std::uint32_t raw = types_.raw.number(cell);
  if (raw >= types_.number.size()) {
    types_.number.resize(raw + 1, 0);
    type_text_ = format_.list;
    type_text_ += ':';
    type_text_ += cell;
    types_.number[raw] = out_.names.number(type_text_);
  }
  return types_.number[raw];
}

void RowReader::add(const Parsed& row, std::int64_t line) {
  const auto text = [&](Field field) {
    const std::string_view cell = row.cell[index_of(field)];
    return cell.empty() ? 0U : out_.names.number(cell);
  };
  EventBatch& batch = out_.batch;
  batch.line.push_back(line);
  batch.day.push_back(day_number(row.on.first));
  batch.known_on.push_back(day_number(row.known));
  batch.actor.push_back(text(actor));
  batch.actor_state.push_back(state_number(actor_state, row.cell[index_of(actor_state)], row.on.first));
  batch.actor_sector.push_back(text(actor_sector));
  batch.target.push_back(text(target));
  batch.target_state.push_back(state_number(target_state, row.cell[index_of(target_state)], row.on.first));
  batch.target_sector.push_back(text(target_sector));
  batch.type.push_back(type_number(row.cell[index_of(type)]));
  batch.mode.push_back(text(mode));
  batch.context.push_back(text(context));
  batch.place.push_back(text(place));
  batch.country.push_back(state_number(country, row.cell[index_of(country)], row.on.first));
  batch.latitude_deg.push_back(row.latitude_deg);
  batch.longitude_deg.push_back(row.longitude_deg);
  batch.count.push_back(row.count);
}

void RowReader::refuse(const Refusal& refusal, std::int64_t line, long column) {
  ++out_.rows;
  out_.rejects.push_back(
      {{"", static_cast<long>(line), column, plan_.name[index_of(refusal.field)], refusal.reason}, refusal.kind});
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
  EventBatch& batch = out_.batch;
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
  for (std::size_t i = 0; i < plan_.id.size(); ++i) {
    if (i > 0) batch.ids += '/';
    const auto at = static_cast<std::size_t>(plan_.id[i]);
    if (at < splitter.cells()) batch.ids += splitter.cell(at);
  }
  batch.id_end.push_back(static_cast<std::uint32_t>(batch.ids.size()));
  add(parsed, splitter.line());
}

void RowReader::row(std::span<const std::string_view> cells, std::int64_t line) {
  EventBatch& batch = out_.batch;
  Parsed parsed;
  gather([&](std::size_t i) { return cells[i]; }, cells.size(), parsed);
  if (const auto bad = parse(parsed)) {
    refuse(*bad, line, 1);
    return;
  }
  ++out_.rows;
  for (std::size_t i = 0; i < plan_.id.size(); ++i) {
    if (i > 0) batch.ids += '/';
    const auto at = static_cast<std::size_t>(plan_.id[i]);
    if (at < cells.size()) batch.ids += cells[at];
  }
  batch.id_end.push_back(static_cast<std::uint32_t>(batch.ids.size()));
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

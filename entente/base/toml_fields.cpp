#include "entente/base/toml_fields.hpp"

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

// Version 3.3 of the library asserts some of what a text may break, such as "[= 1", though it refuses the same with an
// error right behind. A file that is wrong must give an error, so assertions are off.
#ifndef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)
#endif
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>

namespace entente {
namespace {

// The offset behind the text in quotes that begins at `at`; where it is not closed, that of the line's end or the
// text's.
std::size_t behind_quotes(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string triple(3, quote);
  const bool several_lines = text.substr(at, 3) == triple;
  std::size_t i = at + (several_lines ? 3 : 1);
  while (i < text.size()) {
    if (quote == '"' && text[i] == '\\') {
      i += 2;
    } else if (several_lines && text.substr(i, 3) == triple) {
      // One or two quotes before the closing ones belong to the text.
      i += 3;
      for (int more = 0; more < 2 && i < text.size() && text[i] == quote; ++more) ++i;
      return i;
    } else if (!several_lines && text[i] == '\n') {
      return i;
    } else if (!several_lines && text[i] == quote) {
      return i + 1;
    } else {
      ++i;
    }
  }
  return text.size();
}

// Throws where a character that is not ASCII stands outside quotes and comments, which TOML 1.0 does not allow: where a
// key or a value begins, it leads the library to a point that it calls unreachable.
void require_plain(std::string_view text, const std::string& file) {
  for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < text.size();) {
    if (text[i] == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (text[i] == '"' || text[i] == '\'') {
      i = behind_quotes(text, i);
    } else if (static_cast<unsigned char>(text[i]) >= 0x80) {
      throw Error(ErrorCode::bad_data, "a letter that is not plain ASCII stands outside quotes",
                  "put the name or the text in quotes",
                  {file, 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(i), '\n'), ""});
    } else {
      ++i;
    }
  }
}

TomlValue tree_of(const toml::node& node) {
  using Kind = TomlValue::Kind;
  TomlValue value;
  value.line = static_cast<long>(node.source().begin.line);
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, field] : *table) value.fields.push_back({std::string(key.str()), tree_of(field)});
    std::sort(value.fields.begin(), value.fields.end(),
              [](const TomlField& a, const TomlField& b) { return a.name < b.name; });
  } else if (const toml::array* array = node.as_array()) {
    value.kind = Kind::list;
    for (const toml::node& item : *array) value.items.push_back(tree_of(item));
  } else if (const auto* text = node.as_string()) {
    value.kind = Kind::text;
    value.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    value.kind = Kind::whole;
    value.whole = whole->get();
  } else if (const auto* real = node.as_floating_point()) {
    value.kind = Kind::real;
    value.real = real->get();
  } else if (const auto* flag = node.as_boolean()) {
    value.kind = Kind::flag;
    value.flag = flag->get();
  } else if (const auto* date = node.as_date()) {
    value.kind = Kind::day;
    value.day = std::chrono::year{date->get().year} / std::chrono::month{date->get().month} / date->get().day;
  } else {
    value.kind = Kind::time;
  }
  return value;
}

toml::table parsed(std::string_view text, const std::string& file) {
  require_plain(text, file);
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw Error(ErrorCode::bad_data, std::string(error.description()), "mend the TOML",
                {file, static_cast<long>(error.source().begin.line), ""});
  }
}

// A day as text, with quotes or without; empty where it is another kind of value.
std::string day_text(const TomlValue& value) {
  return value.kind == TomlValue::Kind::day ? to_string(value.day) : value.text;
}

std::string described(TomlRange range) {
  if (std::isinf(range.lo) && std::isinf(range.hi)) return "this is not a number";
  return fmt::format("this is not a number from {} to {}", range.lo, range.hi);
}

}  // namespace

std::optional<double> TomlValue::number() const {
  if (kind == Kind::whole) return static_cast<double>(whole);
  if (kind == Kind::real && std::isfinite(real)) return real;
  return std::nullopt;
}

struct TomlFields::File {
  std::string name;
  TomlWords words;
  TomlValue root;
};

TomlFields::TomlFields(std::shared_ptr<const File> file, const TomlValue& table, std::string prefix)
    : file_(std::move(file)), table_(&table), prefix_(std::move(prefix)) {}

TomlFields TomlFields::parse(std::string_view text, std::string file, TomlWords words) {
  if (text.size() > kLargestToml_bytes)
    throw Error(ErrorCode::bad_data, fmt::format("the file is larger than {} MB", kLargestToml_bytes >> 20U),
                "split it; the limit is kLargestToml_bytes, see docs/limits.md", {file, 0, ""});
  TomlValue root = tree_of(parsed(text, file));
  auto whole = std::make_shared<const File>(File{std::move(file), std::move(words), std::move(root)});
  const TomlValue& table = whole->root;
  return {std::move(whole), table, ""};
}

std::vector<std::string> TomlFields::names() const {
  std::vector<std::string> names;
  for (const TomlField& field : table_->fields) names.push_back(field.name);
  return names;
}

const TomlValue* TomlFields::find(std::string_view field) const {
  const auto at = std::lower_bound(table_->fields.begin(), table_->fields.end(), field,
                                   [](const TomlField& f, std::string_view name) { return f.name < name; });
  return at == table_->fields.end() || at->name != field ? nullptr : &at->value;
}

void TomlFields::only(std::initializer_list<std::string_view> known) const {
  for (const TomlField& field : table_->fields)
    if (std::find(known.begin(), known.end(), field.name) == known.end())
      fail(field.name, fmt::format(fmt::runtime(file_->words.unknown), field.name),
           fmt::format("known here: {}", fmt::join(known, ", ")));
}

std::string TomlFields::text(std::string_view field) const {
  required(field);
  const auto value = optional_text(field);
  if (value->empty()) fail(field, "the text is empty");
  return *value;
}

std::optional<std::string> TomlFields::optional_text(std::string_view field) const {
  const TomlValue* value = find(field);
  if (value == nullptr) return std::nullopt;
  if (value->kind != TomlValue::Kind::text) fail(field, "this must be a text", "write it in quotes");
  return value->text;
}

double TomlFields::number(std::string_view field, TomlRange range) const {
  return number_in(required(field), field, range);
}

std::optional<double> TomlFields::optional_number(std::string_view field, TomlRange range) const {
  const TomlValue* value = find(field);
  return value == nullptr ? std::nullopt : std::optional(number_in(*value, field, range));
}

double TomlFields::number_above_zero(std::string_view field) const {
  const double value = number(field);
  if (!(value > 0)) fail(field, "the value must be above 0");
  return value;
}

int TomlFields::whole(std::string_view field, int lo, int hi) const { return whole_in(required(field), field, lo, hi); }

std::optional<int> TomlFields::optional_whole(std::string_view field, int lo, int hi) const {
  const TomlValue* value = find(field);
  return value == nullptr ? std::nullopt : std::optional(whole_in(*value, field, lo, hi));
}

std::optional<bool> TomlFields::optional_flag(std::string_view field) const {
  const TomlValue* value = find(field);
  if (value == nullptr) return std::nullopt;
  if (value->kind != TomlValue::Kind::flag)
    fail(field, "this must be true or false", "write true or false without quotes");
  return value->flag;
}

Day TomlFields::day(std::string_view field) const { return day_in(required(field), field); }

std::optional<Day> TomlFields::optional_day(std::string_view field) const {
  const TomlValue* value = find(field);
  return value == nullptr ? std::nullopt : std::optional(day_in(*value, field));
}

std::vector<Day> TomlFields::optional_days(std::string_view field) const {
  std::vector<Day> days;
  const TomlValue* value = list(field);
  if (value == nullptr) return days;
  for (const TomlValue& item : value->items) {
    const auto day = parse_day(day_text(item));
    if (!day)
      fail_at(item.line, field, "the list holds something that is not a day", "write [\"2023-06-01\", \"2024-03-17\"]");
    days.push_back(*day);
  }
  return days;
}

std::vector<std::string> TomlFields::texts(std::string_view field) const {
  required(field);
  std::vector<std::string> texts = optional_texts(field);
  if (texts.empty()) fail(field, "the list is empty", "name one at least");
  return texts;
}

std::vector<std::string> TomlFields::optional_texts(std::string_view field) const {
  std::vector<std::string> texts;
  const TomlValue* value = list(field);
  if (value == nullptr) return texts;
  for (const TomlValue& item : value->items) {
    if (item.kind != TomlValue::Kind::text)
      fail_at(item.line, field, "the list holds something that is not a text", "write texts in quotes");
    texts.push_back(item.text);
  }
  return texts;
}

TomlFields TomlFields::table(std::string_view field) const { return table_in(required(field), field); }

std::optional<TomlFields> TomlFields::optional_table(std::string_view field) const {
  const TomlValue* value = find(field);
  return value == nullptr ? std::nullopt : std::optional(table_in(*value, field));
}

std::vector<TomlFields> TomlFields::optional_tables(std::string_view field) const {
  std::vector<TomlFields> tables;
  const TomlValue* value = find(field);
  if (value == nullptr) return tables;
  const auto is_table = [](const TomlValue& item) { return item.kind == TomlValue::Kind::table; };
  if (value->kind != TomlValue::Kind::list || !std::all_of(value->items.begin(), value->items.end(), is_table))
    fail(field, "this must be a list of tables", fmt::format("write [[{}]]", full_name(field)));
  for (const TomlValue& item : value->items) tables.push_back(table_in(item, field));
  return tables;
}

void TomlFields::fail(std::string_view field, const std::string& what, const std::string& remedy) const {
  const TomlValue* value = find(field);
  fail_at(value == nullptr ? line() : value->line, field, what, remedy);
}

void TomlFields::fail_at(long line, std::string_view field, const std::string& what, const std::string& remedy) const {
  const TomlWords& words = file_->words;
  throw Error(ErrorCode::bad_data, what, remedy.empty() ? words.remedy : remedy,
              {file_->name, line, words.full_names ? full_name(field) : std::string(field)});
}

const TomlValue& TomlFields::required(std::string_view field) const {
  const TomlValue* value = find(field);
  if (value == nullptr) fail(field, file_->words.missing);
  return *value;
}

const TomlValue* TomlFields::list(std::string_view field) const {
  const TomlValue* value = find(field);
  if (value != nullptr && value->kind != TomlValue::Kind::list)
    fail(field, "this must be a list", "put it in square brackets");
  return value;
}

double TomlFields::number_in(const TomlValue& value, std::string_view field, TomlRange range) const {
  const auto number = value.number();
  if (!number || *number < range.lo || *number > range.hi)
    fail(field, described(range), "write a number without quotes");
  return *number;
}

int TomlFields::whole_in(const TomlValue& value, std::string_view field, int lo, int hi) const {
  const auto number = value.number();
  if (!number || *number < lo || *number > hi || *number != std::floor(*number))
    fail(field,
         hi == std::numeric_limits<int>::max() ? fmt::format("this must be a whole number, {} or more", lo)
                                               : fmt::format("this must be a whole number from {} to {}", lo, hi),
         "write a number without quotes");
  return static_cast<int>(*number);
}

Day TomlFields::day_in(const TomlValue& value, std::string_view field) const {
  const std::string text = day_text(value);
  if (text.empty()) fail(field, "this must be a day", "write \"YYYY-MM-DD\"");
  const auto day = parse_day(text);
  if (!day) fail(field, fmt::format(fmt::runtime(file_->words.no_day), text), "write \"YYYY-MM-DD\"");
  return *day;
}

TomlFields TomlFields::table_in(const TomlValue& value, std::string_view field) const {
  if (value.kind != TomlValue::Kind::table)
    fail(field, "this must be a table", fmt::format("write [{}]", full_name(field)));
  return {file_, value, full_name(field) + "."};
}

std::string TomlFields::full_name(std::string_view field) const { return prefix_ + std::string(field); }

}  // namespace entente

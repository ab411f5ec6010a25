#include "entente/assess/rules.hpp"

#include "entente/base/hash.hpp"
#include "entente/base/toml_fields.hpp"
#include "entente/record/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

namespace entente::assess {
namespace {

bool is_event_type(const std::string& type) {
  for (const record::Column& column : record::table("events").columns)
    if (column.name == "type")
      return (" " + std::string(column.choices) + " ").find(" " + type + " ") != std::string::npos;
  return false;
}

constexpr std::array<std::pair<std::string_view, AfterYear>, 3> kAfterYear{
    {{"left", AfterYear::left}, {"new-terms", AfterYear::new_terms}, {"open", AfterYear::open}}};
constexpr std::array<std::string_view, 6> kSides{"ally", "any", "counterpart", "host", "other", "rival"};

constexpr int kMost = 1200;

std::string side(const TomlFields& table, std::string_view field) {
  std::string value = table.optional_text(field).value_or("any");
  if (std::find(kSides.begin(), kSides.end(), value) == kSides.end())
    table.fail(field, fmt::format("\"{}\" is not one of: {}", value, fmt::join(kSides, ", ")));
  return value;
}

std::optional<AfterYear> after_year(const TomlFields& table, std::string_view field) {
  const auto value = table.optional_text(field);
  if (!value) return {};
  for (const auto& [name, after] : kAfterYear)
    if (*value == name) return after;
  table.fail(field, fmt::format("\"{}\" is not one of: left, new-terms, open", *value));
}

Sign sign_of(const TomlFields& table) {
  table.only({"words", "supports", "expected", "types", "actor", "target", "either_way", "unless_ordered_out", "months",
              "at_least", "at_least_partners"});
  Sign sign;
  sign.words = table.text("words");
  sign.supports = table.optional_flag("supports").value_or(true);
  sign.expected = table.optional_flag("expected").value_or(false);
  sign.actor = side(table, "actor");
  sign.target = side(table, "target");
  sign.either_way = table.optional_flag("either_way").value_or(false);
  sign.unless_ordered_out = table.optional_flag("unless_ordered_out").value_or(false);
  sign.months = table.optional_whole("months", 0, kMost).value_or(24);
  sign.at_least = table.optional_whole("at_least", 0, kMost).value_or(1);
  sign.at_least_partners = table.optional_whole("at_least_partners", 0, kMost).value_or(0);
  sign.types = table.optional_texts("types");
  if (sign.types.empty()) table.fail_at(table.line(), "types", "the event types are missing");
  for (std::size_t i = 0; i < sign.types.size(); ++i)
    if (!is_event_type(sign.types[i]))
      table.fail_at(table.find("types")->items[i].line, "types",
                    fmt::format("\"{}\" is not a type of event", sign.types[i]));
  return sign;
}

std::vector<Motive> motives(const TomlFields& root, std::string_view field) {
  std::vector<Motive> out;
  for (const TomlFields& table : root.optional_tables(field)) {
    table.only({"name", "words", "separating_observation", "after_a_year", "sign"});
    Motive m{table.text("name"),
             table.text("words"),
             table.text("separating_observation"),
             after_year(table, "after_a_year"),
             {}};
    if (table.find("sign") == nullptr) table.fail("sign", "the signs are missing");
    for (const TomlFields& sign : table.optional_tables("sign")) m.signs.push_back(sign_of(sign));
    out.push_back(std::move(m));
  }
  if (out.empty()) root.fail(field, "the list is missing or empty");
  return out;
}

std::vector<Collected> collected(const TomlFields& root) {
  std::vector<Collected> out;
  for (const TomlFields& table : root.optional_tables("collected")) {
    table.only({"hosts", "from", "to"});
    Collected c{table.texts("hosts"), table.day("from"), table.day("to")};
    if (c.to < c.from) table.fail("to", "the last day lies before the first", "put them in order");
    out.push_back(std::move(c));
  }
  return out;
}

}  // namespace

RulesFile read_rules(std::string_view text, const std::string& file) {
  const TomlFields root = TomlFields::parse(text, file, {.remedy = "docs/methods/motives.md describes the rules"});
  root.only({"collected", "motive", "hypothesis"});
  return {collected(root), motives(root, "motive"), motives(root, "hypothesis"), sha256(text)};
}

}  // namespace entente::assess

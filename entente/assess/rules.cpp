#include "entente/assess/models.hpp"
#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/toml.hpp"
#include "entente/record/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <set>
#include <utility>

namespace entente::assess {
namespace {

bool is_event_type(const std::string& type) {
  for (const record::Column& column : record::table("events").columns)
    if (column.name == "type")
      return (" " + std::string(column.choices) + " ").find(" " + type + " ") != std::string::npos;
  return false;
}

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  [[noreturn]] void fail(const toml::node& at, const std::string& field, const std::string& what) const {
    throw Error(ErrorCode::bad_data, what, "docs/methods/motives.md describes the rules",
                {file_, static_cast<long>(at.source().begin.line), field});
  }

  std::string text(const toml::table& table, const char* field, bool required, const char* otherwise = "") const {
    const toml::node* node = table.get(field);
    if (node == nullptr) {
      if (required) fail(table, field, "the field is missing");
      return otherwise;
    }
    const auto value = node->value_exact<std::string>();
    if (!value || value->empty()) fail(*node, field, "this is no text");
    return *value;
  }

  int number(const toml::table& table, const char* field, int otherwise) const {
    const toml::node* node = table.get(field);
    if (node == nullptr) return otherwise;
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > 1200) fail(*node, field, "this is no whole number from 0 to 1200");
    return static_cast<int>(*value);
  }

  bool flag(const toml::table& table, const char* field, bool otherwise) const {
    const toml::node* node = table.get(field);
    if (node == nullptr) return otherwise;
    const auto value = node->value_exact<bool>();
    if (!value) fail(*node, field, "this is neither true nor false");
    return *value;
  }

  std::string side(const toml::table& table, const char* field) const {
    std::string value = text(table, field, false, "any");
    if (!kSides.contains(value))
      fail(*table.get(field), field, fmt::format("\"{}\" is none of: {}", value, fmt::join(kSides, ", ")));
    return value;
  }

  std::optional<AfterYear> after_year(const toml::table& table, const char* field) const {
    const std::string value = text(table, field, false, "");
    if (value.empty()) return {};
    for (const auto& [name, after] : kAfterYear)
      if (value == name) return after;
    fail(*table.get(field), field, fmt::format("\"{}\" is none of: left, new-terms, open", value));
  }

  void known(const toml::table& table, std::initializer_list<std::string_view> fields) const {
    for (const auto& [key, node] : table)
      if (std::find(fields.begin(), fields.end(), key.str()) == fields.end())
        fail(node, std::string(key.str()), "there is no such field");
  }

  std::vector<Motive> motives(const toml::table& root, const char* field) const {
    std::vector<Motive> out;
    const toml::array* list = root[field].as_array();
    if (list == nullptr || list->empty()) fail(root, field, "the list is missing or empty");
    for (const toml::node& item : *list) {
      const toml::table* t = item.as_table();
      if (t == nullptr) fail(item, field, "this is no table");
      known(*t, {"name", "words", "separating_observation", "after_a_year", "sign"});
      Motive m{text(*t, "name", true),
               text(*t, "words", true),
               text(*t, "separating_observation", true),
               after_year(*t, "after_a_year"),
               {}};
      const toml::array* signs = (*t)["sign"].as_array();
      if (signs == nullptr) fail(*t, "sign", "the signs are missing");
      for (const toml::node& s : *signs) {
        const toml::table* st = s.as_table();
        if (st == nullptr) fail(s, "sign", "this is no table");
        known(*st,
              {"words", "supports", "expected", "types", "actor", "target", "months", "at_least", "at_least_partners"});
        Sign sign;
        sign.words = text(*st, "words", true);
        sign.supports = flag(*st, "supports", true);
        sign.expected = flag(*st, "expected", false);
        sign.actor = side(*st, "actor");
        sign.target = side(*st, "target");
        sign.months = number(*st, "months", 24);
        sign.at_least = number(*st, "at_least", 1);
        sign.at_least_partners = number(*st, "at_least_partners", 0);
        const toml::array* types = (*st)["types"].as_array();
        if (types == nullptr || types->empty()) fail(*st, "types", "the event types are missing");
        for (const toml::node& type : *types) {
          const auto value = type.value_exact<std::string>();
          if (!value) fail(type, "types", "this is no text");
          if (!is_event_type(*value)) fail(type, "types", fmt::format("\"{}\" is no type of event", *value));
          sign.types.push_back(*value);
        }
        m.signs.push_back(std::move(sign));
      }
      out.push_back(std::move(m));
    }
    return out;
  }

 private:
  static constexpr std::pair<std::string_view, AfterYear> kAfterYear[] = {
      {"left", AfterYear::left}, {"new-terms", AfterYear::new_terms}, {"open", AfterYear::open}};
  static const std::set<std::string> kSides;
  std::string file_;
};

const std::set<std::string> Reader::kSides{"host", "counterpart", "other", "any"};

}  // namespace

RulesFile read_rules(std::string_view text, const std::string& file) {
  toml::table parsed;
  require_plain_toml(text, file);
  try {
    parsed = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    throw Error(ErrorCode::bad_data, std::string(error.description()), "mend the TOML",
                {file, static_cast<long>(error.source().begin.line), ""});
  }
  const Reader reader(file);
  reader.known(parsed, {"motive", "hypothesis"});
  return {reader.motives(parsed, "motive"), reader.motives(parsed, "hypothesis"), sha256(text)};
}

std::string Models::hash() const {
  Sha256 all;
  all.field(ladder.hash);
  all.field(deaths.hash);
  all.field(precedents.hash);
  all.field(rules.hash);
  return all.hex();
}

}  // namespace entente::assess

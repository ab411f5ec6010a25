#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/toml.hpp"
#include "entente/outlook/ladder.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace entente::outlook {
namespace {

struct Reader {
  const std::string& file;

  [[noreturn]] void fail(const toml::node& at, const std::string& field, const std::string& message) const {
    throw Error(ErrorCode::bad_data, message, "docs/methods/outlook-ladder.md lists the keys of this file",
                {file, static_cast<long>(at.source().begin.line), field});
  }

  void only(const toml::table& table, std::span<const std::string_view> keys) const {
    for (const auto& [key, node] : table)
      if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
        fail(node, std::string(key.str()), "this key is not known here");
  }

  template <class T>
  std::optional<T> optional(const toml::table& table, std::string_view key) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    std::optional<T> value = node->value<T>();
    if (!value) fail(*node, std::string(key), "the value has the wrong type");
    return value;
  }

  template <class T>
  T required(const toml::table& table, std::string_view key) const {
    const auto value = optional<T>(table, key);
    if (!value) fail(table, std::string(key), "this key is missing");
    return *value;
  }

  double positive(const toml::table& table, std::string_view key) const {
    const double value = required<double>(table, key);
    if (!(value > 0)) fail(*table.get(key), std::string(key), "the value must be above 0");
    return value;
  }

  Day day(const toml::table& table, std::string_view key) const {
    const auto value = parse_day(required<std::string>(table, key));
    if (!value) fail(*table.get(key), std::string(key), "this is not a day written YYYY-MM-DD");
    return *value;
  }

  std::vector<std::string> list(const toml::table& table, std::string_view key) const {
    std::vector<std::string> values;
    const toml::node* node = table.get(key);
    if (node == nullptr) return values;
    const toml::array* array = node->as_array();
    if (array == nullptr) fail(*node, std::string(key), "this must be a list of words");
    for (const toml::node& item : *array) {
      const auto value = item.value<std::string>();
      if (!value) fail(item, std::string(key), "this must be a list of words");
      values.push_back(*value);
    }
    return values;
  }

  ClassSpec class_spec(const toml::table& table) const {
    static constexpr std::array<std::string_view, 10> kKeys{"name",
                                                            "words",
                                                            "parent",
                                                            "coup",
                                                            "kinds",
                                                            "sender",
                                                            "people_at_least",
                                                            "people_below",
                                                            "former_territory",
                                                            "other_asked"};
    only(table, kKeys);
    ClassSpec spec;
    spec.name = required<std::string>(table, "name");
    spec.words = required<std::string>(table, "words");
    spec.parent = optional<std::string>(table, "parent").value_or("");
    spec.coup = optional<bool>(table, "coup");
    spec.kinds = list(table, "kinds");
    spec.sender = optional<std::string>(table, "sender").value_or("");
    spec.people_at_least = optional<double>(table, "people_at_least");
    spec.people_below = optional<double>(table, "people_below");
    spec.former_territory = optional<bool>(table, "former_territory");
    spec.other_asked = optional<bool>(table, "other_asked");
    return spec;
  }

  std::vector<ClassSpec> class_list(const toml::table& table, std::string_view key, bool nested) const {
    std::vector<ClassSpec> specs;
    const toml::node* node = table.get(key);
    const toml::array* array = node == nullptr ? nullptr : node->as_array();
    if (array == nullptr) {
      if (nested) fail(table, std::string(key), "there is no class");
      return specs;
    }
    for (const toml::node& item : *array) {
      const toml::table* one = item.as_table();
      if (one == nullptr) fail(item, std::string(key), "a class must be a table");
      ClassSpec spec = class_spec(*one);
      const auto named = [&specs](const std::string& name) {
        return std::any_of(specs.begin(), specs.end(), [&name](const ClassSpec& s) { return s.name == name; });
      };
      if (named(spec.name)) fail(*one, "name", "this name is given twice");
      if (nested && specs.empty() != spec.parent.empty())
        fail(*one, "parent", "the first class has no parent, every other class has one");
      if (nested && !spec.parent.empty() && !named(spec.parent))
        fail(*one, "parent", "the parent is not declared before its child");
      if (nested && spec.sender == "same")
        fail(*one, "sender", "a class of the ladder may not depend on the case's sender: declare a side class");
      if (!nested && !spec.parent.empty()) fail(*one, "parent", "a side class has no parent");
      specs.push_back(std::move(spec));
    }
    return specs;
  }

  LadderSpec ladder(const toml::table& root, const std::string& name) const {
    static constexpr std::array<std::string_view, 8> kKeys{"words",  "horizon_days", "landmark_days", "chosen_as_of",
                                                           "weight", "weight_below", "class",         "side"};
    const toml::node* node = root.get(name);
    const toml::table* table = node == nullptr ? nullptr : node->as_table();
    if (table == nullptr) fail(root, name, "this table is missing");
    only(*table, kKeys);
    LadderSpec spec;
    spec.name = name;
    spec.words = required<std::string>(*table, "words");
    spec.horizon_days = optional<int>(*table, "horizon_days").value_or(365);
    spec.landmark_days = optional<int>(*table, "landmark_days").value_or(7);
    if (spec.horizon_days < 1) fail(*table->get("horizon_days"), "horizon_days", "the value must be above 0");
    if (spec.landmark_days < 1) fail(*table->get("landmark_days"), "landmark_days", "the value must be above 0");
    spec.chosen_as_of = day(*table, "chosen_as_of");
    spec.weight = positive(*table, "weight");
    spec.weight_below = positive(*table, "weight_below");
    spec.classes = class_list(*table, "class", true);
    spec.sides = class_list(*table, "side", false);
    return spec;
  }
};

}  // namespace

LadderFile read_ladder_file(std::string_view text, const std::string& file) {
  toml::table root;
  require_plain_toml(text, file);
  try {
    root = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    throw Error(ErrorCode::bad_data, std::string(error.description()), "mend the TOML of this file",
                {file, static_cast<long>(error.source().begin.line), ""});
  }
  const Reader reader{file};
  static constexpr std::array<std::string_view, 4> kKeys{"exit", "asks", "arrival", "camps"};
  reader.only(root, kKeys);
  LadderFile ladders{
      reader.ladder(root, "exit"), reader.ladder(root, "asks"), reader.ladder(root, "arrival"), {}, sha256(text)};
  const toml::node* camps = root.get("camps");
  const toml::table* table = camps == nullptr ? nullptr : camps->as_table();
  if (table == nullptr) reader.fail(root, "camps", "this table is missing");
  for (const auto& [name, codes] : *table) ladders.camps.push_back(reader.list(*table, name.str()));
  return ladders;
}

}  // namespace entente::outlook

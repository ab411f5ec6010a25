#include "entente/outlook/model_file.hpp"

#include "entente/base/hash.hpp"
#include "entente/base/split.hpp"
#include "entente/base/text.hpp"
#include "entente/record/table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace entente::outlook {
namespace {

// A kind that no demand can have would make a class of none, and its share would go unnoticed.
void check_kinds(const TomlFields& table, const std::vector<std::string>& kinds) {
  const auto words = split(record::find_column(record::table("demands"), "demand_kind")->choices, " ");
  const std::vector<std::string> known(words.begin(), words.end());
  for (const std::string& kind : kinds)
    if (std::find(known.begin(), known.end(), kind) == known.end()) {
      const std::string near = nearest(kind, known);
      table.fail(
          "kinds", fmt::format("there is no kind of demand \"{}\"", kind),
          near.empty() ? fmt::format("choose from {}", fmt::join(known, ", ")) : fmt::format("did you mean {}?", near));
    }
}

ClassSpec class_spec(const TomlFields& table) {
  table.only({"name", "words", "parent", "coup", "kinds", "sender", "people_at_least", "people_below",
              "former_territory", "other_asked"});
  ClassSpec spec;
  spec.name = table.text("name");
  spec.words = table.text("words");
  spec.parent = table.optional_text("parent").value_or("");
  spec.coup = table.optional_flag("coup");
  spec.kinds = table.optional_texts("kinds");
  check_kinds(table, spec.kinds);
  spec.sender = table.optional_text("sender").value_or("");
  spec.people_at_least = table.optional_number("people_at_least");
  spec.people_below = table.optional_number("people_below");
  spec.former_territory = table.optional_flag("former_territory");
  spec.other_asked = table.optional_flag("other_asked");
  return spec;
}

std::vector<ClassSpec> class_list(const TomlFields& table, std::string_view key, bool nested) {
  std::vector<ClassSpec> specs;
  for (const TomlFields& one : table.optional_tables(key)) {
    ClassSpec spec = class_spec(one);
    const auto named = [&specs](const std::string& name) {
      return std::any_of(specs.begin(), specs.end(), [&name](const ClassSpec& s) { return s.name == name; });
    };
    const auto fail = [&one](std::string_view field, const char* what) { one.fail_at(one.line(), field, what); };
    if (named(spec.name)) fail("name", "this name is given twice");
    if (nested && specs.empty() != spec.parent.empty())
      fail("parent", "the first class has no parent, every other class has one");
    if (nested && !spec.parent.empty() && !named(spec.parent))
      fail("parent", "the parent is not declared before its child");
    if (nested && spec.sender == "same")
      fail("sender", "a class of the ladder may not depend on the case's sender: declare a side class");
    if (!nested && !spec.parent.empty()) fail("parent", "a side class has no parent");
    specs.push_back(std::move(spec));
  }
  if (nested && specs.empty()) table.fail(key, "there is no class");
  return specs;
}

LadderSpec ladder(const TomlFields& root, const std::string& name) {
  const TomlFields table = root.table(name);
  table.only({"words", "horizon_days", "landmark_days", "chosen_as_of", "weight", "weight_below", "class", "side"});
  LadderSpec spec;
  spec.name = name;
  spec.words = table.text("words");
  spec.horizon_days = table.optional_whole("horizon_days", 1).value_or(365);
  spec.landmark_days = table.optional_whole("landmark_days", 1).value_or(7);
  spec.chosen_as_of = table.day("chosen_as_of");
  spec.weight = table.number_above_zero("weight");
  spec.weight_below = table.number_above_zero("weight_below");
  spec.classes = class_list(table, "class", true);
  spec.sides = class_list(table, "side", false);
  return spec;
}

}  // namespace

TomlFields model_fields(std::string_view text, const std::string& file, std::string_view page) {
  return TomlFields::parse(text, file,
                           {.remedy = fmt::format("docs/methods/{} lists the keys of this file", page),
                            .missing = "this key is missing",
                            .unknown = "this key is not known here",
                            .no_day = "this is not a day written YYYY-MM-DD"});
}

LadderFile read_ladder_file(std::string_view text, const std::string& file) {
  const TomlFields root = model_fields(text, file, "outlook-ladder.md");
  root.only({"exit", "asks", "arrival", "camps"});
  LadderFile ladders{ladder(root, "exit"), ladder(root, "asks"), ladder(root, "arrival"), {}, sha256(text)};
  const TomlFields camps = root.table("camps");
  for (const std::string& name : camps.names()) ladders.camps.push_back(camps.optional_texts(name));
  return ladders;
}

}  // namespace entente::outlook

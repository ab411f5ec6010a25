#include "entente/render/help.hpp"

#include "entente/render/cell.hpp"
#include "entente/verbs/door.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

namespace entente::render {
namespace {

using verbs::Parameter;

constexpr std::size_t kWide = 100;   // characters of a line
constexpr std::size_t kIndent = 30;  // where meanings begin

std::string placeholder_of(const Parameter& p) {
  if (!p.placeholder.empty()) return p.placeholder;
  switch (p.kind) {
    case verbs::ParameterKind::day: return "DAY";
    case verbs::ParameterKind::integer:
    case verbs::ParameterKind::number: return "NUMBER";
    case verbs::ParameterKind::list: return p.separated ? "A,B,..." : "TEXT";
    default: return p.choices.empty() ? "TEXT" : "WORD";
  }
}

std::string written(const Parameter& p) {
  if (p.positional) return p.name;
  std::string out = "--" + p.name;
  for (const std::string& alias : p.aliases) out += ", --" + alias;
  return p.kind == verbs::ParameterKind::flag ? out : out + " " + placeholder_of(p);
}

// The meaning with unit, choices, range, default.
std::string meaning_of(const Parameter& p, const std::any& defaults) {
  std::string out = p.meaning;
  if (!p.unit.empty()) out += ", " + p.unit;
  if (!p.choices.empty()) out += fmt::format(": {}", fmt::join(p.choices, ", "));
  if (p.kind == verbs::ParameterKind::list && !p.positional)
    out += p.separated ? "; separated by commas" : "; may be repeated";
  std::vector<std::string> facts;
  if (p.required) facts.emplace_back("required");
  if (p.least && p.most)
    facts.push_back(fmt::format("{:g} to {:g}", *p.least, *p.most));
  else if (p.least && *p.least > 0)
    facts.push_back(fmt::format("{:g} or more", *p.least));
  const std::string standard = p.kind == verbs::ParameterKind::flag ? "" : verbs::words_of(p.get(defaults));
  if (!p.absent.empty())
    facts.push_back("default: " + p.absent);
  else if (!standard.empty())
    facts.push_back("default: " + standard);
  if (!facts.empty()) out += fmt::format(" ({})", fmt::join(facts, "; "));
  return out;
}

// `text` in lines that begin at kIndent, behind `label`.
std::string entry(const std::string& label, const std::string& text) {
  std::string out = "  " + label;
  std::size_t at = 2 + width_of(label);
  if (at + 2 > kIndent) {
    out += "\n";
    at = 0;
  }
  out += std::string(kIndent - at, ' ');
  at = kIndent;
  bool first = true;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(' ', from), text.size());
    const std::string word = text.substr(from, end - from);
    if (!first && at + 1 + width_of(word) > kWide) {
      out += "\n" + std::string(kIndent, ' ');
      at = kIndent;
      first = true;
    }
    out += (first ? "" : " ") + word;
    at += (first ? 0 : 1) + width_of(word);
    first = false;
    from = end + 1;
  }
  return out + "\n";
}

std::string usage_of(const verbs::Verb& verb) {
  std::string out = "entente " + verb.name;
  for (const Parameter& p : verb.parameters)
    if (p.positional) {
      const std::string one = p.name + (p.kind == verbs::ParameterKind::list ? "..." : "");
      out += p.required ? " " + one : " [" + one + "]";
    }
  return out + " [options]";
}

// Groups in the order in which they first appear.
std::vector<std::string> groups_of(const std::vector<Parameter>& parameters) {
  std::vector<std::string> out;
  for (const Parameter& p : parameters)
    if (!p.positional && std::find(out.begin(), out.end(), p.group) == out.end()) out.push_back(p.group);
  return out;
}

// What a door's parameter means for this verb.
std::string door_meaning(const Parameter& p, const verbs::Verb& verb) {
  if (p.name == "format")
    return fmt::format("{}: {} (default: {})", p.meaning, fmt::join(verb.formats, ", "), verb.formats.front());
  if (p.name == "table" && !verb.tables.empty())
    return fmt::format("{}: {} (default: {})", p.meaning, fmt::join(verb.tables, ", "), verb.tables.front());
  return meaning_of(p, std::any(verbs::DoorRequest{}));
}

std::string verb_lines(std::string_view family) {
  std::string out;
  for (const verbs::Verb& v : verbs::verbs()) {
    const bool inside = v.name == family || v.name.starts_with(std::string(family) + " ");
    if (inside) out += entry(v.name, v.summary);
  }
  return out;
}

}  // namespace

std::string program_help() {
  std::string out =
      "Assessments of states and pacts, computed from the dated record of who did what to whom.\n"
      "Usage: entente VERB [options]\n\n";
  std::set<std::string> listed;
  for (const verbs::Verb& v : verbs::verbs()) {
    const std::string first = v.name.substr(0, v.name.find(' '));
    const auto& families = verbs::families();
    const auto family = std::find_if(families.begin(), families.end(), [&](const auto& f) { return f.name == first; });
    if (family == families.end())
      out += entry(v.name, v.summary);
    else if (listed.insert(first).second)
      out += entry(first, family->summary);
  }
  return out +
         "\n`entente VERB --help` tells its options, `entente --parameters` those of all verbs, `entente --version` the version.\nPages: docs/verbs.md, docs/parameters.md\n";
}

std::string family_help(const verbs::Family& family) {
  return fmt::format("{}\nUsage: entente {} VERB [options]\n\n{}\n`entente {} VERB --help` tells its options.\n",
                     family.summary, family.name, verb_lines(family.name), family.name);
}

std::string verb_help(const verbs::Verb& verb) {
  const std::any defaults = verb.request();
  std::string out = fmt::format("{}\nUsage: {}\n", verb.summary, usage_of(verb));
  std::string positionals;
  for (const Parameter& p : verb.parameters)
    if (p.positional) positionals += entry(p.name, meaning_of(p, defaults));
  if (!positionals.empty()) out += "\n" + positionals;
  for (const std::string& group : groups_of(verb.parameters)) {
    out += fmt::format("\n{}:\n", group.empty() ? "Options" : group);
    for (const Parameter& p : verb.parameters)
      if (!p.positional && p.group == group) out += entry(written(p), meaning_of(p, defaults));
  }
  out += "\nFor every verb:\n";
  for (const Parameter& p : verbs::door_parameters()) out += entry(written(p), door_meaning(p, verb));
  if (!verb.examples.empty()) out += "\nExamples:\n";
  for (const verbs::Example& e : verb.examples) out += fmt::format("  {}:\n    entente {}\n", e.shows, e.arguments);
  std::string below;
  for (const verbs::Verb& v : verbs::verbs())
    if (v.name.starts_with(verb.name + " ")) below += entry(v.name, v.summary);
  if (!below.empty()) out += "\nMore:\n" + below;
  if (!verb.pages.empty()) out += fmt::format("\nPages: {}\n", fmt::join(verb.pages, ", "));
  return out;
}

}  // namespace entente::render

// docs/parameters.md, made from the table of verbs.

#include "entente/render/help.hpp"
#include "entente/verbs/door.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace entente::render {
namespace {

std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string range_of(const verbs::Parameter& p) {
  if (!p.choices.empty()) return fmt::format("{}", fmt::join(p.choices, ", "));
  if (p.least && p.most) return fmt::format("{:g} to {:g}", *p.least, *p.most);
  if (p.least) return fmt::format("{:g} or more", *p.least);
  return {};
}

std::string table_of(const std::vector<verbs::Parameter>& parameters, const std::any& defaults) {
  std::string out = "| parameter | kind | unit | default | range or choices | meaning |\n|---|---|---|---|---|---|\n";
  for (const verbs::Parameter& p : parameters) {
    std::string name = p.positional ? p.name : "--" + p.name;
    for (const std::string& alias : p.aliases) name += ", --" + alias;
    const std::string standard = p.required          ? "required"
                                 : !p.absent.empty() ? p.absent
                                                     : verbs::words_of(p.get(defaults));
    out += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", name, verbs::name(p.kind), p.unit, cell(standard),
                       cell(range_of(p)), cell(p.meaning));
  }
  return out;
}

}  // namespace

std::string parameters_page() {
  std::string out =
      "# Parameters\n\n"
      "Every parameter of every verb, as the program declares it; a test compares this page with the program. On the\n"
      "command line a parameter is `--name`, or stands by its position; in JSON and Python it is its name with `_` for\n"
      "`-`. Days are YYYY-MM-DD, numbers are decimal, the items of a list are separated by commas. The examples are run by\n"
      "a test, in the root of the repository, with the record of the data folder.\n\n"
      "## For every verb\n\n" +
      table_of(verbs::door_parameters(), std::any(verbs::DoorRequest{}));
  for (const verbs::Verb& v : verbs::verbs()) {
    out += fmt::format("\n## {}\n\n{}.\n\n", v.name, v.summary);
    if (!v.parameters.empty()) out += table_of(v.parameters, v.request()) + "\n";
    out += fmt::format("Forms: {}.", fmt::join(v.formats, ", "));
    if (!v.tables.empty()) out += fmt::format(" Tables: {}.", fmt::join(v.tables, ", "));
    out += "\n";
    if (!v.examples.empty()) {
      out += "\n```sh\n";
      for (const verbs::Example& e : v.examples) out += fmt::format("entente {}  # {}\n", e.arguments, e.shows);
      out += "```\n";
    }
  }
  return out;
}

}  // namespace entente::render

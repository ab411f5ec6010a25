#include "cli/command_line.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/render/help.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>

namespace entente::cli {
namespace {

using verbs::Parameter;
using verbs::ParameterKind;

// One parameter on the command line: what was written for it.
struct Option {
  const Parameter* parameter;
  CLI::Option* option;
  std::vector<std::string> words;
};

using Options = std::deque<Option>;  // CLI11 keeps pointers to the words

// What stands by its position is taken from what CLI11 leaves over.
void add_options(CLI::App& app, Options& options, const std::vector<Parameter>& parameters) {
  for (const Parameter& p : parameters) {
    if (p.positional) continue;
    Option& o = options.emplace_back(Option{&p, nullptr, {}});
    std::string name = "--" + p.name;
    for (const std::string& alias : p.aliases) name += ",--" + alias;
    o.option = p.kind == ParameterKind::flag ? app.add_flag(name)
                                             : app.add_option(name, o.words)->allow_extra_args(false)->take_all();
  }
}

void take(const Options& options, std::any& request) {
  for (const Option& o : options) {
    if (o.option->count() == 0) continue;
    if (o.parameter->kind == ParameterKind::flag)
      o.parameter->set(request, true);
    else
      o.parameter->set(request, verbs::parse(*o.parameter, o.words));
  }
}

// The words without an option, each for the next parameter that stands by its position; a list takes all that are left.
// Gives back the words that no parameter takes.
std::vector<std::string> take_positions(const verbs::Verb& verb, std::vector<std::string> words, std::any& request) {
  for (const Parameter& p : verb.parameters) {
    if (!p.positional || words.empty()) continue;
    const auto end = p.kind == ParameterKind::list ? words.end() : words.begin() + 1;
    p.set(request, verbs::parse(p, {words.begin(), end}));
    words.erase(words.begin(), end);
  }
  return words;
}

// The verb whose words the arguments begin with, the longest; `used` says how many they are.
const verbs::Verb* verb_of(const std::vector<std::string>& arguments, std::size_t& used) {
  const verbs::Verb* found = nullptr;
  std::string name;
  for (std::size_t n = 0; n < arguments.size() && !arguments[n].starts_with('-'); ++n) {
    name += (n == 0 ? "" : " ") + arguments[n];
    for (const verbs::Verb& v : verbs::verbs())
      if (v.name == name) {
        found = &v;
        used = n + 1;
      }
  }
  return found;
}

bool asks_for_help(const std::vector<std::string>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [](const auto& a) { return a == "--help" || a == "-h"; });
}

// Without a verb: help of the program or of a family, the version, or an error.
Command without_verb(const std::vector<std::string>& arguments) {
  Command out;
  const std::string first = arguments.empty() ? "" : arguments.front();
  if (first == "--version") {
    out.words = ENTENTE_VERSION "\n";
    return out;
  }
  if (first == "--parameters") {
    out.words = render::parameters_page();
    return out;
  }
  if (first == "--help" || first == "-h") {
    out.words = render::program_help();
    return out;
  }
  if (first.empty()) throw Error(ErrorCode::bad_request, "no verb is given", "`entente --help` lists them");
  for (const verbs::Family& family : verbs::families()) {
    if (family.name != first) continue;
    const bool more = arguments.size() > 1 && !arguments[1].starts_with('-');
    if (more) verbs::verb(first + " " + arguments[1]);  // throws
    if (!asks_for_help(arguments))
      throw Error(ErrorCode::bad_request, fmt::format("`entente {}` needs a verb", first),
                  fmt::format("`entente {} --help` lists them", first));
    out.words = render::family_help(family);
    return out;
  }
  if (first.starts_with('-'))
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" stands where a verb is expected", first),
                "write the verb first: `entente VERB [options]`; `entente --help` lists them");
  verbs::verb(first);  // throws
  return out;
}

[[noreturn]] void refuse_extra(const verbs::Verb& verb, const std::string& extra) {
  if (!extra.starts_with("-"))
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" was not expected", extra),
                fmt::format("`entente {} --help` tells what may stand here; a text of several words stands in quotes",
                            verb.name));
  const std::string name = extra.substr(std::min(extra.find_first_not_of('-'), extra.size()));
  std::vector<std::string> names;
  for (const auto* list : {&verb.parameters, &verbs::door_parameters()})
    for (const Parameter& p : *list)
      if (!p.positional) names.push_back(p.name);
  const std::string near = nearest(name.substr(0, name.find('=')), names);
  throw Error(ErrorCode::bad_request, fmt::format("`entente {}` has no option {}", verb.name, extra),
              near.empty() ? fmt::format("`entente {} --help` lists them", verb.name) : "did you mean --" + near + "?");
}

// A verb with words behind it, such as `record add`, takes one of them or an option: throws where it is something else.
void check_word_behind(const verbs::Verb& verb, const std::string& word) {
  const bool takes_words = std::ranges::any_of(verb.parameters, &Parameter::positional);
  const bool has_longer = std::ranges::any_of(
      verbs::verbs(), [&](const verbs::Verb& other) { return other.name.starts_with(verb.name + " "); });
  if (!takes_words && has_longer && !word.starts_with('-')) verbs::verb(verb.name + " " + word);  // throws
}

}  // namespace

Command read_command(const std::vector<std::string>& arguments) {
  std::size_t used = 0;
  Command out;
  out.verb = verb_of(arguments, used);
  if (out.verb == nullptr) return without_verb(arguments);
  const verbs::Verb& verb = *out.verb;
  if (used < arguments.size()) check_word_behind(verb, arguments[used]);

  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  bool help = false;
  app.add_flag("-h,--help", help);
  Options own;
  Options door;
  add_options(app, own, verb.parameters);
  add_options(app, door, verbs::door_parameters());
  std::vector<std::string> rest(arguments.rbegin(), arguments.rend() - static_cast<std::ptrdiff_t>(used));
  try {
    app.parse(rest);
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorCode::bad_request, error.what(), fmt::format("`entente {} --help` tells the options", verb.name));
  }
  if (help) {
    out.words = render::verb_help(verb);
    return out;
  }
  const std::vector<std::string> words = app.remaining();
  for (const std::string& word : words)
    if (word.starts_with('-') && word.size() > 1) refuse_extra(verb, word);
  out.request = verb.request();
  take(own, out.request);
  if (const auto extras = take_positions(verb, words, out.request); !extras.empty()) refuse_extra(verb, extras.front());
  std::any doors = verbs::DoorRequest{};
  take(door, doors);
  out.door = std::any_cast<verbs::DoorRequest>(doors);
  verbs::check_required(verb, out.request);
  if (out.door.format.empty()) out.door.format = verb.formats.front();
  if (std::find(verb.formats.begin(), verb.formats.end(), out.door.format) == verb.formats.end())
    throw Error(ErrorCode::bad_request, fmt::format("`entente {}` has no form \"{}\"", verb.name, out.door.format),
                fmt::format("choose from {}", fmt::join(verb.formats, ", ")), {"", 0, "--format"});
  if (out.door.for_spreadsheets && out.door.format != "csv")
    throw Error(ErrorCode::bad_request, fmt::format("the form {} is not one for spreadsheets", out.door.format),
                "give --format csv", {"", 0, "--for-spreadsheets"});
  return out;
}

}  // namespace entente::cli

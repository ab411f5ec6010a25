#include "entente/verbs/command.hpp"

#include "entente/verbs/verb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace entente::verbs {
namespace {

// As one word of a shell: bare where nothing in it means anything to one, else in double quotes, or in single ones.
std::string quoted(const std::string& word) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,:=+@%";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  if (word.find_first_of("\"$`\\!") == std::string::npos) return '"' + word + '"';
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

const Parameter& parameter_of(const Verb& verb, const std::string& json_name) {
  const auto found = std::ranges::find(verb.parameters, json_name, &Parameter::json_name);
  return found == verb.parameters.end() ? verb.parameter(json_name) : *found;
}

// The words of a value: a list that is positional is several.
std::vector<std::string> words_in(const Parameter& parameter, const std::string& value) {
  if (parameter.kind != ParameterKind::list || !parameter.separated) return {value};
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= value.size();) {
    const std::size_t comma = std::min(value.find(',', from), value.size());
    out.push_back(value.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

}  // namespace

std::string command_of(const assess::Call& call) {
  const Verb& one = verb(call.verb);
  std::string places;
  std::string options;
  for (const assess::Argument& argument : call.request) {
    const Parameter& parameter = parameter_of(one, argument.name);
    const std::vector<std::string> words = words_in(parameter, argument.value);
    if (parameter.kind == ParameterKind::flag) {
      options += " --" + parameter.name;
      continue;
    }
    check_value(parameter, parse(parameter, words));
    if (!parameter.positional)
      options += fmt::format(" --{} {}", parameter.name, quoted(argument.value));
    else
      for (const std::string& word : words) places += " " + quoted(word);
  }
  return "entente " + call.verb + places + options;
}

void write_commands(assess::Assessment& assessment) {
  const auto statements = [](std::vector<assess::Statement>& list) {
    for (assess::Statement& s : list)
      if (s.call) s.text += " " + command_of(*s.call);
  };
  statements(assessment.gaps);
  statements(assessment.method);
  for (assess::Section& section : assessment.sections)
    for (assess::Block& block : section.blocks)
      if (auto* paragraph = std::get_if<assess::Paragraph>(&block)) statements(paragraph->statements);
  for (assess::Evidence& e : assessment.evidence)
    if (e.call) e.command = command_of(*e.call);
}

}  // namespace entente::verbs

#include "entente/verbs/verb.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace entente::verbs {
namespace {

using Json = nlohmann::ordered_json;

Value value_of(const Parameter& p, const Json& json) {
  const auto refuse = [&](const char* wanted) {
    throw Error(ErrorCode::bad_request, fmt::format("the value is not {}", wanted), "see docs/parameters.md",
                {"", 0, p.json_name()});
  };
  switch (p.kind) {
    case ParameterKind::flag:
      if (!json.is_boolean()) refuse("true or false");
      return json.get<bool>();
    case ParameterKind::integer: {
      if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX) refuse("a whole number in range");
      if (!json.is_number_integer()) refuse("a whole number");
      return json.get<std::int64_t>();
    }
    case ParameterKind::number:
      if (!json.is_number()) refuse("a number");
      return json.get<double>();
    case ParameterKind::day: {
      const auto day = json.is_string() ? parse_day(json.get<std::string>()) : std::nullopt;
      if (!day) refuse("a day such as \"2024-03-17\"");
      return *day;
    }
    case ParameterKind::text:
      if (!json.is_string()) refuse("text");
      return json.get<std::string>();
    case ParameterKind::list: {
      std::vector<std::string> list;
      if (!json.is_array()) refuse("a list of texts");
      for (const Json& item : json) {
        if (!item.is_string()) refuse("a list of texts");
        list.push_back(item.get<std::string>());
      }
      return list;
    }
  }
  return {};
}

Json json_of(const Value& value) {
  struct Write {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(Day day) const { return to_string(day); }
    Json operator()(bool b) const { return b; }
    Json operator()(std::int64_t n) const { return n; }
    Json operator()(double x) const { return x; }
    Json operator()(const std::string& text) const { return text; }
    Json operator()(const std::vector<std::string>& list) const { return list; }
  };
  return std::visit(Write{}, value);
}

bool is_empty(const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return true;
  if (const auto* text = std::get_if<std::string>(&value)) return text->empty();
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return list->empty();
  return false;
}

}  // namespace

const Parameter& Verb::parameter(std::string_view parameter_name) const {
  std::vector<std::string> names;
  for (const Parameter& p : parameters) {
    if (p.name == parameter_name || p.json_name() == parameter_name ||
        std::find(p.aliases.begin(), p.aliases.end(), parameter_name) != p.aliases.end())
      return p;
    names.push_back(p.json_name());
  }
  const std::string near = nearest(parameter_name, names);
  throw Error(ErrorCode::bad_request, fmt::format("{} has no parameter \"{}\"", name, parameter_name),
              near.empty() ? fmt::format("it has: {}", fmt::join(names, ", ")) : fmt::format("did you mean {}?", near));
}

const Verb& verb(std::string_view name) {
  std::vector<std::string> names;
  for (const Verb& v : verbs()) {
    if (v.name == name) return v;
    names.push_back(v.name);
  }
  const std::string near = nearest(name, names);
  const auto family = std::find_if(families().begin(), families().end(),
                                   [&](const Family& f) { return name.starts_with(f.name + " "); });
  throw Error(ErrorCode::bad_request, fmt::format("there is no verb \"{}\"", name),
              !near.empty()                ? fmt::format("did you mean `entente {}`?", near)
              : family != families().end() ? fmt::format("`entente {} --help` lists the verbs", family->name)
                                           : "`entente --help` lists the verbs");
}

std::any request_from_json(const Verb& verb, std::string_view json) {
  const Json object = Json::parse(json, nullptr, false);
  if (!object.is_object())
    throw Error(ErrorCode::bad_request, "the request is not a JSON object",
                "write for example {\"as_of\": \"2024-03-17\"}");
  std::any request = verb.request();
  for (const auto& [name, value] : object.items()) {
    const Parameter& p = verb.parameter(name);
    if (value.is_null()) continue;
    const Value given = value_of(p, value);
    check_value(p, given);
    p.set(request, given);
  }
  check_required(verb, request);
  return request;
}

std::string request_to_json(const Verb& verb, const std::any& request) {
  const std::any defaults = verb.request();
  Json out = Json::object();
  for (const Parameter& p : verb.parameters) {
    const Value value = p.get(request);
    if (value != p.get(defaults)) out[p.json_name()] = json_of(value);
  }
  return out.dump();
}

void check_required(const Verb& verb, const std::any& request) {
  for (const Parameter& p : verb.parameters) {
    if (!p.required || !is_empty(p.get(request))) continue;
    const bool day = p.kind == ParameterKind::day;
    throw Error(ErrorCode::bad_request,
                fmt::format("the {} {} missing", day ? "day" : p.name, p.kind == ParameterKind::list ? "are" : "is"),
                day ? fmt::format("give --{} YYYY-MM-DD", p.name)
                    : fmt::format("`entente {} --help` says what {}", verb.name,
                                  p.kind == ParameterKind::list ? "they are" : "it is"),
                {"", 0, p.positional ? p.name : "--" + p.name});
  }
}

}  // namespace entente::verbs

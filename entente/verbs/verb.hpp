#pragma once
// The verbs: one table of what can be asked of Entente. Every door (command line, HTTP, Python) and every page that
// lists options is made from it; nothing is declared twice.

#include "entente/verbs/engine.hpp"
#include "entente/verbs/parameter.hpp"
#include "entente/verbs/result.hpp"

#include <any>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::verbs {

/// A command that a test runs. `arguments` are what stands behind the program's name, quoted for a shell.
struct Example {
  std::string shows;
  std::string arguments;
};

struct Verb {
  std::string name;     // "outlook exit": the words of the command, the path of the route
  std::string summary;  // one line
  std::vector<Example> examples{};
  std::vector<std::string> pages{};  // where docs tell more
  std::vector<Parameter> parameters{};
  /// What the answer may be asked for as; the first is the command line's default. "text", "json", "csv" and "markdown"
  /// are made from the tables, others are documents of the result.
  std::vector<std::string> formats{"text", "json", "csv", "markdown"};
  /// The tables that the answer may have; CSV gives the first where none is named. Empty: whatever comes.
  std::vector<std::string> tables{};
  /// A request with its defaults.
  std::function<std::any()> request{};
  /// Answers. Thread rule: many at once on one engine, each with a request of its own; a verb that writes to the record
  /// excludes others (the store says conflict). Throws Error.
  std::function<Result(const Engine& engine, const std::any& request)> run{};

  /// Throws Error{bad_request} that names the nearest parameter there is.
  const Parameter& parameter(std::string_view parameter_name) const;
};

/// Words that several verbs share as their first, such as "record", and what they have in common.
struct Family {
  std::string name;
  std::string summary;
};

/// All verbs in the order of help. Built once; safe from any thread.
const std::vector<Verb>& verbs();

/// The families of verbs, in the order of help.
const std::vector<Family>& families();

/// The verb of that name. Throws Error{bad_request} that names the nearest there is.
const Verb& verb(std::string_view name);

/// The request that JSON asks for: an object with the parameters' JSON names. What is not in it has its default; null
/// is "not given". Throws Error{bad_request}: no object, an unknown name, a value of another kind, out of range, a
/// required one missing.
std::any request_from_json(const Verb& verb, std::string_view json);

/// The object that gives this request again; parameters that have their default are left out.
std::string request_to_json(const Verb& verb, const std::any& request);

/// Throws Error{bad_request} where a required parameter is empty.
void check_required(const Verb& verb, const std::any& request);

/// A verb whose request is `R` and whose answer comes from `run`.
template <class R>
Verb make_verb(std::string name, std::string summary, Parameters<R> parameters,
               Result (*run)(const Engine&, const R&)) {
  Verb verb;
  verb.name = std::move(name);
  verb.summary = std::move(summary);
  verb.parameters = parameters.take();
  verb.request = [] { return std::any(R{}); };
  verb.run = [run](const Engine& engine, const std::any& request) {
    return run(engine, std::any_cast<const R&>(request));
  };
  return verb;
}

}  // namespace entente::verbs

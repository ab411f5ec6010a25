#pragma once
// What may be asked of a verb: each parameter is declared once, bound to a member of the verb's request.
//
// Command line, JSON, help, docs/parameters.md and whatever door comes later read the same declaration. A request is a
// struct whose defaults are the defaults of its parameters.

#include "entente/base/date.hpp"

#include <any>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace entente::verbs {

enum class ParameterKind { flag, integer, number, day, text, list };

/// "integer", as docs write it.
std::string_view name(ParameterKind kind);

/// What becomes of the file that a parameter names. Whoever runs a verb lets no output be a file that is read
/// (verbs/files.hpp); a parameter that is called FILE, FOLDER, PATH or CASE has a role, which a test holds it to.
enum class FileRole {
  none,
  reads,       // a file, or a folder with what lies in it
  reads_case,  // a case by its name or its path
  writes,      // made, or made anew
  keeps,       // read, and grows
  below,       // a folder in which files are made
};

/// What a parameter holds, whatever its member's type; the first where it is not given.
using Value = std::variant<std::monostate, bool, std::int64_t, double, Day, std::string, std::vector<std::string>>;

/// An enumeration's words, for parameters of that type: specialise it as an array of pairs of word and value.
template <class E>
inline constexpr std::nullptr_t kWords = nullptr;

struct Parameter {
  std::string name;  // "as-of"; in JSON "as_of"
  ParameterKind kind = ParameterKind::text;
  std::string meaning;      // one phrase, a capital first and no full stop
  std::string placeholder;  // what help calls the value: "DAY", "STATE", "FILE"
  std::string unit{};
  std::string group{};   // the heading it stands under in help; empty = the first
  std::string absent{};  // what it means not to give it, where that is not a value: "the case's"
  std::vector<std::string> aliases{};
  std::vector<std::string> choices{};  // of a text, or of each item of a list; empty = any
  std::optional<double> least{};
  std::optional<double> most{};
  bool required = false;
  bool positional = false;
  bool separated = true;  // a list's items are separated by commas; otherwise each is given by itself
  FileRole file = FileRole::none;

  /// Between a request of the verb, held in `any`, and the value.
  std::function<void(std::any& request, const Value& value)> set{};
  std::function<Value(const std::any& request)> get{};

  /// The name in JSON and Python.
  std::string json_name() const;
};

/// The value that a person wrote: one word, or the words of a list. Numbers are decimal ("011" is 11; "nan" and "inf"
/// are refused), days are YYYY-MM-DD. Throws Error{bad_request} naming the parameter, what is wrong and what fits.
Value parse(const Parameter& parameter, std::span<const std::string> words);

/// Throws Error{bad_request} where the value is not of the parameter's kind, range or choices.
void check_value(const Parameter& parameter, const Value& value);

/// As a person would write it; empty where it is not given. A list's items are joined by commas.
std::string words_of(const Value& value);

namespace detail {

template <class T>
struct Optional : std::false_type {
  using Inner = T;
};
template <class T>
struct Optional<std::optional<T>> : std::true_type {
  using Inner = T;
};

template <class T>
constexpr ParameterKind kind_of() {
  using Inner = typename Optional<T>::Inner;
  if constexpr (std::is_same_v<Inner, bool>)
    return ParameterKind::flag;
  else if constexpr (std::is_integral_v<Inner>)
    return ParameterKind::integer;
  else if constexpr (std::is_floating_point_v<Inner>)
    return ParameterKind::number;
  else if constexpr (std::is_same_v<Inner, Day>)
    return ParameterKind::day;
  else if constexpr (std::is_same_v<Inner, std::vector<std::string>>)
    return ParameterKind::list;
  else
    return ParameterKind::text;
}

template <class T>
Value to_value(const T& member) {
  if constexpr (Optional<T>::value) {
    if (!member) return std::monostate{};
    return to_value(*member);
  } else if constexpr (std::is_enum_v<T>) {
    for (const auto& [word, value] : kWords<T>)
      if (value == member) return std::string(word);
    return std::monostate{};
  } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    return static_cast<std::int64_t>(member);
  } else {
    return member;
  }
}

template <class T>
void from_value(T& member, const Value& value) {
  using Inner = typename Optional<T>::Inner;
  if constexpr (Optional<T>::value)
    if (std::holds_alternative<std::monostate>(value)) {
      member.reset();
      return;
    }
  if constexpr (std::is_enum_v<Inner>) {
    for (const auto& [word, constant] : kWords<Inner>)
      if (std::get<std::string>(value) == word) member = constant;
  } else if constexpr (std::is_same_v<Inner, bool>) {
    member = std::get<bool>(value);
  } else if constexpr (std::is_integral_v<Inner>) {
    member = static_cast<Inner>(std::get<std::int64_t>(value));
  } else {
    member = std::get<Inner>(value);
  }
}

}  // namespace detail

/// The parameters of a verb whose request is `R`, in the order of help. Members may be bool, a whole number, double,
/// Day, std::string, std::vector<std::string>, an enumeration with kWords, and std::optional of any but bool.
template <class R>
class Parameters {
 public:
  /// What is declared of a parameter besides its name, member and meaning.
  class Added {
   public:
    explicit Added(Parameter& parameter) : p_(parameter) {}
    Added& required() { return p_.required = true, *this; }
    Added& positional() { return p_.positional = true, *this; }
    Added& called(std::string placeholder) { return p_.placeholder = std::move(placeholder), *this; }
    Added& unit(std::string unit) { return p_.unit = std::move(unit), *this; }
    Added& range(double least, double most) { return p_.least = least, p_.most = most, *this; }
    Added& at_least(double least) { return p_.least = least, *this; }
    Added& choices(std::vector<std::string> choices) { return p_.choices = std::move(choices), *this; }
    Added& alias(std::string name) { return p_.aliases.push_back(std::move(name)), *this; }
    Added& absent(std::string words) { return p_.absent = std::move(words), *this; }
    Added& reads() { return p_.file = FileRole::reads, *this; }
    Added& reads_case() { return p_.file = FileRole::reads_case, *this; }
    Added& writes() { return p_.file = FileRole::writes, *this; }
    Added& keeps() { return p_.file = FileRole::keeps, *this; }
    Added& writes_below() { return p_.file = FileRole::below, *this; }
    /// A list whose items may hold commas: the option is repeated.
    Added& repeated() { return p_.separated = false, *this; }

   private:
    Parameter& p_;
  };

  template <class T>
  Added add(std::string name, T R::*member, std::string meaning) {
    using Inner = typename detail::Optional<T>::Inner;
    Parameter& p = parameters_.emplace_back();
    p.name = std::move(name);
    p.kind = detail::kind_of<T>();
    p.meaning = std::move(meaning);
    p.group = group_;
    if constexpr (std::is_enum_v<Inner>)
      for (const auto& [word, value] : kWords<Inner>) p.choices.emplace_back(word);
    if constexpr (std::is_unsigned_v<Inner> && !std::is_same_v<Inner, bool>) p.least = 0;
    p.set = [member](std::any& request, const Value& value) {
      detail::from_value(std::any_cast<R&>(request).*member, value);
    };
    p.get = [member](const std::any& request) { return detail::to_value(std::any_cast<const R&>(request).*member); };
    return Added(p);
  }

  /// What is added next stands under this heading.
  void group(std::string heading) { group_ = std::move(heading); }

  std::vector<Parameter> take() { return std::move(parameters_); }

 private:
  std::vector<Parameter> parameters_;
  std::string group_;
};

}  // namespace entente::verbs

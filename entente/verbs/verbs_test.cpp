// The contract that every verb of the table keeps, and the reading of values.

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"
#include "entente/verbs/door.hpp"
#include "entente/verbs/files.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <sstream>

using namespace entente;
using namespace entente::verbs;
namespace fs = std::filesystem;

namespace {

// A request with a parameter of each kind.
enum class Colour { red, blue };
struct Every {
  bool flag = false;
  int integer = 3;
  std::optional<std::size_t> size;
  double number = 0.5;
  std::optional<double> limit;
  std::optional<Day> day;
  std::string text = "auto";
  std::vector<std::string> list{"a", "b"};
  std::vector<std::string> lines;
  Colour colour = Colour::red;
};

}  // namespace

template <>
inline constexpr std::array entente::verbs::kWords<Colour>{std::pair{std::string_view("red"), Colour::red},
                                                           std::pair{std::string_view("blue"), Colour::blue}};

namespace {

Verb every_verb() {
  Parameters<Every> p;
  p.add("flag", &Every::flag, "A flag");
  p.add("integer", &Every::integer, "A whole number").range(0, 20);
  p.add("size", &Every::size, "A size");
  p.add("number", &Every::number, "A number");
  p.add("limit", &Every::limit, "A limit").range(1, 10);
  p.add("as-of", &Every::day, "A day").alias("on");
  p.add("text", &Every::text, "A text").choices({"auto", "none"});
  p.add("list", &Every::list, "A list");
  p.add("lines", &Every::lines, "Texts that may hold commas").repeated();
  p.add("colour", &Every::colour, "A colour");
  return make_verb(
      "every", "Every kind", std::move(p), +[](const Engine&, const Every&) { return Result{}; });
}

Value read(const std::string& parameter, std::vector<std::string> words) {
  return parse(every_verb().parameter(parameter), words);
}

// The error that `f` throws, as "field: message; remedy".
template <class F>
std::string refusal(F f) {
  try {
    f();
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_request);
    return error.what();
  }
  return "taken";
}

// A value other than the default, as a person would write it.
std::vector<std::string> another(const Parameter& p, const Value& standard) {
  const auto not_standard = [&](const std::vector<std::string>& candidates) {
    for (const std::string& word : candidates) {
      if (p.kind == ParameterKind::integer || p.kind == ParameterKind::number) {
        const double number = std::stod(word);
        if ((p.least && number < *p.least) || (p.most && number > *p.most)) continue;
      }
      if (word != words_of(standard)) return word;
    }
    FAIL("no other value for " << p.name);
    return std::string();
  };
  switch (p.kind) {
    case ParameterKind::flag: return {"true"};
    case ParameterKind::integer: return {not_standard({"1", "2", "12", "30", "2000"})};
    case ParameterKind::number: return {not_standard({"1.5", "0.25", "12.5", "2000"})};
    case ParameterKind::day: return {"2024-03-17"};
    case ParameterKind::text: return {p.choices.empty() ? "other" : not_standard(p.choices)};
    case ParameterKind::list: return {p.choices.empty() ? "X,Y" : not_standard(p.choices)};
  }
  return {};
}

}  // namespace

TEST_CASE("numbers are decimal, and what is not a finite number is refused with its remedy") {
  CHECK(read("integer", {"011"}) == Value(std::int64_t{11}));
  CHECK(read("integer", {"+7"}) == Value(std::int64_t{7}));
  for (const char* wrong : {"0x10", "1e1", "7.0", "", " 7", "7 ", "seven"})
    CHECK_MESSAGE(refusal([&] { read("integer", {wrong}); }) != "taken", wrong);
  CHECK(refusal([] { read("integer", {"21"}); }) == "field --integer: 21 is out of range; give 0 to 20");
  CHECK(refusal([] { read("size", {"-1"}); }) == "field --size: -1 is out of range; give 0 or more");
  CHECK(refusal([] { read("integer", {"99999999999999999999"}); }) != "taken");
  CHECK(read("number", {"-1.5"}) == Value(-1.5));
  for (const char* wrong : {"nan", "inf", "-inf", "1,5", "0x1p3", ""})
    CHECK_MESSAGE(refusal([&] { read("number", {wrong}); }) != "taken", wrong);
  CHECK(refusal([] { read("limit", {"0.5"}); }) == "field --limit: 0.5 is out of range; give 1 to 10");
  CHECK(refusal([] { read("number", {"1", "2"}); }) == "field --number: it is given more than once; give it once");
}

TEST_CASE("days, choices and lists are read as they are written") {
  CHECK(read("as-of", {"2024-02-29"}) == Value(Day(std::chrono::year(2024) / 2 / 29)));
  CHECK(refusal([] { read("on", {"2024-02-30"}); }) == "field --as-of: \"2024-02-30\" is not a day; write YYYY-MM-DD");
  CHECK(refusal([] { read("text", {"Auto"}); }) == "field --text: there is no \"Auto\"; choose from auto, none");
  CHECK(refusal([] { read("colour", {"green"}); }) == "field --colour: there is no \"green\"; choose from red, blue");
  CHECK(read("list", {"NER, MLI", "BFA"}) == Value(std::vector<std::string>{"NER", "MLI", "BFA"}));
  CHECK(read("lines", {"NER,MLI", "BFA"}) == Value(std::vector<std::string>{"NER,MLI", "BFA"}));
}

TEST_CASE("a request from JSON is the one from words; unknown names and other kinds are refused") {
  const Verb verb = every_verb();
  const std::any request = request_from_json(
      verb,
      R"({"flag": true, "integer": 11, "size": 4, "as_of": "2024-03-17", "list": [], "colour": "blue", "limit": null})");
  const auto& r = std::any_cast<const Every&>(request);
  CHECK(r.flag);
  CHECK(r.integer == 11);
  CHECK(r.size == 4);
  CHECK(r.day == Day(std::chrono::year(2024) / 3 / 17));
  CHECK(r.list.empty());
  CHECK(r.colour == Colour::blue);
  CHECK_FALSE(r.limit);
  CHECK(r.text == "auto");
  CHECK(refusal([&] { request_from_json(verb, R"({"integr": 1})"); }) ==
        "every has no parameter \"integr\"; did you mean integer?");
  for (const char* wrong : {R"({"integer": "11"})", R"({"integer": 1.5})", R"({"flag": 1})", R"({"list": "a"})",
                            R"({"list": [1]})", R"({"as_of": "yesterday"})", R"({"text": "some"})",
                            R"({"integer": 21})", R"({"size": -1})", R"({"number": 1e999})", "[]", "{", "7", ""})
    CHECK_MESSAGE(refusal([&] { request_from_json(verb, wrong); }) != "taken", wrong);
}

TEST_CASE("a required parameter that is not given is named, with how to give it") {
  const Verb& watch = verb("watch");
  CHECK(refusal([&] { check_required(watch, watch.request()); }) ==
        "field --as-of: the day is missing; give --as-of YYYY-MM-DD");
  CHECK(refusal([&] { request_from_json(watch, "{}"); }) != "taken");
  CHECK(refusal([] { verb("watsh"); }) == "there is no verb \"watsh\"; did you mean `entente watch`?");
}

TEST_CASE("every verb of the table: words and JSON give equal requests, and defaults survive the way there and back") {
  std::set<std::string> names;
  for (const Verb& v : verbs::verbs()) {
    CAPTURE(v.name);
    CHECK(names.insert(v.name).second);
    CHECK_FALSE(v.summary.empty());
    CHECK_FALSE(v.examples.empty());
    CHECK_FALSE(v.formats.empty());
    CHECK(std::set<std::string>(v.tables.begin(), v.tables.end()).size() == v.tables.size());

    const std::any defaults = v.request();
    CHECK(request_to_json(v, defaults) == "{}");
    std::any by_words = v.request();
    std::set<std::string> parameters;
    for (const Parameter& p : v.parameters) {
      CAPTURE(p.name);
      CHECK(parameters.insert(p.name).second);
      for (const std::string& alias : p.aliases) CHECK(parameters.insert(alias).second);
      for (const Parameter& door : door_parameters()) CHECK(p.name != door.name);
      CHECK_FALSE(p.meaning.empty());
      CHECK(p.meaning.back() != '.');
      // The default may be given back as it is told.
      const Value standard = p.get(defaults);
      std::any again = v.request();
      p.set(again, standard);
      CHECK(p.get(again) == standard);
      p.set(by_words, parse(p, another(p, standard)));
      CHECK(p.get(by_words) != standard);
    }
    std::any by_json = request_from_json(v, request_to_json(v, by_words));
    for (const Parameter& p : v.parameters) CHECK_MESSAGE(p.get(by_json) == p.get(by_words), p.name);
  }
}

TEST_CASE("one name means one thing: parameters of one name have one kind, and the day is as-of everywhere") {
  std::map<std::string, const Parameter*> first;
  for (const Verb& v : verbs::verbs())
    for (const Parameter& p : v.parameters) {
      CAPTURE(v.name);
      CAPTURE(p.name);
      const auto [it, is_new] = first.emplace(p.name, &p);
      if (!is_new) CHECK(it->second->kind == p.kind);
      for (const char* shared : {"as-of", "hosts", "vintage", "seed", "host", "counterpart"})
        if (p.name == shared) CHECK(it->second->meaning == p.meaning);
      CHECK(p.name != "on");
      if (p.kind == ParameterKind::day && p.name == "as-of") CHECK(p.aliases == std::vector<std::string>{"on"});
    }
}

TEST_CASE("every verb: an option that is empty is refused, as a variable that is not set would be") {
  for (const Verb& v : verbs::verbs())
    for (const Parameter& p : v.parameters)
      for (const char* empty : {"", " "}) {
        CAPTURE(v.name);
        CAPTURE(p.name);
        if (p.kind == ParameterKind::flag) continue;
        CHECK(refusal([&] { parse(p, std::vector<std::string>{empty}); }).find("the value is empty") !=
              std::string::npos);
      }
}

TEST_CASE("every verb: numbers are decimal and finite, whatever the option") {
  for (const Verb& v : verbs::verbs())
    for (const Parameter& p : v.parameters) {
      CAPTURE(v.name);
      CAPTURE(p.name);
      const auto reading = [&](const char* word) { return refusal([&] { parse(p, std::vector<std::string>{word}); }); };
      if (p.kind == ParameterKind::integer || p.kind == ParameterKind::number)
        for (const char* wrong : {"nan", "inf", "-inf", "0x10", "1e400", "1 ", "ten"})
          CHECK_MESSAGE(reading(wrong) != "taken", wrong);
      if (p.kind == ParameterKind::integer && (!p.most || *p.most >= 11) && (!p.least || *p.least <= 11))
        CHECK(parse(p, std::vector<std::string>{"011"}) == Value(std::int64_t{11}));
      if (p.kind == ParameterKind::day)
        for (const char* wrong : {"2024-02-30", "2024-2-3", "today", "20240317"}) CHECK(reading(wrong) != "taken");
    }
}

namespace {

// A file, folder or case by its name in help.
bool names_a_file(const Parameter& p) {
  for (const char* word : {"FILE", "FOLDER", "PATH", "CASE"})
    if (p.placeholder.starts_with(word)) return true;
  return p.name == "case" || p.name == "cases";
}

bool is_output(const Parameter& p) { return p.file == FileRole::writes || p.file == FileRole::keeps; }

Value path_value(const Parameter& p, const std::string& path) {
  if (p.kind == ParameterKind::list) return std::vector<std::string>{path};
  return path;
}

}  // namespace

TEST_CASE("every verb: what names a file says what becomes of it") {
  for (const Verb& v : verbs::verbs())
    for (const Parameter& p : v.parameters)
      CHECK_MESSAGE(names_a_file(p) == (p.file != FileRole::none), v.name << " --" << p.name);
  for (const Parameter& p : door_parameters())
    CHECK_MESSAGE(names_a_file(p) == (p.file != FileRole::none), "--" << p.name);
}

TEST_CASE("every verb: no output may be a file that the same command reads, nor another output") {
  const fs::path folder = fs::temp_directory_path() / ("entente-files-test-" + std::to_string(getpid()));
  fs::create_directories(folder);
  const std::string read_path = (folder / "case.toml").string();
  const std::string other_name = (folder / "same.toml").string();
  write_file(read_path, "what is read");
  write_file((folder / "layer.toml").string(), "");  // an own folder, which is read as well as written
  fs::create_hard_link(read_path, other_name);
  const ThreadExecutor executor(1);
  const Engine engine({.open = [] { return std::shared_ptr<store::Store>(); }, .executor = &executor});
  int pairs = 0;
  for (const Verb& v : verbs::verbs()) {
    // The options of the verb and of the door, as one list.
    std::vector<std::pair<const Parameter*, bool>> all;
    for (const Parameter& p : v.parameters) all.emplace_back(&p, false);
    for (const Parameter& p : door_parameters()) all.emplace_back(&p, true);
    for (const auto& [output, output_of_door] : all) {
      if (!is_output(*output)) continue;
      for (const auto& [other, other_of_door] : all) {
        if (other == output || other->file == FileRole::none) continue;
        CAPTURE(v.name);
        CAPTURE(output->name);
        CAPTURE(other->name);
        std::any request = v.request();
        std::any door = DoorRequest{};
        output->set(output_of_door ? door : request, path_value(*output, other_name));
        const bool below = other->file == FileRole::below;
        other->set(other_of_door ? door : request, path_value(*other, below ? folder.string() : read_path));
        const std::string told =
            refusal([&] { check_files(engine, v, request, std::any_cast<const DoorRequest&>(door)); });
        CHECK(told != "taken");
        ++pairs;
      }
    }
  }
  CHECK(pairs > 50);
  CHECK(read_file(read_path) == "what is read");
  fs::remove_all(folder);
}

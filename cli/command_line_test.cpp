// From words to a request, for every verb of the table.

#include "cli/command_line.hpp"

#include "entente/base/error.hpp"
#include "entente/render/help.hpp"

#include <doctest/doctest.h>

#include <any>
#include <fstream>
#include <sstream>

using namespace entente;
using namespace entente::cli;

namespace {

std::vector<std::string> words(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

std::string refusal(const std::vector<std::string>& arguments) {
  try {
    read_command(arguments);
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_request);
    return error.what();
  }
  return "taken";
}

}  // namespace

TEST_CASE("a command gives the request that JSON gives, and options may stand anywhere") {
  const Command c =
      read_command(words("watch --top 011 --on 2024-03-17 --hosts NER,MLI --deaths --format json --threads 2"));
  CHECK(c.verb->name == "watch");
  CHECK(verbs::request_to_json(*c.verb, c.request) ==
        R"({"as_of":"2024-03-17","top":11,"hosts":["NER","MLI"],"deaths":true})");
  CHECK(c.door.format == "json");
  CHECK(c.door.threads == 2);
  CHECK(c.door.record == "entente.duckdb");
  const Command d = read_command(words("outlook exit --as-of=2024-03-17 NER USA"));
  CHECK(d.verb->name == "outlook exit");
  CHECK(verbs::request_to_json(*d.verb, d.request) == R"({"host":"NER","counterpart":"USA","as_of":"2024-03-17"})");
}

TEST_CASE("a list does not swallow what follows it") {
  const Command c = read_command(words("outlook exit NER --as-of 2024-03-17 USA"));
  CHECK(verbs::request_to_json(*c.verb, c.request) == R"({"host":"NER","counterpart":"USA","as_of":"2024-03-17"})");
  CHECK(refusal(words("watch --as-of 2024-03-17 --hosts NER MLI")).starts_with("\"MLI\" was not expected"));
}

TEST_CASE("what cannot be is refused with the nearest that can") {
  CHECK(refusal({}) == "no verb is given; `entente --help` lists them");
  CHECK(refusal({"frobnicate"}) == "there is no verb \"frobnicate\"; `entente --help` lists the verbs");
  CHECK(refusal({"frobnicate", "--help"}) == refusal({"frobnicate"}));
  CHECK(refusal({"record", "frob"}) == "there is no verb \"record frob\"; `entente record --help` lists the verbs");
  CHECK(refusal({"watsh", "--help"}) == "there is no verb \"watsh\"; did you mean `entente watch`?");
  CHECK(refusal(words("watch --as-off 2024-03-17")) == "`entente watch` has no option --as-off; did you mean --as-of?");
  CHECK(refusal(words("watch --as-of 2024-03-17 --format html")) ==
        "field --format: `entente watch` has no form \"html\"; choose from text, json, csv, markdown");
  CHECK(refusal(words("watch --as-of 2024-03-17 --for-spreadsheets")) ==
        "field --for-spreadsheets: the form text is not one for spreadsheets; give --format csv");
  CHECK(refusal({"watch", "--as-of", "2024-03-17", "--hosts", ""}) ==
        "field --hosts: the value is empty; give one, or leave the option out");
  CHECK(refusal(words("watch")) == "field --as-of: the day is missing; give --as-of YYYY-MM-DD");
  CHECK(refusal(words("watch --as-of")) != "taken");
  CHECK(refusal(words("watch --as-of 2024-03-17 --as-of 2024-03-18")) ==
        "field --as-of: it is given more than once; give it once");
  CHECK(refusal(words("--record r.duckdb watch")).starts_with("\"--record\" stands where a verb is expected"));
}

TEST_CASE("help and the version are words, whatever else is missing") {
  CHECK(read_command({"--help"}).words == render::program_help());
  CHECK(read_command({"watch", "--help"}).words == render::verb_help(verbs::verb("watch")));
  CHECK(read_command({"outlook", "exit", "-h"}).words == render::verb_help(verbs::verb("outlook exit")));
  CHECK(read_command({"--version"}).words == std::string(ENTENTE_VERSION) + "\n");
  for (const verbs::Family& family : verbs::families())
    CHECK_FALSE(read_command({family.name, "--help"}).words.empty());
}

TEST_CASE("every option of every verb is taken, by each of its names") {
  for (const verbs::Verb& v : verbs::verbs())
    for (const verbs::Parameter& p : v.parameters) {
      CAPTURE(v.name);
      CAPTURE(p.name);
      if (p.positional) continue;
      std::vector<std::string> names{p.name};
      names.insert(names.end(), p.aliases.begin(), p.aliases.end());
      for (const std::string& name : names) {
        std::vector<std::string> arguments = words(v.name);
        arguments.push_back("--" + name);
        if (p.kind != verbs::ParameterKind::flag) arguments.emplace_back("\1");  // what no parameter but text takes
        const std::string told = refusal(arguments);
        CHECK_MESSAGE(told.find("has no option") == std::string::npos, told);
        CHECK_MESSAGE(told.find("not expected") == std::string::npos, told);
      }
    }
}

TEST_CASE("docs/parameters.md is what the program declares") {
  std::ifstream in(ENTENTE_SOURCE_DIR "/docs/parameters.md");
  std::stringstream page;
  page << in.rdbuf();
  CHECK_MESSAGE(page.str() == render::parameters_page(),
                "`entente --parameters >docs/parameters.md` writes the page anew");
}

#include "cli/options.hpp"

#include "entente/base/error.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <sstream>

namespace entente::cli {

void add_record_option(CLI::App& verb, std::string& path) {
  path = kDefaultRecord;
  verb.add_option("--record", path, "The record: one file, made by `entente record import`")
      ->type_name("FILE")
      ->capture_default_str();
}

void add_models_option(CLI::App& verb, std::string& folder) {
  verb.add_option("--models", folder, "Folder of the model files (default: data/model)")->type_name("FOLDER");
}

void add_seed_option(CLI::App& verb, std::uint64_t& seed) {
  verb.add_option("--seed", seed, "Seed of all draws")->capture_default_str();
}

void add_threads_option(CLI::App& verb, std::size_t& threads) {
  verb.add_option("--threads", threads, "Threads at most; 0 = all. The result is the same")->capture_default_str();
}

void add_vintage_option(CLI::App& verb, std::string& vintage) {
  vintage = "latest";
  verb.add_option("--vintage", vintage,
                  "latest: series cut by period and lag, with today's figures; strict: without what was released later")
      ->check(CLI::IsMember({"latest", "strict"}))
      ->capture_default_str();
}

void add_format_option(CLI::App& verb, std::string& format, const std::string& formats) {
  format = "text";
  std::vector<std::string> words;
  std::istringstream in(formats);
  for (std::string word; in >> word;) words.push_back(word);
  verb.add_option("--format", format, "What the standard output gets")
      ->check(CLI::IsMember(words))
      ->capture_default_str();
}

Day day_of(const std::string& text, const std::string& option) {
  const auto day = parse_day(text);
  if (!day) throw Error(ErrorCode::bad_request, "\"" + text + "\" is no day", "write YYYY-MM-DD", {"", 0, option});
  return *day;
}

void require_actor(const record::View& view, const std::string& code) {
  if (!view.actors.contains(code))
    throw Error(ErrorCode::bad_request, "\"" + code + "\" is no known actor",
                "use an ISO 3166 alpha-3 code such as NER; `entente record show actors` lists the others");
}

record::View view_of(const store::Store& store, Day day, const std::string& vintage) {
  return record::View::from(store.as_of(day, vintage == "strict" ? record::Vintage::strict : record::Vintage::latest));
}

void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw Error(ErrorCode::io, "the standard output cannot be written", "check the disk or the pipe");
}

void tell(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

}  // namespace entente::cli

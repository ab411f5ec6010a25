// entente record show

#include "cli/options.hpp"
#include "cli/record.hpp"
#include "cli/tables.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/store/duck/open.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct ShowOptions {
  std::string record;
  std::string table;
  std::string key;
  std::string on;
  std::string format;
};

void run_show(const ShowOptions& options) {
  const auto store = store::duck::open(options.record);
  if (options.table.empty()) {
    std::string out =
        fmt::format("{:<12} {:>6} {:>8} {:>8} {:>6}  {}\n", "table", "rows", "refused", "undated", "facts", "file");
    for (const auto& t : store->tables())
      out += fmt::format("{:<12} {:>6} {:>8} {:>8} {:>6}  {}\n", t.table, t.rows, t.rows_refused, t.rows_undated,
                         t.facts, t.file);
    print(out);
    return;
  }
  const record::Table& table = record::table(options.table);
  const std::optional<Day> day = options.on.empty() ? std::nullopt : std::optional(day_of(options.on, "--on"));
  std::vector<record::Fact> facts;
  for (record::Fact& fact : store->facts())
    if (fact.table == table.name && (!day || fact.known_on <= *day) && (options.key.empty() || fact.key == options.key))
      facts.push_back(std::move(fact));
  if (facts.empty() && !options.key.empty())
    throw Error(ErrorCode::not_found,
                fmt::format("table {} holds no {}{}", table.name, options.key, day ? " known on that day" : ""),
                fmt::format("`entente record show {}` lists all", table.name));
  const auto known = [](const record::Fact& f) {
    return f.known_on == Day::min() ? std::string("start") : to_string(f.known_on);
  };
  std::string out;
  if (options.format == "json") {
    Json rows = Json::array();
    for (const record::Fact& f : facts) {
      Json row{{"id", record::id_of(f)}, {"known_on", known(f)}};
      for (const auto& [column, value] : f.cells) row["cells"][column] = value;
      rows.push_back(std::move(row));
    }
    out = rows.dump(2) + "\n";
  } else if (options.format == "csv") {
    out = "id,known_on,column,value\n";
    for (const record::Fact& f : facts)
      for (const auto& [column, value] : f.cells)
        out += fmt::format("{},{},{},{}\n", csv_cell(record::id_of(f)), known(f), csv_cell(column), csv_cell(value));
  } else {
    for (const record::Fact& f : facts) {
      out += fmt::format("{}  known on {}\n", record::id_of(f), known(f));
      for (const auto& [column, value] : f.cells) out += fmt::format("    {}: {}\n", column, value);
    }
  }
  print(out);
}

}  // namespace

void setup_record_show(CLI::App& verb) {
  auto show_options = std::make_shared<ShowOptions>();
  CLI::App* show = verb.add_subcommand("show", "List the tables, or the facts of one");
  show->add_option("table", show_options->table, "A table, such as events");
  show->add_option("key", show_options->key, "One row, such as E0157");
  show->add_option("--on", show_options->on, "Only what was known on this day")->type_name("DAY");
  add_record_option(*show, show_options->record);
  add_format_option(*show, show_options->format, "text json csv");
  show->callback([show_options] { run_show(*show_options); });
}

}  // namespace entente::cli

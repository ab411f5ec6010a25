// entente record loads | undo

#include "cli/options.hpp"
#include "cli/record.hpp"
#include "cli/tables.hpp"
#include "entente/store/duck/open.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct LoadsOptions {
  std::string record;
  std::string format;
};

std::string text_of_day(const std::optional<Day>& day) { return day ? to_string(*day) : std::string(); }

void run_loads(const LoadsOptions& options) {
  const auto store = store::duck::open(options.record);
  ResultTable table{"loads",
                    "What the record was made of",
                    {},
                    {"load", "reader", "rows", "taken", "mended", "rejected", "linked", "first day", "last day",
                     "imported at", "sha256", "file"},
                    {}};
  Json json = Json::array();
  for (const store::LoadAccount& a : store->loads()) {
    const bool text = options.format == "text";
    table.rows.push_back({std::to_string(a.load), a.reader, std::to_string(a.rows), std::to_string(a.taken),
                          std::to_string(a.mended), std::to_string(a.rejected), std::to_string(a.linked),
                          text_of_day(a.first_day), text_of_day(a.last_day), a.imported_at,
                          text ? a.hash.substr(0, 12) : a.hash, a.file});
    json.push_back({{"load", a.load},
                    {"reader", a.reader},
                    {"rows", a.rows},
                    {"taken", a.taken},
                    {"mended", a.mended},
                    {"rejected", a.rejected},
                    {"linked", a.linked},
                    {"first_day", text_of_day(a.first_day)},
                    {"last_day", text_of_day(a.last_day)},
                    {"counts", a.counts},
                    {"mapping", a.mapping},
                    {"imported_at", a.imported_at},
                    {"sha256", a.hash},
                    {"file", a.file}});
  }
  if (options.format == "json") {
    print(json.dump(2) + "\n");
  } else if (options.format == "csv") {
    print(csv_of(table));
  } else {
    if (table.rows.empty()) table.notes.emplace_back("The record holds no load.");
    print(text_of({table}));
  }
}

struct UndoOptions {
  std::int64_t load = 0;
  std::string record;
};

void run_undo(const UndoOptions& options) {
  auto store = store::duck::open_for_writing(options.record);
  const store::LoadAccount a = store->undo(options.load);
  print(fmt::format("load {} taken back: {} rows of {}, read as {}\n", a.load, a.taken, a.file, a.reader));
}

}  // namespace

void setup_record_loads(CLI::App& verb) {
  auto loads_options = std::make_shared<LoadsOptions>();
  CLI::App* loads = verb.add_subcommand("loads", "List what was imported: file, hash, reader, rows, rejects, links");
  add_record_option(*loads, loads_options->record);
  add_format_option(*loads, loads_options->format, "text json csv");
  loads->callback([loads_options] { run_loads(*loads_options); });

  auto undo_options = std::make_shared<UndoOptions>();
  CLI::App* undo = verb.add_subcommand("undo", "Take one load back, whole");
  undo->add_option("load", undo_options->load, "Its number, from `entente record loads`")->required();
  add_record_option(*undo, undo_options->record);
  undo->callback([undo_options] { run_undo(*undo_options); });
}

}  // namespace entente::cli

// entente record

#include "cli/record.hpp"

#include "cli/verbs.hpp"

#include <CLI/CLI.hpp>

namespace entente::cli {

void setup_record(CLI::App& program) {
  CLI::App* verb =
      program.add_subcommand("record", "Import, show, count, export and check what is known, and since when");
  verb->require_subcommand(1);
  setup_record_import(*verb);
  setup_record_loads(*verb);
  setup_record_show(*verb);
  setup_record_state(*verb);
  setup_record_rates(*verb);
  setup_record_export(*verb);
  setup_record_check(*verb);
}

}  // namespace entente::cli

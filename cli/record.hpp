#pragma once
// The subcommands of `entente record`, one file each.

namespace CLI {
class App;
}

namespace entente::cli {

void setup_record_import(CLI::App& verb);
void setup_record_loads(CLI::App& verb);  // and undo
void setup_record_show(CLI::App& verb);
void setup_record_state(CLI::App& verb);
void setup_record_rates(CLI::App& verb);
void setup_record_export(CLI::App& verb);
void setup_record_check(CLI::App& verb);

}  // namespace entente::cli

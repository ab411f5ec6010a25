// The program: one subcommand a verb. Results on the standard output, all else on the standard error. The one place
// where errors become an exit status; docs/exit-codes.md.

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "entente/base/error.hpp"

#include <CLI/CLI.hpp>

#include <exception>
#include <new>

int main(int argc, char** argv) {
  using namespace entente;
  CLI::App program{"Assessments of states and pacts, computed from the dated record of who did what to whom.",
                   "entente"};
  program.require_subcommand(1);
  program.set_version_flag("--version", ENTENTE_VERSION);
  cli::setup_brief(program);
  cli::setup_record(program);
  cli::setup_outlook(program);
  cli::setup_precedents(program);
  cli::setup_exit_time(program);
  cli::setup_dependence(program);
  cli::setup_question(program);
  cli::setup_watch(program);
  cli::setup_score(program);
  cli::setup_cover(program);
  cli::setup_align(program);
  try {
    program.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& error) {
    const int status = program.exit(error);
    return status == 0 ? 0 : exit_status(ErrorCode::bad_request);
  } catch (const Error& error) {
    cli::tell(std::string("entente: ") + error.what());
    return exit_status(error.code());
  } catch (const std::bad_alloc&) {
    cli::tell("entente: memory is exhausted; close other programs or ask for less");
    return exit_status(ErrorCode::unavailable);
  } catch (const std::exception& error) {
    cli::tell(std::string("entente: a fault of ours: ") + error.what());
    return exit_status(ErrorCode::internal);
  }
}

// The program: one verb a command. Results on the standard output, all else on the standard error. The one place where
// errors become an exit status; docs/exit-codes.md.

#include "cli/answer.hpp"
#include "cli/command_line.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/workplace.hpp"
#include "entente/base/error.hpp"
#include "entente/base/visible.hpp"
#include "entente/render/result.hpp"
#include "entente/store/duck/open.hpp"
#include "entente/store/duck/parquet.hpp"
#include "entente/verbs/files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <new>
#include <optional>
#include <sstream>
#include <string>

namespace {

using namespace entente;

std::string now() {
  const auto today = std::chrono::system_clock::now();
  const auto day = std::chrono::floor<std::chrono::days>(today);
  const auto time = std::chrono::hh_mm_ss(std::chrono::floor<std::chrono::seconds>(today - day));
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_string(day), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

// Somebody at a terminal is asked; a script never is.
std::function<std::optional<std::string>(const std::string&)> person() {
  if (isatty(STDIN_FILENO) != 1 || isatty(STDERR_FILENO) != 1) return {};
  return [](const std::string& prompt) -> std::optional<std::string> {
    std::fputs(visible(prompt, LineEnds::kept).c_str(), stderr);
    std::fflush(stderr);
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    return line;
  };
}

int run(const cli::Command& command) {
  if (!command.words.empty()) {
    cli::StandardOutput out;
    out.write(command.words);
    out.finish();
    return 0;
  }
  const verbs::DoorRequest& door = command.door;
  const ThreadExecutor executor(door.threads);
  const store::duck::ParquetFiles parquet;
  cli::ProgressBars bars;
  const auto tell = [&](const std::string& line) {
    bars.clear();
    cli::tell(line);
  };
  const verbs::Engine engine({
      .open = [&] { return store::duck::open(door.record); },
      .open_for_writing = [&] { return store::duck::open_for_writing(door.record); },
      .record = door.record,
      .case_folders = cli::case_folders(),
      .models_folder = cli::models_folder(door.models),
      .executor = &executor,
      .parquet = &parquet,
      .log = tell,
      .progress = [&](const verbs::Progress& p) { bars.show(p); },
      .unfinished =
          [&](const verbs::Result& done) {
            std::istringstream text(render::to_text(done));
            for (std::string line; std::getline(text, line);) tell(line);
          },
      .stop = {},
      .ask = person(),
      .now = now,
      .version = ENTENTE_VERSION,
  });
  const InputFiles inputs = verbs::check_files(engine, *command.verb, command.request, door);
  const verbs::Result result = command.verb->run(engine, command.request);
  bars.clear();
  cli::put_answer(result, door, inputs);
  return result.status;
}

}  // namespace

int main(int argc, char** argv) {
  // A limit on the size of files is an error like a full disk, told and cleaned up after, and not the end of the run.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(cli::read_command({argv + 1, argv + argc}));
  } catch (const Error& error) {
    cli::tell(std::string("entente: ") + error.what());
    return exit_status(error.code());
  } catch (const std::filesystem::filesystem_error& error) {
    // A folder or a file that the system does not let us look at, on whatever path it was met.
    cli::tell(fmt::format("entente: {}: {}; check the disk and the rights to it",
                          error.path1().empty() ? "a folder" : error.path1().string(), error.code().message()));
    return exit_status(ErrorCode::io);
  } catch (const std::bad_alloc&) {
    cli::tell("entente: memory is exhausted; close other programs or ask for less");
    return exit_status(ErrorCode::unavailable);
  } catch (const std::exception& error) {
    cli::tell(std::string("entente: a fault of ours: ") + error.what());
    return exit_status(ErrorCode::internal);
  }
}

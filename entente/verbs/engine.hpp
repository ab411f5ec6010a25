#pragma once
// What every verb works with, given by the door: a store, where cases and model files lie, an executor, a log, a
// progress callback and a stop token. The engine reads no environment and prints nothing.

#include "entente/assess/case.hpp"
#include "entente/assess/models.hpp"
#include "entente/base/date.hpp"
#include "entente/base/executor.hpp"
#include "entente/record/view.hpp"
#include "entente/store/parquet.hpp"
#include "entente/store/store.hpp"
#include "entente/verbs/parameter.hpp"
#include "entente/verbs/result.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::verbs {

template <>
inline constexpr std::array kWords<record::Vintage>{std::pair{std::string_view("latest"), record::Vintage::latest},
                                                    std::pair{std::string_view("strict"), record::Vintage::strict}};

/// How far a long piece of work is. `total` is 0 where it cannot be told.
struct Progress {
  std::string_view what;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  std::int64_t rows = 0;
};

class Engine {
 public:
  /// What a door chooses. All functions may be called from any thread that runs a verb.
  struct Parts {
    /// The record, for reading and for writing. They throw Error where there is none.
    std::function<std::shared_ptr<store::Store>()> open;  // shared with the door, which may keep it open
    std::function<std::shared_ptr<store::Store>()> open_for_writing{};
    std::string record{};                          // what the record is called in messages: its path
    std::vector<std::string> case_folders{};       // searched in order for a case by its name
    std::string models_folder{};                   // empty where none was found
    const Executor* executor = nullptr;            // outlives the engine
    const store::ParquetFiles* parquet = nullptr;  // outlives the engine; may be left out
    std::function<void(const std::string& line)> log{};
    std::function<void(const Progress&)> progress{};
    /// What stays done of a verb that then fails: shown beside the error.
    std::function<void(const Result&)> unfinished{};
    std::stop_token stop{};
    /// A line that the person at a terminal writes behind the prompt; nothing where they end their input. Left out
    /// where there is nobody to ask.
    std::function<std::optional<std::string>(const std::string& prompt)> ask{};
    std::function<std::string()>
        now{};              // UTC, "2026-11-30T12:00:00Z": the list of loads, and today for what a person enters
    std::string version{};  // of the program
  };
  /// Empty functions are replaced by such as do nothing; `open` and `executor` are required.
  explicit Engine(Parts parts);

  /// Throws Error as the store does.
  std::shared_ptr<store::Store> open() const { return parts_.open(); }
  std::shared_ptr<store::Store> open_for_writing() const { return parts_.open_for_writing(); }
  const std::string& record() const { return parts_.record; }

  /// A case by the path of its file or folder, or by its name in the case folders. Throws Error{not_found} that lists
  /// the names there are.
  assess::Case load_case(const std::string& name_or_path) const;

  /// The path of that file. Throws as load_case does.
  std::string case_file(const std::string& name_or_path) const;

  /// The model files. Throws Error{not_found} where there is no folder or a file is missing.
  assess::Models load_models() const;

  /// The powers alone. Throws as load_models does.
  align::Powers load_powers() const;

  /// The path of a model file that is not one of those, such as "turns.toml". Throws as load_models does.
  std::string model_file(const std::string& name) const;

  const Executor& executor() const { return *parts_.executor; }
  /// Throws Error{unsupported} where the door has none.
  const store::ParquetFiles& parquet() const;
  void log(const std::string& line) const { parts_.log(line); }
  void progress(const Progress& progress) const { parts_.progress(progress); }
  void unfinished(const Result& done) const { parts_.unfinished(done); }
  const std::stop_token& stop() const { return parts_.stop; }
  std::string now() const { return parts_.now(); }
  /// Whether somebody at a terminal can be asked.
  bool can_ask() const { return static_cast<bool>(parts_.ask); }
  std::optional<std::string> ask(const std::string& prompt) const { return parts_.ask(prompt); }
  /// The day of now(). Throws Error{unsupported} where the door tells no time.
  Day today() const;
  const std::string& version() const { return parts_.version; }

 private:
  Parts parts_;
};

/// The view of a day.
record::View view_of(const store::Facts& facts, Day day, record::Vintage vintage);

/// The reference layers that a case needs.
assess::Reference load_reference(const store::Facts& facts, const assess::Case& of);

/// Throws Error{bad_request} where the view knows no such actor.
void require_actor(const record::View& view, const std::string& code);

/// The same for a host and the other side, which must be two.
void require_pair(const record::View& view, const std::string& host, const std::string& counterpart);

}  // namespace entente::verbs

#pragma once
// Options that several verbs share, declared once.

#include "entente/base/date.hpp"
#include "entente/record/view.hpp"
#include "entente/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace entente::cli {

inline constexpr const char* kDefaultRecord = "entente.duckdb";

/// --record FILE
void add_record_option(CLI::App& verb, std::string& path);

/// --models FOLDER, --seed NUMBER, --threads NUMBER
void add_models_option(CLI::App& verb, std::string& folder);
void add_seed_option(CLI::App& verb, std::uint64_t& seed);
void add_threads_option(CLI::App& verb, std::size_t& threads);

/// --vintage latest|strict
void add_vintage_option(CLI::App& verb, std::string& vintage);

/// --format text|json|csv (those of `formats`, separated by spaces)
void add_format_option(CLI::App& verb, std::string& format, const std::string& formats);

/// The day a user wrote for `option`. Throws Error{bad_request}.
Day day_of(const std::string& text, const std::string& option);

/// Throws Error{bad_request} where the view knows no such actor.
void require_actor(const record::View& view, const std::string& code);

/// The view of a day; `vintage` is "latest" or "strict".
record::View view_of(const store::Store& store, Day day, const std::string& vintage);

/// What the standard output gets; throws Error{io} where it cannot be written.
void print(const std::string& text);

/// A line on the standard error.
void tell(const std::string& line);

}  // namespace entente::cli

#pragma once
// The one error of the house.
//
// Thrown when a request cannot be carried out; caught once per door (`main`, a worker group's join). What is
// expected (a rejected row, a fit that did not converge) is returned as a value and never thrown.

#include <stdexcept>
#include <string>
#include <string_view>

namespace entente {

enum class ErrorCode { bad_request, bad_data, not_found, conflict, unsupported, io, unavailable, internal };

/// Where in outside data a fault lies. `line` counts from 1, 0 = no line; empty strings = not applicable.
struct Place {
  std::string file;
  long line = 0;
  std::string field;
};

class Error : public std::runtime_error {
 public:
  /// `message` says what is wrong, `remedy` what the reader can do about it, both for a person who has not read
  /// the code. what() holds them as one line: "file:line, field: message; remedy".
  Error(ErrorCode code, std::string message, std::string remedy = {}, Place place = {});

  ErrorCode code() const { return code_; }
  const std::string& message() const { return message_; }
  const std::string& remedy() const { return remedy_; }
  const Place& place() const { return place_; }

 private:
  ErrorCode code_;
  std::string message_;
  std::string remedy_;
  Place place_;
};

/// The code's name as documented, such as "bad_data".
std::string_view name(ErrorCode code);

/// Exit status of the program for a failure with this code (sysexits.h where it has a fitting number).
int exit_status(ErrorCode code);

/// For our own faults, always on: throws Error{internal} when `condition` is false. User faults never reach it.
inline void check(bool condition, const char* what_was_broken) {
  if (!condition) throw Error(ErrorCode::internal, what_was_broken, "this is a fault of Entente: please report it");
}

}  // namespace entente

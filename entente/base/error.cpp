#include "entente/base/error.hpp"

#include <array>
#include <utility>

namespace entente {
namespace {

struct CodeRow {
  ErrorCode code;
  std::string_view name;
  int exit_status;
};

// docs/exit-codes.md prints this table; numbers follow sysexits.h.
constexpr std::array kCodes{
    CodeRow{ErrorCode::bad_request, "bad_request", 64}, CodeRow{ErrorCode::bad_data, "bad_data", 65},
    CodeRow{ErrorCode::not_found, "not_found", 66},     CodeRow{ErrorCode::unavailable, "unavailable", 69},
    CodeRow{ErrorCode::internal, "internal", 70},       CodeRow{ErrorCode::io, "io", 74},
    CodeRow{ErrorCode::conflict, "conflict", 75},       CodeRow{ErrorCode::unsupported, "unsupported", 78},
};

const CodeRow& row(ErrorCode code) {
  for (const CodeRow& r : kCodes)
    if (r.code == code) return r;
  return kCodes[4];
}

std::string one_line(const std::string& message, const std::string& remedy, const Place& place) {
  std::string out = place.file;
  if (place.line > 0) out += ":" + std::to_string(place.line);
  if (!place.field.empty()) out += (out.empty() ? "field " : ", field ") + place.field;
  if (!out.empty()) out += ": ";
  out += message;
  if (!remedy.empty()) out += "; " + remedy;
  return out;
}

}  // namespace

Error::Error(ErrorCode code, std::string message, std::string remedy, Place place)
    : std::runtime_error(one_line(message, remedy, place)),
      code_(code),
      message_(std::move(message)),
      remedy_(std::move(remedy)),
      place_(std::move(place)) {}

std::string_view name(ErrorCode code) { return row(code).name; }

int exit_status(ErrorCode code) { return row(code).exit_status; }

}  // namespace entente

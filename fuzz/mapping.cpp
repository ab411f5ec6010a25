// Mapping files and what a table looks like: any text is read or refused with an error, and what is proposed for a
// table can be read as a mapping unless it says that a column is missing.

#include "entente/base/error.hpp"
#include "entente/stream/format.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace entente;
using namespace entente::stream;

// libFuzzer calls it by this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  try {
    mapped_format(text, "m.toml");
  } catch (const Error&) {
  }
  static const int file = memfd_create("table", 0);
  static const std::string path = fmt::format("/proc/self/fd/{}", file);
  if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) return 0;
  std::string proposed;
  try {
    format_of(path);
    proposed = propose_mapping(path);
  } catch (const Error&) {
    return 0;
  }
  if (proposed.find("needed: no column") == std::string::npos) {
    try {
      mapped_format(proposed, "proposed.toml");
    } catch (const Error& error) {
      fmt::print(stderr, "{}\n{}\n", error.what(), proposed);
      std::abort();
    }
  }
  return 0;
}

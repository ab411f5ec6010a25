// One reader of streams over any bytes, packed or not: no crash, every row taken or refused once, and the same rows and
// faults from pieces of 64 bytes as from the whole.

#include "entente/base/error.hpp"
#include "entente/stream/reader.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>

using namespace entente;
using namespace entente::stream;

namespace {

Format format_under_test() {
  const std::string name = ENTENTE_FUZZ_FORMAT;
  if (name == "graph") {
    Format graph = graph_format("", StepTime{Day{}, 0, 24});
    graph.kind = FileKind::spaced;
    return graph;
  }
  if (name == "csv" || name == "jsonl" || name == "json")
    return mapped_format(
        "format = \"" + name +
            "\"\ndates = \"day-first\"\nmissing = [\"NA\"]\n[columns]\nday = \"d\"\ntype = \"t\"\n"
            "actor = \"a\"\ncountry = { column = \"c\", code = \"name\" }\nlatitude = \"x\"\ncount = \"n\"\n",
        "m.toml");
  return format(name);
}

std::string read(const std::string& path, const Format& format, std::size_t block_bytes) {
  ReadOptions options;
  options.block_bytes = block_bytes;
  options.longest_row = 4096;
  std::string out;
  Names names;
  try {
    const ReadReport report = read_stream(
        path, format, names,
        [&](const EventBatch& batch) {
          for (std::size_t i = 0; i < batch.size(); ++i)
            out += fmt::format("{} {} {} {} {} {} {} {}\n", batch.line[i], batch.id(i), batch.day[i], batch.known_on[i],
                               names.text(batch.actor[i]), names.text(batch.type[i]), names.text(batch.country[i]),
                               batch.count[i]);
        },
        [&](const Reject& reject) {
          out += fmt::format("{}:{} {} {}\n", reject.fault.line, reject.fault.column, reject.fault.field,
                             reject.fault.reason);
        },
        ThreadExecutor(1), options);
    if (report.rows != report.taken + report.rejected) std::abort();
  } catch (const Error& error) {
    out += error.what();
  }
  return out;
}

}  // namespace

// libFuzzer calls it by this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Format format = format_under_test();
  static const int file = memfd_create("rows", 0);
  static const std::string path = fmt::format("/proc/self/fd/{}", file);
  if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) return 0;
  const std::string whole = read(path, format, std::size_t{1} << 20U);
  // Rejects of a block come before its rows, so lines are compared as a set.
  const auto sum_of_lines = [](const std::string& text) {
    std::size_t sum = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      sum += std::hash<std::string>{}(text.substr(at, end - at));
      at = end + 1;
    }
    return sum;
  };
  if (sum_of_lines(whole) != sum_of_lines(read(path, format, 64))) std::abort();
  return 0;
}

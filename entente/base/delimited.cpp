#include "entente/base/delimited.hpp"

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <utf8.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>

namespace entente {
namespace {

// One record, or why it is none. `next` is the offset behind it.
struct Scan {
  std::vector<std::string> cells;
  std::size_t next = 0;
  std::optional<std::size_t> open;                           // the first quote whose cell does not end on its line
  std::optional<std::pair<std::size_t, std::string>> fault;  // offset, reason
};

std::size_t next_line(std::string_view text, std::size_t from) {
  const auto end = text.find('\n', from);
  return end == std::string_view::npos ? text.size() : end + 1;
}

Scan scan_record(std::string_view text, std::size_t begin, std::size_t longest_cell) {
  Scan scan;
  std::size_t at = begin;
  for (;;) {
    std::string cell;
    if (at < text.size() && text[at] == '"') {
      const std::size_t opened = at++;
      bool closed = false;
      while (at < text.size() && !closed) {
        const auto quote = text.find('"', at);
        if (quote == std::string_view::npos) break;
        cell.append(text.substr(at, quote - at));
        at = quote + 1;
        if (at < text.size() && text[at] == '"') {
          cell += '"';
          ++at;
        } else {
          closed = true;
        }
      }
      if (!closed) {
        scan.fault = {scan.open.value_or(opened), "a quote is opened and never closed"};
        return scan;
      }
      if (!scan.open && cell.find('\n') != std::string::npos) scan.open = opened;
      const bool at_end = at >= text.size() || text[at] == ',' || text[at] == '\n' ||
                          (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n');
      if (!at_end) {
        scan.fault = {scan.open.value_or(at),
                      scan.open ? "a quote is opened and never closed" : "text stands behind a closing quote"};
        return scan;
      }
    } else {
      const std::size_t stop = std::min(text.find_first_of(",\n", at), text.size());
      cell.assign(text.substr(at, stop - at));
      at = stop;
      if (!cell.empty() && cell.back() == '\r' && (at >= text.size() || text[at] == '\n')) cell.pop_back();
    }
    if (cell.size() > longest_cell) {
      scan.fault = {begin, fmt::format("a cell of {} bytes is longer than {}", cell.size(), longest_cell)};
      return scan;
    }
    scan.cells.push_back(std::move(cell));
    if (at < text.size() && text[at] == '\r') ++at;
    if (at >= text.size()) {
      scan.next = text.size();
      return scan;
    }
    if (text[at++] == '\n') {
      scan.next = at;
      return scan;
    }
  }
}

}  // namespace

std::size_t DelimitedTable::column(std::string_view name) const {
  const auto it = std::find(header.begin(), header.end(), name);
  return it == header.end() ? npos : static_cast<std::size_t>(it - header.begin());
}

DelimitedTable read_delimited(std::string_view text, std::string file, std::size_t longest_cell) {
  DelimitedTable table;
  table.file = std::move(file);
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  long line = 1;
  const auto advance = [&](std::size_t to) {
    line += std::count(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(to),
                       '\n');
    at = to;
  };
  const auto refuse = [&](const char* reason, const char* remedy = "give a table whose first line names its columns") {
    throw Error(ErrorCode::bad_data, reason, remedy, {table.file, line, ""});
  };
  if (at >= text.size()) refuse("the file is empty");

  Scan header = scan_record(text, at, longest_cell);
  if (header.fault) refuse("the header cannot be read");
  if (header.cells.size() > kMostColumns)
    refuse(fmt::format("the header names more than {} columns", kMostColumns).c_str(),
           "turn the table round; the limit is kMostColumns, see docs/limits.md");
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const std::string& name = header.cells[i];
    if (name.empty()) refuse("the header has an empty column name");
    if (!utf8::is_valid(name.begin(), name.end()) || name.find('\0') != std::string::npos)
      refuse("the header is not UTF-8 text");
    if (std::find(header.cells.begin(), header.cells.begin() + static_cast<std::ptrdiff_t>(i), name) !=
        header.cells.begin() + static_cast<std::ptrdiff_t>(i))
      refuse("the header names a column twice");
  }
  if (header.cells.size() == 1 && header.cells[0].find_first_of(";\t") != std::string::npos)
    refuse("the columns of the header are not separated by commas",
           "save the table with commas, and numbers with a point");
  table.header = std::move(header.cells);
  advance(header.next);

  while (at < text.size()) {
    const std::size_t start = at;
    const auto fault = [&](std::size_t offset, std::string field, std::string reason) {
      table.faults.push_back(
          {table.file, line, static_cast<long>(offset - start) + 1, std::move(field), std::move(reason)});
    };
    const std::size_t line_end = next_line(text, at);
    const std::string_view whole = text.substr(at, line_end - at);
    if (whole == "\n" || whole == "\r\n") {
      advance(line_end);
      continue;
    }
    Scan scan = scan_record(text, at, longest_cell);
    if (scan.fault) {
      fault(std::max(scan.fault->first, start), "", scan.fault->second);
      advance(line_end);
      continue;
    }
    if (scan.cells.size() != table.header.size()) {
      fault(scan.open.value_or(start), "",
            scan.open ? std::string("a quote is opened and never closed")
                      : fmt::format("the row has {} cells, the header {}", scan.cells.size(), table.header.size()));
      advance(scan.open ? line_end : scan.next);
      continue;
    }
    const std::string_view record = text.substr(start, scan.next - start);
    if (const auto nul = record.find('\0'); nul != std::string_view::npos) {
      fault(start + nul, "", "the row holds a NUL byte");
    } else if (const auto bad = utf8::find_invalid(record.begin(), record.end()); bad != record.end()) {
      fault(start + static_cast<std::size_t>(bad - record.begin()), "", "the row is not UTF-8 text");
    } else if (scan.cells == table.header) {
      fault(start, "", "the header is repeated");
    } else {
      table.rows.push_back({line, std::move(scan.cells)});
    }
    advance(scan.next);
  }
  return table;
}

void append_csv_cell(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string csv_cell(std::string_view text) {
  std::string out;
  append_csv_cell(out, text);
  return out;
}

std::string read_file(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      throw Error(ErrorCode::not_found, "there is no such file", "check the path", {path, 0, ""});
    throw Error(ErrorCode::io, std::generic_category().message(errno), "check the path and its permissions",
                {path, 0, ""});
  }
  if (S_ISDIR(info.st_mode))
    throw Error(ErrorCode::bad_data, "this is a directory, not a file", "name the file in it", {path, 0, ""});
  std::FILE* stream = std::fopen(path.c_str(), "rb");
  if (stream == nullptr)
    throw Error(ErrorCode::io, std::generic_category().message(errno), "check the file's permissions", {path, 0, ""});
  std::string bytes;
  char buffer[1U << 16U];
  std::size_t got = 0;
  while (bytes.size() <= kLargestFile_bytes && (got = std::fread(buffer, 1, sizeof buffer, stream)) > 0)
    bytes.append(buffer, got);
  const bool failed = std::ferror(stream) != 0;
  std::fclose(stream);
  if (bytes.size() > kLargestFile_bytes)
    throw Error(ErrorCode::bad_data, fmt::format("the file is larger than {} MB", kLargestFile_bytes >> 20U),
                "split it, or import rows as a stream; the limit is kLargestFile_bytes, see docs/limits.md",
                {path, 0, ""});
  if (failed) throw Error(ErrorCode::io, "the file could not be read to its end", "check the disk", {path, 0, ""});
  return bytes;
}

}  // namespace entente

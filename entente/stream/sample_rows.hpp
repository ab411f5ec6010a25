#pragma once
// For tests: rows in each format's layout, made up here, and what a reading of them gives as text.

#include "entente/stream/reader.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::stream::tests {

/// Cells at positions, the others empty.
std::string row_of(std::size_t cells, char separator, const std::vector<std::pair<std::size_t, std::string>>& at);

/// A row of the format whose event happened on `day` and was known on `known`, both YYYY-MM-DD, with the id; formats
/// without a column for `known` take the day alone.
std::string sample_row(std::string_view format, const std::string& day, const std::string& known,
                       const std::string& id);

/// The header line of the format, or nothing.
std::string sample_header(std::string_view format);

/// A file in a folder of its own, removed with it.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, std::string_view bytes);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
  std::string path_;
};

struct Reading {
  std::vector<std::string> rows;  // one line of text each
  std::vector<std::int32_t> known_on;
  std::vector<std::string> rejects;  // "LINE:COLUMN FIELD: REASON"
  ReadReport report;
};

Reading read_path(const std::string& path, const Format& format, const ReadOptions& options = {},
                  const Executor& executor = ThreadExecutor());
Reading read_text(std::string_view text, const Format& format, const ReadOptions& options = {},
                  const Executor& executor = ThreadExecutor());

}  // namespace entente::stream::tests

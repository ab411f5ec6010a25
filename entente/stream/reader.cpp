#include "entente/stream/reader.hpp"

#include "entente/base/error.hpp"
#include "entente/base/ordered_work.hpp"
#include "entente/stream/dialect.hpp"
#include "entente/stream/json_document.hpp"
#include "entente/stream/json_lines.hpp"
#include "entente/stream/row.hpp"
#include "entente/stream/source.hpp"
#include "entente/stream/splitter.hpp"
#include "entente/stream/survey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <optional>

namespace entente::stream {
namespace {

// Texts of states that were not resolved: so many different ones are counted.
constexpr std::size_t kMostUnresolved = 10'000;
constexpr std::size_t kUnresolvedListed = 1'000;
constexpr std::size_t kRowsOfABatch = 65'536;
// A survey that is not settled ends after so much of a file.
constexpr std::size_t kSurveyBytes = std::size_t{1} << 26U;

SplitOptions split_options(const Dialect& dialect, const ReadOptions& options) {
  return {dialect.separator, dialect.quotes, dialect.kind == FileKind::spaced, options.longest_row};
}

// The text of one file in pieces of whole rows.
class Pieces {
 public:
  Pieces(Source& source, const Format& format, const ReadOptions& options) : source_(source), options_(options) {
    fill();
    if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
    if (text_.empty())
      throw Error(ErrorCode::bad_data, "the file is empty", "get it again, or leave it out", {source.name(), 0, ""});
    if (const auto is = no_text(text_, source.name()))
      throw Error(ErrorCode::bad_data, "the file is " + is->what, is->remedy, {source.name(), 1, ""});
    if (!format.by_mapping) companion_ = stream::companion(text_, at_end_);
    dialect_ = dialect_of(format, text_, at_end_);
    split_ = split_options(dialect_, options);
    if (dialect_.kind == FileKind::json_lines) {
      names_ = json_names(text_, dialect_.rows, source.name());
      if (dialect_.rows) read_as_lines();
    }
    text_.erase(0, dialect_.said);
  }

  const Dialect& dialect() const { return dialect_; }
  /// Of the members of JSON.
  const std::vector<std::string>& names() const { return names_; }
  /// What the text is where it lies beside events and holds none.
  const std::optional<std::string>& companion() const { return companion_; }
  std::uint64_t bytes() const { return bytes_; }

  /// The cells of the first row; `lines` and `size` of what stands before the second. Nothing where it is not a row.
  std::optional<std::vector<std::string>> first_row(std::int64_t& lines, std::size_t& size) {
    for (;;) {
      Splitter splitter(text_, split_, at_end_);
      const Splitter::Got got = splitter.next({});
      const bool goes_on =
          got == Splitter::Got::more || got == Splitter::Got::end;  // blank lines alone are not a row yet
      if (goes_on && !at_end_ && text_.size() <= 2 * options_.longest_row) {
        fill();
        continue;
      }
      if (got != Splitter::Got::row) return std::nullopt;
      std::vector<std::string> cells;
      for (std::size_t i = 0; i < splitter.cells(); ++i) cells.emplace_back(splitter.cell(i));
      lines = splitter.lines();
      size = splitter.position();
      return cells;
    }
  }
  void drop(std::size_t size) { text_.erase(0, size); }

  /// Shows the survey the rows that it asks for; all of them stay. `lines` of the file lie before the text.
  void show(Survey& survey, const Plan& plan, std::int64_t lines) {
    std::size_t from = 0;
    std::vector<std::string_view> cells;
    while (survey.open()) {
      const std::string_view rest = std::string_view(text_).substr(from);
      if (dialect_.kind == FileKind::json_lines) {
        from += show_json_lines(rest, at_end_, plan, lines, survey);
      } else {
        Splitter splitter(rest, split_, at_end_);
        while (survey.open()) {
          const Splitter::Got got = splitter.next(plan.expected);
          if (got == Splitter::Got::end || got == Splitter::Got::more) break;
          if (got != Splitter::Got::row) continue;
          cells.clear();
          for (std::size_t i = 0; i < splitter.cells(); ++i) cells.push_back(splitter.cell(i));
          survey.row(cells, lines + splitter.line() + 1);
        }
        from += splitter.begin();
        lines += splitter.line();
      }
      const bool no_end_in_sight = text_.size() - from > 2 * options_.longest_row;
      if (at_end_ || no_end_in_sight || text_.size() > kSurveyBytes) return;
      fill();
    }
  }

  struct Piece {
    std::string text;
    bool long_row = false;  // instead of a text: a row without an end in sight was left out
  };

  /// The next piece; nothing at the end of the text. `expected` as for the splitter.
  std::optional<Piece> next(const Expected& expected) {
    for (;;) {
      if (text_.empty() && !fill()) return std::nullopt;
      if (const std::size_t end = cut(expected); end > 0) {
        Piece piece;
        std::string rest = text_.substr(end);
        text_.resize(end);
        piece.text = std::exchange(text_, std::move(rest));
        return piece;
      }
      if (text_.size() > options_.longest_row && text_.find('\n') == std::string::npos) {
        skip_row();
        return Piece{"", true};
      }
      fill();
    }
  }

 private:
  // The rest of a JSON document, and what was looked at of it, as the lines of its rows.
  void read_as_lines() {
    begin_ = std::exchange(text_, "");
    document_.emplace(
        [this](char* into, std::size_t size) {
          if (begin_.empty()) return source_.read(into, size);
          const std::size_t n = begin_.copy(into, size);
          begin_.erase(0, n);
          return n;
        },
        *dialect_.rows, source_.name());
    at_end_ = false;
    bytes_ = 0;
    fill();
  }

  // Where the text holds a row that goes on, as much again is read, so that a long row is looked at few times.
  bool fill() {
    if (at_end_) return false;
    const std::size_t had = text_.size();
    std::size_t size = had;
    text_.resize(had + std::max(options_.block_bytes, std::max<std::size_t>(had, 64)));
    while (size < text_.size() && !at_end_) {
      char* const into = text_.data() + size;
      const std::size_t got =
          document_ ? document_->read(into, text_.size() - size) : source_.read(into, text_.size() - size);
      size += got;
      at_end_ = got == 0;
    }
    text_.resize(size);
    bytes_ += size - had;
    return size > had;
  }

  // The offset behind the last whole row; 0 where there is none.
  std::size_t cut(const Expected& expected) const {
    if (at_end_) return text_.size();
    const std::size_t last = text_.rfind('\n');
    if (last == std::string::npos) return 0;
    if (!split_.quotes || text_.find('"') == std::string::npos) return last + 1;
    Splitter splitter(text_, split_, false);
    for (;;) {
      const Splitter::Got got = splitter.next(expected);
      if (got == Splitter::Got::more || got == Splitter::Got::end) return splitter.begin();
    }
  }

  void skip_row() {
    do {
      const std::size_t end = text_.find('\n');
      if (end != std::string::npos) {
        text_.erase(0, end + 1);
        return;
      }
      text_.clear();
    } while (fill());
  }

  Source& source_;
  const ReadOptions& options_;
  Dialect dialect_;
  SplitOptions split_;
  std::vector<std::string> names_;
  std::optional<std::string> companion_;
  std::optional<JsonRows> document_;
  std::string begin_;  // of the document, as long as it was not given to `document_`
  std::string text_;
  bool at_end_ = false;
  std::uint64_t bytes_ = 0;
};

struct Job {
  std::string text;
  bool long_row = false;
  std::uint64_t done = 0;
  BlockRows block;
};

void read_block(Job& job, const Format& format, const Dialect& dialect, const Plan& plan, const ReadOptions& options) {
  if (dialect.kind == FileKind::json_lines) {
    read_json_lines(job.text, format, plan, options.longest_row, job.block);
  } else {
    RowReader rows(format, plan, job.block);
    Splitter splitter(job.text, split_options(dialect, options));
    for (Splitter::Got got = splitter.next(plan.expected); got != Splitter::Got::end;
         got = splitter.next(plan.expected))
      if (got == Splitter::Got::row) {
        rows.row(splitter);
      } else {
        rows.fault(splitter);
      }
    job.block.lines = splitter.lines();
  }
  std::string().swap(job.text);
}

// Hands over what was read, in order, and keeps the account.
class Account {
 public:
  Account(const Format& format, Names& names, const TakeBatch& batch, const TakeReject& reject)
      : names_(names), batch_(batch), reject_(reject) {
    report_.format = format.name;
  }

  ReadReport& report() { return report_; }

  /// `lines`: of the text, before the block.
  void take(BlockRows& block, const std::string& file, std::int64_t lines) {
    for (Reject& reject : block.rejects) {
      reject.fault.file = file;
      reject.fault.line += static_cast<long>(lines) + 1;
      refuse(reject);
    }
    count(block.unresolved, unresolved_);
    count(block.read_as, read_as_);
    for (const auto& [text, of] : block.types) {
      if (types_.size() >= kMostUnresolved && !types_.contains(text)) continue;
      TypeRows& rows = types_.try_emplace(text, TypeRows{text, of.match, 0, file, lines + of.line + 1}).first->second;
      rows.rows += of.rows;
      rows.match = std::max(rows.match, of.match);
    }
    report_.without_type += block.without_type;
    report_.without_actor += block.without_actor;
    report_.mended += block.mended;
    EventBatch& rows = block.batch;
    if (rows.size() == 0) return;
    renumber(block, names_);
    for (std::int64_t& line : rows.line) line += lines + 1;
    const auto [first, last] = std::minmax_element(rows.day.begin(), rows.day.end());
    if (report_.taken == 0) report_.first_day = *first, report_.last_day = *last;
    report_.first_day = std::min(report_.first_day, *first);
    report_.last_day = std::max(report_.last_day, *last);
    report_.taken += static_cast<std::int64_t>(rows.size());
    report_.rows += static_cast<std::int64_t>(rows.size());
    rows.file = file;
    batch_(rows);
  }

  void refuse(const Reject& reject) {
    ++report_.rows;
    ++report_.rejected;
    ++report_.rejected_by[static_cast<std::size_t>(reject.kind)];
    if (reject.of_day)
      if (report_.without_day++ == 0)
        report_.day_example = fmt::format("line {}: {}", reject.fault.line, reject.fault.reason);
    reject_(reject);
  }

  ReadReport finish() {
    report_.unresolved_states = most(unresolved_);
    report_.read_as = most(read_as_);
    for (auto& [text, rows] : types_) report_.types.push_back(std::move(rows));
    std::stable_sort(report_.types.begin(), report_.types.end(),
                     [](const TypeRows& a, const TypeRows& b) { return a.rows > b.rows; });
    if (report_.types.size() > kUnresolvedListed) report_.types.resize(kUnresolvedListed);
    return std::move(report_);
  }

 private:
  using Counts = std::map<std::string, std::int64_t, std::less<>>;

  static void count(const Counts& block, Counts& all) {
    for (const auto& [text, rows] : block)
      if (const auto it = all.find(text); it != all.end()) {
        it->second += rows;
      } else if (all.size() < kMostUnresolved) {
        all.emplace(text, rows);
      }
  }
  static std::vector<std::pair<std::string, std::int64_t>> most(const Counts& counts) {
    std::vector<std::pair<std::string, std::int64_t>> list(counts.begin(), counts.end());
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    if (list.size() > kUnresolvedListed) list.resize(kUnresolvedListed);
    return list;
  }

  Names& names_;
  const TakeBatch& batch_;
  const TakeReject& reject_;
  ReadReport report_;
  Counts unresolved_;
  Counts read_as_;
  std::map<std::string, TypeRows, std::less<>> types_;
};

// What a survey found goes into the plan, and is told.
void settle(const Survey& survey, Plan& plan, const std::string& file, ReadReport& report) {
  plan.habits = survey.habits();
  for (const std::string& words : plan.habits.words) report.habits.push_back(file + ": " + words);
}

// Rows of text that are looked at before the first is read.
class HeldRows {
 public:
  explicit HeldRows(const NextRow& next) : next_(next) {}

  void show(Survey& survey) {
    std::size_t bytes = 0;
    std::vector<std::string_view> cells;
    while (survey.open() && bytes < kSurveyBytes && !ended_) {
      ended_ = !next_(cells);
      if (ended_) break;
      rows_.emplace_back(cells.begin(), cells.end());
      for (const std::string& cell : rows_.back()) bytes += cell.size() + sizeof(cell);
      survey.row(cells, static_cast<std::int64_t>(rows_.size()));
    }
  }

  bool next(std::vector<std::string_view>& cells) {
    if (given_ == rows_.size()) return !ended_ && next_(cells);
    cells.assign(rows_[given_].begin(), rows_[given_].end());
    ++given_;
    return true;
  }

 private:
  const NextRow& next_;
  std::deque<std::vector<std::string>> rows_;
  std::size_t given_ = 0;
  bool ended_ = false;  // a supplier is not asked again after its end
};

Plan plan_of_text(const Format& format, Pieces& pieces, const std::string& file, std::int64_t& lines) {
  lines = pieces.dialect().said > 0 ? 1 : 0;
  if (pieces.dialect().kind == FileKind::json_lines) return plan_of_json(format, pieces.names(), file);
  if (format.header == Header::none) return plan_of(format, {}, file);
  std::int64_t header_lines = 0;
  std::size_t size = 0;
  const auto cells = pieces.first_row(header_lines, size);
  if (format.header == Header::optional && (!cells || !is_header(format, *cells))) return plan_of(format, {}, file);
  if (!cells)
    throw Error(ErrorCode::bad_data, "the header cannot be read",
                "give a table whose first line names its columns, as UTF-8 text (`iconv -f windows-1252 -t utf-8` "
                "converts that of an older program)",
                {file, lines + 1, ""});
  Plan plan = plan_of(format, *cells, file);
  pieces.drop(size);
  lines += header_lines;
  return plan;
}

// What lies beside the files of a graph.
bool is_name_file(const std::string& path) {
  const std::string name = std::filesystem::path(path).filename().string();
  return name == "entity2id.txt" || name == "relation2id.txt" || name == "stat.txt";
}

}  // namespace

std::string_view words_of(RejectKind kind) {
  switch (kind) {
    case RejectKind::open_quote: return "an open quote";
    case RejectKind::behind_quote: return "text behind a closing quote";
    case RejectKind::cells: return "a wrong number of cells";
    case RejectKind::nul: return "a NUL byte";
    case RejectKind::utf8: return "text that is not UTF-8";
    case RejectKind::too_long: return "a row that is too long";
    case RejectKind::header_repeated: return "the header repeated";
    case RejectKind::empty_cell: return "an empty cell that may not be";
    case RejectKind::day: return "a date that is none";
    case RejectKind::day_meaning: return "a date that may be several";
    case RejectKind::number: return "a number that is none";
    case RejectKind::position: return "a position that is none";
    case RejectKind::name: return "a number without a name";
    case RejectKind::object: return "a line that is not a JSON object";
  }
  return "";
}

ReadReport read_stream(const std::string& path, const Format& format, Names& names, const TakeBatch& batch,
                       const TakeReject& reject, const Executor& executor, const ReadOptions& options) {
  if (format.kind == FileKind::parquet)
    throw Error(ErrorCode::bad_request, "a Parquet file is read through the store", "use `entente record import`",
                {path, 0, ""});
  std::vector<std::string> files = files_of(path);
  if (format.kind == FileKind::spaced)
    files.erase(std::remove_if(files.begin(), files.end(), is_name_file), files.end());
  if (files.empty())
    throw Error(ErrorCode::not_found, "the folder holds no file to read", "name another folder", {path, 0, ""});

  Account account(format, names, batch, reject);
  ReadReport& report = account.report();
  ReadProgress progress;
  std::vector<std::uint64_t> sizes;
  for (const std::string& file : files) {
    sizes.push_back(std::filesystem::file_size(file));
    progress.bytes += sizes.back();
  }

  // They must outlive the threads that work with them.
  Dialect dialect;
  Plan plan;
  std::deque<std::unique_ptr<Job>> jobs;
  OrderedWork work(executor.width());
  std::uint64_t before = 0;
  for (std::size_t f = 0; f < files.size(); before += sizes[f++]) {
    Source source(files[f]);
    while (source.next()) {
      Pieces pieces(source, format, options);
      if (pieces.companion()) {
        report.left_out.push_back(source.name() + ": " + *pieces.companion());
        continue;
      }
      report.files.push_back(source.name());
      dialect = pieces.dialect();
      std::int64_t lines = 0;
      plan = plan_of_text(format, pieces, source.name(), lines);
      Survey survey(format, plan);
      pieces.show(survey, plan, lines);
      settle(survey, plan, source.name(), report);
      if (dialect.kind == FileKind::json_lines)
        for (const std::string& column : plan.header)
          if (const auto& there = pieces.names(); std::find(there.begin(), there.end(), column) == there.end())
            report.left_out.push_back(
                fmt::format("{}: the member \"{}\", which the mapping names and no row has", source.name(), column));
      const auto deliver = [&] {
        work.take();
        const std::unique_ptr<Job> job = std::move(jobs.front());
        jobs.pop_front();
        if (job->long_row) {
          account.refuse({{source.name(), static_cast<long>(lines) + 1, 1, "",
                           fmt::format("the row is longer than {} bytes", options.longest_row)},
                          RejectKind::too_long});
          ++lines;
        } else {
          account.take(job->block, source.name(), lines);
          lines += job->block.lines;
        }
        progress.bytes_done = before + job->done;
        progress.rows = report.rows;
        if (options.progress) options.progress(progress);
      };
      while (auto piece = pieces.next(plan.expected)) {
        jobs.push_back(std::make_unique<Job>());
        Job& job = *jobs.back();
        job.text = std::move(piece->text);
        job.long_row = piece->long_row;
        job.done = source.done();
        work.give([&job, &format, &dialect, &plan, &options] {
          if (!job.long_row) read_block(job, format, dialect, plan, options);
        });
        while (work.given() >= work.enough()) deliver();
      }
      while (work.given() > 0) deliver();
      report.bytes += pieces.bytes();
    }
    for (const std::string& name : source.left_out()) report.left_out.push_back(name);
  }
  return account.finish();
}

ReadReport read_rows(const std::string& file, const Format& format, std::span<const std::string> header,
                     const NextRow& next, Names& names, const TakeBatch& batch, const TakeReject& reject,
                     const ReadOptions& options) {
  Account account(format, names, batch, reject);
  ReadReport& report = account.report();
  report.files.push_back(file);
  Plan plan = plan_of(format, header, file);
  Survey survey(format, plan);
  HeldRows held(next);
  held.show(survey);
  settle(survey, plan, file, report);
  std::vector<std::string_view> cells;
  ReadProgress progress;
  std::int64_t line = 0;
  for (bool more = true; more;) {
    BlockRows block;
    RowReader rows(format, plan, block);
    const std::int64_t first = line;
    while (line - first < static_cast<std::int64_t>(kRowsOfABatch) && (more = held.next(cells)))
      rows.row(cells, line++);
    account.take(block, file, 0);
    progress.rows = report.rows;
    if (options.progress) options.progress(progress);
  }
  return account.finish();
}

std::vector<std::string> columns_read(const Format& format, std::span<const std::string> header) {
  const Plan plan = plan_of(format, header, "");
  std::vector<std::string> columns;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const int position = static_cast<int>(i);
    if (std::find(plan.at.begin(), plan.at.end(), position) != plan.at.end() ||
        std::find(plan.id.begin(), plan.id.end(), position) != plan.id.end())
      columns.push_back(header[i]);
  }
  return columns;
}

}  // namespace entente::stream

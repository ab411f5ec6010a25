#include "entente/store/un_votes.hpp"

#include "entente/base/error.hpp"
#include "entente/states/states.hpp"
#include "entente/stream/source.hpp"
#include "entente/stream/splitter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace entente::store {
namespace {

using stream::Splitter;

constexpr std::size_t kId = 0, kState = 1, kVote = 2, kDate = 3, kSession = 4, kResolution = 5, kTitle = 6,
                      kColumns = 7;
constexpr std::array<std::string_view, kColumns> kNames{"undl_id", "ms_code",    "ms_vote", "date",
                                                        "session", "resolution", "title"};
constexpr std::size_t kRequired = kTitle;  // the columns before it
constexpr std::size_t kPiece = std::size_t{1} << 20U;
constexpr long kHighestId = 1'900'000'000;

// Gives the rows of a text one by one; cells hold until the next call.
class Rows {
 public:
  explicit Rows(stream::Source& source) : source_(source) {}

  /// Nothing at the end. The splitter says whether it is a row or a fault.
  const Splitter* next(bool& good) {
    for (;;) {
      if (splitter_) {
        const Splitter::Got got = splitter_->next(expected_);
        if (got == Splitter::Got::row || got == Splitter::Got::fault) {
          good = got == Splitter::Got::row;
          return &*splitter_;
        }
        lines_ += splitter_->lines();
        const std::size_t begin = splitter_->begin();
        splitter_.reset();
        text_.erase(0, begin);
        if (whole_) return nullptr;
      }
      const std::size_t before = text_.size();
      text_.resize(before + kPiece);
      const std::size_t got = source_.read(text_.data() + before, kPiece);
      text_.resize(before + got);
      whole_ = got == 0;
      splitter_.emplace(text_, stream::SplitOptions{}, whole_);
    }
  }
  long line() const { return static_cast<long>(lines_ + splitter_->line()) + 1; }
  void expect(std::size_t cells) { expected_ = {cells, cells, true}; }

 private:
  stream::Source& source_;
  std::string text_;
  std::optional<Splitter> splitter_;
  stream::Expected expected_;
  std::int64_t lines_ = 0;
  bool whole_ = false;
};

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

using Places = std::array<std::size_t, kColumns>;  // where each column stands in the file

Places columns_of(const Splitter& header) {
  Places at{};
  at.fill(kNone);
  for (std::size_t c = 0; c < header.cells(); ++c) {
    std::string_view name = header.cell(c);
    if (c == 0 && name.starts_with("\xEF\xBB\xBF")) name.remove_prefix(3);
    for (std::size_t k = 0; k < kColumns; ++k)
      if (name == kNames[k]) at[k] = c;
  }
  return at;
}

std::optional<long> whole_number(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Votes as they come, row by row. What is not a vote is refused; in_order() joins the rest.
class VoteReader {
 public:
  explicit VoteReader(const std::function<void(const RowFault&)>& fault) : fault_(fault) {}

  void read(stream::Source& source) {
    Rows rows(source);
    bool good = false;
    const Splitter* row = rows.next(good);
    if (row == nullptr) return;
    const Places at = columns_of(*row);
    for (std::size_t k = 0; k < kRequired; ++k)
      if (at[k] == kNone)
        throw Error(ErrorCode::bad_data, fmt::format("the column {} is missing", kNames[k]),
                    "give the file as the library of the United Nations offers it", {source.name(), 1, ""});
    rows.expect(row->cells());
    while ((row = rows.next(good)) != nullptr) {
      ++out_.rows;
      if (good) {
        take({*row, at, source.name(), rows.line()});
        continue;
      }
      ++out_.rejected;
      RowFault broken = row->fault().fault;
      broken.file = source.name();
      broken.line = rows.line();
      fault_(broken);
    }
  }

  // Roll calls by day, voters by code; votes follow. `path` is named where a vote stands twice.
  UnVotes in_order(const std::string& path) {
    drop_repeated(path);
    std::vector<std::uint16_t> place_of_voter(voter_of_.size());
    for (const auto& [code, number] : voter_of_) {
      place_of_voter[number] = static_cast<std::uint16_t>(out_.voters.size());
      out_.voters.push_back(code);
    }
    for (auto& [id, roll_call] : roll_calls_) out_.roll_calls.push_back(std::move(roll_call));
    std::stable_sort(out_.roll_calls.begin(), out_.roll_calls.end(),
                     [](const record::RollCall& a, const record::RollCall& b) { return a.on < b.on; });
    std::map<long, std::int32_t> place_of_roll_call;
    for (std::size_t r = 0; r < out_.roll_calls.size(); ++r)
      place_of_roll_call[out_.roll_calls[r].id] = static_cast<std::int32_t>(r);
    for (const Vote& v : votes_)
      out_.ballots.push_back({place_of_roll_call.at(v.roll_call), place_of_voter[v.voter], v.choice});
    std::sort(out_.ballots.begin(), out_.ballots.end());
    return std::move(out_);
  }

 private:
  struct Vote {
    long roll_call;
    std::uint32_t voter;
    record::Choice choice;
    long line;
    auto key() const { return std::tie(roll_call, voter); }
  };

  struct VoteRow {
    const Splitter& cells;
    const Places& at;
    const std::string& file;
    long line;
    std::string_view cell(std::size_t k) const { return cells.cell(at[k]); }
  };

  void refuse(const VoteRow& row, std::size_t k, std::string reason) {
    ++out_.rejected;
    fault_({row.file, row.line, row.cells.column(row.at[k]), std::string(kNames[k]), std::move(reason)});
  }

  void take(const VoteRow& row) {
    const auto id = whole_number(row.cell(kId));
    const auto day = parse_day(row.cell(kDate).substr(0, 10));
    const std::string_view state = row.cell(kState);
    const std::string_view vote = row.cell(kVote);
    if (!id || *id < 1 || *id > kHighestId)
      return refuse(row, kId, fmt::format("\"{}\" is not a number of a roll call", row.cell(kId)));
    if (!day) return refuse(row, kDate, fmt::format("\"{}\" is not a day", row.cell(kDate)));
    if (state.size() != 3 || !std::all_of(state.begin(), state.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      return refuse(row, kState, fmt::format("\"{}\" is not a code of a state", state));
    if (vote.empty() || vote == "X" || vote == "NV") {
      ++out_.absent;
      return;
    }
    if (vote != "Y" && vote != "A" && vote != "N")
      return refuse(row, kVote, fmt::format("\"{}\" is none of Y, A, N, X", vote));
    if (!take_roll_call(row, *id, *day))
      return refuse(row, kDate, fmt::format("roll call {} has another day in a row before", *id));
    const std::string_view known = states::States::all().meaning(states::List::iso3, state, *day).code;
    const auto voter =
        voter_of_.try_emplace(std::string(known.empty() ? state : known), static_cast<std::uint32_t>(voter_of_.size()))
            .first;
    votes_.push_back({*id, voter->second,
                      vote == "Y"   ? record::Choice::yes
                      : vote == "A" ? record::Choice::abstain
                                    : record::Choice::no,
                      row.line});
  }

  // The roll call, told by its first row; false where a later row gives it another day.
  bool take_roll_call(const VoteRow& row, long id, Day day) {
    auto [roll_call, is_new] = roll_calls_.try_emplace(id);
    if (!is_new) return roll_call->second.on == day;
    const auto session = whole_number(row.cell(kSession));
    roll_call->second = {static_cast<int>(id),
                         session ? static_cast<int>(*session) : regular_session(day),
                         day,
                         false,
                         std::string(row.cell(kResolution)),
                         row.at[kTitle] == kNone ? "" : std::string(row.cell(kTitle))};
    return true;
  }

  // Of several votes of a state on a roll call the first counts.
  void drop_repeated(const std::string& path) {
    std::stable_sort(votes_.begin(), votes_.end(), [](const Vote& a, const Vote& b) { return a.key() < b.key(); });
    for (std::size_t i = 1; i < votes_.size(); ++i)
      if (votes_[i].key() == votes_[i - 1].key()) {
        ++out_.rejected;
        fault_({path, votes_[i].line, 1, std::string(kNames[kState]),
                "the vote of this state on this roll call stands above"});
      }
    votes_.erase(
        std::unique(votes_.begin(), votes_.end(), [](const Vote& a, const Vote& b) { return a.key() == b.key(); }),
        votes_.end());
  }

  const std::function<void(const RowFault&)>& fault_;
  UnVotes out_;
  std::map<long, record::RollCall> roll_calls_;
  std::map<std::string, std::uint32_t, std::less<>> voter_of_;
  std::vector<Vote> votes_;
};

}  // namespace

int regular_session(Day day) {
  const std::chrono::year_month_day date(day);
  const bool opened = date >= std::chrono::year_month_day(date.year(), std::chrono::September, std::chrono::day(15));
  return static_cast<int>(date.year()) - record::kYearOfSessionZero - (opened ? 0 : 1);
}

bool is_un_votes(const std::string& path) {
  stream::Source source(path);
  if (!source.next()) return false;
  Rows rows(source);
  bool good = false;
  const Splitter* header = rows.next(good);
  if (header == nullptr || !good) return false;
  const auto at = columns_of(*header);
  return std::none_of(at.begin(), at.begin() + kRequired, [](std::size_t c) { return c == kNone; });
}

UnVotes read_un_votes(const std::string& path, const std::function<void(const RowFault&)>& fault) {
  VoteReader votes(fault);
  stream::Source source(path);
  while (source.next()) votes.read(source);
  return votes.in_order(path);
}

}  // namespace entente::store

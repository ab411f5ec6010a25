#include "entente/store/un_votes.hpp"

#include "entente/base/error.hpp"
#include "entente/states/states.hpp"
#include "entente/stream/row.hpp"
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
                      kImportant = 7, kColumns = 8;

struct Layout {
  std::array<std::string_view, kColumns> names;
  std::size_t required;  // so many of them, from the first
  bool numbers;          // states are Correlates of War numbers, votes 1, 2, 3, 8, 9
};
constexpr Layout kLibrary{
    {"undl_id", "ms_code", "ms_vote", "date", "session", "resolution", "title", ""}, kTitle, false};
constexpr Layout kVoeten{
    {"rcid", "ccode", "vote", "date", "session", "unres", "descr", "importantvote"}, kResolution, true};
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
      if (!options_) {
        options_.emplace();
        const std::string_view first = std::string_view(text_).substr(0, text_.find('\n'));
        for (const char c : {'\t', ';'})
          if (std::count(first.begin(), first.end(), c) > std::count(first.begin(), first.end(), options_->separator))
            options_->separator = c;
      }
      splitter_.emplace(text_, *options_, whole_);
    }
  }
  long line() const { return static_cast<long>(lines_ + splitter_->line()) + 1; }
  void expect(std::size_t cells) { expected_ = {cells, cells, true}; }

 private:
  stream::Source& source_;
  std::string text_;
  std::optional<stream::SplitOptions> options_;
  std::optional<Splitter> splitter_;
  stream::Expected expected_;
  std::int64_t lines_ = 0;
  bool whole_ = false;
};

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Places {
  const Layout* layout = &kLibrary;
  std::array<std::size_t, kColumns> at{};  // where each column stands in the file
};

Places columns_of(const Splitter& header, const Layout& layout) {
  Places out;
  out.layout = &layout;
  out.at.fill(kNone);
  for (std::size_t c = 0; c < header.cells(); ++c) {
    std::string_view name = header.cell(c);
    if (c == 0 && name.starts_with("\xEF\xBB\xBF")) name.remove_prefix(3);
    for (std::size_t k = 0; k < kColumns; ++k)
      if (!name.empty() && name == layout.names[k]) out.at[k] = c;
  }
  return out;
}

// The first column that the layout needs and the file lacks; kNone where there is none.
std::size_t missing(const Places& places) {
  for (std::size_t k = 0; k < places.layout->required; ++k)
    if (places.at[k] == kNone) return k;
  return kNone;
}

// The layout that fits, or the library's.
Places columns_of(const Splitter& header) {
  const Places voeten = columns_of(header, kVoeten);
  return missing(voeten) == kNone ? voeten : columns_of(header, kLibrary);
}

std::optional<long> whole_number(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Day> day_in(std::string_view cell) {
  if (const auto day = parse_day(cell.substr(0, 10))) return day;
  const auto span = stream::parse_stream_date(cell, stream::DayForm::iso);
  return span && span->first == span->last ? std::optional(span->first) : std::nullopt;
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
    if (const std::size_t k = missing(at); k != kNone)
      throw Error(ErrorCode::bad_data, fmt::format("the column {} is missing", kLibrary.names[k]),
                  "give the file as the library of the United Nations offers it, or Voeten's with rcid, ccode, vote, "
                  "date and session",
                  {source.name(), 1, ""});
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
    const Places& places;
    const std::string& file;
    long line;
    std::string_view cell(std::size_t k) const {
      return places.at[k] == kNone ? std::string_view{} : cells.cell(places.at[k]);
    }
  };

  // What a cell of votes says; nothing where it says nothing that is known.
  enum class Said { yes, abstain, no, absent, no_member };
  static std::optional<Said> said_by(const VoteRow& row) {
    const std::string_view vote = row.cell(kVote);
    if (vote.empty() || vote == "X" || vote == "NV" || vote == "NA") return Said::absent;
    if (vote == "Y") return Said::yes;
    if (vote == "A") return Said::abstain;
    if (vote == "N") return Said::no;
    const auto number = row.places.layout->numbers ? whole_number(vote) : std::nullopt;
    if (number == 1) return Said::yes;
    if (number == 2) return Said::abstain;
    if (number == 3) return Said::no;
    if (number == 8) return Said::absent;
    if (number == 9) return Said::no_member;
    return std::nullopt;
  }

  // The state's code, as it was on the day; empty where the cell names none.
  static std::string_view state_in(const VoteRow& row, Day day) {
    const std::string_view state = row.cell(kState);
    if (row.places.layout->numbers) return states::States::all().meaning(states::List::cow, state, day).code;
    const bool is_code =
        state.size() == 3 && std::all_of(state.begin(), state.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return is_code ? state : std::string_view{};
  }

  void refuse(const VoteRow& row, std::size_t k, std::string reason) {
    ++out_.rejected;
    fault_({row.file, row.line, row.cells.column(row.places.at[k]), std::string(row.places.layout->names[k]),
            std::move(reason)});
  }

  void take(const VoteRow& row) {
    const auto id = whole_number(row.cell(kId));
    const auto day = day_in(row.cell(kDate));
    if (!id || *id < 1 || *id > kHighestId)
      return refuse(row, kId, fmt::format("\"{}\" is not a number of a roll call", row.cell(kId)));
    if (!day) return refuse(row, kDate, fmt::format("\"{}\" is not a day", row.cell(kDate)));
    const auto said = said_by(row);
    const std::string_view state = state_in(row, *day);
    // "Not a member" is said of numbers that were no state on the day, and so is "absent" in some releases.
    if (said == Said::no_member || (said == Said::absent && state.empty() && row.places.layout->numbers)) {
      ++out_.absent;
      return;
    }
    if (state.empty())
      return refuse(row, kState,
                    fmt::format("\"{}\" is not a {} of a state", row.cell(kState),
                                row.places.layout->numbers ? "number" : "code"));
    if (!said)
      return refuse(row, kVote,
                    fmt::format("\"{}\" is none of {}", row.cell(kVote),
                                row.places.layout->numbers ? "1, 2, 3, 8, 9" : "Y, A, N, X"));
    if (!take_roll_call(row, *id, *day))
      return refuse(row, kDate, fmt::format("roll call {} has another day in a row before", *id));
    out_.absent += *said == Said::absent ? 1 : 0;
    const std::string_view known = states::States::all().meaning(states::List::iso3, state, *day).code;
    const auto voter =
        voter_of_.try_emplace(std::string(known.empty() ? state : known), static_cast<std::uint32_t>(voter_of_.size()))
            .first;
    votes_.push_back({*id, voter->second,
                      *said == Said::yes       ? record::Choice::yes
                      : *said == Said::abstain ? record::Choice::abstain
                      : *said == Said::no      ? record::Choice::no
                                               : record::Choice::absent,
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
                         whole_number(row.cell(kImportant)) == 1,
                         std::string(row.cell(kResolution)),
                         std::string(row.cell(kTitle))};
    return true;
  }

  // Of several votes of a state on a roll call the first counts.
  void drop_repeated(const std::string& path) {
    std::stable_sort(votes_.begin(), votes_.end(), [](const Vote& a, const Vote& b) { return a.key() < b.key(); });
    for (std::size_t i = 1; i < votes_.size(); ++i)
      if (votes_[i].key() == votes_[i - 1].key()) {
        ++out_.rejected;
        fault_({path, votes_[i].line, 1, std::string(kLibrary.names[kState]),
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
  return missing(columns_of(*header)) == kNone;
}

UnVotes read_un_votes(const std::string& path, const std::function<void(const RowFault&)>& fault) {
  VoteReader votes(fault);
  stream::Source source(path);
  while (source.next()) votes.read(source);
  return votes.in_order(path);
}

}  // namespace entente::store

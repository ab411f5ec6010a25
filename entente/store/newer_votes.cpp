// A table with a row a roll call, which lies beside the files of votes of a data folder.

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/states/states.hpp"
#include "entente/store/un_votes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <tuple>
#include <utility>

namespace entente::store {
namespace {

constexpr std::array kColumns{"rcid", "session", "date", "resolution", "title", "yes", "abstain", "no", "absent"};
constexpr std::size_t kId = 0, kSession = 1, kDate = 2, kResolution = 3, kTitle = 4, kFirstChoice = 5;

std::optional<int> number_in(const std::string& cell) {
  int value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size() || value < 1) return std::nullopt;
  return value;
}

// A roll call and who chose what, by the code that the state had on the day.
struct Called {
  record::RollCall roll_call;
  std::map<std::string, record::Choice> choices;
};

// Reads the rows; those that do not hold are told.
class Calls {
 public:
  Calls(const DelimitedTable& table, const std::function<void(const RowFault&)>& fault) : table_(table), fault_(fault) {
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
      at_[c] = table.column(kColumns[c]);
      if (at_[c] == DelimitedTable::npos)
        throw Error(ErrorCode::bad_data, fmt::format("the column {} is missing", kColumns[c]),
                    "data/un-votes/make-newer.py writes the table", {table.file, 1, kColumns[c]});
    }
  }

  std::optional<Called> read(const DelimitedRow& row) {
    const std::string& date = row.cells[at_[kDate]];
    const auto id = number_in(row.cells[at_[kId]]);
    const auto session = number_in(row.cells[at_[kSession]]);
    const auto day = parse_day(date);
    if (!id) return refuse(row, kId, "this is not a number of a roll call");
    if (!day) return refuse(row, kDate, "this is not a day");
    if (!session || *session != regular_session(*day))
      return refuse(row, kSession, fmt::format("{} lies in session {}", date, regular_session(*day)));
    if (!ids_.insert(*id).second) return refuse(row, kId, "this roll call stands above");
    Called out{{*id, *session, *day, false, row.cells[at_[kResolution]], row.cells[at_[kTitle]]}, {}};
    for (std::size_t c = kFirstChoice; c < kColumns.size(); ++c) {
      std::istringstream codes(row.cells[at_[c]]);
      for (std::string code; codes >> code;) {
        const auto answer = states::States::all().meaning(states::List::iso3, code, *day);
        if (answer.code.empty()) return refuse(row, c, fmt::format("\"{}\" is not a code of a state", code));
        const auto choice = static_cast<record::Choice>(c - kFirstChoice + 1);
        if (!out.choices.emplace(answer.code, choice).second)
          return refuse(row, c, fmt::format("{} is told twice", answer.code));
      }
    }
    return out;
  }

 private:
  std::nullopt_t refuse(const DelimitedRow& row, std::size_t column, std::string reason) {
    fault_({table_.file, row.line, 0, kColumns[column], std::move(reason)});
    return std::nullopt;
  }

  const DelimitedTable& table_;
  const std::function<void(const RowFault&)>& fault_;
  std::array<std::size_t, kColumns.size()> at_{};
  std::set<int> ids_;
};

}  // namespace

UnVotes read_newer_votes(std::string_view text, std::string file, const std::function<void(const RowFault&)>& fault) {
  const DelimitedTable table = read_delimited(text, std::move(file));
  for (const RowFault& broken : table.faults) fault(broken);
  Calls calls(table, fault);
  std::vector<Called> taken;
  std::set<std::string> voters;
  UnVotes out;
  for (const DelimitedRow& row : table.rows) {
    ++out.rows;
    auto called = calls.read(row);
    if (!called) {
      ++out.rejected;
      continue;
    }
    for (const auto& [code, choice] : called->choices) voters.insert(code);
    taken.push_back(std::move(*called));
  }
  std::stable_sort(taken.begin(), taken.end(), [](const Called& a, const Called& b) {
    return std::tie(a.roll_call.on, a.roll_call.id) < std::tie(b.roll_call.on, b.roll_call.id);
  });
  out.voters.assign(voters.begin(), voters.end());
  for (Called& called : taken) {
    const auto roll_call = static_cast<std::int32_t>(out.roll_calls.size());
    for (const auto& [code, choice] : called.choices) {
      const auto voter = std::lower_bound(out.voters.begin(), out.voters.end(), code) - out.voters.begin();
      out.ballots.push_back({roll_call, static_cast<std::uint16_t>(voter), choice});
      out.absent += record::is_vote(choice) ? 0 : 1;
    }
    out.roll_calls.push_back(std::move(called.roll_call));
  }
  return out;
}

}  // namespace entente::store

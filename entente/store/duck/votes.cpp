// Votes: how those of a data folder and of files go in, and what was voted by a day.

#include "entente/store/duck/votes.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/states/states.hpp"
#include "entente/store/duck/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <map>
#include <set>

namespace entente::store::duck {
namespace {

// Pairs of roll calls on the same matter, by their ids. A folder without the file has none.
std::vector<std::pair<std::int64_t, std::int64_t>> read_bridges(const std::string& path) {
  std::vector<std::pair<std::int64_t, std::int64_t>> bridges;
  if (!std::filesystem::exists(path)) return bridges;
  const DelimitedTable table = read_delimited(read_file(path), path);
  const auto column = [&](const char* name) {
    const std::size_t c = table.column(name);
    if (c == DelimitedTable::npos)
      throw Error(ErrorCode::bad_data, fmt::format("the column {} is missing", name), "the columns are rcid1 and rcid2",
                  {path, 1, name});
    return c;
  };
  const std::size_t columns[] = {column("rcid1"), column("rcid2")};
  if (!table.faults.empty())
    throw Error(ErrorCode::bad_data, table.faults.front().reason, "mend the line",
                {path, table.faults.front().line, table.faults.front().field});
  for (const DelimitedRow& row : table.rows) {
    std::int64_t ids[2] = {};
    for (int i = 0; i < 2; ++i) {
      const std::string& cell = row.cells[columns[i]];
      const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), ids[i]);
      if (error != std::errc{} || end != cell.data() + cell.size())
        throw Error(ErrorCode::bad_data, fmt::format("\"{}\" is not an id of a roll call", cell),
                    "write the number of the roll call", {path, row.line, i == 0 ? "rcid1" : "rcid2"});
    }
    bridges.emplace_back(ids[0], ids[1]);
  }
  return bridges;
}

// Wider than any vote.
constexpr Day kFirstDayOfVotes{std::chrono::year{1900} / std::chrono::January / 1};
constexpr Day kLastDayOfVotes{std::chrono::year{2200} / std::chrono::January / 1};

// Throws Error{bad_data} at the first vote that is none of those we know.
void require_known_votes(Duck& duck, const std::string& path) {
  duck.query(fmt::format("select vote, country, rcid::varchar from {} where vote is null or "
                         "vote not in ('yes', 'abstain', 'no', 'absent') order by rcid, country limit 1",
                         sql_parquet(path)),
             {}, [&](const DuckRow& row) {
               throw Error(
                   ErrorCode::bad_data,
                   fmt::format("the vote of {} on roll call {} is {}, and not yes, abstain, no or absent", row.text(1),
                               row.text(2), row.is_null(0) ? "empty" : fmt::format("\"{}\"", row.text(0))),
                   "mend the row, or leave it out where it is not known how the state voted", {path, 0, "vote"});
             });
}

// A voter as the source names it, what it is from a day on, and until when.
struct VoterSpan {
  std::string country;
  std::string code;  // as the source has it
  Day from{};
  Day until{};
  std::string state;
};

// Every voter of the file on every day: by its code where that is known, else by its name, else under its name.
std::vector<VoterSpan> voters_by_day(Duck& duck, const std::string& votes) {
  std::vector<VoterSpan> out;
  const states::States& all = states::States::all();
  duck.query(
      fmt::format("select distinct country, coalesce(country_code, '') from {} order by 1, 2", sql_parquet(votes)), {},
      [&](const DuckRow& row) {
        const std::string country(row.text(0));
        const std::string code(row.text(1));
        const auto known = [](const std::vector<states::Span>& spans) {
          return std::any_of(spans.begin(), spans.end(), [](const auto& s) { return !s.answer.code.empty(); });
        };
        std::vector<states::Span> spans = all.over_time(states::List::iso2, code);
        if (!known(spans)) spans = all.over_time(states::List::name, country);
        for (std::size_t i = 0; i < spans.size(); ++i)
          out.push_back({country, code, std::max(spans[i].from, kFirstDayOfVotes),
                         i + 1 < spans.size() ? spans[i + 1].from : kLastDayOfVotes,
                         spans[i].answer.code.empty() ? country : std::string(spans[i].answer.code)});
      });
  return out;
}

// Which of the roll calls `votes` are put in under which number, and how many ballots they have.
struct Put {
  int roll_calls = 0;
  int passed_over = 0;
  std::int64_t cast = 0;  // votes; absences that were told are none
  std::optional<Day> first_day;
  std::optional<Day> last_day;
};

std::optional<Day> last_roll_call(Duck& duck) {
  std::optional<Day> last;
  duck.query("select max(happened_on) from roll_calls", {}, [&](const DuckRow& row) {
    if (!row.is_null(0)) last = row.day(0);
  });
  return last;
}

// Puts the roll calls in that are later than `after`, each under its number above `above`.
Put put_votes(Duck& duck, const UnVotes& votes, std::int64_t above, std::optional<Day> after) {
  Put out;
  std::vector<const record::RollCall*> taken;
  for (const record::RollCall& r : votes.roll_calls)
    if (!after || r.on > *after)
      taken.push_back(&r);
    else
      ++out.passed_over;
  out.roll_calls = static_cast<int>(taken.size());
  if (!taken.empty()) {
    out.first_day = taken.front()->on;
    out.last_day = taken.back()->on;
  }
  duck.append("roll_calls", taken.size(), [&](std::size_t i, Duck::Append& row) {
    const record::RollCall& r = *taken[i];
    row.integer(above + r.id)
        .integer(r.session)
        .day(r.on)
        .integer(r.important ? 1 : 0)
        .text(r.resolution)
        .text(r.title);
  });
  std::vector<const record::Ballot*> ballots;
  for (const record::Ballot& b : votes.ballots) {
    if (after && votes.roll_calls[static_cast<std::size_t>(b.roll_call)].on <= *after) continue;
    ballots.push_back(&b);
    out.cast += record::is_vote(b.choice) ? 1 : 0;
  }
  duck.run("create temp table given(roll_call integer, voter varchar, choice integer)");
  duck.append("given", ballots.size(), [&](std::size_t i, Duck::Append& row) {
    const record::Ballot& b = *ballots[i];
    row.integer(above + votes.roll_calls[static_cast<std::size_t>(b.roll_call)].id)
        .text(votes.voters[b.voter])
        .integer(static_cast<std::int64_t>(b.choice));
  });
  duck.run(
      fmt::format("insert into votes select g.roll_call, {} from given g join roll_calls r on g.roll_call = r.id "
                  "group by g.roll_call order by min(r.happened_on), g.roll_call",
                  kPackedBallots));
  duck.run("drop table given");
  return out;
}

// The files of the folder, which name voters as their source does.
void write_votes_folder(Duck& duck, const Load& load) {
  for (const char* file : {"votes.parquet", "roll-calls.parquet"})
    if (!std::filesystem::exists(load.votes_folder + "/" + file))
      throw Error(ErrorCode::not_found, "the file is missing", "give the whole data folder",
                  {load.votes_folder + "/" + file, 0, ""});
  const std::string votes = load.votes_folder + "/votes.parquet";
  require_known_votes(duck, votes);
  duck.run("create temp table voters(country varchar, code varchar, begin_on date, end_on date, state varchar)");
  const std::vector<VoterSpan> voters = voters_by_day(duck, votes);
  duck.append("voters", voters.size(), [&](std::size_t i, Duck::Append& row) {
    row.text(voters[i].country).text(voters[i].code).day(voters[i].from).day(voters[i].until).text(voters[i].state);
  });
  duck.run(
      fmt::format("insert into roll_calls select rcid, session, date, importantvote, coalesce(unres, ''), "
                  "coalesce(short, descr, '') from {} order by date, rcid",
                  sql_parquet(load.votes_folder + "/roll-calls.parquet")));
  duck.run(fmt::format(
      "insert into votes select roll_call, {} from (select v.rcid as roll_call, r.happened_on, "
      "coalesce(s.state, v.country) as voter, "
      "case v.vote when 'yes' then 1 when 'abstain' then 2 when 'no' then 3 when 'absent' then 4 end as choice "
      "from {} v join roll_calls r on v.rcid = r.id left join voters s on "
      "s.country = v.country and s.code = coalesce(v.country_code, '') and r.happened_on >= s.begin_on and "
      "r.happened_on < s.end_on) group by roll_call order by min(happened_on), roll_call",
      kPackedBallots, sql_parquet(votes)));
  duck.run("drop table voters");
  const auto bridges = read_bridges(load.votes_folder + "/matches.csv");
  duck.append("bridges", bridges.size(),
              [&](std::size_t i, Duck::Append& row) { row.integer(bridges[i].first).integer(bridges[i].second); });
}

// Numbers voters in the order in which they come. Votes are many and names few, so a name is kept by its first bytes
// and looked up whole only where those meet another's.
class VoterNumbers {
 public:
  std::uint16_t number_of(std::string_view name) {
    std::size_t slot = 0;
    for (const char c : name.substr(0, kBytes)) slot = slot * 31 + static_cast<unsigned char>(c);
    Slot& quick = slots_[slot % kSlots];
    if (quick.taken && names_[quick.number] == name) return quick.number;
    const auto [place, is_new] = all_.try_emplace(std::string(name), static_cast<std::uint16_t>(names_.size()));
    if (is_new) names_.emplace_back(name);
    quick = {true, place->second};
    return place->second;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  static constexpr std::size_t kBytes = 8;
  static constexpr std::size_t kSlots = 4096;
  struct Slot {
    bool taken = false;
    std::uint16_t number = 0;
  };
  std::array<Slot, kSlots> slots_{};
  std::map<std::string, std::uint16_t, std::less<>> all_;
  std::vector<std::string> names_;
};

// The ballots of one roll call, from their packed lines.
class BallotReader {
 public:
  BallotReader(Duck& duck, record::ViewInput& input) : duck_(duck), input_(input) {}

  void add(std::int32_t roll_call, std::string_view lines) {
    while (!lines.empty()) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(std::min(line.size() + 1, lines.size()));
      const int choice = line.empty() ? 0 : line.front() - '0';
      if (choice < static_cast<int>(record::Choice::yes) || choice > static_cast<int>(record::Choice::absent))
        throw Error(ErrorCode::bad_data, fmt::format("the ballot \"{}\" has a choice that is none of ours", line),
                    "import the data folder again, and the files of votes that `entente record loads` lists",
                    {duck_.path(), 0, ""});
      input_.ballots.push_back({roll_call, numbers_.number_of(line.substr(1)), static_cast<record::Choice>(choice)});
    }
  }

  // One voter a seat, by name: who keeps it on the day has cast the votes of those before too.
  void seat() {
    std::vector<std::string> names = numbers_.names();
    for (std::string& name : names) name = states::States::all().holder(name, input_.as_of);
    input_.voters = names;
    std::sort(input_.voters.begin(), input_.voters.end());
    input_.voters.erase(std::unique(input_.voters.begin(), input_.voters.end()), input_.voters.end());
    std::vector<std::uint16_t> seat_of;
    for (const std::string& name : names)
      seat_of.push_back(static_cast<std::uint16_t>(std::lower_bound(input_.voters.begin(), input_.voters.end(), name) -
                                                   input_.voters.begin()));
    for (record::Ballot& ballot : input_.ballots) ballot.voter = seat_of[ballot.voter];
    order();
  }

 private:
  // Roll calls lie in order but for those that were added; within one only a seat that changed hands is out of it.
  void order() {
    auto& ballots = input_.ballots;
    const auto earlier = [](const record::Ballot& a, const record::Ballot& b) { return a.roll_call < b.roll_call; };
    if (!std::is_sorted(ballots.begin(), ballots.end(), earlier))
      std::stable_sort(ballots.begin(), ballots.end(), earlier);
    for (auto it = ballots.begin(); it != ballots.end();) {
      const auto end =
          std::find_if(it, ballots.end(), [&](const record::Ballot& b) { return b.roll_call != it->roll_call; });
      if (!std::is_sorted(it, end)) std::sort(it, end);
      it = end;
    }
  }

  Duck& duck_;
  record::ViewInput& input_;
  VoterNumbers numbers_;
};

void read_ballots(Duck& duck, const std::map<std::int32_t, std::int32_t>& index_of, record::ViewInput& input) {
  constexpr std::size_t kOfRollCall = 200;  // members of the United Nations
  input.ballots.reserve(index_of.size() * kOfRollCall);
  BallotReader reader(duck, input);
  duck.scan("select roll_call, ballots from votes", {}, [&](const DuckChunk& chunk) {
    const auto* roll_call = chunk.column<std::int32_t>(0);
    const DuckTexts ballots = chunk.texts(1);
    for (std::size_t i = 0; i < chunk.size(); ++i)
      if (const auto place = index_of.find(roll_call[i]); place != index_of.end())
        reader.add(place->second, ballots[i]);
  });
  reader.seat();
}

}  // namespace

void write_votes(Duck& duck, const Load& load) {
  if (!load.votes_folder.empty()) write_votes_folder(duck, load);
  put_votes(duck, load.newer_votes, 0, last_roll_call(duck));
}

void keep_added_votes(Duck& duck) {
  duck.run(fmt::format("create temp table added_roll_calls as select * from roll_calls where id > {}", kAddedVotes));
  duck.run(fmt::format("create temp table added_votes as select * from votes where roll_call > {}", kAddedVotes));
}

void put_added_votes_back(Duck& duck) {
  duck.run(
      "insert into roll_calls select * from added_roll_calls where happened_on > "
      "coalesce((select max(happened_on) from roll_calls), date '0001-01-01')");
  duck.run("insert into votes select * from added_votes where roll_call in (select id from roll_calls)");
  duck.run("drop table added_roll_calls");
  duck.run("drop table added_votes");
}

void read_votes(Duck& duck, record::ViewInput& input) {
  std::map<std::int32_t, std::int32_t> index_of;
  duck.query(
      "select id, session, happened_on, important, resolution, title from roll_calls where happened_on <= ? "
      "order by happened_on, id",
      {input.as_of}, [&](const DuckRow& row) {
        index_of[row.integer(0)] = static_cast<std::int32_t>(input.roll_calls.size());
        input.roll_calls.push_back({row.integer(0), row.integer(1), row.day(2), row.integer(3) != 0,
                                    std::string(row.text(4)), std::string(row.text(5))});
      });
  read_ballots(duck, index_of, input);
  // A bridge is there once both of its roll calls are.
  duck.query("select first, second from bridges", {}, [&](const DuckRow& row) {
    const auto one = index_of.find(row.integer(0));
    const auto other = index_of.find(row.integer(1));
    if (one == index_of.end() || other == index_of.end() || one == other) return;
    input.bridges.push_back({std::min(one->second, other->second), std::max(one->second, other->second)});
  });
  std::sort(input.bridges.begin(), input.bridges.end());
  input.bridges.erase(std::unique(input.bridges.begin(), input.bridges.end()), input.bridges.end());
}

AddedVotes Store::add_votes(const LoadSource& source, const UnVotes& votes) {
  Connection& c = *connection_;
  AddedVotes out;
  LoadAccount& account = out.account;
  account = c.new_account(source);
  account.rows = votes.rows;
  account.rejected = votes.rejected;
  c.in_transaction([&] {
    c.make_tables();
    c.remove_added_votes();
    c.duck.query("delete from loads where reader = ?", {source.reader}, [](const DuckRow&) {});
    account.load = c.next_load();
    out.after = last_roll_call(c.duck);
    const Put put = put_votes(c.duck, votes, kAddedVotes, out.after);
    out.roll_calls = put.roll_calls;
    out.passed_over = put.passed_over;
    account.first_day = put.first_day;
    account.last_day = put.last_day;
    account.taken = put.cast;
    c.keep(account);
  });
  return out;
}

}  // namespace entente::store::duck

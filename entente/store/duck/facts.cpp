// Facts: how a data folder and votes go in, and what was known on a day.

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/states/states.hpp"
#include "entente/store/duck/releases.hpp"
#include "entente/store/duck/store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <map>

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

LoadAccount account_of(const Load& load) {
  LoadAccount account;
  account.reader = kTablesReader;
  account.file = load.folder_path;
  account.hash = load.hash;
  account.imported_at = load.imported_at;
  for (const record::TableReport& table : load.folder.tables) {
    account.rows += table.rows;
    account.rejected += table.rows_refused;
  }
  account.taken = account.rows - account.rejected;
  return account;
}

void write_layers(Duck& duck, const record::FolderReading& folder) {
  duck.append("own_layers", folder.layers.size(), [&](std::size_t i, Duck::Append& row) {
    const record::LayerReport& layer = folder.layers[i];
    row.integer(static_cast<std::int64_t>(i)).text(layer.name).text(layer.folder).text(layer.hash);
    row.integer(layer.rows).integer(layer.added).integer(layer.corrected).integer(layer.withdrawn);
    row.integer(layer.refused);
  });
  duck.append("changes", folder.changes.size(), [&](std::size_t i, Duck::Append& row) {
    const record::LayerChange& change = folder.changes[i];
    row.integer(static_cast<std::int64_t>(i)).text(change.layer).text(change.table).text(change.key).text(change.kind);
    change.on ? row.day(*change.on) : row.null();
    row.text(change.reason).text(change.file).integer(change.line).integer(change.facts);
  });
}

void write_tables(Duck& duck, const record::FolderReading& folder) {
  const auto& tables = folder.tables;
  duck.append("sources", tables.size(), [&](std::size_t i, Duck::Append& row) {
    row.text(tables[i].table).text(tables[i].file).text(tables[i].file_hash).integer(tables[i].rows);
    row.integer(tables[i].rows_refused).integer(tables[i].rows_undated).integer(tables[i].facts);
  });
  duck.append("undated", folder.undated.size(),
              [&](std::size_t i, Duck::Append& row) { row.text(folder.undated[i].field); });

  // One row a cell; the position keeps the table's order of columns, the version that of one fact's corrections.
  struct Cell {
    const record::Fact* fact;
    std::size_t position;
    std::int64_t version;
  };
  std::vector<Cell> cells;
  std::int64_t version = 0;
  for (std::size_t f = 0; f < folder.facts.size(); ++f) {
    const record::Fact& fact = folder.facts[f];
    version = f > 0 && record::id_of(fact) == record::id_of(folder.facts[f - 1]) ? version + 1 : 0;
    for (std::size_t i = 0; i < fact.cells.size(); ++i) cells.push_back({&fact, i, version});
  }
  duck.append("facts", cells.size(), [&](std::size_t i, Duck::Append& row) {
    const record::Fact& fact = *cells[i].fact;
    row.text(fact.table).text(fact.key).text(fact.fact);
    if (fact.known_on == Day::min()) {
      row.null();
    } else {
      row.day(fact.known_on);
    }
    row.integer(static_cast<std::int64_t>(cells[i].position));
    row.text(fact.cells[cells[i].position].first).text(fact.cells[cells[i].position].second);
    row.integer(cells[i].version).text(fact.layer);
    fact.until ? row.day(*fact.until) : row.null();
  });
  write_layers(duck, folder);

  const std::vector<std::pair<std::string, record::ActorName>> states(folder.states.begin(), folder.states.end());
  duck.append("states", states.size(), [&](std::size_t i, Duck::Append& row) {
    row.text(states[i].first)
        .text(states[i].second.name)
        .text(states[i].second.in_sentence)
        .text(states[i].second.kind);
  });
}

void write_layer_parts(Duck& duck, const Load& load) {
  duck.append("layers", load.layers.size(), [&](std::size_t i, Duck::Append& row) {
    row.text(load.layers[i].layer).text(load.layers[i].key).text(load.layers[i].text);
  });
}

// Wider than any vote.
constexpr Day kFirstDayOfVotes{std::chrono::year{1900} / std::chrono::January / 1};
constexpr Day kLastDayOfVotes{std::chrono::year{2200} / std::chrono::January / 1};

// Throws Error{bad_data} at the first vote that is none of those we know.
void require_known_votes(Duck& duck, const std::string& path) {
  duck.query(fmt::format("select vote, country, rcid::varchar from {} where vote is null or "
                         "vote not in ('yes', 'abstain', 'no') order by rcid, country limit 1",
                         sql_parquet(path)),
             {}, [&](const DuckRow& row) {
               throw Error(ErrorCode::bad_data,
                           fmt::format("the vote of {} on roll call {} is {}, and not yes, abstain or no", row.text(1),
                                       row.text(2), row.is_null(0) ? "empty" : fmt::format("\"{}\"", row.text(0))),
                           "mend the row, or leave it out where the state did not vote", {path, 0, "vote"});
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

void write_votes(Duck& duck, const Load& load) {
  if (load.votes_folder.empty()) return;
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
  duck.run(
      fmt::format("insert into votes select roll_call, {} from (select v.rcid as roll_call, r.happened_on, "
                  "coalesce(s.state, v.country) as voter, "
                  "case v.vote when 'yes' then 1 when 'abstain' then 2 when 'no' then 3 end as choice "
                  "from {} v join roll_calls r on v.rcid = r.id left join voters s on "
                  "s.country = v.country and s.code = coalesce(v.country_code, '') and r.happened_on >= s.begin_on and "
                  "r.happened_on < s.end_on) group by roll_call order by min(happened_on), roll_call",
                  kPackedBallots, sql_parquet(votes)));
  duck.run("drop table voters");
  const auto bridges = read_bridges(load.votes_folder + "/matches.csv");
  duck.append("bridges", bridges.size(),
              [&](std::size_t i, Duck::Append& row) { row.integer(bridges[i].first).integer(bridges[i].second); });
}

// What files of votes added outlives the folder's own.
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

// The facts of the record, in order; with a day those that count on it.
std::vector<record::Fact> read_facts(Duck& duck, std::optional<Day> day) {
  const bool versions = has_versions(duck);
  std::string where;
  std::vector<Value> parameters;
  if (day) {
    where = "where (known_on is null or known_on <= ?)";
    parameters.emplace_back(*day);
    if (versions) {
      where += " and (until is null or until > ?)";
      parameters.emplace_back(*day);
    }
  }
  std::vector<record::Fact> facts;
  std::int32_t version = 0;
  duck.query(
      fmt::format("select source, key, fact, known_on, cell, content, {} from facts {} "
                  "order by source, key, fact{}, position",
                  versions ? "version, layer, until" : "0, '', null::date", where, versions ? ", version" : ""),
      parameters, [&](const DuckRow& row) {
        const std::string_view source = row.text(0);
        const std::string_view key = row.text(1);
        const std::string_view fact = row.text(2);
        if (facts.empty() || version != row.integer(6) || facts.back().fact != fact || facts.back().key != key ||
            facts.back().table != source) {
          version = row.integer(6);
          facts.push_back(
              {std::string(source), std::string(key), std::string(fact), row.is_null(3) ? Day::min() : row.day(3), {}});
          facts.back().layer = row.text(7);
          if (!row.is_null(8)) facts.back().until = row.day(8);
        }
        facts.back().cells.emplace_back(row.text(4), row.text(5));
      });
  return facts;
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
      if (choice < static_cast<int>(record::Choice::yes) || choice > static_cast<int>(record::Choice::no))
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

}  // namespace

LoadAccount Store::replace(const Load& load) {
  Connection& c = *connection_;
  const int layout_before = c.layout;
  if (layout_before > kLastLayoutOfTables) c.require_layout();
  LoadAccount account = account_of(load);
  c.in_transaction([&] {
    const bool has_added = layout_before == kLayout;
    if (has_added) keep_added_votes(c.duck);
    c.drop_folder_tables();
    if (layout_before <= kLastLayoutOfTables) {
      c.duck.run("drop table if exists layout");
      c.layout = 0;
    }
    c.make_tables();
    for (const LoadAccount& before : c.loads(c.duck)) {
      if (before.reader == kTablesReader) take_releases_out(c.duck, before.load);
      if (before.reader == kTablesReader && !load.hash.empty() && before.hash == load.hash) {
        account.load = before.load;
        account.imported_at = before.imported_at;
      }
    }
    c.duck.query("delete from loads where reader = ?", {std::string(kTablesReader)}, [](const DuckRow&) {});
    if (account.load == 0) account.load = c.next_load();
    c.keep(account);
    write_tables(c.duck, load.folder);
    put_folder_release_in(c.duck, load, account.load);
    write_layer_parts(c.duck, load);
    write_votes(c.duck, load);
    if (has_added) put_added_votes_back(c.duck);
  });
  return account;
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
    c.duck.query("select max(happened_on) from roll_calls", {}, [&](const DuckRow& row) {
      if (!row.is_null(0)) out.after = row.day(0);
    });
    std::vector<const record::RollCall*> taken;
    for (const record::RollCall& r : votes.roll_calls)
      if (!out.after || r.on > *out.after)
        taken.push_back(&r);
      else
        ++out.passed_over;
    out.roll_calls = static_cast<int>(taken.size());
    if (!taken.empty()) {
      account.first_day = taken.front()->on;
      account.last_day = taken.back()->on;
    }
    c.duck.append("roll_calls", taken.size(), [&](std::size_t i, Duck::Append& row) {
      const record::RollCall& r = *taken[i];
      row.integer(kAddedVotes + r.id)
          .integer(r.session)
          .day(r.on)
          .integer(r.important ? 1 : 0)
          .text(r.resolution)
          .text(r.title);
    });
    std::vector<const record::Ballot*> ballots;
    for (const record::Ballot& b : votes.ballots)
      if (!out.after || votes.roll_calls[static_cast<std::size_t>(b.roll_call)].on > *out.after) ballots.push_back(&b);
    account.taken = static_cast<std::int64_t>(ballots.size());
    c.duck.run("create temp table given(roll_call integer, voter varchar, choice integer)");
    c.duck.append("given", ballots.size(), [&](std::size_t i, Duck::Append& row) {
      const record::Ballot& b = *ballots[i];
      row.integer(kAddedVotes + votes.roll_calls[static_cast<std::size_t>(b.roll_call)].id)
          .text(votes.voters[b.voter])
          .integer(static_cast<std::int64_t>(b.choice));
    });
    c.duck.run(fmt::format("insert into votes select roll_call, {} from given group by roll_call", kPackedBallots));
    c.duck.run("drop table given");
    c.keep(account);
  });
  return out;
}

record::ViewInput Store::as_of_with(Day day, const record::Figures& figures) const {
  Duck duck = reading();
  record::ViewInput input;
  input.as_of = day;
  input.vintage = figures.vintage;
  input.facts = read_facts(duck, day);
  duck.query("select code, name, in_sentence, kind from states order by code", {}, [&](const DuckRow& row) {
    input.states[std::string(row.text(0))] = {std::string(row.text(1)), std::string(row.text(2)),
                                              std::string(row.text(3))};
  });
  read_deaths(duck, figures, input);
  read_votes(duck, input);
  return input;
}

std::vector<record::Fact> Store::facts() const {
  Duck duck = reading();
  return read_facts(duck, std::nullopt);
}

std::vector<std::string> Store::undated() const {
  Duck duck = reading();
  std::vector<std::string> ids;
  duck.query("select id from undated order by id", {}, [&](const DuckRow& row) { ids.emplace_back(row.text(0)); });
  return ids;
}

std::vector<record::TableReport> Store::tables() const {
  Duck duck = reading();
  std::vector<record::TableReport> tables;
  duck.query("select name, file, hash, row_count, refused, undated, fact_count from sources order by name", {},
             [&](const DuckRow& row) {
               tables.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                                 row.integer(3), row.integer(4), row.integer(5), row.integer(6)});
             });
  return tables;
}

std::vector<record::LayerReport> Store::layers() const {
  Duck duck = reading();
  std::vector<record::LayerReport> layers;
  if (!has_table(duck, "own_layers")) return layers;
  duck.query(
      "select name, folder, hash, row_count, added, corrected, withdrawn, refused from own_layers "
      "order by position",
      {}, [&](const DuckRow& row) {
        layers.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), row.big(3),
                          row.big(4), row.big(5), row.big(6), row.big(7)});
      });
  return layers;
}

std::vector<record::LayerChange> Store::changes() const {
  Duck duck = reading();
  std::vector<record::LayerChange> changes;
  if (!has_table(duck, "changes")) return changes;
  duck.query(
      "select layer, source, key, kind, changed_on, reason, file, line, fact_count from changes order by position", {},
      [&](const DuckRow& row) {
        changes.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                           std::string(row.text(3)), row.is_null(4) ? std::nullopt : std::optional(row.day(4)),
                           std::string(row.text(5)), std::string(row.text(6)), row.big(7), row.big(8)});
      });
  return changes;
}

std::vector<geo::LayerPart> Store::layer_parts(const std::map<std::string, std::set<std::string>>& wanted) const {
  if (wanted.empty()) return {};
  std::vector<std::string> conditions;
  std::vector<Value> parameters;
  for (const auto& [name, keys] : wanted) {
    parameters.emplace_back(name);
    parameters.insert(parameters.end(), keys.begin(), keys.end());
    const std::vector<const char*> marks(keys.size(), "?");
    conditions.push_back(keys.empty() ? "layer = ?" : fmt::format("layer = ? and key in ({})", fmt::join(marks, ", ")));
  }
  Duck duck = reading();
  std::vector<geo::LayerPart> parts;
  duck.query(
      fmt::format("select layer, key, content from layers where {} order by layer, key", fmt::join(conditions, " or ")),
      parameters, [&](const DuckRow& row) {
        parts.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))});
      });
  return parts;
}

}  // namespace entente::store::duck

#include "entente/store/store.hpp"

#include "entente/base/error.hpp"
#include "entente/store/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace entente::store {
namespace {

// What a data folder brings, and a load of it replaces.
constexpr const char* kFolderTables = R"(
create table if not exists sources(name varchar, file varchar, hash varchar, row_count integer, refused integer, undated integer, fact_count integer);
create table if not exists undated(id varchar);
create table if not exists facts(source varchar, key varchar, fact varchar, known_on date, position integer, cell varchar, content varchar);
create table if not exists states(code varchar, name varchar, in_sentence varchar, kind varchar);
create table if not exists deaths(country varchar, month integer, deaths double);
create table if not exists roll_calls(id integer, session integer, happened_on date, important integer, resolution varchar, title varchar);
create table if not exists ballots(roll_call integer, voter varchar, choice integer);
create table if not exists bridges(first integer, second integer);
create table if not exists layers(layer varchar, key varchar, content varchar);
)";

// What stays when a data folder is imported again. A name is kept once and rows hold its number; 0 is "not given".
constexpr const char* kStreamTables = R"(
create table if not exists layout(version integer, next_load integer);
create table if not exists loads(load integer, reader varchar, file varchar, hash varchar, counts varchar, row_count bigint, taken bigint, mended bigint, rejected bigint, linked bigint, first_day date, last_day date, imported_at varchar);
create table if not exists mappings(load integer, content varchar);
create table if not exists names(id integer, text varchar);
create table if not exists events(load integer, day date, known_on date, actor integer, actor_state integer, actor_sector integer, target integer, target_state integer, target_sector integer, type integer, mode integer, context integer, place integer, country integer, latitude float, longitude float, count integer, claim ubigint, content ubigint, id varchar);
)";

constexpr const char* kFolderTableNames[] = {"sources",    "undated", "facts",   "states", "deaths",
                                             "roll_calls", "ballots", "bridges", "layers"};

void run_all(Duck& duck, std::string_view statements) {
  for (auto end = statements.find(';'); end != std::string_view::npos; end = statements.find(';')) {
    duck.run(std::string(statements.substr(0, end)));
    statements.remove_prefix(end + 1);
  }
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

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
        throw Error(ErrorCode::bad_data, fmt::format("\"{}\" is no id of a roll call", cell),
                    "write the number of the roll call", {path, row.line, i == 0 ? "rcid1" : "rcid2"});
    }
    bridges.emplace_back(ids[0], ids[1]);
  }
  return bridges;
}

}  // namespace

void Store::Connection::look() {
  layout = 0;
  duck.query("select count(*)::integer from information_schema.tables where table_name = 'layout'", {},
             [&](const DuckRow& row) { layout = row.integer(0); });
  if (layout != 0)
    duck.query("select max(version) from layout", {},
               [&](const DuckRow& row) { layout = row.is_null(0) ? 0 : row.integer(0); });
}

void Store::Connection::require_layout() const {
  if (layout == kLayout) return;
  if (layout > kLayout)
    throw Error(ErrorCode::bad_data,
                fmt::format("this record has layout {}, and this program knows layouts up to {}", layout, kLayout),
                "use the program that wrote it, or a newer one", {path, 0, ""});
  throw Error(ErrorCode::bad_data,
              layout == 0 ? "this file holds no record"
                          : fmt::format("this record has layout {} and is read by older programs alone", layout),
              layout <= kLastLayoutOfTables
                  ? "make it with `entente record import --data data`"
                  : "remove it and import again: the data folder, then the files that `record loads` of the older "
                    "program lists",
              {path, 0, ""});
}

void Store::Connection::in_transaction(const std::function<void()>& work) {
  const int layout_before = layout;
  duck.run("begin transaction");
  try {
    work();
    duck.run("commit");
  } catch (...) {
    layout = layout_before;
    try {
      duck.run("rollback");
    } catch (const Error&) {
      // DuckDB has rolled back already where the transaction itself failed.
    }
    throw;
  }
}

void Store::Connection::make_tables() {
  run_all(duck, kStreamTables);
  run_all(duck, kFolderTables);
  if (layout == 0) {
    duck.append("layout", 1, [](std::size_t, Duck::Append& row) { row.integer(kLayout).integer(1); });
    layout = kLayout;
  }
}

void Store::Connection::empty_folder_tables() {
  for (const std::string_view name : kFolderTableNames)
    duck.run(name == "roll_calls" ? fmt::format("delete from roll_calls where id <= {}", kAddedVotes)
             : name == "ballots"  ? fmt::format("delete from ballots where roll_call <= {}", kAddedVotes)
                                  : fmt::format("delete from {}", name));
}

void Store::Connection::remove_added_votes() {
  duck.run(fmt::format("delete from roll_calls where id > {}", kAddedVotes));
  duck.run(fmt::format("delete from ballots where roll_call > {}", kAddedVotes));
}

std::int64_t Store::Connection::next_load() {
  std::int64_t number = 0;
  duck.query("select next_load from layout", {}, [&](const DuckRow& row) { number = row.integer(0); });
  duck.run("update layout set next_load = next_load + 1");
  return number;
}

Store::Store(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Store Store::open(const std::string& path) {
  auto connection = std::make_unique<Connection>(path, true);
  connection->look();
  connection->require_layout();
  return Store(std::move(connection));
}

Store Store::open_for_writing(const std::string& path) {
  auto connection = std::make_unique<Connection>(path, false);
  connection->look();
  return Store(std::move(connection));
}

LoadAccount Store::replace(const Load& load) {
  Duck& duck = connection_->duck;
  const int layout_before = connection_->layout;
  if (layout_before > kLastLayoutOfTables) connection_->require_layout();
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
  const auto work = [&] {
    // What files of votes added outlives the folder's own.
    const bool has_added = layout_before == kLayout;
    if (has_added) {
      duck.run(
          fmt::format("create temp table added_roll_calls as select * from roll_calls where id > {}", kAddedVotes));
      duck.run(
          fmt::format("create temp table added_ballots as select * from ballots where roll_call > {}", kAddedVotes));
    }
    for (const char* name : kFolderTableNames) duck.run(fmt::format("drop table if exists {}", name));
    if (layout_before <= kLastLayoutOfTables) {
      duck.run("drop table if exists layout");
      connection_->layout = 0;
    }
    connection_->make_tables();
    for (const LoadAccount& before : loads())
      if (before.reader == kTablesReader && !load.hash.empty() && before.hash == load.hash) {
        account.load = before.load;
        account.imported_at = before.imported_at;
      }
    duck.query("delete from loads where reader = ?", {std::string(kTablesReader)}, [](const DuckRow&) {});
    if (account.load == 0) account.load = connection_->next_load();
    connection_->keep(account);

    const auto& tables = load.folder.tables;
    duck.append("sources", tables.size(), [&](std::size_t i, Duck::Append& row) {
      row.text(tables[i].table).text(tables[i].file).text(tables[i].file_hash).integer(tables[i].rows);
      row.integer(tables[i].rows_refused).integer(tables[i].rows_undated).integer(tables[i].facts);
    });

    duck.append("undated", load.folder.undated.size(),
                [&](std::size_t i, Duck::Append& row) { row.text(load.folder.undated[i].field); });

    // One row a cell; the position keeps the table's order of columns.
    struct Cell {
      const record::Fact* fact;
      std::size_t position;
    };
    std::vector<Cell> cells;
    for (const record::Fact& fact : load.folder.facts)
      for (std::size_t i = 0; i < fact.cells.size(); ++i) cells.push_back({&fact, i});
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
    });

    const std::vector<std::pair<std::string, record::ActorName>> states(load.folder.states.begin(),
                                                                        load.folder.states.end());
    duck.append("states", states.size(), [&](std::size_t i, Duck::Append& row) {
      row.text(states[i].first)
          .text(states[i].second.name)
          .text(states[i].second.in_sentence)
          .text(states[i].second.kind);
    });

    duck.append("deaths", load.deaths.size(), [&](std::size_t i, Duck::Append& row) {
      row.text(load.deaths[i].country).integer(load.deaths[i].month).number(load.deaths[i].deaths);
    });

    duck.append("layers", load.layers.size(), [&](std::size_t i, Duck::Append& row) {
      row.text(load.layers[i].layer).text(load.layers[i].key).text(load.layers[i].text);
    });

    if (!load.votes_folder.empty()) {
      for (const char* file : {"votes.parquet", "roll-calls.parquet"})
        if (!std::filesystem::exists(load.votes_folder + "/" + file))
          throw Error(ErrorCode::not_found, "the file is missing", "give the whole data folder",
                      {load.votes_folder + "/" + file, 0, ""});
      duck.run("create temp table iso(iso2 varchar, iso3 varchar)");
      const std::vector<std::pair<std::string, std::string>> iso(load.iso3_of_iso2.begin(), load.iso3_of_iso2.end());
      duck.append("iso", iso.size(),
                  [&](std::size_t i, Duck::Append& row) { row.text(iso[i].first).text(iso[i].second); });
      duck.run(
          fmt::format("insert into roll_calls select rcid, session, date, importantvote, coalesce(unres, ''), "
                      "coalesce(short, descr, '') from read_parquet({}) order by date, rcid",
                      quoted(load.votes_folder + "/roll-calls.parquet")));
      duck.run(
          fmt::format("insert into ballots select v.rcid, coalesce(iso.iso3, v.country), "
                      "case v.vote when 'yes' then 1 when 'abstain' then 2 else 3 end "
                      "from read_parquet({}) v left join iso on v.country_code = iso.iso2 "
                      "order by v.rcid, v.country",
                      quoted(load.votes_folder + "/votes.parquet")));
      duck.run("drop table iso");
      const auto bridges = read_bridges(load.votes_folder + "/matches.csv");
      duck.append("bridges", bridges.size(),
                  [&](std::size_t i, Duck::Append& row) { row.integer(bridges[i].first).integer(bridges[i].second); });
    }
    if (has_added) {
      duck.run(
          "insert into roll_calls select * from added_roll_calls where happened_on > "
          "coalesce((select max(happened_on) from roll_calls), date '0001-01-01')");
      duck.run("insert into ballots select * from added_ballots where roll_call in (select id from roll_calls)");
      duck.run("drop table added_roll_calls");
      duck.run("drop table added_ballots");
    }
  };
  connection_->in_transaction(work);
  return account;
}

Store::AddedVotes Store::add_votes(const LoadSource& source, const UnVotes& votes) {
  Connection& c = *connection_;
  AddedVotes out;
  LoadAccount& account = out.account;
  account = new_account(source);
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
      row.integer(kAddedVotes + r.id).integer(r.session).day(r.on).integer(0).text(r.resolution).text(r.title);
    });
    std::vector<const record::Ballot*> ballots;
    for (const record::Ballot& b : votes.ballots)
      if (!out.after || votes.roll_calls[static_cast<std::size_t>(b.roll_call)].on > *out.after) ballots.push_back(&b);
    account.taken = static_cast<std::int64_t>(ballots.size());
    c.duck.append("ballots", ballots.size(), [&](std::size_t i, Duck::Append& row) {
      const record::Ballot& b = *ballots[i];
      row.integer(kAddedVotes + votes.roll_calls[static_cast<std::size_t>(b.roll_call)].id)
          .text(votes.voters[b.voter])
          .integer(static_cast<std::int64_t>(b.choice));
    });
    c.keep(account);
  });
  return out;
}

record::ViewInput Store::as_of(Day day, record::Vintage vintage) const {
  Duck& duck = connection_->duck;
  record::ViewInput input;
  input.as_of = day;
  input.vintage = vintage;
  const auto take = [&](const DuckRow& row) {
    const std::string_view source = row.text(0);
    const std::string_view key = row.text(1);
    const std::string_view fact = row.text(2);
    if (input.facts.empty() || input.facts.back().fact != fact || input.facts.back().key != key ||
        input.facts.back().table != source)
      input.facts.push_back(
          {std::string(source), std::string(key), std::string(fact), row.is_null(3) ? Day::min() : row.day(3), {}});
    input.facts.back().cells.emplace_back(row.text(4), row.text(5));
  };
  duck.query(
      "select source, key, fact, known_on, cell, content from facts where known_on is null or known_on <= ? "
      "order by source, key, fact, position",
      {day}, take);
  duck.query("select code, name, in_sentence, kind from states order by code", {}, [&](const DuckRow& row) {
    input.states[std::string(row.text(0))] = {std::string(row.text(1)), std::string(row.text(2)),
                                              std::string(row.text(3))};
  });

  const auto released = parse_day(record::kDeathsVintage);
  check(released.has_value(), "the vintage of the deaths series is no day");
  if (vintage == record::Vintage::latest || *released <= day) {
    duck.query("select country, month, deaths from deaths where month <= ? order by country, month",
               {std::int64_t{record::last_published_month(day)}}, [&](const DuckRow& row) {
                 if (input.deaths.empty() || input.deaths.back().country != row.text(0))
                   input.deaths.push_back({std::string(row.text(0)), row.integer(1), {}});
                 record::DeathsSeries& series = input.deaths.back();
                 check(series.first_month + static_cast<int>(series.deaths.size()) == row.integer(1),
                       "the deaths series has a gap");
                 series.deaths.push_back(row.number(2));
               });
    input.deaths_revised_as_of = record::kDeathsVintage;
  }

  std::map<std::int32_t, std::int32_t> index_of;
  duck.query(
      "select id, session, happened_on, important, resolution, title from roll_calls where happened_on <= ? "
      "order by happened_on, id",
      {day}, [&](const DuckRow& row) {
        index_of[row.integer(0)] = static_cast<std::int32_t>(input.roll_calls.size());
        input.roll_calls.push_back({row.integer(0), row.integer(1), row.day(2), row.integer(3) != 0,
                                    std::string(row.text(4)), std::string(row.text(5))});
      });
  // Put in order here: ordered by SQL, they took a fifth of the time of a brief.
  std::map<std::string, std::uint16_t, std::less<>> number_of;  // by voter, as they come
  duck.scan("select roll_call, choice, voter from ballots", {}, [&](const DuckChunk& chunk) {
    const auto* roll_call = chunk.column<std::int32_t>(0);
    const auto* choice = chunk.column<std::int32_t>(1);
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      const auto place = index_of.find(roll_call[i]);
      if (place == index_of.end()) continue;
      const std::string_view name = chunk.row(i).text(2);
      auto voter = number_of.find(name);
      if (voter == number_of.end()) voter = number_of.emplace(name, static_cast<std::uint16_t>(number_of.size())).first;
      input.ballots.push_back({place->second, voter->second, static_cast<record::Choice>(choice[i])});
    }
  });
  std::vector<std::uint16_t> seat_of(number_of.size());
  for (const auto& [name, number] : number_of) {
    seat_of[number] = static_cast<std::uint16_t>(input.voters.size());
    input.voters.push_back(name);
  }
  for (record::Ballot& ballot : input.ballots) ballot.voter = seat_of[ballot.voter];
  std::sort(input.ballots.begin(), input.ballots.end());
  // A bridge is there once both of its roll calls are.
  duck.query("select first, second from bridges", {}, [&](const DuckRow& row) {
    const auto one = index_of.find(row.integer(0));
    const auto other = index_of.find(row.integer(1));
    if (one == index_of.end() || other == index_of.end() || one == other) return;
    input.bridges.push_back({std::min(one->second, other->second), std::max(one->second, other->second)});
  });
  std::sort(input.bridges.begin(), input.bridges.end());
  input.bridges.erase(std::unique(input.bridges.begin(), input.bridges.end()), input.bridges.end());
  return input;
}

std::vector<record::Fact> Store::facts() const {
  std::vector<record::Fact> facts;
  connection_->duck.query(
      "select source, key, fact, known_on, cell, content from facts order by source, key, fact, position", {},
      [&](const DuckRow& row) {
        if (facts.empty() || facts.back().fact != row.text(2) || facts.back().key != row.text(1) ||
            facts.back().table != row.text(0))
          facts.push_back({std::string(row.text(0)),
                           std::string(row.text(1)),
                           std::string(row.text(2)),
                           row.is_null(3) ? Day::min() : row.day(3),
                           {}});
        facts.back().cells.emplace_back(row.text(4), row.text(5));
      });
  return facts;
}

std::vector<std::string> Store::undated() const {
  std::vector<std::string> ids;
  connection_->duck.query("select id from undated order by id", {},
                          [&](const DuckRow& row) { ids.emplace_back(row.text(0)); });
  return ids;
}

std::vector<record::TableReport> Store::tables() const {
  std::vector<record::TableReport> tables;
  connection_->duck.query(
      "select name, file, hash, row_count, refused, undated, fact_count from sources order by name", {},
      [&](const DuckRow& row) {
        tables.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), row.integer(3),
                          row.integer(4), row.integer(5), row.integer(6)});
      });
  return tables;
}

std::vector<geo::LayerPart> Store::layer(std::string_view name, const std::set<std::string>& keys) const {
  std::vector<geo::LayerPart> parts;
  std::string sql = "select layer, key, content from layers where layer = ?";
  std::vector<Value> parameters{std::string(name)};
  if (!keys.empty()) {
    sql += " and key in (";
    for (const std::string& key : keys) {
      sql += parameters.size() > 1 ? ", ?" : "?";
      parameters.emplace_back(key);
    }
    sql += ")";
  }
  connection_->duck.query(sql + " order by key", parameters, [&](const DuckRow& row) {
    parts.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))});
  });
  return parts;
}

std::string Store::library_version() { return duckdb_library_version(); }

}  // namespace entente::store

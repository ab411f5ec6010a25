#include "entente/store/duck/connection.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <utility>

namespace entente::store::duck {
namespace {

// What a data folder brings, and a load of it replaces.
constexpr const char* kFolderTables = R"(
create table if not exists sources(name varchar, file varchar, hash varchar, row_count integer, refused integer, undated integer, fact_count integer);
create table if not exists undated(id varchar);
create table if not exists facts(source varchar, key varchar, fact varchar, known_on date, position integer, cell varchar, content varchar, version integer, layer varchar, until date);
create table if not exists own_layers(position integer, name varchar, folder varchar, hash varchar, row_count bigint, added bigint, corrected bigint, withdrawn bigint, refused bigint);
create table if not exists changes(position integer, layer varchar, source varchar, key varchar, kind varchar, changed_on date, reason varchar, file varchar, line bigint, fact_count bigint);
create table if not exists states(code varchar, name varchar, in_sentence varchar, kind varchar);
create table if not exists training_reports(sender varchar, fiscal_year integer, report varchar, known_on date, basis varchar, by_rule integer, unread varchar);
create table if not exists trainings(sender varchar, fiscal_year integer, host varchar, programme varchar, trainings integer, students bigint, students_missing integer, cost_usd double, cost_missing integer, first_day date, last_day date);
create table if not exists roll_calls(id integer, session integer, happened_on date, important integer, resolution varchar, title varchar);
create table if not exists votes(roll_call integer, ballots varchar);
create table if not exists bridges(first integer, second integer);
create table if not exists layers(layer varchar, key varchar, content varchar);
)";

// What stays when a data folder is imported again. A name is kept once and rows hold its number; 0 is "not given".
constexpr const char* kStreamTables = R"(
create table if not exists layout(version integer, next_load integer);
create table if not exists loads(load integer, reader varchar, file varchar, hash varchar, counts varchar, row_count bigint, taken bigint, mended bigint, rejected bigint, linked bigint, first_day date, last_day date, imported_at varchar, released date);
create table if not exists mappings(load integer, content varchar);
create table if not exists releases(number integer, load integer, series varchar, released date, file varchar, value_count bigint);
create table if not exists release_runs(release integer, state varchar, first_month integer, last_month integer);
create table if not exists figures(release integer, state varchar, month integer, value double);
create table if not exists names(id integer, text varchar);
create table if not exists events(load integer, day date, known_on date, actor integer, actor_state integer, actor_sector integer, target integer, target_state integer, target_sector integer, type integer, mode integer, context integer, place integer, country integer, status integer, latitude float, longitude float, count integer, last_day date, place_precision utinyint, day_precision utinyint, claim ubigint, content ubigint, id varchar, replaced_on date);
)";

constexpr const char* kFolderTableNames[] = {"sources", "undated",          "facts",  "own_layers",
                                             "changes", "training_reports", "states", "roll_calls",
                                             "votes",   "bridges",          "layers", "trainings"};
// Of layouts before releases were kept side by side.
constexpr const char* kFormerFolderTables[] = {"deaths", "vintages"};

void run_all(Duck& duck, std::string_view statements) {
  for (auto end = statements.find(';'); end != std::string_view::npos; end = statements.find(';')) {
    duck.run(std::string(statements.substr(0, end)));
    statements.remove_prefix(end + 1);
  }
}

bool has_column(Duck& duck, const std::string& table, const std::string& column) {
  bool found = false;
  duck.query("select 1 from information_schema.columns where table_name = ? and column_name = ?", {table, column},
             [&](const DuckRow&) { found = true; });
  return found;
}

std::optional<Day> day_or_none(const DuckRow& row, idx_t column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.day(column));
}

}  // namespace

bool has_versions(Duck& duck) { return has_column(duck, "facts", "until"); }

bool has_table(Duck& duck, const std::string& name) {
  bool found = false;
  duck.query("select 1 from information_schema.tables where table_name = ?", {name},
             [&](const DuckRow&) { found = true; });
  return found;
}

void Connection::look() {
  layout = 0;
  if (has_column(duck, "layout", "version"))
    duck.query("select max(version) from layout", {},
               [&](const DuckRow& row) { layout = row.is_null(0) ? 0 : row.integer(0); });
}

void Connection::require_layout() const {
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

void Connection::require_ours() {
  if (layout != 0) return;
  std::string other;
  duck.query("select min(table_name) from information_schema.tables", {}, [&](const DuckRow& row) {
    if (!row.is_null(0)) other = std::string(row.text(0));
  });
  if (!other.empty())
    throw Error(ErrorCode::bad_data, fmt::format("this database holds the table {} and is no record", other),
                "name another file; `entente record import` makes one where there is none", {path, 0, ""});
}

void Connection::in_transaction(const std::function<void()>& work) {
  if (read_only)
    throw Error(ErrorCode::bad_request, "the record is open for reading and cannot be changed", "open it for writing",
                {path, 0, ""});
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

void Connection::make_tables() {
  run_all(duck, kStreamTables);
  run_all(duck, kFolderTables);
  // A record that was made before days of release were kept.
  duck.run("alter table loads add column if not exists released date");
  if (layout == 0) {
    duck.append("layout", 1, [](std::size_t, Duck::Append& row) { row.integer(kLayout).integer(1); });
    layout = kLayout;
  }
}

void Connection::drop_folder_tables() {
  for (const char* name : kFolderTableNames) duck.run(fmt::format("drop table if exists {}", name));
  for (const char* name : kFormerFolderTables) duck.run(fmt::format("drop table if exists {}", name));
}

void Connection::empty_folder_tables() {
  for (const std::string_view name : kFolderTableNames)
    duck.run(name == "roll_calls" ? fmt::format("delete from roll_calls where id <= {}", kAddedVotes)
             : name == "votes"    ? fmt::format("delete from votes where roll_call <= {}", kAddedVotes)
                                  : fmt::format("delete from {}", name));
}

void Connection::remove_added_votes() {
  duck.run(fmt::format("delete from roll_calls where id > {}", kAddedVotes));
  duck.run(fmt::format("delete from votes where roll_call > {}", kAddedVotes));
}

std::int64_t Connection::next_load() {
  std::int64_t number = 0;
  duck.query("select next_load from layout", {}, [&](const DuckRow& row) { number = row.integer(0); });
  duck.run("update layout set next_load = next_load + 1");
  return number;
}

void Connection::keep(const LoadAccount& a) {
  duck.append("loads", 1, [&](std::size_t, Duck::Append& row) {
    row.integer(a.load).text(a.reader).text(a.file).text(a.hash).text(a.counts);
    row.integer(a.rows).integer(a.taken).integer(a.mended).integer(a.rejected).integer(a.linked);
    for (const std::optional<Day>& day : {a.first_day, a.last_day}) day ? row.day(*day) : row.null();
    row.text(a.imported_at);
    a.released ? row.day(*a.released) : row.null();
  });
  if (a.mapping.empty()) return;
  duck.append("mappings", 1, [&](std::size_t, Duck::Append& row) { row.integer(a.load).text(a.mapping); });
}

std::vector<LoadAccount> Connection::loads(Duck& with) const {
  std::vector<LoadAccount> out;
  if (layout == 0) return out;
  require_layout();
  with.query(
      fmt::format("select load, reader, file, hash, counts, row_count, taken, mended, rejected, linked, first_day, "
                  "last_day, imported_at, {} from loads order by load",
                  has_column(with, "loads", "released") ? "released" : "null::date"),
      {}, [&](const DuckRow& row) {
        LoadAccount a;
        a.load = row.integer(0);
        a.reader = row.text(1);
        a.file = row.text(2);
        a.hash = row.text(3);
        a.counts = row.text(4);
        a.rows = row.big(5);
        a.taken = row.big(6);
        a.mended = row.big(7);
        a.rejected = row.big(8);
        a.linked = row.big(9);
        a.first_day = day_or_none(row, 10);
        a.last_day = day_or_none(row, 11);
        a.imported_at = row.text(12);
        a.released = day_or_none(row, 13);
        out.push_back(std::move(a));
      });
  // A record that was written before mappings were kept has no table of them.
  if (has_table(with, "mappings"))
    with.query("select load, content from mappings", {}, [&](const DuckRow& row) {
      for (LoadAccount& a : out)
        if (a.load == row.integer(0)) a.mapping = row.text(1);
    });
  return out;
}

LoadAccount Connection::new_account(const LoadSource& source) {
  if (layout != 0) require_layout();
  for (const LoadAccount& before : loads(duck))
    if (before.reader == source.reader && before.hash == source.hash)
      throw Error(ErrorCode::bad_request, fmt::format("this file is in the record already, as load {}", before.load),
                  fmt::format("to read it anew: `entente record undo {}`", before.load), {source.file, 0, ""});
  LoadAccount account;
  account.reader = source.reader;
  account.file = source.file;
  account.hash = source.hash;
  account.counts = source.counts;
  account.imported_at = source.imported_at;
  account.mapping = source.mapping;
  account.released = source.released;
  return account;
}

}  // namespace entente::store::duck

// Facts: how a data folder goes in, and what was known on a day.

#include "entente/base/error.hpp"
#include "entente/store/duck/releases.hpp"
#include "entente/store/duck/store.hpp"
#include "entente/store/duck/trainings.hpp"
#include "entente/store/duck/votes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace entente::store::duck {
namespace {

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
    write_trainings(c.duck, load);
    write_votes(c.duck, load);
    if (has_added) put_added_votes_back(c.duck);
  });
  return account;
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
  read_trainings(duck, input);
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

#include "entente/verbs/record/loads.hpp"

#include "entente/store/own_folder.hpp"

#include <fmt/format.h>

namespace entente::verbs {

std::vector<Column> load_columns() {
  return {count_column("load"),
          text_column("reader"),
          count_column("rows"),
          count_column("taken"),
          count_column("mended"),
          count_column("rejected"),
          count_column("linked"),
          day_column("first_day"),
          day_column("last_day"),
          text_column("imported_at").only_for_programs(),
          text_column("sha256").only_for_programs(),
          text_column("file")};
}

std::vector<Cell> load_cells(const store::LoadAccount& a) {
  return {count(a.load),   a.reader,          count(a.rows),    count(a.taken),      count(a.mended), count(a.rejected),
          count(a.linked), cell(a.first_day), cell(a.last_day), text(a.imported_at), text(a.hash),    a.file};
}

Result record_loads(const Engine& engine, const RecordLoadsRequest&) {
  const auto store = engine.open();
  Table loads{.name = "loads", .title = "What the record was made of", .columns = load_columns()};
  loads.columns[loads.column("imported_at")].in_text = true;
  // People get the beginning of the hash.
  const auto file = static_cast<std::ptrdiff_t>(loads.column("file"));
  loads.columns.insert(loads.columns.begin() + file, text_column("sha256_begins").headed("sha256").only_in_text());
  Table how{.name = "how-read", .title = "What each count is of, and what was said on how to read", .in_text = false};
  how.columns = {count_column("load"), text_column("counts"), text_column("mapping")};
  for (const store::LoadAccount& account : store->loads()) {
    std::vector<Cell>& row = loads.rows.emplace_back(load_cells(account));
    row.insert(row.begin() + file, text(account.hash.substr(0, 12)));
    how.rows.push_back({count(account.load), text(account.counts), text(account.mapping)});
  }
  if (loads.rows.empty()) loads.notes.emplace_back("The record holds no load.");
  return {.verb = "record loads", .tables = {std::move(loads), std::move(how)}};
}

namespace {

Result undo_addition(const Engine& engine, const std::string& asked) {
  const RecordFolders folders = folders_of(*engine.open());
  const std::string folder = folder_to_write(folders, asked);
  const auto record = engine.open_for_writing();  // where somebody else holds it, it is told before a file is touched
  const store::Undone undone = store::undo_last(folder);
  rebuild(engine, *record, folders);
  Table files{.name = "undone", .line = "{file} is as it was before: taken back: {words}"};
  files.columns = {text_column("file"), text_column("words")};
  for (const std::string& file : undone.files) files.rows.push_back({file, undone.words});
  return {.verb = "record undo", .tables = {std::move(files)}};
}

}  // namespace

Result record_undo(const Engine& engine, const RecordUndoRequest& request) {
  if (!request.load) return undo_addition(engine, request.to);
  const store::LoadAccount account = engine.open_for_writing()->undo(*request.load);
  Table undone{.name = "undone",
               .columns = load_columns(),
               .rows = {load_cells(account)},
               .line = "load {load} taken back: {taken} rows of {file}, read as {reader}"};
  return {.verb = "record undo", .tables = {std::move(undone)}};
}

Verb record_loads_verb() {
  Verb verb = make_verb("record loads", "List what was imported: file, hash, reader, rows, rejects, links",
                        Parameters<RecordLoadsRequest>(), record_loads);
  verb.examples = {{"What the record was made of", "record loads"}};
  verb.pages = {"docs/events.md"};
  verb.tables = {"loads", "how-read"};
  return verb;
}

Verb record_undo_verb() {
  Parameters<RecordUndoRequest> p;
  p.add("load", &RecordUndoRequest::load, "The number of a load, from `entente record loads`")
      .positional()
      .called("N")
      .absent("the last addition of your own");
  p.add("own", &RecordUndoRequest::to, "Your own folder whose last addition is taken back")
      .called("FOLDER")
      .writes_below()
      .absent("the record's layer, or own");
  Verb verb = make_verb("record undo", "Take back your last addition, or one load, whole", std::move(p), record_undo);
  verb.examples = {{"Take your last addition back", "record undo"},
                   {"Take the data folder back, and read it anew", "record undo 1 && entente record import"}};
  verb.pages = {"docs/events.md", "docs/layers.md"};
  verb.tables = {"undone"};
  return verb;
}

}  // namespace entente::verbs

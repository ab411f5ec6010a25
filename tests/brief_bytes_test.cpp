// What was not known on the day touches no byte of the brief; threads and repetition touch none either.

#include "entente/assess/assess.hpp"
#include "entente/assess/hindcast.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/output_file.hpp"
#include "entente/brief/html.hpp"
#include "entente/brief/json.hpp"
#include "entente/brief/lint.hpp"
#include "entente/brief/markdown.hpp"
#include "entente/record/series.hpp"
#include "entente/store/data_folder.hpp"
#include "entente/store/duck/open.hpp"
#include "entente/verbs/command.hpp"
#include "entente/verbs/engine.hpp"
#include "tests/changed_cells.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <sstream>

using namespace entente;
namespace fs = std::filesystem;

namespace {

const std::string kRoot = ENTENTE_SOURCE_DIR;
constexpr assess::Wanted kWhole{.front = true, .annex = true, .ledger = true};

struct Scratch {
  fs::path path = fs::temp_directory_path() / fmt::format("entente-brief-bytes-test-{}", ::getpid());
  Scratch() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Scratch() { fs::remove_all(path); }
};

// The shipped trainings, and a report that was public only later, as its author might have written it.
void write_trainings(const fs::path& folder, const std::string& known_on) {
  fs::create_directories(folder / "training");
  for (const auto& [file, planted] :
       {std::pair(record::kTrainingReportsFile, "USA,2021-2022,2021,,,," + known_on + ",planted,,\n"),
        std::pair(record::kTrainingsFile,
                  std::string("2021-2022,2021,0,NER,IMET,4242,4242,,4242,,2020-11-01,2021-09-30\n"))})
    write_file((folder / std::string(file)).string(), read_file(kRoot + "/data/" + std::string(file)) + planted);
}

// A data folder with these tables and this series; layers and votes are those that ship.
std::string folder_with(const Scratch& scratch, const tests::Texts& texts, const std::string& deaths,
                        const std::string& training_known_on = "2024-03-18") {
  const fs::path folder = scratch.path / "data";
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const char* shipped : {"airfields", "natural-earth", "un-votes"})
    fs::create_directory_symlink(kRoot + "/data/" + shipped, folder / shipped);
  fs::create_directories(folder / "chronology");
  fs::create_directories(folder / "ucdp");
  for (const auto& [file, text] : texts)
    if (file.starts_with("chronology/")) write_file((folder / file).string(), text);
  write_file((folder / std::string(record::kDeathsFile)).string(), deaths);
  fs::copy_file(fs::path(kRoot) / "data" / record::kVintagesFile, folder / record::kVintagesFile);
  write_trainings(folder, training_known_on);
  return folder.string();
}

// What a brief needs besides a view: the shipped models, and the layers of a store.
verbs::Engine engine_on(const Executor& executor) {
  return verbs::Engine({.open = [] { return std::shared_ptr<store::Store>(); },
                        .models_folder = kRoot + "/data/model",
                        .executor = &executor});
}

struct Rendered {
  std::string html;
  std::string markdown;
  std::string json;
  std::string forecasts;  // what a ledger would get
  bool operator==(const Rendered&) const = default;
};

Rendered render(const Scratch& scratch, const std::string& data, const std::string& name, Day day, std::size_t threads,
                const std::vector<std::string>& layers = {}) {
  const std::string file = (scratch.path / "record.duckdb").string();
  fs::remove(file);
  {
    auto store = store::duck::open_for_writing(file);
    store->replace(store::read_data_folder(data, layers).load);
  }
  const auto store = store::duck::open(file);
  const ThreadExecutor executor(threads);
  const verbs::Engine engine = engine_on(executor);
  const assess::Case of = engine.load_case(kRoot + "/cases/" + name);
  const auto view = record::View::from(store->as_of(day, record::Vintage::latest));
  assess::Assessment a =
      assess::assess(of, view, verbs::load_reference(*store, of), engine.load_models(), executor, 1, kWhole);
  verbs::write_commands(a);
  CHECK(brief::lint(a).empty());
  std::string forecasts;
  for (const assess::Forecast& f : a.forecasts)
    forecasts += fmt::format("{} {} {} {} {}\n", f.question.words, f.question.resolution, f.p,
                             fmt::join(f.members, " "), fmt::join(f.base_members, " "));
  CHECK_FALSE(forecasts.empty());
  return {brief::to_html(a, {brief::Style::full}), brief::to_markdown(a, {brief::Style::full}), brief::to_json(a),
          std::move(forecasts)};
}

// Months that were not published on the day are changed; with `change` plausible they are only wrong.
std::string changed_deaths(Day day, tests::Change change) {
  const DelimitedTable table = read_delimited(read_file(kRoot + "/data/" + std::string(record::kDeathsFile)), "deaths");
  const int last = record::last_published_month(day);
  std::string out = "iso3,year,month,deaths_best,population\n";
  for (const DelimitedRow& row : table.rows) {
    const int month = record::month_index(std::stoi(row.cells[1]), std::stoi(row.cells[2]));
    std::string deaths = row.cells[3];
    if (month > last) {
      if (change == tests::Change::remove) continue;
      deaths = change == tests::Change::garble ? "rubbish" : "424242";
    }
    out += row.cells[0] + "," + row.cells[1] + "," + row.cells[2] + "," + deaths + "," + row.cells[4] + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("planted, garbled, wrong and deleted unknown cells change no byte of the brief; nor do threads") {
  const Scratch scratch;
  const Day day = *parse_day("2024-03-17");
  const Rendered original = render(scratch, kRoot + "/data", "niger-2024", day, 1);
  CHECK(original.html.find("2024-04") == std::string::npos);
  CHECK(render(scratch, kRoot + "/data", "niger-2024", day, 2) == original);
  for (const tests::Change change : {tests::Change::garble, tests::Change::plausible, tests::Change::remove}) {
    CAPTURE(static_cast<int>(change));
    long cells_changed = 0;
    const tests::Texts texts = tests::changed(day, change, cells_changed);
    CHECK(cells_changed > 1000);
    const Rendered now =
        render(scratch, folder_with(scratch, texts, changed_deaths(day, change)), "niger-2024", day, 2);
    CHECK(now.html == original.html);
    CHECK(now.markdown == original.markdown);
    CHECK(now.json == original.json);
  }
  tests::Texts planted = tests::shipped_texts();
  planted["chronology/events.csv"] +=
      "E9999,2024-03-18,2024-03-18,USA,withdrawal-completed,NER,Niamey,,,1,troops,planted,https://example.org,x,yes,\n";
  CHECK(render(scratch, folder_with(scratch, planted, changed_deaths(day, tests::Change::plausible)), "niger-2024", day,
               2) == original);
}

TEST_CASE("closings, outcomes, plans and pages that became known later change no byte of the brief") {
  const Scratch scratch;
  const Day day = *parse_day("2024-03-17");
  std::map<std::string, long> cells;
  const tests::Texts planted = tests::planted(day, cells);
  CHECK(cells["sites/closed"] > 40);
  const Rendered original = render(scratch, kRoot + "/data", "niger-2024", day, 2);
  const Rendered now = render(scratch, folder_with(scratch, planted, changed_deaths(day, tests::Change::plausible)),
                              "niger-2024", day, 2);
  CHECK(now.html == original.html);
  CHECK(now.markdown == original.markdown);
  CHECK(now.json == original.json);
  CHECK(now.forecasts == original.forecasts);
}

TEST_CASE("what a layer says only after the day changes no byte of the brief") {
  const Scratch scratch;
  const Day day = *parse_day("2024-03-17");
  const auto layer = [&](const std::string& change_on) {
    const fs::path own = scratch.path / "own";
    fs::create_directories(own);
    write_file((own / "layer.toml").string(), record::layer_file_text("own"));
    write_file((own / "events.csv").string(),
               "id,happened_on,known_on,actor,type,target,summary,verified,change,change_on,reason\n"
               "own-1,2024-03-18,2024-03-18,USA,withdrawal-completed,NER,planted,no,,,\n"
               "E0157,,,,,,Niamey ends its accord,,correct," +
                   change_on + ",why\n");
    return std::vector<std::string>{own.string()};
  };
  const Rendered original = render(scratch, kRoot + "/data", "niger-2024", day, 2);
  CHECK(render(scratch, kRoot + "/data", "niger-2024", day, 2, layer("2024-03-18")) == original);
  CHECK(render(scratch, kRoot + "/data", "niger-2024", day, 2, layer("2024-03-17")) != original);
}

TEST_CASE("the test above can fail: a fact known on the day that changes, changes the brief") {
  const Scratch scratch;
  const Day day = *parse_day("2024-03-17");
  tests::Texts texts = tests::shipped_texts();
  std::string& events = texts["chronology/events.csv"];
  const auto at = events.find("Niger ends its status-of-forces accord");
  REQUIRE(at != std::string::npos);
  events.replace(at, 5, "Niamey");
  CHECK(render(scratch, folder_with(scratch, texts, changed_deaths(day, tests::Change::plausible)), "niger-2024", day,
               2) != render(scratch, kRoot + "/data", "niger-2024", day, 2));
}

TEST_CASE("a report of trainings that was public on the day changes the brief; one of the next day does not") {
  const Scratch scratch;
  const Day day = *parse_day("2024-03-17");
  const auto brief = [&](const std::string& known_on) {
    return render(scratch,
                  folder_with(scratch, tests::shipped_texts(), changed_deaths(day, tests::Change::plausible), known_on),
                  "niger-2024", day, 2);
  };
  CHECK(brief("2024-03-18").html.find("4242") == std::string::npos);
  CHECK(brief("2024-03-17").html.find("4242") != std::string::npos);
}

TEST_CASE("a hindcast adds its own section and evidence, and changes nothing else in the brief") {
  const Scratch scratch;
  const auto file = scratch.path / "record.duckdb";
  {
    auto store = store::duck::open_for_writing(file.string());
    store->replace(store::read_data_folder(kRoot + "/data").load);
  }
  const auto store = store::duck::open(file.string());
  const ThreadExecutor executor(2);
  const verbs::Engine engine = engine_on(executor);
  const assess::Case of = engine.load_case(kRoot + "/cases/niger-2024");
  const auto on = [&](const char* day, record::Vintage vintage) {
    return assess::assess(of, record::View::from(store->as_of(*parse_day(day), vintage)),
                          verbs::load_reference(*store, of), engine.load_models(), executor, 1, kWhole);
  };
  assess::Assessment a = on("2024-03-17", record::Vintage::latest);
  const std::string before = brief::to_json(a);
  const std::string front = brief::to_html(a, {brief::Style::brief});
  const auto evidence = a.evidence.size();
  const auto known = record::View::from(store->as_of(*parse_day("2025-06-01"), record::Vintage::latest));
  assess::note_hindcast(a, known,
                        assess::past_forecasts(on("2024-03-20", record::Vintage::latest),
                                               on("2024-03-20", record::Vintage::strict), known));
  CHECK(brief::lint(a).empty());
  CHECK(a.sections.back().id == "hindcast");
  CHECK(a.sections.back().part == assess::Part::annex);
  const std::string html = brief::to_html(a, {brief::Style::full});
  CHECK(html.find("left on 15 September 2024") != std::string::npos);
  CHECK(html.size() < brief::kHtmlGoal_bytes);
  CHECK(brief::to_html(a, {brief::Style::brief}).find("15 September 2024") == std::string::npos);
  a.sections.pop_back();
  std::erase_if(a.evidence, [](const assess::Evidence& e) { return e.id == "query:hindcast"; });
  CHECK(a.evidence.size() == evidence);
  CHECK(brief::to_json(a) == before);
  CHECK(brief::to_html(a, {brief::Style::brief}) == front);
}

TEST_CASE("every state of the presence, and another case, gives a brief that the linter takes") {
  const Scratch scratch;
  for (const char* day : {"2023-07-01", "2024-01-15", "2024-03-27", "2024-10-01"}) {
    CAPTURE(day);
    CHECK(render(scratch, kRoot + "/data", "niger-2024", *parse_day(day), 2).html.size() < brief::kHtmlGoal_bytes);
  }
  CHECK(render(scratch, kRoot + "/data", "chad-2024", *parse_day("2024-11-29"), 2).html.size() <
        brief::kHtmlGoal_bytes);
}

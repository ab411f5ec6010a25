// Nothing of the future stands in a brief: no date after the day that is not a plan, a deadline, a horizon, an
// indicator's day or a vintage; and every demand gives a brief. CI runs the shipped cases on 24 months each;
// scripts/leaks the rest, which takes longer.

#include "entente/assess/assess.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/executor.hpp"
#include "entente/brief/english.hpp"
#include "entente/brief/future.hpp"
#include "entente/brief/lint.hpp"
#include "entente/brief/markdown.hpp"
#include "entente/record/folder.hpp"
#include "entente/record/series_files.hpp"
#include "entente/record/stage.hpp"
#include "entente/store/data_folder.hpp"
#include "entente/store/duck/open.hpp"
#include "entente/store/releases.hpp"
#include "entente/verbs/case/new.hpp"
#include "entente/verbs/engine.hpp"
#include "tests/changed_cells.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>

using namespace entente;
namespace fs = std::filesystem;

namespace {

const std::string kRoot = ENTENTE_SOURCE_DIR;

// The shipped record, in a file that goes with the object.
class Shipped {
 public:
  Shipped() {
    fs::remove(file_);
    auto store = store::duck::open_for_writing(file_.string());
    store->replace(store::read_data_folder(kRoot + "/data").load);
    store.reset();
    store_ = store::duck::open(file_.string());
  }
  ~Shipped() {
    store_.reset();
    fs::remove(file_);
  }
  Shipped(const Shipped&) = delete;
  Shipped& operator=(const Shipped&) = delete;
  const store::Store& store() const { return *store_; }

 private:
  fs::path file_ = fs::temp_directory_path() / fmt::format("entente-leaks-test-{}.duckdb", ::getpid());
  std::shared_ptr<store::Store> store_;
};

constexpr assess::Wanted kWhole{.front = true, .annex = true, .ledger = true};

// The shipped cases, each on so many months before and after its day.
void run_cases(int before, int after) {
  const Shipped shipped;
  const ThreadExecutor executor(2);
  const verbs::Engine engine({.open = [] { return std::shared_ptr<store::Store>(); },
                              .models_folder = kRoot + "/data/model",
                              .executor = &executor});
  const assess::Models models = engine.load_models();
  int briefs = 0;
  for (const auto& entry : fs::directory_iterator(kRoot + "/cases")) {
    if (!fs::exists(entry.path() / "case.toml")) continue;
    const assess::Case of = engine.load_case(entry.path().string());
    const assess::Reference reference = verbs::load_reference(shipped.store(), of);
    for (int month = -before; month < after; ++month) {
      const Day day = add_months(of.as_of, month);
      CAPTURE(of.name);
      CAPTURE(to_string(day));
      const auto view = record::View::from(shipped.store().as_of(day, record::Vintage::latest));
      for (const record::TrainingReport& r : view.training_reports) CHECK(r.known_on <= day);
      for (const record::Training& t : view.trainings) CHECK(t.last_day.value_or(day) <= day);
      const assess::Assessment a = assess::assess(of, view, reference, models, executor, 1, kWhole);
      for (const brief::Finding& f : brief::lint_future(view, a)) {
        CAPTURE(f.message);
        CHECK(false);
      }
      ++briefs;
    }
  }
  CHECK(briefs >= 3 * (before + after));
}

const Day kFirst = *parse_day("1951-01-15");
const Day kLast = *parse_day("2026-03-15");

}  // namespace

TEST_CASE("the shipped cases on 24 months each: no date of the future without a role") { run_cases(12, 12); }

TEST_CASE("what the rows of any table come to tell later touches no byte of the view, on days of fifteen years") {
  for (Day day = *parse_day("2011-03-17"); day <= *parse_day("2026-01-17"); day = add_months(day, 17)) {
    CAPTURE(to_string(day));
    std::map<std::string, long> cells;
    const tests::Texts planted = tests::planted(day, cells);
    CHECK(view_of(record::read_texts(planted), day).hash ==
          view_of(record::read_texts(tests::shipped_texts()), day).hash);
    CHECK(cells.size() > 30);
  }
}

TEST_CASE("slow: the shipped cases on five years of months" * doctest::skip()) { run_cases(24, 36); }

TEST_CASE("slow: every demand, on the day it became public, gives a brief that the linter takes" * doctest::skip()) {
  const Shipped shipped;
  const ThreadExecutor executor(2);
  const verbs::Engine engine({.open = [] { return std::shared_ptr<store::Store>(); },
                              .models_folder = kRoot + "/data/model",
                              .executor = &executor});
  const assess::Models models = engine.load_models();
  const record::View whole = record::View::from(shipped.store().as_of(kLast, record::Vintage::latest));
  int briefs = 0;
  for (const record::Demand& d : whole.demands) {
    CAPTURE(d.id);
    const assess::Case of = verbs::proposed_case(shipped.store(), {d.host, d.sender, d.known_on}).of;
    const record::View view = record::View::from(shipped.store().as_of(d.known_on, record::Vintage::latest));
    const assess::Reference reference = verbs::load_reference(shipped.store(), of);
    const assess::Assessment a = assess::assess(of, view, reference, models, executor, 1, kWhole);
    if (a.judgements.empty()) continue;  // nothing was known to judge by
    for (const brief::Finding& f : brief::lint(a)) {
      CAPTURE(f.message);
      CHECK(f.rule == "judgement-count");  // said by the brief, and no fault
    }
    ++briefs;
  }
  CHECK(briefs > 100);
}

TEST_CASE("slow: of every demand, on its day, half a year on and a year on, page 1 is whole and English" *
          doctest::skip()) {
  const Shipped shipped;
  const ThreadExecutor executor(2);
  const verbs::Engine engine({.open = [] { return std::shared_ptr<store::Store>(); },
                              .models_folder = kRoot + "/data/model",
                              .executor = &executor});
  const assess::Models models = engine.load_models();
  const record::View whole = record::View::from(shipped.store().as_of(kLast, record::Vintage::latest));
  int briefs = 0;
  for (const record::Demand& d : whole.demands) {
    for (const int months : {0, 6, 12}) {
      const Day day = add_months(d.known_on, months);
      if (day > kLast) continue;
      CAPTURE(d.id);
      CAPTURE(to_string(day));
      const assess::Case of = verbs::proposed_case(shipped.store(), {d.host, d.sender, day}).of;
      const record::View view = record::View::from(shipped.store().as_of(day, record::Vintage::latest));
      const assess::Reference reference = verbs::load_reference(shipped.store(), of);
      const assess::Assessment a = assess::assess(of, view, reference, models, executor);
      if (a.judgements.empty()) continue;  // nothing was known to judge by
      for (const auto& findings : {brief::lint(a), brief::english(a)})
        for (const brief::Finding& f : findings) {
          CAPTURE(f.where);
          CAPTURE(f.rule);
          CAPTURE(f.message);
          CHECK(f.rule == "judgement-count");  // said by the brief, and no fault
        }
      CHECK(a.key_points.size() >= assess::kFewestPoints);
      CHECK(a.narrative.size() >= 9);
      ++briefs;
    }
  }
  CHECK(briefs > 300);
}

TEST_CASE("slow: every demand on every month stands where a reader of that day would have put it" * doctest::skip()) {
  const record::FolderReading reading = record::read_folder(kRoot + "/data");
  const record::View whole = view_of(reading, *parse_day("2200-01-01"));
  std::map<std::string, const record::Demand*> later;
  for (const record::Demand& d : whole.demands) later[d.id] = &d;
  long demands = 0;
  for (Day day = kFirst; day <= kLast; day = add_months(day, 1)) {
    const record::View view = view_of(reading, day);
    CAPTURE(to_string(day));
    for (const record::Fact& fact : reading.facts)
      if (fact.known_on <= day && fact.known_on != Day::min() && record::future_column(fact)) CHECK(false);
    for (const record::Demand& d : view.demands) {
      CAPTURE(d.id);
      const auto then = record::demand_state(d, record::steps_of(view, d), day);
      const auto now = record::demand_state(*later.at(d.id), record::steps_of(whole, *later.at(d.id)), day);
      REQUIRE(then.has_value());
      REQUIRE(now.has_value());
      CHECK(then->stage == now->stage);
      CHECK(then->since == now->since);
      CHECK(then->planned_on == now->planned_on);
      CHECK(then->deadline_on == now->deadline_on);
      CHECK((!d.outcome_on || d.outcome_on->first <= day));
      ++demands;
    }
    for (const record::Presence& p : view.presences) CHECK((!p.to || p.to->first <= day));
  }
  CHECK(demands > 10000);
}

TEST_CASE("slow: cells that were not known touch no byte of the view, on every month" * doctest::skip()) {
  const auto hash = [](const tests::Texts& texts, Day day) { return view_of(record::read_texts(texts), day).hash; };
  for (Day day = kFirst; day <= kLast; day = add_months(day, 1)) {
    CAPTURE(to_string(day));
    long cells = 0;
    CHECK(hash(tests::changed(day, tests::Change::garble, cells), day) == hash(tests::shipped_texts(), day));
    CHECK(cells > 100);
  }
}

TEST_CASE("a planted release of the future moves no byte where figures are those of the day") {
  const fs::path file = fs::temp_directory_path() / fmt::format("entente-leaks-vintage-{}.duckdb", ::getpid());
  fs::remove(file);
  const Day day = *parse_day("2023-12-01");
  const ThreadExecutor executor(2);
  const verbs::Engine engine({.open = [] { return std::shared_ptr<store::Store>(); },
                              .models_folder = kRoot + "/data/model",
                              .executor = &executor});
  const assess::Models models = engine.load_models();
  const assess::Case of = engine.load_case(kRoot + "/cases/niger-2024");
  const auto store = store::duck::open_for_writing(file.string());
  store->replace(store::read_data_folder(kRoot + "/data").load);
  const assess::Reference reference = verbs::load_reference(*store, of);
  const auto told = [&](const record::Figures& figures) {
    const auto view = record::View::from(store::releases_of(*store).as_of_with(day, figures));
    return brief::to_markdown(assess::assess(of, view, reference, models, executor, 1, kWhole), {.style = brief::Style::full});
  };
  const std::string candidate = "ucdp/candidate-2023-10.csv";
  store::releases_of(*store).add_release(
      {store::kSeriesReader, candidate, "c", "deaths", ""},
      {"deaths", *parse_day("2023-11-20"), candidate,
       record::read_series(read_file(kRoot + "/data/" + candidate), candidate, "deaths_best").values});
  const std::string strict = told(record::Vintage::strict);
  const std::string then = told(record::Figures::released_by(day));
  const std::string latest = told(record::Vintage::latest);
  CHECK(strict != latest);
  CHECK(then != latest);

  // Every month of every state, and months that had not come: all of it came out on the day after.
  const auto plant = [&](const char* released, double deaths) {
    store::NewRelease planted{"deaths", *parse_day(released), "planted.csv", {}};
    for (const record::DeathsMonth& m : store::read_data_folder(kRoot + "/data").load.deaths)
      planted.values.push_back({m.country, m.month, deaths});
    store::releases_of(*store).add_release({store::kSeriesReader, planted.file, released, "deaths", ""}, planted);
  };
  plant("2027-01-01", 424242);
  CHECK(told(record::Vintage::strict) == strict);
  CHECK(told(record::Figures::released_by(day)) == then);
  CHECK(told(record::Vintage::latest) != latest);  // which shows what is newest, and says so
  plant("2023-12-02", 171717);
  CHECK(told(record::Vintage::strict) == strict);
  // The test can fail: what came out on the day itself counts.
  plant("2023-12-01", 55);
  CHECK(told(record::Vintage::strict) != strict);
  fs::remove(file);
}

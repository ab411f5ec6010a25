// Every verb over degenerate inputs: nothing counted, one case, all the same, all ties, one host, no host, the first
// and the last day of the record and those beside them, a state without a coast, an island, a state that ended.
//
// Whatever is asked, the answer is a sensible result or an error with its remedy: no number that is none, no estimate
// outside its interval, no score of nothing, no verdict without what it rests on.

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/outlook/known_to.hpp"
#include "entente/render/result.hpp"
#include "entente/store/data_folder.hpp"
#include "entente/store/duck/open.hpp"
#include "entente/store/test_folder.hpp"
#include "entente/verbs/verb.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <regex>
#include <set>
#include <string>
#include <vector>

using namespace entente;
using namespace entente::verbs;

namespace {

const std::string kRoot = ENTENTE_SOURCE_DIR;

// ---- worlds ----------------------------------------------------------------------------------------------------

const store::Load& shipped() {
  static const store::Load load = store::read_data_folder(kRoot + "/data").load;
  return load;
}

std::string cell_of(const record::Fact& fact, std::string_view column) {
  for (const auto& [name, value] : fact.cells)
    if (name == column) return value;
  return {};
}

void set_cell(record::Fact& fact, std::string_view column, const std::string& value) {
  for (auto& [name, old] : fact.cells)
    if (name == column) old = value;
}

const std::set<std::string> kOfHosts{"demands",  "presences", "coups",   "agreements",
                                     "security", "members",   "attacks", "sites"};

// Without votes, and of the facts and series only those that are wanted.
store::Load only(const std::function<bool(const record::Fact&)>& wanted,
                 const std::function<bool(const record::DeathsMonth&)>& months) {
  store::Load load = shipped();
  load.votes_folder.clear();
  std::erase_if(load.folder.facts, [&](const record::Fact& f) { return !wanted(f); });
  std::erase_if(load.deaths, [&](const record::DeathsMonth& m) { return !months(m); });
  return load;
}

store::Load without_hosts() {
  return only([](const record::Fact& f) { return !kOfHosts.contains(f.table) && f.table != "events"; },
              [](const record::DeathsMonth&) { return false; });
}

store::Load one_host() {
  std::set<std::string> rows;  // the facts of a row carry its host in the first of them only
  for (const record::Fact& f : shipped().folder.facts)
    if (cell_of(f, "host") == "NER" || cell_of(f, "member") == "NER" || cell_of(f, "parties") == "NER+USA")
      rows.insert(f.table + ":" + f.key);
  return only(
      [rows](const record::Fact& f) {
        return !kOfHosts.contains(f.table) ? f.table != "events" : rows.contains(f.table + ":" + f.key);
      },
      [](const record::DeathsMonth& m) { return m.country == "NER"; });
}

// The same demand, presence and coup in each of so many hosts, and the same deaths in every month.
store::Load all_the_same(std::size_t hosts, double deaths) {
  static const std::vector<std::string> host_codes{"NER", "MDG", "CUB", "ISL", "TCD", "SEN", "CIV", "GAB",
                                                   "DJI", "UZB", "KGZ", "PHL", "MNG", "BOL", "LKA", "FJI"};
  store::Load load = without_hosts();
  std::map<std::string, std::vector<record::Fact>> row;  // one of each table: an exit of American forces after a coup
  for (const record::Fact& f : shipped().folder.facts)
    if ((f.table == "demands" && f.key == "B113") || (f.table == "presences" && f.key == "P0001") ||
        (f.table == "coups" && f.key == "C001"))
      row[f.table].push_back(f);
  if (row["demands"].empty())
    for (const record::Fact& f : shipped().folder.facts)
      if (f.table == "demands" && f.key == "B001") row["demands"].push_back(f);
  for (std::size_t h = 0; h < hosts; ++h)
    for (const auto& [table, facts] : row)
      for (record::Fact f : facts) {
        f.key += fmt::format("-{}", h);
        set_cell(f, "host", host_codes[h % host_codes.size()]);
        set_cell(f, "presence_id", fmt::format("P0001-{}", h));
        set_cell(f, "episode", "");
        std::erase_if(f.cells, [](const auto& cell) { return cell.second.empty(); });
        load.folder.facts.push_back(std::move(f));
      }
  std::sort(load.folder.facts.begin(), load.folder.facts.end(), [](const record::Fact& a, const record::Fact& b) {
    return std::tie(a.table, a.key, a.fact) < std::tie(b.table, b.key, b.fact);
  });
  load.deaths = shipped().deaths;
  for (record::DeathsMonth& m : load.deaths) m.deaths = deaths;
  return load;
}

struct World {
  std::string name;
  store::Load load;
  std::vector<std::pair<std::string, std::string>> pairs;  // host, counterpart
  std::vector<std::string> days;
};

// A record that reads what was known on a day once: nearly all that the walk asks is of a few days, and reading the
// votes of one takes longer than most answers. What it gives is the same.
class ReadOnce final : public store::Store {
 public:
  explicit ReadOnce(std::shared_ptr<const store::Store> of) : of_(std::move(of)) {}

  record::ViewInput as_of(Day day, record::Vintage vintage) const override {
    const std::lock_guard lock(mutex_);
    const auto same = [&](const record::ViewInput& in) { return in.as_of == day && in.vintage == vintage; };
    const auto known = std::find_if(read_.begin(), read_.end(), same);
    if (known != read_.end()) return *known;
    if (read_.size() == kKept) read_.pop_front();
    return read_.emplace_back(of_->as_of(day, vintage));
  }

  std::vector<record::Fact> facts() const override { return of_->facts(); }
  std::vector<std::string> undated() const override { return of_->undated(); }
  std::vector<record::TableReport> tables() const override { return of_->tables(); }
  std::vector<record::LayerReport> layers() const override { return of_->layers(); }
  std::vector<record::LayerChange> changes() const override { return of_->changes(); }
  std::vector<geo::LayerPart> layer_parts(const std::map<std::string, std::set<std::string>>& wanted) const override {
    return of_->layer_parts(wanted);
  }
  std::vector<store::LoadAccount> loads() const override { return of_->loads(); }
  store::EventView events_as_of(const store::EventQuery& query, store::ActorsAs actors) const override {
    return of_->events_as_of(query, actors);
  }
  std::vector<store::EventMonth> event_months(const store::EventQuery& query) const override {
    return of_->event_months(query);
  }
  void each_event(const store::EventQuery& query,
                  const std::function<void(const store::EventRow&)>& each) const override {
    of_->each_event(query, each);
  }
  std::vector<store::Tie> ties(const store::EventQuery& query, store::ActorsAs actors) const override {
    return of_->ties(query, actors);
  }
  void write_parquet(const store::EventQuery& query, const std::string& path) const override {
    of_->write_parquet(query, path);
  }

  store::LoadAccount replace(const store::Load&) override { refuse(); }
  store::AddedVotes add_votes(const store::LoadSource&, const store::UnVotes&) override { refuse(); }
  store::LoadAccount add_events(const store::LoadSource&, const store::ReadEvents&) override { refuse(); }
  store::LoadAccount undo(std::int64_t) override { refuse(); }

 private:
  [[noreturn]] static void refuse() { throw Error(ErrorCode::bad_request, "the record is open for reading", "wait"); }

  static constexpr std::size_t kKept = 8;
  std::shared_ptr<const store::Store> of_;
  mutable std::mutex mutex_;
  mutable std::deque<record::ViewInput> read_;
};

// ---- requests --------------------------------------------------------------------------------------------------

using Requests = std::map<std::string, std::vector<std::string>>;

// {H} host, {O} the other side, {D} day, {T} a folder of its own. A verb that is not here fails the test.
const Requests kRequests{
    {"brief", {R"({"case": "{T}/case.toml", "as_of": "{D}"})"}},
    {"case new",
     {R"({"host": "{H}", "counterpart": "{O}", "as_of": "{D}", "folder": "{T}/cases", "dry_run": true})",
      R"({"host": "{H}", "counterpart": "{O}", "as_of": "{D}", "folder": "{T}/cases", "name": "made", "anyway": true})"}},
    {"case pack", {R"({"case": "{T}/case.toml"})", R"({"case": "{T}/none.toml"})"}},
    {"case open",
     {R"({"pack": "{T}/case.toml", "folder": "{T}/opened"})", R"({"pack": "{T}/empty.jsonl", "folder": "{T}/opened"})",
      R"({"pack": "{T}/none", "folder": "{T}/opened"})"}},
    {"record add",
     {R"({"own": "{T}/own", "today": "{D}"})", R"({"file": "{T}/empty.jsonl", "own": "{T}/own", "today": "{D}"})",
      R"({"file": "{T}/case.toml", "own": "{T}/own", "today": "{D}", "dry_run": true})"}},
    {"record correct",
     {R"({"of": "demands", "key": "B001", "reason": "none", "own": "{T}/own", "today": "{D}"})",
      R"({"of": "demands", "key": "B001", "reason": "one", "set": ["outcome_on={D}"], "own": "{T}/own", "today": "{D}"})",
      R"({"of": "demands", "key": "none", "reason": "no row", "set": ["note=-"], "own": "{T}/own", "today": "{D}"})"}},
    {"record withdraw",
     {R"({"of": "demands", "key": "B001", "reason": "one", "own": "{T}/own", "today": "{D}", "dry_run": true})",
      R"({"of": "none", "key": "none", "reason": "no row", "own": "{T}/own", "today": "{D}"})"}},
    {"record layers", {"{}"}},
    {"record diff", {R"({"layer": "own"})", R"({"layer": "data"})"}},
    {"record import", {R"({"data": "{T}/none"})", R"({"paths": ["{T}/case.toml"]})"}},
    {"record loads", {"{}"}},
    {"record undo", {R"({"load": 7})", R"({"own": "{T}/own"})"}},
    {"record show",
     {"{}", R"({"of": "demands", "as_of": "{D}"})", R"({"of": "presences", "key": "none", "as_of": "{D}"})"}},
    {"record state", {R"({"host": "{H}", "counterpart": "{O}", "as_of": "{D}"})"}},
    {"record vintages",
     {"{}", R"({"series": "deaths", "states": ["{H}"], "first_month": "2023-10"})", R"({"series": "none"})"}},
    {"record rates", {R"({"actor": "{H}", "target": "{O}", "as_of": "{D}"})"}},
    {"record export", {R"({"what": "streams", "as_of": "{D}"})", R"({"what": "demands", "as_of": "{D}"})"}},
    {"record check", {"{}"}},
    {"outlook",
     {R"({"question": "will the forces of {ON} leave {HN}", "as_of": "{D}"})",
      R"({"question": "will {HN} ask the forces of {ON} to leave within 12 months", "as_of": "{D}"})"}},
    {"outlook exit", {R"({"host": "{H}", "counterpart": "{O}", "as_of": "{D}"})"}},
    {"outlook asks", {R"({"host": "{H}", "counterpart": "{O}", "as_of": "{D}"})"}},
    {"outlook arrival", {R"({"host": "{H}", "counterpart": "{O}", "power": "RUS", "as_of": "{D}"})"}},
    {"outlook deaths", {R"({"host": "{H}", "as_of": "{D}"})", R"({"host": "{H}", "as_of": "{D}", "months": 1})"}},
    {"outlook precedents", {R"({"host": "{H}", "counterpart": "{O}", "as_of": "{D}"})"}},
    {"outlook stages",
     {R"({"host": "{H}", "counterpart": "{O}", "as_of": "{D}"})",
      R"({"host": "{H}", "counterpart": "{O}", "as_of": "{D}", "by": "{D}"})"}},
    {"outlook time", {R"({"host": "{H}", "counterpart": "{O}", "as_of": "{D}"})"}},
    {"outlook dependence", {R"({"good": "uranium", "host": "{H}", "buyer": "EU", "as_of": "{D}"})"}},
    {"watch",
     {R"({"as_of": "{D}"})", R"({"as_of": "{D}", "hosts": ["{H}"], "panel": "monthly"})",
      R"({"as_of": "{D}", "placebo": 2})"}},
    {"watch cases",
     {R"({"cases": ["{T}/case.toml"], "as_of": "{D}"})",
      R"({"cases": ["{T}/case.toml"], "as_of": "{D}", "since": "{D}"})", R"({"as_of": "{D}"})"}},
    {"score", {R"({"backtest": true, "as_of": "{D}"})", R"({"ledger": "{T}/empty.jsonl", "as_of": "{D}"})"}},
    {"cover",
     {R"({"hosts": ["BEN"], "watch": ["{H}"], "demand": "grid", "step": 400, "endurance": "30", "cruise": "300", "runway": "3000", "closed": ["{H}"], "for": "{O}", "as_of": "{D}"})"}},
    {"align",
     {R"({"states": ["{H}", "{O}"], "show": ["similarity", "hosting", "partners"], "as_of": "{D}"})",
      R"({"states": ["{H}", "{O}"], "show": ["signs", "turn-check", "tone"], "as_of": "{D}"})",
      R"({"states": ["{H}", "{O}"], "show": ["polarity"], "from": 1990, "to": 1991, "as_of": "{D}"})"}},
};

// Positions are sampled from the votes, which takes seconds: they are asked with few sweeps, on two days.
const std::string kPositions =
    R"({"states": ["{H}", "{O}"], "show": ["points", "moves", "changes"], "chains": 1, "burn_in": 0, "draws": 10, "as_of": "{D}"})";

// A row of a table of the record: its own key, the two states and the day wherever they fit, the first choice of each
// other parameter that has choices.
std::string row_of(const Verb& verb) {
  static const std::map<std::string, std::string> made_up{{"code", "MADEUP"},     {"name", "Made-up"},
                                                          {"actor", "{H}"},       {"host", "{H}"},
                                                          {"member", "{H}"},      {"country", "{H}"},
                                                          {"subject", "{H}"},     {"target", "{O}"},
                                                          {"sender", "{O}"},      {"power", "{O}"},
                                                          {"body", "{O}"},        {"target_country", "{O}"},
                                                          {"counterpart", "{O}"}, {"parties", "{H}+{O}"},
                                                          {"title", "Made-up"},   {"summary", "Made-up"},
                                                          {"place", "Made-up"},   {"good", "gold"},
                                                          {"value", "0"},         {"date", "{D}"},
                                                          {"period", "{D}"},      {"lat", "0"},
                                                          {"lon", "0"},           {"deaths_low", "0"},
                                                          {"deaths_high", "0"},   {"domain", "example.org"}};
  std::string json = R"({"own": "{T}/own", "today": "{D}")";
  for (const Parameter& p : verb.parameters) {
    const std::string name = p.json_name();
    const auto cell = made_up.find(name);
    std::string value = cell == made_up.end() ? "" : cell->second;
    if (name.ends_with("_on")) value = "{D}";
    if (!p.choices.empty()) value = p.choices.front();
    if (p.kind == ParameterKind::text && !value.empty()) json += fmt::format(R"(, "{}": "{}")", name, value);
  }
  return json + "}";
}

// What is asked of a verb. `record add TABLE`: nothing told, a row of degenerate cells, and the same once more.
std::vector<std::string> requests_of(const Verb& verb) {
  if (verb.name.starts_with("record add "))
    return {R"({"own": "{T}/own", "today": "{D}"})", row_of(verb), row_of(verb)};
  const auto found = kRequests.find(verb.name);
  return found == kRequests.end() ? std::vector<std::string>{} : found->second;
}

std::string filled(std::string pattern, const std::map<std::string, std::string>& values) {
  for (const auto& [name, value] : values)
    for (std::size_t at = 0; (at = pattern.find("{" + name + "}", at)) != std::string::npos; at += value.size())
      pattern.replace(at, name.size() + 2, value);
  return pattern;
}

// ---- what an answer keeps -----------------------------------------------------------------------------------------

// What is wrong with an answer, a line each.
struct Faults {
  std::vector<std::string> found;
  std::string where;
  void add(const std::string& what) { found.push_back(where + ": " + what); }
};

// Ranges that are not interval of an estimate: the bin of a calibration, a band of deaths, a range of figures.
// "people": the lowest and the highest count of forces that sources tell; "years" of cover: the lowest and the highest
// over yearly figures.
const std::set<std::string> kWithoutEstimate{"forecast", "band", "range", "people", "years"};

bool is_whole_number_of_cases(const Column& column) {
  static const std::set<std::string> names{"n",      "forecasts", "origins", "trials",   "cases",         "spells",
                                           "months", "rows",      "demands", "episodes", "presence_years"};
  return names.contains(column.name);
}

bool is_score(const Column& column) {
  static const std::set<std::string> names{"crps",     "brier", "log_loss", "skill", "ladder",      "widest_class",
                                           "coverage", "auc",   "held",     "p",     "probability", "share"};
  return names.contains(column.name);
}

bool is_verdict(const Column& column) {
  return column.name.starts_with("better") || column.name.starts_with("more_than") ||
         column.name == "within_ten_points" || column.name == "within_tolerance" || column.name == "clear";
}

void look_at(Faults& faults, const Table& table, const Column& column, const Cell& cell) {
  const auto at = [&](const char* what) { faults.add(fmt::format("{}.{}: {}", table.name, column.name, what)); };
  if (const auto* number = std::get_if<double>(&cell); number != nullptr && !std::isfinite(*number))
    at("a number that is none");
  const auto* range = std::get_if<Range>(&cell);
  if (range == nullptr) return;
  for (const auto& end : {range->value, range->low, range->high})
    if (end && !std::isfinite(*end)) at("an end that is not a number");
  if (range->low && range->high && *range->low > *range->high) at("an interval that ends before it begins");
  if (table.for_programs && !range->value && (range->low || range->high) && !kWithoutEstimate.contains(column.name) &&
      (!column.in_text || column.ends_heading.empty()))
    at("an interval without its estimate");
  constexpr double kRounding = 1e-9;
  if (range->value && range->low && *range->value < *range->low - kRounding)
    at(fmt::format("{} below its interval from {}", *range->value, *range->low).c_str());
  if (range->value && range->high && *range->value > *range->high + kRounding)
    at(fmt::format("{} above its interval to {}", *range->value, *range->high).c_str());
}

bool is_none(const Cell& cell) {
  if (std::holds_alternative<None>(cell)) return true;
  const auto* range = std::get_if<Range>(&cell);
  return range != nullptr && !range->value && (!range->low || (*range->low == 0 && range->high == 1));
}

// In a row that counts nothing there is no score and no verdict.
void look_at_row(Faults& faults, const Table& table, const std::vector<Cell>& row) {
  bool counted = false;
  bool of_nothing = true;
  for (std::size_t c = 0; c < row.size(); ++c)
    if (is_whole_number_of_cases(table.columns[c]) && std::holds_alternative<double>(row[c])) {
      counted = true;
      of_nothing = of_nothing && std::get<double>(row[c]) == 0;
    }
  for (std::size_t c = 0; c < row.size(); ++c) {
    look_at(faults, table, table.columns[c], row[c]);
    const bool told = !is_none(row[c]);
    if (counted && of_nothing && told && (is_score(table.columns[c]) || is_verdict(table.columns[c])))
      faults.add(fmt::format("{}.{}: a score or verdict of nothing", table.name, table.columns[c].name));
  }
}

void look_at_text(Faults& faults, const std::string& text) {
  static const std::vector<std::pair<std::regex, const char*>> wrong{
      {std::regex(R"((^|[^A-Za-z])[-+]?(nan|inf)([^A-Za-z]|$))"), "a number that is none"},
      {std::regex(R"(\(without \)|\(\)|  \.|, ,|: \.)"), "a name that is missing"},
      {std::regex(R"(\{[a-z:.0-9]*\})"), "a pattern that was not filled"},
      {std::regex(R"((^|[^0-9.])-0(\.0+)?([^0-9.]|$))"), "minus nothing"},
      {std::regex(R"(-?32767|-0001|1970-01[^-])"), "a day that is none"},
      {std::regex(
           R"((^|[ (;:])1 (further |more |other |such |past |located |candidate |successful |roll )*)"
           R"((deaths|points|years|cases|months|weeks|days|hours|demands|origins|states|rows|events|episodes|)"
           R"(votes|calls|forecasts|fields|airfields|attacks|sites|pairs|turns|agreements|exits|coups|draws|chains|)"
           R"(judgements|steps|presences|presence-years|presence-months|hosts|groups|countries|people|findings|)"
           R"(gaps|faults|notes|files|pages|loads|layers|spells|signals|arrivals|sessions|are|were|have)\b)"),
       "one of a kind told as several"},
  };
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.find("http") != std::string::npos) continue;
    for (const auto& [fault, words] : wrong)
      if (std::regex_search(line, fault)) faults.add(fmt::format("{} in \"{}\"", words, line));
  }
}

void look_at_result(Faults& faults, const Result& result) {
  for (const Table& table : result.tables)
    for (const auto& row : table.rows) {
      if (row.size() != table.columns.size())
        faults.add(fmt::format("{}: a row of {} cells under {} columns", table.name, row.size(), table.columns.size()));
      else
        look_at_row(faults, table, row);
    }
  look_at_text(faults, render::to_text(result));
  if (result.tables.empty() && result.documents.empty() && result.head.empty()) faults.add("an answer without a word");
  for (const Document& document : result.documents)
    if (document.format == "markdown" || document.format == "json") {
      std::string text;
      document.write([&](std::string_view piece) { text += piece; });
      if (text.empty()) faults.add("an empty document");
      if (document.format == "markdown") look_at_text(faults, text);
    }
}

// Runs the verb; an error must say what is wrong and what to do.
void ask(Faults& faults, const Engine& engine, const Verb& verb, const std::string& json) {
  faults.where = verb.name + " " + json;
  try {
    look_at_result(faults, verb.run(engine, request_from_json(verb, json)));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::internal) faults.add(std::string("our own fault: ") + error.what());
    if (error.message().empty() || error.remedy().empty())
      faults.add(std::string("an error without a remedy: ") + error.what());
    static const std::regex some_day(R"(\b(another|later|earlier) day\b)");
    static const std::regex named_day(R"(\d{4}-\d\d-\d\d|\bno (later |earlier )?day\b)");
    if (std::regex_search(error.remedy(), some_day) && !std::regex_search(error.remedy(), named_day))
      faults.add(std::string("a remedy that does not name its day: ") + error.what());
    look_at_text(faults, error.what());
  } catch (const std::exception& other) {
    faults.add(std::string("not told as an error: ") + other.what());
  }
}

std::string case_of(const std::string& host, const std::string& other) {
  return fmt::format(
      "question = \"What follows?\"\nhost = \"{0}\"\ncounterpart = \"{1}\"\nas_of = \"2024-03-17\"\nregion = "
      "[\"{0}\"]\nregion_words = \"the region\"\ndeaths = [\"{0}\"]\n[[questions]]\nid = \"presence\"\nkind = "
      "\"presence\"\nresolution = \"The forces have left when the sender says so.\"\n",
      host, other);
}

// Every verb for each pair on the first day, and for the first pair on every day.
void walk(const World& world, Faults& faults) {
  const store::TemporaryFolder folder("entente-degenerate");
  const std::string record = folder.file("record.duckdb");
  store::duck::open_for_writing(record)->replace(world.load);
  write_file(folder.file("empty.jsonl"), "");
  auto store = std::make_shared<ReadOnce>(store::duck::open(record));
  const ThreadExecutor executor(2);
  const Engine engine({.open = [&]() -> std::shared_ptr<store::Store> { return store; },
                       .open_for_writing = [&]() -> std::shared_ptr<store::Store> {
                         throw Error(ErrorCode::conflict, "the record is being read", "wait");
                       },
                       .record = record,
                       .case_folders = {kRoot + "/cases"},
                       .models_folder = kRoot + "/data/model",
                       .executor = &executor,
                       .now = [] { return std::string("2026-11-30T12:00:00Z"); },
                       .version = "test"});
  for (const auto& [host, other] : world.pairs)
    for (std::size_t i = 0; i < world.days.size(); ++i) {
      const std::string& day = world.days[i];
      if (&day != &world.days.front() && host != world.pairs.front().first) continue;
      write_file(folder.file("case.toml"), case_of(host, other));
      const auto named = [&](const std::string& code) {
        const auto it = world.load.folder.states.find(code);
        return it == world.load.folder.states.end() ? code : it->second.name;
      };
      const std::map<std::string, std::string> values{{"H", host},         {"O", other},
                                                      {"D", day},          {"T", folder.path.string()},
                                                      {"HN", named(host)}, {"ON", named(other)}};
      for (const Verb& verb : verbs::verbs()) {
        const std::vector<std::string> patterns = requests_of(verb);
        REQUIRE_MESSAGE(!patterns.empty(), verb.name << " is not in the table of requests");
        // What rolls through all years, or is the same for every pair, is asked of the first pair only, and on the
        // days that are no neighbours of another.
        static const std::set<std::string> of_the_whole_record{"score", "record check", "watch"};
        const bool twice = host != world.pairs.front().first || (i % 2 == 1 && i < 4);
        if (of_the_whole_record.contains(verb.name) && twice) continue;
        for (const std::string& pattern : patterns) ask(faults, engine, verb, filled(pattern, values));
      }
      if (host == world.pairs.front().first && (&day == &world.days.front() || &day == &world.days.back()))
        ask(faults, engine, verbs::verb("align"), filled(kPositions, values));
    }
}

void check_walk(const World& world) {
  Faults faults;
  walk(world, faults);
  for (const std::string& fault : faults.found) FAIL_CHECK("record of " << world.name << ": " << fault);
}

const std::vector<std::pair<std::string, std::string>> kPairs{
    {"NER", "USA"},  // without a coast
    {"CUB", "USA"},  // an island, forces that nobody asks to leave
    {"MDG", "FRA"},  // an island
    {"CSK", "SUN"},  // both have ended
    {"TUV", "USA"},  // an island without forces, deaths or airfields that are long enough
};

}  // namespace

TEST_CASE("the shipped record answers at its first and last day, beside them, and for states of every kind") {
  const record::View all = [] {
    const store::TemporaryFolder folder("entente-degenerate-days");
    auto store = store::duck::open_for_writing(folder.file("record.duckdb"));
    store::Load load = shipped();
    load.votes_folder.clear();
    store->replace(load);
    return record::View::from(store->as_of(*parse_day("2199-12-31"), record::Vintage::latest));
  }();
  const Day end = outlook::known_to(all);
  const Day begin = all.demands.front().known_on;
  const auto word = [](Day day) { return to_string(day); };
  check_walk({"what ships",
              shipped(),
              kPairs,
              {word(end), word(end + std::chrono::days(1)), word(begin), word(begin - std::chrono::days(1)),
               "1800-01-01", "2190-01-01"}});
}

TEST_CASE("a record without hosts answers or says what it lacks") {
  check_walk({"no host", without_hosts(), {{"NER", "USA"}}, {"2024-03-17", "1800-01-01"}});
}

TEST_CASE("a record of one host answers or says what it lacks") {
  check_walk({"one host", one_host(), {{"NER", "USA"}, {"MDG", "FRA"}}, {"2024-03-17", "2026-06-01"}});
}

TEST_CASE("a record in which everything is the same, or one case of it, answers or says what it lacks") {
  check_walk({"one case", all_the_same(1, 0), {{"NER", "USA"}}, {"2024-03-17"}});
  check_walk({"sixteen of one kind", all_the_same(16, 7), {{"NER", "USA"}, {"FJI", "USA"}}, {"2024-03-17"}});
}

TEST_CASE("what the walk looks for is found") {
  Faults faults;
  const auto table = [](std::vector<Column> columns, std::vector<Cell> row) {
    Table t{.name = "t", .title = "T"};
    t.columns = std::move(columns);
    t.rows = {std::move(row)};
    return Result{.verb = "v", .tables = {t}};
  };
  for (const Result& wrong :
       {table({number_column("x")}, {std::nan("")}), table({interval_column("x")}, {Range{1.0, 2.0, 3.0}}),
        table({interval_column("x")}, {Range{{}, 2.0, 3.0}}), table({interval_column("x")}, {Range{{}, 3.0, 2.0}}),
        table({count_column("n"), number_column("skill")}, {0.0, 0.0}),
        table({count_column("n"), flag_column("better_than_chance")}, {0.0, false}),
        table({text_column("x")}, {std::string("100% (without )")}),
        table({text_column("x")}, {std::string("CRPS nan")}), table({text_column("x")}, {std::string("of 1 demands")}),
        table({text_column("x")}, {std::string("1 further events")}), Result{.verb = "v"}}) {
    faults.found.clear();
    look_at_result(faults, wrong);
    CHECK_FALSE(faults.found.empty());
  }
  faults.found.clear();
  look_at_result(faults, table({count_column("n"), interval_column("share")}, {2.0, Range{0.5, 0.2, 0.8}}));
  CHECK(faults.found.empty());
}

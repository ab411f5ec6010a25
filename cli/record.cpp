// entente record import | show | state | check

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "entente/base/error.hpp"
#include "entente/geo/layers.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/check.hpp"
#include "entente/record/fold.hpp"
#include "entente/record/folder.hpp"
#include "entente/record/happening.hpp"
#include "entente/store/data_folder.hpp"
#include "entente/store/store.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

// ---- import ----------------------------------------------------------------------------------------------------

struct ImportOptions {
  std::string data = "data";
  std::string record;
  std::string format;
};

void report_faults(const std::vector<RowFault>& faults) {
  constexpr std::size_t kShown = 50;
  for (std::size_t i = 0; i < std::min(kShown, faults.size()); ++i) {
    const RowFault& f = faults[i];
    tell(fmt::format("{}:{}{}: {}", f.file, f.line, f.field.empty() ? "" : ", field " + f.field, f.reason));
  }
  if (faults.size() > kShown) tell(fmt::format("and {} more", faults.size() - kShown));
}

void run_import(const ImportOptions& options) {
  const store::DataFolder data = store::read_data_folder(options.data);
  const store::Load& load = data.load;
  const bool existed = std::filesystem::exists(options.record);
  try {
    auto store = store::Store::open_for_writing(options.record);
    store.replace(load);
  } catch (...) {
    // A record that was there is as it was; one that was only begun goes again.
    if (!existed) {
      std::error_code ignored;
      std::filesystem::remove(options.record, ignored);
      std::filesystem::remove(options.record + ".wal", ignored);
    }
    throw;
  }

  report_faults(data.faults);
  // Runways of fields that have no entry are a known matter of that source: counted, not listed.
  if (!data.airfield_faults.empty())
    tell(fmt::format("airfields: {} rows not taken (runways of fields without an entry, closed codes)",
                     data.airfield_faults.size()));
  if (options.format == "json") {
    Json out;
    for (const auto& t : load.folder.tables)
      out["tables"].push_back({{"table", t.table},
                               {"file", t.file},
                               {"sha256", t.file_hash},
                               {"rows", t.rows},
                               {"refused", t.rows_refused},
                               {"undated", t.rows_undated},
                               {"facts", t.facts}});
    out["country_months"] = load.deaths.size();
    out["airfields"] = data.airfields;
    out["faults"] = data.faults.size();
    print(out.dump(2) + "\n");
    return;
  }
  std::string out = fmt::format("{:<12} {:>6} {:>8} {:>8} {:>6}\n", "table", "rows", "refused", "undated", "facts");
  for (const auto& t : load.folder.tables)
    out += fmt::format("{:<12} {:>6} {:>8} {:>8} {:>6}\n", t.table, t.rows, t.rows_refused, t.rows_undated, t.facts);
  out += fmt::format("{} country-months of deaths, {} airfields, votes of the General Assembly\n", load.deaths.size(),
                     data.airfields);
  print(out);
}

// ---- show ------------------------------------------------------------------------------------------------------

struct ShowOptions {
  std::string record;
  std::string table;
  std::string key;
  std::string on;
  std::string format;
};

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

void run_show(const ShowOptions& options) {
  const auto store = store::Store::open(options.record);
  if (options.table.empty()) {
    std::string out =
        fmt::format("{:<12} {:>6} {:>8} {:>8} {:>6}  {}\n", "table", "rows", "refused", "undated", "facts", "file");
    for (const auto& t : store.tables())
      out += fmt::format("{:<12} {:>6} {:>8} {:>8} {:>6}  {}\n", t.table, t.rows, t.rows_refused, t.rows_undated,
                         t.facts, t.file);
    print(out);
    return;
  }
  const record::Table& table = record::table(options.table);
  const std::optional<Day> day = options.on.empty() ? std::nullopt : std::optional(day_of(options.on, "--on"));
  std::vector<record::Fact> facts;
  for (record::Fact& fact : store.facts())
    if (fact.table == table.name && (!day || fact.known_on <= *day) && (options.key.empty() || fact.key == options.key))
      facts.push_back(std::move(fact));
  if (facts.empty() && !options.key.empty())
    throw Error(ErrorCode::not_found,
                fmt::format("table {} holds no {}{}", table.name, options.key, day ? " known on that day" : ""),
                fmt::format("`entente record show {}` lists all", table.name));
  const auto known = [](const record::Fact& f) {
    return f.known_on == Day::min() ? std::string("start") : to_string(f.known_on);
  };
  std::string out;
  if (options.format == "json") {
    Json rows = Json::array();
    for (const record::Fact& f : facts) {
      Json row{{"id", record::id_of(f)}, {"known_on", known(f)}};
      for (const auto& [column, value] : f.cells) row["cells"][column] = value;
      rows.push_back(std::move(row));
    }
    out = rows.dump(2) + "\n";
  } else if (options.format == "csv") {
    out = "id,known_on,column,value\n";
    for (const record::Fact& f : facts)
      for (const auto& [column, value] : f.cells)
        out += fmt::format("{},{},{},{}\n", csv_cell(record::id_of(f)), known(f), csv_cell(column), csv_cell(value));
  } else {
    for (const record::Fact& f : facts) {
      out += fmt::format("{}  known on {}\n", record::id_of(f), known(f));
      for (const auto& [column, value] : f.cells) out += fmt::format("    {}: {}\n", column, value);
    }
  }
  print(out);
}

// ---- state -----------------------------------------------------------------------------------------------------

struct StateOptions {
  std::string record;
  std::string on;
  std::string host;
  std::string counterpart;
  std::vector<std::string> partners;
  std::string vintage;
};

std::string known_actor(const record::View& view, const std::string& code) {
  if (!view.actors.contains(code))
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is no known actor", code),
                "use an ISO 3166 alpha-3 code such as NER; `entente record show actors` lists the others");
  return code;
}

std::string span(const std::optional<Date>& since, const std::optional<Date>& until) {
  std::string out = since ? "since " + to_string(*since) : "since unknown";
  if (until) out += ", until " + to_string(*until);
  return out;
}

void run_state(const StateOptions& options) {
  const auto store = store::Store::open(options.record);
  const record::View view = view_of(store, day_of(options.on, "--on"), options.vintage);
  const std::string host = known_actor(view, options.host);
  const std::string counterpart = known_actor(view, options.counterpart);
  std::string out =
      fmt::format("{} and {} as known on {}\n", view.actor_name(host), view.actor_name(counterpart), options.on);
  out += fmt::format("presence: {}\n", outlook::name(outlook::situation(view, host, counterpart).state));

  out += "\nagreements\n";
  for (const auto& s : record::agreements_between(view, host, counterpart)) {
    out += fmt::format("  {:<18} {} ({})\n", record::name(s.status), s.agreement->title, span(s.since, s.until));
    if (s.agreement->denounced_on)
      out += fmt::format("  {:<18} denounced on {}\n", "", to_string(*s.agreement->denounced_on));
  }

  out += "\npeople, as each source counted\n";
  for (const auto& c : record::people_counts(view, host, counterpart))
    out += fmt::format("  {:<11} {}  {}  [{}]\n", to_string(c.on),
                       c.low == c.high ? fmt::format("{}", c.low) : fmt::format("{} to {}", c.low, c.high), c.what,
                       c.evidence);
  if (const auto range = record::people_range(view, host, counterpart, 12))
    out += fmt::format("  in the last 12 months: {} to {}\n", range->low, range->high);

  out += "\nsites open\n";
  for (const record::Site* site : record::open_sites(view, host, counterpart))
    out += fmt::format("  {} ({}): {}\n", site->name, site->kind,
                       site->mission.empty() ? "mission not known" : site->mission);

  if (const record::Demand* d = record::latest_demand(view, host, counterpart)) {
    out += fmt::format("\nlatest demand\n  {} on {}: {}\n  outcome: {}\n", d->kind, to_string(d->on), d->presence,
                       d->outcome.empty() ? "not known"
                                          : fmt::format("{} on {}", d->outcome,
                                                        d->outcome_on ? to_string(*d->outcome_on) : "a day not given"));
    out += fmt::format("  deadline: {}\n", d->deadline_on ? to_string(*d->deadline_on) : "none known");
  }

  out += "\nother demands of this host since its latest coup\n";
  const record::Coup* coup = record::latest_coup(view, host);
  for (const record::Demand& d : view.demands)
    if (coup != nullptr && d.host == host && d.sender != counterpart && d.on.first >= coup->on.first)
      out += fmt::format(
          "  {} {} on {}: {}\n", view.actor_name(d.sender), d.kind, to_string(d.on),
          d.outcome.empty() ? "outcome pending" : d.outcome + " on " + to_string(d.outcome_on.value_or(d.on)));

  const record::PostCoupDemands post_coup = record::post_coup_demands(view);
  out += fmt::format("\ndemands within 24 months of a coup, all hosts: {} known, {} resolved, {} pending\n",
                     post_coup.resolved.size() + post_coup.pending.size(), post_coup.resolved.size(),
                     post_coup.pending.size());

  out += "\npartners\n";
  for (const std::string& code : options.partners) {
    const auto p = record::partner_state(view, host, known_actor(view, code), 24);
    out += fmt::format("  {}: {}{}\n", view.actor_name(code), record::name(p.stage),
                       p.forces_left ? " (forces were there and left)" : "");
    for (const auto& step : p.steps)
      out += fmt::format("    {:<11} {} [{}]\n", to_string(step.on), step.summary, step.evidence);
  }
  print(out);
}

// ---- check -----------------------------------------------------------------------------------------------------

struct CheckOptions {
  std::string record;
  std::string format;
};

void run_check(const CheckOptions& options) {
  const auto store = store::Store::open(options.record);
  std::vector<geo::Country> countries;
  for (const geo::LayerPart& part : store.layer(geo::kCountriesLayer))
    countries.push_back(geo::parse_country(part.text));
  const std::vector<record::Fact> facts = store.facts();
  const auto findings = record::check_record(facts, geo::RegionIndex(std::move(countries)));
  const auto faults = std::count_if(findings.begin(), findings.end(),
                                    [](const auto& f) { return f.severity == record::Severity::fault; });
  if (options.format == "json") {
    Json rows = Json::array();
    for (const auto& f : findings)
      rows.push_back({{"severity", f.severity == record::Severity::fault ? "fault" : "note"},
                      {"rule", f.rule},
                      {"id", f.id},
                      {"text", f.text}});
    print(rows.dump(2) + "\n");
  } else {
    std::string out;
    for (const auto& f : findings)
      out += fmt::format("{} {:<16} {}: {}\n", f.severity == record::Severity::fault ? "fault" : "note ", f.rule, f.id,
                         f.text);
    long undated = 0;
    for (const auto& t : store.tables()) undated += t.rows_undated;
    out += fmt::format("{} faults, {} notes; {} rows are undated and in no view\n", faults,
                       findings.size() - static_cast<std::size_t>(faults), undated);
    print(out);
  }
}

}  // namespace

void setup_record(CLI::App& program) {
  CLI::App* verb = program.add_subcommand("record", "Import, show and check what is known, and since when");
  verb->require_subcommand(1);

  auto import_options = std::make_shared<ImportOptions>();
  CLI::App* import = verb->add_subcommand("import", "Read a data folder into the record, replacing what it held");
  import->add_option("--data", import_options->data, "The folder")->type_name("FOLDER")->capture_default_str();
  add_record_option(*import, import_options->record);
  add_format_option(*import, import_options->format, "text json");
  import->callback([import_options] { run_import(*import_options); });

  auto show_options = std::make_shared<ShowOptions>();
  CLI::App* show = verb->add_subcommand("show", "List the tables, or the facts of one");
  show->add_option("table", show_options->table, "A table, such as events");
  show->add_option("key", show_options->key, "One row, such as E0157");
  show->add_option("--on", show_options->on, "Only what was known on this day")->type_name("DAY");
  add_record_option(*show, show_options->record);
  add_format_option(*show, show_options->format, "text json csv");
  show->callback([show_options] { run_show(*show_options); });

  auto state_options = std::make_shared<StateOptions>();
  state_options->partners = {"RUS", "IRN", "TUR", "CHN"};
  CLI::App* state = verb->add_subcommand("state", "Fold the record to a day: agreements, people, sites, partners");
  state->add_option("host", state_options->host, "The host, such as NER")->required();
  state->add_option("counterpart", state_options->counterpart, "The other side, such as USA")->required();
  state->add_option("--on", state_options->on, "The day")->type_name("DAY")->required();
  state->add_option("--partners", state_options->partners, "Partners to follow")->delimiter(',')->capture_default_str();
  add_record_option(*state, state_options->record);
  add_vintage_option(*state, state_options->vintage);
  state->callback([state_options] { run_state(*state_options); });

  auto check_options = std::make_shared<CheckOptions>();
  CLI::App* check =
      verb->add_subcommand("check", "Look for contradictions: dangling ids, impossible dates, misplaced coordinates");
  add_record_option(*check, check_options->record);
  add_format_option(*check, check_options->format, "text json");
  check->callback([check_options] { run_check(*check_options); });
}

}  // namespace entente::cli

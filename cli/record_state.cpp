// entente record state

#include "cli/options.hpp"
#include "cli/record.hpp"
#include "entente/base/error.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/fold.hpp"
#include "entente/record/happening.hpp"
#include "entente/store/duck/open.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace entente::cli {
namespace {

struct StateOptions {
  std::string record;
  std::string on;
  std::string host;
  std::string counterpart;
  std::vector<std::string> partners;
  std::string vintage;
};

std::string span(const std::optional<Date>& since, const std::optional<Date>& until) {
  std::string out = since ? "since " + to_string(*since) : "since unknown";
  if (until) out += ", until " + to_string(*until);
  return out;
}

void run_state(const StateOptions& options) {
  const auto store = store::duck::open(options.record);
  const record::View view = view_of(*store, day_of(options.on, "--on"), options.vintage);
  const std::string& host = options.host;
  const std::string& counterpart = options.counterpart;
  require_actor(view, host);
  require_actor(view, counterpart);
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
    require_actor(view, code);
    const auto p = record::partner_state(view, host, code, 24);
    out += fmt::format("  {}: {}{}\n", view.actor_name(code), record::name(p.stage),
                       p.forces_left ? " (forces were there and left)" : "");
    for (const auto& step : p.steps)
      out += fmt::format("    {:<11} {} [{}]\n", to_string(step.on), step.summary, step.evidence);
  }
  print(out);
}

}  // namespace

void setup_record_state(CLI::App& verb) {
  auto state_options = std::make_shared<StateOptions>();
  state_options->partners = {"RUS", "IRN", "TUR", "CHN"};
  CLI::App* state = verb.add_subcommand("state", "Fold the record to a day: agreements, people, sites, partners");
  state->add_option("host", state_options->host, "The host, such as NER")->required();
  state->add_option("counterpart", state_options->counterpart, "The other side, such as USA")->required();
  state->add_option("--on", state_options->on, "The day")->type_name("DAY")->required();
  state->add_option("--partners", state_options->partners, "Partners to follow")->delimiter(',')->capture_default_str();
  add_record_option(*state, state_options->record);
  add_vintage_option(*state, state_options->vintage);
  state->callback([state_options] { run_state(*state_options); });
}

}  // namespace entente::cli

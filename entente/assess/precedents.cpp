// Earlier endings by the host and its neighbours, and the region's coups with what followed, negatives among them.

#include "entente/outlook/precedents.hpp"

#include "entente/assess/part.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace entente::assess {
namespace {

constexpr int kYearsOfEndings = 15;
constexpr int kMonthsOfCoups = 120;
constexpr int kMonthsAfterCoup = 24;
constexpr const char* kAllHeading = "Earlier endings, coups and matched sequences";

// What a part of the section says in front, and its table in the annex.
struct Shown {
  Statement statement;
  Table table;
};

std::string or_none(long n) { return n == 0 ? "none" : std::to_string(n); }

bool holds(const std::vector<std::string>& codes, const std::string& code) {
  return std::ranges::find(codes, code) != codes.end();
}

std::string outcome_words(const record::Demand& demand) {
  if (demand.outcome.empty()) return "pending on the day";
  std::string out = demand.outcome == "left"      ? "left"
                    : demand.outcome == "partial" ? "left in part"
                                                  : "stayed on new terms";
  if (demand.outcome_on) out += ", " + to_words(*demand.outcome_on);
  return out;
}

// Who came in the place of the forces that left, and when.
std::string successor_words(const Given& given, const record::Demand& demand) {
  if (demand.successors.empty() || demand.successors.front() == "none" || !demand.successor_on) return "–";
  std::vector<std::string> names;
  for (const std::string& s : demand.successors) names.push_back(given.view.actor_name(s));
  return fmt::format("{} ({})", list_of(names), to_words(*demand.successor_on));
}

// Demands of the host and its neighbours, newest first; the case's own left out.
std::vector<const record::Demand*> endings_near(const Given& given) {
  std::set<std::string> near{given.of.host};
  if (const auto it = given.reference.neighbours.find(given.of.host); it != given.reference.neighbours.end())
    near.insert(it->second.begin(), it->second.end());
  const Day from = add_months(given.view.as_of, -12 * kYearsOfEndings);
  std::vector<const record::Demand*> out;
  for (auto demand = given.view.demands.rbegin(); demand != given.view.demands.rend(); ++demand)
    if (near.contains(demand->host) && demand->id != given.situation.demand && demand->on.last >= from)
      out.push_back(&*demand);
  return out;
}

std::vector<Table::Cell> ending_row(const Given& given, Register& evidence, const record::Demand& demand) {
  const auto days = outlook::days_to_outcome(demand);
  std::string kind = demand.kind;
  std::replace(kind.begin(), kind.end(), '-', ' ');
  return {{given.view.actor_name(demand.host, demand.on.first), {evidence.row(demand.id)}},
          {given.view.actor_name(demand.sender, demand.on.first), {}},
          {to_words(demand.on), {}},
          {kind, {}},
          {outcome_words(demand), {}},
          {demand.outcome.empty() || !days ? std::string("–") : fmt::format("{}", *days), {}},
          {successor_words(given, demand), {}}};
}

std::optional<Shown> endings_shown(const Given& given, Register& evidence) {
  const std::vector<const record::Demand*> endings = endings_near(given);
  if (endings.empty()) return std::nullopt;
  Table table;
  table.id = "earlier-endings";
  table.columns = {{"Host", false}, {"Asked to leave", false}, {"Demand", false}, {"Kind", false}, {"Outcome", false},
                   {"Days", true},  {"Who came", false}};
  std::vector<std::string> ids;
  for (const record::Demand* demand : endings) {
    ids.push_back(demand->id);
    if (given.wanted.annex) table.rows.push_back(ending_row(given, evidence, *demand));
  }
  const auto by_host = std::ranges::count(endings, given.of.host, &record::Demand::host);
  const auto left = std::ranges::count(endings, "left", &record::Demand::outcome);
  table.finding = fmt::format(
      "{} by {} and its neighbours in {} years, {} by {} itself; {} had led to an exit by the day",
      counted(endings.size(), "demand"), given.host(), kYearsOfEndings, or_none(by_host), given.host(), or_none(left));
  table.source_line = "Demands that became public; those that came to nothing are under-counted.";
  Statement statement{
      table.finding + ".",
      {evidence.query("endings", "Demands by the host and its neighbours",
                      fmt::format("public demands of {} years, the case's own left out", kYearsOfEndings),
                      static_cast<long>(ids.size()), ids, rows_of("demands", given.view.as_of))},
      Status::computed};
  return Shown{std::move(statement), std::move(table)};
}

// Every successful coup of the region in ten years, newest first, whatever followed: that is what keeps the negatives
// in. The case's own is left out.
std::vector<const record::Coup*> coups_of_region(const Given& given) {
  const Day from = add_months(given.view.as_of, -kMonthsOfCoups);
  std::vector<const record::Coup*> out;
  for (auto coup = given.view.coups.rbegin(); coup != given.view.coups.rend(); ++coup) {
    const bool own = coup->host == given.of.host && given.situation.coup == coup->id;
    if (coup->success.value_or(false) && coup->on.last >= from && holds(given.of.region, coup->host) && !own)
      out.push_back(&*coup);
  }
  return out;
}

// Demands on the senders of the case within two years of a coup.
std::vector<const record::Demand*> demands_after(const Given& given, const record::Coup& coup) {
  std::vector<const record::Demand*> out;
  for (const record::Demand& demand : given.view.demands)
    if (demand.host == coup.host && demand.on.first >= coup.on.first &&
        demand.on.first <= add_months(coup.on.first, kMonthsAfterCoup) && holds(given.of.senders, demand.sender))
      out.push_back(&demand);
  return out;
}

// Whether what may follow the coup can still follow in time.
bool is_young(const Given& given, const record::Coup& coup) {
  return add_months(coup.on.first, kMonthsAfterCoup) > given.view.as_of;
}

std::vector<Table::Cell> coup_row(const Given& given, Register& evidence, const record::Coup& coup) {
  const auto dated = [&](const std::string& code, const Date& on) {
    return fmt::format("{} ({})", given.view.actor_name(code, on.first), to_words(on));
  };
  std::vector<std::string> ids{evidence.row(coup.id)};
  std::vector<std::string> asked;
  for (const record::Demand* demand : demands_after(given, coup)) {
    asked.push_back(dated(demand->sender, demand->on));
    ids.push_back(evidence.row(demand->id));
  }
  std::vector<std::string> came;
  for (const record::SecurityAgreement& s : given.view.security_agreements)
    if (s.host == coup.host && s.forces && s.forces_on && holds(given.of.arrivals, s.sender)) {
      came.push_back(dated(s.sender, *s.forces_on));
      ids.push_back(evidence.row(s.id));
    }
  return {{fmt::format("{}, {}", given.view.actor_name(coup.host, coup.on.first), to_words(coup.on)), ids},
          {!asked.empty()          ? list_of(asked)
           : is_young(given, coup) ? "none so far"
                                   : "none",
           {}},
          {came.empty() ? "none known" : list_of(came), {}}};
}

std::optional<Shown> coups_shown(const Given& given, Register& evidence) {
  const std::vector<const record::Coup*> coups = coups_of_region(given);
  if (coups.empty()) return std::nullopt;
  std::vector<std::string> senders;
  for (const std::string& s : given.of.senders) senders.push_back(given.view.in_sentence(s));
  Table table;
  table.id = "coups";
  table.columns = {{"Coup", false},
                   {senders.empty() ? "Asked to leave within 24 months: no power named in the case"
                                    : fmt::format("Asked to leave within 24 months: {}", list_of(senders)),
                    false},
                   {"Rival forces came", false}};
  std::vector<std::string> ids;
  std::size_t followed = 0;
  std::size_t young = 0;
  for (const record::Coup* coup : coups) {
    ids.push_back(coup->id);
    if (!demands_after(given, *coup).empty())
      ++followed;
    else if (is_young(given, *coup))
      ++young;
    if (given.wanted.annex) table.rows.push_back(coup_row(given, evidence, *coup));
  }
  table.finding =
      fmt::format("{} in {} in ten years: within two years {} had been followed by a demand on {}, {} had not{}",
                  counted(coups.size(), "successful coup"), given.of.region_words, or_none(static_cast<long>(followed)),
                  senders.empty() ? "a power named in the case" : fmt::format("{}", fmt::join(senders, " or ")),
                  or_none(static_cast<long>(coups.size() - followed)),
                  young == 0 ? "" : fmt::format(" ({} of these in the last two years)", young));
  table.source_line = "All successful coups of the states taken, not only those that ended in a break.";
  Statement statement{table.finding + ".",
                      {evidence.query("coups", "Successful coups of the region in ten years",
                                      "successful coups in the states of the region, the case's own left out",
                                      static_cast<long>(coups.size()), ids, rows_of("coups", given.view.as_of))},
                      Status::computed};
  return Shown{std::move(statement), std::move(table)};
}

std::vector<Table::Cell> matched_row(const Given& given, Register& evidence, const outlook::Precedent& precedent) {
  std::vector<std::string> followed;
  for (const outlook::Step& step : precedent.followed)
    followed.push_back(fmt::format("{} ({})", step.label, to_words(step.on)));
  return {{fmt::format("{}, {}", given.view.actor_name(precedent.host, precedent.coup_on), to_words(precedent.coup_on)),
           {evidence.row(precedent.coup)}},
          {precedent.letters, {}},
          {fmt::format("{:g}", precedent.distance), {}},
          {(followed.empty() ? std::string("nothing of the alphabet") : list_of(followed)) +
               (precedent.complete ? "" : "; the year is not over"),
           {}}};
}

Table matched_table(const Given& given, Register& evidence, const outlook::Precedents& matched) {
  Table table;
  table.id = "matched";
  table.columns = {
      {"Coup", false}, {"Sequence to the same day", false}, {"Distance", true}, {"What followed within a year", false}};
  for (const outlook::Precedent& precedent : matched.nearest)
    table.rows.push_back(matched_row(given, evidence, precedent));
  std::string alphabet;
  for (const auto& letter : given.models.precedents.letters)
    alphabet += fmt::format("{}{} {}", alphabet.empty() ? "" : ", ", letter.letter, letter.words);
  table.finding = fmt::format("{} {} coups by optimal matching, cut {} after the coup; the case reads {}",
                              matched.whole_pool() ? "All" : "Nearest of", matched.pool,
                              counted(matched.days_since_coup, "day"), matched.letters);
  table.source_line = fmt::format(
      "Letters: {}. Costs and letters fixed in data/model/precedents.toml; of {} in the pool {} negative.", alphabet,
      counted(matched.pool_complete, "complete case"), counted(matched.pool_negatives, "is", "are"));
  return table;
}

// Whole sequences since the coup, matched; alphabet and costs were fixed in a file before looking.
std::optional<Shown> matched_shown(const Given& given, Register& evidence) {
  const auto matched = outlook::precedents(given.view, given.situation, given.models.ladder, given.models.precedents);
  if (!matched || matched->nearest.empty()) return std::nullopt;
  std::vector<std::string> ids;
  for (const outlook::Precedent& precedent : matched->nearest) ids.push_back(precedent.coup);
  const std::string cited = evidence.query("precedents", "Nearest coups by optimal matching",
                                           "successful coups in hosts with forces of the counterpart's camp",
                                           matched->pool, ids, given.call("outlook precedents"));
  Statement statement{
      fmt::format(
          "Of {} in hosts with forces of the camp of {}, weighted by how like the case they ran to the same day (effective n {:.1f}), forces of that camp had left after a demand within the next year in {} (80% interval {}–{}), and rival forces had come in {} ({}–{}).",
          matched->whole_pool() ? fmt::format("all {} coups", matched->pool) : std::string("the nearest coups"),
          given.counterpart(), matched->left.n, percent(matched->left.share), percent(matched->left.interval.lo),
          percent(matched->left.interval.hi), percent(matched->rival_came.share),
          percent(matched->rival_came.interval.lo), percent(matched->rival_came.interval.hi)),
      {cited},
      Status::computed};
  return Shown{std::move(statement), given.wanted.annex ? matched_table(given, evidence, *matched) : Table{}};
}

// What became of an earlier demand of the host.
Told earlier_demand(const Given& given, const record::Demand& demand) {
  const std::string power = given.view.in_sentence(demand.sender, demand.on.first);
  if (demand.outcome.empty())
    return {.says = Says::state,
            .who = {fmt::format("an earlier demand on {}, made {},", power, when(demand.on))},
            .acts = {{.verb = "be", .what = "still pending"}}};
  Told told{.who = {fmt::format("the forces of {}, asked to leave {},", power, when(demand.on)), true}};
  const Date on = demand.outcome_on.value_or(demand.on);
  if (demand.outcome == "stayed-renegotiated")
    told.acts = {{.verb = "allow", .what = "to stay on new terms", .on = on, .passive = true}};
  else
    told.acts = {{.verb = "leave", .what = demand.outcome == "left" ? "" : "in part", .on = on}};
  return told;
}

// On page 1: two of the host's own earlier demands, the newest, those first after which the forces left.
void tell_earlier(Contribution& out, const Given& given) {
  constexpr std::size_t kTold = 2;
  std::vector<const record::Demand*> own;
  for (const record::Demand* demand : endings_near(given))
    if (demand->host == given.of.host && demand->sender != given.of.counterpart) own.push_back(demand);
  std::ranges::stable_partition(own, [](const record::Demand* one) { return one->outcome == "left"; });
  for (std::size_t i = 0; i < std::min(kTold, own.size()); ++i)
    out.tell(given, On::happened, earlier_demand(given, *own[i]), {out.evidence.row(own[i]->id)}, Status::reported,
             static_cast<int>(i) * 2);
}

}  // namespace

Contribution precedents_part(const Given& given) {
  Contribution out(given.view);
  Section front{"precedents", "Earlier endings and near cases", Part::front, {}};
  Section annex{"precedents-all", kAllHeading, Part::annex, {}};
  const auto add = [&](std::optional<Shown> shown) {
    if (!shown) return;
    front.blocks.emplace_back(Paragraph{{std::move(shown->statement)}});
    annex.blocks.emplace_back(std::move(shown->table));
  };
  auto endings = endings_shown(given, out.evidence);
  if (!endings)
    out.gap(
        fmt::format("No demand by {} or its neighbours in {} years is in the record.", given.host(), kYearsOfEndings));
  if (given.wanted.front) tell_earlier(out, given);
  add(std::move(endings));
  add(coups_shown(given, out.evidence));
  add(matched_shown(given, out.evidence));
  out.add(std::move(front));
  out.add_annex(std::move(annex), given.wanted);
  return out;
}

}  // namespace entente::assess

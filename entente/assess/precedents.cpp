// Earlier endings by the host and its neighbours, and the region's coups with what followed, negatives among them.

#include "entente/outlook/precedents.hpp"

#include "entente/assess/draft.hpp"
#include "entente/record/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace entente::assess {
namespace {

std::string outcome_words(const record::Demand& dm) {
  if (dm.outcome.empty()) return "pending on the day";
  std::string out = dm.outcome == "left" ? "left" : dm.outcome == "partial" ? "left in part" : "stayed on new terms";
  if (dm.outcome_on) out += ", " + to_words(*dm.outcome_on);
  return out;
}

}  // namespace

void add_precedents(Draft& d) {
  std::set<std::string> near{d.of.host};
  if (const auto it = d.reference.neighbours.find(d.of.host); it != d.reference.neighbours.end())
    near.insert(it->second.begin(), it->second.end());
  constexpr int kYears = 15;
  Table endings;
  endings.id = "earlier-endings";
  endings.columns = {{"Host", false}, {"Asked to leave", false}, {"Demand", false}, {"Kind", false}, {"Outcome", false},
                     {"Days", true},  {"Who came", false}};
  long by_host = 0;
  long left = 0;
  std::vector<std::string> ids;
  for (auto it = d.view.demands.rbegin(); it != d.view.demands.rend(); ++it) {
    const record::Demand& dm = *it;
    if (!near.contains(dm.host) || dm.id == d.situation.demand || dm.on.last < add_months(d.view.as_of, -12 * kYears))
      continue;
    by_host += dm.host == d.of.host ? 1 : 0;
    left += dm.outcome == "left" ? 1 : 0;
    ids.push_back(dm.id);
    std::string came = "–";
    if (!dm.successors.empty() && dm.successors.front() != "none" && dm.successor_on) {
      std::vector<std::string> names;
      for (const std::string& s : dm.successors) names.push_back(d.view.actor_name(s));
      came = fmt::format("{} ({})", list_of(names), to_words(*dm.successor_on));
    }
    const auto days = outlook::days_to_outcome(dm);
    std::string kind = dm.kind;
    std::replace(kind.begin(), kind.end(), '-', ' ');
    endings.rows.push_back({{d.view.actor_name(dm.host), {d.evidence.row(dm.id)}},
                            {d.view.actor_name(dm.sender), {}},
                            {to_words(dm.on), {}},
                            {kind, {}},
                            {outcome_words(dm), {}},
                            {dm.outcome.empty() || !days ? std::string("–") : fmt::format("{}", *days), {}},
                            {came, {}}});
  }
  Section section{"precedents", "Earlier endings and near cases", Part::front, {}};
  Section rest{"precedents-all", "Earlier endings, coups and matched sequences", Part::annex, {}};
  if (endings.rows.empty()) {
    d.gap(fmt::format("No demand by {} or its neighbours in {} years is in the record.", d.host(), kYears));
  } else {
    endings.finding = fmt::format(
        "{} demands by {} and its neighbours in {} years, {} of them by {}; {} had led to an exit by the day",
        endings.rows.size(), d.host(), kYears, by_host, d.host(), left);
    endings.source_line = "Demands that became public; those that came to nothing are under-counted.";
    Paragraph text;
    text.statements.push_back(
        {endings.finding + ".",
         {d.evidence.query("endings", "Demands by the host and its neighbours",
                           fmt::format("public demands of {} years, the case's own left out", kYears),
                           static_cast<long>(ids.size()), ids, "entente record show demands")},
         Status::computed});
    section.blocks.emplace_back(std::move(text));
    rest.blocks.emplace_back(std::move(endings));
  }

  // Every successful coup of the region in ten years, whatever followed: that is what keeps the negatives in.
  Table coups;
  coups.id = "coups";
  coups.columns = {
      {"Coup", false}, {"Western forces asked to leave within 24 months", false}, {"Rival forces came", false}};
  long asked_hosts = 0;
  long all_hosts = 0;
  std::vector<std::string> coup_ids;
  for (auto it = d.view.coups.rbegin(); it != d.view.coups.rend(); ++it) {
    const record::Coup& c = *it;
    if (!c.success.value_or(false) || c.on.last < add_months(d.view.as_of, -120)) continue;
    if (std::find(d.of.region.begin(), d.of.region.end(), c.host) == d.of.region.end()) continue;
    if (c.host == d.of.host && d.situation.coup == c.id) continue;  // the case's own
    ++all_hosts;
    std::vector<std::string> asked;
    std::vector<std::string> row_ids{d.evidence.row(c.id)};
    for (const record::Demand& dm : d.view.demands) {
      if (dm.host != c.host || dm.on.first < c.on.first || dm.on.first > add_months(c.on.first, 24)) continue;
      if (std::find(d.of.senders.begin(), d.of.senders.end(), dm.sender) == d.of.senders.end()) continue;
      asked.push_back(fmt::format("{} ({})", d.view.actor_name(dm.sender), to_words(dm.on)));
      row_ids.push_back(d.evidence.row(dm.id));
    }
    asked_hosts += asked.empty() ? 0 : 1;
    std::vector<std::string> came;
    for (const record::SecurityAgreement& s : d.view.security_agreements)
      if (s.host == c.host && s.forces && s.forces_on &&
          std::find(d.of.arrivals.begin(), d.of.arrivals.end(), s.sender) != d.of.arrivals.end()) {
        came.push_back(fmt::format("{} ({})", d.view.actor_name(s.sender), to_words(*s.forces_on)));
        row_ids.push_back(d.evidence.row(s.id));
      }
    const bool young = add_months(c.on.first, 24) > d.view.as_of;
    coup_ids.push_back(c.id);
    coups.rows.push_back({{fmt::format("{}, {}", d.view.actor_name(c.host), to_words(c.on)), row_ids},
                          {asked.empty() ? (young ? "none so far" : "none") : list_of(asked), {}},
                          {came.empty() ? "none known" : list_of(came), {}}});
  }
  if (!coups.rows.empty()) {
    std::vector<std::string> senders;
    for (const std::string& s : d.of.senders) senders.push_back(d.view.in_sentence(s));
    coups.columns[1].name = senders.empty() ? "Asked to leave within 24 months: no power named in the case"
                                            : fmt::format("Asked to leave within 24 months: {}", list_of(senders));
    coups.finding =
        fmt::format("{} successful coups in {} in ten years: {} were followed by such a demand, {} were not", all_hosts,
                    d.of.region_words, asked_hosts, all_hosts - asked_hosts);
    coups.source_line = "All successful coups of the states taken, not only those that ended in a break.";
    Paragraph text;
    text.statements.push_back(
        {coups.finding + ".",
         {d.evidence.query("coups", "Successful coups of the region in ten years",
                           "successful coups in the states of the region, the case's own left out", all_hosts, coup_ids,
                           "entente record show coups")},
         Status::computed});
    section.blocks.emplace_back(std::move(text));
    rest.blocks.emplace_back(std::move(coups));
  }
  // Whole sequences since the coup, matched; alphabet and costs were fixed in a file before looking.
  if (const auto matched = outlook::precedents(d.view, d.situation, d.models.ladder, d.models.precedents)) {
    Table near_table;
    near_table.id = "matched";
    near_table.columns = {{"Coup", false},
                          {"Sequence to the same day", false},
                          {"Distance", true},
                          {"What followed within a year", false}};
    for (const outlook::Precedent& p : matched->nearest) {
      std::vector<std::string> row_ids{d.evidence.row(p.coup)};
      std::vector<std::string> followed;
      for (const outlook::Step& step : p.followed)
        followed.push_back(fmt::format("{} ({})", step.label, to_words(step.on)));
      near_table.rows.push_back({{fmt::format("{}, {}", d.view.actor_name(p.host), to_words(p.coup_on)), row_ids},
                                 {p.letters, {}},
                                 {fmt::format("{:g}", p.distance), {}},
                                 {(followed.empty() ? std::string("nothing of the alphabet") : list_of(followed)) +
                                      (p.complete ? "" : "; the year is not over"),
                                  {}}});
    }
    std::string alphabet;
    for (const auto& letter : d.models.precedents.letters)
      alphabet += fmt::format("{}{} {}", alphabet.empty() ? "" : ", ", letter.letter, letter.words);
    near_table.finding = fmt::format("{} {} coups by optimal matching, cut {} days after the coup; the case reads {}",
                                     matched->whole_pool() ? "All" : "Nearest of", matched->pool,
                                     matched->days_since_coup, matched->letters);
    near_table.source_line = fmt::format(
        "Letters: {}. Costs and letters fixed in data/model/precedents.toml; of {} complete cases in the pool {} are negatives.",
        alphabet, matched->pool_complete, matched->pool_negatives);
    if (!near_table.rows.empty()) {
      Paragraph shares;
      std::vector<std::string> nearest_ids;
      for (const outlook::Precedent& p : matched->nearest) nearest_ids.push_back(p.coup);
      const std::string cited = d.evidence.query("precedents", "Nearest coups by optimal matching",
                                                 "successful coups in hosts with forces of the counterpart's camp",
                                                 matched->pool, nearest_ids,
                                                 fmt::format("entente outlook precedents {} {} --on {}", d.of.host,
                                                             d.of.counterpart, to_string(d.view.as_of)));
      shares.statements.push_back(
          {fmt::format(
               "Of {} (effective n {:.1f}), forces of the camp had left after a demand within the next year in {} (80% interval {}–{}), and rival forces had come in {} ({}–{}).",
               matched->whole_pool() ? fmt::format("all {} sequences of the pool", matched->pool)
                                     : "the nearest sequences",
               matched->left.n, percent(matched->left.share), percent(matched->left.interval.lo),
               percent(matched->left.interval.hi), percent(matched->rival_came.share),
               percent(matched->rival_came.interval.lo), percent(matched->rival_came.interval.hi)),
           {cited},
           Status::computed});
      section.blocks.emplace_back(std::move(shares));
      rest.blocks.emplace_back(std::move(near_table));
    }
  }
  if (!section.blocks.empty()) d.out.sections.push_back(std::move(section));
  if (!rest.blocks.empty()) d.out.sections.push_back(std::move(rest));
}

}  // namespace entente::assess

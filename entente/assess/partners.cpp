// How far each partnership has gone, by dated steps; and whether the ties spread or gather.

#include "entente/align/partners.hpp"

#include "entente/assess/draft.hpp"
#include "entente/record/fold.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::assess {
namespace {

constexpr int kMonths = 24;
constexpr int kYears = 4;

std::string stage_words(const record::PartnerState& state) {
  using enum record::PartnerStage;
  std::string out;
  switch (state.stage) {
    case none: out = "none known"; break;
    case talks: out = "talks"; break;
    case agreed: out = "agreement, no forces"; break;
    case delivered: out = "deliveries, no forces"; break;
    case forces: out = "forces present"; break;
  }
  if (state.forces_left) out += "; forces were there and left";
  return out;
}

std::string tie_words(const std::vector<align::Tie>& ties) {
  std::vector<std::string> words;
  for (const align::Tie tie : ties) words.emplace_back(align::name(tie));
  return words.empty() ? "–" : list_of(words);
}

std::string share_words(const align::SharesHosted& hosted) {
  return hosted.shares.empty()
             ? "nobody"
             : fmt::format("effective number {:.1f} (80% interval {:.1f} to {:.1f})", hosted.effective_number,
                           hosted.effective_number_interval.lo, hosted.effective_number_interval.hi);
}

// All partners of the record, not only those the case follows: what they gained and lost in five years.
void add_who_gained(Draft& d, Section& section) {
  const int last = year_of(d.view.as_of);
  const int first = last - kYears;
  const auto years = align::partners_by_year(d.view, d.of.host, first, last);
  std::vector<std::string> ids;
  for (const align::PartnerYear& y : years)
    if (y.year == last) ids.insert(ids.end(), y.evidence.begin(), y.evidence.end());
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  Table table;
  table.id = "partners-gained";
  table.columns = {{"Partner", false},
                   {fmt::format("State at the end of {}", first), false},
                   {"State on the day", false},
                   {"Gained", false},
                   {"Lost", false}};
  std::vector<std::string> gained;
  std::vector<std::string> lost;
  const std::string id = d.evidence.query(
      "partners/gained", "Ties of all partners by year",
      fmt::format("agreements, forces, embassies and steps of the host with any partner, {} to {}", first, last),
      static_cast<long>(ids.size()), ids,
      fmt::format("entente align {} --on {} --show partners --from {}", d.of.host, to_string(d.view.as_of), first));
  for (const align::PartnerChange& c : align::who_gained(years)) {
    if (c.direction > 0) gained.push_back(d.view.in_sentence(c.partner));
    if (c.direction < 0) lost.push_back(d.view.in_sentence(c.partner));
    if (c.direction == 0 && c.gained.empty() && c.lost.empty()) continue;
    table.rows.push_back({{d.view.actor_name(c.partner), {id}},
                          {std::string(align::name(c.from)), {}},
                          {std::string(align::name(c.to)), {}},
                          {tie_words(c.gained), {}},
                          {tie_words(c.lost), {}}});
  }
  if (table.rows.empty()) return;
  table.finding = fmt::format("Who gained and who lost with {} from {} to the day", d.host(), first);
  table.source_line =
      "State: none, talks, signed or delivered, by what stands and by the 24 months before. A partner gained where its "
      "state or the number of its ties rose and neither fell. Steps are a selection: no shares of them.";
  const auto then =
      align::shares_hosted(d.view, {d.of.host}, Day(std::chrono::year(first) / std::chrono::December / 31), d.seed);
  const auto now = align::shares_hosted(d.view, {d.of.host}, d.view.as_of, d.seed);
  Paragraph text;
  text.statements.push_back(
      {fmt::format("Since the end of {}, {} gained and {} lost with {}. Of forces, which alone are a whole, by people: "
                   "{} then, {} on the day.",
                   first, gained.empty() ? "nobody" : list_of(gained), lost.empty() ? "nobody" : list_of(lost),
                   d.host(), share_words(then), share_words(now)),
       {id},
       Status::computed});
  section.blocks.emplace_back(std::move(text));
  section.blocks.emplace_back(std::move(table));
}

}  // namespace

void add_partners(Draft& d) {
  if (d.of.partners.empty()) {
    d.gap("The case names no partners to follow.");
    return;
  }
  Section front{"partners", "Partners", Part::front, {}};
  Section annex{"partners-steps", "Partners, step by step", Part::annex, {}};
  Table short_table;
  short_table.id = "partners";
  short_table.columns = {{"Partner", false}, {"State on the day", false}, {"Latest step", false}};
  Table table;
  table.id = "partners-steps";
  table.columns = {
      {"Partner", false}, {"State on the day", false}, {"Steps in 24 months", true}, {"Latest step", false}};
  long active = 0;
  std::vector<std::string> with_forces;
  std::vector<std::string> idle;
  std::vector<std::string> agreed;
  std::vector<std::string> agreed_ids;
  for (const std::string& code : d.of.partners) {
    const record::PartnerState state = record::partner_state(d.view, d.of.host, code, kMonths);
    if (!state.steps.empty()) ++active;
    std::vector<std::string> ids;
    for (const auto& step : state.steps) ids.push_back(d.evidence.row(step.evidence));
    std::string latest = "–";
    if (!state.steps.empty())
      latest = fmt::format("{}: {}", to_words(state.steps.back().on), state.steps.back().summary);
    if (state.stage == record::PartnerStage::forces) with_forces.push_back(d.view.in_sentence(code));
    if (state.stage == record::PartnerStage::agreed || state.stage == record::PartnerStage::delivered) {
      agreed.push_back(d.view.in_sentence(code));
      if (!ids.empty()) agreed_ids.push_back(ids.back());
    }
    if (state.steps.empty() && state.stage == record::PartnerStage::none)
      idle.push_back(d.view.in_sentence(code));
    else
      short_table.rows.push_back({{d.view.actor_name(code), ids.empty() ? ids : std::vector<std::string>{ids.back()}},
                                  {stage_words(state), {}},
                                  {state.steps.empty() ? "–" : to_words(state.steps.back().on), {}}});
    table.rows.push_back({{d.view.actor_name(code), ids},
                          {stage_words(state), {}},
                          {fmt::format("{}", state.steps.size()), {}},
                          {latest, {}}});
  }
  table.finding = fmt::format("{} of {} partners followed took a dated step towards {} in two years", active,
                              d.of.partners.size(), d.host());
  short_table.finding = table.finding;
  short_table.source_line = "A selection and no census: it says who appears, not who matters.";
  if (!idle.empty()) short_table.source_line += fmt::format(" No step is known of {}.", list_of(idle));
  table.source_line =
      "Steps are events of the record, a selection and no census: counts say who appears, not who matters.";

  Paragraph text;
  Paragraph forces;
  if (!agreed.empty())
    text.statements.push_back({fmt::format("{} stood at agreements or deliveries without forces in {} on the day.",
                                           capital(list_of(agreed)), d.host()),
                               agreed_ids, Status::computed});
  if (with_forces.empty()) {
    text.statements.push_back(
        {fmt::format("None of the partners followed had forces in {} on the day.", d.host()),
         {d.evidence.query(
             "partners/forces", "Presences and open sites of the partners followed",
             "presences and sites of the host, open on the day, of the partners named in the case", 0, {},
             fmt::format("entente record state {} {} --on {}", d.of.host, d.of.counterpart, to_string(d.view.as_of)))},
         Status::computed});
  } else {
    text.statements.push_back(
        {fmt::format("{} had forces in {} on the day.", capital(list_of(with_forces)), d.host()),
         {d.evidence.query(
             "partners/forces", "Presences and open sites of the partners followed",
             "presences and sites of the host, open on the day, of the partners named in the case",
             static_cast<long>(with_forces.size()), {},
             fmt::format("entente record state {} {} --on {}", d.of.host, d.of.counterpart, to_string(d.view.as_of)))},
         Status::computed});
  }

  // Who stands where among those with forces: fewer senders is concentration, whatever the visits say.
  const auto senders_on = [&](Day day) {
    std::vector<std::string> codes;
    for (const record::Presence& p : d.view.presences)
      if (p.host == d.of.host && p.from.first <= day && (!p.to || p.to->last > day) &&
          std::find(codes.begin(), codes.end(), p.sender) == codes.end())
        codes.push_back(p.sender);
    std::sort(codes.begin(), codes.end());
    return codes;
  };
  const auto now = senders_on(d.view.as_of);
  const auto before = senders_on(add_months(d.view.as_of, -kMonths));
  const auto names = [&](const std::vector<std::string>& codes) {
    std::vector<std::string> words;
    for (const std::string& code : codes) words.push_back(d.view.in_sentence(code));
    return words.empty() ? std::string("none") : list_of(words);
  };
  std::vector<std::string> ids;
  for (const record::Presence& p : d.view.presences)
    if (p.host == d.of.host && (!p.to || p.to->last > add_months(d.view.as_of, -kMonths))) ids.push_back(p.id);
  forces.statements.push_back(
      {fmt::format(
           "Powers with forces in {}: {} two years before, {} on the day ({}); ties that spread in visits have {} in forces.",
           d.host(), before.size(), now.size(), names(now),
           now.size() < before.size()    ? "narrowed"
           : now.size() == before.size() ? "not spread"
                                         : "spread"),
       {d.evidence.query("partners/presences", "Presences in the host over two years",
                         "presences of the host that had not ended two years before the day",
                         static_cast<long>(ids.size()), ids, "entente record show presences")},
       Status::computed});
  front.blocks.emplace_back(std::move(forces));
  if (!short_table.rows.empty()) front.blocks.emplace_back(std::move(short_table));
  annex.blocks.emplace_back(std::move(text));
  annex.blocks.emplace_back(std::move(table));
  add_who_gained(d, annex);
  d.out.sections.push_back(std::move(front));
  d.out.sections.push_back(std::move(annex));
}

}  // namespace entente::assess

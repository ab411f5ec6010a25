// How far each partnership has gone, by dated steps; and whether the ties spread or gather.

#include "entente/align/partners.hpp"

#include "entente/assess/part.hpp"
#include "entente/assess/partners_told.hpp"
#include "entente/assess/words.hpp"
#include "entente/record/fold.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::assess {
namespace {

constexpr int kMonths = 24;
constexpr int kYears = 4;
constexpr const char* kStepsHeading = "Partners, step by step";

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

// What each partner gained and lost, a row a partner with a change; and who gained and who lost on balance.
struct Balance {
  Table table;
  std::vector<std::string> gained;
  std::vector<std::string> lost;
};

Balance balance_of(const Given& given, const std::vector<align::PartnerYear>& years, const std::string& cited) {
  Balance out;
  for (const align::PartnerChange& c : align::who_gained(years)) {
    if (c.direction > 0) out.gained.push_back(given.view.in_sentence(c.partner));
    if (c.direction < 0) out.lost.push_back(given.view.in_sentence(c.partner));
    if (c.direction == 0 && c.gained.empty() && c.lost.empty()) continue;
    out.table.rows.push_back({{given.view.actor_name(c.partner), {cited}},
                              {std::string(align::name(c.from)), {}},
                              {std::string(align::name(c.to)), {}},
                              {tie_words(c.gained), {}},
                              {tie_words(c.lost), {}}});
  }
  return out;
}

// All partners of the record, not only those the case follows: what they gained and lost in five years.
void add_who_gained(Section& section, const Given& given, Register& evidence) {
  const int last = year_of(given.view.as_of);
  const int first = last - kYears;
  const auto years = align::partners_by_year(given.view, given.of.host, first, last);
  std::vector<std::string> ids;
  for (const align::PartnerYear& y : years)
    if (y.year == last) ids.insert(ids.end(), y.evidence.begin(), y.evidence.end());
  ids = each_once(std::move(ids));
  const std::string cited = evidence.query(
      "partners/gained", "Ties of all partners by year",
      fmt::format("agreements, forces, embassies and steps of the host with any partner, {} to {}", first, last),
      static_cast<long>(ids.size()), ids,
      Call{"align"}
          .with("states", given.of.host)
          .on(given.view.as_of)
          .with("show", "partners")
          .with("from", std::to_string(first)));
  Balance balance = balance_of(given, years, cited);
  if (balance.table.rows.empty()) return;
  balance.table.id = "partners-gained";
  balance.table.columns = {{"Partner", false},
                           {fmt::format("State at the end of {}", first), false},
                           {"State on the day", false},
                           {"Gained", false},
                           {"Lost", false}};
  balance.table.finding = fmt::format("Who gained and who lost with {} from {} to the day", given.host(), first);
  balance.table.source_line =
      "State: none, talks, signed or delivered, by what stands and by the 24 months before. A partner gained where its "
      "state or the number of its ties rose and neither fell. Steps are a selection: no shares of them.";
  const Day then = Day(std::chrono::year(first) / std::chrono::December / 31);
  const auto shares_on = [&](Day day) {
    return share_words(align::shares_hosted(given.view, {given.of.host}, day, given.seed));
  };
  const auto names = [](const std::vector<std::string>& partners) {
    return partners.empty() ? std::string("nobody") : list_of(partners);
  };
  section.blocks.emplace_back(Paragraph{
      {{fmt::format(
            "Since the end of {}, {} gained and {} lost with {}. Of ties only forces are counted in full; powers with "
            "forces by people: {} then, {} on the day.",
            first, names(balance.gained), names(balance.lost), given.host(), shares_on(then),
            shares_on(given.view.as_of)),
        {cited},
        Status::computed}}});
  section.blocks.emplace_back(std::move(balance.table));
}

// One partner that the case follows, and the register's ids of its steps.
struct Partner {
  std::string code;
  record::PartnerState state;
  std::vector<std::string> steps;
};

std::vector<Partner> follow(const Given& given, Register& evidence) {
  std::vector<Partner> out;
  for (const std::string& code : given.of.partners) {
    Partner one{code, record::partner_state(given.view, given.of.host, code, kMonths), {}};
    for (const auto& step : one.state.steps) one.steps.push_back(evidence.row(step.evidence));
    out.push_back(std::move(one));
  }
  return out;
}

std::string finding_of(const Given& given, const std::vector<Partner>& partners) {
  const auto active = std::ranges::count_if(partners, [](const Partner& one) { return !one.state.steps.empty(); });
  return fmt::format("{} of {} partners followed took a dated step towards {} in two years",
                     active == 0 ? "None" : std::to_string(active), partners.size(), given.host());
}

// In front: the state and the latest step of those of whom anything is known.
Table front_table(const Given& given, const std::vector<Partner>& partners) {
  Table table;
  table.id = "partners";
  table.columns = {{"Partner", false}, {"State on the day", false}, {"Latest step", false}};
  std::vector<std::string> idle;
  for (const Partner& one : partners) {
    if (one.state.steps.empty() && one.state.stage == record::PartnerStage::none) {
      idle.push_back(given.view.in_sentence(one.code));
      continue;
    }
    const auto latest = one.steps.empty() ? std::vector<std::string>{} : std::vector<std::string>{one.steps.back()};
    table.rows.push_back({{given.view.actor_name(one.code), latest},
                          {stage_words(one.state), {}},
                          {one.state.steps.empty() ? "–" : to_words(one.state.steps.back().on), {}}});
  }
  table.finding = finding_of(given, partners);
  table.source_line = "A selection and no census: it says who appears, not who matters.";
  if (!idle.empty()) table.source_line += fmt::format(" No step is known of {}.", list_of(idle));
  return table;
}

Table steps_table(const Given& given, const std::vector<Partner>& partners) {
  Table table;
  table.id = "partners-steps";
  table.columns = {
      {"Partner", false}, {"State on the day", false}, {"Steps in 24 months", true}, {"Latest step", false}};
  for (const Partner& one : partners) {
    const auto& steps = one.state.steps;
    table.rows.push_back(
        {{given.view.actor_name(one.code), one.steps},
         {stage_words(one.state), {}},
         {fmt::format("{}", steps.size()), {}},
         {steps.empty() ? "–" : fmt::format("{}: {}", to_words(steps.back().on), steps.back().summary), {}}});
  }
  table.finding = finding_of(given, partners);
  table.source_line =
      "Steps are events of the record, a selection and no census: counts say who appears, not who matters.";
  return table;
}

// Who stood at papers without forces, and who had forces there.
Paragraph stages_text(const Given& given, Register& evidence, const std::vector<Partner>& partners) {
  std::vector<std::string> with_forces;
  std::vector<std::string> agreed;
  std::vector<std::string> agreed_ids;
  for (const Partner& one : partners) {
    if (one.state.stage == record::PartnerStage::forces) with_forces.push_back(given.view.in_sentence(one.code));
    if (one.state.stage != record::PartnerStage::agreed && one.state.stage != record::PartnerStage::delivered) continue;
    agreed.push_back(given.view.in_sentence(one.code));
    if (!one.steps.empty()) agreed_ids.push_back(one.steps.back());
  }
  Paragraph text;
  if (!agreed.empty())
    text.statements.push_back({fmt::format("{} stood at agreements or deliveries without forces in {} on the day.",
                                           capital(list_of(agreed)), given.host()),
                               agreed_ids, Status::computed});
  text.statements.push_back(
      {with_forces.empty()
           ? fmt::format("None of the partners followed had forces in {} on the day.", given.host())
           : fmt::format("{} had forces in {} on the day.", capital(list_of(with_forces)), given.host()),
       {evidence.query("partners/forces", "Presences and open sites of the partners followed",
                       "presences and sites of the host, open on the day, of the partners named in the case",
                       static_cast<long>(with_forces.size()), {}, given.call("record state"))},
       Status::computed});
  return text;
}

std::vector<std::string> senders_on(const Given& given, Day day) {
  std::vector<std::string> codes;
  for (const record::Presence& p : given.view.presences)
    if (p.host == given.of.host && p.from.first <= day && (!p.to || p.to->last > day)) codes.push_back(p.sender);
  return each_once(std::move(codes));
}

// Who stands where among those with forces: fewer senders is concentration, whatever the visits say.
Statement senders_statement(const Given& given, Register& evidence, const std::vector<Partner>& partners) {
  const Day then = add_months(given.view.as_of, -kMonths);
  const auto now = senders_on(given, given.view.as_of);
  const auto before = senders_on(given, then);
  std::vector<std::string> names;
  for (const std::string& code : now) names.push_back(given.view.in_sentence(code));
  std::vector<std::string> others;
  for (const Partner& one : partners)
    if (one.state.stage == record::PartnerStage::forces && std::ranges::count(now, one.code) == 0)
      others.push_back(given.view.in_sentence(one.code));
  std::vector<std::string> ids;
  for (const record::Presence& p : given.view.presences)
    if (p.host == given.of.host && (!p.to || p.to->last > then)) ids.push_back(p.id);
  return {fmt::format(
              "Powers with forces in {} by the table of presences: {} two years before, {} on the day ({}); counted "
              "so, its ties {}.{}",
              given.host(), before.size(), now.size(), names.empty() ? "none" : list_of(names),
              now.size() < before.size()    ? "have narrowed"
              : now.size() == before.size() ? "have not spread"
                                            : "have spread",
              others.empty() ? "" : fmt::format(" Sites or steps tell of forces of {} too.", list_of(others))),
          {evidence.query("partners/presences", "Presences in the host over two years",
                          "presences of the host that had not ended two years before the day",
                          static_cast<long>(ids.size()), ids, rows_of("presences", given.view.as_of))},
          Status::computed};
}

}  // namespace

Contribution partners_part(const Given& given) {
  Contribution out(given.view);
  if (given.of.partners.empty()) {
    out.gap("The case names no partners to follow.");
    return out;
  }
  const std::vector<Partner> partners = follow(given, out.evidence);
  std::vector<record::PartnerState> states;
  for (const Partner& one : partners) states.push_back(one.state);
  tell_partners(out, given, states);
  Section front{"partners", "Partners", Part::front, {}};
  front.blocks.emplace_back(Paragraph{{senders_statement(given, out.evidence, partners)}});
  if (Table table = front_table(given, partners); !table.rows.empty()) front.blocks.emplace_back(std::move(table));
  out.add(std::move(front));
  if (!given.wanted.annex) {
    out.leave_out("partners-steps", kStepsHeading);
    return out;
  }
  Section annex{"partners-steps", kStepsHeading, Part::annex, {}};
  annex.blocks.emplace_back(stages_text(given, out.evidence, partners));
  annex.blocks.emplace_back(steps_table(given, partners));
  add_who_gained(annex, given, out.evidence);
  out.add(std::move(annex));
  return out;
}

}  // namespace entente::assess

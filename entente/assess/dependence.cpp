// Who depends on the host for a good: what it could sell and ship, who owns it, how long the buyer's stock would last.

#include "entente/outlook/dependence.hpp"

#include "entente/assess/part.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace entente::assess {
namespace {

using record::CommodityFigure;

// "2,020": years stand beside these numbers.
std::string whole(double value) { return with_commas(fmt::format("{:.0f}", value)); }

std::string amount(const CommodityFigure& f) { return whole(f.value) + " " + f.unit; }

std::string words_of(std::string measure) {
  std::replace(measure.begin(), measure.end(), '_', ' ');
  return measure;
}

// "2.9 years", "2.9 to 3.2 years".
std::string years(const outlook::YearsOfCover& c) {
  const std::string lo = fmt::format("{:.1f}", c.lo);
  const std::string hi = fmt::format("{:.1f}", c.hi);
  return lo == hi ? counted(lo, "year") : fmt::format("{} to {} years", lo, hi);
}

// What could be sold: what is mined in a year, and what lies at the mines.
void add_sold(Paragraph& text, Register& evidence, const outlook::Dependence& g) {
  if (g.output.empty()) return;
  const auto [least, most] = std::minmax_element(g.output.begin(), g.output.end(),
                                                 [](const auto* a, const auto* b) { return a->value < b->value; });
  const CommodityFigure& newest = *g.output.front();
  std::string sold = fmt::format("Could be sold: what is mined, {} in {}", amount(newest), to_words(newest.period));
  std::vector<std::string> ids{evidence.row(newest.id)};
  if ((*least)->value != (*most)->value) {
    sold +=
        fmt::format(" ({} to {} a year by the figures of three years)", whole((*least)->value), whole((*most)->value));
    for (const CommodityFigure* f : {*least, *most})
      if (f != &newest) ids.push_back(evidence.row(f->id));
  }
  if (g.stocks.empty()) sold += "; no stock at the mines is in the record on the day";
  for (const CommodityFigure* f : g.stocks) {
    sold += fmt::format("; {} lay at {} ({})", amount(*f), f->subject, to_words(f->period));
    ids.push_back(evidence.row(f->id));
  }
  text.statements.push_back({sold + ".", ids, Status::computed});
}

// What could be shipped, and who owns it.
void add_shipped(Paragraph& text, const Given& given, Register& evidence, const outlook::Dependence& g) {
  for (const CommodityFigure* f : g.closed)
    text.statements.push_back(
        {fmt::format("Could not be shipped through {}: that route was closed on {}, and no report of its opening is "
                     "in the record on the day.",
                     given.view.in_sentence(f->counterpart), to_words(f->period)),
         {evidence.row(f->id)},
         Status::reported});
  std::vector<std::string> owned;
  std::vector<std::string> ids;
  for (const CommodityFigure* f : g.owners) {
    owned.push_back(fmt::format("{} {:g}% of {}", f->counterpart, f->value, f->subject));
    ids.push_back(evidence.row(f->id));
  }
  if (!owned.empty())
    text.statements.push_back({fmt::format("Owned: {}.", list_of(owned)), std::move(ids), Status::reported});
  constexpr std::size_t kNamedEvents = 3;
  for (std::size_t i = 0; i < std::min(kNamedEvents, g.events.size()); ++i)
    text.statements.push_back({fmt::format("Told ({}): {}.", to_words(g.events[i]->on), g.events[i]->summary),
                               {evidence.row(g.events[i]->id)},
                               Status::reported});
}

// How long the buyer's stock lasts. Requires a cover.
void add_cover(Paragraph& text, const Given& given, Register& evidence, const outlook::Dependence& g) {
  const std::string buyer = given.view.in_sentence(g.buyer);
  std::vector<std::string> uses;
  std::vector<std::string> ids{evidence.row(g.buyers_stock->id)};
  for (const CommodityFigure* f : g.uses)
    if (f->unit == g.buyers_stock->unit) {
      uses.push_back(
          fmt::format("{} {}", whole(f->value), f->measure.find("loaded") == std::string::npos ? "needed" : "loaded"));
      ids.push_back(evidence.row(f->id));
    }
  text.statements.push_back({fmt::format("Stock over use for {}: {} over {} a year covers {} if nothing is delivered.",
                                         buyer, amount(*g.buyers_stock), list_of(uses), years(*g.cover)),
                             std::move(ids), Status::computed});
  if (!g.gap_cover) return;
  std::vector<std::string> delivered;
  ids = {evidence.row(g.buyers_stock->id)};
  for (const CommodityFigure* f : g.deliveries)
    if (f->unit == g.buyers_stock->unit) {
      delivered.push_back(fmt::format("{} in {}", whole(f->value), to_words(f->period)));
      ids.push_back(evidence.row(f->id));
    }
  text.statements.push_back(
      {fmt::format("If only the deliveries from {} fell away ({}), the stock covers the gap for {}.", given.host(),
                   list_of(delivered), years(*g.gap_cover)),
       std::move(ids), Status::computed});
}

// All figures; what the sentences use stands in the register row by row, the rest is cited as one query.
Table figures_table(const Given& given, Register& evidence, const outlook::Dependence& g, const Paragraph& text) {
  std::set<std::string> cited;
  for (const Statement& s : text.statements) cited.insert(s.evidence.begin(), s.evidence.end());
  std::vector<std::string> ids;
  for (const CommodityFigure* f : g.figures) ids.push_back(f->id);
  const std::string all = evidence.query(
      "dependence", fmt::format("Figures on {} of three years", g.good),
      fmt::format("the newest figure known on the day of each measure of {}, its mines and {}", given.host(),
                  given.view.in_sentence(g.buyer)),
      static_cast<long>(g.figures.size()), ids,
      Call{"outlook dependence"}.with("good", g.good).with("host", g.host).with("buyer", g.buyer).on(given.view.as_of));
  Table table;
  table.id = "dependence";
  table.columns = {{"Figure", false}, {"Value", true}, {"Period", false}};
  for (const CommodityFigure* f : g.figures) {
    const std::string row = "row:" + f->id;
    std::vector<std::string> source;
    if (cited.contains(row))
      source = {row};
    else if (table.rows.empty())
      source = {all};
    table.rows.push_back(
        {{fmt::format("{}: {}{}", given.view.actor_name(f->subject), words_of(f->measure),
                      f->counterpart.empty() ? "" : " (" + given.view.actor_name(f->counterpart) + ")"),
          std::move(source)},
         {f->unit == "event" ? "yes" : fmt::format("{:g} {}", f->value, f->unit), {}},
         {to_words(f->period), {}}});
  }
  table.finding =
      fmt::format("{}: who makes, owns and takes it, by the newest figures known on the day", capital(g.good));
  table.source_line =
      "Figures as printed by each source, revised figures by their own day; unverified rows are marked in the register.";
  return table;
}

// On page 1: what is made, whether it can be shipped, what was told last, and how long the buyer's stock lasts.
void tell_good(Contribution& out, const Given& given, const outlook::Dependence& g) {
  // The unit of the tables says what it weighs: "tU" of uranium are tonnes.
  const auto of_good = [&](const CommodityFigure& f) {
    return fmt::format("{} {} of {}", whole(f.value), f.unit == "tU" ? "tonnes" : f.unit, g.good);
  };
  const auto tell = [&](Told told, std::vector<std::string> ids, Status status, int spare) {
    out.tell(given, On::good, std::move(told), std::move(ids), status, spare);
    out.lines.back().heading = capital(g.good);
  };
  if (!g.output.empty()) {
    const CommodityFigure& newest = *g.output.front();
    Told made{.who = actor(given.view, given.of.host), .acts = {{"produce", of_good(newest), newest.period}}};
    std::vector<std::string> ids{out.evidence.row(newest.id)};
    if (!g.closed.empty()) {
      const CommodityFigure& route = *g.closed.front();
      made.besides = fmt::format("its route through {} has been closed since {}",
                                 given.view.in_sentence(route.counterpart), to_words(route.period));
      ids.push_back(out.evidence.row(route.id));
    }
    tell(std::move(made), std::move(ids), Status::reported, 0);
  }
  if (!g.events.empty()) {
    const record::Event& event = *g.events.front();
    Told report{.who = {"the latest report, of " + to_words(event.on) + ","},
                .acts = {{.verb = "read", .what = fmt::format("“{}”", event.summary)}}};
    report.says = Says::state;
    if (count_of_words(realise(report, given.view.as_of)) <= kLongestSentence)
      tell(std::move(report), {out.evidence.row(event.id)}, Status::reported, 1);
  }
  if (g.cover)
    tell({.says = Says::state,
          .who = {"the stock of " + given.view.in_sentence(g.buyer)},
          .acts = {{.verb = "cover", .what = fmt::format("{} if nothing is delivered", years(*g.cover))}}},
         {out.evidence.row(g.buyers_stock->id)}, Status::computed, 2);
}

}  // namespace

Contribution dependence_part(const Given& given) {
  Contribution out(given.view);
  const Dependence& asked = given.of.dependence;
  if (asked.good.empty()) return out;
  const outlook::Dependence g = outlook::dependence(given.view, asked.good, given.of.host, asked.buyer);
  if (g.figures.empty()) {
    out.gap(fmt::format("No figure on {} known on the day is in the record.", g.good));
    out.not_told(On::good, fmt::format("No figure on {} was known on the day.", g.good));
    out.lines.back().heading = capital(g.good);
    return out;
  }
  if (given.wanted.front) tell_good(out, given, g);
  // What is missing for the cover is told in front, so it is looked for in any case.
  if (!g.cover)
    out.gap(
        fmt::format("The stock of {} held by {} or its yearly use is not in the record on the day, so cover is not "
                    "computed.",
                    g.good, given.view.in_sentence(g.buyer)));
  if (!given.wanted.annex) {
    out.leave_out("dependence", capital(g.good));
    return out;
  }
  Paragraph text;
  add_sold(text, out.evidence, g);
  add_shipped(text, given, out.evidence, g);
  if (g.cover) add_cover(text, given, out.evidence, g);
  Table table = figures_table(given, out.evidence, g, text);
  Section section{"dependence", capital(g.good), Part::annex, {}};
  if (!text.statements.empty()) section.blocks.emplace_back(std::move(text));
  section.blocks.emplace_back(std::move(table));
  out.add(std::move(section));
  return out;
}

}  // namespace entente::assess

#include "entente/verbs/outlook_dependence.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/dependence.hpp"
#include "entente/verbs/remedy.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <utility>

namespace entente::verbs {
namespace {

using Figures = std::vector<const record::CommodityFigure*>;

Cell years(const std::optional<outlook::YearsOfCover>& c) {
  if (!c) return None{"not computed"};
  return Range{.low = c->lo, .high = c->hi};
}

Table cover_table(const outlook::Dependence& d, const record::View& view) {
  Table t{.name = "cover",
          .title = fmt::format("How long the stock of {} held by {} would last, in years", d.good,
                               view.in_sentence(d.buyer))};
  t.columns = {text_column("good").only_for_programs(),  text_column("host").only_for_programs(),
               text_column("buyer").only_for_programs(), text_column("lost").only_for_programs(),
               text_column("condition").headed("if"),    interval_column("years", look::kTwo).in("years")};
  const auto add = [&](const char* lost, const std::string& condition, const auto& cover) {
    t.rows.push_back({d.good, d.host, d.buyer, lost, condition, years(cover)});
  };
  add("all", "nothing were delivered", d.cover);
  add("host", fmt::format("only the deliveries from {} fell away", view.in_sentence(d.host)), d.gap_cover);
  t.notes.emplace_back(
      "The lowest and the highest over the yearly figures below. Figures of the last three years; what is older is not "
      "used.");
  return t;
}

// A row a figure, under what it was taken for.
void add_rows(Table& t, const char* list, const char* taken_for, const Figures& figures) {
  for (const auto* f : figures)
    t.rows.push_back({list, taken_for, f->subject, f->measure, text(f->counterpart),
                      f->unit == "event" ? "yes" : fmt::format("{:g} {}", f->value, f->unit), f->value, f->unit,
                      to_string(f->period), f->known_on, f->id});
}

Table figures_table(const outlook::Dependence& d, const record::View& view) {
  Table t{.name = "figures",
          .title = fmt::format("{} of {}: what could be sold and shipped, who owns it, what the buyer needs", d.good,
                               view.in_sentence(d.host))};
  t.columns = {text_column("list").only_for_programs(),
               text_column("taken_for"),
               text_column("subject").headed("of"),
               text_column("measure"),
               text_column("counterpart"),
               text_column("value_and_unit").headed("value").only_in_text(),
               number_column("value").only_for_programs(),
               text_column("unit").only_for_programs(),
               text_column("period"),
               day_column("known_on"),
               text_column("evidence")};
  add_rows(t, "output", "could be sold", d.output);
  add_rows(t, "stocks-at-mines", "could be sold", d.stocks);
  add_rows(t, "routes-closed", "way out closed", d.closed);
  add_rows(t, "happenings", "at the mines", d.happenings);
  add_rows(t, "owners", "owned by", d.owners);
  if (d.buyers_stock != nullptr) add_rows(t, "buyers-stock", "stock", {d.buyers_stock});
  add_rows(t, "uses", "use", d.uses);
  add_rows(t, "deliveries", "delivered", d.deliveries);
  return t;
}

Table events_table(const outlook::Dependence& d, const record::View& view) {
  Table t{.name = "told", .title = fmt::format("What was told of {} and {}", d.good, view.in_sentence(d.host))};
  t.columns = {text_column("on").headed("day"), text_column("what"), text_column("evidence")};
  for (const auto* e : d.events) t.rows.push_back({to_string(e->on), e->summary, e->id});
  return t;
}

// The first later day on which a figure can be told; nothing where there is none.
std::optional<Day> told_from(const OutlookDependenceRequest& request, const store::Facts& facts, Day after) {
  std::set<Day> days;
  for (const auto& f : whole_record(facts, request.vintage).commodities)
    if (f.good == request.good && f.subject == request.host && f.known_on > after) days.insert(f.known_on);
  return first_day_on_which(facts, request.vintage, days, [&](const record::View& view) {
    return !outlook::dependence(view, request.good, request.host, request.buyer).figures.empty();
  });
}

[[noreturn]] void refuse(const OutlookDependenceRequest& request, const record::View& view, const store::Facts& facts) {
  const std::optional<Day> later = told_from(request, facts, view.as_of);
  std::set<std::string> goods;
  for (const auto& f : view.commodities) goods.insert(f.good);
  throw Error(ErrorCode::not_found,
              fmt::format("the record holds no figure of the last three years on {} of {}, known on {}", request.good,
                          view.in_sentence(request.host), to_words(view.as_of)),
              fmt::format("{}; goods known on the day: {}; rows can be added to the table of commodities "
                          "(docs/data-tables.md)",
                          later ? fmt::format("ask as of {} or later", to_string(*later))
                                : std::string("no later day of the record helps"),
                          goods.empty() ? "none" : fmt::format("{}", fmt::join(goods, ", "))));
}

}  // namespace

Result outlook_dependence(const Engine& engine, const OutlookDependenceRequest& request) {
  const auto store = engine.open();
  const record::View view = view_of(*store, *request.as_of, request.vintage);
  for (const std::string* code : {&request.host, &request.buyer}) require_actor(view, *code);
  const outlook::Dependence d = outlook::dependence(view, request.good, request.host, request.buyer);
  if (d.figures.empty()) refuse(request, view, *store);
  Result out{.verb = "outlook dependence", .basis = basis_of(view)};
  out.tables = {cover_table(d, view), figures_table(d, view), events_table(d, view)};
  return out;
}

Verb outlook_dependence_verb() {
  Parameters<OutlookDependenceRequest> p;
  p.add("good", &OutlookDependenceRequest::good, "A good of the table of commodities, such as uranium")
      .positional()
      .required()
      .called("GOOD");
  add_host(p, &OutlookDependenceRequest::host).required();
  p.add("buyer", &OutlookDependenceRequest::buyer, "Who may depend on it, such as EU")
      .positional()
      .required()
      .called("ACTOR");
  add_as_of(p, &OutlookDependenceRequest::as_of).required();
  add_vintage(p, &OutlookDependenceRequest::vintage);
  Verb verb =
      make_verb("outlook dependence",
                "What a host could sell and ship of a good, who owns it, and how long a buyer's stock would last",
                std::move(p), outlook_dependence);
  verb.examples = {{"The European Union and Niger's uranium", "outlook dependence uranium NER EU --as-of 2024-03-17"}};
  verb.pages = {"docs/verbs.md", "docs/methods/outlook-dependence.md"};
  verb.tables = {"cover", "figures", "told"};
  return verb;
}

}  // namespace entente::verbs

// entente outlook dependence GOOD HOST BUYER: what could be sold and shipped, who owns it, how long stocks would last.

#include "entente/outlook/dependence.hpp"

#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"
#include "entente/base/error.hpp"
#include "entente/store/duck/open.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <set>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;
using Figures = std::vector<const record::CommodityFigure*>;

struct DependenceOptions {
  std::string good;
  std::string host;
  std::string buyer;
  std::string on;
  std::string record;
  std::string vintage;
  std::string format;
  std::string table;
};

std::string years(const std::optional<outlook::YearsOfCover>& c) {
  return c ? fmt::format("{:.2f} to {:.2f}", c->lo, c->hi) : "not computed";
}

// A row a figure, under what it was taken for.
void add_rows(ResultTable& t, const std::string& use, const Figures& figures) {
  for (const auto* f : figures)
    t.rows.push_back({use, f->subject, f->measure, f->counterpart,
                      f->unit == "event" ? "yes" : fmt::format("{:g} {}", f->value, f->unit), to_string(f->period),
                      to_string(f->known_on), f->id});
}

std::vector<ResultTable> tables_of(const outlook::Dependence& d, const record::View& view) {
  ResultTable cover{
      "cover",
      fmt::format("How long the stock of {} held by {} would last, in years", d.good, view.in_sentence(d.buyer)),
      {},
      {"if", "years"},
      {{"nothing were delivered", years(d.cover)},
       {fmt::format("only the deliveries from {} fell away", view.in_sentence(d.host)), years(d.gap_cover)}}};
  cover.notes.emplace_back(
      "The lowest and the highest over the yearly figures below. Figures of the last three years; what is older is not "
      "used.");
  ResultTable figures{"figures",
                      fmt::format("{} of {}: what could be sold and shipped, who owns it, what the buyer needs", d.good,
                                  view.in_sentence(d.host)),
                      {},
                      {"taken for", "of", "measure", "counterpart", "value", "period", "known on", "evidence"},
                      {}};
  add_rows(figures, "could be sold", d.output);
  add_rows(figures, "could be sold", d.stocks);
  add_rows(figures, "way out closed", d.closed);
  add_rows(figures, "at the mines", d.happenings);
  add_rows(figures, "owned by", d.owners);
  if (d.buyers_stock != nullptr) add_rows(figures, "stock", {d.buyers_stock});
  add_rows(figures, "use", d.uses);
  add_rows(figures, "delivered", d.deliveries);
  ResultTable told{"told",
                   fmt::format("What was told of {} and {}", d.good, view.in_sentence(d.host)),
                   {},
                   {"day", "what", "evidence"},
                   {}};
  for (const auto* e : d.told) told.rows.push_back({to_string(e->on), e->summary, e->id});
  return {std::move(cover), std::move(figures), std::move(told)};
}

std::string as_json(const outlook::Dependence& d, const record::View& view) {
  const auto list = [](const Figures& figures) {
    Json out = Json::array();
    for (const auto* f : figures)
      out.push_back({{"subject", f->subject},
                     {"measure", f->measure},
                     {"counterpart", f->counterpart},
                     {"value", f->value},
                     {"unit", f->unit},
                     {"period", to_string(f->period)},
                     {"known_on", to_string(f->known_on)},
                     {"evidence", f->id}});
    return out;
  };
  const auto cover = [](const std::optional<outlook::YearsOfCover>& c) {
    return c ? Json{{"lo", c->lo}, {"hi", c->hi}} : Json(nullptr);
  };
  Json told = Json::array();
  for (const auto* e : d.told) told.push_back({{"on", to_string(e->on)}, {"what", e->summary}, {"evidence", e->id}});
  return Json{{"as_of", to_string(view.as_of)},
              {"view", view.hash},
              {"good", d.good},
              {"host", d.host},
              {"buyer", d.buyer},
              {"cover_years", cover(d.cover)},
              {"gap_cover_years", cover(d.gap_cover)},
              {"output", list(d.output)},
              {"stocks_at_mines", list(d.stocks)},
              {"routes_closed", list(d.closed)},
              {"happenings", list(d.happenings)},
              {"owners", list(d.owners)},
              {"buyers_stock", d.buyers_stock == nullptr ? Json(nullptr) : list({d.buyers_stock}).front()},
              {"uses", list(d.uses)},
              {"deliveries", list(d.deliveries)},
              {"told", std::move(told)}}
             .dump(2) +
         "\n";
}

void run_dependence(const DependenceOptions& o) {
  const auto store = store::duck::open(o.record);
  const record::View view = view_of(*store, day_of(o.on, "--on"), o.vintage);
  for (const std::string* code : {&o.host, &o.buyer}) require_actor(view, *code);
  const outlook::Dependence d = outlook::dependence(view, o.good, o.host, o.buyer);
  if (d.figures.empty()) {
    std::set<std::string> goods;
    for (const auto& f : view.commodities) goods.insert(f.good);
    std::string known;
    for (const std::string& good : goods) known += (known.empty() ? "" : ", ") + good;
    throw Error(ErrorCode::not_found,
                fmt::format("the record holds no figure of the last three years on {} of {}, known on {}", o.good,
                            view.in_sentence(o.host), to_words(view.as_of)),
                known.empty() ? "choose a later day, or add rows to the table of commodities (docs/data-tables.md)"
                              : fmt::format("goods known on the day: {}; or add rows to the table of commodities "
                                            "(docs/data-tables.md)",
                                            known));
  }
  if (o.format == "json") return print(as_json(d, view));
  const auto tables = tables_of(d, view);
  print(o.format == "csv" ? csv_of(table_named(tables, o.table, "name one of: cover, figures, told"))
                          : text_of(tables));
}

}  // namespace

void setup_dependence(CLI::App& program) {
  auto o = std::make_shared<DependenceOptions>();
  CLI::App* verb = program.get_subcommand("outlook")->add_subcommand(
      "dependence", "What a host could sell and ship of a good, who owns it, and how long a buyer's stock would last");
  verb->footer(
      "Example: entente outlook dependence uranium NER EU --on 2024-03-17\n"
      "Pages: docs/verbs.md, docs/methods/outlook-dependence.md");
  verb->add_option("good", o->good, "A good of the table of commodities, such as uranium")->required();
  verb->add_option("host", o->host, "Where it comes from, such as NER")->required();
  verb->add_option("buyer", o->buyer, "Who may depend on it, such as EU")->required();
  verb->add_option("--on", o->on, "The day; what became known later is not used")->type_name("DAY")->required();
  verb->add_option("--table", o->table, "Which table csv gives")
      ->check(CLI::IsMember({"cover", "figures", "told"}))
      ->default_val("figures");
  add_record_option(*verb, o->record);
  add_vintage_option(*verb, o->vintage);
  add_format_option(*verb, o->format, "text json csv");
  verb->callback([o] { run_dependence(*o); });
}

}  // namespace entente::cli

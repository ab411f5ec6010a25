#include "entente/verbs/outlook_deaths.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/deaths_from.hpp"
#include "entente/record/series.hpp"
#include "entente/verbs/remedy.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <utility>

namespace entente::verbs {
namespace {

std::vector<std::string> lines_of(const outlook::DeathsOutlook& ahead, const outlook::DeathsCheck& past, double minimum,
                                  const std::string& country) {
  const bool year = ahead.months == 12;
  // A band of which nobody knows how often such bands held is none.
  const std::string band = past.can_be_judged ? fmt::format("median {}, 80% band {}–{}", rounded(ahead.median),
                                                            rounded(ahead.bands[1].lo), rounded(ahead.bands[1].hi))
                                              : std::string("no median and no band");
  return {fmt::format("{}: {} in the twelve months to {} (as revised to {})", country,
                      counted(rounded(ahead.last_total), "death"), record::month_text(ahead.last_month),
                      ahead.revised_as_of),
          fmt::format("next {}: {}; more than {}: {}% of {}",
                      year                ? std::string("twelve")
                      : ahead.months == 1 ? "month"
                                          : counted(ahead.months, "month"),
                      band, year ? "before" : "that share of it", rounded(100 * ahead.higher),
                      counted(ahead.pairs, "pair of past totals", "pairs of past totals")),
          past.can_be_judged
              ? fmt::format("past record of such bands, states with {} {} before: {}% coverage of nominal 80% over {}; "
                            "CRPS {}, the same again {}",
                            ahead.busy ? "at least" : "fewer than", counted(unrounded(minimum), "death"),
                            rounded(100 * past.coverage[1]), counted(past.n, "origin"), rounded(past.crps, 3),
                            rounded(past.crps_same_again, 3))
              : fmt::format("past record of such bands: cannot be judged ({}, and {} are needed)",
                            counted(past.n, "origin"), outlook::kFewestOrigins)};
}

Cell judged(const outlook::DeathsCheck& past, Cell of) {
  return past.can_be_judged ? std::move(of) : Cell(None{"cannot be judged"});
}

Table bands_table(const outlook::DeathsOutlook& ahead, const outlook::DeathsCheck& past) {
  Table t{.name = "bands", .title = "Bands of the months ahead, and how often such bands held", .in_text = false};
  t.columns = {number_column("level").in("share"), interval_column("band").in("deaths"),
               number_column("coverage").in("share"), flag_column("within_tolerance")};
  for (std::size_t i = 0; i < outlook::kBandLevels.size(); ++i)
    t.rows.push_back({outlook::kBandLevels[i], judged(past, estimate(std::nullopt, ahead.bands[i])),
                      judged(past, number(past.coverage[i])), judged(past, static_cast<bool>(past.printable[i]))});
  return t;
}

Table record_table(const outlook::DeathsCheck& past) {
  Table t{.name = "record", .title = "How such bands did in the past", .in_text = false};
  t.columns = {number_column("origins"), number_column("countries"), number_column("crps").in("ln(1 + deaths)"),
               number_column("crps_same_again").in("ln(1 + deaths)")};
  t.rows.push_back({count(past.n), count(past.countries), judged(past, number(past.crps)),
                    judged(past, number(past.crps_same_again))});
  return t;
}

}  // namespace

Table deaths_table(const outlook::DeathsOutlook& ahead, bool with_band) {
  Table t{.name = "deaths", .title = "The twelve months before, and those ahead", .in_text = false};
  t.columns = {text_column("country"),
               text_column("last_month"),
               number_column("last_total").in("deaths"),
               number_column("months").in("months"),
               interval_column("total").in("deaths"),
               number_column("p_more").in("probability"),
               text_column("revised_as_of")};
  t.rows.push_back({ahead.country, record::month_text(ahead.last_month), ahead.last_total, count(ahead.months),
                    with_band ? estimate(ahead.median, ahead.bands[1]) : Cell(None{"cannot be judged"}), ahead.higher,
                    text(ahead.revised_as_of)});
  t.notes.emplace_back("The total ahead is the median with its 80% band.");
  return t;
}

void refuse_deaths(const store::Facts& facts, const record::View& view, const std::string& host,
                   record::Vintage vintage, int months) {
  const record::View whole = whole_record(facts, vintage);
  const auto day = outlook::deaths_known_from(whole, host, months);
  std::string remedy = outlook::remedy_without_deaths(whole, host, day);
  // The strict vintage has the series from the day of its release on.
  const auto released = parse_day(whole.deaths_revised_as_of);
  if (vintage == record::Vintage::strict && day && released && *released > *day)
    remedy = fmt::format("ask as of {} or later, or take --vintage latest", to_string(*released));
  throw Error(ErrorCode::not_found, outlook::why_without_deaths(view, host), remedy);
}

Result outlook_deaths(const Engine& engine, const OutlookDeathsRequest& request) {
  const auto store = engine.open();
  const record::View view = view_of(*store, *request.as_of, request.vintage);
  const assess::Models models = engine.load_models();
  require_actor(view, request.host);
  const auto ahead = outlook::deaths_ahead(view, request.host, models.deaths, request.months);
  if (!ahead) refuse_deaths(*store, view, request.host, request.vintage, request.months);
  const outlook::DeathsCheck past = outlook::check_deaths(view, models.deaths, 1, request.months,
                                                          ahead->busy ? outlook::Level::busy : outlook::Level::quiet);
  Result out{.verb = "outlook deaths", .basis = basis_of(view, {}, ahead->model_hash)};
  out.head = lines_of(*ahead, past, models.deaths.minimum, view.actor_name(request.host));
  for (const std::string& other : ahead->same_as)
    out.head.push_back(
        fmt::format("the series is the same in every month as that of {}: the two are one and are counted once in what "
                    "is drawn from",
                    view.in_sentence(other)));
  Table dots{.name = "dots", .title = "Twenty equally likely totals", .in_text = false};
  dots.columns = {number_column("total").in("deaths")};
  if (past.can_be_judged)
    for (const double dot : ahead->dots) dots.rows.push_back({dot});
  else
    dots.notes.push_back(
        fmt::format("Cannot be judged: {}, and {} are needed.", counted(past.n, "origin"), outlook::kFewestOrigins));
  out.tables = {deaths_table(*ahead, past.can_be_judged), bands_table(*ahead, past), std::move(dots),
                record_table(past)};
  return out;
}

Verb outlook_deaths_verb() {
  Parameters<OutlookDeathsRequest> p;
  add_host(p, &OutlookDeathsRequest::host).required();
  add_as_of(p, &OutlookDeathsRequest::as_of).required();
  p.add("months", &OutlookDeathsRequest::months, "Months ahead, after the last published one").called("N").range(1, 12);
  add_vintage(p, &OutlookDeathsRequest::vintage);
  Verb verb =
      make_verb("outlook deaths", "Conflict deaths over the next one to twelve months", std::move(p), outlook_deaths);
  verb.examples = {{"Niger over the twelve months ahead", "outlook deaths NER --as-of 2024-03-17"},
                   {"Mali over three months", "outlook deaths MLI --as-of 2024-03-17 --months 3"}};
  verb.pages = {"docs/verbs.md", "docs/methods/outlook-deaths.md"};
  verb.tables = {"deaths", "bands", "dots", "record"};
  return verb;
}

}  // namespace entente::verbs

#include "entente/brief/json.hpp"

#include "entente/brief/likelihood.hpp"
#include "entente/brief/sentence.hpp"
#include "entente/brief/visit.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace entente::brief {
namespace {

using Json = nlohmann::ordered_json;
using namespace assess;

constexpr int kSchemaVersion = 3;

Json rounded(double value, int digits) {
  if (!std::isfinite(value)) return nullptr;
  const double scale = std::pow(10.0, digits);
  const double result = std::round(value * scale) / scale;
  return result == 0 ? 0.0 : result;  // no minus zero
}

Json probability(double p) { return rounded(p, 4); }
Json degrees(double value) { return rounded(value, 3); }

/// Four significant digits, and never fewer than all before the point.
Json quantity(double value) {
  if (!std::isfinite(value)) return nullptr;
  if (value == std::round(value) && std::abs(value) < 1e15) return static_cast<long long>(value);
  const int before = value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  return rounded(value, std::clamp(4 - before, 0, 12));
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

template <class Value, class Convert>
Json or_null(const std::optional<Value>& value, Convert convert) {
  return value ? convert(*value) : Json(nullptr);
}

template <class Value, class Convert>
Json array(const std::vector<Value>& values, Convert convert) {
  Json result = Json::array();
  for (const auto& value : values) result.push_back(convert(value));
  return result;
}

Json day(Day value) { return to_string(value); }

Json interval(const stats::Interval& value) { return {{"lo", probability(value.lo)}, {"hi", probability(value.hi)}}; }
Json range(const stats::Interval& value) { return {{"lo", quantity(value.lo)}, {"hi", quantity(value.hi)}}; }
Json position(const geo::LatLon& at) { return {{"lat", degrees(at.lat_deg)}, {"lon", degrees(at.lon_deg)}}; }

Json call(const Call& value) {
  Json request = Json::object();
  for (const Argument& argument : value.request) request[argument.name] = argument.value;
  return {{"verb", value.verb}, {"request", std::move(request)}};
}

Json statement(const Statement& value) {
  return {{"text", value.text}, {"status", assess::name(value.status)}, {"evidence", value.evidence}};
}

Json date(const Date& value) { return to_string(value); }

/// A sentence of page 1 with the fields it was made of; what a kind has no use for is left out.
Json told_statement(const Statement& value) {
  Json result = statement(value);
  if (!value.told) return result;
  const Told& told = *value.told;
  Json says = {{"kind", assess::name(told.says)}};
  if (!told.who.words.empty()) says["who"] = told.who.words;
  if (!told.acts.empty())
    says["acts"] = array(told.acts, [](const Act& act) -> Json {
      return {{"verb", act.verb}, {"what", act.what}, {"on", or_null(act.on, date)}};
    });
  if (told.by) says["by"] = day(*told.by);
  if (told.p) says["p"] = probability(*told.p);
  if (told.interval) says["interval"] = interval(*told.interval);
  if (told.of) says["of"] = {{"k", told.of->k}, {"n", told.of->n}, {"what", told.of->of}};
  if (!told.because.empty()) says["because"] = told.because;
  if (!told.besides.empty()) says["besides"] = told.besides;
  result["says"] = std::move(says);
  return result;
}

Json passage(const Passage& value) {
  return {{"id", value.id}, {"heading", value.heading}, {"statements", array(value.statements, told_statement)}};
}

Json base_rate(const BaseRate& base) {
  Json result = {{"reference_class", base.reference_class},
                 {"k", quantity(base.k)},
                 {"n", quantity(base.n)},
                 {"unit", base.unit},
                 {"interval", interval(base.interval)}};
  result["parent"] = base.parent_class.empty() ? Json(nullptr)
                                               : Json{{"reference_class", base.parent_class},
                                                      {"k", quantity(base.parent_k)},
                                                      {"n", quantity(base.parent_n)}};
  return result;
}

Json judgement(const Judgement& j) {
  Json result;
  result["id"] = j.id;
  result["kind"] = assess::name(j.kind);
  result["sentence"] = sentence(j);
  result["claim"] = j.claim;
  result["question"] = j.question;
  result["resolution_rule"] = text_or_null(j.resolution_rule);
  result["horizon"] = or_null(j.horizon, day);
  result["p"] = or_null(j.p, probability);
  result["interval"] = or_null(j.interval, interval);
  result["word"] = or_null(j.p, [](double p) -> Json { return icd203().terms[likelihood(p).term].words; });
  result["base_rate"] = or_null(j.base_rate, base_rate);
  result["because"] = text_or_null(j.because);
  result["no_base_rate_because"] = text_or_null(j.no_base_rate_because);
  result["confidence"] = or_null(j.confidence, [](const Confidence& c) -> Json {
    return {{"level", c.level}, {"because", c.because}};
  });
  result["class_spread_points"] = rounded(j.class_spread_points, 1);
  result["dissent"] = text_or_null(j.dissent);
  result["evidence"] = j.evidence;
  result["would_change"] = j.would_change;
  result["status"] = assess::name(j.status);
  return result;
}

Json evidence(const Evidence& e) {
  Json result;
  result["id"] = e.id;
  result["kind"] = e.id.starts_with("query:") ? "query" : "row";
  result["summary"] = e.summary;
  result["happened_on"] = or_null(e.happened_on, [](const Date& d) -> Json { return to_string(d); });
  result["known_on"] = or_null(e.known_on, day);
  result["url"] = text_or_null(e.url);
  result["publisher"] = text_or_null(e.publisher);
  result["origin"] = text_or_null(e.origin);
  result["grade"] = text_or_null(e.grade);
  result["state_controlled"] = or_null(e.state_controlled, [](bool b) -> Json { return b; });
  result["verified"] = or_null(e.verified, [](bool b) -> Json { return b; });
  result["independent_pages"] = e.independent_pages;
  result["contradictions"] = array(e.contradictions, [](const Evidence::Contradiction& c) -> Json {
    return {{"says", c.says}, {"publisher", text_or_null(c.publisher)}, {"url", text_or_null(c.url)}};
  });
  if (e.id.starts_with("query:")) {
    result["filter"] = e.filter;
    result["n"] = e.n;
    result["rows"] = e.rows;
    result["call"] = or_null(e.call, call);
    result["command"] = e.command;
  }
  return result;
}

// ---- figures ---------------------------------------------------------------------------------------------------

Json data(const ForecastStrip& strip) {
  return {{"rows", array(strip.rows, [](const ForecastStrip::Row& row) -> Json {
             return {{"judgement", row.judgement},
                     {"label", row.label},
                     {"p", probability(row.p)},
                     {"interval", interval(row.interval)},
                     {"base_rate", or_null(row.base_rate, probability)}};
           })}};
}

Json data(const LadderFigure& ladder) {
  return {{"judgement", ladder.judgement},
          {"p", probability(ladder.p)},
          {"interval", interval(ladder.interval)},
          {"rungs", array(ladder.rungs, [](const LadderFigure::Rung& rung) -> Json {
             return {{"label", rung.label},
                     {"k", quantity(rung.k)},
                     {"n", quantity(rung.n)},
                     {"rate", or_null(rung.rate, probability)},
                     {"interval", interval(rung.interval)},
                     {"pooled", or_null(rung.pooled, probability)},
                     {"side_class", rung.side_class},
                     {"cases_yes", rung.cases_yes},
                     {"cases_no", rung.cases_no},
                     {"evidence", text_or_null(rung.evidence)}};
           })}};
}

Json data(const CurveFigure& curve) {
  return {{"x_label", curve.x_label},
          {"y_label", curve.y_label},
          {"today", or_null(curve.today, quantity)},
          {"lines", array(curve.lines, [](const CurveFigure::Line& line) -> Json {
             return {{"label", line.label},
                     {"x", array(line.x, quantity)},
                     {"y", array(line.y, probability)},
                     {"lo", array(line.lo, probability)},
                     {"hi", array(line.hi, probability)}};
           })}};
}

Json data(const FanFigure& fan) {
  return {{"panels", array(fan.panels, [](const FanFigure::Panel& panel) -> Json {
             Json result = {{"label", panel.label},
                            {"month", array(panel.month, day)},
                            {"deaths", array(panel.deaths, quantity)},
                            {"last_twelve", quantity(panel.last_twelve)},
                            {"printable", panel.printable}};
             // A band that the backtest does not support is not given out.
             result["median"] = panel.printable ? quantity(panel.median) : Json(nullptr);
             result["band50"] = panel.printable ? range(panel.band50) : Json(nullptr);
             result["band80"] = panel.printable ? range(panel.band80) : Json(nullptr);
             result["quantile_dots"] = panel.printable ? array(panel.quantile_dots, quantity) : Json::array();
             return result;
           })}};
}

Json data(const TimelineFigure& timeline) {
  return {{"from", day(timeline.from)},
          {"to", day(timeline.to)},
          {"today", day(timeline.today)},
          {"lanes", array(timeline.lanes, [](const TimelineFigure::Lane& lane) -> Json {
             return {{"label", lane.label},
                     {"items", array(lane.items, [](const TimelineFigure::Item& item) -> Json {
                        return {{"label", item.label},
                                {"begin", to_string(item.begin)},
                                {"end", or_null(item.end, [](const Date& d) -> Json { return to_string(d); })},
                                {"bar", item.bar},
                                {"open_end", item.open_end},
                                {"hollow", item.hollow},
                                {"evidence", text_or_null(item.evidence)}};
                      })}};
           })}};
}

Json data(const MapFigure& map) {
  double deaths = 0;
  for (const auto& weight : map.violence) deaths += weight.weight;
  return {
      {"projection", "azimuthal equidistant"},
      {"centre", position(map.centre)},
      {"radius_km", quantity(map.radius_km)},
      {"lost_label", map.lost_label},
      {"states", array(map.lands, [](const geo::Country& country) -> Json { return country.code; })},
      {"highlighted", map.highlighted},
      {"closed_states", map.closed_states},
      {"marks", array(map.marks,
                      [](const MapFigure::Mark& mark) -> Json {
                        return {{"at", position(mark.at)},
                                {"label", mark.label},
                                {"kind", mark.kind},
                                {"evidence", text_or_null(mark.evidence)}};
                      })},
      {"rings",
       array(
           map.rings,
           [](const MapFigure::Ring& ring) -> Json {
             return {{"centre", position(ring.centre)}, {"radius_km", quantity(ring.radius_km)}, {"label", ring.label}};
           })},
      {"ways", array(map.ways,
                     [](const MapFigure::Way& way) -> Json {
                       return {{"label", way.label},
                               {"km", quantity(way.km)},
                               {"direct_km", quantity(way.direct_km)},
                               {"nearest", way.nearest},
                               {"line", array(way.line, [](const geo::LatLon& at) -> Json { return position(at); })}};
                     })},
      {"violence",
       {{"places", map.violence.size()},
        {"deaths", quantity(deaths)},
        {"points", array(map.violence, [](const MapFigure::Weight& weight) -> Json {
           return {{"at", position(weight.at)},
                   {"deaths", quantity(weight.weight)},
                   {"precision_km", quantity(weight.precision_km)},
                   {"watched", weight.watched ? Json(*weight.watched) : Json(nullptr)}};
         })}}}};
}

Json data(const SeriesFigure& series) {
  return {{"y_label", series.y_label},
          {"panels", array(series.panels, [](const SeriesFigure::Panel& panel) -> Json {
             return {{"label", panel.label},
                     {"x", array(panel.x, quantity)},
                     {"lines", array(panel.lines,
                                     [](const SeriesFigure::Panel::Line& line) -> Json {
                                       return {{"label", line.label}, {"y", array(line.y, quantity)}};
                                     })},
                     {"breaks", array(panel.breaks, quantity)}};
           })}};
}

const char* kind(const FigureData& figure) {
  static constexpr const char* kNames[] = {"forecast-strip", "ladder", "curve", "fan", "timeline", "map", "series"};
  return kNames[figure.index()];
}

Json block(const Block& value) {
  if (const auto* paragraph = std::get_if<Paragraph>(&value)) {
    return {{"type", "paragraph"}, {"statements", array(paragraph->statements, statement)}};
  }
  if (const auto* table = std::get_if<Table>(&value)) {
    return {{"type", "table"},
            {"id", table->id},
            {"finding", table->finding},
            {"columns", array(table->columns,
                              [](const Table::Column& column) -> Json {
                                return {{"name", column.name}, {"numeric", column.numeric}};
                              })},
            {"rows", array(table->rows,
                           [](const std::vector<Table::Cell>& row) {
                             return array(row, [](const Table::Cell& cell) -> Json {
                               return {{"text", cell.text}, {"evidence", cell.evidence}};
                             });
                           })},
            {"source_line", table->source_line}};
  }
  const auto& figure = std::get<Figure>(value);
  return {{"type", "figure"},
          {"id", figure.id},
          {"kind", kind(figure.data)},
          {"finding", figure.finding},
          {"description", figure.description},
          {"source_line", figure.source_line},
          {"data", std::visit([](const auto& content) { return data(content); }, figure.data)}};
}

Json section(const Section& value) {
  return {{"id", value.id},
          {"heading", value.heading},
          {"part", value.part == Part::front ? "front" : "annex"},
          {"blocks", array(value.blocks, block)}};
}

Json hypothesis(const Hypothesis& value) {
  return {{"name", value.name},
          {"signs_for", array(value.signs_for, statement)},
          {"signs_against", array(value.signs_against, statement)},
          {"expected_but_absent", value.expected_but_absent},
          {"separating_observation", value.separating_observation}};
}

Json indicator(const Indicator& value) {
  return {{"observable", value.observable},
          {"threshold", value.threshold},
          {"by", day(value.by)},
          {"judgement", value.judgement},
          {"p_now", probability(value.p_now)},
          {"p_if_seen", or_null(value.p_if_seen, probability)},
          {"p_if_not_seen", or_null(value.p_if_not_seen, probability)},
          {"basis", value.basis}};
}

// What a note holds: as long as the rest is made from the same assessment, it is the assessment without it.
Assessment note_of(const Assessment& a) {
  Assessment out = a;
  out.sections.clear();
  out.hypotheses.clear();
  out.indicators.clear();
  out.assumptions.clear();
  out.changes.clear();
  std::erase_if(out.narrative, [](const Passage& one) { return one.id != "watch"; });
  std::set<std::string> cited;
  for_each_evidence_use(a, Style::note, [&](const std::string& id, const std::string&) { cited.insert(id); });
  for (const Judgement& j : a.judgements) cited.insert(j.evidence.begin(), j.evidence.end());
  std::erase_if(out.evidence, [&](const Evidence& one) { return !cited.contains(one.id); });
  return out;
}

}  // namespace

std::string to_json(const Assessment& assessment, Style style) {
  const Assessment note = style == Style::note ? note_of(assessment) : Assessment{};
  const Assessment& a = style == Style::note ? note : assessment;
  Json result;
  result["schema"] = "assessment";
  result["schema_version"] = kSchemaVersion;
  result["case"] = a.case_name;
  result["question"] = a.question;
  result["host"] = a.host;
  result["counterpart"] = a.counterpart;
  result["as_of"] = day(a.as_of);
  result["vintage"] = a.vintage;
  result["since"] = or_null(a.since, day);
  result["state"] = a.state;
  result["demand"] = or_null(a.demand, [](const assess::DemandOnDay& d) -> Json {
    const auto date = [](const Date& on) -> Json { return to_string(on); };
    return {{"stage", d.stage},
            {"since", day(d.since)},
            {"planned_on", or_null(d.planned_on, date)},
            {"deadline_on", or_null(d.deadline_on, date)},
            {"refused_on", or_null(d.refused_on, day)},
            {"talks_on", or_null(d.talks_on, day)},
            {"begun_on", or_null(d.begun_on, day)},
            {"evidence", d.evidence}};
  });
  result["view_hash"] = a.view_hash;
  result["model_hash"] = a.model_hash;
  result["version"] = a.version;
  result["seed"] = a.seed;
  result["likelihood_scale"] = icd203().name;
  result["interval_level"] = 0.8;
  result["names"] = Json::object();
  for (const auto& [code, name] : a.names) result["names"][code] = name;
  result["title"] = a.title;
  result["key_points"] = array(a.key_points, told_statement);
  result["narrative"] = array(a.narrative, passage);
  result["judgements"] = array(a.judgements, judgement);
  result["changes"] = array(a.changes, [](const Change& c) -> Json {
    return {{"what", c.what}, {"before", c.before}, {"after", c.after}, {"cause", c.cause}, {"evidence", c.evidence}};
  });
  result["sections"] = array(a.sections, section);
  result["left_out"] = a.left_out;
  result["hypotheses"] = array(a.hypotheses, hypothesis);
  result["indicators"] = array(a.indicators, indicator);
  result["assumptions"] = array(a.assumptions, [](const Assumption& value) -> Json {
    return {{"text", value.text}, {"if_wrong", value.if_wrong}};
  });
  result["gaps"] = array(a.gaps, statement);
  result["basis"] = {{"rows", a.basis.rows},
                     {"origins", a.basis.origins},
                     {"single_source_rows", a.basis.single_source_rows},
                     {"unverified_rows", a.basis.unverified_rows},
                     {"state_controlled_rows", a.basis.state_controlled_rows},
                     {"contradicted_rows", a.basis.contradicted_rows}};
  result["evidence"] = array(a.evidence, evidence);
  result["method"] = array(a.method, statement);
  return result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace entente::brief

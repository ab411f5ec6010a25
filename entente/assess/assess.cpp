#include "entente/assess/assess.hpp"

#include "entente/assess/narrative.hpp"
#include "entente/assess/part.hpp"
#include "entente/assess/summary.hpp"
#include "entente/assess/timeline.hpp"
#include "entente/assess/unverified.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace entente::assess {
namespace {

void check_actors(const Case& of, const record::View& view) {
  std::vector<std::string> codes{of.host, of.counterpart};
  for (const auto* list : {&of.region, &of.partners, &of.arrivals, &of.senders, &of.deaths, &of.alternatives.hosts,
                           &of.alternatives.violence_in})
    codes.insert(codes.end(), list->begin(), list->end());
  for (const std::string& code : codes)
    if (!view.actors.contains(code))
      throw Error(
          ErrorCode::bad_request, fmt::format("\"{}\" is not an actor of the record", code),
          "use an ISO 3166 alpha-3 code (NER is Niger, NGA Nigeria); `entente record show actors` lists the others",
          {"case " + of.name, 0, ""});
}

// Where the sections stand on the page, whatever order they were computed in.
constexpr const char* kOrder[] = {"forecasts", "exposure",     "precedents",   "timeline",       "map",
                                  "net-loss",  "training",     "partners",     "course",         "ladder",
                                  "futures",   "motives",      "rival-cases",  "sites",          "fields",
                                  "asked",     "watch",        "timeline-all", "partners-steps", "training-years",
                                  "arrival",   "ladder-notes", "exit-time",    "precedents-all", "deaths",
                                  "votes",     "hosting",      "dependence",   "airspace"};

std::size_t rank_of(const std::string& id) {
  return static_cast<std::size_t>(std::find(std::begin(kOrder), std::end(kOrder), id) - std::begin(kOrder));
}

using PartFunction = Contribution (*)(const Given&);
constexpr PartFunction kForecastParts[] = {presence_part, arrivals_part, questions_part, deaths_part};
constexpr PartFunction kPageParts[] = {alternatives_part, watch_part,      exposure_part, training_part,
                                       partners_part,     precedents_part, motives_part,  votes_part,
                                       hosting_part,      dependence_part, timeline_part, neighbours_part};

template <class T>
void append(std::vector<T>& to, std::vector<T>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// What the parts found, as it is joined.
struct Joined {
  Assessment out;
  Register evidence;
  std::vector<std::pair<std::string, std::string>> left_out{};
  std::vector<Line> lines{};
  std::vector<Point> points{};

  void take(Contribution&& found) {
    if (!found.title.empty()) out.title = std::move(found.title);
    append(out.sections, std::move(found.sections));
    append(out.judgements, std::move(found.judgements));
    append(out.hypotheses, std::move(found.hypotheses));
    append(out.indicators, std::move(found.indicators));
    append(out.forecasts, std::move(found.forecasts));
    append(out.gaps, std::move(found.gaps));
    append(left_out, std::move(found.left_out));
    append(lines, std::move(found.lines));
    append(points, std::move(found.points));
    evidence.merge(std::move(found.evidence));
  }
};

Assessment head_of(const Given& given) {
  Assessment out;
  out.case_name = given.of.name;
  out.question = given.of.question;
  out.host = given.of.host;
  out.counterpart = given.of.counterpart;
  out.as_of = given.view.as_of;
  out.vintage = given.view.vintage == record::Vintage::latest ? "latest" : "strict";
  out.state = std::string(outlook::name(given.situation.state));
  out.view_hash = given.view.hash;
  out.model_hash = given.models.hash();
  out.seed = given.seed;
  return out;
}

// A brief is to hold three judgements at least; where it holds fewer, the reader is told what the case left unasked.
std::optional<Statement> told_of_too_few(const Case& of, std::size_t judgements) {
  constexpr std::size_t kFewest = 3;
  if (judgements == 0 || judgements >= kFewest) return std::nullopt;
  const auto asks = [&](QuestionKind kind) { return std::ranges::count(of.questions, kind, &CaseQuestion::kind) > 0; };
  std::vector<std::string> unasked;
  if (!asks(QuestionKind::presence)) unasked.emplace_back("the presence itself");
  if (!asks(QuestionKind::arrival)) unasked.emplace_back("arrivals of another power");
  if (!asks(QuestionKind::deaths)) unasked.emplace_back("deaths in conflict");
  if (of.alternatives.hosts.empty()) unasked.emplace_back("what could replace the sites");
  std::string text =
      fmt::format("Only {} can be made where a brief is to hold three: ", counted(judgements, "key judgement"));
  text += unasked.empty() ? "what is missing stands among these gaps."
                          : fmt::format("the case does not ask about {}.", list_of(unasked));
  return Statement{std::move(text), {}, Status::computed};
}

void put_in_order(Joined& joined) {
  std::stable_sort(joined.out.sections.begin(), joined.out.sections.end(), [](const Section& x, const Section& y) {
    return std::tuple(x.part, rank_of(x.id)) < std::tuple(y.part, rank_of(y.id));
  });
  std::stable_sort(joined.left_out.begin(), joined.left_out.end(),
                   [](const auto& x, const auto& y) { return rank_of(x.first) < rank_of(y.first); });
  for (auto& [id, heading] : joined.left_out) joined.out.left_out.push_back(std::move(heading));
  std::stable_sort(joined.out.indicators.begin(), joined.out.indicators.end(),
                   [](const Indicator& x, const Indicator& y) { return x.by < y.by; });
}

}  // namespace

std::set<std::string> candidate_hosts(const Case& of) {
  return {of.alternatives.hosts.begin(), of.alternatives.hosts.end()};
}

Assessment assess(const Case& of, const record::View& view, const Reference& reference, const Models& models,
                  const Executor& executor, std::uint64_t seed, Wanted wanted) {
  check_actors(of, view);
  Given given{of, view, reference, models, executor, seed, wanted, outlook::situation(view, of.host, of.counterpart)};
  Joined joined{head_of(given), Register(view)};
  joined.out.demand = demand_on_day(given, joined.evidence);
  const auto call = [&](PartFunction part) {
    joined.take(part(given));
    given.next_judgement = 1 + static_cast<int>(joined.out.judgements.size());
  };
  for (const PartFunction part : kForecastParts) call(part);
  if (!wanted.front && !wanted.annex) return std::move(joined.out);
  for (const PartFunction part : kPageParts) call(part);
  Assessment& out = joined.out;
  if (auto few = told_of_too_few(of, out.judgements.size())) out.gaps.insert(out.gaps.begin(), std::move(*few));
  out.gaps.push_back(
      {"No stream of events covers this case: the next event and third parties’ reactions are not computed.",
       {},
       Status::computed});
  append(joined.lines, watch_lines(out.indicators, out.judgements));
  fill_passages(given, joined.lines);
  // Marks are words too, and are counted.
  for (Line& line : joined.lines) mark_unverified(line.statement, joined.evidence);
  for (Point& point : joined.points) mark_unverified(point.statement, joined.evidence);
  out.key_points = key_points(std::move(joined.points), joined.lines);
  out.narrative = narrative(given, std::move(joined.lines));
  out.assumptions = assumptions(given);
  out.method = method(given);
  if (auto strip = forecast_strip(out.judgements)) out.sections.push_back(std::move(*strip));
  put_in_order(joined);
  mark_unverified(out, joined.evidence);
  out.basis = joined.evidence.basis();
  out.evidence = joined.evidence.take();
  for (const auto& [code, name] : view.actors) {
    out.names[code] = name.name;
    out.in_sentence[code] = name.in_sentence;
  }
  return std::move(joined.out);
}

}  // namespace entente::assess

#pragma once
// A part of an assessment: a function from what it is given to what it found. Only for this room.
//
// A part computes what is wanted and nothing else, reads nothing that another part made, and changes nothing; assess()
// calls one after the other and joins what they return. docs/adding-a-report-section.md shows how to add one.

#include "entente/assess/assess.hpp"
#include "entente/assess/register.hpp"
#include "entente/outlook/situation.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace entente::assess {

/// What every part is given; it outlives the call.
struct Given {
  const Case& of;
  const record::View& view;
  const Reference& reference;
  const Models& models;
  const Executor& executor;
  std::uint64_t seed = 1;
  Wanted wanted;
  outlook::Situation situation;
  int next_judgement = 1;  // the number of the first judgement that the part makes

  // Words that every part needs, as the middle of a sentence has them: "the Philippines".
  std::string host() const { return view.in_sentence(of.host); }
  std::string counterpart() const { return view.in_sentence(of.counterpart); }

  /// A verb about the host and its counterpart on the day.
  Call call(std::string verb) const { return call_of(std::move(verb), of.host, of.counterpart).on(view.as_of); }
};

/// A statement with the sentence that its fields give.
inline Statement told_statement(Told told, std::vector<std::string> ids, Status status, Day as_of) {
  Statement out{realise(told, as_of), std::move(ids), status};
  out.told = std::move(told);
  return out;
}

/// "KJ1".
inline std::string judgement_id(int number) { return "KJ" + std::to_string(number); }

/// The passages of page 1, in their order.
enum class On { happened, lost, why, instead, good, third, replace, security, beyond, watch };

/// A sentence of page 1. Where the page is full, those that can be spared go: the highest number first, of these the
/// last; 0 stays.
struct Line {
  On passage = On::happened;
  Statement statement;
  int spare = 0;
  std::string heading{};  // of the passage, where it has none of its own: "Uranium"
};

/// A key point, by the place it has among the others.
struct Point {
  On place = On::happened;
  Statement statement;
};

/// What a part found.
struct Contribution {
  explicit Contribution(const record::View& view) : evidence(view) {}

  std::string title;
  std::vector<Section> sections;                              // those wanted; without blocks they are not on the page
  std::vector<std::pair<std::string, std::string>> left_out;  // ids and headings of sections that are not wanted
  std::vector<Judgement> judgements;
  std::vector<Hypothesis> hypotheses;
  std::vector<Indicator> indicators;
  std::vector<Forecast> forecasts;
  std::vector<Statement> gaps;
  std::vector<Line> lines;    // of page 1
  std::vector<Point> points;  // of page 1
  Register evidence;

  void gap(std::string text, std::vector<std::string> ids = {}) {
    gaps.push_back({std::move(text), std::move(ids), Status::computed});
  }
  /// A sentence of page 1, made of its fields.
  void tell(const Given& given, On passage, Told told, std::vector<std::string> ids, Status status, int spare = 0) {
    lines.push_back({passage, told_statement(std::move(told), std::move(ids), status, given.view.as_of), spare});
  }
  /// The same as a key point.
  void point(const Given& given, On place, Told told, std::vector<std::string> ids, Status status) {
    points.push_back({place, told_statement(std::move(told), std::move(ids), status, given.view.as_of)});
  }
  /// Half a sentence at its place for what cannot be told.
  void not_told(On passage, std::string text, std::vector<std::string> ids = {}) {
    lines.push_back({passage, {std::move(text), std::move(ids), Status::computed}});
    lines.back().statement.told = Told{.says = Says::gap};
  }
  /// A section that has something in it.
  void add(Section section) {
    if (!section.blocks.empty()) sections.push_back(std::move(section));
  }
  /// A section of the annex: the whole of it where it is wanted, else its heading, where it has something in it.
  void add_annex(Section section, const Wanted& wanted) {
    if (wanted.annex)
      add(std::move(section));
    else if (!section.blocks.empty())
      leave_out(std::move(section.id), std::move(section.heading));
  }
  /// Of the annex, where it is not wanted and not made.
  void leave_out(std::string id, std::string heading) { left_out.emplace_back(std::move(id), std::move(heading)); }
};

// The parts, in the order in which they are joined.
Contribution presence_part(const Given& given);      // the question of the day's state, and the title
Contribution arrivals_part(const Given& given);      // whether forces of another power come
Contribution questions_part(const Given& given);     // further questions of the case, written as sentences
Contribution deaths_part(const Given& given);        // deaths in organised violence ahead
Contribution alternatives_part(const Given& given);  // the map, what is lost, and what could stand in
Contribution watch_part(const Given& given);         // who may be asked next
Contribution exposure_part(const Given& given);      // what hangs on the agreement
Contribution training_part(const Given& given);      // what the partner did with the host's forces
Contribution partners_part(const Given& given);      // how far each partnership has gone
Contribution precedents_part(const Given& given);    // earlier endings, coups, matched sequences
Contribution motives_part(const Given& given);       // signs for and against each motive, rival explanations
Contribution votes_part(const Given& given);         // what the votes say
Contribution hosting_part(const Given& given);       // who is hosted in the region
Contribution dependence_part(const Given& given);    // who depends on the host for a good
Contribution timeline_part(const Given& given);      // events in lanes
Contribution neighbours_part(const Given& given);    // whether a neighbour follows

}  // namespace entente::assess

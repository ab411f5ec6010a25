#pragma once
// The assessment: what a case and a view give, before it is a page.
//
// This is the contract between the rooms that compute and `brief`, which renders: numbers, evidence and the order of
// sections are here; likelihood words, layout and drawing are made from it. docs/schema/assessment.schema.json
// describes its JSON form. Probabilities are in (0, 1); intervals are 80% unless a field says otherwise.

#include "entente/assess/call.hpp"
#include "entente/assess/told.hpp"
#include "entente/base/date.hpp"
#include "entente/geo/lat_lon.hpp"
#include "entente/geo/layers.hpp"
#include "entente/geo/projection.hpp"
#include "entente/outlook/question.hpp"
#include "entente/stats/interval.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::assess {

/// Whether a sentence repeats what a source says, follows from data by computation, weighs, or is taken as given.
enum class Status { reported, computed, judged, assumed };

/// "reported", as JSON writes it.
std::string_view name(Status status);

/// One sentence. `evidence` holds ids of Assessment::evidence. Where a call belongs to it, the sentence ends before it,
/// and a door puts the call behind the text in its own way of writing. A sentence of page 1 keeps the fields it was
/// made of.
struct Statement {
  std::string text;
  std::vector<std::string> evidence;
  Status status = Status::reported;
  std::optional<Call> call{};
  std::optional<Told> told{};
};

/// A titled paragraph of page 1.
struct Passage {
  std::string id;  // "happened", "lost", ...
  std::string heading;
  std::vector<Statement> statements;
};

/// Limits of page 1: words of all passages together, words of one key point, and how many points.
inline constexpr std::size_t kNarrativeWords = 450;
inline constexpr std::size_t kPointWords = 25;
inline constexpr std::size_t kFewestPoints = 5;
inline constexpr std::size_t kMostPoints = 7;

/// A reference class behind a number: `k` of `n` demands, or presence-years, or episodes, as `unit` says.
struct BaseRate {
  std::string reference_class;  // words for a sentence: "demands by governments that came to power in a coup"
  double k = 0;
  double n = 0;
  std::string unit;  // "demands that became public"
  stats::Interval interval;
  std::string parent_class;  // words, empty for the widest class
  double parent_k = 0;
  double parent_n = 0;
};

struct Confidence {
  std::string level;    // low, low to moderate, moderate, high
  std::string because;  // a clause: "the classes span 20 to 84%"
};

/// What a judgement is about.
enum class JudgementKind {
  exit,     // the forces of the counterpart will have left by a day
  asks,     // the host will ask them to leave or change by a day
  left,     // they have left: reported
  arrival,  // forces of another power will have come by a day
  deaths,   // deaths over twelve months will have passed the last total
  cover,    // whether candidate fields are too far: computed
};

/// "exit", as JSON writes it.
std::string_view name(JudgementKind kind);

/// A judgement is an object; its sentence is rendered from it (brief::sentence) and never written by hand.
struct Judgement {
  std::string id;  // "KJ1"
  JudgementKind kind = JudgementKind::exit;
  std::string claim;     // the clause behind "that": "the forces of the United States will have left Niger"
  std::string in_short;  // for the key points: of an arrival who comes, of cover the claim without its figures
  std::string question;  // the full question, for the ledger
  std::string resolution_rule;
  std::optional<Day> horizon;  // "by 16 March 2025"
  std::optional<double> p;     // none for reported facts
  std::optional<stats::Interval> interval;
  std::optional<BaseRate> base_rate;
  std::string no_base_rate_because;  // set where base_rate is empty and p is not
  std::string because;               // a clause: what moved the number most, by the data
  std::optional<Confidence> confidence;
  double class_spread_points = 0;  // distance between the lowest and highest class of the ladder, in points
  std::string dissent;             // one sentence: the strongest class against our number
  std::vector<std::string> evidence;
  std::vector<std::string> would_change;
  Status status = Status::judged;
};

/// Evidence: a row of the record, or a query over it with its count and the first of its rows (kShownRows).
struct Evidence {
  std::string id;  // "row:events:E0157" or "query:exit-ladder/post-coup"
  std::string summary;
  std::optional<Date> happened_on;
  std::optional<Day> known_on;
  std::string url;  // http or https, or empty
  std::string publisher;
  std::string grade;  // Admiralty letter of the source, or empty
  std::optional<bool> state_controlled;
  std::optional<bool> verified;  // of a row: whether a page that was known on the day bears it out
  std::string origin;            // whose copy it is, after merging reposts; publisher or agency
  int independent_pages = 0;     // further independent pages that support it
  struct Contradiction {
    std::string url;
    std::string publisher;
    std::string says;
  };
  std::vector<Contradiction> contradictions;
  // Queries only:
  std::string filter;
  long n = 0;
  std::vector<std::string> rows;  // ids of the first rows
  std::optional<Call> call{};     // gives all of them
  std::string command;            // the call as the door writes it; empty until a door has written it
};

/// The basis of the whole assessment, for its one sentence.
struct Basis {
  long rows = 0;
  long origins = 0;  // after merging reposts
  long single_source_rows = 0;
  long unverified_rows = 0;
  long state_controlled_rows = 0;
  long contradicted_rows = 0;
};

// ---- blocks of a section ---------------------------------------------------------------------------------------

struct Paragraph {
  std::vector<Statement> statements;
};

struct Table {
  std::string id;
  std::string finding;  // the caption says what the table shows
  struct Column {
    std::string name;
    bool numeric = false;
  };
  std::vector<Column> columns;
  struct Cell {
    std::string text;
    std::vector<std::string> evidence;
  };
  std::vector<std::vector<Cell>> rows;
  std::string source_line;  // sources, vintage, limits
};

/// Forecasts on one axis from 0 to 100%: dot = estimate, bar = 80% interval, hollow tick = base rate.
struct ForecastStrip {
  struct Row {
    std::string judgement;  // id
    std::string label;      // "US forces gone by 16 March 2025"
    double p = 0;
    stats::Interval interval;
    std::optional<double> base_rate;
  };
  std::vector<Row> rows;
};

/// The ladder of reference classes of one judgement, with its named cases.
struct LadderFigure {
  std::string judgement;
  struct Rung {
    std::string label;
    double k = 0;
    double n = 0;
    std::optional<double> rate;  // of this class alone; empty where it holds no case
    stats::Interval interval;
    std::optional<double> pooled;        // after partial pooling; empty for side classes
    bool side_class = false;             // printed as dissent, not pooled
    std::vector<std::string> cases_yes;  // "FRA-MLI 2022"
    std::vector<std::string> cases_no;
    std::string evidence;
  };
  std::vector<Rung> rungs;
  double p = 0;
  stats::Interval interval;
};

/// Share of presences gone by days since a clock's start, counting those that stayed.
struct CurveFigure {
  std::string x_label;  // "days since the demand"
  std::string y_label;
  struct Line {
    std::string label;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> lo;
    std::vector<double> hi;
  };
  std::vector<Line> lines;
  std::optional<double> today;  // where the case stands on x
};

/// A monthly series with what may come: bands of the total of the coming twelve months.
struct FanFigure {
  struct Panel {
    std::string label;       // "Niger"
    std::vector<Day> month;  // first days
    std::vector<double> deaths;
    double last_twelve = 0;
    double median = 0;
    stats::Interval band50;
    stats::Interval band80;
    std::vector<double> quantile_dots;  // twenty equally likely values
    bool printable = true;              // false: the backtest's coverage is off by more than ten points
  };
  std::vector<Panel> panels;
};

/// Events in lanes: bars for what lasts, marks for what happened; hollow where the day is not known.
struct TimelineFigure {
  Day from{};
  Day to{};
  Day today{};
  struct Item {
    std::string label;
    Date begin;
    std::optional<Date> end;  // for a bar; a bar that goes on ends at `to` and is open
    bool bar = false;
    bool open_end = false;
    bool hollow = false;
    std::string evidence;
  };
  struct Lane {
    std::string label;
    std::vector<Item> items;
  };
  std::vector<Lane> lanes;
};

/// A map centred on a point; equidistant unless said otherwise, so that rings about the centre are circles.
struct MapFigure {
  geo::MapKind kind = geo::MapKind::equidistant;
  geo::LatLon centre;
  double radius_km = 1500;
  std::string lost_label;
  // An earlier figure with the same centre, radius, layers and highlighted states: its ground is drawn again.
  std::string ground_of;
  // Geometry for drawing; the JSON form names the states only.
  std::vector<geo::Country> lands;
  std::vector<geo::BoundaryLine> disputed;
  std::vector<geo::Lake> lakes;
  std::vector<std::string> closed_states;  // drawn hatched
  std::vector<std::string> highlighted;    // host first
  struct Mark {
    geo::LatLon at;
    std::string label;
    std::string kind;  // lost-base, other-base, rival-base, candidate, capital
    std::string evidence;
  };
  std::vector<Mark> marks;
  struct Ring {
    geo::LatLon centre;
    double radius_km = 0;
    std::string label;
    std::vector<geo::LatLon> line;  // the true geodesic curve
  };
  std::vector<Ring> rings;
  struct Weight {
    geo::LatLon at;
    double weight = 0;  // deaths
    double precision_km = 0;
    std::optional<bool> watched;  // drawn hollow where it is known not to be
  };
  std::vector<Weight> violence;
  std::string weight_words = "deaths in recorded attacks";
  double dot_weight = 1;                         // that is drawn as one death is; 0: all dots alike
  std::vector<std::vector<geo::LatLon>> limits;  // curves at a distance from a border
  std::string limit_words;
  /// The shortest way that is permitted from a field to a state, along geodesics.
  struct Way {
    std::vector<geo::LatLon> line;  // its corners, both ends included
    std::string label;
    double km = 0;
    double direct_km = 0;  // the geodesic between the same ends
    bool nearest = true;   // of all fields; else of those of one host, drawn thin
  };
  std::vector<Way> ways;
};

/// Small multiples of yearly counts or values.
struct SeriesFigure {
  std::string y_label;
  struct Panel {
    std::string label;
    std::vector<double> x;  // years
    struct Line {
      std::string label;
      std::vector<double> y;
    };
    std::vector<Line> lines;
    std::vector<double> breaks;  // years before which a series changed its level, marked in the panel
  };
  std::vector<Panel> panels;
};

using FigureData =
    std::variant<ForecastStrip, LadderFigure, CurveFigure, FanFigure, TimelineFigure, MapFigure, SeriesFigure>;

struct Figure {
  std::string id;
  std::string finding;      // the title states the finding
  std::string description;  // for readers who do not see it
  std::string source_line;
  FigureData data;
};

using Block = std::variant<Paragraph, Table, Figure>;

enum class Part { front, annex };  // front: always printed; annex: behind --full

struct Section {
  std::string id;  // "map", "timeline", "partners", ...
  std::string heading;
  Part part = Part::front;
  std::vector<Block> blocks;
};

/// What moves a judgement: what to watch for, until when, and where the number goes if it is seen and if not.
struct Indicator {
  std::string observable;
  std::string threshold;
  Day by{};
  std::string judgement;  // id
  double p_now = 0;
  std::optional<double> p_if_seen;
  std::optional<double> p_if_not_seen;
  std::string basis;  // the conditional class, with k of n
};

/// What a ledger keeps: a probability with a question that the record can decide later. Judgements, the observables of
/// indicators and what would follow from them are such forecasts.
struct Forecast {
  std::string judgement;  // id of the judgement it belongs to; empty where it stands for itself
  outlook::Question question;
  double p = 0;
  stats::Interval interval;
  double base_rate = 0;              // of the widest class
  std::vector<double> members;       // twenty equally likely outcomes, where it says when or how much
  std::vector<double> base_members;  // the same of the widest class, or the last total again
};

struct Change {
  std::string what;
  std::string before;
  std::string after;
  std::string cause;
  std::vector<std::string> evidence;
};

struct Assumption {
  std::string text;
  std::string if_wrong;
};

/// A rival explanation, with the observation that would separate it from the others.
struct Hypothesis {
  std::string name;
  std::vector<Statement> signs_for;
  std::vector<Statement> signs_against;
  std::vector<std::string> expected_but_absent;
  std::string separating_observation;
};

/// Where the demand on the counterpart stood on the day, folded from the steps that were known (record/stage.hpp).
struct DemandOnDay {
  std::string stage;  // "open", "committed", "softened", "half gone", "left", "partly left", "stays on terms"
  Day since{};
  std::optional<Date> planned_on;   // the day last named for the exit; may lie ahead
  std::optional<Date> deadline_on;  // the host's; may lie ahead
  std::optional<Day> refused_on;
  std::optional<Day> talks_on;
  std::optional<Day> begun_on;
  std::vector<std::string> evidence;
};

struct Assessment {
  std::string case_name;
  std::string question;  // what the case asks, in one sentence
  std::string host;
  std::string counterpart;
  Day as_of{};
  std::string vintage;
  std::optional<Day> since;
  std::string state;                  // of the presence on the day, by outlook::name(State)
  std::optional<DemandOnDay> demand;  // none where none was made
  std::string view_hash;
  std::string model_hash;
  std::string version;
  unsigned long long seed = 0;
  std::map<std::string, std::string> names;  // code -> name, for every code in the assessment

  std::map<std::string, std::string> in_sentence;  // the same as a sentence has it: "the United States"

  std::string title;                  // a judgement
  std::vector<Statement> key_points;  // five to seven, at most kPointWords words each
  std::vector<Passage> narrative;     // page 1, at most kNarrativeWords words together
  std::vector<Judgement> judgements;  // 3 to 6
  std::vector<Change> changes;        // since `since`
  std::vector<Section> sections;      // in the order of the page
  std::vector<std::string> left_out;  // headings of the annex, where the annex was not asked for
  std::vector<Hypothesis> hypotheses;
  std::vector<Indicator> indicators;
  std::vector<Forecast> forecasts;  // not part of the JSON form; what --issue writes
  std::vector<Assumption> assumptions;
  std::vector<Statement> gaps;     // what is not known or not computed, one line each
  std::vector<Evidence> evidence;  // the register, by id
  Basis basis;
  std::vector<Statement> method;  // method, vintage, track record, how to reproduce
};

}  // namespace entente::assess

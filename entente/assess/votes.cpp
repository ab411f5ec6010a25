// What votes existed on the day and what they say beside other signs of a turn.

#include "entente/align/change_points.hpp"
#include "entente/align/ideal_points.hpp"
#include "entente/align/moves.hpp"
#include "entente/align/partners.hpp"
#include "entente/align/similarity.hpp"
#include "entente/align/turn.hpp"
#include "entente/assess/part.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace entente::assess {
namespace {

constexpr const char* kHeading = "What the votes say";
constexpr int kSessionsDrawn = 20;
constexpr double kMarked = 6.0 / align::kPenalties;  // over half of the penalties
constexpr std::size_t kPanels = 9;
constexpr int kSessionsBefore = 10;  // with which agreement is compared
constexpr int kSessionsMoved = 4;    // the last and three before it
constexpr int kYearsOfPartners = 3;
constexpr double kSetApart = 0.1;  // of the ranks, at either end

// What the signs of a turn that are not votes are called in a sentence.
struct SignWords {
  std::string_view name;
  std::string_view words;
};
constexpr std::array kSignWords{
    SignWords{"coup", "a coup"},
    SignWords{"demand", "a demand"},
    SignWords{"withdrawal", "an end of its presence"},
    SignWords{"newcomer", "forces of another power"},
    SignWords{"body left", "a membership given up"},
};

struct SignsOfTurn {
  std::vector<std::string> seen;
  std::vector<std::string> not_seen;
  std::vector<std::string> evidence;  // ids in the record
};

SignsOfTurn signs_beside_votes(const Given& given) {
  SignsOfTurn out;
  for (const align::TurnSign& sign : align::turn_signs(given.view, given.of.host, given.of.counterpart).signs)
    for (const SignWords& row : kSignWords) {
      if (row.name != sign.name || !sign.value) continue;
      (*sign.value > 0 ? out.seen : out.not_seen).emplace_back(row.words);
      out.evidence.insert(out.evidence.end(), sign.evidence.begin(), sign.evidence.end());
    }
  return out;
}

// "2 years", "14 months": from the last roll call to the day.
std::string age_words(int months) { return months >= 24 ? counted(months / 12, "year") : counted(months, "month"); }

// One sentence: whether the state's own position moved over the last sessions, beside all others; nothing where its
// position cannot be estimated.
std::optional<std::string> own_move(const Given& given, int last_session) {
  align::IdealPointOptions options;
  options.high = given.models.powers.high;
  options.low = given.models.powers.low;
  options.first_session = last_session - kSessionsMoved + 1;
  options.seed = given.seed;
  if (!align::can_estimate(given.view, options)) return std::nullopt;
  const std::vector<align::Move> moves = align::rank_moves(align::positions_at(
      align::ideal_points(given.view, options, given.executor), options.first_session, last_session));
  const auto own = std::ranges::find(moves, given.of.host, &align::Move::state);
  if (own == moves.end() || !own->change_interval || !own->rank_interval) return std::nullopt;
  const bool apart =
      own->rank_interval->hi <= kSetApart * own->of || own->rank_interval->lo >= (1 - kSetApart) * own->of;
  std::string text = fmt::format(
      "Who moved: from session {} to session {}, {} moved {:+.2f} on the scale of votes (80% interval {:+.2f} to {:+.2f}; minus is away from {}), rank {} of {} states (80% interval {:.0f} to {:.0f}): {}.",
      options.first_session, last_session, given.host(), own->change, own->change_interval->lo,
      own->change_interval->hi, given.view.in_sentence(options.high.front()), own->rank, own->of,
      own->rank_interval->lo, own->rank_interval->hi,
      apart ? "a move that sets it apart" : "nothing that sets it apart");
  const auto first = std::ranges::find_if(moves, [&](const align::Move& m) {
    return std::ranges::find(given.of.region, m.state) != given.of.region.end();
  });
  if (first != moves.end() && first->state != given.of.host)
    text += fmt::format(" Of {}, {} moved furthest away (rank {}).", given.of.region_words,
                        given.view.in_sentence(first->state), first->rank);
  return text;
}

double kappa_in(const record::View& view, const std::string& a, const std::string& b, int session) {
  const auto s = align::similarity(align::votes_in_common(view, a, b, align::SessionSpan::of(session)));
  return s.enough && s.kappa ? *s.kappa : std::numeric_limits<double>::quiet_NaN();
}

// Kappa of one state with each pole, session by session, and the years before which their difference changed its level.
SeriesFigure::Panel panel_of(const record::View& view, const std::string& state, const std::vector<std::string>& poles,
                             int last_session) {
  SeriesFigure::Panel panel{view.actor_name(state), {}, {}, {}};
  for (const std::string& pole : poles) panel.lines.push_back({"with " + view.in_sentence(pole), {}});
  std::vector<double> gaps;
  std::vector<double> gap_years;
  for (int session = last_session - kSessionsDrawn + 1; session <= last_session; ++session) {
    panel.x.push_back(record::kYearOfSessionZero + session);
    double gap = 0;
    for (std::size_t k = 0; k < poles.size(); ++k) {
      panel.lines[k].y.push_back(kappa_in(view, state, poles[k], session));
      gap += k == 0 ? -panel.lines[k].y.back() : panel.lines[k].y.back();
    }
    if (!std::isfinite(gap)) continue;
    gaps.push_back(gap);
    gap_years.push_back(panel.x.back());
  }
  for (const align::SweptChange& change : align::sweep_changes(gaps))
    if (change.share_of_penalties >= kMarked) panel.breaks.push_back(gap_years[change.after]);
  return panel;
}

// Small multiples of kappa with the counterpart and with the first partner, a panel a state of the region; nothing
// where no pair has votes enough.
std::optional<Figure> states_figure(const Given& given, int last_session) {
  std::vector<std::string> poles{given.of.counterpart};
  if (!given.of.partners.empty()) poles.push_back(given.of.partners.front());
  std::vector<std::string> states{given.of.host};
  for (const std::string& state : given.of.region)
    if (state != given.of.host && std::ranges::find(poles, state) == poles.end()) states.push_back(state);
  states.resize(std::min(states.size(), kPanels));
  SeriesFigure series;
  series.y_label = "kappa of votes";
  for (const std::string& state : states) series.panels.push_back(panel_of(given.view, state, poles, last_session));
  const auto has_value = [](const SeriesFigure::Panel& panel) {
    return std::ranges::any_of(panel.lines, [](const auto& line) {
      return std::ranges::any_of(line.y, [](double y) { return std::isfinite(y); });
    });
  };
  if (std::ranges::none_of(series.panels, has_value)) return std::nullopt;
  Figure figure;
  figure.id = "votes-by-state";
  figure.finding = fmt::format("Votes of the region beside {}{}, {} to {}", given.counterpart(),
                               given.of.partners.empty() ? "" : " and " + given.view.in_sentence(poles.back()),
                               record::kYearOfSessionZero + last_session - kSessionsDrawn + 1,
                               record::kYearOfSessionZero + last_session);
  figure.description =
      "Small multiples: one panel a state of the region, kappa of its votes by session, a line a power; a session "
      "counts to the year it began.";
  figure.source_line = fmt::format(
      "A dashed mark: the year before which the difference of the lines changed its level by over half of the "
      "penalties from 2 ln n to 3 ln n. It may be the power that moved; and of random walks of {} sessions, which "
      "have no levels, {:.0f}% have such a mark. Under 30 roll calls in common there is no value.",
      kSessionsDrawn, 100 * align::walk_rates(kSessionsDrawn).found_by(kMarked));
  figure.data = std::move(series);
  return figure;
}

std::vector<Table::Cell> pair_row(const Given& given, const std::string& other, int session, const std::string& cited) {
  const auto in = [&](int of) {
    return align::similarity(align::votes_in_common(given.view, given.of.host, other, align::SessionSpan::of(of)));
  };
  const auto now = in(session);
  const auto then = in(session - kSessionsBefore);
  const auto kappa = [](const auto& s) {
    return s.enough && s.kappa ? fmt::format("{:.2f}", *s.kappa) : std::string("–");
  };
  return {{fmt::format("{} and {}", capital(given.host()), given.view.in_sentence(other)), {cited}},
          {fmt::format("{}", now.n), {}},
          {now.enough ? percent(now.agreement) : "not enough", {}},
          {now.enough ? fmt::format("{:.2f}", now.s_squared) : "–", {}},
          {kappa(now), {}},
          {kappa(then), {}}};
}

Table pairs_table(const Given& given, const align::Session& session, const std::string& cited) {
  Table table;
  table.id = "votes";
  table.columns = {{"Pair", false}, {"Roll calls", true}, {"Same vote", true},
                   {"S", true},     {"kappa", true},      {"kappa ten sessions before", true}};
  table.rows.push_back(pair_row(given, given.of.counterpart, session.number, cited));
  for (const std::string& other : given.of.partners)
    table.rows.push_back(pair_row(given, other, session.number, cited));
  table.finding = fmt::format("Votes up to {}: level of agreement, not a turn", to_words(session.last));
  table.source_line = "kappa takes out the agreement that the two states' own habits would give by chance; S does not.";
  return table;
}

// New agreements with others than the counterpart, from all tables that tell of them.
std::vector<std::string> new_agreements(const Given& given, int last_year) {
  std::vector<std::string> out;
  for (const align::PartnerChange& c :
       align::who_gained(align::partners_by_year(given.view, given.of.host, last_year - kYearsOfPartners, last_year)))
    if (c.partner != given.of.counterpart && std::ranges::find(c.gained, align::Tie::agreement) != c.gained.end())
      out.push_back(given.view.in_sentence(c.partner));
  return out;
}

Statement signs_statement(const Given& given, Register& evidence, const SignsOfTurn& signs, const std::string& cited) {
  std::vector<std::string> rows = each_once(evidence.rows(signs.evidence));
  if (rows.empty()) rows.push_back(cited);
  const int last_year = year_of(given.view.as_of);
  const std::vector<std::string> others = new_agreements(given, last_year);
  return {
      fmt::format("What else shows a turn from {} on the day: {}; looked for and not seen: {}. New agreements since "
                  "the end of {}: with {}.",
                  given.counterpart(), signs.seen.empty() ? "nothing" : list_of(signs.seen),
                  signs.not_seen.empty() ? "nothing more" : list_of(signs.not_seen), last_year - kYearsOfPartners,
                  others.empty() ? "nobody" : list_of(others)),
      rows, Status::computed};
}

Section section_of(const Given& given, Register& evidence, const align::Session& session, const SignsOfTurn& signs,
                   int age_months, const std::string& cited) {
  Paragraph text;
  text.statements.push_back(
      {fmt::format(
           "The roll calls at hand on the day end on {}, {} before it: they can neither show nor refute a turn since then.",
           to_words(session.last), age_words(age_months)),
       {cited},
       Status::computed});
  if (const auto told = align::absences(given.view, given.of.host, align::SessionSpan::of(session.number)))
    text.statements.push_back(
        {fmt::format(
             "Of the {} of session {}, {} was absent from {}, which is neither a vote nor an abstention; it abstained on {}.",
             counted(told->roll_calls, "roll call"), session.number, given.host(), told->absent, told->abstained),
         {cited},
         Status::computed});
  text.statements.push_back(signs_statement(given, evidence, signs, cited));
  if (const auto moved = own_move(given, session.number))
    text.statements.push_back({*moved, {cited}, Status::computed});
  Section section{"votes", kHeading, Part::annex, {}};
  section.blocks.emplace_back(std::move(text));
  section.blocks.emplace_back(pairs_table(given, session, cited));
  if (auto figure = states_figure(given, session.number)) section.blocks.emplace_back(std::move(*figure));
  return section;
}

}  // namespace

Contribution votes_part(const Given& given) {
  Contribution out(given.view);
  const auto session = align::last_session(given.view);
  if (!session) {
    out.gap("No roll call of the General Assembly is in the record on the day.");
    return out;
  }
  const int age_months = days_between(session->last, given.view.as_of) / 30;
  const SignsOfTurn signs = signs_beside_votes(given);
  const std::string cited =
      out.evidence.query("votes/last-session", fmt::format("Roll calls of session {}", session->number),
                         fmt::format("roll calls of session {}, {} to {}", session->number, to_string(session->first),
                                     to_string(session->last)),
                         session->roll_calls, {},
                         Call{"align"}.with("states", given.of.host + "," + given.of.counterpart).on(given.view.as_of));
  if (given.wanted.annex)
    out.add(section_of(given, out.evidence, *session, signs, age_months, cited));
  else
    out.leave_out("votes", kHeading);
  if (age_months > 12)
    out.gap(signs.seen.empty()
                ? fmt::format("Roll calls after {} are not in the record, so no vote speaks on the time since.",
                              to_words(session->last))
                : fmt::format("Votes at hand end on {}; what else shows a turn is {}.", to_words(session->last),
                              list_of(signs.seen)),
            {cited});
  return out;
}

}  // namespace entente::assess

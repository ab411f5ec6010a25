// What votes existed on the day and what they say, and how many states of the region host whom.

#include "entente/align/change_points.hpp"
#include "entente/align/hosting.hpp"
#include "entente/align/ideal_points.hpp"
#include "entente/align/moves.hpp"
#include "entente/align/partners.hpp"
#include "entente/align/similarity.hpp"
#include "entente/align/turn.hpp"
#include "entente/assess/draft.hpp"
#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace entente::assess {
namespace {

constexpr int kSessionsDrawn = 20;
constexpr double kMarked = 6.0 / align::kPenalties;  // over half of the penalties
constexpr std::size_t kPanels = 9;
constexpr int kSessionsMoved = 4;  // the last and three before it
constexpr int kYearsOfPartners = 3;

// What the signs of a turn that are no votes are called in a sentence.
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

struct Signs {
  std::vector<std::string> seen;
  std::vector<std::string> not_seen;
  std::vector<std::string> evidence;
};

Signs signs_beside_votes(const record::View& view, const std::string& host, const std::string& counterpart) {
  Signs out;
  for (const align::TurnSign& sign : align::turn_signs(view, host, counterpart).signs)
    for (const SignWords& row : kSignWords) {
      if (row.name != sign.name || !sign.value) continue;
      (*sign.value > 0 ? out.seen : out.not_seen).emplace_back(row.words);
      out.evidence.insert(out.evidence.end(), sign.evidence.begin(), sign.evidence.end());
    }
  return out;
}

// One sentence: whether the state's own position moved over the last sessions, beside all others.
std::optional<std::string> own_move(const Draft& d, int last_session) {
  align::IdealPointOptions options;
  options.first_session = last_session - kSessionsMoved + 1;
  options.seed = d.seed;
  options.burn_in = 20;
  options.draws = 30;
  std::vector<align::Move> moves;
  try {
    const align::IdealPoints estimate = align::ideal_points(d.view, options, d.executor);
    moves = align::rank_moves(align::positions_at(estimate, options.first_session, last_session));
  } catch (const Error&) {
    return std::nullopt;  // no roll calls that divide, or no state that tells the direction
  }
  const auto own = std::find_if(moves.begin(), moves.end(), [&](const align::Move& m) { return m.state == d.of.host; });
  if (own == moves.end() || !own->change_interval || !own->rank_interval) return std::nullopt;
  const bool apart = own->rank_interval->hi <= 0.1 * own->of || own->rank_interval->lo >= 0.9 * own->of;
  std::string text = fmt::format(
      "Who moved: from session {} to session {}, {} moved {:+.2f} on the scale of votes (80% interval {:+.2f} to {:+.2f}; minus is away from the United States), rank {} of {} states (80% interval {:.0f} to {:.0f}): {}.",
      options.first_session, last_session, d.host(), own->change, own->change_interval->lo, own->change_interval->hi,
      own->rank, own->of, own->rank_interval->lo, own->rank_interval->hi,
      apart ? "a move that sets it apart" : "nothing that sets it apart");
  const auto first = std::find_if(moves.begin(), moves.end(), [&](const align::Move& m) {
    return std::find(d.of.region.begin(), d.of.region.end(), m.state) != d.of.region.end();
  });
  if (first != moves.end() && first->state != d.of.host)
    text += fmt::format(" Of {}, {} moved furthest away (rank {}).", d.of.region_words,
                        d.view.in_sentence(first->state), first->rank);
  return text;
}

// Small multiples of kappa with the counterpart and with the first partner, a panel a state of the region.
std::optional<SeriesFigure> similarity_by_state(const Draft& d, int last_session) {
  std::vector<std::string> poles{d.of.counterpart};
  if (!d.of.partners.empty()) poles.push_back(d.of.partners.front());
  std::vector<std::string> states{d.of.host};
  for (const std::string& state : d.of.region)
    if (state != d.of.host && std::find(poles.begin(), poles.end(), state) == poles.end()) states.push_back(state);
  states.resize(std::min(states.size(), kPanels));
  SeriesFigure figure;
  figure.y_label = "kappa of votes";
  bool any = false;
  for (const std::string& state : states) {
    SeriesFigure::Panel panel{d.view.actor_name(state), {}, {}, {}};
    for (const std::string& pole : poles) panel.lines.push_back({"with " + d.view.in_sentence(pole), {}});
    std::vector<double> gaps;
    std::vector<double> gap_years;
    for (int session = last_session - kSessionsDrawn + 1; session <= last_session; ++session) {
      panel.x.push_back(record::kYearOfSessionZero + session);
      double gap = 0;
      for (std::size_t k = 0; k < poles.size(); ++k) {
        const auto s =
            align::similarity(align::votes_in_common(d.view, state, poles[k], align::SessionSpan::of(session)));
        const double kappa = s.enough && s.kappa ? *s.kappa : std::numeric_limits<double>::quiet_NaN();
        any = any || std::isfinite(kappa);
        panel.lines[k].y.push_back(kappa);
        gap += k == 0 ? -kappa : kappa;
      }
      if (!std::isfinite(gap)) continue;
      gaps.push_back(gap);
      gap_years.push_back(panel.x.back());
    }
    for (const align::SweptChange& change : align::sweep_changes(gaps))
      if (change.share_of_penalties >= kMarked) panel.breaks.push_back(gap_years[change.after]);
    figure.panels.push_back(std::move(panel));
  }
  if (!any) return std::nullopt;
  return figure;
}

}  // namespace

void add_votes(Draft& d) {
  const auto session = align::last_session(d.view);
  if (!session) {
    d.gap("No roll call of the General Assembly is in the record on the day.");
    return;
  }
  Section& section = d.section("votes", "What the votes say", Part::annex);
  const std::string command =
      fmt::format("entente align {} {} --on {}", d.of.host, d.of.counterpart, to_string(d.view.as_of));
  Table table;
  table.id = "votes";
  table.columns = {{"Pair", false}, {"Roll calls", true}, {"Same vote", true},
                   {"S", true},     {"kappa", true},      {"kappa ten sessions before", true}};
  std::vector<std::string> others{d.of.counterpart};
  others.insert(others.end(), d.of.partners.begin(), d.of.partners.end());
  for (const std::string& other : others) {
    const auto now =
        align::similarity(align::votes_in_common(d.view, d.of.host, other, align::SessionSpan::of(session->number)));
    const auto then = align::similarity(
        align::votes_in_common(d.view, d.of.host, other, align::SessionSpan::of(session->number - 10)));
    const auto number = [](const std::optional<double>& v) { return v ? fmt::format("{:.2f}", *v) : std::string("–"); };
    table.rows.push_back({{fmt::format("{} and {}", d.host(), d.view.actor_name(other)), {}},
                          {fmt::format("{}", now.n), {}},
                          {now.enough ? percent(now.agreement) : "not enough", {}},
                          {now.enough ? fmt::format("{:.2f}", now.s_squared) : "–", {}},
                          {now.enough ? number(now.kappa) : "–", {}},
                          {then.enough ? number(then.kappa) : "–", {}}});
  }
  const std::string id =
      d.evidence.query("votes/last-session", fmt::format("Roll calls of session {}", session->number),
                       fmt::format("roll calls of session {}, {} to {}", session->number, to_string(session->first),
                                   to_string(session->last)),
                       session->roll_calls, {}, command);
  table.finding = fmt::format("Votes up to {}: level of agreement, not a turn", to_words(session->last));
  table.source_line = "kappa takes out the agreement that the two states' own habits would give by chance; S does not.";
  for (auto& row : table.rows) row[0].evidence = {id};
  Paragraph text;
  const int age_months = days_between(session->last, d.view.as_of) / 30;
  text.statements.push_back(
      {fmt::format(
           "The roll calls at hand on the day end on {}, {} before it: they can neither show nor refute a turn since then.",
           to_words(session->last),
           age_months >= 24 ? fmt::format("{} years", age_months / 12) : fmt::format("{} months", age_months)),
       {id},
       Status::computed});
  const Signs signs = signs_beside_votes(d.view, d.of.host, d.of.counterpart);
  std::vector<std::string> rows;
  for (const std::string& evidence : signs.evidence) rows.push_back(d.evidence.row(evidence));
  if (rows.empty()) rows.push_back(id);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  // New agreements with others, from all tables that tell of them.
  std::vector<std::string> others_signed;
  const int last_year = year_of(d.view.as_of);
  for (const align::PartnerChange& c :
       align::who_gained(align::partners_by_year(d.view, d.of.host, last_year - kYearsOfPartners, last_year)))
    if (c.partner != d.of.counterpart &&
        std::find(c.gained.begin(), c.gained.end(), align::Tie::agreement) != c.gained.end())
      others_signed.push_back(d.view.in_sentence(c.partner));
  text.statements.push_back(
      {fmt::format(
           "What else shows a turn from {} on the day: {}; looked for and not seen: {}. New agreements since the "
           "end of {}: with {}.",
           d.counterpart(), signs.seen.empty() ? "nothing" : list_of(signs.seen),
           signs.not_seen.empty() ? "nothing more" : list_of(signs.not_seen), last_year - kYearsOfPartners,
           others_signed.empty() ? "nobody" : list_of(others_signed)),
       rows, Status::computed});
  if (const auto moved = own_move(d, session->number)) text.statements.push_back({*moved, {id}, Status::computed});
  section.blocks.emplace_back(std::move(text));
  section.blocks.emplace_back(std::move(table));
  if (auto series = similarity_by_state(d, session->number)) {
    Figure f;
    f.id = "votes-by-state";
    f.finding = fmt::format("Votes of the region beside {}{}, {} to {}", d.counterpart(),
                            d.of.partners.empty() ? "" : " and " + d.view.in_sentence(d.of.partners.front()),
                            record::kYearOfSessionZero + session->number - kSessionsDrawn + 1,
                            record::kYearOfSessionZero + session->number);
    f.description =
        "Small multiples: one panel a state of the region, kappa of its votes by session, a line a power; a session "
        "counts to the year it began.";
    f.source_line = fmt::format(
        "A dashed mark: the year before which the difference of the lines changed its level by over half of the "
        "penalties from 2 ln n to 3 ln n. It may be the power that moved; and of random walks of {} sessions, which "
        "have no levels, {:.0f}% have such a mark. Under 30 roll calls in common there is no value.",
        kSessionsDrawn, 100 * align::walk_rates(kSessionsDrawn).found_by(kMarked));
    f.data = std::move(*series);
    section.blocks.emplace_back(std::move(f));
  }
  if (age_months > 12)
    d.gap(signs.seen.empty()
              ? fmt::format("Roll calls after {} are not in the record, so no vote speaks on the time since.",
                            to_words(session->last))
              : fmt::format("Votes at hand end on {}; what else shows a turn is {}.", to_words(session->last),
                            list_of(signs.seen)),
          {id});
}

void add_hosting(Draft& d) {
  const int last = year_of(d.view.as_of);
  const auto years = align::hosting_by_year(d.view, d.of.region, last - 12, last);
  if (years.empty()) return;
  // The senders that host most over the years, and the case's own.
  std::vector<std::pair<int, std::string>> totals;
  for (const auto& year : years)
    for (const auto& s : year.senders) {
      const auto it = std::find_if(totals.begin(), totals.end(), [&](const auto& t) { return t.second == s.sender; });
      const int n = static_cast<int>(s.hosts.size());
      if (it == totals.end())
        totals.emplace_back(n, s.sender);
      else
        it->first += n;
    }
  std::stable_sort(totals.begin(), totals.end(), [](const auto& a, const auto& b) {
    return a.first > b.first || (a.first == b.first && a.second < b.second);
  });
  if (totals.empty()) {
    d.gap("No foreign presence in the region is in the record.");
    return;
  }
  totals.resize(std::min<std::size_t>(totals.size(), 6));
  SeriesFigure figure;
  figure.y_label = "states of the region";
  std::vector<std::string> ids;
  for (const auto& [total, sender] : totals) {
    SeriesFigure::Panel panel{d.view.actor_name(sender), {}, {{"hosts", {}}}, {}};
    for (const auto& year : years) {
      panel.x.push_back(year.year);
      double hosts = 0;
      for (const auto& s : year.senders)
        if (s.sender == sender) {
          hosts = static_cast<double>(s.hosts.size());
          if (&year == &years.back()) ids.insert(ids.end(), s.evidence.begin(), s.evidence.end());
        }
      panel.lines[0].y.push_back(hosts);
    }
    figure.panels.push_back(std::move(panel));
  }
  const auto count_of = [&](const align::HostingYear& year, const std::string& sender) {
    for (const auto& s : year.senders)
      if (s.sender == sender) return static_cast<long>(s.hosts.size());
    return 0L;
  };
  std::vector<std::string> changes;
  for (const auto& [total, sender] : totals)
    changes.push_back(fmt::format("{} {} to {}", d.view.actor_name(sender), count_of(years.front(), sender),
                                  count_of(years.back(), sender)));
  const std::string id =
      d.evidence.query("hosting", "Presences in the region on the day",
                       "presences in the states of the region named in the case, not ended on the day",
                       static_cast<long>(ids.size()), ids, "entente record show presences");
  Section& section = d.section("hosting", "Who is hosted in the region", Part::annex);
  Paragraph text;
  text.statements.push_back(
      {fmt::format("Of the {} states of {} taken, the number that hosted forces changed from {} to {} as follows: {}.",
                   d.of.region.size(), d.of.region_words, years.front().year, years.back().year, list_of(changes)),
       {id},
       Status::computed});
  const align::SpreadTest spread = align::test_spread(d.view, d.of.region, years.front().on, d.view.as_of);
  if (spread.verdict != align::SpreadChange::nobody_hosted)
    text.statements.push_back(
        {fmt::format(
             "Over those years the forces hosted became {}: effective number of senders by people {:.1f} to {:.1f}, change {:+.1f} (80% interval {:+.1f} to {:+.1f}).",
             spread.verdict == align::SpreadChange::more_spread ? "more spread"
             : spread.verdict == align::SpreadChange::more_concentrated
                 ? "more concentrated"
                 : "neither clearly more spread nor more concentrated",
             spread.number_from, spread.number_to, spread.number_to - spread.number_from, spread.change.lo,
             spread.change.hi),
         {id},
         Status::computed});
  section.blocks.emplace_back(std::move(text));
  Figure f;
  f.id = "hosting";
  f.finding =
      fmt::format("States of the region that host forces, by sender, {} to {}", years.front().year, years.back().year);
  f.description =
      "Small multiples: one panel a sender, the number of states of the region that host its forces by year.";
  f.source_line =
      "Presences of powers gone through host by host, and single known cases of others; presences dated by year count from 31 December.";
  f.data = std::move(figure);
  section.blocks.emplace_back(std::move(f));
}

}  // namespace entente::assess

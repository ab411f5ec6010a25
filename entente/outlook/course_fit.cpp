#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/outlook/course_columns.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/states/states.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace entente::outlook {
namespace {

using columns::bit;
using record::DemandStage;

constexpr double kMostShare = 0.95;  // of a class that has ended within the horizon: its rate stays finite
constexpr double kKeptPrior = 2;     // demands that the share of partial exits is drawn to one half by
constexpr double kZ80 = 1.2815515655446004;
constexpr double kYearDays = 365.25;

bool is_live(DemandStage s) { return !record::is_end(s); }

// Columns that a move's rate always has, besides the conditions of the model file.
std::vector<int> fixed_columns(Move move, const CourseSpec& spec) {
  using namespace columns;
  std::vector<int> out{one};
  const auto run = [&](int first, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) out.push_back(first + static_cast<int>(i));
  };
  switch (move) {
    case Move::leave:
      out.insert(out.end(), {committed, softened, half_gone});
      run(band, spec.bands_days.size());
      run(undated, spec.since_days.size());
      break;
    case Move::leave_dated: out = {half_gone, far, mid, near, at, past}; break;  // the phases are its level
    case Move::leave_later:
      out.insert(out.end(), {committed, softened, half_gone});
      run(band, spec.bands_days.size());
      run(since, spec.since_days.size());
      break;
    case Move::keep:
      out.insert(out.end(), {committed, softened, half_gone, dated});
      run(band, spec.bands_days.size());
      break;
    case Move::commit:
      out.push_back(softened);
      run(band, spec.bands_days.size());
      break;
    case Move::soften:
      out.insert(out.end(), {committed, dated});
      run(band, spec.bands_days.size());
      break;
    case Move::halve: out.insert(out.end(), {committed, softened}); break;
    case Move::reopen: out.insert(out.end(), {softened, dated}); break;
  }
  return out;
}

stats::RatePrior prior_of(int column, const CourseSpec& spec) {
  using namespace columns;
  if (column == one) return {0, spec.level};
  if (column >= far && column <= past) return {spec.phase_means.at(static_cast<std::size_t>(column - far)), spec.phase};
  if (column > one && column < band) return {0, spec.stage};
  if (column >= band && column < since) return {0, spec.band};
  return {0, column >= first_sender ? spec.sender : spec.condition};
}

// The columns of a row that a regression has, as its own bits.
std::uint64_t own_bits(std::uint64_t row, const std::vector<int>& own) {
  std::uint64_t out = 0;
  for (std::size_t j = 0; j < own.size(); ++j)
    if ((row & bit(own[j])) != 0) out |= std::uint64_t{1} << j;
  return out;
}

// Steps as they are believed, in the order in which they became known.
std::vector<record::Step> believed(std::span<const record::Step> steps, const StepUse& use, Day day) {
  std::vector<record::Step> out;
  if (use.none) return out;
  for (const record::Step& s : steps) {
    if (use.verified_only && !s.source.verified.value_or(false)) continue;
    record::Step known = s;
    known.known_on += std::chrono::days(use.delay_days);
    if (known.known_on <= day) out.push_back(std::move(known));
  }
  return out;
}

Traits traits_of(const record::Demand& d) {
  return {.sender = d.sender,
          .kind = d.kind,
          .coup = d.coup_within_24m,
          .people = d.people_low ? d.people_low : d.people_high};
}

std::uint64_t of_traits(const Traits& t) {
  constexpr double kLarge = 300;
  std::uint64_t out = 0;
  if (t.coup) out |= bit(columns::coup);
  if (!is_firm(t.kind)) out |= bit(columns::soft);
  if (t.people && *t.people >= kLarge) out |= bit(columns::large);
  return out;
}

std::uint64_t of_steps(std::span<const record::Step> steps, Day day) {
  std::uint64_t out = 0;
  for (const record::Step& s : steps) {
    if (s.known_on > day) break;
    if (s.kind == "sender-refuses") out |= bit(columns::refused);
    if (s.kind == "demand-repeated") out |= bit(columns::repeated);
    if (s.kind == "deadline-set" || s.kind == "deadline-moved") out |= bit(columns::deadline);
    if (s.kind == "forces-fight") out |= bit(columns::fighting);
    if (s.kind == "host-government-changed") out |= bit(columns::new_government);
    if (s.kind == "talks-opened") out |= bit(columns::talks);
    if (s.kind == "withdrawal-begun") out |= bit(columns::begun);
  }
  return out;
}

// A stretch of a demand's life over which nothing changes that a rate depends on.
struct Stretch {
  DemandStage stage = DemandStage::open;
  std::optional<DemandStage> next{};  // where it went at the end
  std::uint64_t columns = 0;
  double days = 0;
  bool dated = false;
};

// From one known change to the next: where it stood.
struct Spell {
  Standing standing;
  double from = 0, to = 0;
  std::optional<DemandStage> next{};
};

void cut(const CourseSpec& spec, const Spell& spell, std::vector<Stretch>& out) {
  const Standing& s = spell.standing;
  const bool going = s.stage == DemandStage::committed || s.stage == DemandStage::half_gone;
  std::vector<double> edges{spell.from};
  for (const int day : columns::turns(spec, s, s.stage))
    if (day > spell.from && day < spell.to) edges.push_back(day);
  edges.push_back(spell.to);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  if (edges.size() == 1) edges.push_back(edges.front());
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    Stretch stretch;
    const double middle = (edges[i] + edges[i + 1]) / 2;
    stretch.stage = s.stage;
    stretch.columns =
        columns::on_day(spec, s.conditions, s.stage, middle, middle - s.since_day, s.planned_day, s.deadline_day);
    stretch.days = edges[i + 1] - edges[i];
    stretch.dated = going && s.planned_day.has_value();
    if (i + 2 == edges.size()) stretch.next = spell.next;
    if (stretch.days > 0 || stretch.next) out.push_back(stretch);
  }
}

}  // namespace

// A state that goes on another's treaties goes on as that sender.
std::string_view CourseModel::lineage(std::string_view sender) const {
  const auto it = successors_.find(sender);
  return it == successors_.end() ? sender : std::string_view(it->second);
}

std::uint64_t CourseModel::sender_column(std::string_view sender) const {
  const auto it = senders_.find(lineage(sender));
  return it == senders_.end() ? 0 : bit(it->second);
}

void CourseModel::offsets_of(const Traits& traits, Standing& standing) const {
  const auto it = offsets_.find({traits.coup, is_firm(traits.kind)});
  check(it != offsets_.end(), "every class of demands has its rates");
  standing.leave_offset = it->second.first;
  standing.keep_offset = it->second.second;
}

namespace {

Standing standing_on(const record::Demand& demand, std::span<const record::Step> steps, Day day) {
  const auto state = record::demand_state(demand, steps, day);
  check(state.has_value(), "a demand stands nowhere before it is known");
  Standing s;
  s.demand = demand.id;
  s.demand_on = midpoint(demand.on);
  s.stage = state->stage;
  s.day = std::max(0, days_between(s.demand_on, day));
  s.since_day = std::max(0, days_between(s.demand_on, state->since));
  if (state->planned_on) s.planned_day = days_between(s.demand_on, state->planned_on->last);
  if (state->deadline_on) s.deadline_day = days_between(s.demand_on, state->deadline_on->last);
  s.conditions = of_traits(traits_of(demand)) | of_steps(steps, day);
  return s;
}

// The life of a demand up to the day: one spell between any two days on which something became known.
std::vector<Spell> spells_of(const record::Demand& demand, std::span<const record::Step> steps, Day as_of,
                             std::uint64_t sender) {
  record::Demand open = demand;  // the outcome ends the last spell and sets no stage
  open.outcome.clear();
  open.outcome_on.reset();
  open.outcome_known_on.reset();
  open.deadline_on.reset();  // a deadline of the demand's row may be of any later day; those of steps have theirs
  open.deadline_known_on.reset();
  const Day demand_on = midpoint(demand.on);
  std::optional<DemandStage> end;
  double last = std::max(0, days_between(demand_on, as_of));
  if (const auto days = days_to_outcome(demand)) {
    end = demand.outcome == "left"      ? DemandStage::left
          : demand.outcome == "partial" ? DemandStage::partly_left
                                        : DemandStage::stays;
    last = *days;
  }
  std::vector<Spell> out;
  Day from = std::max(demand.known_on, demand_on);
  std::size_t next_step = 0;
  for (;;) {
    while (next_step < steps.size() && steps[next_step].known_on <= from) ++next_step;
    Spell spell;
    spell.standing = standing_on(open, steps, from);
    spell.standing.conditions |= sender;
    spell.from = out.empty() ? 0 : days_between(demand_on, from);
    const bool more = next_step < steps.size() && days_between(demand_on, steps[next_step].known_on) < last;
    spell.to = more ? days_between(demand_on, steps[next_step].known_on) : std::max(last, spell.from);
    if (!more) spell.next = end;
    if (!out.empty() && out.back().standing.stage != spell.standing.stage) out.back().next = spell.standing.stage;
    out.push_back(spell);
    if (!more) return out;
    from = steps[next_step].known_on;
  }
}

struct Rows {
  std::array<std::vector<stats::RateRow>, kMoves> of{};
};

void add_rows(const Stretch& s, const Standing& standing, double base, Rows& rows,
              const std::array<std::vector<int>, kMoves>& own) {
  const auto add = [&](Move move, double offset, bool came) {
    const auto m = static_cast<std::size_t>(move);
    rows.of[m].push_back({own_bits(s.columns, own[m]), s.days, offset, came ? 1 : 0});
  };
  const bool gone = s.next == DemandStage::left;
  if (s.dated)
    add(Move::leave_dated, base, gone);
  else
    add(Move::leave, standing.leave_offset, gone);
  add(Move::leave_later, standing.leave_offset, gone);
  add(Move::keep, standing.keep_offset, s.next == DemandStage::partly_left || s.next == DemandStage::stays);
  const auto from = [&](std::initializer_list<DemandStage> stages) {
    return std::find(stages.begin(), stages.end(), s.stage) != stages.end();
  };
  using enum DemandStage;
  if (from({open, softened})) add(Move::commit, base, s.next == committed);
  if (from({open, committed})) add(Move::soften, base, s.next == softened);
  if (from({open, committed, softened})) add(Move::halve, base, s.next == half_gone);
  if (from({committed, softened})) add(Move::reopen, base, s.next == open);
}

void count(std::vector<MoveCount>& counts, const std::vector<Spell>& spells) {
  std::array<double, 4> days{};
  std::array<bool, 4> was{};
  for (const Spell& s : spells) {
    days[static_cast<std::size_t>(s.standing.stage)] += s.to - s.from;
    was[static_cast<std::size_t>(s.standing.stage)] = true;
  }
  std::array<std::array<bool, 7>, 4> moved{};
  for (const Spell& s : spells)
    if (s.next) moved[static_cast<std::size_t>(s.standing.stage)][static_cast<std::size_t>(*s.next)] = true;
  for (MoveCount& c : counts) {
    const auto from = static_cast<std::size_t>(c.from);
    c.k += moved[from][static_cast<std::size_t>(c.to)] ? 1 : 0;
    c.n += was[from] ? 1 : 0;
    c.years += days[from] / kYearDays;
  }
}

std::vector<MoveCount> no_counts() {
  using enum DemandStage;
  std::vector<MoveCount> out;
  for (const DemandStage from : {open, committed, softened, half_gone})
    for (const DemandStage to : {open, committed, softened, half_gone, left, partly_left, stays})
      if (from != to && !(from == half_gone && is_live(to))) out.push_back({from, to, 0, 0, 0});
  return out;
}

// Log rates a day at which so many have left, or kept their forces, by the horizon.
std::pair<double, double> log_rates(double left, double kept, int horizon_days) {
  const double all = std::min(left + kept, kMostShare);
  const double rate = -std::log(1 - all) / horizon_days;
  return {std::log(rate * left / (left + kept)), std::log(rate * kept / (left + kept))};
}

}  // namespace

CourseModel::CourseModel(const record::View& view, const CourseSpec& spec, const LadderFile& file, std::uint64_t seed,
                         const StepUse& use)
    : spec_(spec), use_(use) {
  // The classes of the ladder, counted from the day of the demand.
  const int horizon = file.exit.horizon_days;
  std::vector<Trial> trials = exit_trials(view, "", 0, horizon).trials;
  std::vector<Trial> kept = trials;
  for (Trial& t : kept) t.hit = t.days && t.outcome != "left" && *t.days <= horizon;
  for (const bool coup : {false, true})
    for (const bool firm : {false, true}) {
      const Traits of{.kind = firm ? "withdrawal-demanded" : "other", .coup = coup};
      const double p = trials.empty() ? 0.5 : estimate(file.exit, trials, of).probability;
      const double q = kept.empty() ? 0.25 : estimate(file.exit, kept, of).probability;
      offsets_[{coup, firm}] = log_rates(p, q, horizon);
    }

  for (const auto& [code, state] : states::States::all().by_code())
    if (!state.goes_on_in.empty()) successors_[code] = states::States::all().seat(code);
  std::map<std::string, int, std::less<>> demands_of;
  for (const record::Demand& d : view.demands)
    if (is_state(view, d.sender)) ++demands_of[std::string(lineage(d.sender))];
  int column = columns::first_sender;
  for (const auto& [sender, n] : demands_of)
    if (n >= spec.sender_demands && column < 64) senders_[sender] = column++;

  std::array<std::vector<stats::RatePrior>, kMoves> priors;
  for (std::size_t m = 0; m < kMoves; ++m) {
    columns_[m] = fixed_columns(static_cast<Move>(m), spec);
    for (const std::string& c : spec.conditions[m]) {
      if (c == "sender")
        for (const auto& [sender, own] : senders_) columns_[m].push_back(own);
      else
        columns_[m].push_back(*columns::column_of(c));
    }
    for (const int c : columns_[m]) priors[m].push_back(prior_of(c, spec));
  }

  Rows rows;
  counts_ = no_counts();
  double partly = 0;
  double all_kept = 0;
  const double base = -std::log(spec.base_days);
  for (const record::Demand& d : view.demands) {
    if (!is_state(view, d.sender)) continue;
    ++demands_;
    const std::vector<record::Step> steps = believed(record::steps_of(view, d), use, view.as_of);
    Standing classes;
    offsets_of(traits_of(d), classes);
    const std::vector<Spell> spells = spells_of(d, steps, view.as_of, sender_column(d.sender));
    std::vector<Stretch> stretches;
    for (const Spell& s : spells) cut(spec, s, stretches);
    for (const Stretch& s : stretches) add_rows(s, classes, base, rows, columns_);
    count(counts_, spells);
    if (spells.back().next == DemandStage::partly_left) ++partly;
    if (spells.back().next == DemandStage::partly_left || spells.back().next == DemandStage::stays) ++all_kept;
  }
  partly_share_ = (partly + kKeptPrior / 2) / (all_kept + kKeptPrior);
  kept_words_ = fmt::format("{:.0f} of {:.0f}", partly, all_kept);
  for (std::size_t m = 0; m < kMoves; ++m) {
    fits_[m] = stats::fit_rates(rows.of[m], priors[m]);
    coefficients_[m] = fits_[m].coefficients;
  }
  for (int i = 0; i < spec.draws; ++i) {
    Coefficients drawn;
    RandomStream random(seed, "course/coefficients", static_cast<std::uint64_t>(i));
    for (std::size_t m = 0; m < kMoves; ++m) {
      std::vector<double> normals(coefficients_[m].size());
      for (double& z : normals) z = random.normal();
      drawn[m] = fits_[m].drawn(normals);
    }
    draws_.push_back(std::move(drawn));
  }
}

Standing CourseModel::standing_of(const record::View& view, const record::Demand& d) const {
  const std::vector<record::Step> steps = believed(record::steps_of(view, d), use_, view.as_of);
  record::Demand open = d;
  open.deadline_on.reset();
  open.deadline_known_on.reset();
  Standing s = standing_on(open, steps, view.as_of);
  s.conditions |= sender_column(d.sender);
  offsets_of(traits_of(d), s);
  return s;
}

std::optional<Standing> CourseModel::standing(const record::View& view, std::string_view demand) const {
  const auto it =
      std::find_if(view.demands.begin(), view.demands.end(), [&](const record::Demand& d) { return d.id == demand; });
  if (it == view.demands.end() || is_resolved(*it)) return std::nullopt;
  return standing_of(view, *it);
}

Standing CourseModel::standing_of_new(const Situation& situation) const {
  Standing s;
  s.demand_on = situation.as_of;
  Traits traits = situation.traits;
  if (traits.kind.empty()) traits.kind = "withdrawal-demanded";
  s.conditions = of_traits(traits) | sender_column(situation.counterpart);
  offsets_of(traits, s);
  return s;
}

Standing CourseModel::altered(Standing s, std::optional<bool> coup, const std::optional<std::string>& kind) const {
  const auto set = [&](int column, bool holds) {
    s.conditions = holds ? s.conditions | bit(column) : s.conditions & ~bit(column);
  };
  if (coup) set(columns::coup, *coup);
  if (kind) set(columns::soft, !is_firm(*kind));
  const bool had_coup = (s.conditions & bit(columns::coup)) != 0;
  const bool firm = (s.conditions & bit(columns::soft)) == 0;
  std::tie(s.leave_offset, s.keep_offset) = offsets_.at({had_coup, firm});
  return s;
}

std::vector<Effect> CourseModel::effects() const {
  std::vector<Effect> out;
  for (std::size_t m = 0; m < kMoves; ++m)
    for (std::size_t j = 0; j < columns_[m].size(); ++j) {
      const int c = columns_[m][j];
      if (c == columns::one || (c >= columns::band && c < columns::far)) continue;
      Effect e;
      e.move = static_cast<Move>(m);
      e.condition = std::string(columns::name_of(c));
      if (c >= columns::first_sender)
        for (const auto& [sender, own] : senders_)
          if (own == c) e.condition = "sender " + sender;
      const double b = coefficients_[m][j];
      const double s = fits_[m].deviation(j);
      e.factor = std::exp(b);
      e.interval = {std::exp(b - kZ80 * s), std::exp(b + kZ80 * s)};
      out.push_back(std::move(e));
    }
  return out;
}

}  // namespace entente::outlook

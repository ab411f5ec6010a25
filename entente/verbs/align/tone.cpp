// align --show tone

#include "entente/align/tone.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/record/series.hpp"
#include "entente/store/events.hpp"
#include "entente/store/lasting.hpp"
#include "entente/stream/types.hpp"
#include "entente/verbs/align/parts.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

namespace entente::verbs {
namespace {

// What the streams tell of the state and one other.
struct StreamTone {
  struct Scores {
    double sum = 0;
    double n = 0;
  };
  std::map<std::string, std::vector<align::ToneMonth>> months;  // by reader
  std::map<std::pair<std::string, int>, Scores> scores;         // Goldstein scores by reader and month
};

StreamTone stream_tone(const store::Events& events, const record::View& view, const AlignRequest& request,
                       const std::string& other) {
  store::EventQuery query;
  query.known_on = view.as_of;
  query.to = view.as_of;
  query.from = record::first_day_of(record::month_of(view.as_of) - request.months + 1);
  query.readers = request.readers;
  query.actor = request.states[0];
  query.target = other;
  query.either_way = true;
  query.lasting = store::Lasting::any_day;
  StreamTone out;
  for (const store::EventMonth& m : events.event_months(query)) {
    const Day end = std::min(view.as_of, record::first_day_of(m.month + 1) - std::chrono::days(1));
    align::ToneMonth month{
        m.month, days_between(record::first_day_of(m.month), end) + 1, m.days_covered, m.all_rows, {}};
    std::copy_n(m.claims.begin(), align::kToneClasses, month.acts.begin());
    out.months[m.reader].push_back(month);
  }
  events.each_event(query, [&](const store::EventRow& row) {
    const stream::EventType* type = stream::event_type(row.type);
    if (type == nullptr || !type->goldstein) return;
    const int length = days_between(row.day, row.last_day) + 1;
    for (const store::MonthDays& in : store::days_by_month(row.day, row.last_day, query.from, query.to)) {
      StreamTone::Scores& s = out.scores[{std::string(row.reader), in.month}];
      const double share = static_cast<double>(in.days) / length;
      s.sum += share * *type->goldstein;
      s.n += share;
    }
  });
  return out;
}

std::string class_name(std::size_t c) { return std::string(align::name(static_cast<align::ToneClass>(c))); }

std::vector<Column> pair_columns() {
  return {text_column("state").only_for_programs(), text_column("with").only_for_programs(), text_column("reader")};
}

Table months_table(const record::View& view, const std::string& state, const std::string& other,
                   const StreamTone& tone) {
  Table t{.name = "tone", .title = fmt::format("tone of {} and {} in streams", state, other), .notes_first = true};
  t.notes = {
      "Coded by machines and not verified: read rates and their changes, never a single event.",
      fmt::format("As known on {}. Acts that several rows tell count once; rates are per 10,000 rows of the stream, so "
                  "that a month told more of does not look busier.",
                  to_words(view.as_of)),
      "The mean Goldstein score hides what it averages: a visit and an attack make a quiet month."};
  t.columns = pair_columns();
  for (Column column :
       {text_column("month"), count_column("days"), count_column("covered").in("days"), number_column("all_rows")})
    t.columns.push_back(std::move(column));
  for (std::size_t c = 0; c < align::kToneClasses; ++c) {
    const std::string heading = class_name(c);
    std::string name = heading;
    std::replace(name.begin(), name.end(), ' ', '_');
    t.columns.push_back(number_column(name));
    t.columns.push_back(interval_column(name + "_rate", look::kTwo)
                            .headed(heading + ", rate")
                            .in("acts in 10,000 rows")
                            .ends(heading + ", 80%"));
  }
  t.columns.push_back(number_column("goldstein_mean", look::kTwo).headed("Goldstein mean"));
  for (const auto& [reader, months] : tone.months)
    for (const align::ToneMonth& m : months) {
      std::vector<Cell> row{state,     other, reader, record::month_text(m.month), count(m.days), count(m.days_covered),
                            m.all_rows};
      for (const double acts : m.acts) {
        const align::ToneRate rate = align::tone_rate(acts, m.all_rows);
        row.push_back(acts);
        row.push_back(estimate(rate.per_10000, rate.interval));
      }
      const auto score = tone.scores.find({reader, m.month});
      row.push_back(score == tone.scores.end() ? Cell(None{}) : Cell(score->second.sum / score->second.n));
      t.rows.push_back(std::move(row));
    }
  if (t.rows.empty())
    t.notes.emplace_back("No stream in the record covers these months: nothing is known, which is not zero.");
  return t;
}

Table change_table(const std::string& state, const std::string& other, const StreamTone& tone, int recent) {
  Table t{.name = "tone-change",
          .title = fmt::format("change of tone of {} and {}, {} against those before", state, other,
                               recent == 1 ? "the last month" : "the last " + counted(recent, "month")),
          .notes_first = true};
  t.columns = pair_columns();
  for (Column column : {text_column("class"), number_column("acts_before"), number_column("acts_after"),
                        interval_column("ratio", look::kTwo).headed("ratio of rates").ends("80%"),
                        number_column("p_rose", look::kTwo).headed("P(rose)").in("probability")})
    t.columns.push_back(std::move(column));
  for (const auto& [reader, months] : tone.months) {
    const auto changes = align::tone_change(months, recent);
    if (!changes) continue;
    for (std::size_t c = 0; c < align::kToneClasses; ++c) {
      const align::ToneChange& x = (*changes)[c];
      const bool seen = x.acts_before + x.acts_after > 0;
      t.rows.push_back({state, other, reader, class_name(c), x.acts_before, x.acts_after,
                        seen ? estimate(x.ratio, x.interval) : Cell(None{"none seen"}),
                        seen ? Cell(x.p_rise) : Cell(None{})});
    }
  }
  if (t.rows.empty()) t.notes.emplace_back("Not enough: no stream covers both the last months and months before them.");
  return t;
}

}  // namespace

std::vector<Table> tone_tables(const store::Events& events, const record::View& view, const AlignRequest& request) {
  if (request.states.size() < 2)
    throw Error(ErrorCode::bad_request, "a tone needs two states", "write for example `entente align NER USA`");
  const std::string& state = request.states[0];
  std::vector<Table> out;
  for (std::size_t k = 1; k < request.states.size(); ++k) {
    const std::string& other = request.states[k];
    const StreamTone tone = stream_tone(events, view, request, other);
    out.push_back(months_table(view, state, other, tone));
    out.push_back(change_table(state, other, tone, request.recent));
  }
  const std::vector<std::string> others(request.states.begin() + 1, request.states.end());
  join_for_programs(out, "tone", fmt::format("tone of {} and {} in streams", state, listed(others)));
  join_for_programs(out, "tone-change", fmt::format("change of tone of {} and {}", state, listed(others)));
  return out;
}

}  // namespace entente::verbs

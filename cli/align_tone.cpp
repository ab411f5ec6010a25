// entente align --show tone

#include "cli/align.hpp"
#include "entente/align/tone.hpp"
#include "entente/base/error.hpp"
#include "entente/record/series.hpp"
#include "entente/stream/types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace entente::cli {
namespace {

// Goldstein scores of the rows of one reader and month that have one.
struct Scores {
  double sum = 0;
  int n = 0;
};

std::string per_10000(double rate) { return fmt::format("{:.2f}", rate); }

}  // namespace

void add_tone(std::vector<AlignTable>& tables, const store::Store& store, const record::View& view,
              const AlignOptions& options) {
  if (options.states.size() < 2)
    throw Error(ErrorCode::bad_request, "a tone needs two states", "write for example `entente align NER USA`");
  const int last = record::month_of(view.as_of);
  for (std::size_t k = 1; k < options.states.size(); ++k) {
    store::EventQuery query;
    query.known_on = view.as_of;
    query.to = view.as_of;
    query.from = record::first_day_of(last - options.months + 1);
    query.readers = options.readers;
    query.actor = options.states[0];
    query.target = options.states[k];
    query.either_way = true;
    std::map<std::string, std::vector<align::ToneMonth>> by_reader;
    for (const store::EventMonth& m : store.event_months(query)) {
      const Day end = std::min(view.as_of, record::first_day_of(m.month + 1) - std::chrono::days(1));
      align::ToneMonth month{
          m.month, days_between(record::first_day_of(m.month), end) + 1, m.days_covered, m.all_rows, {}};
      std::copy_n(m.claims.begin(), align::kToneClasses, month.acts.begin());
      by_reader[m.reader].push_back(month);
    }
    std::map<std::pair<std::string, int>, Scores> scores;
    store.each_event(query, [&](const store::EventRow& row) {
      const stream::EventType* type = stream::event_type(row.type);
      if (type == nullptr || !type->goldstein) return;
      Scores& s = scores[{std::string(row.reader), record::month_of(row.day)}];
      s.sum += *type->goldstein;
      ++s.n;
    });

    AlignTable table{
        fmt::format("tone of {} and {} in streams", options.states[0], options.states[k]),
        {"Coded by machines and not verified: read rates and their changes, never a single event.",
         fmt::format("As known on {}. Acts that several rows tell count once; rates are per 10,000 rows of the stream, "
                     "so that a month told more of does not look busier.",
                     to_words(view.as_of)),
         "The mean Goldstein score hides what it averages: a visit and an attack make a quiet month."},
        {"reader", "month", "days", "covered", "all rows"},
        {}};
    for (std::size_t c = 0; c < align::kToneClasses; ++c) {
      const std::string tone(align::name(static_cast<align::ToneClass>(c)));
      for (const char* what : {"", ", rate", ", 80%"}) table.columns.push_back(tone + what);
    }
    table.columns.emplace_back("Goldstein mean");
    AlignTable change{
        fmt::format("change of tone of {} and {}, {} against those before", options.states[0], options.states[k],
                    options.recent == 1 ? "the last month" : fmt::format("the last {} months", options.recent)),
        {},
        {"reader", "class", "acts before", "acts after", "ratio of rates", "80%", "P(rose)"},
        {}};
    for (const auto& [reader, months] : by_reader) {
      for (const align::ToneMonth& m : months) {
        std::vector<std::string> row{reader, record::month_text(m.month), std::to_string(m.days),
                                     std::to_string(m.days_covered), std::to_string(m.all_rows)};
        for (const std::int64_t acts : m.acts) {
          const align::ToneRate rate = align::tone_rate(acts, m.all_rows);
          row.insert(row.end(), {std::to_string(acts), per_10000(rate.per_10000),
                                 per_10000(rate.interval.lo) + " to " + per_10000(rate.interval.hi)});
        }
        const auto score = scores.find({reader, m.month});
        row.push_back(score == scores.end() ? "" : fmt::format("{:.2f}", score->second.sum / score->second.n));
        table.rows.push_back(std::move(row));
      }
      const auto changes = align::tone_change(months, options.recent);
      if (!changes) continue;
      for (std::size_t c = 0; c < align::kToneClasses; ++c) {
        const align::ToneChange& x = (*changes)[c];
        std::vector<std::string> row{reader, std::string(align::name(static_cast<align::ToneClass>(c))),
                                     std::to_string(x.acts_before), std::to_string(x.acts_after)};
        if (x.acts_before + x.acts_after == 0)
          row.insert(row.end(), {"none seen", "", ""});
        else
          row.insert(row.end(),
                     {fmt::format("{:.2f}", x.ratio), fmt::format("{:.2f} to {:.2f}", x.interval.lo, x.interval.hi),
                      fmt::format("{:.2f}", x.p_rise)});
        change.rows.push_back(std::move(row));
      }
    }
    if (table.rows.empty())
      table.notes.emplace_back("No stream in the record covers these months: nothing is known, which is not zero.");
    if (change.rows.empty())
      change.notes.emplace_back("Not enough: no stream covers both the last months and months before them.");
    tables.push_back(std::move(table));
    tables.push_back(std::move(change));
  }
}

}  // namespace entente::cli

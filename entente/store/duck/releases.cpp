#include "entente/store/duck/releases.hpp"

#include "entente/base/error.hpp"
#include "entente/record/series.hpp"
#include "entente/store/duck/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace entente::store::duck {
namespace {

// In the order in which they came out; of all series, by name, where none is named.
std::vector<record::Release> read_releases(Duck& duck, std::string_view series) {
  std::vector<record::Release> out;
  if (!has_table(duck, "releases")) return out;
  std::map<int, std::vector<record::Run>> runs;
  duck.query("select release, state, first_month, last_month from release_runs order by release, state, first_month",
             {}, [&](const DuckRow& row) {
               runs[row.integer(0)].push_back({std::string(row.text(1)), row.integer(2), row.integer(3)});
             });
  duck.query(
      "select number, load, series, released, file, value_count from releases where ? in ('', series) "
      "order by series, released, number",
      {std::string(series)}, [&](const DuckRow& row) {
        out.push_back({row.integer(0), row.integer(1), std::string(row.text(2)), row.day(3), std::string(row.text(4)),
                       row.big(5), std::move(runs[row.integer(0)])});
      });
  return out;
}

// The kept figures of releases, by (state, month) and then as the releases stand.
std::vector<record::Figure> read_figures(Duck& duck, const std::string& where, const std::vector<Value>& parameters) {
  std::vector<record::Figure> out;
  duck.query(
      fmt::format("select f.release, f.state, f.month, f.value from figures f join releases r on r.number = f.release "
                  "where {} order by f.state, f.month, r.released, r.number",
                  where),
      parameters, [&](const DuckRow& row) {
        out.push_back({row.integer(0), std::string(row.text(1)), row.integer(2), row.number(3)});
      });
  return out;
}

std::vector<Value> places(const record::Release& release) {
  return {release.series, release.released, release.released, std::int64_t{release.number}};
}

// What stands around a release, as record::put_in and take_out ask for it.
struct Around {
  std::vector<record::SeriesValue> before;
  std::vector<record::Release> later;
  std::vector<record::Figure> kept_later;
};

Around around(Duck& duck, const record::Release& release) {
  Around out;
  duck.query(
      "select f.state, f.month, arg_max(f.value, r.place) from figures f join (select number, row_number() over (order "
      "by released, number) as place from releases where series = ? and (released < ? or (released = ? and number < "
      "?))) r on r.number = f.release group by f.state, f.month order by f.state, f.month",
      places(release), [&](const DuckRow& row) {
        out.before.push_back({std::string(row.text(0)), row.integer(1), row.number(2)});
      });
  for (record::Release& other : read_releases(duck, release.series))
    if (record::came_out_before(release, other)) out.later.push_back(std::move(other));
  if (!out.later.empty())
    out.kept_later =
        read_figures(duck, "r.series = ? and (r.released > ? or (r.released = ? and r.number > ?))", places(release));
  return out;
}

void write(Duck& duck, const record::KeptChange& change) {
  if (!change.taken.empty()) {
    duck.run("create temp table taken(release integer, state varchar, month integer)");
    duck.append("taken", change.taken.size(), [&](std::size_t i, Duck::Append& row) {
      row.integer(change.taken[i].release).text(change.taken[i].state).integer(change.taken[i].month);
    });
    duck.run(
        "delete from figures using taken where figures.release = taken.release and figures.state = taken.state and "
        "figures.month = taken.month");
    duck.run("drop table taken");
  }
  duck.append("figures", change.put.size(), [&](std::size_t i, Duck::Append& row) {
    row.integer(change.put[i].release).text(change.put[i].state).integer(change.put[i].month);
    row.number(change.put[i].value);
  });
}

int next_release(Duck& duck) {
  int number = 1;
  duck.query("select coalesce(max(number), 0) + 1 from releases", {},
             [&](const DuckRow& row) { number = row.integer(0); });
  return number;
}

// Puts a release in and counts what it said anew and otherwise.
AddedRelease put_release_in(Duck& duck, const NewRelease& given, std::int64_t load) {
  record::Release release{next_release(duck),
                          load,
                          given.series,
                          given.released,
                          given.file,
                          static_cast<std::int64_t>(given.values.size()),
                          record::runs_of(given.values)};
  const Around beside = around(duck, release);
  const record::KeptChange change =
      record::put_in(release, given.values, beside.before, beside.later, beside.kept_later);
  duck.append("releases", 1, [&](std::size_t, Duck::Append& row) {
    row.integer(release.number).integer(load).text(release.series).day(release.released).text(release.file);
    row.integer(release.values);
  });
  duck.append("release_runs", release.runs.size(), [&](std::size_t i, Duck::Append& row) {
    row.integer(release.number).text(release.runs[i].state).integer(release.runs[i].first);
    row.integer(release.runs[i].last);
  });
  write(duck, change);
  AddedRelease out;
  const auto had = [&](const record::Figure& f) {
    const auto at = std::lower_bound(beside.before.begin(), beside.before.end(), f, [](const auto& v, const auto& w) {
      return std::tie(v.state, v.month) < std::tie(w.state, w.month);
    });
    return at != beside.before.end() && at->state == f.state && at->month == f.month;
  };
  for (const record::Figure& f : change.put)
    if (f.release == release.number) ++(had(f) ? out.changed : out.fresh);
  return out;
}

}  // namespace

void put_folder_release_in(Duck& duck, const Load& load, std::int64_t number) {
  if (!load.deaths.empty() && !load.deaths_released)
    throw Error(ErrorCode::bad_data, "the vintage of the series of deaths is missing",
                fmt::format("give the day of which its figures are in {}", record::kVintagesFile),
                {load.folder_path, 0, ""});
  if (load.deaths.empty()) return;
  NewRelease deaths{std::string(record::kDeathsSeries), *load.deaths_released, std::string(record::kDeathsFile), {}};
  for (const record::DeathsMonth& m : load.deaths) deaths.values.push_back({m.country, m.month, m.deaths});
  put_release_in(duck, deaths, number);
}

void take_releases_out(Duck& duck, std::int64_t load) {
  for (const record::Release& release : read_releases(duck, {})) {
    if (release.load != load) continue;
    const Around beside = around(duck, release);
    const auto kept = read_figures(duck, "r.number = ?", {std::int64_t{release.number}});
    write(duck, record::take_out(kept, beside.before, beside.later, beside.kept_later));
    for (const char* statement :
         {"delete from release_runs where release = ?", "delete from releases where number = ?"})
      duck.query(statement, {std::int64_t{release.number}}, [](const DuckRow&) {});
  }
}

void read_deaths(Duck& duck, const record::Figures& figures, record::ViewInput& input) {
  std::vector<record::Release> releases = read_releases(duck, record::kDeathsSeries);
  if (releases.empty()) return;
  record::FigureCut cut(std::move(releases), figures, input.as_of, record::last_published_month(input.as_of));
  duck.scan(
      "select state, month, release, value from figures where release in (select number from releases where series = "
      "?)",
      {std::string(record::kDeathsSeries)}, [&](const DuckChunk& chunk) {
        const DuckTexts states = chunk.texts(0);
        const auto* month = chunk.column<std::int32_t>(1);
        const auto* release = chunk.column<std::int32_t>(2);
        const auto* value = chunk.column<double>(3);
        for (std::size_t i = 0; i < chunk.size(); ++i) cut.take(states[i], month[i], release[i], value[i]);
      });
  record::FigureCut::Cut taken = cut.cut();
  std::string broken;
  for (record::SeriesValue& v : taken.values) {
    // A sum over a gap would be too small: what stands behind one is left out.
    if (v.state == broken) continue;
    if (input.deaths.empty() || input.deaths.back().country != v.state) input.deaths.push_back({v.state, v.month, {}});
    record::DeathsSeries& series = input.deaths.back();
    if (series.first_month + static_cast<int>(series.deaths.size()) == v.month)
      series.deaths.push_back(v.value);
    else
      broken = std::move(v.state);
  }
  if (taken.uses.empty()) return;
  input.deaths_revised_as_of = to_string(taken.uses.back().released);
  if (figures.by)
    input.deaths_revised_as_of +=
        fmt::format(", and as they were then where they had been released by {}", to_string(*figures.by));
}

AddedRelease Store::add_release(const LoadSource& source, const NewRelease& release) {
  Connection& c = *connection_;
  LoadAccount account = c.new_account(source);
  AddedRelease out;
  c.in_transaction([&] {
    c.make_tables();
    for (const record::Release& before : read_releases(c.duck, release.series))
      if (before.released == release.released)
        throw Error(
            ErrorCode::bad_request,
            fmt::format("the record holds a release of {} of that day already, {}", release.series, before.file),
            fmt::format("give the day on which this one came out; `entente record undo {}` takes the other back",
                        before.load),
            {source.file, 0, ""});
    account.load = c.next_load();
    out = put_release_in(c.duck, release, account.load);
    account.rows = account.taken = static_cast<std::int64_t>(release.values.size());
    if (!release.values.empty()) {
      const auto [first, last] = std::minmax_element(release.values.begin(), release.values.end(),
                                                     [](const auto& a, const auto& b) { return a.month < b.month; });
      account.first_day = record::first_day_of(first->month);
      account.last_day = record::first_day_of(last->month + 1) - std::chrono::days{1};
    }
    c.keep(account);
    out.account = account;
  });
  return out;
}

std::vector<record::Release> Store::releases(std::string_view series) const {
  Duck duck = reading();
  return read_releases(duck, series);
}

std::vector<record::Figure> Store::figures(std::string_view series) const {
  Duck duck = reading();
  if (!has_table(duck, "figures")) return {};
  return read_figures(duck, "r.series = ?", {std::string(series)});
}

}  // namespace entente::store::duck

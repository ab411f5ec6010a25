#include "entente/record/vintages.hpp"

#include "entente/base/error.hpp"
#include "entente/record/series.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <utility>

using namespace entente;
using namespace entente::record;

namespace {

const int kOctober = month_index(2023, 10);

Day day(const char* text) { return *parse_day(text); }

Release release_of(int number, const char* released, const std::vector<SeriesValue>& values) {
  return {number, number, "deaths", day(released), "f", static_cast<std::int64_t>(values.size()), runs_of(values)};
}

// A store of releases as a record has it, and the same by heart.
class Shelf {
 public:
  void add(const Release& release, const std::vector<SeriesValue>& values) {
    apply(put_in(release, values, before(release), later(release), kept_later(release)));
    releases_.push_back(release);
    std::sort(releases_.begin(), releases_.end(), came_out_before);
    whole_[release.number] = values;
  }
  void remove(int number) {
    const auto at =
        std::find_if(releases_.begin(), releases_.end(), [&](const Release& r) { return r.number == number; });
    const Release release = *at;
    std::vector<Figure> own;
    for (const Figure& f : kept_)
      if (f.release == number) own.push_back(f);
    const KeptChange change = take_out(own, before(release), later(release), kept_later(release));
    releases_.erase(at);
    whole_.erase(number);
    apply(change);
  }
  // Every release says what its file said, and nothing is kept twice.
  void check_all() const {
    for (const Release& release : releases_) {
      for (const SeriesValue& v : whole_.at(release.number))
        CHECK(figure_of(release, v.state, v.month, releases_, kept_) == v.value);
      CHECK_FALSE(figure_of(release, "ZZZ", 0, releases_, kept_).has_value());
    }
    for (const Figure& f : kept_) {
      const auto of =
          std::find_if(releases_.begin(), releases_.end(), [&](const Release& r) { return r.number == f.release; });
      REQUIRE(of != releases_.end());
      CHECK(newest_before(*of, f.state, f.month) != f.value);
    }
  }
  std::map<std::pair<std::string, int>, double> cut(const Figures& how, Day as_of, int published,
                                                    std::mt19937* shuffle = nullptr) const {
    FigureCut cut(releases_, how, as_of, published);
    std::vector<Figure> figures = kept_;
    if (shuffle != nullptr) std::shuffle(figures.begin(), figures.end(), *shuffle);
    for (const Figure& f : figures) cut.take(f.state, f.month, f.release, f.value);
    std::map<std::pair<std::string, int>, double> out;
    for (const SeriesValue& v : cut.cut().values) out[{v.state, v.month}] = v.value;
    return out;
  }
  // The same from the whole files, by the words of the rule.
  std::map<std::pair<std::string, int>, double> told(const Figures& how, Day as_of, int published) const {
    std::map<std::pair<std::string, int>, double> newest;
    std::map<std::pair<std::string, int>, double> first_behind;
    std::map<std::pair<std::string, int>, bool> is_public;
    for (const Release& r : releases_)
      for (const SeriesValue& v : whole_.at(r.number)) {
        const std::pair key(v.state, v.month);
        const bool counts = how.by ? r.released <= *how.by : how.vintage == Vintage::latest || r.released <= as_of;
        if (counts)
          newest[key] = v.value;
        else
          first_behind.emplace(key, v.value);
        if (v.month <= published || r.released <= as_of) is_public[key] = true;
      }
    if (how.by) newest.insert(first_behind.begin(), first_behind.end());
    std::erase_if(newest, [&](const auto& entry) { return !is_public[entry.first]; });
    return newest;
  }
  const std::vector<Release>& releases() const { return releases_; }
  const std::vector<Figure>& kept() const { return kept_; }

 private:
  std::optional<double> newest_before(const Release& release, const std::string& state, int month) const {
    std::optional<double> out;
    for (const Release& r : releases_)
      if (came_out_before(r, release))
        for (const SeriesValue& v : whole_.at(r.number))
          if (v.state == state && v.month == month) out = v.value;
    return out;
  }
  std::vector<SeriesValue> before(const Release& release) const {
    std::map<std::pair<std::string, int>, double> newest;
    for (const Release& r : releases_)
      if (came_out_before(r, release))
        for (const SeriesValue& v : whole_.at(r.number)) newest[{v.state, v.month}] = v.value;
    std::vector<SeriesValue> out;
    for (const auto& [key, value] : newest) out.push_back({key.first, key.second, value});
    return out;
  }
  std::vector<Release> later(const Release& release) const {
    std::vector<Release> out;
    for (const Release& r : releases_)
      if (came_out_before(release, r)) out.push_back(r);
    return out;
  }
  std::vector<Figure> kept_later(const Release& release) const {
    std::vector<Figure> out;
    for (const Release& r : later(release))
      for (const Figure& f : kept_)
        if (f.release == r.number) out.push_back(f);
    return out;
  }
  void apply(const KeptChange& change) {
    for (const Figure& f : change.taken) std::erase_if(kept_, [&](const Figure& k) { return k == f; });
    kept_.insert(kept_.end(), change.put.begin(), change.put.end());
    std::sort(kept_.begin(), kept_.end(), [](const Figure& a, const Figure& b) {
      return std::pair(a.state, a.month) < std::pair(b.state, b.month);
    });
  }

  std::vector<Release> releases_;
  std::vector<Figure> kept_;
  std::map<int, std::vector<SeriesValue>> whole_;
};

// A file that holds some runs of months of some states, with few different figures, so that many are shared.
std::vector<SeriesValue> drawn(std::mt19937& random) {
  std::vector<SeriesValue> out;
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (const char* state : {"MLI", "NER", "TCD"})
    for (int month = 640; month < 650; ++month)
      if (below(3) > 0) out.push_back({state, month, static_cast<double>(below(3))});
  return out;
}

}  // namespace

TEST_CASE("runs of months, and whether a release holds one") {
  const std::vector<SeriesValue> values{{"MLI", 5, 1}, {"NER", 3, 1}, {"NER", 4, 0}, {"NER", 6, 2}};
  const Release release = release_of(1, "2023-11-20", values);
  CHECK(release.runs == std::vector<Run>{{"MLI", 5, 5}, {"NER", 3, 4}, {"NER", 6, 6}});
  for (const auto& [state, month, held] :
       {std::tuple("NER", 3, true), std::tuple("NER", 4, true), std::tuple("NER", 5, false), std::tuple("NER", 6, true),
        std::tuple("NER", 7, false), std::tuple("MLI", 3, false), std::tuple("TCD", 5, false)}) {
    CAPTURE(state);
    CAPTURE(month);
    CHECK(holds(release, state, month) == held);
  }
}

TEST_CASE("of a release only what differs is kept, and each says what its file said, whatever order they came in") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Shelf shelf;
    std::vector<int> in;
    for (int number = 1; number <= 6; ++number) {
      const std::string released = "2023-0" + std::to_string(1 + random() % 9) + "-15";
      const std::vector<SeriesValue> values = drawn(random);
      shelf.add(release_of(number, released.c_str(), values), values);
      in.push_back(number);
      shelf.check_all();
      if (random() % 3 == 0) {
        const std::size_t which = random() % in.size();
        shelf.remove(in[which]);
        in.erase(in.begin() + static_cast<std::ptrdiff_t>(which));
        shelf.check_all();
      }
    }
    for (const char* as_of : {"2022-12-31", "2023-05-15", "2023-12-01"})
      for (const Figures& how : {Figures(Vintage::latest), Figures(Vintage::strict),
                                 Figures::released_by(day("2023-04-20")), Figures::released_by(day("2023-07-15"))})
        CHECK(shelf.cut(how, day(as_of), 644, &random) == shelf.told(how, day(as_of), 644));
    while (!in.empty()) {
      shelf.remove(in.back());
      in.pop_back();
      shelf.check_all();
    }
    CHECK(shelf.kept().empty());
  }
}

TEST_CASE("Niger in October 2023: 115 as first released, 86 today, and each view says which it has") {
  Shelf shelf;
  const std::vector<SeriesValue> today{{"NER", kOctober - 1, 20}, {"NER", kOctober, 86}, {"NER", kOctober + 1, 30}};
  const std::vector<SeriesValue> then{{"NER", kOctober, 115}};
  shelf.add(release_of(1, "2026-05-15", today), today);
  shelf.add(release_of(2, "2023-11-20", then), then);
  const Day december = day("2023-12-01");
  const int september = kOctober - 1;  // 60 days after its end lie before the day
  const std::pair october("NER", kOctober);
  const auto latest = shelf.cut(Vintage::latest, december, september);
  CHECK(latest.at(october) == 86);  // the release of November made the month public
  CHECK(latest.size() == 2);
  CHECK(shelf.cut(Vintage::latest, day("2023-11-19"), september).size() == 1);
  const auto strict = shelf.cut(Vintage::strict, december, september);
  CHECK(strict == std::map<std::pair<std::string, int>, double>{{october, 115}});
  CHECK(shelf.cut(Vintage::strict, day("2023-11-19"), september).empty());
  CHECK(shelf.cut(Vintage::strict, day("2026-05-15"), september).size() == 3);
  const auto of_day = shelf.cut(Figures::released_by(december), december, september);
  CHECK(of_day.at(october) == 115);
  CHECK(of_day.at({"NER", kOctober - 1}) == 20);  // which no release had by then
  const auto stands = [&](const Figures& how, int month) {
    const auto released = stands_as_of(shelf.releases(), how, december, "NER", month);
    return released ? to_string(*released) : "none";
  };
  CHECK(stands(Vintage::latest, kOctober) == "2026-05-15");
  CHECK(stands(Vintage::strict, kOctober) == "2023-11-20");
  CHECK(stands(Vintage::strict, kOctober - 1) == "none");
  CHECK(stands(Figures::released_by(december), kOctober) == "2023-11-20");
  CHECK(stands(Figures::released_by(december), kOctober - 1) == "2026-05-15");
  const auto found = revised(shelf.releases(), shelf.kept());
  REQUIRE(found.size() == 1);
  CHECK(found[0].first == 115);
  CHECK(found[0].newest == 86);
  CHECK(found[0].times == 1);
}

TEST_CASE("a view says of which releases its figures are, also where a newer one repeats the figure") {
  const std::vector<SeriesValue> first{{"NER", 1, 5}, {"NER", 2, 6}};
  const std::vector<SeriesValue> second{{"NER", 1, 5}};
  FigureCut cut({release_of(1, "2023-11-20", first), release_of(2, "2024-11-20", second)}, Vintage::latest,
                day("2025-01-01"), 1000);
  cut.take("NER", 1, 1, 5);
  cut.take("NER", 2, 1, 6);
  const auto uses = cut.cut().uses;
  REQUIRE(uses.size() == 2);
  CHECK(uses[0] == ReleaseUse{day("2023-11-20"), 2, 2, 1});
  CHECK(uses[1] == ReleaseUse{day("2024-11-20"), 1, 1, 1});
  CHECK_THROWS_AS(cut.take("NER", 1, 9, 5), Error);
}

// What do a hundred releases of one series cost: the record's size, an import, a view?
//
//   vintages [RELEASES [STATES [MONTHS]]]
//
// A series of 200 states and 300 months, 60,000 figures, put out a hundred times. Each release holds all of it and one
// month more. Two worlds: `usual` revises of each release the last twelve months with a chance of 0.3 and older ones of
// 0.01; `worst` says every figure anew each time, so that nothing is shared.

#include "bench/measure.hpp"
#include "entente/base/random.hpp"
#include "entente/record/series.hpp"
#include "entente/store/duck/open.hpp"
#include "entente/store/releases.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

using namespace entente;
using bench::Timer;
namespace fs = std::filesystem;

namespace {

struct Size {
  int releases = 100;
  int states = 200;
  int months = 300;
};

std::string state_name(int i) {
  return {static_cast<char>('A' + i / 676), static_cast<char>('A' + i / 26 % 26), static_cast<char>('A' + i % 26)};
}

// The figures of the next release: those of the last one, revised, and a month more.
void revise(std::vector<record::SeriesValue>& values, const Size& size, int release, bool all, RandomStream& random) {
  std::vector<record::SeriesValue> out;
  const int first = record::month_index(1995, 1);
  const int last = first + size.months - 1 + release;
  std::size_t at = 0;
  for (int s = 0; s < size.states; ++s)
    for (int month = first; month <= last; ++month) {
      const bool fresh = at >= values.size() || values[at].month != month || values[at].state != state_name(s);
      const double was = fresh ? 0 : values[at++].value;
      const bool moves = fresh || all || random.uniform() < (last - month < 12 ? 0.3 : 0.01);
      const double value = moves ? std::floor(std::exp(6 * random.uniform())) + (all ? release : 0) : was;
      out.push_back({state_name(s), month, value});
    }
  values = std::move(out);
}

void run(const char* name, bool all, const Size& size, const fs::path& scratch) {
  const std::string file = (scratch / fmt::format("{}.duckdb", name)).string();
  RandomStream random(1, name);
  std::vector<record::SeriesValue> values;
  double last_import = 0;
  const Timer importing;
  {
    const auto store = store::duck::open_for_writing(file);
    store->replace({});
    Day released = *parse_day("2015-01-20");
    for (int release = 0; release < size.releases; ++release) {
      revise(values, size, release, all, random);
      const Timer one;
      store::releases_of(*store).add_release({store::kSeriesReader, "f", std::to_string(release), "deaths", ""},
                                             {"deaths", released, "f", values});
      last_import = one.seconds();
      released = add_months(released, 1);
    }
  }
  fmt::print("{}: {} releases of {} figures at first: {}; the last import {:.2f} s; {} KB\n", name, size.releases,
             size.states * size.months, importing.text(), last_import, fs::file_size(file) / 1024);
  const auto store = store::duck::open(file);
  std::vector<record::Figures> all_figures{record::Vintage::latest, record::Vintage::strict,
                                           record::Figures::released_by(*parse_day("2017-03-01"))};
  for (const record::Figures& figures : all_figures) {
    const Timer viewing;
    std::size_t count = 0;
    for (const record::DeathsSeries& s :
         store::releases_of(*store).as_of_with(*parse_day("2019-06-15"), figures).deaths)
      count += s.deaths.size();
    fmt::print("  view, {}: {} figures, {}\n", record::word_of(figures), count, viewing.text());
  }
  const Timer listing;
  const auto kept = store::releases_of(*store).figures("deaths");
  const auto releases = store::releases_of(*store).releases("deaths");
  fmt::print("  kept figures: {}, read in {}\n", kept.size(), listing.text());
  const Timer comparing;
  fmt::print("  months that two releases hold: {}, found in {}\n", record::revised(releases, kept).size(),
             comparing.text());
}

}  // namespace

int main(int argc, char** argv) {
  Size size;
  if (argc > 1) size.releases = std::atoi(argv[1]);
  if (argc > 2) size.states = std::atoi(argv[2]);
  if (argc > 3) size.months = std::atoi(argv[3]);
  const fs::path scratch = fs::temp_directory_path() / "entente-bench-vintages";
  fs::remove_all(scratch);
  fs::create_directories(scratch);
  run("usual", false, size, scratch);
  run("worst", true, size, scratch);
  fs::remove_all(scratch);
}

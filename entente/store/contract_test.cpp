#include "entente/store/contract_test.hpp"

#include "entente/base/hash.hpp"
#include "entente/store/duck/open.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>
#include <vector>

namespace entente::store::contract {

const Kind& kind() {
  static const std::vector<Kind> kinds{{"duck", duck::open, duck::open_for_writing}};
  const Kind* chosen = nullptr;
  for (const Kind& each : kinds) SUBCASE(each.name.c_str()) chosen = &each;
  REQUIRE(chosen != nullptr);
  return *chosen;
}

ReadEvents drawn(std::string world) {
  return [world = std::move(world)](stream::Names& names, const stream::TakeBatch& take) {
    stream::EventBatch b;
    stream::ReadReport report;
    std::istringstream lines(world);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::string id, day, known_on, actor, target, type, lat, lon, precision;
      if (!(words >> id >> day >> known_on >> actor >> target >> type)) continue;
      words >> lat >> lon >> precision;
      const std::size_t dots = day.find("..");
      b.line.push_back(report.rows + 1);
      b.day.push_back(stream::day_number(*parse_day(day.substr(0, dots))));
      b.last_day.push_back(dots == std::string::npos ? b.day.back()
                                                     : stream::day_number(*parse_day(day.substr(dots + 2))));
      b.known_on.push_back(stream::day_number(*parse_day(known_on)));
      b.actor.push_back(names.number(actor));
      b.actor_state.push_back(names.number(actor.substr(0, 3)));
      b.target.push_back(names.number(target));
      b.target_state.push_back(names.number(target.substr(0, 3)));
      b.type.push_back(names.number(type));
      for (auto column : {&stream::EventBatch::actor_sector, &stream::EventBatch::target_sector,
                          &stream::EventBatch::mode, &stream::EventBatch::context, &stream::EventBatch::place,
                          &stream::EventBatch::country, &stream::EventBatch::status})
        (b.*column).push_back(0);
      b.latitude_deg.push_back(lat.empty() ? NAN : std::stof(lat));
      b.longitude_deg.push_back(lon.empty() ? NAN : std::stof(lon));
      b.place_precision.push_back(stream::place_precision(stream::PrecisionScale::words, precision));
      b.day_precision.push_back(stream::DayPrecision::not_given);
      b.count.push_back(lat.empty() ? stream::kNoCount : 3);
      b.ids += id;
      b.id_end.push_back(static_cast<std::uint32_t>(b.ids.size()));
      report.first_day = report.rows == 0 ? b.day.back() : std::min(report.first_day, b.day.back());
      report.last_day = report.rows == 0 ? b.day.back() : std::max(report.last_day, b.day.back());
      ++report.rows;
      ++report.taken;
    }
    take(b);
    return report;
  };
}

LoadAccount add(Store& store, const std::string& reader, const std::string& world, std::optional<Day> released) {
  return store.add_events({reader, reader + ".csv", sha256(world), "mentions", "", "", released}, drawn(world));
}

std::string text_of(const EventView& view) {
  std::string out = fmt::format("{} readers, {} actors, {} types\n", view.readers.size(), view.log.actors.size(),
                                view.log.types.size());
  const stream::EventLog& log = view.log;
  for (std::size_t i = 0; i < log.size(); ++i)
    out += fmt::format("{} {} {}:{} {}:{} {}:{} {} {} {} {}\n", to_string(stream::day_of(log.day[i])),
                       to_string(stream::day_of(log.known_on[i])), log.actor[i], log.actors.text(log.actor[i]),
                       log.target[i], log.actors.text(log.target[i]), log.type[i], log.types.text(log.type[i]),
                       view.readers[log.source[i]], log.latitude_deg[i], log.longitude_deg[i], log.count[i]);
  return out;
}

std::string exported(const Store& store, const EventQuery& query) {
  std::string out;
  store.each_event(query, [&](const EventRow& row) {
    out += fmt::format("{} {} {} {} {} {} {} {}\n", row.reader, row.id, to_string(row.day), to_string(row.known_on),
                       row.actor, row.target, row.type, row.latitude_deg ? *row.latitude_deg : 0);
  });
  return out;
}

}  // namespace entente::store::contract

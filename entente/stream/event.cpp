#include "entente/stream/event.hpp"

#include "entente/base/error.hpp"

namespace entente::stream {

void EventLog::reserve(std::size_t events) {
  day.reserve(events);
  known_on.reserve(events);
  actor.reserve(events);
  target.reserve(events);
  type.reserve(events);
  source.reserve(events);
  latitude_deg.reserve(events);
  longitude_deg.reserve(events);
  count.reserve(events);
}

void EventLog::add(const Row& row) {
  const std::uint32_t type_number = types.number(row.type);
  if (type_number > std::numeric_limits<std::uint16_t>::max())
    throw Error(ErrorCode::bad_data, "there are more than 65,536 types of events", "map the types to a shorter list",
                {});
  day.push_back(row.day);
  known_on.push_back(row.known_on);
  actor.push_back(actors.number(row.actor));
  target.push_back(actors.number(row.target));
  type.push_back(static_cast<std::uint16_t>(type_number));
  source.push_back(row.source);
  latitude_deg.push_back(row.latitude_deg);
  longitude_deg.push_back(row.longitude_deg);
  count.push_back(row.count);
}

std::size_t EventLog::bytes() const {
  return day.capacity() * 4 + known_on.capacity() * 4 + actor.capacity() * 4 + target.capacity() * 4 +
         type.capacity() * 2 + source.capacity() * 2 + latitude_deg.capacity() * 4 + longitude_deg.capacity() * 4 +
         count.capacity() * 4 + actors.bytes() + types.bytes();
}

}  // namespace entente::stream

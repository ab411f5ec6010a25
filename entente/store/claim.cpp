#include "entente/store/claim.hpp"

#include "entente/stream/types.hpp"

#include <bit>
#include <cmath>
#include <cstring>

namespace entente::store {
namespace {

// Two words into one by a multiplication to 128 bits, as wyhash does it; the constants are its own.
constexpr std::uint64_t kFirst = 0xa0761d6478bd642fULL;
constexpr std::uint64_t kSecond = 0xe7037ed1a0b428dbULL;

__extension__ using Wide = unsigned __int128;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a ^ kFirst) * (b ^ kSecond);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t of_number(std::int32_t value) { return static_cast<std::uint32_t>(value); }

std::uint64_t of_float(float value) {
  return std::isnan(value) ? 0xffffffffULL : std::bit_cast<std::uint32_t>(value == 0 ? 0.0F : value);
}

}  // namespace

std::uint64_t text_hash(std::string_view text) {
  std::uint64_t hash = mix(text.size(), kSecond);
  while (!text.empty()) {
    std::uint64_t word = 0;
    const std::size_t bytes = std::min(text.size(), sizeof word);
    std::memcpy(&word, text.data(), bytes);
    hash = mix(hash, word);
    text.remove_prefix(bytes);
  }
  return mix(hash, kFirst);
}

EventHashes::EventHashes(const stream::Names& names, std::string_view reader)
    : names_(&names), reader_(text_hash(reader)) {}

std::uint64_t EventHashes::of(std::uint32_t name) {
  while (texts_.size() < names_->size())
    texts_.push_back(text_hash(names_->text(static_cast<std::uint32_t>(texts_.size()))));
  return texts_[name];
}

std::uint64_t EventHashes::of_type(std::uint32_t type) {
  if (types_.size() <= type) types_.resize(names_->size());
  if (types_[type] == 0) types_[type] = text_hash(stream::plover_of(names_->text(type)));
  return types_[type];
}

std::uint64_t EventHashes::claim(const stream::EventBatch& b, std::size_t i) {
  std::uint64_t hash = of_number(b.day[i]);
  hash = mix(hash, of(b.actor_state[i] != 0 ? b.actor_state[i] : b.actor[i]));
  hash = mix(hash, of(b.target_state[i] != 0 ? b.target_state[i] : b.target[i]));
  hash = mix(hash, of_type(b.type[i]));
  const float lat = b.latitude_deg[i];
  const float lon = b.longitude_deg[i];
  if (!std::isnan(lat) && !std::isnan(lon)) {
    hash = mix(hash, of_number(static_cast<std::int32_t>(std::lround(lat * 10))));
    hash = mix(hash, of_number(static_cast<std::int32_t>(std::lround(lon * 10))));
  } else {
    hash = mix(hash, of(b.country[i] != 0 ? b.country[i] : b.place[i]));
  }
  return hash;
}

std::uint64_t EventHashes::content(const stream::EventBatch& b, std::size_t i) {
  std::uint64_t hash = mix(reader_, text_hash(b.id(i)));
  hash = mix(hash, of_number(b.day[i]) << 32U | of_number(b.known_on[i]));
  for (const auto column : stream::kNameColumns)
    if (column != &stream::EventBatch::status) hash = mix(hash, of((b.*column)[i]));
  // What few rows say is mixed in where they say it, so that the order of all others stays as it was.
  if (b.status[i] != 0) hash = mix(hash, of(b.status[i]));
  if (b.last_day[i] != b.day[i]) hash = mix(hash, of_number(b.last_day[i]));
  const auto precision =
      static_cast<std::int32_t>(b.place_precision[i]) * 16 + static_cast<std::int32_t>(b.day_precision[i]);
  if (precision != 0) hash = mix(hash, of_number(precision));
  hash = mix(hash, of_float(b.latitude_deg[i]) << 32U | of_float(b.longitude_deg[i]));
  return mix(hash, of_number(b.count[i]));
}

}  // namespace entente::store

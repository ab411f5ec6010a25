#pragma once
// What two rows must have in common to tell the same, as one number; and the number of all that a row says.

#include "entente/stream/event.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace entente::store {

/// A 64-bit number of a text that depends on its bytes alone.
std::uint64_t text_hash(std::string_view text);

/// Hashes of batches whose texts are numbers of one growing table. Each text is hashed once. Not for several threads.
class EventHashes {
 public:
  EventHashes(const stream::Names& names, std::string_view reader);

  /// The claim of a row: day, actor and target by state where it is known, PLOVER type, place to 0.1 degrees or, where
  /// it has no position, by country or name. The same for every reader.
  std::uint64_t claim(const stream::EventBatch& b, std::size_t i);

  /// All that the row says, its id and reader included: rows that differ get different numbers but for one chance in
  /// 10^19 a pair. Orders the events of one day.
  std::uint64_t content(const stream::EventBatch& b, std::size_t i);

 private:
  std::uint64_t of(std::uint32_t name);
  std::uint64_t of_type(std::uint32_t type);

  const stream::Names* names_;
  std::uint64_t reader_;
  std::vector<std::uint64_t> texts_;  // by number of a name
  std::vector<std::uint64_t> types_;  // of the PLOVER type of a name; 0 = not looked at yet
};

}  // namespace entente::store

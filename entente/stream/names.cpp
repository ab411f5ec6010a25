#include "entente/stream/names.hpp"

#include "entente/base/error.hpp"

#include <algorithm>
#include <cstring>

namespace entente::stream {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16U;
constexpr std::size_t kFirstSlots = 1024;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

// Multiply and fold, eight bytes at a time; short texts in one step. The numbers are the order of arrival, so the hash
// shows in no result.
std::uint32_t hash_of(std::string_view text) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL ^ text.size();
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    hash = mixed(hash ^ word, 0xA0761D6478BD642FULL);
  }
  std::uint64_t rest = 0;
  if (left != 0) std::memcpy(&rest, at, left);
  hash = mixed(hash ^ rest, 0xE7037ED1A0B428DBULL);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

Names::Names() : slots_(kFirstSlots, 0) { number(""); }

Names::Names(const Names& other) : slots_(kFirstSlots, 0) {
  for (const std::string_view text : other.texts_) number(text);
}

Names& Names::operator=(const Names& other) {
  if (this != &other) *this = Names(other);
  return *this;
}

std::string_view Names::keep(std::string_view text) {
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size()) {
    blocks_.emplace_back();
    blocks_.back().reserve(std::max(kBlock, text.size()));
  }
  std::string& block = blocks_.back();
  const std::size_t at = block.size();
  block.append(text);  // never beyond what was reserved, so texts stay where they are
  return std::string_view(block).substr(at, text.size());
}

std::size_t Names::slot(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const std::uint32_t held = slots_[at];
    if (held == 0 || (hashes_[held - 1] == hash && texts_[held - 1] == text)) return at;
  }
}

void Names::grow() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t n = 0; n < size(); ++n) {
    std::size_t at = hashes_[n] & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = n + 1;
  }
}

std::uint32_t Names::number(std::string_view text) {
  const std::uint32_t hash = hash_of(text);
  std::size_t at = slot(text, hash);
  if (slots_[at] != 0) return slots_[at] - 1;
  if (texts_.size() >= npos - 1)
    throw Error(ErrorCode::bad_data, "there are more different names than can be numbered", "split the file", {});
  if (2 * (texts_.size() + 1) > slots_.size()) {
    grow();
    at = slot(text, hash);
  }
  texts_.push_back(keep(text));
  hashes_.push_back(hash);
  slots_[at] = size();
  return size() - 1;
}

std::uint32_t Names::find(std::string_view text) const {
  const std::size_t at = slot(text, hash_of(text));
  return slots_[at] == 0 ? npos : slots_[at] - 1;
}

std::size_t Names::bytes() const {
  std::size_t bytes = texts_.capacity() * sizeof(std::string_view) + (hashes_.capacity() + slots_.capacity()) * 4;
  for (const std::string& block : blocks_) bytes += block.capacity();
  return bytes;
}

}  // namespace entente::stream

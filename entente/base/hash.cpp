#include "entente/base/hash.hpp"

#include "entente/base/error.hpp"

#include <openssl/evp.h>

#include <array>

namespace entente {

// Short texts are gathered, because a call for each costs more than its bytes.
struct Sha256::State {
  static constexpr std::size_t kGathered = 4096;

  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
  std::string gathered;

  void take(std::string_view bytes) const {
    check(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1, "SHA-256 took no more bytes");
  }
  void take_gathered() {
    take(gathered);
    gathered.clear();
  }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  check(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1, "SHA-256 could not be started");
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  if (state_->gathered.size() + bytes.size() > State::kGathered) state_->take_gathered();
  if (bytes.size() > State::kGathered)
    state_->take(bytes);
  else
    state_->gathered += bytes;
}

void Sha256::field(std::string_view text) {
  update(std::to_string(text.size()));
  update(":");
  update(text);
}

std::string Sha256::hex() {
  state_->take_gathered();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  check(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) == 1, "SHA-256 could not be finished");
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (unsigned int i = 0; i < size; ++i) {
    out += kHex[digest[i] >> 4U];
    out += kHex[digest[i] & 15U];
  }
  return out;
}

std::string sha256(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.hex();
}

}  // namespace entente

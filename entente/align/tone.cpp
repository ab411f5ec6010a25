#include "entente/align/tone.hpp"

#include "entente/base/error.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace entente::align {
namespace {

constexpr double kPrior = 0.5;  // Jeffreys
constexpr double kTail = 0.1;   // of an 80% interval
constexpr double kRows = 10'000;

}  // namespace

std::string_view name(ToneClass tone) {
  constexpr std::array<std::string_view, kToneClasses> kNames{"verbal cooperation", "material cooperation",
                                                              "verbal conflict", "material conflict"};
  return kNames[static_cast<std::size_t>(tone)];
}

ToneRate tone_rate(double acts, double rows) {
  check(acts >= 0 && rows > 0, "a rate needs rows");
  const double scale = kRows / rows;
  const double shape = acts + kPrior;
  return {acts,
          acts * scale,
          {acts <= 0 ? 0 : boost::math::gamma_p_inv(shape, kTail) * scale,
           boost::math::gamma_p_inv(shape, 1 - kTail) * scale}};
}

std::optional<std::array<ToneChange, kToneClasses>> tone_change(const std::vector<ToneMonth>& months, int recent) {
  check(recent >= 1, "a change needs recent months");
  if (months.empty()) return std::nullopt;
  std::array<ToneChange, kToneClasses> out;
  double rows_before = 0;
  double rows_after = 0;
  for (const ToneMonth& m : months) {
    const bool after = m.month > months.back().month - recent;
    (after ? rows_after : rows_before) += m.all_rows;
    for (std::size_t c = 0; c < kToneClasses; ++c) (after ? out[c].acts_after : out[c].acts_before) += m.acts[c];
  }
  if (rows_before <= 0 || rows_after <= 0) return std::nullopt;
  for (ToneChange& change : out) {
    // With Gamma rates, x = after / (after + before) of the scaled rates is Beta, and the ratio its odds.
    const double a = change.acts_after + kPrior;
    const double b = change.acts_before + kPrior;
    const auto ratio_at = [&](double q) {
      const double x = boost::math::ibeta_inv(a, b, q);
      return x / (1 - x) * rows_before / rows_after;
    };
    change.ratio = ratio_at(0.5);
    change.interval = {ratio_at(kTail), ratio_at(1 - kTail)};
    // The rate rose where the odds exceed rows_after / rows_before.
    change.p_rise = boost::math::ibetac(a, b, rows_after / (rows_after + rows_before));
  }
  return out;
}

}  // namespace entente::align

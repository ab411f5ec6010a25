#include "entente/brief/sentence.hpp"

#include <fmt/format.h>

#include <cctype>

namespace entente::brief {
namespace {

std::string without_stop(std::string text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

std::string as_sentence(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  if (text.empty()) return text;
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  const char last = text.back();
  if (last != '.' && last != '?' && last != ':') text += '.';
  return text;
}

std::string sentence(const assess::Judgement& judgement, const Scale& scale) {
  const auto until = judgement.horizon ? " by " + to_words(*judgement.horizon) : std::string{};
  const auto claim = without_stop(judgement.claim);
  if (!judgement.p) return as_sentence(claim + until);

  const auto likely = likelihood(*judgement.p, scale);
  const auto& term = scale.terms[likely.term];
  std::string number = percent_words(*judgement.p);
  if (judgement.interval) {
    // A frequency beside the percent has a comma of its own.
    number += number.find(',') == std::string::npos ? ", " : "; ";
    number += "80% interval " + interval_words(*judgement.interval);
  }
  if (likely.between_terms) number += ", between terms";
  return fmt::format("{} {} ({}) that {}{}.", term.opening, term.words, number, claim, until);
}

std::string because_sentence(const assess::Judgement& judgement) {
  const auto because = without_stop(judgement.because);
  return because.empty() ? std::string{} : fmt::format("Because {}.", because);
}

std::string interval_sentence(const assess::Judgement& judgement, const Scale& scale) {
  if (!judgement.p || !judgement.interval) return {};
  const auto touched = terms_touched(*judgement.interval, scale);
  if (touched.size() <= 2) return {};
  return fmt::format("The interval is wide: it runs from “{}” to “{}”.", scale.terms[touched.front()].words,
                     scale.terms[touched.back()].words);
}

std::string confidence_sentence(const assess::Judgement& judgement) {
  if (!judgement.confidence) return {};
  const auto because = without_stop(judgement.confidence->because);
  if (because.empty()) return fmt::format("Analytic confidence: {}.", judgement.confidence->level);
  return fmt::format("Analytic confidence: {}, because {}.", judgement.confidence->level, because);
}

std::string base_rate_sentence(const assess::Judgement& judgement) {
  if (!judgement.base_rate) {
    const auto because = without_stop(judgement.no_base_rate_because);
    return because.empty() ? std::string{} : fmt::format("Base rate: none, because {}.", because);
  }
  const auto& base = *judgement.base_rate;
  const auto share = share_words(base.k, base.n);
  std::string text = fmt::format("Base rate: among {}, {} {} ({}80% interval {}", without_stop(base.reference_class),
                                 count_words(base.k, base.n), base.unit, share.empty() ? "" : share + ", ",
                                 interval_words(base.interval));
  text += ")";
  if (!base.parent_class.empty() && base.parent_n > 0) {
    text += fmt::format("; in the wider class, {}, {}", without_stop(base.parent_class),
                        count_words(base.parent_k, base.parent_n));
    const auto parent_share = share_words(base.parent_k, base.parent_n);
    if (!parent_share.empty()) text += fmt::format(" ({})", parent_share);
  }
  return text + ".";
}

std::string dissent_sentence(const assess::Judgement& judgement) {
  if (judgement.dissent.empty()) return {};
  const auto text = as_sentence(judgement.dissent);
  return text.starts_with("Dissent") ? text : "Dissent: " + text;
}

}  // namespace entente::brief

#include "entente/assess/told.hpp"

#include "entente/assess/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace entente::assess {
namespace {

// Verbs whose forms no rule gives: base, past, participle.
struct Irregular {
  std::string_view base;
  std::string_view past;
  std::string_view participle;
};
constexpr std::array kIrregular{
    Irregular{"be", "was", "been"},           Irregular{"become", "became", "become"},
    Irregular{"begin", "began", "begun"},     Irregular{"break", "broke", "broken"},
    Irregular{"bring", "brought", "brought"}, Irregular{"come", "came", "come"},
    Irregular{"cut", "cut", "cut"},           Irregular{"fall", "fell", "fallen"},
    Irregular{"find", "found", "found"},      Irregular{"get", "got", "got"},
    Irregular{"give", "gave", "given"},       Irregular{"go", "went", "gone"},
    Irregular{"have", "had", "had"},          Irregular{"hold", "held", "held"},
    Irregular{"keep", "kept", "kept"},        Irregular{"lay", "laid", "laid"},
    Irregular{"leave", "left", "left"},       Irregular{"lose", "lost", "lost"},
    Irregular{"make", "made", "made"},        Irregular{"meet", "met", "met"},
    Irregular{"put", "put", "put"},           Irregular{"rise", "rose", "risen"},
    Irregular{"say", "said", "said"},         Irregular{"see", "saw", "seen"},
    Irregular{"send", "sent", "sent"},        Irregular{"speak", "spoke", "spoken"},
    Irregular{"stand", "stood", "stood"},     Irregular{"take", "took", "taken"},
    Irregular{"tell", "told", "told"},        Irregular{"withdraw", "withdrew", "withdrawn"},
};

const Irregular* irregular(std::string_view verb) {
  const auto found = std::ranges::find(kIrregular, verb, &Irregular::base);
  return found == kIrregular.end() ? nullptr : &*found;
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

std::string regular_past(std::string_view verb) {
  std::string out(verb);
  if (out.ends_with('e')) return out + "d";
  if (out.ends_with('y') && out.size() > 1 && !is_vowel(out[out.size() - 2])) {
    out.pop_back();
    return out + "ied";
  }
  return out + "ed";
}

std::string with_what(std::string text, const std::string& what) { return what.empty() ? text : text + " " + what; }

// The verb of one act, with what helps it: "signed", "has hosted", "will sign", "were followed", "are".
std::string verb_phrase(const Act& act, bool plural, Day as_of) {
  const bool past = act.on && act.on->first <= as_of;
  const bool ahead = act.on && act.on->first > as_of;
  const std::string participle = participle_of(act.verb);
  if (act.passive) {
    if (ahead) return "will be " + participle;
    if (act.still) return (plural ? "have been " : "has been ") + participle;
    if (past) return (plural ? "were " : "was ") + participle;
    return (plural ? "are " : "is ") + participle;
  }
  if (ahead) return "will " + act.verb;
  if (act.still) return (plural ? "have " : "has ") + participle;
  if (past) return act.verb == "be" && plural ? "were" : past_of(act.verb);
  return plural ? (act.verb == "be" ? "are" : act.verb) : third_person(act.verb);
}

std::string act_words(const Act& act, bool plural, Day as_of) {
  std::string out = with_what(verb_phrase(act, plural, as_of), act.what);
  return act.on ? out + " " + when(*act.on) : out;
}

std::string acts_words(const Told& told, Day as_of) {
  std::vector<std::string> parts;
  for (const Act& act : told.acts) parts.push_back(act_words(act, told.who.plural, as_of));
  return list_of(parts);
}

std::string chance_words(const Told& told) {
  std::string out = *told.p < 0.01 ? "at most " : *told.p > 0.99 ? "at least " : "";
  out += chance(*told.p);
  if (told.interval && chance(told.interval->lo) != chance(told.interval->hi))
    out += fmt::format(" (80% interval {}–{})", chance(told.interval->lo), chance(told.interval->hi));
  return out;
}

std::string forecast_words(const Told& told) {
  const std::string until = told.by ? " by " + to_words(*told.by) : "";
  if (told.acts.empty()) return fmt::format("the chance of {}{} is {}", told.who.words, until, chance_words(told));
  std::vector<std::string> acts;
  for (const Act& act : told.acts)
    acts.push_back(with_what((act.passive ? "been " : "") + participle_of(act.verb), act.what));
  return fmt::format("the chance that {} will have {}{} is {}", told.who.words, list_of(acts), until,
                     chance_words(told));
}

// "of 75 earlier demands, 8 were followed by another within a year": what is counted has happened.
std::string count_words(const Told& told, Day as_of) {
  const Ratio& r = *told.of;
  std::string out = fmt::format("of {} {}, ", r.n, r.n == 1 && !r.one.empty() ? r.one : r.of);
  if (r.n == 1) out = fmt::format("the one {} ", r.one.empty() ? r.of.substr(0, r.of.size() - 1) : r.one);
  const bool plural = r.k != 1 && r.n != 1;
  std::vector<std::string> acts;
  for (const Act& act : told.acts) {
    if (r.n == 1 && r.k == 0)
      acts.push_back(with_what(act.passive ? "was not " + participle_of(act.verb) : "did not " + act.verb, act.what));
    else
      acts.push_back(with_what(
          verb_phrase({.verb = act.verb, .on = Date::of(as_of), .passive = act.passive}, plural, as_of), act.what));
  }
  if (r.n == 1) return out + list_of(acts);
  return out + (r.k == 0 ? std::string("none") : std::to_string(r.k)) + " " + list_of(acts);
}

}  // namespace

std::string_view name(Says says) {
  constexpr std::array<std::string_view, 5> kNames{"event", "state", "forecast", "count", "gap"};
  return kNames.at(static_cast<std::size_t>(says));
}

Noun actor(const record::View& view, std::string_view code) { return {view.in_sentence(code), false}; }

Noun forces_of(const record::View& view, std::string_view code) {
  return {"the forces of " + view.in_sentence(code), true};
}

Noun all_of(const std::vector<std::string>& words) { return {list_of(words), words.size() > 1}; }

std::string when(const Date& date) { return (date.precision == Precision::day ? "on " : "in ") + to_words(date); }

std::string third_person(std::string_view verb) {
  if (verb == "be") return "is";
  if (verb == "have") return "has";
  std::string out(verb);
  if (out.ends_with('y') && out.size() > 1 && !is_vowel(out[out.size() - 2])) {
    out.pop_back();
    return out + "ies";
  }
  const bool hissing = out.ends_with('s') || out.ends_with("sh") || out.ends_with("ch") || out.ends_with('x') ||
                       out.ends_with('z') || out.ends_with('o');
  return out + (hissing ? "es" : "s");
}

std::string past_of(std::string_view verb) {
  const Irregular* found = irregular(verb);
  return found != nullptr ? std::string(found->past) : regular_past(verb);
}

std::string participle_of(std::string_view verb) {
  const Irregular* found = irregular(verb);
  return found != nullptr ? std::string(found->participle) : regular_past(verb);
}

std::string words_of(const Ratio& ratio) {
  const std::string of =
      ratio.n == 1 ? (ratio.one.empty() ? ratio.of.substr(0, ratio.of.size() - 1) : ratio.one) : ratio.of;
  return fmt::format("{} of {} {}", ratio.k == 0 ? std::string("none") : std::to_string(ratio.k), ratio.n, of);
}

std::string realise(const Told& told, Day as_of) {
  std::string out;
  switch (told.says) {
    case Says::event:
    case Says::state: out = told.who.words + " " + acts_words(told, as_of); break;
    case Says::forecast: out = forecast_words(told); break;
    case Says::count: out = count_words(told, as_of); break;
    case Says::gap: out = fmt::format("{} {} not told here", told.who.words, told.who.plural ? "are" : "is"); break;
  }
  if (!told.because.empty()) out += ", because " + told.because;
  if (!told.besides.empty()) out += "; " + told.besides;
  return capital(std::move(out)) + ".";
}

std::size_t count_of_words(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space && !inside) ++count;
    inside = !space;
  }
  return count;
}

}  // namespace entente::assess

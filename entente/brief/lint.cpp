#include "entente/brief/lint.hpp"

#include "entente/assess/unverified.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/text.hpp"
#include "entente/brief/embedded.hpp"
#include "entente/brief/likelihood.hpp"
#include "entente/brief/visit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace entente::brief {
namespace {

using assess::Assessment;
using assess::Evidence;
using assess::Judgement;
using assess::Statement;
using assess::Status;

// ---- text ------------------------------------------------------------------------------------------------------

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 128;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Position of `word` as whole words in `text`, or npos.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0) {
  for (auto at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool begins = at == 0 || (!is_letter(text[at - 1]) && !is_digit(text[at - 1]));
    const bool ends = end >= text.size() || (!is_letter(text[end]) && !is_digit(text[end]));
    if (begins && ends) return at;
  }
  return std::string_view::npos;
}

bool has_word(std::string_view text, std::string_view word) { return find_word(text, word) != std::string_view::npos; }

/// Sentences, cut behind ". ", "? " and "! " where a capital or a digit follows and the full stop is not that of a
/// short word such as "Gen." or a single letter.
std::vector<std::string_view> sentences(std::string_view text) {
  std::vector<std::string_view> result;
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if ((text[i] != '.' && text[i] != '?' && text[i] != '!') || text[i + 1] != ' ') continue;
    if (!is_upper(text[i + 2]) && !is_digit(text[i + 2])) continue;
    const auto space = text.rfind(' ', i);
    const auto word = text.substr(space == std::string_view::npos ? 0 : space + 1,
                                  i - (space == std::string_view::npos ? 0 : space + 1));
    if (text[i] == '.' && !word.empty() && word.size() <= 3 && is_upper(word.front())) continue;
    result.push_back(text.substr(begin, i + 1 - begin));
    begin = i + 2;
  }
  if (begin < text.size()) result.push_back(text.substr(begin));
  return result;
}

/// A likelihood word in a text: where it is and which term of the scale it is.
struct WordAt {
  std::size_t at = 0;
  std::size_t end = 0;
  std::size_t term = 0;
};

/// All likelihood words of the default scale, longest first, so that "very unlikely" is not read as "unlikely".
std::vector<WordAt> likelihood_words(std::string_view text) {
  struct Entry {
    std::string words;
    std::size_t term;
  };
  static const std::vector<Entry> entries = [] {
    std::vector<Entry> list;
    const auto& terms = icd203().terms;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      list.push_back({terms[i].words, i});
      // A synonym of one plain word that has other uses ("remote base") is not looked for.
      for (const auto& synonym : terms[i].synonyms) {
        if (synonym != "remote") list.push_back({synonym, i});
      }
    }
    std::ranges::stable_sort(list, [](const Entry& a, const Entry& b) { return a.words.size() > b.words.size(); });
    return list;
  }();

  const auto plain = lowered(std::string(text));
  std::vector<WordAt> found;
  for (const auto& entry : entries) {
    for (auto at = find_word(plain, entry.words); at != std::string::npos; at = find_word(plain, entry.words, at + 1)) {
      const auto end = at + entry.words.size();
      // "equally likely", "as likely as" compare and give no likelihood.
      const auto before = std::string_view(plain).substr(0, at);
      if (before.ends_with("equally ") || before.ends_with("as ") || before.ends_with("more ") ||
          before.ends_with("less ") || before.ends_with("most ") || before.ends_with("how ")) {
        continue;
      }
      const bool inside = std::ranges::any_of(found, [&](const WordAt& w) { return at < w.end && end > w.at; });
      if (!inside) found.push_back({at, end, entry.term});
    }
  }
  std::ranges::sort(found, {}, &WordAt::at);
  return found;
}

/// The first whole percent that stands behind `from`, before `until`, as in "(71%" or "71 percent".
std::optional<int> percent_after(std::string_view text, std::size_t from, std::size_t until) {
  for (std::size_t i = from; i < until && i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    int value = 0;
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end]) && value < 1000) value = value * 10 + (text[end++] - '0');
    if (end < text.size() && text[end] == '%') return value;
    if (text.substr(end).starts_with(" percent") || text.substr(end).starts_with(" per cent")) return value;
    i = end;
  }
  return std::nullopt;
}

bool has_number(std::string_view text) { return std::ranges::any_of(text, is_digit); }

bool names_confidence(std::string_view text) {
  const auto plain = lowered(std::string(text));
  for (auto at = find_word(plain, "confidence"); at != std::string::npos; at = find_word(plain, "confidence", at + 1)) {
    if (!std::string_view(plain).substr(at).starts_with("confidence interval")) return true;
  }
  return has_word(plain, "confident");
}

constexpr std::array<std::string_view, 14> kHedges = {"may",
                                                      "could",
                                                      "might",
                                                      "cannot rule out",
                                                      "cannot be ruled out",
                                                      "can not be ruled out",
                                                      "possibly",
                                                      "perhaps",
                                                      "conceivably",
                                                      "potentially",
                                                      "it is possible",
                                                      "maybe",
                                                      "cannot be excluded",
                                                      "not impossible"};

/// A hedge in the text; "May" with a capital is a month.
std::optional<std::string_view> hedge(std::string_view text) {
  const auto found = std::ranges::find_if(kHedges, [&](std::string_view word) { return has_word(text, word); });
  if (found == kHedges.end()) return std::nullopt;
  return *found;
}

// ---- names -----------------------------------------------------------------------------------------------------

/// Words that begin with a capital and name no place, unit or base.
bool is_plain_capital(std::string_view word) {
  static const std::set<std::string_view> plain = {
      "January",   "February",   "March",    "April",    "May",     "June",      "July",     "August", "September",
      "October",   "November",   "December", "Monday",   "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
      "Sunday",    "The",        "A",        "An",       "I",       "Air",       "Base",     "Army",   "Navy",
      "State",     "States",     "United",   "Republic", "North",   "South",     "East",     "West",   "Northern",
      "Southern",  "Eastern",    "Western",  "Africa",   "African", "Europe",    "European", "Asia",   "Minister",
      "President", "General",    "Gen",      "Prime",    "Foreign", "Defence",   "Lake",     "Sahel",  "Union",
      "Islamic",   "Government", "UN",       "US"};
  return plain.contains(word);
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

const std::multimap<std::string, std::string>& demonyms() {
  static const auto table = [] {
    std::multimap<std::string, std::string> result;
    const auto rows = read_delimited(demonyms_csv(), "demonyms.csv");
    for (const auto& row : rows.rows) {
      std::string word;
      for (const char c : row.cells[1] + "|") {
        if (c != '|') {
          word += c;
        } else if (!word.empty()) {
          result.emplace(row.cells[0], word);
          word.clear();
        }
      }
    }
    return result;
  }();
  return table;
}

/// Whether the text speaks of the state or body `code` called `name`: by code, name, initials ("US"), a word with the
/// same first four letters ("Malian"), or a listed word ("French").
bool speaks_of(std::string_view text, const std::string& code, const std::string& name) {
  if (has_word(text, code) || text.find(name) != std::string_view::npos) return true;
  const auto words = split_words(name);
  if (words.size() > 1) {
    std::string initials;
    for (const auto& word : words) {
      if (is_upper(word.front())) initials += word.front();
    }
    if (initials.size() > 1 && has_word(text, initials)) return true;
  } else if (name.size() >= 4 && text.find(name.substr(0, 4)) != std::string_view::npos) {
    return true;
  }
  const auto [begin, end] = demonyms().equal_range(code);
  return std::any_of(begin, end, [&](const auto& entry) {
    return text.find(entry.second) != std::string_view::npos &&
           (entry.second.size() > 2 || has_word(text, entry.second));
  });
}

// ---- the linter ------------------------------------------------------------------------------------------------

class Linter {
 public:
  explicit Linter(const Assessment& assessment) : assessment_(assessment) {
    for (const auto& evidence : assessment.evidence) register_.emplace(evidence.id, &evidence);
  }

  std::vector<Finding> run() {
    head();
    for (const auto& judgement : assessment_.judgements) one(judgement);
    for_each_statement(assessment_, Style::full,
                       [&](const Statement& s, const std::string& where) { statement(s, where); });
    references();
    return std::move(findings_);
  }

 private:
  void find(std::string rule, std::string where, std::string message) {
    Finding finding{std::move(rule), std::move(where), std::move(message)};
    if (std::ranges::find(findings_, finding) == findings_.end()) findings_.push_back(std::move(finding));
  }

  void head() {
    if (assessment_.title.empty()) find("title", "title", "The title is empty; the title is a judgement.");
    texts(assessment_.title, "title", Status::judged);
    page_1();
    // On a day on which little was known fewer can be made; what is missing must then be said.
    const auto count = assessment_.judgements.size();
    if (count == 0 || count > 6 || (count < 3 && assessment_.gaps.empty())) {
      find("judgement-count", "key judgements",
           fmt::format("There {} {}; 3 to 6 are asked for, or fewer where the gaps say why.",
                       agreeing(count, "is", "are"), counted(count, "key judgement")));
    }
    std::set<std::string> seen;
    for (const auto& evidence : assessment_.evidence) {
      if (!seen.insert(evidence.id).second) {
        find("unknown-evidence", "evidence", fmt::format("The register holds '{}' twice.", evidence.id));
      }
    }
    seen.clear();
    for (const auto& judgement : assessment_.judgements) {
      if (!seen.insert(judgement.id).second) {
        find("unknown-judgement", judgement.id, fmt::format("Two judgements have the id '{}'.", judgement.id));
      }
    }
  }

  /// Limits of what stands on page 1. Fewer points can be made where little is known; the gaps then say what is
  /// missing.
  void page_1() {
    const auto points = assessment_.key_points.size();
    if (points == 0 || points > assess::kMostPoints || (points < assess::kFewestPoints && assessment_.gaps.empty())) {
      find("key-points", "key points",
           fmt::format("There {} {}; {} to {} are asked for, or fewer where the gaps say why.",
                       agreeing(points, "is", "are"), counted(points, "key point"), assess::kFewestPoints,
                       assess::kMostPoints));
    }
    for (const auto& s : assessment_.key_points) {
      if (const auto words = assess::count_of_words(s.text); words == 0 || words > assess::kPointWords)
        find(
            "key-points", "key points",
            fmt::format("A key point has {} words; 1 to {} are asked for: \"{}\"", words, assess::kPointWords, s.text));
    }
    std::size_t words = 0;
    for (const auto& passage : assessment_.narrative)
      for (const auto& s : passage.statements) words += assess::count_of_words(s.text);
    if (words > assess::kNarrativeWords)
      find("narrative-length", "page 1",
           fmt::format("Page 1 has {} words; {} are the most.", words, assess::kNarrativeWords));
  }

  void one(const Judgement& judgement) {
    const auto& where = judgement.id;
    if (judgement.evidence.empty()) find("no-evidence", where, "The judgement cites no evidence.");
    if (judgement.p) {
      probability(judgement, *judgement.p);
    } else if (judgement.interval) {
      find("interval", where, "The judgement has an interval and no probability.");
    }
    if (judgement.base_rate && judgement.base_rate->n < 10 && judgement.base_rate->parent_class.empty()) {
      find("small-class", where,
           fmt::format("The base rate rests on {} and its wider class is not given.",
                       counted(number_words(judgement.base_rate->n), "case")));
    }
    if (judgement.base_rate && (judgement.base_rate->n <= 0 || judgement.base_rate->k < 0 ||
                                judgement.base_rate->k > judgement.base_rate->n)) {
      find("small-class", where, "The base rate is not k of n with 0 <= k <= n and n over 0.");
    }
    if (judgement.confidence && judgement.class_spread_points > 30 && judgement.confidence->level != "low" &&
        judgement.confidence->level != "low to moderate") {
      find("confidence-over-spread", where,
           fmt::format(
               "The classes span {:.0f} points, which caps the confidence at low to moderate; it is given as {}.",
               judgement.class_spread_points, judgement.confidence->level));
    }
    if (judgement.confidence) {
      static const std::array<std::string_view, 5> levels = {"low", "low to moderate", "moderate", "moderate to high",
                                                             "high"};
      if (std::ranges::find(levels, judgement.confidence->level) == levels.end()) {
        find("no-confidence", where,
             fmt::format("'{}' is not a level of confidence; take low, low to moderate, moderate or high.",
                         judgement.confidence->level));
      }
    }
    // The rendered sentence ends where the claim ends, so a hand-written likelihood in the claim would stand twice.
    if (judgement.p && !likelihood_words(judgement.claim).empty()) {
      find("word-mismatch", where, "The claim holds a likelihood word of its own; the word is made from the number.");
    }
    if (names_confidence(judgement.claim)) mixed(where, judgement.claim, judgement.p.has_value());
    if (judgement.confidence && !likelihood_words(judgement.confidence->because).empty()) {
      mixed(where, judgement.confidence->because, true);
    }
    if (judgement.status == Status::judged || judgement.p) {
      if (const auto word = hedge(judgement.claim)) {
        find("hedge", where, fmt::format("The claim says '{}'; the number says how likely it is.", *word));
      }
    }
    texts(judgement.dissent, where, judgement.status);
    texts(judgement.because, where, Status::computed);
    for (const auto& text : judgement.would_change) texts(text, where, Status::reported);
    rows_of(judgement);
    names(judgement);
  }

  void probability(const Judgement& judgement, double p) {
    const auto& where = judgement.id;
    if (!(p > 0 && p < 1))
      find("certainty", where, fmt::format("The probability is {}; it must lie between 0 and 1.", p));
    if (!judgement.base_rate && judgement.no_base_rate_because.empty()) {
      find("no-base-rate", where, "There is no base rate and no reason why not.");
    }
    if (judgement.because.empty()) find("no-because", where, "Nothing says what moved the number most.");
    if (!judgement.horizon) find("no-horizon", where, "A probability needs the day until which it holds.");
    if (judgement.horizon && *judgement.horizon <= assessment_.as_of) {
      find("no-horizon", where, "The horizon is not after the day of the assessment.");
    }
    if (judgement.resolution_rule.empty()) {
      find("no-resolution-rule", where, "A probability needs a rule by which it is later found true or false.");
    }
    if (!judgement.confidence || judgement.confidence->because.empty()) {
      find("no-confidence", where, "A probability needs a level of confidence and its reason.");
    }
    if (!judgement.interval) {
      find("interval", where, "A probability needs its 80% interval.");
    } else if (!(judgement.interval->lo <= p && p <= judgement.interval->hi && judgement.interval->lo >= 0 &&
                 judgement.interval->hi <= 1)) {
      find("interval", where, "The probability lies outside its interval, or the interval outside 0 to 1.");
    }
  }

  void mixed(const std::string& where, std::string_view text, bool likelihood_beside) {
    if (likelihood_beside) {
      find("mixed", where,
           fmt::format("Likelihood and confidence stand in one sentence: \"{}\". Give each its own.", text));
    }
  }

  /// What holds for every sentence that a person wrote.
  void texts(std::string_view text, const std::string& where, Status status) {
    for (const auto part : sentences(text)) {
      const auto words = likelihood_words(part);
      if (names_confidence(part) && !words.empty()) mixed(where, part, true);
      for (std::size_t i = 0; i < words.size(); ++i) {
        const auto until = i + 1 < words.size() ? words[i + 1].at : part.size();
        const auto percent = percent_after(part, words[i].end, until);
        if (percent) {
          const auto term = likelihood(*percent / 100.0).term;
          if (term != words[i].term) {
            find("word-mismatch", where,
                 fmt::format("\"{}\" stands beside {}%, which is \"{}\".", icd203().terms[words[i].term].words,
                             *percent, icd203().terms[term].words));
          }
        } else if (status == Status::judged || status == Status::computed) {
          number_missing(where, words[i].term);
        }
      }
      if (status == Status::judged && !has_number(part)) {
        if (const auto word = hedge(part)) {
          find("hedge", where, fmt::format("A judged sentence says '{}' and gives no number: \"{}\"", *word, part));
        }
      }
    }
  }

  /// A likelihood word without its number. In the title and the key points it may stand for a judgement below that has
  /// the same word.
  void number_missing(const std::string& where, std::size_t term) {
    if (where == "title" || where == "key points") {
      const bool backed = std::ranges::any_of(assessment_.judgements, [&](const Judgement& judgement) {
        return judgement.p && !std::isnan(*judgement.p) && likelihood(*judgement.p).term == term;
      });
      if (backed) return;
    }
    find("word-mismatch", where,
         fmt::format("\"{}\" stands without its number, and no judgement has that word.", icd203().terms[term].words));
  }

  void statement(const Statement& s, const std::string& where) {
    texts(s.text, where, s.status);
    if (s.status == Status::assumed || s.evidence.empty()) return;
    bool any = false;
    for (const auto& id : s.evidence) {
      const auto found = register_.find(id);
      if (found == register_.end() || found->second->verified != std::optional(false)) return;
      any = true;
    }
    if (any && !assess::says_unverified(s.text)) {
      find("unverified-unmarked", where,
           fmt::format("The sentence rests only on rows that are not verified and does not say so: \"{}\"", s.text));
    }
  }

  void rows_of(const Judgement& judgement) {
    bool any = false;
    for (const auto& id : judgement.evidence) {
      const auto found = register_.find(id);
      if (found == register_.end() || found->second->verified != std::optional(false)) return;
      any = true;
    }
    const auto& because = judgement.confidence ? judgement.confidence->because : std::string{};
    if (any && !assess::says_unverified(because) && !assess::says_unverified(judgement.claim)) {
      find("unverified-unmarked", judgement.id,
           "The judgement rests only on rows that are not verified; its confidence does not say so.");
    }
  }

  /// Everything that the evidence of a judgement says, with the rows behind its queries.
  std::string spoken(const Judgement& judgement) const {
    std::string text;
    const auto add = [&](const Evidence& evidence) {
      text += fmt::format(" {} {} {} {} ", evidence.id, evidence.summary, evidence.filter, evidence.origin);
    };
    for (const auto& id : judgement.evidence) {
      const auto found = register_.find(id);
      if (found == register_.end()) continue;
      add(*found->second);
      for (const auto& row : found->second->rows) {
        text += " " + row + " ";
        if (const auto behind = register_.find(row); behind != register_.end()) add(*behind->second);
      }
    }
    return text;
  }

  /// Names of the claim that none of its evidence speaks of. The host and the counterpart are what the case is about
  /// and are not looked for.
  void names(const Judgement& judgement) {
    if (judgement.evidence.empty()) return;
    const auto text = spoken(judgement);
    std::string rest = judgement.claim;
    const auto blank = [&](std::string_view word) {
      for (auto at = rest.find(word); at != std::string::npos; at = rest.find(word)) {
        // A longer word with the same beginning ("Malian") goes with it.
        auto end = at + word.size();
        while (end < rest.size() && is_letter(rest[end])) ++end;
        rest.replace(at, end - at, " ");
      }
    };
    // Long names first: "Guinea-Bissau" is not "Guinea".
    std::vector<std::pair<std::string, std::string>> known(assessment_.names.begin(), assessment_.names.end());
    std::ranges::stable_sort(known, [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
    for (const auto& [code, name] : known) {
      if (name.empty()) continue;
      const bool named = has_word(rest, code) || rest.find(name) != std::string::npos;
      const bool subject = code == assessment_.host || code == assessment_.counterpart || name == assessment_.host ||
                           name == assessment_.counterpart;
      if (named) {
        blank(name);
        blank(code);
      }
      if (subject) {
        if (name.size() >= 4 && split_words(name).size() == 1) blank(name.substr(0, 4));
        const auto [begin, end] = demonyms().equal_range(code);
        for (auto entry = begin; entry != end; ++entry) blank(entry->second);
      } else if (named && !std::ranges::any_of(known, [&](const auto& one) {
                   // Russia's name on a day of 1961 is also that of the state before it.
                   return one.second == name && speaks_of(text, one.first, name);
                 })) {
        find("name-without-evidence", judgement.id,
             fmt::format("The claim names {}, and none of its evidence speaks of it.", name));
      }
    }
    // What is left with a capital inside the claim.
    const auto words = split_words(rest);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto& word = words[i];
      const bool first = i == 0 && judgement.claim.starts_with(word);
      if (first || word.size() < 3 || !is_upper(word.front()) || is_plain_capital(word)) continue;
      const auto stem = word.substr(0, std::max<std::size_t>(4, word.size() - 3));
      if (text.find(stem) != std::string::npos || is_demonym_spoken(word, text)) continue;
      find("name-without-evidence", judgement.id,
           fmt::format("The claim names {}, and none of its evidence speaks of it.", word));
    }
  }

  /// A listed word such as "French" whose state is spoken of in the text.
  bool is_demonym_spoken(const std::string& word, std::string_view text) const {
    return std::ranges::any_of(demonyms(), [&](const auto& entry) {
      if (!word.starts_with(entry.second) && !entry.second.starts_with(word)) return false;
      if (entry.first == assessment_.host || entry.first == assessment_.counterpart) return true;
      const auto name = assessment_.names.find(entry.first);
      return speaks_of(text, entry.first, name == assessment_.names.end() ? entry.first : name->second);
    });
  }

  void references() {
    for_each_evidence_use(assessment_, Style::full, [&](const std::string& id, const std::string& where) {
      if (!register_.contains(id)) {
        find("unknown-evidence", where, fmt::format("The evidence '{}' is not in the register.", id));
      }
    });
    const auto judgement = [&](const std::string& id, const std::string& where) {
      if (std::ranges::find(assessment_.judgements, id, &Judgement::id) == assessment_.judgements.end()) {
        find("unknown-judgement", where, fmt::format("There is no judgement '{}'.", id));
      }
    };
    for (const auto& section : assessment_.sections) {
      for (const auto& block : section.blocks) {
        const auto* figure = std::get_if<assess::Figure>(&block);
        if (figure == nullptr) continue;
        if (const auto* strip = std::get_if<assess::ForecastStrip>(&figure->data)) {
          for (const auto& row : strip->rows) judgement(row.judgement, "section " + section.id);
        }
        if (const auto* ladder = std::get_if<assess::LadderFigure>(&figure->data)) {
          judgement(ladder->judgement, "section " + section.id);
        }
      }
    }
    for (const auto& indicator : assessment_.indicators) judgement(indicator.judgement, "indicators");
  }

  const Assessment& assessment_;
  std::map<std::string, const Evidence*> register_;
  std::vector<Finding> findings_;
};

}  // namespace

const std::vector<std::string>& lint_rules() {
  static const std::vector<std::string> rules = {"title",
                                                 "key-points",
                                                 "narrative-length",
                                                 "judgement-count",
                                                 "no-evidence",
                                                 "certainty",
                                                 "no-base-rate",
                                                 "no-because",
                                                 "no-horizon",
                                                 "no-resolution-rule",
                                                 "no-confidence",
                                                 "interval",
                                                 "small-class",
                                                 "confidence-over-spread",
                                                 "word-mismatch",
                                                 "mixed",
                                                 "hedge",
                                                 "unverified-unmarked",
                                                 "name-without-evidence",
                                                 "unknown-evidence",
                                                 "unknown-judgement"};
  return rules;
}

std::vector<Finding> lint(const Assessment& assessment) { return Linter(assessment).run(); }

}  // namespace entente::brief

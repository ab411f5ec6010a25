#include "entente/brief/english.hpp"

#include "entente/base/text.hpp"
#include "entente/brief/sentence.hpp"
#include "entente/brief/text.hpp"
#include "entente/brief/visit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace entente::brief {
namespace {

using assess::Assessment;
using assess::Statement;

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 128;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_letter(c) || is_digit(c); }

struct Word {
  std::size_t at = 0;
  std::string_view text;
};

std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> out;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_word(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    out.push_back({i, text.substr(i, end - i)});
    i = end;
  }
  return out;
}

bool is_number(std::string_view word) { return std::ranges::all_of(word, is_digit); }

// Two words with one blank between them.
bool touch(std::string_view text, const Word& a, const Word& b) {
  return b.at == a.at + a.text.size() + 1 && text[b.at - 1] == ' ';
}

bool has_doubled_word(std::string_view text, const std::vector<Word>& words) {
  static const std::set<std::string> may_double{"had", "that"};
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!touch(text, words[i - 1], words[i]) || is_number(words[i].text)) continue;
    const std::string word = lowered(std::string(words[i].text));
    if (word == lowered(std::string(words[i - 1].text)) && !may_double.contains(word)) return true;
  }
  return false;
}

// "1 months": a plural behind the number one. Words that end in s and are none, and verbs, are let through.
bool has_one_of_many(std::string_view text, const std::vector<Word>& words) {
  static const std::set<std::string> singular{
      "is",     "was",   "has",    "does",   "goes",  "this",   "less",  "plus",    "across",   "gas",   "as",
      "us",     "its",   "stands", "rests",  "comes", "series", "means", "leaves",  "passes",   "gives", "looks",
      "status", "keeps", "class",  "speaks", "loss",  "access", "does",  "process", "progress", "yes"};
  for (std::size_t i = 1; i < words.size(); ++i) {
    const Word& number = words[i - 1];
    if (number.text != "1" || !touch(text, number, words[i])) continue;
    // "2.1 powers", "0–1 demands" are not one.
    if (number.at > 0 && text[number.at - 1] != ' ' && text[number.at - 1] != '(') continue;
    const std::string word = lowered(std::string(words[i].text));
    if (word.size() > 2 && word.ends_with('s') && !singular.contains(word)) return true;
  }
  return false;
}

bool has_stray_markup(std::string_view text) {
  constexpr std::array<std::string_view, 11> kMarks{"**", "[^", "](", "<", ">", "`", "&amp;", "&lt;", "{}", "__", "\\"};
  return std::ranges::any_of(kMarks, [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

bool has_bad_stops(std::string_view text) {
  constexpr std::array<std::string_view, 9> kBad{"  ", " ,", " .", " ;", "..", ",.", ";.", ",,", "()"};
  return std::ranges::any_of(kBad, [&](std::string_view bad) { return text.find(bad) != std::string_view::npos; });
}

// Whether a name stands in the text without the article that it needs.
bool lacks_article(std::string_view text, const std::string& name) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto end = at + name.size();
    if (at > 0 && is_word(text[at - 1])) continue;
    if (end < text.size() && (is_word(text[end]) || text[end] == '-')) continue;
    const auto before = text.substr(0, at);
    if (before.ends_with("the ") || before.ends_with("The ")) continue;
    // A longer name that holds this one ("Democratic Republic of the Congo"), a quotation, a list of a table's cells.
    if (before.ends_with("“") || before.ends_with("of the ") || before.ends_with("Republic of ")) continue;
    return true;
  }
  return false;
}

// Sentences end before a blank and a capital; a short word with a capital ("Gen.") ends none.
std::vector<std::string_view> sentences(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] != '.' || text[i + 1] != ' ' || std::isupper(static_cast<unsigned char>(text[i + 2])) == 0) continue;
    const auto space = text.rfind(' ', i);
    const auto word = text.substr(space == std::string_view::npos ? 0 : space + 1, i - (space + 1));
    if (!word.empty() && word.size() <= 3 && std::isupper(static_cast<unsigned char>(word.front())) != 0) continue;
    out.push_back(text.substr(begin, i + 1 - begin));
    begin = i + 2;
  }
  if (begin < text.size()) out.push_back(text.substr(begin));
  return out;
}

// The mark of what is not verified is put behind a sentence that was short enough.
std::string_view without_mark(std::string_view sentence) {
  constexpr std::string_view kMark = " (not verified).";
  return sentence.ends_with(kMark) ? sentence.substr(0, sentence.size() - kMark.size()) : sentence;
}

bool has_doubled_reference(const Statement& s) {
  return std::set<std::string>(s.evidence.begin(), s.evidence.end()).size() != s.evidence.size();
}

}  // namespace

const std::vector<std::string>& english_rules() {
  static const std::vector<std::string> rules{"doubled-word",    "number-one",        "stray-markup", "punctuation",
                                              "missing-article", "doubled-reference", "long-sentence"};
  return rules;
}

Articles articles_of(const Assessment& assessment) {
  Articles out;
  for (const auto& [code, in_sentence] : assessment.in_sentence)
    if (in_sentence.starts_with("the ")) out[in_sentence.substr(4)] = in_sentence;
  return out;
}

std::vector<std::string> broken_rules(std::string_view whole, const Articles& articles) {
  const std::string own = without_quotes(whole);
  const std::string_view text = own;
  const auto words = words_in(text);
  std::vector<std::string> out;
  if (has_doubled_word(text, words)) out.emplace_back("doubled-word");
  if (has_one_of_many(text, words)) out.emplace_back("number-one");
  if (has_stray_markup(text)) out.emplace_back("stray-markup");
  if (has_bad_stops(text)) out.emplace_back("punctuation");
  if (std::ranges::any_of(articles, [&](const auto& one) { return lacks_article(text, one.first); }))
    out.emplace_back("missing-article");
  return out;
}

std::vector<Finding> english(const Assessment& assessment) {
  const Articles articles = articles_of(assessment);
  std::vector<Finding> out;
  const auto read = [&](std::string_view text, const std::string& where) {
    for (const std::string& rule : broken_rules(text, articles))
      out.push_back({rule, where, fmt::format("This is not English: \"{}\"", text)});
  };
  read(assessment.title, "title");
  for (const assess::Judgement& j : assessment.judgements) {
    read(sentence(j), j.id);
    read(because_sentence(j), j.id);
  }
  for_each_statement(assessment, Style::full, [&](const Statement& s, const std::string& where) {
    read(s.text, where);
    if (has_doubled_reference(s))
      out.push_back({"doubled-reference", where, fmt::format("One reference stands twice: \"{}\"", s.text)});
    if (where != "key points" && where != "page 1") return;
    for (const std::string_view part : sentences(s.text))
      if (const auto words = assess::count_of_words(without_mark(part)); words > assess::kLongestSentence)
        out.push_back(
            {"long-sentence", where,
             fmt::format("A sentence has {} words; {} are the most: \"{}\"", words, assess::kLongestSentence, part)});
  });
  return out;
}

}  // namespace entente::brief

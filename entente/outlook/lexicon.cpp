#include "entente/outlook/lexicon.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/embedded.hpp"
#include "entente/states/states.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace entente::outlook {
namespace {

constexpr std::size_t kLongest = 8;      // words of a name
constexpr std::size_t kShortWord = 4;    // letters up to which capitals decide
constexpr std::size_t kLeastOfBase = 3;  // letters of a place of one word

struct Fold {
  std::string_view from;
  std::string_view to;
};
constexpr std::array<Fold, 30> kFolds{
    {{"\u2019", "'"}, {"\u2018", "'"}, {"\u02bc", "'"}, {"\u2010", "-"}, {"\u2011", "-"}, {"\u2013", "-"},
     {"\u00e0", "a"}, {"\u00e1", "a"}, {"\u00e2", "a"}, {"\u00e3", "a"}, {"\u00e4", "a"}, {"\u00e5", "a"},
     {"\u00e7", "c"}, {"\u00e8", "e"}, {"\u00e9", "e"}, {"\u00ea", "e"}, {"\u00eb", "e"}, {"\u00ed", "i"},
     {"\u00ee", "i"}, {"\u00ef", "i"}, {"\u00f1", "n"}, {"\u00f3", "o"}, {"\u00f4", "o"}, {"\u00f6", "o"},
     {"\u00fa", "u"}, {"\u00fb", "u"}, {"\u00fc", "u"}, {"\u00c9", "e"}, {"\u00d4", "o"}, {"\u00c5", "a"}}};

std::string folded(std::string_view text) {
  std::string out(text);
  for (const Fold& f : kFolds)
    for (auto at = out.find(f.from); at != std::string::npos; at = out.find(f.from, at + f.to.size()))
      out.replace(at, f.from.size(), f.to);
  return lowered(std::move(out));
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) > 127;
}
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// "U.S." and "U.S": single letters with dots between them.
bool is_abbreviation(std::string_view word) {
  if (word.size() < 3) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((i % 2 == 0) ? !is_letter(word[i]) : word[i] != '.') return false;
  return true;
}

std::string without_dots(std::string_view word) {
  std::string out(word);
  out.erase(std::remove(out.begin(), out.end(), '.'), out.end());
  return out;
}

// One blank-separated piece without marks at its ends: words between hyphens, and "'s" apart.
void split_piece(std::string_view text, std::size_t begin, std::size_t end, std::vector<Word>& out) {
  const auto put = [&](std::size_t from, std::size_t to) {
    if (from >= to) return;
    const std::string_view raw = text.substr(from, to - from);
    out.push_back({std::string(raw), is_abbreviation(raw) ? folded(without_dots(raw)) : folded(raw), from, to});
  };
  const std::string_view piece = text.substr(begin, end - begin);
  const bool letters = std::any_of(piece.begin(), piece.end(), is_letter);
  std::size_t from = begin;
  for (std::size_t i = begin; letters && i < end; ++i)
    if (text[i] == '-') {
      put(from, i);
      from = i + 1;
    }
  for (const std::string_view mark : {std::string_view("'s"), std::string_view("\u2019s")}) {
    const std::string_view last = text.substr(from, end - from);
    if (last.size() > mark.size() && last.ends_with(mark)) {
      put(from, end - mark.size());
      out.push_back({std::string(mark), "'s", end - mark.size(), end});
      return;
    }
  }
  constexpr std::string_view kPlural = "\u2019";  // "the United States\u2019 forces"
  if (text.substr(from, end - from).ends_with(kPlural)) end -= kPlural.size();
  put(from, end);
}

std::string joined(const std::vector<Word>& words, std::size_t from, std::size_t count, bool raw = false) {
  std::string out;
  for (std::size_t i = from; i < from + count; ++i) {
    if (words[i].folded == "'s" && !out.empty()) {
      out += "'s";
      continue;
    }
    if (!out.empty()) out += ' ';
    out += raw ? words[i].raw : words[i].folded;
  }
  return out;
}

std::string folded_name(std::string_view name) {
  const std::vector<Word> words = words_in(name);
  return joined(words, 0, words.size());
}

// A letter and a digit make a name ("K2"); of letters alone it takes three.
bool is_long_enough(std::string_view key) {
  return key.size() >= kLeastOfBase || (key.size() > 1 && key.find_first_of("0123456789") != std::string_view::npos);
}

// Words of no place, though they begin with a capital in names of forces.
constexpr std::array<std::string_view, 34> kNoPlace{
    "air",      "base",    "bases",  "camp",    "army",    "gulf",     "nato",    "africa", "america",
    "europe",   "north",   "south",  "east",    "west",    "middle",   "far",     "war",    "force",
    "forces",   "mission", "group",  "fleet",   "task",    "joint",    "treaty",  "sahel",  "accord",
    "visiting", "defence", "office", "command", "central", "southern", "northern"};

}  // namespace

std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> out;
  constexpr std::string_view kBlank = " \t\r\n";
  constexpr std::string_view kOpening = "(\"'";
  constexpr std::string_view kClosing = ")\"';:!,?.";
  for (std::size_t i = 0; i < text.size();) {
    if (kBlank.find(text[i]) != std::string_view::npos) {
      ++i;
      continue;
    }
    std::size_t begin = i;
    std::size_t end = std::min(text.find_first_of(kBlank, i), text.size());
    i = end;
    while (begin < end && kOpening.find(text[begin]) != std::string_view::npos) ++begin;
    std::vector<Word> marks;
    while (end > begin && kClosing.find(text[end - 1]) != std::string_view::npos &&
           !(text[end - 1] == '.' && is_abbreviation(text.substr(begin, end - begin)))) {
      const std::string mark(1, text[end - 1]);
      if (mark == "," || mark == "?" || mark == ".") marks.insert(marks.begin(), {mark, mark, end - 1, end});
      --end;
    }
    if (end > begin) split_piece(text, begin, end, out);
    out.insert(out.end(), marks.begin(), marks.end());
  }
  return out;
}

Lexicon::Lexicon(const record::View& view) : view_(view) {
  const DelimitedTable table = read_delimited(actor_words_csv(), "data/language/actor-words.csv");
  for (const DelimitedRow& row : table.rows) {
    const std::string& code = row.cells.at(0);
    if (!view.actors.contains(code)) continue;
    std::string_view words = row.cells.at(1);
    while (!words.empty()) {
      const std::size_t bar = std::min(words.find('|'), words.size());
      const std::string_view word = words.substr(0, bar);
      words.remove_prefix(std::min(bar + 1, words.size()));
      if (word.size() <= kShortWord && std::all_of(word.begin(), word.end(), is_capital))
        shorts_.emplace(word, code);
      else
        names_.emplace(folded_name(word), code);
    }
  }
  for (const auto& [code, actor] : view.actors)
    for (const std::string* name : {&actor.name, &actor.in_sentence}) {
      std::string folded = folded_name(*name);
      if (folded.starts_with("the ")) folded.erase(0, 4);
      names_[folded] = code;
    }
  // Older names too: who asks of Swaziland means Eswatini.
  for (const auto& [code, actor] : view.actors)
    for (const std::string_view name : states::States::all().names(code)) names_.emplace(folded_name(name), code);
  for (const record::Site& s : view.sites) add_base(s.name, s.host, s.operated_by);
  for (const record::Demand& d : view.demands) add_base(d.presence, d.host, d.sender);
}

// Runs of words in capitals between marks and small words: "Subic Bay (and Clark)" holds two places.
void Lexicon::add_base(std::string_view name, const std::string& host, const std::string& sender) {
  if (!view_.actors.contains(host)) return;
  const auto add = [&](const std::string& key) {
    auto [it, fresh] = bases_.emplace(key, Base{host, {sender}});
    if (fresh) return;
    if (it->second.host != host) it->second.host.clear();
    it->second.senders.insert(sender);
  };
  std::string text(name);
  for (char& c : text)
    if (c == '(' || c == ')' || c == ';' || c == '/') c = ',';
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::vector<Word> words = words_in(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
    for (std::size_t i = 0; i < words.size();) {
      std::size_t n = 0;
      bool place = false;
      const auto proper = [&](const Word& w) { return is_capital(w.raw[0]) || (w.raw[0] >= '0' && w.raw[0] <= '9'); };
      while (i + n < words.size() && proper(words[i + n])) ++n;
      for (std::size_t j = i; j < i + n; ++j)
        place = place || std::find(kNoPlace.begin(), kNoPlace.end(), words[j].folded) == kNoPlace.end();
      const std::string key = joined(words, i, n);
      if (n > 0 && place && !longest_actor(words, i) && is_long_enough(key)) add(key);
      i += std::max<std::size_t>(1, n);
    }
  }
}

std::string Lexicon::actor(const std::vector<Word>& words, std::size_t from, std::size_t count) const {
  const std::string raw = joined(words, from, count, true);
  if (count == 1) {
    if (const auto it = view_.actors.find(raw); it != view_.actors.end()) return it->first;
    if (const auto it = shorts_.find(without_dots(raw)); it != shorts_.end()) return it->second;
  }
  const std::string name = joined(words, from, count);
  if (const auto it = names_.find(name); it != names_.end()) return it->second;
  if (count == 2 && words[from].folded == "the") {
    std::string capitals = words[from + 1].folded;
    for (char& c : capitals) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    if (const auto it = shorts_.find(capitals); it != shorts_.end()) return it->second;
  }
  if (count > 1 && words[from].folded == "the")
    if (const auto it = names_.find(std::string_view(name).substr(4)); it != names_.end()) return it->second;
  return {};
}

std::optional<std::pair<std::string, std::size_t>> Lexicon::longest_actor(const std::vector<Word>& words,
                                                                          std::size_t from) const {
  if (from >= words.size()) return std::nullopt;
  for (std::size_t n = std::min(kLongest, words.size() - from); n > 0; --n)
    if (std::string code = actor(words, from, n); !code.empty()) return std::pair{std::move(code), n};
  return std::nullopt;
}

std::optional<std::pair<Base, std::size_t>> Lexicon::longest_base(const std::vector<Word>& words,
                                                                  std::size_t from) const {
  if (from >= words.size()) return std::nullopt;
  for (std::size_t n = std::min(kLongest, words.size() - from); n > 0; --n)
    if (const auto it = bases_.find(joined(words, from, n)); it != bases_.end() && !it->second.host.empty())
      return std::pair{it->second, n};
  return std::nullopt;
}

std::string Lexicon::nearest(const std::vector<Word>& words, std::size_t from) const {
  std::string best;
  std::size_t least = 3;  // more than two letters off is not a slip of the pen
  for (std::size_t n = 1; n <= 3 && from + n <= words.size(); ++n) {
    const std::string run = joined(words, from, n);
    if (run.size() < 4) continue;
    least = std::min(least, run.size() / 3 + 1);  // nor is a third of a word
    for (const auto& [code, actor] : view_.actors)
      for (const std::string* name : {&actor.name, &actor.in_sentence})
        if (const std::size_t d = edit_distance(run, folded_name(*name)); d < least) {
          least = d;
          best = fmt::format("\"{}\" ({})", *name, code);
        }
  }
  return best;
}

}  // namespace entente::outlook

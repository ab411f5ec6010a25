#include "entente/states/fold.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace entente::states {
namespace {

// The letters from U+00C0 on and from U+0100 on without what stands above, below or across them; '*' is none.
constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty";
constexpr std::string_view kExtended =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuu"
    "uuwwyyyzzzzzzs";
static_assert(kLatin1.size() == 64 && kExtended.size() == 128);

constexpr std::array<std::string_view, 3> kEmpty{"the", "of", "and"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kShort{{{"republic", "rep"},
                                                                                {"democratic", "dem"},
                                                                                {"federal", "fed"},
                                                                                {"federated", "fed"},
                                                                                {"saint", "st"},
                                                                                {"islands", "is"},
                                                                                {"isl", "is"},
                                                                                {"states", "sts"},
                                                                                {"dr", "dem rep"},
                                                                                {"pdr", "peoples dem rep"},
                                                                                {"rb", "bolivarian rep"},
                                                                                {"prov", "province"}}};

// The code point that starts at `at`, which moves behind it; a byte that is no UTF-8 is one of Latin-1.
std::uint32_t next_letter(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t first = byte(at++);
  const std::size_t more = first < 0xC0 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  if (more == 0 || at + more > text.size()) return first;
  std::uint32_t letter = first & (0xFFU >> (more + 2));
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return first;
    letter = (letter << 6U) | (byte(at + i) & 0x3FU);
  }
  at += more;
  return letter;
}

bool is_dropped(std::uint32_t c) {
  constexpr std::array<std::uint32_t, 7> kMarks{'\'', '.', '`', 0xB4, 0x2018, 0x2019, 0x2BC};
  return std::find(kMarks.begin(), kMarks.end(), c) != kMarks.end() || (c >= 0x300 && c <= 0x36F);
}

// One word, or nothing where it says nothing.
std::string_view short_word(std::string_view word) {
  if (std::find(kEmpty.begin(), kEmpty.end(), word) != kEmpty.end()) return {};
  for (const auto& [whole, brief] : kShort)
    if (word == whole) return brief;
  return word;
}

void put(std::string& out, std::string& word) {
  const std::string_view kept = short_word(word);
  if (!kept.empty()) {
    if (!out.empty()) out += ' ';
    out += kept;
  }
  word.clear();
}

void add_form(std::vector<std::string>& forms, const std::string& text) {
  std::string form = folded_name(text);
  if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(std::move(form));
}

}  // namespace

std::string folded_name(std::string_view text) {
  std::string out;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const std::uint32_t c = next_letter(text, at);
    if (is_dropped(c)) continue;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += static_cast<char>(c);
    } else if (c >= 'A' && c <= 'Z') {
      word += static_cast<char>(c - 'A' + 'a');
    } else if (c >= 0xC0 && c < 0xC0 + kLatin1.size() && kLatin1[c - 0xC0] != '*') {
      word += kLatin1[c - 0xC0];
    } else if (c >= 0x100 && c < 0x100 + kExtended.size()) {
      word += kExtended[c - 0x100];
    } else if (c < 0xC0 || (c >= 0x2000 && c < 0x2070)) {
      put(out, word);  // blanks, hyphens, commas, brackets
    } else {
      word += text.substr(from, at - from);
    }
  }
  put(out, word);
  return out;
}

std::vector<std::string> forms_of_name(std::string_view text) {
  std::vector<std::string> forms;
  add_form(forms, std::string(text));
  const std::size_t open = text.find('(');
  const std::size_t close = text.find(')', open == std::string_view::npos ? text.size() : open);
  if (open != std::string_view::npos && close != std::string_view::npos) {
    const std::string before(text.substr(0, open));
    const std::string inside(text.substr(open + 1, close - open - 1));
    add_form(forms, inside + " " + before);
    add_form(forms, before);
  } else if (const std::size_t comma = text.find(','); comma != std::string_view::npos) {
    add_form(forms, std::string(text.substr(comma + 1)) + " " + std::string(text.substr(0, comma)));
  }
  return forms;
}

}  // namespace entente::states

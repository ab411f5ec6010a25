#include "entente/stream/types.hpp"

#include "entente/base/delimited.hpp"
#include "entente/stream/embedded.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <vector>

namespace entente::stream {
namespace {

std::string plain(std::string_view label) {
  std::string out;
  for (const char c : label) {
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (c == '-' || c == '_' || c == ' ') {
      if (!out.ends_with(' ')) out += ' ';
    } else {
      out += c;
    }
  }
  return out;
}

std::vector<EventType> read_types() {
  const DelimitedTable table = read_delimited(types_csv(), "data/ontology/types.csv");
  std::vector<EventType> types;
  for (const DelimitedRow& row : table.rows) {
    EventType type;
    type.key = row.cells[0] + ":" + row.cells[1];
    type.label = row.cells[2];
    type.plover = row.cells[3];
    type.mode = row.cells[4];
    type.context = row.cells[5];
    double score = 0;
    const std::string& text = row.cells[6];
    if (!text.empty() && std::from_chars(text.data(), text.data() + text.size(), score).ec == std::errc{})
      type.goldstein = score;
    if (!row.cells[7].empty()) type.quad = static_cast<Quad>(row.cells[7][0] - '1');
    types.push_back(std::move(type));
  }
  std::sort(types.begin(), types.end(), [](const EventType& a, const EventType& b) { return a.key < b.key; });
  return types;
}

const std::vector<EventType>& all() {
  static const std::vector<EventType> types = read_types();
  return types;
}

// Keys by what is written plainly.
using Labels = std::map<std::string, std::string_view, std::less<>>;

Labels read_codes() {
  Labels codes;
  for (const EventType& type : all()) {
    const std::size_t code = type.key.find(':') + 1;
    codes[type.key.substr(0, code) + plain(type.key.substr(code))] = type.key;
  }
  return codes;
}

Labels read_labels() {
  Labels labels;
  for (const EventType& type : all()) {
    const std::string label = type.key.substr(0, type.key.find(':') + 1) + plain(type.label);
    std::string_view& key = labels[label];
    if (key.size() < type.key.size()) key = type.key;
  }
  return labels;
}

}  // namespace

std::span<const EventType> event_types() { return all(); }

const EventType* event_type(std::string_view key) {
  const std::vector<EventType>& types = all();
  const auto it = std::lower_bound(types.begin(), types.end(), key,
                                   [](const EventType& type, std::string_view k) { return type.key < k; });
  return it != types.end() && it->key == key ? &*it : nullptr;
}

std::string_view name(Quad quad) {
  constexpr std::array<std::string_view, kQuads> kNames{"verbal cooperation", "material cooperation", "verbal conflict",
                                                        "material conflict", "no class"};
  return kNames[static_cast<std::size_t>(quad)];
}

std::string_view plover_of(std::string_view key) {
  const EventType* known = event_type(key);
  return known == nullptr || known->plover.empty() ? key : std::string_view(known->plover);
}

Quad quad_of(std::string_view key) {
  const EventType* known = event_type(key);
  return known == nullptr ? Quad::none : known->quad;
}

std::optional<std::string_view> key_of_code(std::string_view list, std::string_view code) {
  static const Labels codes = read_codes();
  const auto it = codes.find(std::string(list) + ":" + plain(code));
  return it == codes.end() ? std::nullopt : std::optional(it->second);
}

std::optional<std::string_view> code_of_label(std::string_view list, std::string_view label) {
  static const Labels labels = read_labels();
  const auto it = labels.find(std::string(list) + ":" + plain(label));
  return it == labels.end() ? std::nullopt : std::optional(it->second);
}

}  // namespace entente::stream

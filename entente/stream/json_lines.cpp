#include "entente/stream/json_lines.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace entente::stream {
namespace {

// Collects the values of an object and of the objects in it.
class Collector : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Collector(JsonMembers& members) : members_(members) {}

  bool null() override { return value(""); }
  bool boolean(bool v) override { return value(v ? "true" : "false"); }
  bool number_integer(number_integer_t v) override { return value(std::to_string(v)); }
  bool number_unsigned(number_unsigned_t v) override { return value(std::to_string(v)); }
  bool number_float(number_float_t, const string_t& text) override { return value(text); }
  bool string(string_t& text) override { return value(text); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override {
    if (lists_ == 0 && depth_ > 0) path_.push_back(key_);
    (lists_ == 0 ? depth_ : in_list_) += 1;
    return depth_ <= kDeepest && in_list_ <= kDeepest;
  }
  bool key(string_t& name) override {
    if (lists_ == 0) key_ = name;
    return true;
  }
  bool end_object() override {
    (lists_ == 0 ? depth_ : in_list_) -= 1;
    if (lists_ > 0) return true;
    if (!path_.empty()) path_.pop_back();
    return true;
  }
  bool start_array(std::size_t) override {
    if (lists_ == 0) item_ = 0;
    return depth_ > 0 && ++lists_ <= kDeepest;
  }
  bool end_array() override {
    --lists_;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }

 private:
  bool value(std::string text) {
    if (depth_ == 0) return false;
    if (lists_ > 1 || (lists_ == 1 && (in_list_ > 0 || item_ >= kItemsOfAList))) return true;
    std::string name;
    for (const std::string& part : path_) name += part + ".";
    name += key_;
    if (lists_ == 1) name += "." + std::to_string(item_++);
    members_.emplace_back(std::move(name), std::move(text));
    return true;
  }

  static constexpr int kDeepest = 16;
  static constexpr int kItemsOfAList = 4;

  JsonMembers& members_;
  std::vector<std::string> path_;
  std::string key_;
  int depth_ = 0;
  int lists_ = 0;
  int in_list_ = 0;  // objects that stand in a list
  int item_ = 0;     // of the list
};

bool is_word_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

// The line with null in place of NaN, Infinity and -Infinity outside of its strings; nothing where it has none.
std::optional<std::string> without_nan(std::string_view line) {
  constexpr std::array<std::string_view, 3> kWords{"NaN", "Infinity", "-Infinity"};
  std::string out;
  bool quoted = false;
  bool found = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quoted && line[i] == '\\' && i + 1 < line.size()) {
      out += line[i++];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && (i == 0 || !is_word_part(line[i - 1]))) {
      const auto word = std::find_if(kWords.begin(), kWords.end(), [&](std::string_view w) {
        return line.substr(i, w.size()) == w && (i + w.size() == line.size() || !is_word_part(line[i + w.size()]));
      });
      if (word != kWords.end()) {
        out += "null";
        found = true;
        i += word->size() - 1;
        continue;
      }
    }
    out += line[i];
  }
  return found ? std::optional(std::move(out)) : std::nullopt;
}

// The cells of a plan's columns from the members of an object.
void put_cells(const Plan& plan, const JsonMembers& members, std::vector<std::string_view>& cells) {
  cells.assign(plan.header.size(), {});
  for (std::size_t i = 0; i < plan.header.size(); ++i)
    for (const auto& [name, value] : members)
      if (name == plan.header[i]) cells[i] = value;
}

}  // namespace

Plan plan_of_json(const Format& format, const std::vector<std::string>& names, const std::string& file) {
  if (format.by_mapping) {
    std::vector<std::string> columns;
    for (const FormatColumn& column : format.columns)
      if (std::find(columns.begin(), columns.end(), column.names) == columns.end()) columns.push_back(column.names);
    // A member that means nothing in a row may be left out of it: only one that every row needs must be there.
    for (const FormatColumn& column : format.columns)
      if (!names.empty() && column.required && std::find(names.begin(), names.end(), column.names) == names.end())
        no_such_column(column.names, names, file);
    return plan_of(format, columns, file);
  }
  const auto last_part = [](const std::string& name) { return name.substr(name.rfind('.') + 1); };
  std::vector<std::string> plain;
  for (const std::string& name : names) {
    const std::string last = last_part(name);
    const bool alone =
        std::count_if(names.begin(), names.end(), [&](const std::string& n) { return last_part(n) == last; }) == 1;
    plain.push_back(alone ? last : name);
  }
  Plan plan = plan_of(format, plain, file);
  plan.header = names;
  return plan;
}

bool json_members(std::string_view line, JsonMembers& members) {
  members.clear();
  Collector collector(members);
  if (nlohmann::json::sax_parse(line, &collector)) return true;
  const auto sound = without_nan(line);
  if (!sound) return false;
  members.clear();
  Collector again(members);
  return nlohmann::json::sax_parse(*sound, &again);
}

std::size_t show_json_lines(std::string_view text, bool whole, const Plan& plan, std::int64_t& lines, Survey& survey) {
  std::size_t shown = 0;
  JsonMembers members;
  std::vector<std::string_view> cells;
  while (survey.open() && shown < text.size()) {
    const std::size_t end = text.find('\n', shown);
    if (end == std::string_view::npos && !whole) break;
    const std::string_view line = text.substr(shown, end == std::string_view::npos ? end : end - shown);
    shown += std::min(text.size() - shown, line.size() + 1);
    ++lines;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos || !json_members(line, members)) continue;
    put_cells(plan, members, cells);
    survey.row(cells, lines);
  }
  return shown;
}

void read_json_lines(std::string_view text, const Format& format, const Plan& plan, std::size_t longest_row,
                     BlockRows& out) {
  RowReader reader(format, plan, out);
  JsonMembers members;
  std::vector<std::string_view> cells;
  const auto refuse = [&](RejectKind kind, std::size_t offset, std::string reason) {
    ++out.rows;
    out.rejects.push_back(
        {{"", static_cast<long>(out.lines), static_cast<long>(offset) + 1, "", std::move(reason)}, kind});
  };
  for (; !text.empty(); ++out.lines) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (line.size() > longest_row) {
      refuse(RejectKind::too_long, 0, fmt::format("the row is longer than {} bytes", longest_row));
    } else if (const auto nul = line.find('\0'); nul != std::string_view::npos) {
      refuse(RejectKind::nul, nul, "the row holds a NUL byte");
    } else if (const auto bad = utf8::find_invalid(line.begin(), line.end()); bad != line.end()) {
      refuse(RejectKind::utf8, static_cast<std::size_t>(bad - line.begin()), "the row is not UTF-8 text");
    } else if (!json_members(line, members)) {
      refuse(RejectKind::object, 0, "the line is not a JSON object");
    } else {
      put_cells(plan, members, cells);
      reader.row(cells, out.lines);
    }
  }
}

}  // namespace entente::stream

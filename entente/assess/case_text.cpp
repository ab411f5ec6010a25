// A proposed case as the text of its file, each reason above its field.

#include "entente/assess/new_case.hpp"

#include <fmt/format.h>

#include <string_view>

namespace entente::assess {
namespace {

std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + "\"";
}

std::string list(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const std::string& item : items) out += (out.size() > 1 ? ", " : "") + toml_text(item);
  return out + "]";
}

class Writer {
 public:
  explicit Writer(const std::vector<CaseChoice>& choices) : choices_(choices) {}

  void why(std::string_view field) {
    for (const CaseChoice& choice : choices_)
      if (choice.field == field) out_ += fmt::format("# {}: {}.\n", field, choice.because);
  }
  void line(std::string_view field, const std::string& value) { out_ += fmt::format("{} = {}\n", field, value); }
  void text(std::string_view field, const std::string& value) { line(field, toml_text(value)); }
  void codes(std::string_view field, const std::vector<std::string>& value) {
    if (!value.empty()) line(field, list(value));
  }
  void table(std::string_view name) { out_ += fmt::format("\n{}\n", name); }
  void blank() { out_ += '\n'; }
  std::string take() { return std::move(out_); }

 private:
  const std::vector<CaseChoice>& choices_;
  std::string out_;
};

std::string number(double value) { return fmt::format("{:g}", value); }

void write_alternatives(Writer& w, const Alternatives& a) {
  if (a.hosts.empty()) {
    w.why("alternatives");
    return;
  }
  w.table("[alternatives]");
  w.why("alternatives.hosts");
  w.codes("hosts", a.hosts);
  w.why("alternatives.aircraft");
  w.text("aircraft", a.aircraft);
  w.line("min_hours", number(a.min_hours));
  w.line("violence_months", std::to_string(a.violence_months));
  w.why("alternatives.violence_in");
  w.codes("violence_in", a.violence_in);
  for (const AirspaceScenario& airspace : a.airspace) {
    w.table("[[alternatives.airspace]]");
    w.why("alternatives.airspace");
    w.text("name", airspace.name);
    w.codes("closed", airspace.closed);
  }
}

std::string_view word_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::presence: return "presence";
    case QuestionKind::arrival: return "arrival";
    case QuestionKind::deaths: return "deaths";
    case QuestionKind::asked: return "asked";
  }
  return {};
}

void write_questions(Writer& w, const Case& c) {
  bool first = true;
  for (const CaseQuestion& q : c.questions) {
    w.table("[[questions]]");
    if (first) w.why("questions");
    first = false;
    w.text("id", q.id);
    w.text("kind", std::string(word_of(q.kind)));
    if (q.kind == QuestionKind::arrival) w.line("horizon_days", std::to_string(q.horizon_days));
    w.text("resolution", q.resolution);
  }
  first = true;
  for (const outlook::Branch& b : c.branches) {
    w.table("[[branches]]");
    if (first) w.why("branches");
    first = false;
    w.text("id", b.id);
    w.text("words", b.words);
    if (b.silent_days) w.line("silent_days", std::to_string(*b.silent_days));
  }
}

}  // namespace

std::string case_text(const NewCase& proposed) {
  const Case& c = proposed.of;
  Writer w(proposed.choices);
  w.why("question");
  w.text("question", c.question);
  w.text("host", c.host);
  w.text("counterpart", c.counterpart);
  w.text("as_of", to_string(c.as_of));
  w.blank();
  w.why("region");
  w.codes("region", c.region);
  w.text("region_words", c.region_words);
  w.blank();
  w.why("partners");
  w.codes("partners", c.partners);
  w.why("arrivals");
  w.codes("arrivals", c.arrivals);
  w.why("senders");
  w.codes("senders", c.senders);
  w.why("deaths");
  w.codes("deaths", c.deaths);
  write_alternatives(w, c.alternatives);
  write_questions(w, c);
  return w.take();
}

}  // namespace entente::assess

#include "entente/brief/markdown.hpp"

#include "entente/assess/unverified.hpp"
#include "entente/base/counted.hpp"
#include "entente/brief/citations.hpp"
#include "entente/brief/likelihood.hpp"
#include "entente/brief/page.hpp"
#include "entente/brief/sentence.hpp"
#include "entente/brief/text.hpp"
#include "entente/brief/twin.hpp"
#include "entente/brief/visit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::brief {
namespace {

using namespace assess;

std::string escaped(std::string_view text) { return escape_markdown(text); }

class Writer {
 public:
  Writer(const Assessment& assessment, MarkdownOptions options)
      : a_(assessment), options_(options), citations_(assessment, options.style) {}

  std::string write() {
    head();
    page_1();
    if (options_.style == Style::note) {
      put("{}\n\n## Evidence\n\n", escaped(annex_line(a_, options_.style)));
      evidence();
      return std::move(out_);
    }
    judgements();
    const auto items = page_items(a_, options_.style);
    if (items.empty() || items.front().kind != PageItem::Kind::section || !has_forecast_strip(*items.front().section)) {
      const auto strip = strip_of_judgements(a_);
      if (!std::get<ForecastStrip>(strip.data).rows.empty()) {
        out_ += "## Forecasts\n\n";
        figure(strip);
      }
    }
    for (const auto& one : items) item(one);
    out_ += "## Method and how to reproduce\n\n";
    paragraph(a_.method);
    for (const auto& line : reproduction_lines(a_)) put("- {}\n", escaped(line));
    const auto annex = annex_line(a_, options_.style);
    put("{}\n## Evidence\n\n", annex.empty() ? std::string{} : "\n" + escaped(annex) + "\n");
    const auto basis = basis_sentence(a_.basis);
    if (!basis.empty()) put("{}\n\n", escaped(basis));
    evidence();
    put("\n---\n\n{}\n", escaped(foot_line(a_)));
    return std::move(out_);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  // A sentence that says itself that it is not verified needs no mark behind each reference.
  std::string references(const std::vector<std::string>& ids, bool marked = true) const {
    std::string links;
    for (const auto& id : ids) {
      const int number = citations_.number(id);
      if (number == 0) continue;
      links += fmt::format("[^e{}]", number);
      if (marked && citations_.find(id)->verified == std::optional(false)) links += " (not verified)";
    }
    return links;
  }

  std::string statement(const Statement& s) const {
    static constexpr std::string_view kSigns[] = {"", " ◇", " ◆", " △"};
    return escaped(as_sentence(s.text)) + std::string(kSigns[static_cast<std::size_t>(s.status)]) +
           references(s.evidence, !assess::says_unverified(s.text));
  }

  void paragraph(const std::vector<Statement>& statements) {
    if (statements.empty()) return;
    for (std::size_t i = 0; i < statements.size(); ++i) put("{}{}", i == 0 ? "" : " ", statement(statements[i]));
    out_ += "\n\n";
  }

  void table(const std::vector<Table::Column>& columns, const std::vector<std::vector<Table::Cell>>& rows) {
    out_ += "|";
    for (const auto& column : columns) put(" {} |", escaped(column.name));
    out_ += "\n|";
    for (const auto& column : columns) out_ += column.numeric ? "--:|" : "---|";
    out_ += "\n";
    for (const auto& row : rows) {
      out_ += "|";
      for (const auto& cell : row) put(" {}{} |", escaped(cell.text), references(cell.evidence));
      out_ += "\n";
    }
    out_ += "\n";
  }

  void figure(const Figure& figure) {
    put("**{}**\n\n", escaped(figure.finding));
    const auto twin = twin_of(a_, figure);
    table(twin.columns, twin.rows);
    if (twin.left_out > 0)
      put("{} in the JSON of this assessment.\n\n", counted(twin.left_out, "more row is", "more rows are"));
    if (!figure.source_line.empty()) put("*{}*\n\n", escaped(figure.source_line));
  }

  void head() {
    put("# {}\n\n", escaped(a_.title));
    put("Case {}; as of {}; ", escaped(a_.case_name), to_words(a_.as_of));
    if (a_.since) put("compared with {}; ", to_words(*a_.since));
    put("presence: {}; vintage: {}; view {}; version {}\n\n", escaped(a_.state), escaped(a_.vintage),
        escaped(a_.view_hash.substr(0, 12)), escaped(a_.version));
    for (const auto& point : a_.key_points) put("- {}\n", statement(point));
    out_ += "\n";
  }

  void page_1() {
    for (const auto* passage : passages(a_, options_.style)) {
      put("## {}\n\n", escaped(passage->heading));
      if (passage->id != "watch") {
        paragraph(passage->statements);
        continue;
      }
      for (const auto& line : passage->statements) put("- {}\n", statement(line));
      out_ += "\n";
    }
    if (const auto* map = front_map(a_, options_.style)) figure(*map);
  }

  void judgements() {
    out_ += "## Key judgements\n\n";
    for (const auto& judgement : a_.judgements) {
      put("**{}.** {}{}\n\n", escaped(judgement.id), escaped(sentence(judgement)), references(judgement.evidence));
      const auto line = [&](const std::string& text) {
        if (!text.empty()) put("- {}\n", escaped(text));
      };
      line(because_sentence(judgement));
      line(interval_sentence(judgement));
      line(confidence_sentence(judgement));
      line(base_rate_sentence(judgement));
      line(dissent_sentence(judgement));
      if (!judgement.would_change.empty()) line("Would change it: " + joined(judgement.would_change, ", or ") + ".");
      out_ += "\n";
    }
    put("{}\n\n", escaped(reading_key(a_, KeyOf::markdown)));
  }

  void item(const PageItem& one) {
    using Kind = PageItem::Kind;
    if (one.kind == Kind::section) {
      put("## {}{}\n\n", one.section->part == Part::annex ? "Annex: " : "", escaped(one.section->heading));
      for (const auto& block : one.section->blocks) {
        if (const auto* text = std::get_if<Paragraph>(&block)) {
          paragraph(text->statements);
        } else if (const auto* data = std::get_if<Table>(&block)) {
          put("**{}**\n\n", escaped(data->finding));
          table(data->columns, data->rows);
          if (!data->source_line.empty()) put("*{}*\n\n", escaped(data->source_line));
        } else {
          figure(std::get<Figure>(block));
        }
      }
      return;
    }
    put("## {}\n\n", escaped(fixed_heading(one.kind, a_)));
    std::vector<std::vector<Table::Cell>> rows;
    switch (one.kind) {
      case Kind::section: break;
      case Kind::changes:
        if (a_.changes.empty()) {
          out_ += "Nothing in this assessment changed.\n\n";
          break;
        }
        for (const auto& c : a_.changes)
          rows.push_back({{c.what, {}}, {c.before, {}}, {c.after, {}}, {c.cause, c.evidence}});
        table({{"What"}, {"Before"}, {"Now"}, {"Cause"}}, rows);
        break;
      case Kind::hypotheses: hypotheses(); break;
      case Kind::indicators: {
        for (const auto& i : a_.indicators) {
          rows.push_back({{i.observable, {}},
                          {i.threshold, {}},
                          {to_words(i.by), {}},
                          {i.judgement, {}},
                          {branch_words(i.p_now), {}},
                          {branch_words(i.p_if_seen), {}},
                          {branch_words(i.p_if_not_seen), {}},
                          {i.basis, {}}});
        }
        table({{"What to watch for"},
               {"Counts when"},
               {"By"},
               {"Moves"},
               {"Now", true},
               {"If seen", true},
               {"If not seen by then", true},
               {"Basis"}},
              rows);
        break;
      }
      case Kind::assumptions:
        for (const auto& assumption : a_.assumptions)
          put("- {} If this is wrong: {}\n", escaped(as_sentence(assumption.text)), escaped(assumption.if_wrong));
        out_ += "\n";
        break;
      case Kind::gaps:
        for (const auto& gap : a_.gaps) put("- {}\n", statement(gap));
        out_ += "\n";
        break;
    }
  }

  void hypotheses() {
    for (const auto& h : a_.hypotheses) {
      put("**{}**\n\n", escaped(h.name));
      for (const auto& s : h.signs_for) put("- For: {}\n", statement(s));
      for (const auto& s : h.signs_against) put("- Against: {}\n", statement(s));
      for (const auto& text : h.expected_but_absent) put("- Expected and not seen: {}\n", escaped(text));
      if (!h.separating_observation.empty())
        put("- What would tell it from the others: {}\n", escaped(h.separating_observation));
      out_ += "\n";
    }
  }

  static std::string source(const std::string& publisher, const std::string& url) {
    std::string text = escaped(publisher);
    if (is_safe_url(url)) text += (text.empty() ? "" : ", ") + fmt::format("<{}>", url);
    return text;
  }

  void evidence() {
    int number = 0;
    for (const auto& entry : citations_.entries()) {
      const auto& item = *entry.evidence;
      std::vector<std::string> parts;
      if (const auto words = source(item.publisher, item.url); !words.empty()) parts.push_back(words);
      if (!item.origin.empty() && item.origin != item.publisher) parts.push_back("origin " + escaped(item.origin));
      if (!item.grade.empty()) parts.push_back("source grade " + escaped(item.grade));
      if (item.happened_on) parts.push_back("happened " + to_words(*item.happened_on));
      if (item.known_on) parts.push_back("known " + to_words(*item.known_on));
      if (item.state_controlled == std::optional(true)) parts.emplace_back("state-controlled outlet");
      if (item.verified == std::optional(false)) parts.emplace_back("**not verified**");
      if (item.independent_pages > 0) parts.push_back(counted(item.independent_pages, "more independent page"));
      if (!item.filter.empty())
        parts.push_back(
            fmt::format("n = {}, where {}", number_words(static_cast<double>(item.n)), escaped(item.filter)));
      if (!item.command.empty()) parts.push_back("all of them: " + escaped(item.command));
      put("[^e{}]: {} ({}", ++number, escaped(as_sentence(item.summary)), escaped(item.id));
      for (const auto& part : parts) put("; {}", part);
      out_ += ")";
      for (const auto& other : item.contradictions) {
        const auto words = source(other.publisher, other.url);
        put(" **Contradicted:** {}{}", escaped(as_sentence(other.says)), words.empty() ? words : " (" + words + ")");
      }
      std::vector<std::string> places;
      for (const auto& where : entry.used_in) places.push_back(escaped(link_of(a_, where).words));
      put(" Used in {}.\n", joined(places));
    }
  }

  const Assessment& a_;
  MarkdownOptions options_;
  Citations citations_;
  std::string out_;
};

}  // namespace

std::string to_markdown(const Assessment& assessment, MarkdownOptions options) {
  return Writer(assessment, options).write();
}

}  // namespace entente::brief

#include "entente/brief/html.hpp"

#include "entente/base/counted.hpp"
#include "entente/brief/citations.hpp"
#include "entente/brief/embedded.hpp"
#include "entente/brief/html_text.hpp"
#include "entente/brief/likelihood.hpp"
#include "entente/brief/page.hpp"
#include "entente/brief/page_layout.hpp"
#include "entente/brief/sentence.hpp"
#include "entente/brief/svg/figure.hpp"
#include "entente/brief/text.hpp"
#include "entente/brief/twin.hpp"
#include "entente/brief/visit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace entente::brief {
namespace {

using namespace assess;
using svg::Layout;

std::string escaped(std::string_view text) { return escape_html(text); }

constexpr std::size_t kFigureReferences = 6;  // links under a figure

class Page {
 public:
  Page(const Assessment& assessment, HtmlOptions options)
      : assessment_(assessment),
        options_(options),
        citations_(assessment, options.style),
        text_(citations_),
        items_(page_items(assessment, options.style)) {}

  std::string write() {
    head();
    out_ += "<main id=\"main\">\n";
    page_1();
    if (options_.style == Style::note) return end_of_note();
    judgements();
    std::size_t next = 0;
    // On paper, the first sections of prose stand beside the strip of forecasts.
    out_ += "<div class=\"beside\">\n";
    while (next < items_.size() && is_strip(items_[next])) section(*items_[next++].section, "lead");
    if (next == 0) made_strip();
    out_ += "<div>\n";
    while (next < items_.size() && is_prose(items_[next])) item(items_[next++]);
    out_ += "</div></div>\n";
    // On paper, what needs no whole width stands in two columns.
    bool in_columns = false;
    for (; next < items_.size(); ++next) {
      const bool narrow = !needs_page_width(items_[next]);
      if (narrow != in_columns) out_ += narrow ? "<div class=\"columns\">\n" : "</div>\n";
      in_columns = narrow;
      item(items_[next]);
    }
    if (in_columns) out_ += "</div>\n";
    evidence();
    method();
    out_ += "</main>\n";
    foot();
    return std::move(out_);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  // ---- small parts -----------------------------------------------------------------------------------------------

  std::string reference(const std::string& id) const { return text_.reference(id); }
  std::string references(const std::vector<std::string>& ids) { return text_.references(ids); }
  std::string statement(const Statement& s) { return text_.statement(s); }

  void paragraph(const std::vector<Statement>& statements) {
    if (statements.empty()) return;
    out_ += "<p>";
    for (std::size_t i = 0; i < statements.size(); ++i) put("{}{}", i == 0 ? "" : " ", statement(statements[i]));
    out_ += "</p>\n";
  }

  std::string judgement_link(const std::string& id) const {
    const bool known = std::ranges::find(assessment_.judgements, id, &Judgement::id) != assessment_.judgements.end();
    return known ? fmt::format("<a href=\"#{}\">{}</a>", as_id(id), escaped(id)) : escaped(id);
  }

  void open_section(std::string_view id, std::string_view heading, std::string_view classes = {}) {
    put("<section id=\"{}\"{} aria-labelledby=\"{}-h\"><h2 id=\"{}-h\">{}</h2><div class=\"body\">\n", id,
        classes.empty() ? std::string{} : fmt::format(" class=\"{}\"", classes), id, id, escaped(heading));
  }
  void close_section() { out_ += "</div></section>\n"; }

  /// A table of cells; the first column names the row. One that stacks on a narrow screen is not a table to the browser
  /// there, so its roles and the names of its columns are written out.
  void table(const std::vector<Table::Column>& columns, const std::vector<std::vector<Table::Cell>>& rows,
             std::string_view caption, bool stack, std::string_view id = {}) {
    // A heading and no caption element: on paper a caption may be parted from its table.
    if (!caption.empty()) put("<h3 id=\"{}-h\">{}</h3>\n", id, escaped(caption));
    const auto role = [&](std::string_view name) { return stack ? fmt::format(" role=\"{}\"", name) : std::string{}; };
    const std::string row_tag = "<tr" + role("row") + ">";
    put("<div class=\"tablebox\"><table{}{}{}>", stack ? " class=\"stack\"" : "",
        id.empty() ? std::string{}
                   : fmt::format(" id=\"{0}\"{1}", id,
                                 caption.empty() ? std::string{} : fmt::format(" aria-labelledby=\"{}-h\"", id)),
        role("table"));
    put("<thead{}>{}", role("rowgroup"), row_tag);
    for (const auto& column : columns)
      put("<th scope=\"col\"{}{}>{}</th>", role("columnheader"), column.numeric ? " class=\"num\"" : "",
          escaped(column.name));
    put("</tr></thead>\n<tbody{}>", role("rowgroup"));
    for (const auto& row : rows) {
      out_ += row_tag;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const auto content = ranges_together(escaped(row[i].text)) + references(row[i].evidence);
        const bool numeric = i < columns.size() && columns[i].numeric;
        if (i == 0)
          put("<th scope=\"row\"{}>{}</th>", role("rowheader"), content);
        else if (stack)
          cell(content, i < columns.size() ? columns[i].name : std::string{}, numeric);
        else
          put("<td{}>{}</td>", numeric ? " class=\"num\"" : "", content);
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }

  void cell(std::string_view content, std::string_view label, bool numeric = false) {
    if (content.empty()) {
      put("<td role=\"cell\" class=\"{}void\"></td>", numeric ? "num " : "");
      return;
    }
    put("<td role=\"cell\"{} data-label=\"{}\"><div>{}</div></td>", numeric ? " class=\"num\"" : "", escaped(label),
        content);
  }

  void head_row(std::initializer_list<std::string_view> names) {
    out_ += "<thead role=\"rowgroup\"><tr role=\"row\">";
    for (const auto name : names) put("<th scope=\"col\" role=\"columnheader\">{}</th>", name);
    out_ += "</tr></thead>\n<tbody role=\"rowgroup\">";
  }

  void source(std::string_view line, const std::vector<std::string>& ids = {}) {
    if (line.empty() && ids.empty()) return;
    put("<p class=\"source\">{}{}</p>", escaped(line), references(ids));
  }

  /// On page 1 the map is narrow on every screen, so that it is drawn once.
  void figure(const Figure& figure, bool narrow_alone = false) {
    const auto twin = twin_of(assessment_, figure);
    std::vector<std::string> ids;
    for (const auto& row : twin.rows) {
      for (const auto& c : row) {
        for (const auto& id : c.evidence) {
          if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
        }
      }
    }
    put("<figure id=\"fig-{}\"><figcaption><h3>{}</h3></figcaption>\n", as_id(figure.id), escaped(figure.finding));
    if (!narrow_alone) out_ += svg::svg_element(assessment_, figure, Layout::wide);
    out_ += svg::svg_element(assessment_, figure, Layout::narrow);
    // A figure of many rows shows the first few here and all of them in its table.
    std::string line = figure.source_line;
    if (ids.size() > kFigureReferences) {
      if (!line.empty()) line += " ";
      line += fmt::format("Evidence: {} entries, all in the numbers of this figure; the first", ids.size());
      ids.resize(kFigureReferences);
    }
    source(line, ids);
    out_ += "<details><summary>The numbers of this figure</summary>\n";
    table(twin.columns, twin.rows, {}, false);
    if (twin.left_out > 0)
      put("<p>{} in the JSON of this assessment.</p>", counted(twin.left_out, "more row is", "more rows are"));
    out_ += "</details></figure>\n";
  }

  // ---- page 1 -----------------------------------------------------------------------------------------------------

  void key_points() {
    if (assessment_.key_points.empty()) return;
    out_ += "<ul class=\"points\" id=\"key-points\">\n";
    for (const auto& point : assessment_.key_points) put("<li>{}</li>\n", statement(point));
    out_ += "</ul>\n";
  }

  /// The passages, with the map beside the second of them.
  void page_1() {
    const auto all = passages(assessment_, options_.style);
    if (all.empty()) return;
    out_ += "<div class=\"page1\" id=\"page-1\">\n";
    const Figure* map = front_map(assessment_, options_.style);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i == std::min<std::size_t>(2, all.size() - 1) && map != nullptr) figure(*map, true);
      put("<div class=\"passage\"><h2 id=\"p-{0}\">{1}</h2>\n", as_id(all[i]->id), escaped(all[i]->heading));
      if (all[i]->id == "watch") {
        out_ += "<ul class=\"plain\">\n";
        for (const auto& line : all[i]->statements) put("<li>{}</li>\n", statement(line));
        out_ += "</ul>\n";
      } else {
        paragraph(all[i]->statements);
      }
      out_ += "</div>\n";
    }
    out_ += "</div>\n";
  }

  /// The end of a note: what it cites, and where the numbers are.
  std::string end_of_note() {
    evidence();
    put("<p>{}</p>\n</main>\n", escaped(annex_line(assessment_, options_.style)));
    foot();
    return std::move(out_);
  }

  // ---- parts of the page -----------------------------------------------------------------------------------------

  void head() {
    put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{}{}</style>\n</head>\n<body>\n"
        "<a class=\"skip\" href=\"#main\">Skip to the text</a>\n<div class=\"page\">\n<header>\n",
        escaped(assessment_.title.empty() ? assessment_.case_name : assessment_.title), style_css(), margin_line());
    out_ += "<dl class=\"strip\">";
    const auto entry = [&](std::string_view name, std::string_view value, bool mono = false) {
      if (!value.empty())
        put("<div><dt>{}</dt><dd{}>{}</dd></div>", name, mono ? " class=\"mono\"" : "", escaped(value));
    };
    entry("Case", assessment_.case_name);
    entry("As of", to_words(assessment_.as_of));
    if (assessment_.since) entry("Compared with", to_words(*assessment_.since));
    entry("Presence", assessment_.state);
    entry("Vintage", assessment_.vintage);
    entry("View", assessment_.view_hash.substr(0, 12), true);
    entry("Version", assessment_.version);
    out_ += "</dl>\n";
    put("<h1>{}</h1>\n", escaped(assessment_.title));
    key_points();
    if (options_.style != Style::note) contents();
    out_ += "</header>\n";
  }

  /// Every printed page says what it belongs to.
  std::string margin_line() const {
    std::string text;
    for (const char c :
         fmt::format("{}, as of {}", assessment_.title.empty() ? assessment_.case_name : assessment_.title,
                     to_words(assessment_.as_of))) {
      // Signs that would end the text of the rule or the style element.
      if (c == '"' || c == '\\' || c == '<' || static_cast<unsigned char>(c) < 0x20) continue;
      text += c;
    }
    return fmt::format(
        "@media print {{ @page {{ @bottom-left {{ content: \"{}\"; font: 7pt sans-serif; color: #59636e; }} }} }}\n",
        text);
  }

  void contents() {
    out_ += "<nav class=\"contents\" aria-label=\"Contents\"><ul>";
    const auto link = [&](std::string_view id, std::string_view words) {
      put("<li><a href=\"#{}\">{}</a></li>", id, escaped(words));
    };
    if (!assessment_.narrative.empty()) link("page-1", "Page 1");
    link("key-judgements", "Key judgements");
    for (const auto& item : items_) link(anchor(item), short_heading(item));
    link("evidence", "Evidence");
    link("method", "Method");
    out_ += "</ul></nav>\n";
  }

  static std::string anchor(const PageItem& item) {
    return item.kind == PageItem::Kind::section ? "s-" + as_id(item.section->id) : std::string(fixed_anchor(item.kind));
  }
  std::string short_heading(const PageItem& item) const {
    return item.kind == PageItem::Kind::section ? item.section->heading : fixed_heading(item.kind, assessment_);
  }

  static std::string with_strong_word(const Judgement& judgement, const std::string& text) {
    if (!judgement.p) return escaped(text);
    const auto& word = icd203().terms[likelihood(*judgement.p).term].words;
    const auto at = text.find(word);
    const auto until = text.find('%', at == std::string::npos ? 0 : at);
    if (at == std::string::npos || until == std::string::npos) return escaped(text);
    return fmt::format("{}<strong>{}</strong>{}", escaped(text.substr(0, at)), escaped(text.substr(at, until + 1 - at)),
                       ranges_together(escaped(text.substr(until + 1))));
  }

  /// A small sentence under a judgement; what stands before its colon is a label.
  void note(const std::string& text) {
    if (text.empty()) return;
    const auto colon = text.find(": ");
    if (colon < 24) {
      put("<p><b>{}</b>{}</p>", escaped(text.substr(0, colon + 1)), ranges_together(escaped(text.substr(colon + 1))));
    } else {
      put("<p>{}</p>", ranges_together(escaped(text)));
    }
  }

  void judgements() {
    out_ +=
        "<section id=\"key-judgements\" class=\"across lead\" aria-labelledby=\"key-judgements-h\"><h2 id=\"key-judgements-h\">Key "
        "judgements</h2><div class=\"body\">\n<ol class=\"kj\">\n";
    for (const auto& judgement : assessment_.judgements) {
      put("<li class=\"judgement\" id=\"{}\"><span class=\"kid\">{}</span><div class=\"cols\"><div>",
          as_id(judgement.id), escaped(judgement.id));
      put("<p class=\"claim\">{}{}{}</p>", with_strong_word(judgement, sentence(judgement)),
          judgement.p ? std::string{} : sign_span(judgement.status), references(judgement.evidence));
      out_ += "<div class=\"side\">";
      note(interval_sentence(judgement));
      note(dissent_sentence(judgement));
      out_ += "</div></div><div class=\"side\">";
      note(because_sentence(judgement));
      if (!judgement.p && judgement.status == Status::reported) note("Reported: a fact of the record, not a forecast.");
      note(confidence_sentence(judgement));
      note(base_rate_sentence(judgement));
      if (!judgement.would_change.empty()) {
        auto changes = judgement.would_change;
        for (auto& text : changes) {
          while (!text.empty() && text.back() == '.') text.pop_back();
        }
        note("Would change it: " + joined(changes, ", or ") + ".");
      }
      out_ += "</div></div></li>\n";
    }
    put("</ol>\n<p class=\"keyline\">{}</p></div></section>\n", escaped(reading_key(assessment_, KeyOf::page)));
  }

  void made_strip() {
    const auto strip = strip_of_judgements(assessment_);
    if (std::get<ForecastStrip>(strip.data).rows.empty()) return;
    open_section("s-forecasts", "Forecasts", "lead");
    figure(strip);
    close_section();
  }

  void item(const PageItem& item) {
    using Kind = PageItem::Kind;
    switch (item.kind) {
      case Kind::section: section(*item.section); break;
      case Kind::changes: changes(); break;
      case Kind::hypotheses: hypotheses(); break;
      case Kind::indicators: indicators(); break;
      case Kind::assumptions: assumptions(); break;
      case Kind::gaps: gaps(); break;
    }
  }

  void section(const Section& section, std::string_view extra = {}) {
    std::string classes(extra);
    const auto& blocks = section.blocks;
    if (needs_screen_width(section)) classes += classes.empty() ? "across" : " across";
    open_section("s-" + as_id(section.id), (section.part == Part::annex ? "Annex: " : "") + section.heading, classes);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (i + 1 < blocks.size() && is_pair(blocks[i], blocks[i + 1])) {
        out_ += "<div class=\"pair\">\n";
        block(blocks[i]);
        block(blocks[++i]);
        out_ += "</div>\n";
      } else {
        block(blocks[i]);
      }
    }
    close_section();
  }

  void block(const Block& block) {
    if (const auto* text = std::get_if<Paragraph>(&block)) {
      paragraph(text->statements);
    } else if (const auto* data = std::get_if<Table>(&block)) {
      put("<div class=\"block{}\">", is_short(*data) ? " short" : "");
      table(data->columns, data->rows, data->finding, true, "table-" + as_id(data->id));
      source(data->source_line);
      out_ += "</div>\n";
    } else {
      figure(std::get<Figure>(block));
    }
  }

  void changes() {
    open_section("changes", fixed_heading(PageItem::Kind::changes, assessment_));
    if (assessment_.changes.empty()) {
      out_ += "<p>Nothing in this assessment changed.</p>\n";
    } else {
      std::vector<std::vector<Table::Cell>> rows;
      for (const auto& change : assessment_.changes) {
        rows.push_back({{change.what, {}}, {change.before, {}}, {change.after, {}}, {change.cause, change.evidence}});
      }
      table({{"What"}, {"Before"}, {"Now"}, {"Cause"}}, rows, {}, true);
    }
    close_section();
  }

  std::string statement_list(const std::vector<Statement>& statements) {
    if (statements.empty()) return {};
    std::string text = "<ul>";
    for (const auto& s : statements) text += "<li>" + statement(s) + "</li>";
    return text + "</ul>";
  }

  void hypotheses() {
    open_section("rival-explanations", fixed_heading(PageItem::Kind::hypotheses, assessment_));
    out_ += "<div class=\"tablebox\"><table class=\"stack rows\" role=\"table\">";
    head_row(
        {"Explanation", "Signs for", "Signs against", "Expected and not seen", "What would tell it from the others"});
    for (const auto& h : assessment_.hypotheses) {
      put("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{}</th>", escaped(h.name));
      cell(statement_list(h.signs_for), "Signs for");
      cell(statement_list(h.signs_against), "Signs against");
      cell(escaped(joined(h.expected_but_absent, "; ")), "Expected and not seen");
      cell(escaped(h.separating_observation), "What would tell it");
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
    close_section();
  }

  void indicators() {
    open_section("indicators", fixed_heading(PageItem::Kind::indicators, assessment_));
    out_ += "<ul class=\"plain\">\n";
    for (const auto& i : assessment_.indicators) {
      const std::string day = to_words(i.by);
      const bool by_day = i.threshold == "seen by " + day;
      put("<li><b>{}</b>{}: {} moves from {} to <b class=\"to\">{}</b> if seen by {}, to <b class=\"to\">{}</b> if not. "
          "<span class=\"ifwrong basis\">{}</span></li>\n",
          escaped(i.observable), by_day ? std::string() : fmt::format(" ({})", escaped(i.threshold)),
          judgement_link(i.judgement), branch_words(i.p_now), branch_words(i.p_if_seen), day,
          branch_words(i.p_if_not_seen), escaped(i.basis));
    }
    out_ += "</ul>\n";
    close_section();
  }

  void assumptions() {
    open_section("assumptions", fixed_heading(PageItem::Kind::assumptions, assessment_));
    out_ += "<ul class=\"plain\">\n";
    for (const auto& assumption : assessment_.assumptions) {
      put("<li>{} <span class=\"ifwrong\">If this is wrong: {}</span></li>\n", escaped(as_sentence(assumption.text)),
          escaped(assumption.if_wrong));
    }
    out_ += "</ul>\n";
    close_section();
  }

  void gaps() {
    open_section("gaps", fixed_heading(PageItem::Kind::gaps, assessment_));
    out_ += "<ul class=\"plain\">\n";
    for (const auto& gap : assessment_.gaps) put("<li>{}</li>\n", statement(gap));
    out_ += "</ul>\n";
    close_section();
  }

  // ---- evidence --------------------------------------------------------------------------------------------------

  /// A link back to where evidence is used.
  std::string place_link(const std::string& where) const {
    const auto link = link_of(assessment_, where);
    return fmt::format("<a href=\"#{}\">{}</a>", link.anchor, escaped(link.words));
  }

  static std::string source_words(const std::string& url, const std::string& publisher) {
    const auto host = host_of(url);
    if (host.empty()) return escaped(publisher);
    const auto words = publisher.empty() ? host : publisher;
    return fmt::format("<a href=\"{}\">{}</a>", escaped(url), escaped(words));
  }

  void evidence() {
    out_ +=
        "<section id=\"evidence\" class=\"across\" aria-labelledby=\"evidence-h\"><h2 id=\"evidence-h\">Evidence</h2><div class=\"body\">\n";
    const auto basis = basis_sentence(assessment_.basis);
    if (!basis.empty()) put("<p>{}</p>\n", escaped(basis));
    out_ += "<ol class=\"register\">\n";
    int number = 0;
    for (const auto& entry : citations_.entries()) {
      const auto& item = *entry.evidence;
      ++number;
      put("<li id=\"e{0}\"><span class=\"no\">E{0}</span>", number);
      if (item.contradictions.empty()) {
        put("<p class=\"quote\">{}</p>", escaped(item.summary));
      } else {
        put("<div class=\"versus\"><div><p class=\"quote\">{}</p></div>", escaped(item.summary));
        out_ += "<div>";
        for (const auto& other : item.contradictions) {
          const auto source = source_words(other.url, other.publisher);
          put("<p class=\"quote\">{}</p>{}", escaped(other.says),
              source.empty() ? source : fmt::format("<p class=\"meta\">{}</p>", source));
        }
        out_ += "</div></div>";
      }
      std::string flags;
      const auto flag = [&](std::string_view kind, std::string_view words) {
        flags += fmt::format("<span class=\"flag {}\">{}</span>", kind, words);
      };
      if (item.verified == std::optional(false)) flag("unverified", "not verified");
      if (item.state_controlled == std::optional(true)) flag("state", "state-controlled outlet");
      if (!item.contradictions.empty()) flag("contra", "contradicted");
      std::vector<std::string> meta;
      if (const auto words = source_words(item.url, item.publisher); !words.empty()) meta.push_back(words);
      if (!item.origin.empty() && item.origin != item.publisher) meta.push_back("origin " + escaped(item.origin));
      if (!item.grade.empty()) meta.push_back("source grade " + escaped(item.grade));
      if (item.happened_on) meta.push_back("happened " + escaped(to_words(*item.happened_on)));
      if (item.known_on) meta.push_back("known " + escaped(to_words(*item.known_on)));
      if (item.independent_pages > 0) {
        meta.push_back(counted(item.independent_pages, "more independent page"));
      }
      if (!item.filter.empty())
        meta.push_back(fmt::format("n = {}, where <code>{}</code>", number_words(static_cast<double>(item.n)),
                                   escaped(item.filter)));
      meta.push_back("<code>" + escaped(item.id) + "</code>");
      put("<p class=\"meta\">{}{}</p>", flags, joined(meta, ", "));
      if (!item.rows.empty()) {
        std::vector<std::string> rows;
        for (const auto& row : item.rows) {
          const auto link = reference(row);
          rows.push_back(link.empty() ? "<code>" + escaped(row) + "</code>" : link);
        }
        put("<p class=\"meta\">Rows: {}{}</p>", joined(rows, ", "),
            item.n > static_cast<long>(item.rows.size()) ? " and others" : "");
      }
      if (!item.command.empty()) put("<p class=\"back\">All of them: <code>{}</code></p>", escaped(item.command));
      std::vector<std::string> places;
      for (const auto& where : entry.used_in) places.push_back(place_link(where));
      put("<p class=\"back\">Used in {}</p></li>\n", joined(places));
    }
    out_ += "</ol></div></section>\n";
  }

  void method() {
    open_section("method", "Method and how to reproduce");
    paragraph(assessment_.method);
    for (const auto& line : reproduction_lines(assessment_)) put("<p class=\"source\">{}</p>\n", escaped(line));
    const auto annex = annex_line(assessment_, options_.style);
    if (!annex.empty()) put("<p>{}</p>\n", escaped(annex));
    close_section();
  }

  void foot() { put("<footer><p>{}</p></footer>\n</div>\n</body>\n</html>\n", escaped(foot_line(assessment_))); }

  const Assessment& assessment_;
  HtmlOptions options_;
  Citations citations_;
  HtmlText text_;
  std::vector<PageItem> items_;
  std::string out_;
};

}  // namespace

std::string to_html(const Assessment& assessment, HtmlOptions options) { return Page(assessment, options).write(); }

}  // namespace entente::brief

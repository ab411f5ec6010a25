#include "entente/verbs/score/page.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/brief/text.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/interval.hpp"
#include "entente/stats/quantile.hpp"
#include "entente/verbs/score/tables.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace entente::verbs {
namespace {

using brief::escape_html;
using outlook::LedgerEntry;
using outlook::Resolution;
using outlook::Verdict;

constexpr std::string_view kHead =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Forecasts, and what became of them</title>\n<style>\n"
    "body{font:16px/1.5 Georgia,serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}\n"
    "h1,h2{line-height:1.2}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9rem;margin:1rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ccc}\n"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    ".wide{overflow-x:auto}\ncode{font-size:.85rem;overflow-wrap:anywhere}\n"
    "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}th,td{border-color:#444}}\n"
    "</style>\n</head>\n<body>\n<main>\n<h1>Forecasts, and what became of them</h1>\n";

std::string percent(double share) { return rounded(100 * share) + "%"; }

std::string row_of(const std::vector<std::string>& cells, std::string_view tag, std::size_t words) {
  std::string out = "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i)
    out += fmt::format("<{0}{1}>{2}</{0}>", tag, i < words ? "" : " class=\"n\"", cells[i]);
  return out + "</tr>\n";
}

// The first `words` columns are text, the others numbers.
std::string table_of(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows,
                     std::size_t words) {
  std::string out = "<div class=\"wide\"><table>\n<thead>" + row_of(head, "th", words) + "</thead>\n<tbody>\n";
  for (const auto& row : rows) out += row_of(row, "td", words);
  return out + "</tbody>\n</table></div>\n";
}

bool is_scored(const Resolution& r) { return r.verdict == Verdict::yes || r.verdict == Verdict::no; }

double loss(double p, bool yes) { return (p - (yes ? 1 : 0)) * (p - (yes ? 1 : 0)); }

struct Judged {
  const LedgerEntry* entry;
  Resolution resolution;
};

// Of the forecasts of a sort that came out: by host, since those on one host stand and fall together.
struct Blocks {
  std::map<std::string, stats::Losses> skill;
  std::map<std::string, stats::Losses> brier;
};

Blocks blocks_of(const std::vector<Judged>& all, std::string_view sort) {
  Blocks out;
  for (const Judged& j : all) {
    if (!is_scored(j.resolution) || outlook::group_of(*j.entry) != sort) continue;
    const bool yes = j.resolution.verdict == Verdict::yes;
    const std::string& host = j.entry->question.host;
    out.skill[host].model += loss(j.entry->probability, yes);
    out.skill[host].base += loss(j.entry->base_rate, yes);
    out.brier[host].model += loss(j.entry->probability, yes);
    out.brier[host].base += 1;
  }
  return out;
}

// Of fewer hosts the draws are nearly the same each time, and the interval would look surer than anything is.
constexpr std::size_t kFewestHosts = 5;

std::string brier_words(const Blocks& blocks, double brier, std::uint64_t seed) {
  if (blocks.brier.size() < kFewestHosts)
    return fmt::format("{:.3f} (no interval: {})", brier, counted(blocks.brier.size(), "host"));
  std::vector<double> drawn = stats::resampled_skills(blocks.brier, seed, "page brier");
  for (double& one : drawn) one = 1 - one;  // the mean loss
  const stats::Interval interval = stats::central(std::move(drawn));
  return fmt::format("{:.3f} ({:.3f}–{:.3f})", brier, interval.lo, interval.hi);
}

std::string skill_words(const Blocks& blocks, const outlook::LedgerGroup& g, std::uint64_t seed) {
  if (!g.can_be_judged || blocks.skill.size() < kFewestHosts) return "cannot be judged";
  if (!g.skill) return "not defined";
  const stats::Interval interval = stats::central(stats::resampled_skills(blocks.skill, seed, "page skill"));
  return fmt::format("{:.2f} ({:.2f}–{:.2f})", *g.skill, interval.lo, interval.hi);
}

std::string scores_of(const outlook::LedgerScore& s, const std::vector<Judged>& all, std::uint64_t seed) {
  std::string out = "<h2>Scores</h2>\n";
  std::vector<std::vector<std::string>> rows;
  for (const outlook::LedgerGroup& g : s.groups) {
    if (g.yes + g.no == 0) {
      rows.push_back({escape_html(g.name), "0", "0", "–", "–", "nothing has come out yet"});
      continue;
    }
    const Blocks blocks = blocks_of(all, g.name);
    rows.push_back({escape_html(g.name), std::to_string(g.yes), std::to_string(g.no),
                    brier_words(blocks, g.score.score, seed), fmt::format("{:.3f}", g.base.score),
                    skill_words(blocks, g, seed)});
  }
  out += table_of({"sort", "came", "did not", "Brier (80%)", "Brier of the base rates", "skill (80%)"}, rows, 1);
  return out +
         "<p>Brier is the mean squared distance of the probability from what came: 0 is best. Skill is what it saves "
         "against the base rates that were issued with the forecasts; it is judged from ten that came and ten that did "
         "not, on five hosts. Intervals hold 80%, over hosts drawn with replacement.</p>\n";
}

std::string calibration_of(const outlook::LedgerScore& s) {
  std::string out = "<h2>Calibration</h2>\n";
  std::vector<std::vector<std::string>> rows;
  for (const outlook::LedgerGroup& g : s.groups)
    for (const stats::CalibrationBin& b : g.bins)
      if (b.n > 0)
        rows.push_back({escape_html(g.name), fmt::format("{}–{}", rounded(100 * b.lo), percent(b.hi)),
                        std::to_string(b.n), percent(b.mean_probability), std::to_string(b.occurred),
                        fmt::format("{} ({}–{})", percent(static_cast<double>(b.occurred) / b.n),
                                    rounded(100 * b.share.lo), percent(b.share.hi))});
  if (rows.empty()) return out + "<p>Nothing has come out yet.</p>\n";
  return out + table_of({"sort", "said", "n", "mean of what was said", "came", "share that came (80%)"}, rows, 2);
}

std::string void_of(const outlook::LedgerScore& s, const std::vector<Judged>& all) {
  std::string out = "<h2>Void</h2>\n";
  if (s.issued == 0) return out + "<p>Nothing was issued.</p>\n";
  out += fmt::format("<p>{} of {} ({}) cannot be resolved from the record", s.cannot_resolve, s.issued,
                     percent(static_cast<double>(s.cannot_resolve) / s.issued));
  out += fmt::format("; the condition of {} was not met, so {} not scored.</p>\n", s.not_met,
                     agreeing(s.not_met, "it is", "they are"));
  std::map<std::string, int> reasons;
  for (const Judged& j : all)
    if (j.resolution.verdict == Verdict::cannot_resolve) ++reasons[j.resolution.because];
  std::vector<std::vector<std::string>> rows;
  for (const auto& [because, n] : reasons) rows.push_back({escape_html(because), std::to_string(n)});
  return rows.empty() ? out : out + table_of({"why", "n"}, rows, 1);
}

std::string forecasts_of(const outlook::LedgerScore& s, const std::vector<Judged>& all) {
  std::vector<std::vector<std::string>> rows;
  for (const std::size_t i : misses_first(s)) {
    const LedgerEntry& e = *all[i].entry;
    rows.push_back(
        {fmt::format("{}<br><code>{}</code>", escape_html(e.question.words), escape_html(e.id)),
         escape_html(outlook::name(all[i].resolution.verdict)), escape_html(all[i].resolution.because),
         fmt::format("{} ({}–{})", percent(e.probability), rounded(100 * e.interval.lo), percent(e.interval.hi)),
         percent(e.base_rate), to_string(e.question.asked_on), to_string(e.question.horizon_on)});
  }
  return "<h2>Every forecast, the largest misses first</h2>\n" +
         table_of({"question", "what came", "because", "said (80%)", "base rate", "issued", "last day"}, rows, 3);
}

}  // namespace

std::string ledger_page(const record::View& view, const std::vector<LedgerEntry>& entries,
                        const std::vector<std::string>& seals, std::uint64_t seed) {
  const outlook::LedgerScore s = outlook::score_ledger(view, entries);
  std::vector<Judged> all;
  for (const LedgerEntry& e : entries) all.push_back({&e, outlook::resolve(view, e)});
  std::string out(kHead);
  out += fmt::format(
      "<p>{} issued: {} came, {} did not, {} pending, {} whose condition was not met, {} that cannot be "
      "resolved. As known on {}; view <code>{}</code>.</p>\n",
      counted(s.issued, "forecast"), s.yes, s.no, s.pending, s.not_met, s.cannot_resolve, to_words(view.as_of),
      escape_html(view.hash));
  out +=
      "<p>Each line of the ledger names the seal of the line before it, and each is resolved from the record by the "
      "rule it was issued with.";
  for (const std::string& seal : seals) out += fmt::format(" Last seal: <code>{}</code>.", escape_html(seal));
  out += "</p>\n";
  out += scores_of(s, all, seed) + calibration_of(s) + void_of(s, all) + forecasts_of(s, all);
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace entente::verbs

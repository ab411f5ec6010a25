#include "entente/outlook/asked.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/record/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace entente::outlook {
namespace {

constexpr std::string_view kExample =
    "an example: \"will Niger ask the forces of the United States to leave within 12 months\"; "
    "docs/methods/outlook-questions.md holds the grammar";

// In small letters, with the plain apostrophe for the typographic one.
std::string plain(std::string_view text) {
  std::string out(text);
  constexpr std::string_view kApostrophe = "\u2019";
  for (auto at = out.find(kApostrophe); at != std::string::npos; at = out.find(kApostrophe, at))
    out.replace(at, kApostrophe.size(), "'");
  return lowered(std::move(out));
}

struct Token {
  std::string text;
  std::size_t at = 0;  // of its first byte
  std::size_t end = 0;
};

// Words; a comma, a full stop or a question mark at the end of a word is a token of its own.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  constexpr std::string_view kBlank = " \t\r\n";
  for (std::size_t i = 0; i < text.size();) {
    if (kBlank.find(text[i]) != std::string_view::npos) {
      ++i;
      continue;
    }
    std::size_t end = std::min(text.find_first_of(kBlank, i), text.size());
    const std::size_t next = end;
    std::vector<Token> marks;
    while (end > i && (text[end - 1] == ',' || text[end - 1] == '?' || text[end - 1] == '.')) {
      marks.insert(marks.begin(), {std::string(1, text[end - 1]), end - 1, end});
      --end;
    }
    if (end > i) out.push_back({std::string(text.substr(i, end - i)), i, end});
    out.insert(out.end(), marks.begin(), marks.end());
    i = next;
  }
  return out;
}

struct KindWords {
  std::string_view words;
  std::string_view kind;
};
constexpr std::array<KindWords, 5> kKinds{{
    {"the agreement is denounced", "agreement-denounced"},
    {"withdrawal is demanded", "withdrawal-demanded"},
    {"renewal is refused", "renewal-refused"},
    {"the presence is suspended", "presence-suspended"},
    {"other terms are asked", "other"},
}};

// Reads from the left; where nothing fits, the farthest place reached and all that was expected there make the error.
class Reader {
 public:
  Reader(std::string_view text, const record::View& view) : text_(text), view_(view), tokens_(tokens_of(text)) {}

  bool at_end() const { return at_ == tokens_.size(); }
  std::size_t place() const { return at_; }
  void back_to(std::size_t place) { at_ = place; }

  bool words(std::string_view phrase) {
    const std::vector<Token> wanted = tokens_of(phrase);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (at_ + i >= tokens_.size() || plain(tokens_[at_ + i].text) != wanted[i].text) {
        // What is missing is named from the word that does not fit.
        std::string rest;
        for (std::size_t j = i; j < wanted.size(); ++j) rest += (rest.empty() ? "" : " ") + wanted[j].text;
        expect(at_ + i, "\"" + rest + "\"");
        return false;
      }
    }
    at_ += wanted.size();
    return true;
  }

  bool any_of(std::initializer_list<std::string_view> phrases) {
    return std::any_of(phrases.begin(), phrases.end(), [this](std::string_view p) { return words(p); });
  }

  // The longest run of words that names an actor.
  std::optional<std::string> actor() {
    constexpr std::size_t kLongest = 8;
    for (std::size_t n = std::min(kLongest, tokens_.size() - at_); n > 0; --n) {
      const std::string_view run = text_.substr(tokens_[at_].at, tokens_[at_ + n - 1].end - tokens_[at_].at);
      if (const std::string code = code_of(run); !code.empty()) {
        at_ += n;
        return code;
      }
    }
    expect(at_, "an actor");
    return std::nullopt;
  }

  std::optional<double> number() {
    if (at_ < tokens_.size()) {
      std::string digits = tokens_[at_].text;
      digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
      double value = 0;
      const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      if (error == std::errc{} && end == digits.data() + digits.size() && std::isfinite(value) && value >= 0) {
        ++at_;
        return value;
      }
    }
    expect(at_, "a number");
    return std::nullopt;
  }

  // "2025-03-16" or "16 March 2025".
  std::optional<Day> day() {
    static constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                              "may",       "june",     "july",     "august",
                                                              "september", "october",  "november", "december"};
    if (at_ < tokens_.size()) {
      if (const auto parsed = parse_day(tokens_[at_].text)) {
        ++at_;
        return parsed;
      }
    }
    if (at_ + 2 < tokens_.size()) {
      const auto month = std::find(kMonths.begin(), kMonths.end(), plain(tokens_[at_ + 1].text));
      if (month != kMonths.end()) {
        const std::string written =
            fmt::format("{}-{:02}-{:0>2}", tokens_[at_ + 2].text, month - kMonths.begin() + 1, tokens_[at_].text);
        if (const auto parsed = parse_day(written)) {
          at_ += 3;
          return parsed;
        }
      }
    }
    expect(at_, "a day such as 2025-03-16");
    return std::nullopt;
  }

  void expect(std::size_t place, std::string what) {
    if (place > farthest_) {
      farthest_ = place;
      expected_.clear();
    }
    if (place == farthest_ && std::find(expected_.begin(), expected_.end(), what) == expected_.end())
      expected_.push_back(std::move(what));
  }

  [[noreturn]] void fail() const {
    std::string wanted;
    for (std::size_t i = 0; i < expected_.size(); ++i)
      wanted += (i == 0 ? "" : i + 1 == expected_.size() ? " or " : ", ") + expected_[i];
    const bool over = farthest_ >= tokens_.size();
    std::string remedy(kExample);
    if (!over && std::find(expected_.begin(), expected_.end(), "an actor") != expected_.end())
      if (const std::string near = nearest_actor(); !near.empty())
        remedy = fmt::format("did you mean {}? `entente record show actors` lists all; {}", near, kExample);
    throw Error(ErrorCode::bad_request,
                over ? fmt::format("the question ends too early: {} should follow", wanted)
                     : fmt::format("the question is not understood at character {}, \"{}\": {} should stand there",
                                   tokens_[farthest_].at + 1, text_.substr(tokens_[farthest_].at), wanted),
                remedy);
  }

 private:
  std::string code_of(std::string_view run) const {
    if (view_.actors.contains(run)) return std::string(run);
    const std::string wanted = plain(run);
    for (const auto& [code, actor] : view_.actors)
      if (plain(actor.name) == wanted || plain(actor.in_sentence) == wanted) return code;
    return {};
  }

  std::string nearest_actor() const {
    std::string best;
    std::size_t least = 3;  // more than two letters off is no slip of the pen
    for (std::size_t n = 1; n <= 3 && farthest_ + n <= tokens_.size(); ++n) {
      const std::string run =
          plain(text_.substr(tokens_[farthest_].at, tokens_[farthest_ + n - 1].end - tokens_[farthest_].at));
      if (run.size() < 4) continue;
      for (const auto& [code, actor] : view_.actors)
        for (const std::string* name : {&actor.name, &actor.in_sentence})
          if (const std::size_t d = edit_distance(run, plain(*name)); d < least) {
            least = d;
            best = fmt::format("\"{}\" ({})", *name, code);
          }
    }
    return best;
  }

  std::string_view text_;
  const record::View& view_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t farthest_ = 0;
  std::vector<std::string> expected_;
};

std::optional<std::string> forces(Reader& in) {
  const std::size_t begin = in.place();
  if (!in.words("the forces of")) in.words("forces of");
  auto actor = in.actor();
  if (!actor) in.back_to(begin);
  return actor;
}

// "X ask Y to leave", "X make Y leave", "X have more than N deaths".
bool host_first(Reader& in, Asked& q) {
  const std::size_t begin = in.place();
  const auto host = in.actor();
  if (host) {
    q.host = *host;
    const std::size_t after = in.place();
    if (in.any_of({"ask", "have asked"})) {
      if (const auto sender = forces(in); sender && in.words("to leave")) {
        in.words("or change");
        q.verb = Asked::Verb::ask;
        q.counterpart = *sender;
        return true;
      }
    }
    in.back_to(after);
    if (in.any_of({"make", "have made"})) {
      if (const auto sender = forces(in); sender && in.words("leave")) {
        q.verb = Asked::Verb::make;
        q.counterpart = *sender;
        return true;
      }
    }
    in.back_to(after);
    if (in.any_of({"have more than", "count more than", "see more than"})) {
      const auto number = in.number();
      if (number && in.words("deaths")) {
        q.verb = Asked::Verb::deaths;
        q.threshold = number;
        q.counterpart.clear();
        return true;
      }
    }
  }
  in.back_to(begin);
  return false;
}

// "the forces of Y leave X", "forces of Y come to X".
bool forces_first(Reader& in, Asked& q) {
  const std::size_t begin = in.place();
  const auto sender = forces(in);
  if (sender) {
    const bool leave = in.any_of({"leave", "have left"});
    if (leave || in.any_of({"come to", "have come to", "arrive in", "be in"})) {
      if (const auto host = in.actor()) {
        q.verb = leave ? Asked::Verb::leave : Asked::Verb::come;
        q.counterpart = *sender;
        q.host = *host;
        return true;
      }
    }
  }
  in.back_to(begin);
  return false;
}

std::optional<Asked::Unit> unit(Reader& in) {
  if (in.any_of({"days", "day"})) return Asked::Unit::days;
  if (in.any_of({"weeks", "week"})) return Asked::Unit::weeks;
  if (in.any_of({"months", "month"})) return Asked::Unit::months;
  if (in.any_of({"years", "year"})) return Asked::Unit::years;
  return std::nullopt;
}

bool window(Reader& in, Asked& q) {
  const std::size_t begin = in.place();
  if (in.words("within")) {
    const auto count = in.number();
    const auto of = count ? unit(in) : std::nullopt;
    if (of) {
      if (*count != std::floor(*count) || *count < 1 || *count > 10000) {
        in.back_to(begin + 1);
        in.expect(begin + 1, "a whole number from 1 to 10000");
        in.fail();
      }
      q.window = Asked::Window{static_cast<int>(*count), *of, false, std::nullopt};
      if (in.words("of the demand")) q.window->of_the_demand = true;
      return true;
    }
    in.fail();
  }
  if (in.words("by")) {
    const auto day = in.day();
    if (!day) in.fail();
    q.window = Asked::Window{0, Asked::Unit::days, false, day};
    return true;
  }
  return false;
}

bool condition(Reader& in, Branch& branch, bool& asked_today) {
  if (in.any_of({"asked today", "it is asked today", "a demand is made today"})) {
    asked_today = true;
    return true;
  }
  if (in.any_of({"no coup", "there is no coup", "there had been no coup"})) {
    branch.coup = false;
    return true;
  }
  if (in.any_of({"a coup", "there is a coup", "there had been a coup"})) {
    branch.coup = true;
    return true;
  }
  if (in.any_of({"nothing is settled for", "silent for"})) {
    const auto days = in.number();
    if (days && *days >= 1 && *days <= 3650 && in.any_of({"days", "more days", "another days"})) {
      branch.silent_days = static_cast<int>(*days);
      return true;
    }
    return false;
  }
  for (const KindWords& k : kKinds)
    if (in.words(k.words)) {
      branch.kind = std::string(k.kind);
      return true;
    }
  return false;
}

Day after(Day start, const Asked::Window& w) {
  switch (w.unit) {
    case Asked::Unit::days: return start + std::chrono::days(w.count);
    case Asked::Unit::weeks: return start + std::chrono::days(7 * w.count);
    case Asked::Unit::months: return add_months(start, w.count);
    case Asked::Unit::years: return add_months(start, 12 * w.count);
  }
  return start;
}

WhyNot not_in_this_state(const record::View& view, const Situation& s, const std::string& needs,
                         const std::string& instead) {
  return {ErrorCode::bad_request,
          fmt::format("on {} the state of {} in {} is \"{}\", and this may be asked only {}", to_words(view.as_of),
                      forces_of(view, s.counterpart), view.in_sentence(s.host), name(s.state), needs),
          instead};
}

}  // namespace

Asked read_question(std::string_view text, const record::View& view) {
  Reader in(text, view);
  Asked q;
  if (in.words("by")) {
    const auto day = in.day();
    if (!day) in.fail();
    q.window = Asked::Window{0, Asked::Unit::days, false, day};
    in.words(",");
  }
  if (!in.words("will") || !(host_first(in, q) || forces_first(in, q))) in.fail();
  if (!q.window) window(in, q);
  Branch branch;
  bool any = false;
  for (;;) {
    in.words(",");
    in.words("and");
    if (!in.words("if")) break;
    bool today = false;
    if (!condition(in, branch, today)) in.fail();
    q.asked_today = q.asked_today || today;
    any = any || !today;
  }
  in.words("?");
  if (!in.at_end()) {
    in.expect(in.place(), "the end of the question");
    in.fail();
  }
  if (q.host == q.counterpart)
    throw Error(ErrorCode::bad_request,
                fmt::format("the host and the owner of the forces are the same, {}", view.in_sentence(q.host)),
                std::string(kExample));
  if (any) {
    const std::string all(text);
    const std::size_t at = plain(all).find(" if ");
    branch.id = "if";
    branch.words = all.substr(at == std::string::npos ? 0 : at + 4);
    while (!branch.words.empty() && (branch.words.back() == '?' || branch.words.back() == ' ')) branch.words.pop_back();
    q.branches.push_back(std::move(branch));
  }
  return q;
}

Branch read_condition(std::string_view text, const record::View& view, bool& asked_today) {
  Reader in(text, view);
  in.words("if");
  Branch branch;
  branch.id = std::string(text);
  branch.words = std::string(text);
  if (!condition(in, branch, asked_today)) in.fail();
  while (in.words("and")) {
    in.words("if");
    if (!condition(in, branch, asked_today)) in.fail();
  }
  if (!in.at_end()) {
    in.expect(in.place(), "the end of the condition");
    in.fail();
  }
  return branch;
}

Situation situation_of(const Asked& asked, const record::View& view) {
  if (asked.verb != Asked::Verb::come) return situation(view, asked.host, asked.counterpart);
  const record::Demand* newest = nullptr;
  for (const record::Demand& d : view.demands)
    if (d.host == asked.host && d.sender != asked.counterpart && is_state(view, d.sender)) newest = &d;
  if (newest != nullptr) return situation(view, asked.host, newest->sender);
  Situation none;
  none.host = asked.host;
  none.as_of = view.as_of;
  return none;
}

Question pose(const Asked& asked, const record::View& view, Situation& s, const LadderFile& file) {
  return or_throw(try_pose(asked, view, s, file));
}

OrWhyNot<Question> try_pose(const Asked& asked, const record::View& view, Situation& s, const LadderFile& file) {
  Question q;
  q.host = asked.host;
  q.counterpart = asked.counterpart;
  q.asked_on = view.as_of;
  const std::string host = view.in_sentence(asked.host);
  const std::string theirs = asked.counterpart.empty() ? "" : forces_of(view, asked.counterpart);

  if (asked.asked_today) {
    if (s.state != State::no_demand || (asked.verb != Asked::Verb::leave && asked.verb != Asked::Verb::make))
      return WhyNot{ErrorCode::bad_request,
                    "\"if asked today\" is for whether forces leave, where they are there and no demand is open",
                    "leave it out, or ask whether they leave"};
    s.state = State::demanded;
    s.demand.clear();
    s.demand_on = view.as_of;
    s.elapsed_days = 0;
    s.episode.clear();
    s.traits.kind.clear();
    s.traits.coup = coup_before(view, asked.host, view.as_of) != nullptr;
  }
  const std::string ask_first = fmt::format("ask \"will {} ask {} to leave\", or add \"if asked today\"", host, theirs);
  const std::string gone = "ask what followed: `entente brief` of a case, or choose an earlier day";
  switch (asked.verb) {
    case Asked::Verb::deaths: q.event = Event::deaths; break;
    case Asked::Verb::ask:
      if (s.state != State::no_demand)
        return not_in_this_state(
            view, s, "where forces are there and no demand is open",
            s.state == State::demanded ? fmt::format("ask \"will {} leave {}\"", theirs, host) : gone);
      q.event = Event::asks;
      break;
    case Asked::Verb::make:
      if (s.state != State::no_demand && s.state != State::demanded)
        return not_in_this_state(view, s, "where forces are there", gone);
      q.event = s.state == State::demanded ? Event::exit : Event::ended;
      break;
    case Asked::Verb::leave:
      if (s.state != State::demanded)
        return not_in_this_state(view, s, "where a demand is open", s.state == State::no_demand ? ask_first : gone);
      q.event = Event::exit;
      break;
    case Asked::Verb::come:
      // The clock is that of the host's newest demand, on whomever it was made.
      if (s.state != State::demanded)
        return WhyNot{
            ErrorCode::bad_request,
            fmt::format("on {} no demand of {} on another state's forces is open, and the clock of this question "
                        "starts with one",
                        to_words(view.as_of), host),
            "choose a day with an open demand; `entente outlook arrival` lists the classes without a clock"};
      q.event = Event::arrival;
      break;
  }
  q.demand = q.event == Event::exit || q.event == Event::arrival ? s.demand : "";
  q.resolution = resolution_of(q.event);
  q.source = source_of(q.event);

  if (q.event == Event::deaths) {
    q.threshold = asked.threshold;
    const auto series = std::find_if(view.deaths.begin(), view.deaths.end(),
                                     [&](const record::DeathsSeries& d) { return d.country == asked.host; });
    if (series == view.deaths.end())
      return WhyNot{ErrorCode::not_found, fmt::format("the record holds no deaths of {} on the day", host),
                    "choose another state, or --vintage latest"};
    const int last = series->first_month + static_cast<int>(series->deaths.size()) - 1;
    q.horizon_on = record::first_day_of(last + 13) - std::chrono::days{1};
    if (asked.window && asked.window->by != q.horizon_on)
      return WhyNot{ErrorCode::bad_request,
                    fmt::format("deaths are forecast for the twelve months after the last published one, to {}",
                                to_words(q.horizon_on)),
                    fmt::format("leave the window out, or write \"by {}\"", to_string(q.horizon_on))};
  } else if (!asked.window) {
    const bool clock = s.state == State::demanded;
    LadderSpec spec = q.event == Event::arrival ? file.arrival : file.exit;
    q.horizon_on =
        clock ? *s.demand_on + std::chrono::days{exit_window(spec, s.elapsed_days).to_day} : add_months(view.as_of, 12);
  } else {
    const Asked::Window& w = *asked.window;
    if (w.of_the_demand && s.state != State::demanded)
      return WhyNot{ErrorCode::bad_request, "no demand is open on the day, so no time runs from it",
                    "leave out \"of the demand\""};
    q.horizon_on = w.by ? *w.by : after(w.of_the_demand ? *s.demand_on : view.as_of, w);
    if (q.horizon_on <= view.as_of)
      return WhyNot{ErrorCode::bad_request,
                    fmt::format("the window ends on {}, which is not after the day of the question, {}",
                                to_words(q.horizon_on), to_words(view.as_of)),
                    "ask for a later day"};
    if (days_between(view.as_of, q.horizon_on) > 1830)
      return WhyNot{ErrorCode::bad_request,
                    "the window is longer than five years, and no class of the record carries that far",
                    "ask for a shorter one"};
  }
  q.words = words_of(q, view);
  return q;
}

}  // namespace entente::outlook

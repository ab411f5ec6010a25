#include "entente/outlook/asked_clauses.hpp"

#include "entente/outlook/asked_phrases.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace entente::outlook {
namespace {

using phrases::host;

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

bool deaths_number(Reader& in, Asked& q) {
  const bool least = in.have("at least");
  if (!least && !in.one_of({"more than", "over", "above"}, "\"more than\"")) return false;
  auto number = in.number();
  if (!number) return false;
  if (least) number = std::max(0.0, std::ceil(*number) - 1);
  q.verb = Asked::Verb::deaths;
  q.threshold = number;
  q.counterpart.clear();
  return true;
}

bool deaths_word(Reader& in) {
  return in.one_of({"deaths from conflict", "deaths in organised violence", "deaths from violence", "conflict deaths",
                    "deaths", "dead", "fatalities", "people killed", "killed"},
                   "\"deaths\"");
}

// "X have more than N deaths", "more than N people die in X", "deaths in X exceed N".
bool deaths_clause(Reader& in, Asked& q) {
  const std::size_t begin = in.place();
  if (const auto of = host(in)) {
    if (in.one_of({"have", "count", "see", "suffer", "record"}) && deaths_number(in, q) && deaths_word(in)) {
      q.host = *of;
      return true;
    }
  }
  in.back_to(begin);
  in.have("there be");
  if (deaths_number(in, q)) {
    const bool people = in.one_of({"people die", "people be killed", "people are killed", "die", "be killed"});
    if ((people || deaths_word(in)) && in.have("in"))
      if (const auto of = host(in)) {
        q.host = *of;
        return true;
      }
  }
  in.back_to(begin);
  if (deaths_word(in) && in.have("in"))
    if (const auto of = host(in)) {
      const bool above = in.one_of({"exceed", "pass", "top", "go", "rise", "be", "surpass"});
      in.one_of({"above", "over", "more than"});
      const auto number = above ? in.number() : std::nullopt;
      if (number) {
        q.verb = Asked::Verb::deaths;
        q.threshold = number;
        q.host = *of;
        return true;
      }
    }
  in.back_to(begin);
  return false;
}

}  // namespace

bool read_lead(Reader& in) {
  const std::size_t begin = in.place();
  if (in.one_of({"what is the chance that", "what is the probability that", "what is the likelihood that",
                 "what is the risk that", "what are the chances that", "what are the odds that",
                 "how likely is it that", "is it likely that", "what is the chance of", "what are the chances of",
                 "what is the probability of", "how likely is", "how likely are", "what's the chance that",
                 "what's the probability that", "how probable is it that"})) {
    in.one_of({"will", "would", "might", "could"});
    return true;
  }
  if (in.one_of({"will", "would", "does", "do", "can", "could", "might", "is", "are"}, "\"will\"")) return true;
  in.back_to(begin);
  return false;
}

bool read_clause(Reader& in, Asked& q) {
  const std::size_t begin = in.place();
  const auto try_all = [&](const auto& clauses) {
    for (const auto clause : clauses) {
      in.back_to(begin);
      Asked fresh;
      fresh.window = q.window;
      if (clause(in, fresh)) {
        q = std::move(fresh);
        return true;
      }
    }
    return false;
  };
  using Clause = bool (*)(Reader&, Asked&);
  return try_all(std::array<Clause, 4>{deaths_clause, host_first, forces_first, base_first});
}

bool read_if(Reader& in, Branch& branch, bool& asked_today) {
  if (in.one_of({"asked today", "it is asked today", "a demand is made today"}, "\"asked today\"")) {
    asked_today = true;
    return true;
  }
  if (in.one_of({"no coup", "there is no coup", "there had been no coup"}, "\"no coup\"")) {
    branch.coup = false;
    return true;
  }
  if (in.one_of({"a coup", "there is a coup", "there had been a coup"}, "\"a coup\"")) {
    branch.coup = true;
    return true;
  }
  if (in.one_of({"nothing is settled for", "silent for"}, "\"nothing is settled for\"")) {
    const auto days = in.number();
    if (days && *days >= 1 && *days <= 3650 && in.one_of({"days", "more days", "another days"}, "\"days\"")) {
      branch.silent_days = static_cast<int>(*days);
      return true;
    }
    return false;
  }
  for (const KindWords& k : kKinds)
    if (in.read(k.words)) {
      branch.kind = std::string(k.kind);
      return true;
    }
  return false;
}

}  // namespace entente::outlook

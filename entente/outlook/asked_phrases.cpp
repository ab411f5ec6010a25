#include "entente/outlook/asked_phrases.hpp"

#include <ranges>
#include <utility>
#include <vector>

namespace entente::outlook::phrases {
namespace {

constexpr std::string_view kGovernment =
    "government|junta|authorities|rulers|leaders|regime|military government|military rulers|ruling junta|"
    "military junta|new government|transitional government|military leaders|generals|new rulers|new leaders|"
    "state|parliament|president";
constexpr std::string_view kAgreement =
    "agreement|agreements|accord|accords|pact|pacts|treaty|treaties|deal|deals|lease|sofa|"
    "status of forces agreement|convention|defence agreement|defense agreement|base agreement|basing agreement|"
    "status of forces accord|leases|arrangement";
constexpr std::string_view kOfAgreement =
    "military|defence|defense|security|basing|base|bilateral|stationing|transit|access|new|cooperation|current|"
    "existing";
constexpr std::string_view kSlow =
    "fully|completely|entirely|still|finally|formally|officially|also|ever|actually|again|really|really be|have";
constexpr std::string_view kVerb = "what is done (\"ask ... to leave\", \"expel\", \"leave\", \"come to\")";

// A word such as "military" may be an adjective or the noun itself, so the fewest adjectives that leave a noun count
// last: as many as there are, then one less.
bool described_nouns(Reader& in) {
  const std::size_t begin = in.place();
  std::vector<std::size_t> places{begin};
  while (in.one_of(kAdjectives)) places.push_back(in.place());
  for (const std::size_t place : std::views::reverse(places)) {
    in.back_to(place);
    if (in.one_of(kForces)) return true;
  }
  in.back_to(begin);
  return false;
}

}  // namespace

void skip(Reader& in) {
  while (in.one_of(kSlow) ||
         in.one_of({"has", "to", "will", "would", "going to", "be going to", "have been able to"})) {
  }
}

bool verb(Reader& in, std::string_view forms) {
  const std::size_t begin = in.place();
  skip(in);
  if (in.one_of(forms, kVerb)) return true;
  in.back_to(begin);
  return false;
}

bool agreement_word(Reader& in) {
  while (in.one_of(kOfAgreement)) {
  }
  return in.one_of(kAgreement);
}

bool nouns(Reader& in) {
  const std::size_t begin = in.place();
  in.one_of(kBefore);
  if (described_nouns(in)) return true;
  in.back_to(begin);
  return false;
}

std::optional<std::string> host(Reader& in) {
  const std::size_t begin = in.place();
  if (in.one_of({"the government of", "the junta of", "the rulers of", "the government in", "the junta in",
                 "the authorities in", "the authorities of", "the territory of"})) {
    if (auto actor = in.actor()) return actor;
    in.back_to(begin);
  }
  auto actor = in.actor();
  if (!actor) return std::nullopt;
  in.possessive();
  in.one_of(kGovernment);
  return actor;
}

std::string whereabouts(Reader& in) {
  const std::size_t begin = in.place();
  in.one_of({"stationed", "based", "deployed", "that are", "now", "currently"});
  if (in.one_of({"in", "at"})) {
    if (const auto base = in.base()) {
      in.one_of({"base", "air base"});
      return base->host;
    }
    if (const auto actor = in.actor()) return *actor;
  }
  in.back_to(begin);
  return {};
}

std::optional<Forces> forces(Reader& in) {
  const std::size_t begin = in.place();
  in.one_of(kBefore);
  const std::size_t noun = in.place();
  if (described_nouns(in) && in.one_of({"of", "from", "belonging to"}))
    if (auto actor = in.actor()) return Forces{*actor, {}};
  in.back_to(noun);
  in.have("remaining");
  auto actor = in.actor();
  if (!actor) {
    in.back_to(begin);
    actor = in.actor();
  }
  if (!actor) {
    in.back_to(begin);
    return std::nullopt;
  }
  in.possessive();
  described_nouns(in);
  in.have("and bases");
  return Forces{*actor, {}};
}

std::optional<Forces> at_base(Reader& in) {
  const std::size_t begin = in.place();
  in.one_of({"the base at", "the air base at", "the airbase at", "the bases at", "its base at", "its bases at",
             "their base at", "its", "their", "the"});
  if (const auto base = in.base()) {
    in.one_of({"air base", "base", "airbase", "naval base", "airfield", "bases"});
    if (base->senders.size() == 1) return Forces{*base->senders.begin(), base->host};
    return Forces{{}, base->host};
  }
  in.back_to(begin);
  return std::nullopt;
}

bool from_where(Reader& in, std::string& to_host) {
  const std::size_t begin = in.place();
  in.one_of({"from", "of", "out of", "home from", "completely from", "entirely from", "out from", "in", "its bases in",
             "their bases in", "its base in", "all bases in", "the base in", "the bases in"});
  if (in.one_of(
          {"the country", "its territory", "its soil", "there", "the base", "the bases", "their bases", "its bases"}))
    return true;
  if (const auto base = at_base(in)) {
    if (to_host.empty() || to_host == base->host) {
      to_host = base->host;
      const std::string in_state = whereabouts(in);
      return in_state.empty() || in_state == to_host;
    }
  }
  if (const auto actor = host(in)) {
    if (to_host.empty()) to_host = *actor;
    if (to_host == *actor) {
      in.one_of({"for good", "territory", "soil"});
      return true;
    }
  }
  in.back_to(begin);
  return false;
}

bool fill(Asked& q, Asked::Verb verb, std::string host_code, std::string sender) {
  q.verb = verb;
  q.host = std::move(host_code);
  q.counterpart = std::move(sender);
  return true;
}

bool to_leave(Reader& in, std::string& of_host) {
  const std::size_t begin = in.place();
  if (in.read("to") && in.one_of(kLeave, "\"leave\"")) {
    from_where(in, of_host);
    in.one_of({"or change", "for good", "home"});
    return true;
  }
  in.back_to(begin);
  return false;
}

std::optional<Forces> object(Reader& in, const std::string& of_host) {
  const std::size_t begin = in.place();
  if (auto base = at_base(in))
    if (base->host == of_host && !base->sender.empty()) return base;
  in.back_to(begin);
  if (auto theirs = forces(in)) {
    const std::size_t after = in.place();
    theirs->host = whereabouts(in);
    if (!theirs->host.empty() && theirs->host != of_host) {
      in.back_to(after);
      theirs->host.clear();
    }
    return theirs;
  }
  return std::nullopt;
}

}  // namespace entente::outlook::phrases

// Clauses whose subject is the host: it asks, expels, denounces, lets stay, receives.

#include "entente/outlook/asked_clauses.hpp"
#include "entente/outlook/asked_phrases.hpp"

namespace entente::outlook {
namespace {

using namespace phrases;

// Verbs in all the forms that may stand behind "will", "has", "of" and "that".
constexpr std::string_view kAsk =
    "ask|asks|asked|asking|tell|tells|told|telling|order|orders|ordered|ordering|request|requests|urge|urges|"
    "call on|calls on|instruct|instructs|want|wants|have asked|require|requires";
constexpr std::string_view kDemand =
    "demand|demands|demanded|demanding|request|requests|requested|call for|calls for|called for|calling for|"
    "order|orders|ordered|ordering|seek|seeks|sought|seeking|insist on|insists on|announce|announces|"
    "have demanded|ask for|asks for|asked for|require";
constexpr std::string_view kWithdrawal =
    "withdrawal|departure|removal|exit|expulsion|pullout|pull out|evacuation|closure|closing|end|full withdrawal|"
    "complete withdrawal|immediate withdrawal|immediate departure";
constexpr std::string_view kThrow =
    "kick|kicks|kicked|kicking|throw|throws|threw|throwing|boot|boots|drive|drives|push|pushes|force|forces|"
    "forced|forcing|turf|get|chase";
constexpr std::string_view kDenounce =
    "denounce|denounces|denounced|denouncing|end|ends|ended|ending|terminate|terminates|terminated|terminating|"
    "cancel|cancels|cancelled|canceled|cancelling|abrogate|abrogates|abrogated|scrap|scraps|scrapped|revoke|"
    "revokes|revoked|repudiate|annul|annuls|tear up|tears up|renounce|renounces|withdraw from|withdraws from|"
    "quit|suspend|suspends|suspended|break|break off|leave|pull out of|abandon|exit";
constexpr std::string_view kRefuseToRenew =
    "refuse to renew|refuses to renew|refused to renew|decline to renew|declines to renew|not renew|let lapse|"
    "fail to renew|not extend|refuse to extend|refuses to extend|let expire|refuse to prolong";
constexpr std::string_view kRenew =
    "renew|renews|renewed|renewing|extend|extends|extended|extending|prolong|prolongs|prolonged|keep|maintain|"
    "uphold|honour|honor";
constexpr std::string_view kLet =
    "let|lets|letting|allow|allows|allowed|allowing|permit|permits|keep|keeps|retain|tolerate|tolerates|want|"
    "agree to let|agree to keep";
constexpr std::string_view kReceive = "receive|receives|host|hosts|get|gets|see the arrival of|take in|accept|welcome";

bool host_asks(Reader& in, Asked& q, std::string of_host) {
  const std::size_t begin = in.place();
  if (verb(in, kAsk))
    if (const auto theirs = object(in, of_host)) {
      in.have("government");
      if (to_leave(in, of_host)) return fill(q, Asked::Verb::ask, of_host, theirs->sender);
      if (in.one_of({"out of the country", "out", "home"})) {
        from_where(in, of_host);
        return fill(q, Asked::Verb::ask, of_host, theirs->sender);
      }
    }
  in.back_to(begin);
  if (verb(in, kDemand)) {
    const std::size_t after = in.place();
    in.one_of({"the", "a", "an"});
    if (in.one_of(kWithdrawal) && in.have("of"))
      if (const auto theirs = object(in, of_host)) {
        from_where(in, of_host);
        return fill(q, Asked::Verb::ask, of_host, theirs->sender);
      }
    in.back_to(after);
    in.have("that");
    if (const auto theirs = object(in, of_host)) {
      in.one_of({"should", "must", "have to"});
      if (in.one_of(kWithdrawal) || in.one_of(kLeave)) {
        from_where(in, of_host);
        return fill(q, Asked::Verb::ask, of_host, theirs->sender);
      }
    }
  }
  in.back_to(begin);
  return false;
}

bool host_expels(Reader& in, Asked& q, std::string of_host) {
  const std::size_t begin = in.place();
  if (verb(in, "make|makes|made|have made|force|forces|compel|oblige"))
    if (const auto theirs = object(in, of_host)) {
      in.have("to");
      if (in.one_of(kLeave, "\"leave\"")) {
        from_where(in, of_host);
        return fill(q, Asked::Verb::make, of_host, theirs->sender);
      }
    }
  in.back_to(begin);
  for (const bool apart : {false, true}) {
    if (verb(in, apart ? kThrow : kExpel)) {
      in.one_of({"the presence of", "the mission of", "the deployment of", "the mandate of", "the stationing of"});
      if (const auto theirs = object(in, of_host)) {
        if (!apart || in.one_of({"out", "home"})) {
          from_where(in, of_host);
          return fill(q, Asked::Verb::make, of_host, theirs->sender);
        }
      }
    }
    in.back_to(begin);
  }
  return false;
}

// "its military agreement with France", "the agreement on Manas", "the American defence pact".
std::optional<Forces> agreement(Reader& in, const std::string& of_host) {
  const std::size_t begin = in.place();
  in.one_of({"its", "the", "their", "a", "all", "all its", "any"});
  if (agreement_word(in)) {
    if (in.one_of({"with", "on", "about", "for", "of", "covering", "that allows", "allowing"}))
      if (auto theirs = object(in, of_host)) return theirs;
  }
  in.back_to(begin);
  in.one_of({"its", "the", "their"});
  if (const auto actor = in.actor()) {
    in.possessive();
    if (agreement_word(in)) return Forces{*actor, {}};
  }
  in.back_to(begin);
  return std::nullopt;
}

bool host_on_agreement(Reader& in, Asked& q, const std::string& of_host) {
  const std::size_t begin = in.place();
  skip(in);
  const std::size_t verb_at = in.place();
  const bool refuse = in.one_of(kRefuseToRenew);
  if (refuse || in.one_of(kDenounce))
    if (const auto theirs = agreement(in, of_host)) {
      q.note =
          "The end of an agreement is counted as one kind of demand: the number is the chance of a demand of any kind, "
          "and that of this one is at most as high.";
      return fill(q, Asked::Verb::ask, of_host, theirs->sender);
    }
  in.back_to(verb_at);
  if (in.one_of(kRenew))
    if (const auto theirs = agreement(in, of_host)) {
      q.other_side = true;
      q.note =
          "Renewals are not counted by the record: the other side of a demand holds those years, too, in which nothing "
          "came up for renewal.";
      return fill(q, Asked::Verb::ask, of_host, theirs->sender);
    }
  in.back_to(begin);
  return false;
}

bool host_lets_stay(Reader& in, Asked& q, const std::string& of_host) {
  const std::size_t begin = in.place();
  if (verb(in, kLet))
    if (const auto theirs = object(in, of_host)) {
      in.have("to");
      in.one_of({"stay", "remain", "stay on", "keep its bases", "keep using its bases"});
      std::string where = of_host;
      from_where(in, where);
      q.other_side = true;
      return fill(q, Asked::Verb::make, of_host, theirs->sender);
    }
  in.back_to(begin);
  return false;
}

}  // namespace

bool host_first(Reader& in, Asked& q) {
  const std::size_t begin = in.place();
  if (const auto of = host(in)) {
    if (host_asks(in, q, *of) || host_on_agreement(in, q, *of) || host_expels(in, q, *of) || host_lets_stay(in, q, *of))
      return true;
    if (verb(in, kReceive))
      if (const auto theirs = object(in, *of)) return fill(q, Asked::Verb::come, *of, theirs->sender);
  }
  in.back_to(begin);
  return false;
}

}  // namespace entente::outlook

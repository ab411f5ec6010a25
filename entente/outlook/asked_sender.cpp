// Clauses whose subject are the forces, or a base: they leave, stay, come, are expelled; it closes.

#include "entente/outlook/asked_clauses.hpp"
#include "entente/outlook/asked_phrases.hpp"

#include <utility>

namespace entente::outlook {
namespace {

using namespace phrases;

constexpr std::string_view kStay =
    "stay|stays|staying|stayed|remain|remains|remaining|remained|be still|keep|keeps|maintain|maintains|retain|"
    "be there|stay on|hold on to|keep using";
constexpr std::string_view kCome =
    "come to|comes to|coming to|arrive in|arrives in|arriving in|arrived in|come into|be in|be sent to|"
    "be deployed to|be deployed in|been deployed to|deploy to|deploy in|deploys to|deploying to|land in|lands in|"
    "enter|enters|entering|move into|moves into|go to|go into|be present in|appear in|arrive at|show up in|"
    "be active in|been sent to";
constexpr std::string_view kSend =
    "send|sends|sending|sent|deploy|deploys|deploying|deployed|dispatch|dispatches|station|stations|move|post";
constexpr std::string_view kPull =
    "withdraw|withdraws|withdrawing|withdrawn|pull|pulls|pulling|pulled|pull out|pulled out|bring home|remove|"
    "removes|evacuate|move|take|bring|removing";
constexpr std::string_view kGiveUp =
    "give up|gives up|given up|hand over|hands over|handed over|handing over|hand back|vacate|vacates|close|"
    "closes|closed|closing|shut|shut down|abandon|return|returns|leave|leaves|left|end|ends|ending|turn over";
constexpr std::string_view kBaseEnds =
    "close|closes|be closed|been closed|be shut|be shut down|be handed over|be vacated|be given up|shut|"
    "be evacuated|be abandoned";

// "be expelled from Niger", "be asked to leave".
bool passive(Reader& in, Asked& q, const Forces& theirs) {
  const std::size_t begin = in.place();
  std::string where = theirs.host;
  skip(in);
  if (in.one_of({"be", "get", "been", "being"})) {
    in.one_of({"formally", "fully", "finally"});
    const std::size_t after = in.place();
    const auto by_host = [&] {
      const std::size_t here = in.place();
      if (in.have("by"))
        if (const auto of = host(in); of && (where.empty() || where == *of)) {
          where = *of;
          return;
        }
      in.back_to(here);
    };
    const auto done = [&](Asked::Verb verb) {
      by_host();
      return !where.empty() && fill(q, verb, where, theirs.sender);
    };
    if (in.one_of({"asked", "told", "ordered"})) {
      by_host();
      const bool leaving = to_leave(in, where);
      const bool out = !leaving && in.have("out");
      if (out) from_where(in, where);
      if ((leaving || out) && done(Asked::Verb::ask)) return true;
    }
    in.back_to(after);
    if (in.one_of({"forced", "made", "compelled"}) && to_leave(in, where) && done(Asked::Verb::make)) return true;
    in.back_to(after);
    if (in.one_of(kExpel)) {
      by_host();
      from_where(in, where);
      if (done(Asked::Verb::make)) return true;
    }
  }
  in.back_to(begin);
  return false;
}

// "withdraw its troops from Niger", "pull out of Niger", "end its presence in Niger", "give up Manas".
bool sender_leaves(Reader& in, Asked& q, Forces theirs) {
  const std::size_t begin = in.place();
  skip(in);
  const std::size_t verb_at = in.place();
  const auto their_things = [&] {
    if (!nouns(in)) return false;
    in.one_of({"completely", "out", "home", "back"});
    return true;
  };
  for (const std::string_view verbs : {kPull, kGiveUp}) {
    if (in.one_of(verbs) && their_things() && (from_where(in, theirs.host) || !theirs.host.empty()) &&
        !theirs.host.empty())
      return fill(q, Asked::Verb::leave, theirs.host, theirs.sender);
    in.back_to(verb_at);
  }
  if (in.one_of(kGiveUp)) {
    if (const auto base = at_base(in)) return fill(q, Asked::Verb::leave, base->host, theirs.sender);
  }
  in.back_to(verb_at);
  if (verb(in, kLeave)) {
    const bool named = from_where(in, theirs.host);
    if ((named || !theirs.host.empty()) && !theirs.host.empty())
      return fill(q, Asked::Verb::leave, theirs.host, theirs.sender);
  }
  in.back_to(begin);
  return false;
}

bool sender_stays(Reader& in, Asked& q, const Forces& theirs) {
  const std::size_t begin = in.place();
  if (verb(in, kStay) || (skip(in), in.have("be"))) {
    in.have("still");
    nouns(in);
    if (in.have("in") || in.have("at")) {
      const auto base = at_base(in);
      const auto state = base ? std::optional(base->host) : host(in);
      if (state) {
        q.other_side = true;
        return fill(q, Asked::Verb::make, *state, theirs.sender);
      }
    } else if (!theirs.host.empty()) {
      q.other_side = true;
      return fill(q, Asked::Verb::make, theirs.host, theirs.sender);
    }
  }
  in.back_to(begin);
  return false;
}

bool sender_comes(Reader& in, Asked& q, const Forces& theirs) {
  const std::size_t begin = in.place();
  if (verb(in, kCome))
    if (const auto of = host(in)) return fill(q, Asked::Verb::come, *of, theirs.sender);
  in.back_to(begin);
  if (verb(in, kSend)) {
    in.one_of({"its own", "new", "more", "some"});
    if (nouns(in) && in.one_of({"to", "in", "into"}))
      if (const auto of = host(in)) return fill(q, Asked::Verb::come, *of, theirs.sender);
  }
  in.back_to(begin);
  return false;
}

}  // namespace

bool forces_first(Reader& in, Asked& q) {
  const std::size_t begin = in.place();
  if (auto theirs = forces(in)) {
    const std::size_t after = in.place();
    for (const bool placed : {true, false}) {
      in.back_to(after);
      theirs->host = placed ? whereabouts(in) : std::string();
      if (placed && theirs->host.empty()) continue;
      const bool still = in.place() < in.words().size() && in.words()[in.place()].folded == "still";
      if ((still && sender_stays(in, q, *theirs)) || passive(in, q, *theirs) || sender_comes(in, q, *theirs) ||
          sender_leaves(in, q, *theirs) || sender_stays(in, q, *theirs))
        return true;
    }
  }
  in.back_to(begin);
  return false;
}

// "Manas close", "the base at Manas be handed over".
bool base_first(Reader& in, Asked& q) {
  const std::size_t begin = in.place();
  if (const auto base = at_base(in); base && !base->sender.empty())
    if (verb(in, kBaseEnds)) return fill(q, Asked::Verb::leave, base->host, base->sender);
  in.back_to(begin);
  return false;
}

}  // namespace entente::outlook

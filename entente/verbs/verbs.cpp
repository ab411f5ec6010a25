// The table of verbs, in the order of help.

#include "entente/verbs/cover/cover.hpp"
#include "entente/verbs/outlook_exit.hpp"
#include "entente/verbs/verb.hpp"
#include "entente/verbs/watch.hpp"

namespace entente::verbs {

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> kVerbs{
      outlook_exit_verb(),
      outlook_asks_verb(),
      watch_verb(),
      cover_verb(),
  };
  return kVerbs;
}

const std::vector<Family>& families() {
  static const std::vector<Family> kFamilies{
      {"record", "Import, show, count, export and check what is known, and since when"},
      {"outlook", "One question, in words or by its kind: probability, base rates, the cases counted"},
  };
  return kFamilies;
}

}  // namespace entente::verbs

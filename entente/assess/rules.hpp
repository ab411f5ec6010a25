#pragma once
// Rules by which motives and rival explanations are looked for: data/model/motives.toml.

#include "entente/base/date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::assess {

/// Which events count as a sign, and in which direction: from `actor` towards `target`. Both are relative to the case:
/// `host` and `counterpart` are the case's own, `other` any actor that is neither, `ally` another actor of the
/// counterpart's camp, `rival` one outside it (camps: data/model/ladder.toml), `any` all. A host that tells all foreign
/// forces to leave, and names nobody, means the counterpart too.
struct Sign {
  std::string words;  // "a coup in the host within two years"
  bool supports = true;
  bool expected = false;  // where it is not seen, that is said
  std::vector<std::string> types;
  std::string actor = "any";
  std::string target = "any";
  bool either_way = false;          // the same with the two sides changed counts too
  bool unless_ordered_out = false;  // not where the host has asked that actor to leave since
  int months = 24;
  int at_least = 1;           // events
  int at_least_partners = 0;  // distinct others among actor and target
};

/// What a public demand had come to twelve months later: the forces gone, gone in part or kept on new terms, or
/// nothing.
enum class AfterYear { left, new_terms, open };

struct Motive {
  std::string name;
  std::string words;
  std::string separating_observation;
  std::optional<AfterYear> after_year;  // of the cases that a rival explanation is set beside
  std::vector<Sign> signs;
};

/// For which hosts, from which day to which, events of all kinds were looked for. Only there is "expected and not seen"
/// said: elsewhere a missing row means that nobody looked.
struct Collected {
  std::vector<std::string> hosts;
  Day from{};
  Day to{};
};

/// data/model/motives.toml: rules fixed beforehand, the same for every case.
struct RulesFile {
  std::vector<Collected> collected;
  std::vector<Motive> motives;
  std::vector<Motive> hypotheses;
  std::string hash;
};

/// Throws Error{bad_data} with file, line and field.
RulesFile read_rules(std::string_view text, const std::string& file);

}  // namespace entente::assess

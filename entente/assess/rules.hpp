#pragma once
// Rules by which motives and rival explanations are looked for: data/model/motives.toml.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::assess {

/// Which events count as a sign, relative to the case: `host` and `counterpart` are the case's own, `other` any actor
/// that is neither, `any` all.
struct Sign {
  std::string words;  // "a coup in the host within two years"
  bool supports = true;
  bool expected = false;  // where it is not seen, that is said
  std::vector<std::string> types;
  std::string actor = "any";
  std::string target = "any";
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

/// data/model/motives.toml: rules fixed beforehand, the same for every case.
struct RulesFile {
  std::vector<Motive> motives;
  std::vector<Motive> hypotheses;
  std::string hash;
};

/// Throws Error{bad_data} with file, line and field.
RulesFile read_rules(std::string_view text, const std::string& file);

}  // namespace entente::assess

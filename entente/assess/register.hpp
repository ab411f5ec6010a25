#pragma once
// The register of evidence, filled while an assessment is composed.

#include "entente/assess/assessment.hpp"
#include "entente/record/view.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace entente::assess {

/// Rows that stand for a query in the register; its call gives all.
inline constexpr std::size_t kShownRows = 5;

class Register {
 public:
  explicit Register(const record::View& view) : view_(view) {}

  /// Cites a row by its evidence id in the record ("events:E0157") and returns the id in the register
  /// ("row:events:E0157"). Citing twice adds nothing. Throws Error{internal} for a row that the view does not hold.
  std::string row(std::string_view evidence_id);

  /// Cites a query over the view: what was counted, how many, the first kShownRows of its rows, and the call that gives
  /// all. `rows` are evidence ids of the record, the most telling first. A later query of the same name takes its
  /// place.
  std::string query(std::string_view name, std::string summary, std::string filter, long n,
                    const std::vector<std::string>& rows, Call call);

  /// Cites several rows.
  std::vector<std::string> rows(const std::vector<std::string>& evidence_ids);

  /// Whether a cited row is contradicted by another source. False for an id that was not cited.
  bool is_contradicted(const std::string& id) const;

  /// Whether there are ids and each stands on a row that is not verified.
  bool all_unverified(const std::vector<std::string>& ids) const;

  /// Takes in what another register of the same view holds; what both hold stays as it is here.
  void merge(Register&& other);

  /// The evidence by id, and what it amounts to.
  std::vector<Evidence> take();
  Basis basis() const;

 private:
  const record::View& view_;
  std::map<std::string, Evidence> evidence_;
};

/// Adds to an assessment the evidence that it does not hold yet, and keeps it in order.
void add_evidence(Assessment& to, std::vector<Evidence>&& more);

}  // namespace entente::assess

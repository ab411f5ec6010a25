#pragma once
// The present as a fold over the past: what is in force, who is where, how far each partnership has gone.
//
// Nothing here is stored; everything follows from dated facts of a view. docs/methods/two-clocks.md, section 3.

#include "entente/record/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

enum class AgreementStatus { in_force, ending, suspended, denounced, ended };

std::string_view name(AgreementStatus status);

/// `ending`: in force, with an end that was announced and has not been reported; `until` is the day that was named,
/// empty where none was. `since` is empty where no start is known: in force since unknown.
struct AgreementState {
  const Agreement* agreement = nullptr;
  AgreementStatus status = AgreementStatus::in_force;
  std::optional<Date> since;
  std::optional<Date> until;
};

/// Agreements that bind both states, by id. Pointers go into the view. Cost: linear.
std::vector<AgreementState> agreements_between(const View& view, std::string_view a, std::string_view b);

/// A base, camp or drone site; not a mine or an embassy.
bool is_military(const Site& site);

/// Whether the site was open on the view's day: not closed, and, where no closing was seen, its operator's forces have
/// not all left the host.
bool is_open(const View& view, const Site& site);

/// Sites of `operated_by` in `host` that are open on the day, by id.
std::vector<const Site*> open_sites(const View& view, std::string_view host, std::string_view operated_by);

/// A number of people somebody gave for a presence. `on` is the day it is said of.
struct PeopleCount {
  Date on;
  double low = 0;
  double high = 0;
  std::string what;  // the source's unit: "US military personnel"
  std::string evidence;
};

/// Every count of people of `sender` in `host`, by day: from events whose unit counts people, demands and sites.
std::vector<PeopleCount> people_counts(const View& view, std::string_view host, std::string_view sender);

/// The lowest and highest count said of the last `months` before the day; nothing where there is none. Counts of a
/// single site are left out: they are parts.
std::optional<PeopleCount> people_range(const View& view, std::string_view host, std::string_view sender, int months);

/// The latest demand of the host on the sender, by demand day; nullptr where there is none.
const Demand* latest_demand(const View& view, std::string_view host, std::string_view sender);

/// Demands that the host made on other senders since its latest coup, by demand day; none where it had no coup.
std::vector<const Demand*> demands_since_coup(const View& view, std::string_view host, std::string_view except_on);

/// How far a partnership has gone, by its dated steps.
enum class PartnerStage { none, talks, agreed, delivered, forces };

std::string_view name(PartnerStage stage);

struct PartnerStep {
  Date on;
  PartnerStage stage = PartnerStage::talks;
  std::string summary;
  std::string evidence;
};

struct PartnerState {
  std::string partner;
  PartnerStage stage = PartnerStage::none;
  std::vector<PartnerStep> steps;  // by day
  bool forces_left = false;        // forces were there and went
};

/// Steps of the last `months` months, and the stage they and older agreements or presences amount to.
PartnerState partner_state(const View& view, std::string_view host, std::string_view partner, int months);

/// Demands made within 24 months of a coup that were known on the day, and how many were resolved.
struct PostCoupDemands {
  std::vector<const Demand*> resolved;
  std::vector<const Demand*> pending;
};
PostCoupDemands post_coup_demands(const View& view);

/// The latest successful coup of the host, known as such, or nullptr.
const Coup* latest_coup(const View& view, std::string_view host);

}  // namespace entente::record

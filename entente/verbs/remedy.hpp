#pragma once
// Which day an error recommends. A remedy may name a day on which more is known than on the one asked of: it looks at
// the whole record, and no answer does.

#include "entente/assess/assessment.hpp"
#include "entente/record/view.hpp"
#include "entente/store/facts.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>

namespace entente::verbs {

/// All that the record holds.
record::View whole_record(const store::Facts& facts, record::Vintage vintage);

/// The first of these days, in their order, of which the view is as wanted. Cost: a view for each day up to it.
std::optional<Day> first_day_on_which(const store::Facts& facts, record::Vintage vintage, const std::set<Day>& days,
                                      const std::function<bool(const record::View&)>& wanted);

/// "ask as of 2015-08-01 or later, when the record knows of forces of Iran in Iraq": the next day on which forces of
/// the one are known to be in the other, else the last day before they had left, else that there is no such day. Cost:
/// a view for each later presence, up to the first that is known.
std::string day_with_forces(const store::Facts& facts, const record::View& view, const std::string& host,
                            const std::string& sender);

/// The same for an open demand of the host on the sender's forces.
std::string day_with_demand(const store::Facts& facts, const record::View& view, const std::string& host,
                            const std::string& sender);

/// The first later day on which a further session of the General Assembly is over, or that there is none.
std::string day_with_session(const store::Facts& facts, Day after);

/// Throws Error{bad_request} where nothing can be judged on the day; the remedy names a day on which something can, or
/// says that there is none.
void require_judgements(const assess::Assessment& assessment, const record::View& view, const store::Facts& facts);

}  // namespace entente::verbs

#pragma once
// The course of the demand on the counterpart, for the question of the presence. Only for this room.
//
// Where a demand is open, the number is that of the multi-state model (outlook/course.hpp); the ladder of reference
// classes stays beside it as base rate and outside view.

#include "entente/assess/part.hpp"
#include "entente/outlook/course.hpp"
#include "entente/outlook/ladder.hpp"

#include <optional>
#include <vector>

namespace entente::assess {

struct DemandCourse {
  outlook::CourseModel model;
  outlook::Standing standing;
  std::vector<outlook::Course> asked;  // by each day that is asked about; the first is the judgement's

  const outlook::Course& judged() const { return asked.front(); }
  int to_day() const;                   // of the judgement, after the demand
  const outlook::Course& last() const;  // by the latest of the days
};

/// Asked are the day named for the exit where one lies ahead, a month after it, and the `usual` day of the question;
/// else that day alone. Nothing where the model knows no open demand.
std::optional<DemandCourse> course_of_demand(const Given& given, int usual);

/// The number of a judgement that was drawn from the ladder: probability, interval, confidence, dissent, and the steps
/// behind it.
void take_course(Judgement& judgement, Register& evidence, const Given& given, const DemandCourse& course,
                 const outlook::Ladder& ladder);

/// What moved the number most, as a clause: a step since the demand, where it moved it farther than any class did; else
/// the class. Cites that class as evidence of the judgement.
std::string because_of(Judgement& judgement, Register& evidence, const Given& given, const DemandCourse* course,
                       const outlook::Ladder& ladder);

/// What would change the number and has not happened yet.
std::vector<std::string> would_change(const DemandCourse& course);

/// Adds the section "course": where the demand stands, what the number is of, why it is apart from the ladder's, and,
/// where several days are asked about, a table of them.
void add_course_section(Contribution& out, const Given& given, const DemandCourse& course,
                        const outlook::Ladder& ladder);

/// What to watch: for each observable at most two days, those that tell most. Both branches come from one forward
/// product. Where a ledger is wanted, each observable and what follows from it go there.
void add_course_indicators(Contribution& out, const Given& given, const Judgement& judgement,
                           const outlook::Question& question, const DemandCourse& course);

/// "10% | 50% | 90%" and the days by which the chance of having left is so large.
Table day_table(const DemandCourse& course);

}  // namespace entente::assess

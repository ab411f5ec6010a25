#pragma once
// The 80% intervals of an observable of a demand's course and of both of its branches.
//
// Method: docs/methods/outlook-stages.md, section 4.

#include "entente/base/executor.hpp"
#include "entente/outlook/course.hpp"

namespace entente::outlook {

/// Each holds its number.
struct CourseBands {
  stats::Interval chance{0, 1};
  stats::Interval seen{0, 1};
  stats::Interval unseen{0, 1};
};

/// `branches` are those of branches_of for the same model, standing and horizon. Cost: 0.2 ms for each draw. The same
/// bytes on any number of threads.
CourseBands bands_of(const CourseModel& model, const Standing& standing, const CourseBranches& branches, int to_day,
                     const Executor& executor);

}  // namespace entente::outlook

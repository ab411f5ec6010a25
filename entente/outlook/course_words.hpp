#pragma once
// What the course of a demand says, for a question and in words.
//
// Method: docs/methods/outlook-stages.md, section 4.

#include "entente/outlook/course.hpp"

#include <string>
#include <vector>

namespace entente::outlook {

/// The last days that a question about the demand asks for: where a day is named for the exit and lies ahead, that day
/// and a month after it; else, and where these lie beyond kLongestCourseDays, `usual`. Days after the demand,
/// ascending.
std::vector<int> asked_days(const Standing& standing, int usual);

/// What may be watched for: for each day after the view (30, 90 and 180, before the horizon), no outcome and whatever
/// else can still come from the stage. Left out is what moves the number by less than a point, or is seen or missed in
/// less than one case of a hundred.
std::vector<CourseBranches> watched(const CourseModel& model, const Standing& standing, int to_day);

/// "half of the forces, or all, are gone by 16 June 2024": where the demand stands on that day.
std::string words_of(const CourseBranches& branches);

/// "The sender has been committed to leaving since 19 April 2024; 15 September 2024 is named for the exit."
std::string standing_words(const Standing& standing);

/// Where the model and the ladder's number are ten points or more apart: both, and what of the standing makes the
/// difference; else empty. One to three sentences.
std::string why_apart(const CourseModel& model, const Course& course, double ladder);

}  // namespace entente::outlook

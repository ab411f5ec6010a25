#pragma once
// record import of a release of a series: a table by state and month, or events that are added up to one.

#include "entente/record/series_files.hpp"
#include "entente/verbs/record/import.hpp"

#include <optional>

namespace entente::verbs {

/// The series that the one file named holds; nothing where it is no file of a series and none is asked for. Throws
/// Error{bad_request} where a series is asked for and there is not one file.
std::optional<record::SeriesColumn> series_to_import(const RecordImportRequest& request);

/// Keeps the file as a release beside the others. Where no day of release is given, a table vintages.csv beside the
/// file may tell it. Throws Error: bad_request (no day of release, no months of a file of
/// events), bad_data (no value was taken), and as store::Releases::add_release does.
Result import_series(const Engine& engine, const RecordImportRequest& request, const record::SeriesColumn& series);

}  // namespace entente::verbs

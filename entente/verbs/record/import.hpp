#pragma once
// record import: a data folder, files of event streams, or a file of votes into the record.

#include "entente/stream/format.hpp"
#include "entente/verbs/verb.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::verbs {

template <>
inline constexpr std::array kWords<stream::DayForm>{
    std::pair{std::string_view("day-first"), stream::DayForm::day_first},
    std::pair{std::string_view("month-first"), stream::DayForm::month_first},
    std::pair{std::string_view("serial"), stream::DayForm::serial},
    std::pair{std::string_view("serial-1904"), stream::DayForm::serial_1904}};

struct RecordImportRequest {
  std::vector<std::string> paths;  // of streams or votes; none: the data folder
  std::string data = "data";
  std::vector<std::string> layers;  // own folders; empty: those of the record
  std::string reader;
  std::string mapping;  // path
  std::optional<stream::DayForm> dates;
  bool guess = false;
  std::string rejects;  // path
  std::optional<Day> released;
  bool by_timestamp = false;
  std::string series;  // that a file of events is added up to
  std::string months;  // that it is of: "2023-10" or "2023-01..2023-12"
  bool skip_unknown = false;
  // Of a knowledge graph without days.
  std::optional<Day> first_day;
  std::int64_t first_step = 0;
  int steps_per_day = 1;
};

/// Faulty rows are told through the engine's log and left out. Of several files those that cannot be read are all
/// named, the others stay and are told as unfinished, and the verb ends with Error{bad_data} unless `skip_unknown`.
/// Throws Error: bad_request (choices that exclude each other, a file that is in and was read by another mapping), and
/// as the readers and the store do.
Result record_import(const Engine& engine, const RecordImportRequest& request);

Verb record_import_verb();

}  // namespace entente::verbs

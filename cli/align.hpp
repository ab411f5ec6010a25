#pragma once
// What the files of the verb `align` share: its options, and a result as notes and tables.

#include "entente/align/ideal_points.hpp"
#include "entente/align/similarity.hpp"
#include "entente/base/delimited.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"
#include "entente/store/store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace entente::cli {

struct AlignOptions {
  std::string record;
  std::string format;
  std::string vintage;
  std::string on;
  std::vector<std::string> states;
  std::vector<std::string> show{"similarity"};
  std::vector<std::string> region;
  int sessions = 5;
  int least_votes = static_cast<int>(align::kEnoughVotes);
  int from = 0;
  int to = 0;
  std::string points;
  std::string column = "idealpointall";
  std::string turns = "data/model/turns.toml";
  std::string amounts;
  std::string capabilities;
  std::string capability = "cinc";
  std::string codes;
  std::vector<std::string> readers;
  int months = 24;
  int recent = 6;
  align::IdealPointOptions sampler;
  std::size_t threads = 0;
};

/// Notes are whole sentences; an empty cell is "not given".
struct AlignTable {
  std::string name;
  std::vector<std::string> notes;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// "0.123", and "0.100 to 0.200".
std::string decimals(double x);
std::string range_words(const stats::Interval& interval);
std::string range_words(const std::optional<stats::Interval>& interval);

/// A column of a table that the user gives. Throws Error{bad_data} with the remedy where it is missing.
std::size_t required_column(const DelimitedTable& table, const std::string& name, const std::string& remedy);

/// The number in a cell of it. Throws Error{bad_data} with line and field; also where it is not finite, and below zero
/// where that is not meant.
double number_cell(const DelimitedTable& table, const DelimitedRow& row, std::size_t column,
                   bool may_be_negative = true);

/// The year in a cell of it: a whole number of four digits. Throws as number_cell does.
int year_cell(const DelimitedTable& table, const DelimitedRow& row, std::size_t column);

/// Names the last roll call that existed on the view's day.
std::string votes_at_hand(const record::View& view);

/// The state's partners by year, who gained and who lost, shares where the rows are a whole, trade where given.
void add_partners(std::vector<AlignTable>& tables, const record::View& view, const AlignOptions& options);

/// Rates of acts between the first state and each of the others, by stream, month and class.
void add_tone(std::vector<AlignTable>& tables, const store::Store& store, const record::View& view,
              const AlignOptions& options);

/// Each index of many-sidedness with its slope on its own line.
void add_polarity(std::vector<AlignTable>& tables, const record::View& view, const AlignOptions& options);

}  // namespace entente::cli

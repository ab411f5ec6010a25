#include "entente/store/duck/trainings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sstream>

namespace entente::store::duck {

void write_trainings(Duck& duck, const Load& load) {
  const auto& reports = load.trainings.reports;
  duck.append("training_reports", reports.size(), [&](std::size_t i, Duck::Append& row) {
    row.text(reports[i].sender).integer(reports[i].fiscal_year).text(reports[i].report).day(reports[i].known_on);
    row.text(reports[i].basis).integer(reports[i].by_rule ? 1 : 0);
    row.text(fmt::format("{}", fmt::join(reports[i].unread, " ")));
  });
  const auto& trainings = load.trainings.trainings;
  duck.append("trainings", trainings.size(), [&](std::size_t i, Duck::Append& row) {
    const record::Training& t = trainings[i];
    row.text(t.sender).integer(t.fiscal_year).text(t.host).text(t.programme).integer(t.trainings).integer(t.students);
    row.integer(t.students_missing).number(t.cost_usd).integer(t.cost_missing);
    t.first_day ? row.day(*t.first_day) : row.null();
    t.last_day ? row.day(*t.last_day) : row.null();
  });
}

void read_trainings(Duck& duck, record::ViewInput& input) {
  if (!has_table(duck, "trainings")) return;
  duck.query(
      "select sender, fiscal_year, report, known_on, basis, by_rule, unread from training_reports where known_on <= ? "
      "order by sender, fiscal_year",
      {input.as_of}, [&](const DuckRow& row) {
        record::TrainingReport report{std::string(row.text(0)),
                                      row.integer(1),
                                      std::string(row.text(2)),
                                      row.day(3),
                                      std::string(row.text(4)),
                                      row.integer(5) != 0,
                                      {}};
        std::istringstream unread{std::string(row.text(6))};
        for (std::string host; unread >> host;) report.unread.push_back(host);
        input.training_reports.push_back(std::move(report));
      });
  const auto day = [](const DuckRow& row, idx_t column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.day(column));
  };
  duck.query(
      "select t.sender, t.fiscal_year, t.host, t.programme, t.trainings, t.students, t.students_missing, t.cost_usd, "
      "t.cost_missing, t.first_day, t.last_day from trainings t join training_reports r on r.sender = t.sender and "
      "r.fiscal_year = t.fiscal_year where r.known_on <= ? order by t.sender, t.fiscal_year, t.host, t.programme",
      {input.as_of}, [&](const DuckRow& row) {
        input.trainings.push_back({std::string(row.text(0)), row.integer(1), std::string(row.text(2)),
                                   std::string(row.text(3)), row.integer(4), static_cast<long>(row.big(5)),
                                   row.integer(6), row.number(7), row.integer(8), day(row, 9), day(row, 10)});
      });
}

}  // namespace entente::store::duck

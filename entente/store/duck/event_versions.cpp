#include "entente/store/duck/event_versions.hpp"

#include "entente/stream/format.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace entente::store::duck {
namespace {

constexpr std::string_view kGraphReader = "graph";

bool is_mapped(const std::string& reader) {
  const auto& known = stream::formats();
  return reader != kGraphReader &&
         std::none_of(known.begin(), known.end(), [&](const stream::Format& f) { return f.name == reader; });
}

// A mapping's ids may be those of another table that begins its count anew, so there the day must be the same too;
// those of a graph are its numbers of names, which mean others in another graph.
std::string same_row(const std::string& reader) {
  return std::string("n.id = o.id") + (is_mapped(reader) ? " and n.day = o.day" : "");
}

// Rows `o` that rows `n` of later files give again count until the first day on which one of these was known.
void mark(Duck& duck, const std::string& reader, const std::string& which) {
  duck.run(fmt::format(
      "update events set replaced_on = least(coalesce(events.replaced_on, r.known_on), r.known_on) from (select "
      "o.load, o.id, o.day, min(n.known_on) as known_on from events o join events n on {} where {} group by 1, 2, 3) r "
      "where events.load = r.load and events.id = r.id and events.day = r.day",
      same_row(reader), which));
}

}  // namespace

std::vector<std::int64_t> by_release(std::span<const LoadAccount> loads, const std::string& reader) {
  std::vector<std::pair<Day, std::int64_t>> order;
  Day newest = Day::min();
  for (const LoadAccount& load : loads) {
    if (load.reader != reader) continue;
    const Day released = load.released.value_or(newest);
    newest = std::max(newest, released);
    order.emplace_back(released, load.load);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::int64_t> out;
  for (const auto& [released, load] : order) out.push_back(load);
  return out;
}

void mark_replaced(Connection& connection, const LoadAccount& load) {
  if (load.taken == 0 || load.reader == kGraphReader) return;
  Duck& duck = connection.duck;
  const std::vector<std::int64_t> order = by_release(connection.loads(duck), load.reader);
  const auto at = std::find(order.begin(), order.end(), load.load);
  const std::span earlier(order.begin(), at);
  const std::span later(std::min(at + 1, order.end()), order.end());
  // GDELT tells of each row when it was added, and never revises it: blocks of other days are not looked at.
  const auto of_days = [&](std::string_view other) {
    return load.reader.starts_with("gdelt")
               ? fmt::format(
                     " and {0}.known_on between (select min(known_on) from events where load = {1}) and (select "
                     "max(known_on) from events where load = {1})",
                     other, load.load)
               : std::string();
  };
  if (!earlier.empty())
    mark(duck, load.reader,
         fmt::format("n.load = {} and o.load in ({}){}", load.load, fmt::join(earlier, ", "), of_days("o")));
  if (!later.empty())
    mark(duck, load.reader,
         fmt::format("o.load = {} and n.load in ({}){}", load.load, fmt::join(later, ", "), of_days("n")));
}

void remove_rows(Connection& connection, const LoadAccount& undone) {
  Duck& duck = connection.duck;
  std::vector<LoadAccount> loads = connection.loads(duck);
  std::vector<std::int64_t> before = by_release(loads, undone.reader);
  std::erase_if(loads, [&](const LoadAccount& load) { return load.load == undone.load; });
  std::erase(before, undone.load);
  const std::vector<std::int64_t> order = by_release(loads, undone.reader);
  const std::string left = fmt::format("({})", fmt::join(order.empty() ? std::vector<std::int64_t>{-1} : order, ", "));
  // A file without a day of release may take another place once one before it is gone; then all rows are looked at.
  duck.run(fmt::format("create temp table touched as select distinct id from events where load = {}{}", undone.load,
                       order == before ? "" : " or load in " + left));
  duck.query("delete from events where load = ?", {undone.load}, [](const DuckRow&) {});
  if (undone.reader != kGraphReader) {
    const std::string touched = "(select id from touched)";
    duck.run(
        fmt::format("update events set replaced_on = null where replaced_on is not null and load in {} and id in {}",
                    left, touched));
    const std::string later =
        std::is_sorted(order.begin(), order.end())
            ? std::string("n.load > o.load")
            : fmt::format("list_position([{0}], n.load) > list_position([{0}], o.load)", fmt::join(order, ", "));
    mark(duck, undone.reader,
         fmt::format("{} and o.id in {} and o.load in {} and n.load in {}", later, touched, left, left));
  }
  duck.run("drop table touched");
}

}  // namespace entente::store::duck

#include "entente/store/duck/event_query.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace entente::store::duck {
namespace {

std::int64_t number_of_name(Duck& duck, const std::string& text) {
  std::int64_t number = -1;
  duck.query("select id from names where text = ?", {text}, [&](const DuckRow& row) { number = row.integer(0); });
  return number;
}

}  // namespace

void Where::add(std::string_view condition, std::initializer_list<Value> values) {
  sql += fmt::format(" and {}", condition);
  parameters.insert(parameters.end(), values);
}

Where where_of_stream(const EventQuery& query, const std::vector<LoadAccount>& loads) {
  Where where;
  if (query.known_on != Day::max()) {
    where.add("e.known_on <= ?", {query.known_on});
    where.add("(e.replaced_on is null or e.replaced_on > ?)", {query.known_on});
  } else {
    where.add("e.replaced_on is null", {});
  }
  // "Clear" is UCDP's word for a row that is checked.
  if (query.checked_only)
    where.add("(e.status = 0 or e.status in (select id from names where lower(text) = 'clear'))", {});
  if (query.precise_only) where.add(fmt::format("not {}", vague_row()), {});
  if (query.from) where.add(query.lasting == Lasting::any_day ? "e.last_day >= ?" : "e.day >= ?", {*query.from});
  if (query.to) where.add("e.day <= ?", {*query.to});
  if (!query.readers.empty()) {
    std::vector<std::int64_t> numbers{-1};
    for (const LoadAccount& load : loads)
      if (std::find(query.readers.begin(), query.readers.end(), load.reader) != query.readers.end())
        numbers.push_back(load.load);
    where.add(fmt::format("e.load in ({})", fmt::join(numbers, ", ")), {});
  }
  return where;
}

Where where_of(Duck& duck, const EventQuery& query, const std::vector<LoadAccount>& loads) {
  Where where = where_of_stream(query, loads);
  const auto is = [](std::string_view side) { return fmt::format("(e.{0}_state = ? or e.{0} = ?)", side); };
  const Value actor = number_of_name(duck, query.actor);
  const Value target = number_of_name(duck, query.target);
  if (!query.actor.empty() && !query.target.empty() && query.either_way) {
    where.add(fmt::format("(({0} and {1}) or ({0} and {1}))", is("actor"), is("target")),
              {actor, actor, target, target, target, target, actor, actor});
  } else if (query.either_way && query.actor.size() + query.target.size() > 0) {
    const Value one = query.actor.empty() ? target : actor;
    where.add(fmt::format("({} or {})", is("actor"), is("target")), {one, one, one, one});
  } else {
    if (!query.actor.empty()) where.add(is("actor"), {actor, actor});
    if (!query.target.empty()) where.add(is("target"), {target, target});
  }
  return where;
}

std::string vague_row() {
  return fmt::format("(e.place_precision >= {} or e.day_precision >= {})",
                     static_cast<int>(stream::PlacePrecision::region), static_cast<int>(stream::DayPrecision::month));
}

std::string class_of_type(Duck& duck) {
  std::array<std::vector<std::int32_t>, stream::kQuads> types;
  duck.query("select id, text from names where contains(text, ':') order by id", {}, [&](const DuckRow& row) {
    types[static_cast<std::size_t>(stream::quad_of(row.text(1)))].push_back(row.integer(0));
  });
  std::string out = "case";
  for (std::size_t c = 0; c + 1 < stream::kQuads; ++c)
    if (!types[c].empty()) out += fmt::format(" when e.type in ({}) then {}", fmt::join(types[c], ", "), c);
  return out == "case" ? std::to_string(stream::kQuads - 1) : out + fmt::format(" else {} end", stream::kQuads - 1);
}

}  // namespace entente::store::duck

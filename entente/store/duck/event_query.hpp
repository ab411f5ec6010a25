#pragma once
// What a query of events asks for, as a condition on the table `events`.

#include "entente/store/duck/duck.hpp"
#include "entente/store/events.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace entente::store::duck {

/// A condition on `events e` and its parameters.
struct Where {
  std::string sql = "true";
  std::vector<Value> parameters;

  void add(std::string_view condition, std::initializer_list<Value> values);
};

/// Days, readers and the standing of rows alone: whatever their actors.
Where where_of_stream(const EventQuery& query, const std::vector<LoadAccount>& loads);

/// All that the query asks for.
Where where_of(Duck& duck, const EventQuery& query, const std::vector<LoadAccount>& loads);

/// An expression on `events e`: whether its place is known by its region or worse, or its day by its month or worse.
std::string vague_row();

/// "case e.type when 7 then 0 ... else 4 end" over the types that occur: the number of the class.
std::string class_of_type(Duck& duck);

}  // namespace entente::store::duck

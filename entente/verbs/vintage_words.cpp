#include "entente/verbs/vintage_words.hpp"

#include "entente/base/error.hpp"
#include "entente/verbs/engine.hpp"

#include <fmt/format.h>

namespace entente::verbs {

record::Figures figures_of(const std::string& word, const char* parameter) {
  for (const auto& [name, vintage] : kWords<record::Vintage>)
    if (name == word) return vintage;
  if (const auto day = parse_day(word)) return record::Figures::released_by(*day);
  throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is no vintage", word),
              "give latest, strict, or the day by which the figures had been released, such as 2023-12-01",
              {"", 0, parameter});
}

record::View view_with(const store::Store& store, Day day, const record::Figures& figures) {
  if (!figures.by) return view_of(store, day, figures.vintage);
  return record::View::from(store::releases_of(store).as_of_with(day, figures));
}

}  // namespace entente::verbs

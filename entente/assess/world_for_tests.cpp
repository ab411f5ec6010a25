#include "entente/assess/world_for_tests.hpp"

#include "entente/base/delimited.hpp"
#include "entente/outlook/model_file.hpp"

namespace entente::assess::drawn {

Models shipped_models() {
  const auto read = [](const std::string& name, const auto& parse) {
    const std::string file = std::string(ENTENTE_SOURCE_DIR) + "/data/model/" + name;
    return parse(read_file(file), file);
  };
  return {read("ladder.toml", outlook::read_ladder_file),
          read("deaths.toml", outlook::read_deaths_model),
          read("precedents.toml", outlook::read_precedents_model),
          read("stages.toml", outlook::read_course_spec),
          read("signals.toml", outlook::read_signal_spec),
          read("motives.toml", read_rules),
          read("powers.toml", align::read_powers)};
}

}  // namespace entente::assess::drawn

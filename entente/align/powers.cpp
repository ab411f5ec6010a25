#include "entente/align/powers.hpp"

#include "entente/base/hash.hpp"
#include "entente/base/toml_fields.hpp"

#include <algorithm>

namespace entente::align {
namespace {

TomlFields table_of(const TomlFields& root, std::string_view name) {
  const auto table = root.optional_table(name);
  if (!table) root.fail(name, "the table is missing");
  return *table;
}

}  // namespace

Powers read_powers(std::string_view text, const std::string& file) {
  const TomlFields root = TomlFields::parse(
      text, file, {.remedy = "docs/methods/alignment.md, section 2, describes the file", .full_names = true});
  root.only({"votes", "polarity", "partners"});
  const TomlFields votes = table_of(root, "votes");
  const TomlFields polarity = table_of(root, "polarity");
  const TomlFields partners = table_of(root, "partners");
  votes.only({"high", "low"});
  polarity.only({"poles"});
  partners.only({"followed"});
  Powers out{votes.texts("high"), votes.texts("low"), polarity.texts("poles"), partners.texts("followed"),
             sha256(text)};
  for (const std::string& state : out.low)
    if (std::find(out.high.begin(), out.high.end(), state) != out.high.end())
      votes.fail("low", state + " stands at both ends of the scale", "name it once");
  return out;
}

}  // namespace entente::align

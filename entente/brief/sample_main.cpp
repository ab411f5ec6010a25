// Writes the sample assessment of the tests as sample.html, sample.md and sample.json into a folder, to be looked at.

#include "entente/base/output_file.hpp"
#include "entente/brief/html.hpp"
#include "entente/brief/json.hpp"
#include "entente/brief/markdown.hpp"
#include "entente/brief/sample_assessment.hpp"

#include <fmt/format.h>

#include <string>

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: entente_brief_sample FOLDER [full]\n");
    return 64;
  }
  const std::string folder = argv[1];
  const auto assessment = entente::brief::sample_assessment();
  using entente::brief::Style;
  const Style full = argc > 2 ? Style::full : Style::brief;
  entente::write_file(folder + "/sample.html", entente::brief::to_html(assessment, {.style = full}));
  entente::write_file(folder + "/sample.md", entente::brief::to_markdown(assessment, {.style = full}));
  entente::write_file(folder + "/sample.json", entente::brief::to_json(assessment));
  return 0;
}

#include "entente/verbs/door.hpp"

namespace entente::verbs {
namespace {

std::vector<Parameter> declared() {
  Parameters<DoorRequest> p;
  p.group("For every verb");
  p.add("record", &DoorRequest::record, "The record: one file, made by `entente record import`").called("FILE").reads();
  p.add("models", &DoorRequest::models, "Folder of the model files")
      .called("FOLDER")
      .reads()
      .absent("data/model here, else beside the program");
  p.add("threads", &DoorRequest::threads, "Threads at most; 0 = all. The result is the same")
      .called("N")
      .range(0, 4096);
  p.add("format", &DoorRequest::format, "What the standard output gets")
      .called("FORMAT")
      .absent("the first of the verb's");
  p.add("table", &DoorRequest::table, "Which table csv gives").called("TABLE").absent("the first");
  p.add("out", &DoorRequest::out, "Where the answer goes: a file, or the folder for a verb that writes several")
      .called("PATH")
      .writes()
      .absent("the standard output; files into this folder");
  p.add("for-spreadsheets", &DoorRequest::for_spreadsheets,
        "In csv, an apostrophe before each cell that a spreadsheet would take for a formula");
  return p.take();
}

}  // namespace

const std::vector<Parameter>& door_parameters() {
  static const std::vector<Parameter> all = declared();
  return all;
}

}  // namespace entente::verbs

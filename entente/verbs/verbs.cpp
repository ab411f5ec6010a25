// The table of verbs, in the order of help.

#include "entente/verbs/align/align.hpp"
#include "entente/verbs/brief.hpp"
#include "entente/verbs/case/new.hpp"
#include "entente/verbs/case/pack.hpp"
#include "entente/verbs/cover/cover.hpp"
#include "entente/verbs/outlook_arrival.hpp"
#include "entente/verbs/outlook_deaths.hpp"
#include "entente/verbs/outlook_dependence.hpp"
#include "entente/verbs/outlook_exit.hpp"
#include "entente/verbs/outlook_precedents.hpp"
#include "entente/verbs/outlook_question.hpp"
#include "entente/verbs/outlook_stages.hpp"
#include "entente/verbs/outlook_time.hpp"
#include "entente/verbs/record/add.hpp"
#include "entente/verbs/record/check.hpp"
#include "entente/verbs/record/export.hpp"
#include "entente/verbs/record/import.hpp"
#include "entente/verbs/record/layers.hpp"
#include "entente/verbs/record/loads.hpp"
#include "entente/verbs/record/rates.hpp"
#include "entente/verbs/record/show.hpp"
#include "entente/verbs/record/state.hpp"
#include "entente/verbs/record/vintages.hpp"
#include "entente/verbs/score/score.hpp"
#include "entente/verbs/verb.hpp"
#include "entente/verbs/watch.hpp"
#include "entente/verbs/watch_cases.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace entente::verbs {

namespace {

// The verbs on a user's own rows stand behind the import: one for each table.
std::vector<Verb> with_additions(std::vector<Verb> verbs) {
  std::vector<Verb> own = record_add_verbs();
  own.push_back(record_layers_verb());
  own.push_back(record_diff_verb());
  const auto undo = std::find_if(verbs.begin(), verbs.end(), [](const Verb& v) { return v.name == "record undo"; });
  verbs.insert(undo, std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
  return verbs;
}

}  // namespace

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> all = with_additions({
      // One a line, in the order of help.
      brief_verb(),
      case_new_verb(),
      case_pack_verb(),
      case_open_verb(),
      record_import_verb(),
      record_loads_verb(),
      record_undo_verb(),
      record_show_verb(),
      record_state_verb(),
      record_rates_verb(),
      record_vintages_verb(),
      record_export_verb(),
      record_check_verb(),
      outlook_question_verb(),
      outlook_exit_verb(),
      outlook_asks_verb(),
      outlook_arrival_verb(),
      outlook_deaths_verb(),
      outlook_precedents_verb(),
      outlook_stages_verb(),
      outlook_time_verb(),
      outlook_dependence_verb(),
      watch_verb(),
      watch_cases_verb(),
      score_verb(),
      cover_verb(),
      align_verb(),
  });
  return all;
}

const std::vector<Family>& families() {
  static const std::vector<Family> all{
      {"case", "Make a case from two states and a day; pack it for others, open theirs"},
      {"record", "Add to, import, show, count, export and check what is known, and since when"},
      {"outlook", "One question, in words or by its kind: probability, base rates, the cases counted"},
  };
  return all;
}

}  // namespace entente::verbs

#include "entente/verbs/precedent_tables.hpp"

#include <fmt/format.h>

namespace entente::verbs {
namespace {

std::string steps_in_words(const std::vector<outlook::Step>& steps) {
  if (steps.empty()) return "nothing of the alphabet";
  std::string out;
  for (const outlook::Step& s : steps)
    out += fmt::format("{}{} {} {}", out.empty() ? "" : "; ", s.letter, to_string(s.on), s.label);
  return out;
}

// What has not come yet may come while the months after are not over.
Cell came(const outlook::Precedent& p, bool yes) {
  if (!yes && !p.complete) return None{"not yet"};
  return yes;
}

}  // namespace

Table nearest_table(const outlook::Precedents& precedents, const record::View& view, const std::string& name,
                    PrecedentShown shown) {
  Table t{.name = name};
  t.columns = {text_column("host"),
               text_column("host_code").only_for_programs(),
               text_column("coup").only_for_programs(),
               day_column("coup_on").headed("coup"),
               text_column("letters").headed("sequence"),
               number_column("distance"),
               number_column("weight", look::kTwo),
               flag_column("asked"),
               flag_column("left"),
               flag_column("rival_came").headed("rival forces came"),
               text_column("followed").headed("what followed"),
               flag_column("complete").headed("months over")};
  for (const char* column : {"asked", "left", "rival_came"})
    t.columns[t.column(column)].in_text = shown == PrecedentShown::outcomes;
  for (const char* column : {"followed", "complete"})
    t.columns[t.column(column)].in_text = shown == PrecedentShown::steps;
  for (const outlook::Precedent& p : precedents.nearest)
    t.rows.push_back({view.actor_name(p.host), p.host, p.coup, p.coup_on, p.letters, p.distance, p.weight,
                      came(p, p.asked), came(p, p.left), came(p, p.rival_came), steps_in_words(p.followed),
                      p.complete});
  return t;
}

Table nearest_steps_table(const outlook::Precedents& precedents) {
  Table t{.name = "nearest-steps", .title = "The steps of each of the nearest", .in_text = false};
  t.columns = {text_column("coup"), flag_column("after_the_cut"), text_column("letter"),
               day_column("on"),    text_column("label"),         text_column("evidence")};
  for (const outlook::Precedent& p : precedents.nearest)
    for (const auto* steps : {&p.steps, &p.followed})
      for (const outlook::Step& s : *steps)
        t.rows.push_back({p.coup, steps == &p.followed, std::string(1, s.letter), s.on, s.label, s.id});
  return t;
}

}  // namespace entente::verbs

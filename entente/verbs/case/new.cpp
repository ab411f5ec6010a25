#include "entente/verbs/case/new.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/base/text.hpp"
#include "entente/record/lives.hpp"
#include "entente/states/states.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

namespace entente::verbs {

namespace fs = std::filesystem;

std::string actor_named(const record::View& view, const std::string& text, const std::string& option) {
  std::string upper(trimmed(text));
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (view.actors.contains(upper)) return upper;
  const std::string wanted = lowered(std::string(trimmed(text)));
  std::vector<std::string> names;
  for (const auto& [code, actor] : view.actors) {
    if (lowered(actor.name) == wanted || lowered(actor.in_sentence) == wanted) return code;
    names.push_back(lowered(actor.name));
  }
  const states::Answer answer = states::States::all().meaning(states::List::name, text);
  if (!answer.code.empty() && view.actors.contains(answer.code)) return std::string(answer.code);
  const std::string near = nearest(wanted, names);
  throw Error(ErrorCode::bad_request,
              answer.several.empty() ? fmt::format("the record knows no actor \"{}\"", text)
                                     : fmt::format("\"{}\" names several states", text),
              !answer.several.empty() ? fmt::format("write one of {}", fmt::join(answer.several, ", "))
              : near.empty()          ? std::string("write a name or an ISO 3166 alpha-3 code")
                                      : fmt::format("did you mean {}?", near),
              {"", 0, "--" + option});
}

namespace {

// The same, where it has not ended by the day.
std::string standing_actor(const record::View& view, const std::string& text, const std::string& option) {
  std::string code = actor_named(view, text, option);
  const states::States& all = states::States::all();
  const states::State* state = all.find(code);
  if (state == nullptr || view.as_of < state->until) return code;
  const std::string next = record::successor_of(view, code);
  throw Error(
      ErrorCode::bad_request, fmt::format("{} ({}) {}", view.in_sentence(code), code, all.why_not(code, view.as_of)),
      fmt::format("{}, or a day before its end with --as-of",
                  next == code ? fmt::format("name one of {}", fmt::join(state->became, ", ")) : "write " + next),
      {"", 0, "--" + option});
}

}  // namespace

void require_folder_name(const std::string& name, const std::string& option) {
  const bool good = !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
  if (!good)
    throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is not a name of a case", name),
                "use letters, digits, - and _", {"", 0, option});
}

assess::NewCase proposed_case(const store::Facts& facts, const ProposedPair& pair) {
  const record::View view = view_of(facts, pair.as_of, pair.vintage);
  const std::string host = standing_actor(view, pair.host, "host");
  const std::string counterpart = standing_actor(view, pair.counterpart, "counterpart");
  assess::Borders borders;
  for (auto& [code, others] : load_neighbours(facts)) borders[code] = others;
  return assess::new_case(view, host, counterpart, borders);
}

Result case_new(const Engine& engine, const CaseNewRequest& request) {
  const auto store = engine.open();
  assess::NewCase made = proposed_case(
      *store, {request.host, request.counterpart, request.as_of ? *request.as_of : engine.today(), request.vintage});
  if (!request.name.empty()) {
    require_folder_name(request.name, "--name");
    made.of.name = request.name;
  }
  Result out{.verb = "case new", .basis = {.as_of = made.of.as_of}};
  const fs::path folder = fs::path(request.folder) / made.of.name;
  const std::string file = (folder / "case.toml").string();
  if (!request.dry_run) {
    if (fs::exists(file) && !request.anyway)
      throw Error(ErrorCode::conflict, "the case is there already", "give --name, or --anyway to write it anew",
                  {file, 0, ""});
    const std::string text = assess::case_text(made);
    assess::read_case(text, made.of.name, file);  // throws where it could not be read again
    make_folder(folder.string(), "--folder");
    out.writes.push_back({file, [text](std::string_view) { return text; }});
  }
  Table t{.name = "choices", .apart = false, .line = "  {field}: {because}"};
  t.columns = {text_column("field"), text_column("because")};
  for (const assess::CaseChoice& choice : made.choices) t.rows.push_back({choice.field, choice.because});
  out.head = {made.of.question, request.dry_run ? fmt::format("{} would be written:", file)
                                                : fmt::format("{} is written; each field and why:", file)};
  out.tables = {std::move(t)};
  if (!request.dry_run)
    out.foot = {fmt::format("`entente brief {}` computes it; the file may be changed.",
                            request.folder == CaseNewRequest{}.folder ? made.of.name : folder.string())};
  return out;
}

Verb case_new_verb() {
  Parameters<CaseNewRequest> p;
  p.add("host", &CaseNewRequest::host, "The host, such as NER").called("STATE").required();
  p.add("counterpart", &CaseNewRequest::counterpart, "The other side, such as USA").called("STATE").required();
  add_as_of(p, &CaseNewRequest::as_of).absent("today");
  p.add("name", &CaseNewRequest::name, "Of the case").absent("made of the two and the year");
  p.add("folder", &CaseNewRequest::folder, "Where cases lie").called("FOLDER").writes_below();
  p.add("anyway", &CaseNewRequest::anyway, "Also where the case is there already");
  p.add("dry-run", &CaseNewRequest::dry_run, "Only say what would be written");
  add_vintage(p, &CaseNewRequest::vintage);
  Verb verb = make_verb("case new", "Write a case from two states and a day, with the reason for each field",
                        std::move(p), case_new);
  verb.examples = {{"What would be asked of Senegal and France",
                    "case new --host Senegal --counterpart France --as-of 2024-11-29 --dry-run"}};
  verb.pages = {"docs/cases.md"};
  verb.tables = {"choices"};
  return verb;
}

}  // namespace entente::verbs

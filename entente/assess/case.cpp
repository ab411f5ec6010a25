#include "entente/assess/case.hpp"

#include "entente/base/toml_fields.hpp"
#include "entente/record/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace entente::assess {
namespace {

// A figure as one number, or as low, middle and high.
std::optional<basing::Figure> figure(const TomlFields& fields, const std::string& field, double lo, double hi) {
  const TomlValue* value = fields.find(field);
  if (value == nullptr) return std::nullopt;
  constexpr const char* kBasis = "planning choice: given in the case";
  if (value->kind != TomlValue::Kind::list) {
    const double one = fields.number(field, {lo, hi});
    return basing::Figure{one, one, one, true, kBasis};
  }
  std::vector<double> out;
  for (const TomlValue& item : value->items) {
    const auto number = item.number();
    if (!number || *number < lo || *number > hi || (!out.empty() && *number < out.back()))
      fields.fail(field, fmt::format("these are not three numbers from {} to {} in order", lo, hi),
                  "write [14, 20, 27]");
    out.push_back(*number);
  }
  if (out.size() != 3)
    fields.fail(field, "low, middle and high are three numbers", "write [14, 20, 27], or one number");
  return basing::Figure{out[0], out[1], out[2], true, kBasis};
}

void check_code(const TomlFields& fields, const std::string& field, const std::string& value) {
  // Letters only: whether the code names an actor is the record's to say.
  const bool good = value.size() >= 2 && value.size() <= 10 && std::all_of(value.begin(), value.end(), [](char c) {
                      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
                    });
  if (!good)
    fields.fail(field, fmt::format("\"{}\" is not an actor code", value),
                "use ISO 3166 alpha-3, such as NER for Niger and NGA for Nigeria");
}

std::string code(const TomlFields& fields, const std::string& field) {
  std::string value = fields.text(field);
  check_code(fields, field, value);
  return value;
}

std::vector<std::string> checked_codes(const TomlFields& fields, const std::string& field,
                                       std::vector<std::string> codes) {
  for (std::size_t i = 0; i < codes.size(); ++i) {
    check_code(fields, field, codes[i]);
    if (std::find(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(i), codes[i]) !=
        codes.begin() + static_cast<std::ptrdiff_t>(i))
      fields.fail(field, codes[i] + " stands there twice", "name it once");
  }
  return codes;
}

std::vector<std::string> codes(const TomlFields& fields, const std::string& field) {
  return checked_codes(fields, field, fields.texts(field));
}

std::vector<std::string> optional_codes(const TomlFields& fields, const std::string& field) {
  return checked_codes(fields, field, fields.optional_texts(field));
}

std::vector<Day> ordered_days(const TomlFields& fields, const std::string& field) {
  std::vector<Day> days = fields.optional_days(field);
  for (std::size_t i = 1; i < days.size(); ++i)
    if (days[i] <= days[i - 1])
      fields.fail(field, to_string(days[i]) + " is not after the day before it", "put them in order");
  return days;
}

Alternatives alternatives_of(const TomlFields& f) {
  f.only({"hosts", "aircraft", "min_hours", "violence_months", "violence_in", "surface", "within_km", "lengthen_ft",
          "satellite_link", "figures", "airspace"});
  Alternatives out;
  out.hosts = codes(f, "hosts");
  out.aircraft = f.text("aircraft");
  out.min_hours = f.optional_number("min_hours", {0.1, 72}).value_or(8);
  out.violence_months = f.optional_whole("violence_months", 1, 600).value_or(36);
  out.violence_in = codes(f, "violence_in");
  if (const std::string surface = f.optional_text("surface").value_or(""); !surface.empty()) {
    const auto surfaces = basing::surfaces_named(surface);
    if (!surfaces)
      f.fail("surface", fmt::format("\"{}\" is not a rule", surface), "use paved, paved-or-unknown or any");
    out.surfaces = *surfaces;
  }
  out.within_km = f.optional_number("within_km", {0, 20000}).value_or(0);
  out.lengthen_ft = f.optional_number("lengthen_ft", {0, 20000}).value_or(0);
  out.satellite_link = f.optional_flag("satellite_link").value_or(true);
  if (const auto g = f.optional_table("figures")) {
    g->only({"endurance_h", "cruise_kmh", "reserve_h", "turn_h", "runway_ft", "link_radius_km"});
    out.figures.endurance_h = figure(*g, "endurance_h", 0.1, 1000);
    out.figures.cruise_kmh = figure(*g, "cruise_kmh", 1, 10000);
    out.figures.reserve_h = figure(*g, "reserve_h", 0, 1000);
    out.figures.turn_h = figure(*g, "turn_h", 0, 1000);
    out.figures.runway_ft = figure(*g, "runway_ft", 0, 30000);
    out.figures.link_radius_km = figure(*g, "link_radius_km", 1, 20000);
  }
  for (const TomlFields& a : f.optional_tables("airspace")) {
    a.only({"name", "closed", "border_watch_km"});
    out.airspace.push_back(
        {a.text("name"), codes(a, "closed"), a.optional_number("border_watch_km", {0, 1000}).value_or(0)});
  }
  return out;
}

CaseQuestion question_of(const TomlFields& f) {
  f.only({"id", "kind", "ask", "horizon_days", "resolution"});
  CaseQuestion q;
  q.id = f.text("id");
  const std::string kind = f.text("kind");
  if (kind == "presence") {
    q.kind = QuestionKind::presence;
  } else if (kind == "arrival") {
    q.kind = QuestionKind::arrival;
  } else if (kind == "deaths") {
    q.kind = QuestionKind::deaths;
  } else if (kind == "asked") {
    q.kind = QuestionKind::asked;
  } else {
    f.fail("kind", fmt::format("\"{}\" is not a kind of question", kind), "use presence, arrival, deaths or asked");
  }
  if (q.kind == QuestionKind::asked) {
    q.ask = f.text("ask");
  } else if (f.find("ask") != nullptr) {
    f.fail("ask", "only a question of the kind \"asked\" has one", "leave it out");
  }
  q.horizon_days = f.optional_whole("horizon_days", 1, 3650).value_or(365);
  q.resolution = f.text("resolution");
  return q;
}

// "a, b or c": the words of a column of the record.
std::string words_of_list(std::string_view list) {
  std::string out(list);
  for (std::size_t at = out.find(' '); at != std::string::npos; at = out.find(' ', at + 2)) out.replace(at, 1, ", ");
  if (const auto last = out.rfind(", "); last != std::string::npos) out.replace(last, 2, " or ");
  return out;
}

// One of the kinds of demand that the record knows.
std::string demand_kind(const TomlFields& f, std::string kind) {
  for (const record::Column& column : record::table("demands").columns) {
    if (column.name != "demand_kind") continue;
    if ((" " + std::string(column.choices) + " ").find(" " + kind + " ") != std::string::npos) return kind;
    f.fail("demand_kind", fmt::format("\"{}\" is not a kind of demand", kind), "use " + words_of_list(column.choices));
  }
  return kind;
}

outlook::Branch branch_of(const TomlFields& f) {
  f.only({"id", "words", "coup", "demand_kind", "silent_days", "assumed"});
  outlook::Branch b;
  b.id = f.text("id");
  b.words = f.text("words");
  b.coup = f.optional_flag("coup");
  if (std::string kind = f.optional_text("demand_kind").value_or(""); !kind.empty()) b.kind = demand_kind(f, kind);
  b.silent_days = f.optional_whole("silent_days", 1, 3650);
  b.assumed = f.optional_number("assumed", {0.01, 0.99});
  if (!b.coup && !b.kind && !b.silent_days && !b.assumed)
    f.fail("id", "the branch changes nothing", "give coup, demand_kind, silent_days or assumed");
  return b;
}

}  // namespace

Case read_case(std::string_view text, std::string name, const std::string& file) {
  const TomlFields fields =
      TomlFields::parse(text, file, {.remedy = "docs/cases.md shows an example", .full_names = true});
  fields.only({"question", "host", "counterpart", "as_of", "region", "region_words", "partners", "arrivals", "senders",
               "deaths", "hindcast", "alternatives", "dependence", "questions", "claims", "branches"});
  Case c;
  c.name = std::move(name);
  c.question = fields.text("question");
  c.host = code(fields, "host");
  c.counterpart = code(fields, "counterpart");
  if (c.host == c.counterpart) fields.fail("counterpart", "host and counterpart are the same", "name two states");
  c.as_of = fields.day("as_of");
  c.region = codes(fields, "region");
  c.region_words = fields.text("region_words");
  c.partners = optional_codes(fields, "partners");
  c.arrivals = optional_codes(fields, "arrivals");
  c.senders = optional_codes(fields, "senders");
  c.deaths = optional_codes(fields, "deaths");
  c.hindcast = ordered_days(fields, "hindcast");
  if (const auto f = fields.optional_table("alternatives")) c.alternatives = alternatives_of(*f);
  if (const auto f = fields.optional_table("dependence")) {
    f->only({"good", "buyer"});
    c.dependence.good = f->text("good");
    c.dependence.buyer = code(*f, "buyer");
  }
  for (const TomlFields& f : fields.optional_tables("questions")) {
    CaseQuestion q = question_of(f);
    for (const CaseQuestion& other : c.questions)
      if (other.id == q.id) f.fail("id", q.id + " stands there twice", "give each question its own id");
    c.questions.push_back(std::move(q));
  }
  for (const TomlFields& f : fields.optional_tables("claims")) {
    f.only({"id", "kind", "text"});
    Claim claim{f.text("id"), f.text("kind"), f.text("text")};
    if (claim.kind != "too-far")
      f.fail("kind", fmt::format("\"{}\" is not a kind of claim", claim.kind), "use too-far");
    c.claims.push_back(std::move(claim));
  }
  const bool asks_arrival = std::any_of(c.questions.begin(), c.questions.end(),
                                        [](const CaseQuestion& q) { return q.kind == QuestionKind::arrival; });
  if (asks_arrival && c.arrivals.empty())
    fields.fail("arrivals", "a question of kind \"arrival\" must know whose forces",
                "name a power, such as arrivals = [\"RUS\"]");
  for (const TomlFields& f : fields.optional_tables("branches")) {
    outlook::Branch branch = branch_of(f);
    for (const outlook::Branch& other : c.branches)
      if (other.id == branch.id) f.fail("id", branch.id + " stands there twice", "give each branch its own id");
    c.branches.push_back(std::move(branch));
  }
  return c;
}

}  // namespace entente::assess

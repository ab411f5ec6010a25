#include "entente/assess/case.hpp"

#include "entente/base/error.hpp"
#include "entente/base/toml.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <set>

namespace entente::assess {
namespace {

// Reads fields of one table of the file; every field that is not asked for is unknown.
class Fields {
 public:
  Fields(const toml::table& table, std::string file, std::string prefix)
      : table_(table), file_(std::move(file)), prefix_(std::move(prefix)) {}

  [[noreturn]] void fail(const std::string& field, const std::string& what, const std::string& remedy) const {
    const toml::node* node = table_.get(field);
    const auto line = static_cast<long>(node != nullptr ? node->source().begin.line : table_.source().begin.line);
    throw Error(ErrorCode::bad_data, what, remedy, {file_, line, prefix_ + field});
  }

  std::string text(const std::string& field, bool required = true) {
    known_.insert(field);
    const toml::node* node = table_.get(field);
    if (node == nullptr) {
      if (required) fail(field, "the field is missing", "docs/cases.md shows an example");
      return {};
    }
    const auto value = node->value_exact<std::string>();
    if (!value) fail(field, "this is no text", "write it in quotes");
    if (required && value->empty()) fail(field, "the text is empty", "say what is asked");
    return *value;
  }

  double number(const std::string& field, double otherwise, double lo, double hi) {
    known_.insert(field);
    const toml::node* node = table_.get(field);
    if (node == nullptr) return otherwise;
    const auto value = node->is_number() ? node->value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value) || *value < lo || *value > hi)
      fail(field, fmt::format("this is no number from {} to {}", lo, hi), "write a number without quotes");
    return *value;
  }

  // A figure as one number, or as low, middle and high.
  std::optional<basing::Figure> figure(const std::string& field, double lo, double hi) {
    known_.insert(field);
    const toml::node* node = table_.get(field);
    if (node == nullptr) return std::nullopt;
    const toml::array* array = node->as_array();
    if (array == nullptr) {
      const double one = number(field, 0, lo, hi);
      return basing::Figure{one, one, one, true, "planning choice: given in the case"};
    }
    std::vector<double> out;
    for (const toml::node& item : *array) {
      const auto value = item.is_number() ? item.value<double>() : std::nullopt;
      if (!value || !std::isfinite(*value) || *value < lo || *value > hi || (!out.empty() && *value < out.back()))
        fail(field, fmt::format("these are no three numbers from {} to {} in order", lo, hi), "write [14, 20, 27]");
      out.push_back(*value);
    }
    if (out.size() != 3) fail(field, "low, middle and high are three numbers", "write [14, 20, 27], or one number");
    return basing::Figure{out[0], out[1], out[2], true, "planning choice: given in the case"};
  }

  std::optional<bool> flag(const std::string& field) {
    known_.insert(field);
    const toml::node* node = table_.get(field);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<bool>();
    if (!value) fail(field, "this is neither true nor false", "write true or false without quotes");
    return *value;
  }

  Day day(const std::string& field) {
    const std::string value = text(field);
    const auto parsed = parse_day(value);
    if (!parsed) fail(field, fmt::format("\"{}\" is no day", value), "write \"YYYY-MM-DD\"");
    return *parsed;
  }

  std::string code(const std::string& field) {
    std::string value = text(field);
    check_code(field, value);
    return value;
  }

  std::vector<std::string> codes(const std::string& field, bool required = false) {
    known_.insert(field);
    const toml::node* node = table_.get(field);
    if (node == nullptr) {
      if (required) fail(field, "the field is missing", "docs/cases.md shows an example");
      return {};
    }
    const toml::array* array = node->as_array();
    if (array == nullptr) fail(field, "this is no list", "write [\"NER\", \"MLI\"]");
    std::vector<std::string> out;
    for (const toml::node& item : *array) {
      const auto value = item.value_exact<std::string>();
      if (!value) fail(field, "the list holds something that is no text", "write [\"NER\", \"MLI\"]");
      check_code(field, *value);
      if (std::find(out.begin(), out.end(), *value) != out.end())
        fail(field, *value + " stands there twice", "name it once");
      out.push_back(*value);
    }
    if (required && out.empty()) fail(field, "the list is empty", "name one at least");
    return out;
  }

  std::vector<Day> days(const std::string& field) {
    known_.insert(field);
    std::vector<Day> out;
    const toml::node* node = table_.get(field);
    if (node == nullptr) return out;
    const toml::array* array = node->as_array();
    constexpr const char* kRemedy = "write [\"2023-06-01\", \"2024-03-17\"]";
    if (array == nullptr) fail(field, "this is no list of days", kRemedy);
    for (const toml::node& item : *array) {
      const auto text = item.value_exact<std::string>();
      const auto day = text ? parse_day(*text) : std::nullopt;
      if (!day) fail(field, "the list holds something that is no day", kRemedy);
      if (!out.empty() && *day <= out.back())
        fail(field, *text + " is not after the day before it", "put them in order");
      out.push_back(*day);
    }
    return out;
  }

  template <class Each>
  void tables(const std::string& field, const Each& each) {
    known_.insert(field);
    const toml::node* node = table_.get(field);
    if (node == nullptr) return;
    const toml::array* array = node->as_array();
    if (array == nullptr) fail(field, "this is no list of tables", fmt::format("write [[{}{}]]", prefix_, field));
    for (const toml::node& item : *array) {
      const toml::table* table = item.as_table();
      if (table == nullptr) fail(field, "this is no list of tables", fmt::format("write [[{}{}]]", prefix_, field));
      Fields fields(*table, file_, prefix_ + field + ".");
      each(fields);
      fields.nothing_else();
    }
  }

  template <class Each>
  void table(const std::string& field, const Each& each) {
    known_.insert(field);
    const toml::node* node = table_.get(field);
    if (node == nullptr) return;
    const toml::table* inner = node->as_table();
    if (inner == nullptr) fail(field, "this is no table", fmt::format("write [{}{}]", prefix_, field));
    Fields fields(*inner, file_, prefix_ + field + ".");
    each(fields);
    fields.nothing_else();
  }

  void nothing_else() const {
    for (const auto& [key, node] : table_)
      if (!known_.contains(std::string(key.str())))
        throw Error(ErrorCode::bad_data, "there is no such field",
                    fmt::format("known here: {}", fmt::join(known_, ", ")),
                    {file_, static_cast<long>(node.source().begin.line), prefix_ + std::string(key.str())});
  }

 private:
  void check_code(const std::string& field, const std::string& value) const {
    // Letters only: whether the code names an actor is the record's to say.
    const bool good = value.size() >= 2 && value.size() <= 10 && std::all_of(value.begin(), value.end(), [](char c) {
                        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
                      });
    if (!good)
      fail(field, fmt::format("\"{}\" is no actor code", value),
           "use ISO 3166 alpha-3, such as NER for Niger and NGA for Nigeria");
  }

  const toml::table& table_;
  std::string file_;
  std::string prefix_;
  std::set<std::string> known_;
};

}  // namespace

Case read_case(std::string_view text, std::string name, const std::string& file) {
  toml::table parsed;
  require_plain_toml(text, file);
  try {
    parsed = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    throw Error(ErrorCode::bad_data, std::string(error.description()), "mend the TOML",
                {file, static_cast<long>(error.source().begin.line), ""});
  }
  Fields fields(parsed, file, "");
  Case c;
  c.name = std::move(name);
  c.question = fields.text("question");
  c.host = fields.code("host");
  c.counterpart = fields.code("counterpart");
  if (c.host == c.counterpart) fields.fail("counterpart", "host and counterpart are the same", "name two states");
  c.as_of = fields.day("as_of");
  c.region = fields.codes("region", true);
  c.region_words = fields.text("region_words");
  c.partners = fields.codes("partners");
  c.arrivals = fields.codes("arrivals");
  c.senders = fields.codes("senders");
  c.deaths = fields.codes("deaths");
  c.hindcast = fields.days("hindcast");
  fields.table("alternatives", [&](Fields& f) {
    c.alternatives.hosts = f.codes("hosts", true);
    c.alternatives.aircraft = f.text("aircraft");
    c.alternatives.min_hours = f.number("min_hours", 8, 0.1, 72);
    c.alternatives.violence_months = static_cast<int>(f.number("violence_months", 36, 1, 600));
    c.alternatives.violence_in = f.codes("violence_in", true);
    if (const std::string surface = f.text("surface", false); !surface.empty()) {
      const auto surfaces = basing::surfaces_named(surface);
      if (!surfaces) f.fail("surface", fmt::format("\"{}\" is no rule", surface), "use paved, paved-or-unknown or any");
      c.alternatives.surfaces = *surfaces;
    }
    c.alternatives.within_km = f.number("within_km", 0, 0, 20000);
    c.alternatives.lengthen_ft = f.number("lengthen_ft", 0, 0, 20000);
    c.alternatives.satellite_link = f.flag("satellite_link").value_or(true);
    f.table("figures", [&](Fields& g) {
      basing::GivenFigures& figures = c.alternatives.figures;
      figures.endurance_h = g.figure("endurance_h", 0.1, 1000);
      figures.cruise_kmh = g.figure("cruise_kmh", 1, 10000);
      figures.reserve_h = g.figure("reserve_h", 0, 1000);
      figures.turn_h = g.figure("turn_h", 0, 1000);
      figures.runway_ft = g.figure("runway_ft", 0, 30000);
      figures.link_radius_km = g.figure("link_radius_km", 1, 20000);
    });
    f.tables("airspace", [&](Fields& a) {
      c.alternatives.airspace.push_back(
          {a.text("name"), a.codes("closed", true), a.number("border_watch_km", 0, 0, 1000)});
    });
  });
  fields.table("dependence", [&](Fields& f) {
    c.dependence.good = f.text("good");
    c.dependence.buyer = f.code("buyer");
  });
  fields.tables("questions", [&](Fields& f) {
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
      q.ask = f.text("ask");
    } else {
      f.fail("kind", fmt::format("\"{}\" is no kind of question", kind), "use presence, arrival, deaths or asked");
    }
    q.horizon_days = static_cast<int>(f.number("horizon_days", 365, 1, 3650));
    q.resolution = f.text("resolution");
    for (const CaseQuestion& other : c.questions)
      if (other.id == q.id) f.fail("id", q.id + " stands there twice", "give each question its own id");
    c.questions.push_back(std::move(q));
  });
  fields.tables("claims", [&](Fields& f) {
    Claim claim{f.text("id"), f.text("kind"), f.text("text")};
    if (claim.kind != "too-far") f.fail("kind", fmt::format("\"{}\" is no kind of claim", claim.kind), "use too-far");
    c.claims.push_back(std::move(claim));
  });
  fields.tables("branches", [&](Fields& f) {
    outlook::Branch b;
    b.id = f.text("id");
    b.words = f.text("words");
    b.coup = f.flag("coup");
    if (std::string kind = f.text("demand_kind", false); !kind.empty()) b.kind = kind;
    if (const double days = f.number("silent_days", 0, 1, 3650); days > 0) b.silent_days = static_cast<int>(days);
    if (const double p = f.number("assumed", -1, 0.01, 0.99); p > 0) b.assumed = p;
    if (!b.coup && !b.kind && !b.silent_days && !b.assumed)
      f.fail("id", "the branch changes nothing", "give coup, demand_kind, silent_days or assumed");
    c.branches.push_back(std::move(b));
  });
  fields.nothing_else();
  return c;
}

}  // namespace entente::assess

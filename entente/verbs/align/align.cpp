// The verb `align`: what may be asked, and its parts put together.

#include "entente/verbs/align/align.hpp"

#include "entente/base/error.hpp"
#include "entente/verbs/align/parts.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>

namespace entente::verbs {
namespace {

// A file that no part shown would read is refused, not passed over.
void check_files(const AlignRequest& request) {
  const auto read_by = [&](const std::string& file, const char* option, std::initializer_list<const char*> parts) {
    const auto shown = [&](const char* part) { return shows(request, part); };
    if (file.empty() || std::any_of(parts.begin(), parts.end(), shown)) return;
    throw Error(ErrorCode::bad_request, fmt::format("nothing that is shown reads {}", option),
                fmt::format("leave it out, or add to --show one of: {}", fmt::join(parts, ", ")), {"", 0, option});
  };
  read_by(request.points, "--points", {"points", "moves", "changes", "polarity"});
  read_by(request.amounts, "--amounts", {"partners"});
  read_by(request.capabilities, "--capabilities", {"polarity"});
  read_by(request.codes, "--codes", {"polarity"});
  read_by(request.turns, "--turns", {"turn-check"});
}

void check_request(const record::View& view, const AlignRequest& request) {
  if (request.states.empty())
    throw Error(ErrorCode::bad_request, "no state is given", "write for example `entente align NER USA RUS`");
  if (request.show.empty())
    throw Error(ErrorCode::bad_request, "no part is named", "leave --show out or name one", {"", 0, "--show"});
  for (const auto* codes : {&request.states, &request.region})
    for (const std::string& code : *codes) require_actor(view, code);
  check_files(request);
}

void declare_parts(Parameters<AlignRequest>& p) {
  p.group("Positions");
  p.add("least-votes", &AlignRequest::least_votes, "Votes in a year under which a position is not enough")
      .called("N")
      .range(0, 1000);
  p.add("points", &AlignRequest::points,
        "Positions from a file (columns iso3c, year and --column) in place of an estimate, for polarity too")
      .called("FILE")
      .reads();
  p.add("column", &AlignRequest::column, "The column of positions in that file").called("NAME");
  p.add("chains", &AlignRequest::chains, "Chains of the sampler").called("N").range(1, 64);
  p.add("burn-in", &AlignRequest::burn_in, "Sweeps thrown away in each chain; 20 for a long chain")
      .called("N")
      .range(0, 100000);
  p.add("draws", &AlignRequest::draws, "Sweeps kept in each chain; 65 for a long chain").called("N").range(10, 100000);

  p.group("Partners, polarity");
  p.add("amounts", &AlignRequest::amounts,
        "For partners: a table that is a whole, such as deliveries of arms or trade (columns partner, year, amount; "
        "state and kind where it holds several)")
      .called("FILE")
      .reads();
  p.add("capabilities", &AlignRequest::capabilities,
        "For polarity: capabilities of all states by year (columns iso3c or ccode, year, and --capability)")
      .called("FILE")
      .reads();
  p.add("capability", &AlignRequest::capability, "The column of capabilities in that file").called("NAME");
  p.add("codes", &AlignRequest::codes,
        "For polarity: the table that gives iso3c for ccode, where the capabilities have ccode alone")
      .called("FILE")
      .reads();

  p.group("Tone, signs of a turn");
  p.add("months", &AlignRequest::months, "Months of tone, the one of the day the last").called("N").range(1, 1200);
  p.add("recent", &AlignRequest::recent, "Months of tone that are set against those before").called("N").range(1, 1200);
  p.add("readers", &AlignRequest::readers, "Only the streams of these readers in tone").called("NAME,...");
  p.add("turns", &AlignRequest::turns, "Known turns for turn-check")
      .called("FILE")
      .reads()
      .absent("turns.toml of the model files");
}

}  // namespace

Result align(const Engine& engine, const AlignRequest& request) {
  const auto store = engine.open();
  const record::View view = view_of(*store, *request.as_of, request.vintage);
  check_request(view, request);
  Result out{.verb = "align", .basis = basis_of(view, request.seed)};
  const auto add = [&out](std::vector<Table> tables) {
    out.tables.insert(out.tables.end(), std::make_move_iterator(tables.begin()), std::make_move_iterator(tables.end()));
  };
  if (shows(request, "similarity")) add(similarity_tables(view, request));
  if (shows(request, "points") || shows(request, "moves") || shows(request, "changes"))
    add(position_tables(engine, *store, view, request));
  if (shows(request, "polarity")) add(polarity_tables(engine, view, request));
  if (shows(request, "hosting")) add(hosting_tables(view, request));
  if (shows(request, "partners")) add(partner_tables(view, request));
  if (shows(request, "tone")) add(tone_tables(*store, view, request));
  if (shows(request, "signs")) add(sign_tables(view, request));
  if (shows(request, "turn-check")) add(turn_check_tables(engine, *store, view, request));
  return out;
}

Verb align_verb() {
  Parameters<AlignRequest> p;
  p.add("states", &AlignRequest::states,
        "The state, then those it is compared with; for gaps the first two are the poles")
      .positional()
      .required()
      .called("STATE...");
  add_as_of(p, &AlignRequest::as_of).required();
  p.add("show", &AlignRequest::show, "Parts of the answer")
      .called("PART,...")
      .choices({"similarity", "points", "moves", "changes", "polarity", "hosting", "partners", "tone", "signs",
                "turn-check"});
  p.add("region", &AlignRequest::region, "States for hosting and polarity")
      .called("STATE,...")
      .absent("the state alone; for polarity all states");
  p.add("from", &AlignRequest::from, "First year of moves, changes, polarity, hosting, partners")
      .called("YEAR")
      .range(1800, 2200);
  p.add("to", &AlignRequest::to, "Last year of moves, changes, polarity, hosting, partners")
      .called("YEAR")
      .range(1800, 2200);
  p.add("sessions", &AlignRequest::sessions, "Sessions or years listed").called("N").range(1, 200);
  add_seed(p, &AlignRequest::seed);
  add_vintage(p, &AlignRequest::vintage);
  declare_parts(p);
  Verb verb =
      make_verb("align", "Who is near to whom, since when, who moved, and who hosts whose forces", std::move(p), align);
  verb.examples = {
      {"How Niger votes with two powers", "align NER USA RUS --as-of 2024-03-17 --sessions 2"},
      {"Who has forces in the central Sahel, by year, as CSV",
       "align NER --as-of 2024-03-17 --show hosting --region NER,MLI,BFA --format csv --table senders"},
      {"Signs that Niger turns away from the United States", "align NER USA --as-of 2024-03-15 --show signs"},
      {"Niger's partners since 2020", "align NER --as-of 2024-03-17 --show partners --from 2020"}};
  verb.pages = {"docs/verbs.md", "docs/methods/alignment.md", "docs/methods/polarity.md"};
  verb.tables = {"similarity", "points",     "moves",        "split",   "changes", "estimate",    "polarity",
                 "camps",      "series",     "modularity",   "hosting", "spread",  "senders",     "partners",
                 "gained",     "people",     "trade",        "amounts", "tone",    "tone-change", "signs",
                 "evidence",   "turn-check", "sign-by-sign", "check"};
  return verb;
}

}  // namespace entente::verbs

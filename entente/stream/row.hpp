#pragma once
// One row of a stream: which cell holds what, whether it holds, and what it gives.

#include "entente/stream/days.hpp"
#include "entente/stream/format.hpp"
#include "entente/stream/precision.hpp"
#include "entente/stream/reader.hpp"
#include "entente/stream/splitter.hpp"
#include "entente/stream/states.hpp"
#include "entente/stream/survey.hpp"
#include "entente/stream/type_cells.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

/// Where the fields lie in the rows of one file.
struct Plan {
  std::array<int, kFields> at{};          // position of the field's cell, -1 = none
  std::array<std::string, kFields> name;  // of its column, for faults
  std::array<bool, kFields> required{};
  std::array<StateCode, kFields> state{};
  std::array<PrecisionScale, kFields> scale{};
  std::array<std::string, kFields> missing;  // a text that means "not given" in the field's column
  std::vector<int> id;                       // positions of the cells that make the id
  int phantom = -1;                          // of a name in the header for which some rows have no cell
  std::size_t full = 0;                      // cells of a row that needs no mending, at most
  Expected expected;
  std::vector<std::string> header;  // empty = none
  Habits habits;                    // of the format alone, until a survey has looked at the file
};

/// Throws Error{bad_data}: a mapping names a column that the table does not have. The remedy names the nearest.
[[noreturn]] void no_such_column(const std::string& column, std::span<const std::string> header,
                                 const std::string& file);

/// Throws Error{bad_data} where a required column is missing, one of a mapping, or a column is named twice.
Plan plan_of(const Format& format, std::span<const std::string> header, const std::string& file);

/// Whether these are the names of the format's required columns: a first row that is a header.
bool is_header(const Format& format, std::span<const std::string> cells);

/// What a block of rows gives. Names are the block's own; lines count from the start of the block, 0 the first.
struct BlockRows {
  EventBatch batch;
  Names names;
  std::vector<Reject> rejects;
  std::int64_t rows = 0;
  std::int64_t mended = 0;
  std::int64_t lines = 0;
  std::map<std::string, std::int64_t, std::less<>> unresolved;
  std::map<std::string, std::int64_t, std::less<>> read_as;  // "YI as SRB": what stood on the day, in its place
  std::int64_t without_type = 0;                             // rows whose type is in no list, or may be two
  std::int64_t without_actor = 0;                            // rows with a cell of `unresolved`
  struct TypeRows {
    TypeMatch match = TypeMatch::unknown;
    std::int64_t rows = 0;
    std::int64_t line = 0;  // the first
  };
  std::map<std::string, TypeRows, std::less<>> types;  // those that were not simply in their list
};

/// Reads rows into a block. Not for two threads at once. The format and the plan must outlive it.
class RowReader {
 public:
  RowReader(const Format& format, const Plan& plan, BlockRows& out);

  /// A row of the splitter, good or faulty.
  void row(const Splitter& splitter);
  void fault(const Splitter& splitter);
  /// A row that was split elsewhere; faults are at column 1.
  void row(std::span<const std::string_view> cells, std::int64_t line);

 private:
  struct Parsed {
    std::array<std::string_view, kFields> cell;
    DaySpan on;
    Day known{};
    float latitude_deg = 0;
    float longitude_deg = 0;
    std::int32_t count = 0;
    PlacePrecision place = PlacePrecision::not_given;
    DayPrecision time = DayPrecision::not_given;
  };
  struct Refusal {
    Field field = Field::id;
    RejectKind kind = RejectKind::cells;
    std::string reason;
  };
  // What a cell's text was found to be, remembered: rows repeat themselves. A state from a day on.
  struct StateSince {
    Day from{};
    std::uint32_t number = 0;
    std::string read_as{};  // where the cell names a state that had ended or not begun
  };
  struct StateMemory {
    Names raw;
    std::vector<std::vector<StateSince>> since;  // by number of the text
  };
  struct DayMemory {
    std::string text;
    std::optional<int> year;
    DayReading reading;
  };
  struct TypeMemory {
    Names raw;
    std::vector<std::uint32_t> number;
    std::vector<TypeMatch> match;
  };

  std::optional<Refusal> parse(Parsed& row);
  std::optional<Refusal> parse_days(Parsed& row);
  std::optional<Refusal> parse_revised(Parsed& row);
  std::optional<Refusal> parse_step(std::string_view cell, DaySpan& on) const;
  std::optional<Refusal> parse_position(Parsed& row) const;
  std::optional<Refusal> name_numbers(Parsed& row) const;
  void blank_missing(Field field, std::string_view& cell) const;
  void blank_unknown_sides(Parsed& row) const;
  std::optional<Refusal> parse_day(Field field, std::string_view cell, std::optional<int> year, DaySpan& span);
  template <class Cell>
  void gather(const Cell& cell, std::size_t cells, Parsed& row) const;
  template <class Cell>
  void add_id(const Cell& cell, std::size_t cells, const Parsed& row);
  std::optional<Parsed> mended(const Splitter& splitter);
  void add(const Parsed& row, std::int64_t line);
  std::uint32_t state_number(Field field, std::string_view cell, Day on);
  std::vector<StateSince> states_of(StateCode how, std::string_view cell);
  std::uint32_t type_number(std::string_view cell, std::string_view label, std::int64_t line);
  void read_type(std::uint32_t raw, std::string_view cell, std::string_view label);
  void refuse(const Refusal& refusal, std::int64_t line, long column);

  const Format& format_;
  const Plan& plan_;
  BlockRows& out_;
  std::vector<Field> used_;
  std::array<StateMemory, states::kLists> states_;
  TypeCells type_cells_;
  TypeMemory types_;
  std::array<DayMemory, kFields> days_;
  std::string type_text_;
  bool unknown_sides_ = false;
  bool unresolved_ = false;  // of the row that is being added: a cell names no state or several
};

/// Adds a block's batch, numbered anew, to `names`; ready to hand over but for its lines.
void renumber(BlockRows& block, Names& names);

}  // namespace entente::stream

// Events of streams: how a load goes in and comes out, and what is read of them.

#include "entente/base/error.hpp"
#include "entente/store/claim.hpp"
#include "entente/store/duck/event_query.hpp"
#include "entente/store/duck/event_versions.hpp"
#include "entente/store/duck/releases.hpp"
#include "entente/store/duck/store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace entente::store::duck {
namespace {

using stream::EventBatch;

// The columns of `events` that hold the number of a name, in the order of the table and of stream::kNameColumns.
constexpr std::array kNameColumns{"actor", "actor_state", "actor_sector", "target", "target_state", "target_sector",
                                  "type",  "mode",        "context",      "place",  "country",      "status"};
static_assert(kNameColumns.size() == stream::kNameColumns.size());

// The names of the record, and the numbers they have there: gaps are names of loads that were taken back.
struct StoredNames {
  stream::Names names;
  std::vector<std::int32_t> stored{0};  // by number in `names`
  std::int32_t next = 1;
  std::uint32_t old = 1;  // names that the record holds already

  explicit StoredNames(Duck& duck) {
    duck.query("select id, text from names order by id", {}, [&](const DuckRow& row) {
      names.number(row.text(1));
      stored.push_back(row.integer(0));
      next = row.integer(0) + 1;
    });
    old = names.size();
  }

  std::int32_t number(std::uint32_t name) {
    while (stored.size() <= name) stored.push_back(next++);
    return stored[name];
  }

  void keep_new(Duck& duck) {
    if (names.size() > old) number(names.size() - 1);
    duck.append("names", names.size() - old, [&](std::size_t i, Duck::Append& row) {
      const auto name = old + static_cast<std::uint32_t>(i);
      row.integer(stored[name]).text(names.text(name));
    });
  }
};

// The texts of names by their stored number.
std::vector<std::string> texts_of_names(Duck& duck) {
  std::vector<std::string> texts(1);
  duck.query("select id, text from names order by id", {}, [&](const DuckRow& row) {
    texts.resize(static_cast<std::size_t>(row.integer(0)) + 1);
    texts.back() = row.text(1);
  });
  return texts;
}

// Fills chunks of the table `events` from batches.
class EventAppender {
 public:
  EventAppender(Duck& duck, StoredNames& names, std::int64_t load, std::string_view reader)
      : writer_(duck, "events"), names_(&names), hashes_(names.names, reader), load_(load) {}

  void take(const EventBatch& batch) {
    for (std::size_t begin = 0; begin < batch.size();) {
      const std::size_t end = std::min(batch.size(), begin + duckdb_vector_size());
      put(batch, begin, end);
      begin = end;
    }
  }

  void finish() { writer_.finish(); }

 private:
  template <class T>
  static T* column(duckdb_data_chunk chunk, idx_t index) {
    return static_cast<T*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, index)));
  }

  void put(const EventBatch& batch, std::size_t begin, std::size_t end) {
    auto* const chunk = writer_.take();
    const std::size_t rows = end - begin;
    idx_t c = 0;
    std::fill_n(column<std::int32_t>(chunk, c++), rows, static_cast<std::int32_t>(load_));
    for (const auto days : {&EventBatch::day, &EventBatch::known_on}) {
      auto* out = column<duckdb_date>(chunk, c++);
      for (std::size_t i = 0; i < rows; ++i) out[i].days = (batch.*days)[begin + i];
    }
    for (const auto names : stream::kNameColumns) {
      auto* out = column<std::int32_t>(chunk, c++);
      for (std::size_t i = 0; i < rows; ++i) out[i] = names_->number((batch.*names)[begin + i]);
    }
    for (const auto degrees : {&EventBatch::latitude_deg, &EventBatch::longitude_deg}) {
      auto* out = column<float>(chunk, c);
      for (std::size_t i = 0; i < rows; ++i) {
        out[i] = (batch.*degrees)[begin + i];
        if (std::isnan(out[i])) set_null(chunk, c, i);
      }
      ++c;
    }
    auto* count = column<std::int32_t>(chunk, c);
    for (std::size_t i = 0; i < rows; ++i) {
      count[i] = batch.count[begin + i];
      if (count[i] == stream::kNoCount) set_null(chunk, c, i);
    }
    ++c;
    auto* last = column<duckdb_date>(chunk, c++);
    for (std::size_t i = 0; i < rows; ++i) last[i].days = batch.last_day[begin + i];
    auto* of_place = column<std::uint8_t>(chunk, c++);
    auto* of_day = column<std::uint8_t>(chunk, c++);
    for (std::size_t i = 0; i < rows; ++i) {
      of_place[i] = static_cast<std::uint8_t>(batch.place_precision[begin + i]);
      of_day[i] = static_cast<std::uint8_t>(batch.day_precision[begin + i]);
    }
    auto* claim = column<std::uint64_t>(chunk, c++);
    auto* content = column<std::uint64_t>(chunk, c++);
    auto* const ids = duckdb_data_chunk_get_vector(chunk, c);
    for (std::size_t i = 0; i < rows; ++i) {
      claim[i] = hashes_.claim(batch, begin + i);
      content[i] = hashes_.content(batch, begin + i);
      const std::string_view id = batch.id(begin + i);
      duckdb_vector_assign_string_element_len(ids, i, id.data(), id.size());
    }
    set_all_null(chunk, ++c, rows);
    writer_.put(chunk, rows);
  }

  static void set_null(duckdb_data_chunk chunk, idx_t column, std::size_t row) {
    auto* const vector = duckdb_data_chunk_get_vector(chunk, column);
    duckdb_vector_ensure_validity_writable(vector);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), row);
  }

  static void set_all_null(duckdb_data_chunk chunk, idx_t column, std::size_t rows) {
    auto* const vector = duckdb_data_chunk_get_vector(chunk, column);
    duckdb_vector_ensure_validity_writable(vector);
    std::fill_n(duckdb_vector_get_validity(vector), (rows + 63) / 64, std::uint64_t{0});
  }

  ChunkWriter writer_;
  StoredNames* names_;
  EventHashes hashes_;
  std::int64_t load_;
};

}  // namespace

LoadAccount Store::add_events(const LoadSource& source, const ReadEvents& read) {
  Connection& c = *connection_;
  LoadAccount account = c.new_account(source);
  c.in_transaction([&] {
    c.make_tables();
    account.load = c.next_load();
    StoredNames names(c.duck);
    stream::ReadReport report;
    {
      EventAppender appender(c.duck, names, account.load, source.reader);
      report = read(names.names, [&](const EventBatch& batch) { appender.take(batch); });
      appender.finish();
    }
    // Few rows are linked and stored sooner by one thread, which waits for no other.
    constexpr std::int64_t kMany = 1'000'000;
    if (report.taken >= kMany) use_all_threads();
    names.keep_new(c.duck);
    account.rows = report.rows;
    account.taken = report.taken;
    account.mended = report.mended;
    account.rejected = report.rejected;
    if (report.taken > 0) {
      account.first_day = stream::day_of(report.first_day);
      account.last_day = stream::day_of(report.last_day);
      // Claims of other days cannot be the same; the days of the load are stored in order more often than not, and
      // blocks of other days are not looked at.
      c.duck.query(
          "select count(distinct n.claim) from events n where n.load = ? and not exists (select 1 from events o "
          "where o.claim = n.claim and o.load <> ? and o.day between ? and ?)",
          {account.load, account.load, *account.first_day, *account.last_day},
          [&](const DuckRow& row) { account.linked = account.taken - row.big(0); });
    }
    c.keep(account);
    mark_replaced(c, account);
  });
  return account;
}

std::vector<LoadAccount> Store::loads() const {
  Duck duck = reading();
  return connection_->loads(duck);
}

LoadAccount Store::undo(std::int64_t load) {
  Connection& c = *connection_;
  c.require_layout();
  const std::vector<LoadAccount> all = c.loads(c.duck);
  const auto it = std::find_if(all.begin(), all.end(), [&](const LoadAccount& a) { return a.load == load; });
  if (it == all.end())
    throw Error(ErrorCode::not_found, fmt::format("there is no load {}", load), "`entente record loads` lists them",
                {c.path, 0, ""});
  c.in_transaction([&] {
    if (it->reader == kTablesReader || it->reader == kSeriesReader) take_releases_out(c.duck, load);
    if (it->reader == kTablesReader) {
      c.empty_folder_tables();
    } else if (it->reader == kVotesReader) {
      c.remove_added_votes();
    } else if (it->reader != kSeriesReader) {
      remove_rows(c, *it);
      // A name that nothing uses any more goes too.
      std::vector<std::string> used;
      for (const char* column : kNameColumns) used.push_back(fmt::format("select {} from events", column));
      c.duck.run(fmt::format("delete from names where id not in ({})", fmt::join(used, " union ")));
    }
    if (!it->mapping.empty()) c.duck.query("delete from mappings where load = ?", {load}, [](const DuckRow&) {});
    c.duck.query("delete from loads where load = ?", {load}, [](const DuckRow&) {});
  });
  return *it;
}

namespace {

// Numbers in a log by numbers in the record, given at the first appearance.
class LogNumbers {
 public:
  LogNumbers(stream::EventLog& log, const std::vector<std::string>& texts, const std::vector<LoadAccount>& loads)
      : log_(log), texts_(texts), loads_(loads), actor_of_(texts.size(), kNew) {}

  std::uint32_t actor(std::int32_t stored) {
    std::uint32_t& number = actor_of_[static_cast<std::size_t>(stored)];
    if (number == kNew) number = log_.actors.number(text(stored));
    return number;
  }

  std::uint16_t type(std::int32_t stored, std::int32_t mode) {
    const auto [it, is_new] = type_of_.try_emplace({stored, mode});
    if (is_new) {
      const std::string& name = text(stored);
      const std::uint32_t number = log_.types.number(mode == 0 ? name : name + "/" + text(mode));
      if (number > std::numeric_limits<std::uint16_t>::max())
        throw Error(ErrorCode::unsupported, "there are more than 65,535 types of events",
                    "ask for fewer readers, or map the types to a shorter list");
      it->second = static_cast<std::uint16_t>(number);
    }
    return it->second;
  }

  std::uint16_t reader(std::int32_t load) {
    const auto [it, is_new] = reader_of_load_.try_emplace(load);
    if (is_new) {
      const auto found =
          std::find_if(loads_.begin(), loads_.end(), [&](const LoadAccount& a) { return a.load == load; });
      check(found != loads_.end(), "an event names a load that is not there");
      it->second = readers_.try_emplace(found->reader, static_cast<std::uint16_t>(readers_.size())).first->second;
    }
    return it->second;
  }

  // The readers by name; the log's sources are numbered anew so that they follow them.
  std::vector<std::string> readers_by_name() {
    std::vector<std::string> names;
    std::vector<std::uint16_t> by_name(readers_.size());
    for (const auto& [name, number] : readers_) {
      by_name[number] = static_cast<std::uint16_t>(names.size());
      names.push_back(name);
    }
    for (std::uint16_t& source : log_.source) source = by_name[source];
    return names;
  }

 private:
  static constexpr std::uint32_t kNew = stream::Names::npos;

  const std::string& text(std::int32_t stored) const { return texts_[static_cast<std::size_t>(stored)]; }

  stream::EventLog& log_;
  const std::vector<std::string>& texts_;
  const std::vector<LoadAccount>& loads_;
  std::vector<std::uint32_t> actor_of_;
  std::map<std::pair<std::int32_t, std::int32_t>, std::uint16_t> type_of_;
  std::map<std::int32_t, std::uint16_t> reader_of_load_;
  std::map<std::string, std::uint16_t> readers_;
};

// The columns of the chunk behind those of the log: day, known_on, actor, target, type, mode, load, latitude,
// longitude, count.
void append(stream::EventLog& log, LogNumbers& numbers, const DuckChunk& chunk) {
  const std::size_t n = chunk.size();
  const auto copy = [&]<class T>(std::vector<T>& out, idx_t column) {
    const T* values = chunk.column<T>(column);
    out.insert(out.end(), values, values + n);
  };
  copy(log.day, 0);
  copy(log.known_on, 1);
  copy(log.latitude_deg, 7);
  copy(log.longitude_deg, 8);
  copy(log.count, 9);
  const auto* from = chunk.column<std::int32_t>(2);
  const auto* to = chunk.column<std::int32_t>(3);
  const auto* types = chunk.column<std::int32_t>(4);
  const auto* modes = chunk.column<std::int32_t>(5);
  const auto* loads = chunk.column<std::int32_t>(6);
  for (std::size_t i = 0; i < n; ++i) {
    log.actor.push_back(numbers.actor(from[i]));
    log.target.push_back(numbers.actor(to[i]));
    log.type.push_back(numbers.type(types[i], modes[i]));
    log.source.push_back(numbers.reader(loads[i]));
  }
}

}  // namespace

void Store::use_all_threads() const {
  std::call_once(widened_, [&] { connection_->duck.all_threads(); });
}

Duck Store::reading_events() const {
  use_all_threads();
  return reading();
}

EventView Store::events_as_of(const EventQuery& query, ActorsAs actors) const {
  Duck duck = reading_events();
  const std::vector<LoadAccount> all_loads = connection_->loads(duck);
  const Where where = where_of(duck, query, all_loads);
  const std::vector<std::string> texts = texts_of_names(duck);
  EventView view;
  std::size_t rows = 0;
  duck.query(fmt::format("select count(*) from events e where {}", where.sql), where.parameters,
             [&](const DuckRow& row) { rows = static_cast<std::size_t>(row.big(0)); });
  view.log.reserve(rows);
  LogNumbers numbers(view.log, texts, all_loads);
  const std::string_view suffix = actors == ActorsAs::states ? "_state" : "";
  duck.scan(fmt::format("select e.day, e.known_on, e.actor{0}, e.target{0}, e.type, e.mode, e.load, "
                        "coalesce(e.latitude, 'nan'::float), coalesce(e.longitude, 'nan'::float), "
                        "coalesce(e.count, {1}) from events e where {2} order by e.day, e.content",
                        suffix, stream::kNoCount, where.sql),
            where.parameters, [&](const DuckChunk& chunk) { append(view.log, numbers, chunk); });
  view.readers = numbers.readers_by_name();
  return view;
}

void Store::each_event(const EventQuery& query, const std::function<void(const EventRow&)>& each) const {
  Duck duck = reading_events();
  const Where where = where_of(duck, query, connection_->loads(duck));
  const std::vector<std::string> texts = texts_of_names(duck);
  std::vector<std::string> columns;
  for (const char* column : kNameColumns) columns.push_back(fmt::format("e.{}", column));
  duck.scan(fmt::format("select l.reader, e.id, e.day, e.known_on, e.latitude, e.longitude, e.count, {}, e.last_day, "
                        "e.place_precision, e.day_precision from events e "
                        "join loads l using (load) where {} order by e.day, l.reader, e.id, e.content",
                        fmt::join(columns, ", "), where.sql),
            where.parameters, [&](const DuckChunk& chunk) {
              constexpr std::array kTexts{&EventRow::actor,  &EventRow::actor_state,  &EventRow::actor_sector,
                                          &EventRow::target, &EventRow::target_state, &EventRow::target_sector,
                                          &EventRow::type,   &EventRow::mode,         &EventRow::context,
                                          &EventRow::place,  &EventRow::country,      &EventRow::status};
              for (std::size_t i = 0; i < chunk.size(); ++i) {
                const DuckRow row = chunk.row(i);
                EventRow event;
                event.reader = row.text(0);
                event.id = row.text(1);
                event.day = row.day(2);
                event.known_on = row.day(3);
                if (!row.is_null(4)) event.latitude_deg = chunk.column<float>(4)[i];
                if (!row.is_null(5)) event.longitude_deg = chunk.column<float>(5)[i];
                if (!row.is_null(6)) event.count = row.integer(6);
                for (std::size_t c = 0; c < kTexts.size(); ++c)
                  event.*kTexts[c] = texts[static_cast<std::size_t>(row.integer(7 + c))];
                constexpr idx_t kBehind = 7 + kTexts.size();
                event.last_day = row.day(kBehind);
                event.place_precision = static_cast<stream::PlacePrecision>(chunk.column<std::uint8_t>(kBehind + 1)[i]);
                event.day_precision = static_cast<stream::DayPrecision>(chunk.column<std::uint8_t>(kBehind + 2)[i]);
                each(event);
              }
            });
}

namespace {

// "case e.day_precision when 1 then 'day' ... else '' end"
template <class Precision>
std::string words_by_number(std::string_view column, std::size_t numbers) {
  std::string out = fmt::format("case {}", column);
  for (std::size_t i = 1; i < numbers; ++i)
    out += fmt::format(" when {} then '{}'", i, stream::word_of(static_cast<Precision>(i)));
  return out + " else '' end";
}

}  // namespace

void Store::write_parquet(const EventQuery& query, const std::string& path) const {
  Duck duck = reading_events();
  const Where where = where_of(duck, query, connection_->loads(duck));
  std::string columns;
  std::string joins;
  for (const char* column : kNameColumns) {
    // The columns behind the count are those that came to the export later.
    if (std::string_view(column) != "status") columns += fmt::format(", n_{0}.text as {0}", column);
    joins += fmt::format(" left join names n_{0} on n_{0}.id = e.{0}", column);
  }
  // One thread, so that the rows are cut into groups the same way every time.
  const std::lock_guard lock(parquet_);
  duck.run("set threads = 1");
  duck.query(
      fmt::format("copy (select l.reader as source, e.id, e.day, e.known_on{}, e.latitude, e.longitude, e.count, "
                  "e.last_day, {} as place_precision, {} as day_precision, n_status.text as status "
                  "from events e join loads l using (load){} where {} order by e.day, l.reader, e.id, "
                  "e.content) to {} (format parquet, compression zstd)",
                  columns, words_by_number<stream::PlacePrecision>("e.place_precision", stream::kPlacePrecisions),
                  words_by_number<stream::DayPrecision>("e.day_precision", stream::kDayPrecisions), joins, where.sql,
                  sql_quoted(path)),
      where.parameters, [](const DuckRow&) {});
  duck.run("reset threads");
}

}  // namespace entente::store::duck

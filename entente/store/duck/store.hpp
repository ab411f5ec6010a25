#pragma once
// The store behind `open`, for the sources of this room.
//
// What changes the record goes through the connection that opened it. What reads it has a connection of its own for
// each call, so that reading calls do not wait for each other nor end each other's streams of rows.

#include "entente/store/duck/connection.hpp"
#include "entente/store/releases.hpp"
#include "entente/store/store.hpp"

#include <memory>
#include <mutex>

namespace entente::store::duck {

class Store final : public store::Store, public store::Releases {
 public:
  /// `made`: there was no file before.
  explicit Store(std::unique_ptr<Connection> connection, bool made = false)
      : connection_(std::move(connection)), made_(made) {}
  /// Removes a file that was made and that nothing was put into.
  ~Store() override;

  LoadAccount replace(const Load& load) override;
  AddedVotes add_votes(const LoadSource& source, const UnVotes& votes) override;
  AddedRelease add_release(const LoadSource& source, const NewRelease& release) override;
  std::vector<record::Release> releases(std::string_view series) const override;
  std::vector<record::Figure> figures(std::string_view series) const override;
  record::ViewInput as_of(Day day, record::Vintage vintage) const override { return as_of_with(day, vintage); }
  record::ViewInput as_of_with(Day day, const record::Figures& figures) const override;
  std::vector<record::Fact> facts() const override;
  std::vector<std::string> undated() const override;
  std::vector<record::TableReport> tables() const override;
  std::vector<record::LayerReport> layers() const override;
  std::vector<record::LayerChange> changes() const override;
  std::vector<geo::LayerPart> layer_parts(const std::map<std::string, std::set<std::string>>& wanted) const override;

  LoadAccount add_events(const LoadSource& source, const ReadEvents& read) override;
  LoadAccount undo(std::int64_t load) override;
  std::vector<LoadAccount> loads() const override;
  EventView events_as_of(const EventQuery& query, ActorsAs actors) const override;
  std::vector<EventMonth> event_months(const EventQuery& query) const override;
  void each_event(const EventQuery& query, const std::function<void(const EventRow&)>& each) const override;
  std::vector<Tie> ties(const EventQuery& query, ActorsAs actors) const override;
  void write_parquet(const EventQuery& query, const std::string& path) const override;

 private:
  Duck reading() const { return Duck::beside(connection_->duck); }
  /// The same for the many rows of events.
  Duck reading_events() const;
  void use_all_threads() const;

  std::unique_ptr<Connection> connection_;
  bool made_;
  mutable std::once_flag widened_;
  mutable std::mutex parquet_;  // writing Parquet sets the number of threads of the whole database
};

}  // namespace entente::store::duck

#pragma once
// Releases of series in a record, side by side (record/vintages.hpp): a part of a store that not every one has.

#include "entente/base/date.hpp"
#include "entente/record/vintages.hpp"
#include "entente/store/load.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::store {

class Store;

/// A release of a series to be put into a record.
struct NewRelease {
  std::string series;
  Day released{};
  std::string file;                           // as the user named it
  std::vector<record::SeriesValue> values{};  // by (state, month), each month once
};

/// What a release changed.
struct AddedRelease {
  LoadAccount account;
  std::int64_t fresh = 0;    // values of months that no release before it holds
  std::int64_t changed = 0;  // values that it says otherwise than the ones before it
};

/// The reader of files of series.
inline constexpr const char* kSeriesReader = "series";

/// The releases of a record; the series of its data folder is one of them. Threads and errors are as store::Facts says.
class Releases {
 public:
  virtual ~Releases() = default;
  Releases(const Releases&) = delete;
  Releases& operator=(const Releases&) = delete;

  /// Adds a release beside those that the record holds, whichever came out first. It stays when a data folder is
  /// imported again. Throws Error{bad_request} (the same file was read by the same reader already; the record holds
  /// a release of the series that came out on that day). Cost: linear in its values and in the figures of the series.
  virtual AddedRelease add_release(const LoadSource& source, const NewRelease& release) = 0;

  /// The releases of a series in the order in which they came out; of all series, by name, where none is named.
  virtual std::vector<record::Release> releases(std::string_view series) const = 0;

  /// The kept figures of a series, by (state, month): what each release says otherwise than those before it.
  virtual std::vector<record::Figure> figures(std::string_view series) const = 0;

  /// What Facts::as_of gives, with these figures of series. Of figures of a day, `deaths_revised_as_of` says so in
  /// words. Throws and costs as that does.
  virtual record::ViewInput as_of_with(Day day, const record::Figures& figures) const = 0;

 protected:
  Releases() = default;
};

/// Those of a store. Throws Error{unsupported} where it keeps none.
Releases& releases_of(Store& store);
const Releases& releases_of(const Store& store);

}  // namespace entente::store

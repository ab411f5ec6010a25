#pragma once
// The contract: what every store must pass, contract_*_test.cpp. Its cases run once for each store in
// contract_test.cpp; a new store is one more line there.

#include "entente/store/store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace entente::store::contract {

/// How the suite opens stores of one kind. `place` is a path under a folder of the test's own: a store of one file
/// makes the file there, one of many a folder.
struct Kind {
  std::string name;
  std::function<std::unique_ptr<Store>(const std::string& place)> open;
  std::function<std::unique_ptr<Store>(const std::string& place)> open_for_writing;
};

/// The kind that this run of a test case is for. Call it first in a case: the case runs once for each kind.
const Kind& kind();

/// Reads rows of a few drawn events, one a line: "id day known_on actor target type lat lon", the position only where
/// there is one, and behind it how closely it is known, as a word. "day..day" is an event of several days. The first
/// three letters of an actor are its state; with a position the count is 3.
ReadEvents drawn(std::string world);

/// Adds the drawn events as one load; its hash is that of the text.
LoadAccount add(Store& store, const std::string& reader, const std::string& world,
                std::optional<Day> released = std::nullopt);

/// What a view holds, as text.
std::string text_of(const EventView& view);

/// What each_event gives, as text, one event a line.
std::string exported(const Store& store, const EventQuery& query = {});

}  // namespace entente::store::contract

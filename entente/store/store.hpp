#pragma once
// Where a record lies. Computations take a view or a log; only the doors (the program, a server) choose a store.
//
// A store is opened by the room that knows its kind: store::duck::open for a DuckDB file. Every kind passes the same
// suite of tests, contract_*_test.cpp.

#include "entente/store/events.hpp"
#include "entente/store/facts.hpp"

namespace entente::store {

/// A whole record: its facts and its events. What Facts and Events say of threads and errors holds for both together: a
/// member that is not const needs the whole object for itself. One process writes a record at a time; others that read
/// it see a whole load or none of it. Where opening it for writing made the record and no load came into it, closing it
/// leaves nothing behind.
class Store : public Facts, public Events {};

}  // namespace entente::store

# DuckDB's C library: the imported target DuckDB::DuckDB.
#
# A DuckDB of the system is taken first, then the one that scripts/setup puts into third_party/duckdb. Header and
# library are taken from the same place. Programs find the library at run time by their build rpath.
#
#   DuckDB_FOUND, DuckDB_INCLUDE_DIR, DuckDB_LIBRARY
#   DuckDB_PINNED_VERSION   the library version that package.json pins, such as "1.5.6"; what
#                           duckdb_library_version() says after its "v" where the pinned library is used
#   DuckDB_IS_PINNED        whether the library found is the one from third_party
set(DuckDB_IS_PINNED FALSE)
find_path(DuckDB_INCLUDE_DIR duckdb.h)
find_library(DuckDB_LIBRARY duckdb)
if(NOT DuckDB_INCLUDE_DIR OR NOT DuckDB_LIBRARY OR DuckDB_LIBRARY MATCHES "^${PROJECT_SOURCE_DIR}/third_party/")
  unset(DuckDB_INCLUDE_DIR CACHE)
  unset(DuckDB_LIBRARY CACHE)
  find_path(DuckDB_INCLUDE_DIR duckdb.h PATHS ${PROJECT_SOURCE_DIR}/third_party/duckdb/include NO_DEFAULT_PATH)
  find_library(DuckDB_LIBRARY duckdb PATHS ${PROJECT_SOURCE_DIR}/third_party/duckdb/lib NO_DEFAULT_PATH)
  if(DuckDB_LIBRARY)
    set(DuckDB_IS_PINNED TRUE)
  endif()
endif()
mark_as_advanced(DuckDB_INCLUDE_DIR DuckDB_LIBRARY)

file(READ ${PROJECT_SOURCE_DIR}/package.json pins)
string(JSON DuckDB_PINNED_VERSION GET "${pins}" optionalDependencies "@duckdb/node-bindings-linux-x64")
string(REGEX REPLACE "-.*" "" DuckDB_PINNED_VERSION "${DuckDB_PINNED_VERSION}")
unset(pins)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DuckDB
  REQUIRED_VARS DuckDB_LIBRARY DuckDB_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "run scripts/setup, which puts DuckDB into third_party/duckdb")

if(DuckDB_FOUND AND NOT TARGET DuckDB::DuckDB)
  add_library(DuckDB::DuckDB SHARED IMPORTED)
  set_target_properties(DuckDB::DuckDB PROPERTIES
    IMPORTED_LOCATION ${DuckDB_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${DuckDB_INCLUDE_DIR})
endif()

# A room of the house: one folder, one namespace, one library target `entente::<name>`.
#
#   entente_room(NAME record SOURCES a.cpp b.cpp TESTS a_test.cpp
#                ROOMS base geo          # rooms it may include; tests/layers checks the includes
#                LIBRARIES fmt::fmt)     # outside libraries that its sources use
#
# A room may lie in another: NAME store/duck is the folder entente/store/duck, the namespace entente::store::duck, the
# target `entente::store::duck` and the test `unit.store.duck`.
#
# Sources are listed by hand; headers are not, they are only checked: scripts/lint compiles each of them alone.
# The tests of a room are one doctest program, `entente_<name>_test`; they carry the label `store` where they use
# DuckDB. Test cases marked `* doctest::test_suite("outside")` need files beside the project: each is a test of its own,
# `outside.<name>.<words of the case>`, which ctest reports as skipped where it says "skipped: ..." for want of a file.
add_library(entente_warnings INTERFACE)
add_library(entente::warnings ALIAS entente_warnings)
target_compile_features(entente_warnings INTERFACE cxx_std_20)
target_compile_options(entente_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wold-style-cast -Wnon-virtual-dtor
  # g++ 12 takes the empty std::optional for an uninitialized one below -O2; clang-tidy and the sanitizers look for
  # the real thing.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  $<$<BOOL:${ENTENTE_WARNINGS_AS_ERRORS}>:-Werror>
  # Same bytes on every machine of the family: no fused multiply-add unless the source asks for it.
  -ffp-contract=off)

# One test for each test case of these sources that needs files beside the project.
function(entente_outside_tests program prefix)
  string(REPLACE "/" "." prefix "${prefix}")
  foreach(source IN LISTS ARGN)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    file(READ ${source} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
    string(REGEX MATCHALL "TEST_CASE\\(\"[^\"]+\"[ \n]*\\*[ \n]*doctest::test_suite\\(\"outside\"\\)" cases "${text}")
    if(text MATCHES "/\\.\\./shared" AND NOT cases)
      message(FATAL_ERROR "${source} reads files beside the project: mark the test cases that do, as cmake/EntenteRoom.cmake says")
    endif()
    foreach(case IN LISTS cases)
      string(REGEX REPLACE "^TEST_CASE\\(\"([^\"]+)\".*" "\\1" name "${case}")
      string(REPLACE "," "?" filter "${name}")  # a comma would separate two filters
      add_test(NAME "${prefix}.${name}" COMMAND ${program} "--test-case=${filter}")
      set_tests_properties("${prefix}.${name}" PROPERTIES LABELS data SKIP_REGULAR_EXPRESSION "skipped: "
        FAIL_REGULAR_EXPRESSION "test cases: +0 ")
    endforeach()
  endforeach()
endfunction()

function(entente_room)
  cmake_parse_arguments(arg "" "NAME" "SOURCES;TESTS;ROOMS;LIBRARIES;TEST_LIBRARIES" ${ARGN})
  string(REPLACE "/" "_" library entente_${arg_NAME})
  string(REPLACE "/" "::" alias entente::${arg_NAME})
  string(REPLACE "/" "." test unit.${arg_NAME})
  if(arg_SOURCES)
    add_library(${library} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(${library} PRIVATE entente::warnings)
  else()
    add_library(${library} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(${alias} ALIAS ${library})
  target_compile_features(${library} ${scope} cxx_std_20)
  target_include_directories(${library} ${scope} ${PROJECT_SOURCE_DIR})
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.hpp)
  file(GLOB nested CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*/CMakeLists.txt)
  foreach(room IN LISTS nested)
    get_filename_component(folder ${room} DIRECTORY)
    list(FILTER headers EXCLUDE REGEX "^${folder}/")
  endforeach()
  if(headers)
    target_sources(${library} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
  endif()
  foreach(room IN LISTS arg_ROOMS)
    string(REPLACE "/" "::" target entente::${room})
    target_link_libraries(${library} ${scope} ${target})
  endforeach()
  target_link_libraries(${library} ${scope} fmt::fmt ${arg_LIBRARIES})

  if(ENTENTE_TESTS AND arg_TESTS)
    add_executable(${library}_test ${arg_TESTS} ${PROJECT_SOURCE_DIR}/tests/doctest_main.cpp)
    target_link_libraries(${library}_test PRIVATE ${alias} entente::warnings doctest::doctest ${arg_TEST_LIBRARIES})
    target_compile_definitions(${library}_test PRIVATE ENTENTE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${test} COMMAND ${library}_test --test-suite-exclude=outside)
    entente_outside_tests(${library}_test "outside.${arg_NAME}" ${arg_TESTS})
    set(labels unit)
    if("${arg_LIBRARIES};${arg_TEST_LIBRARIES}" MATCHES "DuckDB::DuckDB|entente::store::duck")
      list(APPEND labels store)
    endif()
    set_tests_properties(${test} PROPERTIES LABELS "${labels}")
  endif()
endfunction()

# A room of the house: one folder, one namespace, one library target `entente::<name>`.
#
#   entente_room(NAME record SOURCES a.cpp b.cpp TESTS a_test.cpp
#                ROOMS base geo          # rooms it may include; tests/layers checks the includes
#                LIBRARIES fmt::fmt)     # outside libraries that its sources use
#
# Sources are listed by hand. The tests of a room are one doctest program, `entente_<name>_test`.
add_library(entente_warnings INTERFACE)
add_library(entente::warnings ALIAS entente_warnings)
target_compile_features(entente_warnings INTERFACE cxx_std_20)
target_compile_options(entente_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wold-style-cast -Wnon-virtual-dtor
  # Same bytes on every machine of the family: no fused multiply-add unless the source asks for it.
  -ffp-contract=off)

function(entente_room)
  cmake_parse_arguments(arg "" "NAME" "SOURCES;TESTS;ROOMS;LIBRARIES;TEST_LIBRARIES" ${ARGN})
  if(arg_SOURCES)
    add_library(entente_${arg_NAME} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(entente_${arg_NAME} PRIVATE entente::warnings)
    if(ENTENTE_WARNINGS_AS_ERRORS)
      target_compile_options(entente_${arg_NAME} PRIVATE -Werror)
    endif()
  else()
    add_library(entente_${arg_NAME} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(entente::${arg_NAME} ALIAS entente_${arg_NAME})
  target_compile_features(entente_${arg_NAME} ${scope} cxx_std_20)
  target_include_directories(entente_${arg_NAME} ${scope} ${PROJECT_SOURCE_DIR})
  foreach(room IN LISTS arg_ROOMS)
    target_link_libraries(entente_${arg_NAME} ${scope} entente::${room})
  endforeach()
  target_link_libraries(entente_${arg_NAME} ${scope} fmt::fmt ${arg_LIBRARIES})

  if(ENTENTE_TESTS AND arg_TESTS)
    add_executable(entente_${arg_NAME}_test ${arg_TESTS} ${PROJECT_SOURCE_DIR}/tests/doctest_main.cpp)
    target_link_libraries(entente_${arg_NAME}_test PRIVATE entente::${arg_NAME} entente::warnings doctest::doctest ${arg_TEST_LIBRARIES})
    target_compile_definitions(entente_${arg_NAME}_test PRIVATE ENTENTE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME unit.${arg_NAME} COMMAND entente_${arg_NAME}_test)
    set_tests_properties(unit.${arg_NAME} PROPERTIES LABELS unit)
  endif()
endfunction()

#pragma once
// Cells that name the type of an event, checked against the list that they are said to be of.
//
// A list that the program knows (types.csv) takes a code as it stands; without regard to case; as the number it was
// taken for ("1.0"); by its label. What none of this finds is of no list: it is kept as the source writes it, has no
// class, and is counted. A list that the program does not know ("own") is not checked.

#include "entente/stream/types.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace entente::stream {

enum class TypeMatch {
  listed,    // in the list, or the list is not known
  by_label,  // its code is in no list, or may be two, and the label beside it tells which
  mended,    // it lost its leading zero, and one code alone can be meant
  unclear,   // it may have lost a leading zero: "20" is 20 or 020
  unknown,   // in no list
};

struct TypeReading {
  std::string key;  // "cameo:190"; of no class where it is unclear or unknown: "cameo:020|20", "cameo:13y"
  TypeMatch match = TypeMatch::listed;
};

/// What the types of a whole file tell of how they are written (survey.hpp).
struct TypeHabits {
  bool zeros_lost = false;    // codes of CAMEO went through a program that took them for numbers
  bool only_numbers = false;  // of a graph whose subjects are numbers too: its relations are numbers of no list
};

/// `list` is Format::list; "graph" is all of ours in turn. Safe to call from several threads.
class TypeCells {
 public:
  explicit TypeCells(std::string_view list, TypeHabits habits = {});

  /// Whether the list is one that the program knows.
  bool checked() const { return checked_; }

  /// `label` may be empty.
  TypeReading read(std::string_view cell, std::string_view label) const;

 private:
  std::optional<TypeReading> by_code(std::string_view list, std::string_view cell) const;
  TypeReading read_relation(std::string_view cell) const;

  std::string list_;
  TypeHabits habits_;
  bool checked_;
};

/// What one cell tells of lost zeros.
enum class ZeroSign { none, kept, lost };
ZeroSign zero_sign(std::string_view cell, std::string_view label);

}  // namespace entente::stream

#pragma once
// Numbers of evidence: E1, E2, ... in the order of first use on the page.

#include "entente/assess/assessment.hpp"
#include "entente/brief/style.hpp"

#include <map>
#include <string>
#include <vector>

namespace entente::brief {

class Citations {
 public:
  struct Entry {
    const assess::Evidence* evidence = nullptr;
    std::vector<std::string> used_in;  // as Finding::where, each once, in the order of the page; "E13" for a query
  };

  /// Numbers what the page cites; then in full the rows behind cited queries, as far as the register holds them.
  /// Evidence that is not used gets no number, an id that is not in the register neither. Keeps pointers into
  /// `assessment`.
  Citations(const assess::Assessment& assessment, Style style);

  /// By number: the first is E1.
  const std::vector<Entry>& entries() const { return entries_; }

  /// From 1; 0 where the id has no number.
  int number(const std::string& id) const;

  const assess::Evidence* find(const std::string& id) const;

 private:
  void use(const std::string& id, const std::string& where);

  std::map<std::string, const assess::Evidence*> register_;
  std::map<std::string, int> numbers_;
  std::vector<Entry> entries_;
};

}  // namespace entente::brief

#pragma once
// case pack | open: a case with all that another person needs to get the same bytes, as one file.

#include "entente/verbs/verb.hpp"

#include <optional>
#include <string>

namespace entente::verbs {

struct CasePackRequest {
  std::string case_name;
};

struct CaseOpenRequest {
  std::string pack;  // the file
  std::string folder = "cases";
  bool anyway = false;
};

/// The case, the own folders of the record, the hashes of view and models, and the version, as one document of JSON.
/// All own rows go into it, since each enters the hash of the view. Throws as the case, the store and the models do.
Result case_pack(const Engine& engine, const CasePackRequest& request);

/// Writes FOLDER/NAME/case.toml and FOLDER/NAME/layers/LAYER/, and says whether the record at hand, with these layers,
/// knows the same on the day of the case. Throws Error: bad_data (no pack, a broken one, a name that is none), conflict
/// (a case of other content is there, without `anyway`), unsupported (a pack of a newer form), io.
Result case_open(const Engine& engine, const CaseOpenRequest& request);

Verb case_pack_verb();
Verb case_open_verb();

}  // namespace entente::verbs

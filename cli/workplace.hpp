#pragma once
// Where cases and model files lie for the command line: in the working folder, else beside the program.

#include <string>
#include <vector>

namespace entente::cli {

/// The folders that may hold cases, in the order in which they are searched.
std::vector<std::string> case_folders();

/// The folder of the model files: `given`, or data/model in the working folder, else beside the program; empty where
/// there is none.
std::string models_folder(const std::string& given);

}  // namespace entente::cli

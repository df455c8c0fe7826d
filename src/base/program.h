// Where this program stands.
#pragma once

#include <filesystem>
#include <string>

namespace mingzhang {

// The folder of the running program; empty where the system does not tell.
std::filesystem::path program_folder();
// The path of another program in that folder, or just its name.
std::string beside_program(const char* name);

}  // namespace mingzhang

// A copy of an Office file with some of its parts changed.
#pragma once

#include <map>
#include <string>

#include "base/result.h"

namespace mingzhang::read {

// The archive with these parts in the place of those of their names, or added at its end. Every
// other entry keeps its bytes as they are packed, and its place.
Result<std::string> with_parts(const std::string& archive,
                               const std::map<std::string, std::string>& parts,
                               const std::string& path);

}  // namespace mingzhang::read

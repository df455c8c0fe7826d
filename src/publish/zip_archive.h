// ZIP archives written in memory: the same parts always give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace mingzhang::publish {

struct ArchivePart {
    std::string name;  // "word/document.xml"
    std::string bytes;
};

// The parts in their order, packed. Fails where libzip is missing or memory ends; `what` names the
// file that is made.
Result<std::string> zip_archive(const std::vector<ArchivePart>& parts, const std::string& what);

}  // namespace mingzhang::publish

// Files as LibreOffice saves them, for tests that want a format nothing else here writes.
#pragma once

#include <string>

namespace mingzhang::tests {

// The path of `file` saved as `ending` ("pdf", "doc", "xls") in `folder`, with a profile of its own
// in that folder; empty where LibreOffice is not installed or does not do it within two minutes.
std::string converted(const std::string& folder, const std::string& file,
                      const std::string& ending);

}  // namespace mingzhang::tests

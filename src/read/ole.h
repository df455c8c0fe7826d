// The old container of Office files (DOC, XLS, WPS, ET, and DOCX with a password).
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace mingzhang::read {

// The names of the streams and storages at the root, such as "WordDocument" or "Workbook"; other
// characters than ASCII as '?'. As far as the directory can be read: empty for what is none.
std::set<std::string> ole_entries(std::string_view bytes);

}  // namespace mingzhang::read

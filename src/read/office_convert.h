// Old and foreign office formats (DOC, WPS, RTF, ODT, ODS, XLSB) become DOCX or XLSX by
// LibreOffice, which need not be installed.
//
// It runs as a child process in a folder of its own below the system's temporary folder, which is
// removed in every case, with a fresh profile that runs no macros and updates no links, without a
// network where the system allows that, for at most two minutes, and with limits on memory
// and on the files it writes. The whole process group is killed at the end.
#pragma once

#include <chrono>
#include <string>

#include "base/result.h"

namespace mingzhang::read {

enum class OfficeFormat { kDocx, kXlsx };

struct OfficeSource {
    std::string bytes;
    std::string ending;  // "doc", a hint for LibreOffice
    std::string name;    // "an old Word file (DOC, WPS)", for messages
    OfficeFormat becomes = OfficeFormat::kDocx;
};

// The program; empty where none is found in PATH and the usual folders. MINGZHANG_SOFFICE, if set,
// names it instead.
std::string find_soffice();

// The bytes of the DOCX or XLSX. Fails with one sentence that says what to do.
Result<std::string> convert_office(const OfficeSource& source, const std::string& path,
                                   std::chrono::seconds longest = std::chrono::seconds(120));

}  // namespace mingzhang::read

// What is in a ZIP archive, for tests.
#pragma once

#include <zip.h>

#include <string>

namespace mingzhang::publish {

// One file of an archive; empty where there is none.
inline std::string archive_entry(const std::string& archive, const char* name) {
    zip_t* zip = zip_open(archive.c_str(), ZIP_RDONLY, nullptr);
    if (zip == nullptr) return {};
    std::string out;
    if (zip_file_t* file = zip_fopen(zip, name, 0)) {
        char buffer[4096];
        zip_int64_t got = 0;
        while ((got = zip_fread(file, buffer, sizeof buffer)) > 0)
            out.append(buffer, static_cast<std::size_t>(got));
        zip_fclose(file);
    }
    zip_close(zip);
    return out;
}

}  // namespace mingzhang::publish

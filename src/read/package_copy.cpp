#include "read/package_copy.h"

#include <zip.h>

#include <memory>

#include "base/late_library.h"

namespace mingzhang::read {
namespace {

struct Zip {
    LateLibrary library{MINGZHANG_LIBZIP};
    MINGZHANG_LATE(zip_close);
    MINGZHANG_LATE(zip_discard);
    MINGZHANG_LATE(zip_file_add);
    MINGZHANG_LATE(zip_file_replace);
    MINGZHANG_LATE(zip_file_set_mtime);
    MINGZHANG_LATE(zip_name_locate);
    MINGZHANG_LATE(zip_open_from_source);
    MINGZHANG_LATE(zip_source_buffer);
    MINGZHANG_LATE(zip_source_buffer_create);
    MINGZHANG_LATE(zip_source_close);
    MINGZHANG_LATE(zip_source_free);
    MINGZHANG_LATE(zip_source_keep);
    MINGZHANG_LATE(zip_source_open);
    MINGZHANG_LATE(zip_source_read);
    MINGZHANG_LATE(zip_source_seek);
    MINGZHANG_LATE(zip_source_tell);
};

const Zip& lib() {
    static const Zip loaded;
    return loaded;
}

constexpr time_t kUndated = 315'532'800;  // 1980-01-01, where the dates of ZIP begin

struct FreeSource {
    void operator()(zip_source_t* source) const { lib().zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

bool put(zip_t* zip, const std::string& name, const std::string& bytes) {
    zip_source_t* source = lib().zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    if (source == nullptr) return false;
    zip_int64_t index = lib().zip_name_locate(zip, name.c_str(), ZIP_FL_NOCASE);
    if (index >= 0) {
        if (lib().zip_file_replace(zip, static_cast<zip_uint64_t>(index), source, 0) != 0)
            index = -1;
    } else {
        index = lib().zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    }
    if (index < 0) {
        lib().zip_source_free(source);
        return false;
    }
    return lib().zip_file_set_mtime(zip, static_cast<zip_uint64_t>(index), kUndated, 0) == 0;
}

// All that is in the source; empty where it cannot be read.
std::string content_of(zip_source_t* source) {
    std::string bytes;
    if (lib().zip_source_open(source) != 0) return bytes;
    if (lib().zip_source_seek(source, 0, SEEK_END) == 0) {
        const zip_int64_t size = lib().zip_source_tell(source);
        if (size > 0 && lib().zip_source_seek(source, 0, SEEK_SET) == 0) {
            bytes.resize(static_cast<std::size_t>(size));
            if (lib().zip_source_read(source, bytes.data(), bytes.size()) != size) bytes.clear();
        }
    }
    lib().zip_source_close(source);
    return bytes;
}

}  // namespace

Result<std::string> with_parts(const std::string& archive,
                               const std::map<std::string, std::string>& parts,
                               const std::string& path) {
    if (!lib().library.loaded()) return lib().library.missing(path);
    const auto failed = [&] {
        return fail(path, "A copy of this ZIP file cannot be made", "copy or download it again");
    };
    const Source source(lib().zip_source_buffer_create(archive.data(), archive.size(), 0, nullptr));
    if (!source) return failed();
    lib().zip_source_keep(source.get());  // for what is read of it in the end
    zip_t* zip = lib().zip_open_from_source(source.get(), 0, nullptr);
    if (zip == nullptr) {
        lib().zip_source_free(source.get());
        return failed();
    }
    bool good = true;
    for (const auto& [name, bytes] : parts) good = good && put(zip, name, bytes);
    if (!good || lib().zip_close(zip) != 0) {
        lib().zip_discard(zip);
        return failed();
    }
    std::string copy = content_of(source.get());
    if (copy.empty()) return failed();
    return copy;
}

}  // namespace mingzhang::read

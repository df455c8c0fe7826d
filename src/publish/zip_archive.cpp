#include "publish/zip_archive.h"

#include <zip.h>

#include "base/late_library.h"

namespace mingzhang::publish {
namespace {

struct Zip {
    LateLibrary library{MINGZHANG_LIBZIP};
    MINGZHANG_LATE(zip_close);
    MINGZHANG_LATE(zip_discard);
    MINGZHANG_LATE(zip_error_fini);
    MINGZHANG_LATE(zip_error_init);
    MINGZHANG_LATE(zip_file_add);
    MINGZHANG_LATE(zip_file_set_dostime);
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

// The first day a ZIP archive can name, for want of a clock.
constexpr zip_uint16_t kMidnight = 0, kFirstDay = (1 << 5) | 1;

bool add_part(zip_t* archive, const ArchivePart& part) {
    zip_source_t* bytes = lib().zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
    if (bytes == nullptr) return false;
    const zip_int64_t index =
        lib().zip_file_add(archive, part.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        lib().zip_source_free(bytes);
        return false;
    }
    return lib().zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), kMidnight,
                                      kFirstDay, 0) == 0;
}

// Whether all parts were written into `target`, which is kept.
bool write_parts(zip_source_t* target, const std::vector<ArchivePart>& parts, zip_error_t* error) {
    lib().zip_source_keep(target);
    zip_t* archive = lib().zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, error);
    if (archive == nullptr) {
        lib().zip_source_free(target);
        return false;
    }
    bool good = true;
    for (const ArchivePart& part : parts) good = good && add_part(archive, part);
    if (good && lib().zip_close(archive) == 0) return true;
    lib().zip_discard(archive);
    return false;
}

bool read_all(zip_source_t* source, std::string& out) {
    if (lib().zip_source_open(source) != 0) return false;
    lib().zip_source_seek(source, 0, SEEK_END);
    const zip_int64_t size = lib().zip_source_tell(source);
    lib().zip_source_seek(source, 0, SEEK_SET);
    out.resize(static_cast<std::size_t>(size < 0 ? 0 : size));
    const zip_int64_t got = lib().zip_source_read(source, out.data(), out.size());
    lib().zip_source_close(source);
    return size > 0 && got == size;
}

}  // namespace

Result<std::string> zip_archive(const std::vector<ArchivePart>& parts, const std::string& what) {
    if (!lib().library.loaded()) return lib().library.missing(what);
    zip_error_t error;
    lib().zip_error_init(&error);
    std::string out;
    zip_source_t* target = lib().zip_source_buffer_create(nullptr, 0, 0, &error);
    const bool good =
        target != nullptr && write_parts(target, parts, &error) && read_all(target, out);
    if (target != nullptr) lib().zip_source_free(target);
    lib().zip_error_fini(&error);
    if (!good) return fail(what, "The archive could not be made", "there may be too little memory");
    return out;
}

}  // namespace mingzhang::publish

#include "pdfscan/outside.h"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mingzhang::pdfscan {
namespace {

// Where poppler looks; its tables for writing other encodings than UTF-8 are never asked for.
constexpr std::string_view kData = "/usr/share/poppler";
constexpr std::string_view kFolders[] = {"/cMap", "/cidToUnicode", "/nameToUnicode"};
constexpr int kDeepest = 3;

using Files = std::unordered_map<std::string, std::string_view>;

// Never destroyed: poppler may ask until the very end.
Files& kept_files() {
    static Files* const files = new Files;
    return *files;
}

void keep_file(int file, const std::string& path) {
    struct stat facts {};
    if (fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_size <= 0) return;
    const auto size = static_cast<std::size_t>(facts.st_size);
    void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes != MAP_FAILED) kept_files()[path] = {static_cast<const char*>(bytes), size};
}

void keep_folder(int folder, const std::string& path, int deepest) {
    DIR* entries = fdopendir(folder);
    if (!entries) {
        close(folder);
        return;
    }
    while (const dirent* entry = readdir(entries)) {
        if (entry->d_name[0] == '.') continue;
        const int file = openat(folder, entry->d_name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (file < 0) continue;
        const std::string name = path + "/" + entry->d_name;
        struct stat facts {};
        const bool is_folder =
            entry->d_type == DT_DIR ||
            (entry->d_type == DT_UNKNOWN && fstat(file, &facts) == 0 && S_ISDIR(facts.st_mode));
        if (is_folder && deepest > 0) {
            keep_folder(file, name, deepest - 1);
        } else {
            keep_file(file, name);
            close(file);
        }
    }
    closedir(entries);
}

}  // namespace

std::size_t keep_poppler_data() {
    for (const std::string_view folder : kFolders) {
        const std::string path = std::string(kData) + std::string(folder);
        const int opened = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (opened >= 0) keep_folder(opened, path, kDeepest);
    }
    return kept_files().size();
}

}  // namespace mingzhang::pdfscan

extern "C" {

std::FILE* fopen(const char* path, const char* mode) {
    const auto& kept = mingzhang::pdfscan::kept_files();
    if (const auto file = kept.find(path); file != kept.end() && mode[0] == 'r')
        return fmemopen(const_cast<char*>(file->second.data()), file->second.size(), "r");
    using Open = std::FILE* (*)(const char*, const char*);
    static const auto next = reinterpret_cast<Open>(dlsym(RTLD_NEXT, "fopen"));
    return next ? next(path, mode) : nullptr;
}

void* cmsOpenProfileFromMem(const void*, uint32_t);
void* cmsOpenProfileFromMem(const void*, uint32_t) { return nullptr; }
}

#include "read/package.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>

#include "base/late_library.h"
#include "base/text.h"
#include "read/xml.h"

namespace mingzhang::read {
namespace {

using std::string_view;

struct Zip {
    LateLibrary library{MINGZHANG_LIBZIP};
    MINGZHANG_LATE(zip_discard);
    MINGZHANG_LATE(zip_error_fini);
    MINGZHANG_LATE(zip_error_init);
    MINGZHANG_LATE(zip_fclose);
    MINGZHANG_LATE(zip_fopen_index);
    MINGZHANG_LATE(zip_fread);
    MINGZHANG_LATE(zip_get_num_entries);
    MINGZHANG_LATE(zip_name_locate);
    MINGZHANG_LATE(zip_open_from_source);
    MINGZHANG_LATE(zip_source_buffer_create);
    MINGZHANG_LATE(zip_source_free);
    MINGZHANG_LATE(zip_stat_index);
    MINGZHANG_LATE(zip_stat_init);
};

const Zip& lib() {
    static const Zip loaded;
    return loaded;
}

struct CloseFile {
    void operator()(zip_file_t* file) const { lib().zip_fclose(file); }
};

std::string lower(string_view s) {
    std::string out(s);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return out;
}

string_view last_word(string_view address) {
    const auto slash = address.rfind('/');
    return slash == string_view::npos ? address : address.substr(slash + 1);
}

std::string size_of(std::size_t bytes) {
    if (bytes < 1u << 20) return fmt::format("{} bytes", bytes);
    return fmt::format("{} MiB", bytes >> 20);
}

}  // namespace

struct Package::Archive {
    std::string path;
    std::map<std::string, std::string> parts;  // without an archive; keys in small letters
    std::string bytes;                         // the archive reads from them
    zip_t* zip = nullptr;
    std::size_t unpacked = 0;
    PackageLimits limits;

    ~Archive() {
        if (zip != nullptr) lib().zip_discard(zip);
    }

    Result<std::string> read(const std::string& name) {
        if (zip != nullptr) return read_zipped(name);
        const auto found = parts.find(lower(name));
        if (found == parts.end()) return absent(name);
        return found->second;
    }

    tl::unexpected<Error> absent(const std::string& name) const {
        return fail(path, fmt::format("The file lacks its part {}", name),
                    "it is damaged; open and save it again");
    }

    tl::unexpected<Error> damaged(const std::string& name) const {
        return fail(path, fmt::format("The part {} of the file is damaged", name),
                    "open the file and save it again");
    }

    Result<std::string> read_zipped(const std::string& name) {
        const zip_int64_t index = lib().zip_name_locate(zip, name.c_str(), ZIP_FL_NOCASE);
        if (index < 0) return absent(name);
        zip_stat_t stat;
        lib().zip_stat_init(&stat);
        if (lib().zip_stat_index(zip, static_cast<zip_uint64_t>(index), 0, &stat) != 0)
            return damaged(name);
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
            stat.encryption_method != ZIP_EM_NONE) {
            return fail(path, "The file is protected by a password",
                        "save a copy without a password");
        }
        return unpack(name, stat);
    }

    Result<std::string> unpack(const std::string& name, const zip_stat_t& stat) {
        const std::size_t most = std::min(limits.part_bytes, limits.all_bytes - unpacked);
        if (stat.size > most) return too_large(name, most);
        if (stat.size > limits.ratio_from && stat.size / limits.packing_ratio > stat.comp_size) {
            return fail(path, fmt::format("The part {} is packed more than {} times smaller: this "
                                          "is no disclosure",
                                          name, limits.packing_ratio));
        }
        const std::unique_ptr<zip_file_t, CloseFile> file(
            lib().zip_fopen_index(zip, stat.index, 0));
        if (!file) return damaged(name);
        std::string out(stat.size, '\0');
        std::size_t used = 0;
        while (used < out.size()) {
            const zip_int64_t got =
                lib().zip_fread(file.get(), out.data() + used, out.size() - used);
            if (got <= 0) return damaged(name);
            used += static_cast<std::size_t>(got);
        }
        char more = 0;
        if (lib().zip_fread(file.get(), &more, 1) != 0) return damaged(name);
        unpacked += used;
        return out;
    }

    tl::unexpected<Error> too_large(const std::string& name, std::size_t most) const {
        return fail(path,
                    fmt::format("The part {} holds more than {} unpacked", name, size_of(most)),
                    "a larger file is not read");
    }
};

Package::Package(std::unique_ptr<Archive> archive) : archive_(std::move(archive)) {}
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;
Package::~Package() = default;

Result<Package> Package::open(std::string bytes, const std::string& path,
                              const PackageLimits& limits) {
    if (!lib().library.loaded()) return lib().library.missing(path);
    auto archive = std::make_unique<Archive>();
    archive->path = path;
    archive->limits = limits;
    archive->bytes = std::move(bytes);
    zip_error_t error;
    lib().zip_error_init(&error);
    zip_source_t* source =
        lib().zip_source_buffer_create(archive->bytes.data(), archive->bytes.size(), 0, &error);
    if (source != nullptr) {
        archive->zip = lib().zip_open_from_source(source, ZIP_RDONLY, &error);
        if (archive->zip == nullptr) lib().zip_source_free(source);
    }
    lib().zip_error_fini(&error);
    if (archive->zip == nullptr) {
        return fail(path, "This ZIP file is damaged or incomplete", "copy or download it again");
    }
    const zip_int64_t entries = lib().zip_get_num_entries(archive->zip, 0);
    if (entries < 0 || entries > static_cast<zip_int64_t>(limits.parts)) {
        return fail(path, fmt::format("The file holds more than {} parts: this is no disclosure",
                                      limits.parts));
    }
    return Package(std::move(archive));
}

Package Package::of_parts(std::map<std::string, std::string> parts, const std::string& path) {
    auto archive = std::make_unique<Archive>();
    archive->path = path;
    for (auto& [name, text] : parts) archive->parts.emplace(lower(name), std::move(text));
    return Package(std::move(archive));
}

bool Package::has(string_view name) const {
    if (archive_->zip != nullptr)
        return lib().zip_name_locate(archive_->zip, std::string(name).c_str(), ZIP_FL_NOCASE) >= 0;
    return archive_->parts.count(lower(name)) > 0;
}

Result<std::string> Package::read(const std::string& name) { return archive_->read(name); }

std::map<std::string, Relationship> Package::relationships(const std::string& part) {
    const auto slash = part.rfind('/');
    const std::size_t folder = slash == std::string::npos ? 0 : slash + 1;
    const std::string name = part.substr(0, folder) + "_rels/" + part.substr(folder) + ".rels";
    std::map<std::string, Relationship> out;
    if (!has(name)) return out;
    auto bytes = read(name);
    if (!bytes) return out;
    const auto xml = parse_xml(*std::move(bytes), archive_->path, name);
    if (!xml) return out;
    for (const Node node : children((*xml)->root(), "Relationship")) {
        Relationship relationship;
        relationship.type = std::string(last_word(attribute(node, "Type")));
        relationship.external = attribute(node, "TargetMode") == "External";
        const string_view target = attribute(node, "Target");
        relationship.target =
            relationship.external ? std::string(target) : resolved_target(part, target);
        out.emplace(std::string(attribute(node, "Id")), std::move(relationship));
    }
    return out;
}

std::string Package::main_part(const std::string& usual) {
    for (const auto& [id, relationship] : relationships(""))
        if (relationship.type == "officeDocument" && has(relationship.target))
            return relationship.target;
    return usual;
}

std::string resolved_target(string_view part, string_view target) {
    std::vector<string_view> path;
    if (!target.starts_with('/')) {
        path = text::split(part, '/');
        path.pop_back();
    }
    for (const string_view step : text::split(target, '/')) {
        if (step.empty() || step == ".") continue;
        if (step == "..") {
            if (!path.empty()) path.pop_back();
        } else {
            path.push_back(step);
        }
    }
    std::string out;
    for (const string_view step : path) {
        if (!out.empty()) out += '/';
        out += step;
    }
    return out;
}

}  // namespace mingzhang::read

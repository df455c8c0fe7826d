// The parts of an Office file: a ZIP archive read in memory, never unpacked onto the disk.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingzhang::read {

struct PackageLimits {
    std::size_t parts = 20'000;
    std::size_t part_bytes = 64u << 20;  // one part, unpacked
    std::size_t all_bytes = 256u << 20;  // all that is read of a file, unpacked
    std::size_t packing_ratio = 500;     // of parts of more than `ratio_from`
    std::size_t ratio_from = 4u << 20;
};

struct Relationship {
    std::string type;    // the last word of the type's address: "worksheet"
    std::string target;  // a part's name, resolved ("xl/media/image1.png"), or an address
    bool external = false;
};

class Package {
  public:
    // Fails for what is no ZIP archive or too large a one.
    static Result<Package> open(std::string bytes, const std::string& path,
                                const PackageLimits& limits = {});
    // Parts that are unpacked already: for tests and fuzzers.
    static Package of_parts(std::map<std::string, std::string> parts, const std::string& path);

    Package(Package&&) noexcept;
    Package& operator=(Package&&) noexcept;
    ~Package();

    // Names compare without regard to case, as Office does.
    bool has(std::string_view name) const;
    // Fails for a part that is absent, damaged, encrypted, or beyond the limits.
    Result<std::string> read(const std::string& name);

    // By id; empty where the part has none.
    std::map<std::string, Relationship> relationships(const std::string& part);
    // The part of the package that the root names as its document; `usual` where it does not.
    std::string main_part(const std::string& usual);

  private:
    struct Archive;
    explicit Package(std::unique_ptr<Archive> archive);

    std::unique_ptr<Archive> archive_;
};

// "xl/worksheets/sheet1.xml", "../drawings/drawing1.xml" → "xl/drawings/drawing1.xml".
std::string resolved_target(std::string_view part, std::string_view target);

}  // namespace mingzhang::read
